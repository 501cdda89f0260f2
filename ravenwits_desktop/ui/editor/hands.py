"""Habits of the hand from a spreadsheet that fill many cells at once, find, and copy for a mail."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from ravenwits_desktop.domain.edits import EditRefusedError
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor import clipboard_html
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange, reads_both_ways, typed_number
from ravenwits_desktop.ui.editor.commands import merged_rows
from ravenwits_desktop.ui.editor.fill_commands import DragFill, FillDown, FillSeries, TypeIntoAll
from ravenwits_desktop.ui.editor.find_bar import FindBar
from ravenwits_desktop.ui.editor.mass_dialog import MassDialog
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.resolution_dialog import ResolutionDialog
from ravenwits_desktop.ui.editor.table import PurchaseTable


class Hands(QObject):
    """Actions on the selection of a table; `message` says what they did, or why nothing was done."""

    message = Signal(str)
    preview = Signal(object)
    """`Rows` that an edit would make of the draft, None when it is done or given up."""

    def __init__(self, table: PurchaseTable, model: PurchaseModel, find_bar: FindBar, parent: QObject) -> None:
        super().__init__(parent)
        self._table, self._model, self._find_bar = table, model, find_bar

        def action(text: str, slot: Callable[[], None], *keys: str) -> QAction:
            made = QAction(text, self)
            made.setShortcuts([QKeySequence(each) for each in keys])
            table.let(made, slot)
            return made

        self.fill_action = action(self.tr("Fill down"), self.fill_down, "Ctrl+D")
        self.series_action = action(self.tr("Fill as a series"), self.fill_series, "Ctrl+Shift+D")
        self.find_action = action(self.tr("Find or go to…"), self.find, "Ctrl+F", "Ctrl+G")
        self.change_action = action(self.tr("Change values…"), self.change_values, "Ctrl+M")
        self.resolution_action = action(self.tr("Change resolution…"), self.change_resolution)
        self.mail_action = action(self.tr("Copy for a mail"), self.copy_for_mail, "Ctrl+Shift+C")
        self.column_action = QAction(self.tr("Show the change against the last submission"), self)
        self.column_action.setCheckable(True)
        self.column_action.setShortcut(QKeySequence("Ctrl+Shift+M"))
        self.column_action.toggled.connect(table.show_changes)
        table.typed_for_all.connect(self._typed)
        table.handle.filled.connect(self._dragged)
        find_bar.found.connect(self._show)
        find_bar.closed.connect(table.setFocus)

    @Slot()
    def fill_down(self) -> None:
        """The first selected row into those below it; a single row takes from the one above."""
        ranges = self._ranges()
        if ranges and any(each.bottom > 0 for each in ranges):
            self._model.undo_stack.push(FillDown(self._model, ranges))
            count = _rows_in(ranges)
            said = self.tr("Filled down: 1 row.") if count == 1 else self.tr("Filled down: %Ln rows.", "", count)
            self.message.emit(said)
        else:
            self.message.emit(self.tr("There is no row above to fill from."))

    @Slot()
    def fill_series(self) -> None:
        """The difference of the first two selected values from row to row."""
        ranges = [each for each in self._ranges() if each.bottom > each.top]
        if ranges:
            try:
                command = FillSeries(self._model, ranges)
            except EditRefusedError as error:
                self.message.emit(words.translated(error.message))
                return
            self._model.undo_stack.push(command)
            self.message.emit(self.tr("Filled as a series: %Ln rows.", "", _rows_in(ranges)))
        else:
            self.message.emit(self.tr("Select the first two values of the series and the cells it is to fill."))

    @Slot()
    def change_values(self) -> None:
        """Ask how the values of the selected rows, or of all, are to be changed."""
        count = self._model.rowCount()
        runs = merged_rows(self._table.ranges())
        rows = np.concatenate([np.arange(first, last + 1) for first, last in runs] or [np.zeros(0, np.int64)])
        if not count:
            self.message.emit(self.tr("There are no values to change."))
            return
        by_hand = len(rows) > 1 or self._table.chosen_by_hand
        dialog = MassDialog(self._model, rows, self._table, by_hand=by_hand)
        dialog.preview.connect(self.preview)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open_over(self._table)

    @Slot()
    def change_resolution(self) -> None:
        """Ask for another length of the periods."""
        dialog = ResolutionDialog(self._model, self._table)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def find(self) -> None:
        """Open the bar that finds a day, a time or a value."""
        self._find_bar.open(self._table.currentIndex().row())

    @Slot()
    def copy_for_mail(self) -> None:
        """Copy what is selected as a table with days, unit and headings, for people to read."""
        ranges = self._table.ranges()
        if ranges:
            QGuiApplication.clipboard().setMimeData(clipboard_html.mail_data(self._model, ranges))
            count = _rows_in(ranges)
            many = self.tr("Copied with days, unit and headings: %Ln rows.", "", count)
            self.message.emit(self.tr("Copied with days, unit and headings: 1 row.") if count == 1 else many)

    def _ranges(self) -> list[CellRange]:
        return [
            each._replace(right=min(each.right, Column.PURCHASE))
            for each in self._table.ranges()
            if each.left < PROBLEM_COLUMN
        ]

    @Slot(object)
    def _typed(self, text: str) -> None:
        ranges = [each for each in self._ranges() if each.right >= Column.PURCHASE]
        if not ranges:
            return
        command = TypeIntoAll(self._model, ranges, text)
        self._model.undo_stack.push(command)
        count = _rows_in(ranges)
        self.message.emit(self.tr("Typed into 1 row.") if count == 1 else self.tr("Typed into %Ln rows.", "", count))
        if reads_both_ways(text, command.near):
            self._model.typed_decimals.emit((text, typed_number(text, command.near)))
        if command.unread:
            said = self.tr("“{text}” is no value in %Ln of the cells: they are marked.", "", command.unread)
            if command.unread == 1:
                said = self.tr("“{text}” is no value in one of the cells: it is marked.")
            self.message.emit(said.format(text=text))

    @Slot(object)
    def _dragged(self, drag: tuple[CellRange, int, bool]) -> None:
        self._table.commit_open_cell()
        source, target, series = drag
        try:
            command = DragFill(self._model, source, target, series=series)
        except EditRefusedError as error:
            self.message.emit(words.translated(error.message))
            return
        self._model.undo_stack.push(command)
        top, bottom = min(source.top, target), max(source.bottom, target)
        self._table.select(CellRange(top, bottom, Column.PURCHASE, Column.PURCHASE))
        count = target - source.bottom if target > source.bottom else source.top - target
        self.message.emit(self.tr("Filled 1 row.") if count == 1 else self.tr("Filled %Ln rows.", "", count))

    @Slot(object)
    def _show(self, row: int) -> None:
        self._table.go_to(row, Column.PURCHASE)


def _rows_in(ranges: list[CellRange]) -> int:
    return sum(last - first + 1 for first, last in merged_rows(ranges))
