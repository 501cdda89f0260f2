"""The import dialog: the sentence, what can be changed about it, the rows it gives and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.draft import Column, Severity
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.sentence import sentence
from ravenwits_desktop.ui.theme import current_theme, tabular

Index = QModelIndex | QPersistentModelIndex
UNITS = ("MW", "kW", "MWh", "kWh", "Wh")
MOST_PROBLEMS = 500


class PreviewModel(QAbstractTableModel):
    """The rows an import gives: the sheet's row, the label, MW and what is wrong."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading = reading
        self._problems: dict[int, tuple[Severity, str]] = {}
        for found in reading.problems:
            row = found.problem.row
            if row is not None and (row not in self._problems or found.problem.severity is Severity.ERROR):
                self._problems[row] = (found.problem.severity, words.translated(found.problem.message))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows of the draft to be."""
        return 0 if parent.isValid() else len(self._reading.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Sheet row, label, MW, problem."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Sheet row"), self.tr("Date and time"), self.tr("MW"), self.tr("Problem"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, alignment and the colour of what is wrong."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (0, 2):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and row in self._problems:
            theme = current_theme()
            return QColor(theme.error if self._problems[row][0] is Severity.ERROR else theme.warning)
        return None

    def _text(self, row: int, column: int) -> str:
        rows = self._reading.rows
        if column == 0:
            return str(self._reading.source_rows[row])
        if column == 1:
            written = rows.texts.get((row, Column.DATETIME), "")
            return written if np.isnat(rows.labels[row]) else words.label(rows.labels[row])
        if column == 2:
            written = rows.texts.get((row, Column.PURCHASE), "")
            return words.mw(rows.mw[row]) if np.isfinite(rows.mw[row]) else written
        if row not in self._problems:
            return ""
        severity, text = self._problems[row]
        return f"{'✕' if severity is Severity.ERROR else '▲'} {text}"


class ImportDialog(QDialog):
    """Shows a reading and lets a person change it; Import (Enter) takes it. Changes are asked for by a signal."""

    options_changed = Signal(object)
    """`ReadingOptions` to read the file with again."""

    def __init__(self, path: str, options: ReadingOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import {file}").format(file=Path(path).name))
        self.resize(760, 560)
        self._options = options
        self._reading: Reading | None = None
        self._sentence = QLabel()
        self._sentence.setObjectName("importSentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._sentence.font()
        font.setBold(True)
        self._sentence.setFont(font)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setObjectName("importNotes")
        self._sheet, self._column = QComboBox(), QComboBox()
        self._label, self._decimal, self._unit = QComboBox(), QComboBox(), QComboBox()
        self._month_first = QComboBox()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        for text, box, name in (
            (self.tr("&Sheet"), self._sheet, "sheetBox"),
            (self.tr("&Values from"), self._column, "columnBox"),
            (self.tr("&Times are"), self._label, "labelBox"),
            (self.tr("&Decimal sign"), self._decimal, "decimalBox"),
            (self.tr("D&ate order"), self._month_first, "dateOrderBox"),
            (self.tr("&Unit"), self._unit, "unitBox"),
        ):
            box.setObjectName(name)
            box.activated.connect(self._changed)
            form.addRow(text, box)
        self._fill_fixed()
        self._table = QTableView()
        self._table.setObjectName("importPreview")
        self._table.setAccessibleName(self.tr("The rows that will be imported"))
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self._table.fontMetrics().height() + 8)
        self._table.setAlternatingRowColors(True)
        self._table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setFont(tabular(self._table.font()))
        self._problems = QPlainTextEdit()
        self._problems.setObjectName("importProblems")
        self._problems.setReadOnly(True)
        self._problems.setAccessibleName(self.tr("Problems, with their rows in the sheet"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(self._problems)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = QPushButton(self.tr("&Import"))
        self._import.setObjectName("acceptImport")
        self._import.setDefault(True)
        self._buttons.addButton(self._import, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addWidget(self._sentence)
        whole.addWidget(self._notes)
        whole.addLayout(form)
        whole.addWidget(split, 1)
        whole.addWidget(self._buttons)
        self._import.setEnabled(False)

    def _fill_fixed(self) -> None:
        for text, value in (
            (self.tr("as the file shows, else as in the account"), None),
            (self.tr("the end of each period"), Label.END),
            (self.tr("the start of each period"), Label.START),
        ):
            self._label.addItem(text, value)
        for text, sign in (
            (self.tr("as the file shows"), None),
            (self.tr("comma: 12,5"), ","),
            (self.tr("point: 12.5"), "."),
        ):
            self._decimal.addItem(text, sign)
        for text, first in (
            (self.tr("as the file shows"), None),
            (self.tr("day first: 25/11/2026"), False),
            (self.tr("month first: 11/25/2026"), True),
        ):
            self._month_first.addItem(text, first)
        self._unit.addItem(self.tr("as the file says, else MW"), None)
        for unit in UNITS:
            self._unit.addItem(unit, unit)
        self._label.setCurrentIndex(self._label.findData(self._options.label))

    @property
    def reading(self) -> Reading | None:
        """The reading that is shown; None while the file could not be read this way."""
        return self._reading

    @property
    def options(self) -> ReadingOptions:
        """How the file is read."""
        return self._options

    def sentence_text(self) -> str:
        """What the dialog says it understood."""
        return self._sentence.text()

    def show_reading(self, reading: Reading) -> None:
        """Show what was understood."""
        self._reading = reading
        self._sentence.setText(sentence(reading))
        self._notes.setText("\n".join(words.translated(note) for note in reading.notes))
        self._notes.setVisible(bool(reading.notes))
        _refill(self._sheet, reading.sheets, reading.sheet)
        _refill(self._column, reading.candidates or (reading.column,), reading.column)
        old = self._table.model()
        self._table.setModel(PreviewModel(reading, self))
        if old is not None:
            old.deleteLater()
        header = self._table.horizontalHeader()
        for section, width in enumerate((80, 180, 110)):
            self._table.setColumnWidth(section, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self._show_problems(reading)
        self._import.setEnabled(True)
        self._import.setText(self.tr("&Import {rows} rows").format(rows=len(reading.rows)))

    def _show_problems(self, reading: Reading) -> None:
        lines = []
        for found in reading.problems[:MOST_PROBLEMS]:
            sign = "✕" if found.problem.severity is Severity.ERROR else "▲"
            text = words.translated(found.problem.message)
            if found.row is None:
                lines.append(f"{sign} {text}")
            else:
                lines.append(f"{sign} " + self.tr("Row {row}: {text}").format(row=found.row, text=text))
        if len(reading.problems) > MOST_PROBLEMS:
            lines.append(self.tr("… and {more} more").format(more=len(reading.problems) - MOST_PROBLEMS))
        self._problems.setPlainText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def show_refusal(
        self,
        message: Message,
        choices: tuple[str, ...] = (),
        sheets: tuple[str, ...] = (),
        question: Question | None = None,
    ) -> None:
        """Say why the file cannot be read this way; what can be changed about it stays open.

        `choices` are columns. The box that answers `question` gets the focus.
        """
        self._reading = None
        self._sentence.setText(words.translated(message))
        self._notes.setVisible(False)
        self._table.setModel(None)
        self._problems.setVisible(False)
        if sheets:
            _offer(self._sheet, sheets, self.tr("choose the sheet…"), None)
        if choices:
            chosen = choices[0] if len(choices) == 1 else self._options.column
            chosen = None if question is Question.COLUMN else chosen
            _offer(self._column, choices, self.tr("choose the column…"), chosen)
        elif sheets:
            self._column.clear()
            self._column.setEnabled(False)
        self._import.setEnabled(False)
        self._import.setText(self.tr("&Import"))
        asked = {
            Question.SHEET: self._sheet,
            Question.COLUMN: self._column,
            Question.DECIMAL: self._decimal,
            Question.DATE_ORDER: self._month_first,
        }
        if question is not None:
            asked[question].setFocus()

    @Slot()
    def _changed(self) -> None:
        box = self.sender()
        options = self._options
        if box is self._sheet:
            options = replace(options, sheet=self._sheet.currentText(), column=None)
        elif box is self._column:
            options = replace(options, column=self._column.currentText())
        self._options = replace(
            options,
            label=self._label.currentData(),
            decimal=self._decimal.currentData(),
            month_first=self._month_first.currentData(),
            unit=self._unit.currentData(),
        )
        self._reading = None
        self._import.setEnabled(False)
        self._sentence.setText(self.tr("Reading the file again…"))
        self.options_changed.emit(self._options)

    def accept(self) -> None:
        """Take the reading that is shown, if there is one."""
        if self._reading is not None:
            super().accept()


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
