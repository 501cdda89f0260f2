"""A table read with the row that a person named as its headers, or why that row cannot be one."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Role, UnreadableFileError
from ravenwits_desktop.spreadsheets.layout import Found, Refusal, Series, remapped
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.columns import FURTHEST_HEADER, is_row_of_units

EMPTY_ROW = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is empty and cannot hold the headers. Choose the row with the names of the columns."
)
ROW_OF_VALUES = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} holds values, not names ({texts}), and cannot hold the headers. Choose the row with the names of the "
    "columns.",
)
NO_NAMES_THERE = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} ({texts}) does not name the columns of a table below it and cannot hold the headers. Choose the row "
    "with the names of the columns.",
)
_SHOWN_CELLS, _LONGEST = 3, 24

Recognise = Callable[[Sheet], Found | Refusal]


def with_headers(sheet: Sheet, free: Found | Refusal, row: int, recognise: Recognise) -> Found | Refusal:
    """What is found in `sheet` below its row `row`, as the spreadsheet numbers it (from 1); places told by all rows.

    `free` is what is found without the choice. What stands between the headers and the values is not read, but for rows
    of units. A `Refusal` that asks something is the layout's own. Raises `UnreadableFileError` where the row cannot
    hold the headers.
    """
    place = bisect.bisect_left(sheet.numbers, row)
    if place == len(sheet.numbers) or sheet.numbers[place] != row:
        raise UnreadableFileError(Message(EMPTY_ROW, {"row": row}))
    if isinstance(free, Found) and free.series.header_row == place:
        return free
    asked: Refusal | None = None
    for kept in _parts(sheet, free, place):
        answer = recognise(_part(sheet, kept, place))
        if isinstance(answer, Found):
            series = remapped(answer.series, np.array(kept))
            if series.header_row == place:
                return replace(answer, series=_left_out(sheet, series, place, kept))
        elif answer.question is not None and _names_what_is_asked(answer, sheet.rows[place]):
            asked = asked or answer
    if asked is not None:
        return asked
    raise UnreadableFileError(_reason(sheet, place))


def _names_what_is_asked(answer: Refusal, row: Sequence[Cell]) -> bool:
    """Whether a row may hold the headers of what a question is about: columns below a title have letters for names."""
    if not _is_of_words(row) or answer.question is not Question.COLUMN:
        return _is_of_words(row)
    names = [cell_text(cell) for cell in row if isinstance(cell, str) and cell]
    return any(choice.startswith(name) for choice in answer.choices for name in names)


def _parts(sheet: Sheet, free: Found | Refusal, place: int) -> Iterator[list[int]]:
    """The rows that are read, by their indices: without what stands between the headers and the first value."""
    if isinstance(free, Found) and place < _first(sheet, free.series):
        kept = _above_values(sheet, _first(sheet, free.series), place)
        titles = [above for above in range(place) if above != free.series.header_row]
        yield [*titles, *kept]
        yield kept
        return
    rows = range(place + 1, len(sheet.rows))
    first = next((index for index in rows if not _is_of_words(sheet.rows[index])), None)
    if first is not None and first > place + 1:
        yield _above_values(sheet, first, place)
    yield list(range(place, len(sheet.rows)))


def _is_of_words(row: Sequence[Cell]) -> bool:
    """Whether most cells are words, as in a row of headers or of units and unlike one of values."""
    filled = [cell for cell in row if cell != ""]
    return sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in filled) * 2 > len(filled)


def _above_values(sheet: Sheet, first: int, place: int) -> list[int]:
    """The headers, the rows of units below them, and all from the index `first` on."""
    units = [between for between in range(place + 1, first) if is_row_of_units(sheet.rows[between])]
    return [place, *units, *range(max(first, place + 1), len(sheet.rows))]


def _first(sheet: Sheet, series: Series) -> int:
    """The index of the first row with a value."""
    return bisect.bisect_left(sheet.numbers, int(series.rows.min())) if len(series.rows) else 0


def _part(sheet: Sheet, kept: Sequence[int], place: int) -> Sheet:
    """These rows alone; the headers' and those of units follow upwards from the values, however far away they stand."""
    numbers = [sheet.numbers[index] for index in kept]
    at = kept.index(place)
    below = next((which for which in range(at + 1, len(kept)) if not is_row_of_units(sheet.rows[kept[which]])), at)
    if numbers[below] - numbers[at] > FURTHEST_HEADER:
        for which in range(at, below):
            numbers[which] = numbers[below] - (below - which)
    written = [sheet.written[index] for index in kept] if sheet.written else ()
    return replace(sheet, rows=[sheet.rows[index] for index in kept], numbers=numbers, written=written)


def _left_out(sheet: Sheet, series: Series, place: int, kept: Sequence[int]) -> Series:
    """The series with what was left out below its headers marked so."""
    out = sorted(set(range(place + 1, _first(sheet, series))) - set(kept))
    down = np.repeat(np.array(out, dtype=np.int64), [len(sheet.rows[index]) for index in out])
    across = np.concatenate([np.arange(len(sheet.rows[index])) for index in out]) if out else down
    return replace(series, places=(*series.places, (Role.IGNORED, (down, across)))) if out else series


def _reason(sheet: Sheet, place: int) -> Message:
    cells = [cell_text(cell) for cell in sheet.rows[place] if cell != ""]
    cells = [text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in cells]
    texts = ", ".join(f"“{text}”" for text in cells[:_SHOWN_CELLS]) + (" …" if len(cells) > _SHOWN_CELLS else "")
    template = NO_NAMES_THERE if _is_of_words(sheet.rows[place]) else ROW_OF_VALUES
    return Message(template, {"row": sheet.numbers[place], "texts": texts})
