"""Filled bands of steps, each with its colour or hatching and, where there is room, its name."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QTransform

from ravenwits_desktop.domain.timegrid import Floats

_NOTHING = np.zeros(0)
_PLAIN = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush)
_MANY = 50
"""Of more narrow blocks each would begin the hatching anew: over a year that takes ten times as long as all at once."""
_REPEATS = 32
"""After so many pixels a hatching begins anew, on screens of any scale: eight dots, in quarters of a pixel."""


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever reads better on `colour`."""
    luminance = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return QColor("#1D1D1B") if luminance > 0.55 else QColor("#FFFFFF")


class BandItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """One band: blocks from a lower to an upper edge, filled; `name` is written at a place so that grey print reads.

    Painted as rectangles on whole pixels. One outline round all of them would be filled by scan lines in seconds.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name
        self.brush = QBrush()
        self.backdrop: QColor | None = None
        self.place: tuple[float, float] | None = None
        self._font = QFont()
        self._edges = (_NOTHING, _NOTHING, _NOTHING, _NOTHING)
        self._bounds = QRectF()

    def dress(self, brush: QBrush, font: QFont, backdrop: QColor | None = None) -> None:
        """Fill with `brush`; a hatched one over `backdrop`. The name is written in `font`."""
        self.brush, self.backdrop, self._font = brush, backdrop, font
        self.update()

    def set_blocks(
        self, left: Floats, right: Floats, low: Floats, high: Floats, place: tuple[float, float] | None = None
    ) -> None:
        """Draw these blocks from now on (seconds and MW), the name at `place` or not at all."""
        self.prepareGeometryChange()
        shown = high > low
        left, right, low, high = left[shown], right[shown], low[shown], high[shown]
        self._edges = (left, right, low, high)
        self.place = place
        self._bounds = QRectF()
        if len(left):
            bottom, top = float(low.min()), float(high.max())
            self._bounds = QRectF(left[0], bottom, right[-1] - left[0], top - bottom)
        self.update()

    def clear(self) -> None:
        """Draw nothing."""
        self.set_blocks(_NOTHING, _NOTHING, _NOTHING, _NOTHING)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Where it paints, in data coordinates."""
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Paint in pixels: hatching and letters must not be stretched with the axes."""
        to_pixels = painter.worldTransform()
        rectangles = self._rectangles(to_pixels, painter.device().devicePixelRatio())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        if len(rectangles):
            array = PrimitiveArray(pg.QtCore.QRectF, 4)
            array.resize(len(rectangles))
            array.ndarray()[:] = rectangles
            if self.backdrop is not None:
                painter.setBrush(self.backdrop)
                painter.drawRects(*array.drawargs())
            if len(rectangles) > _MANY and self.brush.style() not in _PLAIN:
                _hatch(painter, array, rectangles, self.brush)
            else:
                painter.setBrush(self.brush)
                painter.drawRects(*array.drawargs())
        if self.place is not None:
            self._write(painter, to_pixels.map(QPointF(*self.place)))
        painter.restore()

    def _rectangles(self, to_pixels: QTransform, ratio: float) -> npt.NDArray[np.float64]:
        """The blocks as x, y, width, height, on whole pixels of the screen (`ratio` of them to one of Qt's)."""
        left, right, low, high = self._edges
        scale_x, scale_y = to_pixels.m11() * ratio, to_pixels.m22() * ratio
        x0, x1 = (np.rint(edge * scale_x + to_pixels.dx() * ratio) for edge in (left, right))
        y0, y1 = (np.rint(edge * scale_y + to_pixels.dy() * ratio) for edge in (high, low))
        seen = (x1 > x0) & (y1 > y0)
        return np.column_stack([x0, y0, x1 - x0, y1 - y0])[seen] / ratio

    def _write(self, painter: QPainter, middle: QPointF) -> None:
        metrics = QFontMetricsF(self._font)
        box = QRectF(0, 0, metrics.horizontalAdvance(self.name) + 2, metrics.height())
        box.moveCenter(middle)
        painter.setFont(self._font)
        painter.setPen(readable_on(self.brush.color()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.name)


def _hatch(painter: QPainter, array: PrimitiveArray, rectangles: npt.NDArray[np.float64], brush: QBrush) -> None:
    """Fill blocks (x, y, width, height; as `array` too) with a hatched brush: drawn plain, then hatched in one go."""
    ratio = painter.device().devicePixelRatio()
    begin, end = rectangles[:, :2].min(axis=0), (rectangles[:, :2] + rectangles[:, 2:]).max(axis=0)
    # what lies outside of the picture is not painted, however large it is
    begin = np.floor(np.maximum(begin, 0) / _REPEATS) * _REPEATS
    size = np.ceil(np.minimum(end, (painter.device().width(), painter.device().height())) - begin)
    if (size <= 0).any():
        return
    place = QPoint(*begin.astype(int).tolist())
    image = QImage(QSize(*np.rint(size * ratio).astype(int).tolist()), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    drawn = QPainter(image)
    drawn.translate(-place)
    drawn.setPen(Qt.PenStyle.NoPen)
    drawn.setBrush(brush.color())
    drawn.drawRects(*array.drawargs())
    drawn.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    drawn.fillRect(QRectF(place, QSize(*size.astype(int).tolist())), brush)
    drawn.end()
    painter.drawImage(place, image)
