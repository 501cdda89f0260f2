"""The row of a sheet that names periods which run across, and which columns are which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.periods.late_halves import in_order, is_late_half
from ravenwits_desktop.spreadsheets.periods.merged_hours import part_of
from ravenwits_desktop.spreadsheets.periods.unread import check_columns
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts.decimal_clocks import decimal_clock
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.joined_clocks import joined_clock, joined_minutes
from ravenwits_desktop.spreadsheets.texts.period_names import (
    DAY,
    Form,
    Token,
    main_form,
    token_of,
)

HAS_PERIODS_ACROSS = QT_TRANSLATE_NOOP("Message", "Row {row} names the periods, from {first} to {last}.")
NO_PART = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names the periods, each above several columns of values, and “{text}” does not show which part of it "
    "each of them is. Write the period above each column.",
)
_HEADER_ROWS = 60
_SHORTEST_RUN, _WHOLE_DAY = 6, 23
_TARIFF = re.compile(r"[pt]\s?[1-6]", re.IGNORECASE)
"""The periods of a tariff, P1 to P6: sums of a day or a month, not its first hours."""
_NEAR = 4
"""Columns between which nothing but blank ones or those of merged cells lie."""
_HALVES = 2
_HOUR = 60
_SHARE = 0.8
"""Of the steps from one name to the next that have to be an hour: the others are those of October and March."""
_LATEST_SKIPPED = 2
"""The number of the last hour before the one that March skips."""
_PUT_BACK, _LATEST_REPEATED = (30, 45), 3 * 60


@dataclass(frozen=True, slots=True)
class PeriodHeader:
    """The row of a sheet that names the periods, as an index, the columns in the order of time and what each names.

    `days` counts from the day of the table: -1 for the hours before a first 1 (22, 23, 24, 1 ...).
    """

    row: int
    columns: tuple[int, ...]
    tokens: tuple[Token, ...]
    days: tuple[int, ...]

    @property
    def first_column(self) -> int:
        """The leftmost of the columns."""
        return min(self.columns)

    @property
    def last_column(self) -> int:
        """The rightmost of the columns."""
        return max(self.columns)

    def cells(self, sheet: Sheet, row: int) -> list[Cell]:
        """What stands in the row `row`, an index, below the periods."""
        cells = sheet.rows[row]
        return [cells[column] if column < len(cells) else "" for column in self.columns]

    def heads(self, sheet: Sheet) -> list[str]:
        """What names the first period, and the words left of it."""
        left = [cell for cell in sheet.rows[self.row][: self.first_column] if isinstance(cell, str) and cell]
        return [*left, heading(sheet, self.row, self.columns[0])]

    def names(self, sheet: Sheet) -> list[str]:
        """What the header's row says of each column of the sheet; empty where that is nothing."""
        return [heading(sheet, self.row, column) for column in range(len(sheet.columns))]

    def evidence(self, sheet: Sheet) -> Message:
        """What is said of it."""
        named = [text for column in self.columns if (text := heading(sheet, self.row, column))]
        ends = {"first": named[0], "last": named[-1]}
        return Message(HAS_PERIODS_ACROSS, {"row": sheet.numbers[self.row], **ends})


