"""What a chart draws, as numbers: the purchase, the net of each market, the open position, other lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes
from ravenwits_desktop.ui.chart.units import Step, Unit, minutes_of

PURCHASE, PREVIOUS, REPLACED, OPEN = "purchase", "previous", "replaced", "open"
ALL_IN_MD, DIFFERENCE, CHANGE = "all_in_md", "difference", "change"
"""The names of the series that are no market."""
RESERVED = frozenset({PURCHASE, PREVIOUS, REPLACED, OPEN, ALL_IN_MD, DIFFERENCE, CHANGE})
NOTHING_OPEN_MW = 1e-9
"""Below this an open position is the rounding of sums, not a position."""


def without_dust(values: Floats) -> Floats:
    """Differences without the rounding of sums, which is none."""
    return np.where(np.abs(values) < NOTHING_OPEN_MW, 0.0, values)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Periods gathered into longer ones, in order of time."""

    starts: Minutes
    ends: Minutes
    first: npt.NDArray[np.int64]
    """The place of each one's first period."""
    counts: npt.NDArray[np.int64]
    hours: Floats
    """How many hours of each are given."""

    @property
    def partial(self) -> Bools:
        """Those of which a part is not given."""
        whole = (self.ends - self.starts).astype(np.int64) / 60
        result: Bools = self.hours < whole - 1e-9
        return result

    def any(self, marked: Bools) -> Bools:
        """Those of which a period is marked."""
        result: Bools = np.logical_or.reduceat(marked, self.first)
        return result

    def total(self, values: Floats) -> Floats:
        """The sum of what has a value; NaN where nothing has."""
        known = np.isfinite(values)
        return np.where(self.any(known), np.add.reduceat(np.where(known, values, 0.0), self.first), np.nan)

    def mean(self, values: Floats) -> Floats:
        """The mean of what is given."""
        result: Floats = np.add.reduceat(values, self.first) / self.counts
        return result


def grouped(starts: Minutes, resolution: int, step: Step, zone: str) -> Groups:
    """Gather periods (`starts` in order, UTC; minutes) by the hour or by the market day, 23 and 25 hours among them."""
    keys = starts.astype("datetime64[h]") if step is Step.HOUR else timegrid.market_days(starts, zone)
    found, first, counts = np.unique(keys, return_index=True, return_counts=True)
    begins: Minutes = found.astype("datetime64[m]")
    ends: Minutes = begins + timegrid.minutes(60)
    if step is Step.DAY:
        next_days = (found + np.timedelta64(1, "D")).astype("datetime64[m]")
        ends, begins = (timegrid.wall_to_utc(midnights, zone)[0] for midnights in (next_days, begins))
    return Groups(begins, ends, first, counts, counts * resolution / 60)


