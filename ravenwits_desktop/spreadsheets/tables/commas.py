"""Tables whose columns and decimals are parted by the same comma: what is left of a value would be a whole number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import CERTAIN
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.columns import Headers
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.times import Integers

_FEWEST = 3


def check_across(sheet: Sheet, header: int, rows: Integers) -> None:
    """Refuse rows that hold more numbers than their header has columns. Raises `RefusedError`."""
    if sheet.delimiter != ",":
        return
    width = _reach(sheet.rows[header])
    for row in rows.tolist():
        cells = sheet.rows[row]
        if _reach(cells) > width and all(str(cell).isdecimal() for cell in cells[width:] if cell != ""):
            raise RefusedError(CERTAIN, refusals.BROKEN_BY_COMMAS, row=sheet.numbers[row])


def check_beside(sheet: Sheet, headers: Headers, value: int, rows: Sequence[int]) -> None:
    """Refuse whole numbers in the column `value` beside digits that look like their decimals.

    So they do where rows have more fields than the header, where they begin with a zero, or where all have two digits
    and they differ. A column whose header names a quantity of its own is believed. Raises `RefusedError`.
    """
    if sheet.delimiter != "," or value + 1 >= len(headers.names) or _means_something(headers.names[value + 1]):
        return
    pairs = [
        (row, str(sheet.rows[row][value]), str(sheet.rows[row][value + 1])) for row in rows if _has(sheet, row, value)
    ]
    beside = [(row, right) for row, left, right in pairs if right]
    if not beside or not all(left.lstrip("+-").isdecimal() for _, left, _ in pairs if left):
        return
    if not all(right.isdecimal() and len(right) <= 3 for _, right in beside):
        return
    fields = len(sheet.rows[headers.row]) if headers.row is not None else min(len(sheet.rows[row]) for row in rows)
    longer = [row for row, _ in beside if len(sheet.rows[row]) > fields]
    zeros = [row for row, right in beside if len(right) > 1 and right.startswith("0")]
    digits = {right for _, right in beside}
    lengths = set(map(len, digits))
    alike = len(digits) >= _FEWEST and lengths in ({2}, {3})
    if longer or zeros or alike:
        row = min(longer or zeros or [beside[0][0]])
        raise RefusedError(0.95, refusals.BROKEN_BY_COMMAS, row=sheet.numbers[row])


def _means_something(header: str) -> bool:
    """Whether a header names a quantity of its own."""
    named = (words.names_purchase, words.names_load, words.names_price, words.names_sale, words.names_counter)
    return stated_unit(header) is not None or any(says_so(header) for says_so in named)


def _has(sheet: Sheet, row: int, value: int) -> bool:
    return len(sheet.rows[row]) > value + 1


def _reach(cells: Sequence[object]) -> int:
    """Columns up to the last that is filled."""
    filled = [place for place, cell in enumerate(cells) if cell != ""]
    return int(np.max(filled)) + 1 if filled else 0
