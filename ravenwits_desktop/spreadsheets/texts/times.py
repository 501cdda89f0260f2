"""A column of cells to dates and times: real ones, serial numbers, and text in the ways people write it."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import repeat

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.timegrid import NAT, Bools, Minutes
from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts.written_dates import plain

Integers = npt.NDArray[np.int64]
NO_OFFSET = np.iinfo(np.int64).min
_TOLERANCE = 5_000_000
"""Microseconds by which a stored time may miss its minute: serial numbers are rounded."""
_TEXT = re.compile(
    r"(\d{4}|\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})"
    r"(?:(?:\s*T\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?\s?m\.?)?\s*(Z|UTC|GMT|CES?T|MES?Z|WES?T|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[ T]?([01]\d|2[0-4])(?::?([0-5]\d)(?::?00)?)?)?",
    re.IGNORECASE,
)
"""Dates written as one number: 20260101, 2026010101, 202601010100, 20260101010000, or with a gap: 20260101 0100."""
_COMPACT_DAY_FIRST = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d{2})")
"""The same with the day first, 31012026: no such number has its year first as well, and none its month."""
_DIGITS_OF_DAY = 8
_COMPACT_DAYS = (19_900_101, 21_001_231)
_LAST_DAY_FIRST = 31_122_099
_MICROSECOND = timedelta(microseconds=1)
_MILLENNIUM, _FIRST_MOMENT = np.datetime64("2000-01-01", "us"), datetime(2000, 1, 1)
"""Near enough to our times for seconds to have their microseconds as floats."""
_AHEAD = {"CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "WET": 0, "WEST": 60}
"""Minutes that the clocks of these names are ahead of UTC."""
_LATE_SECONDS, _EARLY_SECONDS = 55, 5
"""Seconds from which on the next minute is meant, as 00:15 by 00:14:59, and up to which none are: as of real dates."""
_LAST, _ROUNDED, _NEARLY_ALL = 59, 500_000, 0.9
"""The last second of a minute; from so many microseconds on it is the rounding of the next minute."""
_SECOND, _LAST_SECOND = re.compile(r"\d:\d{2}\b"), re.compile(r"\d:[0-5]\d:59\b")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""Years of a power market; any other is a slip of the pen."""
MARKET_YEARS = range(_FIRST_YEAR, _LAST_YEAR + 1)
_EARLIEST, _LATEST = np.datetime64(f"{_FIRST_YEAR}", "m"), np.datetime64(f"{_LAST_YEAR + 1}", "m")
_FIXED_LENGTHS = (16, 19)
_SAMPLE = 200
_BLOCK = 65_536
"""Texts that are read at once: their letters as numbers take some hundred bytes each."""
_SERIAL_RANGE = (36_526.0, 73_050.0)
"""Serial days of the years 2000 to 2099."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What each cell says, as numbers: arrays of one length, `year` 0 where a cell is no date.

    `first` and `second` are day and month in an order yet to be decided where `day_first` holds (``dd/mm`` or
    ``mm/dd``), else month and day. `offset` is minutes from UTC, or `NO_OFFSET`.
    """

    year: Integers
    first: Integers
    second: Integers
    minute: Integers
    offset: Integers
    open_order: Bools
    has_time: Bools
    real: Minutes | None = None
    """The walls themselves, where all dates of the column are real ones: the numbers are then zeros."""

    def walls(self, *, month_first: bool = False) -> Minutes:
        """Wall-clock times as written; NaT where there is none or it is no date of the calendar."""
        if self.real is not None:
            return self.real
        month = np.where(self.open_order & ~np.bool_(month_first), self.second, self.first)
        day = np.where(self.open_order & ~np.bool_(month_first), self.first, self.second)
        valid = (
            (self.year >= _FIRST_YEAR)
            & (self.year <= _LAST_YEAR)
            & (month >= 1)
            & (month <= 12)
            & (day >= 1)
            & (day <= 31)
        )
        months = ((np.where(valid, self.year, 1970) - 1970) * 12 + np.where(valid, month, 1) - 1).astype(
            "datetime64[M]"
        )
        days = months.astype("datetime64[D]") + (np.where(valid, day, 1) - 1)
        valid &= days.astype("datetime64[M]") == months
        walls = days.astype("datetime64[m]") + self.minute.astype("timedelta64[m]")
        walls[~valid] = NAT
        result: Minutes = walls
        return result

    @property
    def explicit(self) -> Bools:
        """Cells that say their offset from UTC."""
        result: Bools = self.offset != NO_OFFSET
        return result


