"""What stands beside the values against single rows: that they were cancelled, or a weekday that their day is not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers
from ravenwits_desktop.spreadsheets.texts.weekday_names import (
    BESIDE_DATE,
    may_be_half_of_hour,
    weekdays_named,
    weekdays_sure,
)

CANCELLED = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} says “{text}” in the column “{column}”, and its value was read as all others. Take the row out if it "
    "does not count.",
)
MANY_CANCELLED = QT_TRANSLATE_NOOP(
    "Message",
    "{count} rows, from row {row} on, say “{text}” or the like in the column “{column}”, and their values were read as "
    "all others. Take out the rows that do not count.",
)
OTHER_WEEKDAY = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} says “{text}”, but {day}, the day that it was read as, is another weekday. Look at the dates.",
)
_CANCELLED = re.compile(
    r"(?:(?:anulad|cancelad|annullat|rechazad|rejeitad|revocad|revogad|sustituid|substituid|reemplazad|suprimid"
    r"|eliminad|descartad|sin efect|invalidad)[oa]s?|(?:anula|cancela)(?:cion|cao)|cancell?(?:ed|ation)|void(?:ed)?"
    r"|rejected|superseded|withdrawn|deleted|obsolet[aeo]s?|annulee?s?|rejetee?s?|storn(?:iert|o|ier[a-z]*)|abgelehnt"
    r"|ungultig|respint[oa])(?![a-z])"
)
"""The first word, folded, of what says that a row does not count any more."""
_WEEKDAY = re.compile(
    rf"({BESIDE_DATE})\.?[,:]?\s+\d+[/. -]|"
    rf"(?:\d{{6,8}}|\d+[/.-]\d[\d/.-]*)(?:\s*,?\s*[(\[]?(?=[a-zø-]{{2}})|\s*[,(\[]\s*|\s+)({BESIDE_DATE})\.?[)\]]?$"
)
"""A weekday before a date, or behind it: 16-mar is one of March."""
_MOST_TEXTS = 1000
"""Different texts of a column: where there are more, they are no states and no weekdays."""
_MOST_WEEKDAYS, _SHORT = 14, 3
_MIDNIGHT = np.timedelta64(1, "m")
_ROWS_ABOVE = 2


def cancelled_warnings(
    sheet: Sheet, rows: Sequence[int], names: Sequence[str], taken: Sequence[int]
) -> tuple[Message, ...]:
    """What is to be seen where columns other than the `taken` ones say of some of `rows` that they do not count."""
    warnings = []
    for column, cells in enumerate(sheet.columns):
        if column in taken:
            continue
        said = {cell for cell in _texts(cells, rows) if _CANCELLED.match(words.folded(cell))}
        found = [row for row in rows if cells[row] in said] if said else []
        if found:
            values = {"row": sheet.numbers[found[0]], "text": cell_text(cells[found[0]]), "column": names[column]}
            many = {"count": len(found)} if len(found) > 1 else {}
            warnings.append(Message(MANY_CANCELLED if many else CANCELLED, {**values, **many}))
    return tuple(warnings)


def weekday_warnings(
    sheet: Sheet, rows: Sequence[int], walls: Minutes, names: Sequence[str], taken: Sequence[int], dates: Sequence[int]
) -> tuple[Message, ...]:
    """What is to be seen where a column of weekdays, or those in the cells of the columns `dates`, contradict `walls`.

    `walls` are the times of `rows` by the clock; a midnight may end the day that is named. `names` are the headers.
    """
    for column, cells in enumerate(sheet.columns):
        if column in dates:
            first = cells[rows[0]] if rows else ""
            if not isinstance(first, str) or _WEEKDAY.match(words.folded(first)) is None:
                continue
        elif column in taken:
            continue
        texts = _texts(cells, rows)
        named = _beside_dates(texts) if column in dates else _weekdays(texts, names[column])
        if not named:
            continue
        for row, wall in zip(rows, walls, strict=True):
            expected = named.get(cells[row])
            if expected is None or np.isnat(wall) or _weekday(wall) in expected:
                continue
            if _weekday(wall - _MIDNIGHT) not in expected:
                day = wall.astype("datetime64[D]").item()
                text = cell_text(cells[row])
                return (Message(OTHER_WEEKDAY, {"row": sheet.numbers[row], "text": text, "day": day}),)
    return ()


def weekdays_above(sheet: Sheet, at: int, columns: Integers, days: Days) -> tuple[Message, ...]:
    """What is to be seen where weekdays in row `at`, or in those above it, contradict the `days` that it names.

    In row `at` they are beside the dates of `columns`.
    """
    for row in range(at, max(at - 1 - _ROWS_ABOVE, -1), -1):
        cells = sheet.rows[row]
        said = {column: cells[column] for column in columns.tolist() if column < len(cells)}
        texts = {cell for cell in said.values() if isinstance(cell, str) and cell}
        named = _beside_dates(texts) if row == at else _weekdays(texts, "")
        for column, day in zip(columns.tolist(), days, strict=True):
            expected = named.get(said.get(column, ""))
            if expected is not None and _weekday(day) not in expected:
                values = {"row": sheet.numbers[row], "text": cell_text(said[column]), "day": day.item()}
                return (Message(OTHER_WEEKDAY, values),)
    return ()


def _texts(cells: Sequence[Cell], rows: Sequence[int]) -> set[str]:
    """The different texts of a column from the first to the last of `rows`; none where there are too many."""
    span = cells[rows[0] : rows[-1] + 1] if rows else ()
    found = {cell for cell in set(span) if isinstance(cell, str) and cell}
    return found if len(found) <= _MOST_TEXTS else set()


def _weekdays(texts: set[str], head: str) -> dict[Cell, frozenset[int]]:
    """The weekdays that the texts of a column are; none for a column of anything else.

    A few letters may well be a country, FR, or a month, mar, where one alone stands below another header than that of
    days.
    """
    plain = {text: words.folded(text).strip(" .,") for text in texts}
    if not plain or len(plain) > _MOST_WEEKDAYS or not all(map(weekdays_named, plain.values())):
        return {}
    sure = len(plain) > 2 or time_words.names_date(head) or any(len(word) > _SHORT for word in plain.values())
    return {text: weekdays_named(word) for text, word in plain.items()} if sure else {}


def _beside_dates(texts: set[str]) -> dict[Cell, frozenset[int]]:
    """The weekdays beside the dates in `texts`."""
    beside: dict[Cell, str] = {}
    for text in texts:
        match = _WEEKDAY.match(words.folded(text))
        if match is not None and not may_be_half_of_hour(text, word := match.group(1) or match.group(2)):
            beside[text] = word
    sure = weekdays_sure(set(beside.values()))
    return {text: sure[word] for text, word in beside.items() if word in sure}


def _weekday(wall: np.datetime64) -> int:
    """From 0 for Monday; the first day of 1970 was a Thursday."""
    return (int(wall.astype("datetime64[D]").astype(np.int64)) + 3) % 7
