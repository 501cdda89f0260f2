"""Strategy outputs and what they mean for a purchase: MW bought, sold and open, per model and market.

A strategy output gives, for each model and market, the share of each period's purchase to buy and to sell there, as
fractions (1.0 is all of it). Source: `api.md`, "What the numbers mean".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from ravenwits_desktop.domain import gates, row_times
from ravenwits_desktop.domain.joining import Joined, beside, join, placed
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.other_end import OtherEnd, other_end
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

MARKETS = ("MD", "MID1", "MID2", "MID3")
"""The day-ahead auction and the three intraday auctions, in order of their gates."""
LARGEST_SHARE = 10.0
"""Above this a share is almost surely a per cent (`api.md`: 1.0 is 100 %): asked about, never converted by itself."""
LARGE_SHARES = QT_TRANSLATE_NOOP(
    "Message", "Model {model}, {market}: shares up to {largest}. Are they per cents? They are shown as they came."
)
"""What is said of them, where nobody can be asked."""
_LARGEST_WHOLE = 2.0
"""And so it is where that much of the purchase is bought in all, in most periods: 9 in one small market alone."""
_ROUNDING, _NEAR = 1e-6, 0.005
"""By how much a share, and the sum of a period's nets, may be over the whole: three thirds have two decimals."""


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
    unread: int = 0
    """Rows that the server sent and that could not be read: they are not among these."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """One way to spread a purchase over the markets. `markets` keeps the server's names, unknown ones too."""

    idmodel: str
    markets: dict[str, MarketSeries]

    @property
    def largest_share(self) -> float:
        """The largest share in it, whatever its sign; 0 without any."""
        shares = [share for series in self.markets.values() for share in (series.purchase_share, series.sale_share)]
        return max((_largest(share) for share in shares), default=0.0)

    @property
    def usual_whole(self) -> float:
        """How much of the purchase is bought in all, less what is sold, by the usual (median) row of each market."""
        nets = [series.purchase_share - series.sale_share for series in self.markets.values()]
        return sum(float(np.nanmedian(net)) for net in nets if np.isfinite(net).any())

    @property
    def looks_like_per_cents(self) -> bool:
        """Whether its shares are too large for fractions, each or in all."""
        largest = self.largest_share
        return largest > LARGEST_SHARE or (largest > _LARGEST_WHOLE and self.usual_whole > _LARGEST_WHOLE)

    def read_as_per_cents(self) -> Model:
        """The same with 100 for all of a purchase: for a person to choose, who knows."""
        markets = {
            market: replace(series, purchase_share=series.purchase_share / 100, sale_share=series.sale_share / 100)
            for market, series in self.markets.items()
        }
        return replace(self, markets=markets)


def _largest(shares: Floats) -> float:
    largest = max(float(shares.max(initial=0.0)), -float(shares.min(initial=0.0)))
    # looking for empty ones first costs more than to add them out where there are some
    return largest if np.isfinite(largest) else float(np.abs(shares[np.isfinite(shares)]).max(initial=0.0))


@dataclass(frozen=True, slots=True, eq=False)
class StrategyOutput:
    """What the server answered: the models that could be read, what could not, and the answer itself (JSON text)."""

    models: tuple[Model, ...]
    raw: bytes = b""
    problems: tuple[Message, ...] = ()

    def model(self, idmodel: str) -> Model | None:
        """The model of that id, or None."""
        return next((model for model in self.models if model.idmodel == idmodel), None)

    def looks_like_per_cents(self, idmodel: str) -> bool:
        """Whether the shares of a model are too large for fractions, or over 1 beside another model whose are."""
        model = self.model(idmodel)
        if model is None:
            return False
        if model.looks_like_per_cents:
            return True
        return model.largest_share > 1 + _ROUNDING and any(
            other.largest_share > LARGEST_SHARE for other in self.models if other is not model
        )


