"""Two views beside each other, neither of which holds room that it has no use for while the other one is cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharingSplitter(QSplitter):
    """Half for each, but for what one has no use for and the other wants; a person who moves the handle decides."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self._wanted = (0, 0)
        self._moved = False
        self.splitterMoved.connect(self._keep)

    def share(self, left: int, right: int) -> None:
        """The widths, in pixels, from which each side has a use for no more."""
        self._wanted = (left, right)
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared anew."""
        super().resizeEvent(event)
        self._divide()

    def _keep(self) -> None:
        self._moved = True

    def _divide(self) -> None:
        if self._moved:
            return
        room = self.width() - self.handleWidth()
        left, right = self._wanted
        first = room // 2
        if right > room - first:
            first = min(first, max(left, room - right))
        elif left > first:
            first = min(left, room - right)
        self.setSizes([first, room - first])
