"""Every icon is there, is drawn by Qt, takes the colour of the scheme and keeps its edges sharp."""

from __future__ import annotations

import re
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
            pixels = opaque(drawn(name, scheme, 48, mode))
            assert pixels, f"{name} is empty"
            near = [pixel for pixel in pixels if abs(pixel.lightness() - wanted.lightness()) < 12]
            assert len(near) > len(pixels) * 0.9, f"{name} is not drawn in {colour}"


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_fills_its_square_in_every_size(qtbot: QtBot, name: str) -> None:
    for size in (16, 24, 48):
        assert drawn(name, theme.LIGHT, size).size() == QSize(size, size)


def test_a_large_icon_is_not_a_small_one_blown_up(qtbot: QtBot) -> None:
    small, large = drawn("close", theme.LIGHT, 24), drawn("close", theme.LIGHT, 48)
    blown_up = small.scaled(48, 48)
    edges = sum(0 < large.pixelColor(x, 20).alpha() < 255 for x in range(48))
    assert large != blown_up
    assert edges <= 8


@pytest.mark.parametrize("name", NAMES)
def test_the_drawings_are_ours_and_plain(name: str) -> None:
    source = Path(resource(f"icons/{name}.svg")).read_text(encoding="utf-8")
    assert "<script" not in source
    assert not re.search(r"(href|url\()", source), "nothing is loaded from elsewhere"
    if name != "app":
        assert 'viewBox="0 0 24 24"' in source
        assert "currentColor" in source
