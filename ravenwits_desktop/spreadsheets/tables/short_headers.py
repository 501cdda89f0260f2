"""Texts whose rows have a field more than their header: which name stands above which column is not sure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import time_words

_SHARE = 0.9
"""Share of rows that have to run on: a remark behind a few of them is no column."""


def lacks_row_numbers(sheet: Sheet, row: int, time: TimeColumn) -> bool:
    """Whether the header in `row` names all columns but the first one, which counts the rows (as R writes tables)."""
    if not _is_text_header(sheet, row):
        return False
    rows = [sheet.rows[dated] for dated in np.flatnonzero(~np.isnat(time.walls)).tolist()]
    if len(rows) < 3 or any(len(cells) != len(sheet.rows[row]) + 1 for cells in rows):
        return False
    counted = [str(cells[0]) for cells in rows]
    return all(text.isdecimal() for text in counted) and set(np.diff([int(text[:15]) for text in counted])) == {1}


def is_short(sheet: Sheet, row: int, names: Sequence[str], time: TimeColumn, numeric: Sequence[int]) -> bool:
    """Whether names may be missing in the header in `row` of a text, so that others stand above the wrong columns.

    So it is where the sign between two names got lost. A header that ends with an empty field names its last column
    so; a text without a name behind columns whose names fit shifts nothing.
    """
    if not _is_text_header(sheet, row) or lacks_row_numbers(sheet, row, time):
        return False
    width = len(sheet.rows[row])
    rows = np.flatnonzero(~np.isnat(time.walls)).tolist()
    longer = sum(any(cell != "" for cell in sheet.rows[dated][width:]) for dated in rows)
    if longer < len(rows) * _SHARE:
        return False
    fits = time_words.names_date(names[time.index]) or time_words.names_period(names[time.index])
    return not fits or any(column >= width for column in numeric)


def name_in_front(sheet: Sheet, row: int | None, column: int) -> str:
    """The last name of a short header, for the column right behind it: where a name is missing it is that column's."""
    if row is None or not _is_text_header(sheet, row) or column != len(sheet.rows[row]):
        return ""
    return str(sheet.rows[row][-1])


def _is_text_header(sheet: Sheet, row: int) -> bool:
    return bool(sheet.delimiter) and all(cell != "" for cell in sheet.rows[row])
