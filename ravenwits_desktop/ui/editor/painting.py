"""Draws the rows of a draft that are in sight, all at once.

Qt's own way asks the model and the delegate for each cell and each role anew; from Python that takes three times as
long, and scrolling is felt.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QTableView

from ravenwits_desktop.domain.rows import Column, Severity
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.look import Look
from ravenwits_desktop.ui.editor.model import NUMBERS, PurchaseModel

MARGIN = 8
"""Beside the text of a cell."""


class _Span(NamedTuple):
    """Where a column stands in the viewport."""

    column: int
    left: int
    width: int


def paint_rows(
    table: QTableView, model: PurchaseModel, ranges: list[CellRange], active: QModelIndex, area: QRect
) -> None:
    """Draw the rows of `model` that lie in `area` of the table's viewport; `ranges` are selected.

    The rows have one height. A cell has its text with room beside it, a line above each market day, the mark of a
    change; a marked cell keeps its colour when it is selected. The `active` cell, which is typed into, has a frame
    while the table has the focus.
    """
    first, last = table.rowAt(max(area.top(), 0)), table.rowAt(area.bottom())
    if first < 0:
        return
    last = model.rowCount() - 1 if last < 0 else last
    spans = [
        _Span(column, table.columnViewportPosition(column), table.columnWidth(column))
        for column in range(model.columnCount())
        if not table.isColumnHidden(column)
    ]
    height = table.verticalHeader().defaultSectionSize()
    top = table.rowViewportPosition(first)
    painter = QPainter(table.viewport())
    palette = table.palette()
    left, width = min(span.left for span in spans), sum(span.width for span in spans)
    for row in range(first | 1, last + 1, 2):
        painter.fillRect(left, top + (row - first) * height, width, height, palette.alternateBase())
    for each in ranges:
        begin, end = max(each.top, first), min(each.bottom, last)
        if begin <= end:
            for span in spans:
                if each.left <= span.column <= each.right:
                    y, tall = top + (begin - first) * height, (end - begin + 1) * height
                    painter.fillRect(span.left, y, span.width, tall, palette.highlight())
    draw = _RowDrawing(painter, table.font(), spans, height)
    for place, look in enumerate(model.looks(first, last - first + 1)):
        draw(look, top + place * height)
    if active.isValid() and table.hasFocus():
        painter.setPen(QPen(QColor(theme.current_theme().accent), 2))
        painter.drawRect(table.visualRect(active).adjusted(1, 1, -1, -1))
    painter.end()


class _RowDrawing:
    """Draws one row after the other. Pens and fonts are set only where they change: there are a hundred cells."""

    def __init__(self, painter: QPainter, font: QFont, spans: list[_Span], height: int) -> None:
        colours = theme.current_theme()
        bold = theme.tabular(font)
        bold.setBold(True)
        self._painter = painter
        self._spans = [(span, span.column in NUMBERS, span.column == PROBLEM_COLUMN) for span in spans]
        self._fonts = {False: font, True: bold}
        self._metrics = {weight: QFontMetricsF(each) for weight, each in self._fonts.items()}
        self._pens = {
            None: QColor(colours.text),
            Severity.ERROR: QColor(colours.error),
            Severity.WARNING: QColor(colours.warning),
        }
        self._accent, self._line = QColor(colours.accent), QColor(colours.muted)
        self._height = height
        self._baseline = (height - self._metrics[False].height()) / 2 + self._metrics[False].ascent()
        self._begin(None, bold=False)

    def _begin(self, severity: Severity | None, *, bold: bool) -> None:
        self._severity, self._bold = severity, bold
        self._painter.setPen(self._pens[severity])
        self._painter.setFont(self._fonts[bold])

    def __call__(self, look: Look, top: int) -> None:
        """Draw a row whose upper edge is at `top`."""
        painter = self._painter
        for span, right, problem in self._spans:
            text = look.texts[span.column]
            if text:
                severity = look.severities[span.column]
                bold = severity is Severity.ERROR and not problem
                if severity is not self._severity or bold is not self._bold:
                    self._begin(severity, bold=bold)
                metrics, room = self._metrics[bold], span.width - 2 * MARGIN
                wide = metrics.horizontalAdvance(text)
                if wide > room:
                    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                    wide = metrics.horizontalAdvance(text)
                x = span.left + span.width - MARGIN - wide if right else span.left + MARGIN
                painter.drawText(QPointF(x, top + self._baseline), text)
            if look.changed and span.column == Column.PURCHASE:
                self._draw_mark(QPoint(span.left, top))
        if look.day_start:
            for span, _, _ in self._spans:
                painter.fillRect(span.left, top, span.width, 1, self._line)

    def _draw_mark(self, corner: QPoint) -> None:
        """A corner turned down at the left of a cell: its value changed against the last submission."""
        size = min(8, self._height // 2)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._accent)
        self._painter.drawPolygon([corner, corner + QPoint(size, 0), corner + QPoint(0, size)])
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(self._pens[self._severity])
