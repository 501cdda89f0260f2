"""Periods across, a row for each day: Fecha | 0 | 1 | ... | 23, or H1 ... H24, 1 ... 96, H1Q1, with a total beside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Role
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.domain.units import scale_of, stated_unit
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.figures import AmbiguousDecimalError, column_decimal, number_share, read_figures
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, Series
from ravenwits_desktop.spreadsheets.layouts import refusals
from ravenwits_desktop.spreadsheets.layouts.across import (
    About,
    Block,
    PeriodHeader,
    find_period_header,
    numbering_of,
    series_of,
    spread,
)
from ravenwits_desktop.spreadsheets.layouts.commas import check_across
from ravenwits_desktop.spreadsheets.layouts.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.layouts.dates import TimeColumn, time_columns
from ravenwits_desktop.spreadsheets.layouts.day_choice import day_column
from ravenwits_desktop.spreadsheets.layouts.kinds import choose_name, kinds_across
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError, decided_unit, quoted
from ravenwits_desktop.spreadsheets.layouts.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layouts.unit_columns import unit_beside, unit_in_cells
from ravenwits_desktop.spreadsheets.periods import Days, Form, Numbering
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.times import Integers

NAME = "a row for each day"
TOTALS_AGREE = QT_TRANSLATE_NOOP("Message", "The totals of the column “{column}” agree with the values of their rows.")
TOTAL_OF_ROW_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} has a total of {value}, but its values come to {sum}. Look for a missing or wrong value."
)
NO_VALUES_IN_ROW = QT_TRANSLATE_NOOP("Message", "{count} rows, from {first} on, have a date and no value: left out.")
NAMELESS_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has values but neither a date nor a name. Write into it which day it is, or what its values are.",
)
_MOST_WARNINGS = 5
_COMPARED_ROWS = 5
_PARTS, _MOST_HOURS = 4, 25
_NONE_NAMED: tuple[str, ...] = ()
_NOTHING_SAID: tuple[Message, ...] = ()


def recognise_wide(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as days down and periods across; a `Refusal` says what is missing or has to be asked."""
    try:
        return _read(sheet, context)
    except RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, 0.85, (), Question.DATE_ORDER)


