"""Tables of a web page to cells: what many portals call .xls."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.textfile import decoded

_WIDEST_SPAN = 200


class _Tables(HTMLParser):
    """Collects the rows of every table; the cells of a table inside a cell go to a table of their own."""

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.full = False
        self._most = most
        self._open: list[list[list[str]]] = []
        self._text: list[list[str]] = []
        self._spans: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.full:
            return
        if tag == "table":
            table: list[list[str]] = []
            self.tables.append(table)
            self._open.append(table)
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._spans.append(min(int(span), _WIDEST_SPAN) if span.isdecimal() else 1)
            self._text.append([])
        elif tag == "br" and self._text:
            self._text[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[-1].append(data)

    def _end_cell(self) -> None:
        if not self._text or not self._open or not self._open[-1]:
            return
        text = " ".join("".join(self._text.pop()).split())
        row = self._open[-1][-1]
        row.extend([text, *([""] * (self._spans.pop() - 1))])
        self._most -= 1
        self.full = self._most < 0


def read_tables(content: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    """The tables of a page that hold anything. Raises `UnreadableFileError` where there are none, or too many cells."""
    reader = _Tables(limits.cells)
    reader.feed(decoded(content, name))
    reader.close()
    if reader.full:
        raise unreadable(faults.TOO_MANY_CELLS, sheet=name, cells=limits.cells)
    filled = [table for table in reader.tables if any(any(row) for row in table)]
    if not filled:
        if b"<frameset" in content.lower():
            raise unreadable(faults.FRAMESET, name=name)
        raise unreadable(faults.NOT_A_SPREADSHEET, name=name, kind=Message(faults.WEB_PAGE))
    for number, table in enumerate(filled, 1):
        kept = [at for at, row in enumerate(table) if any(row)]
        rows: list[list[Cell]] = [list(table[at]) for at in kept]
        title = "" if len(filled) == 1 else f"Table {number}"
        yield Sheet(title, rows, [at + 1 for at in kept])
