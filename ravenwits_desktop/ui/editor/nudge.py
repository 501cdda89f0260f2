"""Values moved by an amount: by keys in the table, or by a drag in the chart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoStack

from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.edits import TOO_LARGE
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import moved
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import Patch
from ravenwits_desktop.ui.editor.commands import Edit, Table, merged_rows
from ravenwits_desktop.ui.editor.table import PurchaseTable

DEFAULT_STEP = 0.1
"""MW."""
PAUSE = 1000
"""Milliseconds without a key after which the next one begins a new step."""


class ChangeValues(Edit):
    """Other values (MW) in some rows that have one; `text` names the action in the menu."""

    def __init__(self, table: Table, text: str, rows: npt.NDArray[np.intp], mw: Floats) -> None:
        first, last = int(rows.min()), int(rows.max())
        before = grid.part(table.rows(), first, last - first + 1)
        values = before.mw.copy()
        values[rows - first] = mw
        super().__init__(table, text, [Patch(first, before, Rows(before.labels, values, before.texts))])


class NudgeValues(ChangeValues):
    """Values raised or lowered by `by` MW.

    One that `goes_on` becomes part of the step before, if that is of the same rows. What has come back to where it
    began is no step at all.
    """

    def __init__(self, table: Table, rows: npt.NDArray[np.intp], by: float, *, goes_on: bool) -> None:
        super().__init__(table, "", rows, moved(table.rows().mw[rows], by))
        self._rows, self._by, self._goes_on = rows, by, goes_on
        self._name()

    def _name(self) -> None:
        name = QCoreApplication.translate("EditorCommands", "lower values")
        if self._by > 0:
            name = QCoreApplication.translate("EditorCommands", "raise values")
        self.setText(name)

    def id(self) -> int:
        """Qt asks for a merge only where both have the same."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Take in what was done next, if it goes on with this."""
        if not isinstance(other, NudgeValues) or not other._goes_on or not np.array_equal(self._rows, other._rows):
            return False
        (begun,), (last,) = self._patches, other._patches
        self._patches = (Patch(begun.row, begun.before, last.after),)
        self._by += other._by
        self._name()
        self.setObsolete(bool(np.array_equal(begun.before.mw, last.after.mw, equal_nan=True)))
        return True


class Nudge(QObject):
    """Raises and lowers the selected values of a table by `step`; keys in quick succession are one undo step."""

    message = Signal(str)
    """Why nothing was changed."""

    def __init__(self, table: PurchaseTable, rows: Table, undo_stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._table, self._rows, self._undo_stack = table, rows, undo_stack
        self.raise_action = QAction(self)
        self.raise_action.setShortcut(QKeySequence("Alt+Up"))
        table.let(self.raise_action, self.up)
        self.lower_action = QAction(self)
        self.lower_action.setShortcut(QKeySequence("Alt+Down"))
        table.let(self.lower_action, self.down)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self._reached = 0
        """How many steps there were after the last one."""
        self._step = DEFAULT_STEP
        self.set_step(DEFAULT_STEP)

    def set_step(self, step: float) -> None:
        """Move by so many MW from now on."""
        self._step = step
        self.raise_action.setText(self.tr("Raise by {step} MW").format(step=words.exact(step)))
        self.lower_action.setText(self.tr("Lower by {step} MW").format(step=words.exact(step)))

    @Slot()
    def up(self) -> None:
        """Raise what is selected."""
        self._change(self._step)

    @Slot()
    def down(self) -> None:
        """Lower what is selected."""
        self._change(-self._step)

    def put(self, rows: npt.NDArray[np.intp], mw: Floats) -> None:
        """Give each of some rows another value, as a drag in the chart left them."""
        self._table.commit_open_cell()
        if not np.isfinite(mw).all():
            self.message.emit(words.translated(Message(TOO_LARGE)))
            return
        text = QCoreApplication.translate("EditorCommands", "drag value")
        if len(rows) > 1:
            text = QCoreApplication.translate("EditorCommands", "drag values")
        self._undo_stack.push(ChangeValues(self._rows, text, rows, mw))

    def _change(self, by: float) -> None:
        runs = merged_rows(each for each in self._table.ranges() if each.left <= Column.PURCHASE <= each.right)
        selected = np.concatenate([np.arange(first, last + 1) for first, last in runs] or [np.zeros(0, np.intp)])
        mw = self._rows.rows().mw
        rows = selected[np.isfinite(mw[selected])]
        if len(rows):
            stack = self._undo_stack
            # where the last step was undone meanwhile, what is below it has nothing to do with this one
            before = stack.index()
            goes_on = self.pause.isActive() and before == self._reached == stack.count()
            stack.push(NudgeValues(self._rows, rows, by, goes_on=goes_on))
            self._reached = stack.index()
            if self._reached >= before:
                self.pause.start()
            else:
                self.pause.stop()  # all has come back to where it began, and its step is gone
        else:
            self.message.emit(self.tr("No value is selected that could be moved."))
