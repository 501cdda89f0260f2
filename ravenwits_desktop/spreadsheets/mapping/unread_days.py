"""Rows and columns that are as full as those of the days and stand beside them, below a name that is no day.

31/11/2026, 02//12/2026 or “3 dicimbre” is what becomes of a day by a slip of the finger. Between two days it is missed;
before the first or behind the last nothing else would tell that a whole day was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.month_names import ANY
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.layouts import day_columns, wide
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, column_letter
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share

UNREAD_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row}, “{text}”, has values as the days have, but its name could not be read as a day: it was left out. "
    "Write its date as those of the others.",
)
UNREAD_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column}, “{text}”, has values as the days have, but its name could not be read as a day: it was left "
    "out. Write its date as those of the others.",
)
_MOST_SAID = 3
_AS_FULL = 0.8
_MOST_LOOKED_AT = 20
"""Days by which those beside them are measured."""
_BEGINS_AS_DATE = re.compile(
    rf"\D{{0,3}}\d{{1,4}}\s*[/.-]+\s*\d{{1,2}}(?!\d*[a-z])|\d{{1,2}}(?:[ºª°.]|er|st|nd|rd|th)*[ -]+(?:de )?(?:{ANY})"
)


def unread_day_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What is said of rows or columns beside the days that look as one of them and were left out."""
    if series.columns is None or series.layout not in (wide.NAME, day_columns.NAME):
        return ()
    dates = next((places for role, places in series.places if role is Role.DATE), None)
    if dates is None or not len(dates[0]):
        return ()
    columns = np.unique(series.columns).tolist()
    if series.layout == wide.NAME:
        used = sorted(set(dates[0].tolist()))
        lines: Sequence[Sequence[Cell]] = sheet.rows
        begin, at, across = (-1 if series.header_row is None else series.header_row) + 1, int(dates[1][0]), columns
    else:
        used = sorted(set(dates[1].tolist()))
        lines = sheet.columns
        numbered = {number: row for row, number in enumerate(sheet.numbers)}
        begin, at, across = 0, int(dates[0][0]), [numbered[row] for row in np.unique(series.rows).tolist()]
    found = list(_unread(lines, used, begin, at, across))
    template, name = (UNREAD_ROW, "row") if series.layout == wide.NAME else (UNREAD_COLUMN, "column")
    place: Callable[[int], object] = (lambda line: sheet.numbers[line]) if name == "row" else column_letter
    return tuple(Message(template, {name: place(line), "text": text}) for line, text in found[:_MOST_SAID])


def _unread(
    lines: Sequence[Sequence[Cell]], used: Sequence[int], begin: int, at: int, across: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The lines from `begin` on that none of `used` is, with numbers at `across` and a name at `at` as theirs."""
    known = used[:_MOST_LOOKED_AT]
    fewest = _AS_FULL * float(np.median([_numbers(lines[line], across) for line in known]))
    shapes = {shape for line in known if any(map(str.isdigit, shape := _shape(_at(lines[line], at))))}
    for line in sorted(set(range(begin, len(lines))) - set(used)):
        text = _at(lines[line], at)
        if not text or words.is_total(text) or words.is_figure(text) or words.speaks_of_total(text):
            continue
        alike = _shape(text).startswith(tuple(shapes)) or _BEGINS_AS_DATE.match(words.folded(text))
        if alike and _numbers(lines[line], across) >= max(fewest, 1):
            yield line, text


def _at(cells: Sequence[Cell], place: int) -> str:
    return cell_text(cells[place]).strip() if place < len(cells) else ""


def _numbers(cells: Sequence[Cell], across: Sequence[int]) -> int:
    return number_share([cells[place] for place in across if place < len(cells)])[0]


def _shape(text: str) -> str:
    """`text` with one sign for each number and each word."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text))
