"""Submissions: the outbox, what the server said, and what can be asked about them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import ArrowError, State, Step
from ravenwits_desktop.store.store import Store
from tests.store.factory import ACCOUNT, MOMENT, a_draft, a_purchase, a_submission, clock

BODY = b'{"purchase":[{"datetime":"2026-11-24 00:15","purchase":12.5}]}'


def send(store: Store, submission, state: State = State.PENDING, **changes):
    """Take a submission through the outbox to `state`."""
    store.advance(submission.id, State.SENDING, why="sending", by="program", sent=MOMENT)
    return store.advance(submission.id, state, why="answered", by="server", **changes)


def test_what_is_queued_is_there_after_a_restart(url):
    purchase = a_purchase()
    with Store.open(url, now=clock()) as store:
        queued = store.enqueue(a_submission(draft_id="d"), purchase, BODY)
    assert queued.history == (Step(MOMENT + timedelta(seconds=1), None, State.QUEUED, "submitted", "user"),)
    assert (queued.first_day, queued.last_day, queued.rows) == ("2026-11-24", "2026-11-24", 96)
    assert (queued.energy_mwh, queued.resolution) == (purchase.energy_mwh, 15)
    assert queued.fingerprint == purchase.fingerprint()
    with Store.open(url) as store:
        assert store.submissions() == [queued]
        assert store.submission(queued.id) == queued
        assert store.purchase(queued.id) == purchase
        assert store.body(queued.id) == BODY


def test_what_the_submission_says_of_itself_is_kept(store):
    queued = store.enqueue(a_submission(rows=1, energy_mwh=-0.0, fingerprint="f"), a_purchase(), BODY)
    assert (queued.rows, repr(queued.energy_mwh), queued.fingerprint) == (1, "-0.0", "f")
    assert repr(store.submission(queued.id).energy_mwh) == "-0.0"


def test_only_what_is_queued_goes_into_the_outbox(store):
    for state in set(State) - {State.QUEUED}:
        with pytest.raises(ArrowError):
            store.enqueue(a_submission(state=state), a_purchase(), BODY)
    assert store.submissions() == []


def test_a_change_of_state_takes_everything_with_it(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    message = Message("The server took {rows} of {of} rows.", {"rows": 95, "of": 96}, "rows_uploaded")
    sent = send(
        store,
        queued,
        State.COMPLETED,
        answer=("submit", 201, b'{"id": "7"}'),
        output=b"[1.0]",
        purchase_id="7",
        server_status="completed",
        checked=MOMENT,
        next_check=MOMENT + timedelta(minutes=1),
        finished=MOMENT,
        message=message,
        rejected_row=3,
    )
    assert sent == store.submission(queued.id)
    assert (sent.state, sent.purchase_id, sent.message) == (State.COMPLETED, "7", message)
    assert sent.has_outputs
    assert [(step.before, step.after, step.by) for step in sent.history] == [
        (None, State.QUEUED, "user"),
        (State.QUEUED, State.SENDING, "program"),
        (State.SENDING, State.COMPLETED, "server"),
    ]
    assert store.output(queued.id) == b"[1.0]"
    assert [(answer.call, answer.status, answer.raw) for answer in store.answers(queued.id)] == [
        ("submit", 201, b'{"id": "7"}')
    ]


def test_a_refused_change_leaves_no_part_of_it(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    with pytest.raises(ArrowError):
        store.advance(
            queued.id,
            State.COMPLETED,
            why="a mistake",
            by="server",
            answer=("poll", 200, b"x"),
            output=b"y",
            purchase_id="7",
        )
    assert store.submission(queued.id) == queued
    assert (store.answers(queued.id), store.output(queued.id)) == ((), None)


@pytest.mark.parametrize("field", ["id", "state", "account", "created", "history", "colour"])
def test_some_fields_never_change(store, field):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    with pytest.raises(TypeError, match=field):
        store.amend(queued.id, **{field: "x"})
    assert store.submission(queued.id) == queued


def test_who_changed_it_is_one_of_three(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    with pytest.raises(ValueError, match="nobody"):
        store.advance(queued.id, State.SENDING, why="", by="nobody")
    with pytest.raises(ValueError, match="nobody"):
        store.enqueue(a_submission(), a_purchase(), BODY, by="nobody")
    assert store.submissions() == [queued]


def test_an_unknown_id_is_told(store):
    with pytest.raises(KeyError, match="nowhere"):
        store.advance("nowhere", State.SENDING, why="", by="program")
    with pytest.raises(KeyError, match="nowhere"):
        store.amend("nowhere", checked=MOMENT)
    assert store.submission("nowhere") is None
    assert store.purchase("nowhere") is None
    assert store.body("nowhere") is None
    assert store.output("nowhere") is None
    assert store.answers("nowhere") == ()


def test_amending_changes_no_state_and_no_history(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    amended = store.amend(queued.id, checked=MOMENT, server_status="thinking", message=None)
    assert amended == replace(queued, checked=MOMENT, server_status="thinking") == store.submission(queued.id)


def test_an_answer_that_repeats_the_last_one_is_kept_once(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    said = [
        ("poll", 200, b"pending"),
        ("poll", 200, b"pending"),
        ("outputs", 200, b"pending"),
        ("poll", 503, b"pending"),
        ("poll", None, b""),
        ("poll", 200, b"pending"),
    ]
    for call, status, raw in said:
        store.amend(queued.id, answer=(call, status, raw))
    kept = store.answers(queued.id)
    assert [(answer.call, answer.status, answer.raw) for answer in kept] == [said[0], *said[2:]]
    assert sorted(kept, key=lambda answer: answer.at) == list(kept)


def test_later_outputs_take_the_place_of_earlier_ones(store):
    queued = store.enqueue(a_submission(), a_purchase(), BODY)
    assert not queued.has_outputs
    store.amend(queued.id, output=b"[1]")
    store.amend(queued.id, output=b"[2]" * 100_000)
    assert store.output(queued.id) == b"[2]" * 100_000
    assert store.submission(queued.id).has_outputs


def test_following_begins_with_the_word_of_the_server(store):
    elsewhere = a_submission(state=State.IN_PROGRESS, purchase_id="77", server_status="in_progress")
    followed = store.follow(elsewhere, answer=("poll", 200, b"{}"), output=b"[]")
    assert followed == store.submission(elsewhere.id)
    assert followed.has_outputs
    assert [(step.before, step.after) for step in followed.history] == [(None, State.IN_PROGRESS)]
    assert store.purchase(followed.id) is None
    assert store.body(followed.id) is None
    again = store.follow(a_submission(state=State.COMPLETED, purchase_id="77"))
    assert again == followed
    assert store.submissions() == [followed]


def test_following_takes_an_id_and_no_state_of_the_outbox(store):
    with pytest.raises(ValueError, match="id"):
        store.follow(a_submission(state=State.PENDING))
    for state in (State.QUEUED, State.SENDING, State.UNCONFIRMED, State.REJECTED, State.CANCELLED, State.DROPPED):
        with pytest.raises(ArrowError):
            store.follow(a_submission(state=state, purchase_id="77"))
    assert store.submissions() == []


def test_cancelling_opens_the_draft_again(store):
    draft = store.save_draft(a_draft(closed=True))
    queued = store.enqueue(a_submission(draft_id=draft.id), a_purchase(), BODY)
    store.advance(queued.id, State.CANCELLED, why="withdrawn", by="user")
    assert store.drafts() == [replace(draft, closed=False)]


def test_what_is_queued_takes_its_draft_off_the_table_in_one_step(store):
    draft, other = store.save_draft(a_draft()), store.save_draft(a_draft())
    queued = store.enqueue(a_submission("once", draft_id=draft.id), a_purchase(), BODY)
    assert store.drafts() == [replace(draft, closed=True), other]
    store.save_draft(replace(draft, closed=False))
    with pytest.raises(IntegrityError):
        store.enqueue(a_submission("once", draft_id=draft.id), a_purchase(), BODY)
    assert not store.draft(draft.id).closed
    assert store.submissions() == [queued]


def test_what_the_server_refused_opens_its_draft_again(store):
    draft = store.save_draft(a_draft())
    queued = store.enqueue(a_submission(draft_id=draft.id), a_purchase(), BODY)
    store.advance(queued.id, State.SENDING, why="its turn", by="program")
    assert store.draft(draft.id).closed
    store.advance(queued.id, State.REJECTED, why="refused", by="server")
    assert not store.draft(draft.id).closed


def test_the_outbox_has_what_is_queued_and_what_is_being_sent_in_order(store):
    first, second, third, fourth = (store.enqueue(a_submission(), a_purchase(1), BODY) for _ in range(4))
    send(store, second)
    sending = store.advance(third.id, State.SENDING, why="its turn", by="program")
    store.enqueue(a_submission("another", account="another"), a_purchase(1), BODY)
    assert store.outbox()[:3] == [first, sending, fourth]
    assert [submission.id for submission in store.outbox()[3:]] == ["another"]


def test_cancelling_without_its_draft_is_no_obstacle(store):
    queued = store.enqueue(a_submission(draft_id="deleted"), a_purchase(), BODY)
    assert store.advance(queued.id, State.CANCELLED, why="withdrawn", by="user").state is State.CANCELLED


def test_what_was_being_sent_is_unconfirmed_at_the_next_start(url):
    with Store.open(url, now=clock()) as store:
        waiting, sending, sent = (store.enqueue(a_submission(), a_purchase(), BODY) for _ in range(3))
        store.advance(sending.id, State.SENDING, why="sending", by="program", next_check=MOMENT)
        sent = send(store, sent)
    with Store.open(url) as store:
        (found,) = store.recover()
        assert found.id == sending.id
        assert (found.state, found.next_check) == (State.UNCONFIRMED, None)
        assert "may have received it" in str(found.message)
        assert (found.history[-1].before, found.history[-1].by) == (State.SENDING, "program")
        assert store.submissions() == [sent, found, waiting]
        assert store.recover() == []


def test_submissions_come_newest_first_whatever_the_clock_says(store):
    made = [store.enqueue(a_submission(created=MOMENT - timedelta(days=days)), a_purchase(), BODY) for days in range(5)]
    assert store.submissions() == made[::-1]


def test_by_the_id_of_the_server(store):
    sent = send(store, store.enqueue(a_submission(), a_purchase(), BODY), purchase_id="7")
    assert store.by_purchase_id(ACCOUNT, "7") == sent
    assert store.by_purchase_id("another", "7") is None
    assert store.by_purchase_id(ACCOUNT, "8") is None


def test_the_same_purchase_is_found_for_the_same_retailer(store):
    purchase, other = a_purchase(), a_purchase(mw=99.0)
    first, second = (store.enqueue(a_submission(), purchase, BODY) for _ in range(2))
    store.enqueue(a_submission(), other, BODY)
    store.enqueue(a_submission(retailer_id="retailer-2"), purchase, BODY)
    store.enqueue(a_submission(account="another"), purchase, BODY)
    assert store.same_purchase(ACCOUNT, "retailer-1", purchase.fingerprint()) == [second, first]


def test_purchases_for_the_same_days_overlap_by_a_day(store):
    days = [("2026-11-24", "2026-11-24"), ("2026-11-20", "2026-11-24"), ("2026-11-24", "2026-11-30")]
    first, second, third = (store.enqueue(a_submission(first_day=a, last_day=b), a_purchase(), BODY) for a, b in days)
    store.enqueue(a_submission(retailer_id="retailer-2"), a_purchase(), BODY)
    store.follow(a_submission(state=State.PENDING, purchase_id="without days"))
    assert store.same_days(ACCOUNT, "retailer-1", "2026-11-24", "2026-11-24") == [third, second, first]
    assert store.same_days(ACCOUNT, "retailer-1", "2026-11-25", "2026-12-01") == [third]
    assert store.same_days(ACCOUNT, "retailer-1", "2026-11-01", "2026-11-20") == [second]
    assert store.same_days(ACCOUNT, "retailer-1", "2026-12-01", "2026-12-01") == []


def test_times_of_any_zone_are_kept_as_utc(url, file):
    with Store.open(url) as store:
        queued = store.enqueue(a_submission(), a_purchase(), BODY)
        local = MOMENT.astimezone(ZoneInfo("Europe/Madrid"))
        assert store.amend(queued.id, checked=local).checked.tzinfo is UTC
        assert store.submission(queued.id).checked == local
    with closing(sqlite3.connect(file)) as plain:
        written = plain.execute("SELECT checked FROM submissions").fetchone()
    assert written == ("2026-11-23T09:30:15.123456+00:00",)


def test_a_closed_store_is_not_opened_again_unseen(url):
    store = Store.open(url)
    store.close()
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.drafts()
    with Store.open(url) as again:
        assert again.drafts() == []
