"""Hours down and the quarters of each across: Fecha | Hora | Q1 | Q2 | Q3 | Q4, 00 | 15 | 30 | 45, or Compra Q1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import time_columns
from ravenwits_desktop.spreadsheets.days.day_of_table import day_of_table
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.periods.unread import check_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name
from ravenwits_desktop.spreadsheets.tables.quarter_columns import (
    QUARTER_WORD,
    Quarters,
    named_below_groups,
    power_by_energy,
    quarters_in,
    unit_of_quarters,
)
from ravenwits_desktop.spreadsheets.tables.unit_columns import unit_in_cells
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Numbering, main_form, tokens_of
from ravenwits_desktop.spreadsheets.texts.times import Integers

NAME = "hours down, quarters across"
HAS_QUARTERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} names the quarters of the hours below it, from {first} to {last}."
)
_HEADER_ROWS = 40
_QUARTER = re.compile(rf"{QUARTER_WORD}[ ._-]?([1-4])")
_MINUTE = re.compile(r"[:.]?(00|0|15|30|45)")
_SIGN_OF_MINUTES = re.compile(r"(?<=\d)\s?(?:min\.?|['’′])$")
_UNIT_BEHIND = re.compile(r"\s*[\[(]?\s*(?<![a-z])[gmk]?wh?\s*[\])]?$", re.IGNORECASE)
_LETTERED = re.compile(r"[tc][ ._-]?([1-4])")
"""T1, C1: quarters of an hour where the file speaks of such, else turbines, customers, quarters of a year."""
_MINUTES = {"00": 1, "0": 1, "15": 2, "30": 3, "45": 4}
_PARTS = 4
_BY_ENDS = frozenset((("15", "30", "45", "60"), ("00:15", "00:30", "00:45", "01:00"), ("0:15", "0:30", "0:45", "1:00")))
"""The ends of four quarters, as minutes of any hour."""
_COUNTED = ("1", "2", "3", "4")
"""The quarters as bare numbers: beside a column of days they are no days of a month."""


def recognise_quarters_across(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a table; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.85)


def _read(sheet: Sheet, context: Context) -> Found:
    at, every = _header(sheet, context)
    hours = _hour_column(sheet, at, min(quarters.columns[0] for quarters in every))
    tokens = tokens_of([row[hours] if hours < len(row) else "" for row in sheet.rows[at + 1 :]])
    form = main_form(tokens)
    rows = np.array([at + 1 + place for place, token in enumerate(tokens) if token is not None and token.form is form])
    known = [token for token in tokens if token is not None and token.form is form]
    if not len(rows):
        raise RefusedError(0.1, refusals.NO_TIMES)
    quarters = _chosen(sheet, context, at, every, rows)
    check_rows(sheet, hours, rows.tolist(), quarters.columns)
    days, date, notes, doubts = _days(sheet, at, hours, rows, context)
    titles = title_text(sheet.rows[:at])
    heads = [cell_text(cell) for cell in sheet.rows[at]]
    numbering = numbering_of(known, days, context, f"{titles} {heads[hours]}", heads[hours])
    if numbering is None or form not in (Form.NUMBER, Form.CLOCK, Form.RANGE):
        raise RefusedError(0.1, refusals.NO_TIMES)
    of_hour = numbering.index if numbering.minutes is None else numbering.minutes // 60
    of_hour = of_hour - (numbering.minutes is not None and of_hour.min() == 1 and of_hour.max() == 24)
    index = np.repeat(of_hour * _PARTS, _PARTS) + np.tile(np.arange(_PARTS), len(rows))
    second = None if numbering.second is None else np.repeat(numbering.second, _PARTS)
    block = Block(
        np.repeat(rows, _PARTS),
        np.tile(np.array(quarters.columns), len(rows)),
        np.repeat(days, _PARTS),
        Numbering(index, 60 // _PARTS, base=numbering.base, second=second),
    )
    ends = heads[quarters.columns[0]], heads[quarters.columns[-1]]
    column = quarters.name or titles or " … ".join(ends)
    about = About(
        layout=NAME,
        column=column,
        candidates=tuple(each.name for each in every) if quarters.name else (column,),
        time_column=heads[date] if date is not None else heads[hours],
        header_row=at,
        headers=tuple(heads),
        unit=decided_unit(context)
        or unit_in_cells(sheet, quarters.columns)
        or unit_of_quarters(heads, quarters)
        or power_by_energy(sheet, at, quarters)
        or stated_unit(quarters.name)
        or _unit_of_header(sheet, at, quarters)
        or unit_of_titles(sheet.rows[:at]),
        form=Form.QUARTER.value,
        notes=notes,
        warnings=(
            *doubts,
            *((Message(refusals.PRICES_READ, {"column": column}),) if words.names_price(column) else ()),
        ),
        places=((Role.PERIOD, (rows, np.full(len(rows), hours))),),
    )
    texts = {"row": sheet.numbers[at], "first": ends[0], "last": ends[1]}
    return Found(series_of(sheet, context, block, about), 0.92, (Message(HAS_QUARTERS, texts),))


def _unit_of_header(sheet: Sheet, at: int, quarters: Quarters) -> str | None:
    """The unit that the header states left of the quarters, or the row of units below them."""
    row = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    below = [row[column] for column in quarters.columns if column < len(row)]
    units = {cell_text(cell) for cell in below if isinstance(cell, str) and is_pure_unit(cell)}
    if len(units) == 1 and len(below) == _PARTS:
        return stated_unit(units.pop())
    return stated_unit(" ".join(cell_text(cell) for cell in sheet.rows[at][: quarters.columns[0]]))


def _header(sheet: Sheet, context: Context) -> tuple[int, list[Quarters]]:
    """The row that names the quarters of hours beside each other, and their columns: of one quantity or of several."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        if len(row) <= _PARTS:
            continue
        if named := named_below_groups(sheet, at, quarters_in(list(map(cell_text, row)))):
            return at, named
        numbers = [quarter_of(cell) for cell in row]
        texts = [cell.strftime("%H:%M") if isinstance(cell, time) else _bare(cell) for cell in row]
        for first in range(1, len(row) - _PARTS + 1):
            four = tuple(texts[first : first + _PARTS])
            quarters = Quarters(tuple(range(first, first + _PARTS)))
            if numbers[first : first + _PARTS] == [1, 2, 3, 4] and numbers[first - 1] == 0:
                return at, [quarters]
            counted = four == _COUNTED and texts[first + _PARTS : first + _PARTS + 1] != ["5"]
            if four in _BY_ENDS or (counted and any(map(time_words.names_date, texts[:first]))):
                return at, [quarters]
            if _are_lettered(texts[first : first + _PARTS + 1]) and (
                _speaks_of_quarters(sheet, at, context) or power_by_energy(sheet, at, quarters) is not None
            ):
                return at, [quarters]
    raise RefusedError(0.05, refusals.NO_TIMES)


