"""Which cell of a selection is typed into, and where Enter and Tab go from it, as in a spreadsheet.

A selection is begun in one cell and widened to another. Qt's current cell is the one it was widened to; typed into is
the one where it began, the active one. Enter and Tab go round inside a selection and leave it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange

Place = tuple[int, int]
"""Row and column."""


class ActiveCell:
    """The active cell of a table. It is told where selections begin, and asked with what is selected now."""

    def __init__(self) -> None:
        self._begun: Place | None = None
        self._chosen = False
        self._tabs_from: int | None = None

    def begin(self, place: Place) -> None:
        """A selection begins here."""
        self._begun, self._chosen = place, False

    def put(self, place: Place) -> None:
        """Enter or Tab has gone here inside the selection."""
        self._begun, self._chosen = place, True

    def forget(self) -> None:
        """Something else was selected than what a person widened."""
        self._begun = self._tabs_from = None

    def origin(self, ranges: Sequence[CellRange], current: Place) -> Place:
        """Where what is selected began: what is widened is widened from here."""
        places = (self._begun, current)
        held = (place for place in places if place is not None and any(_holds(each, place) for each in ranges))
        return next(held, (ranges[0].top, ranges[0].left) if ranges else current)

    def of(self, ranges: Sequence[CellRange], current: Place) -> Place:
        """The active cell: where the selection began; the current one where no more is selected.

        In a selection of labels and values it is the value, unless Enter or Tab went to the label: typing over a
        column of values that was selected with its labels writes no value over a label.
        """
        if len(ranges) < 2 and all(each.top == each.bottom and each.left == each.right for each in ranges):
            return current
        place = self.origin(ranges, current)
        value = place[0], int(Column.PURCHASE)
        with_its_value = place[1] == Column.DATETIME and any(_holds(each, value) for each in ranges)
        return value if with_its_value and not self._chosen else place

    def inside(self, ranges: Sequence[CellRange], place: Place, down: int, right: int) -> Place | None:
        """The cell after `place` in the selection, column by column for Enter (`down`), row by row for Tab (`right`).

        Cells that cannot be edited are left out. None where no more than one cell is selected.
        """
        parts = [each._replace(right=min(each.right, PROBLEM_COLUMN - 1)) for each in ranges]
        parts = [each for each in parts if each.left <= each.right]
        if sum((each.bottom - each.top + 1) * (each.right - each.left + 1) for each in parts) <= 1:
            return None
        number = next((number for number, each in enumerate(parts) if _holds(each, place)), None)
        if number is None:
            return parts[0].top, parts[0].left
        part, (row, column) = parts[number], place
        tall, wide = part.bottom - part.top + 1, part.right - part.left + 1
        nth = (row - part.top) * wide + column - part.left if right else (column - part.left) * tall + row - part.top
        nth += right or down
        if not 0 <= nth < tall * wide:
            part = parts[(number + (1 if nth > 0 else -1)) % len(parts)]
            tall, wide = part.bottom - part.top + 1, part.right - part.left + 1
            nth = 0 if nth > 0 else tall * wide - 1
        row, column = divmod(nth, wide) if right else divmod(nth, tall)[::-1]
        return part.top + row, part.left + column

    def tabbed(self, begun: int) -> None:
        """Tab has gone here, along a row in which the first Tab was pressed in the column `begun`."""
        self._tabs_from = begun

    def step(self, place: Place, down: int, right: int) -> tuple[Place, int]:
        """Where Enter (`down`) and Tab (`right`) go from the only selected cell, and where a row of Tabs begins now.

        Right of the value comes the next row's label; Enter goes below the cell where the row of Tabs began.
        """
        row, column = place[0], min(place[1], PROBLEM_COLUMN)
        begun = column if self._tabs_from is None else self._tabs_from
        if not right:
            return (row + down, begun), begun
        there = divmod(row * PROBLEM_COLUMN + min(column, PROBLEM_COLUMN - 1) + right, PROBLEM_COLUMN)
        return there, begun if there[0] == row else there[1]


def joined(ranges: Sequence[CellRange]) -> list[CellRange]:
    """The same cells in fewer rectangles, where some lie side by side or one upon the other."""
    if len(ranges) < 2:
        return list(ranges)
    wide: list[CellRange] = []
    for each in sorted(ranges, key=lambda one: (one.top, one.bottom, one.left)):
        last = wide[-1] if wide else None
        if last and (last.top, last.bottom) == (each.top, each.bottom) and each.left == last.right + 1:
            wide[-1] = last._replace(right=each.right)
        else:
            wide.append(each)
    tall: list[CellRange] = []
    for each in sorted(wide, key=lambda one: (one.left, one.right, one.top)):
        last = tall[-1] if tall else None
        if last and (last.left, last.right) == (each.left, each.right) and each.top == last.bottom + 1:
            tall[-1] = last._replace(bottom=each.bottom)
        else:
            tall.append(each)
    return tall


def _holds(each: CellRange, place: Place) -> bool:
    return each.top <= place[0] <= each.bottom and each.left <= place[1] <= each.right
