"""The file's own cells beside what they become, each in the colour of what it was taken for, with a legend."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from ravenwits_desktop.domain.reading import Grid, Reading, Role
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.domain.sheet_cells import clock_texts, day_above, problem_cells
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.theme import current_theme, tabular

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LIGHT = {
    Role.HEADER: "#E2E4DD",
    Role.DATE: "#D3E5F5",
    Role.PERIOD: "#E8DCF2",
    Role.VALUE: "#DBEBC4",
    Role.UNIT: "#FBE8C2",
    Role.TOTAL: "#F6DED6",
}
_DARK = {
    Role.HEADER: "#3C3F3A",
    Role.DATE: "#1E3D55",
    Role.PERIOD: "#43345A",
    Role.VALUE: "#3A5020",
    Role.UNIT: "#55431A",
    Role.TOTAL: "#55332B",
}
_SHOWN = (Role.HEADER, Role.DATE, Role.PERIOD, Role.VALUE, Role.UNIT, Role.TOTAL, Role.IGNORED)
_RUNNING = (Role.OTHER, Role.DATE, Role.IGNORED)
"""Cells whose text may run over empty ones beside it, and those it may run over."""
_NUMBERS = (Role.VALUE, Role.TOTAL)
_WIDEST = 180
_BESIDE_TITLE = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def colour_of(role: Role) -> QColor | None:
    """The ground of a cell in the scheme of now; None for what was not used."""
    name = (_DARK if current_theme().dark else _LIGHT).get(role)
    return QColor(name) if name else None


def wrong_ground() -> QColor:
    """The ground of a cell that cannot be sent as it is."""
    return QColor("#5A1F1F" if current_theme().dark else "#FBD9D5")


class GridModel(QAbstractTableModel):
    """The first cells of a sheet with its own row numbers and letters; a last line and column say what follows."""

    def __init__(
        self, grid: Grid, parent: QWidget, *, open_values: bool = False, reading: Reading | None = None
    ) -> None:
        """`open_values`: of the values it is not known yet which ones are wanted. `reading` says what is wrong."""
        super().__init__(parent)
        self._grid = grid
        self._wrong = {} if reading is None else problem_cells(reading)
        self._day = None if reading is None else day_above(reading)
        self._clocks = clock_texts(grid)
        self._names = {
            Role.HEADER: self.tr("header"),
            Role.DATE: self.tr("time"),
            Role.PERIOD: self.tr("period"),
            Role.VALUE: self.tr("value?") if open_values else self.tr("value"),
            Role.UNIT: self.tr("unit"),
            Role.TOTAL: self.tr("total"),
            Role.IGNORED: self.tr("left out"),
        }

    def name_of(self, role: Role) -> str:
        """A word for what a cell was taken for; empty for what was not used."""
        return self._names.get(role, "")

    def role_of(self, row: int, column: int) -> Role:
        """What a cell was taken for."""
        if row >= len(self._grid.texts) or column >= len(self._grid.letters):
            return Role.OTHER
        if (row, column) == self._day:
            return Role.DATE
        return Role(int(self._grid.roles[row, column]))

    def severity_of(self, row: int, column: int) -> Severity | None:
        """How grave what is wrong with a cell is; None where nothing is."""
        found = self._wrong.get((row, column))
        return None if found is None else found.problem.severity

    @property
    def has_errors(self) -> bool:
        """Whether there are cells that cannot be sent as they are."""
        return any(found.problem.severity is Severity.ERROR for found in self._wrong.values())

    def is_empty(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell and nothing is said of it: the text before it may run over it."""
        texts = self._grid.texts
        return not texts[row][column] and (row, column) not in self._wrong

    def row_of(self, number: int) -> int | None:
        """Where the row of this number of the sheet is; None where it is not shown."""
        numbers = list(self._grid.numbers)
        return numbers.index(number) if number in numbers else None

    def roles(self) -> list[Role]:
        """What there is in the sheet, in the order of the legend."""
        there = set(np.unique(self._grid.roles).tolist())
        if self._day is not None:
            there.add(int(Role.DATE))
        return [role for role in _SHOWN if int(role) in there]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Rows, and a line for those that follow."""
        return 0 if parent.isValid() else len(self._grid.texts) + bool(self._grid.more_rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Columns that are shown."""
        return 0 if parent.isValid() else len(self._grid.letters)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Letters with a word for what the column is, and the sheet's row numbers."""
        if role != _Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._grid.numbers[section]) if section < len(self._grid.numbers) else "…"
        there = set(self._grid.roles[:, section].tolist())
        used = [role for role in (Role.VALUE, Role.DATE, Role.PERIOD) if int(role) in there]
        letter = self._grid.letters[section]
        return f"{letter} · {self.name_of(used[0])}" if used else letter

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Texts as they stand in the file, and the looks of what each was taken for."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if row >= len(self._grid.texts):
            if role == _Role.DisplayRole and column == 0:
                return self.tr("… {count} more rows").format(count=words.decimal(self._grid.more_rows, 0))
            return QColor(current_theme().muted) if role == _Role.ForegroundRole else None
        if role == _Role.DisplayRole:
            return self._clocks.get((row, column)) or self._grid.texts[row][column]
        taken, wrong = self.role_of(row, column), self.severity_of(row, column)
        if wrong is not None:
            if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
                return words.translated(self._wrong[row, column].problem.message)
            if role == _Role.BackgroundRole and wrong is Severity.ERROR:
                return wrong_ground()
            if role == _Role.ForegroundRole:
                return QColor(current_theme().error if wrong is Severity.ERROR else current_theme().warning)
        if role == _Role.BackgroundRole:
            return colour_of(taken)
        if role == _Role.TextAlignmentRole and taken in _NUMBERS:
            return _RIGHT
        if role == _Role.ForegroundRole and taken in (Role.OTHER, Role.IGNORED):
            return QColor(current_theme().muted)
        if role == _Role.FontRole:
            return font_of(taken)
        if role == _Role.ToolTipRole and taken in _RUNNING and self._grid.texts[row][column]:
            return self._grid.texts[row][column]  # it may be wider than the room beside it
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self.name_of(taken) or None
        return None


