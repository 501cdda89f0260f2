"""Cells above a table that claim to be its day: whole dates, with a short year, without one, or not to be read."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ravenwits_desktop.domain.month_names import WEEK
from ravenwits_desktop.domain.text import Sign, decimal_sign
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.days import named_days
from ravenwits_desktop.spreadsheets.days.dates_in_text import dated_spans, days_in, short_spans
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, names_market_day, voice_of
from ravenwits_desktop.spreadsheets.days.days_ahead import (
    COUNTED,
    days_after,
    days_ahead,
    leads_to_next_day,
    without_days_ahead,
)
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.foot_names import is_sum_of_part
from ravenwits_desktop.spreadsheets.texts.period_names import token_of
from ravenwits_desktop.spreadsheets.texts.times import MARKET_YEARS, compact_day, serial_day
from ravenwits_desktop.spreadsheets.texts.weekday_names import weekdays_named
from ravenwits_desktop.spreadsheets.texts.yearless_dates import Yearless, yearless, yearless_within

Row = Sequence[Cell]
_OF_WEEK = re.compile(rf"(?<![a-z])(?:{WEEK}|kw)(?![a-z])")
_LEADS_TO_DAY = re.compile(r"(?<![a-z])(?:del|dia|day|fecha|data|date|vom|am|fur|for|pour|du|do|tag|giorno|para)\W*$")
_MONTHS = 12
_CLOCK_BEHIND = re.compile(
    r"\s*(?:,|-|–|\||t|a las?|as|at|um|alle|ore)*\s*(\d{1,2})[:.h](\d{2})(?!\d)"
    r"(?!(?::\d{2})?\s*h?\s*(?:-|–|a|to|bis)\s*\d)"
    r"|[t_ -](\d{2})(\d{2})(?:\d{2})?(?!\d|-\d\d?-\d|_\d\d?_\d|/\d\d?/\d|\.\d\d?\.\d)"
)
"""The time of day of a moment; of a range it is none, nor is midnight, nor the year of a date that follows."""
_CLOCK_BEFORE = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?\s*(?:h|hrs?)?\s*(?:,|-|–|\||del?|on|am|of|\()*\s*$")
_FIRST_DIGIT, _PLUS = re.compile(r"\d"), re.compile(r"\d\s?\+\s?[1-9](?![\d:.,])")
_HALF_YEAR = timedelta(days=183)
_ABOUT_NOW = timedelta(days=5 * 366)
_MOST_HEADERS = 2
_LONGEST, _MOST_NAMED = 30, 3
"""Letters of a date; and cells of a row in which the first names what the others are: else it is one of headers."""


class Writing(enum.Enum):
    """How a claim is written."""

    WHOLE = "whole date"
    SERIAL = "number of days"
    SHORT = "two digits of the year"
    YEARLESS = "no year"
    COUNTED = "D+1"
    TOMORROW = "tomorrow"
    UNREAD = "not understood"


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell that says of which day a table is: what it says, where, and how surely; `day` of a whole date alone."""

    writing: Writing
    text: str
    place: tuple[int, int]
    voice: Voice
    day: date | None = None
    beside: str = ""
    """The words beside the date of a whole one or one with a short year; the date alone of one without a year."""
    ahead: frozenset[int] = frozenset()
    """How many days after today the words of the cell itself say, as tomorrow does or D+1."""
    after: int = 0
    """How many days after the date that is written `day` lies: 1 of “el día siguiente al 29/11/2026”."""

    def agrees(self, day: date, today: date) -> bool:
        """Whether the words of the cell that count days from today, if there are any, mean `day`."""
        return not self.ahead or (day - today).days in self.ahead


