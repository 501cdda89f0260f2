"""A link that is taken back: in doubt again with the evidence of before, and the ledger says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ravenwits_desktop.api.wire import submit_body
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import ArrowError, State
from tests.store.factory import MOMENT, a_purchase, a_submission

EVIDENCE = Message("The server did not answer in {n} s.", {"n": 30}, "ReadTimeout")


@pytest.fixture
def linked(store):
    """The id of one that was in doubt and linked to "7", which is completed with outputs."""
    store.enqueue(a_submission("one", note="ours"), a_purchase(), submit_body(a_purchase()))
    store.advance("one", State.SENDING, why="its turn", by="program", sent=MOMENT)
    store.advance("one", State.UNCONFIRMED, why="no answer", by="program", message=EVIDENCE)
    store.advance("one", State.PENDING, why="linked", by="user", purchase_id="7", server_status="pending", message=None)
    got = ("get", 200, b'{"strategy_output": [1]}')
    done = {"server_status": "completed", "finished": MOMENT, "checked": MOMENT}
    store.advance("one", State.COMPLETED, why="done", by="server", answer=got, output=b"[1]", **done)
    return "one"


def test_it_is_in_doubt_with_the_evidence_of_before(store, linked):
    found = store.unlink(linked, why="another purchase", by="user")
    assert found == store.submission(linked)
    assert (found.state, found.message, found.purchase_id) == (State.UNCONFIRMED, EVIDENCE, None)
    assert (found.server_status, found.finished, found.checked, found.has_outputs) == ("", None, None, False)
    assert (found.sent, found.note) == (MOMENT, "ours")
    assert store.output(linked) is None
    last = found.history[-1]
    assert (last.before, last.after, last.why, last.by) == (
        State.COMPLETED,
        State.UNCONFIRMED,
        "another purchase",
        "user",
    )
    assert store.check_ledger().broken is None


def test_it_can_be_linked_again_and_taken_back_again(store, linked):
    store.unlink(linked, why="another purchase", by="user")
    store.advance(linked, State.PENDING, why="linked", by="user", purchase_id="8", server_status="pending")
    store.amend(linked, answer=("get", 200, b'{"strategy_output": [2]}'), output=b"[2]")
    assert store.check_ledger().broken is None
    again = store.unlink(linked, why="wrong again", by="user")
    assert again.message == EVIDENCE
    assert store.check_ledger().broken is None


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE submissions SET purchase_id = '7'",
        "UPDATE submissions SET has_outputs = 1",
        "INSERT INTO outputs SELECT number, at, raw FROM answers",
    ],
)
def test_what_was_taken_away_cannot_come_back_unseen(store, linked, file, tampering):
    store.unlink(linked, why="another purchase", by="user")
    store.close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute(tampering.replace("FROM answers", "FROM (SELECT 1 number, at, x'01' raw FROM answers LIMIT 1)"))
        plain.commit()
    with type(store).open(f"sqlite:///{file.as_posix()}") as after:
        assert after.check_ledger().broken is not None


def test_what_the_server_took_itself_is_never_unlinked(store):
    store.enqueue(a_submission("sent"), a_purchase(), submit_body(a_purchase()))
    store.advance("sent", State.SENDING, why="its turn", by="program", sent=MOMENT)
    store.advance("sent", State.PENDING, why="taken", by="server", purchase_id="9", server_status="pending")
    store.follow(a_submission("followed", state=State.PENDING, purchase_id="10"))
    before = store.submissions()
    for each in ("sent", "followed"):
        with pytest.raises(ArrowError):
            store.unlink(each, why="by mistake", by="user")
        with pytest.raises(ArrowError):
            store.advance(each, State.UNCONFIRMED, why="by mistake", by="user")
    assert store.submissions() == before


@pytest.mark.parametrize("by", ["program", "server"])
def test_only_a_person_takes_a_link_back(store, linked, by):
    before = store.submissions()
    with pytest.raises(ArrowError):
        store.unlink(linked, why="by itself", by=by)
    assert store.submissions() == before


def test_one_that_is_in_doubt_has_no_link_to_take_back(store, linked):
    store.unlink(linked, why="another purchase", by="user")
    with pytest.raises(ArrowError):
        store.unlink(linked, why="twice", by="user")
