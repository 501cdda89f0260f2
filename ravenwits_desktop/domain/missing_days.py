"""Whole days without a value between days that have one."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Label, Minutes


def missing_days(labels: Minutes, resolution: int, label: Label) -> list[tuple[np.datetime64, int]]:
    """The first of the days that have none of `labels`, between days that have, and how many follow each other.

    `labels` are wall clock and name that end, `label`, of periods of `resolution` minutes; those that are no times do
    not count.
    """
    known = labels[~np.isnat(labels)]
    days = np.sort((known - timegrid.minutes(resolution if label is Label.END else 0)).astype("datetime64[D]"))
    steps = np.diff(days).astype(np.int64)
    return [(days[place] + 1, int(steps[place]) - 1) for place in np.flatnonzero(steps > 1).tolist()]
