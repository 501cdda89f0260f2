"""Checks of a zipped workbook before its reader sees it.

The reader allocates the whole rectangle between the first and the last cell of a sheet, so two cells in opposite
corners, 1.4 KB on disk, ask for 550 GB and end the process. The references of the cells themselves are looked at,
since the declared dimension is not evidence.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells.formats import (
    columns_said,
    hidden_columns_of,
    scaled_cells,
    scaling_styles,
    telling_styles,
)
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.sheet import column_letter

_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_EMPTY_CELL = re.compile(
    rb"""<(?:\w+:)?c(?:\s(?:[^<>"'/]|"[^"<]*"|'[^'<]*')*)?(?:/>|>\s*</(?:\w+:)?c\s*>)""",
)
"""A cell with a format at most: the reader leaves it out, so it asks for no room."""
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_EPOCH_1904 = re.compile(rb'date1904\s*=\s*"(?:1|true)"')
_STYLES = "xl/styles.xml"
_HIDDEN = b" hidden="
_MOST_HEAD = 1 << 16
"""Bytes before the cells of a sheet that are looked at for its columns."""
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\shidden="(?:1|true)"')
_CHUNK = 1 << 20
_SMALL_AREA = 26 * 100_000
"""The cells up to Z99999."""
_LONGEST_TAG = 512
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zlib.error,
    KeyError,
)
"""What the standard library raises for a zip file that is not whole."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the look at a workbook found: sheets whose rectangle is too large, by name, and where their days begin.

    `formats` tells by sheet and column what number formats say (see `formats`), `hidden` which sheets have hidden rows,
    and `scaled` by sheet which cells are shown divided, and by what.
    """

    refused: dict[str, Message]
    epoch_1904: bool
    formats: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    scaled: Mapping[str, Mapping[tuple[int, int], int]] = field(default_factory=dict)
    hidden_columns: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The indices of the hidden columns of each sheet that has any."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The bytes of each sheet, unpacked, where they are known before it is read."""


def inspect(content: bytes, name: str, limits: Limits) -> Inspection:
    """Look at an .xlsx before it is read. Raises `UnreadableFileError` for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_size(archive, name, limits)
            workbook = archive.read("xl/workbook.xml") if "xl/workbook.xml" in archive.namelist() else b""
            styles = archive.read(_STYLES) if _STYLES in archive.namelist() else b""
            telling, scaling = telling_styles(styles), scaling_styles(styles)
            refused, formats, scaled = {}, {}, {}
            hidden: set[str] = set()
            columns: dict[str, frozenset[int]] = {}
            members = _sheets(archive, workbook)
            sizes = {sheet: archive.getinfo(member).file_size for sheet, member in members}
            for sheet, member in members:
                if telling:
                    formats[sheet] = columns_said(_chunks(archive, member), telling)
                if scaling:
                    scaled[sheet] = scaled_cells(_chunks(archive, member), scaling)
                chunks = _noting_hidden(_chunks(archive, member), sheet, hidden, columns)
                if limits.area >= _SMALL_AREA and not _has_large_reference(chunks):
                    continue
                if far := _far_cell(_noting_hidden(_chunks(archive, member), sheet, hidden, columns), limits):
                    refused[sheet] = Message(faults.FAR_CELL, {"sheet": sheet, "cell": far})
    except BROKEN_ARCHIVE as error:
        raise unreadable(faults.DAMAGED, str(error), name=name) from error
    epoch_1904 = bool(_EPOCH_1904.search(workbook))
    return Inspection(refused, epoch_1904, formats, frozenset(hidden), scaled, columns, sizes)


def check_unpacked(content: bytes, name: str, limits: Limits) -> None:
    """Raise `UnreadableFileError` for a zipped workbook that unpacks to too much."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_size(archive, name, limits)
    except BROKEN_ARCHIVE as error:
        raise unreadable(faults.DAMAGED, str(error), name=name) from error


def check_size(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Raise `UnreadableFileError` where the parts come to more than the limit by their own declaration.

    A part that unpacks to more than it declares is cut off by every reader, so the declaration holds.
    """
    total = sum(info.file_size for info in archive.infolist())
    if total > limits.inflated_bytes:
        raise unreadable(faults.TOO_LARGE_UNPACKED, name=name, size=total // (1024 * 1024))


def _chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _noting_hidden(
    chunks: Iterator[bytes], sheet: str, hidden: set[str], columns: dict[str, frozenset[int]]
) -> Iterator[bytes]:
    """The same chunks; `sheet` is put among the `hidden` where one of them has a hidden row.

    Its hidden columns, of which the first chunk tells before any cell, are put into `columns`.
    """
    for at, chunk in enumerate(chunks):
        if b"h" in chunk and _HIDDEN in chunk:  # one letter is found far sooner than a word
            if _HIDDEN_ROW.search(chunk):
                hidden.add(sheet)
            if at == 0 and (found := hidden_columns_of(chunk[:_MOST_HEAD])):
                columns[sheet] = found
        yield chunk


def _sheets(archive: zipfile.ZipFile, workbook: bytes) -> list[tuple[str, str]]:
    """Name and part of each sheet; a part that no sheet names goes under its own path."""
    members = {member.lower(): member for member in archive.namelist()}
    targets = relations(archive, members.get("xl/_rels/workbook.xml.rels"))
    named = {}
    for tag in _SHEET.findall(workbook):
        attributes = {key.rpartition(b":")[2]: value for key, value in _ATTRIBUTE.findall(tag)}
        part = targets.get(attributes.get(b"id", b""), "")
        if part in members:
            named[part] = _unescaped(attributes.get(b"name", b"").decode("utf-8", "replace"))
    parts = [part for part in members if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    return [(named.get(part, part), members[part]) for part in dict.fromkeys([*named, *parts])]


def relations(archive: zipfile.ZipFile, member: str | None) -> dict[bytes, str]:
    """By the names that a workbook gives its parts, where these lie, in small letters; `member` is the list of them."""
    targets = {}
    for tag in _RELATION.findall(archive.read(member)) if member is not None else ():
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = attributes.get(b"Target", b"").decode("utf-8", "replace").lower()
        targets[attributes.get(b"Id", b"")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    return targets


def _unescaped(text: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def _has_large_reference(chunks: Iterator[bytes]) -> bool:
    """Whether any cell lies beyond Z99999: a quick look that spares most files the exact one."""
    rest = b""
    for chunk in chunks:
        codes = np.frombuffer(rest + chunk + bytes(12), dtype=np.uint8)
        at = np.flatnonzero(codes[1:-11] == ord("r"))  # fewer than all: one look at each sign instead of three
        at = at[codes[at + 2] == ord("=")]
        if ((codes[at + 5] >= ord("A")) & (codes[at] <= ord(" "))).any():
            return True
        digits = at[_are_digits(codes[at + 10])]
        for place in range(5, 10):
            digits = digits[_are_digits(codes[digits + place])]
        if len(digits):
            return True
        rest = chunk[-_LONGEST_TAG:]
    return False


def _are_digits(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    result: npt.NDArray[np.bool_] = codes - ord("0") <= 9  # unsigned: what lies below wraps round to large
    return result


def _far_cell(chunks: Iterator[bytes], limits: Limits) -> str | None:
    """The last corner of the rectangle around a sheet's cells that hold anything where it is too large, else None."""
    left, top, right, bottom = 1 << 30, 1 << 30, 0, 0
    for text in _whole_cells(chunks):
        if found := _REFERENCE.findall(_EMPTY_CELL.sub(b"", text)):
            letters, digits = zip(*found, strict=True)
            columns, rows = set(map(_column_number, set(letters))), set(map(int, set(digits)))
            left, right = min(left, *columns), max(right, *columns)
            top, bottom = min(top, *rows), max(bottom, *rows)
        if right and (right - left + 1) * (bottom - top + 1) > limits.area:
            return f"{column_letter(right - 1)}{bottom}"
    return None


def _whole_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text in parts that end before a cell begins, so that each cell stands whole in one of them.

    One of which the chunk shows more than the longest tag is no empty cell: it is parted anywhere behind its tag.
    """
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        begins = [match.start() for match in _CELL.finditer(text, max(0, len(text) - _LONGEST_TAG))]
        end = begins[-1] if begins else max(0, len(text) - _LONGEST_TAG)
        yield text[:end]
        rest = text[end:]
    yield rest


def _column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
