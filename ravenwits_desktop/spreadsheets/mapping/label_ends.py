"""Which end of its period a label names, by the first and the last: by the clock of the file, or of the market."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets.layout import Series

STARTS_BY_OWN = QT_TRANSLATE_NOOP(
    "Message",
    "By the clock that the file itself writes, its times begin whole days and name the start of each period: they were "
    "read so. By the clock of {zone} they end whole days and would name the end. Look which one it is.",
)
ENDS_BY_OWN = QT_TRANSLATE_NOOP(
    "Message",
    "By the clock that the file itself writes, its times end whole days and name the end of each period: they were "
    "read so. By the clock of {zone} they begin whole days and would name the start. Look which one it is.",
)


def label_evidence(walls: Minutes, resolution: int) -> Label | None:
    """Which end of its period a label names, by the first and the last.

    From 00:15 to 00:00, or on over a day: the end. From 00:00, unless it ends there too: the start.
    """
    known = walls[~np.isnat(walls)]
    if len(known) < 2:
        return None
    first, last = (int(wall.astype(np.int64)) % (24 * 60) for wall in (known.min(), known.max()))
    late = 24 * 60 - resolution
    if first == resolution and last != late and (last == 0 or len(known) * resolution >= 24 * 60):
        return Label.END
    if first == 0 and last != 0:
        return Label.START
    return None


def by_other_clock(series: Series, resolution: int) -> Label | None:
    """Which end a label names by the clock of another zone, where the file names its times by one."""
    if series.labels is not None or series.clock is None:
        return series.labels
    return label_evidence(series.walls, resolution)


def by_written_clock(series: Series, walls: Minutes, resolution: int) -> Label | None:
    """Which end a label names: by the clock that the file itself writes, then by the market's (`walls`)."""
    own = None if series.written is None else label_evidence(series.written, resolution)
    return own or label_evidence(walls, resolution)


def clock_doubts(label: Label | None, walls: Minutes, resolution: int, zone: str) -> tuple[Message, ...]:
    """A warning where the labels name the end `label` by their own clock, and the other one by that of `zone`."""
    by_market = label_evidence(walls, resolution)
    if label is None or by_market is None or by_market is label:
        return ()
    return (Message(STARTS_BY_OWN if label is Label.START else ENDS_BY_OWN, {"zone": zone}),)
