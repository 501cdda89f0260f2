"""Tables of a web page or a mail as rows of texts, and the text around them.

Two texts of a cell that stand below each other are parted by a line end, so that no two numbers become one; a footnote
or a struck-out text leaves a sign that no number has. What a page hides is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_WIDEST_SPAN = 200
_DEEPEST = 50
"""Tables within tables; a page with more of them is a broken one."""
_BREAKING = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(["script", "style", "title", "template", "noscript", "svg", "math"])
_MARKS = {"sup": "^", "sub": "_", "s": "~", "del": "~", "strike": "~"}
_CLOSED_MARKS = frozenset(["s", "del", "strike"])
_CELLS = ("td", "th")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n\t]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a page: each table as rows of texts (of different lengths where it was so written), in order.

    `prose` is the text outside of every table. `full` says that there is more than was to be read.
    """

    tables: tuple[list[list[str]], ...]
    prose: str
    full: bool


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    """By column the rows that a cell above still reaches into."""
    texts: list[str] | None = None
    """The parts of the open cell; None between cells."""
    span: int = 1
    depth: int = 1

    def begin_row(self) -> None:
        """The next row; what reached into the last one behind its cells is used up by it."""
        width = len(self.rows[-1]) if self.rows else 0
        self.below = {place: left - (place >= width) for place, left in self.below.items() if left > (place >= width)}
        self.rows.append([])

    def add(self, text: str) -> int:
        """A cell at the next place that no cell above reaches into; how many places the row grew by."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        width = len(row)
        while self.below.get(len(row), 0):
            self.below[len(row)] -= 1
            row.append("")
        for _ in range(self.span):
            if self.depth > 1:
                self.below[len(row)] = self.depth - 1
            row.append(text)
            text = ""
        return len(row) - width


class _Reader(HTMLParser):
    """Collects the cells of every table; those of a table inside a cell belong to that table alone."""

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.prose: list[str] = []
        self.full = False
        self._most = most
        self._open: list[_Table] = []
        self._hidden: list[str] = []
        """The hidden element that is open, and the elements in it."""
        self._kept_lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.full:
            return
        if self._hidden:
            if not self._ends_hidden(tag):
                if tag not in _VOID:
                    self._hidden.append(tag)
                return
            self._hidden.clear()
        said = dict(attrs)
        if tag == "table":
            self._put("\n")
            self._begin_table()
        elif tag in (*_CELLS, "tr"):
            self._end_cell()
        if tag in _UNSEEN or _HIDDEN.search(said.get("style") or ""):
            if tag not in _VOID:
                self._hidden.append(tag)
        elif tag in (*_CELLS, "tr"):
            if not self._open:
                self._begin_table()
            table = self._open[-1]
            if tag == "tr":
                table.begin_row()
            else:
                table.texts = []
                table.span, table.depth = _count(said.get("colspan")), _count(said.get("rowspan"))
        elif tag in _BREAKING and tag not in ("table", "tr"):
            self._put("\n")
            self._kept_lines += tag == "pre"
        elif tag in _MARKS:
            self._put(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if self.full:
            return
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
                return
            if tag not in ("tr", "table"):
                return
            self._hidden.clear()  # its own end was left out, as HTML allows
        if tag in (*_CELLS, "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            if self._open:
                self._open.pop()
        elif tag in _BREAKING and tag != "br":
            self._put("\n")
            self._kept_lines = max(self._kept_lines - (tag == "pre"), 0)
        elif tag in _CLOSED_MARKS:
            self._put(_MARKS[tag])

    def handle_data(self, data: str) -> None:
        if self._hidden or self.full:
            return
        self._put(data if self._kept_lines else data.replace("\n", " ").replace("\r", " ").replace("\t", " "))

    def _ends_hidden(self, tag: str) -> bool:
        """Whether what is hidden must have ended before `tag`, though nothing said so."""
        if "table" in self._hidden[1:]:
            return False
        own = self._hidden[0]
        return (own in _CELLS and tag in (*_CELLS, "tr")) or (own == "tr" and tag == "tr")

    def _begin_table(self) -> None:
        table = _Table()
        if len(self._open) >= _DEEPEST:
            self.full = True
        self.tables.append(table)
        self._open.append(table)

    def _put(self, text: str) -> None:
        if not self._open:
            self.prose.append(text)
        elif self._open[-1].texts is not None:
            self._open[-1].texts.append(text)

    def _end_cell(self) -> None:
        if not self._open:
            return
        table = self._open[-1]
        if table.texts is None:
            return
        text, table.texts = _lines("".join(table.texts)), None
        self._most -= table.add(text)
        self.full = self.full or self._most < 0

    def close(self) -> None:
        """The end of the page, which ends whatever is open."""
        super().close()
        while self._open:
            self._end_cell()
            self._open.pop()


def read_page(text: str, most: int) -> Page:
    """The tables of an HTML text, `most` cells in all. Any text is read as well as it can be; none raises."""
    reader = _Reader(most)
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # what the parser of the standard library says to some broken declarations
        return Page((), "", full=True)
    return Page(tuple(table.rows for table in reader.tables), _lines("".join(reader.prose)), reader.full)


def _count(text: str | None) -> int:
    """A colspan or rowspan; 1 for what is none."""
    return min(max(int(text), 1), _WIDEST_SPAN) if text and text.isascii() and text.isdecimal() else 1


def _lines(text: str) -> str:
    """`text` with single blanks and without empty lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
