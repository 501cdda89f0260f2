"""What of the time is in sight: showing all, a span or a day, zooming, panning, and the way back."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QTimer, Signal, Slot

from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.chart.back import WayBack, range_of
from ravenwits_desktop.ui.chart.drawing import Drawing
from ravenwits_desktop.ui.chart.view import MarketViewBox

_REST = 150
"""Milliseconds without a movement after which lines have their width again."""


class MovablePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot whose time is moved about. Power follows what is in sight until a person changes it."""

    sight_changed = Signal(object)
    """Begin and end of what is in sight, seconds UTC, whenever they change."""
    drawing: Drawing

    def __init__(self, parent: Any, view: MarketViewBox, axes: dict[str, pg.AxisItem]) -> None:
        super().__init__(parent, viewBox=view, axisItems=axes, background=None)
        self.view = view
        self._cursor: int | None = None
        self._fits_power, self._shows_all = True, True
        self._whole = (0.0, 1.0)
        self._way = WayBack()
        self._resting = QTimer(self, interval=_REST, singleShot=True)
        self._resting.timeout.connect(self._rest)
        self.view.sigXRangeChanged.connect(self._range_changed)
        self.view.moved_by_hand.connect(self._moved_by_hand)
        self.view.about_to_box.connect(self._leave_power)

    @Slot()
    def show_all(self) -> None:
        """Show the whole purchase, power fitted to it."""
        periods = self.drawing.periods
        if periods is None:
            return
        self._shows_all = self._fits_power = True
        self.view.setXRange(*self._whole, padding=0.01)
        self.drawing.fit_power()
        self._note("all")

    @property
    def whole(self) -> tuple[float, float]:
        """Begin and end of all there is to be shown, seconds UTC."""
        return self._whole

    def zoom(self, factor: float) -> None:
        """Show `factor` times as much time, about the cross-hair or else the middle."""
        periods = self.drawing.periods
        if periods is None:
            return
        self._shows_all = False
        self._move()
        centre = None
        if self._cursor is not None:
            centre = pg.Point((periods.left[self._cursor] + periods.right[self._cursor]) / 2, 0)
        self.view.scaleBy(x=factor, y=None, center=centre)
        self._note("zoom")

    def middle(self) -> float:
        """The moment (seconds UTC) of the cross-hair, or else in the middle of what is in sight."""
        periods = self.drawing.periods
        if self._cursor is not None and periods is not None:
            return float(periods.left[self._cursor])
        (low, high), _ = self.view.viewRange()
        return float(low + high) / 2

    def sight(self) -> tuple[float, float]:
        """Begin and end of what is in sight, seconds UTC."""
        (low, high), _ = self.view.viewRange()
        return float(low), float(high)

    def show_span(self, low: float, high: float) -> None:
        """Show the time between two moments, seconds UTC, power fitted to it.

        Exactly: a day has its own periods in the figures that are taken, and none of the day before.
        """
        self._shows_all, self._fits_power = False, True
        self.view.setXRange(low, high, padding=0)
        self._redraw()
        self._note("span")

    def follow(self, low: float, high: float) -> None:
        """Show what another pane shows, exactly."""
        if (low, high) != self.sight():
            self._shows_all = False
            self.view.setXRange(low, high, padding=0)

    def pan(self, share: float) -> None:
        """Move along time by a share of what is in sight."""
        (low, high), _ = self.view.viewRange()
        self._shows_all = False
        self._move()
        self.view.translateBy(x=(high - low) * share)
        self._note("pan")

    @Slot()
    def back(self) -> bool:
        """Show what was in sight before the last change; whether there was one."""
        before = self._way.back()
        if before is None:
            return False
        (low, high), power, self._fits_power, self._shows_all = before
        self.view.setXRange(low, high, padding=0)
        if not self._fits_power:
            self.view.setYRange(*power, padding=0)
        self._redraw()
        return True

    def _settle(self, *, anew: bool) -> None:
        """What is in sight now was not asked for by a person; `anew` where the purchase is another one."""
        if anew:
            self._way.forget()
        self._way.settle(range_of(self.view, fitted=self._fits_power, whole=self._shows_all))

    def _note(self, kind: str) -> None:
        self._way.note(kind, range_of(self.view, fitted=self._fits_power, whole=self._shows_all))

    @Slot(object)
    def _moved_by_hand(self, kind: object) -> None:
        self._shows_all = False
        if kind in ("box", "power"):
            self._fits_power = False
        if not self.drawing.moving:
            self._move()
            self._redraw()
        self._resting.start()
        self._note(str(kind))

    def _move(self) -> None:
        """The view moves: until it rests only thin lines are drawn, which cost a fraction of wide ones."""
        self.drawing.moving = True
        self._resting.start()

    @Slot()
    def _rest(self) -> None:
        self.drawing.moving = False
        self._redraw()

    @Slot()
    def _leave_power(self) -> None:
        self._fits_power = False

    @Slot()
    def _range_changed(self) -> None:
        self._redraw()
        self._place_cursor()
        self.sight_changed.emit(self.sight())

    def _redraw(self) -> None:
        """Draw what is in sight."""
        raise NotImplementedError

    def _place_cursor(self) -> None:
        """Put the cross-hair where its period is now."""
        raise NotImplementedError


def extent(periods: series.Blocks) -> tuple[float, float]:
    """From the begin of the first period to the end of the last, in seconds."""
    return float(periods.left[0]), float(periods.right[-1])
