"""Says whether the ledger is intact, and where it is not, which entry is the first that was touched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ravenwits_desktop.domain.ledger import LedgerReport
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import FittingDialog
from ravenwits_desktop.ui.notice import Notice, Tone


class LedgerDialog(FittingDialog):
    """Shows one report. `concerned` is the submission of the broken entry, where it is known."""

    show_requested = Signal(object)
    """The id (str) of the submission with the broken entry."""

    def __init__(
        self, report: LedgerReport, concerned: Submission | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerDialog")
        self.setWindowTitle(self.tr("Ledger"))
        self._submission_id = report.broken.submission_id if report.broken is not None else ""
        verdict = Notice(self)
        verdict.setObjectName("ledgerVerdict")
        if report.broken is None:
            verdict.say(
                self.tr(
                    "The ledger is intact: every entry follows the one before it, and the rows and answers kept are "
                    "those that were sent and received."
                ),
                Tone.SUCCESS,
            )
        else:
            parts = [self.tr("The ledger was changed from outside."), words.translated(report.broken.what)]
            parts.append(self._whose(concerned))
            parts.append(self.tr("Copy the data folder before anything else, and compare it with a backup."))
            verdict.say(" ".join(part for part in parts if part), Tone.ERROR)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for name, value in (
            (self.tr("Entries"), words.decimal(report.entries, 0)),
            (self.tr("Submissions"), words.decimal(report.submissions, 0)),
            (self.tr("Hash of the last entry"), report.head),
        ):
            label = QLabel(value, self)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setAccessibleName(name)
            if value == report.head:
                label.setObjectName("ledgerHead")
                label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            form.addRow(name, label)
        hint = QLabel(
            self.tr(
                "Who keeps this hash elsewhere can tell later that nothing was taken off the end: every bundle that is "
                "exported carries it."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        if concerned is not None:
            show = QPushButton(self.tr("&Show the submission"), self)
            show.setObjectName("showBrokenButton")
            show.clicked.connect(self._on_show)
            buttons.addButton(show, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(verdict)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(720)

    def _whose(self, concerned: Submission | None) -> str:
        if concerned is None:
            return ""
        days = words.days(concerned.first_day, concerned.last_day) or concerned.purchase_id or concerned.id
        retailer = concerned.retailer_name or concerned.retailer_id
        return self.tr("It belongs to the purchase of {retailer} for {days}.").format(retailer=retailer, days=days)

    @Slot()
    def _on_show(self) -> None:
        self.show_requested.emit(self._submission_id)
        self.accept()
