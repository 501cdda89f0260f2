"""Day or month first: what dates such as 12/11/2025 mean, of which every one can be read both ways.

A purchase that is wrong by months is worse than one keypress, so it is asked wherever nothing tells. What tells,
strongest first:

1. the person, or the answer that is kept of this kind of file;
2. a number above 12, or rows that follow each other evenly in one order alone (`dates` looks at these);
3. the name of the file, or another cell of the sheet, with a date or a month that is clear, or a date such as
   28/11/2025 elsewhere in the sheet that shows the order, or titles of days that follow each other in one order alone;
4. a weekday beside the date, above it or in a title, that it is in one order alone;
5. the way of writing: nobody puts the month first between points (12.11.2025) or beside a Spanish a. m., nor do OMIE
   and ENTSO-E;
6. how files of this kind were read before, where these showed it themselves;
7. the calendar, for the usual order only (`layouts.md`: day/month): purchases are made for the days about today, and
   hardly for a day more than `FAR_AHEAD` days ahead; a day alone in a title or a name may be one of the month behind
   as well (`ordered_day`). It never speaks for the month first, nor against AM and PM, which
   are mostly written by those who put the month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import ORDINAL
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.layout import Context, Refusal, StoppedError
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_beside_date
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS

ASK_ORDER = QT_TRANSLATE_NOOP(
    "Message", "“{text}” can be {day} or {other}, and nothing else in the file tells. Say which one it is."
)
FULL_DAY = QT_TRANSLATE_NOOP("Message", "{day} {month} {year}")
MONTH_NAMES = (
    QT_TRANSLATE_NOOP("Message", "January"), QT_TRANSLATE_NOOP("Message", "February"),
    QT_TRANSLATE_NOOP("Message", "March"), QT_TRANSLATE_NOOP("Message", "April"),
    QT_TRANSLATE_NOOP("Message", "May"), QT_TRANSLATE_NOOP("Message", "June"),
    QT_TRANSLATE_NOOP("Message", "July"), QT_TRANSLATE_NOOP("Message", "August"),
    QT_TRANSLATE_NOOP("Message", "September"), QT_TRANSLATE_NOOP("Message", "October"),
    QT_TRANSLATE_NOOP("Message", "November"), QT_TRANSLATE_NOOP("Message", "December"),
)  # fmt: skip
FAR_AHEAD = 40
"""Days ahead of today beyond which hardly anybody buys day by day."""
_SCORE = 0.85
_DAYS_BACK, _DAYS_AHEAD = 3, 10
_ALONE_BACK, _ALONE_AHEAD = 31, 14
"""The days about today of which a date alone in a title or a name may be one."""
_DAY_FIRST_ZONES = ("Europe/", "Atlantic/", "Africa/Ceuta")
_HEAD_ROWS, _ORDER_ROWS = 40, 200
_IN_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)?\d{2}(?!\d)")
_FULL_DATE = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])[-/.](0?[1-9]|1[0-2])[-/.]((?:19|20)\d{2})(?!\d)")
"""Dates of which day and month could be exchanged."""
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?<!\d[-_./]\d[-_./])(?:(?<!\d[-_./]\d\d[-_./])|(?<=\d{4}[-_./]\d\d[-_./]\d\d[-_./]))"
    r"((?:19|20)\d{2})([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
"""Not the year of one date and the begin of the next, as in 12_11_2025_12_11_2025; in 2025-11-12_2025-11-13 it is."""
_NAMED = re.compile(
    rf"(?<!\d)(?<!\d[/.-])(\d{{1,2}}){ORDINAL}"
    r"(?:\.?\s*|[-/._])(?:(?:de|of)\s+)?(" + "|".join(MONTHS) + r")[a-z]{0,7}\.?"
    r"(?:,?\s*|[-/._])(?:del?\s+)?((?:19|20)\d{2})(?!\d)"
)
"""14 de junio de 2026, 14. Juni 2026, 14-jun-2026, 14jun2026."""
_NAMED_FIRST = re.compile(
    r"(?<![a-z])(" + "|".join(MONTHS) + r")[a-z]*\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)((?:19|20)\d{2})(?!\d)"
)
_NAMED_MONTH = re.compile(r"(?<![a-z])(" + "|".join(MONTHS) + r")[a-z]*\.?[\s_-]*(?:de[l]?\s+)?((?:19|20)\d{2})(?!\d)")
_OF_KIND = re.compile(r"(?<![a-z])(?:omie|omel|mtu)(?![a-z])")
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
"""A half of the day as English writes it; Spanish has a gap between its letters, a. m., and the day first."""
_DAY_FIRST = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d\s?[ap]\.?\s+m\b", re.IGNORECASE)
_NAME_OF_DAY = re.compile(r"([a-z-]{2,})\.?,?\s+\d|[\d/.-]+\s*,?\s*[(\[]?([a-z-]{2,})\.?[)\]]?$")
"""Before the date or behind it."""


class DateQuestionError(StoppedError):
    """The dates cannot be read without asking, or not at all; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(Refusal(message, _SCORE, (), Question.DATE_ORDER))
        self.message = message


