"""What a person asks for: review, submit, withdraw, decide, follow, update, look at."""

from __future__ import annotations

import json
import threading
import uuid
from dataclasses import replace

import pytest

from ravenwits_desktop.domain.confirmation import MANY_ROWS
from ravenwits_desktop.domain.decision import Choice, Decision, FollowRequest, UpdateRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.plausibility import THOUSAND_TIMES
from ravenwits_desktop.domain.prices import costs
from ravenwits_desktop.domain.prices import priced as prices_known
from ravenwits_desktop.domain.rows import Column, Problem, Severity
from ravenwits_desktop.domain.strategy import allocate
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import (
    DraftReopened,
    DraftSaved,
    Link,
    PreviousFound,
    SubmissionChanged,
    SubmissionDetails,
    SubmissionOpened,
    Trouble,
    UpdateEnded,
    UpdateOpened,
    UpdateReviewed,
)
from tests.faults import close_after_request, refusing_address, respond
from tests.store.factory import a_purchase
from tests.worker.bench import PATIENT, PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken

SHORT = Message("a short day")
NOT_FOUND = respond(404, {"error": "Purchase not found."})


def test_a_review_names_what_was_sent_for_the_same_days(desk):
    same = desk.submit()
    desk.wait_state(same, State.PENDING)
    other = desk.submit(a_purchase(mw=50), draft_id="other")
    desk.wait_state(other, State.PENDING)
    desk.submit(a_purchase(first="2026-11-29T23:00"), draft_id="another day")
    desk.submit(a_purchase(mw=70), draft_id="another retailer", retailer="1002")
    review = desk.review(draft_id="new").review
    assert [submission.id for submission in review.same] == [same]
    assert [submission.id for submission in review.same_days] == [other]
    assert review.retailer.name == "Retailer 1001"
    assert review.account == desk.latest(same).account


def test_a_review_compares_with_the_newest_that_has_all_its_days_else_with_what_was_last_for_each(desk):
    assert desk.review().review.before is None
    for mw, periods in ((50, 192), (60, 96)):
        desk.wait_state(desk.submit(a_purchase(periods, mw=mw), draft_id=f"draft {mw}"), State.PENDING)
    desk.wait_state(desk.submit(a_purchase(mw=70), draft_id="other", retailer="1002"), State.PENDING)
    assert desk.review(a_purchase(mw=80), "day").review.before == a_purchase(mw=60)
    assert desk.review(a_purchase(192, mw=80), "two days").review.before == a_purchase(192, mw=50)
    before, two_days = desk.review(a_purchase(288, mw=80), "three days").review.before, a_purchase(192, mw=50)
    assert (before.starts == two_days.starts).all()
    assert before.mw.tolist() == [*a_purchase(mw=60).mw, *two_days.mw[96:]]


def test_a_review_asks_about_values_that_do_not_fit_to_the_last_submissions(desk):
    desk.wait_state(desk.submit(), State.PENDING)
    usual = a_purchase(first="2026-11-24T23:00")
    assert desk.review(usual, "usual").review.warnings == ()
    kilowatts = replace(usual, mw=usual.mw * 1000)
    (found,) = desk.review(kilowatts, "kW").review.warnings
    assert found.message.template == THOUSAND_TIMES
    assert desk.review(kilowatts, "kW", retailer="1002").review.warnings == ()
    desk.wait_state(desk.submit(kilowatts, "kW", retailer="1002"), State.PENDING)
    assert desk.review(usual, "usual").review.warnings == ()


def test_what_was_confirmed_is_kept_with_the_submission(desk):
    odd = Problem(3, Column.PURCHASE, Severity.WARNING, Message("odd"))
    review = replace(
        desk.review().review, warnings=(odd, replace(odd, row=4), Problem(None, None, odd.severity, SHORT))
    )
    desk.worker.submit(review)
    desk.wait_state(review.id, State.PENDING)
    kept = (Message(MANY_ROWS, {"rows": "4–5", "count": 2, "text": Message("odd")}), SHORT)
    assert desk.latest(review.id).confirmed == kept


def test_one_review_is_one_submission_however_often_it_is_submitted(desk, server):
    desk.draft(a_purchase())
    review = desk.review().review
    for _ in range(3):
        desk.worker.submit(review)
    desk.wait_state(review.id, State.PENDING)
    desk.worker.submit(review)
    desk.wait_until(lambda: len(desk.all(Trouble)) == 3)
    assert {str(event.message) for event in desk.all(Trouble)} == {
        "This draft was submitted already. It is not sent twice."
    }
    desk.stop()
    assert len(server.posts) == 1
    assert not desk.all(DraftReopened)
    with desk.store() as store:
        assert [submission.id for submission in store.submissions()] == [review.id]
        assert store.draft("draft").closed


