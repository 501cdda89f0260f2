"""A row for each period, the day and the period in two columns: Fecha + Hora 1-24, 96 periods, H1Q1, 01:00, 00 - 01.

The day may also stand above the table, or in the file's name. The periods may be hours with their quarters beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.domain.timegrid import NAT, RESOLUTIONS, Bools, Label
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.choice import chosen_times
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn, time_columns
from ravenwits_desktop.spreadsheets.days.day_choice import day_column, head_of
from ravenwits_desktop.spreadsheets.days.day_of_table import day_of_table, is_said_above
from ravenwits_desktop.spreadsheets.days.day_parts import three_columns
from ravenwits_desktop.spreadsheets.days.day_words import Voice, names_issue, voice_of
from ravenwits_desktop.spreadsheets.days.seasons import by_season, seasons_beside, second_hours
from ravenwits_desktop.spreadsheets.days.titles import offset_in, said_offset
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.periods.both_ends import with_ends
from ravenwits_desktop.spreadsheets.periods.closing_periods import days_of_last_periods, with_closing_zeros
from ravenwits_desktop.spreadsheets.periods.label_said import label_said
from ravenwits_desktop.spreadsheets.periods.last_minutes import periods_after_last_minutes
from ravenwits_desktop.spreadsheets.periods.late_halves import is_late_half
from ravenwits_desktop.spreadsheets.periods.lengths import check_one_length
from ravenwits_desktop.spreadsheets.periods.merged_hours import blank_rows, carried
from ravenwits_desktop.spreadsheets.periods.minutes import minutes_beside, with_minutes
from ravenwits_desktop.spreadsheets.periods.ordinals import by_clock, clock_walls, fixed_walls, place
from ravenwits_desktop.spreadsheets.periods.over_days import FROM_DAYS, days_of_title
from ravenwits_desktop.spreadsheets.periods.period_column import Periods, highest, period_column
from ravenwits_desktop.spreadsheets.periods.rolling_hours import rolled_rows
from ravenwits_desktop.spreadsheets.periods.said_lengths import of_said_length
from ravenwits_desktop.spreadsheets.periods.tariff_rows import without_tariff_rows
from ravenwits_desktop.spreadsheets.periods.unread import check_counted
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.across import says_offset
from ravenwits_desktop.spreadsheets.tables.blocks import between_blocks, days_of_blocks
from ravenwits_desktop.spreadsheets.tables.dated_names import check_no_day_in_words
from ravenwits_desktop.spreadsheets.tables.period_headers import find_period_header
from ravenwits_desktop.spreadsheets.tables.table import columns_of_numbers, read_table
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.begun_hours import are_of_the_clock, base_of_begins
from ravenwits_desktop.spreadsheets.texts.period_names import (
    DAY,
    Days,
    Form,
    Numbering,
    Token,
    numbered,
    starts_at_zero,
    tokens_of,
)
from ravenwits_desktop.spreadsheets.texts.times import name_last_seconds

NAME = "date and period"
HAS_PERIODS = QT_TRANSLATE_NOOP("Message", "The periods stand in the column “{column}”, from {first} to {last}.")
_HEADER_ROWS = 40
HOURS_TWICE = QT_TRANSLATE_NOOP(
    "Message",
    "Each hour stands twice: the rows were read as half hours, in their order. Look whether they are two series.",
)
_MOST_HOURS = 25
_HALVES = 2
_MOST_PARTS = 4
"""Quarters of the hour that October repeats."""


def recognise_period_rows(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a table of numbered periods; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.8, columns_of_numbers)


def _read(sheet: Sheet, context: Context) -> Found:
    dates = chosen_times(sheet, context)
    periods = period_column(sheet, dates, context)
    if periods is None:
        raise RefusedError(0.05, refusals.NO_TIMES)
    periods = without_tariff_rows(sheet, periods, [dated.index for dated in dates])
    dates = _beside_periods(dates, periods) if context.options.date_column is None else dates
    periods = with_ends(sheet, _with_merged_hours(sheet, periods, dates), dates)
    periods, of_ends = periods_after_last_minutes(periods)
    chosen = _chosen_dates(sheet, periods, dates)
    days, date_column, notes, beside, doubts = _days(sheet, periods, chosen, context)
    periods, days = with_closing_zeros(periods, days, context)
    days = days_of_last_periods(periods, days)
    used = [token if not np.isnat(day) else None for token, day in zip(periods.tokens, days, strict=True)]
    if not any(used):
        raise RefusedError(0.1, refusals.NO_TIMES)
    minutes = minutes_beside(sheet, periods.index, used)
    numbering = _numbering(sheet, periods, used, days, minutes, context)
    if numbering is None:
        raise RefusedError(0.1, refusals.NO_TIMES)
    _check_parts(sheet, periods, used, days, numbering)
    numbering, said_doubt = of_said_length(sheet, periods, numbering, days, context)
    numbering, days = rolled_rows(sheet, periods, numbering, days, context)
    apart = [periods.index, *(dated.index for dated in dates), *beside]
    check_counted(sheet, apart, used, periods.form, days, context.options.zone)
    if numbering.minutes is None and periods.quarters is None and periods.form is Form.NUMBER and numbering.step < 60:
        check_one_length(days, numbering.index)
    taken = [periods.index, *beside, *(part for part in (periods.quarters, minutes) if part is not None)]
    seasons = seasons_beside(sheet, by_clock(days, numbering), taken, context.options.zone)
    time = _time_column(sheet, context, periods, days, numbering, taken, second_hours(sheet, seasons))
    if time.made and seasons is not None:
        taken.append(seasons.index)
    time = TimeColumn(
        index=date_column if date_column is not None else periods.index,
        walls=time.walls,
        explicit=time.explicit,
        has_clock=True,
        label=time.label,
        notes=(*notes, *of_ends, *time.notes),
        warnings=(
            *(chosen.warnings if chosen is not None else ()),
            *doubts,
            *time.warnings,
            *_doubled(periods, numbering),
            *said_doubt,
        ),
        made=time.made,
        instants=time.instants,
        letters=time.letters,
        resolution=None if _is_finer(numbering) else numbering.step,
        resolution_open=numbering.open,
        period=periods.index,
        beside=tuple(taken),
        skip=time.skip | (between_blocks(days, _filled(sheet, taken)) if date_column is None else frozenset()),
        in_utc=time.in_utc,
        written=time.written,
        traits=(("periods", f"{periods.form.value} {numbering.base} {numbering.step}"),),
    )
    time = by_season(sheet, time, context)
    found = read_table(sheet, context, time, [*time.beside, *(column.index for column in dates)], NAME)
    named = [cell_text(sheet.columns[periods.index][row]) for row in np.flatnonzero(~np.isnat(time.walls)).tolist()]
    values = {"column": found.series.period_column, "first": named[0], "last": named[-1]}
    return Found(found.series, found.score, (*found.evidence, Message(HAS_PERIODS, values)))


def _beside_periods(dates: Sequence[TimeColumn], periods: Periods) -> list[TimeColumn]:
    """The columns with any date beside or below the first period: those above it are of titles, stamps or headers."""
    rows = [row for row, token in enumerate(periods.tokens) if token is not None and token.form is periods.form]
    return [time for time in dates if not np.isnat(time.walls[rows[0] :]).all()] if rows else list(dates)


def _with_merged_hours(sheet: Sheet, periods: Periods, dates: Sequence[TimeColumn]) -> Periods:
    """`periods` with each hour carried down over the blank cells of its parts."""
    if "" not in sheet.columns[periods.index]:
        return periods
    taken = {periods.index, periods.quarters, *(time.index for time in dates)}
    columns = [column for column in range(len(sheet.columns)) if column not in taken]
    tokens = carried(sheet, periods.tokens, blank_rows(sheet, periods.index, columns))
    return periods if tokens is None else replace(periods, tokens=tokens)


def _numbering(
    sheet: Sheet,
    periods: Periods,
    tokens: Sequence[Token | None],
    days: Days,
    minutes: int | None,
    context: Context,
) -> Numbering | None:
    options = context.options
    if minutes is not None and periods.quarters is None:
        found = with_minutes(tokens, sheet.columns[minutes], days, options.period_base)
        if found is not None:
            return found
    quarters = None if periods.quarters is None else tokens_of(sheet.columns[periods.quarters])
    # a title “cuarto horario” above the hours makes no quarters of them
    hours = time_words.names_hour(periods.head) and not time_words.names_quarter(periods.head)
    header = periods.head if hours and not starts_at_zero(periods.header) else periods.header
    begun = None
    if options.period_base is None and (hours or periods.quarters is None):
        begun = base_of_begins(periods.head, tokens, days, options.zone)
    base = options.period_base if begun is None else begun
    found = numbered(tokens, days, header, base, quarters, options.resolution)
    if found is None or begun is None or found.minutes is not None:
        return found
    return replace(found, by_clock=are_of_the_clock(tokens, days, options.zone))


def _is_finer(numbering: Numbering) -> bool:
    """Whether times of day stand where no market time unit begins: their steps then tell what they are."""
    return numbering.minutes is not None and bool((numbering.minutes[numbering.minutes >= 0] % min(RESOLUTIONS)).any())


def _check_parts(
    sheet: Sheet, periods: Periods, tokens: Sequence[Token | None], days: Days, numbering: Numbering
) -> None:
    """Refuse hours that stand in parts of which one is missing: no column would tell which."""
    if numbering.parts == 1:
        return
    named = [
        (row, (days[row], token.first))
        for row, token in enumerate(tokens)
        if token is not None and token.form is periods.form
    ]
    counts = Counter(key for _, key in named)
    for row, key in named:
        if counts[key] not in (numbering.parts, 2 * numbering.parts):
            hour, at = cell_text(sheet.columns[periods.index][row]), sheet.numbers[row]
            texts = {"column": periods.header, "hour": hour}
            numbers = {"row": at, "times": counts[key], "parts": numbering.parts}
            raise RefusedError(0.95, refusals.UNEVEN_PARTS, (), **texts, **numbers)


def _doubled(periods: Periods, numbering: Numbering) -> tuple[Message, ...]:
    """What is said where each hour stands twice: two half hours, or two series that nothing tells apart."""
    hours = periods.form is Form.NUMBER and periods.quarters is None and highest(periods.tokens) <= _MOST_HOURS
    return (Message(HOURS_TWICE),) if hours and numbering.parts == _HALVES else ()


def _chosen_dates(sheet: Sheet, periods: Periods, dates: Sequence[TimeColumn]) -> TimeColumn | None:
    """The column of the days; None where no column holds dates.

    Periods lie all over their day: one moment beside all of them, 11:42, is of something else, unless its header means
    the day.
    """
    plain = [time for time in dates if not time.has_clock] or [time for time in dates if not _is_moment(time, sheet)]
    if not plain:
        return None
    heads = [head_of(sheet.columns[time.index], time.walls) for time in plain]
    if all(map(names_issue, heads)):  # when each row was made or changed: the day stands elsewhere
        return None
    return day_column(plain, heads, periods.index)


def _is_moment(time: TimeColumn, sheet: Sheet) -> bool:
    """Whether a column names one time of day beside all its dates, and not midnight, below no word for a day."""
    if time.explicit or (voice_of(head_of(sheet.columns[time.index], time.walls)) or 0) >= Voice.DAY:
        return False
    clocks = np.unique(time.walls[~np.isnat(time.walls)].astype(np.int64) % DAY)
    return len(clocks) == 1 and bool(clocks[0] != 0)


def _days(
    sheet: Sheet, periods: Periods, time: TimeColumn | None, context: Context
) -> tuple[Days, int | None, tuple[Message, ...], tuple[int, ...], tuple[Message, ...]]:
    """The day of each row, its column (None without one), what is said of it, the columns used, and what is a doubt."""
    rows = np.array([token is not None and token.form is periods.form for token in periods.tokens], dtype=np.bool_)
    if time is not None:
        days = time.days(context.options.zone)
        blank = rows & np.array([cell == "" for cell in sheet.columns[time.index]], dtype=np.bool_)
        merged = np.array([cell == "" for cell in sheet.columns[periods.index]], dtype=np.bool_)
        alone = blank.sum() * 2 > rows.sum()  # a date stands in the first row of its day alone, or of its hour
        if alone or (blank.any() and not (blank & ~merged).any()):
            last = np.maximum.accumulate(np.where(np.isnat(days), 0, np.arange(len(days))))
            days = np.where(rows, days[last], np.datetime64("NaT", "D"))
        return days, time.index, time.notes, (time.index,), ()
    if (parts := three_columns(sheet, periods.index, rows)) is not None:
        return parts[0], parts[1][0], (), parts[1], ()
    first = int(np.flatnonzero(rows)[0])
    carried = _carried_dates(sheet, rows, context)
    if carried is not None and not (
        _say_when_made(sheet, carried, first, context) and is_said_above(sheet.rows[: first - 1], context)
    ):
        return carried[0], carried[1], (), (carried[1],), ()
    check_no_day_in_words(sheet, np.flatnonzero(rows).tolist(), periods.index)
    title = day_of_table(sheet.rows[:first], context, 0.45, several=True, asks=find_period_header(sheet) is None)
    if len(title.days) > 1:
        several = days_of_title(title.days, title.text, periods.tokens, rows, context)
        return several, None, (Message(FROM_DAYS, {"first": title.days[0], "last": title.days[-1]}),), (), title.doubts
    days = np.where(rows, title.day, np.datetime64("NaT", "D"))
    days = days_of_blocks(sheet, days, periods.tokens, context) if periods.form is not Form.CLOCK else days
    return _after_midnight(days, periods, rows, context.options.zone), None, (title.note,), (), title.doubts


def _after_midnight(days: Days, periods: Periods, rows: Bools, zone: str) -> Days:
    """The day goes on where times of day, or their numbers, begin anew, but with the late half of October's hour."""
    if periods.form is not Form.CLOCK:
        return days
    known = np.flatnonzero(rows)
    named = [token for row in known.tolist() if (token := periods.tokens[row]) is not None]
    turned = np.concatenate([[0], np.cumsum(np.diff(np.array([token.first for token in named])) < -60)])
    late = int(np.argmax(turned)) if turned[-1] == 1 else len(named)
    if late < len(named) and len(named) - late <= _MOST_PARTS and is_late_half(named[:late], named[late]):
        long = timegrid.day_minutes(days[known[:1]].astype("datetime64[D]"), zone)[0] > DAY
        turned[late:] = 0 if long else 1
    result = days.copy()
    result[known] = days[known] + turned.astype("timedelta64[D]")
    return result


