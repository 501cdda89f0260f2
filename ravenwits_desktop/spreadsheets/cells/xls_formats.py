"""What number formats of an .xls (BIFF8) say beside its numbers, which cells these divide, which columns are hidden.

The reader of the cells gives bare numbers. Only workbooks with such a format are walked through whole; one whose
parts do not lie in a row in the file tells nothing.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator

from ravenwits_desktop.spreadsheets.cells.epochs import XLS_GLOBALS
from ravenwits_desktop.spreadsheets.cells.formats import MOST_COLUMNS, Shown, divisor_of, most_said, said_by_formats

_BIFF8 = 6
_BEGIN, _END, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NAMED_STYLE = 4
"""The mark of a style of styles, “Percent”: no cell is of it."""
_COLUMN, _DIMENSIONS = 0x007D, 0x0200
"""What columns look like, and what follows on that before any cell."""
_UNSEEN = 1
_NUMBERS, _SEVERAL = frozenset((0x0006, 0x0203, 0x027E)), 0x00BD
"""Records of a cell: a formula, a number, a short number; and of several short numbers beside each other."""


def shown_in_xls(content: bytes) -> Shown:
    """What the number formats of a workbook tell; nothing where they cannot be found."""
    shown = Shown({}, {})
    opened = XLS_GLOBALS.search(content)
    if opened is None or content[opened.start() + 5] != _BIFF8:
        return shown
    begin = opened.start()
    sheets: dict[int, str] = {}
    codes: dict[int, str] = {}
    styles: list[int | None] = []
    for kind, body, _ in _records(content, begin):
        if kind == _SHEET and len(body) > 8:
            sheets[struct.unpack_from("<I", body)[0]] = _text(body, 7, body[6])
        elif kind == _FORMAT and len(body) > 5:
            number, length = struct.unpack_from("<HH", body)
            codes[number] = _text(body, 4, length)
        elif kind == _STYLE and len(body) > 5:
            number, flags = struct.unpack_from("<HH", body, 2)
            styles.append(None if flags & _NAMED_STYLE else number)
    divisors = {number: divisor for number, code in codes.items() if (divisor := divisor_of(code)) > 1}
    meanings = said_by_formats(codes)
    scaling = {index: divisors[number] for index, number in enumerate(styles) if number in divisors}
    telling = {index: meanings[number] for index, number in enumerate(styles) if number in meanings}
    for place, name in sheets.items():
        if unseen := _hidden_columns(content, begin + place):
            shown.hidden_columns[name] = unseen
        if not scaling and not telling:
            continue
        counts: Counter[tuple[int, int]] = Counter()
        shown.scaled[name] = found = {}
        for row, column, style in _cells(content, begin + place):
            counts[column, style] += 1
            if style in scaling:
                found[row + 1, column] = scaling[style]
        shown.formats[name] = most_said(counts, telling)
    return shown


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """The records from `at` to the end of the part of the workbook that begins there: kind, body and depth."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        yield kind, content[at + 4 : at + 4 + size], depth
        at += 4 + size


def _hidden_columns(content: bytes, begin: int) -> frozenset[int]:
    """The indices of the columns of a sheet that are not shown; all of them are told before the first cell."""
    found: set[int] = set()
    for kind, body, _ in _records(content, begin):
        if kind == _DIMENSIONS:
            break
        if kind == _COLUMN and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            found.update(range(first, min(last + 1, MOST_COLUMNS)) if flags & _UNSEEN else ())
    return frozenset(found)


def _cells(content: bytes, begin: int) -> Iterator[tuple[int, int, int]]:
    """Row and column, both as indices, and style of each number of a sheet."""
    for kind, body, depth in _records(content, begin):
        if depth > 1 or len(body) < 6:
            continue
        if kind in _NUMBERS:
            yield struct.unpack_from("<HHH", body)
        elif kind == _SEVERAL:
            row, column = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                yield row, column + place, struct.unpack_from("<H", body, 4 + 6 * place)[0]


def _text(body: bytes, at: int, length: int) -> str:
    """The text of `length` signs behind the byte, at `at`, that tells whether each of them takes two bytes."""
    return body[at + 1 :].decode("utf-16-le" if body[at] & 1 else "latin-1", "replace")[:length]
