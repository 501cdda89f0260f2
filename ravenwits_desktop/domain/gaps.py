"""Where a market day is not whole, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes

SECOND = QT_TRANSLATE_NOOP("Message", "the second {time}")
"""A label that October repeats, of winter time: the other one may well be there."""
AND_MORE = QT_TRANSLATE_NOOP("Message", "{first} and {count} more")


def beside_gap(there: Minutes, begin: np.datetime64, resolution: int) -> np.datetime64:
    """The period of a day after which the first one is missing, or before which, where the day does not begin.

    Of a day that lacks none, the first period that does not belong to it. `there` are the start instants (UTC) of the
    periods of that day, at least one, in order; the day begins at `begin` (UTC) and they last `resolution` minutes.
    """
    first: np.datetime64 = there[0]
    if first > begin:
        return first
    length = timegrid.minutes(resolution)
    for places in (np.flatnonzero(np.diff(there) > length), np.flatnonzero((there - begin) % length)):
        if len(places):
            found: np.datetime64 = there[places[0]]
            return found
    last: np.datetime64 = there[-1]
    return last


def missing_of(there: Minutes, begin: np.datetime64, count: int, resolution: int) -> Minutes:
    """The periods (start instants, UTC, in order) of a day of `count` that are not among those `there`.

    The day begins at `begin` (UTC) and its periods last `resolution` minutes.
    """
    places, beside = np.divmod((there - begin).astype(np.int64), resolution)
    open_ = np.ones(count, dtype=np.bool_)
    open_[places[beside == 0]] = False
    missing: Minutes = begin + np.flatnonzero(open_) * timegrid.minutes(resolution)
    return missing


def named(missing: Sequence[Minutes], resolution: int, label: Label, zone: str) -> list[str | datetime | Message]:
    """Of the periods that each of some market days lacks, the first by its label as a row has it; how many follow.

    `missing` are the start instants (UTC) of each day, in order, at least one. The clock alone is told where the label
    is of the same day. All days at once: a table of a year may lack one in each of them.
    """
    starts = np.array([each[0] for each in missing], dtype="datetime64[m]")
    walls = timegrid.labels(starts, resolution, label, zone)
    same_day = walls.astype("datetime64[D]") == timegrid.market_days(starts, zone)
    earlier, later = timegrid.wall_to_utc(walls, zone)
    instants = starts if label is Label.START else starts + timegrid.minutes(resolution)
    seconds = (earlier != later) & (instants == later)
    found: list[str | datetime | Message] = []
    for wall, clock, second, each in zip(walls.tolist(), same_day, seconds, missing, strict=True):
        first: str | datetime | Message = f"{wall:%H:%M}" if clock else wall
        first = Message(SECOND, {"time": first}) if second else first
        found.append(first if len(each) == 1 else Message(AND_MORE, {"first": first, "count": len(each) - 1}))
    return found
