"""The frozen program, built once for all tests here that need it, and the scripts that pack it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packing.started import NAME

REPOSITORY = Path(__file__).resolve().parents[2]
PACKING = REPOSITORY / ".ci" / "packing"
DONE, FAILED = "done", "failed"
PATIENCE = 900.0


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
    """The folder that `build.spec` leaves. Not to be changed: a test that damages it takes a copy.

    Where tests run in several processes the first of these that wants it freezes it for all.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "frozen"
    try:
        folder.mkdir()
    except FileExistsError:
        return _frozen_by_another(folder)
    try:
        frozen = freeze(folder)
    except BaseException:
        (folder / FAILED).touch()
        raise
    (folder / DONE).touch()
    return frozen


def _frozen_by_another(folder: Path) -> Path:
    end = time.monotonic() + PATIENCE
    while not (folder / DONE).exists():
        assert not (folder / FAILED).exists(), "freezing failed, another test says why"
        assert time.monotonic() < end, "nobody has frozen the program in time"
        time.sleep(0.2)
    return folder / "dist" / NAME


@pytest.fixture(scope="session")
def pack() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script of `.ci/packing`; what it says is an error only where it ends with one."""

    def run(script: str, *arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(PACKING / script), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return run
