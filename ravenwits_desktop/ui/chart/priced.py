"""Over which periods the costs of several models are compared, where they do not all have prices for the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.prices import Costs
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.ui.chart.picture import grouped
from ravenwits_desktop.ui.chart.units import Step

_ENOUGH = 0.5
"""A model is summed with the others in an hour or a day of which it has this share of the best one's periods."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What of each model (by its idmodel) is drawn: periods of the purchase, and how many hours or days."""

    drawn: Mapping[str, Bools]
    """The periods that are in its sums: those that all models have that are drawn in that hour or day."""
    missing: Mapping[str, int]
    """In how many hours or days (periods, as submitted) it is not drawn although another one is; without those of 0."""
    steps: int
    """In how many hours, days or periods any is drawn."""
    uneven: bool
    """Whether sums leave out periods that a model does have."""

    @property
    def counted(self) -> int:
        """How many periods are in any sum."""
        return int(np.logical_or.reduce(list(self.drawn.values())).sum()) if self.drawn else 0


def compared(purchase: Purchase, costs: Mapping[str, Costs], step: Step) -> Compared:
    """Find what can be compared.

    As submitted each period stands for itself. Longer ones are sums, which say something beside each other only over
    the same periods: a model without prices for most of an hour or a day is not drawn there, and takes nothing away
    from the others.
    """
    whole = {idmodel: each.complete for idmodel, each in costs.items()}
    if not whole:
        return Compared({}, {}, 0, uneven=False)
    if step is Step.SUBMITTED or (step is Step.HOUR and purchase.resolution >= 60):
        some = np.logical_or.reduce(list(whole.values()))
        lacking = {idmodel: int((some & ~each).sum()) for idmodel, each in whole.items()}
        return Compared(whole, _only(lacking), int(some.sum()), uneven=False)
    groups = grouped(purchase.starts, purchase.resolution, step, purchase.zone)
    counts = np.array([np.add.reduceat(each.astype(np.int64), groups.first) for each in whole.values()])
    most = counts.max(axis=0)
    joins = (counts > 0) & (counts >= _ENOUGH * most)
    of_period = np.repeat(np.arange(len(groups.first)), groups.counts)
    drawn = {idmodel: joined[of_period] for idmodel, joined in zip(whole, joins, strict=True)}
    common = np.logical_and.reduce([each | ~drawn[idmodel] for idmodel, each in whole.items()])
    found = {idmodel: common & each for idmodel, each in drawn.items()}
    there = np.array([np.logical_or.reduceat(each, groups.first) for each in found.values()])
    some = there.any(axis=0)
    lacking = {idmodel: int((some & ~each).sum()) for idmodel, each in zip(found, there, strict=True)}
    uneven = any(bool((whole[idmodel] & drawn[idmodel] & ~common).any()) for idmodel in whole)
    return Compared(found, _only(lacking), int(some.sum()), uneven=uneven)


def _only(lacking: Mapping[str, int]) -> dict[str, int]:
    return {idmodel: count for idmodel, count in lacking.items() if count}
