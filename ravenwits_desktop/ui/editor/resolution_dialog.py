"""The dialog that brings a draft to quarter hours, half hours or hours."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.resample import ResampleError, resampled
from ravenwits_desktop.domain.timegrid import RESOLUTIONS
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.mass_commands import ChangeResolution
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.problems import problem_text


class ResolutionDialog(QDialog):
    """Says what another resolution would give, and makes it one undo step."""

    def __init__(self, model: PurchaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("resolutionDialog")
        self.setWindowTitle(self.tr("Change resolution"))
        self._model = model
        self._result: Purchase | None = None
        self.minutes = QComboBox(self)
        names = {15: self.tr("quarter hours"), 30: self.tr("half hours"), 60: self.tr("hours")}
        for minutes in RESOLUTIONS:
            if minutes != model.checked().resolution:
                self.minutes.addItem(names[minutes], minutes)
        self.said = QLabel(self)
        self.said.setObjectName("resolutionSummary")
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Change"))
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Periods"), self.minutes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(400)
        self.minutes.currentIndexChanged.connect(self._update)
        self._update()

    @Slot()
    def _update(self) -> None:
        checked = self._model.checked()
        self._result = None
        if checked.purchase is None:
            first = next(iter(checked.errors), None)
            reason = problem_text(first) if first is not None else self.tr("There are no rows.")
            row = "" if first is None or first.row is None else self.tr("Row {row}: ").format(row=first.row + 1)
            said = self.tr("First put right what is wrong.") + f" {row}{reason}"
        else:
            try:
                self._result = resampled(checked.purchase, int(self.minutes.currentData()))
                said = self._told(checked.purchase, self._result)
            except ResampleError as error:
                said = words.translated(error.message)
        self.said.setText(said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._result is not None)

    def _told(self, before: Purchase, after: Purchase) -> str:
        if after.resolution < before.resolution:
            how = self.tr("Each value is repeated: the power stays the same.")
        else:
            how = self.tr("Each new value is the mean of those it takes the place of.")
        numbers = self.tr("{before} rows become {after}. Energy: {energy} MWh before, {now} MWh after.").format(
            before=words.decimal(len(before), 0),
            after=words.decimal(len(after), 0),
            energy=words.mwh(before.energy_mwh),
            now=words.mwh(after.energy_mwh),
        )
        return f"{how} {numbers}"

    @Slot()
    def _take(self) -> None:
        if self._result is not None:
            self._model.undo_stack.push(ChangeResolution(self._model, self._result))
            self.accept()
