"""The table view of a draft: typing, moving and marking as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QMenu,
    QTableView,
    QWidget,
)

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor import moves
from ravenwits_desktop.ui.editor.active_cell import ActiveCell, Place, joined
from ravenwits_desktop.ui.editor.cell_delegate import CellDelegate, step_of
from ravenwits_desktop.ui.editor.cells import CHANGE_COLUMN, PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.fill_handle import FillHandle
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.painting import MARGIN, paint_rows
from ravenwits_desktop.ui.editor.period_header import PeriodHeader
from ravenwits_desktop.ui.flat_header import FlatHeader

_PROBLEM_CHARACTERS = 22
"""So much of a problem can be read beside the column with the changes."""
_NARROWEST = 40
"""Of a column: with the changes shown, the sign of a problem still stands beside them in a narrow window."""
_LEAST_ROWS = 4


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
        self._active = ActiveCell()
        self._dragging = False
        self.chosen_by_hand = False
        """Whether anything else was selected than the cell with which the draft was opened."""
        self._commands: tuple[QAction | None, ...] = ()
        self._menu = QMenu(self)
        self.handle = FillHandle(self)
        self._delegate = delegate = CellDelegate(self)
        delegate.move.connect(self._move)
        delegate.typed_for_all.connect(self.typed_for_all)
        self.setItemDelegate(delegate)
        self.setHorizontalHeader(FlatHeader(self, margin=MARGIN))
        self.setVerticalHeader(PeriodHeader(self, model))
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
        # by whole columns the labels would be gone where the last column is a little too wide
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionPressed.connect(self._select_column)
        self.horizontalHeader().setMinimumSectionSize(_NARROWEST)
        self.horizontalHeader().setDefaultSectionSize(_NARROWEST)
        self.horizontalHeader().moveSection(CHANGE_COLUMN, PROBLEM_COLUMN)
        self.show_changes(False)
        self._set_sizes()

    @Slot(bool)
    def show_changes(self, shown: bool) -> None:
        """Show or hide the column with the changes against the last submission."""
        self.setColumnHidden(CHANGE_COLUMN, not shown)
        self._keep_room()

    def _keep_room(self) -> None:
        """With the changes beside them the problems must not be squeezed: the table asks for as much more width."""
        if self.isColumnHidden(CHANGE_COLUMN):
            self.setMinimumWidth(0)
            return
        columns = sum(map(self.columnWidth, (Column.DATETIME, Column.PURCHASE, CHANGE_COLUMN)))
        problem = self.fontMetrics().averageCharWidth() * _PROBLEM_CHARACTERS + 2 * MARGIN
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(self.verticalHeader().width() + columns + problem + bar)

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
        paint_rows(self, self._model, self.ranges(), self.active(), event.rect())

    def ranges(self) -> list[CellRange]:
        """What is selected, as rectangles: one where the pieces that Qt keeps make one."""
        selection = self.selectionModel().selection()
        found = [selection.at(place) for place in range(selection.count())]
        return joined(
            [CellRange(each.top(), each.bottom(), each.left(), each.right()) for each in found if each.isValid()]
        )

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and the only one selected, whatever keys are held down, and show it."""
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._active.begin((row, column))
        self.scrollTo(index)

    def active(self) -> QModelIndex:
        """The cell that is typed into: where the selection began, whichever cell it was widened to."""
        current = self.currentIndex()
        if not current.isValid():
            return current
        return self._model.index(*self._active.of(self.ranges(), (current.row(), current.column())))

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

    @Slot()
    def select_columns(self) -> None:
        """Widen the selection to whole columns."""
        ranges = self.ranges()
        if ranges:
            left, right = min(each.left for each in ranges), max(each.right for each in ranges)
            self.select(CellRange(0, self._model.rowCount() - 1, left, right))

    @Slot(int)
    def _select_column(self, column: int) -> None:
        """Select a column, or widen the selection to it with Shift; what is in sight stays so."""
        self.commit_open_cell()
        last = self._model.rowCount() - 1
        if last < 0:
            return
        current = self.currentIndex()
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        begun = current.column() if held and current.isValid() else column
        if not held:
            top = self._model.index(max(self.rowAt(0), 0), column)
            self.selectionModel().setCurrentIndex(top, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.select(CellRange(0, last, min(begun, column), max(begun, column)))
        self.setFocus()

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell who shows the totals of the selection."""
        super().selectionChanged(selected, deselected)
        if not self._dragging:
            self._active.forget()
        self.chosen_by_hand = self.chosen_by_hand or not deselected.isEmpty()
        ranges = self.ranges()
        self.handle.show_at(ranges[0] if len(ranges) == 1 else None)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Commands by their shortcut, Enter down, Tab right, with Shift what widens; anything else is Qt's."""
        self._dragging = False
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
        if moves.changes_tabs(event):
            event.ignore()
            return
        corner = moves.corner(event)
        if corner is not None:
            self._go(*self._corner(corner), extend=bool(held & Qt.KeyboardModifier.ShiftModifier))
            return
        action = moves.widening(event)
        if action is not None:
            there = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
            if there.isValid():
                self._go(there.row(), there.column(), extend=True)
            return
        step = step_of(event)
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
        self._go(row, column, extend=extend)

    def _corner(self, way: int) -> tuple[int, int]:
        """The first label, or the last value."""
        return (0, int(Column.DATETIME)) if way < 0 else (max(self._model.rowCount() - 1, 0), int(Column.PURCHASE))

    def _go(self, row: int, column: int, *, extend: bool) -> None:
        """Make a cell the current one: the only one selected, or the one to which the selection is widened."""
        if not 0 <= row < self._model.rowCount():
            return
        if not extend:
            self.go_to(row, column)
            return
        self.commit_open_cell()
        self._widen(self._origin(), (row, column))

    def _widen(self, begun: Place, end: Place) -> None:
        """Select from one cell to another, which becomes the current one."""
        (top, bottom), (left, right) = (sorted(ends) for ends in zip(begun, end, strict=True))
        self.select(CellRange(top, bottom, left, right))
        self._active.begin(begun)
        index = self._model.index(*end)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _origin(self) -> Place:
        current = self.currentIndex()
        return self._active.origin(self.ranges(), (current.row(), current.column()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A selection begins; with Shift it is widened from where it began."""
        begun, there = self._origin(), self.indexAt(event.position().toPoint())
        self._dragging = event.button() == Qt.MouseButton.LeftButton
        self.chosen_by_hand = True
        super().mousePressEvent(event)
        if not self._dragging or not there.isValid():
            return
        if event.modifiers() == Qt.KeyboardModifier.ShiftModifier and begun[0] >= 0:
            self._widen(begun, (there.row(), there.column()))
        else:
            self._active.begin((there.row(), there.column()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is selected now is selected."""
        super().mouseReleaseEvent(event)
        self._dragging = False

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
        change = metrics.horizontalAdvance("+0,000.000")
        wanted = ((Column.DATETIME, min(widest + 8, 2 * values)), (Column.PURCHASE, values), (CHANGE_COLUMN, change))
        for column, width in wanted:
            if self.columnWidth(column) < width + 2 * MARGIN:
                self.setColumnWidth(column, width + 2 * MARGIN)
        self._keep_room()

    def _set_sizes(self) -> None:
        line = self.fontMetrics().height() + 8
        self.verticalHeader().setDefaultSectionSize(line)
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + _LEAST_ROWS * line)
        self.verticalHeader().setFixedWidth(self.fontMetrics().horizontalAdvance("H25 Q4") + 2 * MARGIN)
        self.fit_columns()

    @Slot(object)
    def _move(self, step: tuple[int, int]) -> None:
        """Go so many rows down or cells right, round inside the selection where more than one cell is selected."""
        active = self.active()
        if not active.isValid():
            return
        here, (down, right) = (active.row(), active.column()), step
        inside = self._active.inside(self.ranges(), here, down, right)
        if inside is None:
            (row, column), begun = self._active.step(here, down, right)
            if 0 <= row < self._model.rowCount():
                self.go_to(row, column)
                if right:
                    self._active.tabbed(begun)
            return
        self._active.put(inside)
        index = self._model.index(*inside)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        self.viewport().update()

    def edit(  # type: ignore[override]
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """A key begins an edit in the active cell; Qt would have the one to which the selection was widened."""
        by_key = QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
        if event is not None and trigger & by_key and index == self.currentIndex():
            active = self.active()
            if active != index:
                self._active.put((active.row(), active.column()))
                self.selectionModel().setCurrentIndex(active, QItemSelectionModel.SelectionFlag.NoUpdate)
                index = active
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]
