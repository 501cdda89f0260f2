"""Rows between the periods of a table that hold no value: remarks, parts of the header that are printed again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ravenwits_desktop.domain.text import Sign, decimal_sign
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, is_number
from ravenwits_desktop.spreadsheets.texts import words

_WORDS = re.compile(r"\W*[^\W\d_]{3,}\s+[^\W\d_]{2,}(?!\w)")
"""Two words: no date begins so, as “Corte de línea 30/11/2026” does."""
_FEWEST = 3
"""Letters of a remark."""


def is_remark(sheet: Sheet, row: int, label: int, beside: Sequence[int], value: int, header: int | None) -> bool:
    """Whether a row says something in the column `label`, in place of a time, and has neither an hour nor any number.

    `beside` are the other columns of times and `value` that of the values; what the row `header` says may stand again
    anywhere. Never where the words could be a time that is mistyped: its value is missing, and that has to be seen.
    """
    heads = sheet.rows[header] if header is not None else ()
    left = {
        column: cell
        for column, cell in enumerate(sheet.rows[row])
        if cell != "" and not (column < len(heads) and says_same(cell, heads[column]))
    }
    if any(column in left for column in (*(each for each in beside if each != label), value)):
        return False
    if any(_is_figure(cell) for column, cell in left.items() if column != label):
        return False
    said = left.get(label, "")
    return said == "" or (isinstance(said, str) and _is_no_time(said))


def says_same(cell: Cell, other: Cell) -> bool:
    """Whether two cells say the same, in capitals or not."""
    both = isinstance(cell, str) and isinstance(other, str)
    return words.folded(str(cell)) == words.folded(str(other)) if both else cell == other


def _is_no_time(text: str) -> bool:
    """Whether a text is a word, or several words before any number: no time, and none that is mistyped."""
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    return letters >= _FEWEST and (letters > digits or _WORDS.match(text) is not None)


def _is_figure(cell: Cell) -> bool:
    return is_number(cell) or not isinstance(cell, str) or decimal_sign(cell) is not Sign.NOT_A_NUMBER
