"""The units that a column beside the values gives to rows of several quantities: Compra | €/MWh, Demanda | MWh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.units import is_doubtful, stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import is_row_of_units, is_unit
from ravenwits_desktop.spreadsheets.tables.names_below import with_unit
from ravenwits_desktop.spreadsheets.tables.unit_columns import MIXED_UNITS
from ravenwits_desktop.spreadsheets.texts import words


def units_of_rows(sheet: Sheet, rows: Sequence[int], taken: Sequence[int]) -> dict[int, str]:
    """What a column in which nothing but units stand says beside each of `rows`, by their indices; else nothing.

    Of several columns the first behind the values speaks, which stand in the first of `taken`; these hold something
    else.
    """
    for column in (*range(taken[0] + 1, len(sheet.columns)), *range(taken[0])):
        cells = sheet.columns[column]
        said = {row: cell for row in rows if isinstance(cell := cells[row], str) and cell_text(cell)}
        if column in taken or len(said) * 2 < len(rows) or any(cells[row] != "" for row in rows if row not in said):
            continue
        units = set(said.values())
        sure = [unit for unit in units if is_unit(unit)]
        if not all(unit in sure or is_doubtful(unit) for unit in units):
            continue
        if units == {"W"} or not (is_row_of_units(sure) or any(not unit.isalpha() for unit in units)):
            continue  # letters alone are a status: measured, winter
        return {row: cell_text(unit) for row, unit in said.items()}
    return {}


def with_other_unit(name: str, unit: str) -> str:
    """The `name` of the values of a row, with its `unit` where that is none of power or energy: Compra (€/MWh)."""
    return name if is_of_power(unit) else with_unit(name, unit)


def is_of_power(unit: str) -> bool:
    """Whether a cell of a column of units says one of power or energy."""
    return (stated_unit(unit) or stated_unit(f"[{unit}]")) is not None


def check_units(sheet: Sheet, units: Mapping[int, str], rows: Iterable[int], context: Context) -> tuple[Message, ...]:
    """What has to be seen where the `units` of the `rows` that were chosen are those of prices, shares or the like.

    Raises `RefusedError` where nobody has chosen these values, and where some of the rows have a unit of energy.
    """
    said = [(row, units[row]) for row in rows if row in units]
    others = [(row, unit) for row, unit in said if not is_of_power(unit) and not is_doubtful(unit)]
    if not others:
        return ()
    powers = [(row, unit) for row, unit in said if is_of_power(unit)]
    names = tuple(dict.fromkeys(unit for _, unit in others))
    if powers:
        (one, first), (other, second) = sorted((powers[0], others[0]))
        column = next(sheet.letter(at) for at, cells in enumerate(sheet.columns) if cell_text(cells[one]) == first)
        places = {"row": sheet.numbers[one], "later": sheet.numbers[other]}
        raise RefusedError(0.95, MIXED_UNITS, (), column=column, one=first, other=second, **places)
    if context.options.column is None:
        raise RefusedError(0.85, refusals.only_no_purchase(names), names, columns=quoted(names))
    unit = names[0]
    if words.names_price(unit) or words.names_share(unit):
        return (refusals.looks_like(unit),)
    return (Message(refusals.OTHERS_READ, {"column": unit}),)
