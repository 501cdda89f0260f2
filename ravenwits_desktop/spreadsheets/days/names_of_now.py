"""The one day about now that a name without a year tells, where that has to be held against the rows: prog 30-11."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ravenwits_desktop.spreadsheets.days.dates_in_text import day_of
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, voice_of
from ravenwits_desktop.spreadsheets.days.days_ahead import days_ahead_in_name
from ravenwits_desktop.spreadsheets.days.said_parts import readings_without_year
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_before_day
from ravenwits_desktop.spreadsheets.texts.yearless_dates import yearless_within

ABOUT_NOW = timedelta(days=14)
"""How far from today the day lies for which a file is made now, at most."""
_SIX = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)(?![_ t-]*\d)")
"""Digits behind them are a time, and those of the making."""
_NUMBERED = re.compile(r"(?<![a-z])([a-z]{3,}(?:-feira)?)\.?[\s_-]+(\d{1,2})(?!\d)(?![-/.]\d)")
_DIGITS = re.compile(r"\d+")


def is_about_now(day: date, today: date) -> bool:
    """Whether files are made now for `day`."""
    return abs(day - today) <= ABOUT_NOW


def day_of_now(name: str, first: date, last: date, today: date) -> date | None:
    """The one day about `today` that `name` tells without its year; None where it may tell one from `first` to `last`.

    A name that speaks of its making, or counts days from it, tells none.
    """
    folded = words.spaced(name)
    if names_issue(folded) or days_ahead_in_name(folded):
        return None
    begin = _DIGITS.search(folded)
    if begin is None or voice_of(folded[: begin.start()]) is None:
        return None
    days = {*_readings(folded, first), *_readings(folded, today)}
    near = {day for day in days if is_about_now(day, today)}
    return near.pop() if len(near) == 1 and not any(first <= day <= last for day in days) else None


def _readings(folded: str, about: date) -> Iterator[date]:
    """All days that a name, given folded, may tell in the years about a day."""
    years = [str(about.year + step) for step in (-1, 0, 1)]
    yield from readings_without_year(folded, about)
    for match in _SIX.finditer(folded):
        one, two, three = match.groups()
        ways = ((three, two, one), (one, two, three), (three, one, two))
        yield from (day for year, *rest in ways if (day := day_of(f"20{year}", *rest)) is not None)
    within = yearless_within(folded)
    if within is not None and within[0].is_lettered:
        pairs = ((year, str(within[0].second), str(within[0].first)) for year in years)
        yield from (day for pair in pairs if (day := day_of(*pair)) is not None)
    for match in _NUMBERED.finditer(folded):
        weekdays = weekdays_before_day(match[1])
        about_it = (about + timedelta(days=step) for step in range(-ABOUT_NOW.days, ABOUT_NOW.days + 1))
        yield from (day for day in about_it if day.day == int(match[2]) and day.weekday() in weekdays)
