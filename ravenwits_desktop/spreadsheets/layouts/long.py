"""The long table: a column of dates and times, a column of values, perhaps others beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import NAT, RESOLUTIONS, Label
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.choice import chosen_times
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.day_choice import head_of
from ravenwits_desktop.spreadsheets.days.day_words import names_issue, names_market_day
from ravenwits_desktop.spreadsheets.days.hidden_dates import by_shown_days
from ravenwits_desktop.spreadsheets.days.pairs import by_clock_of, named_by, pair_of
from ravenwits_desktop.spreadsheets.days.seasons import by_season
from ravenwits_desktop.spreadsheets.days.titles import said_offset
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.periods.last_minutes import end_after_last_minutes
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.across import says_offset
from ravenwits_desktop.spreadsheets.tables.table import columns_of_numbers, read_table
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.times import name_last_seconds

NAME = "long"
ESIOS = frozenset({"id", "name", "geoid", "geoname", "value", "datetime"})
"""Headers of the exports of ESIOS, which are in MW."""


def recognise_long(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a long table; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.8, columns_of_numbers)


def _read(sheet: Sheet, context: Context) -> Found:
    times = chosen_times(sheet, context)
    if not times:
        raise RefusedError(0.1, refusals.NO_TIMES)
    taken = [time.index for time in times]
    chosen = _chosen_time(sheet, _of_periods(sheet, times, context), context)
    chosen = by_shown_days(sheet, chosen, times, context)
    if chosen.label is None and chosen.has_clock:
        cells = sheet.columns[chosen.index]
        closing = Label.END if name_last_seconds(cells) else None
        chosen = replace(chosen, label=time_words.label_named(head_of(cells, chosen.walls)) or closing)
    chosen = end_after_last_minutes(chosen)
    time = by_season(sheet, _by_title(sheet, chosen, context), context)
    heads = {words.folded(cell) for cell in sheet.rows[0] if isinstance(cell, str)}
    return read_table(sheet, context, time, [*taken, *time.beside], NAME, "MW" if heads >= ESIOS else None)


def _of_periods(sheet: Sheet, times: Sequence[TimeColumn], context: Context) -> list[TimeColumn]:
    """The columns that could name the periods: none of when a row was made or traded, of several of the same times one.

    Times with their offset tell more than those in UTC, and these more than times without any.
    """
    named = [time for time in times if not names_issue(head_of(sheet.columns[time.index], time.walls))] or list(times)
    traded = [names_market_day(head_of(sheet.columns[time.index], time.walls)) for time in named]
    if not all(traded):
        named = [time for time, of_market in zip(named, traded, strict=True) if not of_market]
    kept: list[TimeColumn] = []
    for time in sorted(named, key=lambda time: (not time.explicit, time.in_utc)):
        if not any(_are_same(time, other, context.options.zone) for other in kept):
            kept.append(time)
    return sorted(kept, key=lambda time: time.index)


def _are_same(time: TimeColumn, other: TimeColumn, zone: str) -> bool:
    """Whether two columns name the same moments, `other` with its offset."""
    if not other.explicit or not (time.has_clock and other.has_clock):
        return False
    walls = other.walls if time.explicit else timegrid.utc_to_wall(other.walls, zone)
    return np.array_equal(time.walls, walls, equal_nan=True)


def _chosen_time(sheet: Sheet, times: Sequence[TimeColumn], context: Context) -> TimeColumn:
    """The column that names the periods: of a begin and an end the one that the account sends, else the only one."""
    with_clock = [time for time in times if time.has_clock] or list(times)
    heads = _heads(sheet, with_clock)
    if (pair := pair_of(with_clock, heads, context.options.zone)) is not None:
        left, right, length = pair
        wanted = context.options.label or context.options.account_label
        named = named_by(left, length, wanted, context.options.zone)
        return replace(named, index=left.index if wanted is Label.START else right.index)
    even = [time for time in with_clock if _is_even(time)]
    local = [time for time in even or with_clock if not time.explicit]
    chosen = local if len(local) == 1 else (even or with_clock)
    heads = _heads(sheet, chosen)
    if len(chosen) > 1 and (own := by_clock_of(chosen, heads, context.options.zone)) is not None:
        return own
    if len(chosen) > 1:
        counts = Counter(heads)
        names = tuple(
            head if head and counts[head] == 1 else sheet.letter(time.index)
            for time, head in zip(chosen, heads, strict=True)
        )
        raise RefusedError(0.7, refusals.ASK_TIMES, names, columns=quoted(names))
    return chosen[0]


def _heads(sheet: Sheet, times: Sequence[TimeColumn]) -> list[str]:
    """The headers of columns of times of one table: right above the first row in which all have one."""
    together = ~np.any([np.isnat(time.walls) for time in times], axis=0)
    return [
        head_of(sheet.columns[time.index], np.where(together, time.walls, NAT) if together.any() else time.walls)
        for time in times
    ]


def _by_title(sheet: Sheet, time: TimeColumn, context: Context) -> TimeColumn:
    """`time` as instants where a title above the table, or a note below it, says the offset of its times from UTC."""
    if time.explicit or time.made or not time.has_clock:
        return time
    dated = np.flatnonzero(~np.isnat(time.walls))
    outside = [*sheet.rows[: dated[0]], *sheet.rows[dated[-1] + 1 :]] if len(dated) else []
    offset = said_offset(outside) if outside else None
    if offset is None:
        return time
    notes = (*time.notes, says_offset(offset, context.options.zone))
    walls = time.walls - timegrid.minutes(offset)
    return replace(time, walls=walls, explicit=True, in_utc=offset == 0, written=time.walls, notes=notes)


def _is_even(time: TimeColumn) -> bool:
    steps = np.abs(np.diff(time.walls[~np.isnat(time.walls)]).astype(np.int64))
    return len(steps) > 0 and float(np.median(steps)) in RESOLUTIONS
