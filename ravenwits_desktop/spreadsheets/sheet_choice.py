"""Which of several sheets is the purchase, and which others may be it: those that ask, or cannot be read, as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.said_parts import readings_without_year
from ravenwits_desktop.spreadsheets.days.title_day import FROM_NAME, FROM_SHEET
from ravenwits_desktop.spreadsheets.days.titles import title_text
from ravenwits_desktop.spreadsheets.layout import Found, Refusal
from ravenwits_desktop.spreadsheets.refusals import ONLY_NO_PURCHASE, quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.known_others import names_known_other

SHEET_TAKEN = QT_TRANSLATE_NOOP(
    "Message",
    "Sheet “{sheet}” was taken: {others} is called a sale, a price or a history. Choose the other one if that is it.",
)
SHEET_TAKEN_OF_MANY = QT_TRANSLATE_NOOP(
    "Message",
    "Sheet “{sheet}” was taken: {others} are called sales, prices or histories. Choose another one if that is it.",
)
TABLES_LEFT = QT_TRANSLATE_NOOP(
    "Message",
    "Sheet “{sheet}” was taken, and the tables of {others} were left aside. Choose another one if that is it.",
)
_TABLE = 0.8
"""The score from which on a refusal is that of a table."""
_HEAD_ROWS, _LONGEST = 40, 60
"""Where names of values are looked for, and how long they are at most: a note may speak of a purchase as well."""
_HISTORY = words.any_word(
    r"histor[a-z]*",
    "storic[oaih]*",
    "anterior(?:es)?",
    "pasad[oa]s?",
    "passad[oa]s?",
    "previous",
    "past",
    "vergangen[a-z]*",
)
"""What a sheet of what was bought before is called."""
_DAY = 60
"""Minutes by which the first label of a day may come before the last one of the day before: it may be a begin."""
_FEWEST = 12
"""Numbers that tell a copy of other values."""
_NEAR = timedelta(days=31)
"""How far from the days of another sheet one is that is named without its year."""
_NO_PURCHASE = frozenset((*refusals.NO_POWER, refusals.SALE_CHOSEN))


def without_copies(found: Sequence[tuple[Sheet, Found]]) -> list[tuple[Sheet, Found]]:
    """The sheets of `found` without those that only hold the values of another one again, as a chart is made of them.

    Such a copy has no days of its own: they are those of the file's name.
    """
    return [(sheet, read) for sheet, read in found if not any(_is_copy_of(read, other) for _, other in found)]


def purchase_among(found: Sequence[tuple[Sheet, Found]]) -> tuple[Sheet, Found] | None:
    """The one sheet that is called a purchase while all others are called sales or prices, with a note that says so.

    A sheet is called what its name, the titles above its table or the column of its values say; one of which these say
    both, or nothing, leaves the question open: None.
    """
    past = [_is_past(*each, found) for each in found]
    bought = [_is_bought(*each) and not of_past for each, of_past in zip(found, past, strict=True)]
    others = [each for each, is_bought in zip(found, bought, strict=True) if not is_bought]
    known = [is_bought or of_past or _is_other(*each)
             for each, is_bought, of_past in zip(found, bought, past, strict=True)]  # fmt: skip
    if sum(bought) != 1 or not all(known):
        return None
    sheet, read = found[bought.index(True)]
    values = {"sheet": sheet.name, "others": quoted([other.name for other, _ in others])}
    said = Message(SHEET_TAKEN if len(others) == 1 else SHEET_TAKEN_OF_MANY, values)
    return sheet, replace(read, series=replace(read.series, notes=(*read.series.notes, said)))


def rivals(taken: tuple[Sheet, Found] | None, answers: Sequence[tuple[Sheet, Found | Refusal]]) -> tuple[Sheet, ...]:
    """The sheets that may be the purchase beside the one that was `taken`: tables that ask or are refused.

    They have to say that they are a purchase, or, where the one that was taken does not say so itself, what may be one,
    or to ask which of several columns it is. Where only the header of the one that was taken says so, a sheet that asks
    which of several columns it is may be the purchase of which the other is a draft, a part or a chart.
    A copy of its values without their days, as a chart is made of, is none; the taken sheet may itself be a copy of a
    part of one that asks for its column.
    """
    refused = [(sheet, answer) for sheet, answer in answers if isinstance(answer, Refusal) and _is_table(answer)]
    if taken is None or not refused:
        return ()
    sheet, found = taken
    named = (words.names_purchase(found.series.column) or _is_bought(sheet, found)) and not _is_history(sheet)
    by_sheet = named and any(map(words.names_purchase, _titles(sheet, found)))
    values = np.unique(found.series.values[~np.isnan(found.series.values)])
    return tuple(
        other
        for other, refusal in refused
        if (
            _may_be_bought(other, named)
            or (refusal.question is Question.COLUMN and (not named or _holds_more(other, found)))
            or (not by_sheet and _may_hold_it(other, refusal, found))
        )
        and not (refusal.question is Question.DAY and _is_copy(other, values))
    )


def with_left_tables(
    taken: tuple[Sheet, Found], answers: Sequence[tuple[Sheet, Found | Refusal]]
) -> tuple[Sheet, Found]:
    """The sheet that was `taken`, with a note of the other tables: they ask something, are refused, or are copies."""
    sheet, found = taken
    left = [
        other.name
        for other, answer in answers
        if (_is_table(answer) if isinstance(answer, Refusal) else _is_copy_of(answer, found))
    ]
    if not left:
        return taken
    note = Message(TABLES_LEFT, {"sheet": sheet.name, "others": quoted(left)})
    return sheet, replace(found, series=replace(found.series, notes=(*found.series.notes, note)))


def is_of_later_day(name: str, walls: Minutes) -> bool:
    """Whether the name of a sheet tells a day after all of `walls`, labels of another one; without a year, one near."""
    known = walls[~np.isnat(walls)]
    if not len(known):
        return False
    last: date = (known.max() - timegrid.minutes(1)).astype("datetime64[D]").item()  # 24:00 is of the day before
    near = [day for day in readings_without_year(name, last) if day - last <= _NEAR]
    return any(day > last for day in (*days_in(name), *near))


def _is_table(refusal: Refusal) -> bool:
    if refusal.message.template in ONLY_NO_PURCHASE:
        return False
    return refusal.question is not None or refusal.score >= _TABLE


def _may_be_bought(sheet: Sheet, named: bool) -> bool:
    """Whether a sheet says that it holds a purchase, or, unless one is `named` already, a load or its unit."""
    texts = [sheet.name, *(cell_text(cell) for _, _, cell in _names(sheet))]
    if any(map(words.names_purchase, texts)):
        return True
    return not named and any(
        (words.names_load(text) or stated_unit(text) is not None) and not words.names_sale(text) for text in texts
    )


def _names(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The short texts at the head of a sheet, with their row and column."""
    for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell and len(cell) <= _LONGEST:
                yield at, column, cell


