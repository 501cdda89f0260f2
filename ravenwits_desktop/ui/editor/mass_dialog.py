"""The dialog that changes many values at once, with what it comes to in numbers and in the chart before it is done."""

from __future__ import annotations

import enum

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain import edits, expression
from ravenwits_desktop.domain.edits import Days, EditRefusedError
from ravenwits_desktop.domain.grid import spliced
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import typed_number
from ravenwits_desktop.ui.editor.commands import Edit
from ravenwits_desktop.ui.editor.mass_commands import (
    AddToValues,
    ClipValues,
    InterpolateGaps,
    MultiplyValues,
    RoundValues,
    ScaleValues,
    SetValues,
    ShiftValues,
)
from ravenwits_desktop.ui.editor.model import PurchaseModel

_FROM_EDGE = 16
"""Pixels between the dialog and the lower edge of the widget over which it opens."""
Integers = npt.NDArray[np.int64]


class Operation(enum.Enum):
    """What is done to the values."""

    SET = "set"
    ADD = "add"
    MULTIPLY = "multiply"
    SCALE = "scale"
    SHIFT = "shift"
    INTERPOLATE = "interpolate"
    ROUND = "round"
    CLIP = "clip"


ALL_ROWS = "all rows"
"""What the box of the places has beside `Days`."""


