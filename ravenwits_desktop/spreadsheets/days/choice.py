"""Columns that a person named, and the columns of dates in the light of it."""

from __future__ import annotations

from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn, time_columns
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words

_HEADER_ROWS = 40


def column_called(sheet: Sheet, wanted: str) -> int:
    """The column with the header or letter `wanted`. Raises `RefusedError` where there is none."""
    for column, cells in enumerate(sheet.columns):
        texts = {words.folded(cell_text(cell)) for cell in cells[:_HEADER_ROWS] if isinstance(cell, str)}
        if words.folded(wanted) in texts:
            return column
    for column in range(len(sheet.columns)):
        if sheet.letter(column) == wanted.strip().upper():
            return column
    raise RefusedError(0.95, refusals.NO_SUCH_COLUMN_HERE, column=wanted)


def chosen_times(sheet: Sheet, context: Context) -> list[TimeColumn]:
    """The columns of dates and times; only the one that a person named, if so. Raises as `time_columns` does."""
    found = time_columns(sheet.columns, context)
    if context.options.date_column is None:
        return found
    index = column_called(sheet, context.options.date_column)
    return [time for time in found if time.index == index]
