"""Market time: zones, labels, market days and resolutions.

A period is known by its start instant, UTC, as ``datetime64[m]``. Its label is the wall-clock time, without an offset,
at which it ends or starts, in the market's zone. The rules are those of the market: a day has 23, 24 or 25 hours, the
repeated hour of October is told apart by its order (summer time first), and the hour that March skips does not exist.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

Minutes = npt.NDArray[np.datetime64]
"""A one-dimensional array of ``datetime64[m]``; NaT where there is no time."""
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

RESOLUTIONS = (15, 30, 60)
"""Lengths of a market time unit, in minutes."""
DEFAULT_ZONE = "Europe/Madrid"
_FIRST_YEAR, _LAST_YEAR = 1990, 2101
NAT = np.datetime64("NaT", "m")
_NEAR = np.timedelta64(2 * 24 * 60, "m")
"""Farther than this from a change of the clocks a wall-clock time has one meaning, in every zone there is."""


class Label(enum.Enum):
    """Which end of its period a label names."""

    END = "end"
    START = "start"


def as_minutes(values: object) -> Minutes:
    """`values` (array, list of texts or datetimes) as a one-dimensional ``datetime64[m]`` array."""
    return np.atleast_1d(np.asarray(values, dtype="datetime64[m]"))


def minutes(count: int) -> np.timedelta64:
    """A span of `count` minutes."""
    return np.timedelta64(count, "m")


@lru_cache(maxsize=64)
def _offsets(zone: str) -> tuple[Minutes, npt.NDArray[np.timedelta64]]:
    """The instants (UTC) at which the zone's offset changes, and the offset that holds from each on."""
    info = ZoneInfo(zone)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(info).utcoffset() or timedelta()

    moment = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    last = datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)
    instants, offsets = [moment], [offset(moment)]
    while moment < last:
        later = moment + timedelta(days=7)
        if offset(later) != offsets[-1]:
            low, high = moment, later
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) // 2
                middle = middle.replace(second=0, microsecond=0)
                if offset(middle) == offsets[-1]:
                    low = middle
                else:
                    high = middle
            instants.append(high)
            offsets.append(offset(high))
        moment = later
    return (
        np.array([instant.replace(tzinfo=None) for instant in instants], dtype="datetime64[m]"),
        np.array([round(value.total_seconds() / 60) for value in offsets], dtype="timedelta64[m]"),
    )


def utc_to_wall(instants: Minutes, zone: str) -> Minutes:
    """Wall-clock times of `instants` (UTC) in `zone`; NaT stays NaT."""
    changes, offsets = _offsets(zone)
    index = (changes.searchsorted(instants, side="right") - 1).clip(0, len(offsets) - 1)
    result: Minutes = instants + offsets[index]
    return result


def wall_to_utc(walls: Minutes, zone: str) -> tuple[Minutes, Minutes]:
    """The earlier and the later instant (UTC) whose wall-clock time in `zone` is each of `walls`.

    Both are the same for an ordinary time, an hour apart for one that October repeats, and NaT for one that March
    skips.
    """
    changes, offsets = _offsets(zone)
    around = (changes.searchsorted(walls, side="right") - 1).clip(0, len(offsets) - 1)
    earlier = walls - offsets[around]
    later = earlier.copy()
    after, before = changes[around] + _NEAR, changes[np.minimum(around + 1, len(changes) - 1)] - _NEAR
    near = np.flatnonzero((walls < after) | (walls > before))  # all others have one meaning
    if len(near):
        earlier[near], later[near] = _near_a_change(walls[near], around[near], zone)
    return earlier, later


def _near_a_change(walls: Minutes, around: npt.NDArray[np.int64], zone: str) -> tuple[Minutes, Minutes]:
    """The same by trying the offsets before, at and after the change that stands at place `around`."""
    _, offsets = _offsets(zone)
    beside = np.array([[-1], [0], [1]])
    tried = walls - offsets[(around + beside).clip(0, len(offsets) - 1)]
    held = np.where(utc_to_wall(tried, zone) == walls, tried, NAT)
    return np.fmin.reduce(held), np.fmax.reduce(held)  # which leave NaT aside


def in_summer(walls: Minutes, zone: str) -> Bools:
    """Whether the clocks of `zone` are ahead of those of its January; a label that March skips is one of summer."""
    januaries = walls.astype("datetime64[Y]").astype("datetime64[m]")
    ahead = walls - wall_to_utc(walls, zone)[0]
    usual = januaries - wall_to_utc(januaries, zone)[0]
    result: Bools = np.isnat(ahead) | (ahead > usual)
    return result


@dataclass(frozen=True, slots=True)
class ReadLabels:
    """What a column of labels means: arrays of the same length as the labels."""

    starts: Minutes
    """Start instants, UTC; NaT where the label is missing or does not exist."""
    nonexistent: Bools
    """Labels of the hour that March skips."""
    assumed_summer: Bools
    """Labels of the repeated hour of which only one is there: taken as summer time."""
    repeated: Bools
    """Labels that stand there once too often (the later ones of each kind)."""
    occurrences: npt.NDArray[np.int8]
    """1 for a label that is the first of a repeated pair (summer time), 2 for the second (winter time), else 0."""


