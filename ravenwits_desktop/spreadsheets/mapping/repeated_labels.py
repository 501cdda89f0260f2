"""Labels at the change of the clocks: which of the two hours of October each is of, and where that of March ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.texts.halves import FIRST, SECOND, Letters
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

ENDS_TWICE = QT_TRANSLATE_NOOP(
    "Message",
    "On {day} the file has {end} twice and {label} once: the first {end} was read as the second {label}, at which the "
    "repeated hour of summer time ends.",
)

SKIPPED_END = QT_TRANSLATE_NOOP(
    "Message",
    "On {day} the file has {end}, which the clocks skip, and {label} is missing: it was read as {label}, at which that "
    "period ends.",
)


def with_halves(series: Series, zone: str) -> Series:
    """`series` with the instants of its labels, by the clock of `zone`, where marks tell the halves; else as it is."""
    if series.letters is None or series.explicit or series.made:
        return series
    return replace(series, instants=_instants(series.walls, series.letters, zone))


def with_repeated_ends(series: Series, resolution: int, zone: str) -> Series:
    """`series`, of labels of ends, with the end of the repeated summer hour as what it is by the clock.

    Some name it by its begin, one period on: 01:00, 02:00, 03:00, 03:00, 04:00. The first 03:00 is then the second
    02:00, which is missing; with all its periods the day shows that nothing else is.
    """
    if series.explicit or series.made:
        return series
    step = timegrid.minutes(resolution)
    span, lengths = _days_of(series.walls, step, zone)
    if not (lengths > DAY).any():
        return series
    walls, letters, notes = series.walls.copy(), series.letters, list(series.notes)
    for day in span[lengths > DAY]:
        here = _periods_of(walls, day, step)
        if not len(here):
            continue
        clock = day.astype("datetime64[m]") + np.arange(0, DAY, resolution).astype("timedelta64[m]")
        earlier, later = timegrid.wall_to_utc(clock, zone)
        twice = clock[earlier != later]
        begin, end = twice[0], twice[-1] + step
        ends = here[walls[here] == end]
        full = len(here) * resolution == int(timegrid.day_minutes(np.array([day]), zone)[0])
        if not full or len(ends) != 2 or (walls[here] == begin).sum() != 1:
            continue
        backwards = np.sign(np.diff(walls[here]).astype(np.int64)).sum() < 0
        summer = ends[1] if backwards else ends[0]
        if letters is not None and set(letters[ends].tolist()) == {FIRST, SECOND}:
            summer = ends[letters[ends] == FIRST][0]
        if letters is not None:
            letters = letters.copy()
            letters[summer] = SECOND
        walls[summer] = begin
        notes.append(Message(ENDS_TWICE, {"day": day.item(), "end": end.item(), "label": begin.item()}))
    if len(notes) == len(series.notes):
        return series
    return replace(series, walls=walls, letters=letters, notes=tuple(notes))


def _days_of(walls: Minutes, step: np.timedelta64, zone: str) -> tuple[Days, Integers]:
    """All days from the first to the last of the periods that end at `walls`, and their lengths in minutes."""
    known = walls[~np.isnat(walls)]
    if not len(known):
        return np.zeros(0, dtype="datetime64[D]"), np.zeros(0, dtype=np.int64)
    first, last = ((known.min() - step).astype("datetime64[D]"), (known.max() - step).astype("datetime64[D]"))
    span = np.arange(first, last + 1)
    return span, timegrid.day_minutes(span, zone)


def _periods_of(walls: Minutes, day: np.datetime64, step: np.timedelta64) -> Integers:
    """The places of the periods of `day`, which end at `walls`."""
    first = day.astype("datetime64[m]") + step
    found: Integers = np.flatnonzero((walls >= first) & (walls < first + timegrid.minutes(DAY)))
    return found


def with_skipped_ends(series: Series, resolution: int, zone: str) -> Series:
    """`series`, of labels of ends, with the end that the clocks of March skip as the one they go on to.

    Some name it by its begin, one period on: 01:00, 02:00, 04:00 with 03:00 missing, on a day that is there whole. In
    a table with a place for each period of any day those that are missing are blank: what is blank takes the place of
    the label that is skipped.
    """
    if series.explicit or series.made:
        return series
    step = timegrid.minutes(resolution)
    span, lengths = _days_of(series.walls, step, zone)
    if not (lengths < DAY).any():
        return series
    walls, notes = series.walls.copy(), list(series.notes)
    for day in span[lengths < DAY]:
        here = _periods_of(walls, day, step)
        if not len(here):
            continue
        clock = day.astype("datetime64[m]") + np.arange(0, DAY, resolution).astype("timedelta64[m]")
        skipped = clock[np.isnat(timegrid.wall_to_utc(clock, zone)[0])]
        if not len(skipped):
            continue
        last = skipped[-1] + step
        blank = [
            at
            for at in here[(walls[here] > skipped[0]) & (walls[here] <= last)].tolist()
            if np.isnan(series.values[at]) and at not in series.value_texts
        ]
        full = (len(here) - len(blank)) * resolution == int(timegrid.day_minutes(np.array([day]), zone)[0])
        named_last = here[walls[here] == last]
        ends = here[walls[here] == skipped[0]]
        if not full or not set(named_last.tolist()) <= set(blank) or (blank and np.isnan(series.values[ends]).any()):
            continue
        if len(ends) == 1:
            walls[ends] = last
            walls[named_last] = skipped[0]
            values = {"day": day.item(), "end": skipped[0].item(), "label": walls[ends[0]].item()}
            notes.append(Message(SKIPPED_END, values))
    if len(notes) == len(series.notes):
        return series
    return replace(series, walls=walls, notes=tuple(notes))


def _instants(walls: Minutes, letters: Letters, zone: str) -> Minutes | None:
    """The instants of `walls` by the halves that their `letters` name; None where these do not tell.

    They tell where each label that October repeats stands alone with its letter, or twice with another one. Both
    ends 02:00 may well be called those of summer, in which they begin: then their order tells, as without letters.
    """
    earlier, later = timegrid.wall_to_utc(walls, zone)
    instants = earlier.copy()
    twice = np.flatnonzero(~np.isnat(earlier) & (earlier != later))
    for label in np.unique(walls[twice]):
        here = twice[walls[twice] == label]
        said = letters[here].tolist()
        if len(here) > 2 or len(set(said)) < len(here) or not any(said):
            return None
        second = said.index(SECOND) if SECOND in said else 1 - said.index(FIRST)
        if second < len(here):
            instants[here[second]] = later[here[second]]
    return instants if len(twice) else None
