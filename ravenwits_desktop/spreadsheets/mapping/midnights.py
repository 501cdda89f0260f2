"""A midnight written behind the last period of its day with another date than that at which it is.

With that day's date, 00:00 where 24:00 is meant; or as 24:00 with the date of the next day, on which it would be a day
late.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.texts.times import Integers

MIDNIGHT_LAST = QT_TRANSLATE_NOOP(
    "Message", "Midnight stands at the end of each day with the date of that day: it was read as 24:00."
)
MIDNIGHT_EARLY = QT_TRANSLATE_NOOP(
    "Message",
    "24:00 stands at the end of each day with the date of the next day: it was read as the end of the day before it.",
)
_DAY = 24 * 60
_MOST_MISSING = 3
"""Periods between the last that is there and the midnight behind it."""


def with_late_midnights(series: Series, resolution: int) -> Series:
    """`series` with its midnights a day later, or earlier, where all of them end a day of the file; else as it is."""
    if series.made or series.explicit:
        return series
    walls = series.walls
    known = np.flatnonzero(~np.isnat(walls))
    for order in (known, known[::-1]):
        for found, days, said in (
            (_late(walls[order], resolution), 1, MIDNIGHT_LAST),
            (_early(walls[order], resolution), -1, MIDNIGHT_EARLY),
        ):
            if found is not None:
                moved = walls.copy()
                moved[order[found]] += np.timedelta64(days * _DAY, "m")
                return replace(series, walls=moved, notes=(*series.notes, Message(said)))
    return series


def _late(walls: Minutes, resolution: int) -> Integers | None:
    """The places of the midnights, if each follows one of the last periods of its own day, and there are any."""
    midnights = np.flatnonzero(walls.astype(np.int64) % _DAY == 0)
    if not len(midnights) or midnights[0] == 0:
        return None
    steps = (walls[midnights] - walls[midnights - 1]).astype(np.int64)
    behind = steps + _DAY
    return midnights if ((behind >= resolution) & (behind <= _MOST_MISSING * resolution)).all() else None


def _early(walls: Minutes, resolution: int) -> Integers | None:
    """The places of the midnights, if each follows the last period of a day a day too late, and the next one shows it.

    At the very end of a file nothing follows: one that stands there counts with the others.
    """
    midnights = np.flatnonzero(walls.astype(np.int64) % _DAY == 0)
    if not len(midnights) or midnights[0] == 0:
        return None
    before = (walls[midnights] - walls[midnights - 1]).astype(np.int64)
    inner = midnights[midnights < len(walls) - 1]
    behind = (walls[inner + 1] - walls[inner]).astype(np.int64)
    if not len(inner) or (before != _DAY + resolution).any() or (behind != resolution - _DAY).any():
        return None
    return midnights
