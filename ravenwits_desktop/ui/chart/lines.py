"""Step lines of their own colour and stroke: one for each model that is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.theme import Theme

STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""One after the other, so that lines are told apart in grey print too."""


def line_style(place: int, dress: Theme | None = None) -> tuple[str, Qt.PenStyle]:
    """Colour and stroke of the line in that place, both together never twice in 28; `dress` for the current theme."""
    colours = (dress or theme.current_theme()).lines
    return colours[place % len(colours)], STROKES[place % len(STROKES)]


_DASHES = 64
"""Periods of a pattern, of those that are drawn."""


def _dashed(left: Floats, values: Floats, above: int) -> Floats:
    """Values with gaps through which the lines below are seen, where so many lines lie `above` this one.

    The topmost is there half of the time, the next a quarter of it more, and so on, so that each of some lines that
    all lie upon each other is seen. Gaps in the data cost nothing, where the stroke of a pen costs ten times a line.
    Counted from a fixed moment, so that they stand still while the view moves.
    """
    if len(left) < 2:
        return values
    step = float(np.median(np.diff(left)))
    drawn_until = _DASHES * (1 - 0.5 ** (above + 1))
    return np.where(np.round(left / step) * 4 % _DASHES < drawn_until, values, np.nan)


class LineItems:
    """The lines of one `PlotWidget`."""

    def __init__(self, plot: Any) -> None:
        self._plot = plot
        self._items: dict[str, pg.PlotCurveItem] = {}
        self._width = 1

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each line by its name."""
        return {name: line_style(place)[0] for place, name in enumerate(self._items)}

    @property
    def strokes(self) -> dict[str, Qt.PenStyle]:
        """The stroke of each line by its name."""
        return {name: line_style(place)[1] for place, name in enumerate(self._items)}

    def set_names(self, names: tuple[str, ...]) -> None:
        """Have a line for each of these names; nothing is done where they are the same."""
        if names == tuple(self._items):
            return
        for item in self._items.values():
            self._plot.removeItem(item)
        self._items = {name: pg.PlotCurveItem(connect="finite") for name in names}
        for place, item in enumerate(self._items.values()):
            item.setZValue(21 + place / 100)
            self._plot.addItem(item, ignoreBounds=True)
        self.refresh_theme()

    def draw(self, left: Floats, right: Floats, values: Mapping[str, Floats], width: int) -> list[Floats]:
        """Draw these values between `left` and `right` (seconds) `width` pixels wide, and clear the other lines."""
        if width != self._width:
            self._width = width
            self.refresh_theme()
        for place, (name, item) in enumerate(self._items.items()):
            drawn = values.get(name)
            if drawn is not None and width == 1:
                drawn = _dashed(left, drawn, len(self._items) - 1 - place)
            item.setData(*series.step_line(left, right, drawn) if drawn is not None and len(drawn) else ([], []))
        return list(values.values())

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        # A stroke of many short steps costs ten times a plain line: it is kept for where steps are wide.
        for place, item in enumerate(self._items.values()):
            colour, stroke = line_style(place)
            item.setPen(pg.mkPen(colour, width=self._width, style=stroke if self._width > 1 else STROKES[0]))
