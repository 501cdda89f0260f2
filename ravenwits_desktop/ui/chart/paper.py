"""The picture on paper: dark on white whatever the theme, with title, legend and totals. Drawn in any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui.chart import series
from ravenwits_desktop.ui.chart.axis import number_texts, tick_instants, tick_texts
from ravenwits_desktop.ui.chart.bands import readable_on
from ravenwits_desktop.ui.chart.crosshair import series_word
from ravenwits_desktop.ui.chart.drawing import band_colours, padded
from ravenwits_desktop.ui.chart.hatch import hatch
from ravenwits_desktop.ui.chart.heat import Heat
from ravenwits_desktop.ui.chart.heat_paint import paint_heat
from ravenwits_desktop.ui.chart.lines import line_style
from ravenwits_desktop.ui.chart.picture import OPEN, PREVIOUS, Line, Picture
from ravenwits_desktop.ui.chart.series import seconds
from ravenwits_desktop.ui.chart.units import axis_title
from ravenwits_desktop.ui.theme import LIGHT, tabular

SIZE = (1200.0, 750.0)
"""Width and height in its own pixels; whatever it is painted on is scaled to that."""
_MARGIN, _LEFT, _FOOT = 28.0, 74.0, 26.0
_TEXT = 13
_PATTERNS = {
    "MID1": Qt.BrushStyle.FDiagPattern,
    "MID2": Qt.BrushStyle.HorPattern,
    "MID3": Qt.BrushStyle.DiagCrossPattern,
}
"""White over the colour, so that grey print tells the markets apart; MD is plain, and so are markets not known."""
_STROKE = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What is put on paper: pictures in the part of the time that is in sight, or a heat map."""

    title: str
    about: tuple[str, ...]
    """Retailer, model, time of the data: one line below the title."""
    pictures: tuple[Picture, ...]
    """One above the other; the first is the higher one."""
    sight: tuple[float, float]
    """Begin and end of the time, seconds UTC."""
    hidden: frozenset[str]
    totals: str
    font: QFont
    heat: Heat | None = None
    heat_title: str = ""
    names: tuple[str, ...] = ()
    """Of the models that are the rows of the heat map."""
    market: str = ""


