"""The import dialog: the sentence, what can be changed about it, the rows it gives and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.draft import Severity
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.preview import SIGNS, PreviewTable
from ravenwits_desktop.ui.importing.sentence import sentence

UNITS = ("MW", "kW", "MWh", "kWh", "Wh")
MOST_PROBLEMS = 500


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
        self._sheet.setPlaceholderText("—")  # a text file has none
        form = self._make_form()
        self._fill_fixed()
        self._table = PreviewTable()
        self._problems = QPlainTextEdit()
        self._problems.setObjectName("importProblems")
        self._problems.setReadOnly(True)
        self._problems.setAccessibleName(self.tr("Problems, with their rows in the sheet"))
        self._problem_count = QLabel()
        self._problem_count.setObjectName("importProblemCount")
        self._problem_page = QWidget()
        page = QVBoxLayout(self._problem_page)
        page.setContentsMargins(0, 4, 0, 0)
        page.setSpacing(4)
        page.addWidget(self._problem_count)
        page.addWidget(self._problems)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._table)
        split.addWidget(self._problem_page)
        split.setSizes([300, 120])
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = QPushButton(self.tr("&Import"))
        self._import.setObjectName("acceptImport")
        self._buttons.addButton(self._import, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
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
        self._import.setDefault(True)  # a button outside its dialog is nobody's default

    def _make_form(self) -> QGridLayout:
        """What can be changed, in two columns: where the values are, and how they are written."""
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        form.setColumnMinimumWidth(2, 8)
        for column in (1, 4):
            form.setColumnStretch(column, 1)
        for place, (text, box, name) in enumerate(
            (
                (self.tr("&Sheet"), self._sheet, "sheetBox"),
                (self.tr("&Values from"), self._column, "columnBox"),
                (self.tr("&Times are"), self._label, "labelBox"),
                (self.tr("&Decimal sign"), self._decimal, "decimalBox"),
                (self.tr("D&ate order"), self._month_first, "dateOrderBox"),
                (self.tr("&Unit"), self._unit, "unitBox"),
            )
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
            box.activated.connect(self._changed)
            label = QLabel(text)
            label.setBuddy(box)
            side, row = divmod(place, 3)
            form.addWidget(label, row, side * 3)
            form.addWidget(box, row, side * 3 + 1)
        return form

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
        self._table.show_reading(reading)
        self._show_problems(reading)
        self._import.setEnabled(True)
        self._import.setDefault(True)
        self._import.setText(self.tr("&Import {rows} rows").format(rows=words.decimal(len(reading.rows), 0)))

    def _show_problems(self, reading: Reading) -> None:
        lines = []
        for found in reading.problems[:MOST_PROBLEMS]:
            sign = SIGNS[found.problem.severity]
            text = words.translated(found.problem.message)
            if found.row is not None:
                text = self.tr("Row {row}: {text}").format(row=words.decimal(found.row, 0), text=text)
            lines.append(f"{sign} {text}")
        more = len(reading.problems) - MOST_PROBLEMS
        if more > 0:
            lines.append(self.tr("… and {more} more").format(more=words.decimal(more, 0)))
        self._problems.setPlainText("\n".join(lines))
        self._problem_count.setText(self._counted(reading))
        self._problem_page.setVisible(bool(lines))

    def _counted(self, reading: Reading) -> str:
        errors = sum(found.problem.severity is Severity.ERROR for found in reading.problems)
        warnings = len(reading.problems) - errors
        parts = []
        if errors:
            text = self.tr("1 error") if errors == 1 else self.tr("{count} errors")
            parts.append(text.format(count=words.decimal(errors, 0)))
        if warnings:
            text = self.tr("1 warning") if warnings == 1 else self.tr("{count} warnings")
            parts.append(text.format(count=words.decimal(warnings, 0)))
        told = ", ".join(parts)
        return told + " — " + self.tr("can be put right in the draft") if errors else told

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
        self._table.show_reading(None)
        self._problem_page.setVisible(False)
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
