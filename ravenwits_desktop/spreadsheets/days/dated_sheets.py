"""Sheets that are called after a day, a week or a month: which of them is meant is another one each time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np

from ravenwits_desktop.domain.month_names import NAMES, SHORT
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in, short_spans
from ravenwits_desktop.spreadsheets.days.days_ahead import days_ahead_in_name
from ravenwits_desktop.spreadsheets.days.said_weeks import names_week
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import (
    days_lettered,
    is_whole_weekday,
    weekday_numbered,
    weekdays_before_day,
    weekdays_named,
)
from ravenwits_desktop.spreadsheets.texts.written_dates import YEARS

_NUMBER = r"(?<!\d)\d{1,2}(?!\d)"
_TWO_NUMBERS = re.compile(r"(?<![\d.,/-])(\d{1,2})([-./ ])(\d{1,2})(?![\d,/-]|\.\d)")
_RUN = re.compile(r"(?<!\d)(?:(\d\d)(\d\d)((?:20)?\d\d)|((?:20)\d\d)(\d\d)(\d\d)|(\d{4}) (\d\d) (\d\d))(?!\d)")
_LETTERED = re.compile(
    rf"{_NUMBER}(?:[oº°]|er|st|nd|rd|th)?[\s.-]*(?:(?:de|of)\s+)?(?:{'|'.join((*NAMES, *SHORT))})(?![a-z])"
    rf"|(?<![a-z])(?:{'|'.join((*NAMES, *SHORT))})[\s.-]*{_NUMBER}"
)
_DAY_AND_NUMBER = re.compile(rf"(?<![a-z])(?:dia|day|tag|jour|giorno|dag|data|fecha|date|datum)[\s._-]*{_NUMBER}")
_NOW = words.any_word(
    "hoy", "hoje", "today", "heute", "aujourd'?hui", "oggi", "avui", "hoxe", "ayer", "ontem", "yesterday", "gestern",
    "hier", "ieri", "ahir", "onte", r"i ?dag", r"i ?gar", "vandaag", "gisteren", "tanaan", "eilen",
)  # fmt: skip
"""Today and yesterday; what counts ahead is told by `days_ahead`."""
_WORD = re.compile(r"[a-zø]+(?:-feira)?")
_PART = re.compile(r"[a-zø]+(?:-feira)?|\d+")
_BY_NUMBER = re.compile(r"(?<!\d)[2-6]\.?\s?a[\s-]?f(?:eira)?(?![a-z])")
"""2ª feira, a Monday in Portugal."""
_BESIDE_NUMBER = re.compile(rf"(?<![a-z])([a-z]{{3,}})[\s._-]*{_NUMBER}|{_NUMBER}[\s._-]*([a-z]{{3,}})(?![a-z])")
_SHORTEST = 3
_MONTH = re.compile(rf"(?:{'|'.join((*NAMES, *SHORT))})\.?(?:[\s_/'’-]*(?:20)?\d\d)?")
_WHOLE_MONTH = words.any_word(*(name for name in "|".join(NAMES).split("|") if len(name) > 4 and name != "marco"))
"""Short ones are words as well, and a “contrato marco” is of no month."""
_MOST_DAYS = 31


def names_a_day(name: str, others: Collection[str] = ()) -> bool:
    """Whether a sheet's `name` says a day in any form: a date, a weekday, tomorrow, D+1; or a week, or a month.

    Beside `others` of the same book that differ in nothing but the weekday, the beginning of one is enough.
    """
    folded = words.spaced(name).strip(" .")
    return (
        bool(days_in(folded) or short_spans(folded) or days_ahead_in_name(folded) or _NOW.search(folded))
        or any(_numbered(folded))
        or _LETTERED.search(folded) is not None
        or _DAY_AND_NUMBER.search(folded) is not None
        or names_week(name)
        or _MONTH.fullmatch(folded) is not None
        or _WHOLE_MONTH.search(folded) is not None
        or _is_of_weekday(folded, [words.spaced(other).strip(" .") for other in others])
    )


def is_of_a_day(reading: Reading) -> bool:
    """Whether the sheet of a reading says its day: by its name, or by a number in it that is the day's own."""
    others = [name for name in reading.sheets if name != reading.sheet]
    return names_a_day(reading.sheet, others) or any(_tells(reading.sheet, day) for day in _ends(reading))


def _numbered(folded: str) -> Iterator[bool]:
    """Whether numbers in a name are a day and a month, with a sign between them or behind a year, or a bare day."""
    yield folded.isdecimal() and 1 <= int(folded) <= _MOST_DAYS
    for one, sign, two in _TWO_NUMBERS.findall(folded):
        version = sign in ". " and len(one + two) == 2  # Escenario 1.2; tariffs are called 6.1 as well
        yield not version and (_is_day(one, two) or _is_day(two, one))
    for match in _RUN.finditer(folded):
        one, two, three, *first = match.groups()
        if one is not None:
            ways = ((one, two, three[-2:]), (three, two, one)) if len(three) == len(one) else ((one, two, three),)
        else:
            year, month, day = (part for part in first if part is not None)
            ways = ((day, month, year),)
        yield any(_is_day(day, month) and 2000 + int(year[-2:]) in YEARS for day, month, year in ways)


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= _MOST_DAYS and 1 <= int(month) <= len(NAMES)


def _is_of_weekday(folded: str, others: Collection[str]) -> bool:
    """Whether a name says a weekday: whole, its beginning alone or beside a number, or one that others have changed."""
    found = _WORD.findall(folded)
    if any(map(is_whole_weekday, found)) or weekday_numbered(folded) is not None or _BY_NUMBER.search(folded):
        return True
    if any(weekdays_before_day(match[1] or match[2]) for match in _BESIDE_NUMBER.finditer(folded)):
        return True
    if len(folded) >= _SHORTEST and weekdays_named(folded):
        return True
    parts = _PART.findall(folded)
    return any(_differ_in_weekday(parts, _PART.findall(other)) for other in others)


def _differ_in_weekday(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, in their parts, are the same but for one word that is a weekday in both: L, M; lun, mar."""
    if len(one) != len(other):
        return False
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and all(map(_weekdays, pairs[0])) and len({*map(_weekdays, pairs[0])}) > 1


def _weekdays(word: str) -> frozenset[int]:
    return days_lettered(word) if len(word) == 1 else weekdays_named(word)


def _ends(reading: Reading) -> set[date]:
    """The first and the last day of a reading; a label at midnight ends the day before."""
    labels = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if not len(labels):
        return set()
    ends = labels.min(), labels.max() - np.timedelta64(1, "m")
    return {end.astype("datetime64[D]").item() for end in ends}


def _tells(name: str, day: date) -> bool:
    """Whether digits in a name are those of a day: its number in the month, or with the month, in any order."""
    one, two = f"{day:%d}", f"{day:%m}"
    known = {one, str(day.day), one + two, two + one, f"{day.day}{day.month}"}
    return any(digits in known for digits in re.findall(r"\d+", name))
