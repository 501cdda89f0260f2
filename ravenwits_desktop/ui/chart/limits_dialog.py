"""Typing the two ends of the time that is shown, as dates and times of the market's clock."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, QTimeZone, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.series import seconds


class LimitsDialog(QDialog):
    """From when to when; `span` (seconds UTC) is what is shown now."""

    chosen = Signal(object)
    """The two ends (seconds UTC, a tuple of floats), the earlier first."""

    def __init__(self, span: tuple[float, float], zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("limitsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Show from … to …"))
        self._zone = zone
        self.first, self.last = (self._edit(moment) for moment in span)
        self._unchanged = {
            edit: (edit.dateTime(), moment) for edit, moment in zip((self.first, self.last), span, strict=True)
        }
        self.first.setObjectName("limitFrom")
        self.last.setObjectName("limitTo")
        self.problem = QLabel(self)
        self.problem.setObjectName("limitsProblem")
        self.problem.setWordWrap(True)
        self.problem.setStyleSheet(f"color: {theme.current_theme().error};")
        self.problem.hide()
        form = QFormLayout()
        for title, edit in ((self.tr("&From"), self.first), (self.tr("&To"), self.last)):
            label = QLabel(title, self)
            label.setBuddy(edit)
            form.addRow(label, self._with_weekday(edit))
        form.addRow("", QLabel(self.tr("Times of {zone}").format(zone=zone), self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the first number chosen, so that what is typed takes its place."""
        super().showEvent(event)
        self.first.setSelectedSection(self.first.sectionAt(0))

    def _edit(self, moment: float) -> QDateTimeEdit:
        """A field at `moment`; it counts in UTC, so that no hour of the computer's own zone is skipped or doubled."""
        instant = np.array([round(moment / 60)], dtype=np.int64).astype("datetime64[m]")
        wall = timegrid.utc_to_wall(instant, self._zone)[0].item()
        date, time = QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute)
        edit = QDateTimeEdit(QDateTime(date, time, QTimeZone(QTimeZone.Initialization.UTC)), self)
        edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        edit.setCalendarPopup(True)
        short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        edit.setDisplayFormat(f"{short if 'yyyy' in short else short.replace('yy', 'yyyy')} HH:mm")
        return edit

    def _with_weekday(self, edit: QDateTimeEdit) -> QHBoxLayout:
        """The field and the weekday beside it: in the field a weekday would swallow the digits that are typed."""
        weekday = QLabel(self)
        weekday.setObjectName(f"{edit.objectName()}Weekday")

        def tell(moment: QDateTime) -> None:
            weekday.setText(QLocale().toString(moment.date(), "ddd"))

        edit.dateTimeChanged.connect(tell)
        tell(edit.dateTime())
        row = QHBoxLayout()
        row.addWidget(edit, 1)
        row.addWidget(weekday)
        return row

    def _moment(self, edit: QDateTimeEdit, *, later: bool) -> float | None:
        """Seconds UTC of a field: what was shown where nobody has typed anything.

        Of a typed time in the repeated hour the first half or, where `later`, the second.
        """
        given, (before, moment) = edit.dateTime(), self._unchanged[edit]
        if given == before:
            return moment
        wall = np.array([given.toString("yyyy-MM-ddTHH:mm")], dtype="datetime64[m]")
        instant = timegrid.wall_to_utc(wall, self._zone)[1 if later else 0]
        return None if np.isnat(instant[0]) else float(seconds(instant)[0])

    @Slot()
    def accept(self) -> None:
        """Show that time, or say why it cannot be shown."""
        first, last = self._moment(self.first, later=False), self._moment(self.last, later=True)
        problem = ""
        if first is None or last is None:
            problem = self.tr("This hour does not exist: the clocks go forward.")
        elif first >= last:
            problem = self.tr("The end must come after the beginning.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if first is None or last is None or problem:
            return
        self.chosen.emit((first, last))
        super().accept()
