"""Step lines of their own colour and stroke: one for each model that is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.timegrid import Bools, Floats
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
_SAME = 1e-6
"""In the unit that is drawn; values less apart lie upon each other at every zoom."""


def _upon(values: Floats, other: Floats) -> Bools:
    """Periods in which one line lies upon another, and so do the jumps at both their ends."""
    same = np.abs(values - other) < _SAME
    before, after = np.append(True, same[:-1]), np.append(same[1:], True)
    result: Bools = same & before & after
    return result


def giving_way(left: Floats, lines: Sequence[Floats]) -> list[Floats]:
    """The values of `lines`, the lowest first, each with gaps where it lies upon a line below, which is seen in them.

    No period and no jump is lost: a gap is only where another line is drawn through the very same place. Of lines that
    all lie upon each other the topmost is there half of the time, the next a quarter of it more, and so on, so that
    each is seen. Gaps in the data cost nothing, where the stroke of a pen costs ten times a line. Counted from a
    fixed moment, so that they stand still while the view moves.
    """
    if len(left) < 2:
        return list(lines)
    place = np.round(left / float(np.median(np.diff(left)))) * 4 % _DASHES
    found = []
    for number, values in enumerate(lines):
        above = len(lines) - 1 - number
        covers = np.zeros(len(values), dtype=np.bool_)
        gaps = place >= _DASHES * (1 - 0.5 ** (above + 1))
        if gaps.any():
            for other in lines[:number]:
                covers |= _upon(values, other)
        found.append(np.where(gaps & covers, np.nan, values))
    return found


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

    def draw(
        self, left: Floats, right: Floats, values: Mapping[str, Floats], width: int, below: Floats | None = None
    ) -> list[Floats]:
        """Draw these values between `left` and `right` (seconds) `width` pixels wide, and clear the other lines.

        `below` are those of the line behind all of them, which is to be seen where they lie upon it.
        """
        if width != self._width:
            self._width = width
            self.refresh_theme()
        drawn = dict(values)
        if width == 1:
            names = [name for name in self._items if len(values.get(name, ()))]
            behind = [below] if below is not None and len(below) else []
            shown = giving_way(left, [*behind, *(values[name] for name in names)])
            drawn = dict(zip(names, shown[len(behind) :], strict=True))
        for name, item in self._items.items():
            line = drawn.get(name)
            item.setData(*series.step_line(left, right, line) if line is not None and len(line) else ([], []))
        return list(values.values())

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        # A stroke of many short steps costs ten times a plain line: it is kept for where steps are wide.
        for place, item in enumerate(self._items.values()):
            colour, stroke = line_style(place)
            item.setPen(pg.mkPen(colour, width=self._width, style=stroke if self._width > 1 else STROKES[0]))
