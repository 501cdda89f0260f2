"""The table of submissions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.flat_header import FlatHeader
from ravenwits_desktop.ui.submissions.columns import NUMBERS, Column
from ravenwits_desktop.ui.submissions.delegate import MARGIN, NUMBER_GAP, CellDelegate
from ravenwits_desktop.ui.submissions.model import SubmissionsModel

_ROW_HEIGHT = 26


class _Header(FlatHeader):
    """Heads of numbers stand over their numbers, that of the states over their words' shapes."""

    def title(self, section: int) -> str:
        """With the same gap as the numbers have."""
        return super().title(section) + (NUMBER_GAP if section in NUMBERS else "")


class SubmissionsView(QTableView):
    """Whole rows, one or several; `opened` when one is opened by double click or Return."""

    opened = Signal()

    def __init__(self, model: SubmissionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.submissions = model
        self.setObjectName("submissionsView")
        self.setAccessibleName(self.tr("Submissions"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(_ROW_HEIGHT, self.fontMetrics().height() + 8))
        header = _Header(self, margin=MARGIN)
        header.setSectionsClickable(True)
        self.setHorizontalHeader(header)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self._set_widths()
        self.doubleClicked.connect(self.opened)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self.opened)
            self.addAction(action)

    def all_selected(self) -> list[Submission]:
        """The selected submissions."""
        return [self.submissions.submission(index.row()) for index in self.selectionModel().selectedRows()]

    def selected(self) -> Submission | None:
        """The selected one; of several the one last gone to."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if not rows:
            return None
        current = self.currentIndex().row()
        return self.submissions.submission(current if current in rows else rows[0])

    def _set_widths(self) -> None:
        """Room for what is usual in each column: measuring thousands of rows would be felt."""
        longest = max((words.state_word(state) for state in State), key=len)
        samples = {
            Column.STATUS: f"◌ {longest}MM",
            Column.RETAILER: "Comercializadora Norte",
            Column.DAYS: "Wed 30 Sep 2026 –",
            Column.ROWS: "35,0400",
            Column.ENERGY: "1,000,000.0",
            Column.SENT: "Wed 30 Sep 00:00",
            Column.CHECKED: "59 s ago, next in 59 s",
        }
        for column, sample in samples.items():
            self.horizontalHeader().resizeSection(column, self.fontMetrics().horizontalAdvance(sample) + 2 * MARGIN + 4)

    def columns(self) -> str:
        """Widths and sorting of the columns, to be kept and given to `set_columns`."""
        return self.horizontalHeader().saveState().toBase64().toStdString()

    def set_columns(self, kept: str) -> None:
        """Widths and sorting as they were; what another version kept is left alone."""
        header = self.horizontalHeader()
        usual = header.saveState()
        header.restoreState(QByteArray.fromBase64(kept.encode("ascii", "replace")))
        if header.count() != len(Column) or header.hiddenSectionCount():
            header.restoreState(usual)
        header.setStretchLastSection(True)
        self.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())


@contextmanager
def kept_selection(view: SubmissionsView) -> Iterator[None]:
    """Select again, after a reset of the model, what was selected before, as far as it is still there."""
    ids = [submission.id for submission in view.all_selected()]
    current = view.selected()
    yield
    flag, selection = QItemSelectionModel.SelectionFlag, view.selectionModel()
    for own_id in ids:
        row = view.submissions.row_of(own_id)
        if row is not None:
            index = view.submissions.index(row, 0)
            selection.select(index, flag.Select | flag.Rows)
            if current is not None and own_id == current.id:
                selection.setCurrentIndex(index, flag.NoUpdate)
