"""The drafts without a tab: found by their name or day, opened again, or deleted for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.draft import Draft, totals
from ravenwits_desktop.domain.periods import DEFAULT_RESOLUTION
from ravenwits_desktop.domain.timegrid import infer_resolution
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.tabs import PARKED, PARKED_ROWS
from ravenwits_desktop.ui.theme import tabular

_ID = Qt.ItemDataRole.UserRole
_NUMBERS = (2, 3)
_LONG = (0, 6)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClosedDialog(QDialog):
    """Lists closed drafts, the one closed last first. Both signals carry a tuple of draft ids.

    `steps` says by the draft's id how many steps it keeps that can be undone; None where it no longer keeps any.
    """

    reopen_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, drafts: Sequence[Draft], steps: Mapping[str, int | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closedDialog")
        self.setWindowTitle(self.tr("Closed drafts"))
        self.filter = QLineEdit(self)
        self.filter.setObjectName("closedFilter")
        self.filter.setPlaceholderText(self.tr("Find a name, a day or a file"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("closedList")
        self.list.setAccessibleName(self.tr("Closed drafts"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.setHeaderLabels(
            [
                self.tr("Name"),
                self.tr("Days"),
                self.tr("Rows"),
                self.tr("MWh"),
                self.tr("Closed"),
                self.tr("Can be undone"),
                self.tr("Came from"),
            ]
        )
        self.list.setFont(tabular(self.list.font()))
        for column in _NUMBERS:
            self.list.headerItem().setTextAlignment(column, _RIGHT)
        self.list.setStyleSheet("QTreeWidget::item { padding: 2px 3px; }")
        for draft in drafts:
            self.list.addTopLevelItem(_item(draft, self._undone(steps.get(draft.id))))
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # long names and files share what the rest leaves
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(header.fontMetrics().averageCharWidth() * 6)
        for column in _LONG:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.empty = QLabel(self.tr("No draft is closed. Closing a tab keeps its draft here."), self)
        self.empty.setVisible(not drafts)
        said = self.tr(
            "Rows are kept for good. What was done to them can be undone until the program ends, in the {count} drafts "
            "closed last ({rows} rows at most)."
        )
        said = said.format(count=words.decimal(PARKED, 0), rows=words.decimal(PARKED_ROWS, 0))
        self.kept = QLabel(said, self)
        self.kept.setWordWrap(True)
        self.kept.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.kept.setVisible(bool(drafts))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.reopen = QPushButton(self.tr("&Open again"), self)
        self.reopen.setObjectName("reopenButton")
        self.delete = QPushButton(self.tr("&Delete for good…"), self)
        self.delete.setObjectName("deleteClosedButton")
        self.buttons.addButton(self.reopen, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.filter, self.list, self.empty, self.kept, self.buttons):
            layout.addWidget(widget)
        # only now: the box would leave out a button from the way of Tab that comes before a default one
        self.reopen.setDefault(True)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        for one, other in ((self.list, self.delete), (self.delete, self.reopen), (self.reopen, close)):
            self.setTabOrder(one, other)
        self.resize(840, 420)
        self.filter.textChanged.connect(self._find)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemActivated.connect(self._reopen)
        self.reopen.clicked.connect(self._reopen)
        self.delete.clicked.connect(self._ask_to_delete)
        self.buttons.rejected.connect(self.reject)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._ask_to_delete)
        for first in self._items()[:1]:
            self.list.setCurrentItem(first)
        self._selected()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the selected drafts, in the order of the list."""
        return tuple(str(item.data(0, _ID)) for item in self._items() if item.isSelected() and not item.isHidden())

    def _undone(self, steps: int | None) -> str:
        if steps is None:
            return self.tr("no longer")
        if steps == 0:
            return self.tr("nothing was done")
        return self.tr("1 step") if steps == 1 else self.tr("{count} steps").format(count=words.decimal(steps, 0))

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    @Slot(str)
    def _find(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            written = " ".join(item.text(column) for column in range(item.columnCount())).casefold()
            item.setHidden(not all(word in written for word in wanted))
        self._selected()

    @Slot()
    def _selected(self) -> None:
        some = bool(self.chosen())
        self.reopen.setEnabled(some)
        self.delete.setEnabled(some)

    @Slot()
    def _reopen(self) -> None:
        if chosen := self.chosen():
            self.reopen_requested.emit(chosen)
            self.accept()

    @Slot()
    def _ask_to_delete(self) -> None:
        chosen = self.chosen()
        if not chosen:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        names = [item.text(0) for item in self.list.selectedItems() if not item.isHidden()]
        if len(chosen) == 1:
            box.setText(self.tr("Delete the draft “{name}” for good?").format(name=names[0]))
        else:
            box.setText(self.tr("Delete {count} drafts for good?").format(count=len(chosen)))
        box.setInformativeText(self.tr("This cannot be undone."))
        delete = box.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: self._delete(chosen) if button is delete else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _delete(self, chosen: tuple[str, ...]) -> None:
        self.delete_requested.emit(chosen)
        for item in self._items():
            if item.data(0, _ID) in chosen:
                self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
        self.empty.setVisible(not self.list.topLevelItemCount())
        self._selected()


def _item(draft: Draft, undone: str) -> QTreeWidgetItem:
    resolution = draft.resolution or infer_resolution(draft.rows.labels) or DEFAULT_RESOLUTION
    found = totals(draft.rows.mw, resolution)
    closed = words.moment(draft.modified, draft.zone) if draft.modified else ""
    energy = words.mwh(found.energy_mwh) if found.count else ""
    known = draft.rows.labels[~np.isnat(draft.rows.labels)]
    # the last label of a day that is labelled by its ends is the midnight after it
    ends = (known.min(), known.max() - np.timedelta64(1, "m")) if len(known) else ()
    days = words.days(*(str(end)[:10] for end in ends)) if ends else ""
    rows = words.decimal(len(draft.rows), 0)
    item = QTreeWidgetItem([draft.name, days, rows, energy, closed, undone, draft.source])
    item.setData(0, _ID, draft.id)
    for column in _NUMBERS:
        item.setTextAlignment(column, _RIGHT)
    for column in _LONG:
        item.setToolTip(column, item.text(column))
    return item
