"""The retailers of an account as a small table to be edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.account import Retailer


class RetailersEdit(QWidget):
    """Ids and names; `changed` after each change."""

    changed = Signal()

    def __init__(self, retailers: Sequence[Retailer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = QTableWidget(0, 2, self)
        self._table.setObjectName("retailersTable")
        self._table.setAccessibleName(self.tr("Retailers"))
        self._table.setHorizontalHeaderLabels([self.tr("Retailer id"), self.tr("Name")])
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.horizontalHeader().resizeSection(0, self.fontMetrics().horizontalAdvance("0") * 16 + 24)
        self._table.verticalHeader().hide()
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._table.setMinimumHeight(104)
        for retailer in retailers:
            self._append(retailer)
        add = QPushButton(self.tr("&Add"), self)
        add.setObjectName("addRetailerButton")
        add.setAutoDefault(False)
        add.clicked.connect(self._on_add)
        self._delete = QPushButton(self.tr("De&lete"), self)
        self._delete.setObjectName("deleteRetailerButton")
        self._delete.setAutoDefault(False)
        self._delete.clicked.connect(self._on_delete)
        delete_key = QAction(self._table)
        delete_key.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete_key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete_key.triggered.connect(self._on_delete)
        self._table.addAction(delete_key)
        self._table.itemChanged.connect(self._on_changed)
        self._table.itemSelectionChanged.connect(self._on_changed)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(add)
        buttons.addWidget(self._delete)
        buttons.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        self._on_changed()

    def retailers(self) -> tuple[Retailer, ...]:
        """The rows that are not empty, as they stand."""
        rows = [
            Retailer(self._text(row, 0), " ".join(self._text(row, 1).split())) for row in range(self._table.rowCount())
        ]
        return tuple(retailer for retailer in rows if retailer.id or retailer.name)

    @property
    def table(self) -> QTableWidget:
        """The table."""
        return self._table

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _append(self, retailer: Retailer) -> int:
        row = self._table.rowCount()
        self._table.insertRow(row)
        self._table.setItem(row, 0, QTableWidgetItem(retailer.id))
        self._table.setItem(row, 1, QTableWidgetItem(retailer.name))
        return row

    @Slot()
    def _on_add(self) -> None:
        row = self._append(Retailer(""))
        self._table.setCurrentCell(row, 0)
        self._table.setFocus()
        self._table.edit(self._table.model().index(row, 0))

    @Slot()
    def _on_delete(self) -> None:
        rows = {index.row() for index in self._table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self._table.removeRow(row)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._delete.setEnabled(bool(self._table.selectedIndexes()))
        self.changed.emit()
