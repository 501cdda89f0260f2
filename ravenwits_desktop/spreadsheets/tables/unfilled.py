"""Columns that are called a purchase and hold nothing, or nothing that is a number.

A file holds such columns whose formulas were never worked out, or failed, or whose values are still to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.layout import CERTAIN
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import Headers
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.times import Integers

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
UNREADABLE = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” holds no numbers that can be read: “{text}” in row {row}, for one. Correct it in the file.",
)
ASK_UNREADABLE = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” holds no numbers that can be read: “{text}” in row {row}, for one. Correct it in the file. "
    "If another column is the purchase, say so: {columns}.",
)
ASK_UNREADABLE_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "The row “{name}” holds no numbers that can be read, but “{text}”. Correct it in the file. If another row is the "
    "purchase, say so: {columns}.",
)
_STILL_OPEN = re.compile(
    r"pend(?:iente?|ing|\.)?|tbd|tbc|(?:por|a) (?:confirmar|definir)|sin (?:datos?|valor(?:es)?|confirmar)|sem dados"
    r"|no (?:data|disponible)|s/d|\?+|x+|error|err\.?|offen|ausstehend|en attente|in attesa"
)
"""What people write, folded, where a value is to come: it names no kind of programme."""
_FORMULA = "="
_BOUGHT = 2
_FEW = 4
"""Of this many rows, fewer than one filled is next to nothing."""


def check_filled(
    sheet: Sheet, headers: Headers, dated: Integers, candidates: Sequence[int], others: Collection[int]
) -> None:
    """Refuse to take one of `candidates` while a column that is at least as well called the purchase has no numbers.

    An empty one has to be called better than all of them. `others` are the columns of times and periods, of prices and
    the like.
    """
    if headers.row is None:
        return
    names = [f"{headers.names[column]} {headers.units.get(column, '')}" for column in candidates]
    best = max(map(_rank, names), default=0)
    some = any(words.names_load(name) or stated_unit(name) for name in names)
    rows: list[int] = []
    for column, name in enumerate(headers.names):
        bought, used = _names_amounts(name, words.names_purchase), _names_amounts(name, words.names_load)
        if column in candidates or column in others or not (bought or used):
            continue
        rows = rows or dated.tolist()
        cells = [sheet.columns[column][row] for row in rows]
        empty = _FEW * sum(map(_holds_something, cells)) < len(rows)
        if empty and (_is_better(name, names, best) if bought else not some and best < _BOUGHT):
            raise _refused(headers, candidates, UNFILLED, ASK_UNFILLED, column=name)
        if empty or _rank(name) < max(best, 1) or not (bought or stated_unit(name)):
            continue
        numbers, filled = number_share(cells)
        if numbers * 2 < filled and (text := _unread_text(name, cells)) is not None:
            at = sheet.numbers[rows[cells.index(text)]]
            raise _refused(headers, candidates, UNREADABLE, ASK_UNREADABLE, column=name, text=cell_text(text), row=at)


def _refused(headers: Headers, candidates: Sequence[int], alone: str, asking: str, **values: object) -> RefusedError:
    """What is said of a column without numbers: alone, or as the question which of the others is the purchase."""
    choices = tuple(headers.names[candidate] for candidate in candidates)
    if not choices:
        return RefusedError(CERTAIN, alone, (), **values)
    return RefusedError(CERTAIN, asking, choices, columns=quoted(choices), **values)


def check_others(taken: str, unfilled: Mapping[str, Sequence[Cell]]) -> None:
    """Refuse to take what is called `taken` while one of the rows `unfilled`, without numbers, names the purchase."""
    for name, cells in unfilled.items():
        if not _names_amounts(name, words.names_purchase):
            continue
        if not any(map(_holds_something, cells)):
            if _is_better(name, (taken,), _rank(taken)):
                raise RefusedError(CERTAIN, ASK_UNFILLED_ROW, (taken,), row=name, columns=quoted((taken,)))
        elif _rank(name) == _BOUGHT and (text := _unread_text(name, cells)) is not None:
            shown = cell_text(text)
            raise RefusedError(CERTAIN, ASK_UNREADABLE_ROW, (taken,), name=name, text=shown, columns=quoted((taken,)))


def _rank(name: str) -> int:
    """How well a name says that it is of the purchase: 2 for what is bought, 1 for what is used, 0 for all else."""
    if words.names_beside_purchase(name):
        return 0
    return _BOUGHT if words.names_purchase(name) else int(words.names_load(name))


def _is_better(name: str, names: Sequence[str], best: int) -> bool:
    """Whether a name of a purchase says so better than all of `names`, of which `best` is the rank."""
    return best < _BOUGHT and (_rank(name) == _BOUGHT or not any(map(words.names_purchase, names)))


def _unread_text(name: str, cells: Sequence[Cell]) -> Cell | None:
    """The first of `cells` that stands in the place of a number; None where they name kinds of a programme or a use.

    Those stand below a name without a unit, as words of which none says that a value is to come.
    """
    texts = [cell for cell in cells if isinstance(cell, str) and cell and not domain_text.is_missing(cell)]
    if not texts:
        return None
    plain = set(map(words.folded, texts))
    to_come = any(_STILL_OPEN.fullmatch(text) or text.startswith("#") for text in plain)
    in_words = all(any(map(str.isalpha, text)) for text in plain)
    names_kinds = stated_unit(name) is None and in_words and not to_come
    return None if names_kinds else next(text for text in texts if domain_text.decimal_sign(text) is Sign.NOT_A_NUMBER)


def _names_amounts(name: str, says_so: Callable[[str], bool]) -> bool:
    return says_so(name) and (stated_unit(name) is not None or not words.names_remark(name))


def _holds_something(cell: Cell) -> bool:
    """Whether a cell holds more than nothing, a word for a missing value, or the text of a formula."""
    return not isinstance(cell, str) or not (domain_text.is_missing(cell) or cell.startswith(_FORMULA))
