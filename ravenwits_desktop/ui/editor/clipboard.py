"""Tables on the clipboard: text from Excel, LibreOffice or a browser into cells, and cells into such text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from ravenwits_desktop.domain import text as texts_of
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.text import Decimal, Sign
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import (
    PROBLEM_COLUMN,
    CellRange,
    How,
    ReadDatetimes,
    ReadNumbers,
    read_datetimes,
    read_numbers,
)
from ravenwits_desktop.ui.editor.commands import Block
from ravenwits_desktop.ui.editor.model import PurchaseModel

_SAMPLE = 200
_NO_NAMES = ("=", "+", "-", "@", "#")
LARGEST_PASTE = 400_000
"""Rows; ten years of quarter hours. More than that was copied by mistake."""
MOST_UNREAD = 1_000
"""Cells to be corrected by hand; a block with more of them is another table than was meant."""
LARGEST_CELLS = 4_000_000
"""Of the rectangle around all cells, for it is what has to be held."""


class UnusableTextError(Exception):
    """What is on the clipboard cannot go where it was to go; the text says why, in the user's language."""


@dataclass(frozen=True, slots=True, eq=False)
class Pasted:
    """What a text from the clipboard means for the table, and sentences that say how it was read."""

    block: Block
    notes: tuple[str, ...] = ()


def locale_decimal() -> Decimal:
    """The decimal sign of the user's language."""
    return Decimal.COMMA if QLocale().decimalPoint() == "," else Decimal.POINT


