"""Dates as people write them, made plain: with the month's name, a weekday before them, a year of two digits."""

from __future__ import annotations

import re
from functools import lru_cache

from ravenwits_desktop.domain.month_names import ORDINAL
from ravenwits_desktop.spreadsheets.texts import halves, words
from ravenwits_desktop.spreadsheets.texts.weekday_names import (
    BESIDE_DATE,
    BY_NUMBER,
    may_be_half_of_hour,
    weekdays_beside_date,
    without_weekday,
)

MONTHS = (
    "ene|jan|gen", "feb|fev", "mar|mrz|mrt|maart", "abr|apr|avr", "may|mai|mag|mei|maj", "jun|giu|juin", "jul|lug|juil",
    "ago|aug|aou", "sep|set", "oct|out|okt|ott", "nov", "dic|dez|dec|desember|desembre",
)  # fmt: skip
"""The first letters of the months in the languages of the markets around us."""
_DAY_BEHIND = re.compile(
    r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
    rf"(?:\s*,?\s*[(\[]?(?=[a-zø-]{{2}})|\s*[,(\[]\s*|\s+)({BESIDE_DATE})\.?[)\]]?"
)
"""A weekday behind the date: 30/11/2026 (lunes)."""
_NUMBERED = re.compile(BY_NUMBER)
_NAMED = re.compile(
    rf"(\d{{1,2}}){ORDINAL}"
    r"(?:\.?\s*|[-/.])(?:(?:de|of)\s+)?(" + "|".join(MONTHS) + r")[a-z]{0,9}\.?(?:,?\s*|[-/.])(?:de[l]?\s+)?"
    r"(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(" + "|".join(MONTHS) + r")[a-z]{0,9}\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(\d{4})(?!\d)"
)
"""Nov 12, 2025."""
_YEAR_FIRST = re.compile(r"(\d{4})[\s/.-]+(" + "|".join(MONTHS) + r")[a-z]{0,9}[\s/.-]+(\d{1,2})(?!\d)")
_BETWEEN = re.compile(r"(?<=\d)(?:\s*,|\s+(?:a las?|at|um|as))\s+(?=\d{1,2}[:.]\d{2})")
"""What some put between the date and the time."""
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)")
_POINTED_CLOCK = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})(?!\d)")
_HALF = re.compile(r"(?<=\s)(\d{1,2})[ab](:\d{2})")
"""The halves of the repeated hour, 2A:00 and 2B:00: files have them in order."""
_LETTERED = re.compile(r"(?<=\d[ t])(0?[1-3])(:\d{2}(?::\d{2})?)?\s?h?\s?[abvi]$")
"""The same with the letter behind the time, or the hour alone: 02:00A, 2B."""
_BARE_CLOCK = re.compile(r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ t])([01]\d|2[0-5])([0-5]\d)?")
"""Hours and minutes together behind a date, or the hour alone: 2025-11-12 0100, 2025/11/12 01."""
_WHOLE_HOUR = re.compile(r"(?<=\d\s)(\d{1,2})\s?([ap])\.?\s?m\.?$")
_NAMED_CLOCK = re.compile(r"\s*[(\[]?\b(ces?t|mes?z|wes?t)[)\]]?$")
_CLOCK_FIRST = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)(?:\s?h)?\s*,?\s+(\d{1,4}[-/. ].*\d)")
"""A time of day before its date: 00:15 30/11/2026."""
_HOLIDAY = re.compile(
    r"(?<=[\w.])\s*[,-]?\s*(?:\s|[(\[])\s*(?:festivo|feriado|festiu|(?:bank |public )?holiday|(?:jour )?ferie|feiertag"
    r"|festivita|festa|giorno festivo)(?: [a-z ]{0,20})?[)\]]?$"
)
YEARS = range(2015, 2040)
"""Years that two digits are believed to be."""
_LONGEST, _FIRST_DIGIT = 60, 24


@lru_cache(maxsize=8192)
def plain(text: str) -> str | None:
    """`text` with its date as ``YYYY-MM-DD`` or with a year of four digits, to be read on; None for no such date.

    A mark of a half of October's hour behind a time is left out: `halves` reads it. The name of a clock stays.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text[:_FIRST_DIGIT])):
        return None
    folded = words.folded(text)
    given = without_holiday(folded)
    if (inverted := _CLOCK_FIRST.fullmatch(given)) is not None:
        onward = f"{inverted.group(2)} {inverted.group(1)}"
        return plain(onward) or onward
    for dated in (given, without_weekday(given)):
        if (month_first := _MONTH_FIRST.match(dated)) is not None:
            name, day, year = month_first.groups()
            return _clocked(f"{year}-{_month_number(name):02}-{int(day):02}{dated[month_first.end() :]}")
    if (year_first := _YEAR_FIRST.match(given)) is not None:
        year, name, day = year_first.groups()
        return _clocked(f"{year}-{_month_number(name):02}-{int(day):02}{given[year_first.end() :]}")
    by_number = _NUMBERED.match(given)
    is_weekday = given[0].isalpha() or (by_number is not None and not may_be_half_of_hour(text, by_number.group()))
    found = without_weekday(given) if is_weekday else given
    if (named := _NAMED.match(found)) is not None:
        day, name, year = named.groups()
        full = _full_year(year)
        if full is None:
            return None
        found = f"{full}-{_month_number(name):02}-{int(day):02}{found[named.end() :]}"
    elif (short := _SHORT_YEAR.match(found)) is not None:
        full = _full_year(short.group(4))
        if full is None:
            return None
        found = f"{short.group(1)}/{short.group(3)}/{full}{found[short.end() :]}"
    behind = _DAY_BEHIND.fullmatch(found)
    if behind is not None and weekdays_beside_date(behind[2]) and not may_be_half_of_hour(text, behind[2]):
        found = behind[1]
    found = _clocked(found)
    return found if found != folded else None


def without_holiday(folded: str) -> str:
    """A folded text without the remark behind its date that the day is a holiday: 8/12/2026 festivo."""
    return _HOLIDAY.sub("", folded) if folded[-1:].isalpha() or folded[-1:] in (")", "]") else folded


def _clocked(found: str) -> str:
    """A date in numbers with what is behind it as ``HH:MM``."""
    found = _BETWEEN.sub(" ", found, count=1)
    found = _LETTERED.sub(lambda match: f"{match[1]}{match[2] or ':00'}", found)
    if (bare := _BARE_CLOCK.fullmatch(found)) is not None:
        found = f"{bare.group(1)}{bare.group(2)}:{bare.group(3) or '00'}"
    found = _WHOLE_HOUR.sub(r"\1:00 \2m", found)
    found = _HALF.sub(r"\1\2", found)
    found = _NAMED_CLOCK.sub(r" \1", found) if _NAMED_CLOCK.search(found) else halves.parted(found)[0]
    return _POINTED_CLOCK.sub(r"\1:\2", found, count=1)


def _month_number(name: str) -> int:
    return next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|"))


def has_short_year(text: str) -> bool:
    """Whether the year of a date of numbers has two digits."""
    return _SHORT_YEAR.match(without_weekday(words.folded(text))) is not None


def _full_year(digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year if year in YEARS else None
