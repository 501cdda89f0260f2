"""Keys that move as in a spreadsheet; Ctrl with an arrow goes to the edge of what is filled in a column."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

KEYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


_Go = QAbstractItemView.CursorAction
_WIDENING = {
    Qt.Key.Key_Up: _Go.MoveUp,
    Qt.Key.Key_Down: _Go.MoveDown,
    Qt.Key.Key_Left: _Go.MoveLeft,
    Qt.Key.Key_Right: _Go.MoveRight,
    Qt.Key.Key_Home: _Go.MoveHome,
    Qt.Key.Key_End: _Go.MoveEnd,
    Qt.Key.Key_PageUp: _Go.MovePageUp,
    Qt.Key.Key_PageDown: _Go.MovePageDown,
}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def widening(event: QKeyEvent) -> QAbstractItemView.CursorAction | None:
    """Where a key goes that widens the selection; None for any other key."""
    return _WIDENING.get(Qt.Key(event.key())) if _held(event) == _SHIFT else None


def corner(event: QKeyEvent) -> int | None:
    """Ctrl+Home (-1) and Ctrl+End (1), with Shift or without; None for any other key."""
    if _held(event) & ~_SHIFT != _CONTROL:
        return None
    return {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}.get(Qt.Key(event.key()))


def changes_tabs(event: QKeyEvent) -> bool:
    """Whether a key brings another draft in front: Ctrl+Tab, Ctrl+PgDn and those back."""
    return event.key() in _TABS and _held(event) & ~_SHIFT == _CONTROL


def edge(filled: npt.NDArray[np.bool_], row: int, way: int) -> int:
    """The row to go to from `row`, up (`way` -1) or down (1): the last filled one of a run, else the next filled one.

    `filled` says for each row of the column whether something stands in it. Without any more the column's end.
    """
    last = len(filled) - 1 if way > 0 else 0
    if row == last:
        return row
    ahead = filled[row + 1 :] if way > 0 else filled[:row][::-1]
    if filled[row] and ahead[0]:
        empty = np.flatnonzero(~ahead)
        return row + way * int(empty[0]) if len(empty) else last
    full = np.flatnonzero(ahead)
    return row + way * int(full[0] + 1) if len(full) else last
