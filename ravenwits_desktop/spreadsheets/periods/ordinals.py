"""Numbered periods of market days to labels, with days of 23 and of 25 hours.

A number counts periods from midnight, in elapsed time: hour 3 of the March day is 03:00 in summer time. A file that
numbers by the clock instead leaves out what the clocks skip; it is told by a value beyond the last true period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import NAT, Bools, Label, Minutes
from ravenwits_desktop.spreadsheets.periods.repeats import left_out, repeat_of, repeated_hours
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days, Numbering
from ravenwits_desktop.spreadsheets.texts.times import Integers

SPRING_BY_CLOCK = QT_TRANSLATE_NOOP(
    "Message", "{day} has 23 hours; its periods are numbered by the clock, and the hour from 02:00 is left out."
)
SPRING_FULL = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has 23 hours, but the file has values for 24. Read by the clock, the values from {label} on, for an hour, "
    "belong to no period; read by their number, the last ones do not. Take the ones out that are too many.",
)
AUTUMN_SHORT = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has 25 hours, but the file has values for 24. They were read by the clock: the second of the repeated hours "
    "is missing, add it. Read by their number, the day’s last hour would be missing instead.",
)
COUNTED_BY_ENDS = QT_TRANSLATE_NOOP(
    "Message",
    "{day} has 23 hours, and its rows are called {first} to {last} without a gap: they were counted from midnight, not "
    "read by the clock. If they follow the clock, the last hour is missing, and the one that the clocks skip is wrong.",
)
HALVES_BY_ORDER = QT_TRANSLATE_NOOP(
    "Message",
    "The rows are in no order of time, so the file does not show which of the two values for {label} comes first: look "
    "at that hour.",
)
BEYOND_AMONG_OTHERS = QT_TRANSLATE_NOOP(
    "Message",
    "On {day} period {beyond} stands beside {beside}, and not behind {last}: nothing shows whether it is the second of "
    "the hours that October repeats, or the last one of the day. Put it at the end of the day, in the order of time, "
    "or call the repeated hours 3A and 3B.",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Labels of numbered periods; NaT where the day has no such period, and then `keep` unless the cell is empty.

    `instants` (UTC) are those at which the labels stand, NaT for an hour that the clocks skip.
    """

    walls: Minutes
    instants: Minutes
    keep: Bools
    notes: tuple[Message, ...]
    warnings: tuple[Message, ...]


