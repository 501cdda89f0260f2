"""Selecting hours in the chart: a drag along time, a click, or keys with the cross-hair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from ravenwits_desktop.ui.chart.drawing import Drawing
from ravenwits_desktop.ui.chart.view import MarketViewBox


@dataclass(frozen=True, slots=True)
class Brushed:
    """Hours that were selected: from the start of the first period to the end of the last, instants (UTC).

    `done` once the button is up, or where there was none.
    """

    begin: np.datetime64
    end: np.datetime64
    done: bool


class Brush(QObject):
    """Selects while Ctrl is held, or always where it is `armed`. It holds no selection: it tells what was brushed."""

    brushed = Signal(object)
    """`Brushed`, whenever other periods are under the drag, and once more at its end."""

    def __init__(self, drawing: Drawing, view: MarketViewBox, parent: QObject) -> None:
        super().__init__(parent)
        self._drawing, self._view = drawing, view
        self.available = False
        """Whether there is a table whose rows can be selected."""
        self.armed = False
        """Whether a plain drag selects."""
        self._anchor = 0
        self._told: Brushed | None = None

    def takes(self, event: Any) -> bool:
        """Whether this drag (pyqtgraph's event) selects; then all that follows of it belongs here."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self.available or self._drawing.periods is None or shift or not (control or self.armed):
            return False
        self._told = None
        return True

    def follow(self, event: Any) -> None:
        """The drag goes on, or ends."""
        moments = sorted(self._moment(at) for at in (event.buttonDownScenePos(), event.scenePos()))
        periods = self._drawing.periods
        if periods is None:
            return
        touched = periods.within(moments[0], moments[1])
        if touched.start < touched.stop:
            self._anchor = touched.start
            self._tell(touched.start, touched.stop - 1, done=bool(event.isFinish()))

    def select(self, index: int, *, widen: bool = False) -> None:
        """Select one period of the picture; with `widen` all from the one selected last to it."""
        if not self.available or self._drawing.periods is None:
            return
        if not widen:
            self._anchor = index
        first, last = sorted((self._anchor, index))
        self._tell(first, last, done=True)

    def _moment(self, at: QPointF) -> float:
        return float(self._view.mapSceneToView(QPointF(at)).x())

    def _tell(self, first: int, last: int, *, done: bool) -> None:
        periods = self._drawing.periods
        if periods is None:
            return
        begin, end = (np.datetime64(int(edge), "s") for edge in (periods.left[first], periods.right[last]))
        now = Brushed(begin, end, done)
        if now != self._told:
            self._told = now
            self.brushed.emit(now)
