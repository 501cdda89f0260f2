"""Days without their year: "Tue 20/07", "Sat, 02/19", "30/11". Title, name or weekday tell the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.days import date_order
from ravenwits_desktop.spreadsheets.days.dates_in_text import year_of
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named

BY_WEEKDAYS = QT_TRANSLATE_NOOP(
    "Message", "The days are written without a year; by their weekdays they are those of {year}."
)
NO_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year, and by their weekdays they are none between {earliest} "
    "and {latest}. Write the year above the table, or into the file's name.",
)
BY_TITLE = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year; {year} stands above the table, or in the name of the sheet or the file.",
)
YEAR_MISSING = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year. Write the year above the table, or into the file's "
    "name.",
)
OTHER_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year, and in {year}, the year that stands above the table or "
    "in the file's name, their weekdays are others. Look at the year.",
)
_SHORT = re.compile(r"([a-z]{2,9})\.?,?\s*(\d{1,2})[/.-](\d{1,2})\.?")
_LEAP_YEAR = 2028
_HEAD_ROWS = 40
_PLAIN = re.compile(r"()(\d{1,2})/(\d{1,2})")
"""Without a weekday only between strokes: 1-2 and 1.2 are hours and numbers."""
BACK, AHEAD = timedelta(days=270), timedelta(days=60)
"""How far from today a day without a year may lie: less than a year, so that there is only one such day."""


def short_day(cell: Cell) -> re.Match[str] | None:
    """Weekday and two numbers, of day and month in an order yet to be decided; None for any other cell."""
    return _SHORT.fullmatch(words.folded(cell)) if isinstance(cell, str) else None


def plain_day(cell: Cell) -> re.Match[str] | None:
    """The same, also for two numbers without a weekday: 30/11."""
    return short_day(cell) or (_PLAIN.fullmatch(cell.strip()) if isinstance(cell, str) else None)


def are_days(matches: Sequence[re.Match[str]]) -> bool:
    """Whether each of `matches` is a day of some year, in one order of day and month.

    Hours are none: 13/14, nor 1/2, 2/3, 3/4.
    """
    if len(matches) > 1 and all(int(match.group(3)) == int(match.group(2)) + 1 for match in matches):
        return False
    return any(_in_order(matches, _LEAP_YEAR, month_first) for month_first in (False, True))


def texts_of_year(sheet: Sheet, file: str) -> tuple[str, ...]:
    """The texts that may say the year of the days in `sheet`: those above the first of them, and the names."""
    above: list[str] = []
    for row in sheet.rows[:_HEAD_ROWS]:
        if any(plain_day(cell) is not None for cell in row):
            return (*above, sheet.name, file)
        above += [cell for cell in row if isinstance(cell, str) and cell]
    return ()


def days_of(
    matches: Sequence[re.Match[str]], texts: Sequence[str], today: date, context: Context | None = None
) -> tuple[Days, tuple[Message, ...]]:
    """The days that `matches` name, and what is to be said of their year.

    `texts` are looked through for it; without one, they are the days about `today` if the weekdays agree. Raises
    `RefusedError` where these do not, or there are none, and `DateQuestionError` where only `context` can tell the
    order of day and month, and does not.
    """
    first, last = matches[0].group(), matches[-1].group()
    said = year_of(texts)
    if said is not None:
        found = _in_year(matches, said, context)
        if found is None:
            raise RefusedError(0.85, OTHER_YEAR, first=first, last=last, year=said)
        return found, (Message(BY_TITLE, {"year": str(said)}),)
    if not all(match.group(1) for match in matches):
        raise RefusedError(0.85, YEAR_MISSING, first=first, last=last)
    earliest, latest = today - BACK, today + AHEAD
    for year in range(earliest.year, latest.year + 1):
        found = _in_year(matches, year)
        if found is not None and found.min() >= np.datetime64(earliest) and found.max() <= np.datetime64(latest):
            return found, (Message(BY_WEEKDAYS, {"year": year}),)
    raise RefusedError(0.85, NO_YEAR, first=first, last=last, earliest=earliest, latest=latest)


def _in_year(matches: Sequence[re.Match[str]], year: int, context: Context | None = None) -> Days | None:
    """The days in that year, of which the first is, in the order of day and month of which the weekdays agree.

    Where both agree, the order in which the days follow each other; else what `context` tells.
    """
    chosen = None if context is None else context.options.month_first
    both = [_in_order(matches, year, month_first) for month_first in (False, True)]
    orders = [days for month_first, days in enumerate(both) if days and chosen in (None, bool(month_first))]
    if len(orders) == 2 and context is not None and orders[0] != orders[1] and _follow(both[0]) == _follow(both[1]):
        at = next(at for at, (day, other) in enumerate(zip(*both, strict=True)) if day != other)
        text = f"{matches[at].group()}/{both[0][at].year}"
        orders = [both[date_order.ordered_day(text, both[0][at], both[1][at], context) == both[1][at]]]
    orders.sort(key=lambda days: max(days) - min(days))
    return np.array(orders[0], dtype="datetime64[D]") if orders else None


def _follow(days: Sequence[date]) -> bool:
    return len(set(days)) > 1 and (max(days) - min(days)).days == len(set(days)) - 1


def _in_order(matches: Sequence[re.Match[str]], year: int, month_first: bool) -> list[date]:
    days: list[date] = []
    for match in matches:
        name, first, second = match.groups()
        month, day = (int(first), int(second)) if month_first else (int(second), int(first))
        try:
            made = date(year, month, day)
            if days and made < days[0] - timedelta(days=180):  # over the turn of the year
                made = date(year + 1, month, day)
        except ValueError:
            return []
        if name and made.weekday() not in weekdays_named(name):
            return []
        days.append(made)
    return days
