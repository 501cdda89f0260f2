"""What a chart draws, as numbers: the purchase, the net of each market, the open position. No Qt in here.

A second kind of picture (comparison of models, heat map) would be a second class beside `Picture`, drawn by its own
plot; the panel only hands over data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase, hourly
from ravenwits_desktop.domain.strategy import Allocation
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

PURCHASE, PREVIOUS, REPLACED, OPEN = "purchase", "previous", "replaced", "open"
"""The names of the series that are no market."""
NOTHING_OPEN_MW = 1e-9
"""Below this an open position is the rounding of sums, not a position."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Another purchase behind this one: start instants (UTC), MW, resolution in minutes."""

    starts: Minutes
    mw: Floats
    resolution: int

    def same_periods(self, other: Line | Picture) -> bool:
        """Whether both have the same periods."""
        return self.resolution == other.resolution and np.array_equal(self.starts, other.starts)

    def value_at(self, start: np.datetime64) -> float | None:
        """MW in the period in which `start` (UTC) lies; None in none."""
        place = int(np.searchsorted(self.starts, start, side="right")) - 1
        if place < 0 or start >= self.starts[place] + timegrid.minutes(self.resolution):
            return None
        return float(self.mw[place])

    def by_hour(self) -> Line:
        """The same by the hour, mean MW."""
        if self.resolution >= 60:
            return self
        hours = hourly(self.starts, self.mw, self.resolution)
        return Line(hours.starts, hours.mean_mw, 60)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A purchase and, with a strategy, what each market covers of it; all arrays aligned with `starts` (UTC).

    `resolution` in minutes, powers in MW. `markets` are nets (bought less sold) in the order they are stacked.
    `partial` marks hours in which a period of the purchase is missing.
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

    def __len__(self) -> int:
        return len(self.starts)

    def bands(self) -> dict[str, Floats]:
        """What is stacked: the markets, then the open position if there is one."""
        found = dict(self.markets)
        if self.open_position is not None:
            found[OPEN] = self.open_position
        return found

    def series(self) -> dict[str, Floats]:
        """Every series by name: purchase, what it replaces, previous, markets, open."""
        return {PURCHASE: self.purchase} | {name: line.mw for name, line in self.behind().items()} | self.bands()

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

    def by_hour(self) -> Picture:
        """The same by the hour: mean MW of the periods within it."""
        if self.resolution >= 60:
            return self

        def mean(values: Floats) -> Floats:
            return hourly(self.starts, values, self.resolution).mean_mw

        hours = hourly(self.starts, self.purchase, self.resolution)
        return replace(
            self,
            starts=hours.starts,
            resolution=60,
            purchase=hours.mean_mw,
            markets={market: mean(net) for market, net in self.markets.items()},
            open_position=None if self.open_position is None else mean(self.open_position),
            previous=None if self.previous is None else self.previous.by_hour(),
            replaced=None if self.replaced is None else self.replaced.by_hour(),
            partial=hours.partial,
        )


def line_of(purchase: Purchase | None) -> Line | None:
    """A purchase as a line behind another one."""
    return None if purchase is None else Line(purchase.starts, purchase.mw, purchase.resolution)


def picture_of(
    purchase: Purchase,
    allocation: Allocation | None = None,
    previous: Purchase | None = None,
    replaced: Purchase | None = None,
) -> Picture:
    """The picture of a purchase, with the nets of `allocation` where a model is chosen."""
    markets: dict[str, Floats] = {}
    open_position = None
    if allocation is not None:
        markets = {market: allocation.net(market) for market in allocation.markets}
        rounding = np.abs(allocation.open_position) < NOTHING_OPEN_MW
        open_position = np.where(rounding, 0.0, allocation.open_position)
    return Picture(
        purchase.starts,
        purchase.resolution,
        purchase.zone,
        purchase.mw,
        markets,
        open_position,
        line_of(previous),
        line_of(replaced),
        np.zeros(len(purchase), dtype=np.bool_),
    )
