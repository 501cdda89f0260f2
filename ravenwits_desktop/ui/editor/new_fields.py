"""Fields of the dialog for a new draft."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from ravenwits_desktop.domain.filling import HOURS_OF_A_DAY
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui.editor.cells import read_numbers
from ravenwits_desktop.ui.editor.pasted_columns import locale_decimal

_BETWEEN = re.compile(r"[\s;|]+")


def date_edit(day: QDate, name: str, parent: QWidget) -> QDateEdit:
    """A field for a market day, with a calendar."""
    edit = QDateEdit(day, parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("ddd d MMM yyyy")
    edit.setMinimumDate(QDate(1991, 1, 1))
    edit.setMaximumDate(QDate(2099, 12, 31))
    edit.setAccessibleName(name)
    return edit


def number_edit(name: str, parent: QWidget) -> QLineEdit:
    """A field for a value in MW."""
    edit = QLineEdit(parent)
    edit.setAccessibleName(name)
    return edit


class HoursEdit(QLineEdit):
    """Takes 24 values, one for each hour, typed or pasted from a row or a column of a spreadsheet."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("24 values, pasted or typed with spaces between them"))

    def values(self) -> list[float]:
        """The 24 values; raises `ValueError` that says what is wrong."""
        texts = [text for text in _BETWEEN.split(self.text()) if text]
        if len(texts) != HOURS_OF_A_DAY:
            raise ValueError(self.tr("24 values are needed; there are {count}.").format(count=len(texts)))
        decimal: Decimal = locale_decimal()
        read = read_numbers(texts, decimal)
        if read.unread:
            raise ValueError(self.tr("“{text}” is not a number in MW.").format(text=next(iter(read.unread.values()))))
        return [float(value) for value in read.values]
