"""Numbers of hours that stand in several rows, one for each half or quarter of the hour."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.spreadsheets.texts.runs import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

_REPEATED = 0.3
"""Share of rows that repeat the period above, from where on these are halves or quarters of it."""


def _keys(index: Integers, days: Days) -> Integers:
    result: Integers = days.astype("datetime64[D]").astype(np.int64) * 1000 + index
    return result


def times_each(index: Integers, days: Days) -> int:
    """How many times most periods of a day are named."""
    known = (index >= 0) & ~np.isnat(days)
    if not known.any():
        return 1
    _, counts = np.unique(_keys(index, days)[known], return_counts=True)
    return int(np.bincount(counts).argmax())


def follow_each_other(index: Integers, days: Days) -> bool:
    """Whether the same period is named in rows that follow each other: 1, 1, 2, 2, and not 1, 2, 1, 2."""
    keys = _keys(index, days)[(index >= 0) & ~np.isnat(days)]
    return bool((np.diff(keys) == 0).mean() > _REPEATED) if len(keys) > 1 else False


def in_parts(index: Integers, days: Days, times: int) -> Integers:
    """The periods of hours that stand `times` in a row, twice as often where October repeats one."""
    within = np.diff(days) == np.timedelta64(0, "D")
    backwards = int(np.sign(np.diff(index))[within].sum()) < 0
    part = _occurrence(index[::-1], days[::-1])[::-1] if backwards else _occurrence(index, days)
    result = index * times + part
    for row in np.flatnonzero(part == 2 * times - 1).tolist():
        result = result + times * ((days == days[row]) & (index > index[row]))
    return result


def _occurrence(index: Integers, days: Days) -> Integers:
    """For each row how many before it name the same period of the same day."""
    keys = _keys(index, days)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.concatenate([[True], ordered[1:] != ordered[:-1]])
    starts = np.maximum.accumulate(np.where(begins, np.arange(len(keys)), 0))
    place = np.zeros(len(keys), dtype=np.int64)
    place[order] = np.arange(len(keys)) - starts
    return place
