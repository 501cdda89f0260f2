"""Which column of a table tells the time, and what its dates mean: day or month first, with an offset or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.clocks import offset_name
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label, Minutes
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days import date_order, short_days
from ravenwits_desktop.spreadsheets.days.dates_in_text import YEAR
from ravenwits_desktop.spreadsheets.days.exchanged_dates import AS_EXCHANGED, check_mixed, exchanged_in, first_day, gaps
from ravenwits_desktop.spreadsheets.days.order_by_run import by_run_alone
from ravenwits_desktop.spreadsheets.days.stray_dates import are_below_values, below_header, without_stamps
from ravenwits_desktop.spreadsheets.days.titles import offset_in
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import halves, time_words, words
from ravenwits_desktop.spreadsheets.texts.counted_times import epoch_walls, with_numbers, with_texts
from ravenwits_desktop.spreadsheets.texts.halves import Letters
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days
from ravenwits_desktop.spreadsheets.texts.times import (
    Parts,
    looks_like_times,
    places_of,
    read_parts,
    serial_walls,
)
from ravenwits_desktop.spreadsheets.texts.written_dates import has_short_year

DAY_FIRST = QT_TRANSLATE_NOOP(
    "Message", "The dates could be read with the month first as well: they are taken as day/month, so {text} is {day}."
)
MONTH_FIRST = QT_TRANSLATE_NOOP("Message", "The dates are written with the month first: {text} is {day}.")
LOOSE_NAME = QT_TRANSLATE_NOOP(
    "Message",
    "The times are called “{text}” in summer as well: they were read as the clock of {zone}, not as winter time.",
)
SHORT_YEAR = QT_TRANSLATE_NOOP(
    "Message", "The years are written with two digits, behind day and month: {text} is {day}."
)
FROM_SERIALS = QT_TRANSLATE_NOOP("Message", "The dates have lost their format in the file: {text} was read as {label}.")
FROM_EPOCH = QT_TRANSLATE_NOOP(
    "Message", "The times are counted from 1970 on, in UTC: {text} was read as {label} (UTC)."
)
FROM_UTC = QT_TRANSLATE_NOOP("Message", "The header of the times says {clock}: they were converted to {zone}.")
_HEAD_ROWS = 4
_ABOUT_NOW = np.timedelta64(10 * 366 * DAY, "m")
"""How far off a plain number is believed to be a day."""
_WINTER_NAME = re.compile(r"\d\s*(?:CET|MEZ|WET)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """A column of times: `walls` for every row of the sheet, NaT where there is none (instants where `explicit`)."""

    index: int
    walls: Minutes
    explicit: bool
    has_clock: bool
    """Whether any cell says a time of day beside its date, or midnight is the only one there is."""
    label: Label | None = None
    notes: tuple[Message, ...] = field(default=())
    warnings: tuple[Message, ...] = ()
    made: bool = False
    """Whether the labels were made from numbers of periods."""
    instants: Minutes | None = None
    """The instants (UTC) of `walls`, where they are known though the file does not write them."""
    letters: Letters | None = None
    """Which half of the hour that October repeats each of `walls` is of, where any says so: see `halves`."""
    resolution: int | None = None
    """Minutes, where the column tells."""
    resolution_open: bool = False
    """Whether they are the likeliest of several."""
    period: int | None = None
    """The column of hours or periods, where they stand apart from the dates."""
    beside: tuple[int, ...] = ()
    """Other columns that tell the time."""
    skip: frozenset[int] = frozenset()
    """Rows that name a period which their day has not, and hold nothing."""
    traits: tuple[tuple[str, str], ...] = ()
    in_utc: bool = False
    """Whether the file writes its times in UTC."""
    written: Minutes | None = None
    """The times as the file writes them, where `walls` are instants: they tell which end of a period they name."""

    def days(self, zone: str) -> Days:
        """The market day of each row by the clock of `zone`; NaT where there is no time."""
        walls = timegrid.utc_to_wall(self.walls, zone) if self.explicit else self.walls
        result: Days = walls.astype("datetime64[D]")
        return result

    def of_days(self, zone: str) -> TimeColumn | None:
        """The column where it names days alone, perhaps by their midnights; None where it does not."""
        if not self.has_clock:
            return self
        known = self.walls[~np.isnat(self.walls)]
        clocks = (known, timegrid.utc_to_wall(known, zone)) if self.explicit else (known,)
        if not any((clock.astype(np.int64) % DAY == 0).all() for clock in clocks):
            return None
        return replace(self, walls=timegrid.as_minutes(self.days(zone)), explicit=False, has_clock=False)


def time_columns(columns: Sequence[Sequence[Cell]], context: Context) -> list[TimeColumn]:
    """The columns of which at least half the cells, from the first date on, are dates.

    Raises `DateQuestionError`, and `RefusedError` for days whose year nothing tells.
    """
    found = []
    for index, cells in enumerate(columns):
        if not looks_like_times(cells):
            continue
        parts = below_header(cells, without_stamps(cells, read_parts(cells)))
        walls = parts.walls()
        if are_below_values(columns, index, walls):
            continue
        if _is_mostly(walls, cells) or (parts.open_order.any() and _is_mostly(parts.walls(month_first=True), cells)):
            time = _resolved(index, cells, parts, walls, context)
            month_first = any(note.template == MONTH_FIRST for note in time.notes)
            doubt = by_run_alone(columns, index, parts, walls, context) if month_first else None
            found.append(time if doubt is None else replace(time, warnings=(*time.warnings, doubt)))
    return found or _short_columns(columns, context) or _serial_columns(columns, context)


def _is_mostly(walls: Minutes, cells: Sequence[Cell]) -> bool:
    known = np.flatnonzero(~np.isnat(walls))
    if not len(known):
        return False
    below = cells[int(known[0]) :]
    return len(known) * 2 >= len(below) or len(known) * 2 >= len(below) - below.count("")  # counting takes its time


def _resolved(index: int, cells: Sequence[Cell], parts: Parts, day_first: Minutes, context: Context) -> TimeColumn:
    parts = _without_impossible(parts, day_first)
    walls, notes = _ordered(cells, parts, day_first, context)
    if (exchanged := exchanged_in(parts, walls, context)) is not None:
        real = ~np.isnat(parts.walls()) & ~parts.open_order
        known = np.flatnonzero(real & ~np.isnat(walls) & (exchanged != walls))
        days = {"first": first_day(walls, known), "other": first_day(exchanged, known)}
        walls, notes = exchanged, (*notes, Message(AS_EXCHANGED, days))
    check_mixed(index, cells, parts, walls, context)
    notes += _short_year_notes(cells, walls)
    above = [cell for cell in cells[: int(np.argmax(~np.isnat(walls)))] if isinstance(cell, str)]
    explicit = parts.explicit & ~np.isnat(walls)
    if explicit.any() and (loose := _loose_name(cells, parts, walls, context.options.zone)) is not None:
        return TimeColumn(index, walls, False, True, notes=notes, warnings=(loose,))
    has_clock = bool(parts.has_time.any())
    if explicit.any() and (letters := _named_halves(parts, walls, context.options.zone)) is not None:
        return TimeColumn(index, walls, False, has_clock, notes=notes, letters=letters)
    if explicit.any():
        written = np.where(explicit, walls, timegrid.NAT)
        walls = written - np.where(explicit, parts.offset, 0).astype("timedelta64[m]")
        in_utc = not parts.offset[explicit].any()
        return TimeColumn(index, walls, True, True, notes=notes, in_utc=in_utc, written=written)
    stated = {offset for cell in above if (offset := offset_in(cell)) is not None}
    if has_clock and len(stated) == 1:
        offset = stated.pop()
        notes += (Message(FROM_UTC, {"clock": offset_name(offset), "zone": context.options.zone}),)
        instants = walls - timegrid.minutes(offset)
        return TimeColumn(index, instants, True, has_clock, notes=notes, in_utc=offset == 0, written=walls)
    return TimeColumn(index, walls, False, has_clock, notes=notes, letters=_letters(cells) if has_clock else None)


def _without_impossible(parts: Parts, day_first: Minutes) -> Parts:
    """`parts` without what is a day of the calendar in neither order, 00/12/2026: no order can be asked of it."""
    unread = parts.open_order & np.isnat(day_first)
    if not unread.any():
        return parts
    impossible = unread & np.isnat(parts.walls(month_first=True))
    return replace(parts, year=np.where(impossible, 0, parts.year), open_order=parts.open_order & ~impossible)


def _named_halves(parts: Parts, walls: Minutes, zone: str) -> Letters | None:
    """The half of the hour that October repeats, where its rows alone say their offset, and it is one of `zone`.

    None where offsets are said of other times as well: then they are the clock of the whole column.
    """
    known = ~np.isnat(walls)
    said = known & parts.explicit
    earlier, later = timegrid.wall_to_utc(walls, zone)
    if said[known].all() or (earlier == later)[said].any():
        return None
    instants = walls - np.where(said, parts.offset, 0).astype("timedelta64[m]")
    first, second = said & (instants == earlier), said & (instants == later)
    if not (first | second)[said].all():
        return None
    return np.where(first, halves.FIRST, np.where(second, halves.SECOND, ""))


def _letters(cells: Sequence[Cell]) -> Letters | None:
    """The half of the hour that October repeats that words behind the times name; None where there are none."""
    marks, marked = [""] * len(cells), []
    for place in places_of(list(map(type, cells)), str):
        text = str(cells[place])
        if not text[-1:].isdigit() and (mark := halves.parted(words.folded(text))[1]):
            marks[place] = mark
            marked.append(text)
    if not marked or halves.numbers_halves(marked):
        return None
    return halves.letters_of(marks)


def _ordered(
    cells: Sequence[Cell], parts: Parts, day_first: Minutes, context: Context
) -> tuple[Minutes, tuple[Message, ...]]:
    """The walls in the order of day and month that the evidence speaks for, and what has to be said about it.

    Evidence, strongest first: the user, a number above 12, evenly following rows, and what `date_order` lists.
    """
    open_rows = parts.open_order & (parts.year > 0)
    rows = np.flatnonzero(open_rows)
    if not len(rows):
        return day_first, ()
    month_first = parts.walls(month_first=True)
    example = str(cells[int(rows[0])])
    if context.options.month_first is not None:
        chosen = month_first if context.options.month_first else day_first
        if np.isnat(chosen).all():
            template = refusals.NO_MONTH_FIRST if context.options.month_first else refusals.NO_DAY_FIRST
            raise RefusedError(CERTAIN, template, text=example)
        return chosen, ()
    firsts, seconds = int((parts.first[rows] > 12).sum()), int((parts.second[rows] > 12).sum())
    month_note = Message(MONTH_FIRST, {"text": example, "day": first_day(month_first, rows)})
    if firsts or seconds:
        return (day_first, ()) if firsts >= seconds else (month_first, (month_note,))
    if (parts.first[rows] == parts.second[rows]).all():
        return day_first, ()
    gaps_day, gaps_month = gaps(day_first), gaps(month_first)
    if gaps_day < gaps_month:
        return day_first, ()
    if gaps_month < gaps_day:
        return month_first, (month_note,)
    both = date_order.days_of(day_first), date_order.days_of(month_first)
    if len(both[0]) > 1 and (follow := [_follow(days) for days in both])[0] != follow[1]:
        return (day_first, ()) if follow[0] else (month_first, (month_note,))
    rows = rows[parts.first[rows] != parts.second[rows]]
    example = str(cells[int(rows[0])])
    day, other = first_day(day_first, rows), first_day(month_first, rows)
    if (told := date_order.by_evidence(example, day, other, context)) is not None:
        return (month_first, (month_note,)) if told else (day_first, ())
    if gaps_day > 0 or not date_order.is_usual(example, *both, context.today):
        raise date_order.question(example, day, other)
    return day_first, (Message(DAY_FIRST, {"text": example, "day": day}),)


def _follow(days: Sequence[date]) -> bool:
    """Whether there is no day between any of `days`."""
    return (days[-1] - days[0]).days == len(days) - 1


def _loose_name(cells: Sequence[Cell], parts: Parts, walls: Minutes, zone: str) -> Message | None:
    """What is said of times that call winter time what in summer is the clock of the country; None for any others."""
    dated = np.flatnonzero(parts.explicit & ~np.isnat(walls))
    text = str(cells[int(dated[0])]).strip()
    if not _WINTER_NAME.search(text) or len(np.unique(parts.offset[dated])) > 1:
        return None
    if not timegrid.in_summer(walls[dated], zone).any():
        return None
    return Message(LOOSE_NAME, {"text": text.split()[-1], "zone": zone})


def _short_year_notes(cells: Sequence[Cell], walls: Minutes) -> tuple[Message, ...]:
    """What is said of years that are written with two digits."""
    first = int(np.argmax(~np.isnat(walls)))
    text = cells[first]
    if np.isnat(walls[first]) or not isinstance(text, str) or not has_short_year(text):
        return ()
    return (Message(SHORT_YEAR, {"text": text, "day": walls[first].astype("datetime64[D]").item()}),)


def _short_columns(columns: Sequence[Sequence[Cell]], context: Context) -> list[TimeColumn]:
    """Columns of days without their year."""
    found = []
    for index, cells in enumerate(columns if context.year_texts else ()):
        known = {cell: match for cell in dict.fromkeys(cells) if (match := short_days.plain_day(cell)) is not None}
        places = [row for row, cell in enumerate(cells) if cell in known]
        if not known or len(places) * 2 < sum(cell != "" for cell in cells[places[0] :]):
            continue
        matches = list(known.values())
        above = cells[places[0] - 1] if places[0] else ""
        named = above == "" or (isinstance(above, str) and (time_words.names_date(above) or bool(YEAR.search(above))))
        clear = all(match.weekdays or match.is_lettered for match in matches)
        if not all(match.weekdays for match in matches) and not ((named or clear) and short_days.are_days(matches)):
            continue
        said = short_days.days_of(matches, context.year_texts, context.today, context)
        of_text = dict(zip(known, said.days.astype("datetime64[m]"), strict=True))
        walls = np.full(len(cells), timegrid.NAT)
        walls[places] = [of_text[cells[row]] for row in places]
        found.append(TimeColumn(index, walls, False, False, notes=said.notes, warnings=said.warnings))
    return found


def _serial_columns(columns: Sequence[Sequence[Cell]], context: Context) -> list[TimeColumn]:
    """Columns of plain numbers, in a text file of texts, that run like dates in steps of a market time unit."""
    columns = [with_numbers(cells) for cells in columns]
    for index, cells in enumerate(columns):
        if sum(map(is_number, cells)) < 2:
            continue
        if (moments := epoch_walls(cells)) is not None:
            first = int(np.argmax(~np.isnat(moments)))
            values = {"text": cell_text(cells[first]), "label": moments[first].item()}
            said = (Message(FROM_EPOCH, values),)
            return [TimeColumn(index, moments, True, True, notes=said, in_utc=True, written=moments)]
        walls = serial_walls(cells, epoch_1904=context.epoch_1904)
        known = np.flatnonzero(~np.isnat(walls))
        if len(known) < 2 or not _is_mostly(walls, cells):
            continue
        steps = np.abs(np.diff(walls[known]).astype(np.int64))
        if np.median(steps) in RESOLUTIONS:
            walls = with_texts(cells, walls, int(np.median(steps)))
            first = int(known[0])
            values = {"text": str(cells[first]), "label": walls[first].item()}
            return [TimeColumn(index, walls, False, True, notes=(Message(FROM_SERIALS, values),))]
    return _serial_days(columns, context)


def _serial_days(columns: Sequence[Sequence[Cell]], context: Context) -> list[TimeColumn]:
    """Columns of plain whole numbers below a header of dates that are the serial days of about now: 46356."""
    found = []
    for index, cells in enumerate(columns):
        first = next((row for row, cell in enumerate(cells) if is_number(cell)), len(cells))
        heads = " ".join(cell for cell in cells[max(0, first - _HEAD_ROWS) : first] if isinstance(cell, str))
        if not time_words.names_date(heads) or stated_unit(heads) is not None:
            continue
        walls = serial_walls(cells, epoch_1904=context.epoch_1904)
        known = np.flatnonzero(~np.isnat(walls))
        if not _is_mostly(walls, cells) or (walls[known].astype(np.int64) % DAY).any():
            continue
        if (np.abs(walls[known] - np.datetime64(context.today, "m")) > _ABOUT_NOW).any():
            continue
        values = {"text": cell_text(cells[int(known[0])]), "label": first_day(walls, known)}
        found.append(TimeColumn(index, walls, False, False, notes=(Message(FROM_SERIALS, values),)))
    return found
