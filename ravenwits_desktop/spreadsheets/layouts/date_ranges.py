"""A row for each period, named by its begin and end in one cell: "01.01.2019 00:00 - 01.01.2019 01:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import RESOLUTIONS, Label, Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn, time_columns
from ravenwits_desktop.spreadsheets.days.pairs import named_by
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.layouts.answered import answered
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.tables.table import columns_of_numbers, read_table

NAME = "ranges of dates and times"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_MOMENT = rf"\d[\d./-]*\d[ T]+{_CLOCK}"
_NAME = r"(?:\s*\(?((?:CE|ME|WE|EE)S?[TZ](?:/[A-Z]+)?)\)?)?"
_RANGE = re.compile(
    rf"({_MOMENT}){_NAME}\s*(?:-{{1,2}}|–|—|/|\.{{2,3}}|…|->|→|to|a|bis|hasta|al|até)\s*({_MOMENT}|{_CLOCK}){_NAME}(?:\s*\([A-Z/]+\))?"
)
_AHEAD = {"WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180}
"""Minutes that clocks of these names are ahead of UTC. CET/CEST names none of the two."""
_SAMPLE, _LONGEST_CLOCK = 60, 8


def recognise_date_ranges(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as a table of such ranges; a `Refusal` says what is missing or has to be asked."""
    return answered(_read, sheet, context, 0.8, columns_of_numbers)


def _read(sheet: Sheet, context: Context) -> Found:
    for index, cells in enumerate(sheet.columns):
        if any(isinstance(cell, str) and _RANGE.fullmatch(cell) for cell in cells[:_SAMPLE]):
            time = _time_column(index, cells, context)
            return read_table(sheet, context, time, [index], NAME)
    raise RefusedError(0.05, refusals.NO_TIMES)


def _time_column(index: int, cells: Sequence[Cell], context: Context) -> TimeColumn:
    """The labels of the wanted end. The begin tells the repeated hour of October apart, by its order."""
    begins: list[Cell] = []
    ends: list[Cell] = []
    ahead: list[int | None] = []
    for cell in cells:
        match = _RANGE.fullmatch(cell) if isinstance(cell, str) else None
        begin, begins_in, end, ends_in = match.groups() if match else ("", None, "", None)
        begins.append(begin)
        end = f"{begin.replace('T', ' ').split()[0]} {end}" if match and len(end) <= _LONGEST_CLOCK else end
        ends.append(end)
        ahead.append(_AHEAD.get(begins_in or "", _ahead_of_end(end, begin, ends_in)))
    header = [cell for cell in cells[:1] if isinstance(cell, str) and not begins[0]]
    found = [time_columns([[*header, *column[len(header) :]]], context) for column in (begins, ends)]
    if not found[0] or not found[1]:
        raise RefusedError(0.1, refusals.NO_TIMES)
    left, right = found[0][0], found[1][0]
    lengths = (right.walls - left.walls).astype(np.int64)[~np.isnat(left.walls) & ~np.isnat(right.walls)]
    usual = int(np.median(lengths))
    if usual not in RESOLUTIONS:
        raise RefusedError(0.1, refusals.NO_TIMES)
    wanted, zone = context.options.label or context.options.account_label, context.options.zone
    if not left.explicit and (starts := _told_apart(left.walls, ahead, zone)) is not None:
        walls = timegrid.labels(starts, usual, wanted, zone)
        instants = starts if wanted is Label.START else starts + timegrid.minutes(usual)
        made = named_by(left, usual, wanted, zone)
        return replace(made, index=index, walls=np.where(np.isnat(walls), made.walls, walls), instants=instants)
    return replace(named_by(left, usual, wanted, zone), index=index)


def _ahead_of_end(end: str, begin: str, name: str | None) -> int | None:
    """How far the clock is ahead of UTC where a range begins that names its season at its end alone."""
    if name is None or name not in _AHEAD:
        return None
    back = end.split()[-1] <= begin.split()[-1] and end.split()[0] == begin.split()[0]
    return _AHEAD[name] + (60 if back else 0)  # 02:00 - 02:00 (CET) begins in summer time


def _told_apart(walls: Minutes, ahead: Sequence[int | None], zone: str) -> Minutes | None:
    """The instants of `walls` where the hours that October repeats say their season; None where one does not."""
    said = np.array([minutes is not None for minutes in ahead], dtype=np.bool_)
    if not said.any():
        return None
    earlier, later = timegrid.wall_to_utc(walls, zone)
    by_name = walls - np.array([minutes or 0 for minutes in ahead]).astype("timedelta64[m]")
    twice = ~np.isnat(earlier) & (earlier != later)
    right = (by_name == earlier) | (by_name == later)
    if not (said | ~twice)[~np.isnat(walls)].all() or not right[said & twice].all():
        return None
    result: Minutes = np.where(twice, by_name, earlier)
    return result
