"""What is wrong with the rows of a draft, kept as numbers: a message is written for a problem when it is looked at.

A million negative values are a million problems, found anew after each edit; as objects they would be felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.periods import Periods
from ravenwits_desktop.domain.rows import EMPTY_ROWS, Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Minutes

LARGEST_PLAUSIBLE_MW = 10_000.0
"""Above this a value is almost surely in kW (`domain.md`, units): warned about, never converted."""
LARGEST_POSSIBLE_MW = 10_000_000.0
"""About what all power stations of the world can give: no purchase, in whatever unit."""
NO_DATETIME = QT_TRANSLATE_NOOP("Message", "The date and time are missing.")
UNREADABLE_DATETIME = QT_TRANSLATE_NOOP("Message", "“{text}” is not a date and time.")
NO_VALUE = QT_TRANSLATE_NOOP("Message", "The value is missing. A purchase needs a number in MW; zero is allowed.")
UNREADABLE_VALUE = QT_TRANSLATE_NOOP("Message", "“{text}” is not a number.")
NONEXISTENT = QT_TRANSLATE_NOOP("Message", "{label} does not exist on that day: the clocks go forward.")
REPEATED = QT_TRANSLATE_NOOP("Message", "{label} is there more than once.")
ASSUMED_SUMMER = QT_TRANSLATE_NOOP(
    "Message", "{label} occurs twice on that day and is here only once: it is taken as the first one (summer time)."
)
OFF_GRID = QT_TRANSLATE_NOOP("Message", "{label} does not fall on the grid of {resolution} minutes.")
NEGATIVE = QT_TRANSLATE_NOOP("Message", "The value is negative: a net sale.")
TOO_LARGE = QT_TRANSLATE_NOOP("Message", "More than 10,000 MW: is this value in kW?")
IMPOSSIBLE = QT_TRANSLATE_NOOP("Message", "No purchase is larger than 10,000,000 MW: correct the value.")


class _Kind(NamedTuple):
    column: Column
    severity: Severity
    template: str


_KINDS = (
    _Kind(Column.DATETIME, Severity.ERROR, NO_DATETIME),
    _Kind(Column.DATETIME, Severity.ERROR, UNREADABLE_DATETIME),
    _Kind(Column.DATETIME, Severity.ERROR, NONEXISTENT),
    _Kind(Column.DATETIME, Severity.ERROR, REPEATED),
    _Kind(Column.DATETIME, Severity.WARNING, ASSUMED_SUMMER),
    _Kind(Column.DATETIME, Severity.WARNING, OFF_GRID),
    _Kind(Column.PURCHASE, Severity.ERROR, NO_VALUE),
    _Kind(Column.PURCHASE, Severity.ERROR, UNREADABLE_VALUE),
    _Kind(Column.PURCHASE, Severity.WARNING, NEGATIVE),
    _Kind(Column.PURCHASE, Severity.ERROR, IMPOSSIBLE),
    _Kind(Column.PURCHASE, Severity.WARNING, TOO_LARGE),
)
"""In the order in which the problems of one row are told."""
_CODES = {kind.template: code for code, kind in enumerate(_KINDS)}
_BITS = 4
_ERRORS = np.array([kind.severity is Severity.ERROR for kind in _KINDS])
_COLUMNS = np.array([kind.column for kind in _KINDS])
_THE_SAME_EVERYWHERE = {
    template: Message(template) for template in (NO_DATETIME, NO_VALUE, NEGATIVE, IMPOSSIBLE, TOO_LARGE)
}
"""What says nothing of its row: one message serves them all."""
Keys = npt.NDArray[np.int64]
_Places = dict[int, list[int]]


class FoundIn(NamedTuple):
    """Rows in which problems were found: minutes a period lasts, start instants (UTC)."""

    rows: Rows
    resolution: int
    starts: Minutes


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind: the first of them, the rows they are of (in order), how many they are."""

    first: Problem
    rows: tuple[int, ...]
    count: int