def split_table(text: str) -> list[list[str]]:
    """The cells of a text with tabs (or, where there is none, semicolons) between columns; empty lines at its end go.

    Every row has the same number of cells. Quotes as spreadsheets set them around tabs and line ends are understood.
    Raises `UnusableTextError` where these are too many cells.
    """
    plain = text.strip("\0\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not plain.strip():
        return []
    mark = "\t" if "\t" in plain or ";" not in plain else ";"
    if '"' in plain:
        try:
            table = list(csv.reader(io.StringIO(plain), delimiter=mark))
        except csv.Error:
            table = [line.split(mark) for line in plain.split("\n")]
    elif mark in plain:
        table = [line.split(mark) for line in plain.split("\n")]
    else:
        return [[line] for line in plain.split("\n")]
    width = max(map(len, table))
    if width * len(table) > LARGEST_CELLS:
        raise UnusableTextError(_too_wide(len(table), width))
    return [cells if len(cells) == width else cells + [""] * (width - len(cells)) for cells in table]


def read_paste(text: str, column: int) -> Pasted:
    """What pasting `text` at a cell of `column` means. Raises `UnusableTextError`.

    One column goes to `column`; datetimes and values go to their own columns, wherever the current cell is.
    """
    table = split_table(text)
    if not table:
        raise UnusableTextError(_nothing())
    if len(table) > LARGEST_PASTE:
        raise UnusableTextError(_too_long(len(table)))
    columns = [list(cells) for cells in zip(*table, strict=True)]
    if len(columns) == 1:
        if column >= PROBLEM_COLUMN:
            raise UnusableTextError(_wrong_column())
        return _one_column(columns[0], Column(column))
    places = (0, 1) if len(columns) == 2 and column == Column.DATETIME else _label_and_value(columns)
    if places is None:
        raise UnusableTextError(_no_labels())
    return _two_columns(columns, *places)


def table_text(model: PurchaseModel, ranges: Sequence[CellRange]) -> str:
    """The cells of `ranges` as tab-separated lines, without a header, with every digit and the user's decimal sign.

    Cells of the selected columns that lie outside every range are left empty; the problems are copied only alone.
    """
    model.checked()
    columns = sorted({column for each in ranges for column in range(each.left, each.right + 1)})
    if len(columns) > 1:
        columns = [column for column in columns if column != PROBLEM_COLUMN]
    rows = np.unique(np.concatenate([np.arange(each.top, each.bottom + 1) for each in ranges]))
    texts = []
    for column in columns:
        inside = np.zeros(len(rows), dtype=np.bool_)
        for each in ranges:
            if each.left <= column <= each.right:
                inside |= (rows >= each.top) & (rows <= each.bottom)
        written = map(quoted, model.column_texts(rows, column))
        texts.append([text if there else "" for text, there in zip(written, inside.tolist(), strict=True)])
    return "\n".join(map("\t".join, zip(*texts, strict=True)))


def quoted(text: str) -> str:
    """A cell as a spreadsheet writes it between tabs."""
    if "\t" in text or "\n" in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _one_column(cells: list[str], column: Column) -> Pasted:
    header = _is_header([cells], [column])
    body = cells[1:] if header else cells
    notes = [_header_skipped(cells[:1])] if header else []
    if column is Column.DATETIME:
        labels = read_datetimes(body)
        return Pasted(Block(labels.values, None, _texts(labels, None)), (*notes, *_label_notes(labels)))
    numbers = read_numbers(body, locale_decimal())
    return Pasted(Block(None, numbers.values, _texts(None, numbers)), (*notes, *_number_notes(numbers)))


def _two_columns(columns: list[list[str]], label: int, value: int) -> Pasted:
    chosen = [columns[label], columns[value]]
    header = _is_header(chosen, [Column.DATETIME, Column.PURCHASE])
    names = [cells[0] for cells in chosen]
    if header:
        chosen = [cells[1:] for cells in chosen]
    labels, numbers = read_datetimes(chosen[0]), read_numbers(chosen[1], locale_decimal())
    notes = [_header_skipped(names)] if header else []
    if len(columns) > 2:
        notes.append(_columns_chosen(label, value, names if header else []))
    notes += [*_label_notes(labels), *_number_notes(numbers)]
    return Pasted(Block(labels.values, numbers.values, _texts(labels, numbers)), tuple(notes))


def _label_and_value(columns: list[list[str]]) -> tuple[int, int] | None:
    """The first column that is mostly datetimes and the first of numbers after it; a header line does not count."""
    label = None
    named = len(columns[0]) > 1 and not any(_readable(cells[0], kind) for cells in columns for kind in Column)
    for place, cells in enumerate(columns):
        sample = [cell for cell in cells[int(named) : _SAMPLE] if cell.strip()]
        if label is None and _most(sample, [texts_of.parse_datetime(cell) is not None for cell in sample]):
            label = place
        elif label is not None and _most(
            sample, [texts_of.decimal_sign(cell) is not Sign.NOT_A_NUMBER for cell in sample]
        ):
            return label, place
    return None


def _most(sample: list[str], good: list[bool]) -> bool:
    return bool(sample) and sum(good) * 2 >= len(sample) and any(good)


def _is_header(columns: list[list[str]], kinds: list[Column]) -> bool:
    """Whether the first line names the columns: nothing in it can be read, and something in the second can.

    A value that went wrong is no name: leaving it out would move all others by a period.
    """
    if len(columns[0]) < 2:
        return False
    first = [_readable(cells[0], kind) for cells, kind in zip(columns, kinds, strict=True)]
    second = [_readable(cells[1], kind) for cells, kind in zip(columns, kinds, strict=True)]
    named = any(_is_name(cells[0]) for cells in columns)
    return named and not any(first) and any(second)


def _is_name(text: str) -> bool:
    """Whether a text that cannot be read begins with a letter, as no number, time, formula or error does."""
    plain = text.strip()
    first = next((letter for letter in plain if letter.isalnum()), "")
    wrong = plain.startswith(_NO_NAMES) or texts_of.is_missing(plain) or plain.lower().startswith(("inf", "err:"))
    return first.isalpha() and not wrong


def _readable(text: str, kind: Column) -> bool:
    if kind is Column.DATETIME:
        return texts_of.parse_datetime(text) is not None or texts_of.parse_datetime(text, month_first=True) is not None
    return texts_of.decimal_sign(text) is not Sign.NOT_A_NUMBER


def _texts(labels: ReadDatetimes | None, numbers: ReadNumbers | None) -> dict[tuple[int, Column], str]:
    unread = {**(numbers.unread if numbers else {}), **(labels.unread if labels else {})}
    if len(unread) > MOST_UNREAD:
        raise UnusableTextError(_mostly_unread(len(unread), unread[min(unread)]))
    found = {(row, Column.DATETIME): text for row, text in labels.unread.items()} if labels else {}
    if numbers:
        found.update({(row, Column.PURCHASE): text for row, text in numbers.unread.items()})
    return found


def _label_notes(labels: ReadDatetimes) -> list[str]:
    if labels.month_first:
        return [QCoreApplication.translate("Clipboard", "Dates were read as month/day/year.")]
    return []


def _number_notes(numbers: ReadNumbers) -> list[str]:
    notes = []
    if numbers.how is How.MIXED:
        notes.append(
            QCoreApplication.translate(
                "Clipboard",
                "The values mix decimal commas and points: each was read by itself, unclear ones are left as text.",
            )
        )
    elif numbers.how is How.ASSUMED:
        value = texts_of.parse_number(numbers.example, numbers.decimal)
        template = QCoreApplication.translate(
            "Clipboard", "“{text}” was read as {value}, with your decimal sign ({sign}). Undo if it means thousands."
        )
        if numbers.decimal.value not in numbers.example:
            template = QCoreApplication.translate(
                "Clipboard", "“{text}” was read as {value}: in your language “{sign}” is the decimal sign."
            )
        shown = words.exact(value if value is not None else np.nan)
        notes.append(template.format(text=numbers.example.strip(), value=shown, sign=numbers.decimal.value))
    elif numbers.how is How.DECIDED:
        notes.append(
            QCoreApplication.translate("Clipboard", "Read with decimal commas.")
            if numbers.decimal is Decimal.COMMA
            else QCoreApplication.translate("Clipboard", "Read with decimal points.")
        )
    if numbers.unread:
        template = QCoreApplication.translate("Clipboard", "{count} could not be read and are marked.")
        if len(numbers.unread) == 1:
            template = QCoreApplication.translate("Clipboard", "One could not be read and is marked.")
        notes.append(template.format(count=len(numbers.unread)))
    return notes


def _header_skipped(names: list[str]) -> str:
    shown = ", ".join(name.strip() for name in names if name.strip())
    return QCoreApplication.translate("Clipboard", "The header line ({names}) was left out.").format(names=shown)


def _columns_chosen(label: int, value: int, names: list[str]) -> str:
    if names and names[1].strip():
        template = QCoreApplication.translate("Clipboard", "Values were taken from the column “{name}”.")
        return template.format(name=names[1].strip())
    template = QCoreApplication.translate(
        "Clipboard", "Dates were taken from column {label}, values from column {value}."
    )
    return template.format(label=label + 1, value=value + 1)


def _nothing() -> str:
    return QCoreApplication.translate("Clipboard", "There is no text on the clipboard. Copy cells in a spreadsheet.")


def _too_long(count: int) -> str:
    template = QCoreApplication.translate("Clipboard", "Nothing was pasted: {count} rows are too many for a purchase.")
    return template.format(count=QLocale().toString(count))


def _mostly_unread(count: int, example: str) -> str:
    template = QCoreApplication.translate(
        "Clipboard",
        "Nothing was pasted: {count} rows could not be read, the first is “{text}”. Copy the columns that are meant.",
    )
    return template.format(count=QLocale().toString(count), text=example[:40])


def _too_wide(rows: int, columns: int) -> str:
    template = QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: {rows} rows of {columns} columns are too many. Copy dates and values alone."
    )
    return template.format(rows=QLocale().toString(rows), columns=QLocale().toString(columns))


def _wrong_column() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: choose a cell with a date or a value in MW first."
    )


def _no_labels() -> str:
    return QCoreApplication.translate(
        "Clipboard",
        "Nothing was pasted: with several columns one has to hold dates with times and a later one the values. "
        "To paste values alone, copy just their column.",
    )
