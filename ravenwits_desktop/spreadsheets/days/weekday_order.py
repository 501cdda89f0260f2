"""Day or month first by the weekdays that a sheet names for its dates: 05/02/2026 is a Thursday with the day first.

A weekday is that of the date in the same cell, else in the same row, else right above or below it; one in a title is
that of the only day of the sheet. They tell where all of them agree with one order, and not with the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_whole_weekday, weekdays_named

_ROWS, _TITLE_ROWS, _REACH = 200, 40, 2
_SHORTEST, _LONGEST = 3, 20
"""Letters: “ma” is Tuesday in the south and Monday in the north."""
_OPEN = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])([/-])(0?[1-9]|1[0-2])\2((?:20)?\d{2})(?![\d/.-])")
"""Dates of which day and month could be exchanged; between points nobody puts the month first."""
_MIDNIGHT = re.compile(r"\D0?0:00(?::00)?$")
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_BEFORE, _BEHIND = re.compile(r"([^\W\d_]+(?:-feira)?)\.?,?\s+$"), re.compile(r"\s*,?\s*[(\[]?([^\W\d_]+)\.?[)\]]?$")
_SAYS = tuple[frozenset[int], date, date, bool]
"""Weekdays, the date with the day first and with the month first, and whether its midnight may end the day before."""


def order_by_weekdays(sheet: Sheet) -> bool | None:
    """Whether the dates of `sheet` have the month first; None where no weekday tells, or they contradict each other."""
    said = set(_beside(sheet.rows[:_ROWS])) or set(_in_titles(sheet.rows[:_ROWS]))
    agree = [all(_agrees(each, month_first=order) for each in said) for order in (False, True)]
    return agree[1] if said and agree[0] != agree[1] else None


def _agrees(said: _SAYS, *, month_first: bool) -> bool:
    weekdays, day, other, closing = said
    read = other if month_first else day
    return read.weekday() in weekdays or (closing and (read - timedelta(days=1)).weekday() in weekdays)


def _beside(rows: Sequence[Sequence[Cell]]) -> Iterator[_SAYS]:
    for at, row in enumerate(rows):
        if not any(isinstance(cell, str) and cell for cell in row):
            continue
        dated = {place: found for place, cell in enumerate(row) if (found := _date_in(cell)) is not None}
        for place, cell in enumerate(row):
            if not isinstance(cell, str) or not cell:
                continue
            if place in dated:
                if weekdays := _next_to_date(words.folded(cell)):
                    yield (weekdays, *dated[place])
            elif not cell[0].isdigit() and len(cell) <= _LONGEST and (weekdays := _alone(cell)):
                if not dated and not _has_values(row) and (found := _near(rows, at, place)) is not None:
                    yield (weekdays, *found)
                elif len({found[:2] for found in dated.values()}) == 1 and not _says_issue(row):
                    yield (weekdays, *next(iter(dated.values())))


def _near(rows: Sequence[Sequence[Cell]], at: int, column: int) -> tuple[date, date, bool] | None:
    """The open date next to a cell in its column, below or above it."""
    for step in range(1, _REACH + 1):
        for row in (at + step, at - step):
            cells = rows[row] if 0 <= row < len(rows) else ()
            if column < len(cells) and (found := _date_in(cells[column])) is not None:
                return None if _says_issue(cells) else found
    return None


def _has_values(row: Sequence[Cell]) -> bool:
    """Whether a row is one of values: a weekday there is its own, and not that of the date in the row beside it."""
    return number_share(row)[0] > _REACH


def _in_titles(rows: Sequence[Sequence[Cell]]) -> Iterator[_SAYS]:
    """What the one weekday that titles name says of the one day of the sheet."""
    named: set[frozenset[int]] = set()
    for row in rows[:_TITLE_ROWS]:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if 0 < len(texts) <= _REACH and not _says_issue(row) and not _has_values(row):
            for text in texts:
                whole = filter(is_whole_weekday, _WORD.findall(words.folded(text)))
                named |= set(map(weekdays_named, whole))
                named |= {weekdays} if (weekdays := _alone(text)) else set()
    if len(named) != 1:
        return
    weekdays = named.pop()
    dates = {found for row in rows for cell in row if (found := _date_in(cell)) is not None}
    days = {(day, other) for day, other, closing in dates if not closing}
    closing = {(day, other) for day, other, closing in dates if closing}
    if len(days) == 1 and len(closing - days) <= 1:
        yield (weekdays, *days.pop(), False)


def _says_issue(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and names_issue(cell) for cell in row)


def _date_in(cell: Cell) -> tuple[date, date, bool] | None:
    """The one open date in a text that does not say when something was made, in both orders."""
    if not isinstance(cell, str) or ("/" not in cell and "-" not in cell):
        return None
    if len(found := list(_OPEN.finditer(cell))) != 1 or names_issue(cell):
        return None
    first, _, second, year = found[0].groups()
    of_year = int(year) if len(year) > len("26") else 2000 + int(year)
    ways = date(of_year, int(second), int(first)), date(of_year, int(first), int(second))
    return (*ways, _MIDNIGHT.search(cell.strip()) is not None)


def _alone(cell: str) -> frozenset[int]:
    """The weekdays that a cell of nothing else names."""
    word = words.folded(cell).strip(" .,:")
    return weekdays_named(word) if len(word) >= _SHORTEST else frozenset()


def _next_to_date(text: str) -> frozenset[int]:
    """The weekdays that the word right before or behind the date in a text names."""
    match = _OPEN.search(text)
    if match is None:
        return frozenset()
    for found in (_BEFORE.search(text[: match.start()]), _BEHIND.match(text[match.end() :])):
        if found is not None and len(found[1]) >= _SHORTEST and (weekdays := weekdays_named(found[1])):
            return weekdays
    whole = {weekdays_named(word) for word in _WORD.findall(text) if is_whole_weekday(word)}
    return whole.pop() if len(whole) == 1 else frozenset()
