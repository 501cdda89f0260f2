"""Numbered periods of which some days have as many as there are hours and others as many as there are quarters."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError
from ravenwits_desktop.spreadsheets.periods import Days
from ravenwits_desktop.spreadsheets.times import Integers

TWO_LENGTHS = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has {count} periods, those of other days go up to {most}: hours and parts of hours stand in one table. Keep "
    "one of them, or bring all days to the same length.",
)
_HOURS = (23, 24, 25)
_FEWEST_PARTS = 46


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
