"""What a new draft begins with: a constant, a profile, or the values of another day, by the market's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.peak import is_peak, is_working
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.resample import resampled
from ravenwits_desktop.domain.timegrid import Floats, Minutes

HOURS_OF_A_DAY = 24
_LAST_HOUR = 23
_Clocks = tuple[npt.NDArray[np.datetime64], npt.NDArray[np.int64]]
"""Days and times of day, as `grid.days_and_clocks` tells them."""
REPEATED = QT_TRANSLATE_NOOP(
    "Message", "{day} has 25 hours and {source} has not: both halves of the repeated hour got the same value."
)
DROPPED = QT_TRANSLATE_NOOP(
    "Message", "{source} has 25 hours and {day} has not: the second of the repeated hours was left out."
)
SKIPPED = QT_TRANSLATE_NOOP(
    "Message", "{source} has 23 hours and {day} has not: the hour that the clocks skipped is left empty."
)
NOT_TAKEN = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has 23 hours and {source} has not: the value of the hour from {first} to {last}, which the clocks skip, "
    "is not used.",
)
MISSING = QT_TRANSLATE_NOOP("Message", "{count} periods of {day} have no value on {source}: they are left empty.")
TAKEN = QT_TRANSLATE_NOOP("Message", "{day} takes the values of {source}.")
NO_WEEKDAY = QT_TRANSLATE_NOOP("Message", "Nothing was chosen for the weekday of {day}: it is left empty.")
BOTH_HALVES = QT_TRANSLATE_NOOP(
    "Message", "{day} has 25 hours: both hours from {first} to {last} get the same of the 24 values."
)
NOT_USED = QT_TRANSLATE_NOOP(
    "Message", "{day} has 23 hours: the value of the hour from {first} to {last}, which the clocks skip, is not used."
)
_SOURCE_DAYS = "datetime64[D]"


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """Values (MW) for some periods, NaN where there is none, and sentences on what was not one to one."""

    mw: Floats
    notes: tuple[Message, ...] = ()


def starts_of_days(first: date, last: date, resolution: int, zone: str) -> Minutes:
    """The start instants (UTC) of every period of the market days from `first` to `last`, both included.

    Days of 23 and 25 hours have as many periods as they last; `resolution` in minutes. Empty where `last` is earlier.
    """
    edges = np.array([first, last], dtype=_SOURCE_DAYS) + np.array([0, 1])
    begin, _ = timegrid.wall_to_utc(edges.astype("datetime64[m]"), zone)
    starts: Minutes = np.arange(begin[0], begin[1], timegrid.minutes(resolution), dtype="datetime64[m]")
    return starts


def by_base_and_peak(starts: Minutes, base: float, peak: float, zone: str) -> Filling:
    """`base` MW, and `peak` MW in the peak hours of working days."""
    return Filling(np.where(is_peak(starts, zone), peak, base))


def by_hours(starts: Minutes, hours: Sequence[float], zone: str, *, others: Sequence[float] | None = None) -> Filling:
    """The value (MW) of each hour of the day, by the market's clock: 24 of them, from midnight on.

    With `others`, `hours` are those of working days (Monday to Friday) and `others` those of Saturdays and Sundays.
    Both halves of October's repeated hour get the value of their hour, and March leaves its hour out: that is said.
    """
    profiles = np.array([hours, hours if others is None else others], dtype=np.float64)
    if profiles.shape != (2, HOURS_OF_A_DAY):
        raise ValueError("a profile has a value for each of 24 hours")
    walls = timegrid.utc_to_wall(starts, zone)
    days = walls.astype(_SOURCE_DAYS)
    hour = (walls - days.astype("datetime64[m]")).astype(np.int64) // 60
    return Filling(profiles[(~is_working(days)).astype(np.int64), hour], tuple(_change_overs(starts, days, hour, zone)))


def _change_overs(
    starts: Minutes, days: npt.NDArray[np.datetime64], hours: npt.NDArray[np.int64], zone: str
) -> list[Message]:
    """What becomes of the hour that a day has twice or not at all."""
    notes = []
    for day, length in grid.unusual_days(starts, zone):
        there, first = hours[days == day], np.arange(HOURS_OF_A_DAY)
        counts = np.array([np.count_nonzero(there == each) for each in first])
        which = int(first[counts.argmax() if length > HOURS_OF_A_DAY else counts.argmin()])
        values = {"day": day.item(), "first": f"{which:02}:00", "last": f"{which + 1:02}:00"}
        notes.append(Message(BOTH_HALVES if length > HOURS_OF_A_DAY else NOT_USED, values))
    return notes


def same_as(starts: Minutes, source: Purchase, resolution: int, zone: str, *, days_back: int | None = None) -> Filling:
    """The values of `source` at the same time of day, by the market's clock.

    `days_back` says how many days before each day its values are taken from. Without it a source of one day serves for
    all. Of several days each gives its own date; else they are paired in order where there are as many; else a day
    takes the last of its weekday. What is not the same date is said. Raises `ResampleError` where the source cannot be
    brought to `resolution` (minutes).
    """
    source = resampled(source, resolution)
    here = grid.days_and_clocks(starts, resolution, zone)
    there = grid.days_and_clocks(source.starts, resolution, zone)
    wanted = _source_days(here[0], there[0], days_back)
    place = {key: index for index, key in enumerate(zip(*(each.tolist() for each in there), strict=True))}
    keys = list(zip(wanted.tolist(), here[1].tolist(), strict=True))
    # the second half of a repeated hour leans on the first where the source's day has but one
    index = np.array([place.get(key, place.get((key[0], key[1] & ~1), -1)) for key in keys], dtype=np.int64)
    mw = np.where(index >= 0, source.mw[index], np.nan)
    return Filling(mw, tuple(_notes(here, there, wanted, mw, zone)))


def _source_days(
    days: npt.NDArray[np.datetime64], known: npt.NDArray[np.datetime64], days_back: int | None
) -> npt.NDArray[np.datetime64]:
    """The day from which each period's value is taken; NaT where there is none that belongs to it."""
    if days_back is not None:
        back: npt.NDArray[np.datetime64] = days - np.timedelta64(days_back, "D")
        return back
    there, wanted = np.unique(known), np.unique(days)
    if len(there) == 1:
        only: npt.NDArray[np.datetime64] = np.broadcast_to(there, days.shape)
        return only
    if np.isin(wanted, there).all():
        return days
    if len(wanted) == len(there):
        paired: npt.NDArray[np.datetime64] = there[np.searchsorted(wanted, days)]
        return paired
    last_of = dict(zip(timegrid.weekdays(there).tolist(), there, strict=True))
    nothing = np.datetime64("NaT", "D")
    return np.array([last_of.get(weekday, nothing) for weekday in timegrid.weekdays(days).tolist()], dtype=_SOURCE_DAYS)


