"""Tables of days across that stand one below the other in a sheet: the next week, another portfolio, their prices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Token, tokens_of
from ravenwits_desktop.spreadsheets.texts.times import Integers
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS

_FEWEST_PERIODS = 12
"""Rows of periods with values that make a table: the sums of a tariff's six periods make none."""
_HEADER_ROWS = 4
"""Rows above the first period among which one names the days."""
_NOTE = re.compile(r"[*(]|(?:notas?|notes?|observ\w*|avisos?|remarks?|hinweise?|anmerkung\w*)(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = f"(?:{'|'.join(MONTHS)})[a-z]{{0,9}}"
_OF_DAYS = re.compile(
    r"(?<![a-z])(?:del?|al?|d[oa]|ao|of|to|from|von|bis|du|au|semana|week|woche|kw|semaine|settimana|cont\w*)(?![a-z])"
)
"""What a title says of its days, or that it goes on, and not of what stands below it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables: its first row and the one after its last, as indices, and the row that names its days.

    `title` is what right above it, or in its corner, tells what it holds; `named` whether that stands in a row of its
    own. `days` is None where no row names them.
    """

    first: int
    header: int
    end: int
    title: str
    named: bool
    days: Days | None

    @property
    def is_other(self) -> bool:
        """Whether its title surely names anything but a purchase: prices, sales, weather."""
        kinds = (words.names_price, words.names_sale, words.names_other_quantity)
        return any(names(self.title) for names in kinds) and not words.names_purchase(self.title)


def tables_below(
    sheet: Sheet, header: int, period: int, columns: Integers, last: int, days_in_row: Callable[[int], Days | None]
) -> tuple[Table, ...]:
    """The table whose days the row `header` names in `columns`, and those below it; empty where there are no others.

    `last` is the row of the last of its periods, which stand in the column `period`, and `days_in_row` gives the days
    that a row names, if it does. Sums and averages that are called so make no table.
    """
    begins = _begins(sheet, period, columns, last)
    if not begins:
        return ()
    title = title_above(sheet, header, columns)
    found = [Table(0, header, len(sheet.rows), title or _corner(sheet, header, columns), bool(title), None)]
    after = last
    for begin, foot in begins:
        table = _table_at(sheet, begin, after, columns, days_in_row)
        after = foot
        if table is not None:
            found.append(table)
    if len(found) == 1:
        return ()
    ends = [*(table.first for table in found[1:]), len(sheet.rows)]
    first = days_in_row(header)
    return tuple(
        Table(table.first, table.header, end, table.title, table.named, table.days if place else first)
        for place, (table, end) in enumerate(zip(found, ends, strict=True))
    )


def _begins(sheet: Sheet, period: int, columns: Integers, last: int) -> list[tuple[int, int]]:
    """The first and the last row of each run of periods with values below the row `last`."""
    below = sheet.rows[last + 1 :]
    tokens = tokens_of([row[period] if period < len(row) else "" for row in below])
    if sum(token is not None for token in tokens) < _FEWEST_PERIODS:
        return []
    rows = [
        (last + 1 + place, token)
        for place, token in enumerate(tokens)
        if token is not None and number_share(_under(below[place], columns))[0]
    ]
    runs: list[list[tuple[int, Token]]] = []
    for row, token in rows:
        if not runs or (len(runs[-1]) >= _FEWEST_PERIODS and _begins_anew(runs[-1], token)):
            runs.append([])
        runs[-1].append((row, token))
    return [(run[0][0], run[-1][0]) for run in runs if len(run) >= _FEWEST_PERIODS]


def _begins_anew(run: Sequence[tuple[int, Token]], token: Token) -> bool:
    first = run[0][1]
    return token.form is not first.form or (token.first, token.second) == (first.first, first.second)


def _table_at(
    sheet: Sheet, begin: int, after: int, columns: Integers, days_in_row: Callable[[int], Days | None]
) -> Table | None:
    """The table whose periods begin in the row `begin`, below the row `after`; None for sums that are called so."""
    near = range(begin - 1, max(after, begin - 1 - _HEADER_ROWS), -1)
    header, days = next(((row, days) for row in near if (days := days_in_row(row)) is not None), (begin, None))
    if days is None:
        above = begin - 1
        if above > after and not number_share(_under(sheet.rows[above], columns))[0]:
            header = above
            said = [cell for cell in sheet.rows[above] if isinstance(cell, str)]
            if any(words.speaks_of_total(text) or words.is_figure(text) for text in said):
                return None
    title = title_above(sheet, header, columns) if header - 1 > after else ""
    return Table(
        first=header - 1 if title else header,
        header=header,
        end=begin,
        title=title or _corner(sheet, header, columns),
        named=bool(title),
        days=days,
    )


def title_above(sheet: Sheet, header: int, columns: Integers) -> str:
    """What the row right above `header` says, where it is one of words and no remark on what is above it."""
    if not header:
        return ""
    cells = sheet.rows[header - 1]
    texts = [cell_text(cell) for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    text = " ".join(texts)
    is_note = _NOTE.match(words.folded(text)) is not None
    return "" if is_note or number_share(_under(cells, columns))[0] or number_share(cells)[0] else text


def _corner(sheet: Sheet, header: int, columns: Integers) -> str:
    """What stands left of the days, but for what names the hours."""
    cells = sheet.rows[header][: int(columns.min())]
    texts = [cell_text(cell) for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    return " ".join(text for text in texts if text and not time_words.names_period(text) and not _is_time(text))


def _is_time(text: str) -> bool:
    return time_words.names_hour(text) or time_words.names_date(text)


def _under(cells: Sequence[Cell], columns: Integers) -> list[Cell]:
    return [cells[column] for column in columns.tolist() if column < len(cells)]


def go_on(tables: Sequence[Table]) -> bool:
    """Whether each of `tables` is of other days than those before it, under a title that says nothing else, or none."""
    known = [table.days for table in tables if table.days is not None]
    if len(known) < len(tables):
        return False
    every = np.concatenate(known)
    subjects = {_subject(table.title) for table in tables[1:] if table.title}
    return len(np.unique(every)) == len(every) and subjects <= {_subject(tables[0].title)}


def _subject(title: str) -> frozenset[str]:
    """The words of a title without those that say of which days it is."""
    return frozenset(_WORD.findall(_OF_DAYS.sub(" ", _day_of_month().sub(" ", words.folded(title)))))


@cache  # a twentieth of the start of a child process to compile, and few files need it
def _day_of_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)\d{{1,2}}\.?\s*(?:(?:de|of)\s+)?{_MONTH}|{_MONTH}\.?\s+\d")
