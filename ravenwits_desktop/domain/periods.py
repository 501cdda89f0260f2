"""What the labels of a draft mean: instants, days, peak hours. Worked out once for all edits that leave the labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.frozen import frozen
from ravenwits_desktop.domain.peak import is_peak_by_clock
from ravenwits_desktop.domain.timegrid import Bools, Label, Minutes

DEFAULT_RESOLUTION = 60
"""Minutes; used where the rows suggest none (a single row)."""
Places = npt.NDArray[np.intp]
"""Rows, from 0, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """The periods of some rows. Arrays are in the order of the rows, but for those of the days."""

    labels: Minutes
    """What was read: wall-clock times as they stand."""
    given: int | None
    """Minutes, where the resolution was given and not suggested by the labels."""
    label: Label
    zone: str
    resolution: int
    """Minutes: as given, else as the labels suggest, else an hour."""
    starts: Minutes
    """Start instants, UTC; NaT where there is none."""
    missing: Places
    nonexistent: Places
    repeated: Places
    assumed_summer: Places
    off_grid: Places
    """Rows whose label is wrong or strange, as `timegrid.ReadLabels` and the grid have it."""
    occurrences: npt.NDArray[np.int8]
    """1 or 2 for a label of a repeated pair, else 0."""
    day_starts: Bools
    """Rows that lie in another market day than the row above."""
    peak: Bools
    """Rows in a peak hour."""
    order: Places | None
    """The rows in order of time, those without a time last; None where they stand in it."""
    days: npt.NDArray[np.datetime64]
    """The market days (``datetime64[D]``), in order, that have a period."""
    counts: npt.NDArray[np.int64]
    """How many rows each day has."""
    lengths: npt.NDArray[np.int64]
    """The true length of each day, minutes."""

    def are_of(self, labels: Minutes, given: int | None, label: Label, zone: str) -> bool:
        """Whether this is what these very labels mean: the same array, or an equal one."""
        same = (self.given, self.label, self.zone) == (given, label, zone)
        return same and (self.labels is labels or np.array_equal(self.labels.view(np.int64), labels.view(np.int64)))

    @property
    def timed(self) -> Bools:
        """Rows that have a time."""
        there: Bools = ~np.isnat(self.starts)
        return there

    @property
    def unusual_days(self) -> list[tuple[np.datetime64, int]]:
        """The market days that do not have 24 hours, and the hours they have."""
        hours = self.lengths // 60
        return [(self.days[place], int(hours[place])) for place in np.flatnonzero(hours != 24).tolist()]


def periods_of(labels: Minutes, given: int | None, label: Label, zone: str) -> Periods:
    """Read the labels of some rows; `given` is the resolution in minutes, None where they decide it themselves."""
    resolution = given or timegrid.infer_resolution(labels) or DEFAULT_RESOLUTION
    read = timegrid.read_labels(labels, resolution, label, zone)
    walls = timegrid.utc_to_wall(read.starts, zone)
    of_each = walls.astype("datetime64[D]")
    missing = np.isnat(labels)
    known = ~np.isnat(of_each)
    day_starts = np.zeros(len(labels), dtype=np.bool_)
    day_starts[1:] = (of_each[1:] != of_each[:-1]) & known[1:] & known[:-1]
    order = _order(read.starts)
    in_order = of_each if order is None else of_each[order]
    in_order = in_order[: int(np.count_nonzero(known))]
    first = timegrid.changes(in_order)
    days = in_order[first]
    return Periods(
        labels=labels,
        given=given,
        label=label,
        zone=zone,
        resolution=resolution,
        starts=frozen(read.starts, "datetime64[m]"),
        missing=np.flatnonzero(missing),
        nonexistent=np.flatnonzero(read.nonexistent),
        repeated=np.flatnonzero(read.repeated),
        assumed_summer=np.flatnonzero(read.assumed_summer & ~read.repeated),
        off_grid=np.flatnonzero((labels.view(np.int64) % resolution != 0) & ~missing),
        occurrences=read.occurrences,
        day_starts=day_starts,
        peak=is_peak_by_clock(walls),
        order=order,
        days=days,
        counts=np.diff(np.append(first, len(in_order))),
        lengths=timegrid.day_minutes(days, zone),
    )


def _order(starts: Minutes) -> Places | None:
    if not np.isnat(starts).any() and (np.diff(starts) >= timegrid.minutes(0)).all():
        return None
    return np.argsort(starts, kind="stable")
