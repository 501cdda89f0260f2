"""Hours down and the quarters of each across: Fecha | Hora | Q1 | Q2 | Q3 | Q4, 00 | 15 | 30 | 45, or Compra Q1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import time_columns
from ravenwits_desktop.spreadsheets.days.day_of_table import day_of_table
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.periods.unread import check_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name
from ravenwits_desktop.spreadsheets.tables.period_headers import PeriodHeader
from ravenwits_desktop.spreadsheets.tables.quarter_columns import (
    COUNTED,
    Quarters,
    go_on,
    named_below_groups,
    power_by_energy,
    quarters_in,
    unit_of_quarters,
    whole_of,
)
from ravenwits_desktop.spreadsheets.tables.row_totals import with_totals
from ravenwits_desktop.spreadsheets.tables.unit_columns import unit_in_cells
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.minutes_of_hours import PARTS, places_of_quarters
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Numbering, Token, main_form, tokens_of
from ravenwits_desktop.spreadsheets.texts.times import Integers

NAME = "hours down, quarters across"
HAS_QUARTERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} names the quarters of the hours below it, from {first} to {last}."
)
COUNTED_COLUMNS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} calls four columns 1, 2, 3 and 4 beside the hours, which can be their quarters or four quantities. Call "
    "quarters Q1 to Q4, and quantities by what they are.",
)
_HEADER_ROWS = 40
_HOURS_OF_DAYS = (23, 24, 25)
_FEWEST_HOURS = 23
_SIGN_OF_MINUTES = re.compile(r"(?<=\d)\s?(?:min\.?|['’′])$")
_UNIT_BEHIND = re.compile(r"\s*[\[(]?\s*(?<![a-z])[gmk]?wh?\s*[\])]?$", re.IGNORECASE)
_LETTERED = re.compile(r"[tc][ ._-]?([1-4])")
"""T1, C1: quarters of an hour where the file speaks of such, else turbines, customers, quarters of a year."""


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
    index = np.repeat(of_hour * PARTS, PARTS) + np.tile(np.arange(PARTS), len(rows))
    second = None if numbering.second is None else np.repeat(numbering.second, PARTS)
    block = Block(
        np.repeat(rows, PARTS),
        np.tile(np.array(quarters.columns), len(rows)),
        np.repeat(days, PARTS),
        Numbering(index, 60 // PARTS, base=numbering.base, second=second),
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
    series = series_of(sheet, context, block, about)
    if len(every) == 1:
        series = with_totals(sheet, PeriodHeader(at, quarters.columns, (), ()), rows, series)
    return Found(series, 0.92, (Message(HAS_QUARTERS, texts),))


def _unit_of_header(sheet: Sheet, at: int, quarters: Quarters) -> str | None:
    """The unit that the header states left of the quarters, or the row of units below them."""
    row = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    below = [row[column] for column in quarters.columns if column < len(row)]
    units = {cell_text(cell) for cell in below if isinstance(cell, str) and is_pure_unit(cell)}
    if len(units) == 1 and len(below) == PARTS:
        return stated_unit(units.pop())
    whole = whole_of(sheet, at, quarters)
    if whole is not None and whole[1] == 1:
        return stated_unit(cell_text(sheet.columns[whole[0]][at]))
    left = [column for column in range(quarters.columns[0]) if not _name_of_values(sheet.columns[column], at)]
    return stated_unit(" ".join(cell_text(sheet.columns[column][at]) for column in left))


def _name_of_values(column: Sequence[Cell], at: int) -> str:
    """The header, in row `at`, of a column that holds numbers and names a quantity or its unit; empty for any other."""
    name = cell_text(column[at])
    said = words.names_purchase(name) or stated_unit(name) is not None
    numbers, filled = number_share(column[at + 1 :])
    return name if said and numbers * 2 > filled else ""


def _header(sheet: Sheet, context: Context) -> tuple[int, list[Quarters]]:
    """The row that names the quarters of hours beside each other, and their columns: of one quantity or of several."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        if len(row) <= PARTS:
            continue
        named = quarters_in(list(map(cell_text, row))) or [Quarters(each) for each in places_of_quarters(row)]
        if named := named_below_groups(sheet, at, named):
            return at, named
        texts = [_bare(cell) for cell in row]
        for first in range(1, len(row) - PARTS + 1):
            quarters = Quarters(tuple(range(first, first + PARTS)))
            four, behind = tuple(texts[first : first + PARTS]), texts[first + PARTS : first + PARTS + 1]
            if four == COUNTED and behind != ["5"] and _are_counted(sheet, context, at, quarters):
                return at, [quarters]
            if _are_lettered([*four, *behind]) and (
                _speaks_of_quarters(sheet, at, context) or power_by_energy(sheet, at, quarters) is not None
            ):
                return at, [quarters]
    raise RefusedError(0.05, refusals.NO_TIMES)


