"""The last period of a day under the date of the next one: a 0 or 24 behind 23, dated by the moment of its end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.periods.period_column import Periods
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days, Form, Token, starts_at_zero
from ravenwits_desktop.spreadsheets.texts.runs import closing_zeros, late_dated
from ravenwits_desktop.spreadsheets.texts.times import Integers

_FEWEST_HOURS, _HOUR = 23, 60


def with_closing_zeros(periods: Periods, days: Days, context: Context) -> tuple[Periods, Days]:
    """`periods` and `days` with hours 0 that bear the date of the next day as the last of the day that they end."""
    if periods.form is not Form.NUMBER or context.options.period_base == 0 or starts_at_zero(periods.header):
        return periods, days
    named = _numbers(periods, days)
    rows = closing_zeros(named, days)
    if rows is None or time_words.label_named(periods.header) is Label.START:
        return periods, days
    tokens, dated = list(periods.tokens), days.copy()
    for row in rows.tolist():
        above = int(named[days == days[row] - 1].max(initial=0))
        tokens[row] = Token(Form.NUMBER, above + 1)
        dated[row] -= 1
    return replace(periods, tokens=tokens), dated


def days_of_last_periods(periods: Periods, days: Days) -> Days:
    """`days` with those of numbered periods, of ranges and of 24:00 that end each day and bear the date of the next."""
    if periods.form is Form.NUMBER:
        rows = late_dated(_numbers(periods, days), days, _FEWEST_HOURS)
    elif periods.form is Form.RANGE:
        rows = late_dated(_numbers(periods, days), days, DAY - _HOUR)
    elif periods.form is Form.CLOCK and any(token is not None and token.first == DAY for token in periods.tokens):
        rows = late_dated(_numbers(periods, days), days, DAY)
    else:
        return days
    if rows is None:
        return days
    dated = days.copy()
    dated[rows] -= np.timedelta64(1, "D")
    return dated


def _numbers(periods: Periods, days: Days) -> Integers:
    """What the periods begin with, number or minute; -1 for a row without a period or without a day."""
    form = periods.form
    named = np.array([-1 if token is None or token.form is not form else token.first for token in periods.tokens])
    result: Integers = np.where(np.isnat(days), -1, named)
    return result
