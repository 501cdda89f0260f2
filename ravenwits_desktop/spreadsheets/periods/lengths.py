"""Numbered periods of which some days have as many as there are hours and others as many as there are quarters."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

TWO_LENGTHS = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has {count} periods, those of other days go up to {most}: hours and parts of hours stand in one table. Keep "
    "one of them, or bring all days to the same length.",
)
HOURS_AMONG_PARTS = QT_TRANSLATE_NOOP(
    "Message",
    "The table names {most} periods of a day, but {day} fills {count} of them, as many as it has hours: nothing shows "
    "whether these are hours. Name the hours H1 to H24 alone, or fill all periods.",
)
NAMED_TWICE = QT_TRANSLATE_NOOP(
    "Message",
    "The table names {count} periods of {day} twice: hours and quarters, or two tables, stand side by side. Keep one "
    "of them.",
)
_MOST_REPEATED = 4
"""Periods of the hour that October repeats."""
_FULL_PARTS = 92
_BEYOND = 10_000
"""More than any period's number or minute of the day."""
_HOURS = (23, 24, 25)
_FEWEST_PARTS = 46


def check_filled(days: Days, index: Integers, filled: Bools) -> None:
    """The same for periods across, of which a day of hours fills only some: the first, or each fourth or second.

    Also refuse periods that are named twice, and values for both.
    """
    placed = ~np.isnat(days) & (index >= 0)
    known = placed & filled
    named = len(np.unique(index[placed]))
    unique, which = np.unique(days[known], return_inverse=True)
    if named < _FEWEST_PARTS or not len(unique):
        return
    keys = np.unique(which * _BEYOND + index[known])
    counts = np.bincount(keys // _BEYOND)
    twice = np.bincount(which) - counts
    if twice.max() > _MOST_REPEATED:
        at = int(np.argmax(twice))
        raise RefusedError(0.95, NAMED_TWICE, day=unique[at].astype("datetime64[D]").item(), count=int(twice[at]))
    most = int(counts.max())
    if most < _FEWEST_PARTS and named < _FULL_PARTS:
        return
    for at in np.flatnonzero(np.isin(counts, _HOURS)).tolist():
        if len(np.unique(np.diff(keys[keys // _BEYOND == at]))) == 1:
            values = {"day": unique[at].astype("datetime64[D]").item(), "count": int(counts[at])}
            template = TWO_LENGTHS if most >= _FEWEST_PARTS else HOURS_AMONG_PARTS
            raise RefusedError(0.95, template, **values, most=max(most, named))


def check_one_length(days: Days, index: Integers) -> None:
    """Refuse periods, counted from 0 on their `days`, of which some are hours. Raises `RefusedError`."""
    known = ~np.isnat(days) & (index >= 0)
    most = int(index[known].max(initial=-1)) + 1
    if most < _FEWEST_PARTS:
        return
    for day in np.unique(days[known]):
        here = np.unique(index[known & (days == day)])
        if len(here) in _HOURS and here[-1] == len(here) - 1:
            raise RefusedError(0.95, TWO_LENGTHS, day=day.astype("datetime64[D]").item(), count=len(here), most=most)
