"""The ledger: every entry of every submission's history in one chain, each carrying the hash of the one before.

Whoever changes, removes or slips in an entry breaks the chain from there on. What is taken off its end leaves no mark
in the chain itself: the hash of the last entry, kept elsewhere (a file beside the store and every bundle have it),
shows that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import State

BEGINNING = "0" * 64
"""What the first entry has in the place of a hash."""

_PERSONAL = frozenset({"label", "note", "file"})
_LONGEST_PLAIN = 64

MISSING = QT_TRANSLATE_NOOP("Message", "Entry {number} is missing.")
NOT_LINKED = QT_TRANSLATE_NOOP(
    "Message", "Entry {number} does not follow the entry before it: one of the two was changed."
)
CHANGED = QT_TRANSLATE_NOOP("Message", "Entry {number} is not as it was written.")
OUT_OF_STEP = QT_TRANSLATE_NOOP("Message", "Entry {number} does not go on where the history of its submission stood.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger.

    `number` counts up from 1 over all submissions, `step` from 0 within one. `at` is UTC. `before` and `after` are the
    same for a remark that changed no state. `evidence` is JSON text: what was written down with it, by its SHA-256.
    """

    number: int
    submission_id: str
    step: int
    at: datetime
    before: State | None
    after: State
    why: str
    by: str
    evidence: str
    previous: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the ledger is not what was written: which entry, of which submission, and what is wrong."""

    number: int
    submission_id: str
    what: Message


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What a check came to. `head` is the hash of the last entry; `broken` is None for a ledger that is intact.

    `older` entries are of a version that vouched for less; `marked` says whether a mark beside the store tells where
    the ledger ended last.
    """

    entries: int
    submissions: int
    head: str
    broken: Break | None = None
    older: int = 0
    marked: bool = True


def written_moment(at: datetime) -> str:
    """How a moment stands in the chain: ISO, UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(entry: Entry) -> str:
    """SHA-256 (hexadecimal) over everything an entry says and the hash of the one before."""
    parts = (
        entry.number,
        entry.submission_id,
        entry.step,
        written_moment(entry.at),
        entry.before.value if entry.before is not None else None,
        entry.after.value,
        entry.why,
        entry.by,
        entry.evidence,
        entry.previous,
    )
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode("ascii")).hexdigest()


def evidence(facts: Mapping[str, Any]) -> str:
    """The facts that are known, as the text that an entry carries."""
    return json.dumps({key: value for key, value in facts.items() if value is not None}, sort_keys=True)


def facts(entry: Entry) -> dict[str, Any]:
    """What an entry vouches for, as `evidence` was given it. Raises `ValueError`, `TypeError` for what is none."""
    found = json.loads(entry.evidence)
    if not isinstance(found, dict):
        raise TypeError("evidence that is none")
    return found


def stated(name: str, raw: str | int | None) -> str | None:
    """How the value of a field, as it stands in the database, is written into an entry.

    Long texts are hashed, and what people write of their own: it may have to be changed, and an entry never is.
    """
    if raw is None:
        return None
    text = str(raw)
    return sha256(text.encode()) if name in _PERSONAL or len(text) > _LONGEST_PLAIN else text


def answers_digest(found: Sequence[Sequence[str | int | None]]) -> str:
    """SHA-256 (hexadecimal) over answers in order: moment (`written_moment`), call, status, SHA-256 of each."""
    return sha256(json.dumps([list(each) for each in found]).encode())


def sha256(raw: bytes) -> str:
    """SHA-256 (hexadecimal) of these bytes."""
    return hashlib.sha256(raw).hexdigest()


def first_break(entries: Iterable[Entry]) -> Break | None:
    """The first entry (of all, in order) that breaks the chain or the history of its submission; None if none does."""
    previous, expected = BEGINNING, 1
    stood: dict[str, tuple[int, State]] = {}
    for entry in entries:
        if entry.number != expected:
            return Break(expected, entry.submission_id, Message(MISSING, {"number": expected}))
        if entry.previous != previous:
            return _broken(entry, NOT_LINKED)
        if entry.hash != hash_of(entry):
            return _broken(entry, CHANGED)
        step, state = stood.get(entry.submission_id, (-1, None))
        if entry.step != step + 1 or entry.before is not state:
            return _broken(entry, OUT_OF_STEP)
        stood[entry.submission_id] = (entry.step, entry.after)
        previous, expected = entry.hash, expected + 1
    return None


def _broken(entry: Entry, template: str) -> Break:
    return Break(entry.number, entry.submission_id, Message(template, {"number": entry.number}))
