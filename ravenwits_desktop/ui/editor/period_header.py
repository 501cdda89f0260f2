"""The market hours before the rows, in quiet letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor.model import PurchaseModel

MARGIN = 8


class PeriodHeader(QHeaderView):
    """A vertical head; a click on a name selects its row."""

    def __init__(self, parent: QWidget, model: PurchaseModel) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._purchase = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(self.tr("Market hours"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The names alone, on the window's ground; all in sight at once, as the rows beside them."""
        area, current, font = event.rect(), theme.current_theme(), self.font()
        painter = QPainter(self.viewport())
        painter.fillRect(area, QColor(current.window))
        painter.setPen(QColor(current.muted))
        painter.setFont(font)
        first, last = self.logicalIndexAt(max(area.top(), 0)), self.logicalIndexAt(area.bottom())
        if first >= 0:
            metrics, height = QFontMetrics(font), self.defaultSectionSize()
            last = self.count() - 1 if last < 0 else last
            baseline = self.sectionViewportPosition(first) + (height - metrics.height()) // 2 + metrics.ascent()
            for place, name in enumerate(self._purchase.period_names(first, last + 1)):
                painter.drawText(MARGIN, baseline + place * height, name)
        painter.end()
