"""A second start hands its files to the first and ends; a program that died leaves nothing in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalSocket

from ravenwits_desktop.single_instance import SingleInstance

SECOND = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ravenwits_desktop.single_instance import SingleInstance

app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
first = instance.take()
if first:
    instance.listen()
print(json.dumps({"first": first, "heard": None if first else instance.call(tuple(sys.argv[2:]))}), flush=True)
if first:
    sys.stdin.read()
instance.release()
"""


class Calls(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.paths: list[tuple[str, ...]] = []

    @Slot(object)
    def note(self, paths: tuple[str, ...]) -> None:
        self.paths.append(paths)


def second_start(folder: Path, repository: Path, *paths: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, folder, *paths],
        cwd=repository,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


@pytest.fixture
def first(tmp_path):
    instance = SingleInstance(tmp_path / "data")
    calls = Calls()
    instance.called.connect(calls.note)
    assert instance.take()
    instance.listen()
    yield instance, calls
    instance.release()


@pytest.mark.parametrize("paths", [(), ("/tmp/a b.xlsx", "/tmp/ñ“1”.csv"), tuple(f"/tmp/{n:0200}" for n in range(500))])
def test_a_second_start_hands_over_its_files(first, tmp_path, repository, qtbot, paths):
    _, calls = first
    with second_start(tmp_path / "data", repository, *paths) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert said(second) == {"first": False, "heard": True}
    assert calls.paths == [paths]


def test_another_folder_is_another_program(first, tmp_path):
    other = SingleInstance(tmp_path / "other")
    assert other.take()
    other.release()


def test_after_the_end_another_may_have_the_folder(tmp_path):
    for _ in range(2):
        instance = SingleInstance(tmp_path)
        assert instance.take()
        second = SingleInstance(tmp_path)
        assert not second.take()
        instance.release()


def test_a_program_that_was_killed_leaves_nothing_in_the_way(tmp_path, repository, qtbot):
    with second_start(tmp_path, repository) as killed:
        assert said(killed) == {"first": True, "heard": None}
        mine = SingleInstance(tmp_path)
        assert not mine.take()
        killed.kill()
    assert mine.take()
    mine.listen()
    calls = Calls()
    mine.called.connect(calls.note)
    with second_start(tmp_path, repository, "/tmp/file.csv") as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert said(second) == {"first": False, "heard": True}
    assert calls.paths == [("/tmp/file.csv",)]
    mine.release()


def test_a_first_program_that_does_not_answer_is_told(tmp_path):
    instance = SingleInstance(tmp_path)
    assert instance.take()
    assert not SingleInstance(tmp_path).call(())
    instance.release()


@pytest.mark.parametrize("words", [b"nonsense\n", b'{"a": 1}\n', b'["a", 5]\n', b"\xff\xfe\n", b'"text"\n', b"no end"])
def test_what_is_no_list_of_files_is_not_taken_for_one(first, qtbot, words):
    instance, calls = first
    socket = QLocalSocket()
    socket.connectToServer(instance._name)
    assert socket.waitForConnected(2000)
    socket.write(words)
    socket.flush()
    if words.endswith(b"]\n") or words.endswith(b"}\n") or words.endswith(b't"\n'):
        qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)
    socket.disconnectFromServer()
    again = QLocalSocket()
    again.connectToServer(instance._name)
    assert again.waitForConnected(2000)
    again.write(b'["/tmp/good.csv"]\n')
    qtbot.waitUntil(lambda: bool(calls.paths))
    assert calls.paths == [("/tmp/good.csv",)]
    again.disconnectFromServer()
