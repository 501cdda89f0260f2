"""A table whose rows are periods, once its times are known: which column is the purchase, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.domain.units import named_units, names_multiple, stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Context, Found, Places, Series, UnitSaid
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables import beside
from ravenwits_desktop.spreadsheets.tables.column_doubts import (
    alone_below_title,
    is_part,
    left_changes,
    newer_columns,
    part_columns,
    passed_columns,
    profiles,
    speaks_of_prices,
    titled_as_load,
)
from ravenwits_desktop.spreadsheets.tables.columns import Headers, candidates_of, find_headers, index_named
from ravenwits_desktop.spreadsheets.tables.commas import check_beside
from ravenwits_desktop.spreadsheets.tables.footers import Body, body_of
from ravenwits_desktop.spreadsheets.tables.hidden_columns import choose_shown
from ravenwits_desktop.spreadsheets.tables.name_doubts import concept_doubts, energy_doubts
from ravenwits_desktop.spreadsheets.tables.repeated_rows import check_repeats
from ravenwits_desktop.spreadsheets.tables.row_doubts import cancelled_warnings, weekday_warnings
from ravenwits_desktop.spreadsheets.tables.settling import settle
from ravenwits_desktop.spreadsheets.tables.short_headers import is_short, name_in_front
from ravenwits_desktop.spreadsheets.tables.unfilled import check_filled
from ravenwits_desktop.spreadsheets.tables.unit_columns import rivals_of, unit_beside, unit_in_cells
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.figures import (
    AmbiguousDecimalError,
    Figures,
    neighbours_decimal,
    number_share,
    read_figures,
    spoken_decimal,
)

BY_NEIGHBOURS = QT_TRANSLATE_NOOP(
    "Message", "“{text}” can be read in two ways: it was read with the decimal sign “{sign}” of the numbers beside it."
)
HAS_COLUMN = QT_TRANSLATE_NOOP("Message", "The values stand in the column “{column}”.")
HAS_TIMES = QT_TRANSLATE_NOOP("Message", "The dates and times stand in the column “{column}”.")


@dataclass(frozen=True, slots=True)
class Table:
    """The parts of a sheet that were found."""

    time: TimeColumn
    headers: Headers
    value: int
    candidates: tuple[int, ...]
    reason: Message | None = None
    """Why the column was taken, where its name alone does not say so."""


def read_table(
    sheet: Sheet, context: Context, time: TimeColumn, taken: Sequence[int], layout: str, kind_unit: str | None = None
) -> Found:
    """What stands in `sheet` beside the times of `time`. Raises `RefusedError`.

    `taken` are the columns that hold no values; `kind_unit` is the unit that this kind of file is known to be in.
    """
    table = _find(sheet, context, time, taken)
    if sheet.delimiter:
        check_beside(sheet, table.headers, table.value, np.flatnonzero(~np.isnat(time.walls)).tolist())
    series = _series(sheet, table, context, layout, kind_unit)
    evidence = (
        Message(HAS_TIMES, {"column": series.time_column}),
        Message(HAS_COLUMN, {"column": series.column}),
    )
    return Found(series, 0.9 if table.headers.row is not None else 0.7, evidence)


def columns_of_numbers(sheet: Sheet) -> tuple[str, ...]:
    """The columns that are mostly numbers, while it is not known yet where the table begins."""
    numeric = [index for index, cells in enumerate(sheet.columns) if _mostly_numbers(cells[1:])]
    named = [(cell_text(sheet.columns[index][0]), sheet.letter(index)) for index in numeric]
    return tuple(header or letter for header, letter in named)


def headers_beside(sheet: Sheet, time: TimeColumn, taken: Sequence[int]) -> Headers:
    """The headers of a table whose times stand in `time`."""
    return find_headers(sheet, time, _numeric(sheet, taken, time))


def _find(sheet: Sheet, context: Context, time: TimeColumn, taken: Sequence[int]) -> Table:
    dated = np.flatnonzero(~np.isnat(time.walls))
    if not len(dated):
        raise RefusedError(0.05, refusals.NO_TIMES)
    numeric = _numeric(sheet, taken, time)
    headers = find_headers(sheet, time, numeric)
    if not time.has_clock:
        days = time.walls[dated]
        daily = len(days) > 1 and len(np.unique(days)) == len(days)
        template = refusals.DAILY if daily and numeric else refusals.DATES_ONLY
        raise RefusedError(0.3, template, column=headers.names[time.index])
    if not numeric:
        raise RefusedError(0.4 if len(dated) > 1 else 0.1, refusals.NO_VALUES)
    check_repeats(sheet, time, dated, headers, numeric)
    _check_width(sheet, headers, time)
    candidates = candidates_of(sheet, headers, numeric, dated) or profiles(sheet, headers, numeric, time, dated)
    candidates = candidates or alone_below_title(sheet, headers, numeric, dated)
    choices = tuple(headers.names[index] for index in candidates or numeric)
    if context.options.column is not None:
        value = index_named(context.options.column, headers, numeric, sheet)
        if value is None:
            wanted = context.options.column
            raise RefusedError(0.8, refusals.NO_SUCH_COLUMN, choices, column=wanted, columns=quoted(choices))
        return Table(time, headers, value, candidates)
    if headers.row is not None and is_short(sheet, headers.row, headers.names, time, numeric):
        every, at = tuple(headers.names[index] for index in numeric), sheet.numbers[headers.row]
        raise RefusedError(0.85, refusals.SHORT_HEADER, every, columns=quoted(every), row=at)
    check_filled(sheet, headers, dated, candidates, {*taken, time.index, *time.beside})
    if not candidates:
        if titled_as_load(sheet, headers, numeric):
            raise RefusedError(0.8, refusals.ASK_COLUMN, choices, columns=quoted(choices))
        raise RefusedError(0.6, refusals.only_no_purchase(choices), choices, columns=quoted(choices))
    value, reason = choose_shown(sheet, headers, candidates)
    if value is None and (settled := settle(sheet, time, headers, candidates, context)) is not None:
        value, reason = settled
    newer: tuple[str, ...] = ()
    if value is not None:
        newer = newer_columns(sheet, headers, value, numeric, dated)
        newer += part_columns(sheet, headers, value, numeric, dated)
        newer += passed_columns(sheet, headers, value, candidates, dated)
    choices = tuple(dict.fromkeys((*choices, *newer)))
    if value is not None and (newer or is_part(sheet, headers, value, numeric, dated)):
        raise RefusedError(0.8, refusals.ASK_COLUMN, choices, columns=quoted(choices))
    if value is None:
        if speaks_of_prices(sheet, headers, candidates):
            raise RefusedError(0.8, refusals.ONLY_PRICES, choices, columns=quoted(choices))
        raise RefusedError(0.8, refusals.ASK_COLUMN, choices, columns=quoted(choices))
    return Table(time, headers, value, candidates, reason)


def _numeric(sheet: Sheet, taken: Sequence[int], time: TimeColumn) -> list[int]:
    """The columns, other than those of times, that hold numbers in the rows in which `time` holds a time."""
    dated = np.flatnonzero(~np.isnat(time.walls))
    first, last = (int(dated[0]), int(dated[-1])) if len(dated) else (0, -1)
    rows = [] if last - first + 1 == len(dated) else dated.tolist()
    return [
        index
        for index, cells in enumerate(sheet.columns)
        if index not in taken and _mostly_numbers([cells[row] for row in rows] if rows else cells[first : last + 1])
    ]


def _mostly_numbers(cells: Sequence[Cell]) -> bool:
    numbers, filled = number_share(cells)
    return numbers > 0 and numbers * 2 >= filled


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
            raise RefusedError(0.75, refusals.BROKEN_BY_COMMAS, row=sheet.numbers[row])


def _series(sheet: Sheet, table: Table, context: Context, layout: str, kind_unit: str | None) -> Series:
    time, headers = table.time, table.headers
    name = headers.names[table.value]
    cells = sheet.columns[table.value]
    decimal = Decimal(context.options.decimal) if context.options.decimal else None
    candidates = tuple(headers.names[index] for index in table.candidates)
    body = body_of(sheet, time, table.value, headers, decimal)
    chosen = body.of(cells)
    figures, notes = figures_of(sheet, chosen, decimal, name, candidates or (name,))
    places = body.places
    walls = time.walls[places]
    taken = (table.value, time.index, *time.beside)
    if table.value in table.candidates:
        beside.check_directions(sheet, body.rows, headers.names, taken, (table.value,))
    said = beside.description(sheet, body.rows, taken)
    stated, rivals = _unit(sheet, table, context, body)
    of_concept = concept_doubts(sheet, body.rows, headers.names, taken)
    no_power = words.names_price(said) or any(doubt.template in refusals.NO_POWER for doubt in of_concept)
    kind_unit = None if no_power else kind_unit
    return Series(
        layout=layout,
        column=name,
        candidates=candidates,
        time_column=headers.names[time.index],
        walls=walls,
        values=figures.values,
        rows=body.numbers(sheet),
        explicit=time.explicit,
        instants=None if time.instants is None else time.instants[places],
        letters=None if time.letters is None else time.letters[places],
        written=None if time.written is None else time.written[places],
        time_texts={
            index: text
            for index in np.flatnonzero(np.isnat(walls)).tolist()
            if (text := _label_text(sheet, time, body.rows[index]))
        },
        value_texts=figures.texts,
        unit=stated or kind_unit,
        rivals=rivals,
        labels=time.label,
        totals=body.totals,
        notes=(*time.notes, *body.notes, *notes, *_column_notes(table, context)),
        warnings=(
            *time.warnings,
            *_column_warnings(sheet, table, said, of_concept),
            *(left_changes(sheet, headers, table.value, body.rows) if context.options.column is None else ()),
            *beside.identity_warnings(sheet, body.rows, headers.names, taken),
            *cancelled_warnings(sheet, body.rows, headers.names, taken),
            *_weekday_warnings(sheet, table, context, body, walls),
        ),
        columns=np.full(len(body.rows), table.value),
        cells=chosen,
        made=time.made,
        resolution=time.resolution,
        resolution_open=time.resolution_open,
        period_column="" if time.period is None else headers.names[time.period],
        header_row=headers.row,
        headers=headers.names,
        traits=time.traits,
        places=_places(sheet, table, body),
    )


def _weekday_warnings(sheet: Sheet, table: Table, context: Context, body: Body, walls: Minutes) -> tuple[Message, ...]:
    """What weekdays say against the days of the rows, by the clock of the zone that was asked for."""
    clock = timegrid.utc_to_wall(walls, context.options.zone) if table.time.explicit else walls
    dates = (table.time.index, *table.time.beside)
    return weekday_warnings(sheet, body.rows, clock, table.headers.names, (table.value,), dates)


def _label_text(sheet: Sheet, time: TimeColumn, row: int) -> str:
    """What stands in place of a label that could not be read."""
    columns = dict.fromkeys((time.index, *time.beside))
    return " ".join(filter(None, (cell_text(sheet.columns[column][row]) for column in columns)))


def figures_of(
    sheet: Sheet, cells: Sequence[Cell], decimal: Decimal | None, name: str, choices: tuple[str, ...]
) -> tuple[Figures, tuple[Message, ...]]:
    """The numbers of `cells`, by the decimal sign of their neighbours where their own is open, and a note of it.

    Raises `RefusedError` where it has to be asked.
    """
    try:
        return read_figures(cells, decimal), ()
    except AmbiguousDecimalError as error:
        sign = (
            neighbours_decimal(sheet.rows, sheet.columns) or spoken_decimal(sheet.rows, error.example)
            if error.alike
            else None
        )
        if sign is None:
            values = {"text": error.example, "column": name}
            raise RefusedError(0.85, refusals.ASK_DECIMAL, choices, **values) from error
        return read_figures(cells, sign), (Message(BY_NEIGHBOURS, {"text": error.example, "sign": sign.value}),)


def _places(sheet: Sheet, table: Table, body: Body) -> tuple[tuple[Role, Places], ...]:
    rows = body.places
    totals = np.array([sheet.numbers.index(total.row) for total in body.totals], dtype=np.int64)
    units = sorted(table.headers.units)
    period = table.time.period
    date_columns = [column for column in dict.fromkeys((table.time.index, *table.time.beside)) if column != period]
    return (
        (Role.UNIT, (np.full(len(units), table.headers.unit_row), np.array(units, dtype=np.int64))),
        *((Role.DATE, (rows, np.full(len(rows), column))) for column in date_columns),
        *(((Role.PERIOD, (rows, np.full(len(rows), period))),) if period is not None else ()),
        (Role.VALUE, (rows, np.full(len(rows), table.value))),
        (Role.TOTAL, (totals, np.full(len(totals), table.value))),
        (Role.IGNORED, (np.array(body.left_out, dtype=np.int64), np.full(len(body.left_out), table.value))),
    )


def _column_notes(table: Table, context: Context) -> tuple[Message, ...]:
    name = table.headers.names[table.value]
    if table.reason is not None:
        return (table.reason,)
    if context.options.column is None and len(table.candidates) > 1:
        others = quoted([table.headers.names[index] for index in table.candidates])
        return (Message(refusals.WAS_CHOSEN, {"column": name, "columns": others}),)
    return ()


def _column_warnings(sheet: Sheet, table: Table, said: str, of_concept: tuple[Message, ...]) -> tuple[Message, ...]:
    """What is to be seen of the column: a price, or a sale, by its header, by what stands beside it or above it."""
    name = table.headers.names[table.value]
    if table.value not in table.candidates:
        if words.names_price(name) or (words.names_share(name) and stated_unit(name) is None):
            return (refusals.looks_like(name),)
        if decoys.is_decoy(name):
            return (Message(refusals.OTHERS_READ, {"column": name}),)
        if words.names_other_quantity(name) and not (words.names_thousands(name) or words.names_purchase(name)):
            return (Message(refusals.OTHERS_READ, {"column": name}),)
    if doubts := energy_doubts(name):
        return doubts
    if words.names_purchase(name):
        unit = beside.price_unit(said) if stated_unit(name) is None else None
        return (refusals.looks_like(unit),) if unit is not None else ()
    if of_rows := of_concept or beside.kind_warnings(said):
        return of_rows
    if stated_unit(f"{name} {table.headers.units.get(table.value, '')}") is not None:
        return ()
    top = title_text(sheet.rows[: 1 if table.headers.top is None else table.headers.top])
    corner = _corner(sheet, table)
    for text in (said, corner, top):
        if words.names_price(text) and stated_unit(text) is None:
            return (Message(refusals.PRICES_READ, {"column": text[:120]}),)
    for text in (corner, top):
        if words.names_only_sale(text):
            return (Message(refusals.SALE_CHOSEN, {"column": text[:120]}),)
    return ()


def _unit(sheet: Sheet, table: Table, context: Context, body: Body) -> tuple[str | None, tuple[UnitSaid, ...]]:
    """The unit as decided, else of the header, the row of units below it, a column of units, the series, the title.

    With it what the table itself states beside: another unit there may be the right one.
    """
    if (decided := decided_unit(context)) is not None:
        with suppress(RefusedError):  # units that differ from row to row: they are overruled together
            return decided, rivals_of(_units_said(sheet, table, body), decided)
        return decided, ()
    said = _units_said(sheet, table, body)
    if said:
        return said[0].unit, rivals_of(said)
    name = table.headers.names[table.value]
    if (words.names_price(name) and table.value not in table.candidates) or names_multiple(name):
        return None, ()
    taken = [table.value, table.time.index, *table.time.beside]
    if (named := beside.unit_of_name(sheet, body.rows, taken)) is not None:
        return named, ()
    return stated_unit(_corner(sheet, table)) or unit_of_titles(sheet.rows[: table.headers.top or 0]), ()


def _units_said(sheet: Sheet, table: Table, body: Body) -> list[UnitSaid]:
    """The units in the cells of the table itself, the one to believe first: of the values, the header, beside them."""
    headers, first = table.headers, sheet.numbers[body.rows[0]] if body.rows else 0
    name = headers.names[table.value]
    head = sheet.numbers[headers.row] if headers.row is not None else first
    said = []
    if (carried := unit_in_cells(sheet, [table.value])) is not None:
        said.append(UnitSaid(carried, first))
    stated, below = stated_unit(name), stated_unit(headers.units.get(table.value, ""))
    if stated is None and below is None:
        stated = stated_unit(name_in_front(sheet, headers.row, table.value))
    if stated is not None:
        said.append(UnitSaid(stated, head))
    if below is not None:
        said.append(UnitSaid(below, sheet.numbers[headers.unit_row]))
    if not words.names_price(name):
        taken = [table.value, table.time.index, *table.time.beside]
        if (column := unit_beside(sheet, body.rows, headers.names, taken)) is not None:
            said.append(UnitSaid(column, first))
    if said and stated is None:
        said.extend(UnitSaid(unit, head) for unit in sorted(named_units(name)))
    return said


def _corner(sheet: Sheet, table: Table) -> str:
    """What stands beside the day in the header of values that are called after their day alone; else nothing."""
    row = table.headers.row
    if row is None:
        return ""
    named = sheet.columns[table.value][row]
    if not (isinstance(named, date) or (isinstance(named, str) and days_in(named))):
        return ""
    places = dict.fromkeys((table.time.index, *table.time.beside))
    return " ".join(cell for place in places if isinstance(cell := sheet.columns[place][row], str))
