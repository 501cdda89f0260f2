"""Periods across, a row for each quantity: the daily files of OMIE. The day stands above, or in the file's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.day_of_table import day_of_table
from ravenwits_desktop.spreadsheets.days.title_day import title_day
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.layouts.wide import SECOND_TABLE
from ravenwits_desktop.spreadsheets.periods.rolling_hours import rolled
from ravenwits_desktop.spreadsheets.periods.said_lengths import texts_of_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of
from ravenwits_desktop.spreadsheets.tables.bought_ways import names_way
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name
from ravenwits_desktop.spreadsheets.tables.name_doubts import name_doubts
from ravenwits_desktop.spreadsheets.tables.period_headers import PeriodHeader, find_period_header
from ravenwits_desktop.spreadsheets.tables.row_units import check_units, is_of_power, units_of_rows, with_other_unit
from ravenwits_desktop.spreadsheets.tables.unfilled import check_others
from ravenwits_desktop.spreadsheets.tables.unit_columns import rivals_of, unit_in_cells, units_said
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Form
from ravenwits_desktop.spreadsheets.texts.times import looks_like_times
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday, weekdays_named

NAME = "a row for each quantity"
OTHER_WEEKDAY = QT_TRANSLATE_NOOP(
    "Message",
    "The row of the values is called “{text}”, and {day}, the day above it, is another weekday. Correct the title, or "
    "write the date in place of “{text}”.",
)
MEGAWATTS_SINCE = np.datetime64("2025-10-01", "D")
"""Since this day OMIE publishes power, MW, for quarters of an hour; before it energy, MWh, for hours."""


def recognise_metrics(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read one row of `sheet`; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.7)


def _read(sheet: Sheet, context: Context) -> Found:
    header = find_period_header(sheet)
    if header is None:
        raise RefusedError(0.05, refusals.NO_TIMES)
    names = _named_rows(sheet, header)
    if not names:
        raise RefusedError(0.06, refusals.NO_TIMES)
    _check_one_day(sheet, header, context)
    title = day_of_table(sheet.rows[: header.row + 1], context, 0.5)
    units = units_of_rows(sheet, list(names.values()), header.columns)
    names = {with_other_unit(name, units.get(row, "")): row for name, row in names.items()}
    cells = {name: header.cells(sheet, row) for name, row in names.items()}
    of_unit = _unit_above(sheet, header) is not None or any(map(is_of_power, units.values()))
    chosen = choose_name(tuple(names), context, cells, of_unit=of_unit)
    if context.options.column is None:
        check_others(chosen, _rows_without_numbers(sheet, header))
    _check_weekday(chosen, title.day.item())  # type: ignore[arg-type]
    row = names[chosen]
    of_units = check_units(sheet, units, [row], context)
    columns = np.array(header.columns)
    days = title.day + np.array(header.days).astype("timedelta64[D]")
    titles = title_text(sheet.rows[: header.row + 1])
    numbering = numbering_of(header.tokens, days, context, titles)
    if numbering is None:
        raise RefusedError(0.2, refusals.NO_TIMES)
    texts = list(texts_of_rows(sheet, header.row + 1, context))
    if header.tokens[0].form is Form.NUMBER:
        numbering, days = rolled(numbering, days, header.heads(sheet), texts, context)
    of_omie = "omie" in words.folded(titles) or "omel" in words.folded(titles)
    kind = ("MW" if title.day >= MEGAWATTS_SINCE else "MWh") if of_omie else None
    price = words.names_price(chosen) and not (of_unit and names_way(chosen))
    said = units_said(
        (unit_in_cells(sheet, header.columns), sheet.numbers[row]),
        *((stated_unit(text), sheet.numbers[row]) for text in (chosen, *_words_before(sheet, header, row))),
        (stated_unit(units.get(row, "")), sheet.numbers[row]),
    )
    unit = decided_unit(context) or (said[0].unit if said else None)
    unit = unit or (None if price else _unit_above(sheet, header) or kind)
    possible = tuple(name for name in names if not words.names_price(name))
    if context.options.column is None and not words.is_total(chosen):  # a total that says the same is no other choice
        possible = tuple(name for name in possible if not words.is_total(name))
    notes = [title.note]
    if context.options.column is None and len(possible) > 1:
        notes.append(Message(refusals.WAS_CHOSEN, {"column": chosen, "columns": quoted(possible)}))
    places = [(Role.HEADER, (np.array([row]), np.array([_name_column(sheet, header, row)])))]
    if title.place is not None:
        places.append((Role.DATE, (np.array([title.place[0]]), np.array([title.place[1]]))))
    about = About(
        layout=NAME,
        column=chosen,
        candidates=possible or tuple(names),
        time_column=cell_text(sheet.rows[header.row][0]) if sheet.rows[header.row][0] != "" else chosen,
        header_row=header.row,
        headers=tuple(names),
        unit=unit,
        rivals=rivals_of(said, decided_unit(context)),
        form=header.tokens[0].form.value,
        notes=tuple(notes),
        warnings=(*title.doubts, *(name_doubts(chosen, of_unit=of_unit) or of_units)),
        places=tuple(places),
    )
    block = Block(np.full(len(columns), row), columns, days, numbering)
    return Found(series_of(sheet, context, block, about), 0.9, (header.evidence(sheet), title.note))


def _check_one_day(sheet: Sheet, header: PeriodHeader, context: Context) -> None:
    """Raise `RefusedError` where the header comes again below, under another day than that of the first."""
    own = header.cells(sheet, header.row)
    for at in range(header.row + 1, len(sheet.rows)):
        if header.cells(sheet, at) != own:
            continue
        top = at
        while top - 1 > header.row and not any(map(_is_number, header.cells(sheet, top - 1))):
            top -= 1
        above = [*sheet.rows[top:at], sheet.rows[at][: header.first_column]]
        other = title_day(above, "", context)
        if other is not None and other.day != day_of_table(sheet.rows[: header.row + 1], context, 0.5).day:
            text = next(filter(None, (" ".join(filter(None, map(cell_text, row))) for row in above)))
            raise RefusedError(CERTAIN, SECOND_TABLE, row=sheet.numbers[top], text=text)


def _check_weekday(name: str, day: date) -> None:
    """Raise `RefusedError` where the row of values is called after a weekday that the day of the title is not."""
    folded = words.folded(name).strip(" .,:")
    if is_whole_weekday(folded) and day.weekday() not in weekdays_named(folded):
        raise RefusedError(0.95, OTHER_WEEKDAY, text=name, day=day)


def _unit_above(sheet: Sheet, header: PeriodHeader) -> str | None:
    """The unit that titles state, or what stands left of the periods; a total beside them has its own."""
    left = sheet.rows[header.row][: header.first_column]
    return unit_of_titles([*sheet.rows[: header.row], left])


def _named_rows(sheet: Sheet, header: PeriodHeader) -> dict[str, int]:
    """The rows below the header that have a name and numbers, by their names, each once.

    The name is the last cell of words before the periods, or all of them where that is not a row's own, or its unit. A
    row of totals is none beside nameless ones, and there are none at all where a row of values has a date: these are
    days then, and what has a name sums them up.
    """
    found: dict[int, str] = {}
    nameless = False
    for at in range(header.row + 1, len(sheet.rows)):
        row = sheet.rows[at]
        column = _name_column(sheet, header, at)
        if not any(_is_number(row[place]) for place in header.columns if place < len(row)):
            continue
        if looks_like_times(row[: header.first_column]):
            return {}
        if _numbers_quarters(row, header):
            continue
        if column < 0:
            nameless = True
        else:
            found[at] = cell_text(row[column])
    if nameless:
        found = {at: name for at, name in found.items() if not words.is_total(name)}
    counts = Counter(found.values())
    names: dict[str, int] = {}
    for at, last in found.items():
        name = last
        if counts[last] > 1 or is_pure_unit(last):  # Ventas | MWh is none called MWh
            cells = [cell for cell in sheet.rows[at][: header.first_column] if isinstance(cell, str) and _is_word(cell)]
            name = " ".join(map(cell_text, cells))
        names[name if name not in names else f"{name} [{sheet.numbers[at]}]"] = at
    return names


def _rows_without_numbers(sheet: Sheet, header: PeriodHeader) -> dict[str, list[Cell]]:
    """The rows below the header that have a name and no number, by their names: what stands below the periods."""
    found: dict[str, list[Cell]] = {}
    for at in range(header.row + 1, len(sheet.rows)):
        column, cells = _name_column(sheet, header, at), header.cells(sheet, at)
        if column >= 0 and not any(map(_is_number, cells)):
            found.setdefault(cell_text(sheet.rows[at][column]), cells)
    return found


def _numbers_quarters(row: Sequence[Cell], header: PeriodHeader) -> bool:
    """Whether a row only counts the quarters below the hours of the header: 1 2 3 4 1 2 3 4."""
    counted = [token.second for token in header.tokens if token.form is Form.QUARTER]
    cells = [cell_text(row[place]) if place < len(row) else "" for place in header.columns]
    return bool(counted) and cells == list(map(str, counted))


def _words_before(sheet: Sheet, header: PeriodHeader, at: int) -> list[str]:
    """The words of a row that stand before its periods, but for prices."""
    cells = [cell_text(cell) for cell in sheet.rows[at][: header.first_column] if _is_word(cell)]
    return [cell for cell in cells if not words.names_price(cell)]


def _name_column(sheet: Sheet, header: PeriodHeader, at: int) -> int:
    """The last cell of words before the periods; -1 without one."""
    row = sheet.rows[at]
    for column in range(min(header.first_column, len(row)) - 1, -1, -1):
        if _is_word(row[column]):
            return column
    return -1


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell) and domain_text.decimal_sign(cell) is Sign.NOT_A_NUMBER


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(cell) and domain_text.decimal_sign(cell) is not Sign.NOT_A_NUMBER
    return is_number(cell)
