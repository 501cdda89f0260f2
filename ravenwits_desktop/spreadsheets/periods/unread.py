"""Names of periods that are not understood: no row or column of values is left out, or counted on, in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import DAY, Days, Form, Token

UNREAD_ROW = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has values, and “{text}” does not say of which period in a way that is understood. Write its hour or "
    "period as the rows above do; the two of the repeated hour as 3A and 3B.",
)
UNREAD_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names the periods, and “{text}” beside “{beside}” is not understood. Write it as the others; the two of "
    "the repeated hour as H3A and H3B.",
)
MISSING_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names the periods, and after “{before}” comes “{after}”: what stands between them, or its name, is "
    "missing. Write every period into the row, also one without values.",
)
MISTYPED_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names the periods, and “{text}” stands beside “{beside}”, where another one belongs. Correct it in the "
    "file: its values would be left out, or be taken for those of another period.",
)
MIXED_COLUMNS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} names the periods of a day, but in no order of time: “{text}” stands beside “{beside}”. Put the columns "
    "in the order of time; call the two of the repeated hour 3A and 3B.",
)
_WHOLE_DAYS = frozenset((23, 24, 25, 46, 48, 50, 92, 96, 100))
_FEWEST_HOURS = 23
_LAST_HOUR = 24
_MOST_BETWEEN = 4


def check_rows(sheet: Sheet, column: int, known: Sequence[int], columns: Sequence[int]) -> None:
    """Refuse a table of periods down of which a row among the `known` ones has numbers in `columns` and no period.

    Beyond the first and the last of them only a name with a number in it, right beside a day that is not whole.
    """
    first, last = known[0], known[-1]
    read = set(known)
    rows = [row for row in range(first, last) if row not in read]
    if len(known) < _FEWEST_HOURS:
        beyond = (row for row in (first - 1, last + 1) if 0 <= row < len(sheet.rows))
        rows += [row for row in beyond if any(map(str.isdigit, _name(sheet, row, column)))]
    for row in rows:
        name = _name(sheet, row, column)
        cells = sheet.rows[row]
        if name and not _is_summary(name) and number_share([cells[at] for at in columns if at < len(cells)])[0]:
            raise RefusedError(0.95, UNREAD_ROW, row=sheet.numbers[row], text=name)


def check_counted(
    sheet: Sheet, taken: Sequence[int], tokens: Sequence[Token | None], form: Form, days: Days, zone: str
) -> None:
    """Refuse a long table in which a row of a day of 23 or 25 hours has a value and a period that is not understood.

    There the numbers below it depend on it. On any other day, and where the clock names the periods, the row alone is
    wrong: it is shown with its error. `taken` are the columns without values, that of the periods first.
    """
    if form not in (Form.NUMBER, Form.QUARTER):
        return
    known = np.array([token is not None and token.form is form for token in tokens], dtype=np.bool_)
    dated = np.flatnonzero(known & ~np.isnat(days))
    odd = np.unique(days[dated])
    odd = odd[timegrid.day_minutes(odd, zone) != DAY]
    for day in odd:
        here = dated[days[dated] == day]
        for row in range(int(here.min()), int(here.max()) + 1):
            if known[row] or not (name := _name(sheet, row, taken[0])) or not (np.isnat(days[row]) or days[row] == day):
                continue
            values = [cell for at, cell in enumerate(sheet.rows[row]) if at not in taken]
            if number_share(values)[0] and not any(map(_is_summary, _texts(sheet, row))):
                raise RefusedError(0.95, UNREAD_ROW, row=sheet.numbers[row], text=name)


def check_columns(sheet: Sheet, at: int, tokens: Sequence[Token | None], run: Sequence[int]) -> None:
    """Refuse periods across of which a name between two of one kind is not understood, or missing, where `run` ends."""
    row = sheet.rows[at]
    form = None if (first := tokens[run[0]]) is None else first.form
    alike = [column for column, token in enumerate(tokens) if token is not None and token.form is form]
    if (wrong := _mistyped(row, tokens, alike)) is not None:
        text, beside = cell_text(row[alike[wrong]]), cell_text(row[alike[wrong - 1 if wrong else 1]])
        raise RefusedError(0.95, MISTYPED_COLUMN, row=sheet.numbers[at], text=text, beside=beside)
    for left, right in pairwise(alike):
        one, two = tokens[left], tokens[right]
        between = [column for column in range(left + 1, right) if row[column] != ""]
        if (left in run and right in run) or not (left in run or right in run) or one is None or two is None:
            continue
        if 0 < len(between) <= _MOST_BETWEEN and one.first < two.first and not any(_is_no_period(row, between)):
            text, beside = cell_text(row[between[0]]), cell_text(row[left])
            raise RefusedError(0.95, UNREAD_COLUMN, row=sheet.numbers[at], text=text, beside=beside)
        if not between and _are_those_of_a_day([tokens[column] for column in alike]):
            one_name, other = cell_text(row[left]), cell_text(row[right])
            raise RefusedError(0.95, MISSING_COLUMN, row=sheet.numbers[at], before=one_name, after=other)
    numbers = [token.first for column in alike if (token := tokens[column]) is not None]
    whole = len(numbers) in _WHOLE_DAYS and set(numbers) == set(range(min(numbers), min(numbers) + len(numbers)))
    if form is Form.NUMBER and whole and min(numbers) <= 1 and len(run) < len(alike):
        odd = next(place for place in range(1, len(numbers)) if abs(numbers[place] - numbers[place - 1]) > 1)
        text, beside = cell_text(row[alike[odd]]), cell_text(row[alike[odd - 1]])
        raise RefusedError(0.95, MIXED_COLUMNS, row=sheet.numbers[at], text=text, beside=beside)


def _mistyped(row: Sequence[Cell], tokens: Sequence[Token | None], alike: Sequence[int]) -> int | None:
    """The place among the columns `alike` of the one name without which the others are those of a day, in order.

    Between two others, with room for just one; or before the second or behind the last but one, right beside it.
    """
    named = [token for column in alike if (token := tokens[column]) is not None]
    if len(named) < _FEWEST_HOURS:
        return None
    parts = 4 if sum(token.second > 2 for token in named) * _FEWEST_HOURS > len(named) else 2
    counted = [token.first * parts + token.second if token.form is Form.QUARTER else token.first for token in named]
    steps = np.diff(counted)
    step = int(np.bincount(steps[steps > 0]).argmax()) if (steps > 0).any() else 0
    for at in range(1, len(named) - 1):
        if step and counted[at + 1] - counted[at - 1] == 2 * step and counted[at] - counted[at - 1] != step:
            return at if _are_those_of_a_day([*named[:at], *named[at + 1 :]]) else None
    if named[0].form is not Form.NUMBER:
        return None
    gaps = np.diff(alike)
    first, last = [token.first for token in named[:2]], [token.first for token in named[-2:]]
    if first[1] == 2 and first[0] != 1 and last[1] == _LAST_HOUR and gaps[0] == gaps[1] and _are_alike(row, alike[:2]):
        return 0 if _are_those_of_a_day(named[1:], begins=2) else None
    if last[0] == _LAST_HOUR - 1 and last[1] not in (1, _LAST_HOUR) and first[0] == 1 and gaps[-1] == gaps[-2]:
        return len(named) - 1 if _are_alike(row, alike[-2:]) and _are_those_of_a_day(named[:-1]) else None
    return None


def _are_alike(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Whether names differ in their numbers alone: H23, H42."""
    return len({re.sub(r"[\d.,]+", "", cell_text(row[column])) for column in columns}) == 1


def _are_those_of_a_day(tokens: Sequence[Token | None], begins: int = 1) -> bool:
    """Whether periods rise from the first hour of a day to its last: then they are no numbers of anything else."""
    known = [token for token in tokens if token is not None]
    times = [token.first / (60 if token.form in (Form.CLOCK, Form.RANGE) else 1) for token in known]
    order = [
        (time, token.second if token.form is Form.QUARTER else 0) for time, token in zip(times, known, strict=True)
    ]
    rising = all(one < two for one, two in pairwise(order))
    return rising and times[0] <= begins and times[-1] >= _FEWEST_HOURS


def _is_no_period(row: Sequence[Cell], columns: Sequence[int]) -> list[bool]:
    names = [cell_text(row[column]) for column in columns]
    return [_is_summary(name) or not any(map(str.isdigit, name)) for name in names]


def _is_summary(name: str) -> bool:
    return words.is_total(name) or words.is_figure(name)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [cell_text(cell) for cell in sheet.rows[row] if isinstance(cell, str) and cell]


def _name(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    return cell_text(cells[column]) if column < len(cells) else ""
