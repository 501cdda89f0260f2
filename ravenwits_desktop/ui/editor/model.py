"""The table of a draft: its rows as numpy arrays, what is wrong with each cell, and edits block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QUndoStack

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import Checked, Draft
from ravenwits_desktop.domain.examination import Examination, Question
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.plausibility import History
from ravenwits_desktop.domain.problems import Problems
from ravenwits_desktop.domain.provenance import Provenance
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Problem, Rows
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.changes import change_text
from ravenwits_desktop.ui.editor import spoken
from ravenwits_desktop.ui.editor.cell_texts import column_texts, edit_text, shown_labels, shown_values
from ravenwits_desktop.ui.editor.cells import CHANGE_COLUMN, PROBLEM_COLUMN, Patch, reads_both_ways
from ravenwits_desktop.ui.editor.commands import SetCell
from ravenwits_desktop.ui.editor.examining import Examining
from ravenwits_desktop.ui.editor.look import Look, change_cell, problem_cell, severities
from ravenwits_desktop.ui.editor.marks import Marks
from ravenwits_desktop.ui.editor.origins import Origins
from ravenwits_desktop.ui.editor.problems import Refusal, problem_text
from ravenwits_desktop.worker.bridge import Worker

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()
NUMBERS = (Column.PURCHASE, CHANGE_COLUMN)
_CHECKED_ROLES = [
    _Role.DisplayRole,
    _Role.ToolTipRole,
    _Role.AccessibleTextRole,
    _Role.AccessibleDescriptionRole,
]


@dataclass(frozen=True, slots=True)
class Touched:
    """The rows an edit changed: `count` from `row` on (none where rows went away)."""

    row: int
    count: int


class PurchaseModel(QAbstractTableModel):
    """The rows of one draft. Every edit goes through `undo_stack` as one command; checks follow once per turn.

    Times are wall-clock labels in the draft's zone, values are MW.
    """

    edited = Signal(object)
    """`Touched`, after each edit, undo and redo."""
    checks_changed = Signal()

    checking = Signal()
    """The rows are many, and their checks take a moment; `checks_changed` follows."""
    typed_decimals = Signal(object)
    """The text of a number that was typed and reads both ways, and what it was read as, MW."""

    def __init__(self, draft: Draft, parent: QObject | None = None, worker: Worker | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._rows = draft.rows
        self._origins = Origins(draft.provenance, len(draft.rows))
        self._splicing = False
        self._resolution = draft.resolution
        self._label = draft.label
        self._zone = draft.zone
        self._refusals: tuple[Refusal, ...] = ()
        self._marks = Marks()
        question = Question(draft.rows, draft.resolution, draft.label, draft.zone)
        self._examining = Examining(question, worker, self)
        self._examining.done.connect(self._mark)
        self._examining.waiting.connect(self.checking)
        self._examining.ask_now(question)

    # What is in it

    def rows(self) -> Rows:
        """The rows as they stand now."""
        return self._rows

    def provenance(self) -> Provenance | None:
        """Where the rows as they stand now came from; None where they came from no file."""
        return self._origins.provenance()

    @property
    def resolution(self) -> int | None:
        """Minutes as the draft has them; None while the rows decide."""
        return self._resolution

    @property
    def label(self) -> Label:
        """Which end of its period a label names."""
        return self._label

    @property
    def zone(self) -> str:
        """The market's zone."""
        return self._zone

    def examined(self) -> Examination | None:
        """What is known of the rows as they stand now; None while the checks of a long draft are on their way.

        None too while rows come and go: the selection changes then, and what would be told is of other rows.
        """
        return None if self._splicing else self._examining.known()

    @property
    def settled(self) -> bool:
        """Whether all that is to be said of the rows, and of what they are held against, is known."""
        return self._examining.settled

    def checked(self) -> Checked:
        """The checks of the rows as they stand now, made here if need be: ask for them only when they are needed."""
        return self._examining.now().checked

    def problems(self) -> Problems:
        """What the checks found and what the server refused, in order of rows, those of the whole last."""
        self.checked()
        return self._marks.problems

    @property
    def shown_problems(self) -> Problems:
        """The problems that are marked now; those of rows whose checks are on their way come with them."""
        return self._marks.problems

    def filled(self, column: int) -> npt.NDArray[np.bool_]:
        """For each row whether anything stands in this column."""
        if column >= PROBLEM_COLUMN:
            there = np.zeros(len(self._rows), dtype=np.bool_)
            there[self._marks.problems.rows] = True
            return there
        values = self._rows
        there = ~np.isnat(values.labels) if column == Column.DATETIME else np.isfinite(values.mw)
        there[[row for row, place in values.texts if place == column]] = True
        return there

    def occurrences(self) -> npt.NDArray[np.int8]:
        """For each row 1 or 2 where its label is one of a repeated pair, else 0."""
        return self.checked().periods.occurrences

    def days(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.datetime64]:
        """The market days (``datetime64[D]``) in which these rows lie, in order."""
        starts = self.checked().starts[rows]
        return np.unique(timegrid.market_days(starts[~np.isnat(starts)], self._zone))

    def set_label(self, label: Label) -> None:
        """Read the labels as the other end of their periods; the labels themselves stay."""
        if label is not self._label:
            self._label = label
            self._marks.edited(0, len(self._rows), moved=True)
            self._examining.ask(replace(self._examining.question, label=label))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    def refuse(self, start: np.datetime64, message: Message) -> int | None:
        """Mark the row whose period begins at `start` (UTC) with the server's reason. Its row; None if none does."""
        found = np.flatnonzero(self.checked().starts == start)
        if not len(found):
            return None
        row = int(found[0])
        self._refusals = (*self._refusals, Refusal(start, float(self._rows.mw[row]), message))
        self._mark()
        return row

    def judge_by(self, history: History) -> None:
        """Warn about what does not fit to what was submitted lately."""
        if history != self._examining.question.history:
            self._examining.ask_now(replace(self._examining.question, history=history))

    def compare_with(self, reference: Purchase | None) -> None:
        """Mark what is otherwise than in this purchase, which was submitted before."""
        if reference is not self._examining.question.reference:
            self._examining.ask_now(replace(self._examining.question, reference=reference))

    # Edits

    def apply(self, patches: Sequence[Patch], resolution: int | None) -> None:
        """Put each patch's rows in the place of those it replaces, in order, and check once afterwards."""
        if not patches:
            return
        labels = self._rows.labels
        self._splicing = True
        try:
            for patch in patches:
                self._origins.follow(patch)
                self._splice(patch.row, len(patch.before), patch.after)
        finally:
            self._splicing = False
        first = min(patch.row for patch in patches)
        last = max(patch.row + len(patch.after) for patch in patches)
        moved = self._rows.labels is not labels or resolution != self._resolution
        self._resolution = resolution
        self._marks.edited(first, last - first, moved=moved)
        self._examining.ask(replace(self._examining.question, rows=self._rows, resolution=resolution))
        self.edited.emit(Touched(first, last - first))

    def _splice(self, row: int, count: int, rows: Rows) -> None:
        common = min(count, len(rows))
        if common:
            self._rows = grid.spliced(self._rows, row, common, grid.part(rows, 0, common))
            self.dataChanged.emit(self.index(row, 0), self.index(row + common - 1, PROBLEM_COLUMN))
        at = row + common
        if len(rows) > common:
            self.beginInsertRows(_ROOT, at, at + len(rows) - common - 1)
            self._rows = grid.spliced(self._rows, at, 0, grid.part(rows, common, len(rows) - common))
            self.endInsertRows()
        elif count > common:
            self.beginRemoveRows(_ROOT, at, at + count - common - 1)
            self._rows = grid.spliced(self._rows, at, count - common, EMPTY_ROWS)
            self.endRemoveRows()

    # Checks

    @Slot()
    def _mark(self) -> None:
        """Show what is known of the rows as they stand now."""
        found = self._examining.current
        if found is None:
            return
        differs = self._marks.take(found, self._refusals)
        if len(self._rows) and differs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, CHANGE_COLUMN), _CHECKED_ROLES)
        self.checks_changed.emit()

    def _cell_problems(self, row: int, column: int) -> tuple[Problem, ...]:
        found = () if column == CHANGE_COLUMN else self._marks.of_row(row)
        if column == PROBLEM_COLUMN:
            return found
        return tuple(problem for problem in found if problem.column in (None, column))

    # Qt's questions

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Rows of the draft."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Label, MW, problem, change."""
        return 0 if parent.isValid() else CHANGE_COLUMN + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Label and MW can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _READ_ONLY if index.column() >= PROBLEM_COLUMN else _EDITABLE

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows, says and edits; never raises."""
        row, column = index.row(), index.column()
        if not (0 <= row < len(self._rows) and 0 <= column <= CHANGE_COLUMN):
            return None
        if role == _Role.DisplayRole:
            return self.display_text(row, column)
        if role == _Role.EditRole:
            return self.edit_text(row, column)
        if role == _Role.ToolTipRole:
            return self._tip(row, column, self._cell_problems(row, column))
        if role in (_Role.AccessibleTextRole, _Role.AccessibleDescriptionRole):
            return self._spoken(row, column, role)
        return None

    def looks(self, first: int, count: int) -> list[Look]:
        """All that `count` rows from `first` on show, at once: for a page, this is many times quicker than cells."""
        last = min(first + count, len(self._rows))
        labels, values = self._shown(first, last)
        looks, marks = [], self._marks
        problems, day_starts = marks.problems.by_row(first, last), marks.day_starts(first, last)
        for row in range(first, last):
            change, found = marks.change(row), problems.get(row, ())
            texts = (labels[row - first], values[row - first], problem_cell(found), change_cell(change))
            looks.append(Look(texts, severities(found), day_starts[row - first], change is not None))
        return looks

    def period_names(self, first: int, last: int) -> list[str]:
        """The market hours and quarters of the rows from `first` on, `last` excluded; empty for those without time."""
        return self._marks.names(first, last)

    def _shown(self, first: int, last: int) -> tuple[list[str], list[str]]:
        """What the labels and the values of these rows (`last` excluded) show; unread text as it was written."""
        rows, which = self._rows, self._marks.occurrences(first, last)
        shown = shown_labels(rows.labels[first:last], which), shown_values(rows.mw[first:last])
        if rows.texts:
            for column, texts in zip((Column.DATETIME, Column.PURCHASE), shown, strict=True):
                for place, text in enumerate(texts):
                    if not text:
                        texts[place] = rows.texts.get((first + place, column), "")
        return shown

    def _tip(self, row: int, column: int, found: tuple[Problem, ...]) -> str | None:
        """What is wrong with a cell, and the cell of the file that its value came from."""
        lines = [problem_text(problem) for problem in found]
        if column == Column.PURCHASE:
            lines += [change_text(self._marks.change(row)), self._origins.tip(row, float(self._rows.mw[row]))]
        return "\n".join(filter(None, lines)) or None

    def _spoken(self, row: int, column: int, role: int) -> str | None:
        found = self._cell_problems(row, column)
        if role == _Role.AccessibleDescriptionRole:
            return " ".join(words.translated(problem.message) for problem in found) or None
        if column == CHANGE_COLUMN:
            return spoken.changed(self._marks.change(row))
        if column == PROBLEM_COLUMN:
            return spoken.problems(found)
        half = int(self._marks.occurrences(row, row + 1)[0])
        text = spoken.label(self.display_text(row, Column.DATETIME), half)
        if column == Column.PURCHASE:
            shown, number = self.display_text(row, column), bool(np.isfinite(self._rows.mw[row]))
            value = spoken.value(shown, number=number, change=self._marks.change(row))
            text = ", ".join(filter(None, (text, spoken.period(self._marks.name(row)), value)))
        return spoken.with_problems(text, found)

    def display_text(self, row: int, column: int) -> str:
        """What the cell shows: labels with their weekday, MW with three decimals, unread text as it was written."""
        if column == CHANGE_COLUMN:
            return change_cell(self._marks.change(row))
        if column == PROBLEM_COLUMN:
            return problem_cell(self._marks.of_row(row))
        return self._shown(row, row + 1)[column][0]

    def edit_text(self, row: int, column: int) -> str:
        """What the cell edits and copies: ``2026-11-25 07:15``, every digit of a value, unread text as it was."""
        if column >= PROBLEM_COLUMN:
            return self.display_text(row, column)
        return edit_text(self._rows, row, Column(column))

    def column_texts(self, rows: npt.NDArray[np.intp], column: int) -> list[str]:
        """`edit_text` of many rows of one column."""
        if column >= PROBLEM_COLUMN:
            return [self.display_text(row, column) for row in rows.tolist()]
        return column_texts(self._rows, rows, Column(column))

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Write a text into a cell as one undoable edit; a text that changes nothing is no edit."""
        row, column = index.row(), index.column()
        if role != _Role.EditRole or not (0 <= row < len(self._rows) and 0 <= column < PROBLEM_COLUMN):
            return False
        text = str(value).strip()
        if text != self.edit_text(row, column):
            doubtful = column == Column.PURCHASE and reads_both_ways(text, float(self._rows.mw[row]))
            self.undo_stack.push(SetCell(self, row, Column(column), text))
            if doubtful:
                self.typed_decimals.emit((text, float(self._rows.mw[row])))
        return True

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Names of the columns; before each row its market hour and quarter."""
        if orientation == Qt.Orientation.Vertical:
            if role == _Role.AccessibleTextRole:
                return spoken.period(self._marks.name(section))
            return self._marks.name(section) if role == _Role.DisplayRole else None
        if not 0 <= section <= CHANGE_COLUMN:
            return None
        if role == _Role.TextAlignmentRole:
            return _RIGHT if section in NUMBERS else _LEFT
        if role == _Role.AccessibleTextRole:
            return spoken.column(section, self._label)
        if role != _Role.DisplayRole:
            return None
        first = self.tr("Period end") if self._label is Label.END else self.tr("Period start")
        return (first, "MW", self.tr("Problem"), self.tr("Change"))[section]


_READ_ONLY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _READ_ONLY | Qt.ItemFlag.ItemIsEditable
