"""The day of a table whose columns name none: the one that a person chose, else what a title or a name tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days import title_day
from ravenwits_desktop.spreadsheets.days.day_claims import Row
from ravenwits_desktop.spreadsheets.days.days_by_weekday import OpenDayError
from ravenwits_desktop.spreadsheets.days.several_days import SEVERAL_DAYS, check_one_day
from ravenwits_desktop.spreadsheets.days.title_day import TitleDay
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError

CHOSEN = QT_TRANSLATE_NOOP("Message", "The day, {day}, was chosen by hand.")
ASK_MARCH_OR_TUESDAY = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” can be {day}, with the month first, or {other}, a Tuesday. Say which day it is, or write the date with "
    "its year in place of it.",
)
_TOLD = frozenset(
    (
        CHOSEN,
        title_day.FROM_TITLE,
        title_day.FROM_NUMBER,
        title_day.FROM_NAME,
        title_day.FROM_SHEET,
        title_day.NAME_DIFFERS,
    )
)
_OFFERED = (1, 2, 3, 4, 0)
"""Days after today; most purchases are for tomorrow, and before a weekend for the days up to Tuesday."""
_MOST_OFFERED = 9
_ENDS = 2
"""Days of a title that names no more: nothing that lies between them is meant."""


def day_of_table(
    rows: Sequence[Row], context: Context, near: float, *, several: bool = False, asks: bool = True
) -> TitleDay:
    """The day of a table below `rows`, or with `several` the days that its title names.

    Raises `RefusedError`, by the score `near` where nothing tells any: it asks for the day if it `asks`, which is no
    help where a table may be one of many days; `DateQuestionError` as `title_day` does.
    """
    if (day := context.options.day) is not None:
        return TitleDay(np.datetime64(day, "D"), Message(CHOSEN, {"day": day}))
    try:
        return _told(rows, context, near, several=several)
    except RefusedError as error:
        refusal = error.refusal
        if asks and isinstance(error, OpenDayError):
            refusal = replace(refusal, message=Message(ASK_MARCH_OR_TUESDAY, refusal.message.values))
        error.refusal = replace(refusal, question=Question.DAY if asks else None)
        raise


def _told(rows: Sequence[Row], context: Context, near: float, *, several: bool) -> TitleDay:
    title = title_day.titled_days(rows, context.file, context)
    if title is None:
        raise RefusedError(near, refusals.NO_DAY)
    if not several:
        check_one_day(title.days, title.text)
    return title


def is_said_above(rows: Sequence[Row], context: Context) -> bool:
    """Whether a person, `rows` or a name say the day of a table, and that is not the one when the file was made."""
    title = None if context.options.day is not None else title_day.titled_days(rows, context.file, context)
    stamped = title is not None and any(doubt.template == title_day.STAMPED_NAME for doubt in title.doubts)
    return context.options.day is not None or (title is not None and not stamped)


def is_told_above(notes: Iterable[Message]) -> bool:
    """Whether `notes` say that the day of a table was chosen, or told by a title or a name."""
    return any(note.template in _TOLD for note in notes)


def is_told_by_name(notes: Iterable[Message]) -> bool:
    """Whether `notes` say that the name of the sheet or the file told the day of a table."""
    return any(note.template in (title_day.FROM_NAME, title_day.FROM_SHEET) for note in notes)


def days_offered(asked: Message, today: date) -> Iterator[date]:
    """The days among which a person can choose: those that the title or a name can mean, and the next ones and today.

    Days of a title of several are all there is.
    """
    if asked.template == SEVERAL_DAYS:
        first, last = asked.values["first"], asked.values["last"]
        assert isinstance(first, date)
        assert isinstance(last, date)
        steps = (last - first).days
        between = steps if asked.values["count"] == _ENDS else 1
        yield from (first + timedelta(days=ahead) for ahead in range(0, min(steps + 1, _MOST_OFFERED), between))
        return
    said = (asked.values["day"], asked.values["other"]) if asked.template == ASK_MARCH_OR_TUESDAY else ()
    yield from dict.fromkeys((*said, *(today + timedelta(days=ahead) for ahead in _OFFERED)))
