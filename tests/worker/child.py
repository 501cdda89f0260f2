"""A program of its own that submits purchases until it is killed. What it says goes through a pipe."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Slot

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft, rows_of
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker import events, service
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.service import Config
from tests.store.factory import a_purchase
from tests.worker.bench import PATIENT, QUICK

LONG = 30_000
"""Periods of a purchase that does not fit into the buffers between two sockets."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Store):
    """A store that kills its program at a point of its work."""

    point = ""

    def enqueue(self, *arguments: Any, **values: Any) -> Any:
        if Mortal.point == "before the intent":
            die()
        queued = super().enqueue(*arguments, **values)
        if Mortal.point == "after the intent":
            die()
        return queued

    def advance(self, submission_id: str, after: State, **values: Any) -> Any:
        sending = after is State.SENDING
        if Mortal.point == ("before sending" if sending else "before the result"):
            die()
        advanced = super().advance(submission_id, after, **values)
        if Mortal.point == ("after sending" if sending else "after the result"):
            die()
        return advanced


class Trader(QObject):
    """Submits one purchase after the other, at most `most`, each of its own values."""

    def __init__(self, worker: Worker, pipe: Pipe, periods: int, first: int, most: int) -> None:
        super().__init__()
        self._worker = worker
        self._pipe = pipe
        self._periods = periods
        self._number = first
        self._last = first + most
        worker.imported.connect(worker.go_on)
        worker.started.connect(self.next)
        worker.reviewed.connect(self.submit)
        worker.submission_changed.connect(self.tell)
        worker.unexpected.connect(self.fault)

    def _purchase(self) -> Purchase:
        return a_purchase(self._periods, mw=float(self._number))

    @Slot(object)
    def next(self, _event: object = None) -> None:
        if self._number >= self._last:
            return
        draft_id = f"draft {self._number}"
        self._worker.save_draft(Draft(draft_id, "name", rows_of(self._purchase())))
        self._worker.review(draft_id, ("1001", "1002")[self._number % 2], self._purchase(), ())
        self._number += 1

    @Slot(object)
    def submit(self, event: events.Reviewed) -> None:
        self._pipe.send(("will", event.review.id))
        self._worker.submit(event.review)
        self.next()

    @Slot(object)
    def tell(self, event: events.SubmissionChanged) -> None:
        self._pipe.send((event.submission.state.value, event.submission.id))

    @Slot(object)
    def fault(self, event: events.Unexpected) -> None:
        self._pipe.send(("fault", event.report))


def trade(
    folder: str, account: Account, token: str, point: str, periods: int, first: int, most: int, pipe: Pipe
) -> None:
    """Submit purchases until killed."""
    Mortal.point = point
    service.Store = Mortal  # type: ignore[misc]
    app = QCoreApplication([])
    config = Config(
        f"sqlite:///{Path(folder, 'ravenwits.sqlite3').as_posix()}",
        Path(folder, "settings.json"),
        None,
        account,
        token,
        PATIENT,
        QUICK,
    )
    worker = Worker(lambda: config, Redactor())
    trader = Trader(worker, pipe, periods, first, most)
    worker.start()
    app.exec()
    del trader
