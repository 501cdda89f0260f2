"""A day in each row with its periods once for each quantity, side by side: Compra over 1 … 24, Precio over 1 … 24.

The quantity that is wanted is read as a table of its own, as if nothing stood in the columns of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.short_days import plain_day
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.one_quantity import is_one_of, read_alone
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.called_weekdays import weekdays_called
from ravenwits_desktop.spreadsheets.texts.period_names import main_form, token_of

_HEADER_ROWS = 60
_WHOLE_DAY = 23
"""Periods that a day has at least; shorter rows are quarters of hours, or weekdays."""
_MOST = 6
"""Quantities beside each other."""
_ROWS_ABOVE = 3


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The row that names the periods of every block; of each its name and its columns, from `begins` to the next."""

    header: int
    names: tuple[str, ...]
    begins: tuple[int, ...]
    """The first column of each: that of its own dates, where each block has some, else that of its first period."""
    periods: tuple[tuple[int, ...], ...]
    """The columns of the periods of each."""

    def alone(self, sheet: Sheet, chosen: int) -> Sheet:
        """`sheet` with nothing in the columns of all blocks but the one `chosen`, and its name alone above."""
        width = max(map(len, sheet.rows))
        ends = (*self.begins[1:], width)
        others = {
            column
            for block, (begin, end) in enumerate(zip(self.begins, ends, strict=True))
            if block != chosen
            for column in range(begin, end)
        }
        return replace(sheet, rows=tuple(_without(row, others) for row in sheet.rows))


def recognise_quantities_across(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read one quantity of `sheet`; a `Refusal` asks for it, or says that it is no such table."""
    blocks = _blocks(sheet)
    if blocks is None:
        return Refusal(Message(refusals.NO_TIMES), 0.0)
    rows = sheet.rows[blocks.header + 1 :]
    cells = {
        name: [row[column] if column < len(row) else "" for row in rows for column in periods]
        for name, periods in zip(blocks.names, blocks.periods, strict=True)
    }
    chosen = context.options.column if is_one_of(context.options.column, blocks.names) else None
    try:
        name = choose_name(blocks.names, replace(context, options=replace(context.options, column=chosen)), cells)
    except RefusedError as error:
        return replace(error.refusal, score=CERTAIN)
    return read_alone(blocks.alone(sheet, blocks.names.index(name)), name, blocks.names, context, (recognise_wide,))


def _blocks(sheet: Sheet) -> _Blocks | None:
    """The blocks of `sheet`; None where no row names the same periods several times, each below a name of its own."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        if len(row) <= 2 * _WHOLE_DAY:
            continue
        for periods in _repeated(row):
            begins = _begins(row, periods)
            if (names := _names_above(sheet, at, begins)) is not None:
                return _Blocks(at, names, begins, periods)
    return None


def _repeated(row: Sequence[Cell]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """The columns of a row that name the same periods several times over, in as many groups."""
    tokens = [token_of(cell) for cell in row]
    form = main_form(tokens)
    columns = [column for column, token in enumerate(tokens) if token is not None and token.form is form]
    for count in range(2, _MOST + 1):
        length, rest = divmod(len(columns), count)
        if rest or length < _WHOLE_DAY:
            continue
        groups = tuple(tuple(columns[first : first + length]) for first in range(0, len(columns), length))
        named = [[tokens[column] for column in group] for group in groups]
        if len(set(named[0])) >= _WHOLE_DAY and all(other == named[0] for other in named):
            yield groups


def _begins(row: Sequence[Cell], periods: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """The first column of each block: the word for its days, where each has one, else its first period."""
    own = []
    for before, block in zip(((-1,), *periods), periods, strict=False):
        named = [column for column in range(before[-1] + 1, block[0]) if _names_days(row[column])]
        own.append(named[0] if named else None)
    firsts = tuple(block[0] for block in periods)
    return tuple(column for column in own if column is not None) if None not in own else firsts


def _names_days(cell: Cell) -> bool:
    return isinstance(cell, str) and time_words.names_date(cell)


def _names_above(sheet: Sheet, header: int, begins: tuple[int, ...]) -> tuple[str, ...] | None:
    """What a row above the header calls the blocks, each by a cell of its own; None where those are days."""
    for at in range(header - 1, max(header - 1 - _ROWS_ABOVE, -1), -1):
        row = sheet.rows[at]
        parts = [row[begin:end] for begin, end in zip(begins, (*begins[1:], len(row)), strict=True)]
        texts = [[cell for cell in part if isinstance(cell, str) and cell] for part in parts]
        if not all(texts):
            continue
        names = tuple(cell_text(cells[0]) for cells in texts)
        if len(set(map(words.folded, names))) == len(names) and not any(map(_is_day, names)):
            return names
    return None


def _is_day(name: str) -> bool:
    return bool(days_in(name) or plain_day(name) or weekdays_called(name)) or not any(map(str.isalpha, name))


def _without(row: Sequence[Cell], columns: set[int]) -> tuple[Cell, ...]:
    return tuple("" if column in columns else cell for column, cell in enumerate(row))
