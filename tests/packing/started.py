"""Starting the frozen program as on a computer that has nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAME = "ravenwits-desktop"


def run(bundle: Path, cwd: Path, *arguments: str, timeout: float = 180) -> subprocess.CompletedProcess[str]:
    """Start the frozen program with an empty environment (Windows cannot start anything without its own folder)."""
    name = f"{NAME}-console.exe" if os.name == "nt" else NAME
    environment = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {}
    return subprocess.run(
        [str(bundle / name), *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def linked(bundle: Path, place: Path) -> Path:
    """A copy of the bundle whose files can be taken away or replaced, not written into: they are the bundle's own."""
    try:
        shutil.copytree(bundle, place, symlinks=True, copy_function=os.link)
    except OSError:  # another disk, or a system without links
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(bundle, place, symlinks=True)
    return place
