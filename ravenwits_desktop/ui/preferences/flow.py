"""The preferences on their way between the window and the worker."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.ui.preferences.gates_dialog import GatesDialog
from ravenwits_desktop.ui.preferences.kept_dialog import KeptReadingsDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import GatesChanged, KeptReadings


class PreferencesFlow(QObject):
    """Opens the list of kept readings and the gates, and carries out what is asked for there."""

    def __init__(self, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._zone = Account().zone
        self.dialog: KeptReadingsDialog | None = None
        """The open dialog, if there is one."""
        self.gates_dialog: GatesDialog | None = None
        """The open dialog of the gates, if there is one."""
        self._gates: tuple[Gate, ...] = DEFAULT_GATES
        worker.kept_readings.connect(self._show)
        worker.gates_changed.connect(self._take_gates)

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

    @Slot()
    def open_gates(self) -> None:
        """Show when the gates close, to be changed."""
        if self.gates_dialog is not None:
            return
        self.gates_dialog = GatesDialog(self._gates, self._window)
        self.gates_dialog.finished.connect(self._gates_closed)
        self.gates_dialog.open()

    @Slot(int)
    def _gates_closed(self, result: int) -> None:
        dialog, self.gates_dialog = self.gates_dialog, None
        if dialog is None:
            return
        if result == GatesDialog.DialogCode.Accepted:
            self._worker.set_gates(dialog.gates())
        dialog.deleteLater()

    @Slot(object)
    def _take_gates(self, event: GatesChanged) -> None:
        self._gates = event.gates

    @Slot(object)
    def _show(self, event: KeptReadings) -> None:
        if self.dialog is not None:
            self.dialog.show_readings(event.readings)

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
