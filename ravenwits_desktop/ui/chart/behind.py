"""A thin line behind the purchase: the previous submission, or what a preview would replace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.chart.picture import Line

_NOTHING = np.zeros(0)


class BehindLine:
    """One line in blocks of its own, for the visible range only. Belongs to one `PlotWidget`."""

    def __init__(self, plot: Any, height: int, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self.item = pg.PlotCurveItem(connect="finite")
        self.item.setZValue(height)
        plot.addItem(self.item, ignoreBounds=True)
        self._style = style
        self._line: Line | None = None
        self._levels: tuple[series.Blocks, ...] = ()

    def set_line(self, line: Line | None, zone: str) -> None:
        """Take another line; `draw` shows it. The grouping is kept where the periods are the same."""
        before, self._line = self._line, line
        if line is None:
            self._levels = ()
            self.clear()
        elif before is None or not before.same_periods(line):
            self._levels = series.levels(line.starts, line.resolution, zone, line.ends)

    def clear(self) -> None:
        """Draw nothing."""
        self.item.setData([], [])

    def draw(self, low: float, high: float, columns: int, *, shown: bool = True) -> Floats:
        """Draw what lies between `low` and `high` (seconds) for so many pixels; the values drawn, MW."""
        if self._line is None or not shown:
            self.clear()
            return _NOTHING
        blocks = self._levels[series.choose(self._levels, low, high, columns)]
        part = blocks.within(low, high)
        values = blocks.mean(self._line.mw)[part]
        if len(values):
            self.item.setData(*series.step_line(blocks.left[part], blocks.right[part], values))
        else:
            self.clear()
        return values

    def dress(self, colour: str) -> None:
        """Take a colour."""
        self.item.setPen(pg.mkPen(colour, width=1, style=self._style))
