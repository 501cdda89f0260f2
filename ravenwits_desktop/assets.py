"""Where the files of `resources/` are: beside the package in a source tree, inside the bundle when frozen."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """The path of a file or folder under `resources/`, such as ``icons/import.svg``."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources" / name
