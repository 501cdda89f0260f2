"""The frozen program, built once for all tests here that need it, and the scripts that pack it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packing.started import NAME

REPOSITORY = Path(__file__).resolve().parents[2]
PACKING = REPOSITORY / ".ci" / "packing"


def freeze(folder: Path) -> Path:
    """Freeze the program into `folder` as a release does; the bundle's folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work"), str(REPOSITORY / "build.spec")]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}
    built = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-4000:]
    return folder / "dist" / NAME


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `build.spec` leaves. Not to be changed: a test that damages it takes a copy."""
    return freeze(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="session")
def pack() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script of `.ci/packing`; what it says is an error only where it ends with one."""

    def run(script: str, *arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(PACKING / script), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return run
