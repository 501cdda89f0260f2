"""Clocks without summer time: their zones, and what people call them."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid

_PREFIX = "Etc/GMT"


def clock_name(zone: str) -> str:
    """A zone for people: one without summer time by how far it is ahead of UTC, which its own name turns round."""
    if not zone.startswith(_PREFIX) or zone == _PREFIX:
        return zone
    sign, hours = zone[len(_PREFIX)], zone[len(_PREFIX) + 1 :]
    return f"UTC{'+' if sign == '-' else '-'}{hours}"


def offset_name(minutes: int) -> str:
    """A clock that is always `minutes` ahead of UTC, as people write it: UTC, UTC+1, UTC-3:30."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


def same_clock(one: str, other: str) -> bool:
    """Whether two zones have shown the same time of day all through these years: Madrid and Stockholm."""
    if one == other:
        return True
    days = np.arange("2024-01-01", "2027-01-01", dtype="datetime64[D]").astype("datetime64[m]")
    return bool((timegrid.utc_to_wall(days, one) == timegrid.utc_to_wall(days, other)).all())


def winter_zone(zone: str) -> str:
    """The zone that has the winter time of `zone` all year."""
    january = np.array(["2026-01-15"], dtype="datetime64[m]")
    ahead = int((january - timegrid.wall_to_utc(january, zone)[0])[0].astype(np.int64)) // 60
    return fixed_zone(ahead * 60)


def fixed_zone(minutes: int) -> str:
    """The zone that is always `minutes`, whole hours, ahead of UTC."""
    return f"{_PREFIX}{-minutes // 60:+d}" if minutes else "UTC"
