"""Days without their year: "Tue 20/07", "30/11", "29-nov". Title, name, weekday or today tell the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.days import date_order
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in, year_of
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.yearless_dates import Yearless, yearless

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
NEAREST = QT_TRANSLATE_NOOP(
    "Message", "The days are written without a year: “{text}” was read as {day}, the nearest to today."
)
BY_ISSUE = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year: “{text}” was read as {day}, the nearest to {other}, when the file was made.",
)
NEAREST_FAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year: “{first}” to “{last}” were read as {day} to {end}, in the nearest year, and "
    "that is far from today. Look whether the year is right, or write it above the table.",
)
_LEAP_YEAR = 2028
_HEAD_ROWS = 40
BACK, AHEAD = timedelta(days=270), timedelta(days=60)
"""How far from today a day without a year may lie: less than a year, so that there is only one such day."""
USUAL_BACK, USUAL_AHEAD = timedelta(days=62), timedelta(days=date_order.FAR_AHEAD)
"""How far from today the days of a purchase mostly lie: the year nearest to today is then told, and no doubt."""


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """The days that dates without their year mean, what is said of the year, and what has to be seen of it."""

    days: Days
    notes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()


def short_day(cell: Cell) -> Yearless | None:
    """Weekday and day, or a month in letters; None for any other cell."""
    found = yearless(cell) if isinstance(cell, str) else None
    return found if found is not None and (found.weekdays or found.is_lettered) else None


def plain_day(cell: Cell) -> Yearless | None:
    """The same, also for two numbers without a weekday: 30/11, 30.11.; 1-2 and 1.2 are hours and numbers."""
    found = yearless(cell) if isinstance(cell, str) else None
    return found if found is not None and (found.weekdays or found.mark in ("", "/", "..")) else None


def are_days(found: Sequence[Yearless]) -> bool:
    """Whether each of `found` is a day of some year, in one order of day and month.

    Hours are none: 13/14, nor 1/2, 2/3, 3/4.
    """
    if len(found) > 1 and all(each.is_open and each.second == each.first + 1 for each in found):
        return False
    return any(_in_order(found, _LEAP_YEAR, month_first) for month_first in (False, True))


def texts_of_year(sheet: Sheet, file: str) -> tuple[str, ...]:
    """The texts that may say the year of the days in `sheet`: those above the first of them, and the names."""
    above: list[str] = []
    for row in sheet.rows[:_HEAD_ROWS]:
        if any(plain_day(cell) is not None for cell in row):
            return (*above, sheet.name, file)
        above += [cell for cell in row if isinstance(cell, str) and cell]
    return ()


def days_of(found: Sequence[Yearless], texts: Sequence[str], today: date, context: Context | None = None) -> DaysSaid:
    """The days that `found` name, and what is to be said of their year.

    `texts` are looked through for it; without one, they are the days about today if the weekdays agree, and without
    weekdays those nearest to today. Raises `RefusedError` where the weekdays do not agree, and `DateQuestionError`
    where only `context` can tell the order of day and month, and does not.
    """
    first, last = found[0].text, found[-1].text
    said, issued = year_of(text for text in texts if not names_issue(text)), None
    if said is None and (issued := _issue_of(texts)) is None:
        said = year_of(texts)
    if said is not None:
        of_year = _in_year(found, said, context)
        if of_year is None:
            raise RefusedError(0.85, OTHER_YEAR, first=first, last=last, year=said)
        return DaysSaid(_array(of_year), (Message(BY_TITLE, {"year": str(said)}),))
    if not any(each.weekdays for each in found):
        return _nearest(found, today, issued, context)
    about = issued or today
    earliest, latest = about - BACK, about + AHEAD
    for year in range(earliest.year, latest.year + 1):
        days = _in_year(found, year)
        if days is not None and min(days) >= earliest and max(days) <= latest:
            return DaysSaid(_array(days), (Message(BY_WEEKDAYS, {"year": year}),))
    raise RefusedError(0.85, NO_YEAR, first=first, last=last, earliest=earliest, latest=latest)


def _issue_of(texts: Sequence[str]) -> date | None:
    """The one day on which the file was made, where `texts` say it."""
    days = {day for text in texts if names_issue(text) for day in days_in(text)}
    return days.pop() if len(days) == 1 else None


def _nearest(found: Sequence[Yearless], today: date, issued: date | None, context: Context | None) -> DaysSaid:
    """The days in the year that brings the farthest of them nearest to the making of the file, else to today.

    Raises as `days_of` does.
    """
    about = issued or today

    def distance(days: Sequence[date]) -> timedelta:
        return max(abs(day - about) for day in days)

    both: list[list[date]] = []
    for month_first in (False, True):
        ways = [_in_order(found, year, month_first) for year in range(about.year - 1, about.year + 2)]
        both.append(min(filter(None, ways), key=distance, default=[]))
    days = _of_both(found, both, context)
    if days is None:
        raise RefusedError(0.85, YEAR_MISSING, first=found[0].text, last=found[-1].text)
    near = min(days) >= about - USUAL_BACK and max(days) <= about + USUAL_AHEAD
    if near and issued is not None:
        return DaysSaid(_array(days), (Message(BY_ISSUE, {"text": found[0].text, "day": days[0], "other": issued}),))
    if near:
        return DaysSaid(_array(days), (Message(NEAREST, {"text": found[0].text, "day": days[0]}),))
    ends = {"first": found[0].text, "last": found[-1].text, "day": days[0], "end": days[-1]}
    return DaysSaid(_array(days), (), (Message(NEAREST_FAR, ends),))


def _in_year(found: Sequence[Yearless], year: int, context: Context | None = None) -> list[date] | None:
    """The days in that year, of which the first is."""
    return _of_both(found, [_in_order(found, year, month_first) for month_first in (False, True)], context)


def _of_both(found: Sequence[Yearless], both: Sequence[list[date]], context: Context | None) -> list[date] | None:
    """The days of `both` orders of day and month in that one of which the weekdays agree.

    Where both agree, the order in which the days follow each other; else what `context` tells.
    """
    chosen = None if context is None else context.options.month_first
    orders = [days for month_first, days in enumerate(both) if days and chosen in (None, bool(month_first))]
    if len(orders) == 2 and context is not None and orders[0] != orders[1] and _follow(both[0]) == _follow(both[1]):
        at = next(at for at, (day, other) in enumerate(zip(*both, strict=True)) if day != other)
        text = f"{found[at].text}{found[at].mark}{both[0][at].year}"
        orders = [both[date_order.ordered_day(text, both[0][at], both[1][at], context) == both[1][at]]]
    orders.sort(key=lambda days: max(days) - min(days))
    return orders[0] if orders else None


def _array(days: Sequence[date]) -> Days:
    return np.array(days, dtype="datetime64[D]")


def _follow(days: Sequence[date]) -> bool:
    return len(set(days)) > 1 and (max(days) - min(days)).days == len(set(days)) - 1


def _in_order(found: Sequence[Yearless], year: int, month_first: bool) -> list[date]:
    days: list[date] = []
    for each in found:
        exchanged = month_first and each.is_open
        month, day = (each.first, each.second) if exchanged else (each.second, each.first)
        try:
            made = date(year, month, day)
            if days and made < days[0] - timedelta(days=180):  # over the turn of the year
                made = date(year + 1, month, day)
        except ValueError:
            return []
        if each.weekdays and made.weekday() not in each.weekdays:
            return []
        days.append(made)
    return days
