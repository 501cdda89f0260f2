"""Undo commands that fill cells from others: down, as a series, or with what was typed once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import edits, expression, grid
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui.editor.cells import CellRange, Patch, read_cell
from ravenwits_desktop.ui.editor.commands import Edit, Table, labels_after, merged_rows


class FillDown(Edit):
    """The first value of each range into all below it; labels go on from the first one, a period for each row.

    Where values are filled too, labels that are there stay.
    A range of one row takes from the row above it.
    """

    def __init__(self, table: Table, ranges: Sequence[CellRange]) -> None:
        patches = []
        for each in ranges:
            first = each.top if each.bottom > each.top else max(each.top - 1, 0)
            patches.append(_filled(table, each._replace(top=first), _repeated))
        super().__init__(table, QCoreApplication.translate("EditorCommands", "fill down"), patches)


class FillSeries(Edit):
    """Each range goes on as its first two values begin: the same difference from row to row; labels as in `FillDown`.

    With one value alone, or no second one, the first is repeated. Raises `EditRefusedError` where the series would
    leave the numbers.
    """

    def __init__(self, table: Table, ranges: Sequence[CellRange]) -> None:
        patches = [_filled(table, each, _linear) for each in ranges]
        super().__init__(table, QCoreApplication.translate("EditorCommands", "fill series"), patches)


class DragFill(Edit):
    """The rows of `source` repeated, or gone on with as a `series`, into those up to `last`, below or above it.

    Raises `EditRefusedError` where the series would leave the numbers.
    """

    def __init__(self, table: Table, source: CellRange, last: int, *, series: bool) -> None:
        old = table.rows()
        down = last > source.bottom
        target = range(source.bottom + 1, last + 1) if down else range(last, source.top)
        given = old.mw[source.top : source.bottom + 1]
        away = np.arange(1, len(target) + 1) if down else np.arange(len(target), 0, -1)
        if series and len(given) > 1:
            step = (float(given[-1]) - float(given[0])) / (len(given) - 1)
            begin, way = (given[-1], step) if down else (given[0], -step)
            values = edits.series(float(begin), way, len(target) + 1)[away]
        else:
            values = given[(away - 1) % len(given)] if down else given[len(given) - 1 - (away - 1) % len(given)]
        before = grid.part(old, target.start, len(target))
        texts = {key: text for key, text in before.texts.items() if key[1] is not Column.PURCHASE}
        name = QCoreApplication.translate("EditorCommands", "fill series")
        if not series:
            name = QCoreApplication.translate("EditorCommands", "drag fill")
        super().__init__(table, name, [Patch(target.start, before, Rows(before.labels, values, texts))])


class TypeIntoAll(Edit):
    """What was typed once into every selected value; a change such as ``*1.05`` of each one's own.

    `unread` counts the cells in which it is no number; it then stands there as it was typed.
    """

    def __init__(self, table: Table, ranges: Sequence[CellRange], text: str) -> None:
        old = table.rows()
        patches = []
        self.unread = 0
        runs = merged_rows(each for each in ranges if each.left <= Column.PURCHASE <= each.right)
        known = [np.abs(old.mw[first : last + 1]) for first, last in runs]
        near = np.concatenate(known) if known else np.zeros(0)
        near = near[np.isfinite(near)]
        self.near = float(np.median(near)) if len(near) else np.nan
        """The median of the values that were there, without their sign, MW; NaN without any."""
        for first, last in runs:
            before = grid.part(old, first, last - first + 1)
            values, texts = before.mw.copy(), dict(before.texts)
            same = None if expression.is_relative(text) else read_cell(Column.PURCHASE, text, self.near)
            for row in range(len(values)):
                cell = same or read_cell(Column.PURCHASE, text, float(before.mw[row]))
                values[row] = cell.value
                texts.pop((row, Column.PURCHASE), None)
                if cell.text:
                    texts[row, Column.PURCHASE] = cell.text
                    self.unread += 1
            patches.append(Patch(first, before, Rows(before.labels, values, texts)))
        super().__init__(table, QCoreApplication.translate("EditorCommands", "type into all"), patches)


def _repeated(values: Floats) -> Floats:
    return np.full(len(values), values[0])


def _linear(values: Floats) -> Floats:
    step = float(values[1]) - float(values[0]) if len(values) > 1 and np.isfinite(values[1]) else 0.0
    return edits.series(float(values[0]), step, len(values))


def _filled(table: Table, each: CellRange, how: Callable[[Floats], Floats]) -> Patch:
    before = grid.part(table.rows(), each.top, each.bottom - each.top + 1)
    labels, mw, texts = before.labels, before.mw, dict(before.texts)
    if each.left <= Column.DATETIME <= each.right and len(before) > 1:
        following: Minutes = np.concatenate([labels[:1], labels_after(table, each.top, len(before) - 1)])
        # beside values a label that is there stays: whoever fills values over a gap does not mean to move them in time
        kept = ~np.isnat(labels) if each.right >= Column.PURCHASE else np.zeros(len(labels), dtype=np.bool_)
        labels = np.where(kept, labels, following)
        texts = {key: text for key, text in texts.items() if key[1] is not Column.DATETIME or key[0] == 0}
    if each.left <= Column.PURCHASE <= each.right:
        mw = how(mw)
        first = texts.get((0, Column.PURCHASE))
        texts = {key: text for key, text in texts.items() if key[1] is not Column.PURCHASE}
        if first is not None:
            texts.update({(row, Column.PURCHASE): first for row in range(len(mw))})
    return Patch(each.top, before, Rows(labels, mw, texts))
