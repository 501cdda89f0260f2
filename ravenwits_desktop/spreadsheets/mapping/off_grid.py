"""Times that as a whole lie between the periods of the market: the middles of hours, or times of another clock."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes

BESIDE_PERIODS = QT_TRANSLATE_NOOP(
    "Message",
    "The times, such as {label}, lie between the periods of {resolution} minutes of the market: they may be the "
    "middles of the periods, or of another clock. Write them as the begin or the end of each period.",
)


def off_grid_warnings(labels: Minutes, resolution: int) -> tuple[Message, ...]:
    """What is said where most labels, wall clock, are neither the begin nor the end of a period."""
    known = labels[~np.isnat(labels)]
    off = known[known.astype(np.int64) % resolution != 0]
    if len(off) * 2 <= len(known):
        return ()
    return (Message(BESIDE_PERIODS, {"label": off[0].item(), "resolution": resolution}),)
