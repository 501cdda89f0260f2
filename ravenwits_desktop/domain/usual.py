"""What a retailer usually buys, and values that are a thousand times as much, or a thousandth: another unit."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import Floats

FACTOR = 300.0
"""From here on, up or down, a mean is out of proportion; units lie 1,000 apart, and a portfolio does not grow so."""
LEAST_SHARES = {15: 0.45, 30: 0.55}
"""By the minutes of a period: a day at or below this share of another may be in MWh where that was in MW.

A weekend has down to half of a weekday; a Monday in MWh per quarter still has less than 0.45 of a Sunday in MW. In
half hours a MWh is half a MW, which lies among the weekends: only what is near to half is asked about.
"""
SAID_NOTHING = frozenset({State.REJECTED, State.CANCELLED, State.DROPPED, State.NOT_FOUND})
"""States of what was withdrawn, refused or given up."""


def usual_mw(submissions: Iterable[Submission], account: str, retailer_id: str) -> float | None:
    """The mean power, MW, of what was submitted last for a retailer of `account`; None where nothing is known.

    What was withdrawn, refused or given up does not count.
    """
    known = [
        each
        for each in submissions
        if each.account == account and each.retailer_id == retailer_id and each.state not in SAID_NOTHING
    ]
    for each in sorted(known, key=lambda each: each.created, reverse=True):
        if each.energy_mwh and each.rows and each.resolution:
            return abs(each.energy_mwh) / (each.rows * each.resolution / 60)
    return None


def mean_mw(mw: Floats) -> float:
    """The mean of the values that are known, MW, whatever its sign; 0 without any."""
    known = mw[np.isfinite(mw)]
    if not len(known):
        return 0.0
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float(known.mean())
    # the sum of very large values is no number, their mean is one
    return abs(mean if np.isfinite(mean) else float((known / len(known)).sum()))


def times_too_large(mean: float, usual: float | None) -> bool:
    """Whether a mean is so far above the usual one that its unit is another. Both in MW."""
    return usual is not None and usual > 0 and mean >= FACTOR * usual


def times_too_small(mean: float, usual: float | None) -> bool:
    """Whether a mean is so far below the usual one that its unit is another. Both in MW; 0 is none."""
    return usual is not None and 0 < mean * FACTOR <= usual


def may_be_another_unit(mean: float, usual: float | None, resolution: int) -> bool:
    """Whether a mean is so far from the usual one, both in MW, that a file of the same kind may be in another unit.

    Over an hour a MWh is a MW, and units lie 1,000 apart; in shorter periods of `resolution` minutes they lie nearer.
    """
    if usual is None or usual <= 0 or mean <= 0:
        return False
    if resolution >= 60:
        return times_too_large(mean, usual) or times_too_small(mean, usual)
    return min(mean, usual) <= LEAST_SHARES.get(resolution, LEAST_SHARES[30]) * max(mean, usual)


def lies_between_units(mean: float, usual: float | None) -> bool:
    """Whether a mean is further from the usual one, both in MW, than halfway to a unit a thousand times as large."""
    return usual is not None and usual > 0 and mean > 0 and max(mean / usual, usual / mean) >= math.sqrt(1000.0)
