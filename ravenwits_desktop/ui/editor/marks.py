"""What the last examination says of each row of the table, as long as it still holds after an edit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.examination import Examination
from ravenwits_desktop.domain.problems import NO_PROBLEMS, Problems
from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui.editor.period_names import PeriodNames
from ravenwits_desktop.ui.editor.problems import Refusal, refused


class Marks:
    """Problems, days, repeated hours, market hours and changes of the rows. Rows it knows nothing of have none."""

    def __init__(self) -> None:
        self.problems: Problems = NO_PROBLEMS
        """What the examination found and what the server refused, in order of rows, those of the whole last."""
        self._day_starts = np.zeros(0, dtype=np.bool_)
        self._occurrences = np.zeros(0, dtype=np.int8)
        self._changes: Floats | None = None
        self._names = PeriodNames()

    def take(self, found: Examination, refusals: Sequence[Refusal]) -> bool:
        """Mark the rows by what was found of them just now, and by what the server said; whether any mark differs."""
        periods = found.checked.periods
        before = (self.problems, self._day_starts, self._occurrences, self._changes)
        self.problems = found.problems.and_(refused(refusals, found.question.rows.mw, periods.starts))
        self._day_starts, self._occurrences = periods.day_starts, periods.occurrences
        self._changes = found.changes
        self._names.follow(periods.starts, periods.resolution, periods.zone)
        return not (
            before[0].same_cells(self.problems)
            and _same(before[1], self._day_starts)
            and _same(before[2], self._occurrences)
            and before[3] is self._changes
        )

    def edited(self, row: int, count: int, *, moved: bool) -> None:
        """`count` rows from `row` on were edited; where `moved`, no row below has the period it had."""
        if not moved:
            self.problems = self.problems.without(row, count)
            return
        self.problems = self.problems.before(row)
        self._day_starts, self._occurrences = self._day_starts[:row], self._occurrences[:row]
        self._changes = None if self._changes is None else self._changes[:row]
        self._names.forget(row)

    def occurrences(self, first: int, last: int) -> npt.NDArray[np.int8]:
        """For the rows from `first` on, `last` excluded: 1 or 2 where the label is one of a repeated pair, else 0."""
        which = np.zeros(last - first, dtype=np.int8)
        known = self._occurrences[first:last]
        which[: len(known)] = known
        return which

    def day_starts(self, first: int, last: int) -> list[bool]:
        """For the rows from `first` on, `last` excluded: whether each lies in another market day than the one above."""
        known: list[bool] = self._day_starts[first:last].tolist()
        return known + [False] * (last - first - len(known))

    def change(self, row: int) -> float | None:
        """What the value changed by against the last submission, MW; None where it did not."""
        changes = self._changes
        if changes is None or row >= len(changes) or np.isnan(changes[row]):
            return None
        return float(changes[row])

    def name(self, row: int) -> str:
        """The market hour and quarter of the row; empty where it has no time."""
        return self._names.name(row)

    def names(self, first: int, last: int) -> list[str]:
        """Those of the rows from `first` on, `last` excluded."""
        return [self._names.name(row) for row in range(first, last)]

    def of_row(self, row: int) -> tuple[Problem, ...]:
        """What is wrong with a row, errors first."""
        return self.problems.by_row(row, row + 1).get(row, ())


def _same(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> bool:
    return one is other or np.array_equal(one, other)
