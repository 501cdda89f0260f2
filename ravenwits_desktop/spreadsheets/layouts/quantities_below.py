"""Tables of several quantities one below the other, each below its own title: Compra, and under it the prices.

The purchase is read as if nothing stood in the rows of the others. Of several of the same times that may be bought
nobody knows which is meant: that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Recogniser, Refusal, recognise
from ravenwits_desktop.spreadsheets.layouts.day_columns import recognise_day_columns
from ravenwits_desktop.spreadsheets.layouts.long import recognise_long
from ravenwits_desktop.spreadsheets.layouts.one_quantity import read_alone
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.kinds import clear_purchase
from ravenwits_desktop.spreadsheets.texts import time_words, words

_INNER: tuple[Recogniser, ...] = (recognise_long, recognise_wide, recognise_day_columns, recognise_period_rows)
_HEADER_ROWS = 40
_MOST = 6
"""Tables in one sheet."""
_LONGEST = 60
"""Letters of a title; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """The titles of the tables, and the rows in which these stand."""

    names: tuple[str, ...]
    rows: tuple[int, ...]

    def alone(self, sheet: Sheet, chosen: int) -> Sheet:
        """`sheet` with nothing in the rows of all tables but the one `chosen`; what stands above the first stays."""
        begin = self.rows[chosen]
        end = (*self.rows, len(sheet.rows))[chosen + 1]
        own = (*range(self.rows[0]), *range(begin, end))
        kept = dict.fromkeys(own)
        return replace(sheet, rows=tuple(row if at in kept else ("",) * len(row) for at, row in enumerate(sheet.rows)))


def recognise_quantities_below(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read the purchase of `sheet`, or the quantity chosen; a `Refusal` asks, or says that it is none of these."""
    tables = _tables(sheet)
    chosen = None if tables is None else _chosen(tables.names, context.options.column)
    if tables is None or (chosen is None and not _are_of_same_times(sheet, tables, context)):
        return Refusal(Message(refusals.NO_TIMES), 0.0)
    if chosen is None:
        said = Message(refusals.ASK_COLUMN, {"columns": quoted(tables.names)})
        return Refusal(said, CERTAIN, tables.names, Question.COLUMN)
    return read_alone(tables.alone(sheet, chosen), tables.names[chosen], tables.names, context, _INNER)


def _chosen(names: Sequence[str], wanted: str | None) -> int | None:
    """Which of the tables is meant: the one called `wanted`, else the only purchase beside prices and sales."""
    plain = [words.folded(name) for name in names]
    if wanted is not None and words.folded(wanted) in plain:
        return plain.index(words.folded(wanted))
    purchase = clear_purchase(names)
    return None if purchase is None else names.index(purchase)


def _are_of_same_times(sheet: Sheet, tables: _Tables, context: Context) -> bool:
    """Whether each table can be read by itself, and all are of the same times; else they may continue each other."""
    if context.options.column is not None:
        return False
    answers = [recognise(tables.alone(sheet, at), context, _INNER) for at in range(len(tables.names))]
    walls = [answer.series.walls for answer in answers if isinstance(answer, Found)]
    return len(walls) == len(answers) and all(np.array_equal(walls[0], other) for other in walls)


def _tables(sheet: Sheet) -> _Tables | None:
    """The tables of `sheet`; None where there is one alone, or they are not told apart by titles of their own."""
    for at, row in enumerate(sheet.rows[1:_HEADER_ROWS], 1):
        column = next((column for column, cell in enumerate(row) if cell != ""), None)
        if column is None or not _is_title(sheet.rows[at - 1]) or not _is_of_times(row[column]):
            continue
        cells = sheet.columns[column]
        if not 1 < cells.count(row[column]) <= _MOST:
            return None
        headers = [other for other, cell in enumerate(cells) if other >= at and cell == row[column]]
        titled = [other - 1 for other in headers if _is_title(sheet.rows[other - 1])]
        widths = {sum(cell != "" for cell in sheet.rows[header]) for header in headers}
        names = tuple(_title(sheet.rows[title]) for title in titled)
        alike = len(widths) == 1 and len(names) == len(headers) == len(set(map(words.folded, names)))
        return _Tables(names, tuple(titled)) if alike and len(names) > 1 else None
    return None


def _is_of_times(cell: Cell) -> bool:
    return isinstance(cell, str) and (time_words.names_date(cell) or time_words.names_period(cell))


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether nothing but the name of a table stands in a row, and no date."""
    texts = [cell for cell in row if cell != ""]
    text = texts[0] if len(texts) == 1 else ""
    return isinstance(text, str) and any(map(str.isalpha, text)) and len(text) <= _LONGEST and not days_in(text)


def _title(row: Sequence[Cell]) -> str:
    return next(cell_text(cell) for cell in row if cell != "")
