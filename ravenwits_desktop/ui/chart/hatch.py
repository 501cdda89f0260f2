"""Hatching as lines of its own: patterns of a brush are counted in dots of the printer, and are grey on paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

_SPACING = 6.0
_MOST_BOXES = 400
"""Of more narrow boxes the lines would be more than all the rest of the paper: a brush has to do."""
_SLOPES = {
    Qt.BrushStyle.HorPattern: (0,),
    Qt.BrushStyle.FDiagPattern: (1,),
    Qt.BrushStyle.BDiagPattern: (-1,),
    Qt.BrushStyle.DiagCrossPattern: (1, -1),
}


def hatch(painter: QPainter, boxes: Sequence[QRectF], pattern: Qt.BrushStyle, colour: QColor) -> None:
    """Draw `pattern` in `colour` over the boxes, its lines going through from one to the next."""
    if len(boxes) > _MOST_BOXES:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour, pattern))
        painter.drawRects(boxes)
        return
    painter.setPen(QPen(colour, 1))
    lines = [line for slope in _SLOPES[pattern] for box in boxes for line in _lines(box, slope)]
    painter.drawLines(lines)


def _lines(box: QRectF, slope: int) -> list[QLineF]:
    """The parts within a box of the lines y = slope · x + k · spacing."""
    ends = [box.top() - slope * box.left(), box.top() - slope * box.right()]
    ends += [end + box.height() for end in ends]
    offsets = np.arange(np.ceil(min(ends) / _SPACING), np.floor(max(ends) / _SPACING) + 1) * _SPACING
    if not slope:
        return [QLineF(box.left(), y, box.right(), y) for y in offsets.tolist()]
    crossings = np.sort(np.stack([(box.top() - offsets) / slope, (box.bottom() - offsets) / slope]), axis=0)
    first, last = np.maximum(crossings[0], box.left()), np.minimum(crossings[1], box.right())
    seen = last > first
    return [
        QLineF(x0, slope * x0 + k, x1, slope * x1 + k)
        for x0, x1, k in zip(first[seen].tolist(), last[seen].tolist(), offsets[seen].tolist(), strict=True)
    ]
