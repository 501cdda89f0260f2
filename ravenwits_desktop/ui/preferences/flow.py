"""The preferences on their way between the window and the worker."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.ui.preferences.dialog import PreferencesDialog
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import GatesChanged, KeptReadings


class PreferencesFlow(QObject):
    """Opens the preferences, and carries out what is asked for there."""

    account_requested = Signal()
    """The account is wanted, from the preferences."""

    def __init__(self, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._worker = worker
        self._window = window
        self._zone = Account().zone
        self.dialog: PreferencesDialog | None = None
        """The open dialog, if there is one."""
        self._gates: tuple[Gate, ...] = DEFAULT_GATES
        worker.kept_readings.connect(self._show)
        worker.gates_changed.connect(self._take_gates)

    def set_account(self, account: Account) -> None:
        """On whose clock moments are shown."""
        self._zone = account.zone

    @Slot()
    def open(self) -> None:
        """Show the preferences."""
        if self.dialog is not None:
            return
        self.dialog = dialog = PreferencesDialog(self._gates, self._zone, self._window)
        dialog.kept.renamed.connect(self._worker.rename_reading)
        dialog.kept.forgotten.connect(self._worker.forget_reading)
        dialog.account_requested.connect(self.account_requested)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._worker.ask_kept_readings()

    @Slot(object)
    def _take_gates(self, event: GatesChanged) -> None:
        self._gates = event.gates

    @Slot(object)
    def _show(self, event: KeptReadings) -> None:
        if self.dialog is not None:
            self.dialog.kept.show_readings(event.readings)

    @Slot(int)
    def _closed(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        if result == PreferencesDialog.DialogCode.Accepted and dialog.gates.gates() != self._gates:
            self._worker.set_gates(dialog.gates.gates())
        dialog.deleteLater()
