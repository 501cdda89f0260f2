"""A purchase: the power to be bought in each period, MW, as it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.frozen import frozen
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Floats, Label, Minutes

_HAS_NINE_DECIMALS = 1e6
"""MW; below it a double holds nine decimals."""


@dataclass(frozen=True, slots=True, eq=False)
class Purchase:
    """The periods of a purchase in order of time and the MW of each. Never changed once made.

    `starts` are start instants (UTC, ``datetime64[m]``), strictly increasing; `mw` are finite doubles of the same
    length, at least one. `resolution` in minutes, `label` and `zone` say how the periods are written on the wire.
    Raises `ValueError` for anything else.
    """

    starts: Minutes
    mw: Floats
    resolution: int
    label: Label = Label.END
    zone: str = DEFAULT_ZONE

    def __post_init__(self) -> None:
        starts, mw = frozen(self.starts, "datetime64[m]"), frozen(self.mw, np.float64)
        if starts.ndim != 1 or starts.shape != mw.shape or not len(starts):
            raise ValueError("a purchase has one value for each of its periods, and at least one")
        if np.isnat(starts).any() or (np.diff(starts).astype(np.int64) <= 0).any():
            raise ValueError("the periods of a purchase are in order of time and none is there twice")
        if not np.isfinite(mw).all():
            raise ValueError("every period of a purchase has a finite value")
        if self.resolution <= 0:
            raise ValueError("the resolution is a positive number of minutes")
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "mw", mw)

    def __len__(self) -> int:
        return len(self.mw)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Purchase):
            return NotImplemented
        return (self.resolution, self.label, self.zone, len(self)) == (
            other.resolution,
            other.label,
            other.zone,
            len(other),
        ) and bool((self.starts == other.starts).all() and (self.mw == other.mw).all())

    __hash__ = None  # type: ignore[assignment]  # arrays inside: compare, or use fingerprint()

    @property
    def energy_mwh(self) -> float:
        """Energy of all periods, MWh."""
        return energy_mwh(self.mw, self.resolution)

    @property
    def labels(self) -> Minutes:
        """The labels as they are sent: wall clock in `zone`."""
        return timegrid.labels(self.starts, self.resolution, self.label, self.zone)

    @property
    def days(self) -> npt.NDArray[np.datetime64]:
        """The market days (``datetime64[D]``) it touches, in order."""
        of_each = timegrid.market_days(self.starts, self.zone)
        return of_each[timegrid.changes(of_each)]

    @property
    def first_day(self) -> np.datetime64:
        """The market day (``datetime64[D]``) of its first period; at once, however long it is."""
        return np.datetime64(timegrid.market_days(self.starts[:1], self.zone)[0])

    @property
    def last_day(self) -> np.datetime64:
        """The market day (``datetime64[D]``) of its last period; at once, however long it is."""
        return np.datetime64(timegrid.market_days(self.starts[-1:], self.zone)[0])

    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) over labels and values: two purchases with the same rows have the same."""
        digest = hashlib.sha256()
        digest.update("\n".join(timegrid.format_labels(self.labels)).encode())
        digest.update(np.ascontiguousarray(self.mw + 0.0, dtype="<f8").tobytes())
        return digest.hexdigest()


def energy_mwh(mw: Floats, resolution: int) -> float:
    """Energy, MWh, of periods of `resolution` minutes at these MW; periods without a value count as nothing."""
    with np.errstate(over="ignore", invalid="ignore"):
        total = float(mw.sum())
        # a long purchase has all of its values: to look for empty ones costs many times as much as to add them up
        return (float(np.nansum(mw)) if np.isnan(total) else total) * resolution / 60


def moved(mw: Floats, change: float) -> Floats:
    """`mw` changed by `change`, MW, without the dust of binary fractions: 0.1 and 0.2 are 0.3.

    Values are rounded to nine decimals, a thousandth of a watt; those too large to have as many stay as they are.
    """
    sums = mw + change
    small = np.abs(sums) < _HAS_NINE_DECIMALS
    result: Floats = np.where(small, np.round(np.where(small, sums, 0.0), 9), sums) + 0.0
    return result
