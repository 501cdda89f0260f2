"""Headers that name the quarters of an hour by their minutes: 00 | 15 | 30 | 45, 00-15 | 15-30 …, 00:00 | 00:15 …."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text
from ravenwits_desktop.spreadsheets.texts import words

PARTS = 4
_SIGN = r"[\s:.'’′\"+–—\-/()\[\]>]"
_WORD = r"(?<![a-z])(?:min(?:ut[a-z]*)?|mn|h{1,2}|x{1,2}|a|al|to|bis|de|from|von|hasta|ate|til|till|tot|e)(?![a-z])"
"""What stands beside the numbers: min 15, xx:15, 15 a 30."""
_OF_AN_HOUR = re.compile(rf"(?:\d{{1,2}}|{_SIGN}|{_WORD})+")
_NUMBER = re.compile(r"\d{1,2}")
_UNIT_BEHIND = re.compile(r"\s*[\[(]?\s*(?<![a-z])[gmk]?wh?\s*[\])]?$", re.IGNORECASE)
_STEP, _HOUR = 15, 60
_FROM = range(0, _HOUR, _STEP)


def _ways() -> frozenset[tuple[tuple[int, ...], ...]]:
    """All that four headers in the order of time can say of the minutes of any hour, or of the first one of the day."""
    begins: list[tuple[int, ...]] = [(minute,) for minute in _FROM]
    ends: list[tuple[int, ...]] = [(minute + _STEP,) for minute in _FROM]
    found = [begins, ends, [*ends[:-1], (0,)]]
    for length in (_STEP, _STEP - 1):
        found.append([(minute, minute + length) for minute in _FROM])
    found.append([*found[-2][:-1], (_FROM[-1], 0)])
    # the same as times of the first hour: 00:00-00:15, of which the last one may end with the hour 1
    clocks = [[tuple(part for minute in each for part in (0, minute)) for each in way] for way in found]
    clocks += [[*way[:-1], (*way[-1][:-2], 1, 0)] for way in clocks if way[-1][-1] in (0, _HOUR)]
    return frozenset(tuple(way) for way in (*found, *clocks))


_WAYS = _ways()


def minutes_in(cell: Cell) -> tuple[int, ...]:
    """The numbers of a header that says nothing but minutes of an hour, or times of day; empty for any other."""
    if isinstance(cell, bool | datetime):
        return ()
    if isinstance(cell, time):
        return (cell.hour, cell.minute)
    text = words.folded(_UNIT_BEHIND.sub("", cell_text(cell)))
    return tuple(map(int, _NUMBER.findall(text))) if _OF_AN_HOUR.fullmatch(text) else ()


def places_of_quarters(row: Sequence[Cell]) -> list[tuple[int, ...]]:
    """The columns of each four headers beside each other that name the quarters of an hour by their minutes.

    They are none where another time goes on before or behind them: those of a day that runs across do.
    """
    named = [minutes_in(cell) for cell in row]
    found = [at for at in range(1, len(row) - PARTS + 1) if tuple(named[at : at + PARTS]) in _WAYS]
    begun = {named[at] for at in found}
    ends = {at + PARTS for at in found}
    return [
        tuple(range(at, at + PARTS))
        for at in found
        if (at in ends or len(named[at - 1]) != len(named[at]))
        and (not (behind := [*named[at + PARTS :], ()][0]) or behind in begun or len(behind) != len(named[at]))
    ]