def _skipped_hour(day: np.datetime64, zone: str) -> int | None:
    """The hour of a day that the clocks skip; None where it has them all."""
    walls = day.astype("datetime64[m]") + np.arange(HOURS_OF_A_DAY) * timegrid.minutes(60)
    skipped = np.flatnonzero(np.isnat(timegrid.wall_to_utc(walls, zone)[0]))
    return int(skipped[0]) if len(skipped) else None


def _notes(here: _Clocks, there: _Clocks, wanted: npt.NDArray[np.datetime64], mw: Floats, zone: str) -> list[Message]:
    (days, clocks), (source_days, source_clocks) = here, there
    notes = []
    many = len(np.unique(source_days)) > 1
    for day in np.unique(days):
        rows = days == day
        source = wanted[rows][0]
        values = {"day": day.item(), "source": source.item()}
        if np.isnat(source):
            notes.append(Message(NO_WEEKDAY, {"day": day.item()}))
            continue
        if many and source != day:
            notes.append(Message(TAKEN, values))
        known = source_clocks[source_days == source]
        halves = [bool((clock & 1).any()) for clock in (clocks[rows], known)]
        if halves == [True, False] and len(known):
            notes.append(Message(REPEATED, values))
        elif halves == [False, True]:
            notes.append(Message(DROPPED, values))
        hour = _skipped_hour(day, zone)
        if hour is not None and (known // 120 == hour).any():
            notes.append(Message(NOT_TAKEN, {**values, "first": f"{hour:02}:00", "last": f"{hour + 1:02}:00"}))
        empty = np.isnan(mw[rows])
        if empty.any():
            hours, of_source = np.unique(clocks[rows][empty] // 120), known // 120
            skipped = len(hours) == 1 and len(known) and hours[0] not in of_source and of_source.max() == _LAST_HOUR
            said = {**values, "count": int(empty.sum())}
            notes.append(Message(SKIPPED, values) if skipped else Message(MISSING, said))
    return notes
