"""Amounts in the rows around a table, whose units are not those of its values: “Compra diaria: 320 MWh”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ravenwits_desktop.domain.date_numbers import without_dates
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text, is_number

_FIGURE = re.compile(r"[+-]?\d[\d.,' ]*")
_UNIT = r"[gmk]?wh?(?![a-z])"
_AMOUNT = re.compile(rf"\d\s*{_UNIT}|(?<![a-z])[gmk]?wh?[)\]]?\s*[:=]?\s*\d[\d.,]*(?![\d/\-:])", re.IGNORECASE)
_CLEAR_AMOUNT = re.compile(
    rf"(?:\d{{3}}|\d[.,]\d+|[:=]\s*\d+)\s*{_UNIT}|(?<![a-z]){_UNIT}[)\]]?\s*(?:[:=]\s*\d|\d{{3}}|\d+[.,]\d)",
    re.IGNORECASE,
)


def without_amounts(row: Sequence[Cell]) -> str:
    """The words of a row as one text, without the units of its amounts; nothing where an amount has a cell of its own.

    Dates, the numbers of weeks and the like are no amounts, and are left out too.
    """
    words, has_own_cell = _words_and_amounts(row)
    return "" if has_own_cell else _AMOUNT.sub(" ", words)


def holds_amount(row: Sequence[Cell], *, clear: bool = False) -> bool:
    """Whether a row of words has a number that is no date, in a cell of its own or with its unit.

    With `clear` a small whole number before a unit is none: “Punto de suministro 7 kWh”.
    """
    words, has_own_cell = _words_and_amounts(row)
    return has_own_cell or (_CLEAR_AMOUNT if clear else _AMOUNT).search(words) is not None


def _words_and_amounts(row: Sequence[Cell]) -> tuple[str, bool]:
    """The words of a row without dates, and whether a cell is a number that is none: it may have its word beside it."""
    cells = [(cell, cell_text(cell)) for cell in row if cell != "" and (isinstance(cell, str) or is_number(cell))]
    undated, begin, words, has_own_cell = without_dates(" ".join(text for _, text in cells)), 0, [], False
    for cell, text in cells:
        left = undated[begin : begin + len(text)].strip()
        begin += len(text) + 1
        has_own_cell = has_own_cell or bool(_FIGURE.fullmatch(left))
        if isinstance(cell, str) and left:
            words.append(left)
    return " ".join(words), has_own_cell
