"""What an allocation comes to: energy and share of each market, in all and for each market day, and between models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation, in_order
from ravenwits_desktop.domain.timegrid import Floats

_DUST_MWH = 1e-6
"""Below this, a watt hour, an energy is the rounding of sums."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Energies of one span of time, MWh; markets in order of their gates, unknown ones last."""

    purchase: float
    bought: Mapping[str, float]
    sold: Mapping[str, float]
    open_position: float

    def net(self, market: str) -> float:
        """Bought less sold in one market, MWh."""
        return _clean(self.bought[market] - self.sold[market])

    def share(self, energy: float) -> float | None:
        """`energy` (MWh) as a fraction of the purchase's; None where that is nothing, as where sales cancel."""
        return energy / self.purchase if abs(self.purchase) >= _DUST_MWH else None


def sums(purchase: Purchase, allocation: Allocation) -> Sums:
    """The energies of all of a purchase and what a model makes of it."""
    return _sums_of(purchase, allocation, np.zeros(len(purchase), dtype=np.int64), 1)[0]


def sums_by_day(purchase: Purchase, allocation: Allocation) -> dict[np.datetime64, Sums]:
    """The same for each market day (``datetime64[D]``) that the purchase touches, in order of time."""
    days, place = np.unique(timegrid.market_days(purchase.starts, purchase.zone), return_inverse=True)
    return dict(zip(days, _sums_of(purchase, allocation, place, len(days)), strict=True))


def difference(first: Allocation, second: Allocation) -> dict[str, Floats]:
    """The net of each market in `first` less that in `second`, MW for each period of their purchase.

    A market that only one of them has counts as nothing in the other. Raises `ValueError` for allocations of purchases
    of another length.
    """
    if len(first.open_position) != len(second.open_position):
        raise ValueError("only allocations of the same purchase can be compared")
    nothing = np.zeros(len(first.open_position))

    def net(allocation: Allocation, market: str) -> Floats:
        return allocation.net(market) if market in allocation.bought else nothing

    return {market: net(first, market) - net(second, market) for market in in_order((*first.bought, *second.bought))}


def _sums_of(purchase: Purchase, allocation: Allocation, place: npt.NDArray[np.int64], count: int) -> list[Sums]:
    """The energies of each of `count` groups; `place` gives the group of each period."""
    hours = purchase.resolution / 60

    def energy(mw: Floats) -> list[float]:
        grouped = np.bincount(place, weights=mw, minlength=count) * hours
        return [_clean(value) for value in grouped.tolist()]

    whole, left = energy(purchase.mw), energy(allocation.open_position)
    bought = {market: energy(allocation.bought[market]) for market in allocation.markets}
    sold = {market: energy(allocation.sold[market]) for market in allocation.markets}
    return [
        Sums(
            whole[group],
            {market: values[group] for market, values in bought.items()},
            {market: values[group] for market, values in sold.items()},
            left[group],
        )
        for group in range(count)
    ]


def _clean(energy: float) -> float:
    return 0.0 if abs(energy) < _DUST_MWH else energy
