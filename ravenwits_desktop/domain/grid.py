"""The rows of a draft as a grid: empty ones for a market day, those that follow, parts and joins."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, NAT, Floats, Label, Minutes


def new_rows(
    day: date | np.datetime64,
    resolution: int,
    label: Label = Label.END,
    zone: str = DEFAULT_ZONE,
    value: float | None = None,
) -> Rows:
    """One row for each period of a market day (23, 24 or 25 hours), empty or each with `value`, MW."""
    starts = timegrid.day_starts(day, resolution, zone)
    filling = np.nan if value is None else value
    return Rows(timegrid.labels(starts, resolution, label, zone), np.full(len(starts), filling))


def rows_at(starts: Minutes, mw: Floats, resolution: int, label: Label, zone: str) -> Rows:
    """A row for each period that begins at `starts` (UTC), with its value, MW."""
    return Rows(timegrid.labels(starts, resolution, label, zone), mw)


def new_draft(
    day: date | np.datetime64,
    resolution: int,
    zone: str = DEFAULT_ZONE,
    label: Label = Label.END,
    retailer_id: str | None = None,
    *,
    value: float | None = None,
    name: str = "",
) -> Draft:
    """A draft with every period of a market day; named after the day (ISO) where no `name` is given."""
    rows = new_rows(day, resolution, label, zone, value)
    return draft_of(rows, resolution, zone, label, retailer_id, name=name or str(day))


def draft_of(rows: Rows, resolution: int, zone: str, label: Label, retailer_id: str | None, *, name: str) -> Draft:
    """A new draft of `rows`, begun now; `resolution` in minutes."""
    now = datetime.now(UTC)
    return Draft(
        id=str(uuid.uuid4()),
        name=name,
        rows=rows,
        retailer_id=retailer_id,
        label=label,
        zone=zone,
        resolution=resolution,
        created=now,
        modified=now,
    )


def following(start: np.datetime64, count: int, resolution: int, label: Label, zone: str) -> Minutes:
    """The labels of the `count` periods after the one that starts at `start` (UTC); NaT after NaT."""
    if np.isnat(start):
        return np.full(count, NAT)
    steps = np.arange(1, count + 1) * timegrid.minutes(resolution)
    return timegrid.labels(start + steps, resolution, label, zone)


def part(rows: Rows, first: int, count: int) -> Rows:
    """`count` rows from `first` on."""
    last = first + count
    texts = {(row - first, column): text for (row, column), text in rows.texts.items() if first <= row < last}
    return Rows(rows.labels[first:last], rows.mw[first:last], texts)


def spliced(rows: Rows, first: int, count: int, replacement: Rows) -> Rows:
    """`rows` with `count` of them, from `first` on, replaced by those of `replacement`: more, fewer or none."""
    last, shift = first + count, len(replacement) - count
    texts = {
        (row if row < first else row + shift, column): text
        for (row, column), text in rows.texts.items()
        if not first <= row < last
    }
    texts.update({(first + row, column): text for (row, column), text in replacement.texts.items()})
    return Rows(
        _spliced(rows.labels, first, last, replacement.labels), _spliced(rows.mw, first, last, replacement.mw), texts
    )


def _spliced(values: npt.NDArray[Any], first: int, last: int, replacement: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The very same array where nothing changes: what was found out about it holds on."""
    if values[first:last].tobytes() == replacement.tobytes():
        return values
    result = np.concatenate([values[:first], replacement, values[last:]])
    result.setflags(write=False)
    return result


def moved_without(
    rows: Rows, starts: Minutes, gone: npt.NDArray[np.bool_], resolution: int, label: Label, zone: str
) -> npt.NDArray[np.int64]:
    """The rows that would be another period once those that are `gone` are taken out.

    Labels that October repeats are told apart by their order: without the first half the second is taken for it.
    `starts` are the instants (UTC) of `rows` as they stand.
    """
    kept = np.flatnonzero(~gone)
    after = timegrid.read_labels(rows.labels[kept], resolution, label, zone).starts
    before = starts[kept]
    moved: npt.NDArray[np.int64] = kept[(after != before) & ~(np.isnat(after) & np.isnat(before))]
    return moved


def unusual_days(starts: Minutes, zone: str) -> list[tuple[np.datetime64, int]]:
    """The market days among `starts` (UTC) that do not have 24 hours, and the hours they have."""
    days = np.unique(timegrid.market_days(starts[~np.isnat(starts)], zone))
    hours = timegrid.day_minutes(days, zone) // 60
    return [(day, int(length)) for day, length in zip(days, hours, strict=True) if length != 24]


def occurrences(starts: Minutes, resolution: int, label: Label, zone: str) -> npt.NDArray[np.int8]:
    """1 for a label that is the first of a repeated pair (summer time), 2 for the second (winter time), 0 otherwise."""
    walls = timegrid.labels(starts, resolution, label, zone)
    instants = starts if label is Label.START else starts + timegrid.minutes(resolution)
    earlier, later = timegrid.wall_to_utc(walls, zone)
    which = np.where(instants == earlier, 1, 2)
    return np.where((earlier != later) & ~np.isnat(starts), which, 0).astype(np.int8)


def days_and_clocks(
    starts: Minutes, resolution: int, zone: str
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.int64]]:
    """The market day (``datetime64[D]``) and the time of day of periods that begin at `starts` (UTC).

    The time of day counts two for each minute: an odd one is that of the second half of October's repeated hour, so
    that the two halves are never taken for each other. NaT where `starts` is; its time of day means nothing.
    """
    walls = timegrid.utc_to_wall(starts, zone)
    days = walls.astype("datetime64[D]")
    clocks = (walls - days.astype("datetime64[m]")).astype(np.int64) * 2
    clocks += occurrences(starts, resolution, Label.START, zone) == 2
    return days, clocks
