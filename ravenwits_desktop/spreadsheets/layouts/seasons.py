"""A column that says summer or winter time beside the times: it tells the repeated hour of October apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.layouts.dates import TimeColumn
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text

BY_SEASON = QT_TRANSLATE_NOOP("Message", "A column of summer and winter time tells the repeated hour apart.")
NO_SEASON = QT_TRANSLATE_NOOP(
    "Message", "Row {row} does not say summer or winter time as the others do: its cells may be incomplete."
)
_PAIRS = (({"s"}, {"w"}), ({"v"}, {"i"}), ({"summer"}, {"winter"}), ({"verano"}, {"invierno"}), ({"cest"}, {"cet"}))


def _seasons(cells: Sequence[Cell]) -> tuple[set[str], set[str]] | None:
    words = {cell.strip().lower() for cell in set(cells) if isinstance(cell, str) and cell.strip()}
    for summer, winter in _PAIRS:
        if words and words <= summer | winter:
            return summer, winter
    return None


def by_season(sheet: Sheet, time: TimeColumn, context: Context) -> TimeColumn:
    """`time` as instants where a column beside it names the season; the same where none does."""
    if time.explicit or not time.has_clock:
        return time
    dated = np.flatnonzero(~np.isnat(time.walls))
    for index, cells in enumerate(sheet.columns):
        if index == time.index or not any(isinstance(cells[row], str) and cells[row] for row in dated[:3].tolist()):
            continue
        seasons = _seasons([cells[row] for row in dated.tolist()])
        if seasons is None:
            continue
        return with_seasons(sheet, time, context, index, seasons[1])
    return time


def with_seasons(sheet: Sheet, time: TimeColumn, context: Context, index: int, winter: set[str]) -> TimeColumn:
    """`time` with the seasons that the column `index` names, those of `winter` among them: see `by_season`."""
    cells = sheet.columns[index]
    dated = np.flatnonzero(~np.isnat(time.walls))
    said = [cell_text(cell).lower() for cell in cells]
    lost = [row for row in dated.tolist() if not said[row]]
    flagged = replace(
        time,
        beside=(*time.beside, index),
        warnings=(*time.warnings, *(Message(NO_SEASON, {"row": sheet.numbers[row]}) for row in lost)),
        traits=(*time.traits, ("season", "said")),
    )
    earlier, later = timegrid.wall_to_utc(time.walls, context.options.zone)
    twice = earlier[dated] != later[dated]
    if not twice.any() or np.isnat(earlier[dated]).any() or any(earlier[row] != later[row] for row in lost):
        return flagged
    in_winter = np.array([word in winter for word in said], dtype=np.bool_)
    notes = (*time.notes, Message(BY_SEASON))
    return replace(flagged, walls=np.where(in_winter, later, earlier), explicit=True, notes=notes)
