"""The small square at the corner of the selection: dragging it fills the rows below or above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRubberBand, QTableView, QWidget

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.editor.cells import CellRange

SIZE = 12
"""Pixels that can be grabbed; the square that is seen is smaller."""
_SEEN = 7
_SCROLL = 40
"""Milliseconds for each row while the pointer is outside."""


class FillHandle(QWidget):
    """Sits on the viewport of a table, at the lower right corner of the one range of values that is selected."""

    filled = Signal(object)
    """`Filled`, when a drag has ended elsewhere than it began."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self.setObjectName("fillHandle")
        self.setFixedSize(SIZE, SIZE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setToolTip(self.tr("Drag to fill; hold Ctrl to go on as a series"))
        self._table = table
        self._range: CellRange | None = None
        self._target: int | None = None
        self._pointer = QPoint()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, table.viewport())
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL)
        self._scroll.timeout.connect(self._scroll_on)
        table.viewport().installEventFilter(self)
        table.verticalScrollBar().valueChanged.connect(self.place)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)
        self.hide()

    def show_at(self, chosen: CellRange | None) -> None:
        """Follow this range; None hides the handle. Only ranges that hold values can be dragged."""
        self._range = chosen if chosen is not None and chosen.left <= Column.PURCHASE <= chosen.right else None
        self.place()

    @Slot()
    def place(self) -> None:
        """Move to the corner of the range."""
        if self._range is None:
            self.hide()
            return
        rect = self._table.visualRect(self._table.model().index(self._range.bottom, Column.PURCHASE))
        self.move(rect.right() - SIZE // 2 - 1, rect.bottom() - SIZE // 2)
        self.setVisible(rect.isValid() and self._table.viewport().rect().intersects(rect))
        self.raise_()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Another size of the viewport is another place."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A square in the accent colour with a rim of the ground."""
        current = theme.current_theme()
        around = (SIZE - _SEEN) // 2
        painter = QPainter(self)
        painter.fillRect(QRect(around - 1, around - 1, _SEEN + 2, _SEEN + 2), self.palette().base())
        painter.fillRect(QRect(around, around, _SEEN, _SEEN), QColor(current.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._range is not None:
            self._target = self._range.bottom
            self.grabKeyboard()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show which rows would be filled."""
        if self._target is not None:
            self._pointer = self._table.viewport().mapFromGlobal(event.globalPosition().toPoint())
            inside = 0 <= self._pointer.y() < self._table.viewport().height()
            if inside:
                self._scroll.stop()
            elif not self._scroll.isActive():
                self._scroll.start()
            self._aim()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Fill, with Ctrl as a series."""
        target, chosen = self._target, self._range
        self._end()
        if target is not None and chosen is not None and not chosen.top <= target <= chosen.bottom:
            series = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.filled.emit((chosen, target, series))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives the drag up."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        event.accept()

    def _end(self) -> None:
        self._target = None
        self._scroll.stop()
        self._band.hide()
        self.releaseKeyboard()

    def _aim(self) -> None:
        assert self._range is not None
        count = self._table.model().rowCount()
        row = self._table.rowAt(min(max(self._pointer.y(), 0), self._table.viewport().height() - 1))
        self._target = count - 1 if row < 0 else row
        top, bottom = min(self._target, self._range.top), max(self._target, self._range.bottom)
        model = self._table.model()
        first = self._table.visualRect(model.index(top, Column.PURCHASE))
        last = self._table.visualRect(model.index(bottom, Column.PURCHASE))
        self._band.setGeometry(first.united(last))
        self._band.setVisible(not self._range.top <= self._target <= self._range.bottom)

    @Slot()
    def _scroll_on(self) -> None:
        """Go on scrolling while the pointer is below or above the table."""
        bar = self._table.verticalScrollBar()
        height = self._table.verticalHeader().defaultSectionSize()
        bar.setValue(bar.value() + (height if self._pointer.y() > 0 else -height))
        self._aim()
