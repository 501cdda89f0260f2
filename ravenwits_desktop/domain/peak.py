"""Energy in the peak hours of the working days and outside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

FIRST_HOUR, LAST_HOUR = 8, 20
"""The peak lasts from the first hour to the last, by the market's clock, Monday to Friday."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PeakSplit:
    """Energy in MWh; periods without a value or a time count in neither."""

    peak_mwh: float
    off_peak_mwh: float


def is_working(days: npt.NDArray[np.datetime64]) -> Bools:
    """Which of `days` (``datetime64[D]``) are Monday to Friday. National holidays are not known here."""
    result: Bools = timegrid.weekdays(days) < _SATURDAY
    return result


def is_peak(starts: Minutes, zone: str) -> Bools:
    """Which periods begin in a peak hour; a period without a time does not.

    A holiday counts as the weekday it falls on.
    """
    walls = timegrid.utc_to_wall(starts, zone)
    days = walls.astype("datetime64[D]")
    hours = (walls - days.astype("datetime64[m]")).astype(np.int64) // 60
    result: Bools = is_working(days) & (hours >= FIRST_HOUR) & (hours < LAST_HOUR) & ~np.isnat(starts)
    return result


def peak_split(starts: Minutes, mw: Floats, resolution: int, zone: str) -> PeakSplit:
    """How the energy of periods (start instants in UTC, MW, `resolution` in minutes) falls on peak and off-peak."""
    known = np.isfinite(mw) & ~np.isnat(starts)
    peak = is_peak(starts[known], zone)
    values = mw[known]
    with np.errstate(over="ignore", invalid="ignore"):
        return PeakSplit(float(values[peak].sum()) * resolution / 60, float(values[~peak].sum()) * resolution / 60)
