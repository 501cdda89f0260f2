"""One undo command per action of a person on the table; each replaces whole blocks of rows."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.draft import Checked
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Rows
from ravenwits_desktop.domain.timegrid import NAT, Floats, Label, Minutes
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, Cell, CellRange, Patch, read_cell


class Table(Protocol):
    """What an edit asks of the table it changes, and nothing more: `PurchaseModel` is one."""

    @property
    def resolution(self) -> int | None:
        """Minutes; None while the rows decide."""

    @property
    def label(self) -> Label:
        """Which end of its period a label names."""

    @property
    def zone(self) -> str:
        """The market's zone."""

    def rows(self) -> Rows:
        """The rows as they stand now."""

    def checked(self) -> Checked:
        """The checks of those rows."""

    def apply(self, patches: Sequence[Patch], resolution: int | None) -> None:
        """Put each patch's rows in the place of those it replaces, in order."""


class RepeatedHours(Table, Protocol):
    """A table that knows which of its rows are of an hour that October repeats."""

    def occurrences(self) -> npt.NDArray[np.int8]:
        """For each row 1 or 2 where its label is one of a repeated pair, else 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Cells to be put into the table: a column that is None stays as it is. `texts` by row of the block."""

    labels: Minutes | None
    mw: Floats | None
    texts: Mapping[tuple[int, Column], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return max(len(part) for part in (self.labels, self.mw) if part is not None)


class Edit(QUndoCommand):
    """Rows replaced by rows; undo puts the old ones back. `text` names it in the menu.

    It does not hold the table, which holds it by way of its stack: what holds each other is parted by Python's garbage
    collector alone, and that may run in another thread, where taking Qt's objects apart ends the program.
    """

    def __init__(self, table: Table, text: str, patches: Sequence[Patch], resolution: int | None = None) -> None:
        super().__init__(text)
        self._table = weakref.ref(table)
        self._patches = tuple(patches)
        self._resolution = (table.resolution, resolution or table.resolution)

    @property
    def patches(self) -> tuple[Patch, ...]:
        """The blocks it replaces, in order."""
        return self._patches

    def redo(self) -> None:
        """Do it, for the first time or again."""
        self._apply(self._patches, self._resolution[1])

    def undo(self) -> None:
        """Put everything back, the last patch first."""
        backwards = [Patch(patch.row, patch.after, patch.before) for patch in reversed(self._patches)]
        self._apply(backwards, self._resolution[0])

    def _apply(self, patches: Sequence[Patch], resolution: int | None) -> None:
        table = self._table()
        if table is not None:
            table.apply(patches, resolution)


class SetCell(Edit):
    """A text typed into one cell."""

    def __init__(self, table: Table, row: int, column: Column, text: str) -> None:
        cells = [CellRange(row, row, column, column)]
        old = float(table.rows().mw[row])
        name = (
            QCoreApplication.translate("EditorCommands", "edit date and time")
            if column is Column.DATETIME
            else QCoreApplication.translate("EditorCommands", "edit value")
        )
        super().__init__(table, name, [_written(table, cells, {column: read_cell(column, text, old)})])


class FillCells(Edit):
    """One cell of each column into many."""

    def __init__(self, table: Table, ranges: Sequence[CellRange], cells: Mapping[Column, Cell]) -> None:
        super().__init__(
            table, QCoreApplication.translate("EditorCommands", "fill cells"), [_written(table, ranges, cells)]
        )


class ClearCells(Edit):
    """Cells emptied; by cutting where `cut`."""

    def __init__(self, table: Table, ranges: Sequence[CellRange], *, cut: bool = False) -> None:
        cells = {Column.DATETIME: Cell(NAT, ""), Column.PURCHASE: Cell(np.nan, "")}
        super().__init__(
            table,
            QCoreApplication.translate("EditorCommands", "cut")
            if cut
            else QCoreApplication.translate("EditorCommands", "clear cells"),
            [_written(table, ranges, cells)],
        )


class PasteBlock(Edit):
    """A block from the clipboard laid over the rows from `row` on; what goes past the end becomes new rows.

    Where the block brings values alone, the labels of new rows go on from the last one. `resolution` (minutes) goes
    with a block that brings labels of another one for the whole table.
    """

    def __init__(self, table: Table, row: int, block: Block, resolution: int | None = None) -> None:
        old = table.rows()
        count = min(len(block), len(old) - row)
        before = grid.part(old, row, count)
        added = len(block) - count
        labels = np.concatenate([before.labels, labels_after(table, len(old) - 1, added)])
        mw = np.concatenate([before.mw, np.full(added, np.nan)])
        texts = dict(before.texts)
        for column, part in ((Column.DATETIME, block.labels), (Column.PURCHASE, block.mw)):
            if part is not None:
                texts = {key: text for key, text in texts.items() if key[1] is not column}
        texts.update(block.texts)
        after = Rows(
            labels if block.labels is None else block.labels,
            mw if block.mw is None else block.mw,
            texts,
        )
        super().__init__(
            table, QCoreApplication.translate("EditorCommands", "paste"), [Patch(row, before, after)], resolution
        )
        self.added = added


class AddRows(Edit):
    """Empty rows below `row` (-1: at the top), their labels going on from it."""

    def __init__(self, table: Table, row: int, count: int = 1) -> None:
        rows = Rows(labels_after(table, row, count), np.full(count, np.nan))
        name = (
            QCoreApplication.translate("EditorCommands", "add row")
            if count == 1
            else QCoreApplication.translate("EditorCommands", "add rows")
        )
        super().__init__(table, name, [Patch(row + 1, EMPTY_ROWS, rows)])


class DeleteRows(Edit):
    """Rows taken out: those of every range."""

    def __init__(self, table: Table, ranges: Iterable[CellRange]) -> None:
        runs = merged_rows(ranges)
        old = table.rows()
        patches = [Patch(first, grid.part(old, first, last - first + 1), EMPTY_ROWS) for first, last in reversed(runs)]
        several = sum(last - first + 1 for first, last in runs) > 1
        super().__init__(
            table,
            QCoreApplication.translate("EditorCommands", "delete rows")
            if several
            else QCoreApplication.translate("EditorCommands", "delete row"),
            patches,
        )


def moved_without(table: RepeatedHours, ranges: Iterable[CellRange]) -> int | None:
    """The first row that would be another period once those of `ranges` are deleted; None where all stay what they are.

    Only rows of October's repeated hour can be such.
    """
    gone = np.zeros(len(table.rows()), dtype=np.bool_)
    for first, last in merged_rows(ranges):
        gone[first : last + 1] = True
    if not table.occurrences()[gone].any():
        return None
    checked = table.checked()
    moved = grid.moved_without(table.rows(), checked.starts, gone, checked.resolution, table.label, table.zone)
    return int(moved[0]) if len(moved) else None


def merged_rows(ranges: Iterable[CellRange]) -> list[tuple[int, int]]:
    """The runs of rows (first and last included) that `ranges` cover, in order, none touching another."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted((each.top, each.bottom) for each in ranges):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _written(table: Table, ranges: Sequence[CellRange], cells: Mapping[Column, Cell]) -> Patch:
    """A patch over the rows of all `ranges` that puts each column's cell into every cell of it that they cover."""
    first, last = min(each.top for each in ranges), max(each.bottom for each in ranges)
    before = grid.part(table.rows(), first, last - first + 1)
    labels, mw = before.labels.copy(), before.mw.copy()
    texts = dict(before.texts)
    for each in ranges:
        rows = slice(each.top - first, each.bottom - first + 1)
        for column in range(each.left, min(each.right, PROBLEM_COLUMN - 1) + 1):
            place = Column(column)
            if place is Column.DATETIME:
                labels[rows] = cells[place].value
            else:
                mw[rows] = cells[place].value
            if cells[place].text:
                texts.update({(row, place): cells[place].text for row in range(rows.start, rows.stop)})
            else:
                texts = {key: text for key, text in texts.items() if key[1] is not place or not _inside(key[0], rows)}
    return Patch(first, before, Rows(labels, mw, texts))


def _inside(row: int, rows: slice) -> bool:
    return bool(rows.start <= row < rows.stop)


def labels_after(table: Table, row: int, count: int) -> Minutes:
    """The labels of the `count` periods after that of `row`; NaT where the row has none."""
    checked = table.checked()
    start = checked.starts[row] if 0 <= row < len(checked.starts) else NAT
    return grid.following(start, count, checked.resolution, table.label, table.zone)
