"""The days on which the clocks change, as a reading has them."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import Label

_FEW_LABELS = 20_000
"""Labels at either end that are looked at; a year of quarter hours has fewer in all."""


def unusual_days(reading: Reading) -> list[tuple[np.datetime64, int]]:
    """The market days without 24 hours that are whole in the file, near its ends, with the hours they have."""
    labels = reading.rows.labels
    near = labels if len(labels) <= 2 * _FEW_LABELS else np.concatenate([labels[:_FEW_LABELS], labels[-_FEW_LABELS:]])
    starts = timegrid.read_labels(near, reading.resolution, reading.labels or Label.END, reading.zone).starts
    starts = starts[~np.isnat(starts)]
    days = timegrid.market_days(starts, reading.zone)
    return [
        (day, hours)
        for day, hours in grid.unusual_days(starts, reading.zone)
        if np.count_nonzero(days == day) * reading.resolution == hours * 60
    ]
