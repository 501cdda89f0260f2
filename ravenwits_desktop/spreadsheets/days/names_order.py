"""Day or month first in the names of sheets, a sheet for each day: what one name leaves open, all together tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from ravenwits_desktop.spreadsheets.days.dates_in_text import day_of

_PAIR = re.compile(r"(?<!\d)(?<!\d[-/._ ])(\d{1,2})([-/_ ])(\d{1,2})(?:\2((?:20)?\d{2}))?(?!\d)(?![-/._ ]\d)")
"""08-12-2026, 08-12-26, 08-12; between points the day stands first anyway."""
_MONTHS = 12
_ANY_YEAR = "2024"
_LONGEST_GAP = 7
"""Days from one sheet to the next: of working days, or of each week; in the wrong order they are months apart."""
_FEWEST_MONTH_FIRST = 3
"""Names whose run alone tells that the month stands first: two may as well be the same day of two months."""


def order_of_names(names: Iterable[str]) -> bool | None:
    """Whether the dates after which sheets are called have the month first; None where they do not show it.

    A number above 12 shows it, else days that follow each other in one order alone.
    """
    found = [found[0] for name in names if len(found := _PAIR.findall(name)) == 1]
    told = {int(second) > _MONTHS for first, _, second, _ in found if (int(first) > _MONTHS) != (int(second) > _MONTHS)}
    if told:
        return told.pop() if len(told) == 1 else None
    day_first = _days((year, second, first) for first, _, second, year in found)
    month_first = _days((year, first, second) for first, _, second, year in found)
    follow = _follow(day_first), _follow(month_first)
    if follow[0] == follow[1] or (follow[1] and len(month_first) < _FEWEST_MONTH_FIRST):
        return None
    return follow[1]


def _days(parts: Iterable[tuple[str, str, str]]) -> list[date]:
    """The days of year, month and day, each once, in their order."""
    days = {day_of(f"20{year[-2:]}" if year else _ANY_YEAR, month, day) for year, month, day in parts}
    return sorted(day for day in days if day is not None)


def _follow(days: Sequence[date]) -> bool:
    gaps = [(after - before).days for before, after in pairwise(days)]
    return bool(gaps) and max(gaps) <= _LONGEST_GAP
