"""The middle of the window: the chart, and above it what happened. Without the chart the docks have all of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QSizePolicy, QStackedWidget, QToolBar, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ravenwits_desktop.ui.message_bar import MessageBar


class _Band(QToolBar):
    """A place for messages as wide as the window, while there is no chart to stand above. Gone while there are none."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("messageBand")
        self.setWindowTitle(self.tr("Messages"))
        self.setMovable(False)
        self.setFloatable(False)
        self.toggleViewAction().setVisible(False)
        self.setStyleSheet("QToolBar { border: 0; padding: 0; spacing: 0; }")
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(room)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.addWidget(room)
        self.hide()


class Centre(QWidget):
    """Holds the chart and the messages of a window; without `show_chart` it takes no room at all."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._messages: MessageBar | None = None
        self._stack = QStackedWidget()
        starting = QLabel(self.tr("Starting…"))
        starting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(starting)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        self._band = _Band(window)
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._band)

    def hold(self, messages: MessageBar) -> None:
        """Put the messages into their place."""
        self._messages = messages
        messages.installEventFilter(self)
        self._place()

    def place(self, chart: QWidget) -> None:
        """Put the chart into its place."""
        self._stack.addWidget(chart)
        self._stack.setCurrentWidget(chart)

    def show_chart(self, shown: bool) -> None:
        """Show the chart, or leave its room to the docks."""
        self.setVisible(shown)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The band comes and goes with the messages in it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._mind_band()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._messages is not None:
            shown = not self._messages.isHidden()
            if self.isHidden():
                self._band.column.addWidget(self._messages)
            else:
                self._column.insertWidget(0, self._messages)
            self._messages.setVisible(shown)
        self._mind_band()

    def _mind_band(self) -> None:
        told = self._messages is not None and not self._messages.isHidden()
        self._band.setVisible(told and self.isHidden())
