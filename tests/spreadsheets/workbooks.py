"""Workbooks of the older and rarer kinds: .xls (BIFF8), .xlsb (BIFF12), .xlsm."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlwt

from tests.spreadsheets.builders import xlsx

DATE_FORMAT = "dd/mm/yyyy hh:mm"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def xls(rows: Iterable[Sequence[Any]], *, date1904: bool = False, bare: bool = False) -> bytes:
    """A workbook as Excel wrote it until 2003; with `bare` its dates are numbers without their format."""
    book = xlwt.Workbook()
    book.dates_1904 = date1904
    sheet = book.add_sheet("Sheet1")
    plain, moment = xlwt.XFStyle(), xlwt.easyxf(num_format_str=DATE_FORMAT)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                style = moment if isinstance(cell, datetime) and not bare else plain
                sheet.write(row, column, serial(cell, date1904) if isinstance(cell, datetime) else cell, style)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def xlsm(rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with macros: another type for its main part, and a part with a program."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(rows))) as plain, zipfile.ZipFile(content, "w") as archive:
        for info in plain.infolist():
            part = plain.read(info)
            if info.filename == "[Content_Types].xml":
                part = part.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            archive.writestr(info.filename, part)
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    return content.getvalue()


def serial(moment: datetime, date1904: bool = False) -> float:
    """The days since a workbook's epoch."""
    return (moment - _EPOCHS[date1904]).total_seconds() / 86_400


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _record(kind: int, body: bytes = b"") -> bytes:
    return _varint(kind) + _varint(len(body)) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _cell(column: int, style: int, value: bytes) -> bytes:
    return struct.pack("<II", column, style) + value


def xlsb(rows: Iterable[Sequence[Any]], *, date1904: bool = False, bare: bool = False, form: str = "General") -> bytes:
    """A binary workbook: numbers by `form`, dates by theirs, every other text shared and the rest inline."""
    lines = [list(cells) for cells in rows]
    shared: dict[str, int] = {}
    sheet = bytearray(_record(129))
    last_row, last_column = (max(count, 1) - 1 for count in (len(lines), max(map(len, lines), default=1)))
    sheet += _record(148, struct.pack("<IIII", 0, last_row, 0, last_column)) + _record(145)
    for row, cells in enumerate(lines):
        sheet += _record(0, struct.pack("<IIH", row, 0, 300) + bytes(7))
        for column, cell in enumerate(cells):
            match cell:
                case None:
                    continue
                case bool():
                    sheet += _record(4, _cell(column, 0, bytes([cell])))
                case datetime():
                    sheet += _record(5, _cell(column, 0 if bare else 1, struct.pack("<d", serial(cell, date1904))))
                case int() if 0 <= cell < 1 << 29:
                    sheet += _record(2, _cell(column, 2, struct.pack("<I", cell << 2 | 2)))
                case int() | float():
                    sheet += _record(5, _cell(column, 2, struct.pack("<d", cell)))
                case _ if (row + column) % 2:
                    sheet += _record(6, _cell(column, 0, _wide(str(cell))))
                case _:
                    number = shared.setdefault(str(cell), len(shared))
                    sheet += _record(7, _cell(column, 0, struct.pack("<I", number)))
    sheet += _record(146) + _record(130)
    codes = (_record(44, struct.pack("<H", number) + _wide(code)) for number, code in ((164, DATE_FORMAT), (165, form)))
    formats = _record(615, struct.pack("<I", 2)) + b"".join(codes)
    styles = [_record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 164, 165)]
    properties = struct.pack("<II", int(date1904), 0) + _wide("")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGES}/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGES}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACKAGES}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/workbook.bin": _record(131)
        + _record(153, properties)
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("Sheet1"))
        + _record(144)
        + _record(132),
        "xl/styles.bin": _record(278)
        + formats
        + _record(616)
        + _record(626, struct.pack("<I", 1))
        + _record(47, struct.pack("<HH", 0xFFFF, 9) + bytes(12))
        + _record(627)
        + _record(617, struct.pack("<I", len(styles)))
        + b"".join(styles)
        + _record(618)
        + _record(279),
        "xl/sharedStrings.bin": _record(159, struct.pack("<II", len(shared), len(shared)))
        + b"".join(_record(19, b"\0" + _wide(text)) for text in shared)
        + _record(160),
        "xl/worksheets/sheet1.bin": bytes(sheet),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