def claims_of(rows: Sequence[Row], context: Context) -> tuple[list[Claim], list[date]]:
    """What the cells of `rows` claim, and the dates that are none: of issues, stamps and other things."""
    claims: list[Claim] = []
    others: list[date] = []
    for at, row in enumerate(rows):
        width = _filled(row)
        for column, cell in enumerate(row):
            if cell == "" or isinstance(cell, bool):
                continue
            before = name_before(rows, at, column)
            if _is_amount(cell, before):
                continue
            if isinstance(cell, str):
                if not before and not any(map(str.isalpha, cell)):
                    before = _other_before(row, column)
                found = _of_text(cell, before, (at, column), others)
                if at == len(rows) - 1 and width > 1:  # headers do not name each other
                    found = [_as_header(claim) for claim in found]
                if not found and not days_in(cell):
                    found = _without_day(cell, before, (at, column), alone=width <= _MOST_NAMED)
                claims.extend(found)
            elif (day := _day_of(cell, before, context, heads=_heads_values(rows, at, column, context))) is not None:
                moment = isinstance(cell, datetime) and (cell.hour or cell.minute)
                voice = voice_of(before or _other_before(row, column))
                if voice is None or (moment and voice is not Voice.DELIVERY):
                    others.append(day)
                    continue
                writing = Writing.WHOLE if isinstance(cell, date) or compact_day(cell) is not None else Writing.SERIAL
                claim = Claim(writing, cell_text(cell), (at, column), voice, day, before)
                claims.append(_as_header(claim) if at == len(rows) - 1 and width > 1 else claim)
    return claims, others


def _is_amount(cell: Cell, before: str) -> bool:
    """Whether a number is an amount by what stands before it: the total of a day may look like the number of a date."""
    if isinstance(cell, date) or not (is_sum_of_part(before) or words.is_figure(before) or stated_unit(before)):
        return False
    return is_number(cell) or (isinstance(cell, str) and decimal_sign(cell) is not Sign.NOT_A_NUMBER)


def each_day_once(short: Sequence[Claim]) -> list[Claim]:
    """The surest claim of each date with two digits of the year: a title and a header may say the same one."""
    found: dict[object, Claim] = {}
    for claim in sorted(short, key=lambda each: each.voice):
        days = tuple(day for _, _, day in short_spans(words.folded(claim.text)))
        found[days or claim.text] = claim
    return list(found.values())


def name_before(rows: Sequence[Row], at: int, column: int) -> str:
    """The words that name a cell: the nearest before it in its row, without a day of their own; else those above it.

    Those above it name it in a row of names over a row of values: what has a value of its own beside it does not.
    """
    for cell in reversed(rows[at][:column]):
        if cell != "":
            return cell if isinstance(cell, str) and not days_in(cell) else ""
    if _speaks(rows[at][column]):
        return ""
    above = rows[at - 1] if at else ()
    named = above[column] if column < len(above) else ""
    if (
        not isinstance(named, str)
        or days_in(named)
        or short_spans(words.folded(named))
        or _filled(above) != _filled(rows[at])
    ):
        return ""
    taken = any(map(str.isdigit, cell_text(above[column + 1]))) if column + 1 < len(above) else False
    return "" if taken else named


def _other_before(row: Row, column: int) -> str:
    """The words before the dates of which the cell at `column` is a further one, where they name no day of the table.

    The second date of “Vigencia | 30/11/2026 | 31/12/2026” is that of an end.
    """
    for cell in reversed(row[:column]):
        if isinstance(cell, str) and any(map(str.isalpha, cell)):
            return cell if not days_in(cell) and voice_of(cell) is None else ""
        if cell != "" and not isinstance(cell, date) and not (isinstance(cell, str) and days_in(cell)):
            return ""
    return ""


def _speaks(cell: Cell) -> bool:
    """Whether a cell has words of its own beside a date."""
    if not isinstance(cell, str):
        return False
    rest, folded = 0, words.folded(cell)
    said = []
    for begin, end, _ in dated_spans(folded):
        said.append(folded[rest:begin])
        rest = end
    return rest > 0 and any(map(str.isalpha, "".join((*said, folded[rest:]))))


def _filled(row: Row) -> int:
    return sum(cell != "" for cell in row)