def _carried_dates(sheet: Sheet, rows: Bools, context: Context) -> tuple[Days, int] | None:
    """Dates that stand only in the first row of each day, carried down."""
    first = int(np.flatnonzero(rows)[0])
    for index, cells in enumerate(sheet.columns):
        if cells[first] == "":
            continue
        filled = [row for row in range(first, len(cells)) if cells[row] != "" and rows[row]]
        above = cells[first - 1] if first else ""
        found = time_columns([[above, *(cells[row] for row in filled)]], context)
        if not filled or not found or found[0].has_clock or np.isnat(found[0].walls[1:]).any():
            continue
        at = np.searchsorted(filled, np.arange(len(cells)), side="right") - 1
        days = found[0].walls[1:].astype("datetime64[D]")[np.clip(at, 0, None)]
        return np.where(rows & (at >= 0), days, np.datetime64("NaT", "D")), index
    return None


def _say_when_made(sheet: Sheet, dates: tuple[Days, int], first: int, context: Context) -> bool:
    """Whether all dates of a column, the first in the row `first`, are the one day on which the rows were made."""
    if not first or context.options.date_column is not None:
        return False
    days, column = dates
    return names_issue(cell_text(sheet.columns[column][first - 1])) and len(np.unique(days[~np.isnat(days)])) == 1


