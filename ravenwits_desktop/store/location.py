"""Where the store is, as a database URL."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

FILE_NAME = "ravenwits.sqlite3"


def default_url(folder: Path) -> str:
    """The URL of the store in `folder`, which is made when the store is opened."""
    return f"sqlite:///{quote((folder.absolute() / FILE_NAME).as_posix(), safe='/:')}"