def _heads_values(rows: Sequence[Row], at: int, column: int, context: Context) -> bool:
    """Whether a number is the one in a header of words, the last of `rows` or that above a row of words alone.

    A row of weekdays or units may stand below a header; a name of the values beside the number makes it none. Or its
    weekday stands right above or below it.
    """
    if isinstance(rows[at][column], str | date):
        return False
    near = [rows[row][column] for row in (at - 1, at + 1) if 0 <= row < len(rows) and column < len(rows[row])]
    named = [
        days for cell in near if isinstance(cell, str) and (days := weekdays_named(words.folded(cell).rstrip(".")))
    ]
    if named and (day := day_about_now(rows[at][column], context)) is not None:
        return all(day.weekday() in days for days in named)
    before = name_before(rows, at, column)
    if not time_words.names_period(before):
        return False
    if at < len(rows) - _MOST_HEADERS or any(not isinstance(cell, str) for row in rows[at + 1 :] for cell in row):
        return False
    others = [cell for place, cell in enumerate(rows[at]) if place != column and cell != ""]
    return all(isinstance(cell, str) and (time_words.names_period(cell) or words.names_price(cell)) for cell in others)


def _day_of(cell: Cell, before: str, context: Context, *, heads: bool) -> date | None:
    """The day of a real date, or of a number that a word of days or periods names.

    A number of days below no word of days has to be a header (`heads`) beside that of the periods.
    """
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day if day.year in MARKET_YEARS else None  # 24:00 is kept as a day of 1900
    if not is_number(cell) or not (time_words.names_date(before) or time_words.names_period(before) or heads):
        return None
    if (written := compact_day(cell)) is not None:
        return written
    return day_about_now(cell, context) if time_words.names_date(before) or heads else None


def day_about_now(cell: Cell, context: Context) -> date | None:
    """The day of about now that a number counts."""
    found = serial_day(cell, epoch_1904=context.epoch_1904)
    return found if found is not None and abs(found - context.today) < _ABOUT_NOW else None


def _of_text(cell: str, before: str, place: tuple[int, int], others: list[date]) -> list[Claim]:
    """The whole dates of a text as claims; those of something else go to `others`."""
    folded = words.folded(cell)
    spans = [span for span in dated_spans(folded) if span[2].year in MARKET_YEARS]
    claims = []
    for at, (begin, end, day) in enumerate(spans):
        prefix = folded[spans[at - 1][1] if at else 0 : begin]
        suffix = folded[end : spans[at + 1][0] if at + 1 < len(spans) else None]
        said = f"{before if at == 0 else ''} {prefix}"
        if not any(map(str.isalpha, said)):
            said = suffix
        own = f"{prefix} {suffix}" if at == len(spans) - 1 else prefix
        ahead, after = days_ahead(own, dated=True), days_after(prefix, suffix)
        named = without_days_ahead(said) if ahead or after else said
        voice = None if len(spans) == 1 and names_issue(f"{before} {folded}") else voice_of(named)
        if voice is None or (voice is not Voice.DELIVERY and is_moment_at(folded, begin, end)):
            others.append(day)
            continue
        of_table = day + timedelta(after)
        ahead = frozenset() if after else ahead
        claims.append(Claim(Writing.WHOLE, cell_text(cell), place, voice, of_table, said.strip(), ahead, after))
    return claims


def is_moment_at(folded: str, begin: int, end: int) -> bool:
    """Whether a time of day, other than midnight, stands beside the date from `begin` to `end`."""
    behind, ahead = _CLOCK_BEHIND.match(folded[end:]), _CLOCK_BEFORE.search(folded[:begin])
    clocks = [match.groups() for match in (behind, ahead) if match is not None]
    for groups in clocks:
        hour, minute = (int(number) for number in groups if number is not None)
        if (hour, minute) not in ((0, 0), (24, 0)) and hour < 24 and minute < 60:
            return True
    return False


def _as_header(claim: Claim) -> Claim:
    """A date that is the header of a column, beside headers of others."""
    alone = not any(map(str.isalpha, claim.text))
    alone = alone and not names_market_day(claim.beside)
    return replace(claim, voice=Voice.TABLE) if alone and claim.voice is Voice.UNKNOWN else claim


