"""Where a market day is not whole, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes

Name = str | datetime | Message
SECOND = QT_TRANSLATE_NOOP("Message", "the second {time}")
"""A label that October repeats, of winter time: the other one may well be there."""
TWO = QT_TRANSLATE_NOOP("Message", "{first} and {second}")
THREE = QT_TRANSLATE_NOOP("Message", "{first}, {second} and {third}")
AND_MORE = QT_TRANSLATE_NOOP("Message", "{first} and {count} more")
_MOST_NAMED = 3


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


def named(missing: Sequence[Minutes], resolution: int, label: Label, zone: str) -> list[Name]:
    """The periods that each of some market days lacks, by their labels as rows have them: three, or one and how many.

    `missing` are the start instants (UTC) of each day, in order, at least one. The clock alone is told where the label
    is of the same day. All days at once: a table of a year may lack one in each of them.
    """
    counts = [len(each) if len(each) <= _MOST_NAMED else 1 for each in missing]
    names = iter(_names(np.concatenate([*map(_first, missing, counts)]), resolution, label, zone) if missing else ())
    return [_listed(list(islice(names, count)), len(each)) for each, count in zip(missing, counts, strict=True)]


def _first(starts: Minutes, count: int) -> Minutes:
    return starts[:count]


def _listed(names: list[Name], count: int) -> Name:
    """The first names of `count` periods, or all, in one text."""
    if len(names) < count:
        return Message(AND_MORE, {"first": names[0], "count": count - len(names)})
    templates = {2: TWO, 3: THREE}
    if count not in templates:
        return names[0]
    return Message(templates[count], dict(zip(("first", "second", "third"), names, strict=False)))


def _names(starts: Minutes, resolution: int, label: Label, zone: str) -> list[Name]:
    walls = timegrid.labels(starts, resolution, label, zone)
    same_day = walls.astype("datetime64[D]") == timegrid.market_days(starts, zone)
    earlier, later = timegrid.wall_to_utc(walls, zone)
    instants = starts if label is Label.START else starts + timegrid.minutes(resolution)
    seconds = (earlier != later) & (instants == later)
    found: list[Name] = []
    for wall, clock, second in zip(walls, same_day, seconds, strict=True):
        moment, text = wall.item(), timegrid.format_label(wall)
        whole = moment if isinstance(moment, datetime) else text  # Python has no year 0
        name: Name = text[-5:] if clock else whole
        found.append(Message(SECOND, {"time": name}) if second else name)
    return found