def _read(sheet: Sheet, context: Context) -> Found:
    header = find_period_header(sheet)
    if header is None:
        raise RefusedError(0.05, refusals.NO_TIMES)
    date = _dates(sheet, header, context)
    walls = _carried(sheet, header, date)
    rows = np.flatnonzero(~np.isnat(walls)) + header.row + 1
    days = walls[rows - header.row - 1].astype("datetime64[D]")
    quarters = _quarters_down(sheet, header, date.index, rows, days)
    name, choices, said = "", _NONE_NAMED, _NOTHING_SAID
    if quarters is None:
        rows, days, name, choices, said = _one_series(sheet, header, date.index, rows, days, context)
    check_across(sheet, header.row, rows)
    rows, days, empty = _with_values(sheet, header, rows, days)
    if not len(rows):
        raise RefusedError(0.2, refusals.NO_TIMES)
    order = np.argsort(days, kind="stable")
    rows, days = rows[order], days[order]
    one = np.repeat(days[:1], len(header.columns))
    head = cell_text(sheet.rows[header.row][date.index]) if date.index < len(sheet.rows[header.row]) else ""
    across = [cell_text(sheet.rows[header.row][column]) for column in header.columns]
    numbering = numbering_of(header.tokens, one, context, f"{title_text(sheet.rows[: header.row + 1])}")
    if numbering is None:
        raise RefusedError(0.2, refusals.NO_TIMES)
    kinds = kinds_across(sheet, context, header.row, np.array(header.columns))
    columns = np.array(header.columns) if kinds is None else kinds.columns
    if kinds is not None and not name:
        name, choices = kinds.name, kinds.names
    width = len(columns)
    block = Block(
        np.repeat(rows, width),
        np.tile(columns, len(rows)),
        np.repeat(days, width) + np.tile(np.array(header.days), len(rows)).astype("timedelta64[D]"),
        spread(numbering, len(rows)),
    )
    if quarters is not None:
        parts = np.repeat([quarters[row] for row in rows.tolist()], width)
        in_quarters = Numbering(block.numbering.index * _PARTS + parts, 60 // _PARTS, base=numbering.base)
        block = replace(block, numbering=in_quarters)
    titles = title_text(sheet.rows[: header.row])
    about = About(
        layout=NAME,
        column=name or titles or f"{across[0]} … {across[-1]}",
        candidates=choices or (titles or f"{across[0]} … {across[-1]}",),
        time_column=head or sheet.letter(date.index),
        header_row=header.row,
        headers=tuple(
            cell_text(cell) for column, cell in enumerate(sheet.rows[header.row]) if column not in header.columns
        ),
        unit=decided_unit(context)
        or unit_in_cells(sheet, columns.tolist())
        or (stated_unit(kinds.name) if kinds is not None else None)
        or stated_unit(name)
        or stated_unit(head)
        or _unit_of_row(sheet, header, date.index, rows)
        or unit_of_titles(sheet.rows[: header.row]),
        form=header.tokens[0].form.value,
        notes=(*date.notes, *said, *empty),
        warnings=(*date.warnings, *_warnings(name, titles, context.file)),
        places=((Role.DATE, (rows, np.full(len(rows), date.index))),),
    )
    series = _with_totals(sheet, header, rows, series_of(sheet, context, block, about))
    return Found(series, 0.91, (header.evidence(sheet),))


def _unit_of_row(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers) -> str | None:
    """The unit that stands beside the values: in a column of units, or in the one other header that states any."""
    cells = sheet.rows[header.row]
    names = [cell_text(cells[column]) if column < len(cells) else "" for column in range(len(sheet.columns))]
    beside = unit_beside(sheet, rows.tolist(), names, (date, *header.columns))
    if beside is not None:
        return beside
    others = [column for column in range(len(names)) if column != date and column not in header.columns]
    stated = {
        unit
        for column in others
        if not words.names_price(names[column])
        and (unit := stated_unit(names[column])) is not None
        and _is_sum(sheet, header, rows, column)
    }
    return stated.pop() if len(stated) == 1 else None


def _is_sum(sheet: Sheet, header: PeriodHeader, rows: Integers, column: int) -> bool:
    """Whether a column beside holds the plain sums of the values, or nothing: only then its unit is that of the values.

    The energies of a day are no sums of its quarters' powers.
    """
    compared = 0
    for row in rows.tolist():
        cells = sheet.rows[row]
        values = _cells(sheet, header, row)
        if column >= len(cells) or cells[column] == "":
            continue
        try:
            total = read_figures([cells[column]], column_decimal(values)).values[0]
            figures = read_figures(values).values
        except AmbiguousDecimalError:
            return False
        if not np.isclose(total, figures[np.isfinite(figures)].sum(), rtol=1e-6, atol=0.01):
            return False
        compared += 1
        if compared >= _COMPARED_ROWS:
            break
    return True


def _expected(values: Floats, series: Series, header: str) -> tuple[float, ...]:
    """What a total of `values` may come to: in its own unit of energy where `header` states one, else in any way."""
    known = values[np.isfinite(values)]
    step, unit, named = series.resolution or 60, series.unit or "MW", stated_unit(header) or ""
    if named.endswith("h"):
        energy = float(scale_of(unit, step).apply(known).sum()) * step / 60
        return (energy / scale_of(named, 60).factor,)
    plain = float(known.sum())
    return plain, plain * step / 60, plain / max(1, len(known))


def _warnings(name: str, titles: str, file: str) -> tuple[Message, ...]:
    if words.names_only_sale(name or titles):
        return (Message(refusals.SALE_CHOSEN, {"column": name or titles}),)
    for text in (name, titles) if name else (titles, file):
        if stated_unit(text) is not None:
            return ()
        if words.names_price(text) and not words.names_share(text):
            return (Message(refusals.PRICES_READ, {"column": text}),)
        if words.names_share(text):
            return (Message(refusals.SHARES_READ, {"column": text}),)
    return ()


def _dates(sheet: Sheet, header: PeriodHeader, context: Context) -> TimeColumn:
    """The dates of the rows below the header, from the column before the periods that has them."""
    below = sheet.rows[header.row + 1 :]
    dates, heads = [], []
    for index in range(header.columns[0]):
        cells = [row[index] if index < len(row) else "" for row in below]
        known = [cell for cell in cells if cell != ""]
        if not known:
            continue
        found = time_columns([cells], context)
        if found and not found[0].has_clock:
            dates.append(replace(found[0], index=index))
            heads.append(cell_text(row[index]) if index < len(row := sheet.rows[header.row]) else "")
    if not dates:
        raise RefusedError(0.1, refusals.NO_TIMES)
    return day_column(dates, heads, header.columns[0])


def _carried(sheet: Sheet, header: PeriodHeader, date: TimeColumn) -> Minutes:
    """The dates, also of rows whose date stands in the row before: several rows of a day, each named in a column.

    Raises `RefusedError` for rows of values that have neither a date nor a name: nobody knows what they are.
    """
    walls = date.walls.copy()
    for at in np.flatnonzero(np.isnat(walls)).tolist():
        row = header.row + 1 + at
        cells = _cells(sheet, header, row)
        if at == 0 or np.isnat(walls[at - 1]) or 2 * number_share(cells)[0] < len(cells):
            continue
        before = sheet.rows[row][: header.columns[0]]
        if any(isinstance(cell, str) and (words.is_total(cell) or words.is_figure(cell)) for cell in before):
            continue
        if date.index < len(before) and before[date.index] != "":
            continue
        if not any(cell != "" for cell in before):
            raise RefusedError(0.95, NAMELESS_ROW, row=sheet.numbers[row])
        walls[at] = walls[at - 1]
    return walls


def _quarters_down(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers, days: Days) -> dict[int, int] | None:
    """The quarter of the hour, from 0, that each of `rows` is of, where a column names it below the hours across."""
    if header.tokens[0].form is not Form.NUMBER or len(header.columns) > _MOST_HOURS:
        return None
    for column in range(header.columns[0]):
        head = cell_text(sheet.rows[header.row][column]) if column < len(sheet.rows[header.row]) else ""
        texts = [cell_text(sheet.columns[column][row]).casefold() for row in rows.tolist()]
        names = [text.removeprefix("q") for text in texts]
        if column == date or set(names) != {"1", "2", "3", "4"}:
            continue
        if not words.names_quarter(head) and not all(text.startswith("q") for text in texts):
            continue
        if len(set(zip(days.tolist(), names, strict=True))) == len(names):
            return {row: int(name) - 1 for row, name in zip(rows.tolist(), names, strict=True)}
    return None


def _one_series(
    sheet: Sheet, header: PeriodHeader, date: int, rows: Integers, days: Days, context: Context
) -> tuple[Integers, Days, str, tuple[str, ...], tuple[Message, ...]]:
    """The rows of one series, where a column of names tells several apart."""
    if len(np.unique(days)) == len(days):
        return rows, days, "", (), ()
    for index in range(header.columns[0]):
        names = [cell_text(sheet.columns[index][row]) for row in rows.tolist()]
        kinds = tuple(dict.fromkeys(names))
        if index == date or len(kinds) < 2 or len(kinds) * 2 > len(rows) + 2:
            continue
        if all(
            len(np.unique(group)) == len(group) and not kind.isdecimal()
            for kind in kinds
            if len(group := days[[name == kind for name in names]])
        ):
            name = choose_name(kinds, context)
            mask = np.array([other == name for other in names])
            said = (
                ()
                if context.options.column
                else (Message(refusals.WAS_CHOSEN, {"column": name, "columns": quoted(kinds)}),)
            )
            return rows[mask], days[mask], name, kinds, said
    raise RefusedError(0.7, refusals.STACKED, label=str(days[0]))


def _with_values(
    sheet: Sheet, header: PeriodHeader, rows: Integers, days: Days
) -> tuple[Integers, Days, tuple[Message, ...]]:
    """The rows that hold any value: a month's form is often filled to today alone."""
    filled = np.array([any(cell != "" for cell in _cells(sheet, header, row)) for row in rows.tolist()], dtype=np.bool_)
    empty = rows[~filled]
    notes: tuple[Message, ...] = ()
    if len(empty):
        notes = (Message(NO_VALUES_IN_ROW, {"count": len(empty), "first": sheet.numbers[int(empty[0])]}),)
    return rows[filled], days[filled], notes


def _cells(sheet: Sheet, header: PeriodHeader, row: int) -> list[Cell]:
    cells = sheet.rows[row]
    return [cells[column] if column < len(cells) else "" for column in header.columns]


def _with_totals(sheet: Sheet, header: PeriodHeader, rows: Integers, series: Series) -> Series:
    """The totals that stand behind the periods of each row, compared with its values."""
    cells = sheet.rows[header.row]
    behind = [
        column
        for column in range(header.columns[-1] + 1, len(cells))
        if isinstance(cell := cells[column], str) and words.is_total(cell)
    ]
    if not behind or series.columns is None:
        return series
    column = behind[0]
    kept = [row for row in rows.tolist() if column < len(sheet.rows[row]) and sheet.rows[row][column] != ""]
    totals = [sheet.rows[row][column] for row in kept]
    decimal = column_decimal(series.cells)
    try:
        figures: Floats = read_figures(totals, decimal).values
    except AmbiguousDecimalError:
        return series
    numbers = np.array(sheet.numbers)
    warnings = []
    for row, total in zip(kept, figures.tolist(), strict=True):
        values = series.values[series.rows == numbers[row]]
        expected = _expected(values, series, cell_text(cells[column]))
        if not any(np.isclose(total, figure, rtol=1e-6, atol=0.01) for figure in expected):
            texts = {"row": int(numbers[row]), "value": without_exponent(total), "sum": without_exponent(expected[0])}
            warnings.append(Message(TOTAL_OF_ROW_DIFFERS, texts))
    notes = series.notes if warnings else (*series.notes, Message(TOTALS_AGREE, {"column": cell_text(cells[column])}))
    places = (*series.places, (Role.TOTAL, (np.array(kept, dtype=np.int64), np.full(len(kept), column))))
    return replace(
        series,
        notes=notes,
        warnings=(*series.warnings, *warnings[:_MOST_WARNINGS]),
        places=places,
        row_totals=not warnings if kept else None,
    )
