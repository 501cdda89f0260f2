"""What the cells of an .ods show beside their numbers, a unit, 12,5 kW, a share or money, which are divided or hidden.

The reader of the cells gives bare numbers. Only files in which some cell shows such a thing are walked through.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.cells.archive import BROKEN_ARCHIVE
from ravenwits_desktop.spreadsheets.cells.formats import MONEY, SHARE, Shown, most_said

_TELLS = re.compile(
    rb'value-type="(?:percentage|currency)"|visibility="|display-factor="10|[0-9](?: |\xc2\xa0)?[kMG]?Wh?</text:p>'
)
_TOKEN = re.compile(
    rb"<table:table\s[^>]*?table:name=\"([^\"]*)\"|<table:table-(row|column)\b([^>]*)>"
    rb"|<table:(?:covered-)?table-cell\b([^>]*)>(?:<text:p>([^<]*)</text:p>)?"
)
_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_STYLE_OF_COLUMN = re.compile(rb'default-cell-style-name="([^"]*)"')
_STYLE_OF_CELL = re.compile(rb'table:style-name="([^"]*)"')
_DIVIDED = re.compile(
    rb'<number:number-style\s[^>]*?style:name="([^"]*)"(?:(?!</number:number-style>).)*?display-factor="(10+)(?:\.0*)?"',
    re.DOTALL,
)
_CELL_STYLE = re.compile(rb"<style:style\s([^>]*)>")
_NAME, _DATA_STYLE = re.compile(rb'style:name="([^"]*)"'), re.compile(rb'data-style-name="([^"]*)"')
_STYLES_END = b"<office:body"
_MOST_STYLES = 1 << 22
"""Bytes before the cells that are looked at for their styles."""
_UNSEEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_TYPE = re.compile(rb'value-type="(\w+)"')
_NUMBERS = {b"float": "", b"percentage": SHARE, b"currency": MONEY}
_CHUNK = 1 << 20
_MOST_COLUMNS = 1 << 10


def shown_in_ods(content: bytes) -> Shown:
    """What the numbers of a workbook show; nothing where it cannot be looked through."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if not any(_TELLS.search(chunk) for chunk in _chunks(archive)):
                return Shown({}, {})
            counted, shown = _looked_through(archive, _dividing_styles(archive))
            formats = {sheet: most_said(counts, _said(counts)) for sheet, counts in counted.items()}
            return replace(shown, formats=formats)
    except BROKEN_ARCHIVE:
        return Shown({}, {})


def _dividing_styles(archive: zipfile.ZipFile) -> dict[bytes, int]:
    """By its name, by what a style of cells divides the numbers that it shows."""
    with archive.open("content.xml") as part:
        head = part.read(_MOST_STYLES).partition(_STYLES_END)[0]
    divisors = {name: int(divisor) for name, divisor in _DIVIDED.findall(head)}
    found = {}
    for attributes in _CELL_STYLE.findall(head):
        name, data = _NAME.search(attributes), _DATA_STYLE.search(attributes)
        if name is not None and data is not None and data[1] in divisors:
            found[name[1]] = divisors[data[1]]
    return found


def _said(counts: Counter[tuple[int, str]]) -> dict[str, str]:
    """What each of the counted signs says: a plain number says nothing."""
    return {sign: sign for _, sign in counts if sign}


def _looked_through(
    archive: zipfile.ZipFile, dividing: Mapping[bytes, int]
) -> tuple[dict[str, Counter[tuple[int, str]]], Shown]:
    """By sheet, how many numbers of a column show what: a unit, `SHARE`, `MONEY`, nothing; and all else of `Shown`."""
    sheets: dict[str, Counter[tuple[int, str]]] = {}
    scaled: dict[str, dict[tuple[int, int], int]] = {}
    counts: Counter[tuple[int, str]] = Counter()
    divided: dict[tuple[int, int], int] = {}
    defaults: list[bytes] = []
    columns: dict[str, set[int]] = {}
    hidden_rows: set[str] = set()
    sheet, unseen = "", False
    row, rows, column = 0, 1, 0
    for chunk in _chunks(archive):
        for name, part, of_part, attributes, text in _TOKEN.findall(chunk):
            if name:
                sheet = html.unescape(name.decode("utf-8", "replace"))
                counts, divided = sheets.setdefault(sheet, Counter()), scaled.setdefault(sheet, {})
                defaults, row, rows = [], 0, 1
            elif part == b"column":
                style = _STYLE_OF_COLUMN.search(of_part)
                more = min(_times(_REPEATED, of_part), _MOST_COLUMNS)
                if _UNSEEN.search(of_part):
                    columns.setdefault(sheet, set()).update(range(len(defaults), len(defaults) + more))
                defaults += [style[1] if style else b""] * more
            elif part:
                column, row, rows = 0, row + rows, _times(_ROWS_REPEATED, of_part)
                unseen = _UNSEEN.search(of_part) is not None
            else:
                kind = _TYPE.search(attributes)
                if unseen and kind is not None:
                    hidden_rows.add(sheet)
                if kind is not None and kind[1] in _NUMBERS:
                    shown = _NUMBERS[kind[1]] or stated_unit(text.decode("utf-8", "replace"), amounts=True) or ""
                    own = _STYLE_OF_CELL.search(attributes)
                    style_name = own[1] if own else defaults[column] if column < len(defaults) else b""
                    if style_name in dividing:
                        divided[row, column] = dividing[style_name]
                        shown = ""  # a unit that is shown is that of what is shown, not of what the cell holds
                    counts[column, shown] += 1
                column += _times(_REPEATED, attributes)
    hidden = {name: frozenset(places) for name, places in columns.items()}
    return sheets, Shown({}, scaled, hidden, frozenset(hidden_rows))


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _chunks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in parts that each end before a cell begins, or where there is none within a long stretch."""
    with archive.open("content.xml") as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            end = text.rfind(b"<table:")
            end = end if end > 0 else len(text)
            yield text[:end]
            rest = text[end:]
        yield rest
