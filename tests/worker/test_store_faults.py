"""A disk that fails at any moment: nothing leaves that is not written down, nothing that left is forgotten."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading

import pytest

from ravenwits_desktop.domain.draft import Draft, rows_of
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import ACCEPTED, State
from ravenwits_desktop.store.errors import FULL, StoreError, StoreFullError, StoreLockedError, StoreReadOnlyError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker import service
from ravenwits_desktop.worker.events import (
    DraftReopened,
    DraftSaved,
    NotStarted,
    OutputsCame,
    Reviewed,
    Started,
    SubmissionDetails,
    Trouble,
)
from tests.store.factory import a_purchase
from tests.worker.bench import TOKEN, Wrong, account_for, standing, taken

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@contextlib.contextmanager
def full_disk():
    """No file of this process can grow; what is sent over the network can."""
    import resource

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@posix
def test_with_a_full_disk_nothing_leaves_and_the_draft_comes_back(start):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        draft = bench.draft(a_purchase())
        review = bench.review().review
        with full_disk():
            bench.worker.submit(review)
            assert "disk is full" in str(bench.trouble("Nothing was sent").message)
            back = bench.wait_for(DraftReopened)
        assert back.draft.rows == draft.rows
        assert not back.draft.closed
        assert server.posts == []
        bench.worker.submit(review)
        bench.wait_state(review.id, State.PENDING)
        assert len(server.posts) == 1


@posix
def test_what_cannot_be_written_down_as_being_sent_is_not_sent(start):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), None)
        sent = bench.submit()
        with full_disk():
            bench.sign_in_with(account_for(server.url), TOKEN)
            assert "disk is full" in str(bench.trouble("Nothing was sent").message)
            for count in range(5):
                # each wish to try again is tried
                bench.worker.refresh(())
                bench.worker.details(sent)
                bench.wait_until(lambda wanted=count + 1: len(bench.all(SubmissionDetails)) == wanted)
            assert server.posts == []
        bench.wait_state(sent, State.PENDING)
        assert len(server.posts) == 1
        # told once, however often it was tried
        assert len([event for event in bench.all(Trouble) if "Nothing was sent" in str(event.message)]) == 1


@posix
def test_an_answer_that_finds_no_room_is_held_until_there_is(start):
    go = threading.Event()

    def wait(exchange):
        go.wait(10)
        taken()(exchange)

    with Wrong(wait) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        with full_disk():
            go.set()
            bench.trouble("was sent, but the server's answer could not be written down")
            bench.worker.refresh(())
        bench.wait_state(sent, State.PENDING)
        assert len(server.posts) == 1
        bench.stop()
        with bench.store() as store:
            assert store.answers(sent)[0].call == "submit"


@posix
def test_a_program_that_ends_with_the_answer_in_its_hands_is_in_doubt_at_the_next_start(start):
    go = threading.Event()

    def wait(exchange):
        go.wait(10)
        taken()(exchange)

    with Wrong(wait) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.expected = ("sending",)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        with full_disk():
            go.set()
            bench.trouble("could not be written down")
            bench.stop()
        again = start(account_for(server.url), TOKEN)
        assert [submission.id for submission in again.wait_for(Started).recovered] == [sent]
        again.worker.refresh(())
        again.stop()
        with again.store() as store:
            assert store.submission(sent).state is State.UNCONFIRMED
        assert len(server.posts) == 1


@posix
def test_a_purchase_that_was_not_sent_is_not_said_to_have_been(start):
    go = threading.Event()

    def wait(exchange):
        from tests.faults import respond

        go.wait(10)
        respond(429, b"", {"Retry-After": "0"})(exchange)

    with Wrong(wait, taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        with full_disk():
            go.set()
            bench.trouble("was not sent, and that could not be written down")
        bench.wait_state(sent, State.PENDING)
        assert len(server.posts) == 2


@posix
def test_an_answer_to_a_question_that_finds_no_room_is_asked_for_again(start):
    done = [{"idmodel": 1, "value": {"MD": []}}]
    with Wrong(taken(), gets=(standing("pending"), standing("pending"), standing("completed", done))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        with full_disk():
            bench.trouble("disk is full")
            asked = len(server.gets)
            bench.wait_until(lambda: len(server.gets) >= asked + 2)
        bench.wait_state(sent, State.COMPLETED)
        bench.wait_for(OutputsCame)
        assert len([event for event in bench.all(Trouble) if "disk is full" in str(event.message)]) == 1


class Torn(Store):
    """Fails at one of its transactions, or from one on."""

    at = 0
    lasting = False
    count = 0
    error: type[StoreError] = StoreFullError

    @contextlib.contextmanager
    def _transaction(self):
        Torn.count += 1
        if Torn.count == Torn.at or (Torn.lasting and Torn.count > Torn.at > 0):
            raise Torn.error(Message(FULL, {"file": "torn"}))
        with super()._transaction() as connection:
            yield connection


def whole_way(make, number, *, lasting):
    """From the start to the outputs with a store that fails at its `number`-th transaction; False once it does not."""
    purchase = a_purchase(8)
    Torn.at, Torn.lasting, Torn.count = number, lasting, 0
    done = [{"idmodel": 1, "value": {"MD": []}}]
    answers = (standing("pending"), standing("in_progress"), standing("completed", done))
    with Wrong(taken(rows=8), gets=answers) as server:
        bench = make(account_for(server.url), TOKEN, folder=make.folder / f"{number}-{lasting}")
        bench.expected = ("sending",)
        bench.worker.imported.connect(bench.worker.go_on)
        bench.worker.start()
        bench.wait_until(lambda: bench.all(Started) or bench.all(NotStarted))
        began = bool(bench.all(Started))
        if began:
            bench.worker.save_draft(Draft("draft", "Tue 24 Nov", rows_of(purchase)))
            bench.wait_until(lambda: bench.all(DraftSaved) or bench.all(Trouble))
            saved = bool(bench.all(DraftSaved))
            bench.worker.review("draft", "1001", purchase, ())
            bench.wait_until(lambda: bench.all(Reviewed) or (bench.all(Trouble) and (saved or lasting)))
            if bench.all(Reviewed):
                review = bench.all(Reviewed)[0].review
                bench.worker.submit(review)
                bench.wait_until(
                    lambda: (
                        (bench.latest(review.id) and bench.latest(review.id).has_outputs)
                        or bench.all(DraftReopened)
                        or (lasting and bench.all(Trouble))
                    )
                )
        failed = Torn.count >= number
        bench.stop()
        assert not failed or bench.all(Trouble) or bench.all(NotStarted), "a failure was not told"
        Torn.at = 0
        with bench.store() as store:
            store.recover()
            posts = server.posts
            assert len(posts) <= 1, "sent twice"
            submissions = store.submissions()
            if posts:
                (submission,) = submissions
                assert posts[0].body == store.body(submission.id), "altered"
                assert submission.state in ACCEPTED | {State.UNCONFIRMED}, "what was sent is forgotten"
                assert submission.purchase_id or submission.state is State.UNCONFIRMED
                assert store.purchase(submission.id) == purchase
                if not lasting:
                    # one failure is overcome
                    assert submission.state is State.COMPLETED
                    assert submission.has_outputs
            else:
                assert all(submission.state is State.QUEUED for submission in submissions)
                assert not began or submissions or bench.all(Trouble)
    return failed


KINDS = [
    StoreFullError,
    pytest.param(StoreLockedError, marks=pytest.mark.slow),
    pytest.param(StoreReadOnlyError, marks=pytest.mark.slow),
]
EVERY_SECOND = [(False, 1, 2), (True, 2, 2)]
ALL = [(False, 1, 1), (True, 1, 1)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lasting", "number", "step"), EVERY_SECOND + [pytest.param(*each, marks=pytest.mark.slow) for each in ALL]
)
def test_whichever_transaction_fails_nothing_is_lost_or_sent_twice(
    make, tmp_path, monkeypatch, lasting, number, step, kind
):
    monkeypatch.setattr(service, "Store", Torn)
    monkeypatch.setattr(Torn, "error", kind)
    make.folder = tmp_path
    tried = 1
    while whole_way(make, number, lasting=lasting):
        number += step
        tried += 1
        assert tried < 200
    assert tried > 15 / step