def read_parts(cells: Sequence[Cell]) -> Parts:
    """What each of `cells` says of a date and time. Numbers of days since 1900 say nothing here: see `serial_walls`."""
    classes = list(map(type, cells))
    kinds, count = set(classes), len(cells)
    fields = np.zeros((5, count), dtype=np.int64)
    fields[4] = NO_OFFSET
    open_order, has_time = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    strings = places_of(classes, str)
    if strings:
        alike = np.array([index for index in strings if len(cells[index]) in _FIXED_LENGTHS])  # type: ignore[arg-type]
        done = np.zeros(count, dtype=np.bool_)
        for begin in range(0, len(alike), _BLOCK):
            block = alike[begin : begin + _BLOCK]
            parts = _read_fixed([str(cells[index]) for index in block.tolist()])
            if parts is not None:
                fields[:, block] = parts.year, parts.first, parts.second, parts.minute, parts.offset
                open_order[block], has_time[block] = parts.open_order, parts.has_time
                done[block] = True
        for index in strings if not done.all() else ():
            if cells[index] and not done[index] and (found := _read_one(str(cells[index]))) is not None:
                fields[:, index] = found[0]
                open_order[index], has_time[index] = found[1], found[2]
    if kinds & {float, int}:
        for index, cell in enumerate(cells):
            if _is_compact(cell) and (found := _read_compact(f"{cell:08.0f}")) is not None:
                fields[:, index], has_time[index] = found[0], found[2]
    if any(issubclass(kind, date) for kind in kinds):
        if all(kind is str or issubclass(kind, date) for kind in kinds):
            moments = list(cells)
            for index in reversed(strings):
                del moments[index]
            real = np.delete(np.arange(count), strings)
        else:
            moments = [cell for cell in cells if isinstance(cell, date)]
            real = np.array([index for index, cell in enumerate(cells) if isinstance(cell, date)])
        walls = _rounded(moments, with_days=date in kinds)
        has_time[real] = (walls.astype(np.int64) % (24 * 60) != 0) & ~np.isnat(walls)
        if not fields[0].any():
            walls[(walls < _EARLIEST) | (walls >= _LATEST)] = NAT
            known = np.full(count, NAT)
            known[real] = walls
            return Parts(fields[0], fields[1], fields[2], fields[3], fields[4], open_order, has_time, known)
        fields[:4, real] = _fields_of(walls)
    return Parts(fields[0], fields[1], fields[2], fields[3], fields[4], open_order, has_time)


def _is_compact(cell: Cell) -> bool:
    """Whether a number could be a date written without its separators."""
    if not is_number(cell) or not (isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())):
        return False
    if cell <= _LAST_DAY_FIRST and _COMPACT_DAY_FIRST.fullmatch(f"{cell:08.0f}"):  # a number has lost its zero
        return True
    day = cell
    while day > _COMPACT_DAYS[1]:
        day //= 100
    return _COMPACT_DAYS[0] <= day and _COMPACT.fullmatch(f"{cell:.0f}") is not None


def compact_day(cell: Cell) -> date | None:
    """The day that a text or a number alone writes without separators, 20260101; None for anything else."""
    text = cell.strip() if isinstance(cell, str) else f"{cell:08.0f}" if _is_compact(cell) else ""
    if len(text) != _DIGITS_OF_DAY or (found := _read_compact(text)) is None:
        return None
    try:
        return date(*found[0][:3])
    except ValueError:
        return None


def _read_compact(text: str) -> tuple[tuple[int, int, int, int, int], bool, bool] | None:
    if (turned := _COMPACT_DAY_FIRST.fullmatch(text)) is not None:
        return (int(turned[3]), int(turned[2]), int(turned[1]), 0, NO_OFFSET), False, False
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute = match.groups()
    of_day = int(hour or 0) * 60 + int(minute or 0)
    return None if of_day > 24 * 60 else ((int(year), int(month), int(day), of_day, NO_OFFSET), False, bool(hour))


def _rounded(moments: Sequence[Cell], *, with_days: bool) -> npt.NDArray[np.datetime64]:
    """Real dates and times as whole minutes; NaT for one that is further from a minute than rounding explains."""
    return _whole_minutes(_MILLENNIUM + _microseconds(moments, with_days).astype("timedelta64[us]"))


def places_of(classes: list[type], wanted: type) -> list[int]:
    """Where `wanted` stands in `classes`; quick where it is rare."""
    if wanted not in set(classes):  # which needs no comparison of types, as the counting does
        return []
    if (count := classes.count(wanted)) * 10 > len(classes):
        return [index for index, found in enumerate(classes) if found is wanted]
    places: list[int] = []
    for _ in range(count):
        places.append(classes.index(wanted, places[-1] + 1 if places else 0))
    return places


