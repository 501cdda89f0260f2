"""Evidence that rows are labelled with the other end of their periods than a purchase is. Told, never acted upon.

Source: `domain.md`, "Clocks": a first label 00:15 and a last one 00:00 speak for ends, 00:00 and 23:45 for starts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.row_times import Read
from ravenwits_desktop.domain.timegrid import Bools, Label

_FEWEST = 3
"""Rows; the labels of fewer may be anything."""


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """The first and the last label of such rows, wall clock, and how long a row is: by so much they would be off."""

    first: np.datetime64
    last: np.datetime64
    minutes: int


def other_end(purchase: Purchase, read: Read, traded: Bools) -> OtherEnd | None:
    """Whether the labels span just the periods that are `traded`, if they name the end that the purchase does not."""
    periods = np.flatnonzero(traded)
    if len(read.rows) < _FEWEST or not len(periods):
        return None
    length = timegrid.minutes(read.step or purchase.resolution)
    begin = purchase.starts[periods[0]]
    end = purchase.starts[periods[-1]] + timegrid.minutes(purchase.resolution)
    first, last = (begin, end - length) if purchase.label is Label.END else (begin + length, end)
    if read.instants[0] != first or read.instants[-1] != last:
        return None
    labels = read.labels[read.rows]
    return OtherEnd(labels[0], labels[-1], int(length.astype(np.int64)))
