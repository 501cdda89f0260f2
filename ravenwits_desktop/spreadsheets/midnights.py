"""A midnight written behind the last period of its day, with that day's date: 23:00, 00:00 where 24:00 is meant."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Series

MIDNIGHT_LAST = QT_TRANSLATE_NOOP(
    "Message", "Midnight stands at the end of each day with the date of that day: it was read as 24:00."
)
_DAY = 24 * 60
_MOST_MISSING = 3
"""Periods between the last that is there and the midnight behind it."""


def with_late_midnights(series: Series, resolution: int) -> Series:
    """`series` with its midnights a day later where all of them end their day in the file; else as it is."""
    if series.made or series.explicit:
        return series
    walls = series.walls
    known = np.flatnonzero(~np.isnat(walls))
    for order in (known, known[::-1]):
        late = _late(walls[order], resolution)
        if late is not None:
            moved = walls.copy()
            moved[order[late]] += np.timedelta64(_DAY, "m")
            return replace(series, walls=moved, notes=(*series.notes, Message(MIDNIGHT_LAST)))
    return series


def _late(walls: Minutes, resolution: int) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """The places of the midnights, if each follows one of the last periods of its own day, and there are any."""
    midnights = np.flatnonzero(walls.astype(np.int64) % _DAY == 0)
    if not len(midnights) or midnights[0] == 0:
        return None
    steps = (walls[midnights] - walls[midnights - 1]).astype(np.int64)
    behind = steps + _DAY
    return midnights if ((behind >= resolution) & (behind <= _MOST_MISSING * resolution)).all() else None
