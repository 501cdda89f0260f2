"""Statements about the ledger: every function works within the transaction of its connection."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ravenwits_desktop.domain import ledger
from ravenwits_desktop.domain.ledger import Break, Entry, LedgerReport
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import Step
from ravenwits_desktop.store import codec
from ravenwits_desktop.store.codec import DamagedBlobError
from ravenwits_desktop.store.columns import with_encoding
from ravenwits_desktop.store.schema import answers, purchases, steps, submissions

OTHER_STATE = QT_TRANSLATE_NOOP("Message", "The submission does not stand where its last entry, {number}, left it.")
OTHER_ROWS = QT_TRANSLATE_NOOP("Message", "The rows kept are not those of entry {number}.")
OTHER_ACCOUNT = QT_TRANSLATE_NOOP("Message", "The account or the retailer is not that of entry {number}.")
OTHER_ID = QT_TRANSLATE_NOOP("Message", "The id at the service is not that of entry {number}.")
OTHER_ANSWER = QT_TRANSLATE_NOOP("Message", "The answer kept with entry {number} is missing or was changed.")
NO_HISTORY = QT_TRANSLATE_NOOP("Message", "The submission has no history.")

_ENTRY = (
    steps.c.entry,
    submissions.c.id,
    steps.c.step,
    steps.c.at,
    steps.c.before,
    steps.c.after,
    steps.c.why,
    steps.c.by,
    steps.c.evidence,
    steps.c.previous,
    steps.c.hash,
)


def add(
    connection: Connection,
    submission: tuple[int, str],
    step: Step,
    facts: Mapping[str, str | int | None],
) -> Step:
    """Write the next entry of a submission (its number and id), chained to the last one; the step with its hash."""
    number, own_id = submission
    last = connection.execute(select(steps.c.entry, steps.c.hash).order_by(steps.c.entry.desc()).limit(1)).first()
    place = connection.execute(select(func.count()).where(steps.c.submission == number)).scalar_one()
    entry = Entry(
        number=last.entry + 1 if last else 1,
        submission_id=own_id,
        step=place,
        at=step.at,
        before=step.before,
        after=step.after,
        why=with_encoding(step.why),
        by=step.by,
        evidence=ledger.evidence(facts),
        previous=last.hash if last else ledger.BEGINNING,
    )
    digest = ledger.hash_of(entry)
    values = {"entry": entry.number, "submission": number, "step": place, "at": step.at, "before": step.before}
    values |= {"after": step.after, "why": entry.why, "by": step.by, "evidence": entry.evidence}
    connection.execute(insert(steps).values(values | {"previous": entry.previous, "hash": digest}))
    return Step(step.at, step.before, step.after, entry.why, step.by, digest)


def entries(connection: Connection, submission_ids: Sequence[str] | None = None) -> list[Entry]:
    """The entries of these submissions, of all without any, in order."""
    wanted = select(*_ENTRY).join(submissions, submissions.c.number == steps.c.submission).order_by(steps.c.entry)
    if submission_ids is not None:
        wanted = wanted.where(submissions.c.id.in_(submission_ids))
    return [Entry(*row) for row in connection.execute(wanted)]


def head(connection: Connection) -> tuple[int, str]:
    """How many entries there are, and the hash of the last one."""
    last = connection.execute(select(steps.c.entry, steps.c.hash).order_by(steps.c.entry.desc()).limit(1)).first()
    return (last.entry, last.hash) if last else (0, ledger.BEGINNING)


def check(connection: Connection) -> LedgerReport:
    """Read the whole ledger and everything it vouches for: its chain, where each submission stands, rows, answers."""
    found = entries(connection)
    last = found[-1].hash if found else ledger.BEGINNING
    count = connection.execute(select(func.count()).select_from(submissions)).scalar_one()
    # entries of a submission that is gone are not among those found: their numbers are missing
    broken = ledger.first_break(found) or next(_broken_facts(connection, found), None)
    return LedgerReport(len(found), count, last, broken)


def _broken_facts(connection: Connection, found: list[Entry]) -> Iterator[Break]:
    """Where what is kept of a submission is not what its entries say, in order of the entries."""
    kept = {
        row.id: row
        for row in connection.execute(
            select(
                submissions.c.number,
                submissions.c.id,
                submissions.c.state,
                submissions.c.account,
                submissions.c.retailer_id,
                submissions.c.purchase_id,
            )
        )
    }
    last: dict[str, Entry] = {}
    ids: dict[str, Entry] = {}
    for entry in found:
        facts = json.loads(entry.evidence)
        submission = kept[entry.submission_id]
        last[entry.submission_id] = entry
        if "purchase_id" in facts:
            ids[entry.submission_id] = entry
        if "account" in facts and (facts["account"], facts["retailer_id"]) != (
            submission.account,
            submission.retailer_id,
        ):
            yield _break(entry, OTHER_ACCOUNT)
        if "body" in facts and _body_digest(connection, submission.number) != facts["body"]:
            yield _break(entry, OTHER_ROWS)
        if "answer" in facts and not _has_answer(connection, submission.number, facts["answer"]):
            yield _break(entry, OTHER_ANSWER)
    for own_id, submission in kept.items():
        if own_id not in last:
            yield Break(0, own_id, Message(NO_HISTORY))
        elif last[own_id].after is not submission.state:
            yield _break(last[own_id], OTHER_STATE)
        elif own_id in ids and json.loads(ids[own_id].evidence)["purchase_id"] != submission.purchase_id:
            yield _break(ids[own_id], OTHER_ID)


def _break(entry: Entry, template: str) -> Break:
    return Break(entry.number, entry.submission_id, Message(template, {"number": entry.number}))


def _body_digest(connection: Connection, number: int) -> str | None:
    blob = connection.execute(select(purchases.c.body).where(purchases.c.submission == number)).scalar_one_or_none()
    return None if blob is None else _digest(blob)


def _has_answer(connection: Connection, number: int, digest: str) -> bool:
    blobs = connection.execute(
        select(answers.c.raw).where(answers.c.submission == number, answers.c.digest == digest)
    ).scalars()
    return any(_digest(blob) == digest for blob in blobs)


def _digest(blob: bytes) -> str | None:
    try:
        return ledger.sha256(codec.unpack(blob))
    except DamagedBlobError:
        return None


def facts_of(
    changes: Mapping[str, Any], answer: tuple[str, int | None, bytes] | None, output: bytes | None
) -> dict[str, str | int | None]:
    """What an entry vouches for of the changes that are written with it."""
    return {
        "purchase_id": changes.get("purchase_id"),
        "server_status": changes.get("server_status"),
        "call": answer[0] if answer is not None else None,
        "status": answer[1] if answer is not None else None,
        "answer": ledger.sha256(answer[2]) if answer is not None else None,
        "output": ledger.sha256(output) if output is not None else None,
    }


def first_facts(
    account: str, retailer_id: str, purchase_id: str | None, body: bytes | None
) -> dict[str, str | int | None]:
    """What the first entry of a submission vouches for."""
    return {
        "account": account,
        "retailer_id": retailer_id,
        "purchase_id": purchase_id,
        "body": ledger.sha256(body) if body is not None else None,
    }