class Problems(Sequence[Problem]):
    """Problems of cells in order of rows, and behind them `more`, of the whole or of rows. Never changed once made.

    `keys` are sorted: a row (from 0) and, in the lowest four bits, the kind of problem its cell has. `found_in` are
    the rows the problems were found in.
    """

    __slots__ = ("_found_in", "_keys", "_marked", "_more", "_places", "errors")

    def __init__(
        self, keys: Keys, found_in: FoundIn, more: tuple[Problem, ...] = (), places: _Places | None = None
    ) -> None:
        """`places` are the rows of every period that one of `more` is of, where they are known."""
        self._keys, self._found_in, self._more = keys, found_in, more
        self._places = _places_of(more, found_in.starts) if places is None else places
        self._marked: dict[int, list[Problem]] = {}
        """The problems among `more` that are of cells, by row: those of a whole day are of none."""
        for each in more:
            for row in self.rows_of(each) if each.row is not None or each.column is not None else ():
                self._marked.setdefault(row, []).append(each)
        self.errors = int(np.count_nonzero(_ERRORS[keys & (1 << _BITS) - 1]))
        """How many of them stop a submission."""
        self.errors += sum(problem.severity is Severity.ERROR for problem in more)

    @property
    def warnings(self) -> int:
        """How many of them have to be seen before a submission."""
        return len(self) - self.errors

    def and_(self, more: Iterable[Problem]) -> Problems:
        """These, and more of them behind."""
        added = tuple(more)
        known = None if any(each.starts for each in added) else self._places
        return Problems(self._keys, self._found_in, (*self._more, *added), known)

    def before(self, row: int) -> Problems:
        """Those of the cells above `row` alone."""
        return Problems(self._keys[: np.searchsorted(self._keys, row << _BITS)], self._found_in)

    def without(self, first: int, count: int) -> Problems:
        """These but for the cells of `count` rows from `first` on."""
        begin, end = np.searchsorted(self._keys, (first << _BITS, (first + count) << _BITS))
        keys = self._keys if begin == end else np.concatenate([self._keys[:begin], self._keys[end:]])
        return Problems(keys, self._found_in, self._more, self._places)

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """Those that are so bad, in order."""
        keys = self._keys[_ERRORS[self._codes] == (severity is Severity.ERROR)]
        return (*map(self._problem, keys.tolist()), *(each for each in self._more if each.severity is severity))

    @property
    def of_the_whole(self) -> tuple[Problem, ...]:
        """Those that are of no row."""
        return tuple(each for each in self._more if each.row is None)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows that have any, each once or more."""
        return np.concatenate([self._keys >> _BITS, np.array(list(self._marked), dtype=np.int64)])

    def by_row(self, first: int, last: int) -> dict[int, tuple[Problem, ...]]:
        """Those of the rows from `first` on, `last` excluded, by their row; of each row errors come first."""
        begin, end = np.searchsorted(self._keys, (first << _BITS, last << _BITS))
        found: dict[int, list[Problem]] = {}
        for key in self._keys[begin:end].tolist():
            found.setdefault(key >> _BITS, []).append(self._problem(key))
        for row, those in self._marked.items():
            if first <= row < last:
                found.setdefault(row, []).extend(those)
        return {row: tuple(sorted(those, key=_errors_first)) for row, those in found.items()}

    def next_place(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell with a problem after this one, round the end; None if no cell has one.

        A problem of a whole row, or of some periods, is that of its value.
        """
        more = {(each, _column(problem)) for problem in self._more for each in self.rows_of(problem)}
        places = self._keys >> _BITS, _COLUMNS[self._codes]
        later = np.flatnonzero((places[0] > row) | ((places[0] == row) & (places[1] > column)))
        after = [(int(places[0][each]), int(places[1][each])) for each in later[:1]]
        after += [place for place in more if place > (row, column)]
        if after:
            return min(after)
        first = [(int(places[0][0]), int(places[1][0]))] if len(self._keys) else []
        return min((*first, *more), default=None)

    def at(self, row: int, column: int) -> tuple[Problem, ...]:
        """Those of one cell, in order; a problem of a whole row, or of some periods, is that of its value."""
        keys = self._keys[slice(*np.searchsorted(self._keys, (row << _BITS, (row + 1) << _BITS)))].tolist()
        found = (each for each in map(self._problem, keys) if each.column == column)
        return (*found, *(each for each in self._more if _column(each) == column and row in self.rows_of(each)))

    def rows_of(self, problem: Problem) -> tuple[int, ...]:
        """The rows that one of these is of, in order: its own, or those of its periods."""
        if problem.row is not None:
            return (problem.row,)
        if not problem.starts:
            return ()
        starts = np.array(problem.starts, dtype="datetime64[m]").astype(np.int64)
        return tuple(sorted(row for start in set(starts.tolist()) for row in self._places.get(start, ())))

    def groups(self) -> list[Group]:
        """Those of the same kind together, the kind that is met first at the beginning."""
        codes, rows = self._codes, self._keys >> _BITS
        kinds, first = np.unique(codes, return_index=True)
        found = []
        for kind, place in sorted(zip(kinds.tolist(), first.tolist(), strict=True), key=lambda each: each[1]):
            these = tuple(rows[codes == kind].tolist())
            found.append(Group(self._at(place), these, len(these)))
        others: dict[tuple[str, Column | None], list[Problem]] = {}
        for each in self._more:
            others.setdefault((each.message.template, each.column), []).append(each)
        for those in others.values():
            found.append(
                Group(those[0], tuple(sorted({row for each in those for row in self.rows_of(each)})), len(those))
            )
        return found

    def same_cells(self, other: Problems) -> bool:
        """Whether both mark the same cells alike."""
        return self._more == other._more and np.array_equal(self._keys, other._keys)

    def __len__(self) -> int:
        return len(self._keys) + len(self._more)

    @overload
    def __getitem__(self, index: int) -> Problem: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Problem, ...]: ...

    def __getitem__(self, index: int | slice) -> Problem | tuple[Problem, ...]:
        places = range(len(self))[index]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))

    def __iter__(self) -> Iterator[Problem]:
        yield from map(self._problem, self._keys.tolist())
        yield from self._more

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # arrays inside

    @property
    def _codes(self) -> Keys:
        codes: Keys = self._keys & (1 << _BITS) - 1
        return codes

    def _at(self, place: int) -> Problem:
        count = len(self._keys)
        return self._problem(int(self._keys[place])) if place < count else self._more[place - count]

    def _problem(self, key: int) -> Problem:
        row, kind = key >> _BITS, _KINDS[key & (1 << _BITS) - 1]
        message = _THE_SAME_EVERYWHERE.get(kind.template)
        if message is None:
            text = self._found_in.rows.texts.get((row, kind.column), "")
            values: dict[str, object] = {"resolution": self._found_in.resolution, "text": text}
            if kind.column is Column.DATETIME and not np.isnat(self._found_in.rows.labels[row]):
                values["label"] = self._found_in.rows.labels[row].item()
            message = Message(kind.template, values)
        return Problem(row, kind.column, kind.severity, message)


