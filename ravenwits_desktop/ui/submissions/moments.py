"""Times to the second, for evidence."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ravenwits_desktop.ui import words


def exact_moment(value: datetime, zone: str) -> str:
    """An instant as wall-clock time in `zone`, with its day and seconds, such as ``Wed 25 Nov 09:12:31``."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{words.day(local.date().isoformat())} {local:%H:%M:%S}"