def read_labels(walls: Minutes, resolution: int, label: Label, zone: str) -> ReadLabels:
    """Turn labels as they stand (wall clock, in their order) into start instants.

    Labels that October repeats are told apart by their order: the first is summer time, the second winter time, the
    other way round where their day runs backwards in the column. `resolution` in minutes. Source: `domain.md`, clocks.
    """
    walls = as_minutes(walls)
    earlier, later = wall_to_utc(walls, zone)
    present = ~np.isnat(walls)
    nonexistent = present & np.isnat(earlier)
    ambiguous = present & ~nonexistent & (earlier != later)
    instants = earlier.copy()
    assumed = np.zeros(walls.shape, dtype=np.bool_)
    if ambiguous.any():
        rows = _in_order(walls, np.flatnonzero(ambiguous))
        seen: dict[np.datetime64, int] = {}
        for row in rows:
            wall = walls[row]
            if wall in seen:
                instants[row] = later[row]
                assumed[seen[wall]] = False
            else:
                seen[wall] = int(row)
                assumed[row] = True
    starts = instants if label is Label.START else instants - minutes(resolution)
    which = np.where(ambiguous, np.where(instants == earlier, 1, 2), 0).astype(np.int8)
    return ReadLabels(starts, nonexistent, assumed, _repeated(starts), which)


def _in_order(walls: Minutes, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """`rows`, those of repeated labels, upwards in time as far as the order of their days tells."""
    days = walls.astype("datetime64[D]")
    parts = []
    for day in np.unique(days[rows]):
        here = rows[days[rows] == day]
        parts.append(here[::-1] if _runs_backwards(walls[days == day]) else here)
    return np.concatenate(parts)


def _runs_backwards(walls: Minutes) -> bool:
    steps = np.diff(walls[~np.isnat(walls)]).astype(np.int64)
    return int(np.sign(steps).sum()) < 0


def _repeated(starts: Minutes) -> Bools:
    repeated = np.zeros(starts.shape, dtype=np.bool_)
    known = np.flatnonzero(~np.isnat(starts))
    if (np.diff(starts[known]) > minutes(0)).all():
        return repeated
    _, first = np.unique(starts[known], return_index=True)
    repeated[known] = True
    repeated[known[first]] = False
    return repeated


def labels(starts: Minutes, resolution: int, label: Label, zone: str) -> Minutes:
    """The labels (wall clock in `zone`) of the periods that begin at `starts` (UTC)."""
    instants = starts if label is Label.START else starts + minutes(resolution)
    return utc_to_wall(instants, zone)


def infer_resolution(walls: Minutes) -> int | None:
    """The market time unit, in minutes, that a column of labels or starts suggests; None where nothing does.

    The shortest step between neighbours in time decides, as long as it is one of `RESOLUTIONS`.
    """
    steps = np.diff(np.sort(walls[~np.isnat(walls)])).astype(np.int64)
    steps = steps[steps > 0]
    if not len(steps):
        return None
    shortest = int(steps.min())
    return shortest if shortest in RESOLUTIONS else None


def market_days(starts: Minutes, zone: str) -> npt.NDArray[np.datetime64]:
    """The market day (``datetime64[D]``) in which each period lies."""
    return utc_to_wall(starts, zone).astype("datetime64[D]")


def day_starts(day: date | np.datetime64, resolution: int, zone: str) -> Minutes:
    """Start instants (UTC) of every period of one market day: 23, 24 or 25 hours of them."""
    midnight = np.array([day], dtype="datetime64[D]").astype("datetime64[m]")
    edges, _ = wall_to_utc(np.concatenate([midnight, midnight + minutes(24 * 60)]), zone)
    return np.arange(edges[0], edges[1], minutes(resolution), dtype="datetime64[m]")


def day_minutes(days: npt.NDArray[np.datetime64], zone: str) -> npt.NDArray[np.int64]:
    """The length of each market day (``datetime64[D]``), in minutes: 23, 24 or 25 hours of them."""
    begins, _ = wall_to_utc(days.astype("datetime64[m]"), zone)
    ends, _ = wall_to_utc((days + np.timedelta64(1, "D")).astype("datetime64[m]"), zone)
    result: npt.NDArray[np.int64] = (ends - begins) // minutes(1)
    return result


def changes(values: npt.NDArray[np.datetime64]) -> npt.NDArray[np.intp]:
    """Where another value begins than the one before it: the first of each run, the very first one among them."""
    if not len(values):
        return np.zeros(0, dtype=np.intp)
    return np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1])


def weekdays(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    """The weekday of each of `days` (``datetime64[D]``): 0 is Monday."""
    result: npt.NDArray[np.int64] = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7  # 1970 began on a Thursday
    return result


def period_numbers(starts: Minutes, resolution: int, zone: str) -> npt.NDArray[np.int64]:
    """The number of each period within its market day, from 1: hours 1-24, quarters 1-96 (25 and 100 in October)."""
    days = market_days(starts, zone).astype("datetime64[m]")
    midnights, _ = wall_to_utc(days, zone)
    result: npt.NDArray[np.int64] = (starts - midnights).astype(np.int64) // resolution + 1
    return result


def format_label(wall: np.datetime64) -> str:
    """A label as the API writes it: ``YYYY-MM-DD HH:MM``."""
    return str(wall.astype("datetime64[m]")).replace("T", " ")


def format_labels(walls: Minutes) -> list[str]:
    """Labels as the API writes them: ``YYYY-MM-DD HH:MM``."""
    return [text.replace("T", " ") for text in np.datetime_as_string(walls, unit="m").tolist()]