def _chosen(sheet: Sheet, context: Context, at: int, every: Sequence[Quarters], rows: Integers) -> Quarters:
    """The quarters of the purchase. Raises `RefusedError` where that has to be asked, or hours beside them are it."""
    taken = {column for each in every for column in each.columns}
    beside = [cell_text(cell) for column, cell in enumerate(sheet.rows[at]) if column not in taken]
    wanted = context.options.column
    if wanted is not None and words.folded(wanted) in map(words.folded, beside):
        raise RefusedError(0.1, refusals.NO_TIMES)
    if not any(quarters.name for quarters in every):
        return every[0]
    cells = {each.name: [sheet.columns[column][row] for row in rows for column in each.columns] for each in every}
    names = [each.name for each in every]
    chosen = every[names.index(choose_name(names, context, cells))]
    bought = any(map(words.names_purchase, beside)) and not words.names_purchase(chosen.name)
    if bought and power_by_energy(sheet, at, chosen) is None:
        raise RefusedError(0.1, refusals.NO_TIMES)
    return chosen


def _are_lettered(texts: Sequence[str]) -> bool:
    """Whether four headers are one letter with 1, 2, 3, 4, and what stands behind them is no fifth."""
    texts = [_UNIT_BEHIND.sub("", text) for text in texts]
    found = [_LETTERED.fullmatch(words.folded(text)) for text in texts[:_PARTS]]
    numbers = [match[1] for match in found if match is not None]
    letters = {text[:1].casefold() for text in texts[:_PARTS]}
    fifth = "".join(texts[_PARTS:]).casefold()
    return tuple(numbers) == _COUNTED and len(letters) == 1 and fifth[:1] + fifth[-1:] != f"{letters.pop()}5"


def _speaks_of_quarters(sheet: Sheet, header: int, context: Context) -> bool:
    """Whether the titles, the header, the sheet or the file means quarters of hours, and none means those of a year."""
    titles = [cell for row in sheet.rows[: header + 1] for cell in row if isinstance(cell, str) and cell]
    return words.names_quarters_of_hours("; ".join((*titles, context.sheet, context.file)))


def quarter_of(cell: Cell) -> int:
    """The number of the quarter that a header names, Q1, or its first minute: 15; 0 for any other."""
    text = words.folded(_bare(cell)) if not isinstance(cell, bool) else ""
    if match := _QUARTER.fullmatch(text):
        return int(match.group(1))
    return _MINUTES[match.group(1)] if (match := _MINUTE.fullmatch(text)) else 0


def _bare(cell: Cell) -> str:
    """What a header says without the sign of minutes: 15' and 15 min are 15."""
    return _SIGN_OF_MINUTES.sub("", cell_text(cell))


def _hour_column(sheet: Sheet, at: int, before: int) -> int:
    """The column of hours left of the quarters."""
    for column in range(before - 1, -1, -1):
        cells = [row[column] if column < len(row) else "" for row in sheet.rows[at + 1 :]]
        tokens = [token for token in tokens_of(cells) if token is not None]
        head = cell_text(sheet.rows[at][column]) if column < len(sheet.rows[at]) else ""
        if time_words.names_hour(head) and len(tokens) * 2 > len(cells) - cells.count(""):
            return column
    raise RefusedError(0.1, refusals.NO_TIMES)


def _days(
    sheet: Sheet, at: int, hours: int, rows: Integers, context: Context
) -> tuple[Days, int | None, tuple[Message, ...], tuple[Message, ...]]:
    """The day of each of `rows`, its column, notes and doubts.

    From a column of dates, perhaps in the first row of a day alone, or from a title.
    """
    for column in range(hours + 1):
        cells = [row[column] if column < len(row) else "" for row in sheet.rows[at:]]
        found = time_columns([cells], context) if column != hours else []
        if found and not found[0].has_clock:
            walls = found[0].walls[1:]
            last = np.maximum.accumulate(np.where(np.isnat(walls), 0, np.arange(len(walls))))
            return walls[last][rows - at - 1].astype("datetime64[D]"), column, found[0].notes, ()
    title = day_of_table(sheet.rows[:at], context, 0.45)
    return np.full(len(rows), title.day), None, (title.note,), title.doubts
