"""The plot: what of a `Picture` is in sight, and how mouse and keys move about in it."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import keys
from ravenwits_desktop.ui.chart.axis import MarketTimeAxis, NumberAxis
from ravenwits_desktop.ui.chart.brush import Brush
from ravenwits_desktop.ui.chart.crosshair import Crosshair, read_out
from ravenwits_desktop.ui.chart.day_view import DayMenu
from ravenwits_desktop.ui.chart.drawing import Drawing
from ravenwits_desktop.ui.chart.highlight import merged_spans
from ravenwits_desktop.ui.chart.picture import Picture
from ravenwits_desktop.ui.chart.sight import MovablePlot, extent
from ravenwits_desktop.ui.chart.step_drag import StepDrag
from ravenwits_desktop.ui.chart.units import Unit, axis_title
from ravenwits_desktop.ui.chart.view import MarketViewBox

_SHORTEST = 3600.0
"""Seconds; closer than an hour there is nothing to see."""


class MarketPlot(MovablePlot):
    """A purchase as a step line over stacked markets, with a cross-hair. Its keys are those of `keys`."""

    cursor_changed = Signal(object)
    """The start instant (``numpy.datetime64``, UTC) of the period under the cross-hair, or None."""
    nudged = Signal(object)
    """1 or -1: the selected values are to go up or down by a step."""
    level_changed = Signal(object)
    """0 while every period is drawn, else how many steps coarser the picture is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        time_axis, power_axis, view = MarketTimeAxis(), NumberAxis(), MarketViewBox()
        super().__init__(parent, view, {"bottom": time_axis, "left": power_axis})
        self.time_axis, self.power_axis = time_axis, power_axis
        self.setObjectName("chartPlot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.hideButtons()
        self.view.disableAutoRange()
        self._hidden: frozenset[str] = frozenset()
        self._refusal = ""
        self._by_mouse = False
        self.brief = False
        """Whether its read-out leaves out the time, which another pane tells."""
        self.drawing = Drawing(self, self.view, self)
        self.crosshair = Crosshair(self, self)
        self.brush = Brush(self.drawing, view, self)
        self.step_drag = StepDrag(self.drawing, view, self)
        self.day_menu = DayMenu(self, self)
        view.gestures = (self.brush, self.step_drag)
        self.step_drag.previewed.connect(self._draw_dragged)
        self.refresh_theme()
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        self.scene().sigMouseClicked.connect(self._clicked)

    # -- what is drawn

    @property
    def picture(self) -> Picture | None:
        """What it draws."""
        return self.drawing.picture

    @property
    def level(self) -> int:
        """0 while every period is drawn; more where hours, days or weeks are drawn by their mean."""
        return self.drawing.level

    @property
    def hidden(self) -> frozenset[str]:
        """The names of the series that are not drawn."""
        return self._hidden

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each band drawn."""
        return self.drawing.colours

    def has_times_of(self, picture: Picture) -> bool:
        """Whether what is drawn has the periods of `picture`."""
        return self.picture is not None and np.array_equal(self.picture.starts, picture.starts)

    def set_picture(
        self, picture: Picture | None, *, keep_view: bool = False, whole: tuple[float, float] | None = None
    ) -> None:
        """Draw `picture`; with `keep_view` the visible range stays unless all was shown.

        `whole` is all the time there is to be shown (seconds UTC) where that is not the picture's own.
        """
        start = self.cursor_start() if keep_view else None
        before = self.picture
        self._cursor = None
        self.step_drag.forget()
        self.drawing.set_picture(picture)
        periods = self.drawing.periods
        if picture is None or periods is None:
            self._clear_cursor()
            return
        self.time_axis.set_zone(picture.zone)
        self._title_axis()
        self._whole = low, high = extent(periods) if whole is None else whole
        margin = (high - low) * 0.05
        self.view.setLimits(
            xMin=low - margin, xMax=high + margin, minXRange=min(_SHORTEST, high - low), maxXRange=(high - low) * 1.1
        )
        if before is None or before.unit is not picture.unit:
            self._fits_power = True
        if not keep_view or self._shows_all:
            self.show_all()
        self._redraw()
        self._settle(anew=not keep_view)
        if start is not None:
            self.set_cursor(start)
        else:
            self._clear_cursor()

    def set_hidden(self, hidden: Set[str]) -> None:
        """Draw everything but the series of these names; what is left is stacked anew from zero."""
        self._hidden = frozenset(hidden)
        self._redraw()
        self._place_cursor()

    def set_editable(self, *, selects: bool, drags: bool, why_not: str = "") -> None:
        """Whether hours can be selected, and steps be dragged; `why_not` is told over a step that cannot."""
        self.brush.available, self.step_drag.editable, self.step_drag.why_not = selects, drags, why_not

    def set_selected(self, starts: Minutes, resolution: int) -> None:
        """Highlight these periods (start instants, UTC, in any order; minutes): a drag moves them together."""
        if not len(starts) and not self.step_drag.has_selected:
            return
        self.drawing.highlight.set_spans(*merged_spans(starts, resolution))
        self.step_drag.set_selected(starts)

    @Slot(object)
    def _draw_dragged(self, picture: Picture) -> None:
        # The range of power stays: a step must not run away from under the mouse.
        self.drawing.set_picture(picture)
        self.drawing.draw(self._hidden, fit=False)
        if self.step_drag.active:
            self.crosshair.hide()
        else:
            self._place_cursor()

    def visible_series(self) -> dict[str, Floats]:
        """Name and MW of each series drawn: ``purchase``, ``previous``, ``open`` and markets by their names."""
        picture = self.picture
        if picture is None:
            return {}
        return {name: mw for name, mw in picture.series().items() if name not in self._hidden}

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Group anew for the new width."""
        super().resizeEvent(event)
        # The base class resizes once while it is being made.
        drawing: Drawing | None = getattr(self, "drawing", None)
        if drawing is not None and drawing.picture is not None:
            self._redraw()
            self._place_cursor()

    def _redraw(self) -> None:
        before = self.drawing.level
        self.drawing.draw(self._hidden, fit=self._fits_power)
        if self.drawing.level != before:
            self.level_changed.emit(self.drawing.level)

    # -- the cross-hair

    def cursor_start(self) -> np.datetime64 | None:
        """The start instant (UTC) of the period under the cross-hair; None without one."""
        picture = self.picture
        if self._cursor is None or picture is None:
            return None
        start: np.datetime64 = picture.starts[self._cursor]
        return start

    def set_cursor(self, start: np.datetime64 | None) -> None:
        """Put the cross-hair on the period in which `start` (UTC) lies; None, or a time outside, takes it away."""
        index, periods = None, self.drawing.periods
        if start is not None and periods is not None:
            index = periods.index_at(float(start.astype("datetime64[s]").astype(np.int64)))
        self._by_mouse = False
        self._put_cursor(index)

    def readout_text(self) -> str:
        """What the cross-hair says, one line; empty without one."""
        picture = self.picture
        if picture is None or self._cursor is None:
            return ""
        return read_out(picture, self._cursor, self._hidden).plain()

    def _put_cursor(self, index: int | None) -> None:
        changed = index != self._cursor
        self._cursor = index
        self._place_cursor()
        if changed:
            self.setAccessibleDescription(self.readout_text())
            self.cursor_changed.emit(self.cursor_start())

    def _clear_cursor(self) -> None:
        self._cursor = None
        self.crosshair.hide()

    def _place_cursor(self) -> None:
        picture, periods = self.picture, self.drawing.periods
        if picture is None or periods is None or self._cursor is None:
            self.crosshair.hide()
            return
        moment = float(periods.left[self._cursor] + periods.right[self._cursor]) / 2
        at = self.mapFromScene(self.view.mapViewToScene(QPointF(moment, 0)))
        inside = self._plot_area()
        if not inside.left() <= at.x() <= inside.right():
            self.crosshair.hide()
            return
        brief = self.brief and not (len(picture.partial) and picture.partial[self._cursor])
        html = read_out(picture, self._cursor, self._hidden).rich(self.colours, brief=brief)
        self.crosshair.show(moment, html, QPoint(at.x(), at.y()), inside)

    def _plot_area(self) -> QRect:
        area: QRect = self.mapFromScene(self.view.sceneBoundingRect()).boundingRect()
        return area

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        periods, position = self.drawing.periods, QPointF(event.scenePos())
        if event.button() == Qt.MouseButton.RightButton and QRectF(self.view.sceneBoundingRect()).contains(position):
            self.day_menu.offer(event.screenPos().toPoint(), float(self.view.mapSceneToView(position).x()))
            return
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if periods is not None and plain and QRectF(self.view.sceneBoundingRect()).contains(position):
            index = periods.index_at(self.view.mapSceneToView(position).x())
            if index is not None:
                self.brush.select(index)

    @Slot(object)
    def _mouse_moved(self, position: QPointF) -> None:
        periods = self.drawing.periods
        if self.step_drag.active:
            return
        self._show_hold(position)
        if periods is None or not QRectF(self.view.sceneBoundingRect()).contains(position):
            self._leave()
            return
        self._by_mouse = True
        self._put_cursor(periods.index_at(self.view.mapSceneToView(position).x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the cross-hair away unless it was put there by keys."""
        super().leaveEvent(event)
        self._leave()

    def _leave(self) -> None:
        if self._by_mouse:
            self._by_mouse = False
            self._put_cursor(None)

    def _show_hold(self, position: QPointF) -> None:
        """A size cursor over a step that can be dragged; over one that cannot be as it is drawn, why not."""
        refusal = self.step_drag.refusal_at(position)
        if refusal != self._refusal:
            self._refusal = refusal
            QToolTip.showText(self.mapToGlobal(self.mapFromScene(position)), refusal, self)
        if not self.brush.armed and self.step_drag.step_at(position) is not None:
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.viewport().unsetCursor()

    @property
    def cursor_index(self) -> int | None:
        """The period under the cross-hair; None without one."""
        return self._cursor

    def hide_cursor(self) -> None:
        """Take the cross-hair away."""
        self._put_cursor(None)

    def step_cursor(self, step: int) -> None:
        """Move the cross-hair so many periods, and the view along with it; without one it comes to the middle."""
        periods = self.drawing.periods
        if periods is None:
            return
        if self._cursor is None:
            (low, high), _ = self.view.viewRange()
            part = periods.within(low, high)
            index = (part.start + part.stop) // 2
        else:
            index = self._cursor + step
        index = min(max(index, 0), len(periods) - 1)
        self._by_mouse = False
        (low, high), _ = self.view.viewRange()
        if periods.left[index] < low:
            self._shows_all = False
            self.view.translateBy(x=float(periods.left[index]) - low)
        elif periods.right[index] > high:
            self._shows_all = False
            self.view.translateBy(x=float(periods.right[index]) - high)
        self._put_cursor(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the plot; others go on to the window."""
        event.setAccepted(keys.press(self, event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu by its key; by the mouse it opens when the button is let go, since a drag with it draws a box."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.day_menu.offer(self.mapToGlobal(self._plot_area().center()), None)
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
        self._title_axis()
        self.drawing.refresh_theme()
        self.crosshair.refresh_theme()
        self.step_drag.refresh_theme()
        self._redraw()

    def _title_axis(self) -> None:
        picture, colours = self.picture, theme.current_theme()
        title = axis_title(picture.unit, picture.resolution) if picture is not None else Unit.MW.value
        self.power_axis.setLabel(title, **{"color": colours.muted, "font-size": f"{self.font().pointSizeF()}pt"})
