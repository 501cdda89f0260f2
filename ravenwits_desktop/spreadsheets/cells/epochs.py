"""Whether a workbook counts its days from 1904: it tells where dates that lost their format lie, four years apart."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from ravenwits_desktop.spreadsheets.cells.archive import BROKEN_ARCHIVE
from ravenwits_desktop.spreadsheets.cells.sniff import Kind

XLS_GLOBALS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
"""The record that opens the globals of a BIFF5 or BIFF8 workbook."""
_XLS_END, _XLS_DATE_MODE = 0x0A, 0x22
_XLSB_PROPERTIES = 153
_MOST_RECORDS = 2_000
"""Records that are looked at: what is looked for stands near the beginning."""
_ODS_HEAD = 1 << 20
_ODS_1904 = re.compile(rb'null-date\s[^>]*date-value="1904-01-01"')


def counts_from_1904(content: bytes, kind: Kind) -> bool:
    """Whether an .xls, .xlsb or .ods says so; False for one that cannot be told, as for any other kind."""
    if kind is Kind.XLS:
        return _xls(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if kind is Kind.XLSB:
                return _xlsb(archive.read("xl/workbook.bin"))
            if kind is Kind.ODS:
                with archive.open("content.xml") as part:
                    return bool(_ODS_1904.search(part.read(_ODS_HEAD)))
    except BROKEN_ARCHIVE:
        return False
    return False


def _xls(content: bytes) -> bool:
    opened = XLS_GLOBALS.search(content)
    at = opened.start() if opened else len(content)
    for _ in range(_MOST_RECORDS):
        if at + 6 > len(content):
            return False
        kind, size = struct.unpack_from("<HH", content, at)
        if kind == _XLS_DATE_MODE and size == 2:
            return content[at + 4 : at + 6] == b"\x01\x00"
        if kind == _XLS_END:
            return False
        at += 4 + size
    return False


def _xlsb(content: bytes) -> bool:
    first = (body for kind, body in islice(xlsb_records(content), _MOST_RECORDS) if kind == _XLSB_PROPERTIES)
    properties = next(first, b"")
    return bool(properties and properties[0] & 1)


def xlsb_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part of an .xlsb: kind and body."""
    at = 0
    while at < len(content):
        kind, at = _varint(content, at, 2)
        size, at = _varint(content, at, 4)
        yield kind, content[at : at + size]
        at += size


def _varint(content: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where what follows it begins."""
    number = 0
    for place, byte in enumerate(content[at : at + longest]):
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, at + place + 1
    return number, at + longest
