"""Cells of an .xls (BIFF8) that are shown divided by their number format: the reader of the cells gives bare numbers.

Only workbooks with such a format are walked through; one whose parts do not lie in a row in the file tells nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ravenwits_desktop.spreadsheets.epochs import XLS_GLOBALS
from ravenwits_desktop.spreadsheets.formats import divisor_of

_BIFF8 = 6
_BEGIN, _END, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBERS, _SEVERAL = frozenset((0x0006, 0x0203, 0x027E)), 0x00BD
"""Records of a cell: a formula, a number, a short number; and of several short numbers beside each other."""


def scaled_cells_of_xls(content: bytes) -> dict[str, dict[tuple[int, int], int]]:
    """By sheet, by the number of its row and the index of its column, by what a cell is divided where it is shown."""
    opened = XLS_GLOBALS.search(content)
    if opened is None or content[opened.start() + 5] != _BIFF8:
        return {}
    begin = opened.start()
    sheets: dict[int, str] = {}
    divisors: dict[int, int] = {}
    styles: list[int] = []
    for kind, body, _ in _records(content, begin):
        if kind == _SHEET and len(body) > 8:
            sheets[struct.unpack_from("<I", body)[0]] = _text(body, 7, body[6])
        elif kind == _FORMAT and len(body) > 5:
            number, length = struct.unpack_from("<HH", body)
            divisors[number] = divisor_of(_text(body, 4, length))
        elif kind == _STYLE and len(body) > 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    scaling = {index: divisors[number] for index, number in enumerate(styles) if divisors.get(number, 1) > 1}
    if not scaling:
        return {}
    return {name: _cells(content, begin + place, scaling) for place, name in sheets.items()}


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


def _cells(content: bytes, begin: int, scaling: dict[int, int]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for kind, body, depth in _records(content, begin):
        if depth > 1 or len(body) < 6:
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        if kind in _NUMBERS and style in scaling:
            found[row + 1, column] = scaling[style]
        elif kind == _SEVERAL:
            for place in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * place)
                if style in scaling:
                    found[row + 1, column + place] = scaling[style]
    return found


def _text(body: bytes, at: int, length: int) -> str:
    """The text of `length` signs behind the byte, at `at`, that tells whether each of them takes two bytes."""
    return body[at + 1 :].decode("utf-16-le" if body[at] & 1 else "latin-1", "replace")[:length]
