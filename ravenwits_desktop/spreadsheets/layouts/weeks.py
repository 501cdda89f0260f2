"""Weekdays in place of dates, below the week that they are of: "Semana 48" over Hora | Lunes ... Domingo.

The weekdays become the dates that they mean, and the table is then read by the layouts that know dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in, short_spans
from ravenwits_desktop.spreadsheets.days.said_weeks import week_of
from ravenwits_desktop.spreadsheets.days.short_days import plain_day
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, recognise
from ravenwits_desktop.spreadsheets.layouts.day_columns import recognise_day_columns
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.beside_days import names_no_day
from ravenwits_desktop.spreadsheets.texts.called_weekdays import weekdays_called
from ravenwits_desktop.spreadsheets.texts.times import compact_day
from ravenwits_desktop.spreadsheets.texts.weekday_names import is_lettered_week, is_ordinal, weekday_numbered

NO_WEEK = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} and what follows name the days by their weekdays, “{text}” for one, and neither the title nor the name "
    "of the sheet or the file says of which week. Write it above the table with its days, as 23/11/2026 - 29/11/2026.",
)
_HEADER_ROWS = 40
_FEWEST, _WEEK = 2, 7
_FEWEST_UNTOLD = 3
"""Weekdays that name days where nothing tells their week; two may as well be anything."""
_MOST_UNNAMED = 2
"""Days of a week whose headings are no weekdays, between others that are."""
_SHORTEST, _LONGEST = 2, 40
_INNER = (recognise_day_columns, recognise_wide, recognise_period_rows)
_ANY_MONDAY = date(2000, 1, 3)


@dataclass(frozen=True, slots=True)
class _Names:
    """Cells that name weekdays, by row and column, as indices; the days in their order; the row below the titles."""

    cells: dict[tuple[int, int], int]
    weekdays: tuple[int, ...]
    header: int


def recognise_weeks(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as such a table; a `Refusal` says what is missing or contradicts."""
    names = _across(sheet) or _down(sheet)
    if names is None or _has_dates(sheet, names):
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    titles = [" ".join(filter(None, map(cell_text, row))) for row in sheet.rows[: names.header]]
    texts = [*filter(None, reversed(titles)), sheet.name, PurePath(context.file).stem]
    try:
        week = week_of(texts, names.weekdays, context.today)
        refusal = _no_week(sheet, names)
    except RefusedError as error:
        week, refusal = None, error.refusal
    if week is None and len(names.weekdays) < _FEWEST_UNTOLD:
        return RefusedError(0.05, refusals.NO_TIMES).refusal
    if week is None:
        some = {day: date.fromordinal(_ANY_MONDAY.toordinal() + at) for at, day in enumerate(names.weekdays)}
        trial = recognise(_with_dates(sheet, names, some), context, _INNER)
        is_table = isinstance(trial, Found) or trial.question is not None
        return refusal if is_table else RefusedError(0.05, refusals.NO_TIMES).refusal
    days, note, doubt = week
    found = recognise(_with_dates(sheet, names, days), context, _INNER)
    if isinstance(found, Refusal):
        return found
    notes, warnings = ((note,), ()) if doubt is None else ((), (doubt,))
    said = found.series
    series = replace(said, notes=(*notes, *said.notes), warnings=(*warnings, *said.warnings))
    return replace(found, series=series, score=0.96, evidence=(note, *found.evidence))


def _no_week(sheet: Sheet, names: _Names) -> Refusal:
    row, column = min(names.cells)
    return RefusedError(0.8, NO_WEEK, row=sheet.numbers[row], text=cell_text(sheet.rows[row][column])).refusal


def _named(cell: Cell, *, by_number: bool = True) -> frozenset[int]:
    """The weekdays that a cell of nothing else may mean."""
    if not isinstance(cell, str) or not _SHORTEST <= len(cell) <= _LONGEST:
        return frozenset()
    return weekdays_called(cell, by_number=by_number)


def _are_days(cells: Sequence[Cell]) -> bool:
    """Whether numbers such as 2ª may be days among `cells`: none is the first, the seventh or the eighth."""
    said = [words.folded(cell) for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST]
    return all(weekday_numbered(each) is not None for each in said if is_ordinal(each))


