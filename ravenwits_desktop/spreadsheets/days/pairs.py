"""Two columns of dates and times: the begin and the end of each period, or the same moment by two clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import same_clock
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.titles import offset_in
from ravenwits_desktop.spreadsheets.days.zones import zone_of
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import DAY

_SHARE = 0.95


def pair_of(
    columns: Sequence[TimeColumn], heads: Sequence[str], zone: str
) -> tuple[TimeColumn, TimeColumn, int] | None:
    """Two neighbours of which one begins the period and the other ends it, and its minutes; None where it is not so.

    `heads` are the headers of `columns`. Two clocks lie an hour apart as well: where the headers do not say which is
    which, and none names a clock, the begins have to start with the market day of `zone`.
    """
    for (left, left_head), (right, right_head) in pairwise(zip(columns, heads, strict=True)):
        both = ~np.isnat(left.walls) & ~np.isnat(right.walls)
        if left.explicit != right.explicit or not both.any():
            continue
        lengths = (right.walls[both] - left.walls[both]).astype(np.int64)
        usual = int(np.median(lengths))
        if abs(usual) not in RESOLUTIONS or (lengths == usual).mean() <= _SHARE:
            continue
        begins, ends = (left, right) if usual > 0 else (right, left)
        named = [time_words.label_named(head) for head in (left_head, right_head)]
        expected = [Label.START, Label.END] if usual > 0 else [Label.END, Label.START]
        if named == expected:
            return begins, ends, abs(usual)
        against = any(name not in (None, each) for name, each in zip(named, expected, strict=True))
        told = against or any(names_clock(head) for head in (left_head, right_head))
        if not told and _starts_with_day(begins, zone):
            return begins, ends, abs(usual)
    return None


def names_clock(head: str) -> bool:
    """Whether a header of times says by which clock they are."""
    return "local" in words.folded(head) or zone_of(head) is not None or offset_in(head) is not None


def _starts_with_day(begins: TimeColumn, zone: str) -> bool:
    walls = timegrid.utc_to_wall(begins.walls, zone) if begins.explicit else begins.walls
    return int(walls[~np.isnat(walls)].min().astype(np.int64)) % DAY == 0


def by_clock_of(columns: Sequence[TimeColumn], heads: Sequence[str], zone: str) -> TimeColumn | None:
    """The one column of times that are those of `zone` by its header, or by those of all the others; None without."""
    clocks = [zone_of(head) for head in heads]
    for wanted in (zone, None):
        own = [time for time, clock in zip(columns, clocks, strict=True) if _is(clock, wanted)]
        if len(own) == 1 and any(clocks):
            return own[0]
    return None


def _is(clock: str | None, wanted: str | None) -> bool:
    return clock == wanted or (clock is not None and wanted is not None and same_clock(clock, wanted))


def named_by(begins: TimeColumn, resolution: int, label: Label, zone: str) -> TimeColumn:
    """A column of the begins of periods as one of the labels wanted.

    The begin alone tells the repeated hour of October apart: both its ends are 03:00 in many files.
    """
    walls = begins.walls
    if begins.explicit:
        walls = walls if label is Label.START else walls + timegrid.minutes(resolution)
    elif label is Label.END:
        starts = timegrid.read_labels(walls, resolution, Label.START, zone).starts
        made = timegrid.labels(starts, resolution, label, zone)
        walls = np.where(np.isnat(made), walls, made)  # the hour that March skips keeps its begin, to be seen
    return replace(begins, walls=walls, label=label, has_clock=True, made=True, resolution=resolution)
