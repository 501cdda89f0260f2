"""Colours and icons, light and dark: the same market has the same colour in chart, list and export."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QImage, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ravenwits_desktop.assets import resource

MARKET_COLOURS = {"MD": "#2F7DB8", "MID1": "#E0A030", "MID2": "#1F9E80", "MID3": "#C77DA8"}
"""Fixed, and told apart without red-green vision (`design.md`)."""
OTHER_MARKET_COLOURS = ("#8A6FC0", "#5FA8D8", "#A0763A", "#6E8B3D")
"""For markets the program does not know, in the order they come."""

_OUTLINED = ("QCheckBox", "QRadioButton", "QLineEdit", "QAbstractSpinBox", "QListWidget")
_FUSION_OUTLINE = "#8E938A"
"""Drawn darker by 1.4: a third as light again as the line between places, and seen on window and base alike."""
_ICON_SIZES = (16, 24)
"""Menus, toolbars."""
_FINE_ICON_SIZES = (16, 24, 48)
"""The same where a screen has more than one pixel to a point; Qt scales the next larger one down between them."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme, as ``#rrggbb``."""

    dark: bool
    accent: str
    on_accent: str
    text: str
    muted: str
    window: str
    base: str
    alternate: str
    line: str
    selection: str
    error: str
    warning: str
    success: str
    open_position: str
    lines: tuple[str, ...]
    """Of models side by side: none is a market's, and all are told apart without red-green vision."""


LIGHT = Theme(
    dark=False,
    accent="#64902F",
    on_accent="#FFFFFF",
    text="#1D1D1B",
    muted="#62655C",
    window="#F5F5F3",
    base="#FFFFFF",
    alternate="#FAFAF8",
    line="#D9DAD5",
    selection="#E4EFD6",
    error="#B3201D",
    warning="#A85708",
    success="#4E7A1E",
    open_position="#6B6B6B",
    lines=("#0B5394", "#C2410C", "#7A3E9D", "#00796B", "#8A6A00", "#B0125B", "#4A5568"),
)
DARK = Theme(
    dark=True,
    accent="#92C155",
    on_accent="#1D1D1B",
    text="#E8EAE4",
    muted="#A3A79D",
    window="#1F201E",
    base="#242624",
    alternate="#292B29",
    line="#40433E",
    selection="#37452A",
    error="#FF8A80",
    warning="#F0A24A",
    success="#92C155",
    open_position="#A0A0A0",
    lines=("#7CB8F0", "#FF9D66", "#C9A0E8", "#5AD1BF", "#E8C84A", "#FF86B8", "#B8C0CC"),
)


def current_theme() -> Theme:
    """The theme of the running application, by the lightness of its window colour."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def apply_scheme(app: QApplication, scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> None:
    """Dress the application in the platform's scheme, or in `scheme` where a person chose one.

    Where the platform ignores the wish (Linux without a desktop, the offscreen platform) the palette is set by hand.
    """
    hints = app.styleHints()
    hints.setColorScheme(scheme)
    wanted = scheme if scheme != Qt.ColorScheme.Unknown else hints.colorScheme()
    theme = DARK if wanted == Qt.ColorScheme.Dark else LIGHT
    palette = palette_for(theme)
    app.setPalette(palette)
    if theme.dark and app.style().objectName() == "fusion":
        # Fusion outlines what can be filled in by a darker shade of the window, which on a dark one cannot be seen.
        palette.setColor(QPalette.ColorRole.Window, QColor(_FUSION_OUTLINE))
        for name in _OUTLINED:
            app.setPalette(palette, name)  # type: ignore[arg-type]  # it takes text, its stub says bytes


def palette_for(theme: Theme) -> QPalette:
    """A palette with the colours of `theme`."""
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for target, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.alternate),
        (role.Text, theme.text),
        (role.Button, theme.window),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.base),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.Light, theme.base),
        (role.Midlight, theme.alternate),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.line),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, target, QColor(theme.muted))
    return palette


def market_colour(market: str, position: int = 0) -> str:
    """The colour of a market; `position` picks one for a market the program does not know."""
    return MARKET_COLOURS.get(market, OTHER_MARKET_COLOURS[position % len(OTHER_MARKET_COLOURS)])


def icon(name: str, theme: Theme | None = None) -> QIcon:
    """An icon of `resources/icons`, its ``currentColor`` in the text colour of the theme."""
    path = resource(f"icons/{name}.svg")
    theme = theme or current_theme()
    fine = any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())
    sizes = _FINE_ICON_SIZES if fine else _ICON_SIZES
    drawing = QIcon()
    for size in sizes:
        drawing.addPixmap(QPixmap.fromImage(_drawn(path, theme.text, size)), QIcon.Mode.Normal)
    drawing.addPixmap(QPixmap.fromImage(_drawn(path, theme.muted, sizes[-1])), QIcon.Mode.Disabled)
    return drawing


@lru_cache(maxsize=256)
def _drawn(path: Path, colour: str, size: int) -> QImage:
    """A drawing in one colour and one size; kept, since the window is dressed more than once."""
    source = path.read_text(encoding="utf-8").replace("currentColor", colour)
    data = QByteArray(source.encode())  # the buffer reads it in place: it has to stay
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))  # drawn in this size, not drawn small and blown up
    return reader.read()


def tabular(font: QFont) -> QFont:
    """`font` with digits of one width, for columns of numbers."""
    adjusted = QFont(font)
    adjusted.setFeature(QFont.Tag("tnum"), 1)
    return adjusted


def flat_buttons() -> str:
    """A style sheet for flat tool buttons whose pressed state is seen in both schemes."""
    colours = current_theme()
    return (
        f"QToolButton {{ border: 1px solid {colours.line}; padding: 2px 6px; background: {colours.base};"
        f" color: {colours.text}; }}"
        f"QToolButton:hover {{ background: {colours.alternate}; border-color: {colours.muted}; }}"
        f"QToolButton:checked {{ background: {colours.selection}; }}"
        f"QToolButton:focus {{ border-color: {colours.accent}; }}"
        "QToolButton::menu-indicator { image: none; }"
        f"QToolButton:disabled {{ color: {colours.muted}; }}"
    )
