"""What is unusual, line by line, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_SHOWN_LINES = 6


class WarningsList(QListWidget):
    """A few lines high; Space ticks the current line."""

    all_ticked = Signal(bool)
    """Whether every line is ticked, after each tick."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warningsList")
        self.setAccessibleName(self.tr("What is unusual"))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for line in lines:
            item = QListWidgetItem(line)
            item.setToolTip(line)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        self.itemChanged.connect(self._tell)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A line that is too long for the width goes on below."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        shown = [self.visualItemRect(self.item(row)).height() for row in range(min(self.count(), _SHOWN_LINES))]
        height = sum(shown) + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    @Slot(bool)
    def tick_all(self, ticked: bool) -> None:
        """Tick every line; take all ticks away only where all were ticked."""
        if not ticked and not self._all():
            return
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()

    def _all(self) -> bool:
        return all(self.item(row).checkState() is Qt.CheckState.Checked for row in range(self.count()))

    @Slot()
    def _tell(self) -> None:
        self.all_ticked.emit(self._all())
