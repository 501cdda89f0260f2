"""Purchases that a new draft may take its values from: open drafts, and what was submitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import words
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import PreviousFound, SubmissionOpened

_MOST = 300
_DAYS = "days of a new draft"


@dataclass(frozen=True, slots=True)
class Offer:
    """A purchase to choose: `key` to ask for it, `text` for the user."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The purchase that was asked for under `key`; None where there is none."""

    key: str
    purchase: Purchase | None


class FillSources(QObject):
    """Asks the worker for purchases; `found` carries each `Source`."""

    found = Signal(object)

    def __init__(
        self,
        worker: Worker,
        drafts: Callable[[], Sequence[tuple[str, Purchase]]],
        submissions: Callable[[], Sequence[Submission]],
        parent: QObject,
    ) -> None:
        """`drafts` gives names and purchases of the open drafts, `submissions` what was sent."""
        super().__init__(parent)
        self._worker = worker
        self._drafts = drafts
        self._submissions = submissions
        worker.previous_found.connect(self._previous_found)
        worker.submission_opened.connect(self._submission_opened)

    def offers(self) -> tuple[Offer, ...]:
        """The open drafts without errors, then the submissions, the newest first."""
        found = [
            Offer(f"draft {place}", self.tr("Draft {name}").format(name=name))
            for place, (name, _) in enumerate(self._drafts())
        ]
        sent = sorted((each for each in self._submissions() if each.rows), key=lambda each: each.created, reverse=True)
        return (*found, *(Offer(each.id, self._told(each)) for each in sent[:_MOST]))

    def ask(self, key: str) -> None:
        """Get the purchase of an offer."""
        kind, _, place = key.partition(" ")
        if kind == "draft":
            self.found.emit(Source(key, self._drafts()[int(place)][1]))
        else:
            self._worker.open_submission(key)

    def ask_days(self, retailer_id: str, first: str, last: str) -> str:
        """Get what was submitted last for market days (ISO, both inclusive); the key under which it is found."""
        self._worker.previous(f"{_DAYS} {first} {last}", retailer_id, first, last)
        return f"{_DAYS} {first} {last}"

    def _told(self, submission: Submission) -> str:
        parts = [
            words.days(submission.first_day, submission.last_day),
            self.tr("1 row") if submission.rows == 1 else self.tr("%Ln rows", "", submission.rows or 0),
            f"{words.mwh(submission.energy_mwh or 0.0)} MWh",
            submission.retailer_name or submission.retailer_id,
            words.state_word(submission.state, submission.server_status),
        ]
        return "  ·  ".join(filter(None, parts))

    @Slot(object)
    def _previous_found(self, event: PreviousFound) -> None:
        if event.draft_id.startswith(_DAYS):
            self.found.emit(Source(event.draft_id, event.purchase))

    @Slot(object)
    def _submission_opened(self, event: SubmissionOpened) -> None:
        self.found.emit(Source(event.submission.id, event.purchase))
