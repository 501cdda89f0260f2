"""What a person decides on a purchase of which nobody knows whether it arrived."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from ravenwits_desktop.domain.decision import Choice, Decision
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import LinkDoubted
from tests.faults import close_after_request, respond
from tests.store.factory import a_purchase
from tests.worker.bench import PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken

NOT_FOUND = respond(404, {"error": "Purchase not found."})


@pytest.fixture
def doubt(start):
    """Makes a worker with one submission in doubt: (worker, server, id)."""
    servers = []

    def fitting(exchange):
        standing("in_progress", created_at=datetime.now(UTC).isoformat())(exchange)

    def maker(*posts, gets=None, **options):
        server = Wrong(close_after_request, *posts or (taken(),), gets=gets or (fitting,))
        servers.append(server)
        server.__enter__()
        bench = start(account_for(server.url, "desk-1", "1001", "1002"), TOKEN, **{"pauses": SLOW, **options})
        sent = bench.submit()
        bench.wait_state(sent, State.UNCONFIRMED)
        return bench, server, sent

    yield maker
    for server in servers:
        server.__exit__(None, None, None)


def test_a_person_may_have_it_sent_again(doubt):
    bench, server, sent = doubt()
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.wait_state(sent, State.PENDING)
    assert bench.states(sent) == [
        State.QUEUED,
        State.SENDING,
        State.UNCONFIRMED,
        State.QUEUED,
        State.SENDING,
        State.PENDING,
    ]
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.trouble("too late")
    bench.stop()
    with bench.store() as store:
        assert [post.body for post in server.posts] == [store.body(sent)] * 2
        assert [(step.after, step.by) for step in store.submission(sent).history][3] == (State.QUEUED, "user")


def test_two_wishes_to_send_again_are_one(doubt):
    bench, server, sent = doubt()
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.trouble("too late")
    bench.wait_state(sent, State.PENDING)
    assert len(server.posts) == 2


def test_a_person_may_give_it_up(doubt):
    bench, server, sent = doubt()
    bench.worker.decide(Decision(sent, Choice.DROP))
    bench.wait_state(sent, State.DROPPED)
    bench.worker.refresh((sent,))
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.trouble("too late")
    bench.worker.decide(Decision("nobody", Choice.DROP))
    bench.stop()
    assert len(server.posts) == 1
    assert server.gets == []


def test_a_person_may_link_it_to_what_the_server_has(doubt):
    bench, server, sent = doubt()
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    linked = bench.wait_state(sent, State.IN_PROGRESS)
    assert linked.purchase_id == PURCHASE_ID
    assert len(server.gets) == 1
    bench.worker.refresh((sent,))
    bench.wait_until(lambda: len(server.gets) == 2)
    assert len(server.posts) == 1


ELSEWHERE = [{"datetime": "2025-01-02 01:00", "purchase_percentage": 1.0, "sale_percentage": 0.0}]


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (standing("completed", created_at="2024-01-15T14:35:00Z"), "before this one was sent"),
        (standing("completed", created_at="2124-01-15T14:35:00Z"), "after the connection had broken"),
        (standing("completed", [{"idmodel": 1, "value": {"MD": ELSEWHERE}}]), "for other days"),
        (standing("completed"), "nothing of it can be compared"),
    ],
)
def test_an_id_of_another_purchase_is_linked_only_by_somebody_who_has_compared_it(doubt, got, said):
    bench, server, sent = doubt(gets=(got,))
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    what = bench.wait_for(LinkDoubted).what
    assert said in str(what)
    assert bench.latest(sent).state is State.UNCONFIRMED
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, seen=Message("Something else.")))
    bench.wait_until(lambda: len(bench.all(LinkDoubted)) == 2)
    assert bench.latest(sent).state is State.UNCONFIRMED
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, seen=what))
    linked = bench.wait_state(sent, State.COMPLETED)
    assert linked.purchase_id == PURCHASE_ID
    assert said in linked.history[-1].why
    assert len(server.posts) == 1


def test_an_id_that_the_server_does_not_know_is_not_linked(doubt):
    bench, server, sent = doubt(gets=(NOT_FOUND,))
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    bench.trouble("could not be looked up")
    bench.stop()
    with bench.store() as store:
        assert store.submission(sent).state is State.UNCONFIRMED
    assert len(server.posts) == 1


def test_an_id_that_belongs_to_another_is_not_linked(doubt):
    bench, server, sent = doubt()
    other = bench.submit(a_purchase(mw=50), draft_id="other")
    bench.wait_state(other, State.PENDING)
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    bench.trouble("already belongs to another submission")
    assert server.gets == []
    assert bench.latest(sent).state is State.UNCONFIRMED


@pytest.mark.parametrize("choice", [Choice.SEND_AGAIN, Choice.DROP])
def test_a_decision_while_a_link_is_looked_up_wins(doubt, choice):
    go = threading.Event()

    def slow(exchange):
        go.wait(10)
        standing("completed")(exchange)

    waiting = threading.Event()

    def slow_post(exchange):
        waiting.wait(10)
        taken()(exchange)

    bench, server, sent = doubt(slow_post, gets=(slow,))
    bench.worker.decide(Decision(sent, Choice.LINK, "another-id"))
    bench.worker.decide(Decision(sent, choice))
    bench.wait_state(sent, State.SENDING if choice is Choice.SEND_AGAIN else State.DROPPED)
    go.set()
    bench.trouble("too late")
    waiting.set()
    end = State.PENDING if choice is Choice.SEND_AGAIN else State.DROPPED
    bench.wait_state(sent, end)
    bench.stop()
    with bench.store() as store:
        found = store.submission(sent)
        assert found.purchase_id == (PURCHASE_ID if choice is Choice.SEND_AGAIN else None)
    assert len(server.posts) == (2 if choice is Choice.SEND_AGAIN else 1)


def test_a_doubt_of_another_account_is_not_asked_of_this_one(doubt):
    bench, server, sent = doubt()
    bench.sign_in_with(account_for(server.url, "desk-2", "1001"), "tok_of_another_desk")
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    bench.trouble("another account (desk-1@")
    assert server.gets == []


# following
