"""Blocks of one table under titles of their own that say different things: measured above, expected below.

Whoever keeps yesterday below tomorrow in one sheet, each under its title and with the same header, imports both as one
purchase: the days are different ones, so nothing else tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.measured_values import said_of
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share

BLOCKS_DIFFER = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” stands above row {row} and “{other}” above row {other_row}: both blocks were read as one purchase. Leave "
    "only the one that is meant, or put each on a sheet of its own.",
)
_MOST_ROWS_ABOVE = 8
_MOST_BLOCKS = 60
_OF_PURCHASE = {"purchase", "expected", ""}
"""Kinds of blocks that may all be of one purchase; a bare date tells none."""
_LONGEST = 80
"""Letters of a title; what is longer is a remark."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A row of values with rows of words right above it: its index and the texts of these, the nearest first."""

    row: int
    titles: tuple[str, ...]


def block_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What has to be seen where the titles of two blocks of `series` say that not both of them are of the purchase."""
    said: dict[str, tuple[str, int]] = {}
    for block in _blocks(series, sheet):
        if block.titles:
            plain = (block.titles[0], "")
            text, kind = next(((text, kind) for text in block.titles if (kind := _kind_of(text))), plain)
            said.setdefault(kind, (text, sheet.numbers[block.row]))
    if len(said) < 2 or set(said) <= _OF_PURCHASE:
        return ()
    (text, row), (other, other_row) = sorted(said.values(), key=lambda each: each[1])[:2]
    return (Message(BLOCKS_DIFFER, {"text": text, "row": row, "other": other, "other_row": other_row}),)


def _blocks(series: Series, sheet: Sheet) -> Iterator[_Block]:
    """The blocks of rows that hold the values of `series`, parted by rows of words; none where it is but one block."""
    rows = np.sort(series.rows)
    if not len(rows) or (np.diff(rows) <= 1).all():  # nothing stands between them
        return
    numbers = np.array(sheet.numbers, dtype=np.int64)
    places = np.searchsorted(numbers, rows).clip(0, max(len(numbers) - 1, 0))
    starts = np.flatnonzero(np.diff(places) > 1) + 1
    if not len(starts) or len(starts) > _MOST_BLOCKS:
        return
    header = () if series.header_row is None else _words_of(sheet, series.header_row)
    top = int(places[0])
    first = [at for at in range(top - 1, max(top - 1 - _MOST_ROWS_ABOVE, -1), -1) if at != series.header_row]
    yield _Block(top, _titles(sheet, first, header))
    for place in starts.tolist():
        above, row = int(places[place - 1]), int(places[place])
        yield _Block(row, _titles(sheet, range(row - 1, above, -1), header))


def _titles(sheet: Sheet, rows: Sequence[int], header: tuple[str, ...]) -> tuple[str, ...]:
    """What `rows` say, but for those of numbers, such as totals, and the header once more."""
    found = []
    for at in rows:
        texts = _words_of(sheet, at)
        text = " ".join(texts)
        if texts and texts != header and len(text) <= _LONGEST and not number_share(sheet.rows[at])[0]:
            found.append(text)
    return tuple(found)


def _words_of(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(filter(None, map(cell_text, sheet.rows[row])))


def _kind_of(text: str) -> str:
    """What a title says that the values below it are; nothing where it says nothing, or several things."""
    if words.names_only_sale(text):
        return "sale"
    if words.names_only_price(text):
        return "price"
    if (said := said_of(text, _LONGEST)) is not None and not said.of_meter:
        return "measured" if said.measured else "expected"
    return "purchase" if words.names_purchase(text) else ""
