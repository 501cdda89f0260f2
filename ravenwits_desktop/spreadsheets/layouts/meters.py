"""A distributor's file of measurements without headers (P5D): CUPS; time; summer or winter; taken; given; ..."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts import refusals
from ravenwits_desktop.spreadsheets.layouts.choice import chosen_times
from ravenwits_desktop.spreadsheets.layouts.dates import DateQuestionError, TimeColumn
from ravenwits_desktop.spreadsheets.layouts.refusals import RefusedError
from ravenwits_desktop.spreadsheets.layouts.seasons import with_seasons
from ravenwits_desktop.spreadsheets.layouts.table import read_table
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text

NAME = "measurements of a meter"
IS_METER = QT_TRANSLATE_NOOP(
    "Message",
    "The file has no headers and is laid out as a distributor's measurements (P5D): point of supply, end of period, "
    "summer or winter time, energy taken and given in kWh. The energy taken, in the column “{column}”, was read.",
)
_CUPS = re.compile(r"es\d{16}[a-z]{2}(?:\d[a-z])?", re.IGNORECASE)
_TIME, _FLAG, _TAKEN = 1, 2, 3
_AGREEING = 0.9
"""Share of the rows in which the flag has to agree with the calendar."""


def recognise_meters(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a file; a `Refusal` says what is missing or has to be asked."""
    try:
        return _read(sheet, context)
    except RefusedError as error:
        return error.refusal
    except DateQuestionError as error:
        return Refusal(error.message, 0.8, (), Question.DATE_ORDER)


def _read(sheet: Sheet, context: Context) -> Found:
    if len(sheet.columns) <= _TAKEN or not _CUPS.fullmatch(cell_text(sheet.rows[0][0])):
        raise RefusedError(0.05, refusals.NO_TIMES)
    points = {cell_text(cell) for cell in sheet.columns[0] if cell != ""}
    flags = {cell_text(cell) for cell in sheet.columns[_FLAG]}
    times = [time for time in chosen_times(sheet, context) if time.index == _TIME and time.has_clock]
    if len(points) > 1 or not flags <= {"0", "1", ""} or not times:
        raise RefusedError(0.05, refusals.NO_TIMES)
    known = times[0].walls[~np.isnat(times[0].walls)]
    starts = int(known.min().astype(np.int64)) % (24 * 60) == 0
    time = _with_flags(sheet, replace(times[0], label=None if starts else Label.END), context)
    taken = sheet.letter(_TAKEN)
    options = replace(context.options, column=context.options.column or taken)
    found = read_table(sheet, replace(context, options=options), time, [0, _TIME, _FLAG], NAME, "kWh")
    note = Message(IS_METER, {"column": taken})
    energies = tuple(sheet.letter(column) for column in range(_TAKEN, min(_TAKEN + 2, len(sheet.columns))))
    series = replace(found.series, candidates=energies, notes=(note, *found.series.notes))
    return replace(found, series=series, score=0.92, evidence=(note, *found.evidence))


def _with_flags(sheet: Sheet, time: TimeColumn, context: Context) -> TimeColumn:
    """`time` with the season of each row: 1 is summer, unless the calendar says the contrary of nearly all rows."""
    dated = np.flatnonzero(~np.isnat(time.walls))
    ones = np.array([cell_text(sheet.columns[_FLAG][row]) == "1" for row in dated.tolist()], dtype=np.bool_)
    agreeing = float((ones == timegrid.in_summer(time.walls[dated], context.options.zone)).mean())
    if agreeing >= _AGREEING:
        return with_seasons(sheet, time, context, _FLAG, {"0"})
    if agreeing <= 1 - _AGREEING:
        return with_seasons(sheet, time, context, _FLAG, {"1"})
    return time
