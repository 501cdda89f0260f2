"""The unit that a small sheet of a workbook names for the values of another: “Unidad: kWh” on a sheet of notes.

One that heads numbers of its own is theirs: “Total MWh” over the energy of each day checks the unit of the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.reading_notes import UNIT_OF_SHEET
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import is_doubtful, scale_of, stated_unit
from ravenwits_desktop.spreadsheets.days.titles import title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.proportion import is_no_power
from ravenwits_desktop.spreadsheets.sheet import Sheet, is_number
from ravenwits_desktop.spreadsheets.tables.total_units import is_allowed, joined, proof_of
from ravenwits_desktop.spreadsheets.tables.unit_questions import unit_question
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.amounts import holds_amount
from ravenwits_desktop.spreadsheets.texts.figures import number_share

ASK_OTHER_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” is in {unit} by its own sheet, but sheet “{sheet}” says “{text}” in row {row}. Say which unit the "
    "values are in.",
)
UNIT_OF_SUMS = QT_TRANSLATE_NOOP(
    "Message",
    "The unit, {unit}, follows from “{text}” on sheet “{sheet}”: only so do the values come to {total} {said}.",
)
_MOST_NUMBERS = 12
"""A sheet with more numbers than these is a table of its own, of which its words speak."""
_MOST_ROWS = 60
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Said:
    """A row of another sheet that states a unit; `plainly` where it speaks of the unit itself.

    `totals` are the numbers right below the cell with the unit: it is theirs.
    """

    unit: str
    sheet: str
    row: int
    text: str
    plainly: bool
    totals: tuple[float, ...] = ()


def with_unit_of_sheets(
    series: Series, resolution: int, options: ReadingOptions, own: Sheet, sheets: Sequence[Sheet]
) -> Series:
    """`series` with the one unit that the other, small `sheets` of the workbook name, where its own names none.

    Raises `UnreadableFileError` to ask where one of them plainly says another unit than its own sheet does, which no
    total has proved.
    """
    if options.unit is not None or is_no_power(series) or is_doubtful(series.column):
        return series
    every = [said for sheet in sheets if sheet.name != own.name for said in _said_on(sheet)]
    said = [each for each in every if each.plainly] or [each for each in every if not each.totals]
    if not said:
        return _with_unit_of_sums(series, resolution, every)
    if series.unit is not None:
        contradicting = [each for each in said if each.plainly and _differs(each.unit, series.unit, resolution)]
        if series.proof is None and options.usual_unit != series.unit and len(contradicting) == len(said):
            first = contradicting[0]
            values = {"column": series.column, "unit": series.unit, "sheet": first.sheet, "row": first.row}
            raise unit_question(Message(ASK_OTHER_SHEET, {**values, "text": first.text}), resolution)
        return series
    first = said[0]
    if any(_differs(each.unit, first.unit, resolution) for each in said) or not is_allowed(
        series, first.unit, resolution
    ):
        return series
    told = Message(UNIT_OF_SHEET, {"unit": first.unit, "sheet": first.sheet, "row": first.row, "text": first.text})
    if not _differs(first.unit, "MW", resolution):
        return replace(series, unit=first.unit, notes=(*series.notes, told))
    return replace(series, unit=first.unit, warnings=(*series.warnings, told))


def _said_on(sheet: Sheet) -> Iterator[_Said]:
    if len(sheet.rows) > _MOST_ROWS or sum(number_share(row)[0] for row in sheet.rows) > _MOST_NUMBERS:
        return
    for at, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        text = title_text([row])
        if words.names_price(text) or words.names_sale(text) or words.names_other_quantity(text) or holds_amount(row):
            continue
        if (unit := unit_of_titles([row])) is not None:
            plainly = words.names_unit(text)
            totals = () if plainly else _headed_numbers(sheet, at, unit)
            yield _Said(unit, sheet.name, number, text[:_LONGEST], plainly, totals)


def _headed_numbers(sheet: Sheet, at: int, unit: str) -> tuple[float, ...]:
    """The numbers right below the cell of row `at` that states the `unit`."""
    row = sheet.rows[at]
    heads = [column for column, cell in enumerate(row) if isinstance(cell, str) and stated_unit(cell) == unit]
    for column in heads:
        below = takewhile(is_number, (line[column] if column < len(line) else "" for line in sheet.rows[at + 1 :]))
        if numbers := tuple(float(cell) for cell in below):  # type: ignore[arg-type]
            return numbers
    return ()


def _with_unit_of_sums(series: Series, resolution: int, every: Sequence[_Said]) -> Series:
    """`series` with the one unit in which its values come to the totals of another sheet, where none is stated.

    Those of its days, in their order, or the first of them of the whole series.
    """
    if series.unit is not None:
        return series
    for said in every:
        sums = list(zip(_days_of(series), said.totals, strict=False))
        whole = (proof_of(series.values, total, said.unit, resolution) for total in said.totals)
        proof = joined(proof_of(values, total, said.unit, resolution) for values, total in sums)
        proof = proof or next(filter(None, whole), None)
        if proof is None or len({scale_of(unit, resolution).factor for unit in proof.units}) > 1:
            continue
        unit = proof.units[0]
        if not is_allowed(series, unit, resolution):
            continue
        values = {"unit": unit, "text": said.text, "sheet": said.sheet, "said": said.unit}
        told = Message(UNIT_OF_SUMS, {**values, "total": without_exponent(proof.total)})
        return replace(series, unit=unit, notes=(*series.notes, told))
    return series


def _days_of(series: Series) -> Iterator[Floats]:
    """The values of each day, of which the last label may be 24:00: a value more or less leaves its energy the same."""
    known = ~np.isnat(series.walls)
    days = (series.walls[known] - timegrid.minutes(1)).astype("datetime64[D]")
    every, counts = np.unique(days, return_counts=True)
    for day in every[counts * 2 >= counts.max(initial=0)]:
        yield series.values[known][days == day]


def _differs(one: str, other: str, resolution: int) -> bool:
    return scale_of(one, resolution).factor != scale_of(other, resolution).factor