def test_a_draft_that_waits_is_not_submitted_by_another_review_of_it(desk, server):
    server.reject_tokens()
    first, second = desk.review().review, desk.review().review
    desk.worker.submit(first)
    desk.wait_link(Link.SIGN_IN)
    desk.worker.submit(second)
    desk.trouble("submitted already")
    desk.stop()
    with desk.store() as store:
        assert [submission.id for submission in store.submissions()] == [first.id]


def test_the_same_purchase_that_went_out_since_the_review_is_not_sent_again_unseen(desk, server):
    desk.draft(a_purchase(), "first")
    desk.draft(a_purchase(), "second")
    first, second = desk.review(draft_id="first").review, desk.review(draft_id="second").review
    desk.worker.submit(first)
    desk.wait_state(first.id, State.PENDING)
    desk.worker.submit(second)
    desk.trouble("was submitted since you looked")
    assert desk.wait_for(DraftReopened).draft.id == "second"
    # having seen it, a person may
    third = desk.review(draft_id="second").review
    assert [submission.id for submission in third.same] == [first.id]
    desk.worker.submit(third)
    desk.wait_state(third.id, State.PENDING)
    assert len(server.posts) == 2


def test_another_purchase_for_the_day_that_went_out_since_the_review_is_asked_about(desk, server):
    desk.draft(a_purchase(), "first")
    desk.draft(a_purchase(mw=20.0), "second")
    first, second = desk.review(draft_id="first").review, desk.review(a_purchase(mw=20.0), "second").review
    desk.worker.submit(first)
    desk.wait_state(first.id, State.PENDING)
    desk.worker.submit(second)
    desk.trouble("another purchase for these days was submitted since you looked")
    assert desk.wait_for(DraftReopened).draft.id == "second"
    third = desk.review(a_purchase(mw=20.0), "second").review
    assert [submission.id for submission in third.same_days] == [first.id]
    assert third.before == a_purchase()
    desk.worker.submit(third)
    desk.wait_state(third.id, State.PENDING)
    assert len(server.posts) == 2


def test_one_that_still_waits_is_compared_with_too(desk, server):
    server.reject_tokens()
    desk.submit()
    desk.wait_link(Link.SIGN_IN)
    review = desk.review(a_purchase(mw=20.0), "second").review
    assert [submission.state for submission in review.same_days] == [State.QUEUED]
    assert review.before == a_purchase()


def test_what_was_reviewed_for_one_account_is_not_sent_for_another(desk, server):
    review = desk.review().review
    desk.sign_in_with(account_for(server.url, server.second.user, "2001"), server.second.token)
    desk.worker.submit(review)
    desk.trouble("another account is in use")
    assert desk.wait_for(DraftReopened).draft.rows.mw.tolist() == a_purchase().mw.tolist()
    assert server.posts == []


def test_without_an_account_nothing_is_queued(start):
    bench = start()
    bench.wait_link(Link.NO_ACCOUNT)
    review = bench.review().review
    bench.worker.submit(review)
    bench.trouble("No account is set up yet")
    bench.wait_for(DraftReopened)
    bench.stop()
    with bench.store() as store:
        assert store.submissions() == []


def test_what_waits_can_be_withdrawn_and_what_is_sent_cannot(desk, server):
    server.reject_tokens()
    draft = desk.draft(a_purchase())
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    desk.wait_until(lambda: desk.states(sent) == [State.QUEUED, State.SENDING, State.QUEUED])
    desk.worker.cancel(sent)
    desk.wait_state(sent, State.CANCELLED)
    back = desk.wait_for(DraftReopened).draft
    assert (back.id, back.rows, back.closed) == (draft.id, draft.rows, False)
    desk.worker.cancel(sent)
    desk.trouble("now “cancelled”")
    desk.worker.cancel("nobody")
    server.accept_tokens()
    desk.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
    other = desk.submit(a_purchase(mw=50), draft_id="other")
    desk.wait_state(other, State.PENDING)
    desk.worker.cancel(other)
    desk.trouble("now “pending”")
    assert len(server.posts) == 1


def test_a_withdrawn_purchase_whose_draft_is_gone_comes_back_as_a_new_one(desk, server):
    server.reject_tokens()
    desk.draft(a_purchase())
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    desk.worker.delete_draft("draft")
    desk.wait_until(lambda: desk.states(sent)[-1] is State.QUEUED)
    desk.worker.cancel(sent)
    assert desk.wait_for(DraftReopened).draft.rows.mw.tolist() == a_purchase().mw.tolist()


