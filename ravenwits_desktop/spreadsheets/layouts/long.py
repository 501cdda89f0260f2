"""The long table: a column of dates and times, a column of values, perhaps others beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Role
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.figures import AmbiguousDecimalError, number_share, read_figures
from ravenwits_desktop.spreadsheets.layout import Context, Found, Places, Refusal, Series
from ravenwits_desktop.spreadsheets.layouts.columns import Headers, candidates_of, choose, find_headers, index_named
from ravenwits_desktop.spreadsheets.layouts.dates import DateQuestionError, TimeColumn, pair_of, time_columns
from ravenwits_desktop.spreadsheets.layouts.footers import Body, body_of
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.units import known_units, proper_name, stated_unit

NAME = "long"
NO_TIMES = QT_TRANSLATE_NOOP(
    "Message",
    "No column of dates and times was found. The program reads tables with one column of dates and times and one of "
    "values, a row for each period.",
)
DATES_ONLY = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” holds dates without a time of day. Put date and time into one column, a "
    "row for each period.",
)
NO_VALUES = QT_TRANSLATE_NOOP("Message", "No column of numbers was found beside the dates.")
ONLY_PRICES = QT_TRANSLATE_NOOP(
    "Message", "The only numbers beside the dates are prices, shares or other quantities: {columns}."
)
ASK_COLUMN = QT_TRANSLATE_NOOP("Message", "Several columns could be the purchase: {columns}. Say which one it is.")
NO_SUCH_COLUMN = QT_TRANSLATE_NOOP("Message", "There is no column “{column}” of numbers. There are: {columns}.")
ASK_TIMES = QT_TRANSLATE_NOOP(
    "Message", "Several columns hold dates and times: {columns}. Leave only the one that names the periods."
)
ASK_DECIMAL = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” in the column “{column}” can be read in two ways, and the other rows do not tell: say whether the point "
    "or the comma is the decimal sign.",
)
BROKEN_BY_COMMAS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has more cells than the header: the comma probably stands both between columns and in the numbers. "
    "Save the file with semicolons, or as .xlsx.",
)
STACKED = QT_TRANSLATE_NOOP(
    "Message",
    "The same date and time stands in many rows ({label}, for one): the table holds several series, or a curve. Leave "
    "only one in it.",
)
NO_SUCH_UNIT = QT_TRANSLATE_NOOP("Message", "“{unit}” is not a unit of power or energy that can be read: {units}.")
PRICE_CHOSEN = QT_TRANSLATE_NOOP("Message", "“{column}” looks like a price or a share, not like a purchase.")
WAS_CHOSEN = QT_TRANSLATE_NOOP("Message", "“{column}” was taken among {columns}.")
_QUESTIONS = {ASK_DECIMAL: Question.DECIMAL}
_STACKED_SHARE = 0.3


class _RefusedError(Exception):
    def __init__(self, score: float, template: str, choices: tuple[str, ...] = (), **values: object) -> None:
        super().__init__(template)
        question = _QUESTIONS.get(template, Question.COLUMN if choices else None)
        self.refusal = Refusal(Message(template, values), score, choices, question)


@dataclass(frozen=True, slots=True)
class _Table:
    """The parts of a sheet that were found."""

    time: TimeColumn
    times: tuple[int, ...]
    headers: Headers
    value: int
    candidates: tuple[int, ...]


def recognise_long(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a long table; a `Refusal` says what is missing or has to be asked."""
    try:
        table = _find(sheet, context)
        return Found(_series(sheet, table, context), 0.9 if table.headers.row is not None else 0.7)
    except _RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, 0.8, _columns_of_numbers(sheet), Question.DATE_ORDER)


def _columns_of_numbers(sheet: Sheet) -> tuple[str, ...]:
    """The columns that are mostly numbers, while it is not known yet where the table begins."""
    numeric = [index for index, cells in enumerate(sheet.columns) if _mostly_numbers(cells[1:])]
    named = [(cell_text(sheet.columns[index][0]), sheet.letter(index)) for index in numeric]
    return tuple(header or letter for header, letter in named)


