"""The texts of cells: what is shown, and in full what is edited and copied, with every digit of a value."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui import words

_HALVES = ("", " A", " B")


def shown_labels(walls: Minutes, occurrences: npt.NDArray[np.int8]) -> list[str]:
    """Labels with their weekday, ``Wed 25 Nov 07:15``; the two of a repeated hour are A and B. Empty for NaT.

    `occurrences` are 1 or 2 for labels of a repeated pair, else 0. Each day is put into words once: this is asked for
    every page of a table that is scrolled.
    """
    days: dict[str, str] = {}
    shown = []
    for text, which in zip(np.datetime_as_string(walls, unit="m").tolist(), occurrences.tolist(), strict=True):
        if text == "NaT":
            shown.append("")
            continue
        day = text[:10]
        if day not in days:
            days[day] = words.day(day)
        shown.append(f"{days[day]} {text[11:16]}{_HALVES[which]}")
    return shown


def shown_values(mw: Floats) -> list[str]:
    """MW with three decimals, the user's signs and a true minus; empty for what is not finite.

    Very large ones are powers of ten.
    """
    in_words = QLocale().toString
    return [
        in_words(value, "f", 3).replace("-", words.MINUS)
        if abs(value) < words.TOO_LONG
        else words.mw(value)
        if math.isfinite(value)
        else ""
        for value in mw.tolist()
    ]


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
        for place in np.flatnonzero(np.abs(values) >= words.TOO_LONG).tolist():
            texts[place] = words.exact(float(values[place]))
    for place in np.flatnonzero(unread).tolist():
        texts[place] = table.texts.get((int(rows[place]), column), "")
    return texts
