"""One day in blocks side by side: Hora 1-12 and Compra, and beside them Hora 13-24 and Compra.

The blocks are read as if they stood one below the other, where their hours go on from one to the next. Where they do
not, or a person names a column of one block, that block is read alone: a value is of the hour left of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Role
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, Series
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token, main_form, tokens_of

JOINED = QT_TRANSLATE_NOOP(
    "Message",
    "The periods stand in {count} blocks side by side, the last of them from “{first}” on: they were read one after "
    "the other.",
)
_HEADER_ROWS = 40
_FEWEST = 4
"""Periods that make a block."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A column of periods, what it names in the rows from the first on, and the columns that go with it."""

    hours: int
    columns: range
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Blocks in the order of time; `header` and `first` are the rows of their names and of their first periods."""

    header: int
    first: int
    parts: tuple[_Block, ...]

    @property
    def left(self) -> int:
        """The first column of the leftmost block; what stands left of it is of all blocks."""
        return min(block.columns.start for block in self.parts)


def recognise_parts_of_day(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as one table of periods in several blocks; a `Refusal` says what is missing or has to be asked."""
    none = Refusal(Message(refusals.NO_TIMES), 0.0)
    blocks = None if context.options.hour_column is not None else _blocks(sheet)
    if blocks is None:
        return none
    if _go_on(blocks):
        below, rows, shifts = _one_below_the_other(sheet, blocks)
        answer = recognise_period_rows(below, context)
        if isinstance(answer, Found):
            said = cell_text(sheet.rows[blocks.first][blocks.parts[-1].hours])
            note = Message(JOINED, {"count": len(blocks.parts), "first": said})
            return replace(answer, series=_of_sheet(sheet, answer.series, rows, shifts, note))
        if answer.question not in (None, Question.COLUMN):
            return answer
    if context.options.column is None:
        return none
    for block in blocks.parts:
        for column in block.columns:
            if words.folded(context.options.column) in _names_apart(sheet, blocks.header, column):
                named = replace(context, options=replace(context.options, column=sheet.letter(column)))
                return recognise_period_rows(_alone(sheet, blocks, block), named)
    return none


def _blocks(sheet: Sheet) -> _Blocks | None:
    """The blocks of `sheet`; None where no other column of periods is called like the first, with other periods."""
    for header, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        named = [
            column
            for column, cell in enumerate(row)
            if isinstance(cell, str) and time_words.names_period(cell) and not time_words.names_date(cell)
        ]
        alike = [column for column in named if _name(row, column) == _name(row, named[0])]
        if len(alike) > 1:
            return _below(sheet, header, alike)
    return None


def _below(sheet: Sheet, header: int, hours: Sequence[int]) -> _Blocks | None:
    row = sheet.rows[header]
    first = next((at for at in range(header + 1, len(sheet.rows)) if tokens_of([sheet.columns[hours[0]][at]])[0]), None)
    if first is None:
        return None
    lead = 0
    while lead < hours[1] - hours[0] - 1 and lead < hours[0] and _lead_alike(row, hours, lead + 1):
        lead += 1
    width = hours[1] - hours[0]
    parts = []
    for place, column in enumerate(hours):
        ends = hours[place + 1] - lead if place + 1 < len(hours) else column - lead + width
        tokens = tokens_of(sheet.columns[column][first:])
        known = next((at for at, token in enumerate(tokens) if token is None), len(tokens))
        named = tuple(token for token in tokens[:known] if token is not None)
        if len(named) < _FEWEST or any(token.form is not named[0].form for token in named):
            return None
        parts.append(_Block(column, range(column - lead, min(ends, len(sheet.columns))), named))
    names = [[_name(row, column) for column in block.columns] for block in parts]
    plain = [[name for name in each if name] for each in names]
    beyond = any(_name(row, column) for column in range(parts[-1].columns.stop, len(row)))
    if beyond or any(each != plain[0] for each in plain) or len({block.tokens for block in parts}) < len(parts):
        return None
    if any(_places(each) != _places(names[0]) for each in names):
        return None
    if main_form(parts[0].tokens) is not main_form(parts[-1].tokens) or sheet.scaled or sheet.cell_units:
        return None
    parts.sort(key=lambda block: (block.tokens[0].first, block.tokens[0].second))
    return _Blocks(header, first, tuple(parts))


