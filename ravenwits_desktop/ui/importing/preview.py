"""The rows an import gives, as a table to look at before they are taken."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.rows import Column, Severity
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.flat_header import FlatHeader
from ravenwits_desktop.ui.theme import current_theme, tabular

Index = QModelIndex | QPersistentModelIndex
SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "▲"}
_NUMBERS = (0, 2)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = ("35,040 rows", "Wed 30 Sep 2026 00:00", "10,000.000")
_PROBLEM = "✕ Problem"
_MEASURED = 200
"""Problems whose texts are looked at for the width that the table wants."""


_SMALL = 0.1
"""MW."""


class PreviewModel(QAbstractTableModel):
    """The rows an import gives: the sheet's row, the label, MW and what is wrong."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading = reading
        self._small = is_small(reading.rows.mw)
        self._problems: dict[int, tuple[Severity, str]] = {}
        for found in reading.problems:
            row = found.problem.row
            if row is not None and (row not in self._problems or found.problem.severity is Severity.ERROR):
                self._problems[row] = (found.problem.severity, words.translated(found.problem.message))

    def row_of(self, number: int) -> int | None:
        """The first row that came from the one of this number of the sheet; None where there is none."""
        found = np.flatnonzero(self._reading.source_rows == number)
        return int(found[0]) if len(found) else None

    def problem_texts(self, count: int) -> list[str]:
        """What the column of the problems says of the first rows that have any, `count` at most."""
        return [self._text(row, 3) for row in itertools.islice(self._problems, count)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows of the draft to be."""
        return 0 if parent.isValid() else len(self._reading.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Sheet row, label, MW, problem."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Sheet row"), self.tr("Date and time"), self.tr("MW"), self.tr("Problem"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, alignment and the colour of what is wrong."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and row in self._problems:
            return self._text(row, 3)
        if role == Qt.ItemDataRole.ForegroundRole and row in self._problems:
            theme = current_theme()
            return QColor(theme.error if self._problems[row][0] is Severity.ERROR else theme.warning)
        return None

    def _text(self, row: int, column: int) -> str:
        rows = self._reading.rows
        if column == 0:
            return words.decimal(self._reading.source_rows[row], 0)
        if column == 1:
            written = rows.texts.get((row, Column.DATETIME), "")
            return written if np.isnat(rows.labels[row]) else words.label(rows.labels[row]) + self._which(row)
        if column == 2:
            written = rows.texts.get((row, Column.PURCHASE), "")
            value = rows.mw[row]
            return written if not np.isfinite(value) else words.decimal(value, 6) if self._small else words.mw(value)
        if row not in self._problems:
            return ""
        severity, text = self._problems[row]
        return f"{SIGNS[severity]} {text}"

    def _which(self, row: int) -> str:
        """Which of two a label is that October repeats; by its order, as it will be read."""
        labels = self._reading.rows.labels
        earlier, later = timegrid.wall_to_utc(labels[row : row + 1], self._reading.zone)
        if np.isnat(earlier[0]) or earlier[0] == later[0]:
            return ""
        near = labels[max(row - 120 // self._reading.resolution, 0) : row]
        return " B" if (near == labels[row]).any() else " A"


def is_small(mw: Floats) -> bool:
    """Whether values, MW, are those of a household or a small site, which three decimals would show as nothing."""
    known = mw[np.isfinite(mw)]
    return bool(known.any()) and max(float(known.max()), -float(known.min())) < _SMALL


class PreviewTable(QTableView):
    """Shows a `PreviewModel`, a line for each row; nothing can be changed in it. Without one it says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPreview")
        self.setAccessibleName(self.tr("The rows that will be imported"))
        self.setHorizontalHeader(FlatHeader(self, margin=4))
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setFont(tabular(self.font()))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 4)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._instead = ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows, or in their place why there are none."""
        super().paintEvent(event)
        if self.model() is None and self._instead:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._instead)
            painter.end()

    def show_reading(self, reading: Reading | None, *, asks: bool = False) -> None:
        """Show the rows of a reading, at the place that is shown now; None shows nothing.

        `asks` says that there is nothing because an answer is wanted first.
        """
        waiting, nothing = self.tr("The rows stand here once the question is answered."), self.tr("Nothing to import.")
        self._instead = waiting if asks else nothing
        self.setAccessibleDescription("" if reading is not None else self._instead)
        self.horizontalHeader().setVisible(reading is not None)
        down = self.verticalScrollBar().value()
        old = self.model()
        self.setModel(None if reading is None else PreviewModel(reading, self))
        if old is not None:
            old.deleteLater()
        if reading is not None:
            told = any(found.problem.row is not None for found in reading.problems)
            widths = [self.fontMetrics().horizontalAdvance(sample) + 16 for sample in (*_WIDTHS, _PROBLEM)]
            for section, width in enumerate(widths):
                self.setColumnWidth(section, width)
            around = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
            self.setMinimumWidth(sum(widths if told else widths[:-1]) + around)
            self.setColumnHidden(len(_WIDTHS), not told)
            self.horizontalHeader().setStretchLastSection(told)
            self.verticalScrollBar().setValue(down)

    @Slot(object)
    def show_row(self, number: int) -> None:
        """Bring the first row that came from the one of this number of the sheet into sight and mark it."""
        model = self.model()
        if isinstance(model, PreviewModel) and (row := model.row_of(number)) is not None:
            self.scrollTo(model.index(row, 0), QTableView.ScrollHint.PositionAtCenter)
            self.selectRow(row)

    def wanted_width(self) -> int:
        """The width from which nothing in it is cut."""
        model = self.model()
        if not isinstance(model, PreviewModel):
            return self.sizeHint().width()
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, model.problem_texts(_MEASURED)), default=0)
        return self.minimumWidth() + max(longest - metrics.horizontalAdvance(_PROBLEM), 0)