def question(text: str, day: date, other: date) -> DateQuestionError:
    """Which of two days the date `text` is."""
    return DateQuestionError(Message(ASK_ORDER, {"text": text, "day": _full(day), "other": _full(other)}))


def _full(day: date) -> Message:
    """A day with its month in letters, which nobody can take for another."""
    return Message(FULL_DAY, {"day": day.day, "month": Message(MONTH_NAMES[day.month - 1]), "year": str(day.year)})


def clear_days(sheet: Sheet) -> frozenset[date]:
    """The days that the first rows of `sheet` name without a doubt: real dates, year first, or the month in letters."""
    found: set[date] = set()
    for row in sheet.rows[:_HEAD_ROWS]:
        for cell in row:
            if isinstance(cell, date):
                found.add(cell.date() if isinstance(cell, datetime) else cell)
            elif isinstance(cell, str) and cell:
                found.update(clear_days_in(cell))
    return frozenset(found)


def shown_order(sheet: Sheet) -> bool | None:
    """Whether the first rows of `sheet`, or its kind, have the month first; None where they do not show it.

    A date of which one number is above 12 shows it, whatever it is the date of.
    """
    texts = [cell for row in sheet.rows[:_ORDER_ROWS] for cell in row if isinstance(cell, str) and cell]
    shown = order_in_numbers(texts)
    if len(shown) == 1:
        return shown.pop()
    if not shown and (order := _by_succession(texts)) is not None:
        return order
    heads = [cell for row in sheet.rows[:_HEAD_ROWS] for cell in row if isinstance(cell, str) and cell]
    return False if any(_OF_KIND.search(words.folded(head)) for head in heads) else None


def order_in_numbers(texts: Iterable[str]) -> set[bool]:
    """Whether the dates of `texts` of which one number is above 12 have the month first; both where they differ."""
    shown: set[bool] = set()
    for text in texts:
        for first, second in _IN_NUMBERS.findall(text):
            if (int(first) > 12) != (int(second) > 12):
                shown.add(int(second) > 12)
    return shown


def _by_succession(texts: Sequence[str]) -> bool | None:
    """Whether titles that differ by their dates alone have the month first: in the other order no day follows another.

    None where the days follow each other in both orders, or in neither.
    """
    dated: dict[str, list[tuple[int, int, int]]] = {}
    for text in texts:
        if len(found := _FULL_DATE.findall(text)) == 1:
            dated.setdefault(_FULL_DATE.sub("#", text), []).append(
                (int(found[0][2]), int(found[0][0]), int(found[0][1]))
            )
    told: set[bool] = set()
    for parts in dated.values():
        follow = [
            len(days) > 1 and (max(days) - min(days)).days == len(days) - 1
            for days in (
                {date(year, second, first) for year, first, second in parts},
                {date(year, first, second) for year, first, second in parts},
            )
        ]
        if follow[0] != follow[1]:
            told.add(follow[1])
    return told.pop() if len(told) == 1 else None


def clear_days_in(text: str) -> list[date]:
    """The dates in `text` that can be read in one way alone: with the year first, or the month in letters."""
    return [day for _, _, day in clear_spans(words.folded(text))]


