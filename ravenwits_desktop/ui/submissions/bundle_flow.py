"""Bundles between the list and the worker: where one is written, which one is read, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import BundleTaken, FileWritten

_KEY = "bundle"


class BundleFlow(QObject):
    """Asks for files and tells what became of them."""

    def __init__(self, worker: Worker, panel: SubmissionsPanel, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._worker = worker
        self._messages = messages
        self._window = window
        self._written = ""
        panel.export_requested.connect(self._export)
        panel.bundle_wanted.connect(self.choose)
        worker.file_written.connect(self._file_written)
        worker.bundle_taken.connect(self._taken)

    @Slot(object)
    def _export(self, submission_ids: tuple[str, ...]) -> None:
        kinds = self.tr("Bundles (*.zip)")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export as a bundle"), "submissions.zip", kinds)
        if path:
            self._written = path if Path(path).suffix else path + ".zip"
            self._worker.export_bundle(submission_ids, self._written)

    @Slot()
    def choose(self) -> None:
        """Pick a colleague's bundle and add what it holds."""
        kinds = self.tr("Bundles (*.zip);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import a bundle"), "", kinds)
        if path:
            self._worker.take_bundle(path)

    @Slot(object)
    def _file_written(self, event: FileWritten) -> None:
        if event.path != self._written:
            return
        self._written = ""
        if event.message is None:
            self._messages.tell(self.tr("The bundle was written to {path}.").format(path=event.path), key=_KEY)

    @Slot(object)
    def _taken(self, event: BundleTaken) -> None:
        if event.message is not None:
            text = self.tr("Nothing was imported. {reason}").format(reason=words.translated(event.message))
            self._messages.tell(text, tone=Tone.ERROR, detail=event.message.detail, key=_KEY)
            return
        one = event.added == 1
        many = self.tr("%Ln submissions of {whom} were added, to be looked at and followed.", "", event.added)
        parts = [self.tr("1 submission of {whom} was added, to be looked at and followed.") if one else many]
        if event.known:
            one = event.known == 1
            many = self.tr("%Ln were in the list already.", "", event.known)
            parts.append(self.tr("1 was in the list already.") if one else many)
        if event.left_out:
            one = event.left_out == 1
            many = self.tr("%Ln were left out: the service never had them.", "", event.left_out)
            parts.append(self.tr("1 was left out: the service never had it.") if one else many)
        self._messages.tell(" ".join(parts).format(whom=event.made_by), key=_KEY)
