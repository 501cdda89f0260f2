"""What a purchase is compared with before it goes out, and that each review goes out once."""

from __future__ import annotations

from dataclasses import replace

from ravenwits_desktop.domain.confirmation import MANY_ROWS
from ravenwits_desktop.domain.decision import Choice, Decision
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.plausibility import THOUSAND_TIMES
from ravenwits_desktop.domain.rows import Column, Problem, Severity
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import (
    DraftReopened,
    Link,
    Trouble,
)
from tests.faults import close_after_request
from tests.store.factory import a_purchase
from tests.worker.bench import PATIENT, SLOW, TOKEN, Wrong, account_for

SHORT = Message("a short day")


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


def test_a_review_compares_each_day_with_what_was_submitted_last_for_it(desk):
    assert desk.review().review.before is None
    for mw, periods in ((50, 192), (60, 96)):
        desk.wait_state(desk.submit(a_purchase(periods, mw=mw), draft_id=f"draft {mw}"), State.PENDING)
    desk.wait_state(desk.submit(a_purchase(mw=70), draft_id="other", retailer="1002"), State.PENDING)
    assert desk.review(a_purchase(mw=80), "day").review.before == a_purchase(mw=60)
    two_days = a_purchase(192, mw=50)
    for periods in (192, 288):
        # whoever submits both days again must see that the correction of the first one would be gone
        before = desk.review(a_purchase(periods, mw=80), f"{periods} periods").review.before
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


def test_one_that_was_lost_and_dropped_since_the_review_is_asked_about_as_it_may_have_arrived(start):
    with Wrong(close_after_request) as server:
        desk = start(account_for(server.url), TOKEN, pauses=SLOW, timeouts=PATIENT)
        desk.draft(a_purchase(), "first")
        desk.draft(a_purchase(), "second")
        first, second = desk.review(draft_id="first").review, desk.review(draft_id="second").review
        desk.worker.submit(first)
        desk.wait_state(first.id, State.UNCONFIRMED)
        desk.worker.decide(Decision(first.id, Choice.DROP))
        desk.wait_state(first.id, State.DROPPED)
        desk.worker.submit(second)
        desk.trouble("was submitted since you looked")
        assert len(server.posts) == 1


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