def _is_copy(sheet: Sheet, values: npt.NDArray[np.float64]) -> bool:
    """Whether the numbers below, or behind, what a sheet calls a purchase are all of `values`, which are sorted."""
    places = [(at, column) for at, column, cell in _names(sheet) if words.names_purchase(cell)]
    below = [cell for at, column in places for cell in sheet.columns[column][at + 1 :]]
    behind = [cell for at, column in places for cell in sheet.rows[at][column + 1 :]]
    numbers = [np.array([cell for cell in cells if is_number(cell)], dtype=float) for cells in (below, behind)]
    return any(len(found) >= _FEWEST and np.array_equal(np.unique(found), values) for found in numbers)


def _is_copy_of(found: Found, other: Found) -> bool:
    """Whether the day of a series is that of the file's name, and its values are those of another one that has its own.

    Values that hardly differ from each other may be those of two days.
    """
    series, values = found.series, found.series.values
    if not any(note.template == FROM_NAME for note in series.notes):
        return False
    if any(note.template in (FROM_NAME, FROM_SHEET) for note in other.series.notes):
        return False
    if not np.array_equal(values, other.series.values, equal_nan=True):
        return False
    return len(np.unique(values)) >= _FEWEST or np.array_equal(series.walls, other.series.walls)


def _holds_more(sheet: Sheet, found: Found) -> bool:
    """Whether a column of a sheet has all the values that were `found` on another, and half as many again at least."""
    values = found.series.values[~np.isnan(found.series.values)]
    if len(values) < _FEWEST:
        return False
    columns = (np.array([cell for cell in cells if is_number(cell)], dtype=float) for cells in sheet.columns)
    return any(len(numbers) * 2 >= len(values) * 3 and bool(np.isin(values, numbers).all()) for numbers in columns)


def _may_hold_it(sheet: Sheet, refusal: Refusal, found: Found) -> bool:
    """Whether a sheet asks which column it is, one at least may be energy that is bought, and none has what was found.

    Values that stand there whole, in a column of their own, are the same purchase.
    """
    if refusal.question is not Question.COLUMN or _is_history(sheet) or _is_named_other(sheet.name):
        return False
    if all(map(_is_named_other, refusal.choices)):
        return False
    values = found.series.values
    columns = (np.array([cell for cell in cells if is_number(cell)], dtype=float) for cells in sheet.columns)
    return not any(np.array_equal(values, numbers) for numbers in columns)


def _is_named_other(text: str) -> bool:
    names = (words.names_price, words.names_sale, words.names_other_quantity, names_known_other)
    return not words.names_purchase(text) and any(says(text) for says in names)


def _is_past(sheet: Sheet, found: Found, every: Sequence[tuple[Sheet, Found]]) -> bool:
    """Whether a sheet is called a history, and all of its days come before those of the others that are not."""
    if not _is_history(sheet):
        return False
    own = found.series.walls[~np.isnat(found.series.walls)]
    rest = [each.series.walls for other, each in every if not _is_history(other)]
    firsts = [np.nanmin(walls) for walls in rest if len(walls)]
    return bool(len(own)) and bool(firsts) and bool(own.max() <= min(firsts) + timegrid.minutes(_DAY))


def _is_history(sheet: Sheet) -> bool:
    return bool(_HISTORY.search(words.spaced(sheet.name)))


def _is_bought(sheet: Sheet, found: Found) -> bool:
    return any(map(words.names_purchase, _texts(sheet, found))) and not _says_other(sheet, found)


def _is_other(sheet: Sheet, found: Found) -> bool:
    return _says_other(sheet, found) and not any(map(words.names_purchase, _texts(sheet, found)))


def _says_other(sheet: Sheet, found: Found) -> bool:
    """Whether anything says that a sheet holds sales or prices."""
    if any(warning.template in _NO_PURCHASE for warning in found.series.warnings):
        return True
    texts = list(_texts(sheet, found))
    return any(map(words.names_only_sale, texts)) or any(map(words.names_only_price, texts))


def _texts(sheet: Sheet, found: Found) -> Iterator[str]:
    yield from _titles(sheet, found)
    yield found.series.column


def _titles(sheet: Sheet, found: Found) -> Iterator[str]:
    yield sheet.name
    yield from (title_text([row]) for row in sheet.rows[: found.series.header_row or 0])
