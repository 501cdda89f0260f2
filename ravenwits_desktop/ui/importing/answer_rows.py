"""The answers below each other: each a button with its numbers beside it, or below it where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

_SEEN = 5
"""Answers that are to be seen without scrolling."""
_BETWEEN = 16
_NARROWEST = 240
"""What a text beside a button must have: in less it would be a high column of few words."""
_LINES = 3
"""Rows of the grid for each answer: the button, what it would give in a narrow window, and the doubt about that."""
_END = 6


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer: its button, its numbers by their column from 1, or what is said in their place; and what is odd."""

    button: QPushButton
    numbers: Mapping[int, QLabel] = field(default_factory=dict)
    said: QLabel | None = None
    doubt: QLabel | None = None


class AnswerRows(QWidget):
    """Lays out the answers for a width (`fit`); a doubt has the whole width below its answer."""

    def __init__(self, head: Mapping[int, QLabel], rows: Sequence[AnswerRow]) -> None:
        super().__init__()
        self._head = head
        self._rows = rows
        self._narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_END, 1)
        for column, label in head.items():
            self._grid.addWidget(label, 0, column)
        for place, row in enumerate(rows):
            if row.doubt is not None:
                self._grid.addWidget(row.doubt, _LINES * (place + 1), 0, 1, _END + 1)

    def fit(self, width: int) -> tuple[int, int]:
        """Lay out for this width; the height of all answers, and that of the first few, which are to be seen."""
        narrow = width < self._beside()
        if narrow is not self._narrow:
            self._narrow = narrow
            self._grid.setHorizontalSpacing(_BETWEEN // 2 if narrow else _BETWEEN)
            for place, row in enumerate(self._rows):
                self._place(_LINES * place + 1, row, narrow=narrow)
        width = max(width, self._grid.minimumSize().width())
        high = self._grid.hasHeightForWidth()
        whole = self._grid.totalHeightForWidth(width) if high else self._grid.totalSizeHint().height()
        self._grid.setGeometry(QRect(0, 0, width, whole))
        last = self._parts(self._rows[:_SEEN])
        return whole, max((widget.geometry().bottom() + 1 for widget in last), default=0)

    def _place(self, line: int, row: AnswerRow, *, narrow: bool) -> None:
        """The button with all else beside it, or below."""
        for widget in (row.button, row.said, *row.numbers.values()):
            if widget is not None:
                self._grid.removeWidget(widget)
        self._grid.addWidget(row.button, line, 0, 1, _END + 1 if narrow else 1)
        line += narrow
        for column, label in row.numbers.items():
            self._grid.addWidget(label, line, column)
        if row.said is not None:
            first = 0 if narrow else 1
            self._grid.addWidget(row.said, line, first, 1, _END + 1 - first)

    def _beside(self) -> int:
        """The width from which all that an answer would give stands beside its button."""
        for row in self._rows:
            row.button.ensurePolished()
        columns = [self._head, *(row.numbers for row in self._rows)]
        numbers = sum(
            max((each[column].sizeHint().width() for each in columns if column in each), default=-_BETWEEN) + _BETWEEN
            for column in range(1, _END)
        )
        texts = [row.said.fontMetrics().horizontalAdvance(row.said.text()) for row in self._rows if row.said]
        text = _BETWEEN + min(max(texts), _NARROWEST) if texts else 0
        return max((row.button.sizeHint().width() for row in self._rows), default=0) + max(numbers, text)

    @staticmethod
    def _parts(rows: Sequence[AnswerRow]) -> list[QWidget]:
        parts: list[QWidget] = []
        for row in rows:
            parts += [row.button, *row.numbers.values()]
            parts += [label for label in (row.said, row.doubt) if label is not None]
        return parts
