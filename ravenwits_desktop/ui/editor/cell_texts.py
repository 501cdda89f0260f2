"""The full text of cells: what is edited and copied, with every digit of a value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.ui import words


def edit_text(table: Rows, row: int, column: Column) -> str:
    """``2026-11-25 07:15``, every digit of a value with the user's decimal sign, or unread text as it was written."""
    unread = table.texts.get((row, column), "")
    if column is Column.PURCHASE:
        value = float(table.mw[row])
        return words.exact(value) if np.isfinite(value) else unread
    wall = table.labels[row]
    return unread if np.isnat(wall) else timegrid.format_label(wall)


def column_texts(table: Rows, rows: npt.NDArray[np.intp], column: Column) -> list[str]:
    """`edit_text` of many rows of one column."""
    if column == Column.DATETIME:
        walls = table.labels[rows]
        texts = timegrid.format_labels(walls)
        unread = np.isnat(walls)
    else:
        values = table.mw[rows]
        point = QLocale().decimalPoint()
        texts = [np.format_float_positional(value, trim="-").replace(".", point) for value in values]
        unread = ~np.isfinite(values)
    for place in np.flatnonzero(unread).tolist():
        texts[place] = table.texts.get((int(rows[place]), column), "")
    return texts
