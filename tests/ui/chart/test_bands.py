"""Hatched bands: many narrow blocks are hatched at once, and look as if each were hatched alone."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QTransform

from ravenwits_desktop.ui.chart import bands

pytestmark = pytest.mark.usefixtures("qapp")


def painted(count: int, ratio: float, shift: float = 0.0) -> QImage:
    """`count` blocks of another height each, over a picture of 300 by 200, of which the last ones lie outside."""
    item = bands.BandItem()
    item.dress(QBrush(QColor("#305070"), Qt.BrushStyle.BDiagPattern), QFont(), QColor("#F0F0E0"))
    left = np.arange(count, dtype=np.float64)
    item.set_blocks(left, left + 1, left % 7, left % 7 + 20)
    image = QImage(int(300 * ratio), int(200 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setWorldTransform(QTransform(3, 0, 0, -4, 20 + shift, 150))
    item.paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("shift", [0.0, -100.0, 1_000.0])
def test_many_blocks_look_as_if_each_were_hatched_alone(monkeypatch, ratio, shift):
    at_once = painted(200, ratio, shift)
    monkeypatch.setattr(bands, "_MANY", 1_000)
    assert at_once == painted(200, ratio, shift)


def test_the_hatching_has_lines_and_gaps_within_the_blocks_alone():
    image = painted(80, 1.0)
    inside = {image.pixelColor(x, 100).name() for x in range(40, 80)}
    assert inside == {"#305070", "#f0f0e0"}
    assert {image.pixelColor(x, 195).name() for x in range(300)} == {"#ffffff"}
