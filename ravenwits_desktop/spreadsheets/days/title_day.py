"""The one market day of a table without a column of dates: what stands above it, or the name of the sheet or file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.days import date_order, named_days
from ravenwits_desktop.spreadsheets.days.chosen_claims import chosen_of, of_delivery, rival_of
from ravenwits_desktop.spreadsheets.days.dates_in_text import (
    DAY_FIRST,
    YEAR,
    dated_spans,
    day_of,
    days_in,
    year_of,
)
from ravenwits_desktop.spreadsheets.days.day_claims import (
    Claim,
    Row,
    Writing,
    claims_of,
    days_of_yearless,
    each_day_once,
)
from ravenwits_desktop.spreadsheets.days.day_in_name import check_name, day_in_name
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_market_day
from ravenwits_desktop.spreadsheets.days.days_ahead import days_after, days_ahead_in_name, words_of_name
from ravenwits_desktop.spreadsheets.days.days_by_weekday import tuesday_of
from ravenwits_desktop.spreadsheets.days.several_days import check_one_day, several_days
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.texts import words

FROM_TITLE = QT_TRANSLATE_NOOP("Message", "The day, {day}, stands above the table.")
FROM_NUMBER = QT_TRANSLATE_NOOP("Message", "The day, {day}, stands above the table as the number {text}.")
FROM_NAME = QT_TRANSLATE_NOOP("Message", "The day, {day}, was taken from the file's name: the sheet names none.")
NAME_DIFFERS = QT_TRANSLATE_NOOP("Message", "The sheet says {day}, the file's name {other}: the sheet was believed.")
FROM_SHEET = QT_TRANSLATE_NOOP("Message", "The day, {day}, was taken from the name of the sheet, “{sheet}”.")
YEAR_OF_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "The name of the sheet, “{sheet}”, says no year: it was read as {day}, the nearest to today. Is it right?",
)
YEAR_OF_TITLE = QT_TRANSLATE_NOOP(
    "Message", "“{text}” above the table says no year: it was read as {day}. Look whether it is right."
)
SHORT_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” above the table was read as {day}, with its year last. With the year first it would be {other}: look "
    "which one it is.",
)
DOUBTFUL = QT_TRANSLATE_NOOP(
    "Message",
    "The day, {day}, was taken from “{text}”, of which the words do not say that it is the day of delivery. Look "
    "whether it is.",
)
STAMPED_NAME = QT_TRANSLATE_NOOP(
    "Message",
    "The day, {day}, was taken from the file's name, “{name}”, where it may as well say when the file was made. Look "
    "whether it is the day of delivery.",
)
OTHER_CLAIM = QT_TRANSLATE_NOOP(
    "Message", "The table was read as that of {day}, and “{text}” speaks of a day as well. Look which one it is."
)
NOT_SURE = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” is the day of the table and cannot be read as a date, and “{other}” beside it may be another one. Write "
    "the day with its year, such as 2026-11-24.",
)
UNREAD_DAY = QT_TRANSLATE_NOOP(
    "Message", "“{text}” is the day of the table and cannot be read as a date. Write it with its year: 2026-11-24."
)
COUNTED_OTHERWISE = QT_TRANSLATE_NOOP(
    "Message",
    "The table was read as that of {day}, and “{text}” speaks of a day as well: counted from today that is {other}. "
    "Look which one it is.",
)
DAY_AFTER = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” counts the day from {other}: the table was read as that of {day}. Look whether it is right.",
)
_FORECAST = r"(?:prevision(?:e|es)?|previsao|pronostico|prognos[a-z]*|forecast|estimacion|estimativa)"
_OF_FORECAST = re.compile(
    rf"{_FORECAST} (?:al?|au|ao|vo[mn]|as of|stand|per)$"
    rf"|(?:^|[^a-z])(?:fecha|data|date) (?:d[aei]l?|of) (?:la |the )?{_FORECAST}\W*$"
    r"|(?:^|[^a-z])(?:forecast date|prognosedatum|prognosedato)\W*$"
    r"|(?:^|[^a-z])(?:fecha|data|date|dia) (?:(?:d[aei]l?|of) (?:la |the )?)?nomina\w*\W*$"
    r"|(?:^|[^a-z])nomin\w+[ -]?(?:date|day|datum|dato|tag)\W*$"
)
"""What leads to a day that may be the one on which a forecast or a nomination was made, unless it is yet to come."""


@dataclass(frozen=True, slots=True)
class TitleDay:
    """The one day that a title or the file's name tells, and how that is to be said."""

    day: np.datetime64
    note: Message
    place: tuple[int, int] | None = None
    """Row and column of the cell, as indices; None for a name of the sheet or the file."""
    doubts: tuple[Message, ...] = ()
    """What has to be seen of it."""
    days: tuple[date, ...] = ()
    """All days that the same text names, from the first, which `day` then is; empty where it names no other."""
    text: str = ""
    """What names several days."""


