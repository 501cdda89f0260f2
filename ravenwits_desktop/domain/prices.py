"""Predicted prices, and what a strategy would cost at them. Source: `api.md`, endpoint 7."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from ravenwits_desktop.domain import row_times
from ravenwits_desktop.domain.joining import join, placed
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

PRICE_ZONE = "Europe/Madrid"
"""The clock of the labels of prices, whatever zone the purchase is in."""
_DUST_MWH = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class MarketPrices:
    """One market's predicted prices: labels (wall clock in `PRICE_ZONE`), EUR/MWh, and when the prediction was made."""

    labels: Minutes
    eur_mwh: Floats
    made: datetime | None = None


@dataclass(frozen=True, eq=False)
class Costs:
    """What an allocation costs at predicted prices, each array aligned with the periods of the purchase."""

    eur: dict[str, Floats]
    """Of each market net energy times price, EUR; below zero where more is sold, NaN where what is traded has no price.
    """
    prices: dict[str, Floats]
    """EUR/MWh of each market of the allocation; NaN where there is none."""
    prices_of_md: Floats
    """The same of MD, whether the model buys there or not."""
    complete: Bools
    """Periods whose whole allocation, and MD, have a price: only these are summed and compared."""
    mwh: dict[str, Floats]
    """Net energy of each market, MWh."""
    all_in_md: Floats
    """What the whole purchase would cost if all of it were bought in MD, EUR; NaN without a price."""
    open_mwh: Floats
    """What the model leaves open, MWh: nobody has bought it yet, so it is in no cost."""

    @cached_property
    def _summed(self) -> Bools | slice:
        """The complete periods; all of them as a slice, which copies nothing."""
        return slice(None) if self.complete.all() else self.complete

    @cached_property
    def total(self) -> float:
        """EUR of the complete periods."""
        return float(sum(values[self._summed].sum() for values in self.eur.values()))

    @cached_property
    def counted(self) -> int:
        """How many periods are complete."""
        return int(self.complete.sum())

    @cached_property
    def saving(self) -> float | None:
        """How much less that is than the same energy in MD, EUR; below zero where it is more, None without periods.

        What is left open is not in it, neither as bought nor as a saving: `open_in_md` says what it would come to.
        """
        if not self.counted:
            return None
        return float(self.all_in_md[self._summed].sum()) - self.open_in_md - self.total

    @cached_property
    def open_energy(self) -> float:
        """MWh that are left open in the complete periods."""
        return float(self.open_mwh[self._summed].sum())

    @cached_property
    def open_in_md(self) -> float:
        """What that would cost at the prices of MD, EUR."""
        return float((self.open_mwh * self.prices_of_md)[self._summed].sum())

    def known_eur(self, market: str) -> Floats:
        """EUR of a market for each period; NaN in all of them where the market has no price at all."""
        return self.eur[market] if np.isfinite(self.prices[market]).any() else np.full(len(self.complete), np.nan)

    def of_market(self, market: str) -> float | None:
        """EUR of a market in the complete periods; None without any, or where the market has no price at all."""
        if not self.counted or market not in self.eur:
            return None
        total = float(self.known_eur(market)[self._summed].sum())
        return None if np.isnan(total) else total

    def average(self, market: str | None = None) -> float | None:
        """EUR/MWh paid in a market, or in all of them; None where nothing was traded."""
        names = tuple(self.mwh) if market is None else (market,)
        energy = sum(float(self.mwh[name][self._summed].sum()) for name in names if name in self.mwh)
        if abs(energy) < _DUST_MWH:
            return None
        return sum(self.of_market(name) or 0.0 for name in names) / energy


def prices_at(purchase: Purchase, prices: MarketPrices) -> Floats:
    """EUR/MWh for each period of the purchase, NaN where there is none. Joined by time.

    Prices of longer periods hold for all of theirs; of shorter ones the mean does, where they are all there.
    """
    read = row_times.read(prices.labels, purchase.label, PRICE_ZONE)
    times = row_times.times_of(read, purchase.label, otherwise=purchase.resolution)
    joined = join(purchase, prices.eur_mwh, np.zeros(len(prices.eur_mwh)), read, placed(purchase, times))
    whole = joined.covered if joined.partial is None else joined.covered & ~joined.partial
    return np.where(whole, joined.purchase_share, np.nan)


def priced(purchase: Purchase, prices: Mapping[str, MarketPrices]) -> dict[str, Floats]:
    """EUR/MWh of each market for each period of the purchase: what `costs` needs, the same for every model."""
    return {market: prices_at(purchase, each) for market, each in prices.items()}


def costs(purchase: Purchase, allocation: Allocation, known: Mapping[str, Floats]) -> Costs | None:
    """What `allocation` of `purchase` costs; None where MD has no prices. `known` are those of `priced`.

    The open position is in no cost: nobody has bought it yet.
    """
    if "MD" not in known:
        return None
    hours = purchase.resolution / 60
    none = np.full(len(purchase), np.nan)
    mwh = {market: allocation.net(market) * hours for market in allocation.markets}
    at = {market: known.get(market, none) for market in mwh}
    complete = np.isfinite(known["MD"])
    for market, energy in mwh.items():
        complete &= np.isfinite(at[market]) | (np.abs(energy) < _DUST_MWH)
    eur = {market: np.where(np.abs(energy) < _DUST_MWH, 0.0, energy * at[market]) for market, energy in mwh.items()}
    md = known["MD"]
    return Costs(eur, at, md, complete, mwh, purchase.mw * hours * md, allocation.open_position * hours)
