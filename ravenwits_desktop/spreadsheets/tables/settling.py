"""Which of several columns is the purchase by what they hold: the others are zeros, or say the same in another unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Floats
from ravenwits_desktop.domain.units import scale_of, stated_unit
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.columns import Headers, choose
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, neighbours_decimal, read_figures

OTHERS_ARE_ZERO = QT_TRANSLATE_NOOP("Message", "“{column}” was taken: there are only zeros in {others}.")
SAME_ENERGY = QT_TRANSLATE_NOOP("Message", "“{column}” was taken: {others} gives the same values in another unit.")
_UNITS = ("MW", "kW", "MWh", "kWh", "GW", "GWh", "W", "Wh")
"""Which of several units is preferred: what is sent, then what needs no length of periods."""
_SHARE, _OF_LARGEST = 2e-3, 5e-4
"""By how much of themselves and of the largest the same values may differ: each unit was rounded by itself."""


def settle(
    sheet: Sheet, time: TimeColumn, headers: Headers, candidates: Sequence[int], context: Context
) -> tuple[int, Message] | None:
    """The one of `candidates` that it has to be, and why; None where that has to be asked."""
    dated = np.flatnonzero(~np.isnat(time.walls)).tolist()
    decimal = Decimal(context.options.decimal) if context.options.decimal else None
    values: dict[int, Floats] = {}
    for column in candidates:
        cells = [sheet.columns[column][row] for row in dated]
        try:
            values[column] = read_figures(cells, decimal).values
        except AmbiguousDecimalError:
            if (sign := neighbours_decimal(sheet.rows, sheet.columns)) is not None:
                values[column] = read_figures(cells, sign).values
    zero = [column for column, numbers in values.items() if not np.nan_to_num(numbers).any()]
    left = [column for column in candidates if column not in zero]
    if not left:
        return None
    others = quoted([headers.names[column] for column in zero])
    chosen = choose(headers, left)
    if chosen is not None and headers.row is not None:
        return chosen, Message(OTHERS_ARE_ZERO, {"column": headers.names[chosen], "others": others})
    units = {
        column: unit
        for column in left
        if (unit := stated_unit(f"{headers.names[column]} {headers.units.get(column, '')}")) is not None
    }
    if len(units) < len(left) or len(set(units.values())) < len(left) or not all(column in values for column in left):
        return None
    resolution = _resolution(time)
    if resolution is None or not _say_the_same(values, units, resolution):
        return None
    best = min(left, key=lambda column: _UNITS.index(units[column]))
    others = quoted([headers.names[column] for column in left if column != best])
    return best, Message(SAME_ENERGY, {"column": headers.names[best], "others": others})


def _resolution(time: TimeColumn) -> int | None:
    """The minutes between most rows, where they are those of a market time unit."""
    if time.resolution is not None:
        return time.resolution
    steps = np.diff(np.unique(time.walls[~np.isnat(time.walls)])).astype(np.int64)
    usual = int(np.median(steps)) if len(steps) else 0
    return usual if usual in RESOLUTIONS else None


def _say_the_same(values: Mapping[int, Floats], units: Mapping[int, str], resolution: int) -> bool:
    """Whether columns of different units come to the same powers, in MW, in every row."""
    powers = [scale_of(unit, resolution).apply(values[column]) for column, unit in units.items()]
    first = powers[0]
    least = _OF_LARGEST * float(np.nanmax(np.abs(first), initial=0.0))
    return all(np.allclose(first, other, rtol=_SHARE, atol=least, equal_nan=True) for other in powers[1:])
