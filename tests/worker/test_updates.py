"""A new state of a purchase at the server: compared, sent, and what is told where no answer comes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ravenwits_desktop.domain.decision import UpdateRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.errors import StoreFullError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import (
    Link,
    SubmissionDetails,
    UpdateEnded,
    UpdateOpened,
    UpdateReviewed,
)
from tests.faults import close_after_request, respond
from tests.worker.bench import PATIENT, PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken

OUTPUTS = [
    {
        "idmodel": 7,
        "value": {"MD": [{"datetime": "2026-11-24 00:15", "purchase_percentage": 1.0, "sale_percentage": 0}]},
    }
]


def test_an_update_is_sent_answered_and_looked_at(desk, server):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.worker.open_update(sent)
    assert desk.wait_for(UpdateOpened).outputs_text.split() == ["[]"]
    desk.worker.update(UpdateRequest(sent, "completed", "", json.dumps(OUTPUTS)))
    ended = desk.wait_for(UpdateEnded)
    assert ended.message is None
    assert json.loads(ended.answer)["status"] == "completed"
    desk.wait_state(sent, State.COMPLETED)
    desk.wait_until(lambda: desk.latest(sent).has_outputs)
    desk.forget()
    desk.worker.open_update(sent)
    assert json.loads(desk.wait_for(UpdateOpened).outputs_text)[0]["idmodel"] == 7
    desk.worker.details(sent)
    assert "update" in [answer.call for answer in desk.wait_for(SubmissionDetails).answers]


def test_an_update_of_a_finished_one_is_looked_at_once(desk, server):
    sent = desk.submit()
    server.release()
    desk.wait_state(sent, State.COMPLETED)
    desk.worker.update(UpdateRequest(sent, "failed", "revised by hand", "[]"))
    desk.wait_for(UpdateEnded)
    assert str(desk.wait_state(sent, State.FAILED).message) == "revised by hand"


@pytest.mark.parametrize(
    ("status", "outputs", "words"),
    [("completed", "[{", "JSON"), ("completed", '[{"idmodel": 1}]', ""), ("completed", '"text"', "")],
)
def test_an_update_that_cannot_be_is_not_sent(desk, server, status, outputs, words):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.worker.update(UpdateRequest(sent, status, "", outputs))
    ended = desk.wait_for(UpdateEnded)
    assert ended.answer is None
    assert ended.message is not None
    assert words in str(ended.message)
    assert not any(request.startswith("PUT") for request in server.requests)


def test_an_update_that_nobody_could_take_says_so(desk, server):
    server.reject_tokens()
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    desk.worker.update(UpdateRequest(sent, "failed", "", "[]"))
    assert "no id yet" in str(desk.wait_for(UpdateEnded).message)
    desk.worker.update(UpdateRequest("nobody", "failed", "", "[]"))
    desk.wait_until(lambda: len(desk.all(UpdateEnded)) == 2)


def test_an_update_is_compared_with_what_the_server_has_now(desk, server):
    sent = desk.submit()
    server.release()
    desk.wait_state(sent, State.COMPLETED)
    request = UpdateRequest(sent, "failed", "by hand", json.dumps(OUTPUTS))
    desk.worker.review_update(request)
    review = desk.wait_for(UpdateReviewed)
    told = [str(change) for change in review.changes]
    assert told[:2] == [
        "The status changes from “completed” to “failed”.",
        "The error text changes from “” to “by hand”.",
    ]
    assert "Model 7 is new." in told
    assert review.message is None
    desk.worker.update(replace(request, seen=review.seen))
    assert desk.wait_for(UpdateEnded).message is None
    # it is another now: what was seen does not hold any more
    desk.forget()
    desk.worker.update(replace(request, seen=review.seen, error="once more"))
    assert "has changed at the server since you looked" in str(desk.wait_for(UpdateEnded).message)
    assert sum(request.startswith("PUT") for request in server.requests) == 1
    desk.stop()
    with desk.store() as store:
        whys = [step.why for step in store.submission(sent).history if step.before is step.after]
        assert whys == ["updated at the server, to failed"]
        assert store.check_ledger().broken is None


@pytest.mark.parametrize(("outputs", "words"), [("[{", "JSON"), ('[{"idmodel": 1}]', "markets")])
def test_outputs_that_cannot_go_are_not_compared(desk, outputs, words):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.worker.review_update(UpdateRequest(sent, "completed", "", outputs))
    review = desk.wait_for(UpdateReviewed)
    assert words in str(review.message)
    assert (review.changes, review.seen) == ((), "")


def test_without_a_server_nothing_is_compared(start):
    with Wrong(taken(), gets=(respond(500),)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.review_update(UpdateRequest(sent, "completed", "", "[]"))
        assert "nothing was compared" in str(bench.wait_for(UpdateReviewed).message)
        bench.worker.update(UpdateRequest(sent, "completed", "", "[]", "seen"))
        assert bench.wait_for(UpdateEnded).message is not None
        assert server.puts == []


def test_an_update_that_fails_is_repeated_by_itself(start):
    updated = respond(200, {"id": PURCHASE_ID, "status": "failed", "error": ""})
    with Wrong(taken(), puts=(close_after_request, respond(503), updated)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.update(UpdateRequest(sent, "failed", "", "[]"))
        assert bench.wait_for(UpdateEnded).answer is not None
        assert len(server.puts) == 3
        assert len({put.body for put in server.puts}) == 1


def test_an_update_with_no_answer_is_looked_at(start):
    puts = (close_after_request,)
    with Wrong(taken(), gets=(standing("failed", error="by hand"),), puts=puts) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW, timeouts=PATIENT)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.update(UpdateRequest(sent, "failed", "by hand", "[]"))
        ended = bench.wait_for(UpdateEnded)
        assert ended.answer is None
        assert "may have been stored" in str(ended.message)
        bench.trouble("may have been stored")
        bench.wait_until(lambda: "no usable answer came" in bench.latest(sent).history[-1].why)
        bench.wait_state(sent, State.FAILED)
        # the same body leaves the same state, so it may be sent again
        assert len(server.puts) > 1
        assert len({put.body for put in server.puts}) == 1


def test_the_doubt_about_an_update_is_told_although_the_disk_is_full(start, monkeypatch):
    amend = Store.amend

    def full(store, *args, remark=None, **changes):
        if remark is not None and "no usable answer" in remark[0]:
            raise StoreFullError(Message("The disk is full."))
        return amend(store, *args, remark=remark, **changes)

    monkeypatch.setattr(Store, "amend", full)
    with Wrong(taken(), gets=(standing("in_progress"),), puts=(close_after_request,)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW, timeouts=PATIENT)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.update(UpdateRequest(sent, "failed", "by hand", "[]"))
        assert "may have been stored" in str(bench.wait_for(UpdateEnded).message)
        bench.trouble("disk is full")
        bench.wait_state(sent, State.IN_PROGRESS)


def test_an_update_while_signed_out_or_for_another_account_is_not_sent(start):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.sign_in_with(account_for(server.url, "desk-2"), "tok_of_another_desk")
        bench.worker.update(UpdateRequest(sent, "failed", "", "[]"))
        assert "another account" in str(bench.wait_for(UpdateEnded).message)
        assert server.puts == []


# looking
