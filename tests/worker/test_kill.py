"""A program that is killed at any moment: nothing lost, nothing sent twice, every doubt shown as one."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import sys
import threading
from collections import Counter
from contextlib import closing, suppress

import pytest

from ravenwits_desktop.domain.submission import ACCEPTED, State
from ravenwits_desktop.sandbox.server import SandboxServer
from ravenwits_desktop.spreadsheets.readers import LOADED
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import Started
from tests.faults.behaviours import answer
from tests.worker import child
from tests.worker.bench import PURCHASE_ID, TOKEN, Wrong, account_for, taken

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")


@pytest.fixture(scope="module")
def processes():
    """Makes child processes from one that has everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*LOADED, "tests.worker.child"])  # one server for all tests
    return context


@pytest.fixture
def trader(processes, tmp_path):
    """Starts programs that submit; none outlives the test."""
    running = []

    def start(account, token, point="", *, periods=96, first=0, most=1):
        ours, theirs = processes.Pipe()
        arguments = (str(tmp_path / "data"), account, token, point, periods, first, most, theirs)
        process = processes.Process(target=child.trade, args=arguments)  # it has children of its own
        process.start()
        theirs.close()
        running.append((process, ours))
        return process, ours

    yield start
    for process, pipe in running:
        process.kill()
        process.join()
        pipe.close()


def told(pipe):
    """All that a killed program has said."""
    said = []
    with suppress(EOFError, ConnectionResetError):
        while True:
            said.append(pipe.recv())
    assert not [report for kind, report in said if kind == "fault"]
    return said


def sound(file):
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


# where it died, how many submissions the store has, its state then and after the next start, POSTs before and after
POINTS = {
    "before the intent": (None, None, 0, 0),
    "after the intent": (State.QUEUED, State.PENDING, 0, 1),
    "before sending": (State.QUEUED, State.PENDING, 0, 1),
    "after sending": (State.SENDING, State.UNCONFIRMED, 0, 0),
    "before the result": (State.SENDING, State.UNCONFIRMED, 1, 1),
    "after the result": (State.PENDING, State.PENDING, 1, 1),
}


def on_disk(folder):
    file = folder / "ravenwits.sqlite3"
    sound(file)
    with Store.open(f"sqlite:///{file.as_posix()}") as store:
        return store.submissions(), store.drafts()


def restart_and_look(start, account, there, afterwards):
    """The next start: what was being sent is in doubt and told, what waits goes out."""
    bench = start(account, TOKEN)
    recovered = bench.all(Started)[0].recovered
    assert len(recovered) == (there is State.SENDING)
    assert all("may have received" in str(submission.message) for submission in recovered)
    if there is not None:
        (submission,) = bench.all(Started)[0].submissions
        if there is not afterwards and there is not State.SENDING:
            bench.wait_state(submission.id, afterwards)
        bench.worker.refresh(())
    bench.stop()
    with bench.store() as store:
        assert [submission.state for submission in store.submissions()] == ([afterwards] if afterwards else [])


TIMES = [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, 25))]


@pytest.mark.parametrize("number", TIMES)
@pytest.mark.parametrize(("point", "expected"), POINTS.items(), ids=POINTS.keys())
def test_a_program_that_dies_around_its_own_writing(trader, start, tmp_path, point, expected, number):
    there, afterwards, before, after = expected
    with Wrong(taken()) as server:
        account = account_for(server.url, "desk-1", "1001", "1002")
        process, pipe = trader(account, TOKEN, point)
        process.join(30)
        assert process.exitcode == -9
        told(pipe)
        submissions, drafts = on_disk(tmp_path / "data")
        assert [submission.state for submission in submissions] == ([there] if there else [])
        # the draft is never lost: open as long as nothing is queued
        assert [draft.closed for draft in drafts] == [there is not None]
        assert len(server.posts) == before
        restart_and_look(start, account, there, afterwards)
        assert len(server.posts) == after