def sums_within(
    starts: Minutes, values: Floats, begins: Minutes, ends: Minutes
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The sum of the values of periods (`starts`, UTC) that begin in each of longer ones (UTC, in order), and how many.

    None of the longer ones may lie over another.
    """
    place = np.searchsorted(begins, starts, side="right") - 1
    inside = place >= 0
    inside[inside] = starts[inside] < ends[place[inside]]
    counts = np.bincount(place[inside], minlength=len(begins))
    sums: Floats = np.bincount(place[inside], weights=values[inside], minlength=len(begins)).astype(np.float64)
    return sums, counts


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Another purchase behind this one: start instants (UTC), its values, resolution in minutes.

    `ends` (UTC) where the periods do not all have that length.
    """

    starts: Minutes
    mw: Floats
    resolution: int
    ends: Minutes | None = None
    hours: Floats = field(default_factory=lambda: np.zeros(0))
    """Hours of each period that are given; empty where all of it is."""

    def same_periods(self, other: Line | Picture) -> bool:
        """Whether both have the same periods."""
        return self.resolution == other.resolution and np.array_equal(self.starts, other.starts)

    def value_at(self, start: np.datetime64, end: np.datetime64) -> float | None:
        """The value in a period from `start` to `end` (UTC); None where there is none."""
        value = float(self.values_at(np.array([start]), np.array([end]))[0])
        return None if np.isnan(value) else value

    def values_at(self, starts: Minutes, ends: Minutes) -> Floats:
        """The values in these periods (UTC, in order), NaN where there is none.

        That of the period in which each begins; of shorter ones the mean of those that lie in it.
        """
        if len(starts) and (starts + timegrid.minutes(self.resolution) < ends).any() and self.ends is None:
            sums, counts = sums_within(self.starts, self.mw, starts, ends)
            return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
        place = np.maximum(np.searchsorted(self.starts, starts, side="right") - 1, 0)
        own = self.starts + timegrid.minutes(self.resolution) if self.ends is None else self.ends
        inside = (starts >= self.starts[place]) & (starts < own[place])
        return np.where(inside, self.mw[place], np.nan)

    def energies(self, resolution: int, first: np.datetime64) -> Line:
        """MWh of MW, as they flow in periods of `resolution` minutes of which one begins at `first` (UTC).

        Longer periods have what flows in each so long part of them, shorter ones are gathered.
        """
        line = self
        if self.ends is None and self.resolution > resolution:
            return replace(self, mw=self.mw * (resolution / 60))
        if self.resolution < resolution:
            line = self._gathered(resolution, first)
        return replace(line, mw=line.mw * _hours_of(line))

    def _gathered(self, resolution: int, first: np.datetime64) -> Line:
        """The means of shorter periods over those of `resolution` minutes of which one begins at `first` (UTC)."""
        into = (self.starts - first).astype(np.int64) % resolution
        begins: Minutes = self.starts - into.astype("timedelta64[m]")
        starts, place, counts = np.unique(begins, return_index=True, return_counts=True)
        ends: Minutes = starts + timegrid.minutes(resolution)
        groups = Groups(starts, ends, place, counts, counts * self.resolution / 60)
        return Line(starts, groups.mean(self.mw), resolution, hours=groups.hours)

    def by(self, step: Step, zone: str) -> Line:
        """The same by the hour or the day, mean MW."""
        if step is Step.SUBMITTED or (step is Step.HOUR and self.resolution >= 60):
            return self
        groups = grouped(self.starts, self.resolution, step, zone)
        return Line(groups.starts, groups.mean(self.mw), minutes_of(step), groups.ends, groups.hours)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A purchase and, with a strategy, what each market covers of it; all arrays aligned with `starts` (UTC).

    `resolution` in minutes, values in `unit`. `markets` are nets (bought less sold) in the order they are stacked.
    """

    starts: Minutes
    resolution: int
    zone: str
    purchase: Floats
    markets: Mapping[str, Floats] = field(default_factory=dict)
    open_position: Floats | None = None
    previous: Line | None = None
    replaced: Line | None = None
    """What the purchase would take the place of, while it is a preview."""
    partial: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    """Periods of which a market has a part alone; hours and days that hold one, or lack a period of the purchase."""
    lines: Mapping[str, Floats] = field(default_factory=dict)
    """More step lines, such as one for each model that is compared."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What series are called whose name says nothing to people."""
    main: str = PURCHASE
    """The name of the black line, whose values are those of `purchase`; empty where it is not drawn."""
    unit: Unit = Unit.MW
    hours: Floats = field(default_factory=lambda: np.zeros(0))
    """Hours of each period that are given; empty where all of it is."""
    ends: Minutes | None = None
    """End instants (UTC) where the periods do not all have the length of `resolution`."""

    def __len__(self) -> int:
        return len(self.starts)

    def period_ends(self) -> Minutes:
        """The end instants (UTC) of the periods."""
        return self.starts + timegrid.minutes(self.resolution) if self.ends is None else self.ends

    def given_hours(self) -> Floats:
        """How many hours of each period are given."""
        return self.hours if len(self.hours) else np.full(len(self), self.resolution / 60)

    def bands(self) -> dict[str, Floats]:
        """What is stacked: the markets, then the open position if there is one."""
        found = dict(self.markets)
        if self.open_position is not None:
            found[OPEN] = self.open_position
        return found

    def series(self) -> dict[str, Floats]:
        """Every series by name: the black line, what it replaces, previous, other lines, markets, open."""
        main = {self.main: self.purchase} if self.main else {}
        behind = {name: line.mw for name, line in self.behind().items()}
        return main | behind | dict(self.lines) | self.bands()

    def behind(self) -> dict[str, Line]:
        """The lines with periods of their own, by name."""
        lines = {REPLACED: self.replaced, PREVIOUS: self.previous}
        return {name: line for name, line in lines.items() if line is not None}

    def same_periods(self, other: Picture) -> bool:
        """Whether both have the same periods in the same zone."""
        same = (self.resolution, self.zone) == (other.resolution, other.zone)
        return same and np.array_equal(self.starts, other.starts)

    def preview(self, mw: Floats) -> Picture:
        """The same with other values (MW) of the purchase; what they replace stands behind them."""
        replaced = self.replaced or Line(self.starts, self.purchase, self.resolution)
        return replace(self, purchase=mw, replaced=replaced)

    def by(self, step: Step) -> Picture:
        """The same by the hour or the market day: means of what is given."""
        if step is Step.SUBMITTED or (step is Step.HOUR and self.resolution >= 60):
            return self
        groups = grouped(self.starts, self.resolution, step, self.zone)
        return self._gathered(step, groups, groups.mean)

    def summed(self, step: Step) -> Picture:
        """The same by the hour or the market day: sums of what has a value, marked where something has none.

        For a picture whose values are what flows in each period.
        """
        if step is Step.SUBMITTED or (step is Step.HOUR and self.resolution >= 60):
            return self
        groups = grouped(self.starts, self.resolution, step, self.zone)
        found = self._gathered(step, groups, groups.total)
        blank = [np.isnan(values) for values in (self.purchase, *self.markets.values(), *self.lines.values())]
        # a series without any value, as of a market without prices, says nothing of single periods
        some = [groups.any(each) for each in blank if not each.all()]
        return replace(found, partial=np.logical_or.reduce([found.partial, *some]))

    def _gathered(self, step: Step, groups: Groups, gather: Callable[[Floats], Floats]) -> Picture:
        return replace(
            self,
            starts=groups.starts,
            ends=groups.ends,
            resolution=minutes_of(step),
            purchase=gather(self.purchase),
            markets={market: gather(net) for market, net in self.markets.items()},
            open_position=None if self.open_position is None else gather(self.open_position),
            lines={name: gather(values) for name, values in self.lines.items()},
            previous=None if self.previous is None else self.previous.by(step, self.zone),
            replaced=None if self.replaced is None else self.replaced.by(step, self.zone),
            partial=groups.partial | groups.any(self.partial) if len(self.partial) else groups.partial,
            hours=groups.hours,
        )

    def energies(self, unit: Unit) -> Picture:
        """The same with what flows in each period in place of its rate: MWh of MW, EUR of EUR an hour."""
        hours, resolution, first = self.given_hours(), self.resolution, self.starts[0]
        return self._changed(unit, hours, lambda line: line.energies(resolution, first))

    def shares(self) -> Picture:
        """The same in per cent of the purchase of each period; NaN where that is nothing, which has no per cents."""
        nothing = np.abs(self.purchase) < NOTHING_OPEN_MW
        factors = np.where(nothing, np.nan, 100 / np.where(nothing, 1.0, self.purchase))
        return replace(self._changed(Unit.SHARE, factors, None), previous=None, replaced=None)

    def _changed(self, unit: Unit, factors: Floats, behind: Callable[[Line], Line] | None) -> Picture:
        return replace(
            self,
            unit=unit,
            purchase=self.purchase * factors,
            markets={market: values * factors for market, values in self.markets.items()},
            open_position=None if self.open_position is None else self.open_position * factors,
            lines={name: values * factors for name, values in self.lines.items()},
            previous=behind(self.previous) if behind and self.previous else None,
            replaced=behind(self.replaced) if behind and self.replaced else None,
        )


def _hours_of(line: Line) -> Floats:
    """How many hours of each period are given."""
    if len(line.hours):
        return line.hours
    ends = line.starts + timegrid.minutes(line.resolution) if line.ends is None else line.ends
    result: Floats = (ends - line.starts).astype(np.int64) / 60
    return result


def line_of(purchase: Purchase | None) -> Line | None:
    """A purchase as a line behind another one."""
    return None if purchase is None else Line(purchase.starts, purchase.mw, purchase.resolution)


def series_name(market: str) -> str:
    """What the series of a market is called: its own name, unless that is one of ours."""
    return f"{market} (market)" if market in RESERVED else market


def open_of(allocation: Allocation) -> Floats:
    """The open position, MW, without the rounding of sums."""
    rounding = np.abs(allocation.open_position) < NOTHING_OPEN_MW
    return np.where(rounding, 0.0, allocation.open_position)


def picture_of(
    purchase: Purchase,
    allocation: Allocation | None = None,
    previous: Purchase | None = None,
    replaced: Purchase | None = None,
) -> Picture:
    """The picture of a purchase, with the nets of `allocation` where a model is chosen."""
    nets = {} if allocation is None else {market: allocation.net(market) for market in allocation.markets}
    markets = {series_name(market): net for market, net in nets.items()}
    return Picture(
        purchase.starts,
        purchase.resolution,
        purchase.zone,
        purchase.mw,
        markets,
        None if allocation is None else open_of(allocation),
        line_of(previous),
        line_of(replaced),
        np.zeros(len(purchase), dtype=np.bool_) if allocation is None else allocation.partial,
    )