def _without_day(cell: str, before: str, place: tuple[int, int], *, alone: bool) -> list[Claim]:
    """What a text without a whole date claims."""
    folded, text = words.folded(cell), cell_text(cell)
    if (own := named_days.without_short_year(cell)) is not None:
        said = f"{before} {own}".strip()
        voice = voice_of(without_days_ahead(said))
        if voice is None or (voice is Voice.UNKNOWN and not names_market_day(said)):
            return []
        return [_counted(Claim(Writing.SHORT, text, place, voice, beside=said), folded, own)]
    counted = COUNTED.search(folded) is not None
    ahead = days_ahead(folded) if counted or alone else frozenset[int]()
    next_day = alone and not ahead and leads_to_next_day(folded)
    ahead = days_ahead(folded, dated=True) if next_day else ahead
    plain = without_days_ahead(folded).strip(" .,:;-") if ahead else cell
    dated = _without_year(plain, before, place, alone=alone)
    if not ahead or any(claim.writing is Writing.YEARLESS for claim in dated):
        return [_counted(replace(claim, text=text), folded, folded.replace(claim.beside, " ")) for claim in dated]
    voice = voice_of(f"{before} {folded if counted else plain}")
    if voice is None or (next_day and voice is Voice.UNKNOWN):
        return []
    if counted:
        return [Claim(Writing.COUNTED, text, place, voice, ahead=ahead)]
    return [Claim(Writing.TOMORROW, text, place, Voice.TABLE, ahead=ahead)]


def _counted(claim: Claim, folded: str, own: str) -> Claim:
    """A claim without a whole date with what the text, of which `own` are the words beside the date, counts from today.

    What it counts from that date is not understood.
    """
    if claim.writing is Writing.UNREAD:
        return claim
    plain = COUNTED.sub(" ", folded)
    date_at = _FIRST_DIGIT.search(plain)
    if _PLUS.search(plain) or (date_at is not None and days_after(plain[: date_at.start()], "")):
        return replace(claim, writing=Writing.UNREAD, voice=max(claim.voice, Voice.DAY))
    return replace(claim, ahead=days_ahead(own, dated=True))


def _without_year(cell: str, before: str, place: tuple[int, int], *, alone: bool) -> list[Claim]:
    """What a text claims that has a date without a year, or one that cannot be read, or none."""
    folded, text = words.folded(cell), cell_text(cell)
    head, colon, rest = folded.rpartition(":")
    named = before if not colon else head
    written = rest.strip() if colon and not rest[:2].isdigit() else folded
    voice = voice_of(named)
    if voice is None:
        return []
    if (found := yearless(written)) is not None and token_of(written) is None:
        clear = _is_clear(found) or found.mark == "/"
        if voice >= Voice.DAY or clear:
            return [Claim(Writing.YEARLESS, text, place, voice, beside=written)]
    if (within := yearless_within(cell)) is not None and (told := _voice_within(*within, before)) is not None:
        return [Claim(Writing.YEARLESS, text, place, told, beside=within[0].text)]
    numbered = any(map(str.isdigit, written)) and token_of(written) is None
    if alone and numbered and voice >= Voice.DAY and time_words.names_date(named) and len(written) <= _LONGEST:
        return [Claim(Writing.UNREAD, text, place, voice)]
    return []


def _is_clear(date: Yearless) -> bool:
    """Whether numbers are a day wherever they stand; 1.2. may as well number a chapter."""
    return bool(date.weekdays) or date.is_lettered or (date.mark == ".." and len(date.text) >= len("29.11."))


def _voice_within(date: Yearless, said: str, before: str) -> Voice | None:
    """How surely a date without a year behind the words `said` is the day of the table; None where it may be none.

    Two numbers between a stroke may as well count something: page 1/2. A page 29/11 there is not.
    """
    voice = voice_of(f"{before} {said}")
    known = voice is not Voice.UNKNOWN or names_market_day(f"{before} {said}")
    if voice is None or not known or _OF_WEEK.search(said):
        return None
    sure = _is_clear(date)
    counted = date.mark != "/" or date.first <= date.second or date.second > _MONTHS
    return voice if sure or not counted or (date.mark == "/" and _LEADS_TO_DAY.search(said)) else None


def days_of_yearless(claim: Claim, years: Sequence[int], about: date) -> Iterator[tuple[date, bool]]:
    """The days that a claim without a year can be, in `years` or nearest to `about`, and whether the month is first."""
    said = yearless(claim.beside)
    if said is None:
        return
    for month_first in (False, True) if said.is_open else (False,):
        day, month = (said.second, said.first) if month_first else (said.first, said.second)
        for year in years or range(about.year - 1, about.year + 2):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            near = bool(years) or abs(found - about) < _HALF_YEAR
            if near and (not said.weekdays or found.weekday() in said.weekdays):
                yield found, month_first
