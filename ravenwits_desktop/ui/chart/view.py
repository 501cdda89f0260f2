"""How the chart is moved about: wheel and drag along time, a box with Shift, the power axis on its own.

A drag over the plot may belong to a gesture instead, such as one that selects hours or moves a step.
"""

from __future__ import annotations

from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal


class Gesture(Protocol):
    """Something else that a drag with the left button can do. Events are pyqtgraph's own."""

    def takes(self, event: Any) -> bool:
        """Whether the drag that begins is its own."""

    def follow(self, event: Any) -> None:
        """A drag of its own goes on, or ends."""


class MarketViewBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Wheel and drag act along time; over the power axis they act on power; Shift and drag draws a box to zoom to."""

    moved_by_hand = Signal(object)
    """How (str): ``wheel`` and ``drag`` along time, ``power`` along power alone, ``box`` along both."""

    about_to_box = Signal()
    """Power must not be fitted any more to what is in sight when time changes."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=True)
        self.gestures: tuple[Gesture, ...] = ()
        """Asked in this order whose a drag is, before the view is moved."""
        self._gesture: Gesture | None = None

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: N802 - pyqtgraph's name
        """Zoom about the mouse."""
        super().wheelEvent(ev, axis=0 if axis is None else axis)
        self.moved_by_hand.emit("power" if axis == 1 else "wheel")

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:  # noqa: N802 - pyqtgraph's name
        """Pan; with Shift, or with the right button, zoom to a box."""
        if axis is not None:
            super().mouseDragEvent(ev, axis=axis)
            self.moved_by_hand.emit("power" if axis == 1 else "drag")
            return
        if self._by_gesture(ev):
            return
        if ev.isStart():
            boxed = ev.modifiers() & Qt.KeyboardModifier.ShiftModifier or ev.button() == Qt.MouseButton.RightButton
            self.state["mouseMode"] = pg.ViewBox.RectMode if boxed else pg.ViewBox.PanMode
        if self.state["mouseMode"] == pg.ViewBox.PanMode:
            super().mouseDragEvent(ev, axis=0)
            self.moved_by_hand.emit("drag")
            return
        self._box(ev)

    def _by_gesture(self, ev: Any) -> bool:
        if ev.isStart():
            left = ev.button() == Qt.MouseButton.LeftButton
            self._gesture = next((one for one in self.gestures if one.takes(ev)), None) if left else None
        gesture = self._gesture
        if gesture is None:
            return False
        ev.accept()
        gesture.follow(ev)
        if ev.isFinish():
            self._gesture = None
        return True

    def _box(self, ev: Any) -> None:
        ev.accept()
        if not ev.isFinish():
            self.updateScaleBox(ev.buttonDownPos(), ev.pos())
            return
        self.rbScaleBox.hide()
        corners = pg.QtCore.QRectF(pg.Point(ev.buttonDownPos()), pg.Point(ev.pos())).normalized()
        if corners.width() >= 4 and corners.height() >= 4:
            self.about_to_box.emit()
            self.setRange(self.childGroup.mapRectFromParent(corners), padding=0)
            self.moved_by_hand.emit("box")