def _places_of(problems: Iterable[Problem], starts: Minutes) -> _Places:
    """The rows of every period that one of these is of, by its start; found in one go through the `starts` of all."""
    named = [start for each in problems for start in each.starts]
    if not named:
        return {}
    wanted = np.unique(np.array(named, dtype="datetime64[m]")).astype(np.int64)
    instants = starts.astype(np.int64)
    nearest = wanted[np.searchsorted(wanted, instants).clip(max=len(wanted) - 1)]
    places: _Places = {}
    for row in np.flatnonzero(nearest == instants).tolist():
        places.setdefault(int(instants[row]), []).append(row)
    return places


def _column(problem: Problem) -> int:
    return int(Column.PURCHASE if problem.column is None else problem.column)


def _errors_first(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def problems_in(rows: Rows, periods: Periods) -> Problems:
    """What is wrong with each cell of `rows`, whose labels mean `periods`."""
    written = {column: [row for row, place in rows.texts if place == column] for column in Column}
    mw = rows.mw
    with np.errstate(invalid="ignore"):
        size, finite = np.abs(mw), np.isfinite(mw)
        negative, large = np.flatnonzero((mw < 0) & finite), np.flatnonzero((size > LARGEST_PLAUSIBLE_MW) & finite)
    missing = np.flatnonzero(~finite)
    found = {
        **_missing(periods.missing, written[Column.DATETIME], NO_DATETIME, UNREADABLE_DATETIME),
        NONEXISTENT: periods.nonexistent,
        REPEATED: periods.repeated,
        ASSUMED_SUMMER: periods.assumed_summer,
        OFF_GRID: periods.off_grid,
        **_missing(missing, written[Column.PURCHASE], NO_VALUE, UNREADABLE_VALUE),
        NEGATIVE: negative,
        IMPOSSIBLE: large[size[large] > LARGEST_POSSIBLE_MW],
        TOO_LARGE: large[size[large] <= LARGEST_POSSIBLE_MW],
    }
    keys = [places.astype(np.int64) << _BITS | _CODES[template] for template, places in found.items() if len(places)]
    return Problems(
        np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *keys])), FoundIn(rows, periods.resolution, periods.starts)
    )


def _missing(places: npt.NDArray[np.intp], written: list[int], nothing: str, unreadable: str) -> dict[str, Keys]:
    """Cells without a value, told apart by whether something is written there."""
    there = np.isin(places, written) if written else np.zeros(len(places), dtype=np.bool_)
    return {nothing: places[~there], unreadable: places[there]}


NO_PROBLEMS = Problems(np.zeros(0, dtype=np.int64), FoundIn(EMPTY_ROWS, 0, EMPTY_ROWS.labels))
