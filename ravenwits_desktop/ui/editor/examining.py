"""Keeps what there is to say of a draft's rows in step with them: at once where they are few, else by the worker."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ravenwits_desktop.domain.examination import Examination, Question, examine
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import Examined

LONG = 50_000
"""Rows. Up to so many are examined within a frame; more of them by the worker."""


class Examining(QObject):
    """The examination of one draft.

    Fewer than `LONG` rows are examined once per turn of the event loop, or when somebody asks. More of them are given
    to the worker, one question at a time; an answer to rows that have been edited since is dropped, and the newest
    rows are asked about. Without a worker everything is examined here.
    """

    done = Signal()
    """The rows as they stand now have been examined."""
    waiting = Signal()
    """The worker has been asked about them; `done` follows."""

    def __init__(self, question: Question, worker: Worker | None, parent: QObject) -> None:
        super().__init__(parent)
        self._question = question
        self._worker = worker
        self._found: Examination | None = None
        self._asked: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        if worker is not None:
            worker.examined.connect(self._answered)

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._question

    @property
    def current(self) -> Examination | None:
        """What is known of the rows as they stand now; what they are held against may be older. None: not yet."""
        found = self._found
        return found if found is not None and found.question.same_rows(self._question) else None

    def known(self) -> Examination | None:
        """The same, where the rows are few; None only while the worker is at work on many."""
        return self.now() if self._here else self.current

    @property
    def _here(self) -> bool:
        return self._worker is None or len(self._question.rows) <= LONG

    @property
    def settled(self) -> bool:
        """Whether nothing is to come."""
        return self._found is not None and self._found.question is self._question

    def ask(self, question: Question) -> None:
        """The rows were edited: examine them once this turn is over."""
        self._question = question
        self._timer.start()

    def ask_now(self, question: Question) -> None:
        """The rows are new, or are held against something else: examine them now, or have the worker asked now."""
        self._question = question
        self._turn()

    def now(self) -> Examination:
        """What there is to say of the rows as they stand now, worked out here and now if it is not known yet."""
        known = self.current
        if known is not None:
            return known
        found = examine(self._question, self._found)
        self._take(found)
        return found

    @Slot()
    def _turn(self) -> None:
        self._timer.stop()
        if self.settled:
            return
        if self._worker is None or self._here:
            self._take(examine(self._question, self._found))
        elif self._asked is None:
            self._asked = self._worker.examine(self._question, self._found)
            self.waiting.emit()

    @Slot(object)
    def _answered(self, event: Examined) -> None:
        if event.request != self._asked:
            return
        self._asked = None
        if event.examination is None:
            return  # the fault is reported; the next edit asks again
        if event.examination.question is self._question and not self.settled:
            self._take(event.examination)
        elif not self.settled and not self._timer.isActive():
            self._turn()

    def _take(self, found: Examination) -> None:
        self._timer.stop()
        self._found = found
        self.done.emit()
