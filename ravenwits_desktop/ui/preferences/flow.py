"""The preferences on their way between the window and the worker."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.ui.preferences.kept_dialog import KeptReadingsDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import KeptReadings


class PreferencesFlow(QObject):
    """Opens the list of kept readings and carries out what is asked for there."""

    def __init__(self, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._zone = Account().zone
        self.dialog: KeptReadingsDialog | None = None
        """The open dialog, if there is one."""
        worker.kept_readings.connect(self._show)

    def set_account(self, account: Account) -> None:
        """On whose clock moments are shown."""
        self._zone = account.zone

    @Slot()
    def open(self) -> None:
        """Show what is kept."""
        if self.dialog is not None:
            return
        self.dialog = dialog = KeptReadingsDialog(self._zone, self._window)
        dialog.renamed.connect(self._worker.rename_reading)
        dialog.forgotten.connect(self._worker.forget_reading)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._worker.ask_kept_readings()

    @Slot(object)
    def _show(self, event: KeptReadings) -> None:
        if self.dialog is not None:
            self.dialog.show_readings(event.readings)

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
