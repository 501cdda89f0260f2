"""Hours that are written once above their quarters or halves, as merged cells are: 1, blank, blank, blank, 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Form, Token, main_form, token_of

NO_PERIOD = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has values and no hour or period beside them, and the rows above do not show which part of “{above}” it "
    "is. Write the period into each row.",
)
_PARTS = (2, 4)
_PART = re.compile(r"(?:qh?|c|t|cuarto|quarter|quart|quarto|min(?:uto|ute)?s?)?[ .:]*\d{1,2}")
_HOUR = 60
_SHARE = 0.8
"""Of the steps from one name to the next that have to be an hour: the others are those of days and of October."""
_FEWEST = 2


def blank_rows(sheet: Sheet, column: int, columns: Sequence[int]) -> Bools:
    """The rows without a name in `column` that hold numbers in `columns` and sum up nothing."""
    blank = np.zeros(len(sheet.rows), dtype=np.bool_)
    for row, cells in enumerate(sheet.rows):
        if column < len(cells) and cells[column] != "":
            continue
        if number_share([cells[at] for at in columns if at < len(cells)])[0] and not any(
            isinstance(cell, str) and (words.is_total(text := cell_text(cell)) or words.is_figure(text))
            for cell in cells
        ):
            blank[row] = True
    return blank


def carried(sheet: Sheet, tokens: Sequence[Token | None], blank: Bools) -> list[Token | None] | None:
    """`tokens`, one for each row of the sheet, with those of the `blank` rows below each; None where nothing is to do.

    Each hour has to stand above as many blank rows as any other, one or three of them. A number is carried as it is,
    for its order tells its part; a range is cut in parts, and so is a time of day where the day shows which end it is.
    Rows that words tell apart are several series, and no parts.
    """
    form = main_form(tokens)
    named = [row for row, token in enumerate(tokens) if token is not None and token.form is form]
    if len(named) < _FEWEST or not blank[named[0] : named[-1]].any():
        return None
    parts = named[1] - named[0]
    if parts not in _PARTS or _are_kinds(sheet, range(named[0], named[0] + parts)):
        return None
    result = list(tokens)
    names = [token for row in named if (token := tokens[row]) is not None]
    steps = np.diff([token.first for token in names])
    if (steps == (1 if form is Form.NUMBER else _HOUR)).mean() < _SHARE:
        return None  # 1, blank, 3, blank: every other hour has lost its name
    ends = form is Form.CLOCK and names[0].first == _HOUR and names[-1].first == DAY
    if form is Form.CLOCK and not ends and names[0].first != 0:
        return None
    for at, (row, token) in enumerate(zip(named, names, strict=True)):
        below = range(row + 1, row + parts)
        if below.stop > len(tokens) or not blank[below.start : below.stop].all():
            return None
        following = named[at + 1] if at + 1 < len(named) else len(tokens)
        if blank[below.stop : following].any():
            return None
        for part in range(parts):
            result[row + part] = part_of(token, part, parts, ends=ends)
    return None if None in [result[row] for row in named] else result


def _are_kinds(sheet: Sheet, rows: range) -> bool:
    """Whether a column of words, none of which names a quarter, has another one in each of `rows`: Compra, Venta."""
    if rows.stop > len(sheet.rows):
        return False
    for cells in sheet.columns:
        texts = [cell for row in rows if isinstance(cell := cells[row], str) and cell]
        if len(set(texts)) == len(rows) and not any(
            _PART.fullmatch(words.folded(text)) or token_of(text) is not None or number_share([text])[0]
            for text in texts
        ):
            return True
    return False


def part_of(token: Token, part: int, parts: int, *, ends: bool) -> Token | None:
    """A part of the hour that `token` names, from 0; None for a name of anything but an hour.

    `ends` says that a time of day names the end of its hour.
    """
    step = _HOUR // parts
    match token.form:
        case Form.NUMBER:
            return token
        case Form.RANGE if token.second - token.first == _HOUR:
            begin = token.first + part * step
            return replace(token, first=begin, second=begin + step)
        case Form.CLOCK if token.first % _HOUR == 0:
            return replace(token, first=token.first + part * step - (_HOUR - step if ends else 0))
        case _:
            return None


def check_no_blank(sheet: Sheet, column: int, tokens: Sequence[Token | None], blank: Bools) -> None:
    """Refuse `blank` rows among those that `tokens` name, for their values would be left out: those of the odd hour."""
    named = [row for row, token in enumerate(tokens) if token is not None]
    below = {above: np.flatnonzero(blank[above:following]) + above for above, following in pairwise(named)}
    counts = [len(rows) for rows in below.values()]
    if not any(counts):
        return
    usual = int(np.bincount(counts).argmax())
    odd = [above for above, rows in below.items() if len(rows) and len(rows) != usual]
    above = odd[0] if odd else next(above for above, rows in below.items() if len(rows))
    texts = {"row": sheet.numbers[int(below[above][0])], "above": cell_text(sheet.rows[above][column])}
    raise RefusedError(0.95, NO_PERIOD, (), **texts)
