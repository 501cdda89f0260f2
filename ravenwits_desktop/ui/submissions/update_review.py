"""What an update changes at the service, to be looked at before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import words


class UpdateReview(QWidget):
    """One line for each change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("This changes against what the service has now:"), self)
        self._list = QListWidget(self)
        self._list.setObjectName("updateChanges")
        self._list.setAccessibleName(title.text())
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title.setBuddy(self._list)
        note = QLabel(self.tr("Everything else stays. An update replaces all outputs of the purchase."), self)
        note.setWordWrap(True)
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self._list, 1)
        layout.addWidget(note)

    def show_changes(self, changes: Sequence[Message]) -> None:
        """Show these."""
        self._list.clear()
        self._list.addItems([words.translated(change) for change in changes])