def font_of(role: Role) -> QFont | None:
    """Letters that tell a role without its colour."""
    if role not in (Role.HEADER, Role.TOTAL, Role.IGNORED):
        return None
    font = tabular(QFont())
    font.setBold(role is Role.HEADER)
    font.setItalic(role is Role.TOTAL)
    font.setStrikeOut(role is Role.IGNORED)
    return font


class GridTable(QTableView):
    """Shows a `GridModel`; nothing can be changed in it. Keeps its place when a file is read again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importCells")
        self.setAccessibleName(self.tr("The cells of the file"))
        self.setFont(tabular(self.font()))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 4)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._widths: list[tuple[int, int]] = []
        """Of each column, in pixels: what it wants, and what its numbers must have; 0 where it has none."""

    def show_grid(self, grid: Grid | None, *, open_values: bool = False, reading: Reading | None = None) -> None:
        """Show these cells; None shows nothing. `open_values`: which of the values are wanted is in question.

        `reading` is what was read of them.
        """
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        old = self.model()
        self.clearSpans()
        self._widths = []
        self.setModel(None if grid is None else GridModel(grid, self, open_values=open_values, reading=reading))
        if old is not None:
            old.deleteLater()
        if grid is None:
            return
        model = self.model()
        assert isinstance(model, GridModel)
        metrics = self.fontMetrics()
        for column in range(len(grid.letters)):
            texts = [str(model.index(row, column).data()) for row in range(min(len(grid.texts), 40))]
            texts.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
            # titles run over into empty cells, as in a spreadsheet: only cells that were used decide
            known = bool(grid.roles.any())
            used = [text for row, text in enumerate(texts[:-1]) if not known or grid.roles[row, column] != Role.OTHER]
            numbers = [text for row, text in enumerate(texts[:-1]) if model.role_of(row, column) in _NUMBERS]
            widest = max(metrics.horizontalAdvance(text) for text in (*used, texts[-1]))
            least = max((metrics.horizontalAdvance(text) + 20 for text in numbers), default=0)
            self._widths.append((max(min(widest + 20, _WIDEST), least), least))
        self._fit_numbers()
        self._run_over(grid, model)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    @Slot(object)
    def show_row(self, number: int) -> None:
        """Bring the row of this number of the sheet into sight and mark it, if it is among those that are shown."""
        model = self.model()
        if isinstance(model, GridModel) and (row := model.row_of(number)) is not None:
            self.scrollTo(model.index(row, 0), QTableView.ScrollHint.PositionAtCenter)
            self.selectRow(row)

    def wanted_width(self) -> int:
        """The width from which nothing in it is cut."""
        beside = self.verticalHeader().sizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return sum(width for width, _ in self._widths) + beside + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another column is at the edge."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_numbers()

    def _fit_numbers(self) -> None:
        """Let no number be cut at the edge, where it would be read as another one: rather its header is.

        Where the numbers have no room beside the columns before, they begin behind the edge.
        """
        room, start = self.viewport().width(), 0
        for column, (wanted, least) in enumerate(self._widths):
            width, left = wanted, room - start
            if least and 0 < left < wanted:
                if left >= least:
                    width = left
                elif column:
                    self.setColumnWidth(column - 1, self.columnWidth(column - 1) + left)
                    start = room
            self.setColumnWidth(column, width)
            start += width

    def _run_over(self, grid: Grid, model: GridModel) -> None:
        """Let texts that are wider than their column run over the empty cells beside, as spreadsheet programs do."""
        metrics = self.fontMetrics()
        for row, texts in enumerate(grid.texts):
            for column, text in enumerate(texts):
                if not text or model.role_of(row, column) not in _RUNNING:
                    continue
                width, reach = self.columnWidth(column), column + 1
                while (
                    width < metrics.horizontalAdvance(text) + 8
                    and reach < len(texts)
                    and model.is_empty(row, reach)
                    and model.role_of(row, reach) in _RUNNING
                ):
                    width += self.columnWidth(reach)
                    reach += 1
                if reach > column + 1:
                    self.setSpan(row, column, 1, reach - column)


class _Swatch(QWidget):
    """A little square in the colour of a role; None is what is wrong."""

    def __init__(self, role: Role | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(16, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The colour with a thin line around; nothing but the line where the role has none."""
        painter = QPainter(self)
        area = QRect(0, 0, self.width() - 1, self.height() - 1)
        ground = wrong_ground() if self._role is None else colour_of(self._role)
        if ground is not None:
            painter.fillRect(area, ground)
        painter.setPen(QColor(current_theme().line))
        painter.drawRect(area)


