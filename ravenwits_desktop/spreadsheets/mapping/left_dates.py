"""The first or the last date of a table that was left from the week before, or is a week late.

Days are filled in from one to the next: a week whose last column still says 29/11 behind 05/12 has its Sunday on the
wrong day. Between two others such a date leaves a day without a value, which is told as that; at an end nothing is
missing, only the order is broken.
"""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.layouts import day_columns, long, period_rows, stacked, wide
from ravenwits_desktop.spreadsheets.sheet import Sheet, column_letter
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

LAST_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column} is of {day}, out of the order of the others: {expected} would follow {beside}. Look at its date.",
)
FIRST_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Column {column} is of {day}, out of the order of the others: {expected} would stand before {beside}. Look at its "
    "date.",
)
LAST_ROWS = QT_TRANSLATE_NOOP(
    "Message",
    "From row {row} on the day is {day}, out of the order of the others: {expected} would follow {beside}. Look at its "
    "date.",
)
FIRST_ROWS = QT_TRANSLATE_NOOP(
    "Message",
    "From row {row} on the day is {day}, out of the order of the others: {expected} would stand before {beside}. Look "
    "at its date.",
)
_DOWN = frozenset((wide.NAME, long.NAME, period_rows.NAME, stacked.NAME))
_FEWEST = 3
_LONGEST_STEP = 5
"""Days from one to the next over a weekend with holidays before and behind it."""
_WEEK = 7


def left_date_warnings(
    series: Series, sheet: Sheet, walls: Minutes, resolution: int, label: Label
) -> tuple[Message, ...]:
    """What is said of the first or the last day of `series`, in the order of the sheet, if it alone breaks that order.

    `walls` are its labels by the clock that is shown, of that end, `label`, of periods of `resolution` minutes.
    """
    across = series.layout == day_columns.NAME and series.columns is not None
    if not across and series.layout not in _DOWN:
        return ()
    lines = series.columns if across and series.columns is not None else series.rows
    days, begins = _in_order(walls - timegrid.minutes(resolution if label is Label.END else 0), lines)
    if len(days) < _FEWEST or len(np.unique(days)) < len(days):
        return ()
    for at, others in ((-1, slice(None, -1)), (0, slice(1, None))):
        expected = _expected(days[others], days[at], last=at == -1)
        if expected is None or (
            _sorted_as_texts(days) and _are_texts(series, sheet) and not _weeks(days[at], expected)
        ):
            continue
        template = ((FIRST_COLUMN, LAST_COLUMN) if across else (FIRST_ROWS, LAST_ROWS))[at]
        place = {"column": column_letter(int(begins[at]))} if across else {"row": int(begins[at])}
        beside = days[others][at]
        named = {"day": days[at].item(), "expected": expected.item(), "beside": beside.item()}
        return (Message(template, {**place, **named}),)
    return ()


def _in_order(begun: Minutes, lines: Integers) -> tuple[Days, Integers]:
    """The days one behind the other as they stand in the sheet, and the line in which each begins."""
    known = np.flatnonzero(~np.isnat(begun))
    known = known[np.argsort(lines[known], kind="stable")]
    days = begun[known].astype("datetime64[D]")
    firsts = np.flatnonzero(np.diff(days, prepend=days[:1] - 1).astype(np.int64) != 0)
    return days[firsts], lines[known[firsts]]


def _expected(others: Days, day: np.datetime64, *, last: bool) -> np.datetime64 | None:
    """The day that would stand behind `others`, or before them, where they run evenly and `day` is on their other side.

    None where they do not, or `day` goes on with them, perhaps behind a gap.
    """
    steps = np.diff(others).astype(np.int64)
    direction = int(np.sign(steps[0]))
    if not ((steps * direction >= 1) & (steps * direction <= _LONGEST_STEP)).all():
        return None
    beside, ahead = (others[-1], direction) if last else (others[0], -direction)
    if int((day - beside).astype(np.int64)) * ahead > 0:
        return None
    if (steps == direction).all() or not np.is_busday(others).all():
        return np.datetime64(beside + ahead, "D")
    working: np.datetime64 = np.busday_offset(beside, ahead, roll="forward")
    return working


def _sorted_as_texts(days: Days) -> bool:
    """Whether the days stand in the order of their texts, 01/12, 02/12, 30/11: a program has sorted them so."""
    texts = [f"{day:%d/%m/%Y}" for day in days.tolist()]
    return texts == sorted(texts)


def _are_texts(series: Series, sheet: Sheet) -> bool:
    places = next((places for role, places in series.places if role is Role.DATE), None)
    if places is None or not len(places[0]):
        return True
    row, column = int(places[0][-1]), int(places[1][-1])
    return column >= len(sheet.rows[row]) or isinstance(sheet.rows[row][column], str)


def _weeks(day: np.datetime64, expected: np.datetime64) -> bool:
    """Whether the two are whole weeks apart: then the date is that of another week's table."""
    return int((expected - day).astype(np.int64)) % _WEEK == 0
