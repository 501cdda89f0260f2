"""Finding periods and values of a draft by what a person types: a day, a time, the half of October's hour, a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.timegrid import Floats, Minutes

_DAY = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:[./-](\d{1,2})[./-](\d{4})|[/-](\d{1,2}))(?![\d:])|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"
)
"""A point between day and month needs a year behind it: 2.5 is a value."""
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})\s*([AB])?(?![\w])", re.IGNORECASE)
_HALF = re.compile(r"(?<![\w:])(\d{1,2})\s*([AB])(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None is anything. `half` is 1 or 2 for the halves of a repeated hour, `value` in MW."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    minute: int | None = None
    half: int | None = None
    value: str | None = None


def wanted(text: str) -> Wanted | None:
    """What `text` looks for: ``26/10``, ``2026-10-26``, ``14:30``, ``26/10 2A``, ``12,5``; None if it is none of these.

    A number is looked for by its digits as they are shown: 12.5 finds 12.5 and 12.50, not 112.5.
    """
    rest = text.strip()
    day = month = year = minute = half = None
    if (found := _DAY.search(rest)) is not None:
        parts = found.groups()
        day, month = int(parts[0] or parts[6]), int(parts[1] or parts[3] or parts[5])
        year = int(parts[2] or parts[4] or 0) or None
        rest = rest[: found.start()] + rest[found.end() :]
    if (found := _CLOCK.search(rest)) is not None:
        minute = int(found[1]) * 60 + int(found[2])
        half = _half(found[3])
        rest = rest[: found.start()] + rest[found.end() :]
    elif (found := _HALF.search(rest)) is not None:
        minute, half = int(found[1]) * 60, _half(found[2])
        rest = rest[: found.start()] + rest[found.end() :]
    rest = rest.strip()
    if rest and not _NUMBER.fullmatch(rest):
        return None
    if day is None and minute is None and not rest:
        return None
    return Wanted(day, month, year, minute, half, rest.replace(",", ".") or None)


def _half(letter: str | None) -> int | None:
    return None if letter is None else 1 if letter.upper() == "A" else 2


def matches(
    looked_for: Wanted, labels: Minutes, occurrences: npt.NDArray[np.int8], mw: Floats
) -> npt.NDArray[np.int64]:
    """The rows that fit. `labels` are wall-clock times, `occurrences` as `grid.occurrences` tells them, `mw` values."""
    fits = np.ones(len(labels), dtype=np.bool_)
    day = labels.astype("datetime64[D]")
    month = labels.astype("datetime64[M]")
    if looked_for.day is not None:
        fits &= (day - month.astype("datetime64[D]")).astype(np.int64) + 1 == looked_for.day
    if looked_for.month is not None:
        fits &= month.astype(np.int64) % 12 + 1 == looked_for.month
    if looked_for.year is not None:
        fits &= labels.astype("datetime64[Y]").astype(np.int64) + 1970 == looked_for.year
    if looked_for.minute is not None:
        fits &= (labels - day.astype("datetime64[m]")).astype(np.int64) == looked_for.minute % (24 * 60)
    if looked_for.half is not None:
        fits &= occurrences == looked_for.half
    if looked_for != Wanted(value=looked_for.value):
        fits &= ~np.isnat(labels)
    if looked_for.value is not None:
        places = len(looked_for.value.partition(".")[2])
        with np.errstate(invalid="ignore", over="ignore"):
            near = np.abs(mw - float(looked_for.value)) <= 0.5 * 10.0**-places * (1 + 1e-9)
        fits &= near
    return np.flatnonzero(fits)
