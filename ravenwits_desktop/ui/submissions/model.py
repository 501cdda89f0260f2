"""The submissions as a table: filtered and sorted in Python, changed row by row so that a selection stays."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import theme, words

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
NOTHING = "—"
_TICK_MS = 1000
_MOST_CELLS = 32


class Column(enum.IntEnum):
    """The columns, in order."""

    STATUS = 0
    RETAILER = 1
    DAYS = 2
    ROWS = 3
    ENERGY = 4
    SENT = 5
    CHECKED = 6
    MESSAGE = 7


NUMBERS = frozenset({Column.ROWS, Column.ENERGY})
_TABULAR = NUMBERS | {Column.SENT, Column.CHECKED}
_STATE_ORDER = {state: place for place, state in enumerate(State)}


class SubmissionsModel(QAbstractTableModel):
    """A row for each submission that passes the filter; newest first unless a column is sorted by.

    `now` is the clock by which ages are told. The ages of open submissions move each second while `set_active(True)`.
    """

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(parent)
        self._now = now or _utc_now
        self._zone = DEFAULT_ZONE
        self._all: dict[str, Submission] = {}
        self._rows: list[Submission] = []
        self._haystacks: dict[str, str] = {}
        self._needles: tuple[str, ...] = ()
        self._states: frozenset[State] | None = None
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
        self._rows = self._arranged(self._all.values())
        self.endResetModel()
        self._mind_timer()

    def put(self, submission: Submission) -> None:
        """Add a submission, or change the one of the same id: one row, and the selection stays on it."""
        place = self.row_of(submission.id)
        before = self._all.get(submission.id)
        self._all[submission.id] = submission
        self._haystacks.pop(submission.id, None)
        wanted = self._passes(submission)
        if place is not None and not wanted:
            self.beginRemoveRows(NO_INDEX, place, place)
            del self._rows[place]
            self.endRemoveRows()
        elif place is not None:
            self._change(place, submission, moved=before is None or self._key(before) != self._key(submission))
        elif wanted:
            arranged = self._arranged([*self._rows, submission])
            place = next(row for row, other in enumerate(arranged) if other.id == submission.id)
            self.beginInsertRows(NO_INDEX, place, place)
            self._rows = arranged
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
        if submission_id not in self._all:
            return None
        return next((row for row, submission in enumerate(self._rows) if submission.id == submission_id), None)

    def open_ids(self) -> tuple[str, ...]:
        """The ids of all that are polled, filtered away or not."""
        return tuple(submission.id for submission in self._all.values() if submission.state in life.OPEN)

    def under_way(self) -> bool:
        """Whether any has not ended yet, filtered away or not."""
        return any(submission.state in life.UNDER_WAY for submission in self._all.values())

    @property
    def total(self) -> int:
        """How many there are, those filtered away included."""
        return len(self._all)

    # How it is looked at

    def set_filter(self, text: str, states: frozenset[State] | None) -> None:
        """Show those whose texts hold every word of `text`, whatever the case, in one of `states` (None: any)."""
        needles = tuple(text.casefold().split())
        if (needles, states) == (self._needles, self._states):
            return
        self.beginResetModel()
        self._needles, self._states = needles, states
        self._rows = self._arranged(self._all.values())
        self.endResetModel()
        self._mind_timer()

    def set_zone(self, zone: str) -> None:
        """Tell times in this zone."""
        self._zone = zone
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
        self._rows = self._arranged(self._rows)
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
            return self._heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.SENT, Column.CHECKED):
            return self.tr("Clock of {zone}").format(zone=self._zone)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and tips of a cell; under `Qt.ItemDataRole.UserRole` the submission."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        submission, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(submission, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STATUS:
            return words.state_word(submission.state, submission.server_status)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(submission.state, column)
        if role == Qt.ItemDataRole.FontRole:
            return _font(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(submission, column)
        if role == Qt.ItemDataRole.UserRole:
            return submission
        return None

    # Texts

    def _heading(self, column: Column) -> str:
        return {
            Column.STATUS: self.tr("Status"),
            Column.RETAILER: self.tr("Retailer"),
            Column.DAYS: self.tr("Day"),
            Column.ROWS: self.tr("Rows"),
            Column.ENERGY: self.tr("MWh"),
            Column.SENT: self.tr("Sent"),
            Column.CHECKED: self.tr("Checked"),
            Column.MESSAGE: self.tr("Message"),
        }[column]

    def _text(self, submission: Submission, column: Column) -> str:
        if column is Column.STATUS:
            word = words.state_word(submission.state, submission.server_status)
            return f"{words.STATE_SHAPES[submission.state]} {word}"
        if column is Column.RETAILER:
            return submission.retailer_name or submission.retailer_id
        if column is Column.DAYS:
            return words.days(submission.first_day, submission.last_day) or NOTHING
        if column is Column.ROWS:
            return NOTHING if submission.rows is None else words.decimal(submission.rows, 0)
        if column is Column.ENERGY:
            return NOTHING if submission.energy_mwh is None else words.mwh(submission.energy_mwh)
        if column is Column.SENT:
            return NOTHING if submission.sent is None else words.moment(submission.sent, self._zone, self._now())
        if column is Column.CHECKED:
            return self._checked(submission)
        return words.translated(submission.message).replace("\n", " ") if submission.message else ""

    def _checked(self, submission: Submission) -> str:
        now = self._now()
        if submission.state not in life.OPEN:
            return NOTHING if submission.checked is None else words.moment(submission.checked, self._zone, now)
        parts = []
        if submission.checked is not None:
            parts.append(self.tr("{span} ago").format(span=self._span(now - submission.checked)))
        if submission.next_check is not None:
            wait = submission.next_check - now
            if wait <= timedelta(0):
                parts.append(self.tr("due now"))
            else:
                parts.append(self.tr("next in {span}").format(span=self._span(wait)))
        return ", ".join(parts) or NOTHING

    def _span(self, span: timedelta) -> str:
        seconds = max(0, round(span.total_seconds()))
        if seconds < 100:
            return self.tr("{count} s").format(count=seconds)
        if seconds < 100 * 60:
            return self.tr("{count} min").format(count=round(seconds / 60))
        return self.tr("{count} h").format(count=round(seconds / 3600))

    def _tip(self, submission: Submission, column: Column) -> str | None:
        if column is Column.RETAILER:
            return f"{submission.retailer_name} · {submission.retailer_id}" if submission.retailer_name else None
        if column is Column.STATUS:
            return self.tr("Purchase {id}").format(id=submission.purchase_id) if submission.purchase_id else None
        if column in (Column.MESSAGE, Column.DAYS):
            return self._text(submission, column) or None
        return None

    # Filter and order

    def _passes(self, submission: Submission) -> bool:
        if self._states is not None and submission.state not in self._states:
            return False
        if not self._needles:
            return True
        haystack = self._haystacks.get(submission.id)
        if haystack is None:
            shown = (Column.STATUS, Column.RETAILER, Column.DAYS, Column.MESSAGE)
            days = (submission.first_day or "", submission.last_day or "")
            ids = (submission.id, submission.purchase_id or "", submission.retailer_id)
            haystack = "\n".join((*(self._text(submission, column) for column in shown), *days, *ids)).casefold()
            self._haystacks[submission.id] = haystack
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
        return self._text(submission, column).casefold() or None

    def _change(self, place: int, submission: Submission, *, moved: bool) -> None:
        self._rows[place] = submission
        if moved:
            arranged = self._arranged(self._rows)
            target = next(row for row, other in enumerate(arranged) if other.id == submission.id)
            if target != place:
                # Qt names the row before which it goes, counted before the move.
                self.beginMoveRows(NO_INDEX, place, place, NO_INDEX, target + 1 if target > place else target)
                self._rows = arranged
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
        wanted = self._active and bool(self._open_rows())
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
            ends = self.index(first, Column.CHECKED), self.index(last, Column.CHECKED)
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
