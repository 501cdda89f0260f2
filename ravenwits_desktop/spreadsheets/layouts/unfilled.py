"""Columns that are called a purchase and hold nothing: what a file holds whose formulas were never worked out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.layout import CERTAIN
from ravenwits_desktop.spreadsheets.layouts.columns import Headers
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.times import Integers

UNFILLED = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” is empty, or nearly so. If these are formulas, open the file in the spreadsheet program and "
    "save it there, so that their results are in it.",
)
ASK_UNFILLED = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” is empty, or nearly so. If these are formulas, open the file in the spreadsheet program and "
    "save it there, so that their results are in it. If another column is the purchase, say so: {columns}.",
)
ASK_UNFILLED_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "The row “{row}” is empty. If these are formulas, open the file in the spreadsheet program and save it there, so "
    "that their results are in it. If another row is the purchase, say so: {columns}.",
)
_FORMULA = "="
_FEW = 4
"""Of this many rows, fewer than one filled is next to nothing."""


def check_filled(
    sheet: Sheet, headers: Headers, dated: Integers, candidates: Sequence[int], others: Collection[int]
) -> None:
    """Refuse to take one of `candidates` while a column that names the purchase better than all of them is empty.

    `others` are the columns of times and periods, of prices and the like.
    """
    if headers.row is None:
        return
    names = [f"{headers.names[column]} {headers.units.get(column, '')}" for column in candidates]
    if any(map(words.names_purchase, names)):
        return
    some = any(words.names_load(name) or stated_unit(name) for name in names)
    rows = dated.tolist()
    for column, name in enumerate(headers.names):
        better = _names_amounts(name, words.names_purchase) or (not some and _names_amounts(name, words.names_load))
        if column in candidates or column in others or not better:
            continue
        if _FEW * sum(_holds_something(sheet.columns[column][row]) for row in rows) < len(rows):
            if not candidates:
                raise RefusedError(CERTAIN, UNFILLED, column=name)
            choices = tuple(headers.names[candidate] for candidate in candidates)
            raise RefusedError(CERTAIN, ASK_UNFILLED, choices, column=name, columns=quoted(choices))


def check_others(taken: str, unfilled: Sequence[str]) -> None:
    """Refuse to take what is called `taken` while one of the rows `unfilled`, without numbers, names the purchase."""
    if words.names_purchase(taken):
        return
    for name in unfilled:
        if _names_amounts(name, words.names_purchase):
            raise RefusedError(CERTAIN, ASK_UNFILLED_ROW, (taken,), row=name, columns=quoted((taken,)))


def _names_amounts(name: str, says_so: Callable[[str], bool]) -> bool:
    return says_so(name) and (stated_unit(name) is not None or not words.names_remark(name))


def _holds_something(cell: Cell) -> bool:
    """Whether a cell holds more than nothing, a word for a missing value, or the text of a formula."""
    return not isinstance(cell, str) or not (domain_text.is_missing(cell) or cell.startswith(_FORMULA))