def title_day(rows: Sequence[Row], file: str, context: Context) -> TitleDay | None:
    """The one market day that the cells of `rows`, the sheet's or the file's name tell, as `titled_days` does.

    Raises `RefusedError` as well where a title names several days, and none of the names tells which of them it is.
    """
    title = titled_days(rows, file, context)
    if title is not None:
        check_one_day(title.days, title.text)
    return title


def titled_days(rows: Sequence[Row], file: str, context: Context) -> TitleDay | None:
    """The market day, or the several days, that the cells of `rows`, the sheet's or the file's name tell.

    A day of issue is none, nor is a moment, nor any other date beside one that says that it is the day. Without a
    `file` the cells alone count. Raises `DateQuestionError` where it could be another with the month first, and nothing
    tells (`date_order`); `RefusedError` where a cell says that it is the day and cannot be read.
    """
    claims, others = claims_of(rows, context)
    in_name, stamped = day_in_name(file, context)
    whole = of_delivery([claim for claim in claims if claim.day is not None], None if stamped else in_name)
    rest = [claim for claim in claims if claim.day is None]
    if (chosen := chosen_of(whole, None if stamped else in_name)) is not None:
        found = _of_whole(chosen, rest, None if stamped else in_name, rows, context)
        if found is not None and (rival := rival_of(chosen, whole, None if stamped else in_name)) is not None:
            values = {"day": found.day.item(), "text": _said_by(rival)}
            found = replace(found, doubts=(*found.doubts, Message(OTHER_CLAIM, values)))
        days = _days_of(chosen, whole)
        return found if len(days) <= 1 or found is None else _of_several(days, found, chosen, rows, file, context)
    if whole:
        return None
    clear = None if named_days.may_be_day_first(in_name, file) else in_name
    short = each_day_once([claim for claim in rest if claim.writing is Writing.SHORT])
    if len(short) == 1 and (found := _of_short(short[0], clear, context)) is not None:
        days = _days_of(short[0], ())
        return found if len(days) <= 1 else _of_several(days, found, short[0], rows, file, context)
    yearless = {claim.text: claim for claim in rest if claim.writing is Writing.YEARLESS}
    if len(yearless) == 1 and (in_name is None or stamped):
        found = _of_yearless(next(iter(yearless.values())), rows, others, context)
        if found is not None:
            return found
    named = None
    if file:
        named = _day_of_sheet(rows, in_name, context) or _of_name(in_name, file, context, stamped=stamped)
        if named is None:
            check_name(file, context)
    if named is not None:
        day: date = named.day.item()  # type: ignore[assignment]
        unsaid = next((claim for claim in rest if not _may_be(claim, day, context)), None)
        return named if unsaid is None else replace(named, doubts=(*named.doubts, _beside(unsaid, day)))
    unread = next((claim for claim in rest if claim.voice >= Voice.DAY and claim.writing is not Writing.COUNTED), None)
    if unread is not None and unread.writing is not Writing.SHORT:
        raise RefusedError(0.5, UNREAD_DAY, text=unread.text)
    return None


def _of_whole(
    claim: Claim, rest: Sequence[Claim], in_name: date | None, rows: Sequence[Row], context: Context
) -> TitleDay | None:
    """The day of a whole date, beside which the claims of `rest` may be heard as well. Raises `RefusedError`."""
    assert claim.day is not None
    first, counted = claim.day, timedelta(claim.after)
    text = claim.text if claim.writing is Writing.WHOLE else ""
    written = _ordered(first - counted, text, context)
    only = written + counted
    message = Message(FROM_TITLE, {"day": only})
    if claim.writing is Writing.SERIAL:
        message = Message(FROM_NUMBER, {"day": only, "text": claim.text})
    if in_name is not None and in_name not in (first, only):
        message = Message(NAME_DIFFERS, {"day": only, "other": in_name})
    doubts: tuple[Message, ...] = ()
    rivals = [each for each in rest if not _may_be(each, only, context) and each.place != claim.place]
    if rivals and claim.voice is not Voice.DELIVERY and in_name not in (first, only):
        surest = max(rivals, key=lambda each: (each.voice, each.writing not in (Writing.COUNTED, Writing.TOMORROW)))
        if claim.voice < Voice.DAY and surest.writing is not Writing.TOMORROW:
            if (read := _read_rival(surest, only, rows, context)) is not None:
                return read
            raise RefusedError(0.85, NOT_SURE, text=surest.text, other=_said_by(claim))
        doubts = (_beside(surest, only),)
    elif claim.after:
        doubts = (Message(DAY_AFTER, {"text": claim.text, "other": written, "day": only}),)
    elif not claim.agrees(only, context.today):
        doubts = (_counted(claim.text, only, claim.ahead, context),)
    elif claim.voice is Voice.UNKNOWN or (only <= context.today and _OF_FORECAST.search(claim.beside)):
        named = claim.text if claim.beside in words.folded(claim.text) else f"{claim.beside} {claim.text}"
        doubts = (Message(DOUBTFUL, {"day": only, "text": named}),)
    return TitleDay(np.datetime64(only, "D"), message, claim.place, doubts)


