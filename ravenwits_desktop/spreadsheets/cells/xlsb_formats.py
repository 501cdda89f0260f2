"""What number formats of an .xlsb (BIFF12) say beside its numbers, and which cells are shown divided by theirs.

The reader of the cells gives bare numbers. Only workbooks with such a format are walked through.
"""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from ravenwits_desktop.spreadsheets.cells.archive import BROKEN_ARCHIVE, relations
from ravenwits_desktop.spreadsheets.cells.epochs import xlsb_records
from ravenwits_desktop.spreadsheets.cells.formats import Shown, divisor_of, most_said, said_by_formats

_FORMAT, _STYLE, _STYLES, _END_OF_STYLES, _SHEET, _ROW = 44, 47, 617, 618, 156, 0
_NUMBERS = frozenset((2, 5, 9))
"""Records of a cell: a short number, a number, a formula with a number."""
_STYLE_BITS = 0xFF_FFFF


def shown_in_xlsb(content: bytes) -> Shown:
    """What the number formats of a workbook tell; nothing where they cannot be found."""
    shown = Shown({}, {})
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            scaling, telling = _styles(archive.read("xl/styles.bin"))
            for name, part in _sheets(archive) if scaling or telling else ():
                counts: Counter[tuple[int, int]] = Counter()
                shown.scaled[name] = found = {}
                for row, column, style in _cells(archive.read(part)):
                    counts[column, style] += 1
                    if style in scaling:
                        found[row + 1, column] = scaling[style]
                shown.formats[name] = most_said(counts, telling)
    except (*BROKEN_ARCHIVE, struct.error):
        return Shown({}, {})
    return shown


def _styles(part: bytes) -> tuple[dict[int, int], dict[int, str]]:
    """By the number of a style of cells, by what it divides what it shows, and what it says."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    of_cells = False
    for kind, body in xlsb_records(part):
        of_cells = kind == _STYLES or (of_cells and kind != _END_OF_STYLES)  # those of named styles stand before
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _STYLE and of_cells:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    divisors = {number: divisor for number, code in codes.items() if (divisor := divisor_of(code)) > 1}
    meanings = said_by_formats(codes)
    scaling = {index: divisors[number] for index, number in enumerate(styles) if number in divisors}
    return scaling, {index: meanings[number] for index, number in enumerate(styles) if number in meanings}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    members = {member.lower(): member for member in archive.namelist()}
    parts = relations(archive, members.get("xl/_rels/workbook.bin.rels"))
    for kind, body in xlsb_records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            relation, at = _text(body, 8)
            part = parts.get(relation.encode(), "")
            if part in members:
                yield _text(body, at)[0], members[part]


def _cells(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Row and column, both as indices, and style of each number of a sheet."""
    row = 0
    for kind, body in xlsb_records(part):
        if kind in _NUMBERS:
            column, style = struct.unpack_from("<II", body)
            yield row, column, style & _STYLE_BITS
        elif kind == _ROW:
            row = struct.unpack_from("<I", body)[0]


def _text(body: bytes, at: int) -> tuple[str, int]:
    """The text that begins at `at` with its length, and where what follows it begins."""
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
