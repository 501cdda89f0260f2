"""How long the client waits, and how often it tries."""

from __future__ import annotations

from dataclasses import dataclass

_SLOWEST_LINE = 32 * 1024
"""Bytes a second: what a body may take to leave is added to the time allowed for the whole."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: `connect` for a connection, `read` and `write` for each piece, `total` for a call with its retries."""

    connect: float = 10
    read: float = 30
    write: float = 30
    total: float = 120

    def whole(self, body: bytes | None) -> float:
        """The time allowed for a call that sends `body`."""
        return self.total + len(body or b"") / _SLOWEST_LINE


@dataclass(frozen=True, slots=True)
class Retries:
    """How often reading and updating is tried in all, and the seconds between: doubled each time, with jitter."""

    attempts: int = 3
    wait_initial: float = 0.25
    wait_max: float = 5.0
    wait_jitter: float = 0.25


PATIENT = Timeouts()
A_FEW = Retries()
ONCE = Retries(attempts=1)
