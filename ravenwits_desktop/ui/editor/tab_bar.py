"""The bar of the drafts' tabs, the cross on each, and the line in which a draft gets another name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton, QWidget


class NameEdit(QLineEdit):
    """A line edit over a tab; Enter takes the name, Escape does not."""

    done = Signal(object)
    """The new name, None where it was given up."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._open = True
        self.selectAll()
        self.editingFinished.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._finish(None)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        self._finish(self.text())

    def _finish(self, name: str | None) -> None:
        if self._open:
            self._open = False
            self.done.emit(name)
            self.deleteLater()


class TabBar(QTabBar):
    """Tells when its tabs have been arranged anew."""

    arranged = Signal()

    def tabLayoutChange(self) -> None:  # noqa: N802 - Qt's name
        """The tabs have other places."""
        super().tabLayoutChange()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more room, or less."""
        super().resizeEvent(event)
        self.arranged.emit()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802 - Qt's name
        """The bar itself has another place."""
        super().moveEvent(event)
        self.arranged.emit()


class CloseButton(QToolButton):
    """The small cross on a tab."""

    close_requested = Signal(object)
    """The draft's id."""

    def __init__(self, draft_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft_id = draft_id
        self.setObjectName("closeTabButton")
        self.setText("×")
        self.setAutoRaise(True)
        self.setFixedSize(20, 20)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Close (the draft is kept)"))
        self.setAccessibleName(self.tr("Close the draft"))
        self.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        self.close_requested.emit(self._draft_id)