# doubts


@pytest.fixture
def doubt(start):
    """Makes a worker with one submission in doubt: (worker, server, id)."""
    servers = []
    working = (standing("in_progress"),)

    def maker(*posts, gets=working, **options):
        server = Wrong(close_after_request, *posts or (taken(),), gets=gets)
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
    ],
)
def test_an_id_of_another_purchase_is_linked_only_by_somebody_who_has_compared_it(doubt, got, said):
    bench, server, sent = doubt(gets=(got,))
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID))
    bench.trouble(said)
    assert bench.latest(sent).state is State.UNCONFIRMED
    bench.worker.decide(Decision(sent, Choice.LINK, PURCHASE_ID, compared=True))
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


def test_a_purchase_from_elsewhere_is_followed(desk, server):
    first = desk.submit()
    known = desk.wait_state(first, State.PENDING).purchase_id
    elsewhere = _post(server)
    desk.worker.follow(FollowRequest(elsewhere, "1002"))
    desk.wait_until(lambda: _by_id(desk, elsewhere))
    followed = _by_id(desk, elsewhere)
    assert (followed.state, followed.retailer_id, followed.retailer_name) == (State.PENDING, "1002", "Retailer 1002")
    server.finish(elsewhere)
    desk.wait_until(lambda: _by_id(desk, elsewhere).has_outputs)
    desk.worker.open_as_draft(followed.id)
    desk.trouble("not known here")
    desk.worker.follow(FollowRequest(known, "1001"))
    desk.trouble("in the list already")
    missing = str(uuid.uuid4())
    desk.worker.follow(FollowRequest(missing, "1001"))
    desk.trouble(f"The purchase {missing} could not be looked up")
    desk.stop()
    with desk.store() as store:
        assert len(store.submissions()) == 2


def _by_id(desk, purchase_id):
    found = [e.submission for e in desk.all(SubmissionChanged) if e.submission.purchase_id == purchase_id]
    return found[-1] if found else None


def _post(server):
    """A purchase made by somebody else; its id."""
    import httpx

    body = {"purchase": [{"datetime": "2026-11-24 00:15", "purchase": 1.0}]}
    made = httpx.post(
        f"{server.url}/api/v0/user/{server.user}/submit-purchase?retailer_id=1002",
        json=body,
        headers={"Authorization": f"Bearer {server.token}"},
    )
    return made.json()["id"]


def test_without_a_server_nothing_is_followed(start):
    with refusing_address() as nowhere:
        bench = start(account_for(nowhere), TOKEN)
        bench.worker.follow(FollowRequest(PURCHASE_ID, "1001"))
        bench.trouble("could not be looked up")
        bench.wait_link(Link.OFFLINE)


def test_following_twice_at_once_is_one_entry(start):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        for _ in range(3):
            bench.worker.follow(FollowRequest(PURCHASE_ID, "1001"))
        bench.wait_until(lambda: len(server.gets) >= 3)
        bench.wait_until(lambda: len(bench.all(SubmissionChanged)) >= 6)
        bench.stop()
        with bench.store() as store:
            assert len(store.submissions()) == 1


def test_without_a_token_it_is_said_what_to_do(start, server):
    bench = start(account_for(server.url, server.user, "1001"), None)
    bench.worker.follow(FollowRequest(PURCHASE_ID, "1001"))
    bench.trouble("no token for this account")
    bench.stop()
    other = start()
    other.worker.follow(FollowRequest(PURCHASE_ID, "1001"))
    other.trouble("No account is set up yet")


# updates

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
        assert "no usable answer came" in bench.latest(sent).history[-1].why
        bench.wait_state(sent, State.FAILED)
        # the same body leaves the same state, so it may be sent again
        assert len(server.puts) > 1
        assert len({put.body for put in server.puts}) == 1


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


