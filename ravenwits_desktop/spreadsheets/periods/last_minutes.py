"""Times that name the last minute of each period, as 00:14 and 00:29 or 00:59: each means the end a minute later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.periods.period_column import Periods
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token
from ravenwits_desktop.spreadsheets.texts.times import Integers

LAST_MINUTES = QT_TRANSLATE_NOOP(
    "Message", "The times are the last minute of each period, from {first} on: each was read as the end of its period."
)
_DAY = 24 * 60


def end_after_last_minutes(time: TimeColumn) -> TimeColumn:
    """`time` with the ends of the periods in place of their last minutes, where all of it are such; else as it is."""
    known = ~np.isnat(time.walls)
    minutes = time.walls[known].astype(np.int64)
    if time.label is Label.START or not time.has_clock or time.made or not _length(minutes):
        return time
    later = timegrid.minutes(1)
    return replace(
        time,
        walls=time.walls + later,
        written=None if time.written is None else time.written + later,
        label=Label.END,
        notes=(*time.notes, _note(int(minutes[0]))),
    )


def periods_after_last_minutes(periods: Periods) -> tuple[Periods, tuple[Message, ...]]:
    """The same for a column of times of day, and what is said of it."""
    if periods.form is not Form.CLOCK or time_words.label_named(periods.header) is Label.START:
        return periods, ()
    minutes = np.array([token.first for token in periods.tokens if token is not None and token.form is Form.CLOCK])
    if not _length(minutes):
        return periods, ()
    tokens = [_later(token) for token in periods.tokens]
    return replace(periods, tokens=tokens, label=Label.END), (_note(int(minutes[0])),)


def ranges_to_last_minutes(tokens: Sequence[Token]) -> list[Token]:
    """Times of day as the periods of which they are the last minutes, where all are such; else as they are."""
    minutes = np.array([token.first for token in tokens if token.form is Form.CLOCK], dtype=np.int64)
    length = _length(minutes) if len(minutes) == len(tokens) else 0
    if not length:
        return list(tokens)
    return [replace(token, form=Form.RANGE, first=token.first + 1 - length, second=token.first + 1) for token in tokens]


def _length(minutes: Integers) -> int:
    """The length of the periods, in minutes, of which all of `minutes` are the last; 0 where they are none."""
    if not len(minutes) or ((minutes[:1] + 1) % min(RESOLUTIONS)).any():
        return 0  # as in nearly all files, of which the first tells it
    steps = np.diff(np.unique(minutes))
    usual = int(np.median(steps)) if len(steps) else 0
    return usual if usual in RESOLUTIONS and ((minutes + 1) % usual == 0).all() else 0


def _later(token: Token | None) -> Token | None:
    return token if token is None or token.form is not Form.CLOCK else replace(token, first=token.first + 1)


def _note(minutes: int) -> Message:
    return Message(LAST_MINUTES, {"first": f"{minutes % _DAY // 60:02}:{minutes % 60:02}"})