def _lead_alike(row: Sequence[Cell], hours: Sequence[int], lead: int) -> bool:
    names = {_name(row, column - lead) for column in hours}
    return len(names) == 1 and "" not in names


def _names_apart(sheet: Sheet, header: int, column: int) -> tuple[str, str]:
    """What tells a column from those of other blocks that are called alike: its letter, alone or behind its name."""
    letter = words.folded(sheet.letter(column))
    return letter, f"{_name(sheet.rows[header], column)} [{letter}]"


def _places(names: Sequence[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name]


def _name(row: Sequence[Cell], column: int) -> str:
    return words.folded(cell_text(row[column])) if column < len(row) else ""


def _go_on(blocks: _Blocks) -> bool:
    """Whether each block begins where the one before it ends."""
    named = [token for block in blocks.parts for token in block.tokens]
    order = np.array([(token.first, token.second) for token in named])
    steps = np.diff(order[:, 0])
    if named[0].form is Form.NUMBER:
        return bool((steps == 1).all())
    if named[0].form is Form.CLOCK and order[-1, 0] == 0:
        steps = steps[:-1]
    if named[0].form is Form.QUARTER:
        return bool(((steps > 0) | ((steps == 0) & (np.diff(order[:, 1]) == 1))).all() and (steps <= 1).all())
    usual = int(np.median(steps))
    return usual > 0 and bool((steps == usual).all())


def _one_below_the_other(sheet: Sheet, blocks: _Blocks) -> tuple[Sheet, list[int], list[int]]:
    """The sheet with all blocks below the first; the row that each of its rows has in `sheet`, and its columns' shift.

    What stands below the blocks keeps its words and loses its numbers: they sum up one block, or all.
    """
    leading = min(blocks.parts, key=lambda block: block.columns.start)
    spread = range(leading.columns.stop, max(block.columns.stop for block in blocks.parts))
    rows: list[list[Cell]] = []
    places: list[int] = []
    shifts: list[int] = []

    def add(cells: Sequence[Cell], place: int, shift: int) -> None:
        rows.append(list(cells))
        places.append(place)
        shifts.append(shift)

    for at, cells in enumerate(sheet.rows[: blocks.first]):
        kept = ["" if at >= blocks.header and column in spread else cell for column, cell in enumerate(cells)]
        add(kept, at, 0)
    for block in blocks.parts:
        shift = block.columns.start - leading.columns.start
        for at in range(blocks.first, blocks.first + len(block.tokens)):
            common = [sheet.columns[column][at] for column in range(blocks.left)]
            own = [sheet.columns[column][at] for column in block.columns]
            add([*common, *own], at, shift)
    longest = max(len(block.tokens) for block in blocks.parts)
    for at in range(blocks.first + longest, len(sheet.rows)):
        add([cell if isinstance(cell, str) and not _is_figure(cell) else "" for cell in sheet.rows[at]], at, 0)
    numbers = [sheet.numbers[place] for place in places]
    return replace(sheet, rows=rows, numbers=numbers, written=()), places, shifts


def _is_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _of_sheet(sheet: Sheet, series: Series, rows: Sequence[int], shifts: Sequence[int], note: Message) -> Series:
    """`series` with its places told by the rows and columns of the whole sheet, each block's values by their column."""
    kept, moved = np.array(rows, dtype=np.int64), np.array(shifts, dtype=np.int64)
    columns = series.columns
    value = next((down for role, (down, _) in series.places if role is Role.VALUE), None)
    if columns is not None and value is not None and len(value) == len(columns):
        columns = columns + moved[value]
    across = () if columns is None else np.unique(columns).tolist()
    headings = {column: f"{series.column} [{sheet.letter(column)}]" for column in across}
    places = tuple((role, (kept[down], beside + moved[down])) for role, (down, beside) in series.places)
    return replace(series, places=places, columns=columns, headings=headings, notes=(*series.notes, note))


def _alone(sheet: Sheet, blocks: _Blocks, block: _Block) -> Sheet:
    """The sheet with what stands in other blocks taken out, from their header on."""
    others = {column for other in blocks.parts if other is not block for column in other.columns}
    rows = [
        ["" if at >= blocks.header and column in others else cell for column, cell in enumerate(cells)]
        for at, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)
