"""A column for each day, periods down: Hora | 24/11/2026 | 25/11/2026, or H1 ... H24 under Tue 20/07, Wed 21/07."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import FROM_SERIALS, time_columns
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_claims import day_about_now
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, names_market_day, voice_of
from ravenwits_desktop.spreadsheets.days.lost_formats import with_counted_days
from ravenwits_desktop.spreadsheets.days.short_days import DaysSaid, days_of, short_day
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.layouts.day_tables import read_tables
from ravenwits_desktop.spreadsheets.layouts.wide import SECOND_TABLE
from ravenwits_desktop.spreadsheets.periods.both_ends import tokens_with_ends
from ravenwits_desktop.spreadsheets.periods.late_halves import by_time, is_late_half, run_backwards
from ravenwits_desktop.spreadsheets.periods.merged_hours import blank_rows, carried, check_no_blank
from ravenwits_desktop.spreadsheets.periods.unread import check_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of, spread
from ravenwits_desktop.spreadsheets.tables.dated_names import of_one_kind, parted_cells, with_years
from ravenwits_desktop.spreadsheets.tables.days_below import tables_below
from ravenwits_desktop.spreadsheets.tables.kinds import (
    SEVERAL_COLUMNS,
    Kinds,
    check_days_of_one_kind,
    kinds_across,
    kinds_down,
)
from ravenwits_desktop.spreadsheets.tables.name_doubts import name_doubts
from ravenwits_desktop.spreadsheets.tables.row_doubts import weekdays_above
from ravenwits_desktop.spreadsheets.tables.row_units import check_units, units_of_rows
from ravenwits_desktop.spreadsheets.tables.side_blocks import side_by_side
from ravenwits_desktop.spreadsheets.tables.unit_columns import rivals_of, unit_in_cells, units_said
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.decimal_clocks import decimal_clock
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Token, main_form, tokens_of
from ravenwits_desktop.spreadsheets.texts.times import Integers

NAME = "a column for each day"
HAS_DAYS_ACROSS = QT_TRANSLATE_NOOP("Message", "Row {row} names the days, from {first} to {last}.")
PERIODS_AGAIN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column}, below “{text}”, repeats the periods: these are no values. Write the periods once, left of all "
    "days, and each day above its values.",
)
_HEADER_ROWS = 40
_FEWEST_PERIODS = 20
_FEWEST_DAYS = 2
_FEWEST_OF_TABLE = 20
"""Periods after which the first of them begins another table: the hour that October repeats stands near itself."""
_NEAR_DAYS = 31
"""From a day in a title, of the table or of the making of the file."""


def recognise_day_columns(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as periods down and days across; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.85)


def _read(sheet: Sheet, context: Context) -> Found:
    blocks = side_by_side(sheet)
    whole = sheet if blocks is None else blocks.sheet
    at, columns, _, _, _ = _days_across(whole, context)
    first = int(columns.min())
    rows, _ = _periods_down(whole, at, first)

    def days_in_row(row: int) -> Days | None:
        try:
            return _days_across(whole, context, row, 1)[2]
        except RefusedError:
            return None

    period = _period_column(whole, at, first)
    if tables := tables_below(whole, at, period, columns, int(rows.max()), days_in_row):
        return read_tables(sheet, context, tables, SECOND_TABLE, _read_table)
    return _read_table(sheet, context)


def _read_table(sheet: Sheet, context: Context) -> Found:
    blocks = side_by_side(sheet)
    if blocks is not None:
        sheet = blocks.sheet
    at, columns, days, said, names = _days_across(sheet, context)
    if blocks is not None:
        blocks.check_days(columns)
    notes, warnings = said.notes, said.warnings
    first = int(columns.min())
    rows, tokens = _periods_down(sheet, at, first)
    period = _period_column(sheet, at, first)
    check_rows(sheet, period, rows.tolist(), columns.tolist())
    _check_no_periods(sheet, at, period, rows, columns)
    kinds: Kinds | None = None
    if names:
        values = [_column_below(sheet, at, column) for column in columns.tolist()]
        one = of_one_kind(names, days, context, values)
        columns, days, notes = columns[one.mask], days[one.mask], (*notes, *one.notes)
        _check_once(sheet, at, days)
        kinds = Kinds(one.name, one.names, np.zeros(0, dtype=np.int64), (), columns)
    else:
        columns, days = _each_once(sheet, context, at, columns, days)
        kinds = kinds_down(sheet, context, period, columns, rows, tokens) or kinds_across(
            sheet, context, at if blocks is None else blocks.header - 1, columns
        )
        if kinds is None or (not len(kinds.rows) and np.array_equal(kinds.columns, columns)):
            check_days_of_one_kind(sheet, at, int(rows.min()), columns, days)
    heads = columns
    if kinds is not None:
        columns = kinds.columns
        rows, tokens = (kinds.rows, list(kinds.tokens)) if len(kinds.rows) else (rows, tokens)
    if kinds is None or not len(kinds.rows):
        rows, tokens = _with_merged_hours(sheet, period, rows, tokens, columns)
    rows, tokens = by_time(rows, tokens)
    titles = title_text(sheet.rows[:at])
    corner = _corner(sheet, at if blocks is None else blocks.header, first, period)
    numbering = numbering_of(tokens, np.repeat(days[:1], len(tokens)), context, f"{titles} {corner}", corner)
    if numbering is None:
        raise RefusedError(0.2, refusals.NO_TIMES)
    order = np.argsort(days, kind="stable")
    columns, days, heads = columns[order], days[order], heads[order]
    name = kinds.name if kinds is not None else _title_of(sheet, at) or sheet.name or context.file
    across = {"row": sheet.numbers[at], "first": days[0].item(), "last": days[-1].item()}
    spoken = kinds.name if kinds is not None else titles
    power = not words.names_price(spoken) or stated_unit(spoken) is not None
    beside = units_of_rows(sheet, rows.tolist(), (int(columns.min()), period, *heads.tolist(), *columns.tolist()))
    of_units = check_units(sheet, beside, rows.tolist(), context)
    first, top = sheet.numbers[int(rows.min())], sheet.numbers[at]
    units = units_said(
        (unit_in_cells(sheet, columns.tolist()), first),
        *(((stated_unit(spoken), top), (stated_unit(corner), top)) if power else ()),
        *((stated_unit(unit), first) for unit in dict.fromkeys(beside.values())),
    )
    about = About(
        layout=NAME,
        column=name,
        candidates=(name,) if kinds is None else kinds.names,
        time_column=corner or sheet.letter(0),
        header_row=at,
        headers=(corner,),
        unit=decided_unit(context) or (units[0].unit if units else unit_of_titles(sheet.rows[:at]) if power else None),
        rivals=rivals_of(units, decided_unit(context)),
        form=tokens[0].form.value,
        notes=notes,
        warnings=(
            *warnings,
            *(of_units or _name_doubts(kinds.name if kinds is not None else None, corner, titles)),
            *weekdays_above(sheet, at, columns, days),
        ),
        places=(
            (Role.DATE, (np.full(len(heads), at), heads if blocks is None else blocks.of_file(at, heads))),
            (Role.PERIOD, (rows, np.full(len(rows), period))),
        ),
    )
    block = Block(
        np.tile(rows, len(columns)),
        np.repeat(columns, len(rows)),
        np.repeat(days, len(rows)),
        spread(numbering, len(columns)),
    )
    return Found(series_of(sheet, context, block, about), 0.9, (Message(HAS_DAYS_ACROSS, across),))


def _check_no_periods(sheet: Sheet, at: int, period: int, rows: Integers, columns: Integers) -> None:
    """Raise `RefusedError` where the first day stands above the periods, and they stand below another one as well."""
    corner = sheet.rows[at][period]
    if not (isinstance(corner, date) or (isinstance(corner, str) and days_in(corner))):
        return
    named = [sheet.columns[period][row] for row in rows.tolist()]
    for column in columns.tolist():
        if len(named) >= _FEWEST_PERIODS and [sheet.columns[column][row] for row in rows.tolist()] == named:
            text = cell_text(sheet.rows[at][column])
            raise RefusedError(0.95, PERIODS_AGAIN, column=sheet.letter(column), text=text)


def _corner(sheet: Sheet, at: int, first: int, period: int) -> str:
    """What row `at` says left of the days in the column `first`, but for columns of other numbers than the periods."""
    cells = sheet.rows[at][:first]
    beside = [place for place in range(len(cells)) if place == period or not _have_numbers_below(sheet, at, [place])]
    return " ".join(cell_text(cells[place]) for place in beside)


def _title_of(sheet: Sheet, at: int) -> str:
    """What the rows above row `at` say, without those that say when the file was made."""
    issued = [any(isinstance(cell, str) and names_issue(cell) for cell in row) for row in sheet.rows[:at]]
    return title_text([row for row, stamp in zip(sheet.rows[:at], issued, strict=True) if not stamp])


def _with_merged_hours(
    sheet: Sheet, period: int, rows: Integers, tokens: list[Token], columns: Integers
) -> tuple[Integers, list[Token]]:
    """The periods with each hour carried down over the blank cells of its parts.

    Raises `RefusedError` for values that no period stands beside.
    """
    named: list[Token | None] = [None] * len(sheet.rows)
    for row, token in zip(rows.tolist(), tokens, strict=True):
        named[row] = token
    blank = blank_rows(sheet, period, columns.tolist())
    whole = carried(sheet, named, blank)
    if whole is None:
        check_no_blank(sheet, period, named, blank)
        return rows, tokens
    known = [(row, token) for row, token in enumerate(whole) if token is not None]
    return np.array([row for row, _ in known]), [token for _, token in known]


def _each_once(sheet: Sheet, context: Context, at: int, columns: Integers, days: Days) -> tuple[Integers, Days]:
    """The first column of each day, where each stands above several of which the row below says what they are.

    Raises `RefusedError` where nothing tells the columns of a day apart.
    """
    _, counts = np.unique(days, return_counts=True)
    if counts.max() == 1:
        return columns, days
    times = int(counts[0])
    alike = bool((counts == times).all()) and bool((days == np.repeat(days[::times], times)).all())
    if not alike or kinds_across(sheet, context, at, columns[::times]) is None:
        _check_once(sheet, at, days)
    return columns[::times], days[::times]


def _column_below(sheet: Sheet, at: int, column: int) -> list[Cell]:
    return [row[column] if column < len(row) else "" for row in sheet.rows[at + 1 :]]


def _check_once(sheet: Sheet, at: int, days: Days) -> None:
    """Raise `RefusedError` for a day that stands above several columns of row `at`."""
    unique, counts = np.unique(days, return_counts=True)
    if counts.max() > 1:
        text = unique[int(np.argmax(counts))].item()
        raise RefusedError(0.9, SEVERAL_COLUMNS, text=text, row=sheet.numbers[at])


def _name_doubts(name: str | None, corner: str, titles: str) -> tuple[Message, ...]:
    """What has to be seen of the `name` below the days, and where it tells no purchase of the corner beside them."""
    if name is None:
        return _title_doubts(corner) or _title_doubts(titles)
    said = words.names_purchase(name) or words.names_load(name)
    return name_doubts(name) or (() if said else _title_doubts(corner))


def _title_doubts(said: str) -> tuple[Message, ...]:
    if words.names_price(said) and stated_unit(said) is None:
        return (refusals.looks_like(said),)
    return (Message(refusals.SALE_CHOSEN, {"column": said}),) if words.names_only_sale(said) else ()


def _days_across(
    sheet: Sheet, context: Context, top: int = 0, most: int = _HEADER_ROWS
) -> tuple[int, Integers, Days, DaysSaid, tuple[str, ...]]:
    """The row that names the days, their columns, the days, and what each cell says beside its day, if they do.

    The first of at most `most` rows from `top` on. Raises `RefusedError` where none does.
    """
    for at, row in enumerate(sheet.rows[top : top + most], top):
        cells = list(row)
        years = with_years(cells, _texts(sheet, at, context), context)
        named = parted_cells(cells if years is None else years[0])
        if named is not None and _stands_above_numbers(sheet, at, named[1]):
            cells = named[0]
        else:
            named = years = None
        several = sum(cell != "" for cell in cells[1:]) >= _FEWEST_DAYS  # the order of one alone tells nothing here
        found = time_columns([cells[1:]], context) if several else []
        if found and named is None:
            found = [with_counted_days(found[0], cells[1:], context)]
        if found and not found[0].has_clock:
            columns = np.flatnonzero(~np.isnat(found[0].walls)) + 1
            if len(columns) == _FEWEST_DAYS and _has_another_date(cells, columns):
                continue  # issued on the one day for the other
            if _are_of_rows(sheet, at, columns):
                continue  # the day of each row, and another one of it
            if len(columns) >= _FEWEST_DAYS and not np.isnat(found[0].walls[columns - 1]).any():
                names = () if named is None else tuple(named[1][column] for column in columns.tolist())
                days = found[0].walls[columns - 1].astype("datetime64[D]")
                of_year = (years[1].notes, years[1].warnings) if years is not None else ((), ())
                notes, warnings = (*of_year[0], *found[0].notes), (*of_year[1], *found[0].warnings)
                return at, columns, days, DaysSaid(days, notes, warnings), names
        if (counted := _counted_days(sheet, at, cells, context)) is not None:
            lost = {"text": cell_text(cells[counted[0][0]]), "label": counted[1][0].item()}
            return at, *counted, DaysSaid(counted[1], (Message(FROM_SERIALS, lost),)), ()
        short = {column: match for column, cell in enumerate(cells) if (match := short_day(cell)) is not None}
        if len(short) >= _FEWEST_DAYS and _have_numbers_below(sheet, at, list(short)):
            said = days_of(list(short.values()), _texts(sheet, at, context), context.today, context)
            return at, np.array(list(short)), said.days, said, ()
    raise RefusedError(0.05, refusals.NO_TIMES)


def _has_another_date(cells: Sequence[Cell], columns: Integers) -> bool:
    """Whether `cells` speak of a making or a trade, or the one before a date of `columns` names it as no day."""
    before = [cell for column in columns.tolist() if isinstance(cell := cells[column - 1], str) and cell]
    said = any(isinstance(cell, str) and (names_issue(cell) or names_market_day(cell)) for cell in cells)
    return said or any(voice_of(cell) is None for cell in before)


def _are_of_rows(sheet: Sheet, at: int, columns: Integers) -> bool:
    """Whether the dates of row `at` stand beside its values, and no number stands below any of them."""
    if not len(columns) or not number_share(sheet.rows[at][: int(columns.min())])[0]:
        return False
    return not _have_numbers_below(sheet, at, columns.tolist())


def _have_numbers_below(sheet: Sheet, at: int, columns: Sequence[int]) -> bool:
    below = sheet.rows[at + 1 :]
    return any(number_share([row[column] for row in below if column < len(row)])[0] for column in columns)


def _counted_days(sheet: Sheet, at: int, cells: Sequence[Cell], context: Context) -> tuple[Integers, Days] | None:
    """The days whose cells lost their format, beside a word for the periods or the days, and their columns; else None.

    Every number of the row has to be such a day, each the one after that before it, and no day far from them may
    be named above: beside one they are codes.
    """
    columns = [column for column, cell in enumerate(cells) if is_number(cell)]
    days = [day for column in columns if (day := day_about_now(cells[column], context)) is not None]
    if not _FEWEST_DAYS <= len(days) == len(columns):
        return None
    corner = [cell for cell in cells[: columns[0]] if isinstance(cell, str)]
    if len(corner) < columns[0] or not any(
        time_words.names_period(cell) or time_words.names_date(cell) for cell in corner
    ):
        return None
    named = [day for text in _texts(sheet, at, context) for day in days_in(text)]
    if named and min(abs((day - days[0]).days) for day in named) > _NEAR_DAYS:
        return None
    found = np.array(days, dtype="datetime64[D]")
    return (np.array(columns), found) if (np.diff(found).astype(np.int64) == 1).all() else None


def _stands_above_numbers(sheet: Sheet, at: int, names: Sequence[str]) -> bool:
    """Whether numbers stand below each cell that has a name: titles with a date each stand above nothing.

    And whether none stand below a name of the purchase without a day: that is of the day of the table then, and those
    with a day are of others.
    """
    below, row = sheet.rows[at + 1 :], sheet.rows[at]
    numbers = [number_share([cells[place] for cells in below if place < len(cells)])[0] for place in range(len(row))]
    undated = [cell_text(cell) for place, cell in enumerate(row) if not names[place] and numbers[place] > 1]
    bought = [head for head in undated if not words.is_total(head) and not days_in(head)]
    if any(words.names_purchase(head) or words.names_load(head) for head in bought):
        return False
    return all(numbers[place] > 1 for place, name in enumerate(names) if name)


def _texts(sheet: Sheet, at: int, context: Context) -> list[str]:
    """What is said above row `at`, and by the names of the sheet and the file."""
    return [*map(cell_text, _above(sheet, at)), sheet.name, context.file]


def _above(sheet: Sheet, at: int) -> list[Cell]:
    return [cell for row in sheet.rows[:at] for cell in row if isinstance(cell, str) and cell]


def _period_column(sheet: Sheet, at: int, before: int) -> int:
    """The column of the periods below row `at`, left of the days; -1 without one."""
    for column in range(before):
        cells = [row[column] if column < len(row) else "" for row in sheet.rows[at + 1 :]]
        tokens = decimal_clock(cells, named=True) or tokens_of(cells)
        known = [token for token in tokens if token is not None]
        if len(known) >= _FEWEST_DAYS and len(known) * 2 > len(cells) - cells.count(""):
            return column
    return -1


def _periods_down(sheet: Sheet, at: int, before: int) -> tuple[Integers, list[Token]]:
    """The rows below that name periods, and what each names; the table ends where they begin anew."""
    column = _period_column(sheet, at, before)
    if column < 0:
        raise RefusedError(0.1, refusals.NO_TIMES)
    cells = [row[column] if column < len(row) else "" for row in sheet.rows[at + 1 :]]
    tokens = tokens_with_ends(sheet, column, at + 1, decimal_clock(cells, named=True) or tokens_of(cells))
    form = main_form([token for token in tokens if token is not None][:_FEWEST_OF_TABLE])
    named = [(at + 1 + index, token) for index, token in enumerate(tokens) if token is not None and token.form is form]
    known = [token for _, token in named]
    if form is Form.NUMBER:
        sign = -1 if run_backwards(known) else 1
        for place in range(1, len(known)):
            if sign * (known[place].first - known[place - 1].first) < 0 and not is_late_half(
                known[:place], known[place]
            ):
                del named[place:], known[place:]
                break
    for place in range(_FEWEST_OF_TABLE, len(known)):
        if (known[place].first, known[place].second) == (known[0].first, known[0].second):
            del named[place:], known[place:]
            break
    return np.array([row for row, _ in named]), known
