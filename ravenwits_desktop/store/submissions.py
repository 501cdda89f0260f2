"""Statements about submissions: every function works within the transaction of its connection."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from ravenwits_desktop.domain.bundle import Dossier, KeptAnswer
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import (
    FIRST_STATES,
    LEFT_BY_A_PERSON,
    ArrowError,
    State,
    Step,
    Submission,
    check_arrow,
    is_followed,
    is_linked,
)
from ravenwits_desktop.store import answers, codec, drafts, ledger
from ravenwits_desktop.store.schema import outputs, purchases, steps, submissions

PERSON, SERVER, PROGRAM = "user", "server", "program"
INTERRUPTED = QT_TRANSLATE_NOOP(
    "Message",
    "The program ended while this purchase was being sent. The server may have received it: look for it there, then "
    "say whether it is to be sent again.",
)
MERGED = QT_TRANSLATE_NOOP(
    "Message", "Merged: the purchase {id} was sent from here, and is followed in that submission."
)

_FIELDS = tuple(field.name for field in dataclasses.fields(Submission) if field.name != "history")
_NEVER_CHANGED = frozenset({"id", "state", "account", "created", "imported"})
_SELECT = select(submissions.c.number, *(submissions.c[name] for name in _FIELDS))
_GIVES_BACK = frozenset({State.CANCELLED, State.REJECTED})
"""States in which the draft is to be edited again."""


def begin(
    connection: Connection,
    submission: Submission,
    *,
    why: str,
    by: str,
    now: datetime,
    sent: tuple[Purchase, bytes] | None = None,
    received: Sequence[tuple[datetime, tuple[str, int | None, bytes]]] = (),
    output: bytes | None = None,
) -> Submission:
    """Write a new submission, what is sent with it and what was received of it, and the first entry of its history.

    The entry vouches for all of that. `received` are answers with their times.
    """
    if submission.state not in FIRST_STATES:
        raise ArrowError(f"a submission cannot begin as {submission.state.value}")
    _check_by(by)
    if output is not None:
        submission = dataclasses.replace(submission, has_outputs=True)
    values = {name: getattr(submission, name) for name in _FIELDS}
    number = connection.execute(insert(submissions).values(values).returning(submissions.c.number)).scalar_one()
    if sent is not None:
        keep_purchase(connection, number, *sent)
    for at, answer in received:
        answers.keep_answer(connection, number, answer, at)
    if output is not None:
        answers.keep_output(connection, number, output, now)
    shown = ledger.purchase_digest(connection, number)
    facts = ledger.first_facts(values, sent[1] if sent is not None else None, shown, output)
    step = ledger.add(connection, (number, submission.id), Step(now, None, submission.state, why, by), facts)
    return dataclasses.replace(submission, history=(step,))


def described(submission: Submission, purchase: Purchase) -> Submission:
    """The submission with what its purchase says of itself where nothing was said yet."""
    known: dict[str, Callable[[], Any]] = {
        "first_day": lambda: str(purchase.days[0]),
        "last_day": lambda: str(purchase.days[-1]),
        "rows": lambda: len(purchase),
        "energy_mwh": lambda: purchase.energy_mwh,
        "resolution": lambda: purchase.resolution,
        "fingerprint": purchase.fingerprint,
    }
    missing = {name: value() for name, value in known.items() if getattr(submission, name) is None}
    return dataclasses.replace(submission, **missing)


def keep_purchase(connection: Connection, number: int, purchase: Purchase, body: bytes) -> None:
    """Write what is to be sent."""
    connection.execute(
        insert(purchases).values(
            submission=number,
            periods=codec.pack_purchase(purchase),
            resolution=purchase.resolution,
            label=purchase.label,
            zone=purchase.zone,
            body=codec.pack(body),
        )
    )


def change(
    connection: Connection,
    submission_id: str,
    changes: Mapping[str, Any],
    *,
    now: datetime,
    step: tuple[State, str, str] | None = None,
    remark: tuple[str, str] | None = None,
    answer: tuple[str, int | None, bytes] | None = None,
    output: bytes | None = None,
) -> Submission:
    """Write changes of fields, and with them a change of state (after, why, by), an answer and outputs.

    A `remark` (why, by) is written into the history without a change of state; so is every change of a field for which
    the history vouches.
    """
    unknown = changes.keys() - (frozenset(_FIELDS) - _NEVER_CHANGED)
    if unknown:
        raise TypeError(f"not a field of a submission that changes: {', '.join(sorted(unknown))}")
    values = dict(changes)
    number, before = _locked(connection, submission_id)
    if output is not None:
        answers.keep_output(connection, number, output, now)
        values["has_outputs"] = True
    if answer is not None:
        answers.keep_answer(connection, number, answer, now)
    if step is not None:
        after, _, by = step
        _check_by(by)
        check_arrow(before, after)
        if before in LEFT_BY_A_PERSON and by != PERSON:
            raise ArrowError(f"only a person decides about a submission that is {before.value}")
        if after in LEFT_BY_A_PERSON and before is not State.SENDING:
            raise ArrowError("only a link that is taken back brings a submission into doubt again")
        if after is State.DROPPED and before is not State.UNCONFIRMED:
            raise ArrowError("what the server has is dropped only when it is merged into another submission")
        values["state"] = after
    written = sorted(values.keys() & set(ledger.VOUCHED))
    if step is None and remark is None and written:
        remark = (f"written: {', '.join(written)}", PROGRAM)
    if remark is not None:
        _check_by(remark[1])
    doubt = _message(connection, number) if step is not None and before in LEFT_BY_A_PERSON else None
    if values:
        connection.execute(update(submissions).where(submissions.c.number == number).values(values))
    facts = ledger.facts_of(changes, answer, output, doubt)
    if step is not None:
        ledger.add(connection, (number, submission_id), Step(now, before, *step), facts)
    if remark is not None:
        state = before if step is None else step[0]
        ledger.add(connection, (number, submission_id), Step(now, state, state, *remark), facts)
    changed = _read(connection, submissions.c.number == number)[0]
    if step is not None and changed.state in _GIVES_BACK and changed.draft_id is not None:
        drafts.set_closed(connection, changed.draft_id, False)
    return changed


def unlink(connection: Connection, submission_id: str, *, why: str, by: str, now: datetime) -> Submission:
    """Take back that a submission, which was in doubt, was linked to an id: it is in doubt as it was before.

    What came under that id is not of this purchase: the outputs go, and the answers stay as what was seen. Raises
    `ArrowError` unless a person takes back what a person has linked.
    """
    number, before = _locked(connection, submission_id)
    found = _read(connection, submissions.c.number == number)[0]
    check_arrow(before, State.UNCONFIRMED)
    if by != PERSON or not is_linked(found):
        raise ArrowError("only a person takes a link back, and only one that a person has made")
    doubt = ledger.doubt_of(connection, number)
    if doubt is None:
        # linked by a version that did not keep it: the history has its words
        broke = next(step for step in reversed(found.history) if step.before is State.SENDING)
        doubt = Message("{text}", {"text": broke.why})
    changes = {"purchase_id": None, "server_status": "", "finished": None}
    rest = {"message": doubt, "checked": None, "next_check": None, "has_outputs": False, "state": State.UNCONFIRMED}
    connection.execute(delete(outputs).where(outputs.c.submission == number))
    connection.execute(update(submissions).where(submissions.c.number == number).values(changes | rest))
    step = Step(now, before, State.UNCONFIRMED, why, by)
    ledger.add(connection, (number, submission_id), step, ledger.facts_of(changes, None, b""))
    return _read(connection, submissions.c.number == number)[0]


def merge(
    connection: Connection,
    submission_id: str,
    followed_id: str,
    *,
    after: State,
    server_status: str,
    why: str,
    by: str,
    now: datetime,
) -> tuple[Submission, Submission]:
    """Give the id of one that is followed to one that is in doubt, as they are the same purchase; both as they are now.

    The followed one is dropped and has no id any more, so that one entry alone is asked about; its outputs and answers
    stay as what was seen. Raises `ArrowError` unless a person merges one of the same account that is followed.
    """
    number, before = _locked(connection, followed_id)
    followed = _read(connection, submissions.c.number == number)[0]
    one = _read(connection, submissions.c.id == submission_id)[0]
    check_arrow(before, State.DROPPED)
    if by != PERSON or one.state is not State.UNCONFIRMED or one.account != followed.account:
        raise ArrowError("only a person merges, into a submission of the same account that is in doubt")
    if not is_followed(followed):
        raise ArrowError("what was sent from here is never merged into another")
    purchase_id = followed.purchase_id
    changes = {"purchase_id": None}
    message = Message(MERGED, {"id": purchase_id})
    rest = {"message": message, "next_check": None, "state": State.DROPPED}
    connection.execute(update(submissions).where(submissions.c.number == number).values(changes | rest))
    step = Step(now, before, State.DROPPED, f"merged into {submission_id}, which has the id {purchase_id} now", by)
    ledger.add(connection, (number, followed_id), step, ledger.facts_of(changes, None, None))
    linked = change(
        connection,
        submission_id,
        {"purchase_id": purchase_id, "server_status": server_status, "message": None},
        now=now,
        step=(after, why, by),
    )
    return linked, _read(connection, submissions.c.number == number)[0]


def recover(connection: Connection, now: datetime) -> list[Submission]:
    """Make every submission that was being sent an unconfirmed one."""
    ids = connection.execute(
        select(submissions.c.id).where(submissions.c.state == State.SENDING).order_by(submissions.c.number)
    ).scalars()
    step = (State.UNCONFIRMED, "the program ended while sending", PROGRAM)
    changes = {"message": Message(INTERRUPTED), "next_check": None}
    return [change(connection, submission_id, changes, now=now, step=step) for submission_id in list(ids)]


def dossier(connection: Connection, submission_id: str) -> Dossier | None:
    """Everything that is kept of a submission."""
    submission = one(connection, submission_id)
    if submission is None:
        return None
    said = answers.all_answers(connection, submission_id)
    return Dossier(
        submission,
        purchase(connection, submission_id),
        body(connection, submission_id),
        answers.output(connection, submission_id),
        tuple(KeptAnswer(each.at, each.call, each.status, each.raw) for each in said),
        tuple(ledger.entries(connection, [submission_id])),
    )


def take_in(connection: Connection, taken: Dossier, whom: str, record: bytes, now: datetime) -> Submission | None:
    """Add a submission of a colleague as it was there; None if it is here already.

    Its history begins anew with its taking in; what it was before stands in `record`, kept as an answer.
    """
    submission = dataclasses.replace(
        taken.submission, imported=whom, draft_id=None, next_check=None, has_outputs=taken.output is not None
    )
    known = one(connection, submission.id)
    if known is None and submission.purchase_id:
        known = by_purchase_id(connection, submission.account, submission.purchase_id)
    if known is not None:
        return None
    sent = (taken.purchase, taken.body) if taken.purchase is not None and taken.body is not None else None
    received: list[tuple[datetime, tuple[str, int | None, bytes]]] = [(now, ("bundle", None, record))]
    received += [(each.at, (each.call, each.status, each.raw)) for each in taken.answers]
    why = f"taken in from {whom}"
    return begin(connection, submission, why=why, by=PERSON, now=now, sent=sent, received=received, output=taken.output)


def every(connection: Connection) -> list[Submission]:
    """All of them, newest first."""
    return _read(connection)


def outbox(connection: Connection) -> list[Submission]:
    """Those that are queued or being sent, oldest first."""
    return _read(connection, submissions.c.state.in_([State.QUEUED, State.SENDING]))[::-1]


def one(connection: Connection, submission_id: str) -> Submission | None:
    """The submission of that id."""
    found = _read(connection, submissions.c.id == submission_id)
    return found[0] if found else None


def by_purchase_id(connection: Connection, account: str, purchase_id: str) -> Submission | None:
    """The newest submission of the account with that id of the server."""
    found = _read(connection, submissions.c.account == account, submissions.c.purchase_id == purchase_id)
    return found[0] if found else None


def same_purchase(connection: Connection, account: str, retailer_id: str, fingerprint: str) -> list[Submission]:
    """Those of the account and retailer with that fingerprint, newest first, in whatever state."""
    return _read(
        connection,
        submissions.c.account == account,
        submissions.c.retailer_id == retailer_id,
        submissions.c.fingerprint == fingerprint,
    )


def same_days(
    connection: Connection, account: str, retailer_id: str, first_day: str, last_day: str
) -> list[Submission]:
    """Those of the account and retailer that share a day with these (ISO, inclusive), newest first, in any state."""
    return _read(
        connection,
        submissions.c.account == account,
        submissions.c.retailer_id == retailer_id,
        submissions.c.first_day <= last_day,
        submissions.c.last_day >= first_day,
    )


def purchase(connection: Connection, submission_id: str) -> Purchase | None:
    """The purchase as it was to be sent."""
    row = connection.execute(
        select(purchases.c.periods, purchases.c.resolution, purchases.c.label, purchases.c.zone)
        .join(submissions)
        .where(submissions.c.id == submission_id)
    ).first()
    return codec.unpack_purchase(row.periods, row.resolution, row.label, row.zone) if row else None


def body(connection: Connection, submission_id: str) -> bytes | None:
    """The bytes on the wire."""
    blob = connection.execute(
        select(purchases.c.body).join(submissions).where(submissions.c.id == submission_id)
    ).scalar_one_or_none()
    return None if blob is None else codec.unpack(blob)


def _check_by(by: str) -> None:
    if by not in (PERSON, SERVER, PROGRAM):
        raise ValueError(f"{by!r} does not say who changed a submission")


def _locked(connection: Connection, submission_id: str) -> tuple[int, State]:
    """Number and state on disk; nobody else can change them before the transaction ends."""
    row = connection.execute(
        select(submissions.c.number, submissions.c.state).where(submissions.c.id == submission_id).with_for_update()
    ).first()
    if row is None:
        raise KeyError(f"no submission {submission_id}")
    return row.number, row.state


def _message(connection: Connection, number: int) -> Message | None:
    """Why it stands where it stands."""
    told: Message | None = connection.execute(
        select(submissions.c.message).where(submissions.c.number == number)
    ).scalar_one()
    return told


def _read(connection: Connection, *conditions: ColumnElement[bool]) -> list[Submission]:
    """The submissions that meet all conditions, newest first, with their history: two statements in all."""
    chosen = select(submissions.c.number).where(*conditions)
    columns = (steps.c.at, steps.c.before, steps.c.after, steps.c.why, steps.c.by, steps.c.hash)
    history: dict[int, list[Step]] = defaultdict(list)
    asked = select(steps.c.submission, *columns).order_by(steps.c.submission, steps.c.step)
    for number, *step in connection.execute(asked.where(steps.c.submission.in_(chosen)) if conditions else asked):
        history[number].append(Step(*step))
    found = connection.execute(_SELECT.where(*conditions).order_by(submissions.c.number.desc()))
    return [
        Submission(**dict(zip(_FIELDS, fields, strict=True)), history=tuple(history[number]))
        for number, *fields in found
    ]
