"""The panes of the chart: a plot, below it a strip of differences that shares its time and its cross-hair."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.day_view import day_span
from ravenwits_desktop.ui.chart.picture import Picture
from ravenwits_desktop.ui.chart.plot import MarketPlot

_LEAST_PLOT, _LEAST_STRIP, _LEAST_TIGHT = 104, 64, 76
"""Pixels; the last of a plot where room is tight, with its axis."""


class Panes(QSplitter):
    """Two plots, one above the other; the lower one is there only where there is something to be seen in it."""

    cursor_changed = Signal(object)
    """The start instant (``numpy.datetime64``, UTC) of the period under the cross-hair of either, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("chartPanes")
        self.setChildrenCollapsible(False)
        self.plot, self.strip = MarketPlot(self), MarketPlot(self)
        self.strip.setObjectName("chartStrip")
        self.strip.brief = True
        self.plot.setMinimumHeight(_LEAST_PLOT)
        self.strip.setMinimumHeight(_LEAST_STRIP)
        self.plot.setAccessibleName(self.tr("Chart of the purchase"))
        self.strip.setAccessibleName(self.tr("Chart of the difference"))
        self.addWidget(self.plot)
        self.addWidget(self.strip)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setSizes([600, 200])
        self.strip.hide()
        self._folded = self._tight = False
        self._following = False
        self.plot.sight_changed.connect(self._strip_follows)
        self.strip.sight_changed.connect(self._plot_follows)
        self.plot.cursor_changed.connect(self._strip_reads)
        self.strip.cursor_changed.connect(self._plot_reads)

    def show_pictures(self, main: Picture | None, strip: Picture | None, *, keep_view: bool) -> None:
        """Draw these; with `keep_view` the visible range stays unless all was shown."""
        self._following = True
        try:
            self.plot.set_picture(main, keep_view=keep_view)
            # what is read there is of another period where its periods are shorter: then it says of which
            self.strip.brief = main is not None and strip is not None and main.resolution == strip.resolution
            # the strip may have fewer periods, and has the same time all the same
            self.strip.set_picture(strip, keep_view=True, whole=self.plot.whole)
            self._show_strip()
            if strip is not None:
                self.strip.follow(*self.plot.sight())
                self.strip.set_cursor(self.plot.cursor_start())
        finally:
            self._following = False

    def jump(self, start: np.datetime64, *, whole_day: bool) -> None:
        """Put the cross-hair on the period at `start` (UTC) and bring it into sight, with `whole_day` its day."""
        picture = self.plot.picture
        if picture is None:
            return
        moment = float(start.astype("datetime64[s]").astype(np.int64))
        low, high = self.plot.sight()
        if whole_day or not low <= moment < high:
            self.plot.show_span(*day_span(moment, picture.zone))
        self.plot.set_cursor(start)

    def fold(self, folded: bool) -> None:
        """Have one axis of time for both, below the strip."""
        self._folded = folded
        self._align()

    def tighten(self, tight: bool) -> None:
        """Be lower than usual, with the plot alone: two would have no room for what is drawn in them."""
        self._tight = tight
        self.plot.setMinimumHeight(_LEAST_TIGHT if tight else _LEAST_PLOT)
        self._show_strip()

    @property
    def leaves_out_strip(self) -> bool:
        """Whether there is a strip to be seen for which there is no room."""
        return self._tight and self.strip.picture is not None

    def _show_strip(self) -> None:
        self.strip.setVisible(self.strip.picture is not None and not self._tight)
        self._align()

    def _align(self) -> None:
        """Give both the same room for their numbers, so that hours stand above each other."""
        self.plot.showAxis("bottom", not (self._folded and self.strip.isVisibleTo(self)))
        width = self.power_width() if self.strip.isVisibleTo(self) else None
        for plot in (self.plot, self.strip):
            plot.power_axis.setWidth(width)

    def power_width(self) -> float:
        """Pixels that the wider of the two axes needs."""
        return max(self.fontMetrics().horizontalAdvance(f"{words.MINUS}00,000.00") + 34.0, 60.0)

    @Slot(object)
    def _strip_follows(self, sight: tuple[float, float]) -> None:
        self._follow(self.strip, sight)

    @Slot(object)
    def _plot_follows(self, sight: tuple[float, float]) -> None:
        self._follow(self.plot, sight)

    def _follow(self, plot: MarketPlot, sight: tuple[float, float]) -> None:
        if self._following or plot.picture is None or self.strip.picture is None:
            return
        self._following = True
        try:
            plot.follow(*sight)
        finally:
            self._following = False

    @Slot(object)
    def _strip_reads(self, start: np.datetime64 | None) -> None:
        self._read(self.strip, start)

    @Slot(object)
    def _plot_reads(self, start: np.datetime64 | None) -> None:
        self._read(self.plot, start)

    def _read(self, plot: MarketPlot, start: np.datetime64 | None) -> None:
        if self._following:
            return
        self._following = True
        try:
            if self.strip.picture is not None:
                plot.set_cursor(start)
        finally:
            self._following = False
        self.cursor_changed.emit(start)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        self.plot.refresh_theme()
        self.strip.refresh_theme()