def _days_of(claim: Claim, whole: Sequence[Claim]) -> tuple[date, ...]:
    """All days that the text of a claim names, up to the last of its whole dates that others lead to."""
    if claim.writing is Writing.SHORT:
        return named_days.days_up_to_short_year(claim.text)
    assert claim.day is not None
    if claim.writing is not Writing.WHOLE:
        return (claim.day,)
    folded = words.folded(claim.text)
    claimed = {each.day for each in whole if each.place == claim.place}
    spans = [span for span in dated_spans(folded) if span[2] in claimed]
    named = (several_days(folded, begin, day) for begin, _, day in reversed(spans))
    return next((days for days in named if claim.day in days and len(days) > 1), (claim.day,))


def _of_several(
    days: tuple[date, ...], found: TitleDay, claim: Claim, rows: Sequence[Row], file: str, context: Context
) -> TitleDay:
    """What a title of several `days` tells: the one of them that a name says, else all of them."""
    in_name, _ = day_in_name(file, context)
    named = _day_of_sheet(rows, in_name, context) or _of_name(in_name, file, context, stamped=False)
    if named is not None and named.day.item() in days:
        return named
    return replace(found, day=np.datetime64(days[0], "D"), days=days, text=claim.text)


def _read_rival(claim: Claim, other: date, rows: Sequence[Row], context: Context) -> TitleDay | None:
    """The day of a claim that is surer than the whole date `other`, where it can be read; with what is to be seen."""
    read = None
    if claim.writing is Writing.SHORT:
        read = _of_short(claim, None, context)
    elif claim.writing is Writing.YEARLESS:
        read = _of_yearless(claim, rows, [other], context)
    if read is None or claim.voice < Voice.DAY:
        return None
    return replace(read, doubts=(*read.doubts, Message(OTHER_CLAIM, {"day": read.day.item(), "text": str(other)})))


def _said_by(claim: Claim) -> str:
    """The text of a claim, with the words before a date that stands alone in its cell."""
    return f"{claim.beside} {claim.text}".strip() if claim.text.startswith(tuple("0123456789")) else claim.text


def _beside(claim: Claim, day: date) -> Message:
    return Message(OTHER_CLAIM, {"day": day, "text": claim.text})


def _counted(text: str, day: date, ahead: frozenset[int], context: Context) -> Message:
    """What is said of a text that says `day`, and beside it others, `ahead` of today."""
    return Message(COUNTED_OTHERWISE, {"text": text, "day": day, "other": context.today + timedelta(min(ahead))})


def _may_be(claim: Claim, day: date, context: Context) -> bool:
    """Whether a claim without a whole date says `day`, or nothing else."""
    if not claim.agrees(day, context.today):
        return False
    if claim.writing is Writing.SHORT:
        read = named_days.day_of_short_year(claim.text, day, context)
        return read is not None and read[0] == day
    if claim.writing is Writing.YEARLESS:
        return any(found == day for found, _ in days_of_yearless(claim, (day.year,), day))
    return bool(claim.ahead)


def _of_short(claim: Claim, in_name: date | None, context: Context) -> TitleDay | None:
    """The day of a date with two digits of the year."""
    read = named_days.day_of_short_year(claim.text, in_name, context)
    if read is None:
        return None
    day, other = read
    doubts = () if other is None else (Message(SHORT_YEAR, {"text": claim.text, "day": day, "other": other}),)
    if names_market_day(claim.beside) or (day <= context.today and _OF_FORECAST.search(claim.beside)):
        doubts = (*doubts, Message(DOUBTFUL, {"text": claim.text, "day": day}))
    if not claim.agrees(day, context.today):
        doubts = (*doubts, _counted(claim.text, day, claim.ahead, context))
    return TitleDay(np.datetime64(day, "D"), Message(FROM_TITLE, {"day": day}), claim.place, doubts)


