"""Several files at once: one line and one verdict for each, and one button for all that are sure."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import on_screen
from ravenwits_desktop.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex


class Verdict(enum.Enum):
    """What can be done with a file; the value is its shape."""

    READING = "…"
    SURE = "✓"
    ERRORS = "⚠"
    QUESTION = "?"
    REFUSED = "✕"
    IMPORTED = "→"


class _NameDelegate(QStyledItemDelegate):
    """Names of files that do not fit keep both ends: the files of a desk often differ in the last letters alone."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Leave out the middle."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class BatchDialog(QDialog):
    """A list of files. Stays open until it is closed: what has a question can be looked at, one after the other."""

    look_requested = Signal(object)
    """The place (a whole number) of a file that is to be looked at."""
    import_requested = Signal()
    """All that are sure are to be imported."""
    leave_out_requested = Signal(object)
    """The place of a file that is to be taken off the list."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchDialog")
        self.resize(on_screen(self, QSize(880, 440)))
        self._verdicts: list[Verdict] = []
        self._texts: list[str] = []
        self._table = QTableWidget(0, 3, self)
        self._make_table()
        self._whole = QLabel(self)
        self._whole.setObjectName("batchText")
        self._whole.setWordWrap(True)
        self._whole.setTextFormat(Qt.TextFormat.PlainText)
        self._whole.setMinimumHeight(self._whole.fontMetrics().height() * 4)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("batchProgress")
        self._progress.setAccessibleName(self.tr("Files that have been read"))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(8)
        self._look = QPushButton(self.tr("&Look at it…"), self)
        self._look.setObjectName("lookButton")
        self._look.setAutoDefault(False)
        self._look.clicked.connect(self._ask_look)
        self._leave_out = QPushButton(self.tr("Leave &out"), self)
        self._leave_out.setObjectName("leaveOutButton")
        self._leave_out.setAutoDefault(False)
        self._leave_out.setToolTip(self.tr("Take the file off the list (Delete)"))
        self._leave_out.clicked.connect(self._ask_leave_out)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self, self._ask_leave_out)
        self._import = QPushButton(self)
        self._import.setObjectName("importSureButton")
        self._import.setDefault(True)
        self._import.clicked.connect(self.import_requested)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._import.click)
        close = QPushButton(self.tr("&Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._look)
        last.addWidget(self._leave_out)
        last.addWidget(self._progress, 2)
        last.addStretch(1)
        last.addWidget(self._import)
        last.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._whole)
        layout.addLayout(last)
        self.add(names)

    def _make_table(self) -> None:
        self._table.setObjectName("batchList")
        self._table.setAccessibleName(self.tr("Files"))
        self._table.setHorizontalHeaderLabels(["", self.tr("File"), self.tr("What was understood")])
        for column in range(3):
            item = self._table.horizontalHeaderItem(column)
            assert item is not None
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self._table.fontMetrics().height() + 12)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self._table.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._table.setColumnWidth(0, 32)
        self._table.setColumnWidth(1, 240)
        self._table.setItemDelegateForColumn(1, _NameDelegate(self._table))
        self._table.currentCellChanged.connect(self._chosen)
        self._table.cellDoubleClicked.connect(self._ask_look)

    def add(self, names: Sequence[str]) -> None:
        """More files, still being read."""
        for name in names:
            row = self._table.rowCount()
            self._table.insertRow(row)
            for column in range(3):
                self._table.setItem(row, column, QTableWidgetItem())
            self._item(row, 1).setText(name)
            self._item(row, 1).setToolTip(name)
            self._verdicts.append(Verdict.READING)
            self._texts.append("")
            self.judge(row, Verdict.READING, self.tr("Reading…"))
        if self._table.currentRow() < 0:
            self._table.setCurrentCell(0, 0)

    def judge(self, row: int, verdict: Verdict, text: str) -> None:
        """What became of the file in that row, and why: the first line in the list, all of it below."""
        self._verdicts[row], self._texts[row] = verdict, text
        names = {
            Verdict.READING: self.tr("being read"),
            Verdict.SURE: self.tr("sure"),
            Verdict.ERRORS: self.tr("cells to correct: look at it"),
            Verdict.QUESTION: self.tr("a question"),
            Verdict.REFUSED: self.tr("cannot be imported"),
            Verdict.IMPORTED: self.tr("imported"),
        }
        sign = self._item(row, 0)
        sign.setText(verdict.value)
        sign.setToolTip(names[verdict])
        sign.setData(Qt.ItemDataRole.AccessibleTextRole, names[verdict])
        sign.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        font = sign.font()
        font.setBold(True)
        sign.setFont(font)
        self._item(row, 2).setText(text.partition("\n")[0])
        self._colour(row)
        self._show()

    def remove(self, row: int) -> None:
        """Take a file off the list; the next one is chosen in its place."""
        del self._verdicts[row], self._texts[row]
        self._table.removeRow(row)
        self._show()

    def go_on(self) -> None:
        """Choose the first file that still has a question, or may get one, if the chosen one is imported."""
        row = self._table.currentRow()
        if not 0 <= row < len(self._verdicts) or self._verdicts[row] is not Verdict.IMPORTED:
            return
        for verdicts in ((Verdict.QUESTION, Verdict.ERRORS), (Verdict.READING,)):
            left = [place for place, verdict in enumerate(self._verdicts) if verdict in verdicts]
            if left:
                self._table.setCurrentCell(left[0], 0)
                return

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Signs in the colours of a new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_leave_out"):
            for row in range(len(self._verdicts)):
                self._colour(row)

    def _colour(self, row: int) -> None:
        theme = current_theme()
        colours = {
            Verdict.SURE: theme.success,
            Verdict.ERRORS: theme.warning,
            Verdict.QUESTION: theme.warning,
            Verdict.REFUSED: theme.error,
        }
        self._item(row, 0).setForeground(QBrush(QColor(colours.get(self._verdicts[row], theme.muted))))

    def verdicts(self) -> list[Verdict]:
        """How the files stand, in their order."""
        return list(self._verdicts)

    def texts(self) -> list[str]:
        """What is said of the files, in their order."""
        return list(self._texts)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self._table.item(row, column)
        assert item is not None
        return item

    def _show(self) -> None:
        count = words.decimal(len(self._verdicts), 0)
        one = len(self._verdicts) == 1
        self.setWindowTitle(self.tr("Import 1 file") if one else self.tr("Import {count} files").format(count=count))
        read = sum(verdict is not Verdict.READING for verdict in self._verdicts)
        self._progress.setRange(0, len(self._verdicts))
        self._progress.setValue(read)
        self._progress.setVisible(read < len(self._verdicts))
        sure = self._verdicts.count(Verdict.SURE)
        if sure == 0:
            text = self.tr("&Import (none is sure)")
        elif sure == 1:
            text = self.tr("&Import the one that is sure")
        else:
            text = self.tr("&Import all {count} that are sure")
        self._import.setText(text.format(count=words.decimal(sure, 0)))
        self._import.setEnabled(sure > 0 and read == len(self._verdicts))
        row = self._table.currentRow()
        known = 0 <= row < len(self._verdicts)
        self._whole.setText(self._texts[row] if known else "")
        self._look.setEnabled(known and self._verdicts[row] in (Verdict.SURE, Verdict.ERRORS, Verdict.QUESTION))
        self._leave_out.setEnabled(known and self._verdicts[row] is not Verdict.IMPORTED)
        # where nothing is left that is sure, Enter answers what is in question
        (self._import if self._import.isEnabled() or not self._look.isEnabled() else self._look).setDefault(True)

    @Slot()
    def _chosen(self) -> None:
        self._show()

    @Slot()
    def _ask_leave_out(self) -> None:
        if self._leave_out.isEnabled():
            self.leave_out_requested.emit(self._table.currentRow())

    @Slot()
    def _ask_look(self) -> None:
        if self._look.isEnabled():
            self.look_requested.emit(self._table.currentRow())
