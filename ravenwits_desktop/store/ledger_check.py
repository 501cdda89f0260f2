"""The check of the ledger: its chain, and everything that is kept of a submission against what its entries say of it.

What an entry vouches for by a hash is compared with that; what entries of before the second format say nothing of is
derived from the bytes that were sent, where it can be. What waits to be sent is checked again before it leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, Text, select, type_coerce

from ravenwits_desktop.domain import field_words, ledger, sent
from ravenwits_desktop.domain.ledger import Break, Entry, LedgerReport
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import ACCEPTED, State, Submission, state_of
from ravenwits_desktop.store import codec
from ravenwits_desktop.store.codec import DamagedBlobError
from ravenwits_desktop.store.ledger import VOUCHED, digest_of_shown, entries, head
from ravenwits_desktop.store.mark import Lost
from ravenwits_desktop.store.schema import answers, outputs, purchases, submissions

OTHER_STATE = QT_TRANSLATE_NOOP("Message", "The submission does not stand where its last entry, {number}, left it.")
OTHER_ROWS = QT_TRANSLATE_NOOP("Message", "The rows kept are not those of entry {number}.")
SHOWN_ROWS = QT_TRANSLATE_NOOP("Message", "The rows shown are not those that were sent with entry {number}.")
OTHER_ACCOUNT = QT_TRANSLATE_NOOP("Message", "The account or the retailer is not that of entry {number}.")
OTHER_ID = QT_TRANSLATE_NOOP("Message", "The id at the service is not that of entry {number}.")
OTHER_ANSWER = QT_TRANSLATE_NOOP("Message", "The answer kept with entry {number} is missing or was changed.")
OTHER_ANSWERS = QT_TRANSLATE_NOOP(
    "Message",
    "The answers kept are not those that were there at entry {number}: one was changed, removed or slipped in.",
)
DAMAGED_ANSWER = QT_TRANSLATE_NOOP("Message", "An answer that came after entry {number} is not as it was received.")
OTHER_OUTPUT = QT_TRANSLATE_NOOP(
    "Message", "The strategy outputs kept are in no answer of the service, or are gone (entry {number})."
)
OTHER_FIELD = QT_TRANSLATE_NOOP("Message", "Of the submission, {what} is not what its entries up to {number} say.")
NOT_DERIVED = QT_TRANSLATE_NOOP(
    "Message", "Of the submission, {what} is not what the rows sent with entry {number} say."
)
NEVER_SENT = QT_TRANSLATE_NOOP(
    "Message", "By its entries up to {number} it was never sent, but a time of sending or an answer is kept."
)
NO_HISTORY = QT_TRANSLATE_NOOP("Message", "The submission has no history.")
CUT = QT_TRANSLATE_NOOP(
    "Message",
    "Entry {number} was the last one once and is not in the ledger any more: its end was cut off, or an older copy of "
    "the file was put in its place.",
)

_ROW = select(
    submissions.c.number,
    submissions.c.id,
    submissions.c.state,
    submissions.c.account,
    submissions.c.retailer_id,
    submissions.c.server_status,
    submissions.c.has_outputs,
    *(type_coerce(submissions.c[name], Text).label(f"raw_{name}") for name in VOUCHED),
)


@dataclass(slots=True)
class _Kept:
    """What is kept beside a submission: digests, made of what is there and not of what is said to be there."""

    body: str | None = None
    purchase: str | None = None
    answers: list[list[Any]] = field(default_factory=list)
    """At, call, status and digest of each, in order."""
    digests: set[str | None] = field(default_factory=set)
    """Of what is there of them."""
    sound: bool = True
    """Whether each of them is what its digest says."""
    has_output: bool = False
    output: str | None = None


@dataclass(slots=True)
class _Told:
    """What the entries of a submission say of it, one on top of the other."""

    fields: dict[str, str | None] = field(default_factory=dict)
    from_the_start: bool = False
    """Whether the first entry vouches for all fields."""
    id_entry: Entry | None = None
    purchase_id: str | None = None
    output: str | None = None
    was_sent: bool = False


def check(connection: Connection, lost: tuple[Lost, ...], *, marked: bool) -> LedgerReport:
    """Read the whole ledger and everything it vouches for; `lost` are ends of it that were found to be gone."""
    found = entries(connection)
    _, last = head(connection)
    rows = connection.execute(_ROW).all()
    broken = ledger.first_break(found)
    older = 0
    if broken is None:
        of_each: dict[str, list[Entry]] = defaultdict(list)
        for entry in found:
            of_each[entry.submission_id].append(entry)
            older += not ledger.facts(entry).get("format")
        kept = _kept(connection)
        breaks = (next(_breaks(connection, row, kept[row.number], of_each[row.id]), None) for row in rows)
        # those without a history have the number 0, and come last
        broken = min((each for each in breaks if each), key=lambda each: (not each.number, each.number), default=None)
    if broken is None and lost:
        broken = Break(lost[-1].entries, "", Message(CUT, {"number": lost[-1].entries}))
    return LedgerReport(len(found), len(rows), last, broken, older, marked)


def contradiction(connection: Connection, submission_id: str, lost: tuple[Lost, ...]) -> Message | None:
    """What speaks against sending a submission that is queued; None if what is kept of it fits together.

    An end of the ledger that is gone may have held that it was sent, so nothing that was queued then leaves by itself.
    """
    row = connection.execute(_ROW.where(submissions.c.id == submission_id)).one()
    told = entries(connection, [submission_id])
    state = None
    for place, entry in enumerate(told):
        if entry.hash != ledger.hash_of(entry) or entry.step != place or entry.before is not state:
            return Message(ledger.CHANGED, {"number": entry.number})
        state = entry.after
    kept = _kept(connection, row.number)[row.number]
    broken = next(_breaks(connection, row, kept, told), None)
    if broken is not None:
        return broken.what
    if kept.body is None:
        return Message(OTHER_ROWS, {"number": told[0].number})
    cut = next((each for each in lost if told[-1].number <= each.found), None)
    return None if cut is None else Message(CUT, {"number": cut.entries})


def _kept(connection: Connection, number: int | None = None) -> dict[int, _Kept]:
    """What is kept beside the submission of that number, or beside each: three statements in all."""
    found: dict[int, _Kept] = defaultdict(_Kept)

    def rows(table: Table, *columns: ColumnElement[Any]) -> Iterator[tuple[Any, ...]]:
        wanted = select(table.c.submission, *columns).order_by(*table.primary_key)
        if number is not None:
            wanted = wanted.where(table.c.submission == number)
        return (tuple(row) for row in connection.execute(wanted))

    shown = (purchases.c.periods, purchases.c.resolution, type_coerce(purchases.c.label, Text), purchases.c.zone)
    for own, body, *row in rows(purchases, purchases.c.body, *shown):
        found[own].body, found[own].purchase = _digest(body), digest_of_shown(*row)
    said = (type_coerce(answers.c.at, Text), answers.c.call, answers.c.status, answers.c.digest)
    for own, raw, *row in rows(answers, answers.c.raw, *said):
        digest = _digest(raw)
        found[own].answers.append(row)
        found[own].digests.add(digest)
        found[own].sound &= digest == row[-1]
    for own, raw in rows(outputs, outputs.c.raw):
        found[own].has_output, found[own].output = True, _digest(raw)
    return found


def _breaks(connection: Connection, row: Row[Any], kept: _Kept, told: list[Entry]) -> Iterator[Break]:
    """Where what is kept of a submission is not what its entries say, in order of the entries."""
    if not told:
        yield Break(0, row.id, Message(NO_HISTORY))
        return
    so_far = _Told()
    for entry in told:
        yield from _of_entry(row, kept, entry, so_far)
    last = told[-1]
    if last.after is not row.state:
        yield _break(last, OTHER_STATE)
    if so_far.id_entry is not None and so_far.purchase_id != row.raw_purchase_id:
        yield _break(so_far.id_entry, OTHER_ID)
    for name in VOUCHED:
        raw = getattr(row, f"raw_{name}")
        known = name in so_far.fields or (so_far.from_the_start and raw is not None)
        if known and so_far.fields.get(name) != ledger.stated(name, raw):
            yield _break(last, OTHER_FIELD, name)
    if row.state in ACCEPTED and row.server_status and state_of(row.server_status) is not row.state:
        yield _break(last, OTHER_FIELD, "server_status")
    if not so_far.from_the_start:
        yield from _not_derived(connection, row, told[0])
    yield from _of_answers(connection, row, kept, last, so_far)


def _of_entry(row: Row[Any], kept: _Kept, entry: Entry, so_far: _Told) -> Iterator[Break]:
    facts = ledger.facts(entry)
    so_far.was_sent |= entry.after is State.SENDING
    if "purchase_id" in facts:
        so_far.id_entry, so_far.purchase_id = entry, facts["purchase_id"] or None
    so_far.output = facts.get("output", so_far.output) or None
    if not facts.get("format"):
        # written by an earlier version, which changes fields and says nothing of it
        so_far.fields.clear()
        so_far.from_the_start = False
    so_far.fields |= facts.get("fields", {})
    so_far.from_the_start |= entry.step == 0 and bool(facts.get("format"))
    if "account" in facts and (facts["account"], facts["retailer_id"]) != (row.account, row.retailer_id):
        yield _break(entry, OTHER_ACCOUNT)
    if "body" in facts and kept.body != facts["body"]:
        yield _break(entry, OTHER_ROWS)
    if "purchase" in facts and kept.purchase != facts["purchase"]:
        yield _break(entry, SHOWN_ROWS)
    if "answer" in facts and facts["answer"] not in kept.digests:
        yield _break(entry, OTHER_ANSWER)
    if "answers" in facts:
        count, digest = facts["answers"]
        if len(kept.answers) < count or ledger.answers_digest(kept.answers[:count]) != digest:
            yield _break(entry, OTHER_ANSWERS)


def _not_derived(connection: Connection, row: Row[Any], first: Entry) -> Iterator[Break]:
    """What an older first entry says nothing of, and what the bytes that were sent say all the same."""
    kept = connection.execute(
        select(
            purchases.c.periods, purchases.c.resolution, purchases.c.label, purchases.c.zone, purchases.c.body
        ).where(purchases.c.submission == row.number)
    ).first()
    if kept is None:
        return
    try:
        purchase = codec.unpack_purchase(kept.periods, kept.resolution, kept.label, kept.zone)
        same = sent.same_rows(purchase, codec.unpack(kept.body))
    except DamagedBlobError:
        same = False
    if not same:
        yield _break(first, SHOWN_ROWS)
        return
    names = ("first_day", "last_day", "rows", "energy_mwh", "resolution", "fingerprint")
    told = connection.execute(
        select(*(submissions.c[name] for name in names)).where(submissions.c.number == row.number)
    )
    values = told.mappings().one()
    one = Submission(row.id, row.state, row.account, row.retailer_id, first.at, **values)
    unlike = sent.unlike_its_rows(one, purchase)
    if unlike is not None:
        yield _break(first, NOT_DERIVED, unlike)


def _of_answers(connection: Connection, row: Row[Any], kept: _Kept, last: Entry, so_far: _Told) -> Iterator[Break]:
    """Answers and outputs that came after the last entry, and whether there are any that cannot be."""
    if not kept.sound:
        yield _break(last, DAMAGED_ANSWER)
        return
    own = row.raw_imported is None
    if (
        own
        and not so_far.was_sent
        and (row.raw_sent is not None or any(call == "submit" for _, call, *_ in kept.answers))
    ):
        yield _break(last, NEVER_SENT)
    fits = kept.has_output == row.has_outputs
    if kept.has_output:
        fits = fits and (kept.output == so_far.output or _came_in_an_answer(connection, row.number))
    else:
        fits = fits and so_far.output is None
    if not fits:
        yield _break(last, OTHER_OUTPUT)


def _came_in_an_answer(connection: Connection, number: int) -> bool:
    """Whether the outputs that are kept stand, as they are, in an answer that is kept."""
    try:
        blob = connection.execute(select(outputs.c.raw).where(outputs.c.submission == number)).scalar_one()
        output = codec.unpack(blob)
        found = connection.execute(select(answers.c.raw).where(answers.c.submission == number)).scalars()
        return any(output in codec.unpack(each) for each in found)
    except DamagedBlobError:
        return False


def _break(entry: Entry, template: str, name: str | None = None) -> Break:
    values: dict[str, object] = {"number": entry.number}
    if name is not None:
        values["what"] = field_words.word(name)
    return Break(entry.number, entry.submission_id, Message(template, values))


def _digest(blob: bytes) -> str | None:
    try:
        return ledger.sha256(codec.unpack(blob))
    except DamagedBlobError:
        return None
