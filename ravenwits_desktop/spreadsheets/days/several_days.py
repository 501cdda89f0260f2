"""The days that one text names together, of which mostly the last alone has its year: 28 y 29/11/2026, 28-30/11/2026.

They may be a list, 30/11, 01/12 y 02/12/2026, or a span from the first to the last, del 28 al 30 de noviembre de 2026.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.month_names import ANY, month_named
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets.days.dates_in_text import day_of
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named

SEVERAL_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” names {count} days, {first} to {last}, and nothing says of which of them the periods below it are. Write "
    "the one day above the table, or the date beside each period or above each column.",
)
_ARTICLE = r"(?:(?:el|the|le|il|den|dia|o)\s+)?"
_LISTED, _SPANNED = r"(?:y|e|and|und|et|i|&|\+)", r"(?:al?|ate|bis|to|till|until|thru|through|au|hasta|tot|-|–|—)"
_AND = re.compile(rf"(?:\s+{_LISTED}\s+|\s*/\s*){_ARTICLE}$")
_TO = re.compile(rf"(?:\s*[-–—]\s*|\s+{_SPANNED}\s+){_ARTICLE}$")
_COMMA = re.compile(rf"\s*,\s*{_ARTICLE}$")
_NAME = re.compile(r"([a-z]{2,13}(?:-feira)?)\.?,?\s+$")
_DAY = re.compile(
    rf"(?<![\w/.:,-])(?P<day>\d{{1,2}})(?:\.?(?:[/.-](?P<month>\d{{1,2}})\.?(?:[/.-](?P<year>(?:20)?\d\d))?"
    rf"|\s*(?:de\s+|-)?(?P<name>{ANY})\.?(?:\s*(?:de\s+)?(?P<of>20\d\d))?)|\.)?$"
)
_ENGLISH = re.compile(rf"(?<![a-z])(?P<name>{ANY})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?$")
_BETWEEN = re.compile(r"(?<![a-z])(?:entre|between|zwischen|tra)(?![a-z])")
_DASH = re.compile(r"\s+[-–—]\s+$")
_LONGEST, _LONGEST_OF_BARE = timedelta(days=31), timedelta(days=7)
"""A number alone, without its month, is one of a list where it is near to the next: unit 3 y 29/11 are none."""


def several_days(folded: str, begin: int, last: date) -> tuple[date, ...]:
    """The days that a text, as `words.folded` writes it, names up to `last`, whose date begins at `begin` in it.

    `last` alone where no other day leads to it: a number of something else, a version, a page, is none.
    """
    days = [last]
    spans = False
    head = folded[:begin]
    while True:
        head = _without_weekday(head)
        joined = next(
            ((match, pattern) for pattern in (_AND, _TO, _COMMA) if (match := pattern.search(head)) is not None), None
        )
        if joined is None or (spans and joined[1] is not _TO):
            break
        before = head[: joined[0].start()]
        found = _day_before(before, days[0])
        if found is None:
            break
        day, at, alone = found
        loose = joined[1] is _COMMA or _DASH.search(joined[0].group()) is not None
        longest = _LONGEST_OF_BARE if alone and joined[1] is not _TO else _LONGEST
        if (alone and loose and len(days) == 1) or not timedelta(0) < days[0] - day <= longest:
            break
        head = before[:at]
        days.insert(0, day)
        if joined[1] is _TO or _BETWEEN.search(head):
            spans = True
            break
    if spans:
        step = timedelta(days=1)
        days[:1] = [days[0] + step * at for at in range((days[1] - days[0]).days)]
    return tuple(days) if days[-1] - days[0] <= _LONGEST else (last,)


def _without_weekday(head: str) -> str:
    match = _NAME.search(head)
    return head[: match.start()] if match is not None and weekdays_named(match[1]) else head


def _day_before(head: str, after: date) -> tuple[date, int, bool] | None:
    """The day at the end of `head`, in the month or year that leads to `after`; where it begins; whether it is bare."""
    match = _DAY.search(head)
    if (english := _ENGLISH.search(head)) is not None:
        match = english
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts.get("month") or 0) or (month_named(parts["name"]) if parts["name"] else 0)
    alone = not month
    said = parts.get("year") or parts.get("of")
    if alone:
        earlier = int(match["day"]) > after.day
        month = after.month if not earlier else (after.month - 2) % 12 + 1
    year = int(said) % 100 + 2000 if said else after.year - (month > after.month)
    day = day_of(str(year), str(month), match["day"])
    return None if day is None else (day, match.start(), alone)


def check_one_day(days: tuple[date, ...], text: str) -> None:
    """Refuse a table of one day below a `text` that names several `days`: raises `RefusedError` that asks for it."""
    if len(days) > 1:
        refused = RefusedError(0.85, SEVERAL_DAYS, text=text, count=len(days), first=days[0], last=days[-1])
        refused.refusal = replace(refused.refusal, question=Question.DAY)
        raise refused
