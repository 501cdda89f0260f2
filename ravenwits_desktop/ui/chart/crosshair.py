"""The cross-hair: a dashed line on one period and a read-out of everything drawn there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
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
from ravenwits_desktop.ui.chart.picture import (
    ALL_IN_MD,
    CHANGE,
    DIFFERENCE,
    OPEN,
    PREVIOUS,
    PURCHASE,
    REPLACED,
    Picture,
)
from ravenwits_desktop.ui.chart.units import DAY_MINUTES, Unit, period_word

_GAP = 12
NO_VALUE = "–"
"""In place of a number where there is none: EUR without a price, per cents of nothing."""
_LONGEST_NAME = 28


def series_word(name: str) -> str:
    """What a series is called in the window; markets keep their own names."""
    translate = QCoreApplication.translate
    return {
        PURCHASE: translate("Chart", "Purchase"),
        PREVIOUS: translate("Chart", "Previous"),
        REPLACED: translate("Chart", "Before"),
        OPEN: translate("Chart", "Open"),
        ALL_IN_MD: translate("Chart", "All in MD"),
        DIFFERENCE: translate("Chart", "Difference"),
        CHANGE: translate("Chart", "Change"),
    }.get(name, name)


def period_words(picture: Picture, index: int) -> tuple[str, str]:
    """A period as ``Wed 25 Nov 18:15 – 18:30`` and its number in the market day, such as ``quarter 74``."""
    start = picture.starts[index : index + 1]
    edges = np.concatenate([start, picture.period_ends()[index : index + 1]])
    day = words.day(timegrid.market_days(start, picture.zone)[0])
    if picture.resolution == DAY_MINUTES:
        hours = int((edges[1] - edges[0]).astype(np.int64)) // 60
        period, numbered = day, QCoreApplication.translate("Chart", "{hours} hours").format(hours=hours)
    else:
        begin, end = clock(edges, picture.zone)
        number = int(timegrid.period_numbers(start, picture.resolution, picture.zone)[0])
        period, numbered = f"{day} {begin} – {end}", f"{period_word(picture.resolution)} {number}"
    if len(picture.partial) and picture.partial[index]:
        numbered += " · " + QCoreApplication.translate("Chart", "not all of it given")
    return period, numbered


@dataclass(frozen=True, slots=True)
class Readout:
    """What the cross-hair says of one period: its time, its number, the zone, and name and value of each series."""

    period: str
    number: str
    values: tuple[tuple[str, float], ...]
    unit: Unit = Unit.MW
    zone: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def _word(self, name: str) -> str:
        return self.names.get(name) or series_word(name)

    def _number(self, value: float) -> str:
        return NO_VALUE if math.isnan(value) else words.decimal(value, self.unit.places)

    def plain(self) -> str:
        """All of it as text, one line."""
        values = " · ".join(f"{self._word(name)} {self._number(value)}" for name, value in self.values)
        return f"{self.period} · {self.number} · {values} {self.unit.value} · {self.zone}"

    def rich(self, colours: Mapping[str, str], *, brief: bool = False) -> str:
        """All of it for a label, a swatch before each market; `brief` leaves out when it is."""
        cells = []
        for name, value in self.values:
            colour = colours.get(name)
            swatch = f'<span style="color:{colour}">■</span>' if colour else ""
            cells.append(
                f"<td>{swatch}</td><td>{escape(_cut(self._word(name)))}</td>"
                f'<td align="right">&nbsp;&nbsp;{escape(self._number(value))}&nbsp;&nbsp;</td>'
            )
        across = 1 if any(name in self.names for name, _ in self.values) else 2
        rows = "".join(f"<tr>{''.join(cells[first : first + across])}</tr>" for first in range(0, len(cells), across))
        if brief:
            return f'<table cellspacing="0" cellpadding="1">{rows}</table>'
        tail = " · ".join((self.number, self.unit.value, self.zone))
        head = f"<b>{escape(self.period)}</b>&nbsp; {escape(tail)}"
        return f'{head}<table cellspacing="0" cellpadding="1">{rows}</table>'


def _cut(text: str) -> str:
    """A name that leaves the label a width that fits the plot."""
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def read_out(picture: Picture, index: int, hidden: Set[str] = frozenset()) -> Readout:
    """The values of one period (`index` in the picture) for every series that is not hidden."""
    values: list[tuple[str, float]] = []
    behind, period = picture.behind(), (picture.starts[index], picture.period_ends()[index])
    for name, mw in picture.series().items():
        value = behind[name].value_at(*period) if name in behind else float(mw[index])
        if name not in hidden and value is not None:
            values.append((name, value))
    return Readout(*period_words(picture, index), tuple(values), picture.unit, picture.zone, picture.names)


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
        self.floats = True
        """Whether the label floats over the plot; else the read-out is told elsewhere."""
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
        if not self.floats:
            self.label.hide()
            return
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
