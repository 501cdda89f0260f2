"""What the server refuses comes back as a draft, whatever else fails then."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.errors import StoreFullError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import DraftReopened
from tests.faults import (
    Behaviour,
    redirect,
    respond,
)
from tests.store.factory import a_purchase
from tests.worker.bench import (
    TOKEN,
    Wrong,
    account_for,
    only_the_answer_of,
)

REFUSALS: dict[str, tuple[Behaviour, int | None, str]] = {
    "a row": (
        respond(400, {"error": 'Purchase item at index 5: field "purchase" must be a number (in MW unit).'}),
        5,
        "must be a number",
    ),
    "a row that is not there": (respond(400, {"error": "Purchase item at index 96: no"}), 96, "index 96"),
    "no row": (respond(400, {"detail": "Not today"}), None, "Not today"),
    "conflict": (respond(409, {"error": "Gate closed"}), None, "Gate closed"),
    "not found": (respond(404, {"error": "Retailer not found."}), None, "Retailer not found"),
    "no page": (respond(404, "<h1>Not found</h1>"), None, "Check the address"),
    "forbidden": (respond(403, {"detail": "You do not have permission"}), None, "permission"),
    "unprocessable": (respond(422, {"purchase": ["Too long"]}), None, "Too long"),
    "moved": (redirect(301, "https://elsewhere.example/api"), None, "elsewhere.example"),
    "see other": (redirect(303, "/login"), None, "/login"),
    "another place": (redirect(307, "https://elsewhere.example/api"), None, "elsewhere.example"),
}


@pytest.mark.parametrize(("behaviour", "row", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_the_server_refuses_comes_back_as_a_draft(start, behaviour, row, words):
    with Wrong(behaviour) as server:
        bench = start(account_for(server.url), TOKEN)
        draft = bench.draft(a_purchase())
        sent = bench.submit()
        assert words in str(bench.wait_state(sent, State.REJECTED).message)
        back = bench.wait_for(DraftReopened)
        assert back.draft.id == draft.id
        assert back.draft.rows == draft.rows
        assert not back.draft.closed
        assert back.refused == (str(a_purchase().starts[5]) if row == 5 else None)
        assert words in str(back.message)
        bench.worker.refresh(())
        bench.wait_until(lambda: server.probes)
        found, body, answers = only_the_answer_of(bench, sent)
        assert (found.state, found.rejected_row) == (State.REJECTED, row)
        assert [post.body for post in server.posts] == [body]
        assert [answer.call for answer in answers] == ["submit"]
        with bench.store() as store:
            assert not store.draft(draft.id).closed


def test_a_refused_purchase_whose_draft_is_gone_comes_back_as_a_new_one(start):
    with Wrong(respond(400, {"error": "Purchase item at index 2: no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit(draft_id="never saved")
        bench.wait_state(sent, State.REJECTED)
        back = bench.wait_for(DraftReopened)
        assert back.draft.rows.mw.tolist() == a_purchase().mw.tolist()
        assert back.refused == str(a_purchase().starts[2])
        bench.stop()
        with bench.store() as store:
            assert [draft.rows for draft in store.drafts()] == [back.draft.rows]
        assert len(server.posts) == 1


def test_what_is_refused_without_its_rows_is_refused_all_the_same(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        review = bench.review().review
        monkeypatch.setattr(Store, "purchase", lambda _store, _id: None)
        bench.worker.submit(review)
        bench.wait_state(review.id, State.REJECTED)
        bench.stop()
        assert not bench.all(DraftReopened)


def full(*_arguments, **_values):
    raise StoreFullError(Message("no room"))


def test_a_disk_that_fails_after_a_refusal_was_written_down_changes_nothing_of_it(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        review = bench.review().review
        monkeypatch.setattr(Store, "purchase", full)
        bench.worker.submit(review)
        bench.wait_state(review.id, State.REJECTED)
        bench.trouble("no room")
        bench.stop()
        assert len(server.posts) == 1


def test_a_refusal_that_the_disk_never_takes_is_in_doubt_at_the_next_start(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.expected = ("sending",)
        advance = Store.advance

        def refusing(store, submission_id, after, **values):
            return full() if after is State.REJECTED else advance(store, submission_id, after, **values)

        monkeypatch.setattr(Store, "advance", refusing)
        sent = bench.submit()
        bench.trouble("could not be written down")
        bench.stop()
        assert not bench.all(DraftReopened)
        with bench.store() as store:
            assert [submission.id for submission in store.recover()] == [sent]
        assert len(server.posts) == 1
