"""Numbers of periods that follow each other row by row: what they count from, and which of them are mistyped."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.texts.times import Integers

Days = npt.NDArray[np.datetime64]
"""Market days, ``datetime64[D]``; NaT where there is none."""
_FEWEST = 6
"""From so many numbers on, those that follow none of their neighbours are the odd ones."""
_SHARE = 0.8
"""Of the numbers of a column that have to follow a neighbour: else the rows are in no order, or few of many."""
_FEWEST_HOURS, _DAY = 23, 24 * 60
_LAST_OF_DAY = (24, 48, 96)
"""The numbers of the last hour, half hour and quarter of a day, counted from 1."""


def in_run(numbers: Integers, days: Days) -> Bools:
    """Which of `numbers` (-1 where there is none) are as those beside them: one more, one less, or the same, that day.

    All that there are where too few are so.
    """
    named = numbers >= 0
    known = np.flatnonzero(named)
    if len(known) < _FEWEST:
        return named
    near = (np.abs(np.diff(numbers[known])) <= 1) & (np.diff(days[known]) == np.timedelta64(0, "D"))
    backed = np.concatenate([[False], near]) | np.concatenate([near, [False]])
    if backed.mean() < _SHARE:
        return named
    found = np.zeros(len(numbers), dtype=np.bool_)
    found[known] = backed
    return found


def counts_from_zero(numbers: Integers, days: Days) -> bool:
    """Whether the first period of a day is 0: a 0 begins as many days as end with the last number counted from 1.

    One 0 elsewhere among numbers in order, or on one day of several that end with 24, is mistyped.
    """
    if not (numbers == 0).any():
        return False
    run = in_run(numbers, days)
    known = np.flatnonzero(numbers >= 0)
    if (run == (numbers >= 0)).all() and not _in_order(numbers[known], days[known]):
        return True
    ordered, of_day = numbers[known], days[known]
    within = np.diff(of_day) == np.timedelta64(0, "D")
    if np.sign(np.diff(ordered))[within].sum() < 0:
        known, ordered, of_day = known[::-1], ordered[::-1], of_day[::-1]
    begins = np.concatenate([[True], np.diff(of_day) != np.timedelta64(0, "D")])
    from_zero = from_one = 0
    for first, last in zip(np.flatnonzero(begins), [*np.flatnonzero(begins)[1:], len(known)], strict=True):
        day, sure = ordered[first:last], run[known[first:last]]
        zero, proven = day[0] == 0, bool(sure[0])
        if sure.any() and int(day[sure].max()) in _LAST_OF_DAY and not (zero and proven):
            from_one += 1
        elif zero:
            from_zero += 1
    return from_zero >= max(from_one, 1)


def can_count_from(base: int, numbers: Integers, days: Days, length: int) -> bool:
    """Whether `numbers` of periods of `length` minutes, -1 where there is none, may count from `base`, 0 or 1.

    A 0 is in front of the first that is called 1. Counted from 0, the last number of most days is within 24 hours.
    """
    run = numbers[in_run(numbers, days) & (numbers >= 0)]
    if base:
        return not (run == 0).any()
    known = (numbers >= 0) & ~np.isnat(days)
    unique, which = np.unique(days[known], return_inverse=True)
    last = np.zeros(len(unique), dtype=np.int64)
    np.maximum.at(last, which, numbers[known])
    return not len(last) or bool((last * length < _DAY).mean() * 2 > 1)


def _in_order(numbers: Integers, days: Days) -> bool:
    """Whether nearly all numbers of a day rise, or fall, from row to row."""
    steps = np.diff(numbers)[np.diff(days) == np.timedelta64(0, "D")]
    return len(steps) > 0 and max((steps >= 0).mean(), (steps <= 0).mean()) >= _SHARE


def closing_zeros(numbers: Integers, days: Days) -> Integers | None:
    """The rows of numbers whose zeros end a day and bear the date of the next, as the moment does at which it ends.

    Each stands behind the last hour of the day before, or one of the last, in a file that begins with hour 1 or ends
    with such a zero. None where any zero does anything else.
    """
    known = np.flatnonzero(numbers >= 0)
    if len(known) > 1 and days[known[0]] > days[known[-1]]:
        known = known[::-1]  # the file runs backwards
    ordered, of_day = numbers[known], days[known]
    zeros = np.flatnonzero(ordered == 0)
    if not len(zeros) or zeros[0] == 0 or (ordered[0] != 1 and ordered[-1] != 0):
        return None
    above = zeros - 1
    later = of_day[zeros] - of_day[above]
    if (ordered[above] < _FEWEST_HOURS - 1).any() or (later != np.timedelta64(1, "D")).any():
        return None
    rows: Integers = known[zeros]
    return rows


def late_dated(numbers: Integers, days: Days, least: int) -> Integers | None:
    """The rows of the last number of each day, from `least` on, where all of them bear the date of the next day.

    Each stands right behind the one before it, of the day before, and before the first number of its own date. None
    where any is dated as the others of its day: then the others are slips.
    """
    known = np.flatnonzero(numbers >= 0)
    if len(known) > 1 and days[known[0]] > days[known[-1]]:
        known = known[::-1]  # the file runs backwards
    ordered, of_day = numbers[known], days[known]
    falls = np.diff(ordered) < 0
    ends = np.flatnonzero(np.append(falls, True) & (ordered >= least))
    if not len(ends) or ends[0] == 0:
        return None
    usual = np.bincount(np.abs(np.diff(ordered))).argmax() if len(ordered) > 1 else 0
    one = np.timedelta64(1, "D")
    late = (of_day[ends] - of_day[ends - 1] == one) & (ordered[ends] - ordered[ends - 1] == usual)
    inner = ends[ends < len(known) - 1]
    goes_on = (of_day[inner + 1] == of_day[inner]) & (ordered[inner + 1] <= usual)
    if not late.all() or not goes_on.all():
        return None
    rows: Integers = known[ends]
    return rows
