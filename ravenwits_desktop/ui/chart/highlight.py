"""The hours that are selected in the table, as bands behind everything else in the plot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.series import seconds

_STRIP = 3
"""Pixels: the line at the foot of a band, and its least width, so that a quarter is found in a year."""
_GROUND = 0.18
"""How much of the accent colour a band has: the grid is seen through it, and it looks like a selection in the table."""
_NOTHING = np.zeros(0)


def merged_spans(starts: Minutes, resolution: int) -> tuple[Floats, Floats]:
    """Begins and ends, in seconds UTC, of the spans that some periods cover; none touches another.

    `starts` (UTC) may be in any order, twice there or NaT; `resolution` in minutes.
    """
    unknown = np.isnat(starts)
    left = starts[~unknown] if unknown.any() else starts
    if not len(left):
        return _NOTHING, _NOTHING
    steps = np.diff(left.view(np.int64))
    if (steps <= 0).any():
        left = np.unique(left)
        steps = np.diff(left.view(np.int64))
    apart = np.flatnonzero(steps > resolution)
    begins, ends = left[np.concatenate([[0], apart + 1])], left[np.append(apart, len(left) - 1)]
    return seconds(begins), seconds(ends + timegrid.minutes(resolution))


class HighlightItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Bands over the whole height of the plot, each with a line at its foot."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__()
        self.setZValue(-20)
        self._view = view
        self.spans: tuple[Floats, Floats] = (_NOTHING, _NOTHING)
        """Begins and ends of the bands, seconds UTC."""
        self._bounds = QRectF()
        view.sigRangeChanged.connect(self._fit)

    def set_spans(self, left: Floats, right: Floats) -> None:
        """Draw these spans from now on (seconds UTC, in order)."""
        self.spans = (left, right)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.prepareGeometryChange()
        self._bounds = QRectF(self._view.viewRect()) if len(self.spans[0]) else QRectF()
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Where it paints, in data coordinates."""
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Paint whole pixels, those in sight alone."""
        left, right = self.spans
        inside = slice(
            int(np.searchsorted(right, self._bounds.left())), int(np.searchsorted(left, self._bounds.right()))
        )
        if inside.start >= inside.stop:
            return
        to_pixels = painter.worldTransform()
        area = to_pixels.mapRect(self._bounds)
        x0, x1 = (np.rint(edge[inside] * to_pixels.m11() + to_pixels.dx()) for edge in (left, right))
        line = QColor(theme.current_theme().accent)
        ground = QColor(line)
        ground.setAlphaF(_GROUND)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        width = np.maximum(x1 - x0, 1)
        _fill(painter, ground, x0, width, area.top(), area.height())
        _fill(painter, line, x0, np.maximum(width, _STRIP), area.bottom() - _STRIP, _STRIP)
        painter.restore()


def _fill(painter: QPainter, colour: QColor, x: Floats, width: Floats, top: float, height: float) -> None:
    array = PrimitiveArray(pg.QtCore.QRectF, 4)
    array.resize(len(x))
    array.ndarray()[:] = np.column_stack([x, np.full(len(x), top), width, np.full(len(x), height)])
    painter.setBrush(colour)
    painter.drawRects(*array.drawargs())
