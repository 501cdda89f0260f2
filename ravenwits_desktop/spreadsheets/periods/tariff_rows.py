"""Rows below the last period of a table that say what falls into each period of the tariff: F1, F2, F3; P1 to P6.

They repeat what stands above them, or are of something else: prices, contracted power. They are never periods of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ravenwits_desktop.spreadsheets.periods.period_column import Periods
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts.tariff_periods import names_hour_like_tariff, tariff_period

_MOST = 100
"""Rows below a table among which they are looked for."""


def tariff_rows(sheet: Sheet, columns: Sequence[int], last: int) -> tuple[int, ...]:
    """The rows below row `last` of `sheet` that have but the name of a tariff's period in the `columns` of the times.

    `columns` begin with that of the days, where there is one. None where hours are named so: P1 to P24, or the same
    names above. One row alone is believed only where it stands below the days, and hours have a column of their own.
    """
    found: dict[int, tuple[int, str]] = {}
    for row in range(last + 1, min(last + 1 + _MOST, len(sheet.rows))):
        filled = [column for column in columns if sheet.columns[column][row] != ""]
        cell = sheet.columns[filled[0]][row] if len(filled) == 1 else ""
        if not isinstance(cell, str) or not cell:
            continue
        if names_hour_like_tariff(cell):
            return ()
        if name := tariff_period(cell):
            found[row] = filled[0], name
    names = [name for _, name in found.values()]
    places = {column for column, _ in found.values()}
    if not names or len(set(names)) < len(names) or len(places) > 1:
        return ()
    place = places.pop()
    if len(names) == 1 and (len(columns) == 1 or place != columns[0]):
        return ()
    above = {cell for cell in set(sheet.columns[place][: last + 1]) if isinstance(cell, str)}
    return () if any(map(tariff_period, above)) else tuple(found)


def without_tariff_rows(sheet: Sheet, periods: Periods, dates: Sequence[int]) -> Periods:
    """`periods` without the rows below the last of them that name periods of a tariff: P1 to P6 below the hours 1-24.

    `dates` are the columns of days.
    """
    cells = sheet.columns[periods.index]
    last = len(cells) - 1
    while last >= 0 and (periods.tokens[last] is None or _names_tariff(cells[last])):
        last -= 1
    rows = frozenset(tariff_rows(sheet, [*dates, periods.index], last)) if last >= 0 else frozenset()
    if not any(periods.tokens[row] is not None for row in rows):
        return periods
    return replace(periods, tokens=[None if row in rows else token for row, token in enumerate(periods.tokens)])


def _names_tariff(cell: object) -> bool:
    return isinstance(cell, str) and bool(tariff_period(cell))
