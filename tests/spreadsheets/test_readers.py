"""The child processes that read: each for one file, one of them started before it is needed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.readers import Reader, Spare

WAYS = ["spawn", *(["forkserver"] if sys.platform == "linux" else [])]
needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at the list of processes")


@pytest.fixture
def spare():
    kept = Spare()
    yield kept
    kept.close()
    assert not multiprocessing.active_children()


@pytest.fixture
def sample(repository):
    return repository / "resources" / "samples" / "purchase_quarter_hours.xlsx"


def waiting() -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.pid is not None]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_reads_refuses_and_leaves_nothing(sample, tmp_path, way):
    assert len(read_file(sample, reader=lambda: Reader(way)).rows) == 96
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no spreadsheet at all")
    with pytest.raises(UnreadableFileError):
        read_file(broken, reader=lambda: Reader(way))
    assert not waiting()


def test_the_one_that_waits_is_taken_for_one_file_and_ends_with_it(spare, sample):
    spare.refill()
    (first,) = waiting()
    spare.refill()
    assert waiting() == [first], "one is enough"
    assert len(read_file(sample, reader=spare.take).rows) == 96
    assert not waiting()
    assert len(read_file(sample, reader=spare.take).rows) == 96, "without one a new one is started"
    assert not waiting()
    spare.refill()
    assert waiting() != [first]


def test_one_that_was_ended_while_it_waited_is_replaced(spare, sample):
    spare.refill()
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    assert len(read_file(sample, reader=spare.take).rows) == 96


def test_nothing_is_started_after_the_end(spare):
    spare.refill()
    spare.close()
    assert not waiting()
    spare.refill()
    assert not waiting()


PARENT = """
import multiprocessing, sys, time
from ravenwits_desktop.spreadsheets.readers import Spare
if __name__ == "__main__":
    spare = Spare()
    spare.refill()
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
"""


@needs_proc
def test_it_does_not_outlive_a_program_that_is_killed(qtbot, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        (child,) = map(int, program.stdout.readline().split())
        assert Path(f"/proc/{child}").exists()
        os.kill(program.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not is_running(child), timeout=60_000)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
