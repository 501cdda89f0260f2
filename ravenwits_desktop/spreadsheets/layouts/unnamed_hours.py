"""A row for each day without any headers: a date, the numbers of its hours or quarters, perhaps their total.

The numbers get the header that they lack, and the table is then read as any other row for each day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import time_columns
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.tables.period_headers import find_period_header
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, number_share, read_figures

COUNTED = QT_TRANSLATE_NOOP(
    "Message",
    "The table has no headers: the {count} numbers behind each date were read as the periods of that day, from its "
    "first to its last.",
)
OTHER_COUNT = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} and what follows hold a date and {count} numbers, and no header says what they are. Write the numbers "
    "of the hours or quarters above them, 1, 2, 3, and what stands beside them.",
)
UNNAMED_DOWN = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names days, with {count} numbers below each, and nothing says which hours or quarters these are. Write "
    "the numbers of the periods, 1, 2, 3, into the column before them.",
)
_COUNTS = (24, 96)
_FEWEST, _MOST_ROWS = 23, 102
_TITLE_ROWS = 20
_CLOSE = 0.01
_SHARE = 0.8
"""Of the cells behind a date that are numbers: others may be missing or mistyped, and are told one by one."""


def recognise_unnamed_hours(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a table; a `Refusal` says what it is instead, or what has to be asked."""
    return answered(_read, sheet, context, 0.85)


def _read(sheet: Sheet, context: Context) -> Found:
    first = _first_dated(sheet)
    if first is None or find_period_header(sheet) is not None:
        raise RefusedError(0.05, refusals.NO_TIMES)
    _check_transposed(sheet, first)
    times = time_columns([[row[0] if row else "" for row in sheet.rows[first:]]], context)
    if not times or times[0].has_clock:
        raise RefusedError(0.05, refusals.NO_TIMES)
    dated = [sheet.rows[first + at] for at in np.flatnonzero(~np.isnat(times[0].walls)).tolist()]
    widths = {_width(row) for row in dated}
    if len(widths) != 1 or (width := widths.pop()) < _FEWEST:
        raise RefusedError(0.05, refusals.NO_TIMES)
    whole = [row[1 : width + 1] for row in dated if number_share(row[1 : width + 1])[0] == width]
    total = width - 1 in _COUNTS and bool(whole) and all(map(_is_total, whole))
    count = width - total
    if count not in _COUNTS:
        raise RefusedError(0.6, OTHER_COUNT, row=sheet.numbers[first], count=width)
    header: list[Cell] = ["Fecha", *range(1, count + 1), *(["Total"] if total else [])]
    rows = [*sheet.rows[:first], header, *sheet.rows[first:]]
    numbers = [*sheet.numbers[:first], max(0, sheet.numbers[first] - 1), *sheet.numbers[first:]]
    written = [*sheet.written[:first], header, *sheet.written[first:]] if sheet.written else sheet.written
    found = recognise_wide(replace(sheet, rows=rows, numbers=numbers, written=written), context)
    if isinstance(found, Refusal):
        raise RefusedError(found.score, found.message.template, found.choices, **dict(found.message.values))
    note = Message(COUNTED, {"count": count})
    said = found.series
    places = tuple(
        (role, (at - (at > first), columns)) for role, (at, columns) in said.places if role is not Role.HEADER
    )
    series = replace(said, header_row=None, places=places, notes=(note, *said.notes))
    return replace(found, series=series, evidence=(note,))


def _first_dated(sheet: Sheet) -> int | None:
    """The first row that begins with a date, with nothing but titles above it."""
    for at, row in enumerate(sheet.rows[:_TITLE_ROWS]):
        if row and _is_date(row[0]):
            return at
        if number_share(row)[0]:
            return None
    return None


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and cell.strip()[:1].isdigit() and bool(days_in(cell)))


def _width(row: Sequence[Cell]) -> int:
    """How many cells stand behind the first one of a row, up to the last with anything; 0 where few are numbers."""
    cells = list(row[1:])
    while cells and cells[-1] == "":
        cells.pop()
    return len(cells) if number_share(cells)[0] >= _SHARE * len(cells) else 0


def _is_total(cells: Sequence[Cell]) -> bool:
    """Whether the last of numbers is the sum of the others, or that of their hours."""
    try:
        values = read_figures(list(cells), None).values
    except AmbiguousDecimalError:
        return False
    total = float(values[:-1].sum())
    return any(abs(total / parts - values[-1]) <= _CLOSE * max(1.0, abs(values[-1])) for parts in (1, 4))


def _check_transposed(sheet: Sheet, first: int) -> None:
    """Refuse days across with numbers below that nothing names."""
    row = [cell for cell in sheet.rows[first] if cell != ""]
    if len(row) < 2 or not all(map(_is_date, row)):
        return
    below = [cells for cells in sheet.rows[first + 1 :] if number_share(cells)[0]]
    if _FEWEST <= len(below) <= _MOST_ROWS and all(number_share(cells)[0] == len(row) for cells in below):
        raise RefusedError(0.9, UNNAMED_DOWN, row=sheet.numbers[first], count=len(below))
