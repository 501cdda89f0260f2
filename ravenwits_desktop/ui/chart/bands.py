"""Filled bands of steps, each with its colour or hatching and, where there is room, its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPolygonF


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever reads better on `colour`."""
    luminance = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return QColor("#1D1D1B") if luminance > 0.55 else QColor("#FFFFFF")


class BandItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """One band: closed outlines in data coordinates, filled; `name` is written at `place` so that grey print reads."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name
        self.brush = QBrush()
        self.backdrop: QColor | None = None
        self._font = QFont()
        self._place: QPointF | None = None
        self._polygons: list[QPolygonF] = []
        self._bounds = QRectF()

    def dress(self, brush: QBrush, font: QFont, backdrop: QColor | None = None) -> None:
        """Fill with `brush`; a hatched one over `backdrop`. The name is written in `font`."""
        self.brush, self.backdrop, self._font = brush, backdrop, font
        self.update()

    def set_outlines(self, outlines: Sequence[npt.NDArray[np.float64]], place: tuple[float, float] | None) -> None:
        """Draw these outlines from now on, the name at `place` (data coordinates) or not at all."""
        self.prepareGeometryChange()
        self._polygons = [pg.functions.arrayToQPolygonF(outline[:, 0], outline[:, 1]) for outline in outlines]
        self._place = None if place is None else QPointF(*place)
        bounds = QRectF()
        for polygon in self._polygons:
            bounds = bounds.united(polygon.boundingRect())
        self._bounds = bounds
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Where it paints, in data coordinates."""
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Paint in pixels: hatching and letters must not be stretched with the axes."""
        to_pixels = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for polygon in self._polygons:
            mapped = to_pixels.map(polygon)
            if self.backdrop is not None:
                painter.setBrush(self.backdrop)
                painter.drawPolygon(mapped)
            painter.setBrush(self.brush)
            painter.drawPolygon(mapped)
        if self._place is not None:
            self._write(painter, to_pixels.map(self._place))
        painter.restore()

    def _write(self, painter: QPainter, middle: QPointF) -> None:
        metrics = QFontMetricsF(self._font)
        box = QRectF(0, 0, metrics.horizontalAdvance(self.name) + 2, metrics.height())
        box.moveCenter(middle)
        painter.setFont(self._font)
        painter.setPen(readable_on(self.brush.color()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.name)
