"""The submissions as a table: filtered and sorted in Python, changed row by row so that a selection stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.waiting import usual_seconds
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.submissions.columns import NOTHING, NUMBERS, CellTexts, Column

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_TICK_MS = 1000
_MOST_CELLS = 32


_TABULAR = NUMBERS | {Column.SENT, Column.CHECKED}
_STATE_ORDER = {state: place for place, state in enumerate(State)}


class SubmissionsModel(QAbstractTableModel):
    """A row for each submission that passes the filter; newest first unless a column is sorted by.

    `now` is the clock by which ages are told. The ages of open submissions move each second while `set_active(True)`.
    """

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(parent)
        self._texts = CellTexts(now or _utc_now, self._usual_seconds, self)
        self._usual: dict[tuple[str, State], float | None] = {}
        self._all: dict[str, Submission] = {}
        self._rows: list[Submission] = []
        self._places: dict[str, int] | None = None
        """Where each stands; None while that is not known."""
        self._haystacks: dict[str, str] = {}
        self._needles: tuple[str, ...] = ()
        self._states: frozenset[State] | None = None
        self._retailer: str | None = None
        self._day: str | None = None
        self._sort_column: Column | None = None
        self._descending = False
        self._active = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    # What it holds

    def set_submissions(self, submissions: Iterable[Submission]) -> None:
        """Show these, in any order, and nothing else."""
        self.beginResetModel()
        self._all = {submission.id: submission for submission in submissions}
        self._haystacks.clear()
        self._usual.clear()
        self._rows, self._places = self._arranged(self._all.values()), None
        self.endResetModel()
        self._mind_timer()

    def put(self, submission: Submission) -> None:
        """Add a submission, or change the one of the same id: one row, and the selection stays on it."""
        place = self.row_of(submission.id)
        before = self._all.get(submission.id)
        self._all[submission.id] = submission
        self._haystacks.pop(submission.id, None)
        if before is None or before.state is not submission.state:
            self._usual.clear()
        wanted = self._passes(submission)
        if place is not None and not wanted:
            self.beginRemoveRows(NO_INDEX, place, place)
            del self._rows[place]
            self._places = None
            self.endRemoveRows()
        elif place is not None:
            self._change(place, submission, moved=before is None or self._key(before) != self._key(submission))
        elif wanted:
            arranged = self._arranged([*self._rows, submission])
            place = next(row for row, other in enumerate(arranged) if other.id == submission.id)
            self.beginInsertRows(NO_INDEX, place, place)
            self._rows, self._places = arranged, None
            self.endInsertRows()
        self._mind_timer()

    def submission(self, row: int) -> Submission:
        """The submission in that row. Raises `IndexError`."""
        return self._rows[row]

    def by_id(self, submission_id: str) -> Submission | None:
        """The submission of that id, filtered away or not."""
        return self._all.get(submission_id)

    def every(self) -> tuple[Submission, ...]:
        """All of them, filtered away or not, in no order."""
        return tuple(self._all.values())

    def row_of(self, submission_id: str) -> int | None:
        """The row where that submission stands; None if it is not there or filtered away."""
        if self._places is None:
            self._places = {submission.id: row for row, submission in enumerate(self._rows)}
        return self._places.get(submission_id)

    def open_ids(self) -> tuple[str, ...]:
        """The ids of all that are polled, filtered away or not."""
        return tuple(submission.id for submission in self._all.values() if submission.state in life.OPEN)

    def under_way(self) -> bool:
        """Whether any has not ended yet, filtered away or not."""
        return any(submission.state in life.UNDER_WAY for submission in self._all.values())

    def retailers(self) -> dict[str, str]:
        """The retailers of all of them: names by id."""
        return {submission.retailer_id: submission.retailer_name for submission in self._all.values()}

    def days(self) -> list[str]:
        """The market days (ISO) that any of them covers, the latest first."""
        spans = {(one.first_day, one.last_day): one for one in self._all.values()}
        return sorted({day for one in spans.values() for day in life.covered_days(one)}, reverse=True)

    def _usual_seconds(self, account: str, state: State) -> float | None:
        if (account, state) not in self._usual:
            self._usual[account, state] = usual_seconds(self._all.values(), account, state)
        return self._usual[account, state]

    def any_open(self) -> bool:
        """Whether any is polled, filtered away or not."""
        return any(submission.state in life.OPEN for submission in self._all.values())

    @property
    def total(self) -> int:
        """How many there are, those filtered away included."""
        return len(self._all)

    # How it is looked at

    def set_filter(
        self, text: str, states: frozenset[State] | None, retailer: str | None = None, day: str | None = None
    ) -> None:
        """Show those whose texts hold every word of `text`, whatever the case, and that fit all else; None fits any.

        `states` are those to be shown, `retailer` the id of one, `day` a market day (ISO).
        """
        needles = tuple(text.casefold().split())
        if (needles, states, retailer, day) == (self._needles, self._states, self._retailer, self._day):
            return
        self.beginResetModel()
        self._needles, self._states, self._retailer, self._day = needles, states, retailer, day
        self._rows, self._places = self._arranged(self._all.values()), None
        self.endResetModel()
        self._mind_timer()

    def set_zone(self, zone: str) -> None:
        """Tell times in this zone."""
        self._texts.zone = zone
        self._everything_changed()

    def set_active(self, active: bool) -> None:
        """Let ages move, or not where nobody sees them."""
        self._active = active
        if active:
            self._on_tick()
        self._mind_timer()

    @property
    def ticking(self) -> bool:
        """Whether the ages move by themselves."""
        return self._timer.isActive()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, equals newest first and empty cells last; by age alone with -1."""
        self._sort_column = Column(column) if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._rows, self._places = self._arranged(self._rows), None
        places = {submission.id: row for row, submission in enumerate(self._rows)}
        after = [self.index(places[own], index.column()) for own, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # What Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many pass the filter."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.SENT, Column.CHECKED):
            return self.tr("Clock of {zone}").format(zone=self._texts.zone)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and tips of a cell; under `Qt.ItemDataRole.UserRole` the submission."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        submission, column = self._rows[index.row()], Column(index.column())
        try:
            return self._cell(submission, column, role)
        except (ValueError, OverflowError):  # kept before it was looked at; an exception here would end the program
            return NOTHING if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, submission: Submission, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.text(submission, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STATUS:
            return words.state_word(submission.state, submission.server_status)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(submission.state, column)
        if role == Qt.ItemDataRole.FontRole:
            return _font(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(submission, column)
        if role == Qt.ItemDataRole.UserRole:
            return submission
        return None

    # Filter and order

    def _passes(self, submission: Submission) -> bool:
        if self._states is not None and submission.state not in self._states:
            return False
        if self._retailer is not None and submission.retailer_id != self._retailer:
            return False
        first, last = submission.first_day or "~", submission.last_day or submission.first_day or ""
        if self._day is not None and not first <= self._day <= last:
            return False
        if not self._needles:
            return True
        haystack = self._haystacks.get(submission.id)
        if haystack is None:
            haystack = self._haystacks[submission.id] = self._texts.searched(submission)
        return all(needle in haystack for needle in self._needles)

    def _arranged(self, submissions: Iterable[Submission]) -> list[Submission]:
        newest_first = sorted(filter(self._passes, submissions), key=_created, reverse=True)
        if self._sort_column is None:
            return newest_first
        full = [submission for submission in newest_first if self._key(submission) is not None]
        empty = [submission for submission in newest_first if self._key(submission) is None]
        return sorted(full, key=self._key, reverse=self._descending) + empty

    def _key(self, submission: Submission) -> Any:
        """What a submission is sorted by: of one comparable type for each column, None for an empty cell."""
        column = self._sort_column
        if column is None:
            return _created(submission)
        if column is Column.STATUS:
            return _STATE_ORDER[submission.state]
        if column is Column.DAYS:
            return submission.first_day and (submission.first_day, submission.last_day or "")
        if column is Column.ROWS:
            return submission.rows
        if column is Column.ENERGY:
            return submission.energy_mwh
        if column is Column.SENT:
            return submission.sent
        if column is Column.CHECKED:
            return submission.checked
        return self._texts.text(submission, column).casefold() or None

    def _change(self, place: int, submission: Submission, *, moved: bool) -> None:
        self._rows[place] = submission
        if moved:
            arranged = self._arranged(self._rows)
            target = next(row for row, other in enumerate(arranged) if other.id == submission.id)
            if target != place:
                # Qt names the row before which it goes, counted before the move.
                self.beginMoveRows(NO_INDEX, place, place, NO_INDEX, target + 1 if target > place else target)
                self._rows, self._places = arranged, None
                self.endMoveRows()
                place = target
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    # Time and colours

    def _everything_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))

    def _open_rows(self) -> list[int]:
        return [row for row, submission in enumerate(self._rows) if submission.state in life.OPEN]

    def _mind_timer(self) -> None:
        wanted = self._active and any(submission.state in life.OPEN for submission in self._rows)
        if wanted != self._timer.isActive():
            if wanted:
                self._timer.start()
            else:
                self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        rows = self._open_rows()
        # A view repaints itself whole for a range, and one cell for one cell.
        spans = [(row, row) for row in rows] if len(rows) <= _MOST_CELLS else [(rows[0], rows[-1])]
        for first, last in spans:
            for column in (Column.CHECKED, Column.MESSAGE):
                ends = self.index(first, column), self.index(last, column)
                self.dataChanged.emit(*ends, [Qt.ItemDataRole.DisplayRole])


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _created(submission: Submission) -> datetime:
    return submission.created


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(column: Column) -> QFont | None:
    if column is Column.STATUS:
        font = QFont()
        font.setBold(True)
        return font
    return theme.tabular(QFont()) if column in _TABULAR else None


def _colour(state: State, column: Column) -> QColor | None:
    colours = theme.current_theme()
    if column is Column.MESSAGE:
        return QColor(colours.muted)
    return QColor(state_colour(state)) if column is Column.STATUS else None


def state_colour(state: State) -> str:
    """The colour of a state's word and shape in the present scheme, as ``#rrggbb``."""
    colours = theme.current_theme()
    if state is State.COMPLETED:
        return colours.success
    if state in (State.FAILED, State.REJECTED, State.NOT_FOUND):
        return colours.error
    if state in (State.UNCONFIRMED, State.UNKNOWN):
        return colours.warning
    return colours.muted if state in (State.CANCELLED, State.DROPPED) else colours.text
