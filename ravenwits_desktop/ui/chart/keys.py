"""What keys do in the plot.

Left and right move the cross-hair a period (with Ctrl to the ends), Shift and left or right pan, plus and minus zoom,
Home or Ctrl+0 shows all, Backspace what was in sight before, G asks from when to when, D shows the day of the
cross-hair, T today, Esc hides the cross-hair. Of a draft Enter selects the
period under the cross-hair, Ctrl+Shift and left or right more of them, Alt and up or down move what is selected; Esc
gives a drag up.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from ravenwits_desktop.ui.chart.brush import Brush
from ravenwits_desktop.ui.chart.day_view import DayMenu
from ravenwits_desktop.ui.chart.drawing import Drawing
from ravenwits_desktop.ui.chart.step_drag import StepDrag

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPWARDS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Plot(Protocol):
    """What keys ask of the plot."""

    drawing: Drawing
    brush: Brush
    step_drag: StepDrag
    day_menu: DayMenu
    nudged: SignalInstance

    @property
    def cursor_index(self) -> int | None:
        """The period under the cross-hair; None without one."""

    def hide_cursor(self) -> None:
        """Take the cross-hair away."""

    def step_cursor(self, step: int) -> None:
        """Move the cross-hair so many periods."""

    def pan(self, share: float) -> None:
        """Move along time by a share of what is in sight."""

    def zoom(self, factor: float) -> None:
        """Show `factor` times as much time."""

    def show_all(self) -> None:
        """Show the whole purchase."""

    def back(self) -> bool:
        """Show what was in sight before."""


def press(plot: Plot, event: QKeyEvent) -> bool:
    """Do what a key stands for; whether it stands for anything."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _edit(plot, key, modifiers) or _move(plot, key, modifiers) or (not modifiers and plot.day_menu.key(key))


def _move(plot: Plot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """The keys that move the view and the cross-hair."""
    direction = _SIDEWAYS.get(key)
    if direction is not None and modifiers & _SHIFT:
        plot.pan(direction * 0.2)
    elif direction is not None:
        periods = plot.drawing.periods
        plot.step_cursor(direction * (len(periods) if modifiers & _CONTROL and periods is not None else 1))
    elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        plot.zoom(1 / 1.5)
    elif key == Qt.Key.Key_Minus:
        plot.zoom(1.5)
    elif key == Qt.Key.Key_Home or (modifiers & _CONTROL and key == Qt.Key.Key_0):
        plot.show_all()
    elif key == Qt.Key.Key_Backspace:
        plot.back()
    elif key == Qt.Key.Key_Escape and plot.cursor_index is not None:
        plot.hide_cursor()
    else:
        return False
    return True


def _edit(plot: Plot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """The keys that select or change the rows of a draft."""
    sideways, upwards = _SIDEWAYS.get(key), _UPWARDS.get(key)
    if key == Qt.Key.Key_Escape:
        return plot.step_drag.cancel()
    if not plot.brush.available:
        return False
    if upwards is not None and modifiers == Qt.KeyboardModifier.AltModifier:
        plot.nudged.emit(upwards)
        return True
    if sideways is not None and modifiers == _CONTROL | _SHIFT:
        plot.step_cursor(sideways)
    elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or modifiers:
        return False
    if plot.cursor_index is not None:
        plot.brush.select(plot.cursor_index, widen=sideways is not None)
    return True