def _are_counted(sheet: Sheet, context: Context, at: int, quarters: Quarters) -> bool:
    """Whether columns called 1 to 4 in row `at` are quarters of the hours beside them.

    Beside a column of days they are no days of a month. Without one the file speaks of quarters, or the values go on
    from the last column to the first of the next hour, as those of four customers do not. Raises `RefusedError` where
    neither is so: one column alone would be a quarter of what is bought.
    """
    left = list(map(cell_text, sheet.rows[at][: quarters.columns[0]]))
    if any(map(time_words.names_date, left)) or _speaks_of_quarters(sheet, at, context):
        return True
    if context.options.column is not None or not any(map(time_words.names_hour, left)):
        return False
    try:
        day_of_table(sheet.rows[:at], context, 0.45)
    except RefusedError:  # columns of several days, perhaps
        return False
    if go_on(sheet, at, quarters):
        return True
    raise RefusedError(CERTAIN, COUNTED_COLUMNS, row=sheet.numbers[at])


def _chosen(sheet: Sheet, context: Context, at: int, every: Sequence[Quarters], rows: Integers) -> Quarters:
    """The quarters of the purchase. Raises `RefusedError` where that has to be asked, or hours beside them are it."""
    taken = {column for each in every for column in each.columns}
    beside = [cell_text(cell) for column, cell in enumerate(sheet.rows[at]) if column not in taken]
    wanted = context.options.column
    if wanted is not None and words.folded(wanted) in map(words.folded, beside):
        raise RefusedError(0.1, refusals.NO_TIMES)
    if not any(quarters.name for quarters in every):
        others = map(_name_of_values, sheet.columns, repeat(at))
        bought = any(words.names_purchase(name) for column, name in enumerate(others) if column not in taken)
        if bought and whole_of(sheet, at, every[0]) is None:
            raise RefusedError(0.1, refusals.NO_TIMES)
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
    found = [_LETTERED.fullmatch(words.folded(text)) for text in texts[:PARTS]]
    numbers = [match[1] for match in found if match is not None]
    letters = {text[:1].casefold() for text in texts[:PARTS]}
    fifth = "".join(texts[PARTS:]).casefold()
    return tuple(numbers) == COUNTED and len(letters) == 1 and fifth[:1] + fifth[-1:] != f"{letters.pop()}5"


def _speaks_of_quarters(sheet: Sheet, header: int, context: Context) -> bool:
    """Whether the titles, the header, the sheet or the file means quarters of hours, and none means those of a year."""
    titles = [cell for row in sheet.rows[: header + 1] for cell in row if isinstance(cell, str) and cell]
    return words.names_quarters_of_hours("; ".join((*titles, context.sheet, context.file)))


def _bare(cell: Cell) -> str:
    """What a header says without the sign of minutes: 15' and 15 min are 15."""
    return _SIGN_OF_MINUTES.sub("", cell_text(cell))


def _hour_column(sheet: Sheet, at: int, before: int) -> int:
    """The column of hours left of the quarters."""
    for column in range(before - 1, -1, -1):
        cells = [row[column] if column < len(row) else "" for row in sheet.rows[at + 1 :]]
        tokens = [token for token in tokens_of(cells) if token is not None]
        head = cell_text(sheet.rows[at][column]) if column < len(sheet.rows[at]) else ""
        if len(tokens) * 2 > len(cells) - cells.count("") and (time_words.names_hour(head) or _are_hours(tokens)):
            return column
    raise RefusedError(0.1, refusals.NO_TIMES)


def _are_hours(tokens: Sequence[Token]) -> bool:
    """Whether names of periods, in whatever column, count the hours of whole days and nothing else."""
    firsts = [token.first for token in tokens if token.form is Form.NUMBER]
    known = set(firsts)
    whole = len(known) in _HOURS_OF_DAYS and known == set(range(min(known), min(known) + len(known)))
    return whole and len(firsts) == len(tokens) and min(known) <= 1 and len(firsts) >= _FEWEST_HOURS


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
