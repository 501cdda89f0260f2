"""What is wrong with the rows of a reading, each with its row in the sheet."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ravenwits_desktop.domain.reading import CellProblem, Reading
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.preview import SIGNS

MOST_PROBLEMS = 500
_NO_LIMIT = (1 << 24) - 1
"""Qt's own greatest height of a widget."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportProblems", text)


class ProblemList(QWidget):
    """The problems under their number, each of which leads to its row. Hidden while there are none."""

    pointed = Signal(object)
    """The sheet's number of the row of the problem that was clicked, or gone to by the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("importProblems")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._text.setTextInteractionFlags(self._text.textInteractionFlags() | by_keys)
        self._text.cursorPositionChanged.connect(self._lead)
        self._rows: list[int | None] = []
        """Of each line, the sheet's number of its row."""
        self._text.setAccessibleName(self.tr("Problems, with their rows in the sheet"))
        self._count = QLabel(self)
        self._count.setObjectName("importProblemCount")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 4, 0, 0)
        page.setSpacing(4)
        page.addWidget(self._count)
        page.addWidget(self._text, 1)
        page.addStretch()
        self.setVisible(False)

    def show_reading(self, reading: Reading | None) -> None:
        """List the problems of a reading; None lists nothing."""
        lines: Counter[str] = Counter()
        rows: dict[str, int | None] = {}
        problems = problems_of(reading) if reading is not None else []
        for found in problems[:MOST_PROBLEMS]:
            text = words.translated(found.problem.message)
            if found.row is not None:
                text = self.tr("Row {row}: {text}").format(row=words.decimal(found.row, 0), text=text)
            line = f"{SIGNS[found.problem.severity]} {text}"
            lines[line] += 1
            rows.setdefault(line, found.row)
        shown = [line if count == 1 else f"{line} (× {words.decimal(count, 0)})" for line, count in lines.items()]
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            shown.append(self.tr("… and {more} more").format(more=words.decimal(more, 0)))
        self._rows = []  # new lines are no step to one of them
        self._text.setPlainText("\n".join(shown))
        self._rows = list(rows.values())
        self._count.setText(counted(reading) if reading is not None else "")
        self.setVisible(bool(lines))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another height has room for other lines."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _lead(self) -> None:
        line = self._text.textCursor().blockNumber()
        row = self._rows[line] if line < len(self._rows) else None
        if row is not None:
            self.pointed.emit(row)

    def _fit(self) -> None:
        """Whole lines only: a half of one is not read, and looks like the last."""
        page, text = self.layout(), self._text
        assert page is not None
        above = page.contentsMargins().top() + self._count.sizeHint().height() + page.spacing()
        around = 2 * text.frameWidth() + text.document().documentMargin()
        room, height = self.height() - above - around, 0.0
        for line in self._line_heights() if self.isVisible() else ():  # before, its height says nothing
            if 0 < height > room - line:
                text.setMaximumHeight(math.ceil(height + around))
                return
            height += line
        text.setMaximumHeight(_NO_LIMIT)

    def _line_heights(self) -> Iterator[float]:
        """The lines from the first, as they are wrapped."""
        document = self._text.document()
        block = document.firstBlock()
        while block.isValid():
            document.documentLayout().blockBoundingRect(block)  # lays it out, if nobody has looked at it yet
            layout = block.layout()
            yield from (layout.lineAt(number).height() for number in range(layout.lineCount()))
            block = block.next()


def problems_of(reading: Reading) -> list[CellProblem]:
    """The problems but the one that the dialog says above all else: that it looks like no purchase."""
    return [found for found in reading.problems if found.problem.message is not reading.suspect]


def counted(reading: Reading) -> str:
    """How many errors and warnings a reading has, in words; empty without any."""
    problems = problems_of(reading)
    errors = sum(found.problem.severity is Severity.ERROR for found in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        text = _tr("1 error") if errors == 1 else _tr("{count} errors")
        parts.append(text.format(count=words.decimal(errors, 0)))
    if warnings:
        text = _tr("1 warning") if warnings == 1 else _tr("{count} warnings")
        parts.append(text.format(count=words.decimal(warnings, 0)))
    told = ", ".join(parts)
    return told + " — " + _tr("can be put right in the draft") if errors else told
