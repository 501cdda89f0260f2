"""What stays out of the bundle, and what of a system's libraries has to come along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: its place there, its source, its kind."""

LINUX = sys.platform.startswith("linux")

QT_MODULES = (
    "Concurrent",
    "DBus",
    "Designer",
    "Help",
    "Pdf",
    "PdfWidgets",
    "Qml",
    "Quick",
    "QuickControls2",
    "QuickWidgets",
    "Sql",
    "Test",
    "UiTools",
    "Xml",
)
"""Bindings of Qt that nobody here imports."""

MODULES = (
    *(f"PySide6.Qt{name}" for name in QT_MODULES),
    "IPython",
    "_pytest",
    "anyio._backends._trio",
    "anyio.pytest_plugin",
    "httpx._main",  # the command line of httpx, with rich and all that
    "hypothesis",
    "markdown_it",
    "matplotlib",
    "mypy",
    "numpy.f2py",
    "numpy.random",  # nothing here is left to chance; pyqtgraph scatters points with it, which nobody asks for
    "numpy.tests",
    "odf",
    "openpyxl",
    "pandas",  # pyqtgraph and SQLAlchemy would take it where it is installed
    "pip",
    "py",
    "pyarrow",
    "pygments",
    "pyqtgraph.examples",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "pytest",
    "readline",  # for a prompt that a windowed program has not; under the GPL
    "rich",
    "scipy",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.testing",
    "tkinter",
)
"""Python modules that stay out although something could import them."""

PLUGINS = (
    "egldeviceintegrations",
    "generic",
    "networkinformation",
    "qmltooling",
    "tls",
    "imageformats/qgif",
    "imageformats/qicns",
    "imageformats/qjpeg",
    "imageformats/qpdf",
    "imageformats/qtga",
    "imageformats/qtiff",
    "imageformats/qwbmp",
    "imageformats/qwebp",
    "platforminputcontexts/qtvirtualkeyboard",
    "platforms/qeglfs",
    "platforms/qlinuxfb",
    "platforms/qminimal",
    "platforms/qvkkhrdisplay",
    "platforms/qvnc",
    "platformthemes/qgtk3",  # brings half of GTK along; files are chosen by way of the desktop portal without it
)
"""Plug-ins of Qt, or folders of them, that stay out; without what a system puts before the name."""

LIBRARIES = (
    "Qt6EglFSDeviceIntegration",
    "Qt6EglFsKmsSupport",
    "Qt6Pdf",
    "Qt6Qml",
    "Qt6Quick",
    "Qt6VirtualKeyboard",
    "QtPdf",
    "QtQml",
    "QtQuick",
    "QtVirtualKeyboard",
    "opengl32sw",  # Qt's widgets are drawn without OpenGL: 20 MB for machines that have none
    "d3dcompiler_47",
)
"""Beginnings of the names of libraries and frameworks, and of links to them, that stay out; without ``lib``."""

FOLDERS = ("numpy/random/", "pyqtgraph/icons/peegee/", "pyqtgraph/colors/maps/")
"""Folders of the bundle that stay out."""

WITH_SYMBOLS = ("libpython", "nacl/", "python3", "sqlalchemy/")
"""Where files lie that are built with their symbols (Python where it was built on the machine, two wheels)."""

FROM_SYSTEM_ONLY = ("printsupport/libcupsprintersupport",)
"""Plug-ins whose libraries are not brought: they work where the system has them, and only there have a purpose."""

INSTALLED = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
"""How a distribution came onto the computer that builds: by whom, and hashes of scripts that name folders there."""


def is_wanted(entry: Entry, languages: frozenset[str] = frozenset()) -> bool:
    """Whether a collected file belongs into the bundle. Of Qt's own words those in the program's `languages` do."""
    path = entry[0].replace(os.sep, "/")
    name = Path(path).name.removeprefix("lib")
    if "PySide6" in path and "/translations/" in path:
        return name.startswith("qtbase_") and Path(name).stem.removeprefix("qtbase_") in languages
    if "/plugins/" in path:
        place = path.partition("/plugins/")[2].replace("/lib", "/")
        if place.startswith(PLUGINS):
            return False
    if ".dist-info/" in path and name in INSTALLED:
        return False
    unwanted = any(part.removeprefix("lib").startswith(LIBRARIES) for part in path.split("/"))
    return not unwanted and not path.startswith(FOLDERS)


def needed(entries: list[Entry]) -> list[Entry]:
    """The entries less the libraries of a Linux system that nothing which stays is linked with.

    PyInstaller follows what a file is linked with before `is_wanted` has its say: the libraries of a plug-in that is
    left out would stay behind.
    """
    if not LINUX:
        return entries
    from PyInstaller.depend.bindepend import get_imports

    by_name = {Path(entry[0]).name: entry for entry in entries}
    waiting = [entry for entry in entries if not is_of_system(entry)]
    kept = {entry[0] for entry in waiting}
    waiting = [entry for entry in waiting if not any(part in entry[0] for part in FROM_SYSTEM_ONLY)]
    while waiting:
        _, source, kind = waiting.pop()
        if kind == "SYMLINK":
            continue
        for name, _path in get_imports(source):
            entry = by_name.get(Path(name).name)
            if entry is not None and entry[0] not in kept:
                kept.add(entry[0])
                waiting.append(entry)
    return [entry for entry in entries if entry[0] in kept]


def is_of_system(entry: Entry) -> bool:
    """Whether the file comes from the system's libraries, not from Python or a wheel."""
    ours = (Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve())
    return entry[2] != "SYMLINK" and not any(Path(entry[1]).resolve().is_relative_to(folder) for folder in ours)


def without_symbols(entries: Iterable[Entry], work: Path) -> list[Entry]:
    """The entries with copies in `work` of those files that carry tables of symbols, without these.

    Nothing else is stripped: most wheels' libraries are, and stripping those of numpy again leaves them unloadable.
    """
    if not (LINUX and shutil.which("strip")):
        return list(entries)
    made = []
    for entry in entries:
        name, source, kind = entry
        if kind == "SYMLINK" or not name.startswith(WITH_SYMBOLS):
            made.append(entry)
            continue
        target = work / "stripped" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["strip", "--strip-unneeded", "-o", str(target), source], check=True)
        made.append((name, str(target), kind))
    return made
