"""Edits of many values at once: pure functions from values (MW) to values, none of which writes into its argument.

`mw` are the values of the cells that are edited, NaN where there is none, in any order. A value that is not there
stays so, but for `filled` and `interpolated`. What would make a number that is not finite raises `EditRefusedError`.
"""

from __future__ import annotations

import decimal
import enum
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.digits import cleaned
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Floats, Minutes

TOO_LARGE = QT_TRANSLATE_NOOP("Message", "That would make a value too large to be a number. Nothing was changed.")
NO_ENERGY = QT_TRANSLATE_NOOP(
    "Message", "The selected values add up to nothing: no factor brings them to {energy} MWh. Set or add a value."
)
NO_VALUES = QT_TRANSLATE_NOOP("Message", "None of the selected cells has a value.")
NO_GAPS = QT_TRANSLATE_NOOP("Message", "There is no gap with a value before and after it among the selected cells.")
WRONG_STEP = QT_TRANSLATE_NOOP("Message", "The step has to be more than zero.")
WRONG_LIMITS = QT_TRANSLATE_NOOP("Message", "The lowest value has to be below the highest one.")
_CANCELLED = 1e-9
"""Of the sum of the amounts: below this the sum of the values is nothing."""


class EditRefusedError(Exception):
    """An edit that cannot be made; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def filled(mw: Floats, value: float) -> Floats:
    """`value` (MW) in every cell."""
    return _finite(np.full(len(mw), value), mw)


def added(mw: Floats, value: float) -> Floats:
    """`value` (MW) more in every cell."""
    with np.errstate(over="ignore"):
        return cleaned(_finite(mw + value, mw), mw)


def multiplied(mw: Floats, factor: float) -> Floats:
    """Every value times `factor`."""
    with np.errstate(over="ignore"):
        return cleaned(_finite(mw * factor, mw), mw)


def scaled(mw: Floats, energy_mwh: float, resolution: int) -> Floats:
    """The same shape with this energy, MWh, in all; periods of `resolution` minutes."""
    known = mw[np.isfinite(mw)]
    if not len(known):
        raise EditRefusedError(Message(NO_VALUES))
    with np.errstate(over="ignore"):
        size, total = float(np.abs(known).sum()), float(known.sum()) * resolution / 60
        if not np.isfinite(size):
            raise EditRefusedError(Message(TOO_LARGE))
        # purchases and sales that cancel leave the rounding of their sum, no energy
        if abs(total) * 60 / resolution <= size * _CANCELLED:
            raise EditRefusedError(Message(NO_ENERGY, {"energy": energy_mwh}))
        return cleaned(_finite(mw * (energy_mwh / total), mw), mw)


def shifted(mw: Floats, starts: Minutes, periods: int, resolution: int) -> Floats:
    """Values moved in time by so many periods of `resolution` minutes, later for a positive number.

    `starts` are the cells' instants (UTC). A cell takes the value of the one that stands just so much earlier, wherever
    that is in the table, and is empty where there is none: nothing slips over hours that are not among the cells. Cells
    without a time (NaT) keep their value.
    """
    moved = mw.copy()
    timed = np.flatnonzero(~np.isnat(starts))
    if not periods or not len(timed):
        return moved
    moved[timed] = np.nan
    instants = starts[timed].astype(np.int64)
    known, first = np.unique(instants, return_index=True)
    span = periods * resolution
    if abs(span) <= known[-1] - known[0]:
        place = np.searchsorted(known, instants - span).clip(max=len(known) - 1)
        found = known[place] == instants - span
        moved[timed[found]] = mw[timed[first[place[found]]]]
    return moved


def interpolated(mw: Floats, starts: Minutes, rows: npt.NDArray[np.int64] | None = None) -> Floats:
    """Gaps filled on the straight line, over elapsed time, between the values before and after them.

    `starts` are the cells' instants (UTC), NaT where unknown. Only gaps among `rows` are filled (None: all); the values
    they lean on may stand anywhere. A gap at either end has nothing to lean on and stays.
    """
    has_time = ~np.isnat(starts)
    known = has_time & np.isfinite(mw)
    gaps = has_time & ~np.isfinite(mw)
    if rows is not None:
        gaps &= np.isin(np.arange(len(mw)), rows)
    instants = starts.astype(np.int64)
    if known.any():
        gaps &= (instants > instants[known].min()) & (instants < instants[known].max())
    if not (known.any() and gaps.any()):
        raise EditRefusedError(Message(NO_GAPS))
    order = np.argsort(instants[known], kind="stable")
    result = mw.copy()
    with np.errstate(over="ignore"):
        result[gaps] = np.interp(instants[gaps], instants[known][order], mw[known][order])
    if not np.isfinite(result[gaps]).all():
        raise EditRefusedError(Message(TOO_LARGE))
    return cleaned(result, mw)


def rounded(mw: Floats, step: float) -> Floats:
    """Every value to the nearest multiple of `step` (MW), halves away from zero, as the decimals that are shown say."""
    if not step > 0:
        raise EditRefusedError(Message(WRONG_STEP))
    exact = decimal.Decimal(repr(float(step)))
    result = mw.copy()
    with decimal.localcontext(prec=400):
        for place in np.flatnonzero(np.isfinite(mw)).tolist():
            times = decimal.Decimal(repr(float(mw[place]))) / exact
            result[place] = float(times.to_integral_value(decimal.ROUND_HALF_UP) * exact)
    return _finite(result, mw)


def clipped(mw: Floats, lowest: float | None, highest: float | None) -> Floats:
    """No value below `lowest` or above `highest` (MW); None is no limit."""
    if lowest is not None and highest is not None and lowest > highest:
        raise EditRefusedError(Message(WRONG_LIMITS))
    result = mw.copy()
    known = np.isfinite(mw)
    if lowest is not None:
        result[known] = np.maximum(result[known], lowest)
    if highest is not None:
        result[known] = np.minimum(result[known], highest)
    return result


def series(first: float, step: float, count: int) -> Floats:
    """`count` values (MW) that begin with `first` and grow by `step`."""
    with np.errstate(over="ignore", invalid="ignore"):
        values: Floats = first + step * np.arange(count, dtype=np.float64)
    if not np.isfinite(first):
        return np.full(count, np.nan)
    if not np.isfinite(values).all():
        raise EditRefusedError(Message(TOO_LARGE))
    return cleaned(values, np.full(count, first))


def _finite(result: Floats, before: Floats) -> Floats:
    """`result`, if nothing in it ceased to be a number."""
    if (np.isfinite(before) & ~np.isfinite(result)).any() or np.isinf(result).any():
        raise EditRefusedError(Message(TOO_LARGE))
    return result


class Days(enum.Enum):
    """On which other days of a draft the same hours are edited too."""

    NONE = "none"
    ALL = "all"
    WORKING = "working"
    WEEKEND = "weekend"
    SAME_WEEKDAY = "same weekday"


def same_hours(
    starts: Minutes, chosen: npt.NDArray[np.int64], days: Days, resolution: int, zone: str
) -> npt.NDArray[np.int64]:
    """The rows `chosen` and those of the same time of day, by the market's clock, on the other `days`.

    `starts` are all rows' instants (UTC), NaT where unknown. The two halves of October's repeated hour are two times of
    day, so that the first is never taken for the second. Working days are Monday to Friday.
    """
    if days is Days.NONE or not len(chosen):
        return chosen
    day, clock = grid.days_and_clocks(starts, resolution, zone)
    known, weekday = ~np.isnat(day), timegrid.weekdays(day)
    wanted = {
        Days.ALL: np.ones(len(starts), dtype=np.bool_),
        Days.WORKING: weekday < 5,
        Days.WEEKEND: weekday >= 5,
        Days.SAME_WEEKDAY: np.isin(weekday, weekday[chosen][known[chosen]]),
    }[days]
    same = known & wanted & np.isin(clock, clock[chosen][known[chosen]])
    same[chosen] = True
    return np.flatnonzero(same)


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit does in numbers: cells that get another value, energy in MWh, and the largest change.

    `largest_row` is None where no value changed into another one; `largest_mw` is signed.
    """

    cells: int
    before_mwh: float
    after_mwh: float
    largest_row: int | None
    largest_mw: float


def change(before: Floats, after: Floats, resolution: int) -> Change:
    """`before` (MW) against `after`, of equal length; `resolution` in minutes. Empty cells count as no energy."""
    differs = (before != after) & ~(np.isnan(before) & np.isnan(after))
    with np.errstate(over="ignore"):
        differences = np.where(differs, np.nan_to_num(after) - np.nan_to_num(before), 0.0)
        old, new = (float(np.nansum(mw)) * resolution / 60 for mw in (before, after))
    largest = int(np.argmax(np.abs(differences))) if differs.any() else None
    return Change(
        int(differs.sum()),
        old,
        new,
        largest,
        float(differences[largest]) if largest is not None else 0.0,
    )
