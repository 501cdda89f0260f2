"""Days without their year, with a weekday: "Tue 20/07", "Sat, 02/19". Title, name or weekday tell the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layouts.date_order import WEEKDAYS
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError
from ravenwits_desktop.spreadsheets.layouts.titles import year_of
from ravenwits_desktop.spreadsheets.periods import Days
from ravenwits_desktop.spreadsheets.sheet import Cell

BY_WEEKDAYS = QT_TRANSLATE_NOOP(
    "Message", "The days are written without a year; by their weekdays they are those of {year}."
)
NO_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year, and by their weekdays they are none between {earliest} "
    "and {latest}. Write the year above the table, or into the file's name.",
)
OTHER_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year, and in {year}, the year that stands above the table or "
    "in the file's name, their weekdays are others. Look at the year.",
)
_SHORT = re.compile(r"([a-z]{2,9})\.?,?\s*(\d{1,2})[/.-](\d{1,2})\.?")
_BACK, _AHEAD = timedelta(days=270), timedelta(days=60)
"""How far from today a day without a year may lie: less than a year, so that there is only one such day."""


def short_day(cell: Cell) -> re.Match[str] | None:
    """Weekday and two numbers, of day and month in an order yet to be decided; None for any other cell."""
    return _SHORT.fullmatch(words.folded(cell)) if isinstance(cell, str) else None


def days_of(matches: Sequence[re.Match[str]], texts: Sequence[str], today: date) -> tuple[Days, tuple[Message, ...]]:
    """The days that `matches` name, and what is to be said of their year.

    `texts` are looked through for it; without one, they are the days about `today` if the weekdays agree. Raises
    `RefusedError` where these do not.
    """
    first, last = matches[0].group(), matches[-1].group()
    said = year_of(texts)
    if said is not None:
        found = _in_year(matches, said)
        if found is None:
            raise RefusedError(0.85, OTHER_YEAR, first=first, last=last, year=said)
        return found, ()
    earliest, latest = today - _BACK, today + _AHEAD
    for year in range(earliest.year, latest.year + 1):
        found = _in_year(matches, year)
        if found is not None and found.min() >= np.datetime64(earliest) and found.max() <= np.datetime64(latest):
            return found, (Message(BY_WEEKDAYS, {"year": year}),)
    raise RefusedError(0.85, NO_YEAR, first=first, last=last, earliest=earliest, latest=latest)


def _in_year(matches: Sequence[re.Match[str]], year: int) -> Days | None:
    """The days in that year, of which the first is, in the order of day and month of which the weekdays agree.

    Where both agree, the order in which the days follow each other.
    """
    orders = [days for month_first in (False, True) if (days := _in_order(matches, year, month_first))]
    orders.sort(key=lambda days: max(days) - min(days))
    return np.array(orders[0], dtype="datetime64[D]") if orders else None


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
        if name[:2] not in WEEKDAYS[made.weekday()].split():
            return []
        days.append(made)
    return days