class CellsView(QWidget):
    """The file's cells under a legend of their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = GridTable(self)
        self._title = QLabel(self.tr("The file"), self)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(4)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self._title)
        self._head.addLayout(self._legend)
        self._head.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._head)
        whole.addWidget(self.table, 1)

    def show_grid(
        self, grid: Grid | None, *, open_values: bool = False, sheet: str = "", reading: Reading | None = None
    ) -> None:
        """Show these cells as `GridTable` does; None takes no room. `sheet` is its name where several can be shown."""
        self._title.setText(self.tr("Sheet “{sheet}”").format(sheet=sheet) if sheet else self.tr("The file"))
        self.table.show_grid(grid, open_values=open_values, reading=reading)
        self.setVisible(grid is not None)
        while (item := self._legend.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        model = self.table.model()
        if not isinstance(model, GridModel):
            return
        for role in model.roles():
            word = QLabel(model.name_of(role), self)
            word.setFont(font_of(role) or word.font())
            self._add_legend(role, word)
        if model.has_errors:
            self._add_legend(None, QLabel(self.tr("to correct"), self))
        self._place_legend()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the legend below the title: it stands beside it only where there is room."""
        least = super().minimumSizeHint()
        widths = (self._legend.minimumSize().width(), self._title.minimumSizeHint().width())
        return QSize(max(*widths, self.table.minimumSizeHint().width()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The legend beside the title or below it."""
        super().resizeEvent(event)
        self._place_legend()

    def _place_legend(self) -> None:
        beside = self._title.minimumSizeHint().width() + _BESIDE_TITLE + self._legend.minimumSize().width()
        below = beside > self.width()
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4 if below else _BESIDE_TITLE)

    def wanted_width(self) -> int:
        """The width from which nothing in it is cut."""
        return max(self.table.wanted_width(), self.minimumSizeHint().width())

    def _add_legend(self, role: Role | None, word: QLabel) -> None:
        self._legend.addWidget(_Swatch(role, self))
        self._legend.addWidget(word)
        self._legend.addSpacing(4)
