"""Dates that are none of a column's rows: a stamp or the day of the title above its header, a stamp below values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.timegrid import NAT, Minutes
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts.times import Parts
from ravenwits_desktop.spreadsheets.texts.utc_names import names_times

_MOST_ABOVE = 2
"""Dates above a header that are none of its rows; more of them are a table that goes on below."""
_FEWEST_BELOW = 12
"""Times as many are below: of two tables that follow each other, the first would be left out in silence."""

_VALUE = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_FEWEST_VALUES = 12
"""Numbers as many stand above a date that is told below them."""


def are_below_values(columns: Sequence[Sequence[Cell]], index: int, walls: Minutes) -> bool:
    """Whether the one or two dates of a column stand below its values, behind words: “Fecha de elaboración | …”."""
    places = np.flatnonzero(~np.isnat(walls))
    if not 0 < len(places) <= _MOST_ABOVE or not index:
        return False
    cells, first = columns[index], int(places[0])
    named = [columns[index - 1][place] for place in places.tolist()]
    if not all(isinstance(cell, str) and any(map(str.isalpha, cell)) and not days_in(cell) for cell in named):
        return False
    if any(map(_is_value, cells[first:])):
        return False
    return sum(map(_is_value, cells[max(0, first - 2 * _FEWEST_VALUES) : first])) >= _FEWEST_VALUES


def _is_value(cell: Cell) -> bool:
    """Whether a cell is a number, perhaps one that is written as text."""
    return is_number(cell) or (isinstance(cell, str) and _VALUE.fullmatch(cell.strip()) is not None)


def without_stamps(cells: Sequence[Cell], parts: Parts) -> Parts:
    """`parts` without the dates of an open order that stand above the header of dates of which each is clear.

    They say when the file was made, or anything else, and are written as their program pleases.
    """
    clear = (parts.year > 0) & ~parts.open_order if parts.real is None else ~np.isnat(parts.real)
    stamps = np.flatnonzero(parts.open_order & (parts.year > 0))
    if not len(stamps) or not clear.any() or int(np.argmax(clear)) < stamps[-1]:
        return parts
    between = cells[int(stamps[-1]) + 1 : int(np.argmax(clear))]
    if not any(isinstance(cell, str) and cell for cell in between):
        return parts
    year = parts.year.copy()
    year[stamps] = 0
    return replace(parts, year=year, open_order=np.zeros_like(parts.open_order))


def below_header(cells: Sequence[Cell], parts: Parts) -> Parts:
    """`parts` without the one or two dates that stand above the header of the others, which tells what they are."""
    known = parts.year > 0 if parts.real is None else ~np.isnat(parts.real)
    places = np.flatnonzero(known)
    if len(places) <= _MOST_ABOVE + 1:
        return parts
    between = range(int(places[0]) + 1, int(places[_MOST_ABOVE]))
    heads = [at for at in between if isinstance(cells[at], str) and not known[at] and names_times(str(cells[at]))]
    if not heads:
        return parts
    above = places[places < heads[-1]]
    if len(places) - len(above) < _FEWEST_BELOW * len(above):
        return parts
    year, has_time = parts.year.copy(), parts.has_time.copy()
    year[above], has_time[above] = 0, False
    real = None if parts.real is None else parts.real.copy()
    if real is not None:
        real[above] = NAT
    return replace(parts, year=year, has_time=has_time, open_order=parts.open_order & (year > 0), real=real)
