"""Statements about what the server said of a submission: each works within the transaction of its connection."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from ravenwits_desktop.store import codec
from ravenwits_desktop.store.schema import answers, outputs, submissions


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to one call, word for word. `at` is UTC; `status` None where there was none."""

    at: datetime
    call: str
    status: int | None
    raw: bytes


def keep_answer(connection: Connection, number: int, answer: tuple[str, int | None, bytes], now: datetime) -> None:
    """Write an answer unless the last one to the same call said just the same."""
    call, status, raw = answer
    digest = hashlib.sha256(raw).hexdigest()
    last = connection.execute(
        select(answers.c.status, answers.c.digest)
        .where(answers.c.submission == number, answers.c.call == call)
        .order_by(answers.c.number.desc())
        .limit(1)
    ).first()
    if last is None or (last.status, last.digest) != (status, digest):
        values = {"submission": number, "at": now, "call": call, "status": status, "digest": digest}
        connection.execute(insert(answers).values(values | {"raw": codec.pack(raw)}))


def all_answers(connection: Connection, submission_id: str) -> tuple[Answer, ...]:
    """What the server said, in order of time."""
    found = connection.execute(
        select(answers.c.at, answers.c.call, answers.c.status, answers.c.raw)
        .join(submissions)
        .where(submissions.c.id == submission_id)
        .order_by(answers.c.number)
    )
    return tuple(Answer(at, call, status, codec.unpack(raw)) for at, call, status, raw in found)


def last_answer(connection: Connection, submission_id: str, call: str, after: datetime | None) -> Answer | None:
    """The last answer to a call, if it came after that moment."""
    found = connection.execute(
        select(answers.c.number, answers.c.at)
        .join(submissions)
        .where(submissions.c.id == submission_id, answers.c.call == call)
        .order_by(answers.c.number.desc())
        .limit(1)
    ).first()
    if found is None or (after is not None and found.at <= after):
        return None
    # only now: it may be long
    columns = (answers.c.at, answers.c.call, answers.c.status, answers.c.raw)
    at, call, status, raw = connection.execute(select(*columns).where(answers.c.number == found.number)).one()
    return Answer(at, call, status, codec.unpack(raw))


def keep_output(connection: Connection, number: int, raw: bytes, now: datetime) -> None:
    """Write the outputs in place of those there were."""
    values = {"at": now, "raw": codec.pack(raw)}
    replaced = connection.execute(update(outputs).where(outputs.c.submission == number).values(values))
    if not replaced.rowcount:
        connection.execute(insert(outputs).values(values | {"submission": number}))


def output(connection: Connection, submission_id: str) -> bytes | None:
    """The outputs as they came last."""
    blob = connection.execute(
        select(outputs.c.raw).join(submissions).where(submissions.c.id == submission_id)
    ).scalar_one_or_none()
    return None if blob is None else codec.unpack(blob)


def output_at(connection: Connection, submission_id: str) -> datetime | None:
    """When the outputs came."""
    found: datetime | None = connection.execute(
        select(outputs.c.at).join(submissions).where(submissions.c.id == submission_id)
    ).scalar_one_or_none()
    return found
