"""Values a thousand times off the ones around them by how they are written: 1.250 among 0,813 and 0,826.

Within a column of decimal commas a point groups thousands, and a program that takes 1.234 for 1234 leaves 1.20 as it
is: both are numbers that can be read, and are told with the other reading.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Sign, decimal_sign
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text

SLIPPED = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” was read as {value}, and the values around it lie near {typical}. If {other} is meant, correct it: a "
    "decimal sign was lost or taken for one of thousands.",
)
_THOUSAND = 1000.0
_HALFWAY = float(np.sqrt(_THOUSAND))
"""From here on, in factors, the other reading is the nearer one."""
_DECADE = 10.0
_AROUND = 6
"""Values before and behind one that are held against it."""
_FEWEST = 3


def slips(values: Floats, cells: Sequence[Cell]) -> dict[int, Message]:
    """By index, what is to be said of each of `values`, as read from `cells`, that probably is one of another size.

    A number that a grouping sign makes large; a whole one among decimals that is about a thousand times as large; or
    one with decimals among whole ones that is as much smaller.
    """
    size = np.abs(values)
    known = np.flatnonzero(np.isfinite(size) & (size > 0))
    if len(known) < _FEWEST or len(cells) != len(values):
        return {}
    typical = float(np.partition(size[known], len(known) // 2)[len(known) // 2])
    far = known[(size[known] >= typical * _HALFWAY) | (size[known] <= typical / _HALFWAY)]
    if not len(far):
        return {}
    share = float((values[known] == np.floor(values[known])).mean())
    odd = (values[far] == np.floor(values[far])) == (share <= 1 / 2)  # a whole one among decimals, or the contrary
    found: dict[int, Message] = {}
    for index, is_odd in zip(far.tolist(), odd.tolist(), strict=True):
        if not is_odd and share != 1 / 2 and not isinstance(cells[index], str):
            continue
        around = _around(size, known, index)
        times, cell = float(size[index]) / around, cells[index]
        is_whole = float(values[index]).is_integer()
        grouped = times >= _HALFWAY and isinstance(cell, str) and decimal_sign(cell) is Sign.AMBIGUOUS
        large = is_whole and share <= 1 / 2 and _is_thousand(times)
        small = not is_whole and share >= 1 / 2 and _is_thousand(1 / times)
        if grouped or large or small:
            other = values[index] / _THOUSAND if times > 1 else values[index] * _THOUSAND
            texts = {"text": cell_text(cell), "value": without_exponent(float(values[index]))}
            around_it = {"typical": without_exponent(around, 4), "other": without_exponent(float(other))}
            found[index] = Message(SLIPPED, {**texts, **around_it})
    return found


def _around(size: Floats, known: npt.NDArray[np.int64], index: int) -> float:
    """What lies in the middle of the values around one."""
    at = int(np.searchsorted(known, index))
    beside = np.concatenate((known[max(0, at - _AROUND) : at], known[at + 1 : at + 1 + _AROUND]))
    return float(np.partition(size[beside], len(beside) // 2)[len(beside) // 2])


def _is_thousand(times: float) -> bool:
    return _THOUSAND / _DECADE <= times <= _THOUSAND * _DECADE
