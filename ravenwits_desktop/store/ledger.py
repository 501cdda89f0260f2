"""Statements about the ledger: every function works within the transaction of its connection."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Text, TypeDecorator, func, insert, select, type_coerce
from sqlalchemy.engine.default import DefaultDialect

from ravenwits_desktop.domain import ledger
from ravenwits_desktop.domain.ledger import Entry
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State, Step
from ravenwits_desktop.store import codec
from ravenwits_desktop.store.columns import with_encoding
from ravenwits_desktop.store.schema import answers, purchases, steps, submissions

FORMAT = 2
"""Of the evidence. Entries of before, which have none, vouch for account, retailer, id, body and answers alone."""
VOUCHED = (
    *("retailer_name", "created", "purchase_id", "draft_id", "first_day", "last_day", "rows", "energy_mwh"),
    *("resolution", "fingerprint", "sent", "finished", "rejected_row", "file", "file_sha256", "reading", "confirmed"),
    *("label", "note", "gate_market", "gate", "imported"),
)
"""The fields that never change without an entry that says what they are from then on."""
_DIALECT = DefaultDialect()

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
    facts: Mapping[str, Any],
) -> Step:
    """Write the next entry of a submission (its number and id), chained to the last one; the step with its hash.

    It vouches for `facts`, and for the answers that are kept by then.
    """
    number, own_id = submission
    told = dict(facts) | {"format": FORMAT, "answers": answers_kept(connection, number)}
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
        evidence=ledger.evidence(told),
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


def purchase_digest(connection: Connection, number: int) -> str | None:
    """SHA-256 over the periods that are shown and how they are labelled; None for none, or damaged ones."""
    row = connection.execute(
        select(
            purchases.c.periods,
            purchases.c.resolution,
            type_coerce(purchases.c.label, Text).label("label"),
            purchases.c.zone,
        ).where(purchases.c.submission == number)
    ).first()
    return None if row is None else digest_of_shown(*row)


def digest_of_shown(periods: bytes, resolution: int, label: str, zone: str) -> str | None:
    """SHA-256 over what a row of `purchases` shows; None for damaged periods."""
    try:
        return ledger.sha256(codec.unpack(periods) + json.dumps([resolution, label, zone]).encode())
    except codec.DamagedBlobError:
        return None


def answers_kept(connection: Connection, number: int) -> list[Any]:
    """How many answers are kept of a submission, and a SHA-256 over what each of them is."""
    columns = (type_coerce(answers.c.at, Text), answers.c.call, answers.c.status, answers.c.digest)
    wanted = select(*columns).where(answers.c.submission == number).order_by(answers.c.number)
    found = [list(row) for row in connection.execute(wanted)]
    return [len(found), ledger.answers_digest(found)]


def facts_of(
    changes: Mapping[str, Any],
    answer: tuple[str, int | None, bytes] | None,
    output: bytes | None,
    doubt: Message | None = None,
) -> dict[str, Any]:
    """What an entry vouches for of the changes that are written with it; an empty text stands for what is taken away.

    `doubt` is the evidence on which a person has decided, kept to be shown again (`doubt_of`).
    """
    return {
        "purchase_id": "" if "purchase_id" in changes and not changes["purchase_id"] else changes.get("purchase_id"),
        "doubt": codec.write_message(doubt) if doubt is not None else None,
        "server_status": changes.get("server_status"),
        "call": answer[0] if answer is not None else None,
        "status": answer[1] if answer is not None else None,
        "answer": ledger.sha256(answer[2]) if answer is not None else None,
        "output": _output_digest(output),
        "fields": _fields(changes) or None,
    }


def _output_digest(output: bytes | None) -> str | None:
    if output is None:
        return None
    return ledger.sha256(output) if output else ""


def doubt_of(connection: Connection, number: int) -> Message | None:
    """The evidence on which a person decided last about a submission that was in doubt; None if none was kept."""
    wanted = select(steps.c.evidence).where(steps.c.submission == number, steps.c.before == State.UNCONFIRMED)
    found = connection.execute(wanted.order_by(steps.c.step.desc())).scalars()
    told = (json.loads(each).get("doubt") for each in found)
    kept = next((each for each in told if each), None)
    return codec.read_message(kept) if kept else None


def first_facts(
    submission: Mapping[str, Any], body: bytes | None, purchase: str | None, output: bytes | None
) -> dict[str, Any]:
    """What the first entry of a submission vouches for; `purchase` is its `purchase_digest`."""
    return {
        "account": submission["account"],
        "retailer_id": submission["retailer_id"],
        "purchase_id": submission["purchase_id"],
        "body": ledger.sha256(body) if body is not None else None,
        "purchase": purchase,
        "output": ledger.sha256(output) if output is not None else None,
        "fields": {name: value for name, value in _fields(submission).items() if value is not None},
    }


def _fields(values: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: ledger.stated(name, _raw(name, values[name])) for name in VOUCHED if name in values}


def _raw(name: str, value: Any) -> Any:
    """A value as the database keeps it."""
    kind = submissions.c[name].type
    return kind.process_bind_param(value, _DIALECT) if isinstance(kind, TypeDecorator) else value
