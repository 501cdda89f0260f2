"""What the program is called where it is packed for others: names, version, kinds of files."""

from __future__ import annotations

import ast
import functools
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "RavenWits Desktop"
COMMAND = "ravenwits-desktop"
MAKER = "RavenWits"
IDENTIFIER = "com.ravenwits.desktop"
ABOUT = "Import, edit, submit and follow electricity purchases"
MINIMUM_MACOS = "13.0"
"""What the wheels of Qt for this version ask for."""

KINDS = {
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "org.openxmlformats.spreadsheetml.sheet",
    ),
    "xls": ("application/vnd.ms-excel", "com.microsoft.excel.xls"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "org.oasis-open.opendocument.spreadsheet"),
    "csv": ("text/csv", "public.comma-separated-values-text"),
}
"""Suffixes that are offered to be opened with the program, with their MIME type and their type on macOS."""


def version() -> str:
    """The version, from the one place where it stands. Three numbers: an installer compares no others."""
    tree = ast.parse((ROOT / "ravenwits_desktop" / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__version__":
            found = str(ast.literal_eval(node.value))
            if re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,5}", found):
                return found
            raise ValueError(f"{found} is no version of three numbers, which Windows and macOS ask for")
    raise ValueError("ravenwits_desktop/__init__.py names no __version__")


@functools.cache
def moment() -> int:
    """The time that archives bear, in seconds of the epoch: ``SOURCE_DATE_EPOCH``, else that of the commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    sys.stdout.write(version() + "\n")
