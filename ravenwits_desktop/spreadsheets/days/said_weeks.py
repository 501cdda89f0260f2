"""The week that a title or a name tells: by its number, or from one day to another, with a year or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import ANY, WEEK, month_named
from ravenwits_desktop.spreadsheets.days.dates_in_text import YEAR, dated_spans, short_spans
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, voice_of
from ravenwits_desktop.spreadsheets.days.short_days import USUAL_AHEAD, USUAL_BACK
from ravenwits_desktop.spreadsheets.days.told_years import told_in
from ravenwits_desktop.spreadsheets.layout import CERTAIN
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts import words

HAS_WEEK = QT_TRANSLATE_NOOP("Message", "The days are named by their weekdays: {first} to {last}, as “{text}” says.")
NEAREST_WEEK = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays. “{text}” says no year: they were read as {first} to {last}, nearest to "
    "today.",
)
FAR_WEEK = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays. “{text}” says no year: they were read as {first} to {last}, and that is far "
    "from today or not the nearest year. Look whether it is right, or write the year beside the week.",
)
TWO_WEEKS = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays, and “{text}” says another week than “{other}”. Leave the one that is right.",
)
OTHER_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays, and those are not the ones of “{text}”. Correct the week, or write the date "
    "of each day in place of its name.",
)
WEEK_OF_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays, and “{text}” says one day alone: they were read as {first} to {last}, which "
    "begin with it. Look whether it is right, or write the week above the table.",
)
ONE_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The days are named by their weekdays, and “{text}” says one day alone, with which they do not begin. Write the "
    "week above the table with its days, as 23/11/2026 - 29/11/2026.",
)
SUNDAY_FIRST = QT_TRANSLATE_NOOP(
    "Message",
    "The days begin with a Sunday, and in “{text}” the week begins with its Monday: the Sunday may be the one before "
    "or the one behind. Write the date of each day in place of its name.",
)
_WEEK = rf"(?:{WEEK}|kw|cw|sett|sem|wk|w)"
_NUMBER = re.compile(
    rf"(?<![a-z])(?:{_WEEK}[\s.:#-]*(?:n(?:um|ro|r|o)?\W{{0,3}})?|s[\s-]?(?=\d\d))(\d{{1,2}})(?!\d)"
    r"(?:\s*/\s*(\d\d)(?!\d))?"
)
_WEEKEND = words.any_word("(?:fin|fim) de semana", "cap de setmana", "fine settimana", "week-?end", "wochenende")
_NAMES_WEEK = re.compile(rf"(?<![a-z]){_WEEK}(?![a-z])")
_TO = r"\s*(?:al?|ate|bis|to|till|until|au|e|y|-|–|—|/)\s*(?:el\s+|the\s+)?"
_RANGE = re.compile(
    rf"(?<!\d)(?<![\d/.-])(\d{{1,2}})\.?(?:[/.-](\d{{1,2}})\.?|\s*(?:de\s+)?({ANY})\.?)?{_TO}"
    rf"(\d{{1,2}})\.?(?:[/.-](\d{{1,2}})\.?|\s*(?:de\s+|-)?({ANY})\.?)(?![\d/a-z])"
)
_ENGLISH = re.compile(rf"(?<![a-z])({ANY})\.?\s+(\d{{1,2}}){_TO}(?:({ANY})\.?\s+)?(\d{{1,2}})(?!\d)")
_FIRST_OF_RANGE = re.compile(rf"(?<!\d)(\d{{1,2}})\.?(?:[/.-](\d{{1,2}})\.?|\s*(?:de\s+)?({ANY})\.?)?{_TO}$")
_LONGEST = timedelta(days=6)
_LAST_WEEK = 53


@dataclass(frozen=True, slots=True)
class _Said:
    """What one text tells: a number of a week, or day and month of its ends; 0 for a year that it does not tell."""

    text: str
    year: int
    number: int = 0
    ends: tuple[tuple[int, int], tuple[int, int]] | None = None
    is_start: bool = False
    """Whether the text tells the first day alone."""
    is_day: bool = False
    """Whether it does not speak of a week, and tells one day."""

    def days(self, year: int, count: int) -> tuple[date, date] | None:
        """First and last day in `year`, of `count` days where the first alone is told; None where it has no such."""
        try:
            if self.ends is None:
                first = date.fromisocalendar(year, self.number, 1)
                return first, first + _LONGEST
            (day, month), (last_day, last_month) = self.ends
            first = date(year, month, day)
            if self.is_start:
                return first, first + timedelta(days=count - 1)
            last = date(year + (last_month < month), last_month, last_day)
        except ValueError:
            return None
        return (first, last) if timedelta(0) <= last - first <= _LONGEST else None

    def other_years(self, year: int) -> tuple[int, ...]:
        """The year before `year`, where this may be that of the end of the week alone: 28/12 al 03/01/2027."""
        over = self.ends is not None and self.ends[1][1] < self.ends[0][1]
        return (year - 1,) if over or self.number == _LAST_WEEK else ()


def week_of(
    texts: Sequence[str], weekdays: Sequence[int], today: date
) -> tuple[dict[int, date], Message, Message | None] | None:
    """The dates of `weekdays` (from 0 for Monday, following each other), what is said of them, and what is a doubt.

    `texts` are looked through for the week, the nearest to the table first; None where none tells one. Weeks are
    numbered as ISO 8601 does. A year that is not told is the nearest to today in which the weekdays are right. Raises
    `RefusedError` where the texts contradict each other or the weekdays.
    """
    said = [each for text in texts if not names_issue(text) for each in _said(text)]
    if not said:
        return None
    if not all(each.is_day for each in said):
        said = [each for each in said if not each.is_day]
    whole = next((each.year for each in said if each.year), 0)
    told, near_to = _year_of(texts, said[0], weekdays, today) if not whole else (whole, today)
    found = [(each, _placed(each, each.year or told, weekdays, near_to)) for each in said]
    first, days = found[0]
    for other, its_days in found[1:]:
        if its_days != days:
            raise RefusedError(0.85, TWO_WEEKS, text=first.text, other=other.text)
    begin, end = min(days.values()), max(days.values())
    ends = {"first": begin, "last": end, "text": first.text}
    if first.is_day:
        return days, Message(HAS_WEEK, ends), Message(WEEK_OF_DAY, ends)
    if told or near_to != today:
        return days, Message(HAS_WEEK, ends), None
    nearest = _placed_nearest(first, weekdays, today, strict=False)
    near = begin >= today - USUAL_BACK and end <= today + USUAL_AHEAD and nearest == days
    return days, Message(NEAREST_WEEK, ends), None if near else Message(FAR_WEEK, ends)


def names_week(text: str) -> bool:
    """Whether `text` tells a week, by its number or by its days."""
    return any(_said(text))


def spans_said(text: str, about: date) -> list[tuple[date, date]]:
    """The spans from one day to another that `text` writes, in its year or in those about `about`."""
    spans = []
    for said in _said(text):
        years = (said.year, *said.other_years(said.year)) if said.year else range(about.year - 1, about.year + 2)
        if said.ends is not None and not said.is_start:
            spans += [span for year in years if (span := said.days(year, 0)) is not None]
    return spans


def _year_of(texts: Sequence[str], said: _Said, weekdays: Sequence[int], today: date) -> tuple[int, date]:
    """The year that other texts tell for the week, 0 without one, and the day to which it is the nearest then.

    A whole date beside the week, or a month, is such a day. A year that may be of something else, or that of the other
    side of the turn of the year, counts only where the week nearest to today is not about now.
    """
    told = told_in(texts)
    for day in told.days[:1]:
        days = _placed_nearest(said, weekdays, day)
        if days is not None and max(abs(each - day) for each in days.values()) <= USUAL_BACK:
            return 0, day
    years = told.years or told.others
    if not years:
        return 0, today
    near = _placed_nearest(said, weekdays, today)
    if near is not None:
        usual = min(near.values()) >= today - USUAL_BACK and max(near.values()) <= today + USUAL_AHEAD
        turns = [date(year, *end) for year in years for end in ((1, 1), (12, 31))]
        beside = min(abs(day - turn) for day in near.values() for turn in turns) <= USUAL_BACK
        if {day.year for day in near.values()} & years or (usual and (beside or not told.years)):
            return 0, today
    return min(years, key=lambda year: abs(year - today.year)), today


def _placed(said: _Said, year: int, weekdays: Sequence[int], today: date) -> dict[int, date]:
    if said.number and weekdays[0] == 6 and len(weekdays) > 1:
        raise RefusedError(0.85, SUNDAY_FIRST, text=said.text)
    days = _placed_nearest(said, weekdays, today)
    if year:
        ways = (_of_weekdays(said, each, weekdays, strict=True) for each in (year, *said.other_years(year)))
        days = next(filter(None, ways), None)
    if days is None:
        raise RefusedError(CERTAIN if said.is_day else 0.85, ONE_DAY if said.is_day else OTHER_DAYS, text=said.text)
    return days


def _placed_nearest(
    said: _Said, weekdays: Sequence[int], today: date, *, strict: bool = True
) -> dict[int, date] | None:
    ways = [
        days
        for year in range(today.year - 1, today.year + 2)
        if (days := _of_weekdays(said, year, weekdays, strict=strict)) is not None
    ]
    return min(ways, key=lambda days: max(abs(day - today) for day in days.values()), default=None)


def _of_weekdays(said: _Said, year: int, weekdays: Sequence[int], *, strict: bool) -> dict[int, date] | None:
    """The day of each weekday between the ends; where these are as many days, the first has to be the first."""
    ends = said.days(year, len(weekdays))
    if ends is None:
        return None
    first, last = ends
    whole = (last - first).days + 1 == len(weekdays)
    if strict and first.weekday() != weekdays[0] and (whole or said.is_start):
        return None
    days = {(first + timedelta(days=step)).weekday(): first + timedelta(days=step) for step in range(7)}
    chosen = {weekday: days[weekday] for weekday in weekdays}
    return chosen if max(chosen.values()) <= last else None


def _said(text: str) -> Iterator[_Said]:
    """What `text` tells of a week, in numbers and by its days."""
    folded = words.spaced(text)
    years = {int(year) for year in YEAR.findall(folded)}
    year = years.pop() if len(years) == 1 else 0
    spans = dated_spans(folded) or short_spans(folded)
    if len(spans) == 2 and timedelta(0) < spans[1][2] - spans[0][2] <= _LONGEST:
        first, last = spans[0][2], spans[1][2]
        yield _Said(text, first.year, ends=((first.day, first.month), (last.day, last.month)))
    elif len(spans) == 1 and (ends := _range_to(folded, spans[0])) is not None:
        year = spans[0][2].year - (ends[1][1] < ends[0][1])
        yield _Said(text, year, ends=ends)
        # its first day is no number of a week: Semana 30/11-06/12/2026
        folded = (
            _FIRST_OF_RANGE.sub(lambda found: "#" * len(found.group()), folded[: spans[0][0]]) + folded[spans[0][0] :]
        )
    elif len(spans) == 1 and _NAMES_WEEK.search(folded) and not _NUMBER.search(folded[: spans[0][0]]):
        start = (spans[0][2].day, spans[0][2].month)
        yield _Said(text, spans[0][2].year, ends=(start, start), is_start=True)
    elif len(spans) == 1 and not _NUMBER.search(folded) and voice_of(folded[: spans[0][0]]) is not None:
        start = (spans[0][2].day, spans[0][2].month)
        yield _Said(text, spans[0][2].year, ends=(start, start), is_start=True, is_day=True)
    rest = folded
    if spans:
        rest = _WEEKEND.sub(lambda found: "#" * len(found.group()), folded)  # its days follow, and no number of a week
        for begin, end, _ in reversed(spans):
            rest = rest[:begin] + "#" + rest[end:]
    elif (match := _RANGE.search(folded)) is not None:
        last_month = int(match[5]) if match[5] else month_named(match[6])
        month = int(match[2]) if match[2] else month_named(match[3]) if match[3] else 0
        month = month or (last_month if int(match[1]) <= int(match[4]) else (last_month - 2) % 12 + 1)
        yield _Said(text, year, ends=((int(match[1]), month), (int(match[4]), last_month)))
        rest = folded[: match.start()] + "#" + folded[match.end() :]
    elif (match := _ENGLISH.search(folded)) is not None:
        month = month_named(match[1])
        last_month = month_named(match[3]) if match[3] else month
        yield _Said(text, year, ends=((int(match[2]), month), (int(match[4]), last_month)))
        rest = folded[: match.start()] + "#" + folded[match.end() :]
    numbers = {(int(match[1]), match[2]) for match in _NUMBER.finditer(rest)}
    if len(numbers) == 1:
        number, short = numbers.pop()
        if 1 <= number <= _LAST_WEEK:
            yield _Said(text, year or (2000 + int(short) if short else 0), number=number)


def _range_to(folded: str, span: tuple[int, int, date]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ends where another day without its year leads to the whole date `span`: 23 al 29 de noviembre de 2026."""
    match = _FIRST_OF_RANGE.search(folded[: span[0]])
    if match is None:
        return None
    last = span[2]
    month = int(match[2]) if match[2] else month_named(match[3]) if match[3] else 0
    month = month or (last.month if int(match[1]) <= last.day else (last.month - 2) % 12 + 1)
    return (int(match[1]), month), (last.day, last.month)
