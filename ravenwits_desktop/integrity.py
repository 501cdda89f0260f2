"""Whether the frozen program is complete, and what to say where it is not.

A virus scanner that takes a file away, or a copy that was broken off, would else end in a traceback that nobody sees,
or in Qt's abort. `build.spec` lists the files of the bundle in ``contents.json``. Nothing here needs Qt, or anything
but Python itself, for both may be what is missing. In a source tree nothing is ever missing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

LIST = "contents.json"
NEEDED_FIRST = ("PySide6/", "shiboken6/")
"""Where the files lie without which Qt ends the process before Python can say why."""


def bundle() -> Path | None:
    """The folder of the bundle's files; None in a source tree."""
    folder: str | None = getattr(sys, "_MEIPASS", None)
    return Path(folder) if folder else None


def missing(folder: Path | None, begins: tuple[str, ...] = ("",)) -> tuple[str, ...]:
    """The files of the bundle in `folder`, of those whose path begins so, that are not there or have lost all bytes.

    A path is relative to `folder`, with slashes. Empty where `folder` is None. Takes a few milliseconds.
    """
    if folder is None:
        return ()
    try:
        listed = json.loads((folder / LIST).read_bytes())
    except (OSError, ValueError):
        return (LIST,)
    wanted = [name for name in listed if name.startswith(begins)]
    there = {parent: _names(folder / parent) for parent in {name.rpartition("/")[0] for name in wanted}}
    return tuple(name for name in wanted if name.rpartition("/")[2] not in there[name.rpartition("/")[0]])


def _names(folder: Path) -> set[str]:
    """The names in a folder of what holds something.

    Read in one go: a question for each file takes long where a scanner listens. Windows gives the sizes with the names.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return set()
    return {entry.name for entry in entries if _holds_something(entry)}


def _holds_something(entry: os.DirEntry[str]) -> bool:
    try:
        # what a folder of Windows says of a size can be old; what it says is empty is asked once more
        return bool(entry.stat().st_size or os.stat(entry.path).st_size)
    except OSError:
        return False


def explain(files: Iterable[str], folder: Path | None) -> str:
    """What is missing and what to do, for people."""
    first, *others = files
    path = folder / first if folder is not None else Path(first)
    more = f" (and {len(others)} more)" if others else ""
    return (
        f"RavenWits Desktop is damaged: the file {path}{more} is missing or empty. Install the program again, over the "
        "present one: drafts, purchases and settings stay. If it happens again, a virus scanner may have taken the "
        "file away; ask those who look after this computer."
    )


def tell(text: str) -> None:
    """Show `text` without Qt: on the console, or in a box of the system's own where there is none."""
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")
    if sys.platform == "win32":
        if sys.stderr is None:
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, text, "RavenWits Desktop", 0x10)
    elif sys.platform == "darwin" and (sys.stderr is None or not sys.stderr.isatty()):
        import subprocess

        script = "on run argv\ndisplay alert (item 1 of argv) as critical\nend run"
        command = ["/usr/bin/osascript", "-e", script, text]
        subprocess.run(command, check=False, timeout=600)  # noqa: S603 - the system's own tool, and no text of others
