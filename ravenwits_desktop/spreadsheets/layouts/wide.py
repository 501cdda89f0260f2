"""Periods across, a row for each day: Fecha | 0 | 1 | ... | 23, or H1 ... H24, 1 ... 96, H1Q1, with a total beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Role
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn, time_columns
from ravenwits_desktop.spreadsheets.days.day_choice import day_column
from ravenwits_desktop.spreadsheets.days.lost_formats import with_counted_days
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.periods.rolling_hours import rolled
from ravenwits_desktop.spreadsheets.periods.said_lengths import texts_of_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of, spread
from ravenwits_desktop.spreadsheets.tables.beside import (
    check_directions,
    description,
    identity_warnings,
    kind_warnings,
)
from ravenwits_desktop.spreadsheets.tables.bought_ways import names_way
from ravenwits_desktop.spreadsheets.tables.commas import check_across
from ravenwits_desktop.spreadsheets.tables.dated_names import of_one_kind, parted_cells
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name, kinds_across
from ravenwits_desktop.spreadsheets.tables.name_doubts import concept_doubts, name_doubts
from ravenwits_desktop.spreadsheets.tables.period_headers import PeriodHeader, find_period_header
from ravenwits_desktop.spreadsheets.tables.repeated_rows import are_stale_rows
from ravenwits_desktop.spreadsheets.tables.row_doubts import cancelled_warnings, weekday_warnings
from ravenwits_desktop.spreadsheets.tables.row_totals import proof_of_row, unit_in_column, unit_of_sums, with_totals
from ravenwits_desktop.spreadsheets.tables.row_units import check_units, is_of_power, units_of_rows, with_other_unit
from ravenwits_desktop.spreadsheets.tables.unit_columns import rivals_of, unit_in_cells, units_said
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Numbering
from ravenwits_desktop.spreadsheets.texts.times import Integers

NAME = "a row for each day"
NO_VALUES_IN_ROW = QT_TRANSLATE_NOOP("Message", "{count} rows, from {first} on, have a date and no value: left out.")
NAMELESS_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has values but neither a date nor a name. Write into it which day it is, or what its values are.",
)
SECOND_TABLE = QT_TRANSLATE_NOOP(
    "Message",
    "A second table, “{text}”, begins in row {row}. Leave only the one with the programme in the sheet.",
)
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
    _check_one_table(sheet, header)
    date, beside = _dates(sheet, header, context)
    walls = _carried(sheet, header, date)
    rows = np.flatnonzero(~np.isnat(walls)) + header.row + 1
    days = walls[rows - header.row - 1].astype("datetime64[D]")
    quarters = _quarters_down(sheet, header, date.index, rows, days)
    name, choices, chosen = "", _NONE_NAMED, _NOTHING_SAID
    units = units_of_rows(sheet, rows.tolist(), (date.index, *header.columns))
    if quarters is None:
        rows, days, name, choices, chosen = _one_series(sheet, header, date.index, rows, days, context, beside, units)
    check_across(sheet, header.row, rows)
    rows, days, empty = _with_values(sheet, header, rows, days)
    if not len(rows):
        raise RefusedError(0.2, refusals.NO_TIMES)
    of_units = check_units(sheet, units, rows.tolist(), context)
    order = np.argsort(days, kind="stable")
    rows, days = rows[order], days[order]
    one = np.repeat(days[:1], len(header.columns))
    head = cell_text(sheet.rows[header.row][date.index]) if date.index < len(sheet.rows[header.row]) else ""
    row = sheet.rows[header.row]
    across = [text for column in header.columns if column < len(row) and (text := cell_text(row[column]))]
    numbering = numbering_of(header.tokens, one, context, f"{title_text(sheet.rows[: header.row + 1])}")
    if numbering is None:
        raise RefusedError(0.2, refusals.NO_TIMES)
    kinds = kinds_across(sheet, context, header.row, np.array(header.columns))
    columns = np.array(header.columns) if kinds is None else kinds.columns
    if kinds is not None and not name:
        name, choices = kinds.name, kinds.names
    width = len(columns)
    across_days: Days = np.repeat(days, width) + np.tile(np.array(header.days), len(rows)).astype("timedelta64[D]")
    if len(rows) == 1 and quarters is None and header.tokens[0].form is Form.NUMBER:
        texts = list(texts_of_rows(sheet, header.row + 1, context))
        numbering, across_days = rolled(numbering, across_days, header.heads(sheet), texts, context)
    block = Block(
        np.repeat(rows, width),
        np.tile(columns, len(rows)),
        across_days,
        spread(numbering, len(rows)),
    )
    if quarters is not None:
        parts = np.repeat([quarters[row] for row in rows.tolist()], width)
        index = block.numbering.index * _PARTS + parts
        in_quarters = Numbering(index, 60 // _PARTS, base=numbering.base, second=block.numbering.second)
        block = replace(block, numbering=in_quarters)
    titles = title_text(sheet.rows[: header.row])
    first, top = sheet.numbers[int(rows.min())], sheet.numbers[header.row]
    said = units_said(
        (unit_in_cells(sheet, columns.tolist()), first),
        (None if kinds is None else stated_unit(kinds.name), min(top + 1, first)),
        (stated_unit(name), first),
        (stated_unit(head), top),
        (unit_in_column(sheet, header, date.index, rows), first),
    )
    titled = unit_of_titles(sheet.rows[: header.row])
    bought = names_way(name) and (bool(said) or titled is not None)
    doubts = (
        name_doubts(name, of_unit=bought) if name else _title_doubts(head, "") or _title_doubts(titles, context.file)
    )
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
        or (said[0].unit if said else None)
        or titled
        or unit_of_sums(sheet, header, date.index, rows),
        rivals=rivals_of(said, decided_unit(context)),
        form=header.tokens[0].form.value,
        notes=(*date.notes, *chosen, *empty),
        warnings=(
            *date.warnings,
            *(of_units or doubts or (() if bought else _kind_doubts(sheet, header, date.index, rows))),
            *_doubts(sheet, header, date.index, rows, days),
        ),
        places=((Role.DATE, (_rows_of_dates(sheet, date.index, rows), np.full(len(rows), date.index))),),
    )
    series = series_of(sheet, context, block, about)
    series = replace(series, proof=proof_of_row(sheet, header, rows, series))
    series = with_totals(sheet, header, rows, series)
    return Found(series, 0.91, (header.evidence(sheet),))


def _check_one_table(sheet: Sheet, header: PeriodHeader) -> None:
    """Refuse a second table below: the header once more, under another title than that of the first.

    What stands above the first header, or nothing, is the same table on another page.
    """
    head = sheet.rows[header.row]
    titles = {tuple(filter(None, map(cell_text, row))) for row in sheet.rows[: header.row]}
    for at in range(header.row + 2, len(sheet.rows)):
        if sheet.rows[at] != head:
            continue
        title = tuple(filter(None, map(cell_text, sheet.rows[at - 1])))
        if title not in titles and not number_share(header.cells(sheet, at - 1))[0]:
            raise RefusedError(0.95, SECOND_TABLE, row=sheet.numbers[at - 1], text=" ".join(title))


def _doubts(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers, days: Days) -> tuple[Message, ...]:
    """What stands beside the values of a row against it, or against its day."""
    places = np.argsort(rows)
    names = [head or sheet.letter(column) for column, head in enumerate(header.names(sheet))]
    ordered = rows[places].tolist()
    check_directions(sheet, ordered, names, (date, *header.columns), header.columns)
    noons: Minutes = np.add(days[places].astype("datetime64[m]"), timegrid.minutes(12 * 60))
    return (
        *cancelled_warnings(sheet, ordered, names, (date, *header.columns)),
        *identity_warnings(sheet, ordered, names, (date, *header.columns), of_days=True),
        *weekday_warnings(sheet, ordered, noons, names, header.columns, (date,)),
    )


def _kind_doubts(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers) -> tuple[Message, ...]:
    taken = (date, *header.columns)
    said = description(sheet, rows.tolist(), taken)
    return concept_doubts(sheet, rows.tolist(), header.names(sheet), taken) or kind_warnings(said)


def _title_doubts(titles: str, file: str) -> tuple[Message, ...]:
    if words.names_only_sale(titles):
        return (Message(refusals.SALE_CHOSEN, {"column": titles}),)
    for text in (titles, file):
        if stated_unit(text) is not None:
            return ()
        if words.names_price(text) or words.names_share(text):
            return (refusals.looks_like(text),)
    return ()


def _dates(sheet: Sheet, header: PeriodHeader, context: Context) -> tuple[TimeColumn, tuple[str, ...]]:
    """The dates of the rows below the header, from the column before the periods that has them.

    And what its cells say beside each date, by the index of the sheet's row, as in 14/01/2026 Compra; else nothing.
    """
    below = sheet.rows[header.row + 1 :]
    plain: list[tuple[TimeColumn, str, list[str]]] = []
    worded: list[tuple[TimeColumn, str, list[str]]] = []
    for index in range(header.first_column):
        cells = [row[index] if index < len(row) else "" for row in below]
        known = [cell for cell in cells if cell != ""]
        if not known:
            continue
        head = row[index] if index < len(row := sheet.rows[header.row]) else ""
        found = time_columns([cells], context)
        if not found and (numbered := time_columns([[head, *cells]], context)):
            found = [replace(numbered[0], walls=numbered[0].walls[1:])]
        kept, names = worded if not found else plain, list[str]()
        parted = parted_cells(cells)
        if parted is not None and (found or _are_all_dated(sheet, header, index, parted[1])):
            names = parted[1]
            found = time_columns([parted[0]], context)
        if found and (days := found[0].of_days(context.options.zone)) is not None:
            days = days if names else with_counted_days(days, cells, context)
            kept.append((replace(days, index=index), cell_text(head), names))
    dates = plain or worded
    if not dates:
        raise RefusedError(0.1, refusals.NO_TIMES)
    chosen = day_column([time for time, _, _ in dates], [head for _, head, _ in dates], header.first_column)
    beside = next(names for time, _, names in dates if time.index == chosen.index)
    return chosen, (*[""] * (header.row + 1), *beside) if beside else ()


def _are_all_dated(sheet: Sheet, header: PeriodHeader, column: int, names: Sequence[str]) -> bool:
    """Whether each row of values below the header has a date with words in `column`, or sums up those that have.

    A name of values without a date is of the day of the table, and those with a date are of others.
    """
    for at, name in enumerate(names, header.row + 1):
        cells = sheet.rows[at]
        text = cell_text(cells[column]) if column < len(cells) else ""
        if (
            not name
            and not (words.is_total(text) or words.is_figure(text))
            and number_share(header.cells(sheet, at))[0]
        ):
            return False
    return True


def _carried(sheet: Sheet, header: PeriodHeader, date: TimeColumn) -> Minutes:
    """The dates, also of rows whose date stands in the row before: several rows of a day, each named in a column.

    A total is one of them where each day has one; else it sums up the days. Raises `RefusedError` for rows of values
    that have neither a date nor a name: nobody knows what they are.
    """
    walls = date.walls.copy()
    totals: list[int] = []
    for at in np.flatnonzero(np.isnat(walls)).tolist():
        row = header.row + 1 + at
        cells = header.cells(sheet, row)
        if at == 0 or np.isnat(walls[at - 1]) or 2 * number_share(cells)[0] < len(cells):
            continue
        before = sheet.rows[row][: header.first_column]
        if date.index < len(before) and before[date.index] != "":
            continue
        if any(isinstance(cell, str) and words.is_total(cell) for cell in before):
            totals.append(at)
        elif any(isinstance(cell, str) and words.is_figure(cell) for cell in before):
            continue
        if not any(cell != "" for cell in before):
            raise RefusedError(0.95, NAMELESS_ROW, row=sheet.numbers[row])
        walls[at] = walls[at - 1]
    _, firsts = np.unique(walls[totals], return_index=True)
    days = np.unique(walls[~np.isnat(walls)])
    walls[totals if len(firsts) < len(days) else np.delete(totals, firsts)] = np.datetime64("NaT")
    return walls


def _rows_of_dates(sheet: Sheet, date: int, rows: Integers) -> Integers:
    """The rows whose dates those of `rows` are: their own, or the nearest ones above."""
    found = []
    for row in rows.tolist():
        at = row
        while at > 0 and (date >= len(sheet.rows[at]) or sheet.rows[at][date] == ""):
            at -= 1
        found.append(at)
    return np.array(found, dtype=np.int64)


def _quarters_down(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers, days: Days) -> dict[int, int] | None:
    """The quarter of the hour, from 0, that each of `rows` is of, where a column names it below the hours across."""
    if header.tokens[0].form is not Form.NUMBER or len(header.columns) > _MOST_HOURS:
        return None
    for column in range(header.first_column):
        head = cell_text(sheet.rows[header.row][column]) if column < len(sheet.rows[header.row]) else ""
        texts = [cell_text(sheet.columns[column][row]).casefold() for row in rows.tolist()]
        names = [text.removeprefix("q") for text in texts]
        if column == date or set(names) != {"1", "2", "3", "4"}:
            continue
        if not time_words.names_quarter(head) and not all(text.startswith("q") for text in texts):
            continue
        if len(set(zip(days.tolist(), names, strict=True))) == len(names):
            return {row: int(name) - 1 for row, name in zip(rows.tolist(), names, strict=True)}
    return None


def _one_series(
    sheet: Sheet,
    header: PeriodHeader,
    date: int,
    rows: Integers,
    days: Days,
    context: Context,
    beside: Sequence[str],
    units: Mapping[int, str],
) -> tuple[Integers, Days, str, tuple[str, ...], tuple[Message, ...]]:
    """The rows of one series, where a column of names, or what stands `beside` the dates, tells several apart.

    `units` are those that a column says beside the rows: what is in that of a price is no purchase.
    """
    if beside:
        values = [header.cells(sheet, row) for row in rows.tolist()]
        one = of_one_kind(
            [with_other_unit(beside[row], units.get(row, "")) for row in rows.tolist()], days, context, values
        )
        rows, days = rows[one.mask], days[one.mask]
        _check_once(sheet, rows, days)
        return rows, days, one.name, one.names, one.notes
    if len(np.unique(days)) == len(days):
        return rows, days, "", (), ()
    heads = header.names(sheet)
    behind = (at for at in range(header.last_column + 1, len(heads)) if words.names_version(heads[at]))
    for index in (*range(header.first_column), *behind):
        names, head = [cell_text(sheet.columns[index][row]) for row in rows.tolist()], heads[index]
        if words.names_version(head):
            names = [f"{head} {name}" if name.isdecimal() else name for name in names]
        names = [with_other_unit(name, units.get(row, "")) for name, row in zip(names, rows.tolist(), strict=True)]
        kinds = tuple(dict.fromkeys(names))
        once = len(kinds) == len(rows) and len(np.unique(days)) == 1 and "" not in kinds
        if index == date or len(kinds) < 2 or (len(kinds) * 2 > len(rows) + 2 and not once):
            continue
        if all(
            len(np.unique(group)) == len(group) and (not kind.isdecimal() or words.names_identity(head))
            for kind in kinds
            if len(group := days[[name == kind for name in names]])
        ):
            cells = {
                kind: [
                    cell
                    for other, row in zip(names, rows.tolist(), strict=True)
                    if other == kind
                    for cell in header.cells(sheet, row)
                ]
                for kind in kinds
            }
            titled = unit_of_titles(sheet.rows[: header.row]) is not None
            name = choose_name(kinds, context, cells, of_unit=titled or any(map(is_of_power, units.values())))
            mask = np.array([other == name for other in names])
            said = (
                ()
                if context.options.column
                else (Message(refusals.WAS_CHOSEN, {"column": name, "columns": quoted(kinds)}),)
            )
            return rows[mask], days[mask], name, kinds, said
    if not are_stale_rows(days):
        _check_once(sheet, rows, days)
    return rows, days, "", (), ()


def _check_once(sheet: Sheet, rows: Integers, days: Days) -> None:
    """Raise `RefusedError` for a day that stands in several of `rows`."""
    unique, counts = np.unique(days, return_counts=True)
    if counts.max() > 1:
        day = unique[int(np.argmax(counts))]
        first, again = (sheet.numbers[row] for row in rows[days == day][:2].tolist())
        raise RefusedError(0.9, refusals.STACKED, label=day.item(), first=first, again=again)


def _with_values(
    sheet: Sheet, header: PeriodHeader, rows: Integers, days: Days
) -> tuple[Integers, Days, tuple[Message, ...]]:
    """The rows that hold any value: a month's form is often filled to today alone."""
    filled = np.array([any(cell != "" for cell in header.cells(sheet, row)) for row in rows.tolist()], dtype=np.bool_)
    empty = rows[~filled]
    notes: tuple[Message, ...] = ()
    if len(empty):
        notes = (Message(NO_VALUES_IN_ROW, {"count": len(empty), "first": sheet.numbers[int(empty[0])]}),)
    return rows[filled], days[filled], notes
