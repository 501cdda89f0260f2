"""Where Ctrl with an arrow goes in a column, as in a spreadsheet: to the edge of what is filled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

KEYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


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
