"""Drafts are handed to the store shortly after each change: a kill at any moment costs less than a second of work."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import DraftSaved

PAUSE = 300
"""Milliseconds from the first unsaved change to its saving; later changes do not put it off."""


class Autosave(QObject):
    """Saves each changed draft at most every `PAUSE`. `saved` tells that nothing waits any more."""

    saved = Signal()

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._changed: dict[str, Draft] = {}
        self._on_the_way: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        worker.draft_saved.connect(self._saved)

    @Slot(object)
    def note(self, draft: Draft) -> None:
        """A draft has changed."""
        self._changed[draft.id] = draft
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, draft_id: str) -> None:
        """A draft is removed for good or belongs to a submission now: its last change is not saved over that."""
        self._changed.pop(draft_id, None)

    @Slot()
    def flush(self) -> None:
        """Save everything that has changed now."""
        self._timer.stop()
        changed, self._changed = self._changed, {}
        for draft in changed.values():
            self._on_the_way[draft.id] = self._on_the_way.get(draft.id, 0) + 1
            self._worker.save_draft(draft)

    @property
    def waiting(self) -> bool:
        """Whether a change is not on disk yet."""
        return bool(self._changed or self._on_the_way)

    @Slot(object)
    def _saved(self, event: DraftSaved) -> None:
        left = self._on_the_way.get(event.draft_id, 0) - 1
        if left > 0:
            self._on_the_way[event.draft_id] = left
        else:
            self._on_the_way.pop(event.draft_id, None)
        if not self.waiting:
            self.saved.emit()
