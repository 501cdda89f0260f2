"""A month above the numbers of its days: "Enero 2026" over Día | H1 ... H24, Día | Hora | MW, or Hora | 1 ... 31.

The numbers become the dates that they mean, and the table is then read by the layouts that know dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import ANY, month_named, months_in
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import YEAR, days_in
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.days.month_numbers import MONTH_NUMBERS
from ravenwits_desktop.spreadsheets.layout import SURE, Context, Found, Refusal, recognise
from ravenwits_desktop.spreadsheets.layouts.day_columns import recognise_day_columns
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Form, main_form, tokens_of

HAS_MONTH = QT_TRANSLATE_NOOP("Message", "The days are numbered; they are those of {month}, as “{text}” says.")
NEAREST_MONTH = QT_TRANSLATE_NOOP(
    "Message", "The days are numbered. “{text}” says no year: they were read as those of {month}, nearest to today."
)
FAR_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "The days are numbered. “{text}” says no year: they were read as those of {month}, and that is far from today. "
    "Look whether it is right, or write the year beside the month.",
)
NO_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} and what follows number the days of a month, and neither the title nor the name of the sheet or the "
    "file says of which one. Write it above the table, as 2026-11.",
)
NO_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} and what follows number the days of a month, “{text}”, and neither the title nor the name of the sheet "
    "or the file says of which year. Write the year beside the month, as 2026-11.",
)
TWO_MONTHS = QT_TRANSLATE_NOOP(
    "Message",
    "The days of the table are numbered, and “{text}” says another month than “{other}”. Leave the one that is right.",
)
BEYOND_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} holds values of a day {day}, which {month} does not have. Correct the day or the month.",
)
_SHORT_YEAR = re.compile(rf"(?<![a-z])({ANY})\.?[\s_/'’-]*(?:del?\s+)?(\d\d)(?!\d)")
_TWO_PAIRS = re.compile(r"(0[1-9]|1[0-2])[-/._ ](\d\d)")
_NEAR_YEARS = 2
"""How far off two digits are believed to be a year."""
_FARTHEST, _USUAL_MONTHS = 5, 2
"""Months from today: of a month without its year, and of one that is no surprise."""
_YEAR_ALONE = re.compile(r"(?:(?:ano|year|jahr|annee|anno|ejercicio|exercicio|exercice|esercizio)\W*)?((?:19|20)\d\d)")
_DAY_HEAD = re.compile(
    r"(?:n[o.]*\s*)?(?:dia|day|tag|jour|giorno|dag|dagur|d[oø]gn|dygn|paiva)s?"
    r"(?: (?:del?|do) mes| of (?:the )?month| des monats| du mois| del mese| i maned(?:en)?| van de maand)?\.?"
    r"(?:\s*[/\\|-]\s*(?:horas?|hours?|stunden?|heures?|or[ae]|tim(?:me|mar|er?)?|uur|uren))?"
)
_DAY = re.compile(r"(dia|day|tag|jour|giorno|dag|d|t|j|g)?[ .]?0?(\d{1,2})")
_HEADER_ROWS = 40
_LONGEST_MONTH, _SHORTEST_MONTH, _MOST_HOURS, _FEWEST_PERIODS = 31, 28, 25, 12
_INNER = (recognise_day_columns, recognise_wide, recognise_period_rows)
_ANY_MONTH = np.datetime64("2000-01", "M")


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Cells that number days, by row and column, as indices; `header` is the row above which the title stands."""

    cells: dict[tuple[int, int], int]
    header: int

    @property
    def are_whole(self) -> bool:
        """Whether they are all days of a month."""
        return len(set(self.cells.values())) >= _SHORTEST_MONTH


