"""A distributor's file of measurements without headers: CUPS; time; summer or winter; taken; given; ... (P5D, F5D).

In others the type of the meter stands between its number and the time (P1, P2, F1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.choice import chosen_times
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.seasons import with_seasons
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.table import read_table

NAME = "measurements of a meter"
IS_METER = QT_TRANSLATE_NOOP(
    "Message",
    "The file has no headers and is laid out as a distributor's measurements ({kind}): point of supply, end of period, "
    "summer or winter time, energy taken and given in kWh. The energy taken, in the column “{column}”, was read.",
)
ONLY_GIVEN = QT_TRANSLATE_NOOP(
    "Message",
    "The file is laid out as a distributor's measurements ({kind}), but the energy taken, in the column “{taken}”, is "
    "0 throughout, and only the energy given, in “{given}”, is not. Say which one it is.",
)
_CUPS = re.compile(r"es\d{16}[a-z]{2}(?:\d[a-z])?", re.IGNORECASE)
_AGREEING = 0.9
"""Share of the rows in which the flag has to agree with the calendar."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of such files: what it is called, and the columns of its times, seasons, energy taken and given."""

    name: str
    time: int
    flag: int
    taken: int
    given: int


_DIRECT = _Kind("P5D, F5D", 1, 2, 3, 4)
_TYPED = _Kind("F1", 2, 3, 4, 5)
_WITH_QUALITY = _Kind("P1, P2", 2, 3, 4, 6)
"""SIMEL, "Ficheros para el intercambio de información de medida": a code of its quality follows each measurement."""
_WIDTH_WITH_QUALITY = 20
_TYPE = re.compile(r"\d{1,2}")


def recognise_meters(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a file; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.8)


def _read(sheet: Sheet, context: Context) -> Found:
    if len(sheet.columns) <= _DIRECT.taken or not _CUPS.fullmatch(cell_text(sheet.rows[0][0])):
        raise RefusedError(0.05, refusals.NO_TIMES)
    times = {time.index: time for time in chosen_times(sheet, context) if time.has_clock}
    kind = _kind_of(sheet, times)
    points = {cell_text(cell) for cell in sheet.columns[0] if cell != ""}
    if kind is None or len(points) > 1:
        raise RefusedError(0.05, refusals.NO_TIMES)
    found = times[kind.time]
    known = found.walls[~np.isnat(found.walls)]
    starts = int(known.min().astype(np.int64)) % (24 * 60) == 0
    time = _with_flags(sheet, replace(found, label=None if starts else Label.END), context, kind.flag)
    taken = sheet.letter(kind.taken)
    energies = tuple(sheet.letter(column) for column in (kind.taken, kind.given) if column < len(sheet.columns))
    if context.options.column is None and len(energies) > 1 and _is_given_only(sheet, kind):
        names = {"kind": kind.name, "taken": taken, "given": energies[1]}
        raise RefusedError(CERTAIN, ONLY_GIVEN, energies, **names)
    options = replace(context.options, column=context.options.column or taken)
    beside = [0, *range(1, kind.taken)]
    table = read_table(sheet, replace(context, options=options), time, beside, NAME, "kWh")
    note = Message(IS_METER, {"kind": kind.name, "column": taken})
    notes = (note, *table.series.notes) if table.series.column == taken else table.series.notes
    series = replace(table.series, candidates=energies, notes=notes)
    return replace(table, series=series, score=0.92, evidence=(note, *table.evidence))


def _kind_of(sheet: Sheet, times: Mapping[int, TimeColumn]) -> _Kind | None:
    """The kind of file that the first row is of; None where its flags say nothing."""
    first = sheet.rows[0]
    if _DIRECT.time in times:
        kind = _DIRECT
    elif _TYPED.time in times and _TYPE.fullmatch(cell_text(first[1])):
        filled = max(place + 1 for place, cell in enumerate(first) if cell != "")
        kind = _WITH_QUALITY if filled >= _WIDTH_WITH_QUALITY else _TYPED
    else:
        return None
    if kind.taken >= len(sheet.columns):
        return None
    return kind if {cell_text(cell) for cell in sheet.columns[kind.flag]} <= {"0", "1", ""} else None


def _is_given_only(sheet: Sheet, kind: _Kind) -> bool:
    """Whether all that the meter measured went the other way."""
    taken, given = ({cell_text(cell) for cell in sheet.columns[column]} for column in (kind.taken, kind.given))
    return all(map(_is_zero, taken)) and not all(map(_is_zero, given))


def _is_zero(text: str) -> bool:
    return not text.strip("0.,")


def _with_flags(sheet: Sheet, time: TimeColumn, context: Context, flag: int) -> TimeColumn:
    """`time` with the season of each row: 1 is summer, unless the calendar says the contrary of nearly all rows."""
    dated = np.flatnonzero(~np.isnat(time.walls))
    ones = np.array([cell_text(sheet.columns[flag][row]) == "1" for row in dated.tolist()], dtype=np.bool_)
    agreeing = float((ones == timegrid.in_summer(time.walls[dated], context.options.zone)).mean())
    if agreeing >= _AGREEING:
        return with_seasons(sheet, time, context, flag, {"0"})
    if agreeing <= 1 - _AGREEING:
        return with_seasons(sheet, time, context, flag, {"1"})
    return time
