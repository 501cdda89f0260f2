"""A purchase in shorter or longer periods, its energy kept."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import RESOLUTIONS

INCOMPLETE = QT_TRANSLATE_NOOP(
    "Message",
    "The {minutes} minutes from {label} have {count} of {expected} values: their mean would not keep the energy. "
    "Add the missing ones first.",
)
NO_MULTIPLE = QT_TRANSLATE_NOOP("Message", "Periods of {old} minutes cannot be made into periods of {new} minutes.")


class ResampleError(Exception):
    """A purchase that cannot be brought to another resolution; `message` names the period that stands against it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def resampled(purchase: Purchase, resolution: int) -> Purchase:
    """`purchase` in periods of `resolution` minutes: shorter ones repeat the power, longer ones have its mean.

    Periods lie on the market's clock, so that days of 23 and 25 hours come out whole. Raises `ResampleError`.
    """
    old, zone = purchase.resolution, purchase.zone
    if resolution == old:
        return purchase
    if resolution not in RESOLUTIONS or max(old, resolution) % min(old, resolution):
        raise ResampleError(Message(NO_MULTIPLE, {"old": old, "new": resolution}))
    if resolution < old:
        times = old // resolution
        steps = np.arange(times) * timegrid.minutes(resolution)
        starts = (purchase.starts[:, None] + steps).ravel()
        return Purchase(starts, np.repeat(purchase.mw, times), resolution, purchase.label, zone)
    times = resolution // old
    walls = timegrid.utc_to_wall(purchase.starts, zone)
    into = (walls - walls.astype("datetime64[h]")).astype(np.int64) % resolution
    starts, first, counts = np.unique(
        purchase.starts - into.astype("timedelta64[m]"), return_index=True, return_counts=True
    )
    short = np.flatnonzero(counts != times)
    if len(short):
        label = timegrid.utc_to_wall(starts[short[:1]], zone)[0].item()
        values = {"minutes": resolution, "label": label, "count": int(counts[short[0]]), "expected": times}
        raise ResampleError(Message(INCOMPLETE, values))
    return Purchase(starts, np.add.reduceat(purchase.mw / times, first), resolution, purchase.label, zone)
