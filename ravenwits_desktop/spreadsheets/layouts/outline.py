"""A pivot table in outline form: each date in a row of its own, with the sum of its day, above the hours of that day.

The hours stand in the column of the dates, as in the compact form of Excel, or in one of their own. The dates are
carried down to their hours, and the sum beside a date is a total of the rows below it; so is that of a month above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.short_days import plain_day
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, Series, Total
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, number_share, read_figures
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token, token_of
from ravenwits_desktop.spreadsheets.texts.times import read_parts

ABOVE_HOURS = QT_TRANSLATE_NOOP(
    "Message", "Each date stands above the hours of its day, in a row of its own: it was taken for the rows below it."
)
_HEAD_ROWS, _HEAD_COLUMNS = 40, 4
"""Where the first date is looked for."""
_FEWEST = 12
"""Hours of a day whose sum no single one of them can be."""
_FAR = 3
"""Times the largest value from which on a number is a sum of many, though perhaps a wrong one."""


@dataclass(frozen=True, slots=True)
class _Outline:
    """The columns of the dates and of the hours, and the rows of the dates; of each, the last row of its hours.

    `groups` are the rows of the sums of several days, each with the last row of their hours.
    """

    dates: int
    hours: int
    headings: tuple[int, ...]
    ends: tuple[int, ...]
    groups: tuple[tuple[int, int], ...] = ()

    @property
    def sums(self) -> tuple[tuple[int, int], ...]:
        """The rows that may have a sum beside them, and the last row that it sums up."""
        return (*zip(self.headings, self.ends, strict=True), *self.groups)


def recognise_outline(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as hours below the dates of their days; a `Refusal` says what is missing or has to be asked."""
    none = Refusal(Message(refusals.NO_TIMES), 0.0)
    decimal = Decimal(context.options.decimal) if context.options.decimal else None
    outline = _outline(sheet, decimal) if context.options.date_column is None else None
    if outline is None:
        return none
    answer = recognise_period_rows(_with_dates(sheet, outline), context)
    if isinstance(answer, Refusal):
        return none if answer.question is None else answer
    return replace(answer, series=_of_sheet(sheet, answer.series, outline, decimal))


def _outline(sheet: Sheet, decimal: Decimal | None) -> _Outline | None:
    """The outline of `sheet`; None where it has none, or the numbers beside its dates are no sums of their days."""
    for column in range(min(_HEAD_COLUMNS, len(sheet.columns))):
        cells = sheet.columns[column]
        for row in range(min(_HEAD_ROWS, len(cells) - 2)):
            if not _is_day(cells[row]):
                continue
            hours = _hours_below(sheet, row, column)
            found = None if hours is None else _blocks(sheet, row, column, hours)
            if found is not None and _are_sums(sheet, found, decimal):
                return replace(found, groups=_groups(sheet, found, decimal))
            break  # the first date of a column tells
    return None


def _is_day(cell: Cell) -> bool:
    """Whether a cell is a date without a time of day, and no hour such as the 24:00 of a workbook."""
    if isinstance(cell, date):
        return (not isinstance(cell, datetime) or cell.time() == time()) and token_of(cell) is None
    if not isinstance(cell, str) or not any(map(str.isdigit, cell)) or token_of(cell) is not None:
        return False
    short = plain_day(cell)
    if short is not None and short.is_lettered:
        return True
    parts = read_parts([cell])
    walls = np.concatenate((parts.walls(), parts.walls(month_first=True)))
    return not bool(parts.has_time[0]) and not bool(np.isnat(walls).all())


def _hours_below(sheet: Sheet, row: int, column: int) -> int | None:
    """The column of the hours right below the date in `row`: its own, or one that has nothing beside the date."""
    if _are_hours(sheet.columns[column][row + 1 : row + 3]):
        return column
    if any(cell != "" for cell in sheet.columns[column][row + 1 : row + 3]):
        return None
    for hours in range(column + 1, min(column + _HEAD_COLUMNS, len(sheet.columns))):
        if sheet.columns[hours][row] == "" and _are_hours(sheet.columns[hours][row + 1 : row + 3]):
            return hours
    return None


def _are_hours(cells: Sequence[Cell]) -> bool:
    """Whether two cells name the first two periods of a day; a midnight may have lost its format and be 0."""
    tokens = [token_of(cell) for cell in cells]
    first, second = tokens if len(tokens) == 2 else (None, None)
    if first is None or second is None:
        return False
    midnight = first == Token(Form.NUMBER, 0) and second.form is Form.CLOCK
    if first.form is not second.form and not midnight:
        return False
    return first.first in (0, 1, 15, 30, 60) and (first.first, first.second) < (second.first, second.second)


def _blocks(sheet: Sheet, first: int, column: int, hours: int) -> _Outline | None:
    """The days from row `first` on; None where a date has an hour beside it, or none below."""
    dates, names = sheet.columns[column], sheet.columns[hours]
    headings = [row for row in range(first, len(dates)) if dates[row] != "" and _is_day(dates[row])]
    if hours != column and any(names[row] != "" for row in headings):
        return None
    ends = []
    for heading, below in pairwise([*headings, len(dates)]):
        known = [row for row in range(heading + 1, below) if names[row] != "" and token_of(names[row]) is not None]
        if not known:
            return None
        ends.append(known[-1])
    return _Outline(column, hours, tuple(headings), tuple(ends))


