"""What the chart's pictures are made of: from a purchase and its allocations to the numbers that are drawn. No Qt."""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np

from ravenwits_desktop.domain.comparison import Comparison, compare
from ravenwits_desktop.domain.prices import Costs, MarketPrices, costs, priced
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput, allocate, in_order
from ravenwits_desktop.domain.sums import Sums, difference, sums
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui.chart.picture import (
    ALL_IN_MD,
    CHANGE,
    DIFFERENCE,
    Picture,
    picture_of,
    series_name,
    without_dust,
)
from ravenwits_desktop.ui.chart.priced import Compared, compared
from ravenwits_desktop.ui.chart.units import Step, Unit

_Made = TypeVar("_Made")
MOST_COMPARED = 12
"""Models that are drawn as lines at a time, the chosen ones first."""


class Kind(enum.Enum):
    """The pictures there are."""

    MARKETS = "markets"
    COMPARE = "compare"
    HEAT = "heat"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person has chosen to see; `market` is empty for the sum of all, models are named by their idmodel."""

    kind: Kind = Kind.MARKETS
    unit: Unit = Unit.MW
    step: Step = Step.SUBMITTED
    model: str | None = None
    against: str | None = None
    market: str = ""
    models_down: bool = False
    """Of a heat map: a row for each model in place of each day."""

    @property
    def shares_of_market(self) -> bool:
        """Whether it is a heat map of what is bought in one market, which is in per cent and never of all markets."""
        return self.kind is Kind.HEAT and (self.models_down or self.against is None or self.model is None)


class Material:
    """A purchase and all that is known of it. Allocations and costs are made when they are first asked for."""

    def __init__(
        self,
        purchase: Purchase,
        *,
        output: StrategyOutput | None = None,
        names: Mapping[str, str] | None = None,
        previous: Purchase | None = None,
        replaced: Purchase | None = None,
        prices: Mapping[str, MarketPrices] | None = None,
        ready: Mapping[str, Allocation] | None = None,
        priced_ready: Mapping[str, Floats] | None = None,
        decided: Mapping[str, bool] | None = None,
    ) -> None:
        self.purchase, self.output, self.previous, self.replaced = purchase, output, previous, replaced
        self.names = dict(names or {})
        """What models are called, by their idmodel."""
        self.prices = dict(prices or {})
        self.decided = dict(decided or {})
        """Of models, by their idmodel, whether somebody said that their shares are per cents, or else fractions."""
        self.per_cents = frozenset(idmodel for idmodel, chosen in self.decided.items() if chosen)
        """Models whose shares are read as per cents."""
        self._allocations = {idmodel: each for idmodel, each in (ready or {}).items() if idmodel not in self.per_cents}
        self._costs: dict[str, Costs | None] = {}
        self._priced = priced_ready
        self._sums: dict[str, Sums] = {}
        self._suspected: dict[str, bool] = {}
        self._remembered: dict[Hashable, Any] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """The idmodels there are."""
        return tuple(model.idmodel for model in self.output.models) if self.output is not None else ()

    def allocation(self, idmodel: str | None) -> Allocation | None:
        """What a model makes of the purchase; None for one that is not there."""
        if idmodel is None or self.output is None:
            return None
        if idmodel not in self._allocations:
            model = self.output.model(idmodel)
            if model is None:
                return None
            if idmodel in self.per_cents:
                model = model.read_as_per_cents()
            self._allocations[idmodel] = allocate(self.purchase, model)
        return self._allocations[idmodel]

    def costs(self, idmodel: str | None) -> Costs | None:
        """What a model costs at the predicted prices; None without those of MD."""
        allocation = self.allocation(idmodel)
        if idmodel is None or allocation is None:
            return None
        if idmodel not in self._costs:
            if self._priced is None:
                self._priced = priced(self.purchase, self.prices)
            self._costs[idmodel] = costs(self.purchase, allocation, self._priced)
        return self._costs[idmodel]

    def sums(self, idmodel: str | None) -> Sums | None:
        """The energies of a model; None for one that is not there."""
        allocation = self.allocation(idmodel)
        if idmodel is None or allocation is None:
            return None
        if idmodel not in self._sums:
            self._sums[idmodel] = sums(self.purchase, allocation)
        return self._sums[idmodel]

    def remembered(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, made once: it is the same for as long as this purchase is shown."""
        if key not in self._remembered:
            self._remembered[key] = make()
        made: _Made = self._remembered[key]
        return made

    def looks_like_per_cents(self, idmodel: str | None) -> bool:
        """Whether the shares of a model, as they came, are too large for fractions."""
        if idmodel is None or self.output is None:
            return False
        if idmodel not in self._suspected:
            self._suspected[idmodel] = self.output.looks_like_per_cents(idmodel)
        return self._suspected[idmodel]

    def largest_share(self, idmodel: str | None) -> float:
        """The largest share of a model, as it came."""
        model = self.output.model(idmodel) if self.output is not None and idmodel is not None else None
        return model.largest_share if model is not None else 0.0

    def undecided(self, idmodel: str | None) -> bool:
        """Whether the shares of a model look like per cents and nobody has said yet what they are."""
        return idmodel not in self.decided and self.looks_like_per_cents(idmodel)

    def markets(self) -> tuple[str, ...]:
        """Every market that any model has."""
        models = self.output.models if self.output is not None else ()
        return in_order(market for model in models for market in model.markets)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is drawn: a picture, below it perhaps a strip that shares its time."""

    main: Picture
    strip: Picture | None = None
    left_out: int = 0
    """Models that are there and not drawn."""
    even: bool = False
    """Of two models that are compared: whether they differ in no period that both have a price for: no strip then."""
    unknown: bool = False
    """Of two models that are compared in EUR: whether one of them lacks prices in some period."""
    comparison: Comparison | None = field(default=None)
    """Of before and after: what changed."""


def scene_of(material: Material, wish: Wish) -> Scene:
    """The numbers of every picture but the heat map."""
    if wish.kind is Kind.COMPARE and material.models:
        return _compared(material, wish)
    if wish.kind is Kind.CHANGES:
        return _changed(material, wish)
    return Scene(_finished(_markets(material, wish), wish))


def _markets(material: Material, wish: Wish) -> Picture:
    allocation = material.allocation(wish.model)
    if wish.unit is not Unit.EUR:
        # Behind stacked markets another purchase would only be in their way: before and after shows it.
        previous = material.previous if allocation is None else None
        return picture_of(material.purchase, allocation, previous, material.replaced)
    found = material.costs(wish.model)
    picture = picture_of(material.purchase)
    if found is None:
        return replace(picture, main="")
    hours = material.purchase.resolution / 60
    # Longer periods are summed over the periods that are priced whole, as the totals are.
    counted = np.where(found.complete | (wish.step is Step.SUBMITTED), 1.0, np.nan) / hours
    return replace(
        picture,
        purchase=found.all_in_md * counted,
        main=ALL_IN_MD,
        markets={series_name(market): found.known_eur(market) * counted for market in found.eur},
    )


def _finished(picture: Picture, wish: Wish) -> Picture:
    """The picture in the length of period and the unit that were chosen."""
    if wish.unit is Unit.EUR:
        return picture.energies(Unit.EUR).summed(wish.step)
    picture = picture.by(wish.step)
    if wish.unit is Unit.MWH:
        return picture.energies(wish.unit)
    return picture.shares() if wish.unit is Unit.SHARE else picture


def net_of(material: Material, idmodel: str, market: str, unit: Unit) -> Floats:
    """What a model buys less what it sells in a market, or in all of them: MW, or EUR an hour, NaN without a price."""
    allocation = material.allocation(idmodel)
    nothing = np.zeros(len(material.purchase))
    if allocation is None:
        return nothing
    names = (market,) if market else allocation.markets
    if unit is Unit.EUR:
        found = material.costs(idmodel)
        hours = material.purchase.resolution / 60
        if found is None:
            return nothing + np.nan
        if market:
            return found.known_eur(market) / hours if market in found.eur else nothing
        return sum((found.eur[name] / hours for name in names), nothing)
    return sum((allocation.net(name) for name in names if name in allocation.bought), nothing)


def drawn_models(material: Material, wish: Wish) -> list[str]:
    """The models that are drawn as lines, by their idmodel: the chosen ones whatever there are, in their order.

    But for those that are `held_back`.
    """
    wanted = _wanted_models(material, wish)
    held = held_back(material, wish)
    return [each for each in wanted if each not in held]


def held_back(material: Material, wish: Wish) -> tuple[str, ...]:
    """Models that look like per cents, undecided, where others are drawn whose scale is known, by their idmodel.

    Beside those their lines might be a hundred times too high, which nobody would see from the picture.
    """
    wanted = _wanted_models(material, wish)
    undecided = tuple(each for each in wanted if material.undecided(each))
    return undecided if len(undecided) < len(wanted) else ()


def asked_about(material: Material, wish: Wish) -> tuple[str, ...]:
    """The models in the picture whose shares look like per cents, decided or not, by their idmodel."""
    if wish.kind is Kind.CHANGES:
        return ()
    if wish.kind is Kind.COMPARE:
        return tuple(each for each in _wanted_models(material, wish) if material.looks_like_per_cents(each))
    return (wish.model,) if wish.model is not None and material.looks_like_per_cents(wish.model) else ()


def _wanted_models(material: Material, wish: Wish) -> list[str]:
    wanted = [each for each in (wish.model, wish.against) if each is not None]
    chosen = dict.fromkeys((*wanted, *material.models))
    drawn = [each for each in chosen if each in material.models][:MOST_COMPARED]
    return sorted(drawn, key=material.models.index)


def compared_costs(material: Material, wish: Wish) -> Compared:
    """Over which periods the costs of the drawn models are compared."""
    every = {each: material.costs(each) for each in drawn_models(material, wish)}
    return compared(material.purchase, {each: found for each, found in every.items() if found is not None}, wish.step)


def _compared(material: Material, wish: Wish) -> Scene:
    drawn = drawn_models(material, wish)
    lines = {f"model:{each}": net_of(material, each, wish.market, wish.unit) for each in drawn}
    names = {f"model:{each}": material.names.get(each, each) for each in drawn}
    if wish.unit is Unit.EUR and wish.step is not Step.SUBMITTED:
        counted = compared_costs(material, wish).drawn
        nowhere = np.zeros(len(material.purchase), dtype=np.bool_)
        lines = {
            f"model:{each}": np.where(counted.get(each, nowhere), lines[f"model:{each}"], np.nan) for each in drawn
        }
    main = replace(picture_of(material.purchase), lines=lines, names=names)
    if wish.unit is Unit.EUR:
        main = replace(main, main="")
    strip, even, unknown = None, False, False
    first, second = material.allocation(wish.model), material.allocation(wish.against)
    both = wish.model in drawn and wish.against in drawn
    if first is not None and second is not None and both and wish.model != wish.against:
        if wish.unit is Unit.EUR:
            values = lines[f"model:{wish.model}"] - lines[f"model:{wish.against}"]
        else:
            found = difference(first, second)
            nothing = np.zeros(len(material.purchase))
            values = found.get(wish.market, nothing) if wish.market else sum(found.values(), nothing)
        values = without_dust(values)
        known = np.isfinite(values)
        even, unknown = bool(known.any()) and not values[known].any(), not known.all()
        if known.any() and not even:
            strip = _finished(replace(picture_of(material.purchase), markets={DIFFERENCE: values}), wish)
            strip = replace(strip, main="")
    left_out = len(material.models) - len(_wanted_models(material, wish))
    return Scene(_finished(main, wish), strip, left_out=left_out, even=even, unknown=unknown)


def _changed(material: Material, wish: Wish) -> Scene:
    wish = wish if wish.unit is Unit.MWH else replace(wish, unit=Unit.MW)
    purchase, previous = material.purchase, material.previous
    main = _finished(picture_of(purchase, None, previous, material.replaced), wish)
    if previous is None:
        return Scene(main)
    found = compare(purchase, previous)
    if not len(found.starts):
        return Scene(main, comparison=found)
    strip = Picture(
        found.starts,
        found.resolution,
        purchase.zone,
        np.zeros(len(found.starts)),
        {CHANGE: found.difference},
        main="",
        partial=np.zeros(len(found.starts), dtype=np.bool_),
    )
    return Scene(main, _finished(strip, wish), comparison=found)
