"""What is on the clipboard, taken at once, and the one table in it: of a spreadsheet, a web page or a mail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QClipboard

from ravenwits_desktop.domain import text as texts_of
from ravenwits_desktop.domain.text import Decimal, Sign
from ravenwits_desktop.domain.web_tables import read_page
from ravenwits_desktop.ui.editor.clipboard import DECIMAL_FORMAT, LARGEST_CELLS, Pasted, quoted, read_paste
from ravenwits_desktop.ui.editor.pasted_columns import Target, UnusableTextError

LARGEST = 64 * 1024 * 1024
"""Characters; no purchase is as long as that."""
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Copied:
    """Text and HTML of one moment; the HTML only where the text is no table by itself."""

    text: str
    html: str = ""
    files: tuple[str, ...] = ()
    """Paths, where files were copied and not what is in them."""
    decimal: Decimal | None = None
    """The decimal sign, where the cells were copied in this program."""

    def __len__(self) -> int:
        return len(self.text) + len(self.html)


def take(clipboard: QClipboard) -> Copied:
    """What is on the clipboard now. Raises `UnusableTextError`: it is too much, or changed meanwhile."""
    data = clipboard.mimeData()
    urls = data.urls() if data is not None and data.hasUrls() else []
    if urls and all(url.isLocalFile() for url in urls):
        return Copied("", files=tuple(url.toLocalFile() for url in urls))
    text = data.text() if data is not None else ""
    html = ""
    if data is not None and "\t" not in text and data.hasHtml():
        html = data.html()
        # each kind is asked of the other program by itself
        if data.text() != text:
            raise UnusableTextError(_changed())
    if len(text) + len(html) > LARGEST:
        raise UnusableTextError(_too_much())
    sign = bytes(data.data(DECIMAL_FORMAT).data()).decode() if data is not None else ""
    return Copied(text, html, decimal=Decimal(sign) if sign in {each.value for each in Decimal} else None)


def read(copied: Copied, target: Target) -> Pasted:
    """What pasting at `target` means. Raises `UnusableTextError`, or `AmbiguousNumbersError` to ask."""
    if copied.files:
        raise UnusableTextError(_files())
    return read_paste(table_of(copied), replace(target, decimal=target.decimal or copied.decimal))


def table_of(copied: Copied) -> str:
    """Lines of cells with tabs between them. Raises `UnusableTextError` where a page does not say which is meant."""
    if not copied.html or (copied.text.strip() and not _has_columns(copied.html)):
        return copied.text
    page = read_page(copied.html, LARGEST_CELLS)
    if page.full:
        raise UnusableTextError(_too_much())
    tables = [table for table in page.tables if _holds_values(table)]
    if len(tables) > 1:
        raise UnusableTextError(_several(len(tables)))
    if tables:
        return "\n".join("\t".join(map(quoted, row)) for row in tables[0])
    if copied.text.strip():
        return copied.text
    if _holds_values([[line] for line in page.prose.split("\n")]):
        return page.prose
    raise UnusableTextError(_no_table())


def _has_columns(html: str) -> bool:
    """Whether a page has rows of several cells: some programs write the text of such a table as one column."""
    lower = html.lower()
    return lower.count("<td") + lower.count("<th") > max(lower.count("<tr"), 1)


def _holds_values(table: list[list[str]]) -> bool:
    """Whether half of what stands in any column are numbers or times: no signature, no frame around the page."""
    sample = table[:_SAMPLE]
    for place in range(max(map(len, sample), default=0)):
        cells = [row[place] for row in sample if place < len(row) and row[place]]
        if cells and 2 * sum(map(_is_value, cells)) >= len(cells):
            return True
    return False


def _is_value(text: str) -> bool:
    return texts_of.decimal_sign(text) is not Sign.NOT_A_NUMBER or texts_of.parse_datetime(text) is not None


def _changed() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: the clipboard changed while it was read. Paste again."
    )


def _too_much() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: there is more on the clipboard than any purchase has. Copy the table alone."
    )


def _files() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: a file was copied, not its cells. Import it with File, Import."
    )


def _several(count: int) -> str:
    template = QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: {count} tables with values were copied. Copy only the one that is meant."
    )
    return template.format(count=count)


def _no_table() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: what was copied has no table and no column of values."
    )
