"""What the rows below days or hours across call the columns of each: names, units, or names beside units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ravenwits_desktop.domain.units import is_doubtful, is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import is_row_of_units, is_unit
from ravenwits_desktop.spreadsheets.tables.unit_columns import SEVERAL_UNITS
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share

_MOST_ROWS = 4
"""Below the days: those of weekdays, of names, of units, and a blank one."""


@dataclass(frozen=True, slots=True)
class NamesBelow:
    """The `names` of the columns of each day, with their units, and whether they are `alike` below all of the days.

    `units` are those that stand below the days for each name: several where they differ from day to day. `end` is the
    row, as an index, behind these of words.
    """

    names: tuple[str, ...]
    alike: bool
    units: tuple[tuple[str, ...], ...]
    end: int

    def check_one_unit(self, name: str) -> None:
        """Raise `RefusedError` where the values called `name` have another unit on some of the days."""
        _check_one(self.units[self.names.index(name)])

    def check_one_power(self) -> None:
        """Raise `RefusedError` where a column without a name of its own has several units of power or energy."""
        for units in self.units:
            if all(map(is_pure_unit, units)):
                _check_one(units)


def names_below(sheet: Sheet, at: int, days: Sequence[int], places: Sequence[int]) -> NamesBelow:
    """What is said below row `at` of the columns that stand `places` behind each of the `days`."""
    rows = _rows_of_words(sheet, at, days, places)
    found = [_under(sheet, row, days, places) for row in rows]
    units = next((under for row, under in zip(rows, found, strict=True) if _are_units(sheet, row, days)), None)
    if units is None and found and at > 0 and _are_units(sheet, at - 1, days):
        units = _under(sheet, at - 1, days, places)
    named = [under for under in found if under is not units]
    end = max(rows, default=at + 1) + 1
    if units is None:
        first = named[0] if named else _under(sheet, at + 1, days, places)
        return NamesBelow(tuple(first[0]), _are_alike(first, places), ((),) * len(places), end)
    said = tuple(_each_once([under[place] for under in units]) for place in range(len(places)))
    own = next((under[0] for under in named if all(texts == under[0] for texts in under) and any(under[0])), None)
    if own is None and ((named and len(places) > 1) or any(len(unit) > 1 for unit in said)):
        return NamesBelow(tuple((named or [units])[0][0]), False, said, end)
    names = [with_unit(name, ", ".join(unit)) for name, unit in zip(own or [""] * len(places), said, strict=True)]
    return NamesBelow(tuple(names), _are_alike([names], places), said, end)


def with_unit(name: str, unit: str) -> str:
    """The `name` of values with their `unit` behind it, if it does not say it itself: Compra (kWh)."""
    unit, own = unit.strip(" ()[]"), stated_unit(unit)
    if unit.casefold() in name.casefold() if own is None else stated_unit(name) == own:
        return name
    return f"{name} ({unit})" if name else unit


def _rows_of_words(sheet: Sheet, at: int, days: Sequence[int], places: Sequence[int]) -> list[int]:
    """The rows between row `at` and the first values that have words below the days; totals may stand between them."""
    found = []
    for row in range(at + 1, min(at + 1 + _MOST_ROWS, len(sheet.rows))):
        cells = [sheet.rows[row][day + place] for day in days for place in places if day + place < len(sheet.rows[row])]
        if number_share(cells)[0]:
            if any(words.is_total(cell) for cell in sheet.rows[row][: min(days)] if isinstance(cell, str)):
                continue
            break
        if any(cell != "" for cell in cells):
            found.append(row)
    return found


def _under(sheet: Sheet, row: int, days: Sequence[int], places: Sequence[int]) -> list[list[str]]:
    cells = sheet.rows[row]
    return [[cell_text(cells[day + place]) if day + place < len(cells) else "" for place in places] for day in days]


def _are_units(sheet: Sheet, row: int, days: Sequence[int]) -> bool:
    """Whether all that stands in a row from the first of the days on is a unit, also one that nobody can be sure of."""
    cells: list[Cell] = [cell for cell in sheet.rows[row][min(days) :] if cell != ""]
    certain = [cell for cell in cells if not (isinstance(cell, str) and is_doubtful(cell) and not is_unit(cell))]
    return bool(cells) and all(isinstance(cell, str) for cell in cells) and (not certain or is_row_of_units(certain))


def _check_one(units: Sequence[str]) -> None:
    if len(units) > 1:
        raise RefusedError(0.95, SEVERAL_UNITS, units=", ".join(units))


def _each_once(units: Sequence[str]) -> tuple[str, ...]:
    """The units of one column of all days, each once as it is first written."""
    known: dict[str, str] = {}
    for unit in filter(None, units):
        known.setdefault(stated_unit(unit) or stated_unit(f"[{unit}]") or unit.casefold(), unit)
    return tuple(known.values())


def _are_alike(under: Sequence[Sequence[str]], places: Sequence[int]) -> bool:
    """Whether the same names stand below each day, every one for another of its columns."""
    return all(texts == under[0] for texts in under) and len(set(under[0])) == len(places)
