"""The cells of a file's preview in the light of its reading: what is wrong with them, where its day stands, clocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import CellProblem, Grid, Reading, Role
from ravenwits_desktop.domain.rows import Column, Severity
from ravenwits_desktop.domain.timegrid import Label

Place = tuple[int, int]
"""Row and column in `Grid.texts`, from 0."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2} (\d{2}:\d{2}(?::\d{2})?)")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_TIMES = (Role.DATE, Role.PERIOD)


def problem_cells(reading: Reading) -> dict[Place, CellProblem]:
    """The gravest problem of each cell of the preview that has one.

    A problem of a value is in the cell of the value, one of a time in those that name the time of the row.
    """
    grid, sources = reading.grid, reading.sources
    if grid is None or sources is None:
        return {}
    found: dict[Place, CellProblem] = {}
    rows = {number: place for place, number in enumerate(grid.numbers)}
    for each in reading.problems:
        at = each.problem.row
        if at is None or not 0 <= at < len(sources) or (row := rows.get(int(sources.rows[at]))) is None:
            continue
        letter = sources.letters[int(sources.columns[at])]
        if each.problem.column is Column.DATETIME:
            columns = [column for column, role in enumerate(grid.roles[row].tolist()) if role in _TIMES]
        else:
            columns = [grid.letters.index(letter)] if letter in grid.letters else []
        for column in columns:
            if (row, column) not in found or each.problem.severity is Severity.ERROR:
                found[row, column] = each
    return found


def clock_texts(grid: Grid) -> dict[Place, str]:
    """The dates of a column of dates and times that are written without a clock: as midnights, like their neighbours.

    Spreadsheets keep a midnight as the day alone.
    """
    found: dict[Place, str] = {}
    for column in range(len(grid.letters)):
        dated = [row for row in range(len(grid.texts)) if grid.roles[row, column] == Role.DATE]
        clock = next((match[1] for row in dated if (match := _ISO_TIME.fullmatch(grid.texts[row][column]))), "")
        for row in dated if clock else ():
            text = grid.texts[row][column]
            if _ISO_DAY.fullmatch(text):
                found[row, column] = f"{text} {'00:00:00'[: len(clock)]}"
    return found


def only_day(reading: Reading) -> np.datetime64 | None:
    """The market day of a reading that has just one; else None."""
    labels = reading.rows.labels[~np.isnat(reading.rows.labels)]
    if not len(labels):
        return None
    ends = np.array([labels.min(), labels.max()])
    starts = timegrid.read_labels(ends, reading.resolution, reading.labels or Label.END, reading.zone).starts
    days = timegrid.market_days(starts[~np.isnat(starts)], reading.zone)
    return days[0].astype("datetime64[D]") if len(days) == 2 and days[0] == days[1] else None


def day_above(reading: Reading) -> Place | None:
    """The cell above the table that says the only day of a reading whose rows say none; None where there is none.

    A day of issue is no such cell, though it may be the very day that a name has told.
    """
    grid, day = reading.grid, only_day(reading)
    if grid is None or day is None or reading.day_from_name:
        return None
    if not (reading.day_open or reading.time_column == reading.period_column):
        return None
    first = int(np.flatnonzero((grid.roles == Role.VALUE).any(axis=1))[0]) if (grid.roles == Role.VALUE).any() else 0
    return next((place for place in _cells(grid, first) if says_day(grid.texts[place[0]][place[1]], day)), None)


def says_day(text: str, day: np.datetime64) -> bool:
    """Whether a text names this day with its year, in numbers or with the month in letters."""
    year, month, of_month = (int(part) for part in str(day).split("-"))
    numbers = [int(number) for number in _NUMBERS.findall(text)[:20] if len(number) <= 4]
    for place in range(len(numbers) - 1):
        three = tuple(numbers[place : place + 3])
        for years in (year, year % 100):
            if three in ((of_month, month, years), (years, month, of_month), (month, of_month, years)):
                return True
        if numbers[place : place + 2] == [of_month, year] and _LETTERS.search(text):
            return True
    return f"{year}{month:02}{of_month:02}" in text


def _cells(grid: Grid, before: int) -> Iterator[Place]:
    """The cells with a text above a row, none of which is one of the headers; first those that were read as a day."""
    for role in (Role.DATE, Role.OTHER):
        for row in range(before):
            for column, text in enumerate(grid.texts[row]):
                if text and grid.roles[row, column] == role:
                    yield row, column
