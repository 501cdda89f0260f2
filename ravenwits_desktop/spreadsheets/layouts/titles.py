"""What stands above a table and in the file's name: the market day or month, the unit, what the file is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.layouts import date_order, named_days
from ravenwits_desktop.spreadsheets.layouts.dates_in_text import DAY_FIRST, YEAR, day_of, days_in, year_of
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text, is_number
from ravenwits_desktop.spreadsheets.times import compact_day
from ravenwits_desktop.spreadsheets.written_dates import MONTHS

FROM_TITLE = QT_TRANSLATE_NOOP("Message", "The day, {day}, stands above the table.")
FROM_NAME = QT_TRANSLATE_NOOP("Message", "The day, {day}, was taken from the file's name: the sheet names none.")
NAME_DIFFERS = QT_TRANSLATE_NOOP("Message", "The sheet says {day}, the file's name {other}: the sheet was believed.")
FROM_SHEET = QT_TRANSLATE_NOOP("Message", "The day, {day}, was taken from the name of the sheet, “{sheet}”.")
YEAR_OF_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "The name of the sheet, “{sheet}”, says no year: it was read as {day}, the nearest to today. Is it right?",
)
SHORT_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” above the table was read as {day}, with its year last. With the year first it would be {other}: look "
    "which one it is.",
)
_ISSUE = re.compile(
    r"(?<![a-z])(?:emision|emissao|emission(?![a-z])|emissione|emitid[oa]|emis(?![a-z])|emesso|issued?|stand(?![a-z])|erstell\w*|erzeugt|updated?|publica\w*|genera[dt]\w*|creat\w*|cread[oa]|creaci\w*|actualiz\w*|modifi\w*|enviad[oa]|envio|descarg\w*|download\w*|print\w*|impres\w*)"
)
_DELIVERY = re.compile(
    r"(?<![a-z])(?:entrega|suministro|fornecimento|delivery|liefer\w*|livraison|consegna|fornitura|valid[oae]?|gultig)(?![a-z])"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/._]?(0[1-9]|1[0-2])(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-/._]((?:19|20)\d{2})(?!\d)")
_NAMED_MONTH = re.compile(r"(?<![a-z])(" + "|".join(MONTHS) + r")[a-z]*\.?[\s_-]*(?:de\s+)?((?:19|20)\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<![+\-\d])\d{1,2}:\d{2}")
_FIGURE = re.compile(r"[+-]?\d[\d.,' ]*")
_AMOUNT = re.compile(
    r"\d\s*[gmk]?wh?(?![a-z])|(?<![a-z])[gmk]?wh?[)\]]?\s*[:=]?\s*(?!(?:19|20)\d{2}(?!\d))\d[\d.,]*(?![\d/\-:])",
    re.IGNORECASE,
)
_MOST_OF_TITLE = 2
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class TitleDay:
    """The one day that a title or the file's name tells, and how that is to be said."""

    day: np.datetime64
    note: Message
    place: tuple[int, int] | None = None
    """Row and column of the cell, as indices; None for a name of the sheet or the file."""
    doubts: tuple[Message, ...] = ()
    """What has to be seen of it."""


def _month_number(name: str) -> int:
    return next(number for number, names in enumerate(MONTHS, 1) if name in names.split("|"))


def title_day(rows: Sequence[Row], file: str, context: Context) -> TitleDay | None:
    """The one market day that the cells of `rows`, the sheet's or the file's name tell; a day of issue is none.

    Without a `file` the cells alone count. Raises `DateQuestionError` where it could be another with the month first,
    and nothing tells (`date_order`).
    """
    written, delivered = _days_written(rows)
    named = sorted(set(days_in(file)))
    in_name = named[0] if len(named) == 1 else None
    if not named:
        in_name = named_days.day_of_pairs(file, context)
    if len(written) > 1 and in_name in written:
        written = {in_name: written[in_name]}
    elif len(written) > 1 and len(delivered) == 1:
        written = {day: written[day] for day in delivered}
    if len(written) == 1:
        first, where = next(iter(written.items()))
        only = _ordered(first, cell_text(rows[where[0]][where[1]]), context)
        message = Message(FROM_TITLE, {"day": only})
        if in_name is not None and in_name not in (first, only):
            message = Message(NAME_DIFFERS, {"day": only, "other": in_name})
        return TitleDay(np.datetime64(only, "D"), message, where)
    if not written and (short := _short_written(rows, in_name, context)) is not None:
        return short
    if not written and file and (of_sheet := _day_of_sheet(rows, in_name, context)) is not None:
        return of_sheet
    if not written and in_name is not None:
        in_name = _ordered(in_name, file, context)
        return TitleDay(np.datetime64(in_name, "D"), Message(FROM_NAME, {"day": in_name}))
    return None


def _days_written(rows: Sequence[Row]) -> tuple[dict[date, tuple[int, int]], set[date]]:
    """The days in cells and where each stands first, without those of issue; and which of them are of delivery.

    What a day is, its own cell says, or the words before it in its row, or those above it.
    """
    written: dict[date, tuple[int, int]] = {}
    delivered: set[date] = set()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                days: Sequence[date] = [cell.date() if isinstance(cell, datetime) else cell]
            elif (number := None if isinstance(cell, str) else compact_day(cell)) is not None:
                before = _name_before(rows, at, column)
                days = [number] if words.names_date(before) or words.names_period(before) else ()
            else:
                days = days_in(cell) if isinstance(cell, str) and cell else ()
            if not days:
                continue
            said = words.folded(f"{_name_before(rows, at, column)} {cell if isinstance(cell, str) else ''}")
            if _ISSUE.search(said):
                continue
            for day in days:
                written.setdefault(day, (at, column))
                if _DELIVERY.search(said):
                    delivered.add(day)
    return written, delivered


