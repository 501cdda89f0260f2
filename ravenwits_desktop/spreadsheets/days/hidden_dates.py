"""Times that a workbook shows as hours and that carry a date of their own, which is not the day that the table says.

Whoever fills a template for the next day changes the date that is seen; the cells of the hours keep the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.day_choice import head_of
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_market_day, voice_of
from ravenwits_desktop.spreadsheets.days.title_day import title_day
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import Days
from ravenwits_desktop.spreadsheets.texts.times import Integers

SHOWN_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” says {day}, and the cells of “{hours}” hold {hidden}, of which the sheet may show but the hours: the "
    "days of “{column}” were used. Look whether they are right.",
)
TITLE_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The title says {day}, and the cells of “{hours}” hold {hidden}, of which the sheet may show but the hours: the "
    "day of the title was used. Look whether it is right.",
)
OTHER_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” says {day}, and “{hours}” says {hidden}: the days of “{hours}” were used. Look which ones are right.",
)
_DAY = 24 * 60


def by_shown_days(sheet: Sheet, time: TimeColumn, times: Sequence[TimeColumn], context: Context) -> TimeColumn:
    """`time` on the days that a column of dates among `times`, or the title, says, where its cells hold others.

    With a doubt that says so. Texts, of which each shows its date, keep it, with a doubt as well. Raises
    `DateQuestionError` where the order of the title's day and month is open.
    """
    known = np.flatnonzero(~np.isnat(time.walls))
    hours = head_of(sheet.columns[time.index], time.walls)
    if context.options.date_column is not None or not len(known) or time.explicit or not _names_hours_alone(hours):
        return time
    for dates in times:
        head = head_of(sheet.columns[dates.index], dates.walls)
        if dates.has_clock or (voice_of(head) or 0) < Voice.DAY or names_market_day(head):
            continue
        days = _carried(dates, known)
        away = None if days is None else _days_away(time, days)
        if days is None or away is None or not away[known].any():
            continue
        row = int(known[np.argmax(away[known] != 0)])
        values = {"column": head, "day": days[row].item(), "hours": hours, "hidden": _day_of(time, row)}
        if not _are_real(sheet, time, known):
            return replace(time, warnings=(*time.warnings, Message(OTHER_DAYS, values)))
        return _moved(time, away, Message(SHOWN_DAY, values))
    if all(dates.has_clock for dates in times) and _are_real(sheet, time, known):
        return _on_day_of_title(sheet, time, int(known[0]), hours, context)
    return time


def _are_real(sheet: Sheet, time: TimeColumn, rows: Integers) -> bool:
    return all(isinstance(sheet.columns[time.index][row], date) for row in rows.tolist())


def _names_hours_alone(head: str) -> bool:
    hours = time_words.names_hour(head) or time_words.label_named(head) is not None
    return hours and not time_words.names_date(head)


def _carried(dates: TimeColumn, rows: Integers) -> Days | None:
    """The day of each row, that of the row above where a cell is blank; None where the first of `rows` has none."""
    walls = dates.walls.astype("datetime64[D]")
    there = np.where(np.isnat(walls), 0, np.arange(len(walls)))
    days: Days = walls[np.maximum.accumulate(there)]
    return None if np.isnat(days[rows]).any() else days


def _days_away(time: TimeColumn, days: Days) -> Integers | None:
    """How many days the times of each day lie away from it; None where they are not all of one day, or end in the next.

    The midnight that ends a day is of the next one and lies as far away as the others.
    """
    apart = (time.walls.astype("datetime64[D]") - days).astype(np.int64)
    midnight = time.walls.astype(np.int64) % _DAY == 0
    away = np.zeros(len(days), dtype=np.int64)
    there = ~np.isnat(time.walls)
    for day in np.unique(days[there]):
        here = np.flatnonzero(there & (days == day))
        values, counts = np.unique(apart[here], return_counts=True)
        usual = int(values[np.argmax(counts)])
        odd = here[apart[here] != usual]
        if len(odd) > 1 or not midnight[odd].all() or (apart[odd] != usual + 1).any():
            return None
        away[here] = usual
    return away


def _on_day_of_title(sheet: Sheet, time: TimeColumn, first: int, hours: str, context: Context) -> TimeColumn:
    try:
        title = title_day(sheet.rows[:first], "", context)
    except RefusedError:
        return time
    if title is None or title.doubts:
        return time
    day = title.day.astype("datetime64[D]")
    away = _days_away(time, np.full(len(time.walls), day))
    if away is None or not away.any():
        return time
    values = {"day": day.item(), "hours": hours, "hidden": _day_of(time, first)}
    return _moved(time, away, Message(TITLE_DAY, values))


def _day_of(time: TimeColumn, row: int) -> date:
    day: date = time.walls[row].astype("datetime64[D]").item()
    return day


def _moved(time: TimeColumn, away: Integers, doubt: Message) -> TimeColumn:
    walls = time.walls - timegrid.minutes(1) * (away * _DAY)
    return replace(time, walls=walls, warnings=(*time.warnings, doubt))
