"""The life of a submission: its states, the arrows between them, and what is remembered of it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ravenwits_desktop.domain.message import Message


class State(enum.Enum):
    """Where a submission stands. The words are those the list shows and the store keeps."""

    QUEUED = "queued"
    SENDING = "sending"
    REJECTED = "rejected"
    UNCONFIRMED = "unconfirmed"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Accepted, with a status of the server that this program does not know; `server_status` has the word."""
    NOT_FOUND = "not_found"
    CANCELLED = "cancelled"
    """Withdrawn before it was sent: its draft is open again."""
    DROPPED = "dropped"
    """Given up by a person: one that was unconfirmed, or one that was followed and is merged into another."""


ACCEPTED = frozenset({State.PENDING, State.IN_PROGRESS, State.COMPLETED, State.FAILED, State.UNKNOWN})
"""The server has it; these follow the server's words in any order, backwards too."""
ARROWS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.CANCELLED}),
    State.SENDING: ACCEPTED | {State.QUEUED, State.REJECTED, State.UNCONFIRMED},
    State.REJECTED: frozenset(),
    State.UNCONFIRMED: ACCEPTED | {State.QUEUED, State.DROPPED},
    **{state: (ACCEPTED - {state}) | {State.NOT_FOUND, State.UNCONFIRMED, State.DROPPED} for state in ACCEPTED},
    State.NOT_FOUND: ACCEPTED | {State.UNCONFIRMED, State.DROPPED},
    State.CANCELLED: frozenset(),
    State.DROPPED: frozenset(),
}
"""From each state the ones it may change to. `UNCONFIRMED` is left by a person's decision only.

One that the server took for sure never becomes `UNCONFIRMED`; one that a person has linked to an id does, when a person
takes the link back (`is_linked`): the id was that person's word, and a slip in it must not leave the trader following
another purchase for ever while nobody knows of this one. What the server has is dropped in one case alone: it was
followed by its id (`is_followed`), and a person says that it is the purchase of a submission in doubt.
"""
FIRST_STATES = frozenset({State.QUEUED}) | ACCEPTED | {State.NOT_FOUND}
"""How a submission may begin: queued, or followed from elsewhere with the server's word."""
OPEN = frozenset({State.PENDING, State.IN_PROGRESS, State.UNKNOWN})
"""Polled until they change."""
UNDER_WAY = OPEN | {State.QUEUED, State.SENDING}
"""Not ended yet, and nothing is asked of a person."""
NEVER_TAKEN = frozenset({State.REJECTED, State.CANCELLED})
"""States of what the server has not; one that was dropped may have arrived."""
LEFT_BY_A_PERSON = frozenset({State.UNCONFIRMED})


_LONGEST_DAYS = 3_660
"""What a bundle from elsewhere says of its days may be anything."""


class ArrowError(ValueError):
    """A change of state along no arrow: a fault of this program."""


def check_arrow(before: State, after: State) -> None:
    """Raise `ArrowError` unless a submission in `before` may become `after`."""
    if after not in ARROWS[before]:
        raise ArrowError(f"a submission that is {before.value} cannot become {after.value}")


_SERVER_WORDS = {
    "pending": State.PENDING,
    "in_progress": State.IN_PROGRESS,
    "completed": State.COMPLETED,
    "failed": State.FAILED,
}


def state_of(server_status: str) -> State:
    """The state for a status word of the server; `State.UNKNOWN` for a word that is not documented."""
    return _SERVER_WORDS.get(server_status, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a submission's history. `at` is UTC; `by` is ``user``, ``server`` or ``program``.

    `before` is `after` for a remark: something was done or decided, and the state stayed. `hash` is that of the entry
    in the ledger (`domain.ledger`).
    """

    at: datetime
    before: State | None
    after: State
    why: str
    by: str
    hash: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Submission:
    """One attempt to send one draft, and all that became of it. Without its purchase, which may be large.

    `id` is our own UUID text, `purchase_id` the server's once known. `account` names whose it is (address and user).
    Times are UTC. `first_day` and `last_day` are market days, ISO; `rows` and `energy_mwh` are None for one that was
    followed from elsewhere. `fingerprint` is that of the purchase.
    """

    id: str
    state: State
    account: str
    retailer_id: str
    created: datetime
    retailer_name: str = ""
    purchase_id: str | None = None
    draft_id: str | None = None
    server_status: str = ""
    first_day: str | None = None
    last_day: str | None = None
    rows: int | None = None
    energy_mwh: float | None = None
    resolution: int | None = None
    fingerprint: str | None = None
    sent: datetime | None = None
    checked: datetime | None = None
    next_check: datetime | None = None
    finished: datetime | None = None
    message: Message | None = None
    """Why it stands where it stands, for the list."""
    rejected_row: int | None = None
    """The row (from 0, in order of time) that the server refused."""
    has_outputs: bool = False
    file: str | None = None
    """The name of the file from which the values came, None where they came from none."""
    file_sha256: str | None = None
    """SHA-256 (hexadecimal) of that file."""
    reading: Message | None = None
    """How that file was read."""
    confirmed: tuple[Message, ...] = ()
    """What was unusual about its purchase and confirmed by the person who submitted it."""
    label: str | None = None
    """A word or two by which the user finds it again."""
    note: str | None = None
    """What the user wrote about it."""
    gate_market: str | None = None
    """The market whose gate it was meant for: the first that was open when it was submitted."""
    gate: datetime | None = None
    """When that gate closes; a queued one does not leave after it without a person's word."""
    imported: str | None = None
    """From which bundle of a colleague it came; None for one of this program's own."""
    history: tuple[Step, ...] = ()


def covered_days(submission: Submission) -> tuple[str, ...]:
    """The market days (ISO) from its first to its last; the first alone where they are no days, or a lifetime apart."""
    first, last = submission.first_day, submission.last_day
    if not first:
        return ()
    try:
        begin = date.fromisoformat(first)
        count = (date.fromisoformat(last or first) - begin).days + 1
    except ValueError:
        return (first,)
    if not 1 < count <= _LONGEST_DAYS:
        return (first,)
    return tuple((begin + timedelta(days=place)).isoformat() for place in range(count))


def is_linked(submission: Submission) -> bool:
    """Whether it has its id by the word of a person, who may take that back: it was in doubt, and was linked last."""
    if submission.state not in ACCEPTED | {State.NOT_FOUND}:
        return False
    left = [step for step in submission.history if step.before is State.UNCONFIRMED and step.after is not step.before]
    return bool(left) and left[-1].by == "user" and left[-1].after in ACCEPTED


def is_followed(submission: Submission) -> bool:
    """Whether it was added by its id alone, and so may be merged into a submission of which that turns out to be."""
    if submission.state not in ACCEPTED | {State.NOT_FOUND}:
        return False
    return submission.rows is None and submission.imported is None and submission.history[0].after is not State.QUEUED


def share_a_day(one: Submission, other: Submission) -> bool:
    """Whether both are for one market day at least."""
    return (one.first_day or "") <= (other.last_day or "") and (other.first_day or "") <= (one.last_day or "")


def sent_after(one: Submission, others: Iterable[Submission]) -> list[Submission]:
    """Those of `others` that may stand at the server for its days and retailer and were made after it, newest first."""
    found = [
        other
        for other in others
        if other.id != one.id
        and (other.account, other.retailer_id) == (one.account, one.retailer_id)
        and other.created > one.created
        and other.state not in {State.REJECTED, State.CANCELLED}  # one that was dropped may have arrived
        and share_a_day(one, other)
    ]
    return sorted(found, key=lambda other: other.created, reverse=True)
