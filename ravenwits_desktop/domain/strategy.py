"""Strategy outputs and what they mean for a purchase: MW bought, sold and open, per model and market.

A strategy output gives, for each model and market, the share of each period's purchase to buy and to sell there, as
fractions (1.0 is all of it). Source: `api.md`, "What the numbers mean".
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Floats, Minutes

MARKETS = ("MD", "MID1", "MID2", "MID3")
"""The day-ahead auction and the three intraday auctions, in order of their gates."""


@dataclass(frozen=True, slots=True, eq=False)
class MarketSeries:
    """One market of one model: labels as the server wrote them (wall clock) and fractions of the period's purchase."""

    labels: Minutes
    purchase_share: Floats
    sale_share: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """One way to spread a purchase over the markets. `markets` keeps the server's names, unknown ones too."""

    idmodel: str
    markets: dict[str, MarketSeries]


@dataclass(frozen=True, slots=True, eq=False)
class StrategyOutput:
    """What the server answered: the models that could be read, what could not, and the answer itself (JSON text)."""

    models: tuple[Model, ...]
    raw: bytes = b""
    problems: tuple[Message, ...] = ()

    def model(self, idmodel: str) -> Model | None:
        """The model of that id, or None."""
        return next((model for model in self.models if model.idmodel == idmodel), None)


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """A model's shares turned into MW, each array aligned with the periods of the purchase."""

    idmodel: str
    bought: dict[str, Floats]
    sold: dict[str, Floats]
    open_position: Floats
    """Purchase less the sum of the nets, MW."""
    unmatched: dict[str, int] = field(default_factory=dict)
    """Rows of a market that lie outside the purchase or stand there twice: counted, not used."""
    uncovered: int = 0
    """Periods of the purchase for which the model says nothing in any market."""

    def net(self, market: str) -> Floats:
        """Bought less sold in one market, MW."""
        return self.bought[market] - self.sold[market]

    @property
    def markets(self) -> tuple[str, ...]:
        """The markets it has, the known ones first and in order of their gates."""
        known = [market for market in MARKETS if market in self.bought]
        return (*known, *sorted(set(self.bought) - set(MARKETS)))


def allocate(purchase: Purchase, model: Model) -> Allocation:
    """Spread `purchase` over the markets as `model` says. Rows are joined by time, never by position.

    Shares in a coarser resolution than the purchase hold for every period within theirs; a period without a row in a
    market has nothing there.
    """
    bought, sold, unmatched = {}, {}, {}
    covered = np.zeros(len(purchase), dtype=np.bool_)
    for market, series in model.markets.items():
        resolution = timegrid.infer_resolution(series.labels) or purchase.resolution
        read = timegrid.read_labels(series.labels, resolution, purchase.label, purchase.zone)
        usable = np.flatnonzero(~np.isnat(read.starts) & ~read.repeated)
        usable = usable[np.argsort(read.starts[usable], kind="stable")]
        starts = read.starts[usable]
        if not len(starts):
            bought[market], sold[market] = np.zeros(len(purchase)), np.zeros(len(purchase))
            unmatched[market] = len(series.labels)
            continue
        place = np.searchsorted(starts, purchase.starts, side="right") - 1
        inside = (place >= 0) & (purchase.starts < starts[np.maximum(place, 0)] + timegrid.minutes(resolution))
        row = usable[np.maximum(place, 0)]
        bought[market] = np.where(inside, purchase.mw * series.purchase_share[row], 0.0)
        sold[market] = np.where(inside, purchase.mw * series.sale_share[row], 0.0)
        covered |= inside
        unmatched[market] = len(series.labels) - len(np.unique(row[inside]))
    net = sum((bought[market] - sold[market] for market in bought), np.zeros(len(purchase)))
    return Allocation(model.idmodel, bought, sold, purchase.mw - net, unmatched, int((~covered).sum()))
