"""When the auctions close (`domain.md`): Central European time, every day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

GATES = (("MID3", 10), ("MD", 12), ("MID1", 15), ("MID2", 22))
"""Market and the hour at which its gate closes each day, in the order of the day."""
GATE_ZONE = "Europe/Madrid"


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
