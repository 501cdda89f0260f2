"""For which periods the rows of a market stand, read from their labels alone: of strategies and of prices.

A row does not say how long it is, and one column may hold hours and quarters: Iberian trading went from hours to
quarters on 1 October 2025 (`domain.md`). So each hour of the clock is judged by the rows in it, and one that shows
nothing by those near it. A row that does not lie on the grid found for its hour is set aside, never stretched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Bools, Label, Minutes

Counts = npt.NDArray[np.int64]
_HOUR, _QUARTER = 60, 15
_ALL_QUARTERS, _BOTH_HALVES, _WHOLE = 0b1111, 0b0101, 0b0001
"""Which rows an hour has: a bit each for those labelled on the hour, at 15, 30 and 45 minutes."""
_SURE = 3
"""So many hours on end with the same few rows are hours or half-hours; fewer may be quarters of which some are lost."""
_ENOUGH = 12
"""So many on end, as long as MID3 trades, are sure of it; fewer under a finer purchase are a guess, which is told."""
_NEAR = 24
"""Hours within which the same market tells how long a row is; farther off the model's other markets are asked too."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A column of labels in order of time, each once. All but `labels` are of the rows that could be placed."""

    labels: Minutes
    """The labels as they stand."""
    rows: Counts
    """The place of each row among the labels."""
    instants: Minutes
    """What each label names, UTC."""
    into: Counts
    """Minutes of the clock past the hour."""
    hour: Counts
    """The place in `hours` of the hour in which the row lies."""
    hours: Counts
    """The hours that have rows, counted since 1970."""
    lengths: Counts
    """How long, in minutes, the rows of each of `hours` are; 0 where the hour itself does not tell."""
    runs: Counts
    """Over how many hours on end the rows are alike, for each of `hours`."""
    days: Counts
    """The day of the clock in which each of `hours` lies."""
    step: int
    """The commonest step between rows that is the length of one, in minutes; 0 without."""
    repeated: Counts
    """Rows whose time stands there before, by their place among the labels."""
    first: Counts
    """For each of those the row that stands there before."""
    nowhere: int
    """Rows without a time, or with one that does not exist."""
    assumed_summer: Counts
    """Rows of the hour that October repeats of which only one is there, by their place among the labels."""


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """The periods of a column of rows, in order of time and none over another."""

    rows: Counts
    """The place of each among the labels."""
    starts: Minutes
    """UTC."""
    lengths: Counts
    """Minutes."""
    off_grid: Counts
    """Rows that do not lie on the grid of their hour, by their place among the labels: set aside."""
    guessed: Counts
    """Rows that are taken for longer than a period of the purchase on the word of few others, in the same way."""

    def only(self, kept: Bools) -> Times:
        """The same without the rows that are not `kept`."""
        return replace(self, rows=self.rows[kept], starts=self.starts[kept], lengths=self.lengths[kept])


def read(labels: Minutes, label: Label, zone: str) -> Read:
    """What a column of labels (wall clock in `zone`) tells of itself. The first of rows with the same time counts."""
    found = timegrid.read_labels(labels, 0, Label.START, zone)
    placed = np.flatnonzero(~np.isnat(found.starts))
    instants = found.starts[placed]
    if (np.diff(instants) < timegrid.minutes(0)).any():
        order = np.argsort(instants, kind="stable")
        placed, instants = placed[order], instants[order]
    again = np.zeros(len(placed), dtype=np.bool_)
    again[1:] = instants[1:] == instants[:-1]
    repeated = first = placed[:0]
    if again.any():
        kept = np.flatnonzero(~again)
        repeated = placed[again]
        first = placed[kept[np.searchsorted(kept, np.flatnonzero(again), side="right") - 1]]
        placed, instants = placed[kept], instants[kept]
    moments = instants.view(np.int64) if len(instants) else np.zeros(0, dtype=np.int64)
    # hours of the clock, also where it is half an hour off that of Greenwich
    clock = moments + (labels[placed].astype(np.int64) - moments) % _HOUR
    into = clock % _HOUR
    hour_of = (clock - 1 if label is Label.END else clock) // _HOUR
    begins = np.flatnonzero(np.diff(hour_of, prepend=hour_of[0] - 1)) if len(hour_of) else placed[:0]
    bits = np.where(into % _QUARTER, 0, 1 << into // _QUARTER)
    masks = np.bitwise_or.reduceat(bits, begins) if len(begins) else bits
    hours = hour_of[begins]
    told, runs = _told(hours, masks)
    local = labels[placed][begins].astype(np.int64)
    steps = np.diff(moments)
    times = [int((steps == length).sum()) for length in RESOLUTIONS]
    return Read(
        labels,
        placed,
        instants,
        into,
        np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(placed)))),
        hours,
        told,
        runs,
        (local - 1 if label is Label.END else local) // (24 * _HOUR),
        RESOLUTIONS[int(np.argmax(times))] if any(times) else 0,
        repeated,
        first,
        int(np.isnat(found.starts).sum()),
        np.flatnonzero(found.assumed_summer),
    )


