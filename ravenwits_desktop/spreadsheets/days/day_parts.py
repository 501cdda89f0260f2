"""Days of which the year, the month and the day of the month stand in three columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ravenwits_desktop.domain.month_names import month_named
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, is_number
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Days

_PARTS_OF_DATE = (
    frozenset(("ano", "year", "jahr", "annee", "anno")),
    frozenset(("mes", "month", "monat", "mois", "mese")),
    frozenset(("dia", "day", "tag", "jour", "giorno")),
)
"""What the columns of years, months and days are called."""


def three_columns(sheet: Sheet, period: int, rows: Bools) -> tuple[Days, tuple[int, ...]] | None:
    """Year, month and day in three columns that their headers name, or in those before the period's.

    They are numbers; the month may be a name.
    """
    first = int(np.flatnonzero(rows)[0])
    named: list[int] = []
    for called in _PARTS_OF_DATE:
        for column, cells in enumerate(sheet.columns):
            heads = (words.folded(cell) for cell in cells[max(0, first - 4) : first] if isinstance(cell, str))
            if column != period and any(head in called for head in heads):
                named.append(column)
                break
    before = tuple(range(period - 3, period)) if period >= 3 else ()
    for columns in (tuple(named), before, before[::-1]):
        if len(columns) == 3 and (days := _days_of_parts(sheet, columns, rows)) is not None:
            return days, columns
    return None


def _days_of_parts(sheet: Sheet, columns: Sequence[int], rows: Bools) -> Days | None:
    """The days whose year, month and day stand in `columns`, in this order; None where these hold something else."""
    numbers = []
    for column, number in zip(columns, (_whole, _month, _whole), strict=True):
        cells = sheet.columns[column]
        numbers.append(np.array([number(cell) if known else -1 for cell, known in zip(cells, rows, strict=True)]))
    year, month, day = numbers
    good = rows & (year >= 1990) & (year <= 2100) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    if not good.any() or good.sum() * 2 < rows.sum():
        return None
    months = ((np.where(good, year, 1990) - 1970) * 12 + np.where(good, month, 1) - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (np.where(good, day, 1) - 1)
    good &= days.astype("datetime64[M]") == months
    result: Days = np.where(good, days, np.datetime64("NaT", "D"))
    return result


def _whole(cell: Cell) -> int:
    if isinstance(cell, str):
        return int(cell) if cell.isdecimal() and len(cell) <= 4 else -1
    return int(cell) if is_number(cell) and float(cell).is_integer() else -1  # type: ignore[arg-type]


def _month(cell: Cell) -> int:
    number = _whole(cell)
    return _named(cell) if number < 0 and isinstance(cell, str) else number


@lru_cache(maxsize=64)
def _named(text: str) -> int:
    return month_named(words.folded(text).strip()) or -1
