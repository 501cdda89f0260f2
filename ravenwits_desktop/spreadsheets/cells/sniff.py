"""What a file is, by its content. Its name is not evidence."""

from __future__ import annotations

import enum
import re
import zipfile
from io import BytesIO

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells.archive import BROKEN_ARCHIVE
from ravenwits_desktop.spreadsheets.faults import unreadable


class Kind(enum.Enum):
    """A kind of file that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"
    HTML = "html"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HEADER = 512
_LARGEST_SECTOR = 12
"""As a power of two."""
_FOREIGN = (
    (b"\x89PNG", faults.IMAGE),
    (b"\xff\xd8\xff", faults.IMAGE),
    (b"GIF8", faults.IMAGE),
    (b"BM", faults.IMAGE),
    (b"II*\x00", faults.IMAGE),
    (b"MM\x00*", faults.IMAGE),
    (b"RIFF", faults.IMAGE),
    (b"%PDF", faults.PDF),
    (b"{\\rtf", faults.WORD_DOCUMENT),
    (b"7z\xbc\xaf", faults.ARCHIVE),
    (b"Rar!", faults.ARCHIVE),
    (b"\x1f\x8b", faults.ARCHIVE),
    (b"BZh", faults.ARCHIVE),
    (b"\x7fELF", faults.PROGRAM),
    (b"MZ", faults.PROGRAM),
)
_TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff")
_MOSTLY = 0.9
"""Share of the letters of a European table that are below 256."""
_FEWEST_LETTERS = 8
_MARKUP = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta|div)\b", re.IGNORECASE)


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of file that `content` is. Raises `UnreadableFileError` for everything that is no spreadsheet."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unreadable(faults.EMPTY, name=name)
    if content.startswith(b"PK"):
        return _zipped(content, name)
    if content.startswith(_OLE):
        return _ole(content, name)
    head = content[:4096]
    looks_like_text = b"\x00" not in head
    for magic, kind in _FOREIGN:
        if head.startswith(magic) and not (looks_like_text and magic.isalnum()):
            raise _foreign(name, kind)
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(start):
        return Kind.HTML
    if start.lstrip().startswith(b"<?xml"):
        raise _foreign(name, faults.OLD_XML)
    if head.startswith(_TEXT_BOMS) or looks_like_text or unmarked_utf16(head) is not None:
        return Kind.TEXT
    raise unreadable(faults.UNKNOWN_CONTENT, name=name)


def unmarked_utf16(head: bytes) -> str | None:
    """The name of the two-byte encoding that the beginning of a text without a mark is in; None for any other."""
    even, odd = head[::2], head[1::2]
    if len(odd) < _FEWEST_LETTERS:
        return None
    zeros = (even.count(0) / len(even), odd.count(0) / len(odd))
    if zeros[1] > _MOSTLY > 1 - _MOSTLY > zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > _MOSTLY > 1 - _MOSTLY > zeros[1] else None


def _foreign(name: str, kind: str) -> Exception:
    return unreadable(faults.NOT_A_SPREADSHEET, name=name, kind=Message(kind))


def _zipped(content: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = set(archive.namelist())
            encrypted = any(info.flag_bits & 1 for info in archive.infolist())
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
    except BROKEN_ARCHIVE as error:
        raise unreadable(faults.DAMAGED, str(error), name=name) from error
    if encrypted or (b"encryption-data" in manifest):
        raise unreadable(faults.ENCRYPTED, name=name)
    lowered = {member.lower() for member in members}
    if "xl/workbook.bin" in lowered:
        return Kind.XLSB
    if "xl/workbook.xml" in lowered or any(member.startswith("xl/worksheets/") for member in lowered):
        return Kind.XLSX
    if "content.xml" in lowered:
        return Kind.ODS
    if any(member.startswith("word/") for member in lowered):
        raise _foreign(name, faults.WORD_DOCUMENT)
    if any(member.startswith("ppt/") for member in lowered):
        raise _foreign(name, faults.SLIDES)
    raise _foreign(name, faults.ARCHIVE)


def _ole(content: bytes, name: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if _is_cut_off(content):
        raise unreadable(faults.CUT_OFF, name=name)
    if holds("EncryptedPackage"):
        raise unreadable(faults.ENCRYPTED, name=name)
    if holds("Workbook") or holds("Book"):
        return Kind.XLS
    if holds("WordDocument"):
        raise _foreign(name, faults.WORD_DOCUMENT)
    if holds("PowerPoint Document"):
        raise _foreign(name, faults.SLIDES)
    raise _foreign(name, faults.OFFICE_FILE)


def _is_cut_off(content: bytes) -> bool:
    """Whether the directory of the streams lies beyond the end: MS-CFB 2.2, its sector and the size of sectors."""
    if len(content) < _OLE_HEADER:
        return True
    size = 1 << min(int.from_bytes(content[30:32], "little"), _LARGEST_SECTOR)
    directory = int.from_bytes(content[48:52], "little")
    return (directory + 1) * size >= len(content)
