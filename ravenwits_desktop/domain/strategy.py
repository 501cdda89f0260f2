"""Strategy outputs and what they mean for a purchase: MW bought, sold and open, per model and market.

A strategy output gives, for each model and market, the share of each period's purchase to buy and to sell there, as
fractions (1.0 is all of it). Source: `api.md`, "What the numbers mean".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from ravenwits_desktop.domain import gates, timegrid
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

MARKETS = ("MD", "MID1", "MID2", "MID3")
"""The day-ahead auction and the three intraday auctions, in order of their gates."""
LARGEST_SHARE = 10.0
"""Above this a share is almost surely a per cent (`api.md`: 1.0 is 100 %): asked about, never converted by itself."""


def in_order(markets: Iterable[str]) -> tuple[str, ...]:
    """Markets without doubles, the known ones first and in order of their gates."""
    names = set(markets)
    return (*(market for market in MARKETS if market in names), *sorted(names - set(MARKETS)))


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

    @property
    def largest_share(self) -> float:
        """The largest share in it, whatever its sign; 0 without any."""
        shares = [share for series in self.markets.values() for share in (series.purchase_share, series.sale_share)]
        return max((float(np.nanmax(np.abs(share))) for share in shares if np.isfinite(share).any()), default=0.0)

    @property
    def looks_like_per_cents(self) -> bool:
        """Whether its shares are too large for fractions."""
        return self.largest_share > LARGEST_SHARE

    def read_as_per_cents(self) -> Model:
        """The same with 100 for all of a purchase: for a person to choose, who knows."""
        markets = {
            market: replace(series, purchase_share=series.purchase_share / 100, sale_share=series.sale_share / 100)
            for market, series in self.markets.items()
        }
        return replace(self, markets=markets)


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
    """Rows of a market that lie outside the purchase, stand there twice or lack a share: counted, not used."""
    uncovered: int = 0
    """Periods of the purchase for which the model says nothing in any market."""
    missing: dict[str, int] = field(default_factory=dict)
    """Periods that a market trades and for which it has no row: MID3 trades from noon, so its morning lacks nothing.

    A market without any row that fits lacks none: it takes no part.
    """
    assumed_summer: dict[str, int] = field(default_factory=dict)
    """Rows of the hour that October repeats of which only one is there: taken as summer time."""

    def net(self, market: str) -> Floats:
        """Bought less sold in one market, MW."""
        return self.bought[market] - self.sold[market]

    @property
    def markets(self) -> tuple[str, ...]:
        """The markets it has, the known ones first and in order of their gates."""
        return in_order(self.bought)


def allocate(purchase: Purchase, model: Model) -> Allocation:
    """Spread `purchase` over the markets as `model` says. Rows are joined by time, never by position.

    Shares in a coarser resolution than the purchase hold for every period within theirs; of shares in a finer one the
    mean over the period holds. A period without a row in a market, or with a row that lacks a share, has nothing there.
    """
    bought, sold, unmatched, missing, assumed = {}, {}, {}, {}, {}
    covered = np.zeros(len(purchase), dtype=np.bool_)
    # Markets mostly share their labels: what is sorted once need not be again.
    resolutions = {id(series.labels): timegrid.infer_resolution(series.labels) for series in model.markets.values()}
    found = {market: resolutions[id(series.labels)] for market, series in model.markets.items()}
    # A market with a single row does not show its resolution: the model's other markets do.
    usual = min((minutes for minutes in found.values() if minutes), default=purchase.resolution)
    own = purchase.labels
    for market, series in model.markets.items():
        if np.array_equal(series.labels, own):
            joined = _beside(series)
        else:
            joined = _join(purchase, series, found[market] or usual)
        bought[market] = purchase.mw * joined.purchase_share
        sold[market] = purchase.mw * joined.sale_share
        covered |= joined.covered
        unmatched[market] = joined.unmatched
        lacking = gates.traded(market, purchase.starts) & ~joined.covered
        missing[market] = int(lacking.sum()) if joined.covered.any() else 0
        assumed[market] = joined.assumed_summer
    net = sum((bought[market] - sold[market] for market in bought), np.zeros(len(purchase)))
    left, uncovered = purchase.mw - net, int((~covered).sum())
    return Allocation(model.idmodel, bought, sold, left, unmatched, uncovered, missing, assumed)


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """Shares aligned with the periods of a purchase, and how many rows found no place in it."""

    purchase_share: Floats
    sale_share: Floats
    covered: Bools
    unmatched: int
    assumed_summer: int = 0


def _beside(series: MarketSeries) -> _Joined:
    """The shares of rows that are labelled one by one as the periods of the purchase are."""
    finite = np.isfinite(series.purchase_share) & np.isfinite(series.sale_share)
    spread = [np.where(finite, share, 0.0) for share in (series.purchase_share, series.sale_share)]
    return _Joined(spread[0], spread[1], finite, int((~finite).sum()))


def _join(purchase: Purchase, series: MarketSeries, resolution: int) -> _Joined:
    """The shares of one market, `resolution` minutes a row, at the periods of the purchase."""
    read = timegrid.read_labels(series.labels, resolution, purchase.label, purchase.zone)
    finite = np.isfinite(series.purchase_share) & np.isfinite(series.sale_share)
    usable = np.flatnonzero(~np.isnat(read.starts) & ~read.repeated & finite)
    usable = usable[np.argsort(read.starts[usable], kind="stable")]
    starts = read.starts[usable]
    assumed = int(read.assumed_summer[usable].sum())
    shares = series.purchase_share[usable], series.sale_share[usable]
    if not len(starts):
        nothing = np.zeros(len(purchase))
        return _Joined(nothing, nothing, np.zeros(len(purchase), dtype=np.bool_), len(series.labels))
    if resolution < purchase.resolution:
        place = np.searchsorted(purchase.starts, starts, side="right") - 1
        inside = (place >= 0) & (starts < purchase.starts[np.maximum(place, 0)] + timegrid.minutes(purchase.resolution))
        rows_a_period = purchase.resolution / resolution
        means = [
            np.bincount(place[inside], weights=share[inside], minlength=len(purchase)) / rows_a_period
            for share in shares
        ]
        covered = np.bincount(place[inside], minlength=len(purchase)) > 0
        return _Joined(means[0], means[1], covered, len(series.labels) - int(inside.sum()), assumed)
    place = np.maximum(np.searchsorted(starts, purchase.starts, side="right") - 1, 0)
    covered = (purchase.starts >= starts[place]) & (purchase.starts < starts[place] + timegrid.minutes(resolution))
    spread = [np.where(covered, share[place], 0.0) for share in shares]
    # In order of time like the purchase: a row is used as often as it stands there in a run.
    used = int(np.count_nonzero(np.diff(place[covered], prepend=-1)))
    return _Joined(spread[0], spread[1], covered, len(series.labels) - used, assumed)
