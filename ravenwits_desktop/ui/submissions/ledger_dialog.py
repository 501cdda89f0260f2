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
                    "No change was found: every entry follows the one before it, and what is kept of each submission "
                    "is what its entries say and what was sent."
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
        hint = QLabel(" ".join(self._limits(report)), self)
        hint.setObjectName("ledgerLimits")
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

    def _limits(self, report: LedgerReport) -> list[str]:
        """What the check cannot find, as an auditor has to know it."""
        said = []
        if report.older:
            many = self.tr(
                "%Ln entries were written by an earlier version: they vouch for status, account, retailer, id, rows "
                "and answers, and not for file, label, note, gate and times.",
                "",
                report.older,
            )
            one = self.tr(
                "1 entry was written by an earlier version: it vouches for status, account, retailer, id, rows and "
                "answers, and not for file, label, note, gate and times."
            )
            said.append(one if report.older == 1 else many)
        if not report.marked:
            said.append(
                self.tr("No mark of where the ledger ended last is kept beside it: what is cut off is not seen.")
            )
        said.append(
            self.tr(
                "Not vouched for: the message of a submission, when it was checked, and answers that were slipped in "
                "or removed after its last entry."
            )
        )
        said.append(
            self.tr(
                "Somebody who can write entries like this program, or cuts off the last ones and changes the mark "
                "beside the file too, is not found here. Who keeps this hash elsewhere can tell: "
                "every bundle that is exported carries it."
            )
        )
        return said

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
