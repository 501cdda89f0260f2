"""The column of a long table that names the periods of a day, and one of quarters beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import words
from ravenwits_desktop.spreadsheets.decimal_clocks import decimal_clock, first_counted
from ravenwits_desktop.spreadsheets.joined_clocks import joined_clock, joined_minutes
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.layouts.choice import column_called
from ravenwits_desktop.spreadsheets.layouts.dates import TimeColumn
from ravenwits_desktop.spreadsheets.periods import Form, Token, main_form, tokens_of
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.zones import zone_of

_ODD_MINUTES = 0.2
"""Share of minutes that no period begins or ends with from which on a column holds no times of day."""


@dataclass(frozen=True, slots=True)
class Periods:
    """A column of periods: a token for each row of the sheet, and a column of quarters beside."""

    index: int
    tokens: list[Token | None]
    form: Form
    header: str
    quarters: int | None = None


def period_column(sheet: Sheet, dates: Sequence[TimeColumn], context: Context) -> Periods | None:
    """The column that names the periods of a day; None where there is none."""
    candidates = []
    dated = {time.index for time in dates}
    wanted = context.options.hour_column
    for index, cells in enumerate(sheet.columns):
        if index in dated or (wanted is not None and index != column_called(sheet, wanted)):
            continue
        counted = _numbers_of(cells)
        tokens = tokens_of(cells) if counted is None else counted[0]
        proven = counted is not None and counted[1]
        form = main_form(tokens)
        known = [row for row, token in enumerate(tokens) if token is not None and token.form is form]
        if form is None or len(known) * 2 < len([cell for cell in cells[known[0] :] if cell != ""]):
            continue
        if form is Form.CLOCK and _are_no_times(tokens, known):
            continue
        header = above(cells, known[0])
        named = words.names_period(header)
        runs = proven or (form is Form.NUMBER and _runs(tokens, known))
        plain_numbers = all(is_number(cells[row]) for row in known[:5])
        if plain_numbers and not named and not runs and wanted is None:
            continue
        if form is Form.NUMBER and not named and not runs and wanted is None:
            continue
        clock = zone_of(header)
        other = clock is not None and clock != context.options.zone
        score = 2 * named + (form is not Form.NUMBER) * 2 + runs - other
        candidates.append((score, -index, Periods(index, tokens, form, header)))
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate[:2])[2]
    quarters = [
        periods.index
        for _, _, periods in candidates
        if periods.index != best.index and best.form is Form.NUMBER and words.names_quarter(periods.header)
    ]
    if words.names_quarter(best.header) and not words.names_hour(best.header):
        hours = [periods for _, _, periods in candidates if words.names_hour(periods.header)]
        if hours and hours[0].form is Form.NUMBER and highest(best.tokens) <= 4:
            return Periods(hours[0].index, hours[0].tokens, hours[0].form, hours[0].header, best.index)
        return best
    few = [index for index in quarters if highest(tokens_of(sheet.columns[index])) <= 4]
    return Periods(best.index, best.tokens, best.form, best.header, few[0] if few else None)


def _numbers_of(cells: Sequence[Cell]) -> tuple[list[Token | None], bool] | None:
    """What a column names whose numbers are times or parts of hours only as a whole, and whether they alone prove it.

    None where it is anything else.
    """
    first = next((row for row, cell in enumerate(cells) if joined_minutes(cell) is not None), None)
    if first is not None:
        header = above(cells, first)
        joined = joined_clock(cells, named=words.names_hour(header) and not _is_quantity(cells, first))
        if joined is not None:
            return joined, False
    first = first_counted(cells)
    if first is None or _is_quantity(cells, first):
        return None
    counted = decimal_clock(cells, named=words.names_period(above(cells, first)))
    return None if counted is None else (counted, True)


def above(cells: Sequence[Cell], row: int) -> str:
    """The words that stand right above a row of a column, as one text."""
    return " ".join(cell_text(cell) for cell in cells[max(0, row - 4) : row] if isinstance(cell, str))


def _is_quantity(cells: Sequence[Cell], row: int) -> bool:
    """Whether the header right above `row` names power or energy; a title further up may well do so."""
    header = next((cell for cell in reversed(cells[max(0, row - 4) : row]) if isinstance(cell, str) and cell), "")
    return stated_unit(header) is not None or words.names_load(header) or words.names_purchase(header)


def _are_no_times(tokens: Sequence[Token | None], known: Sequence[int]) -> bool:
    """Whether what could be times of day (12.41) are numbers with two decimals: periods end at round minutes."""
    minutes = np.array([token.first for row in known if (token := tokens[row]) is not None]) % 60
    return bool(((minutes % 5 != 0) & (minutes % 15 != 14)).mean() > _ODD_MINUTES)


def highest(tokens: Sequence[Token | None]) -> int:
    """The highest number among `tokens`; 0 without one."""
    return max((token.first for token in tokens if token is not None and token.form is Form.NUMBER), default=0)


def _runs(tokens: Sequence[Token | None], known: Sequence[int]) -> bool:
    """Whether numbers count up from 0 or 1, over and over."""
    numbers = np.array([token.first for row in known if (token := tokens[row]) is not None])
    if len(numbers) < 12 or numbers.min() > 1:
        return False
    steps = np.diff(numbers)
    return bool((steps == 1).mean() > 0.5 and ((steps == 1) | (numbers[1:] <= 1)).mean() > 0.95)
