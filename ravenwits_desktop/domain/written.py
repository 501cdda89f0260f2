"""How a file writes its numbers and dates, by what they were read as."""

from __future__ import annotations

import re

import numpy as np

from ravenwits_desktop.domain.reading import Grid, Reading, Role
from ravenwits_desktop.domain.text import Decimal, parse_number

_SAMPLE = 200
_REAL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: |$)")
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def decimal_of(reading: Reading) -> Decimal | None:
    """The decimal sign with which the texts of the file were read, where one of them shows it.

    What looks just like a number of the program may be one: among texts of another writing it says nothing.
    """
    sources = reading.sources
    if sources is None or not sources.joined:
        return None
    by_numbers: Decimal | None = None
    # not by the cells one by one: that would take all the texts apart
    for text, raw in zip(sources.joined.split("\n", _SAMPLE)[:_SAMPLE], sources.raw[:_SAMPLE].tolist(), strict=False):
        comma, point = (parse_number(text, sign) for sign in (Decimal.COMMA, Decimal.POINT))
        if comma != point and raw in (comma, point):
            if text != str(raw):
                return Decimal.COMMA if raw == comma else Decimal.POINT
            by_numbers = Decimal.POINT
    return by_numbers


def has_real_dates(grid: Grid | None) -> bool:
    """Whether there are real dates in a sheet, which have no order of day and month; texts may stand among them.

    Of all its cells, where it is not known yet which are the dates of the rows.
    """
    if grid is None:
        return False
    known = np.argwhere(grid.roles == Role.DATE).tolist() or np.argwhere(grid.roles >= 0).tolist()
    return any(_REAL_DATE.match(grid.texts[row][column]) for row, column in known)


def month_first_of(reading: Reading) -> bool | None:
    """Whether dates that begin with one or two digits were read with the month first; None without such dates."""
    grid = reading.grid
    if grid is None:
        return None
    labels = reading.rows.labels
    near = np.concatenate([labels[:_SAMPLE], labels[-_SAMPLE:]])  # the grid shows the file's beginning
    days = set(near.astype("datetime64[D]").astype(str).tolist())
    for row, column in np.argwhere(grid.roles == Role.DATE).tolist():
        match = _DATE.match(grid.texts[row][column])
        if match is None:
            continue
        first, second_, year = match.groups()
        day_first, month_first = (
            f"{year}-{month.zfill(2)}-{day.zfill(2)}" in days for day, month in ((first, second_), (second_, first))
        )
        if day_first != month_first:
            return month_first
    return None
