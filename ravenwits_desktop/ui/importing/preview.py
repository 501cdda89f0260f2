"""The rows an import gives, as a table to look at before they are taken."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView, QWidget

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.rows import Column, Severity
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.flat_header import FlatHeader
from ravenwits_desktop.ui.theme import current_theme, tabular

Index = QModelIndex | QPersistentModelIndex
SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "▲"}
_NUMBERS = (0, 2)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = ("35,040 row", "Wed 30 Sep 2026 00:00", "10,000.000")


class PreviewModel(QAbstractTableModel):
    """The rows an import gives: the sheet's row, the label, MW and what is wrong."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading = reading
        self._problems: dict[int, tuple[Severity, str]] = {}
        for found in reading.problems:
            row = found.problem.row
            if row is not None and (row not in self._problems or found.problem.severity is Severity.ERROR):
                self._problems[row] = (found.problem.severity, words.translated(found.problem.message))

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
            return words.mw(rows.mw[row]) if np.isfinite(rows.mw[row]) else written
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


class PreviewTable(QTableView):
    """Shows a `PreviewModel`, a line for each row; nothing can be changed in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPreview")
        self.setAccessibleName(self.tr("The rows that will be imported"))
        self.setHorizontalHeader(FlatHeader(self, margin=4))
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

    def show_reading(self, reading: Reading | None) -> None:
        """Show the rows of a reading, at the place that is shown now; None shows nothing."""
        down = self.verticalScrollBar().value()
        old = self.model()
        self.setModel(None if reading is None else PreviewModel(reading, self))
        if old is not None:
            old.deleteLater()
        if reading is not None:
            for section, sample in enumerate(_WIDTHS):
                self.setColumnWidth(section, self.fontMetrics().horizontalAdvance(sample) + 16)
            self.setColumnHidden(len(_WIDTHS), not any(found.problem.row is not None for found in reading.problems))
            self.verticalScrollBar().setValue(down)
