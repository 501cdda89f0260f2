"""Every icon is there, is drawn by Qt, takes the colour of the scheme and keeps its edges sharp."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from ravenwits_desktop.assets import resource
from ravenwits_desktop.ui import theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
EXPECTED = {
    "account",
    "add",
    "app",
    "chart",
    "close",
    "copy",
    "delete",
    "error",
    "export",
    "float",
    "follow",
    "import",
    "info",
} | {
    *(
        "more",
        "new",
        "paste",
        "redo",
        "refresh",
        "sample",
        "settings",
        "submit",
        "undo",
        "update",
        "warning",
        "zoom-fit",
    )
}


def drawn(name: str, scheme: theme.Theme, size: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    image = theme.icon(name, scheme).pixmap(QSize(size, size), 1.0, mode).toImage()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def opaque(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [pixel for pixel in pixels if pixel.alpha() > 200]


def test_the_icons_that_the_window_asks_for_are_there() -> None:
    assert set(NAMES) >= EXPECTED


@pytest.mark.parametrize("name", [name for name in NAMES if name != "app"])
def test_an_icon_is_drawn_in_the_colour_of_its_scheme(qtbot: QtBot, name: str) -> None:
    for scheme in (theme.LIGHT, theme.DARK):
        for mode, colour in ((QIcon.Mode.Normal, scheme.text), (QIcon.Mode.Disabled, scheme.muted)):
            wanted = QColor(colour)
            pixels = opaque(drawn(name, scheme, 24, mode))
            assert pixels, f"{name} is empty"
            near = [pixel for pixel in pixels if abs(pixel.lightness() - wanted.lightness()) < 12]
            assert len(near) > len(pixels) * 0.9, f"{name} is not drawn in {colour}"


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_fills_its_square_in_every_size(qtbot: QtBot, name: str) -> None:
    for size in (16, 24):
        assert drawn(name, theme.LIGHT, size).size() == QSize(size, size)


def test_an_icon_is_drawn_in_each_size_and_not_blown_up(qtbot: QtBot) -> None:
    small, large = drawn("close", theme.LIGHT, 16), drawn("close", theme.LIGHT, 24)
    assert large != small.scaled(24, 24)
    assert sum(0 < large.pixelColor(x, 10).alpha() < 255 for x in range(24)) <= 8, "its edges are sharp"


def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    """The scale is one of the process: a child with 200 % draws 48 pixels where a coarse screen has 24."""
    code = (
        "from PySide6.QtCore import QSize\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ravenwits_desktop.ui import theme\n"
        "app = QApplication([])\n"
        "icon = theme.icon('close')\n"
        "print(max(size.width() for size in icon.availableSizes()), icon.pixmap(QSize(24, 24), 2.0).width())\n"
    )
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["48", "48"]


@pytest.mark.parametrize("name", NAMES)
def test_the_drawings_are_ours_and_plain(name: str) -> None:
    source = Path(resource(f"icons/{name}.svg")).read_text(encoding="utf-8")
    assert "<script" not in source
    assert not re.search(r"(href|url\()", source), "nothing is loaded from elsewhere"
    if name != "app":
        assert 'viewBox="0 0 24 24"' in source
        assert "currentColor" in source
