"""Hours that are numbered on beyond midnight: 1 to 48 for two days, 1 to 72 for three, below the first day alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.periods.period_column import Periods, highest
from ravenwits_desktop.spreadsheets.periods.said_lengths import HOUR, texts_above
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Form, Numbering

_COUNTS = (47, 48, 49, 71, 72, 73)
"""The hours of two days and of three, also around a change of the clocks."""
_HOURS_OF_DAY = 25
_LONGEST = 60


def rolled(
    numbering: Numbering, days: Days, heads: Sequence[str], texts: Sequence[str], context: Context
) -> tuple[Numbering, Days]:
    """`numbering` and `days` with hours that are numbered on beyond midnight on the days that they lie in.

    `heads` are what stands right above or beside the numbers, `texts` all that is said of the table. Where the rows
    name the later days themselves, nothing else fits; where they name one day alone and `heads` speak of hours, a
    person says whether they are hours, by a `RefusedError`, unless `texts` speak of other periods.
    """
    if numbering.minutes is not None or numbering.parts > 1 or numbering.step >= HOUR:
        return numbering, days
    placed = np.flatnonzero((numbering.index >= 0) & ~np.isnat(days))
    numbers = numbering.index[placed]
    count = len(placed)
    if not count or not np.array_equal(np.sort(numbers), np.arange(count)):
        return numbering, days
    first = days[placed].min().astype("datetime64[D]")
    hours = _as_hours(numbering, days, first, context.options.zone)
    if not (days[placed] == first).all():
        return hours if (hours[1][placed] == days[placed]).all() else (numbering, days)
    head = next(filter(time_words.names_hour, heads), None)
    if count not in _COUNTS or head is None or any(map(time_words.names_other_periods, (*heads, *texts))):
        return numbering, days
    if context.options.resolution is None:
        values = {"text": head[:_LONGEST], "day": first.item(), "minutes": numbering.step, "count": count}
        raise RefusedError(0.92, refusals.ASK_ROLLING, (), **values)
    if context.options.resolution == HOUR:
        return replace(hours[0], open=True), hours[1]
    return replace(numbering, open=True), days


def rolled_rows(
    sheet: Sheet, periods: Periods, numbering: Numbering, days: Days, context: Context
) -> tuple[Numbering, Days]:
    """The same for a row for each period, where these are plain numbers.

    One day beside all of them, filled down, tells no more than one above them. Hours of one day whose parts stand
    beside them run on nowhere.
    """
    parted = periods.quarters is not None or highest(periods.tokens) <= _HOURS_OF_DAY
    if periods.form is not Form.NUMBER or parted:
        return numbering, days
    named = next(row for row, token in enumerate(periods.tokens) if token is not None)
    heads = [periods.head, periods.header, cell_text(sheet.columns[periods.index][named])]
    return rolled(numbering, days, heads, list(texts_above(sheet, periods.tokens, context)), context)


def _as_hours(numbering: Numbering, days: Days, first: np.datetime64, zone: str) -> tuple[Numbering, Days]:
    """The periods as hours counted from the begin of the day `first`, in elapsed time, each on the day it lies in."""
    known = (numbering.index >= 0) & ~np.isnat(days)
    begin = timegrid.wall_to_utc(np.array([first], dtype="datetime64[m]"), zone)[0]
    starts = begin + np.where(known, numbering.index, 0) * timegrid.minutes(HOUR)
    of_day = timegrid.utc_to_wall(starts, zone).astype("datetime64[D]")
    since = starts - timegrid.wall_to_utc(of_day.astype("datetime64[m]"), zone)[0]
    index = np.where(known, since.astype("timedelta64[m]").astype(np.int64) // HOUR, -1)
    return replace(numbering, index=index, step=HOUR), np.where(known, of_day, np.datetime64("NaT", "D"))
