"""The heat map as numbers: hours across, days or models down, a share or a difference in each cell. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes
from ravenwits_desktop.ui.chart.picture import NOTHING_OPEN_MW, Groups, grouped, without_dust
from ravenwits_desktop.ui.chart.scenes import Material, Wish, net_of
from ravenwits_desktop.ui.chart.units import Step, Unit

HALF = 0.5
"""Whoever buys more than this share of an hour in a market is on its side."""


@dataclass(frozen=True, slots=True, eq=False)
class Heat:
    """Cells by row and column: values in `unit` (NaN where there is no period), and the period of each.

    A column is a time of day by the market's clock; the hour that October repeats has two, `A` and `B`.
    """

    columns: tuple[str, ...]
    days: npt.NDArray[np.datetime64]
    """The market day of each row; empty where rows are models."""
    models: tuple[str, ...]
    """The idmodel of each row; empty where rows are days."""
    values: Floats
    starts: Minutes
    """The start instant (UTC) of each cell's period, the earliest of several; NaT where there is none."""
    resolution: int
    unit: Unit
    differs: bool
    """Whether values are the difference of two models, around nothing, or else a share from 0 to 100 %."""
    flips: Bools
    """Cells in which one of the two models buys most in the market and the other does not."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.values.shape[0], self.values.shape[1]

    @property
    def limit(self) -> float:
        """The value of the full colour."""
        return (self._largest or 1.0) if self.differs else 100.0

    @property
    def top(self) -> float:
        """The value at the end of the scale: of shares no less than 100 %, and more where more is bought."""
        return self.limit if self.differs else max(100.0, float(np.ceil(self._largest - 1e-6)))

    @property
    def is_even(self) -> bool:
        """Whether two models differ nowhere."""
        return self.differs and not self._largest

    @property
    def _largest(self) -> float:
        known = np.abs(self.values[np.isfinite(self.values)])
        return float(known.max(initial=0.0))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Where the periods of a purchase stand: the same for every model and market."""

    groups: Groups
    resolution: int
    days: npt.NDArray[np.datetime64]
    columns: tuple[str, ...]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]


def _cells(purchase: Purchase, step: Step) -> _Cells:
    if step is not Step.SUBMITTED and purchase.resolution < 60:
        groups, resolution = grouped(purchase.starts, purchase.resolution, Step.HOUR, purchase.zone), 60
    else:
        count, resolution = len(purchase), purchase.resolution
        whole = np.full(count, resolution / 60)
        ends = purchase.starts + timegrid.minutes(resolution)
        groups = Groups(purchase.starts, ends, np.arange(count), np.ones(count, dtype=np.int64), whole)
    return _Cells(groups, resolution, *_places(groups.starts, purchase.zone))


def heat_of(material: Material, wish: Wish) -> Heat:
    """The heat map of a market (MD where none is chosen): of one model, or of two their difference."""
    purchase = material.purchase
    cells_of = material.remembered(("cells", wish.step), lambda: _cells(purchase, wish.step))
    groups, resolution = cells_of.groups, cells_of.resolution
    days, columns, row, column = cells_of.days, cells_of.columns, cells_of.row, cells_of.column
    differs = wish.against is not None and wish.model is not None and not wish.models_down
    whole_mw = groups.mean(purchase.mw)
    flips = np.zeros(len(groups.starts), dtype=np.bool_)
    if wish.models_down:
        rows = [
            _share(groups.mean(_bought(material, each, wish.market)), whole_mw, column, len(columns))
            for each in material.models
        ]
        starts = _first_starts(groups.starts, column, len(columns))
        table = np.vstack(rows) if rows else np.zeros((0, len(columns)))
        every = np.broadcast_to(starts, table.shape)
        none = np.zeros(table.shape, dtype=np.bool_)
        return Heat(columns, days[:0], material.models, table, every, resolution, Unit.SHARE, False, none)
    unit = Unit.SHARE
    if differs:
        unit = wish.unit if wish.unit in (Unit.MW, Unit.MWH) else Unit.SHARE
        first, second = (
            groups.mean(net_of(material, each or "", wish.market, Unit.MW)) for each in (wish.model, wish.against)
        )
        less = without_dust(first - second)
        cells = less * (groups.hours if unit is Unit.MWH else 1.0)
        if unit is Unit.SHARE:
            cells = _per_cent(less, whole_mw)
        sides = [
            _per_cent(groups.mean(_bought(material, each or "", wish.market)), whole_mw) > 100 * HALF
            for each in (wish.model, wish.against)
        ]
        flips = sides[0] != sides[1]
    else:
        cells = _per_cent(groups.mean(_bought(material, wish.model or "", wish.market)), whole_mw)
    shape = (len(days), len(columns))
    values, starts, flipped = np.full(shape, np.nan), np.full(shape, timegrid.NAT), np.zeros(shape, dtype=np.bool_)
    values[row, column], starts[row, column], flipped[row, column] = cells, groups.starts, flips
    return Heat(columns, days, (), values, starts, resolution, unit, differs, flipped)


def _bought(material: Material, idmodel: str, market: str) -> Floats:
    allocation = material.allocation(idmodel)
    found = allocation.bought.get(market or "MD") if allocation is not None else None
    return np.zeros(len(material.purchase)) if found is None else found


def _per_cent(part: Floats, whole: Floats) -> Floats:
    """Per cent of the purchase; NaN where that is nothing."""
    nothing = np.abs(whole) < NOTHING_OPEN_MW
    return np.where(nothing, np.nan, 100 * part / np.where(nothing, 1.0, whole))


def _share(part: Floats, whole: Floats, column: npt.NDArray[np.int64], count: int) -> Floats:
    """The share of each column over all days, weighted with what is bought."""
    sums = [np.bincount(column, weights=values, minlength=count).astype(np.float64) for values in (part, whole)]
    return _per_cent(sums[0], sums[1])


def _first_starts(starts: Minutes, column: npt.NDArray[np.int64], count: int) -> Minutes:
    found = np.full(count, timegrid.NAT)
    found[column[::-1]] = starts[::-1]
    return found


def _places(
    starts: Minutes, zone: str
) -> tuple[npt.NDArray[np.datetime64], tuple[str, ...], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Market days and times of day there are, and the row and column of each period."""
    walls = timegrid.utc_to_wall(starts, zone)
    earlier, _ = timegrid.wall_to_utc(walls, zone)
    second = (starts != earlier).astype(np.int64)
    days, row = np.unique(walls.astype("datetime64[D]"), return_inverse=True)
    minute = (walls - walls.astype("datetime64[D]")).astype(np.int64)
    # The second half of the repeated hour stands after the whole of the first: 02:45 before 2B:00.
    keys, column = np.unique((minute // 60) * 1000 + second * 500 + minute % 60, return_inverse=True)
    twice = frozenset(int(key) // 1000 for key in keys if int(key) % 1000 >= 500)
    return days, tuple(_column_word(int(key), twice) for key in keys), row, column


def _column_word(key: int, twice: frozenset[int]) -> str:
    """A time of day; of hours that are there `twice` the halves are marked A and B."""
    hour, rest = divmod(key, 1000)
    half, minute = divmod(rest, 500)
    if hour in twice:
        return f"{hour}{'B' if half else 'A'}:{minute:02}"
    return f"{hour:02}:{minute:02}"
