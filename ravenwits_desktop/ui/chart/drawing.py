"""The items that show a `Picture`, drawn for the visible range only, so that a year moves as smoothly as a day."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.chart.bands import BandItem
from ravenwits_desktop.ui.chart.behind import BehindLine
from ravenwits_desktop.ui.chart.highlight import HighlightItem
from ravenwits_desktop.ui.chart.lines import LineItems
from ravenwits_desktop.ui.chart.picture import CHANGE, DIFFERENCE, OPEN, PREVIOUS, Picture
from ravenwits_desktop.ui.chart.view import MarketViewBox
from ravenwits_desktop.ui.theme import Theme

WIDE_STEP = 4
"""Pixels; where steps are narrower the purchase is one pixel wide, or it would be a blot and slow to move."""


def band_colours(picture: Picture, colours: Theme | None = None) -> dict[str, str]:
    """The colour of each band of a picture; markets the program does not know take theirs in the order they come.

    `colours` in place of the current theme.
    """
    colours = colours or theme.current_theme()
    found, unknown = {}, 0
    for market in picture.markets:
        if market in (DIFFERENCE, CHANGE):
            found[market] = colours.accent
            continue
        found[market] = theme.market_colour(market, unknown)
        unknown += market not in theme.MARKET_COLOURS
    if picture.open_position is not None:
        found[OPEN] = colours.open_position
    return found


class Drawing:
    """What is drawn of a picture in the visible range. Belongs to one `PlotWidget`, whose view it reads and fits."""

    def __init__(self, plot: Any, view: MarketViewBox, widget: QWidget) -> None:
        self._plot, self._view, self._widget = plot, view, widget
        self.picture: Picture | None = None
        """What it draws."""
        self.level = 0
        """0 while every period is drawn; more where hours, days or weeks are drawn by their mean."""
        self.moving = False
        """Whether the view is being moved, so that every line is one pixel wide."""
        self.shows_purchase = True
        """Whether the line of the purchase was drawn."""
        self.lines = LineItems(plot)
        self.bands: dict[str, BandItem] = {}
        """The markets and the open position by name, the lowest first."""
        self._levels: tuple[series.Blocks, ...] = ()
        self._fitted: tuple[float, float] | None = None
        self.range_band = BandItem()
        self.range_band.setZValue(-5)
        self.lowest_line = pg.PlotCurveItem(connect="finite")
        self.lowest_line.setZValue(18)
        self.purchase_line = pg.PlotCurveItem(connect="finite")
        self.purchase_line.setZValue(20)
        self.previous_line = BehindLine(plot, -10)
        self.replaced_line = BehindLine(plot, 19, Qt.PenStyle.DashLine)
        for item in (self.range_band, self.lowest_line, self.purchase_line):
            plot.addItem(item, ignoreBounds=True)
        self.highlight = HighlightItem(view)
        plot.addItem(self.highlight, ignoreBounds=True)
        self.zero = pg.InfiniteLine(pos=0, angle=0, movable=False)
        self.zero.setZValue(15)
        plot.addItem(self.zero, ignoreBounds=True)

    @property
    def periods(self) -> series.Blocks | None:
        """The periods of the picture in seconds, UTC; None without a picture."""
        return self._levels[0] if self._levels else None

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each band and of each line that is not the purchase's."""
        return band_colours(self.picture) | self.lines.colours if self.picture is not None else {}

    def set_picture(self, picture: Picture | None) -> None:
        """Take another picture; `draw` shows it. None clears at once.

        What was made for the periods and the bands is kept where those are the same: an edited draft costs a drawing.
        """
        before, self.picture = self.picture, picture
        if picture is None:
            self._make_bands(())
            self._levels = ()
            self._clear()
            return
        if before is None or not before.same_periods(picture):
            self._levels = series.levels(picture.starts, picture.resolution, picture.zone, picture.ends)
        self.previous_line.set_line(picture.previous, picture.zone)
        self.replaced_line.set_line(picture.replaced, picture.zone)
        self.lines.set_names(tuple(picture.lines))
        if tuple(self.bands) != tuple(picture.bands()):
            self._make_bands(tuple(picture.bands()))

    def _make_bands(self, names: tuple[str, ...]) -> None:
        for band in self.bands.values():
            self._plot.removeItem(band)
        self.bands = {}
        for position, name in enumerate(names):
            band = BandItem("" if name in (OPEN, DIFFERENCE, CHANGE) else name)
            band.setZValue(position)
            self.bands[name] = band
            self._plot.addItem(band, ignoreBounds=True)
        self._dress_bands()

    def _clear(self) -> None:
        for line in (self.purchase_line, self.lowest_line):
            line.setData([], [])
        self.lines.set_names(())
        for behind in (self.previous_line, self.replaced_line):
            behind.clear()
        self.range_band.clear()

    def draw(self, hidden: Set[str], *, fit: bool) -> None:
        """Draw what is in sight but the series named in `hidden`; with `fit` the range of power follows it."""
        picture = self.picture
        if picture is None:
            return
        (low, high), _ = self._view.viewRange()
        columns = max(1, int(self._view.width()))
        self.level = series.choose(self._levels, low, high, columns)
        blocks = self._levels[self.level]
        part = blocks.within(low, high)
        left, right = blocks.left[part], blocks.right[part]
        shown = {name: blocks.mean(mw)[part] for name, mw in picture.bands().items() if name not in hidden}
        edges = dict(zip(shown, series.stack(list(shown.values())), strict=True))
        drawn = [np.zeros(1), *(edge for pair in edges.values() for edge in pair)]
        self.shows_purchase = bool(picture.main) and picture.main not in hidden
        purchase = self._draw_purchase(picture, blocks, part, shown=self.shows_purchase)
        drawn += purchase
        drawn.append(self.previous_line.draw(low, high, columns, shown=PREVIOUS not in hidden))
        drawn.append(self.replaced_line.draw(low, high, columns, shown=self.shows_purchase))
        means = {name: blocks.mean(mw)[part] for name, mw in picture.lines.items() if name not in hidden}
        drawn += self.lines.draw(left, right, means, self._line_width(len(left)), purchase[0])
        self._fitted = padded(drawn)
        if fit:
            self.fit_power()
        # Last: whether a name has room depends on the range of power.
        for name, band in self.bands.items():
            if name not in edges:
                band.clear()
                continue
            bottom, top = edges[name]
            band.set_blocks(left, right, bottom, top, self._name_place(band, left, right, bottom, top))

    def fit_power(self) -> None:
        """Show the range of power of all that was drawn last."""
        if self._fitted is not None:
            self._view.setYRange(*self._fitted, padding=0)

    def _draw_purchase(self, picture: Picture, blocks: series.Blocks, part: slice, *, shown: bool) -> list[Floats]:
        """The purchase, and where blocks are means the range of their periods behind; the values drawn."""
        left, right = blocks.left[part], blocks.right[part]
        means = blocks.mean(picture.purchase)[part] if shown else np.zeros(0)
        # Only where nothing else is drawn: behind stacked markets or other lines it reads as one of them.
        spread = shown and self.level > 0 and not picture.bands() and not picture.lines
        lowest = blocks.lowest(picture.purchase)[part] if spread else np.zeros(0)
        highest = blocks.highest(picture.purchase)[part] if spread else np.zeros(0)
        self.purchase_line.setData(*_line(left, right, means))
        self.lowest_line.setData(*_line(left, right, lowest))
        if spread:
            self.range_band.set_blocks(left, right, lowest, highest)
        else:
            self.range_band.clear()
        self._dress_purchase(len(left))
        return [means, lowest, highest]

    def _name_place(
        self, band: BandItem, left: Floats, right: Floats, bottom: Floats, top: Floats
    ) -> tuple[float, float] | None:
        if not band.name or not len(left):
            return None
        (low, high), (least, most) = self._view.viewRange()
        seconds_a_pixel = (high - low) / max(self._view.width(), 1)
        mw_a_pixel = (most - least) / max(self._view.height(), 1)
        metrics = self._widget.fontMetrics()
        return series.label_place(
            left,
            right,
            bottom,
            top,
            width=(metrics.horizontalAdvance(band.name) + 8) * seconds_a_pixel,
            height=(metrics.height() + 2) * mw_a_pixel,
            centre=(low + high) / 2,
        )

    # -- colours

    def refresh_theme(self) -> None:
        """Take the colours of the current theme; the purchase takes its own when it is drawn."""
        colours = theme.current_theme()
        self.highlight.update()
        self.zero.setPen(pg.mkPen(colours.muted, width=1))
        self.previous_line.dress(colours.muted)
        self.replaced_line.dress(colours.text)
        # Opaque and behind the bands: a see-through one over them costs more than all the rest.
        self.range_band.dress(QBrush(QColor(colours.line)), QFont(theme.tabular(self._widget.font())))
        self.lowest_line.setPen(pg.mkPen(colours.muted, width=1))
        self.lines.refresh_theme()
        self._dress_bands()

    def _line_width(self, steps: int) -> int:
        # Such pens count the pixels of the screen, of which there may be several to one of Qt's.
        wide = not self.moving and steps * WIDE_STEP <= self._view.width()
        return round(2 * self._widget.devicePixelRatioF()) if wide else 1

    def _dress_purchase(self, steps: int) -> None:
        colours, width = theme.current_theme(), self._line_width(steps)
        # Where a model buys all of it in a market its line lies upon the purchase, which has to be seen on both sides.
        # Lines of one pixel have gaps instead.
        if width > 1 and self.picture is not None and self.picture.lines:
            width *= 2
        self.purchase_line.setPen(pg.mkPen(colours.text, width=width))

    def _dress_bands(self) -> None:
        colours, base = self.colours, QColor(theme.current_theme().base)
        for name, band in self.bands.items():
            if name == OPEN:
                band.dress(QBrush(QColor(colours[name]), Qt.BrushStyle.BDiagPattern), self._widget.font(), base)
            else:
                band.dress(QBrush(QColor(colours[name])), self._widget.font())


def _line(left: Floats, right: Floats, values: Floats) -> tuple[Floats, Floats]:
    """A step line of `values`; nothing where there are none."""
    return series.step_line(left, right, values) if len(values) else (values, values)


def padded(drawn: list[Floats]) -> tuple[float, float]:
    """The lowest and the highest value drawn, with room; zero is always among them."""
    lowest = min(float(np.fmin.reduce(values)) for values in (np.zeros(1), *drawn) if not np.isnan(values).all())
    highest = max(float(np.fmax.reduce(values)) for values in (np.zeros(1), *drawn) if not np.isnan(values).all())
    room = (highest - lowest) * 0.06 or 1.0
    return (lowest - room if lowest < 0 else lowest - room / 3), (highest + room if highest > 0 else highest + room / 3)
