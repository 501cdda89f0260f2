"""A person takes back the id to which a submission in doubt was linked, through the real worker and store."""

from __future__ import annotations

import threading

import pytest

from ravenwits_desktop.domain.decision import Choice, Decision, FollowRequest
from ravenwits_desktop.domain.linking import NOTHING
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from tests.faults import close_after_request, respond
from tests.worker.bench import PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken


@pytest.fixture
def linked(start):
    """Makes a worker with one submission that was in doubt and linked: (worker, server, id, the evidence before)."""
    servers = []

    def maker(*gets):
        server = Wrong(close_after_request, taken(), gets=gets)
        servers.append(server)
        server.__enter__()
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        evidence = bench.wait_state(sent, State.UNCONFIRMED).message
        bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, seen=Message(NOTHING, {"id": PURCHASE_ID})))
        bench.wait_state(sent, State.IN_PROGRESS)
        bench.wait_until(lambda: bench.latest(sent).checked)
        return bench, server, sent, evidence

    yield maker
    for server in servers:
        server.__exit__(None, None, None)


def test_it_is_in_doubt_again_and_can_be_sent_again(linked):
    bench, server, sent, evidence = linked(standing("in_progress"))
    bench.worker.unlink(sent)
    doubtful = bench.wait_state(sent, State.UNCONFIRMED)
    assert (doubtful.message, doubtful.purchase_id) == (evidence, None)
    assert PURCHASE_ID in doubtful.history[-1].why
    bench.worker.unlink(sent)
    bench.trouble("too late")
    asked = len(server.gets)
    bench.worker.refresh(())
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    bench.wait_state(sent, State.PENDING)
    assert len(server.posts) == 2
    assert len(server.gets) == asked
    bench.worker.unlink(sent)
    bench.wait_until(lambda: len([each for each in bench.ear.heard if "too late" in str(each)]) == 2)
    assert bench.latest(sent).state is State.PENDING


def test_linked_again_its_outputs_are_kept_anew(linked):
    rows = [{"datetime": "2026-11-24 01:00", "purchase_percentage": 1.0, "sale_percentage": 0.0}]
    got = standing("in_progress", [{"idmodel": 1, "value": {"MD": rows}}])
    bench, _, sent, _ = linked(got)
    bench.wait_until(lambda: bench.latest(sent).has_outputs)
    bench.worker.unlink(sent)
    assert not bench.wait_state(sent, State.UNCONFIRMED).has_outputs
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    bench.wait_until(lambda: bench.latest(sent).has_outputs)
    bench.stop()
    with bench.store() as store:
        assert store.output(sent) is not None
        assert store.check_ledger().broken is None


@pytest.mark.parametrize("late", [standing("completed"), respond(404, {"error": "Purchase not found."}), respond(500)])
def test_an_answer_that_comes_after_the_link_is_gone_says_nothing_of_it(linked, late):
    go, asked = threading.Event(), threading.Event()

    def slow(exchange):
        asked.set()
        go.wait(10)
        late(exchange)

    bench, _, sent, evidence = linked(standing("in_progress"), slow, respond(404, {"error": "Purchase not found."}))
    bench.worker.refresh((sent,))
    bench.wait_until(asked.is_set)
    bench.worker.unlink(sent)
    bench.wait_state(sent, State.UNCONFIRMED)
    go.set()
    # asked later, so answered later
    bench.worker.follow(FollowRequest("another-id", "1001"))
    bench.trouble("could not be looked up")
    told = bench.latest(sent)
    assert (told.state, told.message) == (State.UNCONFIRMED, evidence)
    bench.stop()
    with bench.store() as store:
        found = store.submission(sent)
        assert (found.state, found.message) == (State.UNCONFIRMED, evidence)
