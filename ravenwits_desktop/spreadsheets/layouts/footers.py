"""Which rows of a long table are its body, and what the others are: totals, notes, headers that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.figures import AmbiguousDecimalError, column_decimal, read_figures
from ravenwits_desktop.spreadsheets.layout import Total
from ravenwits_desktop.spreadsheets.layouts.columns import Headers, first_value_row
from ravenwits_desktop.spreadsheets.layouts.dates import TimeColumn
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number

LEFT_OUT = QT_TRANSLATE_NOOP("Message", "Row {row} is not part of the table and was left out: “{text}”.")
MANY_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Message", "{count} rows from {first} to {last} are not part of the table and were left out."
)
_MANY = 3
REPEATED_HEADER = QT_TRANSLATE_NOOP("Message", "Row {row} is the header once more and was left out.")

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Body:
    """Indices of the rows that are data, in order, and what was found around them."""

    rows: tuple[int, ...]
    totals: tuple[Total, ...]
    notes: tuple[Message, ...]
    left_out: tuple[int, ...] = ()

    def of(self, column: Sequence[_Item]) -> list[_Item]:
        """What of a whole column stands in these rows; at once where they follow each other."""
        rows = self.rows
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return list(column[rows[0] : rows[-1] + 1])
        return [column[row] for row in rows]


def body_of(sheet: Sheet, time: TimeColumn, value: int, headers: Headers, decimal: Decimal | None) -> Body:
    """Sort the rows of `sheet`. A row with a value whose date cannot be read stays: it is an error to be seen."""
    labels, values = sheet.columns[time.index], sheet.columns[value]
    dated = ~np.isnat(time.walls)
    top = first_value_row(sheet, time, [value])
    after_header = headers.row + 1 if headers.row is not None else 0
    last = int(np.flatnonzero(dated)[-1])
    if dated[top : last + 1].all() and last == len(sheet.rows) - 1 and top == after_header:
        return Body(tuple(range(top, last + 1)), (), ())
    decimal = decimal or column_decimal([values[row] for row in np.flatnonzero(dated)])
    rows: list[int] = []
    totals: list[Total] = []
    notes: list[Message] = []
    left_out: list[int] = []
    for row in range(after_header, len(sheet.rows)):
        if row in time.skip:
            continue
        if dated[row]:
            if row >= top:
                rows.append(row)
            continue
        label, cell = labels[row], values[row]
        name = _summary_name(sheet.rows[row], label, [sheet.columns[column][row] for column in time.beside])
        number = _number(cell, decimal)
        if name is not None:
            if words.is_total(name) and number is not None:
                totals.append(Total(sheet.numbers[row], name, number))
            else:
                left_out.append(row)
        elif label == "" and cell == "":
            continue
        elif headers.row is not None and label == labels[headers.row] and cell == values[headers.row]:
            notes.append(Message(REPEATED_HEADER, {"row": sheet.numbers[row]}))
        elif number is not None and label == "" and row > last and len(rows) > 1:
            totals.append(Total(sheet.numbers[row], "", number))
        elif number is not None or top < row < last:
            rows.append(row)
        elif row > last:
            left_out.append(row)
    notes.extend(_left_out_notes(sheet, left_out))
    rows, totals = _return_odd_totals(rows, totals, values, sheet, decimal)
    return Body(tuple(rows), tuple(totals), tuple(notes), tuple(left_out))


def _return_odd_totals(
    rows: list[int], totals: list[Total], values: tuple[Cell, ...], sheet: Sheet, decimal: Decimal | None
) -> tuple[list[int], list[Total]]:
    """Only a nameless number below the table that is its sum, or its mean, is a total: any other is a wrong row."""
    known = np.array([number for row in rows if (number := _number(values[row], decimal)) is not None])
    if not len(known):
        return rows, totals
    kept = []
    for total in totals:
        if not total.name and not any(
            np.isclose(total.value, figure, rtol=1e-6, atol=1e-3)
            for figure in (known.sum(), known.sum() / 2, known.sum() / 4, known.mean())
        ):
            rows.append(sheet.numbers.index(total.row))
        else:
            kept.append(total)
    return sorted(rows), kept


def _summary_name(row: Sequence[Cell], label: Cell, beside: Sequence[Cell]) -> str | None:
    """The word that makes a row one of totals or other figures: in place of its date or period, else in any cell."""
    for cell in row if label == "" else (label, *beside):
        if isinstance(cell, str) and (words.is_total(cell) or words.is_figure(cell)):
            return cell_text(cell)
    return None


def _number(cell: Cell, decimal: Decimal | None) -> float | None:
    if isinstance(cell, float | int) and is_number(cell):
        return float(cell)
    if not isinstance(cell, str):
        return None
    try:
        number = float(read_figures([cell], decimal).values[0])
    except AmbiguousDecimalError:
        return float("nan")
    return number if np.isfinite(number) else None


def _left_out_notes(sheet: Sheet, rows: Sequence[int]) -> list[Message]:
    """What is said of rows that are not data: each by its words, or all at once where there are many."""
    if len(rows) > _MANY:
        values = {"count": len(rows), "first": sheet.numbers[rows[0]], "last": sheet.numbers[rows[-1]]}
        return [Message(MANY_LEFT_OUT, values)]
    texts = [" ".join(filter(None, map(cell_text, sheet.rows[row]))) for row in rows]
    return [
        Message(LEFT_OUT, {"row": sheet.numbers[row], "text": text[:120]})
        for row, text in zip(rows, texts, strict=True)
    ]
