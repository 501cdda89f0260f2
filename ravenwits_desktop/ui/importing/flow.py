"""The way of a file from a drop to a draft: read by the worker, shown in the dialog, taken or left by a person."""

from __future__ import annotations

import uuid
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import Label, market_days, read_labels
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.dialog import ImportDialog
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import FileNotRead, FileRead

SLOW = 500
"""Milliseconds after which a reading shows that it goes on, with Cancel."""
_PROGRESS = "reading"


class ImportFlow(QObject):
    """Opens files one after the other. `imported` carries each new `Draft`."""

    imported = Signal(object)

    def __init__(self, worker: Worker, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._worker = worker
        self._messages = messages
        self._window = window
        self._account = Account()
        self._retailer_id = ""
        self._waiting: list[str] = []
        self._path: str | None = None
        self._request = 0
        self.dialog: ImportDialog | None = None
        """The open dialog, if there is one."""
        self.available = True
        """False where nothing can be kept: then no file is opened."""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._show_progress)
        worker.file_read.connect(self._read)
        worker.file_not_read.connect(self._not_read)

    def set_account(self, account: Account, retailer_id: str) -> None:
        """Whose settings (labels, zone) and which retailer new drafts get."""
        self._account = account
        self._retailer_id = retailer_id

    def open(self, paths: tuple[str, ...]) -> None:
        """Read these files, one after the other."""
        if not self.available:
            return
        self._waiting.extend(paths)
        if self._path is None:
            self._next()

    def _next(self) -> None:
        self._path = self._waiting.pop(0) if self._waiting else None
        if self._path is not None:
            self._ask(ReadingOptions(zone=self._account.zone, account_label=self._account.label))

    def _ask(self, options: ReadingOptions) -> None:
        assert self._path is not None
        self._options = options
        self._worker.cancel_reading(self._request)
        self._request = self._worker.read_file(self._path, options)
        self._slow.start()

    @Slot()
    def _show_progress(self) -> None:
        if self._path is not None and self.dialog is None:
            text = self.tr("Reading {file}…").format(file=Path(self._path).name)
            self._messages.tell(text, key=_PROGRESS, action=(self.tr("Cancel"), self._cancel))

    @Slot()
    def _cancel(self) -> None:
        self._stop_reading()
        self._next()

    @Slot()
    def _stop_reading(self) -> None:
        self._slow.stop()
        self._worker.cancel_reading(self._request)
        self._request = 0

    def _arrived(self, request: int) -> bool:
        if request != self._request or self._path is None:
            return False
        self._slow.stop()
        self._messages.clear(_PROGRESS)
        return True

    @Slot(object)
    def _read(self, event: FileRead) -> None:
        if not self._arrived(event.request):
            return
        if self.dialog is None:
            self._open_dialog(event.path)
        assert self.dialog is not None
        self.dialog.show_reading(event.reading)

    @Slot(object)
    def _not_read(self, event: FileNotRead) -> None:
        if not self._arrived(event.request):
            return
        if self.dialog is None and event.question is not None:
            self._open_dialog(event.path)
        if self.dialog is not None:
            self.dialog.show_refusal(
                event.message, event.choices, event.sheets, event.question, event.alternatives, event.grid
            )
            return
        text = f"{Path(event.path).name}: {words.translated(event.message)}"
        self._messages.tell(text, tone=Tone.ERROR, detail=event.message.detail)
        self._next()

    def _open_dialog(self, path: str) -> None:
        self.dialog = ImportDialog(path, self._options, self._window)
        self.dialog.options_changed.connect(self._ask)
        self.dialog.reading_stopped.connect(self._stop_reading)
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    @Slot(int)
    def _finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        self._stop_reading()
        reading = dialog.reading
        if result == ImportDialog.DialogCode.Accepted and reading is not None and self._path is not None:
            self.imported.emit(self._draft(self._path, reading))
        dialog.deleteLater()
        self._next()

    def _draft(self, path: str, reading: Reading) -> Draft:
        label = reading.labels or self._account.label
        return Draft(
            id=str(uuid.uuid4()),
            name=_name(reading, label) or Path(path).stem,
            rows=reading.rows,
            retailer_id=self._retailer_id or None,
            label=label,
            zone=reading.zone,
            resolution=reading.resolution,
            source=Path(path).name,
        )


def _name(reading: Reading, label: Label) -> str:
    """The market day or days of a reading; empty where no row has one."""
    starts = read_labels(reading.rows.labels, reading.resolution, label, reading.zone).starts
    known = starts[~np.isnat(starts)]
    if not len(known):
        return ""
    days = market_days(np.array([known.min(), known.max()]), reading.zone)
    return words.days(str(days[0]), str(days[1]))
