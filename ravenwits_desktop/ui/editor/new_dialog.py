"""The dialog that makes an empty draft: which day, how long a period, one value for all or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import typed_number


class NewDraftDialog(QDialog):
    """Asks for the day (tomorrow in the market's `zone` by default) and gives a draft with all its periods."""

    def __init__(
        self,
        zone: str = DEFAULT_ZONE,
        label: Label = Label.END,
        retailer_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("newDraftDialog")
        self.setWindowTitle(self.tr("New draft"))
        self._zone, self._label, self._retailer_id = zone, label, retailer_id
        tomorrow = datetime.now(UTC).astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        self.day = QDateEdit(QDate(tomorrow.year, tomorrow.month, tomorrow.day), self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setMinimumDate(QDate(1991, 1, 1))
        self.day.setMaximumDate(QDate(2099, 12, 31))
        self.resolution = QComboBox(self)
        for minutes, text in (
            (15, self.tr("Quarter hours")),
            (30, self.tr("Half hours")),
            (60, self.tr("Hours")),
        ):
            self.resolution.addItem(text, minutes)
        self.value = QLineEdit(self)
        self.value.setPlaceholderText(self.tr("leave empty to fill in later"))
        self.value.setAccessibleName(self.tr("Value for every period, in MW"))
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Create draft"))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(self.tr("&Day"), self.day)
        form.addRow(self.tr("&Periods"), self.resolution)
        form.addRow(self.tr("&Value, MW"), self.value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(self.buttons)
        self.day.dateChanged.connect(self._update)
        self.resolution.currentIndexChanged.connect(self._update)
        self.value.textChanged.connect(self._update)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(360)
        self._update()

    def draft(self) -> Draft:
        """A new draft as the dialog stands."""
        chosen = self._chosen_day()
        return grid.new_draft(
            chosen,
            self._minutes(),
            self._zone,
            self._label,
            self._retailer_id,
            value=typed_number(self.value.text()),
            name=words.day(np.datetime64(chosen)),
        )

    def _chosen_day(self) -> date:
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _minutes(self) -> int:
        return int(self.resolution.currentData())

    @Slot()
    def _update(self) -> None:
        text = self.value.text().strip()
        readable = not text or typed_number(text) is not None
        starts = timegrid.day_starts(self._chosen_day(), self._minutes(), self._zone)
        hours = len(starts) * self._minutes() // 60
        said = self.tr("{count} rows.").format(count=QLocale().toString(len(starts)))
        if hours != 24:
            said += " " + self.tr("The clocks change: this day has {hours} hours.").format(hours=hours)
        if not readable:
            said = self.tr("“{text}” is not a number in MW.").format(text=text)
        self.hint.setText(said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(readable)
