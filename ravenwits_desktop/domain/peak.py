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
    return is_peak_by_clock(timegrid.utc_to_wall(starts, zone))


def is_peak_by_clock(walls: Minutes) -> Bools:
    """`is_peak` of periods that begin at these times of the market's clock; NaT is none."""
    days = walls.astype("datetime64[D]")
    hours = (walls - days.astype("datetime64[m]")).astype(np.int64) // 60
    result: Bools = is_working(days) & (hours >= FIRST_HOUR) & (hours < LAST_HOUR) & ~np.isnat(walls)
    return result


def peak_split(starts: Minutes, mw: Floats, resolution: int, zone: str) -> PeakSplit:
    """How the energy of periods (start instants in UTC, MW, `resolution` in minutes) falls on peak and off-peak."""
    return split(mw, ~np.isnat(starts), is_peak(starts, zone), resolution)


def split(mw: Floats, timed: Bools, peak: Bools, resolution: int) -> PeakSplit:
    """The same where it is known which of the values have a time, and for which of them that is a peak hour."""
    known = np.isfinite(mw) & timed
    with np.errstate(over="ignore", invalid="ignore"):
        energies = [float(mw[known & these].sum()) * resolution / 60 for these in (peak, ~peak)]
    return PeakSplit(*energies)
