"""A program that dies while an export takes the place of an older one: one of the two is there, whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from ravenwits_desktop.spreadsheets.export import write_bytes
from ravenwits_desktop.spreadsheets.readers import LOADED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
OLD, NEW = b"old" * 10_000, b"new" * 20_000
TIMES = [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, 25))]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def write_and_die(path: str, moment: str) -> None:
    """Write, and die before, or just after, the new file takes the place of the old one."""
    replace = Path.replace

    def replace_and_die(temporary: Path, target: Path) -> Path:
        if moment == "before":
            die()
        replace(temporary, target)
        die()
        return target

    Path.replace = replace_and_die  # type: ignore[method-assign, assignment]
    write_bytes(Path(path), NEW)


@pytest.fixture(scope="module")
def processes():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*LOADED, "tests.spreadsheets.test_export_kill"])  # one server for all tests
    return context


@pytest.mark.parametrize("number", TIMES)
@pytest.mark.parametrize(("moment", "there"), [("before", OLD), ("after", NEW)])
def test_the_old_one_or_the_new_one_is_there(processes, tmp_path, moment, there, number):
    path = tmp_path / "bundle.zip"
    path.write_bytes(OLD)
    process = processes.Process(target=write_and_die, args=(str(path), moment), daemon=True)
    process.start()
    process.join(60)
    assert process.exitcode == -9
    assert path.read_bytes() == there
    # and the next one is written as if nothing had happened
    write_bytes(path, NEW + OLD)
    assert path.read_bytes() == NEW + OLD
