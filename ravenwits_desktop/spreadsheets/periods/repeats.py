"""The hour that October repeats, in tables that number their hours by the clock and so name one number twice.

The number that stands there twice may be the hour's own (2 of 0 to 23, 3 of 1 to 24) or that of the end the first of
the two has by the clock (2 of 1 to 24): the day's numbers in their order are its periods all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.texts.times import Integers


@dataclass(frozen=True, slots=True)
class Repeat:
    """Periods of one day that lie behind the first of its repeated hours, as indices of the table.

    `first` is the period that is named twice, counted from 0. Without `sure` the table's order does not tell which
    of the two comes first.
    """

    behind: Integers
    first: int
    sure: bool


def repeated_hours(day: np.datetime64, zone: str) -> tuple[int, ...]:
    """The hours, counted from 0, that may stand twice on `day`: the one that the clocks repeat, and that before."""
    hours = day.astype("datetime64[m]") + np.arange(24) * timegrid.minutes(60)
    earlier, later = timegrid.wall_to_utc(hours, zone)
    return tuple(
        int(hour) + step for hour in np.flatnonzero(earlier != later)[:1] for step in (-1, 0) if hour + step >= 0
    )


def repeat_of(
    index: Integers, rows: Integers, step: int, hours: tuple[int, ...], second: Bools | None
) -> Repeat | None:
    """Which of `rows`, the periods of one long day, lie behind the first of the repeated hours; None without any.

    `index` counts the periods by their numbers, `step` minutes each. `second` says which are known to be of the hour
    that comes second; else the order of the rows tells, downwards or upwards.
    """
    numbers, per_hour = index[rows], 60 // step
    if not len(rows) or numbers.max() >= 24 * per_hour:
        return None
    of_hour = numbers // per_hour
    counts = np.bincount(numbers)
    twice = np.unique(np.flatnonzero(counts > 1) // per_hour)
    known = np.unique(of_hour[second[rows]]) if second is not None else twice[:0]
    named = twice if len(twice) else known
    if len(named) != 1 or counts.max() > 2 or int(named[0]) not in hours:
        return None
    hour = int(named[0])
    block = np.flatnonzero(of_hour == hour)
    later, sure = _later(numbers[block], of_hour)
    marked = later if second is None else second[rows][block]
    if second is not None and marked.any() and (not len(twice) or not marked.all()):
        later, sure = marked, True
    behind = np.concatenate([rows[block[later]], rows[of_hour > hour]])
    return Repeat(behind, int(numbers[block].min()), sure)


def left_out(index: Integers, rows: Integers, step: int, day: np.datetime64, zone: str) -> Integers | None:
    """Which of `rows`, the periods of one short day, lie behind an hour that is left out by the end it has: 1, 3, 4 ...

    None where no hour is left out, or the one that the clocks skip: that is told by the number it has.
    """
    per_hour = 60 // step
    hours = day.astype("datetime64[m]") + np.arange(24) * timegrid.minutes(60)
    skipped = np.flatnonzero(np.isnat(timegrid.wall_to_utc(hours, zone)[0]))
    named = np.unique(index[rows] // per_hour)
    if not len(skipped) or len(rows) != 23 * per_hour or len(named) != 23 or named[-1] != 23:
        return None
    missing = int(np.setdiff1d(np.arange(24), named)[0])
    return rows[index[rows] // per_hour > missing] if missing == skipped[0] - 1 else None


def _later(numbers: Integers, of_hour: Integers) -> tuple[Bools, bool]:
    """Which of `numbers`, those of the repeated hour in the order of the table, are of the second; whether it is sure.

    `of_hour` are the hours of the whole day: they tell whether it runs backwards, or is in no order.
    """
    steps = np.diff(of_hour)
    backwards = bool(of_hour[-1] < of_hour[0])
    ordered = bool((steps <= 0).all() if backwards else (steps >= 0).all())
    run = numbers[::-1] if backwards else numbers
    turns = np.concatenate([[0], np.cumsum(np.diff(run) <= 0)])
    if ordered and turns[-1] == 1:
        later = turns == 1
    else:
        _, first = np.unique(run, return_index=True)
        later, ordered = np.ones(len(run), dtype=np.bool_), False
        later[first] = False
    return (later[::-1] if backwards else later), ordered