def test_a_submission_is_opened_with_its_purchase_its_outputs_and_the_names(desk, server):
    sent = desk.submit()
    server.release()
    desk.wait_state(sent, State.COMPLETED)
    desk.worker.open_submission(sent)
    desk.wait_until(lambda: len(desk.all(SubmissionOpened)) == 3)
    first, named, last = desk.all(SubmissionOpened)
    assert first.purchase == a_purchase()
    assert first.output.models
    assert first.names == {}
    assert named.names
    assert (first.prices, named.prices) == ({}, {})
    assert list(last.prices) == ["MD", "MID1", "MID2", "MID3"]
    assert last.names == named.names
    assert set(last.allocations) == {"1", "2", "3"}
    model = first.output.model("2")
    assert (first.allocations["2"].net("MD") == allocate(a_purchase(), model).net("MD")).all()
    known = prices_known(a_purchase(), last.prices)
    assert costs(a_purchase(), last.allocations["2"], known).complete.all()
    assert all((last.priced[market] == values).all() or market == "MID3" for market, values in known.items())
    assert last.prices["MD"].made is not None
    desk.worker.open_submission(sent)
    desk.wait_until(lambda: len(desk.all(SubmissionOpened)) == 4)
    assert desk.all(SubmissionOpened)[-1].names == named.names
    assert desk.all(SubmissionOpened)[-1].prices == last.prices
    assert len([request for request in server.requests if "prices" in request]) == 4
    desk.worker.details(sent)
    details = desk.wait_for(SubmissionDetails)
    assert details.purchase == a_purchase()
    assert [answer.call for answer in details.answers][0:2] == ["submit", "get"]
    for request in (desk.worker.open_submission, desk.worker.details, desk.worker.open_update):
        request("nobody")
    assert len([request for request in server.requests if "strategies" in request]) == 1


def test_an_account_that_may_not_see_prices_is_not_troubled_and_not_asked_again(start):
    rows = [{"datetime": "2026-11-24 00:15", "purchase_percentage": 1.0, "sale_percentage": 0.0}]
    output = [{"idmodel": 1, "value": {"MD": rows}}]
    with Wrong(taken(), gets=(standing("completed", output),)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW, timeouts=PATIENT)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.refresh((sent,))
        bench.wait_state(sent, State.COMPLETED)
        for count in (1, 2):
            bench.worker.open_submission(sent)
            bench.wait_until(lambda count=count: len(bench.all(SubmissionOpened)) == count)
        bench.worker.details(sent)
        bench.wait_for(SubmissionDetails)
        assert all(opened.prices == {} for opened in bench.all(SubmissionOpened))
        assert bench.all(Trouble) == []
        assert len([one for one in server._server.received if "/prices/" in one.target]) == 1


def test_a_submission_is_opened_with_what_went_out_before_it_for_its_days(desk):
    first = desk.submit()
    desk.wait_state(first, State.PENDING)
    other = replace(a_purchase(), mw=a_purchase().mw + 1)
    second = desk.submit(other)
    desk.wait_state(second, State.PENDING)
    for submission, expected in ((first, None), (second, a_purchase())):
        desk.forget()
        desk.worker.open_submission(submission)
        assert desk.wait_for(SubmissionOpened).previous == expected


def test_what_was_sent_is_opened_as_a_draft(desk):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.worker.open_as_draft(sent)
    draft = desk.wait_for(DraftReopened).draft
    assert draft.rows.mw.tolist() == a_purchase().mw.tolist()
    assert (draft.name, draft.retailer_id, draft.resolution) == ("2026-11-24", "1001", 15)
    assert not draft.closed
    desk.stop()
    with desk.store() as store:
        assert store.draft(draft.id).rows == draft.rows


def test_the_previous_purchase_of_a_day_is_the_newest_that_went_out(desk, server):
    def previous():
        desk.forget()
        desk.worker.previous("draft", "1001", "2026-11-24", "2026-11-24")
        found = desk.wait_for(PreviousFound)
        assert found.draft_id == "draft"
        return found.purchase

    assert previous() is None
    desk.wait_state(desk.submit(), State.PENDING)
    desk.wait_state(desk.submit(a_purchase(mw=50), draft_id="newer"), State.PENDING)
    desk.wait_state(desk.submit(a_purchase(first="2026-11-29T23:00"), draft_id="another day"), State.PENDING)
    desk.wait_state(desk.submit(a_purchase(mw=9), draft_id="other", retailer="1002"), State.PENDING)
    assert previous() == a_purchase(mw=50)
    server.reject_tokens()
    desk.worker.refresh(())
    desk.wait_link(Link.SIGN_IN)
    waiting = desk.submit(a_purchase(mw=70), draft_id="waiting")
    assert previous() == a_purchase(mw=50)
    desk.worker.cancel(waiting)
    assert previous() == a_purchase(mw=50)


def test_a_draft_is_kept_and_forgotten(desk):
    draft = desk.draft(a_purchase(), "kept")
    desk.draft(a_purchase(), "forgotten")
    desk.worker.delete_draft("forgotten")
    desk.worker.save_draft(replace(draft, name="another name"))
    desk.wait_until(lambda: len(desk.all(DraftSaved)) == 3)
    desk.stop()
    with desk.store() as store:
        assert [(kept.id, kept.name) for kept in store.drafts()] == [("kept", "another name")]
