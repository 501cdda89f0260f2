"""The dialog that makes a new draft: which days, how long a period, and what the values begin with."""

from __future__ import annotations

import calendar
import enum
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain import edits, filling, grid
from ravenwits_desktop.domain.draft import Draft, totals
from ravenwits_desktop.domain.edits import EditRefusedError
from ravenwits_desktop.domain.filling import Filling
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.resample import ResampleError
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label, Minutes
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import typed_number
from ravenwits_desktop.ui.editor.fill_sources import FillSources, Source
from ravenwits_desktop.ui.editor.new_fields import HoursEdit, date_edit, number_edit

_MOST_DAYS = 1_100
_SAID_DAYS = 3


class Span(enum.Enum):
    """How many days a new draft has."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"


class Fill(enum.Enum):
    """What the values of a new draft begin with."""

    VALUE = "value"
    PEAK = "peak"
    HOURS = "hours"
    KINDS_OF_DAYS = "kinds of days"
    DAY_BEFORE = "day before"
    WEEK_BEFORE = "week before"
    OTHER = "other"


_DAYS_BACK = {Fill.DAY_BEFORE: 1, Fill.WEEK_BEFORE: 7}


class NewDraftDialog(QDialog):
    """Asks for the days (tomorrow in the market's `zone` by default) and gives a draft with all their periods.

    Without `sources` nothing can be copied from what was submitted.
    """

    def __init__(
        self,
        zone: str = DEFAULT_ZONE,
        label: Label = Label.END,
        retailer_id: str | None = None,
        parent: QWidget | None = None,
        *,
        sources: FillSources | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("newDraftDialog")
        self.setWindowTitle(self.tr("New draft"))
        self._zone, self._label, self._retailer_id, self._sources = zone, label, retailer_id, sources
        self._key = ""
        """The purchase that is asked for or known."""
        self._source: Source | None = None
        tomorrow = datetime.now(UTC).astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        self._make_fields(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
        self._lay_out()
        for field in (self.day, self.last):
            field.dateChanged.connect(self._update)
        for box in (self.span, self.resolution, self.fill, self.other):
            box.currentIndexChanged.connect(self._update)
        for edit in (self.value, self.base, self.peak, self.hours, self.working, self.others, self.total):
            edit.textChanged.connect(self._update)
        if sources is not None:
            sources.found.connect(self._found)
        self._update()

    def _make_fields(self, tomorrow: QDate) -> None:
        self.span = QComboBox(self)
        for span, text in (
            (Span.DAY, self.tr("One day")),
            (Span.RANGE, self.tr("From … to …")),
            (Span.WEEK, self.tr("The week (Monday to Sunday) of")),
            (Span.MONTH, self.tr("The month of")),
        ):
            self.span.addItem(text, span)
        self.span.setAccessibleName(self.tr("How many days"))
        self.day = date_edit(tomorrow, self.tr("Day"), self)
        self.last = date_edit(tomorrow, self.tr("Last day"), self)
        self.resolution = QComboBox(self)
        for minutes, text in ((15, self.tr("Quarter hours")), (30, self.tr("Half hours")), (60, self.tr("Hours"))):
            self.resolution.addItem(text, minutes)
        self.fill = QComboBox(self)
        kinds = [
            (Fill.VALUE, self.tr("One value, or none")),
            (Fill.PEAK, self.tr("Base and peak (08–20 on working days)")),
            (Fill.HOURS, self.tr("A value for each of 24 hours")),
            (Fill.KINDS_OF_DAYS, self.tr("24 values for Mon–Fri, 24 for Sat and Sun")),
        ]
        self.other = QComboBox(self)
        self.other.setAccessibleName(self.tr("The purchase whose values are taken"))
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(36)
        if self._sources is not None:
            if self._retailer_id:
                kinds.append((Fill.DAY_BEFORE, self.tr("As submitted for the day before")))
                kinds.append((Fill.WEEK_BEFORE, self.tr("As submitted for the same weekday last week")))
            for offer in self._sources.offers():
                self.other.addItem(offer.text, offer.key)
            if self.other.count():
                kinds.append((Fill.OTHER, self.tr("As a draft or submission…")))
        for kind, text in kinds:
            self.fill.addItem(text, kind)
        self.value = number_edit(self.tr("Value for every period, in MW"), self)
        self.value.setPlaceholderText(self.tr("leave empty to fill in later"))
        self.base = number_edit(self.tr("Base, in MW"), self)
        self.peak = number_edit(self.tr("Peak, in MW"), self)
        self.hours = HoursEdit(self.tr("A value in MW for each of 24 hours"), self)
        self.working = HoursEdit(self.tr("A value in MW for each of 24 hours, Monday to Friday"), self)
        self.others = HoursEdit(self.tr("A value in MW for each of 24 hours, Saturday and Sunday"), self)
        self.total = number_edit(self.tr("Energy of all periods together, in MWh"), self)
        self.total.setPlaceholderText(self.tr("leave empty to keep the values as they are"))
        self.hint = QLabel(self)
        self.hint.setObjectName("newDraftHint")
        self.hint.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Create &draft"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(8)
        for widget in (self.day, self.last):
            days.addWidget(widget, 1)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for text, edit in ((self.tr("base"), self.base), (self.tr("peak"), self.peak)):
            pair.addWidget(QLabel(text, self))
            pair.addWidget(edit, 1)
        kinds = QFormLayout()
        kinds.setSpacing(8)
        kinds.addRow(self.tr("Mon–Fri"), self.working)
        kinds.addRow(self.tr("Sat, Sun"), self.others)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(self.tr("Da&ys"), self.span)
        from_to = QLabel(self.tr("&On"), self)
        from_to.setBuddy(self.day)
        self._form.addRow(from_to, days)
        self._form.addRow(self.tr("&Periods"), self.resolution)
        self._form.addRow(self.tr("&Begin with"), self.fill)
        self._rows: dict[Fill, QLineEdit | QComboBox | QLayout] = {
            Fill.VALUE: self.value,
            Fill.PEAK: pair,
            Fill.HOURS: self.hours,
            Fill.KINDS_OF_DAYS: kinds,
            Fill.OTHER: self.other,
        }
        first = {Fill.PEAK: self.base, Fill.KINDS_OF_DAYS: self.working}
        for kind, field in self._rows.items():
            label = QLabel(self.tr("&From") if kind is Fill.OTHER else self.tr("&Values, MW"), self)
            label.setBuddy(field if isinstance(field, QWidget) else first[kind])
            self._form.addRow(label, field)
        self._form.addRow(self.tr("Scale to &total, MWh"), self.total)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._form)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(500)

    def draft(self) -> Draft:
        """A new draft as the dialog stands."""
        first, last = self._days()
        starts = self._starts()
        values = self._filling(starts).mw
        name = words.days(str(first), str(last))
        rows = grid.rows_at(starts, values, self._minutes(), self._label, self._zone)
        return grid.draft_of(rows, self._minutes(), self._zone, self._label, self._retailer_id, name=name)

    def _days(self) -> tuple[date, date]:
        chosen = self.day.date()
        first = last = date(chosen.year(), chosen.month(), chosen.day())
        match self.span.currentData():
            case Span.RANGE:
                end = self.last.date()
                last = date(end.year(), end.month(), end.day())
            case Span.WEEK:
                first -= timedelta(days=first.weekday())
                last = first + timedelta(days=6)
            case Span.MONTH:
                first = first.replace(day=1)
                last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            case _:
                pass
        return first, last

    def _minutes(self) -> int:
        return int(self.resolution.currentData())

    def _starts(self) -> Minutes:
        return filling.starts_of_days(*self._days(), self._minutes(), self._zone)

    def _filling(self, starts: Minutes) -> Filling:
        """The values as the dialog stands, brought to the total that is asked for.

        Raises `ValueError`, `ResampleError` or `EditRefusedError` where they cannot be told.
        """
        values = self._unscaled(starts)
        if not self.total.text().strip():
            return values
        total = self._number(self.total, self.tr("“{text}” is not an energy in MWh."))
        return replace(values, mw=edits.scaled(values.mw, total, self._minutes()))

    def _unscaled(self, starts: Minutes) -> Filling:
        kind = self.fill.currentData()
        if kind is Fill.VALUE:
            empty = 1.0 if self.total.text().strip() else np.nan  # a total alone is spread evenly
            return Filling(np.full(len(starts), self._number(self.value) if self.value.text().strip() else empty))
        if kind is Fill.PEAK:
            return filling.by_base_and_peak(starts, self._number(self.base), self._number(self.peak), self._zone)
        if kind is Fill.HOURS:
            return filling.by_hours(starts, self.hours.values(), self._zone)
        if kind is Fill.KINDS_OF_DAYS:
            return filling.by_hours(starts, self.working.values(), self._zone, others=self.others.values())
        if self._source is None:
            raise ValueError(self.tr("Looking for the values…"))
        purchase: Purchase | None = self._source.purchase
        if purchase is None:
            raise ValueError(self.tr("Nothing was submitted for those days. Begin with something else."))
        return filling.same_as(starts, purchase, self._minutes(), self._zone, days_back=_DAYS_BACK.get(kind))

    def _number(self, edit: QLineEdit, wrong: str = "") -> float:
        text = edit.text().strip()
        if not text:
            raise ValueError(self.tr("A value is missing."))
        number = typed_number(text)
        if number is None:
            raise ValueError((wrong or self.tr("“{text}” is not a number in MW.")).format(text=text))
        return number

    def _look_for_source(self) -> None:
        """Ask for the purchase that the values are to be taken from, where it is another one than before."""
        kind = self.fill.currentData()
        if self._sources is None or kind not in (*_DAYS_BACK, Fill.OTHER):
            return
        if kind is Fill.OTHER:
            key = str(self.other.currentData())
            if key == self._key:
                return
            self._key, self._source = key, None
            self._sources.ask(key)
            return
        back = timedelta(days=_DAYS_BACK[kind])
        first, last = (day - back for day in self._days())
        if first <= last and (self._key.split()[-2:] != [str(first), str(last)]):
            self._source = None
            self._key = self._sources.ask_days(self._retailer_id or "", str(first), str(last))

    @Slot(object)
    def _found(self, source: Source) -> None:
        if source.key == self._key:
            self._source = source
            self._update()

    @Slot()
    def _update(self) -> None:
        self.last.setVisible(self.span.currentData() is Span.RANGE)
        for kind, field in self._rows.items():
            self._form.setRowVisible(field, kind is self.fill.currentData())
        first, last = self._days()
        good = False
        if last < first:
            said = self.tr("The last day is before the first one.")
        elif (last - first).days >= _MOST_DAYS:
            said = self.tr("That is more than three years: choose fewer days.")
        else:
            self._look_for_source()
            starts = self._starts()
            try:
                said, good = self._told(starts, self._filling(starts)), True
            except (ResampleError, EditRefusedError) as error:
                said = words.translated(error.message)
            except ValueError as error:
                said = str(error)
        self.hint.setText(said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)

    def _told(self, starts: Minutes, values: Filling) -> str:
        """Rows, energy, days of the change-over, and what was not one to one."""
        said = self.tr("1 row") if len(starts) == 1 else self.tr("%Ln rows", "", len(starts))
        found = totals(values.mw, self._minutes())
        if found.count and found.minimum is not None and found.maximum is not None:
            said += f", {words.mwh(found.energy_mwh)} MWh"
            low, high = words.mw(found.minimum), words.mw(found.maximum)
            said += f", {low} MW" if low == high else f", {low} – {high} MW"
        lines = [said + "."]
        unusual = grid.unusual_days(starts, self._zone)
        one = self._days()[0] == self._days()[1]
        for day, hours in unusual[:_SAID_DAYS]:
            template = self.tr("The clocks change: {day} has {hours} hours.")
            lines[0] += " " + template.format(day=self.tr("this day") if one else words.day(day), hours=hours)
        if self.fill.currentData() in (Fill.PEAK, Fill.KINDS_OF_DAYS):
            lines.append(self.tr("Working days are Monday to Friday: holidays are not known here."))
        lines += [words.translated(note) for note in values.notes[:_SAID_DAYS]]
        if len(values.notes) > _SAID_DAYS:
            lines.append(self.tr("and {count} more such days").format(count=len(values.notes) - _SAID_DAYS))
        return "\n".join(lines)