def _of_yearless(claim: Claim, rows: Sequence[Row], others: Sequence[date], context: Context) -> TitleDay | None:
    """The day of a date without a year: in the one year that stands above, else nearest to the other dates or today."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str) and not days_in(cell)]
    years = {int(year) for text in texts for year in YEAR.findall(text)}
    said = tuple(years) if len(years) == 1 else ()
    about = others[0] if len(set(others)) == 1 else context.today
    if (tuesday := tuesday_of(claim.beside, [*texts, context.sheet, PurePath(context.file).stem], about)) is not None:
        day, doubt = tuesday
        return TitleDay(np.datetime64(day, "D"), Message(FROM_TITLE, {"day": day}), claim.place, (doubt,))
    found = {month_first: day for day, month_first in days_of_yearless(claim, said, about)}
    if not found:
        return None
    day = found.get(False) or found[True]
    if len(set(found.values())) > 1:
        day = date_order.ordered_day(f"{claim.text}/{day.year}", found[False], found[True], context)
    agrees = claim.agrees(day, context.today)
    sure = said or (claim.ahead and agrees)
    doubts = () if sure else (Message(YEAR_OF_TITLE, {"text": claim.text, "day": day}),)
    if not agrees:
        doubts = (*doubts, _counted(claim.text, day, claim.ahead, context))
    return TitleDay(np.datetime64(day, "D"), Message(FROM_TITLE, {"day": day}), claim.place, doubts)


def _of_name(day: date | None, file: str, context: Context, *, stamped: bool) -> TitleDay | None:
    if day is None:
        return None
    day = _ordered(day, file, context)
    doubts = (Message(STAMPED_NAME, {"day": day, "name": file}),) if stamped else _counted_in_name(file, day, context)
    return TitleDay(np.datetime64(day, "D"), Message(FROM_NAME, {"day": day}), doubts=doubts)


def _counted_in_name(name: str, day: date, context: Context) -> tuple[Message, ...]:
    """What has to be seen of a name that says `day`, and beside it counts another one from today or from that date."""
    folded = words.folded(name)
    own, rest, after = [], 0, 0
    for begin, end, _ in dated_spans(folded):
        before = folded[rest:begin]
        own.append(before)
        after = after or days_after(words_of_name(before), folded[end:])
        rest = end
    ahead = days_ahead_in_name(" ".join((*own, folded[rest:])))
    if after:
        return (Message(OTHER_CLAIM, {"day": day, "text": name}),)
    return (_counted(name, day, ahead, context),) if ahead and (day - context.today).days not in ahead else ()


def _day_of_sheet(rows: Sequence[Row], in_name: date | None, context: Context) -> TitleDay | None:
    """The day after which the sheet is called, in the order of day and month that the names of all sheets show."""
    name = context.sheet
    if context.names_order is not None:
        context = replace(context, shown_order=context.names_order)
    named = sorted(set(days_in(name)))
    if len(named) > 1:
        return None
    doubts: tuple[Message, ...] = ()
    if named:
        day: date | None = _ordered(named[0], name, context)
    elif (day := named_days.day_of_pairs(name, context)) is not None:
        day = named_days.ordered_pairs(day, name, context)
    else:
        if in_name is not None:
            return None
        year = year_of([*(cell for row in rows for cell in row if isinstance(cell, str)), context.file])
        day = named_days.day_without_year(name, year, context)
        if day is None and (day := named_days.day_of_part(name, context.file, context)) is not None:
            year = day.year
        if day is not None and year is None:
            doubts = (Message(YEAR_OF_SHEET, {"sheet": name, "day": day}),)
    if day is None:
        return None
    doubts = (*doubts, *_counted_in_name(name, day, context))
    return TitleDay(np.datetime64(day, "D"), Message(FROM_SHEET, {"day": day, "sheet": name}), doubts=doubts)


def _ordered(day: date, text: str, context: Context) -> date:
    """The day that `text` means, in which `day` was read with the day first."""
    for match in DAY_FIRST.finditer(text):
        first, separator, second, year = match.groups()
        if day_of(year, second, first) == day and date_order.is_open(first, separator, second):
            return date_order.ordered_day(match.group(), day, date(day.year, day.day, day.month), context)
    return named_days.ordered_pairs(day, text, context)
