"""Rows and columns that are as full as those of the days and stand beside them, below a name that is no day.

31/11/2026, 02//12/2026 or “3 dicimbre” is what becomes of a day by a slip of the finger, and “Hoy”, “Festivo” or “L-V”
are days that nobody can place. Between two days they are missed; before the first or behind the last nothing else would
tell that a whole day was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import ANY
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.layouts import day_columns, wide
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, column_letter
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.beside_days import names_no_day, names_several_days
from ravenwits_desktop.spreadsheets.texts.called_weekdays import weekdays_called
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, number_share, read_figures

UNREAD_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row}, “{text}”, has values as the days have, but its name could not be read as a day: it was left out. "
    "Write its date as those of the others.",
)
UNREAD_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column}, “{text}”, has values as the days have, but its name could not be read as a day: it was left "
    "out. Write its date as those of the others.",
)
SEVERAL_IN_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row}, “{text}”, stands for several days: it was left out. Write a row for each day, with its date.",
)
SEVERAL_IN_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column}, “{text}”, stands for several days: it was left out. Write a column for each day, with its date.",
)
NAMELESS_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has values as the days have, and no name: it was left out. Write into it which day it is, or what its "
    "values are.",
)
NAMELESS_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column} has values as the days have, and no name: it was left out. Write above it which day it is, or "
    "what its values are.",
)
_MOST_SAID = 7
_AS_FULL = 0.8
_MOST_LOOKED_AT = 20
"""Days by which those beside them are measured."""
_MOST_ADDED = 62
"""Days of which a sum or a mean is looked for beside them: those of two months."""
_SHARES = (0.25, 0.5, 1e-3)
"""What the sum of some MW is multiplied with for the energy of quarters and halves, or for GWh."""
_NEARLY = 1e-3
"""What a sum may be off by its rounding, as a share of it."""
_BEGINS_AS_DATE = re.compile(
    rf"\D{{0,3}}\d{{1,4}}\s*[/.-]+\s*\d{{1,2}}(?!\d*[a-z])|\d{{1,2}}(?:[ºª°.]|er|st|nd|rd|th)*[ -]+(?:de )?(?:{ANY})"
)
_PARTS = re.compile(rf"\d[\d/.:-]*|(?<![a-z])(?:{ANY})")


def unread_day_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What is said of rows or columns beside the days that look as one of them and were left out."""
    if series.columns is None or series.layout not in (wide.NAME, day_columns.NAME):
        return ()
    dates = next((places for role, places in series.places if role is Role.DATE), None)
    if dates is None or not len(dates[0]):
        return ()
    columns = np.unique(series.columns).tolist()
    moments = series.walls[~np.isnat(series.walls)] - timegrid.minutes(1)  # midnight may end a day
    read = frozenset(np.unique(moments.astype("datetime64[D]")).tolist())
    header = -1 if series.header_row is None else series.header_row
    numbered = {number: row for row, number in enumerate(sheet.numbers)}
    rows = [numbered[row] for row in np.unique(series.rows).tolist()]
    if series.layout == wide.NAME:
        days = _Days(sheet.rows, sorted(set(dates[0].tolist())), header + 1, int(dates[1][0]), columns, read)
        corner = _at(sheet.rows[header], days.at) if header >= 0 else ""
    else:
        days = _Days(sheet.columns, sorted(set(dates[1].tolist())), 0, int(dates[0][0]), rows, read)
        corner = series.time_column
    periods = [place for role, (_, at) in series.places if role is Role.PERIOD for place in np.unique(at).tolist()]
    found = [
        (line, text)
        for line, text in _unread(days)
        if (not text or words.folded(text) != words.folded(corner))
        and line not in (rows if series.layout == wide.NAME else periods)
    ]
    return tuple(_told(series, sheet, line, text) for line, text in found[:_MOST_SAID])


def _told(series: Series, sheet: Sheet, line: int, text: str) -> Message:
    in_row = series.layout == wide.NAME
    place = {"row": sheet.numbers[line]} if in_row else {"column": column_letter(line)}
    if not text:
        return Message(NAMELESS_ROW if in_row else NAMELESS_COLUMN, place)
    if names_several_days(text):
        return Message(SEVERAL_IN_ROW if in_row else SEVERAL_IN_COLUMN, {**place, "text": text})
    return Message(UNREAD_ROW if in_row else UNREAD_COLUMN, {**place, "text": text})


