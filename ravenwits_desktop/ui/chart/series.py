"""Arrays for drawing: blocks of time, their grouping when many share a pixel, step lines and stacks.

Pure numpy, no Qt. Times are seconds since 1970, UTC, as doubles; powers are MW. A block is a half-open span of time
with one value: a period of the purchase, or an hour, day or week of them when the view is wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Floats, Minutes

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Spans of time in order: `left` and `right` in seconds UTC, and the index of each one's first period."""

    left: Floats
    right: Floats
    first: Indices
    count: int
    """How many periods they cover in all."""

    def __len__(self) -> int:
        return len(self.left)

    def mean(self, values: Floats) -> Floats:
        """The mean of the periods in each block."""
        if len(self) == self.count:
            return values
        with np.errstate(over="ignore"):
            sums = np.add.reduceat(values, self.first)
        result: Floats = sums / np.diff(np.append(self.first, self.count))
        return self._mean_of_known(values) if np.isnan(result).any() else result

    def _mean_of_known(self, values: Floats) -> Floats:
        """The same over the periods that have a value; NaN in a block where none has."""
        known = np.isfinite(values)
        counts = np.add.reduceat(known.astype(np.int64), self.first)
        sums = np.add.reduceat(np.where(known, values, 0.0), self.first)
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)

    def lowest(self, values: Floats) -> Floats:
        """The lowest of the periods in each block."""
        result: Floats = values if len(self) == self.count else np.fmin.reduceat(values, self.first)
        return result

    def highest(self, values: Floats) -> Floats:
        """The highest of the periods in each block."""
        result: Floats = values if len(self) == self.count else np.fmax.reduceat(values, self.first)
        return result

    def within(self, low: float, high: float) -> slice:
        """The blocks that touch the span from `low` to `high` (seconds)."""
        begin = int(np.searchsorted(self.right, low, side="right"))
        end = int(np.searchsorted(self.left, high, side="left"))
        return slice(min(begin, len(self)), max(begin, end))

    def index_at(self, moment: float) -> int | None:
        """The block in which `moment` (seconds) lies, or None."""
        index = int(np.searchsorted(self.left, moment, side="right")) - 1
        return index if index >= 0 and moment < self.right[index] else None


def seconds(instants: Minutes) -> Floats:
    """Instants (UTC) as seconds since 1970."""
    return np.asarray(instants, dtype="datetime64[m]").view(np.int64).astype(np.float64) * 60


def period_blocks(starts: Minutes, resolution: int) -> Blocks:
    """One block for each period; `resolution` in minutes."""
    left = seconds(starts)
    return Blocks(left, left + resolution * 60.0, np.arange(len(left)), len(left))


def grouped(blocks: Blocks, keys: npt.NDArray[np.int64]) -> Blocks:
    """One block for each run of equal `keys`, one key for each of the `blocks`."""
    first = np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1]).astype(np.int64)
    last = np.append(first[1:], len(keys)) - 1
    return Blocks(blocks.left[first], blocks.right[last], blocks.first[first], blocks.count)


def levels(starts: Minutes, resolution: int, zone: str, ends: Minutes | None = None) -> tuple[Blocks, ...]:
    """The periods as they are, by hour, quarter of a day, market day and week; what merges nothing drops out.

    Quarters of a day begin at 00, 06, 12 and 18 local time, weeks on Monday. `ends` where they differ in length.
    """
    periods = period_blocks(starts, resolution)
    if ends is not None:
        periods = replace(periods, right=seconds(ends))
    hours = grouped(periods, starts.view(np.int64) // 60)
    finer, instants = hours, starts[hours.first]
    walls = timegrid.utc_to_wall(instants, zone)
    if ((walls - instants).astype(np.int64) % 60).any():
        # only where the zone's offset is of whole hours does each hour lie in one part of one day
        finer, walls = periods, timegrid.utc_to_wall(starts, zone)
    days = walls.astype("datetime64[D]").astype(np.int64)
    parts = walls.astype("datetime64[h]").astype(np.int64) // 6
    # Day 0 of the calendar's count, 1 January 1970, was a Thursday.
    found = [periods]
    for coarser in (hours, *(grouped(finer, keys) for keys in (parts, days, (days + 3) // 7))):
        if len(coarser) < len(found[-1]):
            found.append(coarser)
    return tuple(found)


def choose(offered: Sequence[Blocks], low: float, high: float, columns: int) -> int:
    """The finest of `offered` with at most one block for each of `columns` pixels between `low` and `high`."""
    for index, blocks in enumerate(offered):
        span = blocks.within(low, high)
        if span.stop - span.start <= max(columns, 1):
            return index
    return len(offered) - 1


def step_line(left: Floats, right: Floats, values: Floats) -> tuple[Floats, Floats]:
    """The corners of a step line that holds each value from `left` to `right`; NaN lifts the pen at gaps."""
    x = np.column_stack([left, right]).ravel()
    y = np.repeat(values, 2)
    gaps = np.flatnonzero(left[1:] > right[:-1]) + 1
    if len(gaps):
        x = np.insert(x, 2 * gaps, right[gaps - 1])
        y = np.insert(y, 2 * gaps, np.nan)
    return x, y


def stack(values: Sequence[Floats]) -> list[tuple[Floats, Floats]]:
    """Lower and upper edge of each band: what is bought piles up from zero, what is sold piles down from zero.

    A band has no height where it has no value.
    """
    bands: list[tuple[Floats, Floats]] = []
    if not values:
        return bands
    above, below = np.zeros_like(values[0]), np.zeros_like(values[0])
    for each in values:
        band = np.where(np.isnan(each), 0.0, each)
        bought, sold = np.maximum(band, 0.0), np.minimum(band, 0.0)
        # One of the two is zero in every block, so one pair of edges says both.
        low = np.where(band < 0, below + sold, above)
        high = np.where(band < 0, below, above + bought)
        bands.append((low, high))
        above, below = above + bought, below + sold
    return bands


def label_place(
    left: Floats, right: Floats, low: Floats, high: Floats, *, width: float, height: float, centre: float
) -> tuple[float, float] | None:
    """Where a word of `width` seconds and `height` MW fits inside a band, nearest to `centre`; None if nowhere."""
    if not len(left):
        return None
    middle = (left + right) / 2
    # How many blocks the word lies across, counted by the first one's length.
    across = max(1, int(np.ceil(width / (right[0] - left[0]))) | 1)
    if across > len(left):
        return None
    floor = np.lib.stride_tricks.sliding_window_view(low, across).max(axis=1)
    roof = np.lib.stride_tricks.sliding_window_view(high, across).min(axis=1)
    fits = np.flatnonzero(roof - floor >= height)
    if not len(fits):
        return None
    centres = middle[fits + across // 2]
    best = int(fits[np.argmin(np.abs(centres - centre))])
    return float(middle[best + across // 2]), float((floor[best] + roof[best]) / 2)
