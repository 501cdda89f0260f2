"""The list of what is wrong with a draft: each problem with its row and label; choosing one goes to its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ravenwits_desktop.domain.problems import Problems
from ravenwits_desktop.domain.rows import Column, Problem, Severity
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.problems import SIGNS
from ravenwits_desktop.ui.flat_header import FlatHeader

MOST_SINGLE = 1000
"""More problems than these are shown in groups: all of the same kind are one line."""
_SHOWN_LINES = 5
_LEAST_LINES = 2
_SAMPLED = 50
"""Lines whose texts decide how wide a column is."""
_MARGIN = 6
_SEVERITY, _ROW, _LABEL, _TEXT = range(4)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a problem, or `count` of the same kind. `rows` (from 0, in order) are those to go to, if any."""

    problem: Problem
    rows: tuple[int, ...]
    count: int = 1

    @property
    def key(self) -> tuple[str, Column | None, int | None]:
        """What stays the same while other problems come and go."""
        return (
            self.problem.message.template,
            self.problem.column,
            self.rows[0] if self.rows and self.count == 1 else None,
        )


def entries_of(problems: Problems) -> list[Entry]:
    """The lines for these problems, errors first; those of the same kind together where there are too many."""
    if len(problems) <= MOST_SINGLE:
        found = [Entry(each, problems.rows_of(each)) for each in problems]
    else:
        found = [Entry(group.first, group.rows, group.count) for group in problems.groups()]
    return sorted(found, key=lambda entry: entry.problem.severity is not Severity.ERROR)


class ProblemModel(QAbstractTableModel):
    """Severity, row, label and problem of every entry."""

    def __init__(self, purchase: PurchaseModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._purchase = purchase
        self.entries: list[Entry] = []

    def show(self, problems: Problems) -> None:
        """List these in the place of what was listed."""
        self.beginResetModel()
        self.entries = entries_of(problems)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """One row for each entry."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Severity, row, label, problem."""
        return 0 if parent.isValid() else _TEXT + 1

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= _TEXT:
            return None
        if role == _Role.TextAlignmentRole:
            return _aligned(section)
        if role == _Role.DisplayRole:
            return (self.tr("Severity"), self.tr("Row"), self.tr("Datetime"), self.tr("Problem"))[section]
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """What a line shows and says; never raises."""
        if not 0 <= index.row() < len(self.entries):
            return None
        entry, column = self.entries[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._text(entry, column)
        if role == _Role.AccessibleTextRole:
            return self._text(entry, column) or self.tr("the whole draft")
        if role == _Role.TextAlignmentRole:
            return _aligned(column)
        if role == _Role.ForegroundRole and column == _SEVERITY:
            current = theme.current_theme()
            return QColor(current.error if entry.problem.severity is Severity.ERROR else current.warning)
        return None

    def _text(self, entry: Entry, column: int) -> str:
        problem, rows = entry.problem, entry.rows
        if column == _SEVERITY:
            word = self.tr("error") if problem.severity is Severity.ERROR else self.tr("warning")
            return f"{SIGNS[problem.severity]} {word}"
        if column == _ROW:
            return words.decimal(rows[0] + 1, 0) if rows else ""
        if column == _LABEL:
            there = bool(rows) and rows[0] < self._purchase.rowCount()  # not so between an edit and its check
            return self._purchase.display_text(rows[0], Column.DATETIME) if there else ""
        text = words.translated(problem.message)
        if entry.count == 1:
            return text
        more = self.tr("{text} So have {count} more days.")
        if problem.row is not None:
            more = self.tr("{text} So have {count} more rows.")
        return more.format(text=text, count=words.decimal(entry.count - 1, 0))


def _aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == _ROW else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class ProblemList(QTableView):
    """The problems of one draft, hidden until it is asked for. Enter or a click goes to the cell, Esc closes it.

    While nothing is wrong it says so in one line, and leaves the rest of its room to the table.
    """

    chosen = Signal(object)
    """(row, column) of the cell to go to."""
    left = Signal()
    """Esc: the focus belongs to the table again."""
    shown_changed = Signal(bool)
    """A person has opened or closed it."""

    def __init__(self, purchase: PurchaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purchase = purchase
        self._last: tuple[int, int] | None = None
        self.setObjectName("problemList")
        self.setAccessibleName(self.tr("Problems"))
        self._model = ProblemModel(purchase, self)
        self.setModel(self._model)
        self.setFont(theme.tabular(self.font()))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._line = line = self.fontMetrics().height() + 6
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(line)
        self.setHorizontalHeader(FlatHeader(self, margin=4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()
        self.clicked.connect(self._choose)
        purchase.checks_changed.connect(self._update)
        self.setVisible(False)

    @Slot()
    def toggle(self) -> None:
        """Open it with the focus on it, or close it."""
        if self.isHidden():
            self.open()
        else:
            self.set_shown(False)
            self.shown_changed.emit(False)
            self.left.emit()

    def set_shown(self, shown: bool) -> None:
        """Show it or not, and leave the focus where it is."""
        if shown is self.isHidden():
            self.setVisible(shown)
            self._update()

    @Slot()
    def open(self) -> None:
        """Show it and give it the focus."""
        self.set_shown(True)
        self.shown_changed.emit(True)
        if self._model.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, _TEXT))
        self.setFocus()

    def _fit(self) -> None:
        """As high as what it has to say, and no higher than a few lines: the table keeps most of the room.

        In a low window it is lower still. The first columns are as wide as their first lines need, so that the problem
        itself is read.
        """
        count = self._model.rowCount()
        self.horizontalHeader().setVisible(count > 0)
        head = self.horizontalHeader().sizeHint().height() if count else 0
        least, most = (self._line * min(max(count, 1), lines) + head + 4 for lines in (_LEAST_LINES, _SHOWN_LINES))
        self.setMinimumHeight(least)
        self.setMaximumHeight(most)
        bold = self.font()
        bold.setBold(True)
        metrics, header = self.fontMetrics(), QFontMetrics(bold)
        for column in range(_TEXT):
            texts = [str(self._model.index(row, column).data()) for row in range(min(count, _SAMPLED))]
            title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            wanted = max([header.horizontalAdvance(title), *map(metrics.horizontalAdvance, texts)])
            self.setColumnWidth(column, wanted + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The lines; without any, that nothing is wrong."""
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.current_theme().muted))
            place = self.viewport().rect().adjusted(8, 0, -8, 0)
            painter.drawText(place, _aligned(_TEXT), self.tr("Nothing is wrong with this draft."))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the cell, Esc back to the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.toggle()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        """Go to the entry's cell; of a group to the one after that which was gone to last, round the end."""
        if not index.isValid():
            return
        entry = self._model.entries[index.row()]
        if not entry.rows:
            return
        column = Column.PURCHASE if entry.problem.column is None else entry.problem.column
        row = entry.rows[0]
        if self._last is not None and self._last in {(each, int(column)) for each in entry.rows}:
            row = next((each for each in entry.rows if each > self._last[0]), row)
        self._last = (row, int(column))
        self.chosen.emit((row, int(column)))

    @Slot()
    def _update(self) -> None:
        """List what is wrong now; the chosen line stays chosen, or the one that has come to its place."""
        if self.isHidden():
            return
        current = self.currentIndex()
        place = current.row()
        key = self._model.entries[place].key if current.isValid() else None
        self._model.show(self._purchase.problems())
        self._fit()
        keys = [entry.key for entry in self._model.entries]
        if key is not None and keys:
            row = keys.index(key) if key in keys else min(place, len(keys) - 1)
            self.setCurrentIndex(self._model.index(row, _TEXT))