def place(
    days: Days, numbering: Numbering, filled: Bools, label: Label, zone: str, second: Bools | None = None
) -> Placed:
    """The labels of the periods of `numbering` on `days`.

    `filled` says which have a value, and `second` which are known to be of the second of October's repeated hours.
    Raises `RefusedError` where the last period of a long day stands among the others.
    """
    index, step = numbering.index.copy(), numbering.step
    known = ~np.isnat(days) & (index >= 0)
    day = np.where(known, days.astype("datetime64[D]"), np.datetime64("2000-01-01", "D"))
    midnights = day.astype("datetime64[m]")
    clock: Minutes = np.add(midnights, index * timegrid.minutes(step))
    unique, which = np.unique(day, return_inverse=True)
    begins = timegrid.wall_to_utc(unique.astype("datetime64[m]"), zone)[0]
    counts = timegrid.day_minutes(unique, zone) // step
    keep, by_clock = np.ones(len(days), dtype=np.bool_), np.full(len(days), numbering.by_clock)
    keep &= ~spare(which * 1000 + index, known, filled)
    marked = second if numbering.second is None else numbering.second
    notes: list[Message] = []
    warnings: list[Message] = []
    for at in np.flatnonzero(counts != DAY // step).tolist():
        here = (which == at) & known
        count, full = int(counts[at]), DAY // step
        hours = repeated_hours(unique[at], zone) if count > full else ()
        if count > full:
            _check_last(index[here & filled], full, numbering.base, unique[at].item())
        if (twice := repeat_of(index, np.flatnonzero(here & keep), step, hours, marked)) is not None:
            index[twice.behind] += 60 // step
            by_clock &= ~here
            if not twice.sure:
                first = begins[at : at + 1] + timegrid.minutes(step) * (twice.first + (label is Label.END))
                warnings.append(Message(HALVES_BY_ORDER, {"label": timegrid.utc_to_wall(first, zone)[0].item()}))
        if (
            count < full
            and (behind := left_out(index, np.flatnonzero(here & filled), step, unique[at], zone)) is not None
        ):
            index[behind] -= 60 // step
        top = int(index[here & filled & (index < max(count, full))].max(initial=-1))
        values = {"day": unique[at].item()}
        if count < full and (top >= count or numbering.by_clock):
            by_clock |= here
            skipped = here & np.isnat(timegrid.wall_to_utc(clock, zone)[0])
            keep &= ~(skipped & ~filled)
            if (skipped & filled).any():
                label_of = clock[np.flatnonzero(skipped & filled)[0]].item()
                warnings.append(Message(SPRING_FULL, {**values, "label": label_of}))
            elif not numbering.by_clock:
                notes.append(Message(SPRING_BY_CLOCK, values))
        elif count > full and top == full - 1 and (numbering.by_clock or (here & filled).sum() == full):
            by_clock |= here
            if (here & filled).sum() == full:
                warnings.append(Message(AUTUMN_SHORT, values))
    beyond = known & (index >= np.where(by_clock, DAY // step, counts[which]))
    keep &= ~(beyond & ~filled)
    starts = begins[which] + index * timegrid.minutes(step)
    clocked = np.flatnonzero(by_clock & keep & known)
    starts[clocked] = timegrid.read_labels(clock[clocked], step, Label.START, zone).starts
    starts[~known | beyond] = NAT
    walls = timegrid.labels(starts, step, label, zone)
    walls = np.where(np.isnat(walls), clock, walls)  # an hour that the clocks skip: said of its row, as of any label
    walls[~known | beyond] = NAT
    instants = starts if label is Label.START else starts + timegrid.minutes(step)
    return Placed(walls, instants, keep, tuple(notes), tuple(warnings))


def _check_last(index: Integers, full: int, base: int, day: date) -> None:
    """Refuse periods of a long day, in the order of the file, of which one beyond `full` stands among the others.

    Its number says that it is the last one, its place that it is another. Rows in no order at all show no place.
    """
    places = np.flatnonzero(index >= full)
    steps = np.diff(index[index < full])
    if not len(places) or not len(steps) or not ((steps >= 0).all() or (steps <= 0).all()):
        return
    begins = 0 if (steps <= 0).all() else len(index) - len(places)
    odd = places[places != begins + np.arange(len(places))]
    if len(odd):
        beside = index[odd[0] - 1] if odd[0] else index[odd[0] + 1]
        values = {"beyond": int(index[odd[0]]) + base, "beside": int(beside) + base, "last": full - 1 + base}
        raise RefusedError(0.95, BEYOND_AMONG_OTHERS, (), day=day, **values)


def spare(keys: Integers, known: Bools, filled: Bools) -> Bools:
    """Periods without a value whose name stands there once more: a place for the hour that October repeats."""
    found = np.zeros(len(keys), dtype=np.bool_)
    empty = np.flatnonzero(known & ~filled)
    if not len(empty):
        return found
    taken = set(keys[known & filled].tolist())
    for at in empty.tolist():
        found[at] = keys[at] in taken
        taken.add(keys[at])
    return found


def by_clock(days: Days, numbering: Numbering) -> Minutes:
    """What the periods are called, as times of day of `days`, whether these exist or not."""
    known = ~np.isnat(days) & (numbering.index >= 0)
    of_day = numbering.index * numbering.step if numbering.minutes is None else numbering.minutes
    walls: Minutes = days.astype("datetime64[m]") + np.where(known, of_day, 0).astype("timedelta64[m]")
    walls[~known] = NAT
    return walls


def fixed_walls(days: Days, numbering: Numbering, label: Label, offset: int) -> Minutes:
    """The instants (UTC) that periods of days of a clock without summer time are named by, `offset` minutes ahead."""
    begins = days.astype("datetime64[m]") - timegrid.minutes(offset)
    if numbering.minutes is not None:
        known, walls = ~np.isnat(days) & (numbering.minutes >= 0), begins + timegrid.minutes(1) * numbering.minutes
    else:
        known = ~np.isnat(days) & (numbering.index >= 0) & (numbering.index < DAY // numbering.step)
        walls = begins + timegrid.minutes(numbering.step) * (numbering.index + (label is Label.END))
    result: Minutes = np.where(known, walls, NAT)
    return result


def clock_walls(days: Days, minutes: Integers, step: int, zone: str) -> tuple[Minutes, tuple[Message, ...]]:
    """Times of day as labels, as they stand: 24:00 is the next midnight, a day with 25:00 is counted by its ends.

    So is a day of 23 hours that names them one after the other, 01:00 to 23:00, with a warning: by the clock, one of
    these does not exist.
    """
    known = ~np.isnat(days) & (minutes >= 0)
    day = np.where(known, days.astype("datetime64[D]"), np.datetime64("2000-01-01", "D"))
    walls: Minutes = day.astype("datetime64[m]") + np.where(known, minutes, 0).astype("timedelta64[m]")
    counted = set(np.unique(day[minutes > DAY]).tolist())
    unique = np.unique(day)
    warnings = []
    for short in unique[timegrid.day_minutes(unique, zone) < DAY]:
        here = np.flatnonzero(known & (day == short))
        count = int(timegrid.day_minutes(np.array([short]), zone)[0]) // step
        named = np.sort(minutes[here])
        if len(here) == count and named[0] in (0, step) and (np.diff(named) == step).all():
            counted.add(short.item())
            ends = (f"{int(minute) // 60:02}:{int(minute) % 60:02}" for minute in (named[0], named[-1]))
            values = dict(zip(("first", "last"), ends, strict=True))
            warnings.append(Message(COUNTED_BY_ENDS, {"day": short.item(), **values}))
    for each in counted:
        here = known & (day == np.datetime64(each, "D"))
        begin = timegrid.wall_to_utc(np.array([each], dtype="datetime64[m]"), zone)[0]
        walls[here] = timegrid.utc_to_wall(begin + minutes[here].astype("timedelta64[m]"), zone)
    walls[~known] = NAT
    return walls, tuple(warnings)