def find_period_header(sheet: Sheet) -> PeriodHeader | None:
    """The first row that names periods one after the other, or a whole day backwards; None without one."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        for backwards in (False, True):
            shortest = _WHOLE_DAY if backwards else _SHORTEST_RUN
            if len(row) >= shortest and (found := _run(sheet, at, shortest, backwards=backwards)) is not None:
                return found
    return None


def _run(sheet: Sheet, at: int, shortest: int, *, backwards: bool) -> PeriodHeader | None:
    row = sheet.rows[at]
    tokens = _tokens_across(row)
    form = main_form(tokens)
    if form is None or sum(token is not None for token in tokens) < shortest:
        return None
    best = _longest_run(tokens, form, backwards=backwards)
    if len(best) < shortest or all(_TARIFF.fullmatch(cell_text(row[column])) for column in best):
        return None
    check_columns(sheet, at, tokens, best)
    named = [token for column in best if (token := tokens[column]) is not None]
    if backwards and named[0].first > (60 if form in (Form.CLOCK, Form.RANGE) else 1):
        return None
    if (parts := _merged_parts(sheet, at, best, named)) > 1:
        # 1,,,,2,,, is an hour above its four quarters, and 1,,2, one above its halves
        made = [_part(token, part, parts, ends=named[0].first == _HOUR) for token in named for part in range(parts)]
        return PeriodHeader(
            at, tuple(column + part for column in best for part in range(parts)), tuple(made), (0,) * len(made)
        )
    days = [0] * len(named)
    if form is Form.NUMBER and named[0].first > 1:
        ones = [index for index, token in enumerate(named) if token.first == 1]
        days[: ones[0] if ones else 0] = [-1] * (ones[0] if ones else 0)
    return PeriodHeader(at, tuple(best), tuple(named), tuple(days))


def _part(token: Token, part: int, parts: int, *, ends: bool) -> Token:
    """A part, from 0, of the hour that `token` names."""
    if token.form is Form.NUMBER:
        return Token(Form.QUARTER, token.first, part + 1)
    return part_of(token, part, parts, ends=ends) or token


def _merged_parts(sheet: Sheet, at: int, columns: Sequence[int], tokens: Sequence[Token]) -> int:
    """How many columns each of the hours named by `tokens` in the row `at` stands above; 1 where that shows nothing.

    They are its parts where all hold numbers, and no words below the hours name several quantities. Raises
    `RefusedError` where the names do not show what their parts are: the values would be left out.
    """
    gaps = set(np.diff(columns).tolist())
    row = sheet.rows[at]
    if len(gaps) != 1 or any(cell != "" for cell in row[min(columns[:2]) + 1 : max(columns[:2])]):
        return 1
    parts, form = int(gaps.pop()), tokens[0].form
    if form is Form.NUMBER and parts == _NEAR:
        return parts
    if parts not in (_HALVES, _NEAR) or not _have_values(sheet, at, columns, parts):
        return 1
    if form is Form.NUMBER:
        return parts
    steps = np.diff([token.first for token in tokens])
    hours = all(part_of(token, 0, parts, ends=False) is not None for token in tokens)
    shows_end = form is not Form.CLOCK or tokens[0].first in (0, _HOUR)
    if not hours or not shows_end or (steps % DAY == _HOUR).mean() < _SHARE:
        raise RefusedError(0.95, NO_PART, row=sheet.numbers[at], text=cell_text(row[columns[0]]))
    return parts


def _have_values(sheet: Sheet, at: int, columns: Sequence[int], parts: int) -> bool:
    """Whether most rows with values below the hours have some in each of the `parts`, and words name no quantities."""
    below = [cells for cells in sheet.rows[at + 1 :] if number_share(_under(cells, columns, 0))[0]]
    whole = [cells for cells in below if all(number_share(_under(cells, columns, part))[0] for part in range(1, parts))]
    heads = list(sheet.rows[at + 1 : at + 3])
    if heads and number_share(_under(heads[0], columns, 0))[0]:
        heads = heads[:1]  # no names below units
    words_under = [
        {text.casefold() for cells in heads for cell in _under(cells, columns, part) if (text := _word(cell))}
        for part in range(parts)
    ]
    return len(whole) * 2 > len(below) and len({*map(frozenset, words_under)}) <= 1


def _under(cells: Sequence[Cell], columns: Sequence[int], part: int) -> list[Cell]:
    return [cells[column + part] for column in columns if column + part < len(cells)]


def _word(cell: Cell) -> str:
    """A text that names no part of an hour, and is no number."""
    text = cell_text(cell) if isinstance(cell, str) else ""
    return text if any(map(str.isalpha, text)) and token_of(text) is None else ""


def _longest_run(tokens: Sequence[Token | None], form: Form, *, backwards: bool) -> list[int]:
    """The columns of the longest row of `tokens` that follow each other, in the order of time."""
    best: list[int] = []
    current: list[int] = []
    late = best_late = 0
    columns = range(len(tokens))
    for column in reversed(columns) if backwards else columns:
        token = tokens[column]
        if token is None or token.form is not form:
            continue
        if current and not _follows(tokens[current[-1]], token, abs(column - current[-1])):
            day = [known for before in current if (known := tokens[before]) is not None]
            near = bool(token.letter) or column - current[-1] <= _NEAR  # a mark tells it even behind totals
            if not backwards and not late and near and is_late_half(day, token):
                late = len(current)
            elif not _is_repeated_hour(tokens, current, token):
                current, late = [], 0
        current.append(column)
        if len(current) > len(best):
            best, best_late = list(current), late
    if best_late:
        day = [known for column in best if (known := tokens[column]) is not None]
        return [best[place] for place in in_order(day, best_late)]
    return best


def _tokens_across(row: Sequence[Cell]) -> list[Token | None]:
    """What each cell of a row names, also as hours and minutes in one: 0100, 0200 ... 2400."""
    last = max((place + 1 for place, cell in enumerate(row) if joined_minutes(cell) is not None), default=0)
    joined = joined_clock(row[:last], named=False) if last >= _SHORTEST_RUN else None
    if joined is not None:
        return [*joined, *[None] * (len(row) - last)]
    numbers = max(
        (place + 1 for place, cell in enumerate(row) if not isinstance(cell, str) or cell[:1].isdigit()), default=0
    )
    counted = decimal_clock(row[:numbers], named=False) if numbers >= _SHORTEST_RUN else None
    return [token_of(cell) for cell in row] if counted is None else [*counted, *[None] * (len(row) - numbers)]


def _follows(before: Token | None, token: Token, gap: int) -> bool:
    if before is None or gap > _NEAR:
        return False
    match token.form:
        case Form.NUMBER:
            return (
                token.first - before.first in (0, 1)
                if token.letter
                else token.first == before.first + 1
                or (token.first == 1 and gap in (1, 4))
                or (gap == 1 and token.first == before.first + 2 and before.first <= _LATEST_SKIPPED)
            )
        case Form.QUARTER:
            return (token.first, token.second) > (before.first, before.second)
        case Form.CLOCK:
            return _is_next(before, token) or token.first == 0 or _is_put_back(before, token)
        case Form.RANGE:
            return _is_next(before, token) or _is_put_back(before, token)


def _is_next(before: Token, token: Token) -> bool:
    """Whether a time follows another within an hour, or over the hour that March skips and a table of it leaves out."""
    return 0 <= token.first - before.first <= (2 * 60 if before.first <= _LATEST_SKIPPED * 60 else 60)


def _is_put_back(before: Token, token: Token) -> bool:
    """Whether parts of the hour that October repeats begin anew: 02:45, 02:00, or 03:00, 02:15."""
    return before.first - token.first in _PUT_BACK and before.first <= _LATEST_REPEATED


def _is_repeated_hour(tokens: Sequence[Token | None], before: Sequence[int], token: Token) -> bool:
    """Whether a number stands there once more where the hours of October do: 0, 1, 2, 2, 3 or 1, 2, 3, 3, 4."""
    numbers = [known.first for column in before if (known := tokens[column]) is not None]
    counted = len(set(numbers)) == len(numbers) and len(numbers) > 1
    return token.form is Form.NUMBER and counted and token.first == numbers[-1] and token.first in (2, 3)


def heading(sheet: Sheet, row: int, column: int) -> str:
    """What the row of a header says of a column; empty where that is nothing."""
    cells = sheet.rows[row]
    return cell_text(cells[column]) if column < len(cells) else ""