def _find(sheet: Sheet, context: Context) -> _Table:
    times = time_columns(sheet.columns, context)
    if not times:
        raise _RefusedError(0.1, NO_TIMES)
    every = tuple(time.index for time in times)
    time = _chosen_time(sheet, times, context)
    dated = np.flatnonzero(~np.isnat(time.walls))
    numeric = _numeric(sheet, times, time)
    headers = find_headers(sheet, time, numeric)
    if not time.has_clock:
        raise _RefusedError(0.3, DATES_ONLY, column=headers.names[time.index])
    if not numeric:
        raise _RefusedError(0.4 if len(dated) > 1 else 0.1, NO_VALUES)
    _check_stacked(time)
    _check_width(sheet, headers, time)
    candidates = candidates_of(sheet, headers, numeric, dated)
    choices = tuple(headers.names[index] for index in candidates or numeric)
    names = ", ".join(f"“{name}”" for name in choices)
    if context.options.column is not None:
        value = index_named(context.options.column, headers, numeric, sheet)
        if value is None:
            raise _RefusedError(0.8, NO_SUCH_COLUMN, choices, column=context.options.column, columns=names)
        return _Table(time, every, headers, value, candidates)
    if not candidates:
        raise _RefusedError(0.6, ONLY_PRICES, choices, columns=names)
    value = choose(headers, candidates)
    if value is None:
        raise _RefusedError(0.8, ASK_COLUMN, choices, columns=names)
    return _Table(time, every, headers, value, candidates)


def _chosen_time(sheet: Sheet, times: Sequence[TimeColumn], context: Context) -> TimeColumn:
    """The column that names the periods: of a begin and an end the one that the account sends, else the only one."""
    with_clock = [time for time in times if time.has_clock] or list(times)
    if (pair := pair_of(with_clock)) is not None:
        left, right, _ = pair
        wanted = context.options.label or context.options.account_label
        return replace(left, label=Label.START) if wanted is Label.START else replace(right, label=Label.END)
    even = [time for time in with_clock if _is_even(time)]
    local = [time for time in even or with_clock if not time.explicit]
    chosen = local if len(local) == 1 else (even or with_clock)
    if len(chosen) > 1:
        names = find_headers(sheet, chosen[0], _numeric(sheet, times, chosen[0])).names
        raise _RefusedError(0.7, ASK_TIMES, columns=", ".join(f"“{names[time.index]}”" for time in chosen))
    return chosen[0]


def _numeric(sheet: Sheet, times: Sequence[TimeColumn], time: TimeColumn) -> list[int]:
    """The columns, other than those of times, that hold numbers in the rows in which `time` holds a time."""
    dated = np.flatnonzero(~np.isnat(time.walls)).tolist()
    taken = {other.index for other in times}
    return [
        index
        for index, cells in enumerate(sheet.columns)
        if index not in taken and _mostly_numbers([cells[row] for row in dated])
    ]


def _is_even(time: TimeColumn) -> bool:
    steps = np.abs(np.diff(time.walls[~np.isnat(time.walls)]).astype(np.int64))
    return len(steps) > 0 and float(np.median(steps)) in RESOLUTIONS


def _mostly_numbers(cells: Sequence[Cell]) -> bool:
    numbers, filled = number_share(cells)
    return numbers > 0 and numbers * 2 >= filled


def _check_stacked(time: TimeColumn) -> None:
    walls = time.walls[~np.isnat(time.walls)]
    unique, counts = np.unique(walls, return_counts=True)
    if len(walls) >= 10 and len(walls) - len(unique) >= _STACKED_SHARE * len(walls):
        example = unique[int(np.argmax(counts))].item()
        raise _RefusedError(0.7, STACKED, label=example)


