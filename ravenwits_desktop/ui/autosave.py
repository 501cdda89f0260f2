"""Drafts are handed to the store shortly after each change: a kill at any moment costs less than a second of work."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import DraftSaved

PAUSE = 300
"""Milliseconds from the first unsaved change to its saving; later changes do not put it off."""
RETRY = 2000
"""Milliseconds after which a draft that is not known to be on disk (the disk is full) is handed over again."""


class Saving(enum.Enum):
    """How a draft as it stands is kept."""

    SAVED = "saved"
    WAITING = "waiting"
    """Its last change is not on disk yet."""
    FAILED = "failed"
    """The disk did not take its last change, although it had the time; that is tried again."""


class Autosave(QObject):
    """Saves each changed draft at most every `PAUSE`, again until it is on disk. `saved` tells that nothing waits."""

    saved = Signal()
    state_changed = Signal(str, object)
    """The id of a draft, and its `Saving` now."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._changed: dict[str, Draft] = {}
        self._on_the_way: dict[str, list[Draft]] = {}
        self._late: set[str] = set()
        self._told: dict[str, Saving] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY)
        self._retry.timeout.connect(self._again)
        worker.draft_saved.connect(self._saved)

    @Slot(object)
    def note(self, draft: Draft) -> None:
        """A draft has changed. Those that wait are saved in the order of their last change, which the store keeps."""
        self._changed.pop(draft.id, None)
        self._changed[draft.id] = draft
        self._tell(draft.id)
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, draft_id: str) -> None:
        """A draft is removed for good or belongs to a submission now: its last change is not saved over that."""
        self._changed.pop(draft_id, None)
        self._on_the_way.pop(draft_id, None)
        self._late.discard(draft_id)
        self._tell(draft_id)

    @Slot()
    def flush(self) -> None:
        """Save everything that has changed now."""
        self._timer.stop()
        changed, self._changed = self._changed, {}
        for draft in changed.values():
            self._on_the_way.setdefault(draft.id, []).append(draft)
            self._worker.save_draft(draft)
        if self._on_the_way:
            self._retry.start()

    @Slot()
    def _again(self) -> None:
        late, self._on_the_way = self._on_the_way, {}
        self._late.update(late)
        self._changed = {draft_id: drafts[-1] for draft_id, drafts in late.items()} | self._changed
        for draft_id in late:
            self._tell(draft_id)
        self.flush()

    def finish(self) -> None:
        """Save everything that is not known to be on disk: the program ends."""
        self._again()

    @property
    def failed(self) -> int:
        """How many drafts the disk has not taken yet, although it had the time."""
        return len(self._late)

    @property
    def waiting(self) -> bool:
        """Whether a change is not on disk yet."""
        return bool(self._changed or self._on_the_way)

    def state(self, draft_id: str) -> Saving:
        """How a draft is kept now; one that nobody has changed is saved."""
        if draft_id in self._late:
            return Saving.FAILED
        return Saving.WAITING if draft_id in self._changed or draft_id in self._on_the_way else Saving.SAVED

    def _tell(self, draft_id: str) -> None:
        state = self.state(draft_id)
        if state is not self._told.get(draft_id, Saving.SAVED):
            self._told[draft_id] = state
            self.state_changed.emit(draft_id, state)

    @Slot(object)
    def _saved(self, event: DraftSaved) -> None:
        handed = self._on_the_way.get(event.draft_id, [])[1:]
        if handed:
            self._on_the_way[event.draft_id] = handed
        else:
            self._on_the_way.pop(event.draft_id, None)
            self._late.discard(event.draft_id)
        self._tell(event.draft_id)
        if not self.waiting:
            self.saved.emit()
