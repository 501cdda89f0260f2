"""A column of minutes beside that of the hours: 0, 15, 30, 45, or the ends of the quarters, 15, 30, 45, 60."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, is_number
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days, Form, Numbering, Token, clock_step
from ravenwits_desktop.spreadsheets.texts.runs import can_count_from
from ravenwits_desktop.spreadsheets.texts.times import Integers

_HOUR, _PART = 60, 5
_HEADER_ROWS = 4


def minutes_beside(sheet: Sheet, hours: int, tokens: Sequence[Token | None]) -> int | None:
    """The column of minutes beside the column `hours`, whose cells are `tokens`; None without one."""
    rows = [row for row, token in enumerate(tokens) if token is not None]
    for column, cells in enumerate(sheet.columns):
        heads = [cell for cell in cells[max(0, rows[0] - _HEADER_ROWS) : rows[0]] if isinstance(cell, str)]
        if column == hours or not any(
            time_words.names_minute(head) or time_words.names_part_of_hour(head) for head in heads
        ):
            continue
        minutes = [_minute(cells[row]) for row in rows]
        in_parts = [minute >= 0 and minute % _PART == 0 for minute in minutes]
        if sum(in_parts) * 10 >= len(rows) * 9:  # else a minimum, or another quantity
            return column
    return None


def with_minutes(
    tokens: Sequence[Token | None], cells: Sequence[Cell], days: Days, base: int | None
) -> Numbering | None:
    """The periods that the hours `tokens` and the minutes `cells` name; None where the minutes are always the same.

    Times of day as they stand, unless the hours count from 1 to 24 or the minutes end at 60: these count periods.
    """
    whole = [token if token is not None and _is_hour(token) else None for token in tokens]
    hour = np.array([-1 if token is None else _hour_of(token) for token in whole], dtype=np.int64)
    minute = np.array([_minute(cell) for cell in cells], dtype=np.int64)
    known = (hour >= 0) & (minute >= 0) & ~np.isnat(days)
    if len(np.unique(minute[known])) < 2:
        return None
    minute = np.where(_closing(hour, minute, days, known), _HOUR, minute)
    second = np.array([token is not None and token.letter == "b" for token in whole], dtype=np.bool_)
    last = known & (hour == DAY // _HOUR)
    if base is not None and not can_count_from(base, hour, days, _HOUR):
        base = None
    ordinal = base == 1 or (base is None and bool(((minute[last] % _HOUR) > 0).any() or (hour[known] > 24).any()))
    of_day = (hour - ordinal) * _HOUR + minute
    step = clock_step(of_day[known])
    ends = bool((minute[known] == _HOUR).any())
    if not ordinal and not ends:
        clock = np.where(known, of_day, -1)
        return Numbering(clock, step, minutes=clock)
    index = np.where(known, of_day // step - ends, -1)
    return Numbering(index, step, base=int(ordinal), second=second if second.any() else None)


def _is_hour(token: Token) -> bool:
    return token.form is Form.NUMBER or (token.form is Form.CLOCK and token.first % _HOUR == 0)


def _hour_of(token: Token) -> int:
    return token.first if token.form is Form.NUMBER else token.first // _HOUR


def _minute(cell: Cell) -> int:
    """The whole minutes, up to 60, that a cell names; -1 for any other."""
    if isinstance(cell, str):
        text = cell.strip().removeprefix(":")
        return int(text) if len(text) <= 2 and text.isdecimal() and int(text) <= _HOUR else -1
    if not isinstance(cell, int | float) or not is_number(cell) or not 0 <= cell <= _HOUR or cell != int(cell):
        return -1
    return int(cell)


def _closing(hour: Integers, minute: Integers, days: Days, known: Bools) -> Bools:
    """Zeros that end their hour: most stand behind its other minutes, and these rise, 15, 30, 45, 0."""
    rows = np.flatnonzero(known)
    steps = np.diff(hour[rows])[np.diff(days[rows]) == np.timedelta64(0, "D")]
    rows = rows[::-1] if int(np.sign(steps).sum()) < 0 else rows
    halves = minute[rows].max() <= _HOUR // 2
    keys = days[rows].astype("datetime64[D]").astype(np.int64) * 1000 + hour[rows]
    same = np.concatenate([[False], keys[1:] == keys[:-1]])
    rises = np.concatenate([[False], np.diff(minute[rows]) > 0]) & same
    behind = same & (minute[rows] == 0) & (np.concatenate([[False], rises[:-1]]) | halves)
    zeros = known & (minute == 0)
    result: Bools = zeros & bool(behind.sum() * 2 > zeros.sum())
    return result
