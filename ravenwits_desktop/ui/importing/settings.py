"""Everything that a person can change about a reading: a box for each, and the same choices as a menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QMenu, QWidget

from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.reading import Grid, Question, Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.ui import words

UNITS = ("MW", "kW", "MWh", "kWh", "Wh", "GW", "GWh")
ZONES = (
    DEFAULT_ZONE,
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Rome",
    "Europe/London",
    "UTC",
    "Etc/GMT-1",
)
ASKED = {
    Question.SHEET: "sheet",
    Question.COLUMN: "column",
    Question.DECIMAL: "decimal",
    Question.DATE_ORDER: "month_first",
    Question.UNIT: "unit",
    Question.TIMES: "date_column",
    Question.RESOLUTION: "resolution",
    Question.DAY: "day",
}
"""Which setting answers a question."""
_ACROSS = 3
_HEADER_ROWS = 20
_DAYS_BACK, _DAYS_AHEAD = 1, 14
_LONGEST = 40


class ReadingSettings(QWidget):
    """The boxes. Each choice is told at once by `chosen`; what the file itself shows stands first in each."""

    chosen = Signal(object)
    """The new `ReadingOptions`."""

    def __init__(self, options: ReadingOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingSettings")
        self._options = options
        self._boxes: dict[str, QComboBox] = {}
        form = QGridLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        for place, (text, name, object_name) in enumerate(
            (
                (self.tr("&Sheet"), "sheet", "sheetBox"),
                (self.tr("&Values from"), "column", "columnBox"),
                (self.tr("&Unit"), "unit", "unitBox"),
                (self.tr("One value &every"), "resolution", "resolutionBox"),
                (self.tr("&Headers in"), "header_row", "headerBox"),
                (self.tr("Times &from"), "date_column", "dateColumnBox"),
                (self.tr("&Periods from"), "hour_column", "hourColumnBox"),
                (self.tr("&Times are"), "label", "labelBox"),
                (self.tr("&Numbered from"), "period_base", "periodBaseBox"),
                (self.tr("Se&nt are"), "shift", "shiftBox"),
                (self.tr("&Decimal sign"), "decimal", "decimalBox"),
                (self.tr("D&ate order"), "month_first", "dateOrderBox"),
                (self.tr("&Clock"), "zone", "zoneBox"),
                (self.tr("Da&y"), "day", "dayBox"),
            )
        ):
            box = self._boxes[name] = QComboBox(self)
            box.setObjectName(object_name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(11)
            box.activated.connect(self._changed)
            label = QLabel(text, self)
            label.setBuddy(box)
            row, side = divmod(place, _ACROSS)
            form.addWidget(label, row, side * 2)
            form.addWidget(box, row, side * 2 + 1)
        for side in range(_ACROSS):
            form.setColumnStretch(side * 2 + 1, 1)
        self._fill_fixed()
        self.set_options(options)

    def _fill_fixed(self) -> None:
        as_shown = self.tr("as the file shows")
        fixed: dict[str, tuple[tuple[str, Any], ...]] = {
            "label": (
                (as_shown, None),
                (self.tr("the end of each period"), Label.END),
                (self.tr("the start of each period"), Label.START),
            ),
            "decimal": ((as_shown, None), (self.tr("comma: 12,5"), ","), (self.tr("point: 12.5"), ".")),
            "month_first": (
                (as_shown, None),
                (self.tr("day first: 25/11/2026"), False),
                (self.tr("month first: 11/25/2026"), True),
            ),
            "resolution": (
                (as_shown, None),
                *((self.tr("{minutes} minutes").format(minutes=minutes), minutes) for minutes in (60, 30, 15)),
            ),
            "period_base": ((as_shown, None), (self.tr("0: 0 to 23"), 0), (self.tr("1: 1 to 24"), 1)),
            "shift": (
                (self.tr("the times as they stand"), False),
                (self.tr("the other end of each period"), True),
            ),
            "unit": ((self.tr("as the file says, else MW"), None), *((unit, unit) for unit in UNITS)),
            "day": ((as_shown, None), *self._days()),
            "zone": tuple((self._clock(zone), zone) for zone in dict.fromkeys((self._options.zone, *ZONES))),
        }
        self._boxes["label"].setToolTip(self.tr("Where the file does not show it, the setting of the account holds."))
        for name, items in fixed.items():
            for text, value in items:
                self._boxes[name].addItem(text, value)
        for name in ("header_row", "date_column", "hour_column"):
            self._boxes[name].addItem(as_shown, None)
        # a text file has no sheets, and before it is read nobody knows its columns
        for name in ("sheet", "column"):
            self._boxes[name].setPlaceholderText("—")
            self._boxes[name].setEnabled(False)

    def _days(self) -> Iterator[tuple[str, date]]:
        """The days around today, each in words."""
        today = date.today()
        for away in range(-_DAYS_BACK, _DAYS_AHEAD + 1):
            day = today + timedelta(days=away)
            yield words.day_with_distance(str(day)), day

    def _clock(self, zone: str) -> str:
        """A zone in words: of one without summer time how far it is ahead of UTC."""
        name = clock_name(zone)
        return zone if name == zone else self.tr("{clock}, without summer time").format(clock=name)

    @property
    def options(self) -> ReadingOptions:
        """What is chosen."""
        return self._options

    def box(self, name: str) -> QComboBox:
        """The box of a setting, by its name in `ReadingOptions`."""
        return self._boxes[name]

    def set_options(self, options: ReadingOptions) -> None:
        """Show these without telling anybody."""
        self._options = options
        for name, box in self._boxes.items():
            if name not in ("sheet", "column"):
                box.setCurrentIndex(_place_of(box, getattr(options, name)))

    def show_reading(self, reading: Reading) -> None:
        """Offer what there is in the file, the sheet and column that were read among it."""
        _refill(self._boxes["sheet"], reading.sheets, reading.sheet)
        _refill(self._boxes["column"], reading.candidates or (reading.column,), reading.column)
        self._boxes["resolution"].setEnabled(reading.resolution_open or self._options.resolution is not None)
        self._boxes["day"].setEnabled(reading.day_open)
        self._offer_grid(reading.grid)

    def show_question(
        self, choices: tuple[str, ...], sheets: tuple[str, ...], question: Question | None, grid: Grid | None
    ) -> None:
        """Offer what can be chosen where a file could not be read: columns (`choices`) or sheets."""
        sheet, column = self._boxes["sheet"], self._boxes["column"]
        self._boxes["day"].setEnabled(question is Question.DAY or self._options.day is not None)
        choices = () if question is Question.TIMES else choices  # those are found in the cells
        if sheets:
            _offer(sheet, sheets, self.tr("choose the sheet…"), None)
        if choices:
            chosen = choices[0] if len(choices) == 1 else self._options.column
            chosen = None if question is Question.COLUMN else chosen
            _offer(column, choices, self.tr("choose the column…"), chosen)
        elif sheets:
            column.clear()
            column.setEnabled(False)
        self._offer_grid(grid)

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """The choices of a setting as a menu; choosing in it is choosing in the box."""
        menu = QMenu(parent)
        menu.setObjectName("settingMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        box = self._boxes[name]
        for index in range(box.count()):
            action = QAction(box.itemText(index).replace("&", "&&"), menu, checkable=True)
            action.setChecked(index == box.currentIndex())
            action.setData((name, index))
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._picked)
        if (checked := group.checkedAction()) is not None:
            menu.setActiveAction(checked)
        return menu

    def _offer_grid(self, grid: Grid | None) -> None:
        if grid is None:
            return
        header = grid.header_row if grid.header_row in grid.numbers else None
        headers = grid.texts[grid.numbers.index(header)] if header is not None else ()
        counted = Counter(headers)
        columns: list[tuple[str, Any]] = [(self._boxes["date_column"].itemText(0), None)]
        for place, letter in enumerate(grid.letters):
            name = headers[place].strip() if headers else ""
            value = name if name and counted[headers[place]] == 1 else letter
            columns.append((f"{letter}: {_short(name)}" if name else letter, value))
        rows: list[tuple[str, Any]] = [(self._boxes["header_row"].itemText(0), None)]
        for number, texts in list(zip(grid.numbers, grid.texts, strict=True))[:_HEADER_ROWS]:
            shown = _short(" | ".join(filter(None, texts)))
            rows.append((self.tr("row {row}: {texts}").format(row=number, texts=shown), number))
        for name, items in (("date_column", columns), ("hour_column", columns), ("header_row", rows)):
            box, wanted = self._boxes[name], getattr(self._options, name)
            box.clear()
            for text, value in items:
                box.addItem(text, value)
            if wanted is not None and box.findData(wanted) < 0:
                box.addItem(str(wanted), wanted)
            box.setCurrentIndex(max(box.findData(wanted), 0))

    def _sheet_of_several(self) -> str | None:
        """The sheet that is shown, where there are others that have rows and columns of the same name as well."""
        box = self._boxes["sheet"]
        return box.currentText() if box.count() > 1 and box.currentIndex() >= 0 else None

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        name, index = action.data()
        self._boxes[name].setCurrentIndex(index)
        self._take(name)

    @Slot()
    def _changed(self) -> None:
        sender = self.sender()
        self._take(next(name for name, box in self._boxes.items() if box is sender))

    def _take(self, name: str) -> None:
        box = self._boxes[name]
        if name == "sheet":
            # another sheet has other columns
            nothing = {"column": None, "header_row": None, "date_column": None, "hour_column": None}
            self._options = replace(self._options, sheet=box.currentText(), **nothing)  # type: ignore[arg-type]
        elif name == "column":
            self._options = replace(self._options, column=box.currentText())
        elif name == "label":
            # what was shifted were the other ends
            self._options = replace(self._options, label=box.currentData(), shift=False)
            self._boxes["shift"].setCurrentIndex(0)
        else:
            self._options = replace(self._options, **{name: box.currentData()})
        if name in ("header_row", "date_column", "hour_column") and box.currentData() is not None:
            self._options = replace(self._options, sheet=self._options.sheet or self._sheet_of_several())
        if name in ("sheet", "date_column"):
            # that may be of another day, or name its own
            self._options = replace(self._options, day=None)
            self._boxes["day"].setCurrentIndex(0)
        self.chosen.emit(self._options)


def _place_of(box: QComboBox, value: object) -> int:
    """Where `value` stands among the data of a box, else its first place; Qt would compare days by identity."""
    return next((place for place in range(box.count()) if box.itemData(place) == value), 0)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _offer(box: QComboBox, texts: tuple[str, ...], prompt: str, chosen: str | None) -> None:
    """Put these into a box in which a person has to choose; the only one there is stands as chosen."""
    box.clear()
    box.addItems(list(texts))
    box.setPlaceholderText(prompt)
    box.setCurrentIndex(box.findText(chosen) if chosen else -1)
    box.setEnabled(True)


def _refill(box: QComboBox, texts: tuple[str, ...], current: str) -> None:
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(box.findText(current))
    box.setEnabled(len(texts) > 1)
