"""A purchase against the one that was submitted before it for the same market days: what is bought otherwise now."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes

NOISE_MW = 1e-9
"""Differences up to here come from computing with doubles: nobody has changed the value."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two purchases, period by period, joined by start instant; only market days that both of them have count.

    `starts` (UTC, in order) are the periods that both have, of `resolution` minutes; `difference` is new less old, MW.
    Where the purchases differ in resolution the power of the coarser one was repeated: then `repeated` is its
    resolution in minutes, else None.
    """

    resolution: int
    starts: Minutes
    difference: Floats
    energy_mwh: float
    """What is bought more now, all periods counted, MWh."""
    added: int
    """How many periods only the new one has."""
    gone: int
    """How many periods of these days only the old one has."""
    repeated: int | None = None
    new_days: tuple[np.datetime64, ...] = ()
    """The market days (``datetime64[D]``, in order) of which the old one has nothing."""

    @property
    def changed(self) -> Bools:
        """Which of `starts` have another value now."""
        return np.abs(self.difference) > NOISE_MW

    @property
    def largest(self) -> int | None:
        """The place in `starts` of the largest change, the earliest of equal ones; None where nothing changed."""
        if not self.changed.any():
            return None
        return int(np.argmax(np.abs(self.difference)))

    @property
    def same(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.added or self.gone or self.new_days or self.changed.any())


def compare(now: Purchase, before: Purchase) -> Comparison:
    """Compare `now` with what was submitted `before`, over the market days of `now` that were; the others are new."""
    resolution = math.gcd(now.resolution, before.resolution)
    starts, values = _repeat(now, resolution)
    old_starts, old_values = _repeat(before, resolution)
    of_these_days = np.isin(timegrid.market_days(old_starts, now.zone), now.days)
    old_starts, old_values = old_starts[of_these_days], old_values[of_these_days]
    new_days = now.days[~np.isin(now.days, before.days)]
    if len(new_days):
        known = ~np.isin(timegrid.market_days(starts, now.zone), new_days)
        starts, values = starts[known], values[known]
    if np.array_equal(starts, old_starts):
        both, new_places, old_places = starts, np.arange(len(starts)), np.arange(len(starts))
    else:
        both, new_places, old_places = np.intersect1d(starts, old_starts, assume_unique=True, return_indices=True)
    with np.errstate(over="ignore", invalid="ignore"):
        energy = (float(values.sum()) - float(old_values.sum())) * resolution / 60
        difference = values[new_places] - old_values[old_places]
    coarser = max(now.resolution, before.resolution)
    return Comparison(
        resolution=resolution,
        starts=both,
        difference=difference,
        energy_mwh=energy,
        added=len(starts) - len(both),
        gone=len(old_starts) - len(both),
        repeated=coarser if now.resolution != before.resolution else None,
        new_days=tuple(new_days),
    )


def _repeat(purchase: Purchase, resolution: int) -> tuple[Minutes, Floats]:
    """The periods of a purchase cut into those of `resolution` minutes, the power of each repeated.

    Periods that overlap, as rows off the grid may, keep the value of the first.
    """
    pieces = purchase.resolution // resolution
    steps = np.arange(pieces) * timegrid.minutes(resolution)
    starts = (purchase.starts[:, None] + steps[None, :]).ravel()
    if pieces == 1:
        return starts, purchase.mw
    starts, first = np.unique(starts, return_index=True)
    return starts, np.repeat(purchase.mw, pieces)[first]


def of_each_day(purchases: Iterable[Purchase], days: npt.NDArray[np.datetime64]) -> Purchase | None:
    """What was submitted last for each of `days` (``datetime64[D]``), as one purchase; None where nothing was.

    `purchases` come newest first, and no more of them are taken than have to be. Where they differ in resolution the
    power of the coarser ones is repeated. Those of another zone than the newest one's have other days and are left out.
    """
    parts: list[Purchase] = []
    left = days
    for each in purchases:
        if parts and each.zone != parts[0].zone:
            continue
        of_each = timegrid.market_days(each.starts, each.zone)
        wanted = np.isin(of_each, left)
        if wanted.any():
            whole = bool(wanted.all())
            parts.append(each if whole else replace(each, starts=each.starts[wanted], mw=each.mw[wanted]))
        left = left[~np.isin(left, of_each)]
        if not len(left):
            break
    if len(parts) < 2:
        return parts[0] if parts else None
    resolution = math.gcd(*(each.resolution for each in parts))
    pieces = [_repeat(each, resolution) for each in parts]
    starts, mw = (np.concatenate([piece[place] for piece in pieces]) for place in (0, 1))
    # rows off the grid may lie over those of the next day: the first, which is of the newer one, counts
    starts, first = np.unique(starts, return_index=True)
    return Purchase(starts, mw[first], resolution, parts[0].label, parts[0].zone)


def row_changes(starts: Minutes, found: Comparison) -> Floats:
    """What each row of a table changed by, MW: the mean over its period; NaN where nothing in it changed.

    `starts` (UTC) are those of the rows, in their order, each once and none missing.
    """
    order = np.argsort(starts, kind="stable")
    place = np.searchsorted(starts[order], found.starts, side="right") - 1
    rows = order[place]
    counts = np.bincount(rows, minlength=len(starts))
    sums = np.bincount(rows, weights=found.difference, minlength=len(starts))
    changed = np.bincount(rows[found.changed], minlength=len(starts)) > 0
    result: Floats = np.where(changed, sums / np.maximum(counts, 1), np.nan)
    return result
