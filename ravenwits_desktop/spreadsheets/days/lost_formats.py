"""Days among dates whose cells lost their format: 46356 before 01/12/2026 and 02/12/2026 is the 30th of November.

A cell that was pasted, or typed into a sheet of another format, shows the number that a spreadsheet program keeps of
its date. Beside dates a number that is just the day before or behind that of its neighbour is that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.days.dates import FROM_SERIALS, TimeColumn
from ravenwits_desktop.spreadsheets.days.day_claims import day_about_now
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text
from ravenwits_desktop.spreadsheets.texts.period_names import DAY

_WRITTEN = re.compile(r"[3-7]\d{4}")


def with_counted_days(time: TimeColumn, cells: Sequence[Cell], context: Context) -> TimeColumn:
    """`time`, the days that `cells` name, one in each, with those that numbers count; each such day is said.

    A number is a day where the next cell that is not blank, on one side, is the day before or behind it, in the
    direction in which the days run.
    """
    missing = np.flatnonzero(np.isnat(time.walls)).tolist()
    lost = {at: day for at in missing if (day := _counted(cells[at], context)) is not None}
    if not lost or time.has_clock or time.explicit:
        return time
    walls, notes = time.walls.copy(), list[Message]()
    known = walls[~np.isnat(walls)]
    direction = -1 if len(known) > 1 and known[-1] < known[0] else 1
    filled = [at for at, cell in enumerate(cells) if cell != ""]
    while (at := next((at for at, day in lost.items() if _follows(walls, filled, at, day, direction)), -1)) >= 0:
        day = lost.pop(at)  # the next may stand beside it
        walls[at] = np.datetime64(day, "m")
        notes.append(Message(FROM_SERIALS, {"text": cell_text(cells[at]), "label": day}))
    return replace(time, walls=walls, notes=(*time.notes, *notes)) if notes else time


def _follows(walls: Minutes, filled: Sequence[int], at: int, day: date, direction: int) -> bool:
    """Whether `day` is that before or behind the one of a cell next to the cell `at`, and none of the others."""
    place, wall = filled.index(at), np.datetime64(day, "m")
    return wall not in walls and any(
        walls[filled[place + step]] - wall == np.timedelta64(step * direction * DAY, "m")
        for step in (-1, 1)
        if 0 <= place + step < len(filled)
    )


def _counted(cell: Cell, context: Context) -> date | None:
    """The day of about now that a number counts, also where it is a text."""
    if isinstance(cell, str):
        return day_about_now(int(cell), context) if _WRITTEN.fullmatch(cell.strip()) else None
    return day_about_now(cell, context)
