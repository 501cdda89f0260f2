"""Units that stand in cells: in a column beside the values (kWh, kWh, kWh ...), or behind each value (12,5 MW)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.layout import UnitSaid
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words

MIXED_UNITS = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” names {one} in row {row} and {other} in row {later}. Put all values into one unit, or "
    "each into a table of its own.",
)

SEVERAL_UNITS = QT_TRANSLATE_NOOP(
    "Message", "The values carry several units in their cells: {units}. Put all values into one unit."
)


def unit_beside(sheet: Sheet, rows: Sequence[int], names: Sequence[str], taken: Sequence[int]) -> str | None:
    """The unit that a column names in all of `rows`; None without such a column. `taken` hold something else.

    Of several the first behind the values speaks for them, which stand in the first of `taken`.

    Raises `RefusedError` where a column of units names several.
    """
    value = taken[0]
    for column in (*range(value + 1, len(sheet.columns)), *range(value)):
        cells = sheet.columns[column]
        first_filled = next((cells[row] for row in rows if cells[row] != ""), "")
        if column in taken or not isinstance(first_filled, str) or not is_pure_unit(first_filled):
            continue
        said = [(row, text) for row in rows if (text := cell_text(cells[row]))]
        if not said or len(said) * 2 < len(rows) or not all(is_pure_unit(text) for _, text in said):
            continue
        units = [(row, stated_unit(text) or stated_unit(f"[{text}]")) for row, text in said]
        first, one = units[0]
        if one == "W" and not words.names_unit(names[column]):
            continue  # a status: measured, winter
        for row, other in units:
            if other != one:
                places = (sheet.numbers[first], sheet.numbers[row])
                said_of = {"column": names[column], "one": one, "other": other}
                raise RefusedError(0.95, MIXED_UNITS, (), **said_of, row=places[0], later=places[1])
        return one
    return None


def unit_in_cells(sheet: Sheet, columns: Iterable[int]) -> str | None:
    """The unit that the cells of `columns` carry; None without one. Raises `RefusedError` where they carry several."""
    units = sorted({sheet.cell_units[column] for column in columns if column in sheet.cell_units})
    if len(units) > 1:
        raise RefusedError(0.95, SEVERAL_UNITS, units=", ".join(units))
    return units[0] if units else None


def units_said(*said: tuple[str | None, int]) -> list[UnitSaid]:
    """The units of `said`, each with the number of its row, without the places that say none."""
    return [UnitSaid(unit, row) for unit, row in said if unit is not None]


def rivals_of(said: Sequence[UnitSaid], decided: str | None = None) -> tuple[UnitSaid, ...]:
    """What contradicts the unit that was decided on, else the first of those that a table states: each other once."""
    others: dict[str, UnitSaid] = {}
    for each in said:
        if each.unit != (decided or said[0].unit):
            others.setdefault(each.unit, each)
    return tuple(others.values())
