"""How the files of one kind tell their periods, and what is said of one that tells them in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

OTHER_PERIODS = QT_TRANSLATE_NOOP("Message", "The periods were told by {before}, now by {now}.")
BY_TIMES = QT_TRANSLATE_NOOP("Message", "dates and times")
BY_CLOCK = QT_TRANSLATE_NOOP("Message", "times of day")
BY_BOUNDS = QT_TRANSLATE_NOOP("Message", "their begin and end")
BY_HOUR_AND_QUARTER = QT_TRANSLATE_NOOP("Message", "the hour and the part of it")
BY_HOURS = QT_TRANSLATE_NOOP("Message", "the numbers of hours")
BY_HALVES = QT_TRANSLATE_NOOP("Message", "the numbers of half hours")
BY_QUARTERS = QT_TRANSLATE_NOOP("Message", "the numbers of quarters of an hour")
OTHER_BASE = QT_TRANSLATE_NOOP("Message", "The periods were numbered from {before}, now from {now}.")
_NUMBERED = re.compile(r"number (\d+) (\d+)")
"""The trait of periods that are numbered: from which number on, and how many minutes each has."""
_NUMBERS = {"60": BY_HOURS, "30": BY_HALVES, "15": BY_QUARTERS}
_FORMS = {"": BY_TIMES, "time of day": BY_CLOCK, "range": BY_BOUNDS, "hour and quarter": BY_HOUR_AND_QUARTER}
_WHEN = ("before", "now")


def other_periods(was: str, now: str) -> Iterator[Message]:
    """What is said of periods that are told in another way; how long they are is a trait of its own."""
    before, after = _NUMBERED.fullmatch(was), _NUMBERED.fullmatch(now)
    if before is not None and after is not None:
        if before[1] != after[1]:
            yield Message(OTHER_BASE, {"before": before[1], "now": after[1]})
        return
    ways = _way(was), _way(now)
    if ways[0] != ways[1]:
        yield Message(OTHER_PERIODS, dict(zip(_WHEN, ways, strict=True)))


def _way(periods: str) -> Message | str:
    """How a file tells its periods, in words."""
    numbered = _NUMBERED.fullmatch(periods)
    if numbered is not None and numbered[2] in _NUMBERS:
        return Message(_NUMBERS[numbered[2]])
    form = re.sub(r"(?: -?\d+)+$", "", periods)
    return Message(_FORMS[form]) if form in _FORMS else form
