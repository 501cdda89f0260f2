"""When to ask the server next about each open submission. Pure: the clock and the dice are passed in."""

from __future__ import annotations

import heapq
import math
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

GROWTH = 1.5
JITTER = 0.2
"""By how much of itself a pause may be shorter, so that many do not fall on one moment."""
HIDDEN_FACTOR = 3.0
MOST_IN_FLIGHT = 8
MOST_A_SECOND = 50
"""How many are asked about each second when all are asked again."""
SLEPT = 30.0
"""Seconds by which a look comes too late when the computer must have slept."""
LONGEST_NAP = 60.0
"""Seconds after which to look at the clock in any case: the sleep of the computer does not count in every timer."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: the `first` pause after which anything is tried again, the `longest` to which pauses grow.

    After the connection was down, everything that is due is asked again within `spread`, more of them in longer. What
    the store could not write down is tried again every `store`.
    """

    first: float = 2.0
    longest: float = 60.0
    spread: float = 5.0
    store: float = 5.0


USUAL = Pauses()


@dataclass(slots=True)
class _Entry:
    due: float
    pause: float
    drawn: float
    """The pause after the attempt that runs, with its jitter."""
    asking: bool = False
    again: bool = False
    """Wanted anew while it was being asked about."""
    urgent: bool = False
    """A person waits for it."""


def steady() -> float:
    """Seconds of a clock that nobody sets and that goes on while the computer sleeps, as far as the system has one.

    Python's own monotonic clock stands still during sleep on Linux and macOS, and counts it on Windows.
    """
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        number = getattr(time, name, None)
        if number is not None:
            return time.clock_gettime(number)
    return time.monotonic()


class Schedule:
    """The next time of each open submission, in seconds of a clock that nobody sets (`steady`).

    Soon after sending (2 s), then growing with jitter to a minute; slower while the window is hidden; nothing before
    the time the server asked for (`hold`); after the connection was down, or the computer slept, everything is asked
    again, spread out.
    """

    def __init__(
        self, clock: Callable[[], float], dice: Callable[[], float] = random.random, pauses: Pauses = USUAL
    ) -> None:
        self._clock = clock
        self._dice = dice
        self._pauses = pauses
        self._entries: dict[str, _Entry] = {}
        self._held_until = 0.0
        self._hidden = False
        self._expected = math.inf
        """When the next look is due; a look much later than that comes after a sleep."""

    def watch(self, submission_id: str, *, at_once: bool = False) -> None:
        """Begin to ask about a submission: in 2 s, or at once. One that is watched already is asked sooner."""
        due = self._clock() + (0.0 if at_once else self._pauses.first)
        entry = self._entries.setdefault(submission_id, self._entry(due))
        entry.due = min(entry.due, due)
        entry.pause = self._pauses.first
        entry.urgent = entry.urgent or at_once
        # What is being answered now may have been asked before the reason to ask came up.
        entry.again = entry.again or (at_once and entry.asking)

    def watch_many(self, submission_ids: Iterable[str]) -> None:
        """Begin to ask about many (at the start of the program), spread out over a few seconds."""
        wanted = list(submission_ids)
        span = self._span(len(wanted))
        for submission_id in wanted:
            self._entries[submission_id] = entry = self._entry(self._soon(span))
            if span > self._pauses.spread:
                entry.pause = span

    def _entry(self, due: float) -> _Entry:
        return _Entry(due, self._pauses.first, self._pauses.first)

    def _span(self, count: int) -> float:
        """Seconds over which so many are spread."""
        return max(self._pauses.spread, count / MOST_A_SECOND)

    def _soon(self, span: float) -> float:
        return self._clock() + self._dice() * span

    def forget(self, submission_id: str) -> None:
        """Ask no more about a submission."""
        self._entries.pop(submission_id, None)

    def watched(self) -> frozenset[str]:
        """The submissions that are asked about."""
        return frozenset(self._entries)

    def take_due(self, most: int = MOST_IN_FLIGHT) -> list[str]:
        """The submissions to ask about now, the longest due first, at most `most`; each until `answered`."""
        now = self._clock()
        if now > self._expected + SLEPT:
            self.spread()
        self._expected = now + LONGEST_NAP
        if now < self._held_until:
            return []
        if most <= 0:
            return []
        waiting = (
            (entry.due, submission_id)
            for submission_id, entry in self._entries.items()
            if entry.due <= now and not entry.asking
        )
        chosen = [submission_id for _, submission_id in heapq.nsmallest(most, waiting)]
        for submission_id in chosen:
            entry = self._entries[submission_id]
            entry.asking, entry.drawn = True, entry.pause * (1.0 - JITTER * self._dice())
            entry.urgent = False
        return chosen

    def answered(self, submission_id: str) -> None:
        """An attempt ended, well or badly; the next one comes after a pause that grows, with jitter."""
        entry = self._entries.get(submission_id)
        if entry is None:
            return
        entry.due = self._clock() + (0.0 if entry.again else self.planned(submission_id) or 0.0)
        entry.asking = entry.again = False
        entry.pause = min(entry.pause * GROWTH, self._pauses.longest)

    def planned(self, submission_id: str) -> float | None:
        """Seconds from the end of the attempt that runs now to the next one; None if it is watched no more."""
        entry = self._entries.get(submission_id)
        return None if entry is None else entry.drawn * (HIDDEN_FACTOR if self._hidden else 1.0)

    def hold(self, seconds: float) -> None:
        """Ask nothing at all for this long: the server said so."""
        self._held_until = max(self._held_until, self._clock() + seconds)

    def held(self) -> float:
        """Seconds for which nothing is to be asked or sent."""
        return max(self._held_until - self._clock(), 0.0)

    def lift(self) -> None:
        """Another account: what the server asked of the one before is not for this one."""
        self._held_until = 0.0

    def spread(self) -> None:
        """The connection is back, or the computer awake: ask about everything again, spread out."""
        self._bring_forward()
        span = self._span(len(self._entries))
        many = span > self._pauses.spread
        for entry in self._entries.values():
            # what follows comes no faster than they are spread: a few are soon asked again, a thousand are not
            entry.pause = span if many else min(entry.pause, span)

    def _bring_forward(self) -> None:
        now, span = self._clock(), self._span(len(self._entries))
        for entry in self._entries.values():
            soon = self._soon(span)
            # what is due already waits its turn like the others: together they would be a burst
            if not entry.urgent:
                entry.due = soon if entry.due <= now else min(entry.due, soon)

    def set_hidden(self, hidden: bool) -> None:
        """Ask more slowly while nobody looks, and soon when somebody looks again."""
        if self._hidden and not hidden:
            self._bring_forward()
        self._hidden = hidden

    def wait(self) -> float | None:
        """Seconds until something is due; None while nothing will be."""
        waiting = [entry.due for entry in self._entries.values() if not entry.asking]
        if not waiting:
            return None
        now = self._clock()
        pause = max(min(waiting), self._held_until) - now
        self._expected = now + max(pause, 0.0)
        return pause
