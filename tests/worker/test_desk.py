"""What a person asks for: follow, open, look at, take a draft of it."""

from __future__ import annotations

import uuid
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.decision import FollowRequest
from ravenwits_desktop.domain.prices import costs
from ravenwits_desktop.domain.prices import priced as prices_known
from ravenwits_desktop.domain.purchase import Purchase
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
)
from tests.faults import refusing_address
from tests.store.factory import a_purchase
from tests.worker.bench import PATIENT, PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken


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
            bench.wait_until(lambda: server.priced)
        asked = len(server.gets)
        bench.worker.refresh((sent,))
        bench.wait_until(lambda: len(server.gets) > asked)
        assert all(opened.prices == {} for opened in bench.all(SubmissionOpened))
        assert bench.all(Trouble) == []
        assert len(server.priced) == 1


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


def test_before_a_submission_of_several_days_stands_the_correction_of_one_of_them(desk):
    both, corrected = a_purchase(192, mw=50), a_purchase(mw=60)
    hours = Purchase(both.starts[96::4], np.full(24, 70.0), 60)
    for name, purchase in (("both", both), ("corrected", corrected), ("hours", hours)):
        desk.wait_state(desk.submit(purchase, draft_id=name), State.PENDING)
    again = desk.submit(replace(both, mw=both.mw + 1), draft_id="again")
    desk.wait_state(again, State.PENDING)
    desk.forget()
    desk.worker.open_submission(again)
    previous = desk.wait_for(SubmissionOpened).previous
    assert (previous.starts == both.starts).all()
    assert previous.mw.tolist() == [*corrected.mw, *np.repeat(hours.mw, 4)]


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