def _time_column(
    sheet: Sheet,
    context: Context,
    periods: Periods,
    days: Days,
    numbering: Numbering,
    taken: Sequence[int],
    second: Bools | None,
) -> TimeColumn:
    """The labels: as they stand for times of day, made for numbers and ranges."""
    options = context.options
    label = options.label or options.account_label
    if (offset := _offset(sheet, periods, days, taken)) is not None:
        walls = fixed_walls(days, numbering, label, offset)
        notes = (says_offset(offset, options.zone),)
        made = numbering.minutes is None
        named, written = (label, None) if made else (None, walls + timegrid.minutes(offset))
        in_utc = not made and offset == 0
        return TimeColumn(periods.index, walls, True, True, named, notes, made=made, in_utc=in_utc, written=written)
    if numbering.minutes is not None:
        walls, counted = clock_walls(days, numbering.minutes, numbering.step, options.zone)
        closing = Label.END if name_last_seconds(sheet.columns[periods.index]) else None
        named_end = label_said(sheet, periods.index, int(np.flatnonzero(~np.isnat(days))[0]))
        kind = named_end or periods.label or closing or _known_label(sheet, numbering)
        return TimeColumn(periods.index, walls, False, True, kind, warnings=counted, letters=numbering.letters)
    placed = place(days, numbering, _filled(sheet, taken), label, options.zone, second)
    skip = frozenset(np.flatnonzero(~placed.keep).tolist())
    walls, instants = placed.walls.copy(), placed.instants.copy()
    walls[~placed.keep] = instants[~placed.keep] = NAT
    said = (label, placed.notes, placed.warnings)
    return TimeColumn(periods.index, walls, False, True, *said, made=True, instants=instants, skip=skip)


