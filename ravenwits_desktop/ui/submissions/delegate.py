"""How the cells of the list are drawn: in their own colours when selected too, with “Decide…” on a doubt."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionFocusRect, QStyleOptionViewItem, QWidget

from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.submissions.columns import NUMBERS, Column
from ravenwits_desktop.ui.submissions.doubt import asks

Index = QModelIndex | QPersistentModelIndex
_GAP = 12
MARGIN = 8
"""Beside the text of a cell."""
NUMBER_GAP = "\u2003"
"""What keeps a column of numbers apart from the texts beside it, in its head too."""


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of the list; `decide_clicked` carries the submission whose “Decide…” was clicked."""

    decide_clicked = Signal(object)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style draws the ground; the texts are drawn here, so that shapes and numbers stand in line.

        The usual way asks the model for nine roles of each cell, which a list that ticks each second would feel.
        """
        view: QWidget = option.widget
        style = view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame = QStyleOptionFocusRect()
            frame.rect, frame.palette, frame.state = option.rect, option.palette, option.state
            style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, view)
        submission: Submission = index.data(Qt.ItemDataRole.UserRole)
        column, area = index.column(), option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignVCenter
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font) if isinstance(font, QFont) else option.fontMetrics
        painter.save()
        if _asks(column, submission):
            link = self._link_rect(option)
            painter.setFont(_link_font(option))
            painter.setPen(QColor(theme.current_theme().warning))
            painter.drawText(link, side, self.link_text)
            area.setLeft(link.right() + _GAP)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(own if isinstance(own, QColor) else option.palette.color(QPalette.ColorRole.Text))
        painter.setFont(font if isinstance(font, QFont) else option.font)
        text: str = index.data()
        if column == Column.STATUS:
            shape, _, text = text.partition(" ")
            box = QRect(area.left(), area.top(), metrics.height(), area.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape)
            area.setLeft(box.right() + 4)
        elif column in NUMBERS:
            area.setRight(area.right() - metrics.horizontalAdvance(NUMBER_GAP))
        painter.drawText(area, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()))
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on “Decide…”."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _asks(index.column(), index.data(Qt.ItemDataRole.UserRole))
            and self._link_rect(option).contains(event.position().toPoint())
        ):
            self.decide_clicked.emit(index.data(Qt.ItemDataRole.UserRole))
            return True
        return super().editorEvent(event, model, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """A little air around the text."""
        return super().sizeHint(option, index) + QSize(8, 0)

    @property
    def link_text(self) -> str:
        """The words to click."""
        return self.tr("Decide…")

    def _link_rect(self, option: QStyleOptionViewItem) -> QRect:
        rect: QRect = option.rect
        width = QFontMetrics(_link_font(option)).horizontalAdvance(self.link_text)
        return QRect(rect.left() + MARGIN, rect.top(), width + MARGIN, rect.height())


def _asks(column: int, submission: Submission) -> bool:
    return column == Column.MESSAGE and asks(submission)


def _link_font(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    font.setUnderline(True)
    return font
