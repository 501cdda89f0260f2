"""Pasting into the table: one value into many cells, or a block that says what became of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import NAT
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.background import Background, Steps
from ravenwits_desktop.ui.editor import clipboard_source
from ravenwits_desktop.ui.editor.ask_decimal import ask_decimal
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, Cell, CellRange
from ravenwits_desktop.ui.editor.clipboard import Pasted
from ravenwits_desktop.ui.editor.clipboard_source import Copied
from ravenwits_desktop.ui.editor.commands import Block, FillCells, PasteBlock, merged_rows
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.pasted_columns import AmbiguousNumbersError, Target, UnusableTextError
from ravenwits_desktop.ui.editor.table import PurchaseTable

_Answer = Pasted | AmbiguousNumbersError | str
AT_ONCE = 400_000
"""Characters that are read without a thread: the values of a year of quarter hours, a tenth of a second at most."""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a paste goes, and the rows as they stood when it was begun."""

    row: int
    target: Target
    ranges: tuple[CellRange, ...]
    rows: Rows


class Pasting(QObject):
    """Puts the clipboard at the current cell of a table; `message` says what it did, or why nothing was done."""

    message = Signal(str)

    def __init__(self, table: PurchaseTable, model: PurchaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._model = table, model
        self.background = Background(parent)

    @Slot()
    def paste(self) -> None:
        """Put what is on the clipboard at the current cell, or one value into all that is selected.

        Long texts are read beside the window's thread; they are put in only if the table is still the same then.
        """
        try:
            copied = clipboard_source.take(QGuiApplication.clipboard())
        except UnusableTextError as reason:
            self.message.emit(str(reason))
            return
        self._read(copied, self._place())

    def _read(self, copied: Copied, place: _Place) -> None:
        if len(copied) <= AT_ONCE:
            self._take(copied, place, _read(copied, place.target))
            return

        def work(_steps: Steps) -> _Answer:
            return _read(copied, place.target)

        text = self.tr("Reading what is on the clipboard…")
        self.message.emit(text)
        self.background.run(text, work, lambda read: self._take(copied, place, read))

    def _take(self, copied: Copied, place: _Place, read: _Answer) -> None:
        if not isinstance(read, AmbiguousNumbersError):
            self._put(place, read)
        elif (decimal := ask_decimal(self._table, read)) is not None:
            self._read(copied, replace(place, target=replace(place.target, decimal=decimal)))
        else:
            self.message.emit(self.tr("Nothing was pasted."))

    def _place(self) -> _Place:
        current = self._table.currentIndex()
        ranges = tuple(
            each._replace(right=min(each.right, PROBLEM_COLUMN - 1))
            for each in self._table.ranges()
            if each.left < PROBLEM_COLUMN
        )
        row = min((each.top for each in ranges), default=current.row() if current.isValid() else 0)
        column = min((each.left for each in ranges), default=current.column() if current.isValid() else Column.DATETIME)
        either = any(each.left == Column.DATETIME and each.right >= Column.PURCHASE for each in ranges)
        rows = self._model.rows()
        known = np.abs(rows.mw[np.isfinite(rows.mw)])
        resolution = self._model.resolution or timegrid.infer_resolution(rows.labels) or timegrid.RESOLUTIONS[-1]
        usual = float(np.median(known)) if len(known) else math.nan
        return _Place(max(row, 0), Target(column, either, resolution, usual), ranges, rows)

    def _put(self, place: _Place, read: Pasted | str) -> None:
        """Lay what was read over the table; a text says why it could not be read."""
        if isinstance(read, str):
            self.message.emit(read)
            return
        if self._model.rows() is not place.rows:
            self.message.emit(self.tr("Nothing was pasted: the table was edited meanwhile. Paste again."))
            return
        block = read.block
        cells = sum((each.bottom - each.top + 1) * (each.right - each.left + 1) for each in place.ranges)
        if len(block) == 1 and cells > 1 and (block.labels is None or block.mw is None):
            self._fill(place.ranges, block, read.notes)
        else:
            self._paste_block(place, block, read.notes)

    def _fill(self, ranges: tuple[CellRange, ...], block: Block, notes: tuple[str, ...]) -> None:
        """One value into all selected cells of its column."""
        column = Column.DATETIME if block.mw is None else Column.PURCHASE
        wanted = [each._replace(left=column, right=column) for each in ranges if each.left <= column <= each.right]
        value = block.labels[0] if block.labels is not None else block.mw[0] if block.mw is not None else NAT
        command = FillCells(self._model, wanted, {column: Cell(value, block.texts.get((0, column), ""))})
        self._model.undo_stack.push(command)
        count = sum(last - first + 1 for first, last in merged_rows(wanted))
        one = self.tr("One value was put into 1 cell.")
        self._say(one if count == 1 else self.tr("One value was put into %Ln cells.", "", count), notes)

    def _paste_block(self, place: _Place, block: Block, notes: tuple[str, ...]) -> None:
        row, resolution = place.row, None
        if block.labels is not None and row == 0 and len(block) >= self._model.rowCount():
            resolution = timegrid.infer_resolution(block.labels)
        selected = sum(last - first + 1 for first, last in merged_rows(place.ranges))
        command = PasteBlock(self._model, row, block, resolution)
        self._model.undo_stack.push(command)
        left = Column.PURCHASE if block.labels is None else Column.DATETIME
        right = Column.DATETIME if block.mw is None else Column.PURCHASE
        self._table.select(CellRange(row, row + len(block) - 1, left, right))
        said = self.tr("One row was pasted.") if len(block) == 1 else self.tr("%Ln rows were pasted.", "", len(block))
        if 1 < selected < len(block):
            more = self.tr("Only {count} were selected: the block went on below.")
            said += " " + more.format(count=words.decimal(selected, 0))
        if command.added == 1:
            said += " " + self.tr("One of them is new, after the end of the table.")
        elif command.added:
            new = self.tr("{count} of them are new, after the end of the table.")
            said += " " + new.format(count=words.decimal(command.added, 0))
        self._say(said, notes)

    def _say(self, said: str, notes: tuple[str, ...]) -> None:
        self.message.emit(" ".join((said, *notes)))


def _read(copied: Copied, target: Target) -> _Answer:
    try:
        return clipboard_source.read(copied, target)
    except AmbiguousNumbersError as question:
        return question
    except UnusableTextError as reason:
        return str(reason)
