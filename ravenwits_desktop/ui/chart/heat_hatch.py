"""The hatching of a heat map's cells below zero: in grey print a colour above zero and one below are the same grey."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ravenwits_desktop.domain.timegrid import Bools

_SPACING = 6
"""Pixels from line to line."""
_STRENGTH = 96
"""Of 255: seen on the palest cell, and numbers are read over it on the fullest."""
_FINEST = 3
"""Dots of a printer to a pixel; more would not be seen and cost memory."""


def hatch_below(painter: QPainter, area: QRectF, edges: Sequence[float], below: Bools, ink: QColor) -> None:
    """Hatch the cells that are `below` (rows down, columns between `edges` across `area`) in `ink`.

    As one image, whose cost is that of the area: a year of quarters has 35,040 cells, and a brush or a line for each
    would take longer than all the rest of the map. Lines go through from a cell to the next.
    """
    if not below.any():
        return
    fine = painter.worldTransform().m11() * painter.device().devicePixelRatioF()
    ratio = min(max(round(fine), 1), _FINEST)
    width, height = (max(1, int(side * ratio)) for side in (area.width(), area.height()))
    across = area.left() + (np.arange(width) + 0.5) / ratio
    column = np.clip(np.searchsorted(edges, across, side="right") - 1, 0, below.shape[1] - 1)
    row = np.arange(height) * below.shape[0] // height
    # Of the lines of dots there are only so many: the others are the same again.
    apart = _SPACING * ratio
    strokes = (np.add.outer(np.arange(apart), np.arange(width)) % apart < ratio)[np.arange(height) % apart]
    # A byte for each dot and a table of two colours; lines of an image begin on whole words of four bytes.
    dots = np.zeros((height, -(-width // 4) * 4), dtype=np.uint8)
    np.logical_and(below[row].take(column, axis=1), strokes, out=dots[:, :width], casting="unsafe")
    image = QImage(dots.tobytes(), width, height, dots.shape[1], QImage.Format.Format_Indexed8)
    stroke = QColor(ink)
    stroke.setAlpha(_STRENGTH)
    image.setColorTable([0, stroke.rgba()])
    painter.drawImage(QRectF(area.left(), area.top(), width / ratio, height / ratio), image, QRectF(image.rect()))
