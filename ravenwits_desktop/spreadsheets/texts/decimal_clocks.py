"""Periods of a day written as one number with a fraction, or counted in minutes, told by the whole column.

0.15, 0.30, 0.45, 1.00 (hour and minutes), 0.25, 0.5, 0.75, 1 (hours), 0.0104167 (of the day), 15, 30, 45, 60 (minutes),
1.1, 1.2, 1.3, 1.4, 2.1, also 1-1 or 01/1 (hour and quarter), 1/96, 2/96. A number alone leaves open which: the
fractions of the others do not occur in it, and all have to follow each other by a market time unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts.joined_clocks import follow_each_other
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Form, Token

_HOUR, _PART, _PARTS, _LAST = 60, 15, 4, 25 * 60
_TEXT = re.compile(r"(\d{1,4})(?:[.,](\d{1,20}))?")
_PAIR = re.compile(r"h?(\d{1,2})\s?[-/.]\s?0?([0-4])", re.IGNORECASE)
_OF_ALL = re.compile(r"(\d{1,3})\s?(?:/|de|of|von|di)\s?(2[345]|4[68]|50|9[26]|100)")
_QUARTERS, _FROM_ZERO, _HALVES = frozenset((1, 2, 3, 4)), frozenset((0, 1, 2, 3)), frozenset((1, 2))
_HUNDREDTHS, _TENTHS = 100, 10
_PARTS_OF_HOUR, _HALVES_OF_HOUR = frozenset((0, 15, 30, 45)), frozenset((0, 30))
_EXACT = 1e-6
_ROUNDED = 0.08
"""Minutes by which a part of the day misses its own when it is written with four decimals."""
_SHARE, _FEW_OTHERS = 0.8, 2
"""Of the cells from the first period on that have to be periods, and how many need not be in a short table: each of
these is an error on its row."""
_LOOKED_AT, _HEAD_ROWS = 60, 200
_FEWEST, _FEWEST_NAMED = 12, 4
_Way = Callable[[Cell], "Token | None"]


def decimal_clock(cells: Sequence[Cell], *, named: bool) -> list[Token | None] | None:
    """The periods that a column, or a row, of `cells` names by numbers; None where these are anything else.

    `named` says that they stand below a header of hours or periods: then a few will do, else it takes a whole day.
    """
    first = first_counted(cells)
    if first is None:
        return None
    for way in (_minutes_behind_point, _hours, _part_of_day, _hour_and_quarter, _minutes, _one_of_all):
        near = cells[first : first + _LOOKED_AT]
        begin = first + next((place for place, cell in enumerate(near) if way(cell) is not None), len(near))
        looked = [cell for cell in cells[begin : begin + _LOOKED_AT] if cell != ""]
        if 2 * sum(way(cell) is not None for cell in looked) <= len(looked):  # before all cells are read
            continue
        known = {cell: way(cell) for cell in set(cells)}
        tokens = [known[cell] for cell in cells]
        filled = sum(cell != "" for cell in cells[begin:])
        found = [token for token in tokens if token is not None]
        others = filled - len(found)
        if len(found) < (_FEWEST_NAMED if named else _FEWEST) or (
            others > _FEW_OTHERS and len(found) < _SHARE * filled
        ):
            continue
        if _tells(way, found, named=named) and follow_each_other(_in_minutes(found)):
            return tokens
    return None


def first_counted(cells: Sequence[Cell]) -> int | None:
    """Where in `cells` the first one stands that could name a period so; None where none of the first rows does."""
    for place, cell in enumerate(cells[:_HEAD_ROWS]):
        if _value(cell) is not None or (isinstance(cell, str) and (_PAIR.match(cell) or _OF_ALL.match(cell))):
            return place
    return None


def _tells(way: _Way, found: Sequence[Token], *, named: bool) -> bool:
    """Whether `found` are what `way` takes them for: their fractions are all of its own, and no others."""
    if way is _one_of_all:
        return True
    if way is _hour_and_quarter:
        return {token.second for token in found} in (_QUARTERS, _FROM_ZERO, _HALVES)
    of_day = {token.first for token in found}
    lowest, highest = min(of_day), max(of_day)
    if not named and (lowest > _HOUR or highest - lowest < DAY - _HOUR):
        return False
    if way is _minutes:
        return highest > _HOUR
    return way is _part_of_day or {minute % _HOUR for minute in of_day} in (_PARTS_OF_HOUR, _HALVES_OF_HOUR)


def _in_minutes(found: Sequence[Token]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Periods as minutes of the day, for the steps between them."""
    if found[0].form is Form.QUARTER:
        parts = len({token.second for token in found})
        return np.array([(token.first * parts + token.second) * _HOUR // parts for token in found])
    if found[0].form is Form.NUMBER:
        return np.array([token.first * _PART for token in found])
    return np.array([token.first for token in found])


def _value(cell: Cell) -> float | None:
    if isinstance(cell, str):
        match = _TEXT.fullmatch(cell.strip())
        return None if match is None or int(match[1]) > _LAST else float(f"{match[1]}.{match[2] or 0}")
    return float(cell) if isinstance(cell, int | float) and is_number(cell) and 0 <= cell <= _LAST else None


def _of_day(minutes: float, tolerance: float) -> Token | None:
    whole = round(minutes)
    fits = abs(minutes - whole) <= tolerance and whole % _PART == 0 and whole <= _LAST
    return Token(Form.CLOCK, whole) if fits else None


def _minutes_behind_point(cell: Cell) -> Token | None:
    value = _value(cell)
    if value is None:
        return None
    hour, minute = divmod(round(value * _HUNDREDTHS), _HUNDREDTHS)
    exact = abs(value * _HUNDREDTHS - round(value * _HUNDREDTHS)) < _EXACT
    return _of_day(hour * _HOUR + minute, 0) if exact and minute < _HOUR else None


def _hours(cell: Cell) -> Token | None:
    value = _value(cell)
    return None if value is None else _of_day(value * _HOUR, _EXACT)


def _part_of_day(cell: Cell) -> Token | None:
    value = _value(cell)
    return None if value is None else _of_day(value * DAY, _ROUNDED)


def _minutes(cell: Cell) -> Token | None:
    value = _value(cell)
    return None if value is None else _of_day(value, 0)


def _hour_and_quarter(cell: Cell) -> Token | None:
    if isinstance(cell, str) and (pair := _PAIR.fullmatch(cell.strip())) is not None:
        hour, part = int(pair[1]), int(pair[2])
    elif (value := _value(cell)) is not None and abs(value * _TENTHS - round(value * _TENTHS)) < _EXACT:
        hour, part = divmod(round(value * _TENTHS), _TENTHS)
    else:
        return None
    return Token(Form.QUARTER, hour, part) if part <= _PARTS and hour * _HOUR <= _LAST else None


def _one_of_all(cell: Cell) -> Token | None:
    match = _OF_ALL.fullmatch(cell.strip().casefold()) if isinstance(cell, str) else None
    if match is None or not 0 < int(match[1]) <= int(match[2]):
        return None
    return Token(Form.NUMBER, int(match[1]))
