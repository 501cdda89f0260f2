"""Real dates of which a spreadsheet program has exchanged day and month: all those whose day is at most the 12th.

It does so where it reads 11/12/2026 in the order of another country. What it cannot read so, 13/12/2026, stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, column_letter
from ravenwits_desktop.spreadsheets.texts.times import Integers, Parts

MIXED_DATES = QT_TRANSLATE_NOOP(
    "Message",
    "Some dates of the column “{column}” are real dates and others are text such as “{text}”, and together they make "
    "no series: a spreadsheet program has probably exchanged days and months. Export the file again, or say which days "
    "are right.",
)
EXCHANGED_DATES = QT_TRANSLATE_NOOP(
    "Message",
    "The days from {first} to {last} are exactly a month apart; with day and month exchanged they follow each other, "
    "from {other} on. A spreadsheet program has probably exchanged them. Say which one it is.",
)
AS_EXCHANGED = QT_TRANSLATE_NOOP(
    "Message", "Day and month of the real dates were exchanged, as chosen: {first} was read as {other}."
)


def exchanged_in(parts: Parts, walls: Minutes, context: Context) -> Minutes | None:
    """`walls` with day and month of the real dates exchanged, where a person says so and they then make a series.

    None otherwise. Raises `DateQuestionError` where it has to be asked: the days are a month apart, and would follow
    each other. Beside texts, which stay in the usual order, the real dates are not exchanged where all the dates make
    a series with the month of the texts first.
    """
    base, wanted = parts.walls(), context.options.month_first
    real = np.flatnonzero(~np.isnat(base) & ~parts.open_order)
    mixed = bool((parts.open_order & (parts.year > 0)).any())
    if not len(real) or wanted is False or (mixed and wanted is None):
        return None
    days = base[real].astype("datetime64[D]")
    if not _is_broken(walls, parts) if mixed else not _months_apart(days):
        return None
    result = base.copy()
    result[real] = _other_way(base[real])
    if np.isnat(result[real]).any() or (mixed and _is_broken(result, parts)):
        return None
    if wanted is None:
        values = {"first": days[0].item(), "last": days[-1].item(), "other": first_day(result, real)}
        raise DateQuestionError(Message(EXCHANGED_DATES, values))
    return result


def _is_broken(walls: Minutes, parts: Parts) -> bool:
    """Whether `walls` lack a date that the other order has, or do not follow each other evenly."""
    readable = ~np.isnat(parts.walls()) | ~np.isnat(parts.walls(month_first=True))
    return bool(np.isnat(walls[readable]).any()) or gaps(walls) > 0


def _months_apart(days: Minutes) -> bool:
    """Whether `days` are the same day of one month after the other, in one year."""
    first, last = days[0].item(), days[-1].item()
    if first.day != last.day or first.year != last.year or first == last:  # nearly all that are not, and at once
        return False
    days = np.unique(days)
    months = days.astype("datetime64[M]")
    of_month = (days - months).astype(np.int64) + 1
    alike = len(np.unique(of_month)) == 1 and of_month[0] <= 12 and len(np.unique(days.astype("datetime64[Y]"))) == 1
    return len(days) > 1 and alike and bool((np.diff(months).astype(np.int64) == 1).all())


def _other_way(walls: Minutes) -> Minutes:
    """Each of `walls` with its day for the month and its month for the day; NaT where the year has no such month."""
    days = walls.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    of_month = (days - months).astype(np.int64) + 1
    of_year = months.astype(np.int64) % 12 + 1
    begins = (months.astype("datetime64[Y]").astype("datetime64[M]") + (of_month - 1)).astype("datetime64[D]")
    result: Minutes = (begins + (of_year - 1)).astype("datetime64[m]") + (walls - days.astype("datetime64[m]"))
    result[of_month > 12] = timegrid.NAT
    return result


def check_mixed(index: int, cells: Sequence[Cell], parts: Parts, walls: Minutes, context: Context) -> None:
    """Ask about a column in which real dates and ``dd/mm`` texts stand side by side and make no series.

    What makes none in the order that a person chose either is refused.
    """
    open_rows = parts.open_order & (parts.year > 0)
    texts = np.flatnonzero(open_rows)
    real = np.flatnonzero(~np.isnat(walls) & ~parts.open_order)
    if len(texts) < 2 or len(real) < 2:
        return
    if not (_is_broken(walls, parts) if context.options.month_first else gaps(walls) > 0):
        return
    above = cells[: int(np.argmax(open_rows | ~np.isnat(walls)))]
    header = next((cell for cell in reversed(above) if isinstance(cell, str) and cell), None)
    values = {"column": header or column_letter(index), "text": str(cells[int(texts[0])])}
    if context.options.month_first is None:
        raise DateQuestionError(Message(MIXED_DATES, values))
    template = refusals.NO_SERIES_EXCHANGED if context.options.month_first else refusals.NO_SERIES_AS_WRITTEN
    raise RefusedError(CERTAIN, template, (), **values)


def first_day(walls: Minutes, rows: Integers) -> date:
    """The day of the first of `rows`."""
    day: date = walls[rows[0]].astype("datetime64[D]").item()
    return day


def gaps(walls: Minutes) -> int:
    """How many times neighbours in time are further apart than the usual step."""
    steps = np.diff(np.unique(walls[~np.isnat(walls)])).astype(np.int64)
    return int((steps > np.median(steps)).sum()) if len(steps) else 0
