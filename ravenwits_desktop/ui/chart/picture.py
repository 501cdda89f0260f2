"""What a chart draws, as numbers: the purchase, the net of each market, the open position. No Qt in here.

A second kind of picture (comparison of models, heat map) would be a second class beside `Picture`, drawn by its own
plot; the panel only hands over data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ravenwits_desktop.domain.purchase import Purchase, hourly
from ravenwits_desktop.domain.strategy import Allocation
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

PURCHASE, PREVIOUS, OPEN = "purchase", "previous", "open"
"""The names of the series that are no market."""
NOTHING_OPEN_MW = 1e-9
"""Below this an open position is the rounding of sums, not a position."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Another purchase behind this one: start instants (UTC), MW, resolution in minutes."""

    starts: Minutes
    mw: Floats
    resolution: int

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
        """Every series by name: purchase, previous, markets, open."""
        found = {PURCHASE: self.purchase}
        if self.previous is not None:
            found[PREVIOUS] = self.previous.mw
        return found | self.bands()

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
            partial=hours.partial,
        )


def picture_of(purchase: Purchase, allocation: Allocation | None = None, previous: Purchase | None = None) -> Picture:
    """The picture of a purchase, with the nets of `allocation` where a model is chosen."""
    markets: dict[str, Floats] = {}
    open_position = None
    if allocation is not None:
        markets = {market: allocation.net(market) for market in allocation.markets}
        rounding = np.abs(allocation.open_position) < NOTHING_OPEN_MW
        open_position = np.where(rounding, 0.0, allocation.open_position)
    line = None if previous is None else Line(previous.starts, previous.mw, previous.resolution)
    return Picture(
        purchase.starts,
        purchase.resolution,
        purchase.zone,
        purchase.mw,
        markets,
        open_position,
        line,
        np.zeros(len(purchase), dtype=np.bool_),
    )