def _told(hours: Counts, masks: Counts) -> tuple[Counts, Counts]:
    """How long the rows of each hour are as far as it tells, alone or with its neighbours, else 0; and of how many."""
    lengths = np.where(masks == _ALL_QUARTERS, _QUARTER, 0)
    if not len(hours) or lengths.all():
        return lengths, np.full_like(lengths, len(hours))
    ends = np.append(np.flatnonzero((np.diff(hours) != 1) | (np.diff(masks) != 0)) + 1, len(hours))
    runs = np.diff(ends, prepend=0)
    runs = np.repeat(runs, runs)
    sure = runs >= _SURE
    lengths[sure & (masks == _WHOLE)] = _HOUR
    lengths[sure & (masks == _BOTH_HALVES)] = 30
    return lengths, runs


def times_of(column: Read, label: Label, others: Iterable[Read] = (), otherwise: int = _HOUR) -> Times:
    """The period of each row of `column`.

    `others` are columns of the same source, that tell how long rows are where this one does not; `otherwise` is the
    length (minutes) where nothing does, that of the periods the rows are wanted for.

    A few rows an hour apart on a day of quarters may be hours, or quarters whose neighbours were lost: they are read as
    quarters, and the periods without a row are left without one.
    """
    few = (column.lengths > otherwise) & (column.runs < _ENOUGH)
    if few.any():
        of_quarters = np.isin(column.days, column.days[column.lengths == _QUARTER])
        column = replace(column, lengths=np.where(few & of_quarters, _QUARTER, column.lengths))
    lengths = column.lengths
    if not lengths.all():
        lengths = _all_lengths(column, tuple(others), otherwise)
    each = lengths[column.hour]
    rows_guessed = _guessed(column, lengths, otherwise)[column.hour] if (lengths > otherwise).any() else None
    fits = column.into % np.maximum(each, 1) == 0
    rows, instants, off_grid = column.rows, column.instants, column.rows[:0]
    guessed = off_grid if rows_guessed is None else rows[rows_guessed & fits]
    if not fits.all():
        off_grid, rows, instants, each = rows[~fits], rows[fits], instants[fits], each[fits]
    starts = instants - each.astype("timedelta64[m]") if label is Label.END else instants
    return Times(rows, starts, each, off_grid, guessed)


def _guessed(column: Read, lengths: Counts, otherwise: int) -> Bools:
    """The hours whose rows are taken for longer than `otherwise` although no long run of such rows shows it."""
    sure = column.lengths[(column.lengths > 0) & (column.runs >= _ENOUGH)]
    result: Bools = (lengths > otherwise) & ~np.isin(lengths, sure)
    return result


def _all_lengths(column: Read, others: tuple[Read, ...], otherwise: int) -> Counts:
    lengths = column.lengths.copy()
    open_ = np.flatnonzero(lengths == 0)
    own, away = _nearest(column.hours[open_], column.hours, column.lengths)
    if not own.all() and column.step:
        own[:] = _fitting(column, column.step)
    elif (away > _NEAR).any() or not own.all():
        told = (column, *others)
        where = np.concatenate([each.hours for each in told])
        what = np.concatenate([each.lengths for each in told])
        order = np.argsort(where, kind="stable")
        pooled, _ = _nearest(column.hours[open_], where[order], what[order])
        own = np.where((own > 0) & (away <= _NEAR), own, pooled)
    step = min((each.step for each in others if each.step), default=otherwise)
    lengths[open_] = np.where(own > 0, own, step)
    return lengths


def _nearest(wanted: Counts, hours: Counts, lengths: Counts) -> tuple[Counts, Counts]:
    """The length told nearest to each of the hours `wanted`, the shorter one of two as near, and how far off; or 0."""
    told = np.flatnonzero(lengths)
    if not len(told):
        return np.zeros_like(wanted), np.full_like(wanted, np.iinfo(np.int64).max)
    hours, lengths = hours[told], lengths[told]
    after = np.searchsorted(hours, wanted)
    before, after = np.maximum(after - 1, 0), np.minimum(after, len(hours) - 1)
    back, ahead = np.abs(wanted - hours[before]), np.abs(hours[after] - wanted)
    nearer = np.where(back < ahead, lengths[before], lengths[after])
    found = np.where(back == ahead, np.minimum(lengths[before], lengths[after]), nearer)
    return found, np.minimum(back, ahead)


def _fitting(column: Read, step: int) -> int:
    """The longest length up to `step` on whose grid most of the rows lie."""
    for length in sorted(RESOLUTIONS, reverse=True):
        if length <= step and 2 * int((column.into % length == 0).sum()) > len(column.into):
            return length
    return step