def clear_spans(folded: str) -> list[tuple[int, int, date]]:
    """The same of a text as `words.folded` writes it, each behind where it begins and ends."""
    parts: list[tuple[re.Match[str], str, str | int, str]] = []
    parts += [(found, found[1], found[3], found[4]) for found in _YEAR_FIRST.finditer(folded)]
    parts += [(found, found[3], _month_number(found[2]), found[1]) for found in _NAMED.finditer(folded)]
    parts += [(found, found[3], _month_number(found[1]), found[2]) for found in _NAMED_FIRST.finditer(folded)]
    spans = []
    for match, year, month, day in parts:
        try:
            spans.append((match.start(), match.end(), date(int(year), int(month), int(day))))
        except ValueError:
            continue
    return spans


def _month_number(name: str) -> int:
    return next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|"))


def by_evidence(text: str, day: date, other: date, context: Context) -> bool | None:
    """Whether the month stands first in the date `text`, by what the file tells beside its rows; None: nothing tells.

    `day` is what it is with the day first, `other` with the month first.
    """
    named = {*clear_days_in(context.file), *context.clear_days}
    if (day in named) != (other in named):
        return other in named
    months = {(_month_number(name), int(year)) for name, year in _NAMED_MONTH.findall(words.folded(context.file))}
    if ((day.month, day.year) in months) != ((other.month, other.year) in months):
        return (other.month, other.year) in months
    if (weekday := _NAME_OF_DAY.match(words.folded(text))) is not None:
        named_days = weekdays_beside_date(weekday.group(1) or weekday.group(2))
        fits = [each.weekday() in named_days for each in (day, other)]
        if fits[0] != fits[1]:
            return fits[1]
    if context.weekday_order is not None:
        return context.weekday_order
    if context.shown_order is not None:
        return context.shown_order
    return False if _DAY_FIRST.search(text) else _as_usual(day, other, context)


def _as_usual(day: date, other: date, context: Context) -> bool | None:
    """The order that such files had before, unless its day is far from today and that of the other order is near."""
    usual = context.options.usual_month_first
    taken, left = (other, day) if usual else (day, other)
    doubted = _are_near([left], context.today) and not _are_near([taken], context.today)
    return None if doubted else usual


def is_usual(text: str, days: Sequence[date], others: Sequence[date], today: date) -> bool:
    """Whether the calendar speaks for the day first: `days` are read so, `others` are the same with the month first."""
    if _HALF_DAY.search(text):
        return False
    if _are_near(days, today) and not _are_near(others, today):
        return True
    return (min(others) - today).days > FAR_AHEAD >= (min(days) - today).days


def _are_near(days: Sequence[date], today: date) -> bool:
    return (min(days) - today).days >= -_DAYS_BACK and (max(days) - today).days <= _DAYS_AHEAD


def days_of(walls: Minutes) -> list[date]:
    """The days of wall-clock times, each once, in their order."""
    found: list[date] = np.unique(walls[~np.isnat(walls)].astype("datetime64[D]")).tolist()
    return found


def ordered_day(text: str, day: date, other: date, context: Context, *, alone: bool = True) -> date:
    """The day that one date means, such as that of a title. Raises `DateQuestionError` where it is open.

    One that stands `alone` in a title or a name, and is about today with the day first alone, is that day where the
    clock is one of Europe, whose desks write no month first (`layouts.md`).
    """
    if context.options.month_first is not None:
        return other if context.options.month_first else day
    told = by_evidence(text, day, other, context)
    if told is not None:
        return other if told else day
    if is_usual(text, [day], [other], context.today):
        return day
    if alone and context.options.zone.startswith(_DAY_FIRST_ZONES) and not _HALF_DAY.search(text):
        about = [-_ALONE_BACK <= (each - context.today).days <= _ALONE_AHEAD for each in (day, other)]
        if about == [True, False]:
            return day
    raise question(text, day, other)


def is_open(first: str, separator: str, second: str) -> bool:
    """Whether the two numbers of a date could be day and month in either order, and are not the same."""
    return separator != "." and int(first) <= 12 and int(second) <= 12 and int(first) != int(second)
