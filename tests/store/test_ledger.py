"""The chain of the history: whoever touches an entry, or what it vouches for, is found out at that very entry."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing

import pytest

from ravenwits_desktop.domain.ledger import BEGINNING
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_purchase, a_submission, clock

BODY = b'{"purchase":[{"datetime":"2026-11-24 00:15","purchase":12.5}]}'


@pytest.fixture
def filled(url):
    """A ledger of nine entries: two submissions whose steps alternate, a remark, one that is followed."""
    with Store.open(url, now=clock()) as store:
        first = store.enqueue(a_submission("first"), a_purchase(), BODY)
        second = store.enqueue(a_submission("second"), a_purchase(8), BODY)
        for each in (first, second):
            store.advance(each.id, State.SENDING, why="its turn", by="program", sent=MOMENT)
        answer = ("submit", 201, b'{"id": "7"}')
        store.advance("first", State.PENDING, why="taken", by="server", answer=answer, purchase_id="7")
        store.advance("second", State.UNCONFIRMED, why="no answer", by="program")
        store.amend("first", remark=("looked at", "user"))
        store.advance("first", State.COMPLETED, why="done", by="server", answer=("get", 200, b"{}"), output=b"[1]")
        store.follow(a_submission("third", state=State.PENDING, purchase_id="9"))
        assert store.check_ledger().broken is None
        assert (store.check_ledger().entries, store.check_ledger().submissions) == (9, 3)
    return url


def change(file, *statements):
    with closing(sqlite3.connect(file)) as plain:
        for statement in statements:
            plain.execute(statement)
        plain.commit()


def report(url):
    with Store.open(url) as store:
        return store.check_ledger()


def test_each_entry_carries_the_hash_of_the_one_before(filled, file):
    with closing(sqlite3.connect(file)) as plain:
        columns = 'entry, s.id, step, at, "before", after, why, "by", evidence, previous, hash'
        rows = plain.execute(
            f"SELECT {columns} FROM steps JOIN submissions s ON number = submission ORDER BY entry"
        ).fetchall()
    before = BEGINNING
    for row in rows:
        assert row[9] == before
        before = hashlib.sha256(json.dumps(row[:10], separators=(",", ":")).encode()).hexdigest()
        assert row[10] == before
    assert report(filled).head == before
    with Store.open(filled) as store:
        assert store.submission("third").history[-1].hash == before
        assert [(step.before, step.after) for step in store.submission("first").history[-2:]] == [
            (State.PENDING, State.PENDING),
            (State.PENDING, State.COMPLETED),
        ]


TAMPERED = {
    "a time": ("UPDATE steps SET at = '2026-11-23T09:30:16.000000+00:00' WHERE entry = 4", 4, "not as it was written"),
    "a state": ("UPDATE steps SET after = 'rejected' WHERE entry = 6", 6, "not as it was written"),
    "a reason": ("UPDATE steps SET why = 'lost' WHERE entry = 5", 5, "not as it was written"),
    "who": ("UPDATE steps SET \"by\" = 'server' WHERE entry = 7", 7, "not as it was written"),
    "evidence": ("UPDATE steps SET evidence = '{}' WHERE entry = 1", 1, "not as it was written"),
    "whose": ("UPDATE steps SET submission = 3 WHERE entry = 7", 7, "not as it was written"),
    "a hash": (f"UPDATE steps SET hash = '{'a' * 64}' WHERE entry = 3", 3, "not as it was written"),
    "a link": (f"UPDATE steps SET previous = '{'a' * 64}' WHERE entry = 3", 3, "does not follow"),
    "removed": ("DELETE FROM steps WHERE entry = 5", 5, "is missing"),
    "the first removed": ("DELETE FROM steps WHERE entry = 1", 1, "is missing"),
    "the last removed": ("DELETE FROM steps WHERE entry = 9", 0, "no history"),
    "the last of one removed": ("DELETE FROM steps WHERE entry > 7", 7, "does not stand"),
    "the state it stands in": ("UPDATE submissions SET state = 'rejected' WHERE number = 2", 6, "does not stand"),
    "the id": ("UPDATE submissions SET purchase_id = '8' WHERE number = 1", 5, "id at the service"),
    "the retailer": ("UPDATE submissions SET retailer_id = 'x' WHERE number = 2", 2, "account or the retailer"),
    "a damaged body": ("UPDATE purchases SET body = x'0100' WHERE submission = 2", 2, "rows kept"),
    "no body": ("DELETE FROM purchases WHERE submission = 1", 1, "rows kept"),
    "an answer": ("DELETE FROM answers WHERE number = 1", 5, "answer kept"),
    "a damaged answer": ("UPDATE answers SET raw = x'01' WHERE number = 2", 8, "answer kept"),
}


@pytest.mark.parametrize(("statement", "entry", "words"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_touched_is_named(filled, file, statement, entry, words):
    change(file, statement)
    broken = report(filled).broken
    assert broken is not None
    assert broken.number == entry
    assert words in str(broken.what)


def test_other_rows_than_were_sent_are_found(filled, file):
    with closing(sqlite3.connect(file)) as plain:
        other = b"\x01" + zlib.compress(BODY.replace(b"12.5", b"12.6"))
        plain.execute("UPDATE purchases SET body = ? WHERE submission = 1", (other,))
        plain.commit()
    assert "rows kept" in str(report(filled).broken.what)


def test_entries_that_are_chained_anew_after_a_step_was_left_out_are_found(filled, file):
    """Somebody who knows how the hashes are made takes one entry out and makes all later ones again."""
    with closing(sqlite3.connect(file)) as plain:
        columns = 'entry, s.id, step, at, "before", after, why, "by", evidence, previous'
        rows = plain.execute(
            f"SELECT {columns} FROM steps JOIN submissions s ON number = submission ORDER BY entry"
        ).fetchall()
        plain.execute("DELETE FROM steps WHERE entry = 4")
        before, number = BEGINNING, 0
        for row in rows:
            if row[0] == 4:
                continue
            number += 1
            made = (number, *row[1:9], before)
            digest = hashlib.sha256(json.dumps(made, separators=(",", ":")).encode()).hexdigest()
            plain.execute(
                "UPDATE steps SET entry = ?, previous = ?, hash = ? WHERE entry = ?", (number, before, digest, row[0])
            )
            before = digest
        plain.commit()
    broken = report(filled).broken
    assert broken.submission_id == "second"
    assert "does not go on" in str(broken.what)


def test_an_empty_ledger_is_intact(store):
    found = store.check_ledger()
    assert (found.entries, found.head, found.broken) == (0, BEGINNING, None)


def test_a_refused_change_leaves_no_entry(store):
    store.enqueue(a_submission("one"), a_purchase(), BODY)
    with pytest.raises(ValueError, match="nobody"):
        store.amend("one", label="x", remark=("why", "nobody"))
    with pytest.raises(ValueError, match="cannot become"):
        store.advance("one", State.COMPLETED, why="", by="server")
    found = store.check_ledger()
    assert (found.entries, found.broken) == (1, None)
    assert store.submission("one").label is None


def test_half_characters_do_not_break_the_chain(store):
    store.enqueue(a_submission("one"), a_purchase(), BODY, why="from \udcff")
    assert store.check_ledger().broken is None
