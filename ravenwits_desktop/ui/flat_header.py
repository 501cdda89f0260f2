"""The head of a table: names of the columns in quiet letters over a thin line, in line with the cells below them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ravenwits_desktop.ui import theme

_ARROWS = {Qt.SortOrder.AscendingOrder: "▴", Qt.SortOrder.DescendingOrder: "▾"}


class FlatHeader(QHeaderView):
    """A horizontal head. `margin` is the room beside the text of the cells, in pixels."""

    def __init__(self, parent: QWidget, *, margin: int = 8) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._margin = margin
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)

    def title(self, section: int) -> str:
        """What stands over a column: its name, with an arrow where the table is sorted by it."""
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != section:
            return name
        arrow = _ARROWS[self.sortIndicatorOrder()]
        return f"{arrow} {name}" if self._alignment(section) & Qt.AlignmentFlag.AlignRight else f"{name} {arrow}"

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's names
        """A name over a thin line."""
        current = theme.current_theme()
        painter.save()
        painter.fillRect(rect, QColor(current.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(current.line))
        painter.setPen(QColor(current.muted))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        area = rect.adjusted(self._margin, 0, -self._margin, 0)
        text = painter.fontMetrics().elidedText(self.title(section), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self._alignment(section)), text)
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row and a little more."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 12)

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        wanted = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return wanted or Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
