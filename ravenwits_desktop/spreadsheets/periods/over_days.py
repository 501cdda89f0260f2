"""Periods of several days below a title that names them all: 1 to 24 twice, 1 to 48, or the clock round twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.timegrid import NAT, Bools
from ravenwits_desktop.spreadsheets.days.several_days import check_one_day
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Token

FROM_DAYS = QT_TRANSLATE_NOOP("Message", "The days, {first} to {last}, stand above the table.")
_HOURS_OF_DAY = 25
_HOUR = 60
_FEWEST = 23
"""Periods of a day at least: what begins anew sooner is no day."""


def days_of_title(
    named: Sequence[date], text: str, tokens: Sequence[Token | None], rows: Bools, context: Context
) -> Days:
    """The day of each of the periods in `rows`, of as many days as the title `text` has `named`; else NaT.

    Raises `RefusedError` where the periods are not those of all these days.
    """
    known = np.flatnonzero(rows)
    periods = [token for row in known.tolist() if (token := tokens[row]) is not None]
    begins = [at + 1 for at, (one, two) in enumerate(pairwise(periods)) if _begins_anew(one, two)]
    days = np.array(named, dtype="datetime64[D]")
    result = np.full(len(rows), NAT.astype("datetime64[D]"))
    bounds = [0, *begins, len(periods)]
    if len(begins) + 1 == len(days) and all(end - begin >= _FEWEST for begin, end in pairwise(bounds)):
        result[known] = days[np.searchsorted(begins, np.arange(len(periods)), side="right")]
        return result
    hours = timegrid.day_minutes(days, context.options.zone) // _HOUR
    numbers = [token.first for token in periods]
    counted = len(numbers) == hours.sum() and periods[0].form is Form.NUMBER and len(periods) > _HOURS_OF_DAY
    if counted and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        result[known] = np.repeat(days, hours)
        return result
    check_one_day(tuple(named), text)
    raise AssertionError("one day alone is no case of several")


def _begins_anew(one: Token, two: Token) -> bool:
    """Whether periods begin anew: not with a part of the same hour, nor with the hour that October repeats."""
    if one.form is Form.NUMBER:
        return two.first < one.first - _HOURS_OF_DAY // 2
    return two.first < one.first - _HOURS_OF_DAY // 2 * (_HOUR if one.form in (Form.CLOCK, Form.RANGE) else 1)
