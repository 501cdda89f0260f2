"""The day that the name of a sheet or a file tells: with its whole year, with two digits of it, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePath

from ravenwits_desktop.domain.month_names import months_in
from ravenwits_desktop.spreadsheets.days import date_order
from ravenwits_desktop.spreadsheets.days.dates_in_text import NAMED_SHORT, SHORT_YEAR, YEAR, day_of, month_number
from ravenwits_desktop.spreadsheets.days.days_by_weekday import tuesday_of
from ravenwits_desktop.spreadsheets.days.said_weeks import week_of
from ravenwits_desktop.spreadsheets.days.several_days import several_days
from ravenwits_desktop.spreadsheets.days.short_days import AHEAD, BACK, USUAL_AHEAD, USUAL_BACK
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named
from ravenwits_desktop.spreadsheets.texts.written_dates import YEARS
from ravenwits_desktop.spreadsheets.texts.yearless_dates import yearless_within

_THREE_PAIRS = re.compile(r"(?<!\d)(?<!\d[-._])(\d{2})([-._])(\d{2})\2(\d{2})(?!\d)(?![-._]\d)")
_FLOWING = re.compile(r"(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)|(?<!\d)(20\d{2}) (\d{2}) (\d{2})(?!\d)")
_SINGLE = re.compile(r"(?<![\dv])(?<!\d[-._])(\d{1,2})([-._])(\d{1,2})\2(\d{2})(?!\d)(?![-._]\d)")
"""01122026, 2026 12 01; 1-12-26."""
_LAST_WORD = re.compile(r"(?<![a-z])([a-z]{2,})[\W_]*$")
_MONTH_AND_TWO = re.compile(r"[^\W\d_]+[\W_]*(\d{2})")
_TWO_PAIRS = re.compile(r"(?<!\d)(?<!\d[-._ ,])(\d{2})[-._ ](\d{2})(?!\d)(?![-._ ,]\d)")


def day_of_pairs(name: str, context: Context) -> date | None:
    """The one day about today that three pairs of digits in `name` can be: 30.11.26, 26-11-30; None otherwise.

    Between points the day stands first, as everywhere (`date_order`).
    """
    found = _THREE_PAIRS.findall(PurePath(name).stem if name == context.file else name)
    if len(found) != 1:
        return None
    one, mark, two, three = found[0]
    days = {day for day in _ways(one, mark, two, three) if day is not None and _is_near(day, context)}
    return days.pop() if len(days) == 1 else None


def ordered_pairs(day: date, name: str, context: Context) -> date:
    """The day that `name` means, of which `day_of_pairs` found `day`, which may have the month first: 12-01-26.

    With the day first, as it stands in nearly all names, such a day is only far from today. Raises `DateQuestionError`
    where nothing tells the order.
    """
    stem = PurePath(name).stem if name == context.file else name
    if (other := _with_day_first(day, stem)) is None:
        return day
    match = next(_THREE_PAIRS.finditer(stem))
    word = _LAST_WORD.search(words.folded(stem[: match.start()]))
    weekday = f"{word[1]} " if word is not None and weekdays_named(word[1]) else ""
    return date_order.ordered_day(weekday + match.group(), other, day, context)


def may_be_day_first(day: date | None, name: str) -> bool:
    """Whether three pairs of digits in `name` are `day` with the month first, and another one with the day first."""
    return day is not None and _with_day_first(day, PurePath(name).stem) is not None


def _with_day_first(day: date, stem: str) -> date | None:
    found = _THREE_PAIRS.findall(stem)
    if len(found) != 1:
        return None
    first, month_first, year_first = _ways(*found[0])
    return first if day == month_first and day not in (first, year_first) else None


def _ways(one: str, mark: str, two: str, three: str) -> tuple[date | None, date | None, date | None]:
    """What three pairs of digits are with the day, the month and the year first; between points with the day alone."""
    day_first = day_of(f"20{three}", two, one)
    return day_first, *(
        (None, None) if mark == "." else (day_of(f"20{three}", one, two), day_of(f"20{one}", two, three))
    )


def without_short_year(text: str) -> str | None:
    """What a text says beside its one date with two digits of the year; None where it has none, or several."""
    folded = words.folded(text)
    pattern = SHORT_YEAR if SHORT_YEAR.search(folded) else NAMED_SHORT
    return pattern.sub(" ", folded).strip() if len(pattern.findall(folded)) == 1 else None


def day_of_short_year(text: str, named: date | None, context: Context) -> tuple[date, date | None] | None:
    """The day of the one date in `text` that has two digits of the year, and another one that has to be told beside it.

    It is the day `named` elsewhere if it can be. Else the year stands last, but between dashes, where it may well stand
    first, if that day alone is one about today: None otherwise. Another day is told where only with the year first it
    would be one about today. Raises `DateQuestionError` where day and month can be exchanged and nothing tells.
    """
    if (lettered := NAMED_SHORT.search(words.folded(text))) is not None:
        written = day_of(f"20{lettered[3]}", month_number(lettered[2]), lettered[1])
        return None if written is None or written.year not in YEARS else (written, None)
    match = SHORT_YEAR.search(text)
    if match is None:
        return None
    one, mark, two, three = match.groups()
    day, other, inverted = _ways(one, mark, two, three)
    if named is not None and named in (day, other, inverted):
        return named, None
    if mark == "-" and inverted is not None and inverted != (day or other):
        near = {each for each in (day, other, inverted) if each is not None and _is_near(each, context)}
        return (near.pop(), None) if len(near) == 1 else None
    if day is not None and other is not None and day != other:
        day = date_order.ordered_day(match.group(), day, other, context)
    found = day or other
    if found is None:
        return None
    doubtful = inverted is not None and _is_near(inverted, context) and not _is_near(found, context)
    return found, inverted if doubtful else None


def days_up_to_short_year(text: str) -> tuple[date, ...]:
    """The days that lead to the one date of `text` with two digits of the year behind it: 28 y 29/11/26.

    They are empty where the text has none such, and one where no other day leads to it.
    """
    folded = words.folded(text)
    if (lettered := NAMED_SHORT.search(folded)) is not None:
        day = day_of(f"20{lettered[3]}", month_number(lettered[2]), lettered[1])
        return () if day is None else several_days(folded, lettered.start(), day)
    match = SHORT_YEAR.search(folded)
    day = None if match is None else day_of(f"20{match[4]}", match[3], match[1])
    return () if match is None or day is None else several_days(folded, match.start(), day)


def day_of_file(name: str, context: Context) -> tuple[date, str] | None:
    """The one day about today that the name of a file tells without a sign between its parts, or without its year.

    01122026, 2026 12 01, 1-12-26, 1 dic; with the words before it. None where it tells none, or several.
    """
    stem = words.spaced(PurePath(name).stem)
    found = [
        (day_of(match[3] or match[4], match[2] or match[5], match[1] or match[6]), match.start())
        for match in _FLOWING.finditer(stem)
    ]
    found += [(day_of(f"20{match[4]}", match[3], match[1]), match.start()) for match in _SINGLE.finditer(stem)]
    days = [(day, begin) for day, begin in found if day is not None and _is_usual(day, context)]
    if days:
        return (days[0][0], stem[: days[0][1]]) if len(days) == 1 else None
    within = yearless_within(stem)
    if within is None or not within[0].is_lettered or _is_month_of_year(within[0].text, context):
        return None
    if (day := day_without_year(stem, None, context)) is None:
        return None
    return (day, within[1]) if _is_usual(day, context) else None


def _is_month_of_year(text: str, context: Context) -> bool:
    """Whether a month and two digits, nov-26, may as well be a month and its year."""
    match = _MONTH_AND_TWO.fullmatch(text)
    return match is not None and abs(2000 + int(match[1]) - context.today.year) <= 1


def day_of_part(name: str, file: str, context: Context) -> date | None:
    """The day of a sheet called after the day of the month, 28, or the weekday, Lun, that the file's name tells.

    Raises `RefusedError` where the file's name tells another week.
    """
    stem, called = PurePath(file).stem, words.folded(name).strip(" .")
    if called.isdigit():
        months, years = months_in(words.spaced(stem)), set(YEAR.findall(stem))
        return day_of(years.pop(), str(months[0]), called) if len(months) == len(years) == 1 else None
    weekdays = weekdays_named(called)
    week = week_of([stem], [*weekdays], context.today) if len(weekdays) == 1 else None
    return None if week is None else next(iter(week[0].values()))


def day_without_year(name: str, year: int | None, context: Context) -> date | None:
    """The day that a sheet is called after, 30-11, lun 30.11 or 30 nov, in `year` or else about today; else None.

    Raises `DateQuestionError` where day and month can be exchanged and nothing tells.
    """
    pairs = _TWO_PAIRS.findall(name)
    if not pairs and (said := yearless_within(name)) is not None and said[0].is_lettered:
        texts = [context.file if year is None else f"{context.file} {year}"]
        if (tuesday := tuesday_of(said[0].text, texts, context.today)) is not None:
            return tuesday[0]
        days = _days(str(said[0].second), str(said[0].first), year, context)
        return next((day for day in days if not said[0].weekdays or day.weekday() in said[0].weekdays), None)
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


def _is_usual(day: date, context: Context) -> bool:
    return -USUAL_BACK <= day - context.today <= USUAL_AHEAD


def _is_near(day: date, context: Context) -> bool:
    gap: timedelta = day - context.today
    return -BACK <= gap <= AHEAD
