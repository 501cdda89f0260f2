"""What the server said last of a submission without giving outputs: remembered, and after a restart read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ravenwits_desktop.api import wire
from ravenwits_desktop.api.errors import BadAnswerError, WireError
from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.store.store import Answer, Store
from ravenwits_desktop.worker.events import AnswerNoted, Event

NO_OUTPUT = frozenset({b"", b"null", b"[]", b"{}"})
"""What the server says while nothing is computed (`api.md`, 3)."""
MOST_KEPT = 5
"""Answers that cannot be read and differ, one after the other, that are kept on disk: a server that sends a page with
the time in it is asked for hours. All of them are shown."""
_SHORT = 64


def is_nothing(output: bytes) -> bool:
    """Whether outputs as they came (JSON) are none."""
    return len(output) < _SHORT and b"".join(output.split()) in NO_OUTPUT


class LastWords:
    """By submission the last answer that gave no outputs, none where one that did came after it. Lives on the loop."""

    def __init__(self, store: Store, emit: Callable[[Event], None], now: Callable[[], datetime]) -> None:
        self._store = store
        self._emit = emit
        self._now = now
        self._known: dict[str, LaterAnswer | None] = {}
        self._kept: dict[str, int] = {}

    def not_read(self, submission_id: str, error: BadAnswerError, asked_again: datetime | None) -> None:
        """An answer came that cannot be read: tell it and keep it. Raises `StoreError`."""
        before = self._known.get(submission_id)
        outputs_at = self._store.output_at(submission_id)
        self._tell(submission_id, LaterAnswer(self._now(), error.message, error.raw, asked_again, outputs_at))
        kept = self._kept.get(submission_id, 0)
        if kept < MOST_KEPT and (before is None or before.raw != error.raw):
            self._store.amend(submission_id, answer=("get", error.status, error.raw))
            self._kept[submission_id] = kept + 1

    def read(self, submission: Submission, output: bytes, asked_again: datetime | None) -> None:
        """An answer with these outputs was read: where there were some and are none now, that is told."""
        self._kept.pop(submission.id, None)
        if submission.has_outputs and is_nothing(output):
            outputs_at = self._store.output_at(submission.id)
            later = LaterAnswer(self._now(), asked_again=asked_again, outputs_at=outputs_at)
            self._tell(submission.id, later)
        else:
            self.nothing(submission.id)

    def not_asked(self, submission_id: str, asked_again: datetime | None) -> None:
        """No answer came: what was said last stays, but for when the server is asked again."""
        later = self._known.get(submission_id)
        if later is not None:
            self._tell(submission_id, replace(later, asked_again=asked_again))

    def nothing(self, submission_id: str) -> None:
        """The last answer leaves nothing to be said of it."""
        told = self._known.get(submission_id) is not None
        self._known[submission_id] = None
        if told:
            self._emit(AnswerNoted(submission_id, None))

    def forget(self, submission_id: str) -> None:
        """It is another purchase now."""
        self._known.pop(submission_id, None)
        self._kept.pop(submission_id, None)

    def _tell(self, submission_id: str, later: LaterAnswer) -> None:
        self._known[submission_id] = later
        self._emit(AnswerNoted(submission_id, later))

    def unread_on_disk(self, submission: Submission) -> tuple[Answer, datetime | None, str] | None:
        """The last answer where only the store has it and it is younger than the outputs, with their time.

        `recalled` makes sense of it, and `recall` remembers that.
        """
        if submission.purchase_id is None or submission.id in self._known:
            return None
        outputs_at = self._store.output_at(submission.id)
        last = self._store.last_answer(submission.id, "get", after=outputs_at)
        return None if last is None else (last, outputs_at, submission.purchase_id)

    def recall(self, submission_id: str, later: LaterAnswer | None) -> None:
        """Remember what was made of an answer on disk, unless one came meanwhile."""
        self._known.setdefault(submission_id, later)

    def of(self, submission_id: str) -> LaterAnswer | None:
        """What is remembered."""
        return self._known.get(submission_id)


def recalled(last: Answer, outputs_at: datetime | None, purchase_id: str) -> LaterAnswer | None:
    """What there is to say of an answer to a get that came after the outputs, if there are any."""
    if last.status is None or not 200 <= last.status < 300:
        return None
    try:
        answer = wire.read_status(last.raw, last.status, purchase_id)
    except WireError as error:
        return LaterAnswer(last.at, error.message, last.raw, outputs_at=outputs_at)
    if outputs_at is None or not is_nothing(answer.output_raw):
        return None
    return LaterAnswer(last.at, outputs_at=outputs_at)
