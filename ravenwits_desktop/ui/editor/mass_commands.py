"""Undo commands that change many values at once, one class for each thing a person can want."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import edits, grid
from ravenwits_desktop.domain.provenance import NOWHERE
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import Patch
from ravenwits_desktop.ui.editor.commands import Edit, Table

Integers = npt.NDArray[np.int64]


class MassEdit(Edit):
    """Other values (MW) for some `rows`, in order; what could not be read before goes where there is a value now."""

    def __init__(self, table: Table, text: str, rows: Integers, mw: Floats) -> None:
        first, last = int(rows.min()), int(rows.max())
        before = grid.part(table.rows(), first, last - first + 1)
        values = before.mw.copy()
        values[rows - first] = mw
        texts = {
            key: text
            for key, text in before.texts.items()
            if key[1] is not Column.PURCHASE or not np.isfinite(values[key[0]])
        }
        super().__init__(table, text, [Patch(first, before, Rows(before.labels, values, texts))])


class SetValues(MassEdit):
    """One value, MW, in all cells. Like all below it raises `EditRefusedError`."""

    def __init__(self, table: Table, rows: Integers, value: float) -> None:
        text = QCoreApplication.translate("EditorCommands", "set to {value} MW").format(value=words.exact(value))
        super().__init__(table, text, rows, edits.filled(table.rows().mw[rows], value))


class AddToValues(MassEdit):
    """So many MW more."""

    def __init__(self, table: Table, rows: Integers, value: float) -> None:
        text = QCoreApplication.translate("EditorCommands", "add {value} MW").format(value=words.exact(value))
        super().__init__(table, text, rows, edits.added(table.rows().mw[rows], value))


class MultiplyValues(MassEdit):
    """Times a factor."""

    def __init__(self, table: Table, rows: Integers, factor: float) -> None:
        text = QCoreApplication.translate("EditorCommands", "multiply by {factor}").format(factor=words.exact(factor))
        super().__init__(table, text, rows, edits.multiplied(table.rows().mw[rows], factor))


class ScaleValues(MassEdit):
    """To a total energy, MWh."""

    def __init__(self, table: Table, rows: Integers, energy_mwh: float) -> None:
        text = QCoreApplication.translate("EditorCommands", "scale to {energy} MWh")
        mw = edits.scaled(table.rows().mw[rows], energy_mwh, table.checked().resolution)
        super().__init__(table, text.format(energy=words.exact(energy_mwh)), rows, mw)


class ShiftValues(MassEdit):
    """In time by so many periods, from cell to cell; cells without a value so much earlier become empty."""

    def __init__(self, table: Table, rows: Integers, periods: int) -> None:
        text = (
            QCoreApplication.translate("EditorCommands", "shift by {count} period")
            if abs(periods) == 1
            else QCoreApplication.translate("EditorCommands", "shift by {count} periods")
        )
        checked = table.checked()
        mw = edits.shifted(table.rows().mw[rows], checked.starts[rows], periods, checked.resolution)
        super().__init__(table, text.format(count=periods), rows, mw)


class InterpolateGaps(MassEdit):
    """Empty cells on the line between the values before and after them, wherever these stand."""

    def __init__(self, table: Table, rows: Integers) -> None:
        starts = table.checked().starts
        mw = table.rows().mw
        text = QCoreApplication.translate("EditorCommands", "interpolate gaps")
        super().__init__(table, text, rows, edits.interpolated(mw, starts, rows)[rows])


class RoundValues(MassEdit):
    """To multiples of a step, MW."""

    def __init__(self, table: Table, rows: Integers, step: float) -> None:
        text = QCoreApplication.translate("EditorCommands", "round to {step} MW").format(step=words.exact(step))
        super().__init__(table, text, rows, edits.rounded(table.rows().mw[rows], step))


class ClipValues(MassEdit):
    """Between limits, MW; None is no limit."""

    def __init__(self, table: Table, rows: Integers, lowest: float | None, highest: float | None) -> None:
        text = QCoreApplication.translate("EditorCommands", "clip values")
        super().__init__(table, text, rows, edits.clipped(table.rows().mw[rows], lowest, highest))


class ChangeResolution(Edit):
    """The whole table in periods of another length: the rows of `purchase`, which was made of the table's own.

    Rows that repeat a value keep the cell of the file it came from; a mean came from no single one.
    """

    def __init__(self, table: Table, purchase: Purchase) -> None:
        text = QCoreApplication.translate("EditorCommands", "change to {minutes} minutes")
        rows = Rows(purchase.labels, purchase.mw)
        checked = table.checked()
        cells = np.full(len(rows), NOWHERE)
        if purchase.resolution < checked.resolution:
            cells = np.repeat(np.argsort(checked.starts, kind="stable"), checked.resolution // purchase.resolution)
        patches = [Patch(0, table.rows(), rows, cells)]
        super().__init__(table, text.format(minutes=purchase.resolution), patches, purchase.resolution)
