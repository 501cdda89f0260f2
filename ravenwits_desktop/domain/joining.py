"""The shares of one market at the periods of a purchase, joined by time, and what became of each row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.row_times import Counts, Read, Times
from ravenwits_desktop.domain.timegrid import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Shares aligned with the periods of a purchase. Rows that were not used are counted, each once."""

    purchase_share: Floats
    sale_share: Floats
    covered: Bools
    """Periods with a row, if only for a part of them."""
    partial: Bools | None = None
    """Periods with rows for a part of them alone; None without any."""
    outside: int = 0
    """Rows whose time is not one of the purchase, or does not exist."""
    without_share: int = 0
    off_grid: int = 0
    """Rows that do not lie where the rows around them say that periods begin."""
    first_off_grid: np.datetime64 | None = None
    """The label of the first of them."""
    guessed: int = 0
    """Used rows that are taken for longer than a period of the purchase, which few rows show."""
    first_guessed: np.datetime64 | None = None
    """The label of the first of them."""
    repeated: int = 0
    """Rows whose time another row has already: that one counts."""
    differing: int = 0
    """Those of them that say something else than the one that counts."""
    first_differing: np.datetime64 | None = None
    """The label of the first of them."""
    assumed_summer: int = 0
    """Used rows of the hour that October repeats of which only one is there."""

    @property
    def unused(self) -> int:
        """Rows that were not used."""
        return self.outside + self.without_share + self.off_grid + self.repeated


def beside(purchase_share: Floats, sale_share: Floats) -> Joined:
    """The shares of rows that are labelled one by one as the periods of the purchase are."""
    finite = np.isfinite(purchase_share) & np.isfinite(sale_share)
    spread = [np.where(finite, share, 0.0) for share in (purchase_share, sale_share)]
    return Joined(spread[0], spread[1], finite, without_share=int((~finite).sum()))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Rows of one length: `rows` among the labels and `periods` of the purchase, one beside the other."""

    rows: Counts
    periods: Counts
    factor: float
    """How much of its period each row is; 1 for rows that are as long or longer, which hold for several."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where the rows of a column lie in a purchase: the same for every market with these labels."""

    times: Times
    parts: tuple[_Part, ...]
    covered: Bools
    partial: Bools | None
    used: Bools
    """Which of the rows of `times` have a place."""


def placed(purchase: Purchase, times: Times) -> Placed:
    """Find the periods of the purchase in which the rows lie, or which lie in them."""
    given = np.zeros(len(purchase), dtype=np.int64)
    used = np.zeros(len(times.rows), dtype=np.bool_)
    parts = []
    for length in sorted({*timegrid.RESOLUTIONS, purchase.resolution}):
        of = np.flatnonzero(times.lengths == length)
        if not len(of):
            continue
        starts = times.starts[of]
        if length < purchase.resolution:
            period = np.searchsorted(purchase.starts, starts, side="right") - 1
            ends = purchase.starts[np.maximum(period, 0)] + timegrid.minutes(purchase.resolution)
            inside = (period >= 0) & (starts < ends)
            of, period = of[inside], period[inside]
            given += np.bincount(period, minlength=len(purchase)) * length
        else:
            row = np.maximum(np.searchsorted(starts, purchase.starts, side="right") - 1, 0)
            period = np.flatnonzero(
                (purchase.starts >= starts[row]) & (purchase.starts < starts[row] + timegrid.minutes(length))
            )
            of = of[row[period]]
            given[period] = purchase.resolution
        used[of] = True
        parts.append(_Part(times.rows[of], period, min(length / purchase.resolution, 1.0)))
    partial = (given > 0) & (given < purchase.resolution)
    return Placed(times, tuple(parts), given > 0, partial if partial.any() else None, used)


def join(purchase: Purchase, purchase_share: Floats, sale_share: Floats, read: Read, at: Placed) -> Joined:
    """The shares of rows whose labels are `read` and lie at `at`.

    Rows longer than the periods of the purchase hold for all of theirs; of shorter ones the mean over the whole period
    does, in which the part that has no row counts as nothing.
    """
    finite = (np.isfinite(purchase_share) & np.isfinite(sale_share))[at.times.rows]
    without_share = len(finite) - int(np.count_nonzero(finite))
    if without_share:
        at = placed(purchase, at.times.only(finite))
    differing = _differing(read, purchase_share, sale_share)
    off_grid = np.sort(at.times.off_grid)
    guessed = at.times.guessed
    if len(guessed):
        guessed = np.sort(guessed[np.isin(guessed, at.times.rows[at.used])])
    assumed = np.isin(at.times.rows[at.used], read.assumed_summer) if len(read.assumed_summer) else np.zeros(0)
    return Joined(
        _spread(at, purchase_share),
        _spread(at, sale_share),
        at.covered,
        at.partial,
        outside=read.nowhere + len(at.used) - int(np.count_nonzero(at.used)),
        without_share=without_share,
        off_grid=len(off_grid),
        first_off_grid=read.labels[off_grid[0]] if len(off_grid) else None,
        guessed=len(guessed),
        first_guessed=read.labels[guessed[0]] if len(guessed) else None,
        repeated=len(read.repeated),
        differing=len(differing),
        first_differing=read.labels[differing[0]] if len(differing) else None,
        assumed_summer=int(np.count_nonzero(assumed)),
    )


def _spread(at: Placed, shares: Floats) -> Floats:
    """The shares of the rows at the periods; 0 where there is no row."""
    whole = np.zeros(len(at.covered))
    for part in at.parts:
        if part.factor < 1:
            whole += np.bincount(part.periods, weights=shares[part.rows] * part.factor, minlength=len(whole))
        else:
            whole[part.periods] = shares[part.rows]
    return whole


def _differing(read: Read, *shares: Floats) -> Counts:
    """Of the rows whose time stands there before those that say something else, in the order of the rows."""
    if not len(read.repeated):
        return read.repeated
    differs = np.zeros(len(read.repeated), dtype=np.bool_)
    for share in shares:
        again, first = share[read.repeated], share[read.first]
        differs |= (again != first) & ~(np.isnan(again) & np.isnan(first))
    return np.sort(read.repeated[differs])
