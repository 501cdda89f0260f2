"""What the server takes, in which order and for whom. What the server received is the truth: never two for one."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from contextlib import closing

import pytest

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import Link, SubmissionChanged, Trouble, Unexpected
from ravenwits_desktop.worker.poller import Poller
from tests.faults import (
    respond,
)
from tests.faults.behaviours import answer
from tests.store.factory import a_purchase
from tests.worker.bench import (
    PURCHASE_ID,
    SLOW,
    TOKEN,
    Wrong,
    account_for,
    only_the_answer_of,
    standing,
    taken,
)

WORDS = {
    "pending": State.PENDING,
    "in_progress": State.IN_PROGRESS,
    "completed": State.COMPLETED,
    "failed": State.FAILED,
    "queued for review": State.UNKNOWN,
    "": State.UNKNOWN,
}


@pytest.mark.parametrize(("word", "state"), WORDS.items())
def test_what_the_server_takes_stands_as_the_server_says(start, word, state):
    with Wrong(taken(word), gets=(standing(word),)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        bench.draft(a_purchase())
        sent = bench.submit()
        bench.wait_state(sent, state)
        assert bench.states(sent) == [State.QUEUED, State.SENDING, state]
        found, body, answers = only_the_answer_of(bench, sent)
        assert [post.body for post in server.posts] == [body]
        assert server.posts[0].whole
        assert server.posts[0].target == "/api/v0/user/desk-1/submit-purchase?retailer_id=1001"
        assert server.posts[0].headers["authorization"] == f"Bearer {TOKEN}"
        assert (found.state, found.purchase_id, found.server_status) == (state, PURCHASE_ID, word)
        assert (found.finished is not None) == (state in (State.COMPLETED, State.FAILED))
        assert [(answer.call, answer.status) for answer in answers][:1] == [("submit", 201)]
        assert not bench.all(Trouble)


def test_what_is_completed_at_once_is_asked_for_its_outputs(start):
    output = [{"idmodel": 1, "value": {"MD": []}}]
    with Wrong(taken("completed"), gets=(standing("completed", output),)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.latest(sent).has_outputs)
        assert len(server.posts) == len(server.gets) == 1


def test_another_number_of_rows_is_an_alarm_that_stays(start):
    with Wrong(taken(rows=95)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        assert "96 rows were sent, but the server counts 95" in str(bench.trouble("ALARM").message)
        bench.wait_until(lambda: len(server.gets) >= 2)
        bench.wait_until(lambda: bench.latest(sent).checked != bench.wait_state(sent, State.PENDING).sent)
        found, _, _ = only_the_answer_of(bench, sent)
        assert "ALARM: 96 rows" in str(found.message)
        assert found.state is State.PENDING


def test_the_alarm_stands_before_what_is_told_later(start):
    with Wrong(taken(rows=95), gets=(standing("pending"), standing("failed", error="no market"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.FAILED)
        found, _, _ = only_the_answer_of(bench, sent)
        assert str(found.message).startswith("ALARM: 96 rows")
        assert str(found.message).endswith("no market")


@pytest.mark.parametrize("rows", [None, "96 rows"])
def test_a_number_of_rows_that_is_not_told_is_no_alarm(start, rows):
    with Wrong(taken(rows=rows)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        bench.wait_state(bench.submit(), State.PENDING)
        assert not bench.all(Trouble)
        assert len(server.posts) == 1


def test_one_at_a_time_for_a_retailer_in_order_two_retailers_side_by_side(start):
    meeting = threading.Barrier(2, timeout=10)
    numbers = itertools.count()

    def together(exchange):
        # answers only once two are there
        exchange.request()
        meeting.wait()
        exchange.send(answer(201, {"id": f"id-{next(numbers)}", "status": "pending", "rows_uploaded": 96}))

    with Wrong(together) as server:
        bench = start(account_for(server.url, "desk-1", "1001", "1002"), TOKEN, pauses=SLOW)
        sent = [
            bench.submit(a_purchase(mw=10 + number), draft_id=f"draft {number}", retailer=("1001", "1002")[number % 2])
            for number in range(6)
        ]
        for submission_id in sent:
            bench.wait_state(submission_id, State.PENDING)
        bench.stop()
        with bench.store() as store:
            for retailer, mine in (("1001", sent[0::2]), ("1002", sent[1::2])):
                came = [post.body for post in server.posts if post.target.endswith(retailer)]
                assert came == [store.body(submission_id) for submission_id in mine]
        order = [event.submission for event in bench.all(SubmissionChanged)]
        for retailer in ("1001", "1002"):
            steps = [s.state for s in order if s.retailer_id == retailer and s.state is not State.QUEUED]
            # no second one is being sent before the first has its answer
            assert steps == [State.SENDING, State.PENDING] * 3


def test_the_old_account_keeps_what_it_has_queued(desk, server):
    server.reject_tokens()
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    server.accept_tokens()
    desk.sign_in_with(account_for(server.url, server.second.user, "2001"), server.second.token)
    desk.wait_link(Link.ONLINE)
    other = desk.submit(a_purchase(mw=50), draft_id="other", retailer="2001")
    desk.wait_state(other, State.PENDING)
    assert [post.user for post in server.posts] == [server.second.user]
    assert desk.latest(sent).state is State.QUEUED
    desk.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
    desk.wait_state(sent, State.PENDING)
    assert [post.user for post in server.posts] == [server.second.user, server.user]


def test_what_the_server_asks_of_one_account_does_not_hold_up_another(start):
    with Wrong(respond(429, b"", {"Retry-After": "600"}), taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        held = bench.submit()
        bench.wait_until(lambda: bench.states(held) == [State.QUEUED, State.SENDING, State.QUEUED])
        bench.sign_in_with(account_for(server.url, "desk-2"), "tok_of_another_desk")
        other = bench.submit(a_purchase(mw=50), draft_id="other")
        bench.wait_state(other, State.PENDING)
        assert bench.latest(held).state is State.QUEUED
        assert len(server.posts) == 2


def test_a_purchase_on_its_way_outlives_a_change_of_account(start, server):
    go = threading.Event()

    def slow(exchange):
        go.wait(10)
        taken()(exchange)

    with Wrong(slow) as slow_server:
        bench = start(account_for(slow_server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        bench.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
        bench.wait_link(Link.ONLINE)
        go.set()
        bench.wait_state(sent, State.PENDING)
        assert len(slow_server.posts) == 1
        # nobody asks the new account about the purchase of the old one
        bench.worker.refresh((sent,))
        bench.trouble("another account")
        assert not [request for request in server.requests if "/purchase/" in request]


def test_one_whose_rows_are_gone_is_held_back_and_holds_up_no_other_retailer(start, server):
    bench = start(account_for(server.url, server.user, *server.retailers), None)
    broken = bench.submit(retailer=server.retailers[0])
    whole = bench.submit(draft_id="whole", retailer=server.retailers[1])
    bench.stop()
    with closing(sqlite3.connect(bench.folder / "ravenwits.sqlite3")) as plain:
        plain.execute("DELETE FROM purchases WHERE submission = 1")
        plain.commit()
    again = start(account_for(server.url, server.user, *server.retailers), server.token)
    again.wait_state(whole, State.PENDING)
    again.trouble("The rows kept are not those of entry 1")
    again.stop()
    with again.store() as store:
        assert store.submission(broken).state is State.QUEUED
        assert "rows kept are not those" in str(store.check_ledger().broken.what)
    assert len(server.posts) == 1


def test_a_fault_after_the_answer_was_written_down_leaves_no_doubt(start, monkeypatch):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.expected = ("of our own",)

        def fail(*_arguments, **_values):
            raise ZeroDivisionError("of our own")

        monkeypatch.setattr(Poller, "watch", fail)
        sent = bench.submit()
        bench.wait_until(lambda: bench.all(Unexpected))
        found, _, _ = only_the_answer_of(bench, sent)
        assert found.state is State.PENDING
        assert len(server.posts) == 1
