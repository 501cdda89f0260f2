"""What a title or a name says of a day without a whole date: a weekday, a month, a week. It may contradict the rows."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ravenwits_desktop.domain.month_names import NAMES, WEEK, month_named
from ravenwits_desktop.spreadsheets.days.dates_in_text import SHORT_YEAR, YEAR, dated_spans, day_of
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, voice_of
from ravenwits_desktop.spreadsheets.days.month_numbers import months_numbered
from ravenwits_desktop.spreadsheets.days.said_weeks import spans_said
from ravenwits_desktop.spreadsheets.days.week_years import week_of_year
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday, weekdays_named
from ravenwits_desktop.spreadsheets.texts.yearless_dates import yearless_within

_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_MONTH = words.any_word(*(name for name in "|".join(NAMES).split("|") if len(name) > len("mai") and name != "marco"))
"""Whole names; a “contrato marco” is of no month."""
_SHORT_MONTH = re.compile(
    r"(ene|jan|janv|feb|fev|fevr|abr|apr|avr|may|jun|jul|juil|ago|aug|sept?|oct|okt|nov|dic|dez|dec)\.?"
    r"(?:[\s_/'’-]*\d\d)?"
)
"""A name of nothing but an abbreviated month, perhaps with its year: NOV-26. Those that are words as well are none."""
_WEEK = re.compile(rf"(?<![a-z])(?:{WEEK}|sett|sem)\W{{0,3}}(?:n\W{{0,3}})?(\d{{1,2}})(?!\d)")
_GERMAN_WEEK = re.compile(r"(?<![A-Za-z])KW\W?(\d{2})(?!\d)")
"""In capitals: kW is a unit."""
_DAYS_OF_WEEK = 7
_TWO_PAIRS = re.compile(r"(?<![\d.-])(\d\d)[-. ](\d\d)(?![\d.-])")
_BEFORE = re.compile(r"(?<![a-z])([a-z]{3,13}(?:-feira)?)\.?,?\s+(?:(?:dia|el|the|den)\s+)?$")
_BEHIND = re.compile(r"\s*,?\s*[(\[]?([a-z]{3,13}(?:-feira)?)\.?[)\]]?\s*$")


def contradicts(text: str, first: date, last: date, *, is_file: bool = False) -> bool:
    """Whether the weekday, the month or the week that `text` names is that of none of the days `first` to `last`.

    Nothing is said of what speaks of an issue, or of other things than a table; the name of a file (`is_file`) may be
    that of the day before, on which it was made, and has words of anything.
    """
    plain = text.replace("_", " ")
    folded = words.folded(plain)
    if names_issue(plain):
        return False
    if not any(map(str.isalpha, folded)):
        return _is_other_month(folded, first, last)
    voice = voice_of(folded)
    if not is_file and (voice is None or (voice < Voice.TABLE and not words.names_forecast(folded))):
        return _is_other_week(plain, folded, first, last)
    begin = first - timedelta(days=1) if is_file else first
    return (
        _is_other_week(plain, folded, first, last)
        or _is_other_weekday(folded, begin, last)
        or _is_other_month(folded, begin, last)
    )


def _is_other_week(plain: str, folded: str, first: date, last: date) -> bool:
    """Whether weeks or spans of days are told, and none of them has any of the days."""
    spans = spans_said(plain, first)
    if spans and any(begin <= last and end >= first for begin, end in spans):
        return False
    undated, plain = SHORT_YEAR.sub("#", folded), SHORT_YEAR.sub("#", plain)  # Semana 30/11/26 has no number
    numbers = {int(found) for found in (*_WEEK.findall(undated), *_GERMAN_WEEK.findall(plain))}
    if len(numbers) != 1 or (first - last).days < -_DAYS_OF_WEEK:
        return bool(spans)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    called = week_of_year(folded)
    if called is not None and not any(called.year in (day.year, day.isocalendar().year) for day in days):
        return True
    return not any(_numbers_of(day) & numbers for day in days)


def _numbers_of(day: date) -> set[int]:
    """The number of a day's week by ISO 8601, and as spreadsheet programs count them."""
    begin = date(day.year, 1, 1)
    return {day.isocalendar().week, ((day - begin).days + begin.weekday()) // 7 + 1}


def _is_other_weekday(folded: str, first: date, last: date) -> bool:
    if dated_spans(folded):
        return False
    named = {weekdays_named(word) for word in _WORD.findall(folded) if is_whole_weekday(word)}
    if len(named) != 1 or (last - first).days >= _DAYS_OF_WEEK:
        return False
    weekdays = named.pop()
    return not any((first + timedelta(days=step)).weekday() in weekdays for step in range((last - first).days + 1))


def _is_other_month(folded: str, first: date, last: date) -> bool:
    short = _SHORT_MONTH.fullmatch(folded)
    if dated_spans(folded) or (short is None and yearless_within(folded) is not None):
        return False
    named = {_number(name) for name in _MONTH.findall(folded)} or ({month_named(short[1])} if short else set())
    years = {int(year) for year in YEAR.findall(folded)}
    months = {(year, month) for year in years or (first.year, last.year) for month in named}
    if not named:
        months = {(each.year, each.month) for each in months_numbered([folded]) if each.is_clear}
    if not months or len(years) > 1:
        return False
    within = {(day.year, day.month) for day in _firsts(first, last)}
    return not months & within


def _firsts(first: date, last: date) -> list[date]:
    """A day of each month from `first` to `last`."""
    days = [first + timedelta(days=step) for step in range(0, (last - first).days, 28)]
    return [*days, last]


def _number(name: str) -> int:
    return next(at for at, names in enumerate(NAMES, 1) if name in names.split("|"))


def other_weekday(text: str, first: date, last: date) -> date | None:
    """The day from `first` to `last` that `text` names beside the name of another weekday; None without one."""
    folded = words.folded(" ".join(text.split()))
    short = (
        (found.start(), found.end(), day)
        for found in SHORT_YEAR.finditer(folded)
        if (day := day_of(f"20{found[4]}", found[3], found[1])) is not None
    )
    for begin, end, day in (*dated_spans(folded), *short):
        match = _BEFORE.search(folded[:begin]) or _BEHIND.match(folded[end:])
        weekdays = weekdays_named(match[1]) if match is not None else frozenset[int]()
        if not weekdays:
            continue
        read = next((each for each in _readings(day) if first <= each <= last), None)
        if read is not None and read.weekday() not in weekdays:
            return read
    return None


def readings_without_year(text: str, about: date) -> list[date]:
    """The days of two numbers in `text`, such as 30-11, in both orders and in the years about `about`."""
    match = _TWO_PAIRS.search(text)
    pairs = () if match is None else ((match[1], match[2]), (match[2], match[1]))
    years = range(about.year - 1, about.year + 2)
    found = (day_of(str(year), month, day) for year in years for day, month in pairs)
    return [day for day in found if day is not None]


def _readings(day: date) -> list[date]:
    """The day, and where it can be read so, with day and month exchanged."""
    return [day, *([date(day.year, day.day, day.month)] if day.day <= 12 else [])]
