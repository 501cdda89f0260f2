"""Numbers with their unit in the same cell, as text or by its format: "12,5 MW". Read as numbers of that unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ravenwits_desktop.domain.units import proper_name
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text

_NUMBER_AND_UNIT = re.compile(r"([+-]?\d[\d.,' \u00a0\u202f]*?)\s*(gwh|mwh|kwh|wh|gw|mw|kw)", re.IGNORECASE)
_LOOKED_AT = 60


def bare(sheet: Sheet) -> Sheet:
    """`sheet` with the numbers alone in the columns whose cells carry their unit; the same where none do.

    A cell with another unit than most of its column stays as it is, and is a wrong cell.
    """
    units = {column: unit for column, said in sheet.formats.items() if (unit := proper_name(said)) is not None}
    shown = bool(units)
    columns: list[Sequence[Cell]] = list(sheet.columns)
    for index, cells in enumerate(columns):
        if (unit := _unit_of(cells)) is not None:
            units[index], shown = unit, False
            columns[index] = [_number(cell, unit) for cell in cells]
    if shown or not units:
        return replace(sheet, cell_units=units) if units else sheet
    rows = list(zip(*columns, strict=True))
    return replace(sheet, rows=rows, written=sheet.rows, cell_units=units)


def _unit_of(cells: Sequence[Cell]) -> str | None:
    """The unit that most of the filled cells of a column carry behind a number."""
    step = max(1, len(cells) // _LOOKED_AT)
    looked = (*cells[:_LOOKED_AT], *cells[::step])
    if not any(isinstance(cell, str) and _NUMBER_AND_UNIT.fullmatch(cell.strip()) for cell in looked):
        return None
    found = Counter(
        proper_name(match[2])
        for cell in cells
        if isinstance(cell, str) and (match := _NUMBER_AND_UNIT.fullmatch(cell.strip()))
    )
    unit, count = found.most_common(1)[0]
    return unit if count * 2 > sum(cell != "" for cell in cells) else None


def _number(cell: Cell, unit: str) -> Cell:
    match = _NUMBER_AND_UNIT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return cell if match is None or proper_name(match[2]) != unit else cell_text(match[1])
