"""The readings that are kept: seen, renamed and deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.kept_headers import headers_of
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.theme import tabular
from ravenwits_desktop.ui.yielding import YieldingArea

_NAME = 0
_ID = Qt.ItemDataRole.UserRole


class KeptReadingsPage(QWidget):
    """One line for each kept reading. A name is edited in its cell; changes are asked for by signals."""

    renamed = Signal(str, str)
    """Id, new name."""
    forgotten = Signal(str)
    """Id."""

    def __init__(self, zone: str = DEFAULT_ZONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keptReadingsPage")
        self._zone = zone
        self._readings: dict[str, KeptReading] = {}
        self._filling = False
        about = QLabel(
            self.tr(
                "A file of a kind that is listed here is imported as it was before, without a question. One that has "
                "changed is shown first, with what is different. Renaming and deleting hold at once."
            ),
            self,
        )
        about.setWordWrap(True)
        self._table = QTableWidget(0, 4, self)
        self._make_table()
        self._empty = QLabel(self.tr("Nothing is kept yet. Each import that you confirm is."), self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        what = QWidget(self)
        self._what = QLabel(what)
        self._what.setObjectName("keptReadingText")
        self._what.setWordWrap(True)
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._what.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        room = QVBoxLayout(what)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._what)
        self._rename = QPushButton(self.tr("&Rename"), self)
        self._rename.setObjectName("renameReadingButton")
        self._rename.clicked.connect(self._edit_name)
        self._forget = QPushButton(self.tr("&Delete"), self)
        self._forget.setObjectName("forgetReadingButton")
        self._forget.clicked.connect(self._ask_forget)
        for button in (self._rename, self._forget):
            button.setAutoDefault(False)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._rename)
        last.addWidget(self._forget)
        last.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(about)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(YieldingArea(what, self))
        layout.addLayout(last)
        self.show_readings(())

    def _make_table(self) -> None:
        self._table.setObjectName("keptReadingsList")
        self._table.setAccessibleName(self.tr("Kept readings"))
        self._table.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("Layout"), self.tr("Last used"), self.tr("Times used")]
        )
        for column in range(4):
            item = self._table.horizontalHeaderItem(column)
            assert item is not None
            side = Qt.AlignmentFlag.AlignRight if column == 3 else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self._table.fontMetrics().height() + 12)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setFont(tabular(self._table.font()))
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in ((1, 200), (2, 140), (3, 100)):
            self._table.setColumnWidth(column, width)
        self._table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self._table.currentCellChanged.connect(self._describe)
        self._table.itemChanged.connect(self._edited)

    def show_readings(self, readings: tuple[KeptReading, ...]) -> None:
        """Show these; the line that is chosen stays so."""
        chosen = self._chosen()
        self._readings = {each.id: each for each in readings}
        self._filling = True
        self._table.setRowCount(len(readings))
        for row, each in enumerate(readings):
            used = words.moment(each.used, self._zone) if each.used is not None else ""
            layout = dict(each.traits).get("layout", "")
            for column, text in enumerate((each.name, layout, used, words.decimal(each.uses, 0))):
                item = QTableWidgetItem(text)
                item.setData(_ID, each.id)
                if column != _NAME:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column == 3:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(row, column, item)
            if chosen is not None and each.id == chosen.id:
                self._table.setCurrentCell(row, _NAME)
        self._filling = False
        if readings and self._table.currentRow() < 0:
            self._table.setCurrentCell(0, _NAME)
        self._table.setVisible(bool(readings))
        self._empty.setVisible(not readings)
        self._describe()

    def _chosen(self) -> KeptReading | None:
        item = self._table.item(self._table.currentRow(), _NAME)
        return self._readings.get(item.data(_ID)) if item is not None else None

    @Slot()
    def _describe(self) -> None:
        chosen = self._chosen()
        self._rename.setEnabled(chosen is not None)
        self._forget.setEnabled(chosen is not None)
        self._what.setText("\n".join(self._lines(chosen)) if chosen is not None else "")

    def _lines(self, one: KeptReading) -> list[str]:
        traits = dict(one.traits)
        headers = headers_of(traits)
        lines = [
            self.tr("Files called like “{pattern}”").format(pattern=one.pattern.replace("#", "…")),
            self.tr("Columns: {columns}").format(columns=headers.all_written or "–"),
            self.tr("Values from “{column}” in {unit}, one per {minutes} minutes").format(
                column=headers.values,
                unit=traits.get("unit", "") or "MW",
                minutes=traits.get("resolution", "–"),
            ),
        ]
        if one.options.month_first is None and one.options.usual_month_first is not None:
            month = one.options.usual_month_first
            lines.append(self.tr("Dates with the month first") if month else self.tr("Dates with the day first"))
        chosen = self._choices(one)
        if chosen:
            lines.append(self.tr("Chosen by you: {choices}").format(choices=", ".join(chosen)))
        return lines

    def _choices(self, one: KeptReading) -> list[str]:
        """What a person decided about these files, in words."""
        options = one.options
        ends = {Label.END: self.tr("times are the end"), Label.START: self.tr("times are the start")}
        found = []
        for text, value in (
            (self.tr("sheet “{value}”"), options.sheet),
            (self.tr("column “{value}”"), options.column),
            (self.tr("unit {value}"), options.unit),
            (self.tr("periods of {value} minutes"), options.resolution),
            (self.tr("decimal sign “{value}”"), options.decimal),
            (self.tr("headers in row {value}"), options.header_row),
            (self.tr("times from “{value}”"), options.date_column),
            (self.tr("periods from “{value}”"), options.hour_column),
            (self.tr("periods numbered from {value}"), options.period_base),
            (self.tr("clock of {value}"), clock_name(options.zone) if options.zone else None),
        ):
            if value is not None:
                found.append(text.format(value=value))
        if options.label is not None:
            found.append(ends[options.label])
        if options.month_first is not None:
            found.append(self.tr("month before day") if options.month_first else self.tr("day before month"))
        if options.shift:
            found.append(self.tr("shifted to the other end of each period"))
        return found

    @Slot()
    def _edit_name(self) -> None:
        item = self._table.item(self._table.currentRow(), _NAME)
        if item is not None:
            self._table.editItem(item)

    @Slot(QTableWidgetItem)
    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != _NAME:
            return
        one = self._readings.get(item.data(_ID))
        name = item.text().strip()
        if one is None or name == one.name:
            return
        if name:
            self.renamed.emit(one.id, name)
        else:
            item.setText(one.name)

    @Slot()
    def _ask_forget(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.forgotten.emit(chosen.id)