@dataclass(frozen=True, slots=True)
class Over:
    """Periods in which more than the whole purchase is bought: how many, the place of the first, the largest share."""

    count: int
    first: int
    largest: float


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """A model's shares turned into MW, each array aligned with the periods of the purchase."""

    idmodel: str
    bought: dict[str, Floats]
    sold: dict[str, Floats]
    open_position: Floats
    """Purchase less the sum of the nets, MW."""
    rows: dict[str, Joined] = field(default_factory=dict)
    """What became of the rows of each market."""
    uncovered: int = 0
    """Periods of the purchase for which the model says nothing in any market."""
    missing: dict[str, int] = field(default_factory=dict)
    """Periods that a market trades and for which it has no row: MID3 trades from noon, so its morning lacks nothing.

    A market without any row that fits lacks none: it takes no part.
    """
    missing_apart: dict[str, int] = field(default_factory=dict)
    """Those of them for which another market has a row."""
    unread: dict[str, int] = field(default_factory=dict)
    """Rows of each market that could not be read, where there are any."""
    other_end: dict[str, OtherEnd] = field(default_factory=dict)
    """Markets whose rows look as if their labels named the other end of their periods than those of the purchase."""
    over: dict[str, Over] = field(default_factory=dict)
    """Markets in which more than the whole purchase is bought in some period."""
    over_in_all: Over | None = None
    """The same for the nets of all markets together."""

    def net(self, market: str) -> Floats:
        """Bought less sold in one market, MW."""
        return self.bought[market] - self.sold[market]

    @property
    def markets(self) -> tuple[str, ...]:
        """The markets it has, the known ones first and in order of their gates."""
        return in_order(self.bought)

    @property
    def unmatched(self) -> dict[str, int]:
        """Rows of each market that are counted and not used, for whatever reason."""
        return {market: joined.unused for market, joined in self.rows.items()}

    @property
    def assumed_summer(self) -> dict[str, int]:
        """Rows of the hour that October repeats of which only one is there: taken as summer time."""
        return {market: joined.assumed_summer for market, joined in self.rows.items()}

    @property
    def partial(self) -> Bools:
        """Periods of which some market has rows for a part alone."""
        found = np.zeros(len(self.open_position), dtype=np.bool_)
        for joined in self.rows.values():
            if joined.partial is not None:
                found |= joined.partial
        return found


def allocate(purchase: Purchase, model: Model) -> Allocation:
    """Spread `purchase` over the markets as `model` says. Rows are joined by time, never by position.

    How long a row is is read from the rows near it (`row_times`). Rows longer than the periods of the purchase hold for
    every period within them; of shorter ones the mean over the period holds. A period without a row in a market, or
    with a row that lacks a share, has nothing there, and so has the part of a period that shorter rows leave out: what
    nobody says is bought stays open. Such periods are counted, `Joined.partial` has them.
    """
    bought, sold, rows, lacking, turned = {}, {}, {}, {}, {}
    covered = np.zeros(len(purchase), dtype=np.bool_)
    together = np.zeros(len(purchase))
    over: dict[str, Over] = {}
    own = purchase.labels
    # Markets mostly share their labels: what is read once need not be again.
    labels = {id(series.labels): series.labels for series in model.markets.values()}
    others = {key: each for key, each in labels.items() if not np.array_equal(each, own)}
    read = {key: row_times.read(each, purchase.label, purchase.zone) for key, each in others.items()}
    places = {
        key: placed(purchase, row_times.times_of(each, purchase.label, read.values(), purchase.resolution))
        for key, each in read.items()
    }
    for market, series in model.markets.items():
        key = id(series.labels)
        shares = series.purchase_share, series.sale_share
        joined = join(purchase, *shares, read[key], places[key]) if key in places else beside(*shares)
        bought[market] = purchase.mw * joined.purchase_share
        sold[market] = purchase.mw * joined.sale_share
        together += joined.purchase_share - joined.sale_share
        covered |= joined.covered
        rows[market] = joined
        traded = gates.traded(market, purchase.starts)
        lacking[market] = traded & ~joined.covered & joined.covered.any()
        evidence = other_end(purchase, read[key], traded) if key in read else None
        if evidence is not None:
            turned[market] = evidence
        found = _over(joined.purchase_share, 1 + _ROUNDING)
        if found is not None:
            over[market] = found
    net = sum((bought[market] - sold[market] for market in bought), np.zeros(len(purchase)))
    return Allocation(
        model.idmodel,
        bought,
        sold,
        purchase.mw - net,
        rows,
        int((~covered).sum()),
        {market: int(each.sum()) for market, each in lacking.items()},
        {market: int((each & covered).sum()) for market, each in lacking.items()},
        {market: series.unread for market, series in model.markets.items() if series.unread},
        turned,
        over,
        _over(together, 1 + _NEAR),
    )


def _over(shares: Floats, most: float) -> Over | None:
    if not shares.max(initial=0.0) > most:
        return None
    places = np.flatnonzero(shares > most)
    return Over(len(places), int(places[0]), float(shares.max()))