def _are_sums(sheet: Sheet, outline: _Outline, decimal: Decimal | None) -> bool:
    """Whether the numbers beside the dates are sums, in one column at least.

    Dates that have nothing beside them stand above hours in a column of their own; in the same one they are titles.
    """
    beside = _beside(sheet, outline)
    if not any(number_share([sheet.columns[column][row] for column in beside])[0] for row in outline.headings):
        return outline.dates != outline.hours and all(
            sheet.columns[column][row] == "" for column in beside for row in outline.headings
        )
    return any(_sums_days(sheet.columns[column], outline, decimal) for column in beside)


def _sums_days(cells: Sequence[Cell], outline: _Outline, decimal: Decimal | None) -> bool:
    """Whether most numbers of a column beside the dates are the sums of what stands below them, or as large."""
    values = _numbers(cells, decimal)
    if values is None:
        return False
    told = [
        _is_sum(float(values[row]), values[row + 1 : end + 1])
        for row, end in zip(outline.headings, outline.ends, strict=True)
        if np.isfinite(values[row])
    ]
    return sum(told) * 2 > len(told)


def _beside(sheet: Sheet, outline: _Outline) -> list[int]:
    return [column for column in range(len(sheet.columns)) if column not in (outline.dates, outline.hours)]


def _groups(sheet: Sheet, outline: _Outline, decimal: Decimal | None) -> tuple[tuple[int, int], ...]:
    """The rows above dates whose number is the sum of the hours of the days from there on, each up to the last of them.

    Whatever they are called: a month, a quarter, a year. Of one above another both are.
    """
    found: dict[int, int] = {}
    names = sheet.columns[outline.dates]
    for column in _beside(sheet, outline):
        values = _numbers(sheet.columns[column], decimal)
        if values is None:
            continue
        hours = np.array([token_of(cell) is not None for cell in sheet.columns[outline.hours]], dtype=np.bool_)
        running = np.cumsum(np.where(hours & np.isfinite(values), values, 0.0))
        for heading in reversed(outline.headings):
            row = heading - 1
            while row >= 0 and isinstance(names[row], str) and names[row] and not hours[row] and abs(values[row]) > 0:
                ends = [end for end in outline.ends if end > row and _is_near(values[row], running[end] - running[row])]
                if not ends:
                    break
                found.setdefault(row, ends[0])
                row -= 1
    return tuple(sorted(found.items()))


def _is_near(number: float, whole: float) -> bool:
    return any(np.isclose(number, whole / parts, rtol=1e-6, atol=1e-3) for parts in (1, 2, 4))


def _numbers(cells: Sequence[Cell], decimal: Decimal | None) -> Floats | None:
    try:
        return read_figures(cells, decimal).values
    except AmbiguousDecimalError:
        return None


def _is_sum(number: float, values: Floats) -> bool:
    known = values[np.isfinite(values)]
    if len(known) < 2:
        return False
    whole = float(known.sum())
    if _is_near(number, whole):
        return len(known) >= _FEWEST or number > np.abs(known).max()
    return len(known) >= _FEWEST and bool(_FAR * np.abs(known).max() < number < 2 * whole)


def _with_dates(sheet: Sheet, outline: _Outline) -> Sheet:
    """The sheet with the date of its day beside each hour, behind all columns where it has none, without the dates."""
    width = len(sheet.columns)
    own = outline.dates != outline.hours
    place = outline.dates if own else width
    rows = [[*cells, *[""] * (width - len(cells)), *([] if own else [""])] for cells in sheet.rows]
    for heading, end in zip(outline.headings, outline.ends, strict=True):
        rows[heading] = [""] * len(rows[heading])
        for row in range(heading + 1, end + 1):
            if token_of(rows[row][outline.hours]) is not None:
                rows[row][place] = sheet.columns[outline.dates][heading]
    for row, _ in outline.groups:
        rows[row] = [""] * len(rows[row])
    return replace(sheet, rows=rows)


def _of_sheet(sheet: Sheet, series: Series, outline: _Outline, decimal: Decimal | None) -> Series:
    """`series` with the sums beside the dates among its totals, and its places told by the columns of `sheet`."""
    value = int(series.columns[0]) if series.columns is not None and len(series.columns) else None
    figures = None if value is None else _numbers(sheet.columns[value], decimal)
    totals: list[Total] = []
    if figures is not None:
        for row, end in outline.sums:
            if np.isfinite(figures[row]):
                totals.append(Total(sheet.numbers[row], "", float(figures[row]), sheet.numbers[end]))
    dates = outline.dates
    places = [
        (role, (down, np.where(across == len(sheet.columns), dates, across))) for role, (down, across) in series.places
    ]
    headings = np.array(outline.headings, dtype=np.int64)
    places.append((Role.DATE, (headings, np.full(len(headings), dates))))
    if totals:
        summed = np.array([row for row, _ in outline.sums], dtype=np.int64)
        places.append((Role.TOTAL, (summed, np.full(len(summed), value))))
    return replace(
        series,
        time_column=series.time_column if dates != outline.hours else series.period_column,
        totals=tuple(sorted([*series.totals, *totals], key=lambda total: total.row)),
        places=tuple(places),
        notes=(Message(ABOVE_HOURS), *series.notes),
    )
