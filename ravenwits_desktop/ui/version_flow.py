"""What is said of a newer version, and saving it. The program never replaces itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import VersionOffered, VersionRemark, VersionSaved

_KEY = "update"
_REMARK = 15_000
"""Milliseconds in the status bar."""


class VersionFlow(QObject):
    """Tells of a newer version in the message bar, and of trouble with the look for one in the status bar alone."""

    def __init__(self, worker: Worker, window: MainWindow) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._offer: VersionOffered | None = None
        worker.version_offered.connect(self._offered)
        worker.version_remark.connect(self._remark)
        worker.version_saved.connect(self._saved)

    @Slot(object)
    def _offered(self, event: VersionOffered) -> None:
        self._offer = event
        self._tell()

    def _tell(self) -> None:
        event = self._offer
        assert event is not None
        actions = []
        if event.notes:
            actions.append((self.tr("What is &new…"), self._show_notes))
        if event.file:
            actions.append((self.tr("&Save it…"), self._save))
        if event.place:
            text = self.tr("Version {version} of the program is there. You find it at {place}.")
        else:
            text = self.tr("Version {version} of the program is there.")
        self._window.messages.tell(text.format(version=event.version, place=event.place), key=_KEY, actions=actions)

    def _show_notes(self) -> None:
        """Show what is new; the message is there again afterwards."""
        assert self._offer is not None
        box = QMessageBox(self._window)
        box.setObjectName("versionNotes")
        box.setWindowTitle(self.tr("What is new in version {version}").format(version=self._offer.version))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self._offer.notes)
        box.finished.connect(self._tell)
        box.finished.connect(box.deleteLater)
        box.open()

    @Slot(object)
    def _remark(self, event: VersionRemark) -> None:
        self._window.statusBar().showMessage(words.translated(event.message), _REMARK)

    def _save(self) -> None:
        """Ask where to, and save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        assert self._offer is not None
        name = str(Path(folder) / self._offer.file)
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the new version"), name)
        if path:
            self._window.messages.tell(self.tr("The new version is being saved…"), key=_KEY, busy=True)
            self._worker.save_version(path)
        else:
            QTimer.singleShot(0, self._tell)  # the button that was pressed takes its message away

    @Slot(object)
    def _saved(self, event: VersionSaved) -> None:
        if event.message is not None:
            self._window.messages.tell(
                words.translated(event.message),
                tone=Tone.ERROR,
                detail=event.message.detail,
                key=_KEY,
                action=(self.tr("&Try again…"), self._save),
            )
            return
        text = self.tr(
            "The new version is saved as {path}, as it was signed. Close the program when it suits you and start that "
            "file: drafts, purchases and settings stay."
        )
        self._window.messages.tell(
            text.format(path=event.path),
            tone=Tone.SUCCESS,
            key=_KEY,
            action=(self.tr("Show the &folder"), lambda: self._show(event.path)),
        )

    @staticmethod
    def _show(path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
