"""The chain of the history: whoever touches an entry, or what it vouches for, is found out at that very entry."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from ravenwits_desktop.api.wire import submit_body
from ravenwits_desktop.domain.ledger import BEGINNING
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store import codec
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_purchase, a_submission, clock

BODY = submit_body(a_purchase())


@pytest.fixture
def filled(url):
    """A ledger of nine entries: two submissions whose steps alternate, a remark, one that is followed."""
    with Store.open(url, now=clock()) as store:
        told = {"file": "day.xlsx", "file_sha256": "ab" * 32, "label": "base", "confirmed": (Message("odd"),)}
        gate = {"gate_market": "MD", "gate": MOMENT}
        first = store.enqueue(a_submission("first", **told, **gate), a_purchase(), BODY)
        second = store.enqueue(a_submission("second"), a_purchase(8), submit_body(a_purchase(8)))
        for each in (first, second):
            store.advance(each.id, State.SENDING, why="its turn", by="program", sent=MOMENT)
        answer = ("submit", 201, b'{"id": "7"}')
        store.advance("first", State.PENDING, why="taken", by="server", answer=answer, purchase_id="7")
        store.advance("second", State.UNCONFIRMED, why="no answer", by="program")
        store.amend("first", remark=("looked at", "user"))
        store.advance("first", State.COMPLETED, why="done", by="server", answer=("get", 200, b"{}"), output=b"[1]")
        store.follow(a_submission("third", state=State.PENDING, purchase_id="9"))
        store.amend("third", answer=("get", 200, b'{"status": "pending"}'))
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
    "the energy": ("UPDATE submissions SET energy_mwh = '999.0' WHERE number = 1", 8, "the energy is not what"),
    "the number of rows": ("UPDATE submissions SET rows = 5 WHERE number = 1", 8, "the number of rows"),
    "the first day": ("UPDATE submissions SET first_day = '2026-11-20' WHERE number = 1", 8, "the first day"),
    "the last day": ("UPDATE submissions SET last_day = 'zzz' WHERE number = 2", 6, "the last day"),
    "the fingerprint": ("UPDATE submissions SET fingerprint = 'ab' WHERE number = 1", 8, "the fingerprint"),
    "no fingerprint": ("UPDATE submissions SET fingerprint = NULL WHERE number = 1", 8, "the fingerprint"),
    "when it was sent": ("UPDATE submissions SET sent = NULL WHERE number = 2", 6, "the time of sending"),
    "its gate": ("UPDATE submissions SET gate = NULL WHERE number = 1", 8, "the gate it was meant for"),
    "its market": ("UPDATE submissions SET gate_market = 'MID1' WHERE number = 1", 8, "the market it was meant for"),
    "the file": ("UPDATE submissions SET file = 'x.xlsx' WHERE number = 1", 8, "the name of the file"),
    "a file": ("UPDATE submissions SET file = 'x.xlsx' WHERE number = 2", 6, "the name of the file"),
    "the file's sum": ("UPDATE submissions SET file_sha256 = 'ab' WHERE number = 1", 8, "the check sum of the file"),
    "what was confirmed": ("UPDATE submissions SET confirmed = NULL WHERE number = 1", 8, "what was confirmed"),
    "the label": ("UPDATE submissions SET label = 'peak' WHERE number = 1", 8, "the label"),
    "a note": ("UPDATE submissions SET note = 'agreed' WHERE number = 3", 9, "the note"),
    "whose it came from": ("UPDATE submissions SET imported = 'eva' WHERE number = 2", 6, "the colleague"),
    "the service's word": (
        "UPDATE submissions SET server_status = 'failed' WHERE number = 1",
        8,
        "status at the service",
    ),
    "how rows are labelled": ("UPDATE purchases SET zone = 'Europe/Lisbon' WHERE submission = 1", 1, "rows shown"),
    "how long a row is": ("UPDATE purchases SET resolution = 60 WHERE submission = 1", 1, "rows shown"),
    "an answer's status": ("UPDATE answers SET status = 500 WHERE number = 1", 5, "answers kept are not those"),
    "an answer's time": ("UPDATE answers SET at = '2026' || substr(at, 5) || ' ' WHERE number = 1", 5, "answers kept"),
    "an answer slipped in": (
        "INSERT INTO answers SELECT 0, submission, at, call, status, digest, raw FROM answers WHERE number = 1",
        8,
        "answers kept are not those",
    ),
    "a later answer": ("UPDATE answers SET digest = 'ab' WHERE number = 3", 9, "came after entry 9"),
    "the outputs": ("UPDATE outputs SET raw = x'01' WHERE submission = 1", 8, "outputs kept"),
    "no outputs": ("DELETE FROM outputs WHERE submission = 1", 8, "outputs kept"),
    "outputs of another": ("UPDATE outputs SET submission = 2", 6, "outputs kept"),
}


@pytest.mark.dose(16)
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


def forged_periods(file):
    """999 MW in all that is shown of the first, and the bytes that were sent as they were."""
    with closing(sqlite3.connect(file)) as plain:
        other = replace(a_purchase(), mw=np.full(96, 999.0))
        plain.execute("UPDATE purchases SET periods = ? WHERE submission = 1", (codec.pack_purchase(other),))
        plain.commit()


def test_rows_that_are_shown_and_were_not_sent_are_found(filled, file):
    forged_periods(file)
    assert "rows shown are not those that were sent with entry 1" in str(report(filled).broken.what)


CUT_BACK = (
    "DELETE FROM steps WHERE submission = 1 AND step > 0",
    "DELETE FROM answers WHERE submission = 1",
    "DELETE FROM outputs WHERE submission = 1",
    "UPDATE submissions SET state = 'queued', sent = NULL, purchase_id = NULL, server_status = '', message = NULL,"
    " finished = NULL, has_outputs = 0 WHERE number = 1",
)


@pytest.fixture
def alone(url, file):
    """A single submission that was taken by the server: five entries."""
    with Store.open(url, now=clock()) as store:
        store.enqueue(a_submission("first"), a_purchase(), BODY)
        store.advance("first", State.SENDING, why="its turn", by="program", sent=MOMENT)
        answer = ("submit", 201, b'{"id": "7"}')
        store.advance("first", State.PENDING, why="taken", by="server", answer=answer, purchase_id="7")
    return url


def test_an_end_that_was_cut_off_is_found_though_nothing_is_left_of_it(alone, file):
    change(file, *CUT_BACK)
    with Store.open(alone) as store:
        broken = store.check_ledger().broken
        assert (broken.number, "was the last one once" in str(broken.what)) == (3, True)
        assert "was the last one once" in str(store.contradiction("first"))
        # and what is submitted from then on is not held back for it
        store.enqueue(a_submission("second"), a_purchase(), BODY)
        assert store.contradiction("second") is None
    with Store.open(alone) as store:
        assert store.check_ledger().broken.number == 3
        assert store.contradiction("first") is not None
        assert store.contradiction("second") is None


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_one_set_back_to_queued_is_not_to_be_sent_whatever_was_left_of_it(alone, file, left):
    """Without the mark: each of what the POST left behind is enough."""
    change(file, *CUT_BACK[:1], *(each for place, each in enumerate(CUT_BACK[1:4]) if place == left or left == 3))
    change(file, "UPDATE submissions SET state = 'queued'")
    file.with_name(file.name + ".mark").unlink()
    with Store.open(alone) as store:
        found = store.contradiction("first")
        assert (found is None) == (left == 3)  # what nobody can know: nothing is left at all, and no mark


def test_a_ledger_that_is_gone_is_found(alone, file):
    change(file, *(f"DELETE FROM {table}" for table in ("answers", "purchases", "steps", "submissions")))
    assert "was the last one once" in str(report(alone).broken.what)
    file.unlink()
    assert "was the last one once" in str(report(alone).broken.what)


def test_an_older_copy_in_the_place_of_the_file_is_found_and_what_it_has_queued_is_held(url, file):
    with Store.open(url) as store:
        store.enqueue(a_submission("first"), a_purchase(), BODY)
    copied = file.read_bytes()
    with Store.open(url) as store:
        store.advance("first", State.SENDING, why="its turn", by="program", sent=MOMENT)
    file.write_bytes(copied)
    with Store.open(url) as store:
        assert "older copy" in str(store.contradiction("first"))


def test_a_mark_that_lags_behind_is_none(alone, file):
    mark = file.with_name(file.name + ".mark")
    before = mark.read_bytes()
    with Store.open(alone) as store:
        store.amend("first", remark=("looked at", "user"))
    mark.write_bytes(before)
    assert report(alone).broken is None
    for broken in (b"", b"[]", b'{"entries": 1}', b'{"entries": "x", "head": "", "lost": []}', b"\xff"):
        mark.write_bytes(broken)
        assert report(alone).broken is None


def test_nothing_speaks_against_one_that_waits_or_waits_again(store):
    store.enqueue(a_submission("one"), a_purchase(), BODY)
    assert store.contradiction("one") is None
    store.advance("one", State.SENDING, why="its turn", by="program", sent=MOMENT)
    store.advance("one", State.QUEUED, why="no connection", by="program", answer=("submit", 429, b""))
    store.amend("one", message=Message("later"))
    assert store.contradiction("one") is None
    store.amend("one", label="base")
    assert store.submission("one").history[-1].why == "written: label"
    assert store.contradiction("one") is None


def made_older(file):
    """The ledger as the version before wrote it: its entries vouch for less, and their chain holds."""
    with closing(sqlite3.connect(file)) as plain:
        columns = 'entry, s.id, step, at, "before", after, why, "by", evidence'
        rows = plain.execute(
            f"SELECT {columns} FROM steps JOIN submissions s ON number = submission ORDER BY entry"
        ).fetchall()
        before = BEGINNING
        for row in rows:
            facts = json.loads(row[-1])
            for name in ("format", "fields", "answers", "purchase"):
                facts.pop(name, None)
            made = (*row[:-1], json.dumps(facts, sort_keys=True), before)
            digest = hashlib.sha256(json.dumps(made, separators=(",", ":")).encode()).hexdigest()
            values = (made[-2], before, digest, row[0])
            plain.execute("UPDATE steps SET evidence = ?, previous = ?, hash = ? WHERE entry = ?", values)
            before = digest
        plain.commit()
    file.with_name(file.name + ".mark").unlink()


def test_older_entries_stay_valid_and_what_can_be_derived_is_checked(filled, file):
    made_older(file)
    found = report(filled)
    assert (found.broken, found.older, found.entries) == (None, 9, 9)
    with Store.open(filled) as store:
        store.amend("first", note="new", remark=("noted", "user"))
        assert (store.check_ledger().older, store.check_ledger().broken) == (9, None)
    change(file, "UPDATE submissions SET note = 'old' WHERE number = 1")
    assert "the note" in str(report(filled).broken.what)


DERIVED = {
    "energy_mwh = '999.0'": "the energy is not what the rows",
    "rows = 5": "the number of rows is not what the rows",
    "first_day = '2026-11-20'": "the first day is not what the rows",
    "fingerprint = 'ab'": "the fingerprint of the rows is not what",
    "resolution = 60": "the length of a period is not what",
}


@pytest.mark.parametrize(("what", "words"), DERIVED.items())
def test_what_older_entries_do_not_vouch_for_is_derived_from_the_bytes(filled, file, what, words):
    made_older(file)
    change(file, f"UPDATE submissions SET {what} WHERE number = 1")
    assert words in str(report(filled).broken.what)


def test_rows_shown_are_compared_with_the_bytes_where_entries_say_nothing(filled, file):
    made_older(file)
    forged_periods(file)
    assert "rows shown" in str(report(filled).broken.what)


def test_what_an_earlier_version_wrote_later_is_not_held_against_it(filled, file):
    """After going back to it for a day: it changes fields and says nothing of them in its entries."""
    change(file, "UPDATE submissions SET note = 'by the old program' WHERE number = 3")
    with closing(sqlite3.connect(file)) as plain:
        (before,) = plain.execute("SELECT hash FROM steps WHERE entry = 9").fetchone()
        made = (10, "third", 1, "2026-11-23T10:00:00.000000+00:00", "pending", "pending", "noted", "user", "{}", before)
        digest = hashlib.sha256(json.dumps(made, separators=(",", ":")).encode()).hexdigest()
        plain.execute("INSERT INTO steps VALUES (10, 3, 1, ?, ?, ?, ?, ?, ?, ?, ?)", (*made[3:], digest))
        plain.commit()
    assert report(filled).broken is None
