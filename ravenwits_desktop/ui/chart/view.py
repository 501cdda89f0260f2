"""How the chart is moved about: wheel and drag along time, a box with Shift, the power axis on its own."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal


class MarketViewBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Wheel and drag act along time; over the power axis they act on power; Shift and drag draws a box to zoom to."""

    moved_by_hand = Signal(object)
    """True where the range of power was changed too, False where only time was."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=True)

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: N802 - pyqtgraph's name
        """Zoom about the mouse."""
        super().wheelEvent(ev, axis=0 if axis is None else axis)
        self.moved_by_hand.emit(axis == 1)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: N802 - pyqtgraph's name
        """Pan; with Shift, or with the right button, zoom to a box."""
        if axis is not None:
            super().mouseDragEvent(ev, axis=axis)
            self.moved_by_hand.emit(axis == 1)
            return
        if ev.isStart():
            boxed = ev.modifiers() & Qt.KeyboardModifier.ShiftModifier or ev.button() == Qt.MouseButton.RightButton
            self.state["mouseMode"] = pg.ViewBox.RectMode if boxed else pg.ViewBox.PanMode
        if self.state["mouseMode"] == pg.ViewBox.PanMode:
            super().mouseDragEvent(ev, axis=0)
            self.moved_by_hand.emit(False)
            return
        self._box(ev)

    def _box(self, ev: Any) -> None:
        ev.accept()
        if not ev.isFinish():
            self.updateScaleBox(ev.buttonDownPos(), ev.pos())
            return
        self.rbScaleBox.hide()
        corners = pg.QtCore.QRectF(pg.Point(ev.buttonDownPos()), pg.Point(ev.pos())).normalized()
        if corners.width() >= 4 and corners.height() >= 4:
            # Said first: power must not be fitted to what is in sight when time changes.
            self.moved_by_hand.emit(True)
            self.setRange(self.childGroup.mapRectFromParent(corners), padding=0)
