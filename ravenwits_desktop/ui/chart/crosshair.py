"""The cross-hair: a dashed line on one period and a read-out of everything drawn there."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.chart.axis import clock
from ravenwits_desktop.ui.chart.picture import OPEN, PREVIOUS, PURCHASE, REPLACED, Picture

_GAP = 12


def series_word(name: str) -> str:
    """What a series is called in the window; markets keep their own names."""
    translate = QCoreApplication.translate
    return {
        PURCHASE: translate("Chart", "Purchase"),
        PREVIOUS: translate("Chart", "Previous"),
        REPLACED: translate("Chart", "Before"),
        OPEN: translate("Chart", "Open"),
    }.get(name, name)


def period_words(picture: Picture, index: int) -> tuple[str, str]:
    """A period as ``Wed 25 Nov 18:15 – 18:30`` and its number in the market day, such as ``quarter 74``."""
    start = picture.starts[index : index + 1]
    edges = np.concatenate([start, start + timegrid.minutes(picture.resolution)])
    begin, end = clock(edges, picture.zone)
    day = words.day(timegrid.market_days(start, picture.zone)[0])
    number = int(timegrid.period_numbers(start, picture.resolution, picture.zone)[0])
    template = {
        15: QCoreApplication.translate("Chart", "quarter {number}"),
        30: QCoreApplication.translate("Chart", "half-hour {number}"),
        60: QCoreApplication.translate("Chart", "hour {number}"),
    }.get(picture.resolution, QCoreApplication.translate("Chart", "period {number}"))
    numbered = template.format(number=number)
    if len(picture.partial) and picture.partial[index]:
        numbered += " · " + QCoreApplication.translate("Chart", "not all of it given")
    return f"{day} {begin} – {end}", numbered


@dataclass(frozen=True, slots=True)
class Readout:
    """What the cross-hair says of one period: its time, its number, and name and MW of each series."""

    period: str
    number: str
    values: tuple[tuple[str, float], ...]

    def plain(self) -> str:
        """All of it as text, one line."""
        values = " · ".join(f"{series_word(name)} {words.mw(value)}" for name, value in self.values)
        return f"{self.period} · {self.number} · {values} MW"

    def rich(self, colours: Mapping[str, str]) -> str:
        """All of it for a label, a swatch before each market."""
        cells = []
        for name, value in self.values:
            colour = colours.get(name)
            swatch = f'<span style="color:{colour}">■</span>' if colour else ""
            cells.append(
                f"<td>{swatch}</td><td>{escape(series_word(name))}</td>"
                f'<td align="right">&nbsp;&nbsp;{escape(words.mw(value))}&nbsp;&nbsp;</td>'
            )
        rows = "".join(f"<tr>{''.join(cells[first : first + 2])}</tr>" for first in range(0, len(cells), 2))
        head = f"<b>{escape(self.period)}</b>&nbsp; {escape(self.number)} · MW"
        return f'{head}<table cellspacing="0" cellpadding="1">{rows}</table>'


def read_out(picture: Picture, index: int, hidden: Set[str] = frozenset()) -> Readout:
    """The values of one period (`index` in the picture) for every series that is not hidden."""
    values: list[tuple[str, float]] = []
    behind = picture.behind()
    for name, mw in picture.series().items():
        value = behind[name].value_at(picture.starts[index]) if name in behind else float(mw[index])
        if name not in hidden and value is not None:
            values.append((name, value))
    return Readout(*period_words(picture, index), tuple(values))


class Crosshair:
    """The line in the plot and the label that floats over it. Belongs to one `PlotWidget`."""

    def __init__(self, plot: Any, widget: QWidget) -> None:
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.setZValue(50)
        self.line.hide()
        plot.addItem(self.line, ignoreBounds=True)
        self.label = QLabel(widget)
        self.label.setObjectName("chartReadout")
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setContentsMargins(8, 4, 8, 4)
        self.label.hide()
        self._widget = widget

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        colours = theme.current_theme()
        self.line.setPen(pg.mkPen(colours.muted, width=1, style=Qt.PenStyle.DashLine))
        self.label.setFont(theme.tabular(self._widget.font()))
        ground = QColor(colours.base)
        self.label.setStyleSheet(
            f"#chartReadout {{ background: rgba({ground.red()}, {ground.green()}, {ground.blue()}, 88%);"
            f" color: {colours.text}; border: 1px solid {colours.line}; }}"
        )

    def show(self, moment: float, html: str, at: QPoint, inside: QRect) -> None:
        """Stand at `moment` (seconds); the label beside `at` (widget pixels), within `inside`."""
        self.line.setPos(moment)
        self.line.show()
        self.label.setText(html)
        self.label.adjustSize()
        width = self.label.width()
        x = at.x() + _GAP
        if x + width > inside.right():
            x = max(inside.left(), at.x() - _GAP - width)
        self.label.move(x, inside.top() + 8)
        self.label.show()
        self.label.raise_()

    def hide(self) -> None:
        """Be gone."""
        self.line.hide()
        self.label.hide()
