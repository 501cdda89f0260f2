"""The plot: one `Picture` drawn for the visible range only, so that a year moves as smoothly as a day."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.chart.axis import MarketTimeAxis, NumberAxis
from ravenwits_desktop.ui.chart.bands import BandItem
from ravenwits_desktop.ui.chart.crosshair import Crosshair, read_out
from ravenwits_desktop.ui.chart.picture import OPEN, PREVIOUS, PURCHASE, Picture
from ravenwits_desktop.ui.chart.view import MarketViewBox

_WIDE_STEP = 4
"""Pixels; where steps are narrower the purchase is one pixel wide, or it would be a blot and slow to move."""
_SHORTEST = 3600.0
"""Seconds; closer than an hour there is nothing to see."""


def band_colours(picture: Picture) -> dict[str, str]:
    """The colour of each band of a picture; markets the program does not know take theirs in the order they come."""
    found, unknown = {}, 0
    for market in picture.markets:
        found[market] = theme.market_colour(market, unknown)
        unknown += market not in theme.MARKET_COLOURS
    if picture.open_position is not None:
        found[OPEN] = theme.current_theme().open_position
    return found


class MarketPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A purchase as a step line over stacked markets, with a cross-hair.

    Keys: left and right move the cross-hair a period (with Ctrl to the ends), Shift and left or right pan, plus and
    minus zoom, Home or Ctrl+0 shows all, Esc hides the cross-hair.
    """

    cursor_changed = Signal(object)
    """The start instant (``numpy.datetime64``, UTC) of the period under the cross-hair, or None."""
    level_changed = Signal(object)
    """0 while every period is drawn, else how many steps coarser the picture is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        time_axis, power_axis, view = MarketTimeAxis(), NumberAxis(), MarketViewBox()
        super().__init__(parent, viewBox=view, axisItems={"bottom": time_axis, "left": power_axis}, background=None)
        self.time_axis, self.power_axis, self.view = time_axis, power_axis, view
        self.setObjectName("chartPlot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.hideButtons()
        self.view.disableAutoRange()
        self._picture: Picture | None = None
        self._levels: tuple[series.Blocks, ...] = ()
        self._behind: tuple[series.Blocks, ...] = ()
        self._level = 0
        self._hidden: frozenset[str] = frozenset()
        self._bands: dict[str, BandItem] = {}
        self._cursor: int | None = None
        self._by_mouse = False
        self._fits_power, self._shows_all = True, True
        self._fitted: tuple[float, float] | None = None
        self.range_band = BandItem()
        self.range_band.setZValue(-5)
        self.lowest_line = pg.PlotCurveItem(connect="finite")
        self.lowest_line.setZValue(18)
        self.purchase_line = pg.PlotCurveItem(connect="finite")
        self.purchase_line.setZValue(20)
        self.previous_line = pg.PlotCurveItem(connect="finite")
        self.previous_line.setZValue(-10)
        for item in (self.range_band, self.lowest_line, self.purchase_line, self.previous_line):
            self.addItem(item, ignoreBounds=True)
        self.zero = pg.InfiniteLine(pos=0, angle=0, movable=False)
        self.zero.setZValue(15)
        self.addItem(self.zero, ignoreBounds=True)
        self.crosshair = Crosshair(self, self)
        self.refresh_theme()
        self.view.sigXRangeChanged.connect(self._range_changed)
        self.view.moved_by_hand.connect(self._moved_by_hand)
        self.scene().sigMouseMoved.connect(self._mouse_moved)

    # -- what is drawn

    @property
    def picture(self) -> Picture | None:
        """What it draws."""
        return self._picture

    @property
    def level(self) -> int:
        """0 while every period is drawn; more where hours, days or weeks are drawn by their mean."""
        return self._level

    @property
    def hidden(self) -> frozenset[str]:
        """The names of the series that are not drawn."""
        return self._hidden

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each band drawn."""
        return band_colours(self._picture) if self._picture is not None else {}

    def set_picture(self, picture: Picture | None, *, keep_view: bool = False) -> None:
        """Draw `picture`; with `keep_view` the visible range stays unless all was shown."""
        start = self._cursor_start() if keep_view else None
        self._picture = picture
        self._cursor = None
        for band in self._bands.values():
            self.removeItem(band)
        self._bands = {}
        if picture is None:
            self._levels = self._behind = ()
            self._clear()
            return
        self._levels = series.levels(picture.starts, picture.resolution, picture.zone)
        behind = picture.previous
        self._behind = () if behind is None else series.levels(behind.starts, behind.resolution, picture.zone)
        self.time_axis.set_zone(picture.zone)
        for position, name in enumerate(picture.bands()):
            band = BandItem("" if name == OPEN else name)
            band.setZValue(position)
            self._bands[name] = band
            self.addItem(band, ignoreBounds=True)
        self._dress_bands()
        low, high = self._extent()
        margin = (high - low) * 0.05
        self.view.setLimits(
            xMin=low - margin, xMax=high + margin, minXRange=min(_SHORTEST, high - low), maxXRange=(high - low) * 1.1
        )
        if not keep_view or self._shows_all:
            self.show_all()
        self._redraw()
        if start is not None:
            self.set_cursor(start)
        else:
            self._clear_cursor()

    def set_hidden(self, hidden: Set[str]) -> None:
        """Draw everything but the series of these names; what is left is stacked anew from zero."""
        self._hidden = frozenset(hidden)
        self._redraw()
        self._place_cursor()

    def visible_series(self) -> dict[str, Floats]:
        """Name and MW of each series drawn: ``purchase``, ``previous``, ``open`` and markets by their names."""
        if self._picture is None:
            return {}
        return {name: mw for name, mw in self._picture.series().items() if name not in self._hidden}

    # -- the visible range

    def _extent(self) -> tuple[float, float]:
        return float(self._levels[0].left[0]), float(self._levels[0].right[-1])

    @Slot()
    def show_all(self) -> None:
        """Show the whole purchase, power fitted to it."""
        if not self._levels:
            return
        self._shows_all = self._fits_power = True
        low, high = self._extent()
        self.view.setXRange(low, high, padding=0.01)
        self._fit_power()

    def zoom(self, factor: float) -> None:
        """Show `factor` times as much time, about the cross-hair or else the middle."""
        if not self._levels:
            return
        self._shows_all = False
        centre = None
        if self._cursor is not None:
            blocks = self._levels[0]
            centre = pg.Point((blocks.left[self._cursor] + blocks.right[self._cursor]) / 2, 0)
        self.view.scaleBy(x=factor, y=None, center=centre)

    def pan(self, share: float) -> None:
        """Move along time by a share of what is in sight."""
        (low, high), _ = self.view.viewRange()
        self._shows_all = False
        self.view.translateBy(x=(high - low) * share)

    @Slot(object)
    def _moved_by_hand(self, power_too: object) -> None:
        self._shows_all = False
        if power_too:
            self._fits_power = False

    @Slot()
    def _range_changed(self) -> None:
        self._redraw()
        self._place_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Group anew for the new width."""
        super().resizeEvent(event)
        # The base class resizes once while it is being made.
        if getattr(self, "_levels", None):
            self._redraw()
            self._place_cursor()

    # -- drawing

    def _clear(self) -> None:
        for line in (self.purchase_line, self.lowest_line, self.previous_line):
            line.setData([], [])
        self.range_band.clear()
        self._clear_cursor()

    def _redraw(self) -> None:
        picture = self._picture
        if picture is None:
            return
        (low, high), _ = self.view.viewRange()
        columns = max(1, int(self.view.width()))
        level = series.choose(self._levels, low, high, columns)
        if level != self._level:
            self._level = level
            self.level_changed.emit(level)
        blocks = self._levels[level]
        part = blocks.within(low, high)
        left, right = blocks.left[part], blocks.right[part]
        shown = {name: blocks.mean(mw)[part] for name, mw in picture.bands().items() if name not in self._hidden}
        edges = dict(zip(shown, series.stack(list(shown.values())), strict=True))
        drawn = [np.zeros(1), *(edge for pair in edges.values() for edge in pair)]
        purchase_shown = PURCHASE not in self._hidden
        means = blocks.mean(picture.purchase)[part] if purchase_shown else np.zeros(0)
        spread = purchase_shown and level > 0
        lowest = blocks.lowest(picture.purchase)[part] if spread else np.zeros(0)
        highest = blocks.highest(picture.purchase)[part] if spread else np.zeros(0)
        drawn += [means, lowest, highest]
        self.purchase_line.setData(*_line(left, right, means))
        self.lowest_line.setData(*_line(left, right, lowest))
        if spread:
            self.range_band.set_blocks(left, right, lowest, highest)
        else:
            self.range_band.clear()
        self._dress_purchase(len(left))
        drawn.append(self._draw_previous(low, high, columns))
        self._fitted = _padded(drawn)
        self._fit_power()
        for name, band in self._bands.items():
            if name not in edges:
                band.clear()
                continue
            bottom, top = edges[name]
            band.set_blocks(left, right, bottom, top, self._name_place(band, left, right, bottom, top))

    def _draw_previous(self, low: float, high: float, columns: int) -> Floats:
        picture = self._picture
        if picture is None or picture.previous is None or PREVIOUS in self._hidden:
            self.previous_line.setData([], [])
            return np.zeros(0)
        blocks = self._behind[series.choose(self._behind, low, high, columns)]
        part = blocks.within(low, high)
        values = blocks.mean(picture.previous.mw)[part]
        self.previous_line.setData(*_line(blocks.left[part], blocks.right[part], values))
        return values

    def _name_place(
        self, band: BandItem, left: Floats, right: Floats, bottom: Floats, top: Floats
    ) -> tuple[float, float] | None:
        if not band.name or not len(left):
            return None
        (low, high), (least, most) = self.view.viewRange()
        seconds_a_pixel = (high - low) / max(self.view.width(), 1)
        mw_a_pixel = (most - least) / max(self.view.height(), 1)
        metrics = self.fontMetrics()
        return series.label_place(
            left,
            right,
            bottom,
            top,
            width=(metrics.horizontalAdvance(band.name) + 8) * seconds_a_pixel,
            height=(metrics.height() + 2) * mw_a_pixel,
            centre=(low + high) / 2,
        )

    def _fit_power(self) -> None:
        if self._fits_power and self._fitted is not None:
            self.view.setYRange(*self._fitted, padding=0)

    # -- the cross-hair

    def _cursor_start(self) -> np.datetime64 | None:
        if self._cursor is None or self._picture is None:
            return None
        start: np.datetime64 = self._picture.starts[self._cursor]
        return start

    def set_cursor(self, start: np.datetime64 | None) -> None:
        """Put the cross-hair on the period in which `start` (UTC) lies; None, or a time outside, takes it away."""
        index = None
        if start is not None and self._levels:
            index = self._levels[0].index_at(float(start.astype("datetime64[s]").astype(np.int64)))
        self._by_mouse = False
        self._put_cursor(index)

    def readout_text(self) -> str:
        """What the cross-hair says, one line; empty without one."""
        if self._picture is None or self._cursor is None:
            return ""
        return read_out(self._picture, self._cursor, self._hidden).plain()

    def _put_cursor(self, index: int | None) -> None:
        changed = index != self._cursor
        self._cursor = index
        self._place_cursor()
        if changed:
            self.setAccessibleDescription(self.readout_text())
            self.cursor_changed.emit(self._cursor_start())

    def _clear_cursor(self) -> None:
        self._cursor = None
        self.crosshair.hide()

    def _place_cursor(self) -> None:
        if self._picture is None or self._cursor is None:
            self.crosshair.hide()
            return
        blocks = self._levels[0]
        moment = float(blocks.left[self._cursor] + blocks.right[self._cursor]) / 2
        at = self.mapFromScene(self.view.mapViewToScene(QPointF(moment, 0)))
        inside = self._plot_area()
        if not inside.left() <= at.x() <= inside.right():
            self.crosshair.hide()
            return
        html = read_out(self._picture, self._cursor, self._hidden).rich(self.colours)
        self.crosshair.show(moment, html, QPoint(at.x(), at.y()), inside)

    def _plot_area(self) -> QRect:
        area: QRect = self.mapFromScene(self.view.sceneBoundingRect()).boundingRect()
        return area

    @Slot(object)
    def _mouse_moved(self, position: QPointF) -> None:
        if not self._levels or not QRectF(self.view.sceneBoundingRect()).contains(position):
            self._leave()
            return
        self._by_mouse = True
        self._put_cursor(self._levels[0].index_at(self.view.mapSceneToView(position).x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the cross-hair away unless it was put there by keys."""
        super().leaveEvent(event)
        self._leave()

    def _leave(self) -> None:
        if self._by_mouse:
            self._by_mouse = False
            self._put_cursor(None)

    def _step_cursor(self, step: int) -> None:
        if not self._levels:
            return
        blocks = self._levels[0]
        if self._cursor is None:
            (low, high), _ = self.view.viewRange()
            part = blocks.within(low, high)
            index = (part.start + part.stop) // 2
        else:
            index = self._cursor + step
        index = min(max(index, 0), len(blocks) - 1)
        self._by_mouse = False
        (low, high), _ = self.view.viewRange()
        if blocks.left[index] < low:
            self._shows_all = False
            self.view.translateBy(x=float(blocks.left[index]) - low)
        elif blocks.right[index] > high:
            self._shows_all = False
            self.view.translateBy(x=float(blocks.right[index]) - high)
        self._put_cursor(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the class's docstring; others go on to the window."""
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if direction is not None and shift:
            self.pan(direction * 0.2)
        elif direction is not None:
            self._step_cursor(direction * (len(self._levels[0]) if control and self._levels else 1))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / 1.5)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1.5)
        elif key == Qt.Key.Key_Home or (control and key == Qt.Key.Key_0):
            self.show_all()
        elif key == Qt.Key.Key_Escape and self._cursor is not None:
            self._put_cursor(None)
        else:
            event.ignore()
            return
        event.accept()

    # -- colours

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        colours = theme.current_theme()
        self.setBackground(colours.base)
        font = theme.tabular(self.font())
        for axis in (self.time_axis, self.power_axis):
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.muted))
            axis.setTickPen(pg.mkPen(colours.line))
            # Below which share of the axis texts are written: the ticks are chosen so that all of them fit.
            axis.setStyle(tickFont=font, tickTextOffset=6, textFillLimits=[(0, 0.95)])
            axis.setZValue(-1000)
        self.power_axis.setGrid(160)
        self.power_axis.setLabel("MW", **{"color": colours.muted, "font-size": f"{self.font().pointSizeF()}pt"})
        self.zero.setPen(pg.mkPen(colours.muted, width=1))
        self.previous_line.setPen(pg.mkPen(colours.muted, width=1))
        # Opaque and behind the bands: a see-through one over them costs more than all the rest.
        self.range_band.dress(QBrush(QColor(colours.line)), QFont(font))
        self.lowest_line.setPen(pg.mkPen(colours.muted, width=1))
        self.crosshair.refresh_theme()
        self._dress_bands()
        self._redraw()

    def _dress_purchase(self, steps: int) -> None:
        colours = theme.current_theme()
        # Such pens count the pixels of the screen, of which there may be several to one of Qt's.
        width = round(2 * self.devicePixelRatioF()) if steps * _WIDE_STEP <= self.view.width() else 1
        self.purchase_line.setPen(pg.mkPen(colours.text, width=width))

    def _dress_bands(self) -> None:
        colours, base = self.colours, QColor(theme.current_theme().base)
        for name, band in self._bands.items():
            if name == OPEN:
                band.dress(QBrush(QColor(colours[name]), Qt.BrushStyle.BDiagPattern), self.font(), base)
            else:
                band.dress(QBrush(QColor(colours[name])), self.font())


def _line(left: Floats, right: Floats, values: Floats) -> tuple[Floats, Floats]:
    """A step line of `values`; nothing where there are none."""
    return series.step_line(left, right, values) if len(values) else (values, values)


def _padded(drawn: list[Floats]) -> tuple[float, float]:
    """The lowest and the highest value drawn, with room; zero is always among them."""
    lowest = min(float(values.min()) for values in drawn if len(values))
    highest = max(float(values.max()) for values in drawn if len(values))
    room = (highest - lowest) * 0.06 or 1.0
    return (lowest - room if lowest < 0 else lowest - room / 3), (highest + room if highest > 0 else highest + room / 3)
