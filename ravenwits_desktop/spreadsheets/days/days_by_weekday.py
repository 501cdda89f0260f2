"""The dates of weekdays with the day of a month: Lun 30, Mar 1. The week or the month above them tells, or today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import WEEK, months_in
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in, year_of
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.days.month_numbers import MonthNumber, months_numbered
from ravenwits_desktop.spreadsheets.days.said_weeks import week_of
from ravenwits_desktop.spreadsheets.days.short_days import AHEAD, BACK, USUAL_AHEAD, USUAL_BACK
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.numbered_weekdays import NumberedDay, numbered_day
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named

BY_TITLE = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by weekday and day of the month: “{text}” is {day}, by what stands above the table or in a "
    "name.",
)
NEAREST = QT_TRANSLATE_NOOP(
    "Message", "The days are named by weekday and day of the month: “{text}” was read as {day}, the nearest to today."
)
UNSURE = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by weekday and day of the month: “{text}” was read as {day}, and other days have the same "
    "name. Look whether it is right, or write the month and the year above the table.",
)
OTHER_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by weekday and day of the month: “{text}” was read as {day}, and “{other}” may say another "
    "month. Look which one is right.",
)
NO_SUCH_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "“{first}” to “{last}” are named by weekday and day of the month, and no such days are those that stand above the "
    "table or in a name, or are near today. Write the date of each day in place of its name.",
)
MARCH_OR_TUESDAY = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” can be {day}, with the month first, or {other}, a Tuesday. Write the date with its year in place of it.",
)


class OpenDayError(RefusedError):
    """What can be a day of March as well as a Tuesday: `days` are both."""

    def __init__(self, text: str, march: date, tuesday: date) -> None:
        super().__init__(0.85, MARCH_OR_TUESDAY, text=text, day=march, other=tuesday)
        self.days = (march, tuesday)


_WORD_AND_YEAR = re.compile(r"(?<![a-z])([a-zø]{3,14})[\s,.'/-]{1,3}(?:19|20)\d\d(?![\d/.-])")
_NO_MONTH = re.compile(
    rf"{WEEK}|sem|ano|year|jahr|annee|anno|any|ar|aar|jaar|vuosi|del?|des|of|von|van|du|di|until|since"
)
"""Words before a year that are surely none."""
_MARCH = 3
_LONGEST_GAP = 10
"""Days from one of the days to the next."""


def dates_of(found: Sequence[NumberedDay], texts: Sequence[str], today: date) -> tuple[list[date], Message, bool]:
    """The dates that `found`, each later than that before it, mean, what is said of them, and whether that is a doubt.

    `texts` are looked through for the week, the months and the year; without them the days are those nearest to
    today. An empty list where they are dates of March, with the month first. Raises `RefusedError` where no days fit,
    or nothing tells.
    """
    told = [text for text in texts if not names_issue(text)]
    months = {month for text in told for month in months_in(words.spaced(text))}
    numbered = None if months else _month_in_numbers(told)
    if numbered is not None and numbered.month == _MARCH and all(each.may_be_march for each in found):
        months = {_MARCH}
    elif numbered is not None and (read := _of_month(found, numbered, told, today)) is not None:
        return read
    year = year_of(told)
    ways = list(_ways(found, year, today))
    if months and year is None:
        ways = [days for days in ways if _touches(days, months)]
    elif months:
        ways = [days for days in ways if any((day.month, day.year) in {(m, year) for m in months} for day in days)]
    weeks = [_week(days, told, today) for days in ways]
    in_week = any(week is not None for week in weeks)
    ways = [days for days, week in zip(ways, weeks, strict=True) if week in (None, days)]
    about = _about(told, today)
    near = sorted(ways, key=lambda days: max(abs(day - about) for day in days))
    if not in_week and all(each.may_be_march for each in found) and _are_of_march(found, near, months, about):
        return [], Message(NEAREST, {"text": found[0].text, "day": about}), False
    if not near:
        raise RefusedError(0.85, NO_SUCH_DAYS, first=found[0].text, last=found[-1].text)
    days = near[0]
    values = {"text": found[0].text, "day": days[0]}
    if in_week or (months and (year is not None or len(near) == 1)):
        return days, Message(BY_TITLE, values), False
    sure = _is_usual(days, about) and not any(_is_usual(other, about) for other in near[1:])
    if not months and (other := _unread_month(told)) is not None:
        return days, Message(OTHER_MONTH, {**values, "other": other}), True
    return days, Message(NEAREST if sure else UNSURE, values), not sure


def _unread_month(texts: Sequence[str]) -> str | None:
    """The text of which a word right before its year may be a month in a language that is not known; else None."""
    for text in texts:
        plain = words.spaced(text)
        for match in _WORD_AND_YEAR.finditer(plain):
            word = match[1]
            known = words.names_purchase(word) or words.names_load(word) or _NO_MONTH.fullmatch(word)
            if not known and not weekdays_named(word):
                return text
    return None


def _month_in_numbers(texts: Sequence[str]) -> MonthNumber | None:
    """The one month that `texts` write in numbers, by the surest of them."""
    numbers = sorted(months_numbered(texts), key=lambda each: not each.is_clear)
    of_surest = [each for each in numbers if each.is_clear is numbers[0].is_clear]
    return of_surest[0] if len({(each.year, each.month) for each in of_surest}) == 1 else None


def _of_month(
    found: Sequence[NumberedDay], told: MonthNumber, texts: Sequence[str], today: date
) -> tuple[list[date], Message, bool] | None:
    """What `dates_of` says where the month that `told` writes has such days; a doubt where it may write anything else.

    A month that has none is a doubt as well where the days nearest to today fit.
    """
    ways = [days for days in _ways(found, told.year, today) if any(map(told.has, days))]
    ways = [days for days in ways if _week(days, texts, today) in (None, days)]
    near = [days for days in _ways(found, None, today) if _is_usual(days, today)]
    if ways:
        values = {"text": found[0].text, "day": ways[0][0]}
        sure = told.is_clear or near == ways[:1]
        return ways[0], Message(BY_TITLE if sure else UNSURE, values), not sure
    near = [days for days in near if _week(days, texts, today) in (None, days)]
    if len(near) != 1 or (not told.is_clear and _follows(told, near[0][0])):
        return None
    return near[0], Message(OTHER_MONTH, {"text": found[0].text, "day": near[0][0], "other": told.text}), True


def _follows(told: MonthNumber, day: date) -> bool:
    """Whether `day` is of the month behind the one that is told, in which its file was made."""
    return told.has((day.replace(day=1) - timedelta(days=1)).replace(day=1))


def tuesday_of(text: str, texts: Sequence[str], today: date) -> tuple[date, Message] | None:
    """The Tuesday that a text such as “mar 1” is, and what is said of it; None for any other text, or a day of March.

    Raises `RefusedError` as `dates_of` does: `OpenDayError` where it may be both.
    """
    found = numbered_day(text)
    if found is None or not found.may_be_march:
        return None
    days, note, _ = dates_of([found], texts, today)
    return (days[0], note) if days else None


def _about(texts: Sequence[str], today: date) -> date:
    """The one whole date that `texts` name, else today."""
    days = {day for text in texts for day in days_in(text)}
    return days.pop() if len(days) == 1 else today


def _are_of_march(
    found: Sequence[NumberedDay], tuesdays: Sequence[Sequence[date]], months: set[int], about: date
) -> bool:
    """Whether `found` are dates of March: that month is told, or `tuesdays`, the nearest first, are none near.

    Raises `OpenDayError` where nothing tells.
    """
    if months or not tuesdays:
        return _MARCH in months or not months
    march = min((date(about.year + step, _MARCH, found[0].number) for step in (-1, 0, 1)), key=lambda d: abs(d - about))
    tuesday = tuesdays[0][0]
    if tuesday != march and _is_usual([march], about) == _is_usual(tuesdays[0], about):
        raise OpenDayError(found[0].text, march, tuesday)
    return _is_usual([march], about) and tuesday != march


def _is_usual(days: Sequence[date], about: date) -> bool:
    return min(days) >= about - USUAL_BACK and max(days) <= about + USUAL_AHEAD


def _touches(days: Sequence[date], months: set[int]) -> bool:
    return any(day.month in months for day in days)


def _ways(found: Sequence[NumberedDay], year: int | None, today: date) -> Iterator[list[date]]:
    """The dates of `found` from each first day of `year`, or of the time about today, on which their weekdays fit."""
    first, last = (today - BACK, today + AHEAD) if year is None else (date(year - 1, 12, 26), date(year, 12, 31))
    for step in range((last - first).days + 1):
        day = first + timedelta(step)
        if not _fits(found[0], day):
            continue
        days = [day]
        for each in found[1:]:
            nexts = (days[-1] + timedelta(gap) for gap in range(1, _LONGEST_GAP + 1))
            if (after := next((other for other in nexts if _fits(each, other)), None)) is None:
                break
            days.append(after)
        if len(days) == len(found) and (year is None or any(day.year == year for day in days)):
            yield days


def _fits(each: NumberedDay, day: date) -> bool:
    return day.day == each.number and day.weekday() in each.weekdays


def _week(days: Sequence[date], texts: Sequence[str], today: date) -> list[date] | None:
    """The days of the week that `texts` tell, empty where these are others; None where they tell no week."""
    weekdays = [day.weekday() for day in days]
    if len(set(weekdays)) < len(weekdays) or (days[-1] - days[0]).days != len(days) - 1:
        return None
    try:
        found = week_of(texts, weekdays, today)
    except RefusedError:
        return []
    return None if found is None else sorted(found[0].values())
