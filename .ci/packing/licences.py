"""Gathers the licence texts of everything that a bundle holds, while it is built.

What is in the bundle is asked of the bundle itself: each file belongs to a Python distribution, to Python, or (on
Linux) to a package of the system. A part without a text is an error, so that none is shipped without.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

KEPT = Path(__file__).resolve().parents[2] / "resources" / "licences"
"""Texts of parts whose packages carry none."""
WITHOUT_TEXT = {
    "pyside6-essentials": ("qt.md", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("qt.md", "LGPL-3.0.txt", "GPL-3.0.txt"),
}
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
_NO_TEXT = {".py", ".pyc", ".pyi", ".so", ".pyd", ".json"}
OWN = "ravenwits-desktop"


@dataclass
class Part:
    """Something by others in the bundle. `kind` is ``python`` (a distribution), ``runtime`` or ``system``."""

    name: str
    version: str
    licence: str
    kind: str
    texts: list[Path] = field(default_factory=list)


class MissingTextError(Exception):
    """A part of the bundle has no licence text."""


def parts(modules: Iterable[str], files: Iterable[Path]) -> list[Part]:
    """Everything by others that these modules (by name) and files (their sources) come from, in order of the name.

    Raises `MissingTextError`.
    """
    owners = importlib.metadata.packages_distributions()
    names = {name for module in modules for name in owners.get(module.partition(".")[0], ())}
    packages, system = Path(sysconfig.get_path("purelib")).resolve(), set()
    installed = {file: name for name in sorted(names_in(packages)) for file in files_of(name)}
    for file in files:
        resolved = file.resolve()
        if resolved in installed:
            names.add(installed[resolved])
        elif not is_own(resolved) and not resolved.is_relative_to(Path(sys.base_prefix).resolve()):
            system.add(file)
    found = [python_part(name) for name in {canonical(name) for name in names} - {OWN}]
    found.append(Part("python", platform.python_version(), "PSF-2.0", "runtime", [licence_of_python()]))
    found.extend(system_parts(system))
    without = [part.name for part in found if not part.texts]
    if without:
        raise MissingTextError(f"no licence text for {', '.join(sorted(without))}: add it to {KEPT} and to this script")
    return sorted(found, key=lambda part: (part.kind, part.name))


def canonical(name: str) -> str:
    """The normalised name of a distribution."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names_in(packages: Path) -> set[str]:
    """The distributions in this folder."""
    return {canonical(found.metadata["Name"]) for found in importlib.metadata.distributions(path=[str(packages)])}


def files_of(name: str) -> set[Path]:
    """The files that a distribution has installed."""
    return {Path(str(file.locate())).resolve() for file in importlib.metadata.files(name) or ()}


def is_own(file: Path) -> bool:
    """Whether the file is ours, or made while building."""
    root = KEPT.parents[1]
    return file.is_relative_to(root) and not file.is_relative_to(Path(sys.prefix).resolve())


def python_part(name: str) -> Part:
    """A Python distribution with the texts it carries."""
    metadata = importlib.metadata.metadata(name)
    licence = (
        metadata.get("License-Expression") or metadata.get("License") or classified(metadata.get_all("Classifier"))
    )
    texts = [
        Path(str(file.locate()))
        for file in importlib.metadata.files(name) or ()
        if _TEXT.search(file.name) and file.suffix not in _NO_TEXT
    ]
    texts += [KEPT / text for text in WITHOUT_TEXT.get(name, ())]
    first = (licence or "").strip().splitlines()
    return Part(name, metadata["Version"], first[0] if first else "", "python", sorted(texts))


def classified(classifiers: list[str] | None) -> str:
    """The licence that the classifiers of a distribution name."""
    named = [line.rpartition(" :: ")[2] for line in classifiers or () if line.startswith("License :: ")]
    return " AND ".join(named)


def licence_of_python() -> Path:
    """Python's own licence, which also names what Python carries (OpenSSL, SQLite, zlib and others)."""
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    for place in (*places, *Path(sys.base_prefix).glob("**/LICENSE.txt")):
        if place.is_file():
            return place
    return Path("/usr/share/doc") / f"python{sys.version_info.major}.{sys.version_info.minor}" / "copyright"


def system_parts(files: Iterable[Path]) -> list[Part]:
    """What is in the bundle of the system it was built on: on Debian and Ubuntu by package, else by file."""
    found: dict[str, Part] = {}
    for file in sorted(files):
        if sys.platform != "linux":
            found[file.name] = Part(file.name, "", "as the system", "system", [KEPT / "system.md"])
            continue
        name, version = owner(file) if shutil.which("dpkg-query") else ("", "")
        if not name:
            raise MissingTextError(f"{file} belongs to no package that is known here")
        text = Path("/usr/share/doc") / name / "copyright"
        found[name] = Part(name, version, "see its text", "system", [text] if text.is_file() else [])
    return list(found.values())


def owner(file: Path) -> tuple[str, str]:
    """Name and version of the system's package that brought a file, which may go by two paths; empty if none did."""
    spellings = {str(file), str(file.resolve())}
    spellings |= {text.removeprefix("/usr") for text in spellings} | {f"/usr{text}" for text in spellings}
    for path in sorted(spellings):
        asked = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            name = asked.stdout.partition(":")[0]
            command = ["dpkg-query", "-W", "-f", "${Version}\n", name]
            return name, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0]
    return "", ""


def gather(modules: Iterable[str], files: Iterable[Path], target: Path) -> None:
    """Write the texts into the folder `target`, one folder for each part, and ``parts.json`` that lists the parts."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    listed = []
    for part in parts(modules, files):
        folder = target / f"{part.name}-{part.version.replace(':', '_')}"
        folder.mkdir()
        names = []
        for text in part.texts:
            name = text.name
            while (folder / name).exists():
                name = f"{text.parent.name}-{name}" if not name.startswith(text.parent.name) else f"{name}-"
            shutil.copyfile(text, folder / name)
            names.append(f"{folder.name}/{name}")
        listed.append({"name": part.name, "version": part.version, "licence": part.licence, "kind": part.kind})
        listed[-1]["texts"] = names  # type: ignore[assignment]
    (target / "parts.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
