"""How a heat map is painted, on the screen and on paper alike."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.chart.bands import readable_on
from ravenwits_desktop.ui.chart.heat import Heat
from ravenwits_desktop.ui.chart.heat_hatch import hatch_below
from ravenwits_desktop.ui.theme import Theme

_GAP = 6.0
_WIDEST_ROW_NAME = 180.0
_BAR = 12.0
"""Pixels: the width of the scale of colours."""
_LEAST_MARKED = 5.0
"""Pixels: lower cells have no room for a mark."""
_RARE, _NARROW = 14, 0.25
"""A column that at most one row in so many has is so wide, of what others are."""
_MOST_TEXTS = 3000
"""Cells; more are only coloured."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells lie."""

    area: QRectF
    rows: int
    edges: tuple[float, ...]
    """Where columns begin, and the last one ends."""

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.edges) - 1

    def cell(self, row: int, column: int) -> QRectF:
        """Where one cell lies."""
        height = self.area.height() / max(self.rows, 1)
        left, right = self.edges[column : column + 2] if self.columns else (self.area.left(), self.area.right())
        return QRectF(left, self.area.top() + row * height, right - left, height)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column of the cell at a point; None beside all of them."""
        if not self.rows or not self.columns or not self.area.contains(point):
            return None
        column = max(bisect.bisect_right(self.edges, point.x()) - 1, 0)
        row = int((point.y() - self.area.top()) / self.area.height() * self.rows)
        return min(row, self.rows - 1), min(column, self.columns - 1)


def _rgb(colour: str) -> Floats:
    found = QColor(colour)
    return np.array([found.red(), found.green(), found.blue()], dtype=np.float64)


def cell_colours(heat: Heat, values: Floats, colours: Theme, market: str) -> npt.NDArray[np.uint8]:
    """Red, green and blue of each value: from the ground to the market's colour and on to the text's above 100 %.

    Differences go to one colour above nothing and to another below; the two are told apart without red-green vision,
    and in grey by the hatching of those below.
    """
    ground = _rgb(colours.base)
    share = np.nan_to_num(values) / heat.limit
    if heat.differs:
        above, below = _rgb(colours.lines[0]), _rgb(colours.lines[1])
        full = np.where(share[..., None] >= 0, above, below)
        mixed = ground + (full - ground) * np.clip(np.abs(share), 0, 1)[..., None]
    else:
        full = _rgb(theme.market_colour(market or "MD"))
        mixed = ground + (full - ground) * np.clip(share, 0, 1)[..., None]
        more = np.clip(share - 1, 0, 1)[..., None]
        mixed += (_rgb(colours.text) - mixed) * more
    result: npt.NDArray[np.uint8] = np.rint(mixed).astype(np.uint8)
    return result


def _image(heat: Heat, colours: Theme, market: str) -> QImage:
    rows, columns = heat.shape
    rgba = np.empty((rows, columns, 4), dtype=np.uint8)
    rgba[..., :3] = cell_colours(heat, heat.values, colours, market)
    rgba[..., 3] = np.where(np.isnan(heat.values), 0, 255)
    # The copy owns its bytes: the array is gone when this returns.
    return QImage(rgba.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGBA8888).copy()


def _edges(heat: Heat, area: QRectF) -> tuple[float, ...]:
    """Columns of the same width; only the repeated hour has little where hardly a day has one."""
    there = (~np.isnat(heat.starts)).sum(axis=0)
    rare = (there * _RARE <= heat.shape[0]) & np.array(["B:" in text for text in heat.columns], dtype=np.bool_)
    weights = np.where(rare, _NARROW, 1.0)
    whole = np.concatenate([np.zeros(1), np.cumsum(weights)])
    return tuple((area.left() + whole / max(float(whole[-1]), 1.0) * area.width()).tolist())


def row_words(heat: Heat, names: Sequence[str]) -> list[str]:
    """What stands before each row: its day, or the name of its model."""
    return [row_word(heat, names, row) for row in range(heat.shape[0])]


def row_word(heat: Heat, names: Sequence[str], row: int) -> str:
    """The same of one row."""
    return names[row] if heat.models else words.day(heat.days[row])


def paint_heat(
    painter: QPainter, room: QRectF, heat: Heat, names: Sequence[str], colours: Theme, font: QFont, market: str
) -> Grid:
    """Paint all of it into `room`, and say where the cells lie. `names` are those of models, where they are rows."""
    rows, columns = heat.shape
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    top = metrics.height() + _GAP
    # Only what is written is made and measured: the days of a year would cost a quarter of a frame.
    lines = max(1, int(np.ceil(metrics.height() * rows / max(room.height() - top - 2, 0.01))))
    texts = {row: row_word(heat, names, row) for row in range(0, rows, lines)}
    left = min(max((metrics.horizontalAdvance(text) for text in texts.values()), default=0.0), _WIDEST_ROW_NAME) + _GAP
    ends = _scale_words(heat)
    right = _GAP * 2 + _BAR + max(metrics.horizontalAdvance(text) for text in ends)
    area = QRectF(room.left() + left, room.top() + top, room.width() - left - right, room.height() - top - 2)
    grid = Grid(area, rows, _edges(heat, area))
    if not rows or not columns or area.width() <= 0 or area.height() <= 0:
        return grid
    painter.fillRect(area, QBrush(QColor(colours.line), Qt.BrushStyle.FDiagPattern))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    image = _image(heat, colours, market)
    # In runs of columns of the same width: one by one they would cost a frame.
    widths = np.diff(grid.edges)
    turns = np.flatnonzero(np.abs(np.diff(widths)) > 1e-6) + 1
    for first, end in itertools.pairwise((0, *turns.tolist(), columns)):
        into = QRectF(grid.edges[first], area.top(), grid.edges[end] - grid.edges[first], area.height())
        painter.drawImage(into, image, QRectF(first, 0, end - first, rows))
    if heat.differs:
        hatch_below(painter, area, grid.edges, heat.values < 0, QColor(colours.text))
    _write_cells(painter, heat, grid, colours, market, metrics)
    painter.setPen(QColor(colours.muted))
    _write_heads(painter, heat, grid, metrics)
    _write_rows(painter, grid, texts, metrics, left)
    _paint_scale(painter, heat, colours, market, QRectF(area.right() + _GAP, area.top(), _BAR, area.height()), metrics)
    painter.setPen(QPen(QColor(colours.line), 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    return grid


def cell_text(heat: Heat, value: float) -> str:
    """A value in its cell."""
    return words.decimal(value, 0 if abs(heat.limit) >= 20 or heat.unit.value == "%" else 1)


def _write_cells(
    painter: QPainter, heat: Heat, grid: Grid, colours: Theme, market: str, metrics: QFontMetricsF
) -> None:
    rows, columns = heat.shape
    cell = grid.cell(0, 0)
    widest = metrics.horizontalAdvance(f"{words.MINUS}100" if heat.differs else "100") + 4
    fits = rows * columns <= _MOST_TEXTS and cell.width() >= widest and cell.height() >= metrics.height()
    ground = cell_colours(heat, heat.values, colours, market) if fits else None
    for row, column in np.argwhere(np.isfinite(heat.values) if fits else heat.flips & (cell.height() >= _LEAST_MARKED)):
        place = grid.cell(int(row), int(column))
        ink = QColor(colours.text)
        if ground is not None:
            ink = readable_on(QColor(*(int(part) for part in ground[row, column])))
            painter.setPen(ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cell_text(heat, float(heat.values[row, column])))
        if heat.flips[row, column]:
            height = min(3.0, place.height() / 3)
            painter.fillRect(QRectF(place.left(), place.bottom() - height, place.width() + 0.5, height), ink)


def head_places(heat: Heat, grid: Grid, metrics: QFontMetricsF) -> list[tuple[str, QRectF]]:
    """The times of day above the columns, as many as do not touch each other, each with its place."""
    area, cell = grid.area, grid.cell(0, 0)
    every = max(1, int(np.ceil((metrics.horizontalAdvance("00:00") + 8) / max(cell.width(), 0.01))))
    whole = [place for place, text in enumerate(heat.columns) if text.endswith(":00")]
    hours = whole if len(whole) > 1 and every >= 60 // heat.resolution else list(range(len(heat.columns)))
    skip = max(1, int(np.ceil(every * len(hours) / max(len(heat.columns), 1))))
    found: list[tuple[str, QRectF]] = []
    for place in hours[::skip]:
        column, text = grid.cell(0, place), heat.columns[place]
        if column.width() < cell.width() / 2:
            continue  # its neighbour's name stands there
        if found and column.left() < found[-1][1].right() + _GAP / 2:
            continue  # columns are not all as wide
        width = metrics.horizontalAdvance(text)
        found.append((text, QRectF(column.left(), area.top() - metrics.height() - 2, width, metrics.height())))
    return found


def _write_heads(painter: QPainter, heat: Heat, grid: Grid, metrics: QFontMetricsF) -> None:
    for text, box in head_places(heat, grid, metrics):
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, text)


def _write_rows(painter: QPainter, grid: Grid, texts: Mapping[int, str], metrics: QFontMetricsF, left: float) -> None:
    """The days or models before the rows, as many as there is room for."""
    area, every = grid.area, len(texts) == grid.rows
    for row, text in texts.items():
        middle = grid.cell(row, 0).center().y() if every else grid.cell(row, 0).top() + metrics.height() / 2
        if not every and middle + metrics.height() / 2 > area.bottom() + 2:
            break
        box = QRectF(area.left() - left, middle - metrics.height() / 2, left - 6, metrics.height())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


def _scale_words(heat: Heat) -> tuple[str, str, str]:
    """What stands beside the scale, from its foot up."""
    unit = heat.unit.value
    if not heat.differs:
        return f"0 {unit}", f"{words.decimal(heat.top / 2, 0)} {unit}", f"{words.decimal(heat.top, 0)} {unit}"
    if heat.is_even:
        return "", f"0 {unit}", ""
    end = words.decimal(heat.limit, 0 if heat.limit >= 20 else 1)
    return f"{words.MINUS}{end} {unit}", f"0 {unit}", f"+{end} {unit}"


def _paint_scale(
    painter: QPainter, heat: Heat, colours: Theme, market: str, bar: QRectF, metrics: QFontMetricsF
) -> None:
    steps = np.linspace(heat.top, -heat.top if heat.differs else 0.0, 64)
    if heat.is_even:
        steps = np.zeros(64)
    for place, (red, green, blue) in enumerate(cell_colours(heat, steps, colours, market)):
        part = QRectF(bar.left(), bar.top() + place * bar.height() / 64, bar.width(), bar.height() / 64 + 1)
        painter.fillRect(part.intersected(bar), QColor(int(red), int(green), int(blue)))
    if heat.differs and not heat.is_even:
        below = np.array([[False], [True]])
        hatch_below(painter, bar, (bar.left(), bar.right()), below, QColor(colours.text))
    painter.setPen(QColor(colours.muted))
    for text, share in zip(_scale_words(heat), (1.0, 0.5, 0.0), strict=True):
        y = bar.top() + share * (bar.height() - metrics.height())
        painter.drawText(QPointF(bar.right() + _GAP, y + metrics.ascent()), text)