def _short_written(rows: Sequence[Row], in_name: date | None, context: Context) -> TitleDay | None:
    """The day of the one cell that holds a date with two digits of the year, alone or with words of days or periods."""
    found: dict[str, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or (own := named_days.without_short_year(cell)) is None:
                continue
            said = f"{_name_before(rows, at, column)} {own}".strip()
            known = words.names_date(said) or words.names_period(said) or words.names_purchase(said)
            if not names_issue(said) and (not said or known or _DELIVERY.search(words.folded(said))):
                found.setdefault(cell_text(cell), (at, column))
    if len(found) != 1:
        return None
    text, place = next(iter(found.items()))
    read = named_days.day_of_short_year(text, in_name, context)
    if read is None:
        return None
    day, other = read
    doubts = () if other is None else (Message(SHORT_YEAR, {"text": text, "day": day, "other": other}),)
    return TitleDay(np.datetime64(day, "D"), Message(FROM_TITLE, {"day": day}), place, doubts)


def _name_before(rows: Sequence[Row], at: int, column: int) -> str:
    """The words that name a cell: the nearest before it in its row, without a day of their own; else those above it."""
    for cell in reversed(rows[at][:column]):
        if cell != "":
            return cell if isinstance(cell, str) and not days_in(cell) else ""
    above = rows[at - 1][column] if at and column < len(rows[at - 1]) else ""
    return above if isinstance(above, str) and not days_in(above) else ""


def _day_of_sheet(rows: Sequence[Row], in_name: date | None, context: Context) -> TitleDay | None:
    """The day after which the sheet is called."""
    name = context.sheet
    named = sorted(set(days_in(name)))
    if len(named) > 1:
        return None
    doubts: tuple[Message, ...] = ()
    if named:
        day: date | None = _ordered(named[0], name, context)
    elif (day := named_days.day_of_pairs(name, context)) is None:
        if in_name is not None:
            return None
        year = year_of([*(cell for row in rows for cell in row if isinstance(cell, str)), context.file])
        day = named_days.day_without_year(name, year, context)
        if day is not None and year is None:
            doubts = (Message(YEAR_OF_SHEET, {"sheet": name, "day": day}),)
    if day is None:
        return None
    return TitleDay(np.datetime64(day, "D"), Message(FROM_SHEET, {"day": day, "sheet": name}), doubts=doubts)


def _ordered(day: date, text: str, context: Context) -> date:
    """The day that `text` means, in which `day` was read with the day first."""
    for match in DAY_FIRST.finditer(text):
        first, separator, second, year = match.groups()
        if day_of(year, second, first) == day and date_order.is_open(first, separator, second):
            return date_order.ordered_day(match.group(), day, date(day.year, day.day, day.month), context)
    return day


def month_of(texts: Iterable[str]) -> np.datetime64 | None:
    """The one month (``datetime64[M]``) that the first telling text of `texts` names."""
    for text in texts:
        months = {f"{day.year}-{day.month:02}" for day in days_in(text)}
        months |= {f"{year}-{_month_number(name):02}" for name, year in _NAMED_MONTH.findall(words.folded(text))}
        if not months:
            months = {f"{year}-{month}" for year, month in _MONTH.findall(text)}
            months |= {f"{year}-{month}" for month, year in _MONTH_FIRST.findall(text)}
        if len(months) == 1:
            return np.datetime64(months.pop(), "M")
    return None


def title_text(rows: Sequence[Row]) -> str:
    """All words above a table as one text."""
    return " ".join(cell_text(cell) for row in rows for cell in row if isinstance(cell, str) and cell)


def unit_of_titles(rows: Sequence[Row]) -> str | None:
    """The unit that titles state for the whole table; that of an amount ("320 MWh", "Total (MWh) | 320") is none."""
    texts = [title_text([row]) for row in rows if not any(map(_is_amount, row))]
    return stated_unit(_AMOUNT.sub(" ", " ".join(texts)))


def holds_amount(row: Row) -> bool:
    """Whether a row of words has a number that is no year, in a cell of its own or with its unit."""
    return any(map(_is_amount, row)) or _AMOUNT.search(title_text([row])) is not None


def _is_amount(cell: Cell) -> bool:
    """Whether a cell holds a number that is no year."""
    text = cell_text(cell) if isinstance(cell, str) or is_number(cell) else ""
    return bool(_FIGURE.fullmatch(text)) and not YEAR.fullmatch(text)


def said_offset(rows: Sequence[Row]) -> int | None:
    """The one offset from UTC, in minutes, that titles and metadata above a table state; None without one.

    A row of more than two cells is a header, and speaks of its own columns; the time of an issue is none of the table.
    """
    found: set[int | None] = set()
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if len(texts) > _MOST_OF_TITLE:
            continue
        found |= set(map(offset_in, texts))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def names_issue(text: str) -> bool:
    """Whether a text speaks of when something was made or published, not of when it holds."""
    return bool(_ISSUE.search(words.folded(text)))


_JOINED_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where the next word begins in HourUTC."""


def offset_in(text: str) -> int | None:
    """The offset from UTC, in minutes, of the times that a title or header speaks of; a moment in UTC says none."""
    return None if is_moment(text) else words.utc_offset(_JOINED_WORDS.sub(" ", text))


def is_issue(text: str) -> bool:
    """Whether a text speaks of when something was made, sent or changed."""
    return bool(_ISSUE.search(words.folded(text)))


def is_moment(text: str) -> bool:
    """Whether a text says when something was, or was made, and so nothing of the times below it."""
    return bool(is_issue(text) or days_in(text) or _CLOCK.search(text))