def _following(named: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """The days of which each is the next after that before it; none where there are no such.

    One that is not named between others, the holiday of the week, is that which it has to be by its place.
    """
    unnamed = sum(not days for days in named)
    if unnamed > _MOST_UNNAMED or (unnamed and len(named) - unnamed < _FEWEST_UNTOLD):
        return ()
    for first in sorted(named[0]):
        if all(not days or (first + step) % _WEEK in days for step, days in enumerate(named)):
            return tuple((first + step) % _WEEK for step in range(len(named)))
    return ()


def _is_unnamed(cell: Cell) -> bool:
    """Whether a cell between weekdays may be that of another day: a text that means nothing else."""
    return isinstance(cell, str) and cell != "" and len(cell) <= _LONGEST and not names_no_day(cell)


def _across(sheet: Sheet) -> _Names | None:
    """The row that names weekdays beside each other, below one or more titles, above periods that run down."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        if (lettered := _lettered(row)) is not None:
            return _Names({(at, lettered[0] + day): day for day in range(lettered[1])}, tuple(range(lettered[1])), at)
        by_number = _are_days(row)
        named = {place: found for place, cell in enumerate(row) if (found := _named(cell, by_number=by_number))}
        if len(named) < _FEWEST:
            continue
        places = range(min(named), max(named) + 1)
        if len(places) > _WEEK or not all(place in named or _is_unnamed(row[place]) for place in places):
            continue
        days = _following([named.get(place, frozenset()) for place in places])
        if days:
            cells = {(at, place): day for place, day in zip(places, days, strict=True) if place in named}
            return _Names(cells, days, at)
    return None


def _lettered(row: Sequence[Cell]) -> tuple[int, int] | None:
    """The first column, and how many there are, of the letters of a week beside each other: L M X J V S D."""
    texts = ["" if not isinstance(cell, str) else words.folded(cell).strip(" .") for cell in row]
    places = [place for place, text in enumerate(texts) if len(text) == 1]
    if not places or not places[0] or places[-1] - places[0] != len(places) - 1:
        return None
    return (places[0], len(places)) if is_lettered_week("".join(texts[place] for place in places)) else None


def _down(sheet: Sheet) -> _Names | None:
    """The column that names weekdays below each other, each once, in all rows of its day or in the first of them."""
    for column in range(max(map(len, sheet.rows[:_HEADER_ROWS]), default=0)):
        head = [row[column] if column < len(row) else "" for row in sheet.rows[:_HEADER_ROWS]]
        by_number = _are_days(head)
        first = next((at for at, cell in enumerate(head) if _named(cell, by_number=by_number)), None)
        if first is None:
            continue
        groups = _groups(sheet, column, first, by_number=by_number)
        if not (days := _days_of(groups)):  # as far as all are named
            groups = groups[: next((at for at, (named, _) in enumerate(groups) if not named), len(groups))]
            days = _days_of(groups)
        if not days:
            continue
        cells = {(at, column): day for (named, rows), day in zip(groups, days, strict=True) for at in rows if named}
        header = first - 1 if first and len([cell for cell in sheet.rows[first - 1] if cell != ""]) > 1 else first
        return _Names(cells, days, header)
    return None


_Groups = list[tuple[frozenset[int], list[int]]]
"""The weekdays that cells below each other may mean, none for those that are none, each with its rows."""


def _groups(sheet: Sheet, column: int, first: int, *, by_number: bool) -> _Groups:
    """The days in `column` from row `first` on, up to the last weekday of a week."""
    groups: _Groups = []
    before: Cell = ""
    for at, cell in enumerate(sheet.columns[column][first:], first):
        if cell == "":
            continue
        named = _named(cell, by_number=by_number)
        if not named and (len(groups) >= _WEEK or not _is_unnamed(cell)):
            break
        if groups and named == groups[-1][0] and (named or cell == before):
            groups[-1][1].append(at)
        else:
            groups.append((named, [at]))
        before = cell
    while groups and not groups[-1][0]:
        groups.pop()
    return groups


def _days_of(groups: _Groups) -> tuple[int, ...]:
    return _following([named for named, _ in groups]) if _FEWEST <= len(groups) <= _WEEK else ()


def _has_dates(sheet: Sheet, names: _Names) -> bool:
    """Whether dates stand beside the weekdays, or right above or below them."""
    rows = {row for row, _ in names.cells}
    near = range(max(0, min(rows) - (len(rows) > 1)), min(len(sheet.rows), max(rows) + 2))
    return any(_is_dated(cell) for at in (near if len(rows) == 1 else [*rows]) for cell in sheet.rows[at])


def _is_dated(cell: Cell) -> bool:
    """Whether a cell writes a date: a real one, with two digits of its year, without one, or as 20261124."""
    if isinstance(cell, date):
        return True
    if isinstance(cell, str) and (plain_day(cell) is not None or days_in(cell) or short_spans(words.folded(cell))):
        return True
    return compact_day(cell) is not None


def _with_dates(sheet: Sheet, names: _Names, days: dict[int, date]) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    for (row, column), day in names.cells.items():
        rows[row][column] = days[day]
    return replace(sheet, rows=rows)
