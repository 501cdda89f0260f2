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
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.submissions.model import NUMBERS, Column

Index = QModelIndex | QPersistentModelIndex
_GAP = 12
_MARGIN = 4
NUMBER_GAP = "\u2003"
"""What keeps a column of numbers apart from the texts beside it, in its head too."""


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of the list; `decide_clicked` carries the submission whose “Decide…” was clicked."""

    decide_clicked = Signal(object)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style draws the ground; the texts are drawn here, so that shapes and numbers stand in line."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        view: QWidget = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, view)
        area = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.save()
        if _asks(index):
            link = self._link_rect(option)
            painter.setFont(_link_font(option))
            painter.setPen(QColor(theme.current_theme().warning))
            painter.drawText(link, cell.displayAlignment, self.link_text)
            area.setLeft(link.right() + _GAP)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setFont(cell.font)
        painter.setPen(own if isinstance(own, QColor) else option.palette.color(QPalette.ColorRole.Text))
        if index.column() == Column.STATUS:
            shape, _, text = text.partition(" ")
            box = QRect(area.left(), area.top(), round(cell.fontMetrics.height() * 1.2), area.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape)
            area.setLeft(box.right() + _MARGIN)
        elif index.column() in NUMBERS:
            area.setRight(area.right() - cell.fontMetrics.horizontalAdvance(NUMBER_GAP))
        painter.drawText(
            area,
            cell.displayAlignment,
            cell.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()),
        )
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on “Decide…”."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _asks(index)
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
        return QRect(rect.left() + _MARGIN, rect.top(), width + _MARGIN, rect.height())


def _asks(index: Index) -> bool:
    submission = index.data(Qt.ItemDataRole.UserRole)
    return (
        index.column() == Column.MESSAGE
        and isinstance(submission, Submission)
        and submission.state in life.LEFT_BY_A_PERSON
    )


def _link_font(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    font.setUnderline(True)
    return font
