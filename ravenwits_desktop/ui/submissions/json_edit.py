"""A plain editor for JSON: one width of letters, numbered lines, a line marked where something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ravenwits_desktop.ui import theme

_PAD = 8


class JsonEdit(QPlainTextEdit):
    """Edits a text of up to a few thousand lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._wrong_line: int | None = None
        self._gutter = _Gutter(self)
        self.blockCountChanged.connect(self._on_lines)
        self.updateRequest.connect(self._on_update)
        self._on_lines()

    def mark(self, line: int | None) -> None:
        """Mark that line (from 1), or none."""
        self._wrong_line = line
        selections = []
        if line is not None:
            block = self.document().findBlockByNumber(line - 1)
            selection = QTextEdit.ExtraSelection()
            colour = QColor(theme.current_theme().error)
            colour.setAlpha(48)
            selection.format.setBackground(colour)
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selection.cursor = QTextCursor(block)
            selections.append(selection)
        self.setExtraSelections(selections)
        self._gutter.update()

    @property
    def marked_line(self) -> int | None:
        """The line that is marked."""
        return self._wrong_line

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there (from 1) and show it."""
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, min(column - 1, block.length() - 1)
        )
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def gutter_width(self) -> int:
        """The room that the line numbers take."""
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * _PAD

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in sight."""
        colours = theme.current_theme()
        painter = QPainter(self._gutter)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), QColor(colours.alternate))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            number = block.blockNumber() + 1
            painter.setPen(QColor(colours.error if number == self._wrong_line else colours.muted))
            area = QRect(0, round(top), self._gutter.width() - _PAD, round(height))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            top += height
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of a new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_gutter"):
            self.mark(self._wrong_line)

    @Slot()
    def _on_lines(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._place_gutter()

    @Slot(QRect, int)
    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._gutter.scroll(0, scrolled)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.topLeft(), inside.size()))
        self._gutter.setFixedWidth(self.gutter_width())


class _Gutter(QWidget):
    """Where the line numbers are drawn."""

    def __init__(self, editor: JsonEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The editor knows the lines."""
        self._editor.paint_gutter(event)
