"""What the cells of an .ods show beside their numbers: a unit, 12,5 kW, a share or money.

The reader of the cells gives bare numbers. Only files in which some cell shows such a thing are walked through.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.archive import BROKEN_ARCHIVE
from ravenwits_desktop.spreadsheets.formats import MONEY, SHARE, most_said

_TELLS = re.compile(rb'value-type="(?:percentage|currency)"|[0-9](?: |\xc2\xa0)?[kMG]?Wh?</text:p>')
_TOKEN = re.compile(
    rb"<table:table\s[^>]*?table:name=\"([^\"]*)\"|(<table:table-row\b)"
    rb"|<table:(?:covered-)?table-cell\b([^>]*)>(?:<text:p>([^<]*)</text:p>)?"
)
_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')
_TYPE = re.compile(rb'value-type="(\w+)"')
_NUMBERS = {b"float": "", b"percentage": SHARE, b"currency": MONEY}
_CHUNK = 1 << 20


def formats_of_ods(content: bytes) -> dict[str, dict[int, str]]:
    """By sheet and the index of a column, what most of its numbers show beside themselves (see `formats`)."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if not any(_TELLS.search(chunk) for chunk in _chunks(archive)):
                return {}
            return {sheet: most_said(counts, _said(counts)) for sheet, counts in _counted(archive).items()}
    except BROKEN_ARCHIVE:
        return {}


def _said(counts: Counter[tuple[int, str]]) -> dict[str, str]:
    """What each of the counted signs says: a plain number says nothing."""
    return {sign: sign for _, sign in counts if sign}


def _counted(archive: zipfile.ZipFile) -> dict[str, Counter[tuple[int, str]]]:
    """By sheet, how many numbers of a column show what: a unit, `SHARE`, `MONEY` or nothing."""
    sheets: dict[str, Counter[tuple[int, str]]] = {}
    counts: Counter[tuple[int, str]] = Counter()
    column = 0
    for chunk in _chunks(archive):
        for name, row, attributes, text in _TOKEN.findall(chunk):
            if name:
                counts = sheets.setdefault(html.unescape(name.decode("utf-8", "replace")), Counter())
            elif row:
                column = 0
            else:
                kind = _TYPE.search(attributes)
                if kind is not None and kind[1] in _NUMBERS:
                    shown = _NUMBERS[kind[1]] or stated_unit(text.decode("utf-8", "replace"), amounts=True) or ""
                    counts[column, shown] += 1
                repeated = _REPEATED.search(attributes)
                column += int(repeated[1]) if repeated else 1
    return sheets


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
