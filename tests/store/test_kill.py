"""A process that is killed at any moment loses nothing that was reported as done."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.location import default_url
from ravenwits_desktop.store.store import Store
from tests.store import child
from tests.store.factory import a_draft, a_purchase, a_submission

NOTHING = object()


class Ledger:
    """What a child has said it did, and the one change of which nobody knows."""

    def __init__(self) -> None:
        self.done: child.Known = {}
        self.doubt: tuple[str, object] | None = None

    def hear(self, report: tuple) -> None:
        if report[0] == "will":
            self.doubt = report[1:]
        elif report[0] == "did":
            self.done.update([self.doubt])
            self.doubt = None

    def check(self, found: child.Known) -> None:
        for key in self.done.keys() | found.keys():
            allowed = [self.done.get(key, NOTHING)]
            if self.doubt and self.doubt[0] == key:
                allowed.append(self.doubt[1])
            assert found.get(key, NOTHING) in allowed, key
        self.done, self.doubt = found, None


def kill_and_look(url, file, start, rounds, seed):
    choose = random.Random(seed)
    ledger = Ledger()
    changes = 0
    for number in range(rounds):
        worker = start(child.keep_changing, url, seed * 1000 + number)
        wanted = choose.choice([0, 0, 1, 5, 40])
        try:
            if wanted:
                while wanted:
                    report = worker.pipe.recv()
                    wanted -= report[0] == "did"
                    ledger.hear(report)
            # A moment within whatever it does next: a change, or the making of the file.
            worker.process.join(choose.uniform(0, 0.02))
            worker.process.kill()
            while True:
                ledger.hear(worker.pipe.recv())
        except EOFError:
            worker.end()
        assert worker.process.exitcode == -9
        with Store.open(url) as store:
            found = child.known(store)
            ledger.check(found)
            changes += len(found)
            in_doubt = {s.id for s in store.submissions() if s.state is State.SENDING}
            assert {s.id for s in store.recover()} == in_doubt
            assert not [s for s in store.submissions() if s.state is State.SENDING]
            ledger.done = child.known(store)
        with closing(sqlite3.connect(file)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert changes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("seed", [1, 2])
def test_a_kill_loses_nothing(url, file, start, seed):
    kill_and_look(url, file, start, 8, seed)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("seed", range(10, 30))
def test_hundreds_of_kills_lose_nothing(url, file, start, seed):
    kill_and_look(url, file, start, 25, seed)


def cut_the_log(tmp_path, cuts, seed):
    """End the log at many places, as a power cut may, and look what is left: always a state that there was."""
    folder = tmp_path / "whole"
    with Store.open(default_url(folder)) as store:
        there_was = [{}]
        for number in range(6):
            store.save_draft(a_draft(f"draft {number % 2}", name=str(number)))
            there_was.append(child.known(store))
            submission = store.enqueue(a_submission(), a_purchase(200), b"body")
            there_was.append(child.known(store))
            store.advance(submission.id, State.SENDING, why="sending", by="program")
            there_was.append(child.known(store))
            store.advance(submission.id, State.PENDING, why="taken", by="server", answer=("submit", 201, b"{}"))
            there_was.append(child.known(store))
        as_killed = tmp_path / "as killed"
        shutil.copytree(folder, as_killed)
    log = (as_killed / "ravenwits.sqlite3-wal").read_bytes()
    choose = random.Random(seed)
    last = 0
    for number, end in enumerate([*sorted(choose.sample(range(len(log)), cuts)), len(log)]):
        cut = tmp_path / str(number)
        shutil.copytree(as_killed, cut)
        (cut / "ravenwits.sqlite3-wal").write_bytes(log[:end])
        with Store.open(default_url(cut)) as store:
            now = there_was.index(child.known(store))
        shutil.rmtree(cut)
        assert now >= last
        last = now
    assert last == len(there_was) - 1


def test_a_log_cut_anywhere_gives_a_state_that_there_was(tmp_path):
    cut_the_log(tmp_path, 40, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_a_log_cut_at_hundreds_of_places_gives_a_state_that_there_was(tmp_path, seed):
    cut_the_log(tmp_path, 500, seed)