@dataclass(frozen=True, slots=True)
class _Days:
    """The `lines` of a sheet, its rows or its columns, of which those `used` are days, in their order.

    Lines before `begin` are titles. A line has its name at `at`, and its values at the places `across`. `read` are the
    dates of all days.
    """

    lines: Sequence[Sequence[Cell]]
    used: Sequence[int]
    begin: int
    at: int
    across: Sequence[int]
    read: frozenset[date]

    def name(self, line: int) -> str:
        """What the line is called."""
        return _at(self.lines[line], self.at)

    def numbers(self, line: int) -> int:
        """How many numbers it has where the days have theirs."""
        cells = self.lines[line]
        return number_share([cells[place] for place in self.across if place < len(cells)])[0]

    def values(self, line: int) -> Floats:
        """These numbers. Raises `AmbiguousDecimalError` where they can be read in two ways."""
        cells = self.lines[line]
        return read_figures([cells[place] if place < len(cells) else "" for place in self.across]).values


def _unread(days: _Days) -> Iterator[tuple[int, str]]:
    """The lines that are none of the days, with as many numbers as these and a name that may be one of a day."""
    known = days.used[:_MOST_LOOKED_AT]
    fewest = max(_AS_FULL * float(np.median([days.numbers(line) for line in known])), 1)
    read = {said for line in days.used if (said := _date(days.name(line)))}
    shapes = {shape for line in known if any(map(str.isdigit, shape := _shape(days.name(line))))}
    near = _beside(days)
    for line in sorted(set(range(days.begin, len(days.lines))) - set(days.used)):
        text = days.name(line)
        if not text:
            if line in near and days.numbers(line) >= fewest and _is_nameless(days, line):
                yield line, text
            continue
        if words.is_total(text) or words.is_figure(text) or words.speaks_of_total(text):
            continue
        if _date(text) in read or days.read.intersection(days_in(text)):
            continue  # another quantity of a day that was read
        alike = _shape(text).startswith(tuple(shapes)) or _BEGINS_AS_DATE.match(words.folded(text))
        if not alike and (line not in near or names_no_day(text)):
            continue
        if days.numbers(line) >= fewest and (alike or not _is_sum(days, line)):
            yield line, text


def _beside(days: _Days) -> set[int]:
    """The lines between the days and next to them, up to the first empty one: another table begins behind it.

    Where days stand apart from each other the others may be as far.
    """
    gap = max(np.diff(days.used).tolist(), default=1)
    near = set(range(days.used[0], days.used[-1] + 1))
    for line, step in ((days.used[0], -1), (days.used[-1], 1)):
        last, at = line, line + step
        while days.begin <= at < len(days.lines) and abs(at - last) <= gap:
            if days.name(at) or days.numbers(at):
                near.add(at)
                last = at
            at += step
    return near


def _is_nameless(days: _Days, line: int) -> bool:
    """Whether no word in the line says what its numbers are, and they neither count the periods nor add up the days."""
    taken, known = set(days.across), [days.lines[used] for used in days.used]
    for place, cell in enumerate(days.lines[line]):
        if place in taken or not isinstance(cell, str) or not cell or weekdays_called(cell):
            continue
        if not any(place < len(cells) and cells[place] == cell for cells in known):
            return False
    try:
        values = days.values(line)
    except AmbiguousDecimalError:
        return True
    numbers = values[np.isfinite(values)]
    counts = len(numbers) and numbers[0] in (0, 1) and (np.diff(numbers) == 1).all()
    return bool(numbers.any()) and not counts and not _is_sum(days, line)


def _is_sum(days: _Days, line: int) -> bool:
    """Whether the numbers of a line are the sums, the means or the energy of the days, whatever it is called."""
    if not 1 < len(days.used) <= _MOST_ADDED:
        return False
    try:
        values, added = days.values(line), np.array([days.values(used) for used in days.used])
    except AmbiguousDecimalError:
        return False
    known = np.isfinite(values)
    whole, values = np.nan_to_num(added)[:, known], values[known]
    if not values.any() or (whole == whole[0]).all():
        return False  # so is every day of a week that is all alike
    sums = whole.sum(axis=0)
    shares = (1.0, 1 / len(days.used), *_SHARES)
    return any(bool(np.isclose(values, sums * share, rtol=_NEARLY, atol=0.0).all()) for share in shares)


def _at(cells: Sequence[Cell], place: int) -> str:
    return cell_text(cells[place]).strip() if place < len(cells) else ""


def _date(text: str) -> tuple[str, ...]:
    """The numbers and the month that `text` names, as they are written."""
    return tuple(_PARTS.findall(words.folded(text)))


def _shape(text: str) -> str:
    """`text` with one sign for each number and each word."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text))
