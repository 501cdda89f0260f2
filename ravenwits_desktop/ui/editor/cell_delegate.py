"""The line edit in the place of a cell, and how an edit in it ends."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor.painting import MARGIN

_Index = QModelIndex | QPersistentModelIndex
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


def step_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Where Enter, Tab and both with Shift go: rows down, cells right; None for any other key."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    step = _STEPS.get(Qt.Key(event.key()))
    if step == (1, 0) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return (-1, 0)
    return step


def _is_for_all(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    return enter and held == Qt.KeyboardModifier.ControlModifier and event.type() in kinds


class CellDelegate(QStyledItemDelegate):
    """A bare line edit in the place of a cell. What the cells show is drawn by the table itself."""

    move = Signal(object)
    """(rows, cells) to go after an edit was ended with Enter or Tab."""
    typed_for_all = Signal(object)
    """A text that was ended with Ctrl+Enter: it is meant for all selected cells."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open: QLineEdit | None = None

    def commit(self) -> None:
        """End the edit that is under way, if there is one, as Enter does; the current cell stays."""
        if self._open is not None:
            self._end(self._open)

    def _end(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A line edit in the place of the cell."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setFont(theme.tabular(parent.font()))
        editor.setAutoFillBackground(True)
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(name))
        if index.column() == Column.PURCHASE:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            can = self.tr(
                "A number in MW with comma or point; −5 is a net sale. Or a sum: =12*1.05, =(3+4)/2, =12+5%.\n"
                "To change the value that is there: *1.05  /2  +=5  -=5  +10%  -10%."
            )
            editor.setToolTip(can)
            editor.setAccessibleDescription(can)
        self._open = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """The edit has ended, whichever way."""
        if editor is self._open:
            self._open = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """The cell's full text, unless the person has begun to write."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: _Index
    ) -> None:
        """Give the text to the model."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """As wide as the cell, wider where the full text of a value needs it."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        wanted = editor.fontMetrics().horizontalAdvance(text) + 2 * MARGIN
        editor.setGeometry(option.rect.adjusted(0, 0, max(wanted - option.rect.width(), 0), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Tab end the edit and move on; Ctrl+Enter is the cell's while it is edited, not the window's."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit) and _is_for_all(event):
            if event.type() == QEvent.Type.KeyPress:
                text = watched.text()
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.typed_for_all.emit(text)
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            step = step_of(event)
            if step is not None:
                self._end(watched)
                self.move.emit(step)
                return True
        return super().eventFilter(watched, event)