def _offset(sheet: Sheet, periods: Periods, days: Days, taken: Sequence[int]) -> int | None:
    """The offset from UTC, in minutes, that the header of the periods, of the dates, a title or a note states."""
    first, last = np.flatnonzero(~np.isnat(days))[[0, -1]].tolist()
    heads = [cell for column in taken for cell in sheet.columns[column][max(0, first - 4) : first]]
    for text in (periods.header, *(cell for cell in heads if isinstance(cell, str))):
        if (offset := offset_in(text)) is not None:
            return offset
    return said_offset([*sheet.rows[:first], *sheet.rows[last + 1 :]])


def _filled(sheet: Sheet, taken: Sequence[int]) -> Bools:
    """Rows in which any other column holds a number."""
    filled = np.zeros(len(sheet.rows), dtype=np.bool_)
    for index, cells in enumerate(sheet.columns):
        if index not in taken:
            known: dict[str, bool] = {}
            for row, cell in enumerate(cells):
                if isinstance(cell, str):
                    if cell not in known:
                        known[cell] = domain_text.decimal_sign(cell) is not Sign.NOT_A_NUMBER
                    filled[row] |= known[cell]
                elif is_number(cell):
                    filled[row] = True
    return filled


def _known_label(sheet: Sheet, numbering: Numbering) -> Label | None:
    """The end that this kind of file is known to name: 24:00 is one, and the meters of Spain and Portugal name it."""
    assert numbering.minutes is not None
    if (numbering.minutes >= 24 * 60).any():
        return Label.END
    heads = {
        words.folded(cell_text(cell)) for row in sheet.rows[:_HEADER_ROWS] for cell in row if isinstance(cell, str)
    }
    starts_at_midnight = bool((numbering.minutes[numbering.minutes >= 0][:1] == 0).all())
    if ("cups" in heads or "cpe" in heads) and not starts_at_midnight:
        return Label.END
    return None
