"""The preferences: when the gates close, and the kinds of files that are imported without a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ravenwits_desktop.domain.gates import Gate
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui.preferences.gates_page import GatesPage
from ravenwits_desktop.ui.preferences.kept_page import KeptReadingsPage


class PreferencesDialog(QDialog):
    """A page for each thing. Save takes the gates as they stand; what is done to the kept readings holds at once."""

    account_requested = Signal()
    """The account, which has a dialog of its own, is wanted instead."""

    def __init__(self, gates: tuple[Gate, ...], zone: str = DEFAULT_ZONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self.gates = GatesPage(gates, self)
        self.kept = KeptReadingsPage(zone, self)
        tabs = QTabWidget(self)
        tabs.setObjectName("preferencesPages")
        tabs.addTab(self.gates, self.tr("&Gate closures"))
        tabs.addTab(self.kept, self.tr("&Kept readings"))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel, self)
        account = QPushButton(self.tr("&Account…"), self)
        account.setObjectName("openAccountButton")
        account.setAutoDefault(False)
        account.clicked.connect(self._leave_for_account)
        buttons.addButton(account, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.button(standard.Save).setObjectName("savePreferencesButton")
        buttons.button(standard.Save).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        self.resize(800, 480)

    def _leave_for_account(self) -> None:
        self.reject()
        self.account_requested.emit()
