"""Weekdays with the day of a month in place of dates: Hora | Lun 30 | Mar 1 | Mié 2, or a row for each of them.

They become the dates that they mean, and the table is then read by the layouts that know dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.days_by_weekday import dates_of
from ravenwits_desktop.spreadsheets.days.short_days import plain_day
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Refusal, recognise
from ravenwits_desktop.spreadsheets.layouts.day_columns import recognise_day_columns
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words
from ravenwits_desktop.spreadsheets.texts.numbered_weekdays import NumberedDay, numbered_day

_HEADER_ROWS = 40
_FEWEST_LETTERS, _FEWEST_NAMED = 3, 2
"""Columns whose weekday is a letter, of as many letters, before these are weekdays; and of those that are named."""
_SCORE = 0.96
_INNER = (recognise_day_columns, recognise_wide, recognise_period_rows)
_ANY_DAY = date(2000, 1, 3)


def recognise_numbered_weekdays(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a table; a `Refusal` says what is missing or contradicts."""
    groups = _across(sheet) or _down(sheet)
    if not groups:
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    header = min(row for _, cells in groups for row, _ in cells)
    titles = [" ".join(filter(None, map(cell_text, row))) for row in sheet.rows[:header]]
    texts = [*filter(None, reversed(titles)), sheet.name, PurePath(context.file).stem]
    try:
        days, note, is_doubt = dates_of([day for day, _ in groups], texts, context.today)
    except RefusedError as error:
        some = [date.fromordinal(_ANY_DAY.toordinal() + at) for at in range(len(groups))]
        trial = recognise(_with_dates(sheet, groups, some), context, _INNER)
        is_table = isinstance(trial, Found) or trial.question is not None
        return replace(error.refusal, score=CERTAIN) if is_table else RefusedError(0.05, refusals.NO_TIMES).refusal
    if not days:
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    found = recognise(_with_dates(sheet, groups, days), context, _INNER)
    if isinstance(found, Refusal):
        return found
    notes, warnings = ((), (note,)) if is_doubt else ((note,), ())
    said = found.series
    series = replace(said, notes=(*notes, *said.notes), warnings=(*warnings, *said.warnings))
    return replace(found, series=series, score=_SCORE, evidence=(note, *found.evidence))


_Groups = list[tuple[NumberedDay, list[tuple[int, int]]]]
"""The days in their order, each with its cells by row and column, as indices."""


def _named(cell: Cell) -> NumberedDay | None:
    return numbered_day(cell) if isinstance(cell, str) else None


def _across(sheet: Sheet) -> _Groups:
    """The row of such days beside each other, or of one alone beside the header of the periods."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        places = [(place, day) for place, cell in enumerate(row) if (day := _named(cell)) is not None]
        if not places or not places[0][0] or places[-1][0] - places[0][0] != len(places) - 1:
            continue
        if any(plain_day(cell) is not None and _named(cell) is None for cell in row):
            continue  # Mar 31 beside Apr 1
        names = {day.name for _, day in places}
        letters = any(day.is_letter for _, day in places)
        corner = cell_text(row[places[0][0] - 1])
        spoken = time_words.names_period(corner) or time_words.names_date(corner) or not corner
        if letters and len(names) < _FEWEST_LETTERS:
            continue
        if len(places) < _FEWEST_NAMED and (not corner or len(places[0][1].name) <= _FEWEST_NAMED):
            continue
        if spoken and not _has_dates(sheet, at):
            return [(day, [(at, place)]) for place, day in places]
    return []


def _down(sheet: Sheet) -> _Groups:
    """The column of such days below each other, in all rows of their day or in the first of them."""
    for column in range(max(map(len, sheet.rows[:_HEADER_ROWS]), default=0)):
        head = [row[column] if column < len(row) else "" for row in sheet.rows[:_HEADER_ROWS]]
        first = next((at for at, cell in enumerate(head) if _named(cell) is not None), None)
        if first is None:
            continue
        groups: _Groups = []
        dated = first > 0 and time_words.names_date(cell_text(head[first - 1]))
        for at, cell in enumerate(sheet.columns[column][first:], first):
            if cell == "":
                continue
            day = _named(cell)
            if day is None or (day.is_letter and not dated):
                if plain_day(cell) is not None:
                    groups.clear()
                break
            if groups and day == groups[-1][0]:
                groups[-1][1].append((at, column))
            else:
                groups.append((day, [(at, column)]))
        letters = {day.name for day, _ in groups if day.is_letter}
        if not groups or not (len(groups) > 1 or dated) or len(letters) == 1:
            continue
        if not any(_has_dates(sheet, at, near=0) for _, cells in groups for at, _ in cells):
            return groups
    return []


def _has_dates(sheet: Sheet, at: int, *, near: int = 1) -> bool:
    """Whether whole dates stand in row `at`, or in those right above or below it."""
    rows: Sequence[Sequence[Cell]] = sheet.rows[max(0, at - near) : at + near + 1]
    return any(
        isinstance(cell, date) or (isinstance(cell, str) and bool(days_in(cell)))
        for row in rows
        if sum(cell != "" for cell in row) > 1
        for cell in row
    )


def _with_dates(sheet: Sheet, groups: _Groups, days: Sequence[date]) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    for (_, cells), day in zip(groups, days, strict=True):
        for row, column in cells:
            rows[row][column] = day
    return replace(sheet, rows=rows)
