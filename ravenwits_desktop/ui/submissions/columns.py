"""The columns of the list, and what stands in their cells."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.domain.waiting import since
from ravenwits_desktop.ui import words

NOTHING = "—"
_LONG = 5.0
"""Seconds from which on it is told how long a submission has stood where it stands."""


class Column(enum.IntEnum):
    """The columns, in order."""

    STATUS = 0
    RETAILER = 1
    DAYS = 2
    ROWS = 3
    ENERGY = 4
    SENT = 5
    CHECKED = 6
    MESSAGE = 7


NUMBERS = frozenset({Column.ROWS, Column.ENERGY})


class CellTexts(QObject):
    """What stands in a cell. `now` is the clock by which ages are told, `usual` how long a state takes, in seconds."""

    def __init__(
        self,
        now: Callable[[], datetime],
        usual: Callable[[str, State], float | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._usual = usual
        self.zone = DEFAULT_ZONE
        """The zone in whose clock times are told."""

    def heading(self, column: Column) -> str:
        """The column's name."""
        return {
            Column.STATUS: self.tr("Status"),
            Column.RETAILER: self.tr("Retailer"),
            Column.DAYS: self.tr("Day"),
            Column.ROWS: self.tr("Rows"),
            Column.ENERGY: self.tr("MWh"),
            Column.SENT: self.tr("Sent"),
            Column.CHECKED: self.tr("Checked"),
            Column.MESSAGE: self.tr("Message"),
        }[column]

    def text(self, submission: Submission, column: Column) -> str:
        """The text of a cell."""
        if column is Column.STATUS:
            word = words.state_word(submission.state, submission.server_status)
            return f"{words.STATE_SHAPES[submission.state]} {word}"
        if column is Column.RETAILER:
            return submission.retailer_name or submission.retailer_id
        if column is Column.DAYS:
            return words.days(submission.first_day, submission.last_day) or NOTHING
        if column is Column.ROWS:
            return NOTHING if submission.rows is None else words.decimal(submission.rows, 0)
        if column is Column.ENERGY:
            return NOTHING if submission.energy_mwh is None else words.mwh(submission.energy_mwh)
        if column is Column.SENT:
            return NOTHING if submission.sent is None else words.moment(submission.sent, self.zone, self._now())
        return self._checked(submission) if column is Column.CHECKED else self._message(submission)

    def tip(self, submission: Submission, column: Column) -> str | None:
        """What is told of a cell when the pointer rests on it."""
        if column is Column.RETAILER:
            return f"{submission.retailer_name} · {submission.retailer_id}" if submission.retailer_name else None
        if column is Column.STATUS:
            return self.tr("Purchase {id}").format(id=submission.purchase_id) if submission.purchase_id else None
        if column is Column.DAYS:
            return self.text(submission, column) or None
        if column is Column.MESSAGE:
            return "\n".join(part for part in (self.text(submission, column), submission.note) if part) or None
        return None

    def searched(self, submission: Submission) -> str:
        """Every text by which a submission can be found, in lower case. Nothing in it changes with time."""
        shown = (Column.STATUS, Column.RETAILER, Column.DAYS)
        message = words.translated(submission.message) if submission.message is not None else ""
        ids = (submission.id, submission.purchase_id, submission.retailer_id, submission.first_day, submission.last_day)
        said = (submission.label, submission.note, submission.file, submission.imported)
        texts = (*(self.text(submission, column) for column in shown), message, *(text or "" for text in (*ids, *said)))
        return "\n".join(texts).casefold()

    def _message(self, submission: Submission) -> str:
        parts = [submission.label or ""]
        if submission.imported is not None:
            parts.append(self.tr("from {whom}").format(whom=submission.imported))
        parts.append(self._waiting(submission))
        if submission.message is not None:
            parts.append(words.translated(submission.message).replace("\n", " "))
        return " · ".join(part for part in parts if part)

    def _waiting(self, submission: Submission) -> str:
        """Such as “in progress for 6 min, usually 2 min”."""
        came = since(submission) if submission.state in life.OPEN else None
        seconds = (self._now() - came).total_seconds() if came is not None else 0.0
        if seconds < _LONG:
            return ""
        word = words.state_word(submission.state, submission.server_status)
        usual = self._usual(submission.account, submission.state)
        span = self._span(timedelta(seconds=seconds))
        if usual is None:
            return self.tr("{state} for {span}").format(state=word, span=span)
        text = self.tr("{state} for {span}, usually {usual}")
        return text.format(state=word, span=span, usual=self._span(timedelta(seconds=max(usual, 1.0))))

    def _checked(self, submission: Submission) -> str:
        now = self._now()
        if submission.state not in life.OPEN:
            return NOTHING if submission.checked is None else words.moment(submission.checked, self.zone, now)
        parts = []
        if submission.checked is not None:
            parts.append(self.tr("{span} ago").format(span=self._span(now - submission.checked)))
        if submission.next_check is not None:
            wait = submission.next_check - now
            if wait <= timedelta(0):
                parts.append(self.tr("due now"))
            else:
                parts.append(self.tr("next in {span}").format(span=self._span(wait)))
        return ", ".join(parts) or NOTHING

    def _span(self, span: timedelta) -> str:
        seconds = max(0, round(span.total_seconds()))
        if seconds < 100:
            return self.tr("{count} s").format(count=seconds)
        if seconds < 100 * 60:
            return self.tr("{count} min").format(count=round(seconds / 60))
        return self.tr("{count} h").format(count=round(seconds / 3600))