def recognise_months(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a table; a `Refusal` says what is missing or has to be asked."""
    numbers = _days_across(sheet) or _days_down(sheet)
    if numbers is None:
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    try:
        month, note, doubt = _month(sheet, context, numbers)
        dated = _with_dates(sheet, numbers, month)
    except RefusedError as error:
        trial = recognise(_with_dates(sheet, numbers, _ANY_MONTH), context, _INNER)
        is_table = isinstance(trial, Found) or trial.question is not None
        return error.refusal if is_table else RefusedError(0.05, refusals.NO_TIMES).refusal
    found = recognise(dated, context, _INNER)
    if isinstance(found, Refusal):
        return found
    said = found.series
    notes, warnings = ((note,), ()) if doubt is None else ((), (doubt,))
    series = replace(said, notes=(*notes, *said.notes), warnings=(*warnings, *said.warnings))
    score = 0.96 if numbers.are_whole else 0.65  # else a date above may be the one of all periods
    return replace(found, series=series, score=score, evidence=(note, *found.evidence))


def recognise_whole_months(sheet: Sheet, context: Context) -> Found | Refusal:
    """The same, where all days of a month are numbered: its name, “nov 26”, is then no day of a year."""
    found = recognise_months(sheet, context)
    if isinstance(found, Found) and found.score >= SURE:
        return found
    return RefusedError(0.05, refusals.NO_TIMES).refusal


def _days_across(sheet: Sheet) -> _Numbers | None:
    """The row that numbers the days of a month from 1 on, above periods that run down."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        for first in range(1, len(row)):
            days = _run(row, first)
            if not days:
                continue
            named = all(isinstance(cell, str) and cell.strip()[:1].isalpha() for cell in row[first : first + len(days)])
            below = tokens_of([line[first - 1] if first <= len(line) else "" for line in sheet.rows[at + 1 :]])
            form = main_form(below)
            down = sum(token is not None and token.form is form for token in below)
            sure = named or len(days) > _MOST_HOURS or (form in (Form.CLOCK, Form.RANGE) and len(days) > 1)
            corner = cell_text(row[first - 1])
            spoken = (
                time_words.names_period(corner) or time_words.names_date(corner) or form in (Form.CLOCK, Form.RANGE)
            )
            if sure and spoken and down >= _FEWEST_PERIODS and len(days) <= _LONGEST_MONTH:
                return _Numbers({(at, first + place): day for place, day in enumerate(days)}, at)
            break
    return None


def _run(row: Sequence[Cell], first: int) -> list[int]:
    """The numbers 1, 2, 3 ... that stand in `row` beside each other from the column `first` on.

    No number where they go on beyond the longest month: they are those of half hours or quarters.
    """
    days: list[int] = []
    while first + len(days) < len(row) and _day_number(row[first + len(days)]) == len(days) + 1:
        days.append(len(days) + 1)
    behind = row[first + len(days)] if first + len(days) < len(row) else ""
    return [] if days and cell_text(behind) == str(_LONGEST_MONTH + 1) else days


def _day_number(cell: Cell) -> int:
    if isinstance(cell, bool | date):
        return 0
    match = _DAY.fullmatch(words.folded(cell_text(cell)))
    return int(match.group(2)) if match and int(match.group(2)) <= _LONGEST_MONTH else 0


def _days_down(sheet: Sheet) -> _Numbers | None:
    """The column of the days of a month, below a header that calls it so."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        for column, head in enumerate(row):
            if not isinstance(head, str) or not _DAY_HEAD.fullmatch(words.folded(head)):
                continue
            across = len(_run(row, column + 1))
            cells = [line[column] if column < len(line) else "" for line in sheet.rows[at + 1 :]]
            days = {(at + 1 + place, column): day for place, cell in enumerate(cells) if (day := _day_number(cell))}
            steps = np.diff(list(days.values()))
            if _MOST_HOURS < across <= _LONGEST_MONTH or not days or not ((steps >= 0).all() or (steps <= 0).all()):
                return None
            return _Numbers(days, at)
    return None


def _with_dates(sheet: Sheet, numbers: _Numbers, month: np.datetime64) -> Sheet:
    """`sheet` with the dates of `month` in place of the numbers. Raises `RefusedError` for values of no such day."""
    rows = [list(row) for row in sheet.rows]
    length = int((month + 1).astype("datetime64[D]").astype(np.int64) - month.astype("datetime64[D]").astype(np.int64))
    across = len({row for row, _ in numbers.cells}) == 1 and len(numbers.cells) > 1
    for (row, column), day in numbers.cells.items():
        if day <= length:
            rows[row][column] = (month.astype("datetime64[D]") + (day - 1)).item()
            continue
        values = [line[column] for line in sheet.rows[row + 1 :] if column < len(line)] if across else sheet.rows[row]
        if number_share([cell for cell in values if cell is not sheet.rows[row][column]])[0]:
            raise RefusedError(0.9, BEYOND_MONTH, row=sheet.numbers[row], day=day, month=str(month))
        rows[row][column] = ""
    return replace(sheet, rows=rows)


def _month(sheet: Sheet, context: Context, numbers: _Numbers) -> tuple[np.datetime64, Message, Message | None]:
    """The month (``datetime64[M]``) of the days, what says so, and what is a doubt of it.

    A year that is not told is the nearest to today, where all days of the month are numbered. Raises `RefusedError`
    where nothing tells the month.
    """
    names = [sheet.name, context.file]
    texts = [*_titles(sheet.rows[: numbers.header]), *names]
    said = [(month, year, text) for text in texts for month, year in [_said(text)] if month]
    if not said:
        short = [*texts[:-1], PurePath(context.file).stem]
        said = [(month, year, text) for text in short for month, year in [_abbreviated(text, context.today)] if month]
        said = [each for each in said if numbers.are_whole or each[1]]
    row = sheet.numbers[min(numbers.cells)[0]]
    if not said:
        raise RefusedError(0.8, NO_MONTH, row=row)
    month, year, text = said[0]
    for other_month, other_year, other in said[1:]:
        if other_month != month or (year and other_year and other_year != year):
            raise RefusedError(0.8, TWO_MONTHS, text=text, other=other)
        year = year or other_year
    if not year:
        alone = {int(match[1]) for other in texts if (match := _YEAR_ALONE.fullmatch(words.folded(other)))}
        years = alone or {int(found) for name in names for found in YEAR.findall(name)}
        years = years or {found for _, _, other in said for found in _short_years(other, context.today)}
        year = years.pop() if len(years) == 1 else 0
    if year:
        found = np.datetime64(f"{year:04}-{month:02}", "M")
        return found, Message(HAS_MONTH, {"month": str(found), "text": text}), None
    now = np.datetime64(context.today, "M")
    near = now + ((month - context.today.month + _FARTHEST) % 12 - _FARTHEST)
    gap = abs(int((near - now).astype(np.int64)))
    if not numbers.are_whole or gap > _FARTHEST or any(map(str.isdigit, text)):
        raise RefusedError(0.8, NO_YEAR, row=row, text=text)
    ends = {"month": str(near), "text": text}
    return near, Message(NEAREST_MONTH, ends), None if gap <= _USUAL_MONTHS else Message(FAR_MONTH, ends)


def _abbreviated(text: str, today: date) -> tuple[int, int]:
    """Month and year of a text that is an abbreviation alone or with two digits of the year: nov, nov-26, 11-26."""
    folded = words.spaced(text).strip()
    if (pairs := _TWO_PAIRS.fullmatch(folded)) is not None:
        year = 2000 + int(pairs[2])
        return (int(pairs[1]), year) if abs(year - today.year) <= _NEAR_YEARS else (0, 0)
    if month := month_named(folded):
        return month, 0
    match = _SHORT_YEAR.search(folded)
    years = _short_years(text, today)
    return (month_named(match[1]), years.pop()) if match is not None and len(years) == 1 else (0, 0)


def _short_years(text: str, today: date) -> set[int]:
    """The years that two digits behind a month say."""
    folded = words.spaced(text)
    years = {2000 + int(year) for _, year in _SHORT_YEAR.findall(folded)}
    return {year for year in years if abs(year - today.year) <= _NEAR_YEARS}


def _titles(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The texts of the rows above a table, none of when it was made; a date that begins a month stands for it."""
    for row in rows:
        said = [
            f"{cell:%Y-%m}" if isinstance(cell, date | datetime) and cell.day == 1 else cell_text(cell) for cell in row
        ]
        text = " ".join(filter(None, said))
        if text and not names_issue(text):
            yield text


def _said(text: str) -> tuple[int, int]:
    """Month and year that a text names; 0 for what it does not name, or not clearly."""
    plain = words.spaced(text)
    days = days_in(plain)
    if days:
        months = {(day.month, day.year) for day in days}
        whole = len(days) > 1 and min(days).day == 1 and max(days).day >= _SHORTEST_MONTH
        return months.pop() if len(months) == 1 and whole else (0, 0)
    years = {int(year) for year in YEAR.findall(plain)}
    named = months_in(plain)
    if named:
        return (named[0], years.pop() if len(years) == 1 else 0) if len(named) == 1 else (0, 0)
    numbers = {(int(m[2] or m[3]), int(m[1] or m[4])) for m in MONTH_NUMBERS.finditer(plain)}
    return numbers.pop() if len(numbers) == 1 else (0, 0)
