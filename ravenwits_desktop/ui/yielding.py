"""Parts of a dialog that give up height, in an order, where the screen has not enough for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget

_LEAST_LINES = 5


class YieldingArea(QScrollArea):
    """Is as high as what it holds as long as there is room; with less it scrolls down to a few lines.

    Unlike a widget whose height follows its width it may be given less than it asks for. What gets the focus in it is
    scrolled into sight.
    """

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the content needs at the width that there is."""
        content = self._content
        layout = content.layout()
        width = max(self.width(), content.minimumSizeHint().width())
        if layout is None or not layout.hasHeightForWidth():
            return content.sizeHint()
        return QSize(content.sizeHint().width(), layout.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few lines, or all if that is less; never narrower than the content can be beside a scroll bar."""
        least = self.fontMetrics().lineSpacing() * _LEAST_LINES
        width = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, min(self.sizeHint().height(), least))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width makes wrapped texts higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask for another height when the content has changed."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _show_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now) and now.height() <= self.viewport().height():
            self.ensureWidgetVisible(now, 0, 4)


class YieldingSplitter(QSplitter):
    """Takes all the room that is left over, and is the first to give it up: it asks for no more than it must have."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The least."""
        return self.minimumSizeHint()
