"""Days without their year: "Tue 20/07", "30/11", "29-nov". Title, name, weekday or today tell the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.days import date_order
from ravenwits_desktop.spreadsheets.days.told_years import Told, told_in
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
BY_DATE = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year: “{text}” was read as {day}, the nearest to {other}, which stands above the "
    "table, or in the name of the sheet or the file.",
)
BESIDE_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year: “{text}” was read as {day}, the nearest to today, though {year} stands above "
    "the table, or in the name of the sheet or the file. Look whether the year is right.",
)
FAR_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days are written without a year: “{first}” to “{last}” were read as {day} to {end}, by what stands above the "
    "table or in a name, and that is far from today. Look whether the year is right.",
)
_LEAP_YEAR = 2028
_HEAD_ROWS = 40
_HALF_YEAR = timedelta(days=180)
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

    `texts` are looked through for it. A whole date there, or a month, tells the year that brings the days nearest to
    it. Else they are those nearest to the making of the file, or to today, where that is a year told or next to it, or
    where the year told may be of something else. Without any year they are the days about today if the weekdays agree,
    and without weekdays those nearest to today. Raises `RefusedError` where the weekdays do not agree, and
    `DateQuestionError` where only `context` can tell the order of day and month, and does not.
    """
    told = told_in(texts)
    if told.days:
        days = _nearest_to(found, told.days, context)
        if days is not None and _distance(days, told.days) <= USUAL_BACK:
            return _by_date(found, days, told, today)
    if told.years or told.others:
        return _by_year(found, told, today, context)
    if not any(each.weekdays for each in found):
        return _nearest(found, today, told.issued, context)
    about = told.issued or today
    earliest, latest = about - BACK, about + AHEAD
    for year in range(earliest.year, latest.year + 1):
        near = _in_year(found, year)
        if near is not None and min(near) >= earliest and max(near) <= latest:
            return DaysSaid(_array(near), (Message(BY_WEEKDAYS, {"year": near[0].year}),))
    raise RefusedError(0.85, NO_YEAR, first=found[0].text, last=found[-1].text, earliest=earliest, latest=latest)


def _by_date(found: Sequence[Yearless], days: list[date], told: Told, today: date) -> DaysSaid:
    """The days nearest to the whole dates that are told, with what is said of them."""
    if told.week_year or {day.year for day in days} == {day.year for day in told.days}:
        note = Message(BY_TITLE, {"year": str(told.week_year or told.days[0].year)})
    else:
        other = min(told.days, key=lambda day: abs(day - days[0]))
        note = Message(BY_DATE, {"text": found[0].text, "day": days[0], "other": other})
    return _seen(found, days, today, note)


def _by_year(found: Sequence[Yearless], told: Told, today: date, context: Context | None) -> DaysSaid:
    """The days in the year told, or those nearest to today where these are next to it or it may be of something else.

    Raises as `days_of` does.
    """
    years = told.years or told.others
    about = told.issued or today
    # the year is told before the order of day and month is asked for
    answered = context if context is not None and context.options.month_first is not None else None
    near = _nearest_to(found, (about,), answered)
    shared = min({day.year for day in near or ()} & years, default=None)
    turns = [date(year, *end) for year in years for end in ((1, 1), (12, 31))]
    usual = near is not None and min(near) >= about - USUAL_BACK and max(near) <= about + USUAL_AHEAD
    beside = near is not None and _distance(near, turns) <= USUAL_BACK
    if shared is not None or (usual and (beside or not told.years)):
        days = _nearest_to(found, (about,), context) or []
        if shared is not None:
            return _seen(found, days, today, Message(BY_TITLE, {"year": str(shared)}))
        text = {"text": found[0].text, "day": days[0]}
        if not told.years:
            return DaysSaid(_array(days), (Message(NEAREST, text),))
        return DaysSaid(_array(days), (), (Message(BESIDE_YEAR, {**text, "year": str(min(years))}),))
    ways = {
        start: each
        for year in years
        for start in (year - 1, year)
        if (each := _in_year(found, start, answered)) is not None and (start == year or each[-1].year == year)
    }
    if not ways:
        said = str(min(years, key=lambda year: abs(year - today.year)))
        raise RefusedError(0.85, OTHER_YEAR, first=found[0].text, last=found[-1].text, year=said)
    days = _in_year(found, min(ways, key=lambda start: _distance(ways[start], (about,))), context) or []
    return _seen(
        found,
        days,
        today,
        Message(BY_TITLE, {"year": str(min({day.year for day in days} & years, default=days[0].year))}),
    )


def _seen(found: Sequence[Yearless], days: Sequence[date], today: date, note: Message) -> DaysSaid:
    """The days with `note`, and with a warning where they are far from today."""
    if min(days) >= today - USUAL_BACK and max(days) <= today + USUAL_AHEAD:
        return DaysSaid(_array(days), (note,))
    ends = {"first": found[0].text, "last": found[-1].text, "day": days[0], "end": days[-1]}
    return DaysSaid(_array(days), (note,), (Message(FAR_YEAR, ends),))


def _distance(days: Sequence[date], told: Sequence[date]) -> timedelta:
    """How far the farthest of `days` lies from what is told."""
    return max(min(abs(day - each) for each in told) for day in days)


def _nearest_to(found: Sequence[Yearless], told: Sequence[date], context: Context | None) -> list[date] | None:
    """The days, on their weekdays, in the year that brings the farthest of them nearest to what is told."""
    years = range(min(told).year - 1, max(told).year + 2)
    both: list[list[date]] = []
    for month_first in (False, True):
        ways = [days for year in years if (days := _in_order(found, year, month_first))]
        both.append(min(ways, key=lambda days: _distance(days, told), default=[]))
    return _of_both(found, both, context)


def _nearest(found: Sequence[Yearless], today: date, issued: date | None, context: Context | None) -> DaysSaid:
    """The days in the year that brings the farthest of them nearest to the making of the file, else to today.

    Raises as `days_of` does.
    """
    about = issued or today
    days = _nearest_to(found, (about,), context)
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
        orders = [both[date_order.ordered_day(text, both[0][at], both[1][at], context, alone=False) == both[1][at]]]
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
            if days and abs(made - days[-1]) > _HALF_YEAR:  # over the turn of the year, forwards or backwards
                year += 1 if made < days[-1] else -1
                made = date(year, month, day)
        except ValueError:
            return []
        if each.weekdays and made.weekday() not in each.weekdays:
            return []
        days.append(made)
    return days