def paint_figure(painter: QPainter, figure: Figure) -> None:
    """Paint the whole sheet, `SIZE` large, at the origin."""
    width, height = SIZE
    font = tabular(figure.font)
    font.setPixelSize(_TEXT)
    metrics = QFontMetricsF(font)
    painter.fillRect(QRectF(0, 0, width, height), QColor("#FFFFFF"))
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    room = QRectF(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    large = QFont(font)
    large.setPixelSize(19)
    large.setBold(True)
    top = _paragraph(painter, room, figure.title, large, LIGHT.text)
    room.setTop(top + 2)
    top = _paragraph(painter, room, "  ·  ".join(filter(None, figure.about)), font, LIGHT.muted)
    room.setTop(top + 8)
    foot = _paragraph_height(room, figure.totals, font)
    if figure.totals:
        at = QRectF(room.left(), room.bottom() - foot, room.width(), foot)
        _paragraph(painter, at, figure.totals, font, LIGHT.text)
        room.setBottom(room.bottom() - foot - 10)
    painter.setFont(font)
    if figure.heat is not None:
        top = _paragraph(painter, room, figure.heat_title, font, LIGHT.text)
        room.setTop(top + 4)
        paint_heat(painter, room, figure.heat, figure.names, LIGHT, font, figure.market)
        return
    room.setTop(_legend(painter, room, figure, metrics) + 8)
    count = len(figure.pictures)
    heights = [room.height()] if count < 2 else [room.height() * 0.72, room.height() * 0.28 - 12]
    for place, picture in enumerate(figure.pictures):
        top = room.top() + sum(heights[:place]) + 12 * place
        _Plot(painter, picture, figure, QRectF(room.left(), top, room.width(), heights[place]), metrics).paint()


def _paragraph_height(room: QRectF, text: str, font: QFont) -> float:
    if not text:
        return 0.0
    flags = int(Qt.TextFlag.TextWordWrap)
    return float(QFontMetricsF(font).boundingRect(room, flags, text).height())


def _paragraph(painter: QPainter, room: QRectF, text: str, font: QFont, colour: str) -> float:
    """Write text from the top of `room`, wrapped; where it ends."""
    height = _paragraph_height(room, text, font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(room.left(), room.top(), room.width(), height), int(Qt.TextFlag.TextWordWrap), text)
    return room.top() + height


def _legend(painter: QPainter, room: QRectF, figure: Figure, metrics: QFontMetricsF) -> float:
    """A mark and a name for each visible series, wrapped; where it ends."""
    x, y = room.left(), room.top()
    for picture in figure.pictures:
        bands, lines = band_colours(picture, LIGHT), list(picture.lines)
        for name in picture.series():
            if name in figure.hidden:
                continue
            word = picture.names.get(name) or series_word(name)
            word = metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, room.width() / 2 - 26)
            width = 26 + metrics.horizontalAdvance(word) + 18
            if x + width > room.right() and x > room.left():
                x, y = room.left(), y + metrics.height() + 4
            mark = QRectF(x, y + 2, 20, metrics.height() - 4)
            if name in bands:
                _fill(painter, [mark], name, bands[name])
                painter.setPen(QPen(QColor(bands[name]), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(mark)
            else:
                painter.setPen(_pen(name, lines))
                painter.drawLine(QPointF(x, mark.center().y()), QPointF(x + 20, mark.center().y()))
            painter.setPen(QColor(LIGHT.text))
            painter.drawText(QPointF(x + 26, y + metrics.ascent()), word)
            x += width
    return y + metrics.height()


def _pen(name: str, lines: Sequence[str]) -> QPen:
    if name in lines:
        colour, stroke = line_style(lines.index(name), LIGHT)
        return QPen(QColor(colour), _STROKE, stroke)
    if name == PREVIOUS:
        return QPen(QColor(LIGHT.muted), 1)
    # The line of a model may lie upon the purchase, which is then seen on both sides of it.
    return QPen(QColor(LIGHT.text), _STROKE * 2.5 if lines else _STROKE)


def _fill(painter: QPainter, boxes: Sequence[QRectF], name: str, colour: str) -> None:
    """Fill boxes with the colour and the pattern of a band."""
    if name == OPEN:
        hatch(painter, boxes, Qt.BrushStyle.BDiagPattern, QColor(colour))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRects(boxes)
    pattern = _PATTERNS.get(name)
    if pattern is not None:
        hatch(painter, boxes, pattern, QColor(255, 255, 255, 150))


class _Plot:
    """One picture in one box of the paper."""

    def __init__(
        self, painter: QPainter, picture: Picture, figure: Figure, box: QRectF, metrics: QFontMetricsF
    ) -> None:
        self._painter, self._picture, self._figure, self._metrics = painter, picture, figure, metrics
        self._area = box.adjusted(_LEFT, 2, 0, -_FOOT)
        (self._low, self._high), (self._least, self._most) = figure.sight, (0.0, 1.0)
        offered = series.levels(picture.starts, picture.resolution, picture.zone, picture.ends)
        blocks = offered[series.choose(offered, self._low, self._high, int(self._area.width()))]
        part = blocks.within(self._low, self._high)
        self._left, self._right = blocks.left[part], blocks.right[part]
        shown = {name: mw for name, mw in picture.bands().items() if name not in figure.hidden}
        means = {name: blocks.mean(mw)[part] for name, mw in shown.items()}
        self._edges = dict(zip(means, series.stack(list(means.values())), strict=True))
        self._lines: list[tuple[str, Floats, Floats, Floats]] = []
        for name, line in picture.behind().items():
            if name not in figure.hidden:
                self._add_behind(name, line)
        main = {picture.main: picture.purchase} if picture.main else {}
        for name, mw in (main | dict(picture.lines)).items():
            if name not in figure.hidden:
                self._lines.append((name, self._left, self._right, blocks.mean(mw)[part]))

    def _add_behind(self, name: str, line: Line) -> None:
        offered = series.levels(line.starts, line.resolution, self._picture.zone, line.ends)
        blocks = offered[series.choose(offered, self._low, self._high, int(self._area.width()))]
        part = blocks.within(self._low, self._high)
        self._lines.append((name, blocks.left[part], blocks.right[part], blocks.mean(line.mw)[part]))

    def paint(self) -> None:
        """Paint axes, bands and lines."""
        drawn = [np.zeros(1), *(edge for pair in self._edges.values() for edge in pair)]
        drawn += [values for *_, values in self._lines]
        self._least, self._most = padded(drawn)
        self._paint_axes()
        self._painter.save()
        self._painter.setClipRect(self._area)
        colours = band_colours(self._picture, LIGHT)
        for name, (bottom, top) in self._edges.items():
            self._paint_band(name, colours[name], bottom, top)
        zero = self._y(np.zeros(1))[0]
        self._painter.setPen(QPen(QColor(LIGHT.muted), 1))
        self._painter.drawLine(QPointF(self._area.left(), zero), QPointF(self._area.right(), zero))
        names = list(self._picture.lines)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for name, left, right, values in self._lines:
            self._painter.setPen(_pen(name, names))
            self._paint_line(left, right, values)
        self._painter.restore()

    def _x(self, moments: Floats) -> Floats:
        return self._area.left() + (moments - self._low) / (self._high - self._low) * self._area.width()

    def _y(self, values: Floats) -> Floats:
        return self._area.bottom() - (values - self._least) / (self._most - self._least) * self._area.height()

    def _paint_band(self, name: str, colour: str, bottom: Floats, top: Floats) -> None:
        seen = top > bottom
        x0, x1 = self._x(self._left[seen]), self._x(self._right[seen])
        y0, y1 = self._y(top[seen]), self._y(bottom[seen])
        boxes = [QRectF(a, b, c - a, d - b) for a, b, c, d in zip(x0, y0, x1, y1, strict=True)]
        if not boxes:
            return
        _fill(self._painter, boxes, name, colour)
        if name == OPEN or self._picture.main == "":
            return
        pixel_x = (self._high - self._low) / self._area.width()
        pixel_y = (self._most - self._least) / self._area.height()
        width = self._metrics.horizontalAdvance(name) + 10
        place = series.label_place(
            self._left,
            self._right,
            bottom,
            top,
            width=width * pixel_x,
            height=(self._metrics.height() + 2) * pixel_y,
            centre=(self._low + self._high) / 2,
        )
        if place is None:
            return
        box = QRectF(0, 0, width, self._metrics.height())
        box.moveCenter(QPointF(self._x(np.array([place[0]]))[0], self._y(np.array([place[1]]))[0]))
        self._painter.fillRect(box, QColor(colour))
        self._painter.setPen(readable_on(QColor(colour)))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_line(self, left: Floats, right: Floats, values: Floats) -> None:
        if not len(values):
            return
        x, y = series.step_line(left, right, values)
        gaps = np.flatnonzero(np.isnan(y))
        for part in np.split(np.column_stack([self._x(x), self._y(y)]), gaps):
            points = part[~np.isnan(part[:, 1])]
            self._painter.drawPolyline(QPolygonF([QPointF(a, b) for a, b in points.tolist()]))

    def _paint_axes(self) -> None:
        painter, area, metrics = self._painter, self._area, self._metrics
        spacing = _nice(max((self._most - self._least) / max(area.height() / 42, 1), 1e-12))
        values = np.arange(np.ceil(self._least / spacing), np.floor(self._most / spacing) + 1) * spacing
        for value, text in zip(self._y(values), number_texts(values.tolist(), spacing), strict=True):
            painter.setPen(QPen(QColor(LIGHT.line), 1))
            painter.drawLine(QPointF(area.left(), value), QPointF(area.right(), value))
            painter.setPen(QColor(LIGHT.muted))
            at = QRectF(area.left() - _LEFT, value - metrics.height() / 2, _LEFT - 8, metrics.height())
            painter.drawText(at, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        painter.save()
        painter.translate(area.left() - _LEFT + metrics.ascent() - 2, area.center().y())
        painter.rotate(-90)
        title = axis_title(self._picture.unit, self._picture.resolution)
        painter.drawText(QPointF(-metrics.horizontalAdvance(title) / 2, 0), title)
        painter.restore()
        for step, instants in tick_instants(self._low, self._high, area.width(), self._picture.zone, 1.15):
            moments = seconds(instants)
            moments = moments[(moments >= self._low) & (moments <= self._high)]
            for x, text in zip(self._x(moments), tick_texts(moments, step, self._picture.zone), strict=True):
                painter.setPen(QPen(QColor(LIGHT.line), 1))
                painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 5))
                width = metrics.horizontalAdvance(text)
                # the day that begins at the left is named, that which begins where the picture ends is not in it
                if x - width / 2 < area.left() - _LEFT or x + width / 2 > area.right() + 4:
                    continue
                painter.setPen(QColor(LIGHT.muted))
                painter.drawText(QPointF(x - width / 2, area.bottom() + 6 + metrics.ascent()), text)
        painter.setPen(QPen(QColor(LIGHT.muted), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())


def _nice(step: float) -> float:
    """The next larger of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(step))
    return float(power * next(factor for factor in (1, 2, 5, 10) if factor * power >= step * (1 - 1e-9)))
