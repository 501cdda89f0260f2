"""The table view of a draft: typing, moving and marking as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor import moves
from ravenwits_desktop.ui.editor.cells import CHANGE_COLUMN, PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.fill_handle import FillHandle
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.painting import MARGIN, paint_rows
from ravenwits_desktop.ui.editor.period_header import PeriodHeader
from ravenwits_desktop.ui.flat_header import FlatHeader

_Index = QModelIndex | QPersistentModelIndex
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


def _step(event: QKeyEvent) -> tuple[int, int] | None:
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
            step = _step(event)
            if step is not None:
                self._end(watched)
                self.move.emit(step)
                return True
        return super().eventFilter(watched, event)


class PurchaseTable(QTableView):
    """The table of one draft. Commands are actions, found by their shortcuts while the table has the focus.

    They are looked up here and not left to Qt's shortcut system, so that a window may have the same shortcuts in its
    menu without making them ambiguous.
    """

    selection_changed = Signal()
    typed_for_all = Signal(object)
    """A text for all selected cells."""

    def __init__(self, model: PurchaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("purchaseEditor")
        self.setAccessibleName(self.tr("Purchase"))
        self._model = model
        self._commands: tuple[QAction | None, ...] = ()
        self._menu = QMenu(self)
        self.handle = FillHandle(self)
        self._delegate = delegate = CellDelegate(self)
        delegate.move.connect(self._move)
        delegate.typed_for_all.connect(self.typed_for_all)
        self.setItemDelegate(delegate)
        self.setHorizontalHeader(FlatHeader(self, margin=MARGIN))
        self.setVerticalHeader(PeriodHeader(self))
        self.setModel(model)
        self.setFont(theme.tabular(self.font()))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("Market hours"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.horizontalHeader().setMinimumSectionSize(48)
        self.horizontalHeader().setDefaultSectionSize(48)
        self.horizontalHeader().moveSection(CHANGE_COLUMN, PROBLEM_COLUMN)
        self.show_changes(False)
        self._set_sizes()

    @Slot(bool)
    def show_changes(self, shown: bool) -> None:
        """Show or hide the column with the changes against the last submission."""
        self.setColumnHidden(CHANGE_COLUMN, not shown)

    @Slot()
    def commit_open_cell(self) -> None:
        """Write what stands in the cell that is being edited into the draft, as Enter does.

        Everything that reads or changes the draft at a person's wish comes after this: what is seen is what is taken.
        """
        self._delegate.commit()

    def let(self, command: QAction, slot: Callable[[], None]) -> None:
        """Have a command do something to the draft; the cell that is being edited is committed before."""
        command.triggered.connect(self.commit_open_cell)
        command.triggered.connect(slot)

    def set_commands(self, commands: Sequence[QAction | None]) -> None:
        """The commands of the context menu (None: a line between them), known by their shortcuts as well."""
        self._commands = tuple(commands)
        self._menu.clear()
        for command in commands:
            if command is None:
                self._menu.addSeparator()
            else:
                self._menu.addAction(command)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows in sight, at once."""
        paint_rows(self, self._model, self.ranges(), event.rect())

    def ranges(self) -> list[CellRange]:
        """What is selected, as rectangles."""
        selection = self.selectionModel().selection()
        found = [selection.at(place) for place in range(selection.count())]
        return [CellRange(each.top(), each.bottom(), each.left(), each.right()) for each in found if each.isValid()]

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and the only one selected, whatever keys are held down, and show it."""
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def select(self, wanted: CellRange) -> None:
        """Select one rectangle, leaving the current cell where it is."""
        model = self._model
        selection = QItemSelection(model.index(wanted.top, wanted.left), model.index(wanted.bottom, wanted.right))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def select_all(self) -> None:
        """Select every label and value, as one rectangle and without asking for each cell."""
        if self._model.rowCount():
            self.select(CellRange(0, self._model.rowCount() - 1, Column.DATETIME, Column.PURCHASE))

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell who shows the totals of the selection."""
        super().selectionChanged(selected, deselected)
        ranges = self.ranges()
        self.handle.show_at(ranges[0] if len(ranges) == 1 else None)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Commands by their shortcut, Enter down, Tab right; anything else is Qt's: arrows, typing, F2."""
        pressed = QKeySequence(
            QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key()))
        )
        for command in self._commands:
            if command is not None and pressed in command.shortcuts():
                self.commit_open_cell()  # a key that the line edit has no use for
                command.trigger()
                return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held & Qt.KeyboardModifier.ControlModifier and event.key() in moves.KEYS:
            self._jump(*moves.KEYS[Qt.Key(event.key())], extend=bool(held & Qt.KeyboardModifier.ShiftModifier))
            return
        step = _step(event)
        if step is not None and self.state() != QAbstractItemView.State.EditingState:
            self._move(step)
            return
        super().keyPressEvent(event)

    def _jump(self, down: int, right: int, *, extend: bool) -> None:
        """Go to the edge of what is filled in the column, or to the first or last column; `extend` selects the way."""
        current = self.currentIndex()
        if not current.isValid():
            return
        row, column = current.row(), current.column()
        if right:
            column = Column.DATETIME if right < 0 else PROBLEM_COLUMN
        else:
            row = moves.edge(self._model.filled(column), row, down)
        if not extend:
            self.go_to(row, column)
            return
        anchor = next((each for each in self.ranges() if _holds(each, current)), None)
        top, left = current.row(), current.column()
        if anchor is not None:
            # the corner that is opposite to the current cell stays where it is
            top = anchor.bottom if current.row() == anchor.top else anchor.top
            left = anchor.right if current.column() == anchor.left else anchor.left
        self.select(CellRange(min(top, row), max(top, row), min(left, column), max(left, column)))
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The commands, where the pointer or the current cell is."""
        self._menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font has other sizes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_sizes()

    def fit_columns(self) -> None:
        """Room for the labels as they are written now; looks at a few rows alone and takes no width away."""
        count = self._model.rowCount()
        font = self.font()
        font.setBold(True)  # as labels with an error are
        metrics = QFontMetrics(font)
        sample = [
            self._model.display_text(row, Column.DATETIME) for row in {0, count // 2, count - 1} if 0 <= row < count
        ]
        widest = max(map(metrics.horizontalAdvance, [*sample, "Wed 25 Nov 00:00", "0000-00-00 00:00"]))
        values = metrics.horizontalAdvance("-00,000.000")
        wanted = ((Column.DATETIME, min(widest + 8, 2 * values)), (Column.PURCHASE, values), (CHANGE_COLUMN, values))
        for column, width in wanted:
            if self.columnWidth(column) < width + 2 * MARGIN:
                self.setColumnWidth(column, width + 2 * MARGIN)

    def _set_sizes(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setFixedWidth(self.fontMetrics().horizontalAdvance("H25 Q4") + 2 * MARGIN)
        self.fit_columns()

    @Slot(object)
    def _move(self, step: tuple[int, int]) -> None:
        """Go so many rows down or cells right; right of the value comes the next row's label."""
        current = self.currentIndex()
        if not current.isValid():
            return
        row, column = current.row() + step[0], min(current.column(), PROBLEM_COLUMN)
        if step[1]:
            place = current.row() * PROBLEM_COLUMN + min(column, PROBLEM_COLUMN - 1) + step[1]
            row, column = divmod(place, PROBLEM_COLUMN)
        if 0 <= row < self._model.rowCount():
            self.go_to(row, column)


def _holds(each: CellRange, index: QModelIndex) -> bool:
    return each.top <= index.row() <= each.bottom and each.left <= index.column() <= each.right
