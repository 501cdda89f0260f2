"""What waits to be sent when the gate closes that it was meant for: nothing leaves before a person has said so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ravenwits_desktop import settings
from ravenwits_desktop.domain.decision import Choice, Decision
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import DraftReopened, GatesChanged, Link
from tests.faults import close_after_request, respond
from tests.store.factory import a_purchase
from tests.worker.bench import TOKEN, Wrong, account_for, taken

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""12:00 in Madrid on the day before the purchase's: MD closes."""
NEXT_DAY = a_purchase(first="2026-11-24T23:00")


class Wall:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def signed_out(start, server, wall):
    """A worker whose token is not accepted: everything waits."""
    server.reject_tokens()
    return start(account_for(server.url, server.user, *server.retailers), server.token, now=wall)


def let_in(bench, server):
    server.accept_tokens()
    bench.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)


def wait_held(bench, submission_id):
    bench.wait_until(lambda: "closed before it could be sent" in str(bench.latest(submission_id).message))


def test_what_is_in_time_says_for_which_gate(start, server, wall):
    bench = start(account_for(server.url, server.user), server.token, now=wall)
    review = bench.review().review
    assert (review.gate.market, review.gate.at) == ("MD", NOON)
    bench.worker.submit(review)
    sent = bench.wait_state(review.id, State.PENDING)
    assert (sent.gate_market, sent.gate) == ("MD", NOON)


def test_what_waits_beyond_its_gate_asks_again(signed_out, server, wall):
    bench = signed_out
    held = bench.submit()
    bench.wait_link(Link.SIGN_IN)
    wall.now = NOON
    let_in(bench, server)
    wait_held(bench, held)
    other = bench.submit(NEXT_DAY, "other")
    bench.wait_state(other, State.PENDING)
    assert len(server.posts) == 1
    bench.worker.send_after_gate(held)
    bench.wait_state(held, State.PENDING)
    assert len(server.posts) == 2
    bench.worker.send_after_gate(held)
    bench.trouble("too late for that")
    bench.stop()
    with bench.store() as store:
        kept = store.submission(held)
        assert (kept.gate_market, kept.gate) == ("MID1", NOON + timedelta(hours=3))
        consent = next(step for step in kept.history if step.by == "user" and step.before is not None)
        assert (consent.before, consent.after) == (State.QUEUED, State.QUEUED)
        assert consent.why == "to be sent although MD has closed"
        assert store.check_ledger().broken is None


def test_a_second_before_its_gate_it_leaves_by_itself(signed_out, server, wall):
    sent = signed_out.submit()
    signed_out.wait_link(Link.SIGN_IN)
    wall.now = NOON - timedelta(seconds=1)
    let_in(signed_out, server)
    signed_out.wait_state(sent, State.PENDING)


def test_it_can_be_withdrawn_and_edited_again(signed_out, server, wall):
    bench = signed_out
    bench.draft(a_purchase())
    held = bench.submit()
    bench.wait_link(Link.SIGN_IN)
    wall.now = NOON
    let_in(bench, server)
    wait_held(bench, held)
    bench.worker.cancel(held)
    bench.wait_state(held, State.CANCELLED)
    assert bench.wait_for(DraftReopened).draft.id == "draft"
    assert server.posts == []


def test_a_later_one_for_the_same_day_does_not_overtake_it(signed_out, server, wall):
    bench = signed_out
    held = bench.submit()
    bench.wait_link(Link.SIGN_IN)
    wall.now = NOON
    correction = bench.submit(a_purchase(mw=20.0), "correction")
    elsewhere = bench.submit(NEXT_DAY, "elsewhere")
    let_in(bench, server)
    wait_held(bench, held)
    bench.wait_state(elsewhere, State.PENDING)
    bench.worker.refresh(())
    bench.wait_until(lambda: sum("/get" in request for request in server.requests) >= 2)
    assert bench.latest(correction).state is State.QUEUED
    assert len(server.posts) == 1
    bench.worker.cancel(held)
    bench.wait_state(correction, State.PENDING)
    assert len(server.posts) == 2


def test_it_is_asked_at_the_next_start_too(start, server, wall, tmp_path):
    server.reject_tokens()
    account = account_for(server.url, server.user)
    bench = start(account, server.token, now=wall)
    held = bench.submit()
    bench.wait_link(Link.SIGN_IN)
    bench.stop()
    wall.now = NOON + timedelta(days=1)
    server.accept_tokens()
    again = start(account, server.token, now=wall)
    again.wait_until(lambda: again.latest(held))
    wait_held(again, held)
    assert server.posts == []
    again.worker.send_after_gate(held)
    again.wait_state(held, State.PENDING)


def test_who_decides_to_send_a_doubt_again_is_not_asked_about_its_gate(start, wall):
    with Wrong(close_after_request, taken()) as server:
        bench = start(account_for(server.url), TOKEN, now=wall)
        doubt = bench.submit()
        bench.wait_state(doubt, State.UNCONFIRMED)
        wall.now = NOON
        bench.worker.decide(Decision(doubt, Choice.SEND_AGAIN))
        assert bench.wait_state(doubt, State.PENDING).gate_market == "MID1"
        assert len(server.posts) == 2


def test_what_the_server_puts_off_beyond_the_gate_asks_again(start, wall):
    def late(exchange):
        wall.now = NOON
        respond(429, b"", {"Retry-After": "0"})(exchange)

    with Wrong(late, taken()) as server:
        bench = start(account_for(server.url), TOKEN, now=wall)
        held = bench.submit()
        wait_held(bench, held)
        assert len(server.posts) == 1


def test_gates_are_kept_and_used(start, server, wall):
    account = account_for(server.url, server.user)
    bench = start(account, server.token, now=wall)
    assert bench.wait_for(GatesChanged).gates == DEFAULT_GATES
    earlier = (Gate("MD", 10, 30), *DEFAULT_GATES[1:])
    bench.forget()
    bench.worker.set_gates(earlier)
    assert bench.wait_for(GatesChanged).gates == earlier
    assert bench.review().review.gate.at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    # saving the account leaves them alone
    bench.sign_in_with(account, server.token)
    bench.wait_link(Link.ONLINE)
    assert settings.load(bench.settings_file).gates == earlier
    bench.stop()
    again = start(account, server.token, now=wall)
    assert again.wait_for(GatesChanged).gates == earlier


def test_gates_that_cannot_be_are_told_and_the_usual_ones_hold(start, wall, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"gates": [{"market": "MD", "hour": 25}]}')
    bench = start(now=wall)
    bench.trouble("cannot be read")
    assert bench.wait_for(GatesChanged).gates == DEFAULT_GATES
