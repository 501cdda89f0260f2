"""How the cells of the list are drawn: their own colours under a selection too, and “Decide…” on a doubt."""

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
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.submissions.model import Column

Index = QModelIndex | QPersistentModelIndex
_GAP = 12


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of the list; `decide_clicked` carries the submission whose “Decide…” was clicked."""

    decide_clicked = Signal(object)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Keep a cell's own colour when it is selected."""
        super().initStyleOption(option, index)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(own, QColor):
            palette = QPalette(option.palette)
            palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(own))
            option.palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell; “Decide…” first where a person has to."""
        if not _asks(index):
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        view: QWidget = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, view)
        link = self._link_rect(option)
        colours = theme.current_theme()
        painter.save()
        painter.setFont(_link_font(option))
        painter.setPen(QColor(colours.warning))
        painter.drawText(link, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.link_text)
        cell_rect: QRect = option.rect
        rest = cell_rect.adjusted(link.right() + _GAP - cell_rect.left(), 0, -4, 0)
        metrics: QFontMetrics = option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
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
        return QRect(rect.left() + 4, rect.top(), width + 4, rect.height())


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
