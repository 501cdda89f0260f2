"""Tables of a web page to cells: what many portals call .xls."""

from __future__ import annotations

from collections.abc import Iterator

from ravenwits_desktop.domain import web_tables
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.text import Sign, decimal_sign
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells.textfile import decoded
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet


def read_tables(content: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    """The tables of a page that hold anything. Raises `UnreadableFileError` where there are none, or too many cells."""
    page = web_tables.read_page(decoded(content, name), limits.cells)
    if page.full:
        raise unreadable(faults.TOO_MANY_CELLS, sheet=name, cells=limits.cells)
    filled = [table for table in page.tables if any(any(row) for row in table)]
    if not filled:
        if b"<frameset" in content.lower():
            raise unreadable(faults.FRAMESET, name=name)
        raise unreadable(faults.NOT_A_SPREADSHEET, name=name, kind=Message(faults.WEB_PAGE))
    for number, table in enumerate(filled, 1):
        kept = [at for at, row in enumerate(table) if any(row)]
        rows: list[list[Cell]] = [list(map(_on_one_line, table[at])) for at in kept]
        title = "" if len(filled) == 1 else f"Table {number}"
        yield Sheet(title, rows, [at + 1 for at in kept])


def _on_one_line(text: str) -> str:
    """The lines of a cell beside each other, unless that would make one number of two."""
    if "\n" not in text:
        return text
    joined = text.replace("\n", " ")
    return joined if decimal_sign(joined) is Sign.NOT_A_NUMBER else text
