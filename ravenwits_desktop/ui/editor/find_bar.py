"""A bar above the table that finds a day, a time or a value."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ravenwits_desktop.domain import search
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.model import PurchaseModel


class FindBar(QWidget):
    """Hidden until it is asked for; Enter goes to the next row that fits, Shift+Enter to the one before, Esc closes."""

    found = Signal(object)
    """The row (a number) to go to; the focus stays in the bar."""
    closed = Signal()

    def __init__(self, model: PurchaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._model = model
        self._row = -1
        self.text = QLineEdit(self)
        self.text.setObjectName("findText")
        self.text.setPlaceholderText(self.tr("26/10, 14:30, 26/10 2A or a value"))
        self.text.setAccessibleName(self.tr("Find a day, a time or a value"))
        self.text.setClearButtonEnabled(True)
        self.count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.count)
        for name, sign, slot in (
            (self.tr("Previous (Shift+Enter)"), "↑", self.back),
            (self.tr("Next (Enter)"), "↓", self.on),
            (self.tr("Close (Esc)"), "×", self.close_bar),
        ):
            button = QToolButton(self)
            button.setText(sign)
            button.setAutoRaise(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(slot)
            layout.addWidget(button)
        self.text.textEdited.connect(self._typed)
        self.hide()

    def open(self, row: int) -> None:
        """Show the bar and look from `row` on."""
        self._row = row
        self.show()
        self.text.selectAll()
        self.text.setFocus()
        self._say(self._rows())

    @Slot()
    def on(self) -> None:
        """Go to the next row that fits, round the end."""
        self._go(1)

    @Slot()
    def back(self) -> None:
        """Go to the one before, round the beginning."""
        self._go(-1)

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar; the table has the focus again."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Shift+Enter and Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _rows(self) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
        looked_for = search.wanted(self.text.text())
        if looked_for is None:
            return None
        rows = self._model.rows()
        return search.matches(looked_for, rows.labels, self._model.occurrences(), rows.mw)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._row -= 1  # the row that is shown may fit still
        self._go(1)

    def _go(self, way: int) -> None:
        rows = self._rows()
        self._say(rows)
        if rows is None or not len(rows):
            return
        later = rows[rows > self._row] if way > 0 else rows[rows < self._row][::-1]
        self._row = int(later[0] if len(later) else rows[0 if way > 0 else -1])
        self.found.emit(self._row)

    def _say(self, rows: np.ndarray[tuple[int], np.dtype[np.int64]] | None) -> None:
        if not self.text.text().strip():
            said = ""
        elif rows is None:
            said = self.tr("not a day, a time or a value")
        else:
            said = self.tr("{count} found").format(count=words.decimal(len(rows), 0))
        self.count.setText(said)
