"""The table beside the chart: totals of models and markets, market days, or the periods in sight; a row leads there."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.ui import theme, words

TOTALS, DAYS, PERIODS = "totals", "days", "periods"
"""What the rows can be."""
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDEST = 150
"""Pixels a column has at first."""
_SAMPLED = 20
"""Rows whose texts decide how wide a column is."""


def cell_text(column: SheetColumn, row: int) -> str:
    """A value as people read it; empty where there is none."""
    if isinstance(column.values, tuple):
        return column.values[row]
    value = column.values[row]
    if column.is_time:
        return "" if np.isnat(value) else words.label(value)
    return "" if np.isnan(value) else words.decimal(float(value) + 0.0, column.places)


class SheetModel(QAbstractTableModel):
    """A `Sheet` for a view. Texts are made when they are looked at: a year has 35,040 rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = Sheet("", ())

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another one."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One for each row of the sheet."""
        return 0 if parent.isValid() else len(self.sheet)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One for each column of the sheet."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; numbers to the right."""
        if not index.isValid():
            return None
        column = self.sheet.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(column, index.row())
        if role == Qt.ItemDataRole.ToolTipRole and column.is_text:
            return cell_text(column, index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.is_text else _RIGHT
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns, on the side of their values."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.sheet.columns):
            return None
        column = self.sheet.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.is_text else _RIGHT
        return None


class SideTable(QWidget):
    """A choice of what the rows are, and the table."""

    kind_changed = Signal(object)
    """What the rows are to be (`TOTALS`, `DAYS` or `PERIODS`): a sheet of it is expected."""
    jumped = Signal(object)
    """The start instant (``numpy.datetime64``, UTC) to which a row leads that was chosen."""
    model_chosen = Signal(object)
    """The idmodel of a row that was chosen."""
    copied = Signal()
    """The table is to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartTable")
        self.box = QComboBox(self)
        self.box.setObjectName("chartTableKind")
        self.box.setAccessibleName(self.tr("Rows of the table"))
        self.model = SheetModel(self)
        self.view = QTableView(self)
        self.view.setObjectName("chartTableView")
        self.view.setAccessibleName(self.tr("Table of the chart"))
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(True)
        self.view.setShowGrid(False)
        # Names of models often differ at their end.
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.view, 1)
        self.box.currentIndexChanged.connect(self._kind_chosen)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copied)
        self.refresh_theme()

    @property
    def kind(self) -> str:
        """What the rows are."""
        return str(self.box.currentData() or PERIODS)

    def offer(self, *, models: bool) -> None:
        """Offer what there can be rows of; the choice stays where it is among them."""
        wanted = [(self.tr("Models and markets"), TOTALS)] if models else []
        wanted += [(self.tr("Days"), DAYS), (self.tr("Periods in sight"), PERIODS)]
        if [self.box.itemData(place) for place in range(self.box.count())] == [kind for _, kind in wanted]:
            return
        before = self.kind if self.box.count() else ""
        with QSignalBlocker(self.box):
            self.box.clear()
            for text, kind in wanted:
                self.box.addItem(text, kind)
            self.box.setCurrentIndex(max(0, self.box.findData(before)))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this one; the place in it stays where it has the same columns."""
        same = [each.title for each in sheet.columns] == [each.title for each in self.model.sheet.columns]
        place = self.view.verticalScrollBar().value() if same else 0
        self.model.set_sheet(sheet)
        if not same:
            self._fit_columns()
        self.view.verticalScrollBar().setValue(place)

    def _fit_columns(self) -> None:
        """Columns as wide as their titles and some of their texts: asking every row would take seconds."""
        metrics = self.view.fontMetrics()
        sheet = self.model.sheet
        rows = range(0, len(sheet), max(1, len(sheet) // _SAMPLED))
        for place, column in enumerate(sheet.columns):
            texts = [column.title, *(cell_text(column, row) for row in rows)]
            width = max(metrics.horizontalAdvance(text) for text in texts) + 20
            self.view.setColumnWidth(place, min(width, _WIDEST))

    @Slot(int)
    def _kind_chosen(self, _index: int) -> None:
        self.kind_changed.emit(self.kind)

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        sheet, row = self.model.sheet, index.row()
        if row < len(sheet.keys):
            self.model_chosen.emit(sheet.keys[row])
        if row < len(sheet.starts):
            self.jumped.emit(sheet.starts[row])

    def mark(self, start: np.datetime64 | None) -> None:
        """Select the row in which `start` (UTC) lies, without going anywhere."""
        starts = self.model.sheet.starts
        if start is None or not len(starts):
            return
        row = int(np.searchsorted(starts, start, side="right")) - 1
        if row >= 0 and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row, 0))

    def refresh_theme(self) -> None:
        """Take the font and the row height of the current theme."""
        self.view.setFont(theme.tabular(self.font()))
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
