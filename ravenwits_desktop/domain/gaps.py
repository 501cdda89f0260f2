"""Where a market day is not whole."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Minutes


def beside_gap(there: Minutes, begin: np.datetime64, resolution: int) -> np.datetime64:
    """The period of a day after which the first one is missing, or before which, where the day does not begin.

    Of a day that lacks none, the first period that does not belong to it. `there` are the start instants (UTC) of the
    periods of that day, at least one, in order; the day begins at `begin` (UTC) and they last `resolution` minutes.
    """
    first: np.datetime64 = there[0]
    if first > begin:
        return first
    length = timegrid.minutes(resolution)
    for places in (np.flatnonzero(np.diff(there) > length), np.flatnonzero((there - begin) % length)):
        if len(places):
            found: np.datetime64 = there[places[0]]
            return found
    last: np.datetime64 = there[-1]
    return last