def _microseconds(moments: Sequence[Cell], with_days: bool) -> Integers:
    """Since the year 2000, of dates as well (`with_days`).

    Most columns have one step between neighbours, so the first and the other steps tell all: twenty times as fast as
    letting numpy convert the objects, and three times as fast as a subtraction and a conversion of each.
    """
    if with_days:
        moments = list(moments)
        for index in places_of(list(map(type, moments)), date):
            day = moments[index]
            assert isinstance(day, date)
            moments[index] = datetime(day.year, day.month, day.day)
    steps = list(map(operator.sub, moments[1:], moments))
    usual = steps[len(steps) // 2] if steps else timedelta()
    others = np.flatnonzero(np.fromiter(map(usual.__ne__, steps), dtype=np.bool_, count=len(steps)))
    if len(others) * 10 > len(steps) or not steps:
        return _in_microseconds(map(operator.sub, moments, repeat(_FIRST_MOMENT)), len(moments))
    spans = np.full(len(moments), usual // _MICROSECOND, dtype=np.int64)
    spans[0] = (moments[0] - _FIRST_MOMENT) // _MICROSECOND  # type: ignore[operator]
    spans[others + 1] = _in_microseconds(map(steps.__getitem__, others.tolist()), len(others))
    return spans.cumsum()


def _in_microseconds(spans: Iterable[timedelta], count: int) -> Integers:
    seconds = np.fromiter(map(timedelta.total_seconds, spans), dtype=np.float64, count=count)
    result: Integers = np.rint(seconds * 1e6).astype(np.int64)
    return result


def _whole_minutes(exact: npt.NDArray[np.datetime64]) -> Minutes:
    walls = (exact + np.timedelta64(30, "s")).astype("datetime64[m]")
    walls[np.abs((exact - walls).astype(np.int64)) > _TOLERANCE] = NAT
    return walls


def _fields_of(walls: Minutes) -> Integers:
    """Year, month, day and minute of the day; zeros for NaT."""
    known = ~np.isnat(walls)
    filled = np.where(known, walls, np.datetime64("2000-01-01", "m"))
    months, days = filled.astype("datetime64[M]"), filled.astype("datetime64[D]")
    fields = np.array(
        [
            months.astype(np.int64) // 12 + 1970,
            months.astype(np.int64) % 12 + 1,
            (days - months.astype("datetime64[D]")).astype(np.int64) + 1,
            (filled - days.astype("datetime64[m]")).astype(np.int64),
        ]
    )
    result: Integers = fields * known
    return result


@lru_cache(maxsize=8192)
def _read_one(text: str) -> tuple[tuple[int, int, int, int, int], bool, bool] | None:
    """Year, first, second, minute of day, offset; whether the order is open; whether a time is said."""
    match = _TEXT.fullmatch(text.strip())
    if (match is None or len(match[1]) + len(match[3]) < 5) and (found := plain(text)) is not None:
        match = _TEXT.fullmatch(found)
    if match is None:
        return _read_compact(text.strip())
    one, two, three, hour_text, minute_text, second_text, half, zone = match.groups()
    if (len(one) == 4) == (len(three) == 4):
        return None
    year, first, second, open_order = (
        (int(one), int(two), int(three), False) if len(one) == 4 else (int(three), int(one), int(two), True)
    )
    if zone is not None and zone[0] == "-" and ":" in zone and second_text is None and "T" not in text.upper():
        return None  # 30/11/2026 00:00-00:15 is a range: no clock of a market is behind UTC
    hour, minute = int(hour_text or 0), int(minute_text or 0)
    if half is not None:
        hour = hour_of_half(hour, half)
    of_day = minute_of_day(hour, minute, int(second_text or 0))
    if of_day is None or not 0 <= hour <= 24 or of_day > 24 * 60:
        return None
    return (year, first, second, of_day, _offset_of(zone)), open_order, hour_text is not None


def minute_of_day(hour: int, minute: int, second: int) -> int | None:
    """The minute of the day that a time means: 00:14:59 ends where 00:15 begins. None where it is none."""
    if minute > 59 or second > 59 or _EARLY_SECONDS < second < _LATE_SECONDS:
        return None
    return hour * 60 + minute + (second >= _LATE_SECONDS)


def name_last_seconds(cells: Sequence[Cell]) -> bool:
    """Whether nearly all `cells` that say a time name the last second of a period, such as 00:59:59: so its end."""
    looked = cells[:: max(1, len(cells) // _SAMPLE)]
    texts = [cell for cell in looked if isinstance(cell, str)]
    moments = [cell for cell in looked if isinstance(cell, datetime | time)]
    said = sum(_LAST_SECOND.search(text) is not None for text in texts)
    said += sum(each.second == _LAST and each.microsecond < _ROUNDED for each in moments)
    return said > 0 and said >= _NEARLY_ALL * (sum(_SECOND.search(text) is not None for text in texts) + len(moments))


def hour_of_half(hour: int, half: str) -> int:
    """The hour of a day of 24 that `hour` is in the half ``a`` or ``p`` (12 AM is midnight); -1 where it is none."""
    return hour % 12 + 12 * (half.lower() == "p") if 1 <= hour <= 12 else -1


def _offset_of(zone: str | None) -> int:
    if zone is None:
        return NO_OFFSET
    if zone[0] not in "+-":
        return _AHEAD.get(zone.upper(), 0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)


def _read_fixed(texts: list[str]) -> Parts | None:
    """The same, at once, for texts that are all written alike; None where one of them is not.

    ``YYYY-MM-DD HH:MM`` or ``DD-MM-YYYY HH:MM``, with ``-``, ``/`` or ``.``, perhaps with seconds.
    """
    if len(texts) < 32 or len(set(map(len, texts))) != 1:
        return None
    codes = np.array(texts).view(np.uint32).reshape(len(texts), -1).astype(np.int64)
    iso = texts[0][4] in "-/."
    marks = codes[:, [4, 7] if iso else [2, 5]]
    places = [0, 1, 2, 3, 5, 6, 8, 9] if iso else [6, 7, 8, 9, 0, 1, 3, 4]
    length = codes.shape[1]
    clock = [11, 12, 14, 15, 17, 18][: 4 if length == 16 else 6]
    digits = codes[:, places + clock] - ord("0")
    colons = codes[:, [13] if length == 16 else [13, 16]]
    if (
        (digits < 0).any()
        or (digits > 9).any()
        or not np.isin(marks, [ord(mark) for mark in "-/."]).all()
        or not np.isin(codes[:, 10], [ord(" "), ord("T")]).all()
        or (colons != ord(":")).any()
    ):
        return None
    hour, minute = digits[:, 8] * 10 + digits[:, 9], digits[:, 10] * 10 + digits[:, 11]
    seconds = digits[:, 12] * 10 + digits[:, 13] if length > 16 else np.zeros(len(texts), dtype=np.int64)
    whole = (seconds <= _EARLY_SECONDS) | ((seconds >= _LATE_SECONDS) & (seconds < 60))
    valid = whole & (minute < 60) & ((hour < 24) | ((hour == 24) & (minute == 0)))
    year = (digits[:, :4] @ np.array([1000, 100, 10, 1])) * valid
    everywhere = np.ones(len(texts), dtype=np.bool_)
    return Parts(
        year,
        digits[:, 4] * 10 + digits[:, 5],
        digits[:, 6] * 10 + digits[:, 7],
        hour * 60 + minute + (seconds >= _LATE_SECONDS),
        np.full(len(texts), NO_OFFSET),
        everywhere & (not iso),
        everywhere,
    )


def serial_walls(cells: Sequence[Cell], *, epoch_1904: bool) -> Minutes:
    """Dates whose cells lost their format: days since 1900 (or 1904) as numbers. NaT where a cell is none."""
    numbers = np.array([float(cell) if is_number(cell) else np.nan for cell in cells])  # type: ignore[arg-type]
    with np.errstate(invalid="ignore"):
        plausible = (numbers >= _SERIAL_RANGE[0]) & (numbers <= _SERIAL_RANGE[1])
    start = np.datetime64("1904-01-01" if epoch_1904 else "1899-12-30", "us")
    exact = start + np.round(np.where(plausible, numbers, 0) * 86_400e6).astype(np.int64).astype("timedelta64[us]")
    walls = _whole_minutes(exact)
    walls[~plausible] = NAT
    return walls


def serial_day(cell: Cell, *, epoch_1904: bool) -> date | None:
    """The day that a number counts, whose cell lost its format; None for anything else, a number with a time too."""
    wall = serial_walls([cell], epoch_1904=epoch_1904)[0]
    day = wall.astype("datetime64[D]")
    return None if np.isnat(wall) or day != wall else day.item()


def looks_like_times(cells: Sequence[Cell], sample: int = _SAMPLE) -> bool:
    """Whether a look at some of `cells` finds a date; quick, for columns that have none."""
    if any(isinstance(cell, date) for cell in cells[:20]):
        return True
    classes = list(map(type, cells))
    if any(issubclass(kind, date) for kind in set(classes)):
        return True
    if any(_is_compact(cell) for cell in (*cells[:20], *cells[:: max(1, len(cells) // 20)])):
        return True
    texts = [str(cells[place]) for place in places_of(classes, str) if cells[place]]
    step = max(1, len(texts) // sample)
    looked = {text.strip() for text in (*texts[:20], *texts[::step])}
    return any(map(_read_one, looked))
