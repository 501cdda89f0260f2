"""Tables on the clipboard: text from Excel, LibreOffice or a browser into cells, and cells into such text."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.units import UNITY, scale_of, stated_unit
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor import pasted_columns
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
from ravenwits_desktop.ui.editor.pasted_columns import Target, UnusableTextError, locale_decimal

DECIMAL_FORMAT = "application/x-ravenwits-decimal-sign"
"""The kind of data that says how the numbers of copied cells are written, for this program itself."""
LARGEST_PASTE = 400_000
"""Rows; ten years of quarter hours. More than that was copied by mistake."""
MOST_UNREAD = 1_000
"""Cells to be corrected by hand; a block with more of them is another table than was meant."""
LARGEST_CELLS = 4_000_000
"""Of the rectangle around all cells, for it is what has to be held."""


@dataclass(frozen=True, slots=True, eq=False)
class Pasted:
    """What a text from the clipboard means for the table, and sentences that say how it was read."""

    block: Block
    notes: tuple[str, ...] = ()


def split_table(text: str) -> list[list[str]]:
    """The cells of a text with tabs (or, where there is none, semicolons) between columns; empty lines at its end go.

    Every row has the same number of cells. Quotes as spreadsheets set them around tabs and line ends are understood.
    Raises `UnusableTextError` where these are too many cells.
    """
    return list(map(list, zip(*split_columns(text), strict=True)))


def split_columns(text: str) -> list[list[str]]:
    """The same cells column by column: a long text is many times quicker to split so, for it makes no list of a row."""
    plain = text.strip("\0\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not plain.strip():
        return []
    mark = "\t" if "\t" in plain or ";" not in plain else ";"
    if '"' not in plain:
        lines = plain.split("\n")
        marks = {line.count(mark) for line in lines}
        width = max(marks) + 1
        _check_size(len(lines), width)
        if len(marks) == 1:
            cells = lines if width == 1 else plain.replace("\n", mark).split(mark)
            return [cells[place::width] for place in range(width)]
        table = [line.split(mark) for line in lines]
    else:
        try:
            table = list(csv.reader(io.StringIO(plain), delimiter=mark))
        except csv.Error:
            table = [line.split(mark) for line in plain.split("\n")]
    _check_size(len(table), max(map(len, table)))
    return [list(cells) for cells in itertools.zip_longest(*table, fillvalue="")]


def _check_size(rows: int, columns: int) -> None:
    """Raises `UnusableTextError` where the rectangle around all cells is too large to be held."""
    if rows * columns > LARGEST_CELLS:
        raise UnusableTextError(_too_wide(rows, columns))


def read_paste(text: str, target: Target) -> Pasted:
    """What pasting `text` at `target` means. Raises `UnusableTextError`, or `AmbiguousNumbersError` to ask.

    One column goes to the selected one; datetimes and values go to their own columns, wherever the current cell is.
    """
    columns = split_columns(text)
    if not columns:
        raise UnusableTextError(_nothing())
    if len(columns[0]) > LARGEST_PASTE:
        raise UnusableTextError(_too_long(len(columns[0])))
    if len(columns) == 1:
        if target.column >= PROBLEM_COLUMN:
            raise UnusableTextError(_wrong_column())
        return _one_column(columns[0], target)
    places = pasted_columns.label_and_value(columns)
    marked = len(columns) == 2 and target.column == Column.DATETIME and not pasted_columns.are_numbers(columns[0])
    if places is None and marked:
        places = (0, 1)
    if places is None:
        raise UnusableTextError(_no_labels())
    return _two_columns(columns, *places, target)


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


def _one_column(cells: list[str], target: Target) -> Pasted:
    column = pasted_columns.fitting(cells, target)
    header = pasted_columns.is_header([cells], [column])
    body = cells[1:] if header else cells
    if column is Column.DATETIME:
        labels = read_datetimes(body)
        notes = [_header_skipped(cells[:1])] if header else []
        return Pasted(Block(labels.values, None, _texts(labels, None)), (*notes, *_label_notes(labels)))
    numbers, notes = _values(body, cells[0] if header else "", target)
    return Pasted(Block(None, numbers.values, _texts(None, numbers)), tuple(notes))


def _two_columns(columns: list[list[str]], label: int, value: int, target: Target) -> Pasted:
    chosen = [columns[label], columns[value]]
    header = pasted_columns.is_header(chosen, [Column.DATETIME, Column.PURCHASE])
    names = [cells[0] for cells in chosen] if header else ["", ""]
    if header:
        chosen = [cells[1:] for cells in chosen]
    labels = read_datetimes(chosen[0])
    pasted_columns.check_times(labels)
    numbers, notes = _values(chosen[1], names[1], target, ", ".join(filter(None, map(str.strip, names))))
    if len(columns) > 2:
        notes.append(_columns_chosen(label, value, names))
    notes += _label_notes(labels)
    return Pasted(Block(labels.values, numbers.values, _texts(labels, numbers)), tuple(notes))


def _values(body: list[str], name: str, target: Target, header: str = "") -> tuple[ReadNumbers, list[str]]:
    """The values below the heading `name`, MW, and what is said of them. Raises `AmbiguousNumbersError`."""
    numbers = read_numbers(body, target.decimal or locale_decimal())
    notes = [_header_skipped([header or name])] if name else []
    pasted_columns.check_heading(name)
    unit = stated_unit(name)
    scale = UNITY if unit is None else scale_of(unit, target.resolution)
    if numbers.how is How.ASSUMED and target.decimal is None:
        numbers, said = pasted_columns.decided(body, numbers, scale, target)
        notes += said
    else:
        notes += _number_notes(numbers)
    if scale != UNITY:
        numbers = replace(numbers, values=scale.apply(numbers.values))
        notes.append(_converted(str(unit), scale.factor))
    if numbers.unread:
        notes.append(_unread(len(numbers.unread)))
    return numbers, notes


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
    elif numbers.how is not How.PLAIN:
        notes.append(
            QCoreApplication.translate("Clipboard", "Read with decimal commas.")
            if numbers.decimal is Decimal.COMMA
            else QCoreApplication.translate("Clipboard", "Read with decimal points.")
        )
    return notes


def _unread(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Clipboard", "One could not be read and is marked.")
    template = QCoreApplication.translate("Clipboard", "{count} could not be read and are marked.")
    return template.format(count=QLocale().toString(count))


def _converted(unit: str, factor: float) -> str:
    template = QCoreApplication.translate(
        "Clipboard", "The heading says {unit}: the values were multiplied by {factor} to give MW."
    )
    return template.format(unit=unit, factor=words.exact(factor))


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
