"""The column of a long table that names the periods of a day, and one of quarters beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.clocks import same_clock
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets.days.choice import column_called
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.titles import offset_in
from ravenwits_desktop.spreadsheets.days.zones import zone_of
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.decimal_clocks import decimal_clock, first_counted
from ravenwits_desktop.spreadsheets.texts.joined_clocks import joined_clock, joined_minutes
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token, main_form, tokens_of

_MOST_HOURS, _FEWEST_PARTS, _MOST_PARTS = 25, 2, 4
_COUNTED = 0.9
_FEWEST_COUNTED = 8
"""So many numbers in a row have to count the parts of hours where their header says periods alone."""
_ODD_MINUTES = 0.2
"""Share of minutes that no period begins or ends with from which on a column holds no times of day."""


@dataclass(frozen=True, slots=True)
class Periods:
    """A column of periods: a token for each row of the sheet, and a column of quarters or halves beside."""

    index: int
    tokens: list[Token | None]
    form: Form
    header: str
    quarters: int | None = None
    head: str = ""
    """The header right above the first of them; `header` has what stands further up as well."""
    label: Label | None = None
    """The end of its period that each time names, where the times show it."""


def period_column(sheet: Sheet, dates: Sequence[TimeColumn], context: Context) -> Periods | None:
    """The column that names the periods of a day; None where there is none."""
    candidates = []
    dated = {time.index for time in dates}
    beside_dates = {row for time in dates for row in np.flatnonzero(~np.isnat(time.walls))[:_MOST_HOURS].tolist()}
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
        first = next((row for row in known if row in beside_dates), known[0])  # a number may stand above the table
        if first and tokens[first - 1] is not None:
            first = known[0]  # it is no number above the header, but the header
        header = above(cells, first)
        head = _head(cells, first)
        named = time_words.names_period(header) or (time_words.names_part_of_hour(head) and not _names_quantity(head))
        runs = proven or (form is Form.NUMBER and _runs(tokens, known))
        plain_numbers = all(is_number(cells[row]) for row in known[:5])
        if plain_numbers and not named and not runs and wanted is None:
            continue
        if form is Form.NUMBER and not named and not runs and wanted is None:
            continue
        clock = zone_of(header)
        other = offset_in(header) is not None or (clock is not None and not same_clock(clock, context.options.zone))
        score = 2 * named + (form is not Form.NUMBER) * 2 + runs - other
        candidates.append((score, -index, Periods(index, tokens, form, header, head=head)))
    if not candidates:
        return None
    found = [periods for _, _, periods in sorted(candidates, key=lambda candidate: candidate[:2], reverse=True)]
    hours = [periods for periods in found if periods.form is Form.NUMBER and time_words.names_hour(periods.head)]
    parts = [periods for periods in found if _are_parts(periods)]
    parts = parts or [periods for periods in found if hours and periods not in hours and _count_parts(periods)]
    best = next((periods for periods in found if periods not in parts), found[0])
    if not parts or best in parts or best.form is not Form.NUMBER or highest(best.tokens) > _MOST_HOURS:
        return best
    sure = time_words.names_only_part_of_hour(parts[0].head) or _stand_in_parts(best, dates)
    return replace(best, quarters=parts[0].index) if sure else best


def _stand_in_parts(hours: Periods, dates: Sequence[TimeColumn]) -> bool:
    """Whether most hours of a day stand in several rows; without a column of days, in rows below each other."""
    known = np.array([row for row, token in enumerate(hours.tokens) if token is not None and token.form is hours.form])
    numbers = np.array([token.first for row in known.tolist() if (token := hours.tokens[row]) is not None])
    if dates:
        walls = dates[0].walls
        last = np.maximum.accumulate(np.where(np.isnat(walls), 0, np.arange(len(walls))))
        groups = walls[last][known].astype("datetime64[D]").astype(np.int64)
    else:
        groups = np.concatenate([[0], np.cumsum(np.diff(numbers) != 0)])
    _, counts = np.unique(np.stack([groups, numbers]), axis=1, return_counts=True)
    return float(np.median(counts)) >= _FEWEST_PARTS


def _are_parts(periods: Periods) -> bool:
    """Whether a column numbers the quarters or halves of the hours in another one."""
    named = (
        periods.form is Form.NUMBER
        and time_words.names_part_of_hour(periods.head)
        and not _names_quantity(periods.head)
    )
    return named and highest(periods.tokens) <= _MOST_PARTS


def _count_parts(periods: Periods) -> bool:
    """Whether a column that is called a period, as those of a tariff are too, counts from 1 to 4 or 2 over and over."""
    if periods.form is not Form.NUMBER or not time_words.names_period(periods.head) or _names_quantity(periods.head):
        return False
    numbers = np.array([token.first for token in periods.tokens if token is not None and token.form is Form.NUMBER])
    most = highest(periods.tokens)
    if len(numbers) < _FEWEST_COUNTED or most not in (2, _MOST_PARTS) or numbers.min() != 1:
        return False
    return bool((numbers[1:] == numbers[:-1] % most + 1).mean() >= _COUNTED)  # a row may be missing or stand twice


def _numbers_of(cells: Sequence[Cell]) -> tuple[list[Token | None], bool] | None:
    """What a column names whose numbers are times or parts of hours only as a whole, and whether they alone prove it.

    None where it is anything else.
    """
    first = next((row for row, cell in enumerate(cells) if joined_minutes(cell) is not None), None)
    if first is not None:
        header = above(cells, first)
        joined = joined_clock(cells, named=time_words.names_hour(header) and not _is_quantity(cells, first))
        if joined is not None:
            return joined, False
    first = first_counted(cells)
    if first is None or _is_quantity(cells, first):
        return None
    counted = decimal_clock(cells, named=time_words.names_period(above(cells, first)))
    return None if counted is None else (counted, True)


def above(cells: Sequence[Cell], row: int) -> str:
    """The words that stand right above a row of a column, as one text."""
    return " ".join(cell_text(cell) for cell in cells[max(0, row - 4) : row] if isinstance(cell, str))


def _head(cells: Sequence[Cell], row: int) -> str:
    return next((cell for cell in reversed(cells[max(0, row - 4) : row]) if isinstance(cell, str) and cell), "")


def _is_quantity(cells: Sequence[Cell], row: int) -> bool:
    """Whether the header right above `row` names power or energy; a title further up may well do so."""
    return _names_quantity(_head(cells, row))


def _names_quantity(head: str) -> bool:
    return stated_unit(head) is not None or words.names_load(head) or words.names_purchase(head)


def _are_no_times(tokens: Sequence[Token | None], known: Sequence[int]) -> bool:
    """Whether what could be times of day (12.41) are numbers with two decimals: periods end at round minutes."""
    minutes = np.array([token.first for row in known if (token := tokens[row]) is not None]) % 60
    return bool(((minutes % 5 != 0) & (minutes % 15 != 14)).mean() > _ODD_MINUTES)


def highest(tokens: Sequence[Token | None]) -> int:
    """The highest number among `tokens`; 0 without one."""
    return max((token.first for token in tokens if token is not None and token.form is Form.NUMBER), default=0)


def _runs(tokens: Sequence[Token | None], known: Sequence[int]) -> bool:
    """Whether numbers count up from 0 or 1, or down to it, over and over."""
    numbers = np.array([token.first for row in known if (token := tokens[row]) is not None])
    if len(numbers) < 12 or numbers.min() > 1:
        return False
    steps = np.diff(numbers)
    up, down = steps == 1, steps == -1
    rises = up.mean() > 0.5 and (up | (numbers[1:] <= 1)).mean() > 0.95
    return bool(rises or (down.mean() > 0.5 and (down | (numbers[:-1] <= 1)).mean() > 0.95))
