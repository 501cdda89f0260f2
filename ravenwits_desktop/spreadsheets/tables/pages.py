"""What printed pages repeat within a table: the title, the header and its row of units, the number of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ravenwits_desktop.domain.text import Sign, decimal_sign
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import token_of
from ravenwits_desktop.spreadsheets.texts.times import looks_like_times, places_of

_HEADER_ROWS = 40
_FEWEST_NAMES = 2
"""Names in a row that make it a header, where nothing else tells."""
_PAGE = re.compile(
    r"(?:pag(?:ina|e)?|p|seite|blatt|hoja|folha|foglio|sida?|side|sivu|blad)\.? ?\d{1,4}"
    r"(?: ?(?:/|de|di|of|von|sur|av|af|van) ?\d{1,4})?"
)


def repeated_headers(sheet: Sheet) -> frozenset[int]:
    """The rows of a sheet that say, word for word, what a row of names in its head says: no row of values is one."""
    heads = [tuple(cells) for cells in sheet.rows[:_HEADER_ROWS] if _is_words(cells)]
    names = {cells for cells in heads if _are_names(cells)}
    if not names:
        return frozenset()
    # told by the first cell alone, most rows are none: there may be a million of them, and a moment is slow to hash
    begins = {cells[0] for cells in names}
    first = sheet.columns[0]
    rows = [row for row in places_of(list(map(type, first)), str) if first[row] in begins]
    seen: set[tuple[Cell, ...]] = set()
    found = []
    for row in rows:
        cells = tuple(sheet.rows[row])
        if cells in names:
            if cells in seen:
                found.append(row)
            seen.add(cells)
    return frozenset(found)


def _is_words(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) for cell in cells) and sum(cell != "" for cell in cells) >= _FEWEST_NAMES


def _are_names(cells: Sequence[Cell]) -> bool:
    """Whether no cell is a number, a time or the name of a period."""
    texts = [str(cell) for cell in cells if cell != ""]
    if any(decimal_sign(text) is not Sign.NOT_A_NUMBER or token_of(text) is not None for text in texts):
        return False
    return not looks_like_times(texts)


def heads_again(sheet: Sheet, row: int, top: int, units: int, dated: Bools) -> tuple[int, int]:
    """The first and the last row of those that come again together with `row`, the header that is at `top` as well.

    The rows right above it say what one above the first header says, or but the number of the page; the one below it is
    that of the units, which is at `units` (-1 where there is none). `dated` are the rows of the sheet that have a time.
    """
    titles = {_said(sheet.rows[at]) for at in range(top)}
    first = last = row
    while (
        first > top + 1
        and not dated[first - 1]
        and (_said(sheet.rows[first - 1]) in titles or _is_page(sheet, first - 1))
    ):
        first -= 1
    if units > top and row + 1 < len(sheet.rows) and _said(sheet.rows[row + 1]) == _said(sheet.rows[units]):
        last = row + 1
    return first, last


def _is_page(sheet: Sheet, row: int) -> bool:
    texts = [words.folded(cell_text(cell)) for cell in sheet.rows[row] if cell != ""]
    return len(texts) == 1 and _PAGE.fullmatch(texts[0]) is not None


def _said(cells: Sequence[Cell]) -> tuple[str, ...]:
    """What a row says from its first column on, in capitals or not."""
    texts = [words.folded(cell_text(cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