@pytest.mark.parametrize("number", TIMES)
@pytest.mark.parametrize(
    "point", ["connected", "head", "some of the body", "last byte", "head of the answer", "answer"]
)
def test_a_program_that_dies_on_the_way_of_its_purchase(trader, start, tmp_path, point, number):
    programs = []
    dead = threading.Event()

    def kill(exchange):
        whole = answer(201, {"id": PURCHASE_ID, "status": "pending", "rows_uploaded": child.LONG})
        if point == "head":
            exchange.request(most_of_body=0)
        elif point == "some of the body":
            exchange.request(most_of_body=300_000)
        elif point != "connected":
            exchange.request()
        if point == "head of the answer":
            exchange.send(whole[:30])
        elif point == "answer":
            exchange.send(whole)
        programs[0].kill()
        # the end of the connection is nothing it should still hear of
        dead.wait(30)

    with Wrong(kill, taken()) as server:
        account = account_for(server.url, "desk-1", "1001", "1002")
        process, pipe = trader(account, TOKEN, periods=child.LONG)
        programs.append(process)
        process.join(30)
        dead.set()
        assert process.exitcode == -9
        told(pipe)
        (submission,), _ = on_disk(tmp_path / "data")
        # with the answer already there it may have been quicker than the signal
        assert submission.state is State.SENDING or (point == "answer" and submission.state is State.PENDING)
        afterwards = State.UNCONFIRMED if submission.state is State.SENDING else State.PENDING
        restart_and_look(start, account, submission.state, afterwards)
        assert len(server.posts) == (point != "connected")


def kill_again_and_again(trader, folder, rounds, seed):
    """Programs that submit without pause, killed at random moments; the sandbox's list of purchases is the truth."""
    choose = random.Random(seed)
    url = f"sqlite:///{(folder / 'ravenwits.sqlite3').as_posix()}"
    promised: set[str] = set()
    seen: Counter[State] = Counter()
    with SandboxServer(pace=0.01) as server:
        account = account_for(server.url, server.user, *server.retailers)
        for number in range(rounds):
            process, pipe = trader(
                account, server.token, periods=choose.choice([4, 4_000]), first=number * 1000, most=900
            )
            wanted = choose.choice([0, 1, 5, 20])
            said = []
            while sum(kind == State.QUEUED.value for kind, _ in said) < wanted:
                said.append(pipe.recv())
            # a moment within whatever it does next
            process.join(choose.uniform(0, 0.03))
            process.kill()
            process.join()
            said += told(pipe)
            promised.update(submission_id for kind, submission_id in said if kind == State.QUEUED.value)
            if not (folder / "ravenwits.sqlite3").exists():
                continue
            sound(folder / "ravenwits.sqlite3")
            with Store.open(url) as store:
                doubts = {submission.id for submission in store.submissions() if submission.state is State.SENDING}
                assert {submission.id for submission in store.recover()} == doubts
                check(store, server, promised)
        with Store.open(url) as store:
            check(store, server, promised)
            seen.update(submission.state for submission in store.submissions())
    return seen


def check(store, server, promised):
    posts = Counter(post.body for post in server.posts)
    submissions = store.submissions()
    assert promised <= {submission.id for submission in submissions}, "lost"
    assert max(posts.values(), default=0) <= 1, "sent twice"
    known = set()
    for submission in submissions:
        body = store.body(submission.id)
        known.add(body)
        if submission.state in ACCEPTED:
            assert posts[body] == 1
            assert next(post.id for post in server.posts if post.body == body) == submission.purchase_id
        elif submission.state is State.QUEUED:
            assert posts[body] == 0
        else:
            assert submission.state is State.UNCONFIRMED
    assert posts.keys() <= known, "sent without being written down, or altered"


def test_kills_at_random_moments(trader, tmp_path):
    seen = kill_again_and_again(trader, tmp_path / "data", 6, 1)
    assert seen[State.QUEUED] + seen[State.PENDING] + seen[State.COMPLETED] + seen[State.IN_PROGRESS]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 30))
def test_hundreds_of_kills(trader, tmp_path, seed):
    kill_again_and_again(trader, tmp_path / "data", 25, seed)
