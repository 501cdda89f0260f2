"""Axes of the chart: market time through 23- and 25-hour days, and numbers as the user writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QDate, QLocale, QRectF, Qt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.chart.series import seconds

_STEPS = (15, 30, 60, 120, 180, 360, 720)
"""Minutes between ticks within a day."""
_DAY = 1440
_GAP = 6
"""Pixels between two texts."""
_BEFORE = 44.0
"""Pixels left of the plot that the name of the first day may take."""
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6, 12, 24, 60)
CLOCK_WIDTH, DAY_WIDTH = 56, 92
"""Pixels that a time of day, and a day with its name, are given at the usual font size."""


def clock(starts: Minutes, zone: str) -> list[str]:
    """Times of day of instants (UTC) in `zone`; in the hour that October repeats, ``2A:00`` and then ``2B:00``."""
    walls = timegrid.utc_to_wall(starts, zone)
    earlier, later = timegrid.wall_to_utc(walls, zone)
    texts = [text[11:] for text in np.datetime_as_string(walls, unit="m").tolist()]
    for place in np.flatnonzero(earlier != later).tolist():
        half = "A" if starts[place] == earlier[place] else "B"
        texts[place] = f"{int(texts[place][:2])}{half}{texts[place][2:]}"
    return texts


def _instants(low: float, high: float) -> tuple[np.datetime64, np.datetime64]:
    span = np.array([np.floor(low / 60), np.ceil(high / 60)]).astype(np.int64)
    return span.astype("datetime64[m]")[0], span.astype("datetime64[m]")[1]


def _midnights(low: float, high: float, zone: str) -> Minutes:
    """The instants (UTC) of every local midnight between `low` and `high` (seconds), and the one before."""
    first, last = timegrid.utc_to_wall(np.array(_instants(low, high)), zone).astype("datetime64[D]")
    days = np.arange(first, last + np.timedelta64(2, "D"), dtype="datetime64[D]")
    instants: Minutes = timegrid.wall_to_utc(days.astype("datetime64[m]"), zone)[0]
    return instants


def _within_days(low: float, high: float, step: int, zone: str) -> Minutes:
    """The instants between midnights at which the local clock shows a multiple of `step` minutes."""
    first, last = _instants(low, high)
    every = np.timedelta64(min(step, 60), "m")
    begin = first.astype("datetime64[h]").astype("datetime64[m]")
    instants = np.arange(begin, last + every, every, dtype="datetime64[m]")
    walls = timegrid.utc_to_wall(instants, zone)
    minute = (walls - walls.astype("datetime64[D]")).astype(np.int64)
    wanted = (minute % step == 0) & (minute != 0)
    if step > 60:
        # Of an hour that is there twice the first is enough when not every hour has its tick.
        wanted &= timegrid.wall_to_utc(walls, zone)[0] == instants
    found: Minutes = instants[wanted]
    return found


def _firsts_of_months(low: float, high: float, step: int, zone: str) -> Minutes:
    first, last = timegrid.utc_to_wall(np.array(_instants(low, high)), zone).astype("datetime64[M]")
    months = np.arange(first, last + np.timedelta64(2, "M"), dtype="datetime64[M]")
    months = months[months.astype(np.int64) % step == 0]
    instants: Minutes = timegrid.wall_to_utc(months.astype("datetime64[m]"), zone)[0]
    return instants


def _days(low: float, high: float, step: int, zone: str) -> Minutes:
    instants = _midnights(low, high, zone)
    numbers = timegrid.market_days(instants, zone).astype(np.int64)
    # Weeks begin on Monday; day 0 of the calendar's count was a Thursday.
    found: Minutes = instants[(numbers + 3) % step == 0]
    return found


def tick_instants(low: float, high: float, length: float, zone: str, scale: float = 1.0) -> list[tuple[float, Minutes]]:
    """Ticks for the span `low` to `high` (seconds UTC) over `length` pixels, coarsest level first.

    Each level is its spacing in seconds and the instants (UTC). `scale` widens the room given to texts with the font.
    """
    per_day = length * 86400.0 / max(high - low, 1.0)
    for step in _STEPS:
        if per_day * step / _DAY >= CLOCK_WIDTH * scale and per_day >= DAY_WIDTH * 2 * scale:
            return [(86400.0, _midnights(low, high, zone)), (step * 60.0, _within_days(low, high, step, zone))]
    for days in _DAY_STEPS:
        if per_day * days >= DAY_WIDTH * scale:
            return [(days * 86400.0, _days(low, high, days, zone))]
    for months in _MONTH_STEPS:
        if per_day * months * 28 >= DAY_WIDTH * scale or months == _MONTH_STEPS[-1]:
            return [(months * 28 * 86400.0, _firsts_of_months(low, high, months, zone))]
    return []


def tick_texts(values: npt.NDArray[np.float64], spacing: float, zone: str) -> list[str]:
    """The texts of ticks (seconds UTC), `spacing` seconds apart: times of day, days, or months with their year."""
    instants = (values / 60).round().astype(np.int64).astype("datetime64[m]")
    if spacing < _DAY * 60:
        return clock(instants, zone)
    days = timegrid.market_days(instants, zone)
    if spacing < 28 * _DAY * 60:
        return [words.day(day) for day in days]
    return [
        QLocale().toString(QDate(int(str(day)[:4]), int(str(day)[5:7]), int(str(day)[8:10])), "MMM yyyy")
        for day in days
    ]


def number_texts(values: Sequence[float], spacing: float) -> list[str]:
    """Numbers with as many decimals as their spacing needs."""
    places = max(0, int(np.ceil(-np.log10(spacing) - 1e-9))) if spacing > 0 else 0
    return [words.decimal(value + 0.0, min(places, 6)) for value in values]


def _apart(one: QRectF, other: QRectF) -> float:
    """Pixels between two boxes of one line; 0 where one lies over the other."""
    return max(one.left() - other.right(), other.left() - one.right(), 0.0)


class MarketTimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A time axis for seconds UTC that reads in the market's wall-clock time.

    Days begin at local midnight and have their true length; the hours that October repeats are marked A and B. Days
    and months are named in the user's language.
    """

    def __init__(self, zone: str = timegrid.DEFAULT_ZONE) -> None:
        super().__init__(orientation="bottom")
        self.zone = zone
        self.enableAutoSIPrefix(False)

    def set_zone(self, zone: str) -> None:
        """Read in another zone from now on."""
        self.zone = zone
        self.picture = None
        self.update()

    def _scale(self) -> float:
        font = self.style["tickFont"]
        return max(1.0, pg.QtGui.QFontMetricsF(font).horizontalAdvance("00:00") / 38.0) if font is not None else 1.0

    def boundingRect(self) -> QRectF:  # noqa: N802 - pyqtgraph's name
        """With some of the room below the numbers, for the name of the first day: the next tick keeps its own."""
        usual: QRectF = super().boundingRect()
        beside = float(self.geometry().left())
        return usual | QRectF(-min(beside, _BEFORE), usual.top(), 1.0, usual.height())

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803 - pyqtgraph's names
        """The ticks between two times, coarsest level first."""
        found = tick_instants(minVal, maxVal, size, self.zone, self._scale())
        return [
            (spacing, [float(value) for value in seconds(instants) if minVal <= value <= maxVal])
            for spacing, instants in found
        ]

    def generateDrawSpecs(self, p: Any) -> Any:  # noqa: N802 - pyqtgraph's name
        """What is painted: where times of day stand alone at the left, the day they belong to stands before them."""
        specs = super().generateDrawSpecs(p)
        if specs is None or not specs[2]:
            return specs
        axis, ticks, texts = specs
        low, high = self.range
        levels = tick_instants(low, high, self.size().width(), self.zone, self._scale())
        if len(levels) < 2:
            return specs
        days = set(self.texts(seconds(levels[0][1]), levels[0][0]))
        named = [each for each in texts if each[2] in days]
        # a time of day that would touch the name of a day gives way
        texts = [each for each in texts if each in named or not any(_apart(each[0], day[0]) < _GAP for day in named)]
        first = min((rect for rect, _, _ in texts), key=lambda rect: float(rect.left()))
        widest = words.day(self._day_at(low))  # has a year where it is not the present one
        shape = p.boundingRect(QRectF(0, 0, 100, 100), Qt.AlignmentFlag.AlignCenter, widest)
        box = QRectF(self.boundingRect().left() + 2, first.top(), shape.width(), first.height())
        # the day in sight at the end of its name: a little of the day before may be left of the first midnight
        moment = low + (high - low) * box.right() / max(self.size().width(), 1.0)
        name = words.day(self._day_at(moment))
        if any(day[0].left() < box.right() + _GAP or day[2] == name for day in named):
            return axis, ticks, texts
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip
        beside = [each for each in texts if each[0].left() >= box.right() + _GAP]
        return axis, ticks, [(box, flags, name), *beside]

    def _day_at(self, moment: float) -> np.datetime64:
        """The market day of an instant, seconds UTC."""
        instant = np.array([int(moment // 60)]).astype("datetime64[m]")
        day: np.datetime64 = timegrid.market_days(instant, self.zone)[0]
        return day

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        """The texts of some ticks of one level."""
        return self.texts(np.asarray(values, dtype=np.float64), spacing)

    def texts(self, values: npt.NDArray[np.float64], spacing: float) -> list[str]:
        """Times of day below a day's spacing, days below a month's, then months with their year."""
        return tick_texts(values, spacing, self.zone)


class NumberAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A vertical axis whose numbers carry the user's own signs."""

    def __init__(self) -> None:
        super().__init__(orientation="left")
        self.enableAutoSIPrefix(False)

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N802, N803 - pyqtgraph's names
        """One level of ticks only: lines between them say nothing to a trader."""
        return list(super().tickSpacing(minVal, maxVal, size))[:1]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        """The numbers with as many decimals as their spacing needs."""
        return number_texts(values, spacing)
