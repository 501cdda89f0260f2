"""The heat map on the screen: read by the mouse or the arrow keys, a cell chosen leads to its hour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.chart.heat import Heat
from ravenwits_desktop.ui.chart.heat_paint import Grid, paint_heat, row_word
from ravenwits_desktop.ui.elided import ElidedLabel

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class HeatView(QWidget):
    """A heat map and below it one line that reads the cell under the mouse or the keys."""

    chosen = Signal(object)
    """The start instant (``numpy.datetime64``, UTC) of the period of a cell that was clicked or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heatView")
        self.setAccessibleName(self.tr("Heat map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 120)
        self.heat: Heat | None = None
        """What it shows."""
        self._names: tuple[str, ...] = ()
        self._market, self._title = "", ""
        self._cell: tuple[int, int] | None = None
        self.canvas = _Canvas(self)
        self.reading = ElidedLabel(self)
        self.reading.setObjectName("heatReading")
        self.reading.setContentsMargins(4, 0, 4, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.reading)

    def set_heat(self, heat: Heat | None, names: Sequence[str], market: str, title: str) -> None:
        """Show this one: `names` of its models, the market whose colour it takes, and what its values are."""
        self.heat, self._names, self._market, self._title = heat, tuple(names), market, title
        self._cell = None
        self._read()

    def paint(self, painter: QPainter, room: QRectF) -> Grid | None:
        """Paint the map into `room`."""
        if self.heat is None:
            return None
        return paint_heat(
            painter, room, self.heat, self._names, theme.current_theme(), theme.tabular(self.font()), self._market
        )

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column that are read; None without one."""
        return self._cell

    def read_cell(self, cell: tuple[int, int] | None) -> None:
        """Read another cell, or none."""
        if cell != self._cell:
            self._cell = cell
            self._read()

    def reading_text(self) -> str:
        """What is said of the cell that is read; what the map shows without one."""
        heat, cell = self.heat, self._cell
        if heat is None:
            return ""
        if cell is None:
            return self._title
        row, column = cell
        value = float(heat.values[row, column])
        parts = [row_word(heat, self._names, row), heat.columns[column]]
        if np.isnan(value):
            there = not np.isnat(heat.starts[row, column])
            parts.append(self.tr("nothing is purchased") if there else self.tr("there is no such period"))
        else:
            parts.append(f"{words.decimal(value, heat.unit.places)} {heat.unit.value}")
        if heat.flips[row, column]:
            parts.append(self.tr("changes sides"))
        return " · ".join(parts)

    def _read(self) -> None:
        text = self.reading_text()
        self.reading.setText(text)
        self.setAccessibleDescription(text)
        self.canvas.update()

    def choose(self) -> None:
        """Go to the period of the cell that is read."""
        if self.heat is not None and self._cell is not None:
            start = self.heat.starts[self._cell]
            if not np.isnat(start):
                self.chosen.emit(start)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows read cells, Enter goes to their hour, Esc reads none."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.heat is not None and min(self.heat.shape):
            rows, columns = self.heat.shape
            down, across = _ARROWS[key]
            row, column = self._cell or (-down, -across)
            self.read_cell((min(max(row + down, 0), rows - 1), min(max(column + across, 0), columns - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cell is not None:
            self.choose()
        elif key == Qt.Key.Key_Escape and self._cell is not None:
            self.read_cell(None)
        else:
            super().keyPressEvent(event)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        self.reading.setFont(theme.tabular(self.font()))
        self.canvas.update()


class _Canvas(QWidget):
    """The painted part, which knows where its cells are."""

    def __init__(self, view: HeatView) -> None:
        super().__init__(view)
        self._view = view
        self._grid: Grid | None = None
        self.setMouseTracking(True)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """Row and column at a point of it."""
        return self._grid.at(point.toPointF()) if self._grid is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The map, and a frame round the cell that is read."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current_theme().base))
        self._grid = self._view.paint(painter, QRectF(self.rect()).adjusted(8, 4, -8, -4))
        if self._grid is not None and self._view.cell is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.current_theme().accent), 2))
            painter.drawRect(self._grid.cell(*self._view.cell))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Read the cell under the mouse."""
        self._view.read_cell(self.cell_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the hour of the cell."""
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.read_cell(self.cell_at(event.position().toPoint()))
            self._view.choose()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Read none."""
        super().leaveEvent(event)
        if not self._view.hasFocus():
            self._view.read_cell(None)
