"""When the auctions close (`domain.md`), and what each trades: Central European time, every day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import Bools, Minutes

GATE_ZONE = "Europe/Madrid"
_LONGEST = 7
"""Days before a market day at which a gate may close."""
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


@dataclass(frozen=True, slots=True)
class Gate:
    """When the gate of a market closes: a time of day in `GATE_ZONE`, so many days before the market day."""

    market: str
    hour: int
    minute: int = 0
    days_before: int = 1

    def __post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60 and 0 <= self.days_before <= _LONGEST):
            raise ValueError("a gate closes at a time of day, at most a week before")

    def closes(self, day: date) -> datetime:
        """When it closes for a market day, UTC."""
        local = day - timedelta(days=self.days_before)
        return datetime(
            local.year, local.month, local.day, self.hour, self.minute, tzinfo=ZoneInfo(GATE_ZONE)
        ).astimezone(UTC)


DEFAULT_GATES = (Gate("MD", 12), Gate("MID1", 15), Gate("MID2", 22), Gate("MID3", 10, days_before=0))
"""The gates of `domain.md`, in order of the markets."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A gate at one moment (UTC): for one market day."""

    market: str
    at: datetime


def next_gate(now: datetime, gates: Sequence[Gate] = DEFAULT_GATES) -> Closing:
    """The gate that closes next after `now` (aware), for whichever market day. `gates` has at least one."""
    today = now.astimezone(ZoneInfo(GATE_ZONE)).date()
    days = [today + timedelta(days=ahead) for ahead in range(max(gate.days_before for gate in gates) + 2)]
    closings = (Closing(gate.market, gate.closes(day)) for day in days for gate in gates)
    return min((closing for closing in closings if closing.at > now), key=lambda closing: closing.at)


def gate_for(first_day: str, last_day: str, now: datetime, gates: Sequence[Gate] = DEFAULT_GATES) -> Closing | None:
    """The next gate that a purchase for these market days (ISO, inclusive) can still meet; None if all have closed."""
    first, last = date.fromisoformat(first_day), date.fromisoformat(last_day)
    today = now.astimezone(ZoneInfo(GATE_ZONE)).date()
    begin = max(first, today)
    # later days have later gates: those of the first few decide
    count = min((last - begin).days + 1, max(gate.days_before for gate in gates) + 2)
    days = [begin + timedelta(days=ahead) for ahead in range(count)]
    closings = [Closing(gate.market, gate.closes(day)) for day in days for gate in gates]
    return min((closing for closing in closings if closing.at > now), key=lambda closing: closing.at, default=None)


def is_late(submission: Submission, now: datetime) -> bool:
    """Whether it still waits to be sent, and the gate it was meant for has closed: a person decides."""
    return submission.state is State.QUEUED and submission.gate is not None and submission.gate <= now
