"""The day that the name of a sheet or a file tells: with its whole year, with two digits of it, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePath

from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.layouts import date_order
from ravenwits_desktop.spreadsheets.layouts.dates_in_text import day_of
from ravenwits_desktop.spreadsheets.layouts.short_days import AHEAD, BACK

_THREE_PAIRS = re.compile(r"(?<!\d)(?<!\d[-._])(\d{2})([-._])(\d{2})\2(\d{2})(?!\d)(?![-._]\d)")
_TWO_PAIRS = re.compile(r"(?<!\d)(?<!\d[-._ ,])(\d{2})[-._ ](\d{2})(?!\d)(?![-._ ,]\d)")


def day_of_pairs(name: str, context: Context) -> date | None:
    """The one day about today that three pairs of digits in `name` can be: 30.11.26, 26-11-30; None otherwise.

    Between points the day stands first, as everywhere (`date_order`).
    """
    found = _THREE_PAIRS.findall(PurePath(name).stem if name == context.file else name)
    if len(found) != 1:
        return None
    one, mark, two, three = found[0]
    ways = [(three, two, one)] if mark == "." else [(three, two, one), (one, two, three), (three, one, two)]
    days = {day for way in ways if (day := day_of(f"20{way[0]}", way[1], way[2])) and _is_near(day, context)}
    return days.pop() if len(days) == 1 else None


def day_without_year(name: str, year: int | None, context: Context) -> date | None:
    """The day that a sheet is called after, 30-11 or lun 30.11, in `year` or else about today; None for other names.

    Raises `DateQuestionError` where day and month can be exchanged and nothing tells.
    """
    pairs = _TWO_PAIRS.findall(name)
    if len(pairs) != 1:
        return None
    first, second = pairs[0]
    day, other = (next(_days(*pair, year, context), None) for pair in ((second, first), (first, second)))
    if day is None or other is None or day == other:
        return day or other
    return date_order.ordered_day(f"{name}/{day.year}", day, other, context)


def _days(month: str, day: str, year: int | None, context: Context) -> Iterator[date]:
    """The day in `year`, or in that one of the years about today in which it is near."""
    for each in (context.today.year + step for step in (-1, 0, 1)) if year is None else (year,):
        found = day_of(str(each), month, day)
        if found is not None and (year is not None or _is_near(found, context)):
            yield found


def _is_near(day: date, context: Context) -> bool:
    gap: timedelta = day - context.today
    return -BACK <= gap <= AHEAD
