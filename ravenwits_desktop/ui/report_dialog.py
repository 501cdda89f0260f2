"""The dialog for a fault of the program itself: says so plainly and gives a report to copy, without secrets."""

from __future__ import annotations

import platform

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class ReportDialog(QDialog):
    """Shows one report; further ones are added below, so that faults never pile up dialogs."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(self.tr("Something went wrong in the program"))
        self.resize(640, 400)
        self._head = f"RavenWits Desktop {version} · {platform.platform()} · Python {platform.python_version()}"
        text = QLabel(
            self.tr(
                "The program met a fault of its own. Drafts and submissions are on disk; nothing is sent twice. "
                "You can go on. Please copy this report and give it to those who look after the program."
            )
        )
        text.setWordWrap(True)
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setPlainText(self._head)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addWidget(text)
        whole.addWidget(self._report, 1)
        whole.addWidget(buttons)

    def add(self, report: str) -> None:
        """Add a report and show the dialog."""
        self._report.appendPlainText("\n" + report)
        self.show()
        self.raise_()

    def text(self) -> str:
        """What would be copied."""
        return self._report.toPlainText()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
