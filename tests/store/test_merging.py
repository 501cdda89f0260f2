"""One that is followed turns out to be one that was in doubt: two entries become one, in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ravenwits_desktop.api.wire import submit_body
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import ArrowError, State
from tests.store.factory import MOMENT, a_purchase, a_submission

EVIDENCE = Message("The server did not answer in {n} s.", {"n": 30}, "ReadTimeout")
SAYS = {"after": State.COMPLETED, "server_status": "completed", "why": "linked to 7"}


@pytest.fixture
def both(store):
    """The ids of one in doubt and of one that is followed as "7", with outputs."""
    doubt(store, "one")
    got = ("get", 200, b'{"strategy_output": [1]}')
    store.follow(a_submission("seen", state=State.PENDING, purchase_id="7", note="whose?"), answer=got, output=b"[1]")
    return "one", "seen"


def doubt(store, own_id):
    store.enqueue(a_submission(own_id), a_purchase(), submit_body(a_purchase()))
    store.advance(own_id, State.SENDING, why="its turn", by="program", sent=MOMENT)
    store.advance(own_id, State.UNCONFIRMED, why="no answer", by="program", message=EVIDENCE)


def test_the_one_in_doubt_takes_the_id_and_the_followed_one_ends(store, both):
    linked, ended = store.merge(*both, by="user", **SAYS)
    assert (linked, ended) == (store.submission("one"), store.submission("seen"))
    assert (linked.state, linked.purchase_id, linked.server_status) == (State.COMPLETED, "7", "completed")
    assert (ended.state, ended.purchase_id, ended.next_check) == (State.DROPPED, None, None)
    assert "purchase 7 was sent from here" in str(ended.message)
    assert (ended.note, ended.has_outputs, store.output("seen")) == ("whose?", True, b"[1]")
    assert [(step.before, step.by) for step in (linked.history[-1], ended.history[-1])] == [
        (State.UNCONFIRMED, "user"),
        (State.PENDING, "user"),
    ]
    assert store.by_purchase_id(linked.account, "7") == linked
    assert store.check_ledger().broken is None


def test_the_link_can_be_taken_back_and_the_id_followed_anew(store, both):
    store.merge(*both, by="user", **SAYS)
    again = store.unlink("one", why="another purchase", by="user")
    assert (again.state, again.message) == (State.UNCONFIRMED, EVIDENCE)
    anew = store.follow(a_submission("anew", state=State.PENDING, purchase_id="7"))
    assert anew.id == "anew"
    store.merge("one", "anew", by="user", **SAYS)
    assert store.by_purchase_id(anew.account, "7").id == "one"
    assert store.submission("seen").state is State.DROPPED
    assert store.check_ledger().broken is None


def test_an_ended_one_that_is_given_its_id_back_from_outside_is_found(store, both, file):
    store.merge(*both, by="user", **SAYS)
    store.close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE submissions SET purchase_id = '7' WHERE id = 'seen'")
        plain.commit()
    with type(store).open(f"sqlite:///{file.as_posix()}") as after:
        assert "id at the service" in str(after.check_ledger().broken.what)


def wrongly(store, both, case):
    one, seen = both
    if case == "sent from here":
        doubt(store, "two")
        store.advance("two", State.PENDING, why="linked", by="user", purchase_id="8", server_status="pending")
        return one, "two", "user"
    if case == "not in doubt":
        store.advance(one, State.DROPPED, why="given up", by="user")
    if case == "of another account":
        store.follow(a_submission("other", state=State.PENDING, purchase_id="7", account="eva@elsewhere"))
        return one, "other", "user"
    return one, seen, "program" if case == "by itself" else "user"


@pytest.mark.parametrize("case", ["sent from here", "not in doubt", "of another account", "by itself"])
def test_nothing_else_is_merged(store, both, case):
    one, seen, by = wrongly(store, both, case)
    before = store.submissions()
    with pytest.raises(ArrowError):
        store.merge(one, seen, by=by, **SAYS)
    assert store.submissions() == before


def test_a_merge_that_fails_halfway_leaves_both_as_they_were(store, both):
    before = store.submissions()
    with pytest.raises(ArrowError):
        store.merge(*both, by="user", **SAYS | {"after": State.REJECTED})
    assert store.submissions() == before
    assert store.check_ledger().broken is None