class MassDialog(QDialog):
    """Changes the values of `rows` of a model, of the same hours of other days, or of all rows; one undo step."""

    preview = Signal(object)
    """The `Rows` that the draft would have; None when there is nothing to show any more."""

    def __init__(self, model: PurchaseModel, rows: Integers, parent: QWidget, *, by_hand: bool) -> None:
        """`rows` are those of the selection. Where nobody chose it (not `by_hand`) all rows are offered first."""
        super().__init__(parent)
        self.setObjectName("massEditDialog")
        self.setWindowTitle(self.tr("Change values"))
        self._model, self._rows = model, rows
        self._command: Edit | None = None
        self.operation = QComboBox(self)
        for operation, text in (
            (Operation.ADD, self.tr("Add")),
            (Operation.MULTIPLY, self.tr("Multiply by")),
            (Operation.SET, self.tr("Set to")),
            (Operation.SCALE, self.tr("Scale to a total of")),
            (Operation.SHIFT, self.tr("Shift in time by")),
            (Operation.INTERPOLATE, self.tr("Fill gaps on a straight line")),
            (Operation.ROUND, self.tr("Round to multiples of")),
            (Operation.CLIP, self.tr("Keep between")),
        ):
            self.operation.addItem(text, operation)
        self.value, self.highest = QLineEdit(self), QLineEdit(self)
        self.value.setObjectName("massValue")
        self.highest.setAccessibleName(self.tr("Highest value, MW"))
        self.unit, self.between = QLabel(self), QLabel(self.tr("and"), self)
        self.days = QComboBox(self)
        self.days.setObjectName("massWhere")
        for days, text in (
            (Days.NONE, self._selected(len(rows))),
            (Days.ALL, self.tr("the same hours of all days")),
            (Days.WORKING, self.tr("the same hours of the working days too")),
            (Days.WEEKEND, self.tr("the same hours of the weekends too")),
            (Days.SAME_WEEKDAY, self.tr("the same hours of the same weekdays too")),
            (ALL_ROWS, self._all_rows(model.rowCount())),
        ):
            if days == ALL_ROWS or 0 < len(rows) < model.rowCount():
                self.days.addItem(text, days)
        if not by_hand:
            self.days.setCurrentIndex(self.days.count() - 1)
        self.said = QLabel(self)
        self.said.setObjectName("massSummary")
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Change"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._finish)
        self._lay_out()
        self.operation.currentIndexChanged.connect(self._chosen)
        self.days.currentIndexChanged.connect(self._update)
        self.value.textChanged.connect(self._update)
        self.highest.textChanged.connect(self._update)
        self._chosen()
        self.value.setFocus()

    def _selected(self, count: int) -> str:
        return self.tr("the selected cell") if count == 1 else self.tr("the %Ln selected cells", "", count)

    def _all_rows(self, count: int) -> str:
        return self.tr("the only row") if count == 1 else self.tr("all %Ln rows", "", count)

    def open_over(self, widget: QWidget) -> None:
        """Open in the lower part of a widget, not in the middle of the window: the preview is in the chart beside."""
        self.adjustSize()
        room = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
        place = self.rect()
        place.moveCenter(room.center())
        place.moveBottom(room.bottom() - _FROM_EDGE)
        screen = widget.screen().availableGeometry()
        left = max(screen.left(), min(place.left(), screen.right() - place.width()))
        self.move(left, max(screen.top(), min(place.top(), screen.bottom() - place.height())))
        self.open()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self.value, self.between, self.highest, self.unit):
            line.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&What"), self.operation)
        self.by = QLabel(self.tr("&Value"), self)
        self.by.setBuddy(self.value)
        form.addRow(self.by, line)
        form.addRow(self.tr("Wh&ere"), self.days)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(420)

    @Slot()
    def _chosen(self) -> None:
        """Another operation asks for something else."""
        operation = self.operation.currentData()
        units = {
            Operation.MULTIPLY: self.tr("(1.05, or +5%)"),
            Operation.SCALE: "MWh",
            Operation.SHIFT: self.tr("periods (later; −1 is earlier)"),
            Operation.INTERPOLATE: "",
        }
        unit = units.get(operation, "MW")
        self.unit.setText(unit)
        self.value.setAccessibleName(self.tr("{what}, {unit}").format(what=self.operation.currentText(), unit=unit))
        for widget in (self.by, self.value):
            widget.setVisible(operation is not Operation.INTERPOLATE)
        for widget in (self.between, self.highest):
            widget.setVisible(operation is Operation.CLIP)
        self._update()

    @Slot()
    def _update(self) -> None:
        """Say and show what would come out."""
        chosen = self._model.checked()
        days = self.days.currentData()
        if days == ALL_ROWS:
            rows = np.arange(self._model.rowCount())
        else:
            rows = edits.same_hours(chosen.starts, self._rows, days, chosen.resolution, self._model.zone)
        self._command = None
        try:
            self._command = self._made(rows)
        except EditRefusedError as error:
            said = words.translated(error.message)
        except ValueError as error:
            said = str(error)
        else:
            said = self._told(rows, self._command)
            if self._after(self._command) == self._model.rows():
                self._command = None  # a step back that changes nothing would only confuse
        self.said.setText(said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._command is not None)
        self.preview.emit(None if self._command is None else self._after(self._command))

    def _made(self, rows: Integers) -> Edit:
        """The command as the dialog stands; raises `ValueError` (in the user's words) or `EditRefusedError`."""
        model = self._model
        match self.operation.currentData():
            case Operation.SET:
                return SetValues(model, rows, self._number(self.value))
            case Operation.ADD:
                return AddToValues(model, rows, self._number(self.value))
            case Operation.MULTIPLY:
                return MultiplyValues(model, rows, self._factor())
            case Operation.SCALE:
                return ScaleValues(model, rows, self._number(self.value))
            case Operation.SHIFT:
                periods = self._number(self.value)
                if not periods.is_integer():
                    raise ValueError(self.tr("A shift is a whole number of periods."))
                return ShiftValues(model, rows, int(periods))
            case Operation.INTERPOLATE:
                return InterpolateGaps(model, rows)
            case Operation.ROUND:
                return RoundValues(model, rows, self._number(self.value))
        lowest = self._number(self.value) if self.value.text().strip() else None
        highest = self._number(self.highest) if self.highest.text().strip() else None
        if lowest is None and highest is None:
            raise ValueError(self.tr("Type a lowest or a highest value."))
        return ClipValues(model, rows, lowest, highest)

    def _factor(self) -> float:
        """``1.05``, ``105%``, or ``+5%``."""
        text = self.value.text().strip()
        if text.endswith("%"):
            factor = expression.evaluate(text, 1.0) if text[:1] in "+-" else expression.evaluate(f"={text}")
            if factor is not None:
                return factor
        return self._number(self.value)

    def _number(self, edit: QLineEdit) -> float:
        text = edit.text().strip()
        if not text:
            raise ValueError(self.tr("Type a value."))
        number = expression.evaluate(text) if text.startswith("=") else typed_number(text)
        if number is None:
            raise ValueError(self.tr("“{text}” is not a number.").format(text=text))
        return number

    def _after(self, command: Edit) -> Rows:
        rows = self._model.rows()
        for patch in command.patches:
            rows = spliced(rows, patch.row, len(patch.before), patch.after)
        return rows

    def _told(self, rows: Integers, command: Edit) -> str:
        before, after = self._model.rows().mw, self._after(command).mw
        change = edits.change(before[rows], after[rows], self._model.checked().resolution)
        lost = int((np.isfinite(before[rows]) & ~np.isfinite(after[rows])).sum())
        said = self.tr("{changed} of %Ln cells change, {before} → {after} MWh.", "", len(rows))
        if len(rows) == 1:
            said = self.tr("{changed} of 1 cell changes, {before} → {after} MWh.")
        said = said.format(
            changed=words.decimal(change.cells, 0),
            before=words.mwh(change.before_mwh),
            after=words.mwh(change.after_mwh),
        )
        if change.largest_row is not None:
            label = self._model.display_text(int(rows[change.largest_row]), 0)
            sign = "+" if change.largest_mw > 0 else ""
            largest = self.tr("Largest: {label} {sign}{change} MW.")
            said += " " + largest.format(label=label, sign=sign, change=words.mw(change.largest_mw))
        if lost:
            many = self.tr("{count} cells become empty.").format(count=words.decimal(lost, 0))
            said += " " + (self.tr("One cell becomes empty.") if lost == 1 else many)
        return said

    @Slot(int)
    def _finish(self, result: int) -> None:
        self.preview.emit(None)
        if result == QDialog.DialogCode.Accepted and self._command is not None:
            self._model.undo_stack.push(self._command)
