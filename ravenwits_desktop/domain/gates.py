"""When the auctions close (`domain.md`): Central European time, every day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Bools, Minutes

GATES = (("MID3", 10), ("MD", 12), ("MID1", 15), ("MID2", 22))
"""Market and the hour at which its gate closes each day, in the order of the day."""
GATE_ZONE = "Europe/Madrid"
FIRST_HOURS = {"MID3": 12}
"""Markets that trade only a part of the day: the hour of the day, in `GATE_ZONE`, from which on they do."""


def traded(market: str, starts: Minutes) -> Bools:
    """Which periods (start instants, UTC) a market trades; one that is not known trades all of them."""
    first = FIRST_HOURS.get(market, 0)
    if not first:
        return np.ones(len(starts), dtype=np.bool_)
    walls = timegrid.utc_to_wall(starts, GATE_ZONE)
    result: Bools = walls - walls.astype("datetime64[D]") >= np.timedelta64(first, "h")
    return result


def next_gate(now: datetime) -> tuple[str, timedelta]:
    """The market whose gate closes next after `now` (aware), and how long that is."""
    zone = ZoneInfo(GATE_ZONE)
    local = now.astimezone(zone)
    closings = (
        (market, datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC))
        for day in (local.date(), local.date() + timedelta(days=1))
        for market, hour in GATES
    )
    return next((market, closes - now) for market, closes in closings if closes > now)
