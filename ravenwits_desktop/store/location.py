"""Where the store is, as a database URL."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "ravenwits.sqlite3"


def default_url(folder: Path) -> str:
    """The URL of the store in `folder` (made when the store is opened).

    Raises `ValueError` for a path with a question mark, which a URL would cut off.
    """
    path = (folder.absolute() / FILE_NAME).as_posix()
    if "?" in path:
        raise ValueError(f"the store cannot be in a folder with a question mark in its name: {path}")
    return f"sqlite:///{path}"
