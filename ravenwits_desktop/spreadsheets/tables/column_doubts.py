"""What a table says of its columns where their names alone do not tell which of them is the purchase."""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.titles import title_text
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.tables.columns import Headers, has_fraction
from ravenwits_desktop.spreadsheets.tables.newer_versions import (
    change_warnings,
    may_change,
    may_change_some_rows,
    newer_beside,
)
from ravenwits_desktop.spreadsheets.tables.parts_beside import is_left_beside, may_be_part, parts_beside
from ravenwits_desktop.spreadsheets.tables.passed_over import passed_over
from ravenwits_desktop.spreadsheets.tables.sparse_beside import filled_cells
from ravenwits_desktop.spreadsheets.tables.totals_beside import LOOKED_AT, has_whole_beside, sums_up
from ravenwits_desktop.spreadsheets.tables.unit_columns import unit_beside
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

_FEWEST_CANDIDATES = 2


def profiles(
    sheet: Sheet, headers: Headers, numeric: Sequence[int], time: TimeColumn, dated: Integers
) -> tuple[int, ...]:
    """The one column called after shares or profiles, where another states a unit: the “Valor perfil” of SAP."""
    shares = [column for column in numeric if words.names_share(headers.names[column])]
    if len(shares) != 1 or "%" in headers.names[shares[0]]:
        return ()
    taken = (shares[0], time.index, *time.beside)
    return tuple(shares) if unit_beside(sheet, dated.tolist(), headers.names, taken) is not None else ()


def is_part(sheet: Sheet, headers: Headers, value: int, numeric: Sequence[int], dated: Integers) -> bool:
    """Whether another column is the whole of which the column `value` is a part, so that either may be bought."""
    rows = dated[:LOOKED_AT].tolist()
    names = [headers.names[column] for column in numeric]
    if headers.row is None or not any(sums_up(name) or words.names_sale(name) for name in names):
        return False
    cells = {headers.names[column]: [sheet.columns[column][row] for row in rows] for column in numeric}
    return has_whole_beside(headers.names[value], cells)


def newer_columns(
    sheet: Sheet, headers: Headers, value: int, numeric: Sequence[int], dated: Integers
) -> tuple[str, ...]:
    """What other columns that are shown are called, of which the column `value` may be an older version."""
    if all(column == value for column in numeric):
        return ()
    least = filled_cells(sheet.columns[value])
    fuller = [column for column in numeric if filled_cells(sheet.columns[column]) * 2 >= least]  # fewer are told of
    cells = _versions(sheet, headers, value, fuller, dated.tolist())
    return newer_beside(headers.names[value], cells) if cells else ()


def part_columns(
    sheet: Sheet, headers: Headers, value: int, numeric: Sequence[int], dated: Integers
) -> tuple[str, ...]:
    """What other columns that are shown are called, with which the column `value` makes what is bought.

    None where the sum of them stands beside it as well: that is the other choice.
    """
    own, rows = headers.names[value], dated.tolist()
    named = [
        column
        for column in numeric
        if headers.row is not None
        and column not in (value, *sheet.hidden_columns)
        and may_be_part(_described(headers, value), _described(headers, column))
    ]
    if not named or is_part(sheet, headers, value, numeric, dated):
        return ()
    return parts_beside(
        own, {headers.names[column]: [sheet.columns[column][row] for row in rows] for column in (value, *named)}
    )


def passed_columns(
    sheet: Sheet, headers: Headers, value: int, candidates: Sequence[int], dated: Integers
) -> tuple[str, ...]:
    """What other columns that are shown are called, that may be what is bought while the column `value` may be none."""
    if headers.row is None or len(candidates) < _FEWEST_CANDIDATES:
        return ()
    rows = dated[:LOOKED_AT].tolist()
    shown = [
        column
        for column in candidates
        if column == value or (column not in sheet.hidden_columns and headers.names[column] != sheet.letter(column))
    ]
    return passed_over(
        headers.names[value], {headers.names[column]: [sheet.columns[column][row] for row in rows] for column in shown}
    )


def left_changes(sheet: Sheet, headers: Headers, value: int, rows: Sequence[int]) -> tuple[Message, ...]:
    """What has to be seen where another column is called after changes to the column `value`, or may hold some.

    A column of a few values that stands apart, behind one without a name, belongs to another table.
    """
    cells = _versions(sheet, headers, value, range(len(headers.names)), rows)
    width = next((at for at, name in enumerate(headers.names) if at > value and name == sheet.letter(at)), None)
    for column, name in enumerate(headers.names[:width]):
        if column not in (value, *sheet.hidden_columns) and name != sheet.letter(column):
            said = _described(headers, column)
            beside = is_left_beside(_described(headers, value), said)
            if headers.row is not None and (beside or may_change_some_rows(said, sheet.columns[column])):
                cells[name] = [sheet.columns[column][row] for row in rows]
    if cells:
        cells.setdefault(headers.names[value], [sheet.columns[value][row] for row in rows])
    return change_warnings(headers.names[value], cells) if cells else ()


def _versions(
    sheet: Sheet, headers: Headers, value: int, columns: Sequence[int], rows: Sequence[int]
) -> dict[str, list[Cell]]:
    """The cells of the column `value`, and of those that may be newer or change it, by their names."""
    if headers.row is None:
        return {}
    named = [
        column
        for column in columns
        if column != value
        and column not in sheet.hidden_columns
        and may_change(headers.names[column], headers.names)
        and not words.names_price(headers.units.get(column, ""))
    ]
    return {headers.names[column]: [sheet.columns[column][row] for row in rows] for column in (value, *named) if named}


def _described(headers: Headers, column: int) -> str:
    return f"{headers.names[column]} {headers.units.get(column, '')}".strip()


def speaks_of_prices(sheet: Sheet, headers: Headers, candidates: Sequence[int]) -> bool:
    """Whether what stands above the table means prices, and none of its columns says that it is anything else."""
    top = title_text(sheet.rows[: 1 if headers.top is None else headers.top])
    names = [f"{headers.names[column]} {headers.units.get(column, '')}" for column in candidates]
    own = any(stated_unit(name) or words.names_purchase(name) or words.names_load(name) for name in names)
    return words.names_only_price(top) and stated_unit(top) is None and not own


def alone_below_title(sheet: Sheet, headers: Headers, numeric: Sequence[int], dated: Integers) -> tuple[int, ...]:
    """The only column of numbers, named by a code, where the title says that it holds energy and it has fractions."""
    alone = len(numeric) == 1 and headers.row is not None and titled_as_load(sheet, headers, numeric)
    return tuple(numeric) if alone and any(has_fraction(sheet.columns[numeric[0]][row]) for row in dated) else ()


def titled_as_load(sheet: Sheet, headers: Headers, numeric: Sequence[int]) -> bool:
    """Whether the title says that columns named by codes (NO, NO4: areas of Norway) hold energy, not prices."""
    top = title_text(sheet.rows[: 1 if headers.top is None else headers.top])
    load = stated_unit(top) is not None and (words.names_load(top) or words.names_purchase(top))
    return load and not any(words.names_price(headers.names[column]) for column in numeric)
