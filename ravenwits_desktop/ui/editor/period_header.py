"""The market hours before the rows, in quiet letters."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ravenwits_desktop.ui import theme

MARGIN = 8


class PeriodHeader(QHeaderView):
    """A vertical head; a click on a name selects its row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(self.tr("Market hours"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's names
        """The name alone, on the window's ground."""
        current = theme.current_theme()
        painter.fillRect(rect, QColor(current.window))
        painter.setPen(QColor(current.muted))
        painter.setFont(self.font())
        name = str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        area = rect.adjusted(MARGIN, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
