"""The shares of one market at the periods of a purchase, joined by time, and what became of each row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.row_times import Counts, Read, Times
from ravenwits_desktop.domain.timegrid import Bools, Floats, Minutes


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


def join(purchase: Purchase, purchase_share: Floats, sale_share: Floats, read: Read, times: Times) -> Joined:
    """The shares of rows whose labels are `read` and stand for `times`.

    Rows longer than the periods of the purchase hold for all of theirs; of shorter ones the mean over the whole period
    does, in which the part that has no row counts as nothing.
    """
    finite = (np.isfinite(purchase_share) & np.isfinite(sale_share))[times.rows]
    rows, starts, lengths = times.rows, times.starts, times.lengths
    if not finite.all():
        rows, starts, lengths = rows[finite], starts[finite], lengths[finite]
    shares = purchase_share[rows], sale_share[rows]
    spread = [np.zeros(len(purchase)), np.zeros(len(purchase))]
    given = np.zeros(len(purchase), dtype=np.int64)
    used = np.zeros(len(rows), dtype=np.bool_)
    for length in sorted({*timegrid.RESOLUTIONS, purchase.resolution}):
        of = np.flatnonzero(lengths == length)
        if len(of):
            _spread(purchase, length, starts[of], [share[of] for share in shares], spread, given, used, of)
    partial = (given > 0) & (given < purchase.resolution)
    differing = _differing(read, purchase_share, sale_share)
    off_grid = np.sort(times.off_grid)
    return Joined(
        spread[0],
        spread[1],
        given > 0,
        partial if partial.any() else None,
        outside=read.nowhere + int((~used).sum()),
        without_share=int((~finite).sum()),
        off_grid=len(off_grid),
        first_off_grid=read.labels[off_grid[0]] if len(off_grid) else None,
        repeated=len(read.repeated),
        differing=len(differing),
        first_differing=read.labels[differing[0]] if len(differing) else None,
        assumed_summer=int(np.isin(rows[used], read.assumed_summer).sum()) if len(read.assumed_summer) else 0,
    )


def _spread(
    purchase: Purchase,
    length: int,
    starts: Minutes,
    shares: list[Floats],
    spread: list[Floats],
    given: Counts,
    used: Bools,
    of: Counts,
) -> None:
    """Add the rows that are `length` minutes long to the shares in `spread` and the minutes in `given`."""
    if length < purchase.resolution:
        place = np.searchsorted(purchase.starts, starts, side="right") - 1
        inside = (place >= 0) & (starts < purchase.starts[np.maximum(place, 0)] + timegrid.minutes(purchase.resolution))
        place = place[inside]
        for whole, share in zip(spread, shares, strict=True):
            weights = share[inside] * (length / purchase.resolution)
            np.add(whole, np.bincount(place, weights=weights, minlength=len(purchase)), out=whole)
        given += np.bincount(place, minlength=len(purchase)) * length
        used[of[inside]] = True
        return
    place = np.maximum(np.searchsorted(starts, purchase.starts, side="right") - 1, 0)
    covered = (purchase.starts >= starts[place]) & (purchase.starts < starts[place] + timegrid.minutes(length))
    for whole, share in zip(spread, shares, strict=True):
        np.add(whole, np.where(covered, share[place], 0.0), out=whole)
    given += np.where(covered, purchase.resolution, 0)
    used[of[place[covered]]] = True


def _differing(read: Read, *shares: Floats) -> Counts:
    """Of the rows whose time stands there before those that say something else, in the order of the rows."""
    if not len(read.repeated):
        return read.repeated
    differs = np.zeros(len(read.repeated), dtype=np.bool_)
    for share in shares:
        again, first = share[read.repeated], share[read.first]
        differs |= (again != first) & ~(np.isnan(again) & np.isnan(first))
    return np.sort(read.repeated[differs])
