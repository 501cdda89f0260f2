"""A purchase is followed by its id, and then a submission in doubt turns out to be that one: real worker and store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ravenwits_desktop.domain.decision import Choice, Decision, FollowRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import LinkDoubted, SubmissionChanged
from tests.faults import close_after_request
from tests.worker.bench import PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken


def fitting(exchange):
    standing("in_progress", created_at=datetime.now(UTC).isoformat())(exchange)


@pytest.fixture
def both(start):
    """Makes a worker with one in doubt, and another that is followed: (worker, server, the one's id, the other's)."""
    servers = []

    def maker(*gets):
        server = Wrong(close_after_request, taken(purchase_id="new"), gets=gets or (fitting,))
        servers.append(server)
        server.__enter__()
        bench = start(account_for(server.url, "desk-1", "1001", "1002"), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.UNCONFIRMED)
        bench.worker.follow(FollowRequest(PURCHASE_ID, "1002"))
        followed = bench.wait_for(SubmissionChanged, lambda event: event.submission.purchase_id == PURCHASE_ID)
        return bench, server, sent, followed.submission.id

    yield maker
    for server in servers:
        server.__exit__(None, None, None)


def test_they_become_one_by_a_person_s_word(both):
    bench, server, sent, followed = both()
    wanted = Decision(sent, Choice.LINK, PURCHASE_ID)
    bench.worker.decide(wanted)
    offered = bench.wait_for(LinkDoubted)
    assert (offered.what, offered.followed.id) == (None, followed)
    assert bench.latest(sent).state is State.UNCONFIRMED
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, merged=followed))
    assert bench.wait_state(sent, State.IN_PROGRESS).purchase_id == PURCHASE_ID
    assert bench.wait_state(followed, State.DROPPED).purchase_id is None
    # one of them is asked about
    bench.wait_until(lambda: bench.latest(sent).checked)
    asked = len(server.gets)
    bench.worker.refresh(())
    bench.worker.refresh((followed,))
    bench.wait_until(lambda: len(server.gets) > asked)
    bench.stop()
    assert len(server.gets) == asked + 1
    assert len(server.posts) == 1
    with bench.store() as store:
        assert store.check_ledger().broken is None


def test_a_merge_that_is_taken_back_leaves_the_doubt_and_the_id_free(both):
    bench, server, sent, followed = both()
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, merged=followed))
    bench.wait_state(sent, State.IN_PROGRESS)
    bench.worker.unlink(sent)
    bench.wait_state(sent, State.UNCONFIRMED)
    assert bench.latest(followed).state is State.DROPPED
    bench.worker.unlink(followed)
    bench.trouble("too late")
    bench.forget()
    bench.worker.follow(FollowRequest(PURCHASE_ID, "1002"))
    bench.wait_for(SubmissionChanged, lambda event: event.submission.purchase_id == PURCHASE_ID)
    bench.worker.decide(Decision(sent, Choice.SEND_AGAIN))
    assert bench.wait_state(sent, State.PENDING).purchase_id == "new"
    bench.stop()
    with bench.store() as store:
        anew = store.by_purchase_id(store.submission(sent).account, PURCHASE_ID)
        assert anew.id not in (sent, followed)
        assert store.check_ledger().broken is None
    assert len(server.posts) == 2


def test_what_speaks_against_it_is_shown_with_the_offer(both):
    bench, server, sent, followed = both(standing("completed", created_at="2024-01-15T14:35:00Z"))
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, merged=followed))
    offered = bench.wait_for(LinkDoubted)
    assert "before this one was sent" in str(offered.what)
    assert offered.followed.id == followed
    seen = Decision(sent, Choice.LINK, PURCHASE_ID, seen=offered.what, merged=followed)
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, seen=Message("Something else."), merged=followed))
    bench.wait_until(lambda: len(bench.all(LinkDoubted)) == 2)
    bench.worker.decide(seen)
    linked = bench.wait_state(sent, State.COMPLETED)
    assert "before this one was sent" in linked.history[-1].why
    assert len(bench.all(LinkDoubted)) == 2
    assert len(server.posts) == 1
