"""The file's own cells beside what they become, each in the colour of what it was taken for, with a legend."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from ravenwits_desktop.domain.reading import Grid, Role
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
_WIDEST = 180
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def colour_of(role: Role) -> QColor | None:
    """The ground of a cell in the scheme of now; None for what was not used."""
    name = (_DARK if current_theme().dark else _LIGHT).get(role)
    return QColor(name) if name else None


class GridModel(QAbstractTableModel):
    """The first cells of a sheet with its own row numbers and letters; a last line and column say what follows."""

    def __init__(self, grid: Grid, parent: QWidget, *, open_values: bool = False) -> None:
        """`open_values`: of the values it is not known yet which ones are wanted."""
        super().__init__(parent)
        self._grid = grid
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
        return Role(int(self._grid.roles[row, column]))

    def roles(self) -> list[Role]:
        """What there is in the sheet, in the order of the legend."""
        there = set(np.unique(self._grid.roles).tolist())
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
            return self._grid.texts[row][column]
        taken = self.role_of(row, column)
        if role == _Role.BackgroundRole:
            return colour_of(taken)
        if role == _Role.TextAlignmentRole and taken in (Role.VALUE, Role.TOTAL):
            return _RIGHT
        if role == _Role.ForegroundRole and taken in (Role.OTHER, Role.IGNORED):
            return QColor(current_theme().muted)
        if role == _Role.FontRole:
            return font_of(taken)
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

    def show_grid(self, grid: Grid | None, *, open_values: bool = False) -> None:
        """Show these cells; None shows nothing. `open_values`: which of the values are wanted is in question."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        old = self.model()
        self.setModel(None if grid is None else GridModel(grid, self, open_values=open_values))
        if old is not None:
            old.deleteLater()
        if grid is None:
            return
        model = self.model()
        metrics = self.fontMetrics()
        for column in range(len(grid.letters)):
            texts = [row[column] for row in grid.texts[:40]]
            texts.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
            # titles run over into empty cells, as in a spreadsheet: only cells that were used decide
            known = bool(grid.roles.any())
            used = [text for row, text in enumerate(texts[:-1]) if not known or grid.roles[row, column] != Role.OTHER]
            widest = max(metrics.horizontalAdvance(text) for text in (*used, texts[-1]))
            self.setColumnWidth(column, min(widest + 20, _WIDEST))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)


class _Swatch(QWidget):
    """A little square in the colour of a role."""

    def __init__(self, role: Role, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(16, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The colour with a thin line around; nothing but the line where the role has none."""
        painter = QPainter(self)
        area = QRect(0, 0, self.width() - 1, self.height() - 1)
        ground = colour_of(self._role)
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
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addLayout(self._legend)
        head.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)

    def show_grid(self, grid: Grid | None, *, open_values: bool = False, sheet: str = "") -> None:
        """Show these cells as `GridTable` does; None takes no room. `sheet` is its name where several can be shown."""
        self._title.setText(self.tr("Sheet “{sheet}”").format(sheet=sheet) if sheet else self.tr("The file"))
        self.table.show_grid(grid, open_values=open_values)
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
            self._legend.addWidget(_Swatch(role, self))
            self._legend.addWidget(word)
            self._legend.addSpacing(4)