def _check_width(sheet: Sheet, headers: Headers, time: TimeColumn) -> None:
    """Refuse rows that run beyond their header, or beyond each other, where a comma parts the columns.

    A decimal comma has probably cut the values in two, and what is left of them would be read as whole numbers.
    """
    if sheet.delimiter != ",":
        return
    widths = {
        row: max(index + 1 for index, cell in enumerate(sheet.rows[row]) if cell != "")
        for row in np.flatnonzero(~np.isnat(time.walls)).tolist()
    }
    if headers.row is not None:
        width = max((index + 1 for index, cell in enumerate(sheet.rows[headers.row]) if cell != ""), default=0)
    else:
        width = min(widths.values())
    for row, reached in widths.items():
        if reached > width and all(str(cell).isdecimal() for cell in sheet.rows[row][width:reached]):
            raise _RefusedError(0.75, BROKEN_BY_COMMAS, row=sheet.numbers[row])


def _series(sheet: Sheet, table: _Table, context: Context) -> Series:
    time, headers = table.time, table.headers
    name = headers.names[table.value]
    cells = sheet.columns[table.value]
    decimal = Decimal(context.options.decimal) if context.options.decimal else None
    candidates = tuple(headers.names[index] for index in table.candidates)
    body = body_of(sheet, time, table.value, headers, decimal)
    try:
        chosen = [cells[row] for row in body.rows]
        figures = read_figures(chosen, decimal)
    except AmbiguousDecimalError as error:
        raise _RefusedError(0.8, ASK_DECIMAL, candidates or (name,), text=error.example, column=name) from error
    labels = sheet.columns[time.index]
    walls = time.walls[list(body.rows)] if body.rows else time.walls[:0]
    return Series(
        layout=NAME,
        column=name,
        candidates=candidates,
        time_column=headers.names[time.index],
        walls=walls,
        values=figures.values,
        rows=np.array([sheet.numbers[row] for row in body.rows], dtype=np.int64),
        explicit=time.explicit,
        time_texts={
            index: cell_text(labels[body.rows[index]])
            for index in np.flatnonzero(np.isnat(walls)).tolist()
            if labels[body.rows[index]] != ""
        },
        value_texts=figures.texts,
        unit=_unit(sheet, table, context),
        labels=time.label,
        totals=body.totals,
        notes=(*time.notes, *body.notes, *_column_notes(table, context)),
        columns=np.full(len(body.rows), table.value),
        cells=chosen,
        header_row=headers.row,
        headers=headers.names,
        places=_places(sheet, table, body),
    )


def _places(sheet: Sheet, table: _Table, body: Body) -> tuple[tuple[Role, Places], ...]:
    rows = np.array(body.rows, dtype=np.int64)
    totals = np.array([sheet.numbers.index(total.row) for total in body.totals], dtype=np.int64)
    units = sorted(table.headers.units)
    unit_row = (table.headers.row or 0) + 1
    return (
        (Role.UNIT, (np.full(len(units), unit_row), np.array(units, dtype=np.int64))),
        (Role.DATE, (rows, np.full(len(rows), table.time.index))),
        (Role.VALUE, (rows, np.full(len(rows), table.value))),
        (Role.TOTAL, (totals, np.full(len(totals), table.value))),
    )


def _column_notes(table: _Table, context: Context) -> tuple[Message, ...]:
    name = table.headers.names[table.value]
    notes = []
    if table.value not in table.candidates and words.names_price(name):
        notes.append(Message(PRICE_CHOSEN, {"column": name}))
    if context.options.column is None and len(table.candidates) > 1:
        others = ", ".join(f"“{table.headers.names[index]}”" for index in table.candidates)
        notes.append(Message(WAS_CHOSEN, {"column": name, "columns": others}))
    return tuple(notes)


def _unit(sheet: Sheet, table: _Table, context: Context) -> str | None:
    """The unit as decided, else as the header states it, the row of units below it, or the title above it."""
    if context.options.unit is not None:
        if (unit := proper_name(context.options.unit)) is None:
            raise _RefusedError(0.9, NO_SUCH_UNIT, unit=context.options.unit, units=", ".join(known_units()))
        return unit
    if (unit := stated_unit(table.headers.names[table.value])) is not None:
        return unit
    if (unit := stated_unit(table.headers.units.get(table.value, ""))) is not None:
        return unit
    if words.names_price(table.headers.names[table.value]):
        return None
    titles = " ".join(cell_text(cell) for row in sheet.rows[: table.headers.row or 0] for cell in row)
    return stated_unit(titles)
