"""Times of day written as one number, hours and minutes together: 0015, 0030 ... 2400, or 15, 30, 45, 100 ... 2345."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ravenwits_desktop.domain.timegrid import RESOLUTIONS
from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Form, Token

_TEXT = re.compile(r"\d{1,4}")
_FULL = re.compile(r"0\d{3}")
_HOUR, _PART, _LAST = 60, 5, 25 * 60
_SHARE = 0.95
"""Of the numbers from the first one on that have to be times, and of their steps that have to be those of periods."""
_FEWEST = 2
_LOOKED_AT = 60
_FEWEST_PLAIN = 12
"""From so many numbers on, what runs like a clock needs no zeros before it."""


def joined_clock(cells: Sequence[Cell], *, named: bool) -> list[Token | None] | None:
    """The times of day that a column, or a row, of `cells` writes as numbers; None where these are anything else.

    They have to run as the periods of a day do, past the numbers that count periods (100), and to show zeros in front
    (0100) or to stand below a header of hours (`named`): 100, 200, 300 alone may as well be a power.
    """
    begin = next((place for place, cell in enumerate(cells) if joined_minutes(cell) is not None), len(cells))
    looked = [cell for cell in cells[begin : begin + _LOOKED_AT] if cell != ""]
    if 2 * sum(joined_minutes(cell) is not None for cell in looked) < len(looked):  # before all cells are read
        return None
    known_minutes = {cell: joined_minutes(cell) for cell in set(cells)}
    minutes = [known_minutes[cell] for cell in cells]
    filled = [place for place, cell in enumerate(cells) if cell != ""]
    known = [place for place in filled if minutes[place] is not None]
    if len(known) < _FEWEST:
        return None
    below = [place for place in filled if place >= known[0]]
    if len(known) < _SHARE * len(below):
        return None
    full = any(isinstance(cell := cells[place], str) and _FULL.fullmatch(cell.strip()) for place in known)
    highest = max(minute for place in known if (minute := minutes[place]) is not None)
    if not full and (highest <= _HOUR or not named or len(known) < _FEWEST_PLAIN):
        return None
    if not follow_each_other(np.array([minutes[place] for place in known])):
        return None
    return [None if minute is None else Token(Form.CLOCK, minute) for minute in minutes]


def joined_minutes(cell: Cell) -> int | None:
    """Minutes of the day; None for a number that is no time at which a period begins or ends."""
    if isinstance(cell, str):
        if not _TEXT.fullmatch(cell.strip()):
            return None
        number = int(cell)
    elif isinstance(cell, int | float) and is_number(cell) and float(cell).is_integer() and 0 <= cell <= _LAST * 2:
        number = int(cell)
    else:
        return None
    hour, minute = divmod(number, 100)
    of_day = hour * _HOUR + minute
    return of_day if minute < _HOUR and minute % _PART == 0 and of_day <= _LAST else None


def follow_each_other(minutes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bool:
    """Whether times follow each other by one market time unit, but where a day ends or the clocks change."""
    steps = np.diff(minutes)
    if int(np.sign(steps).sum()) < 0:
        steps = -steps
    forward = steps[steps > 0]
    if not len(forward):
        return False
    usual = int(np.bincount(forward).argmax())
    followed = (steps == usual) | (steps <= 0) | (np.abs(steps) >= DAY - 2 * _HOUR)
    return usual in RESOLUTIONS and bool(followed.mean() >= _SHARE or (~followed).sum() <= 1)
