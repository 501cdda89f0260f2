"""Undo and redo over all drafts: each has a stack of its own, and an import that is undone has closed its draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoGroup, QUndoStack

_LONGEST_NAME = 60


def set_keys(undo: QAction, redo: QAction) -> None:
    """The platform's keys, and Ctrl+Y, which hands know from spreadsheets on every platform."""
    undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
    redo.setShortcuts([*QKeySequence.keyBindings(QKeySequence.StandardKey.Redo), QKeySequence("Ctrl+Y")])


class ImportDraft(QUndoCommand):
    """A draft came from a file, or from a table that was pasted: the first step of its stack.

    It holds nothing and does nothing by itself. `DraftTabs` closes the draft, which is kept, once this step is undone,
    and does it again when the draft is opened again.
    """


def undone_import(stack: QUndoStack) -> str | None:
    """What the import is called, if it is the step of a stack that would be done next; else None."""
    first = stack.command(0) if stack.count() and stack.index() == 0 else None
    return first.text() if isinstance(first, ImportDraft) else None


def actions_of(stack: QUndoStack, parent: QObject) -> tuple[QAction, QAction]:
    """Undo and Redo of one stack alone."""
    undo, redo = stack.createUndoAction(parent), stack.createRedoAction(parent)
    set_keys(undo, redo)
    return undo, redo


class Undoing(QObject):
    """The actions Undo and Redo of the draft in front, and of imports that were undone.

    A draft whose import was undone is in front no more, so that its own stack cannot offer the redo: it is offered
    here until anything else is done to any draft. What was undone last is done again first.
    """

    about_to_step = Signal()
    """Undo or Redo is wanted: what is being typed is a step of its own, and the last one."""
    redo_import_requested = Signal(object)
    """The id of the closed draft that is to be opened again."""

    def __init__(self, group: QUndoGroup, parent: QObject) -> None:
        super().__init__(parent)
        self._group = group
        self._undone: dict[str, str] = {}
        """What each undone import is called, by the draft's id; the one undone last at the end."""
        self._import_first = False
        self._stepping = False
        self._begun_anew = False
        self.undo, self.redo = QAction(self), QAction(self)
        set_keys(self.undo, self.redo)
        self.undo.triggered.connect(self._undo)
        self.redo.triggered.connect(self._redo)
        for told in (
            group.activeStackChanged,
            group.canUndoChanged,
            group.undoTextChanged,
            group.canRedoChanged,
            group.redoTextChanged,
        ):
            told.connect(self.refresh)
        self.refresh()

    @contextmanager
    def stepping(self) -> Iterator[None]:
        """What happens inside is an undo or a redo, and nothing new."""
        before, self._stepping = self._stepping, True
        try:
            yield
        finally:
            self._stepping = before

    def stepped(self) -> None:
        """A step was done, undone or done again in any draft."""
        self._import_first = False
        if not self._stepping:
            self._undone.clear()
        self.refresh()

    def import_undone(self, draft_id: str, name: str) -> None:
        """The import of a draft has been undone; it can be done again under this name."""
        self._undone.pop(draft_id, None)
        self._undone[draft_id] = name
        self._import_first = True
        self.refresh()

    def forget(self, draft_id: str) -> None:
        """A draft is open again, or gone for good."""
        if self._undone.pop(draft_id, None) is not None:
            self.refresh()

    def set_begun_anew(self, begun_anew: bool) -> None:
        """Whether the draft in front was worked on before, and what was done then can no longer be undone."""
        self._begun_anew = begun_anew
        self.refresh()

    def _import_to_redo(self) -> str | None:
        """The draft whose import is done again next; None where it is the turn of the draft in front."""
        if self._undone and (self._import_first or not self._group.canRedo()):
            return next(reversed(self._undone))
        return None

    @Slot()
    def refresh(self) -> None:
        """Name both actions after what they would do."""
        draft_id = self._import_to_redo()
        redo = self._group.redoText() if draft_id is None else self._undone[draft_id]
        if self._begun_anew and not self._group.canUndo():
            self.undo.setText(self.tr("&Undo: nothing done since it was opened"))
        else:
            self.undo.setText(_named(self.tr("&Undo"), self._group.undoText()))
        self.redo.setText(_named(self.tr("&Redo"), redo))
        self.undo.setEnabled(self._group.canUndo())
        self.redo.setEnabled(draft_id is not None or self._group.canRedo())

    @Slot()
    def _undo(self) -> None:
        self.about_to_step.emit()
        with self.stepping():
            self._group.undo()

    @Slot()
    def _redo(self) -> None:
        self.about_to_step.emit()
        draft_id = self._import_to_redo()
        if draft_id is not None:
            self.redo_import_requested.emit(draft_id)
            return
        with self.stepping():
            self._group.redo()


def _named(verb: str, step: str) -> str:
    """A text for a menu. The names of files are not to underline letters in it, nor to widen it without end."""
    shown = " ".join(step.split())
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 1] + "…"
    return f"{verb} {shown.replace('&', '&&')}".rstrip()
