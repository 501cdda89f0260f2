"""Which rows of a long table are its body, and what the others are: totals, notes, headers that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Decimal, Sign, decimal_sign, is_missing, parse_number
from ravenwits_desktop.domain.timegrid import Bools, Floats
from ravenwits_desktop.domain.units import scale_of, stated_unit
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.layout import Total
from ravenwits_desktop.spreadsheets.periods.tariff_rows import tariff_rows
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.columns import Headers, first_value_row
from ravenwits_desktop.spreadsheets.tables.later_headers import other_header
from ravenwits_desktop.spreadsheets.tables.pages import heads_again
from ravenwits_desktop.spreadsheets.tables.remarks import is_remark, says_same
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, column_decimal, read_figures
from ravenwits_desktop.spreadsheets.texts.foot_names import is_count, is_hour_of_extreme, is_result, is_sum_of_part

LEFT_OUT = QT_TRANSLATE_NOOP("Message", "Row {row} is not part of the table and was left out: “{text}”.")
MANY_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Message", "{count} rows from {first} to {last} are not part of the table and were left out."
)
_MANY = 3
_FEWEST_OF_SUBTOTAL = 20
"""Values that a nameless row within the table must sum up; a day has at least 23."""
_FAR = 3
"""Times the largest value from which on a number is none of them."""
OTHER_HEADER = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} is the header of another table: “{text}” stands there in the column “{column}”, so what is below it is "
    "something else. Leave one of the tables in the file, or put them on sheets of their own.",
)
BY_TARIFF = QT_TRANSLATE_NOOP(
    "Message", "The rows {first} to {last} sum up the values by periods of the tariff and agree with them ({value})."
)
REPEATED_HEADER = QT_TRANSLATE_NOOP("Message", "Row {row} is the header once more and was left out.")
REPEATED_TITLE = QT_TRANSLATE_NOOP(
    "Message", "Rows {first} to {last} are the title and the header once more and were left out."
)

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Body:
    """Indices of the rows that are data, in order, and what was found around them."""

    rows: tuple[int, ...]
    totals: tuple[Total, ...]
    notes: tuple[Message, ...]
    left_out: tuple[int, ...] = ()

    def of(self, column: Sequence[_Item]) -> list[_Item]:
        """What of a whole column stands in these rows; at once where they follow each other."""
        if self._follow:
            return list(column[self.rows[0] : self.rows[-1] + 1])
        return [column[row] for row in self.rows]

    @property
    def places(self) -> npt.NDArray[np.int64]:
        """The same indices as numbers of numpy."""
        if self._follow:
            return np.arange(self.rows[0], self.rows[-1] + 1)
        return np.array(self.rows, dtype=np.int64)

    def numbers(self, sheet: Sheet) -> npt.NDArray[np.int64]:
        """The numbers of these rows as the spreadsheet shows them."""
        if isinstance(sheet.numbers, range) and sheet.numbers.step == 1:
            return self.places + sheet.numbers.start
        return np.array(self.of(sheet.numbers), dtype=np.int64)

    @property
    def _follow(self) -> bool:
        return bool(self.rows) and self.rows[-1] - self.rows[0] + 1 == len(self.rows)


def body_of(sheet: Sheet, time: TimeColumn, value: int, headers: Headers, decimal: Decimal | None) -> Body:
    """Sort the rows of `sheet`. A row with a value whose date cannot be read stays: it is an error to be seen.

    Raises `RefusedError` where another table begins below the first.
    """
    labels, values = sheet.columns[time.index], sheet.columns[value]
    dated = ~np.isnat(time.walls)
    top = first_value_row(sheet, time, [value])
    after_header = headers.row + 1 if headers.row is not None else 0
    if (other := other_header(sheet, time, value, headers)) is not None:
        at, said = sheet.numbers[other[0]], other[1]
        raise RefusedError(0.95, OTHER_HEADER, row=at, text=said, column=headers.names[value])
    last = int(np.flatnonzero(dated)[-1])
    if dated[top : last + 1].all() and last == len(sheet.rows) - 1 and top == after_header:
        return Body(tuple(range(top, last + 1)), (), ())
    decimal = decimal or column_decimal(values[after_header:])
    rows: list[int] = []
    totals: list[Total] = []
    again, notes = _heads_again(sheet, time, value, headers, dated)
    by_tariff = tariff_rows(sheet, list(dict.fromkeys((time.index, *time.beside))), last)
    left_out: list[int] = []
    for row in range(after_header, len(sheet.rows)):
        if row in time.skip or row in again or row in by_tariff:
            continue
        if dated[row]:
            if row >= top:
                rows.append(row)
            continue
        label, cell = labels[row], values[row]
        number = _number(cell, decimal)
        places = [sheet.columns[column][row] for column in time.beside]
        name = _summary_name(sheet.rows[row], label, places)
        if name is None and number is not None:
            name = _name_in_place([label, *places], below=row > last)
        if name is not None:
            if _is_sum(name, number, len(rows)) and number is not None:
                totals.append(Total(sheet.numbers[row], name, number))
            else:
                left_out.append(row)
        elif label == "" and cell == "":
            continue
        elif headers.row is not None and rows and _is_other_header(label, cell, labels[headers.row]):
            text = cell_text(cell)
            raise RefusedError(0.95, OTHER_HEADER, row=sheet.numbers[row], text=text, column=headers.names[value])
        elif number is not None and label == "" and _may_sum_up(sheet, time, row, last) and len(rows) != 1:
            totals.append(Total(sheet.numbers[row], "", number))
        elif number is not None:
            rows.append(row)
        elif row > last or (row > top and is_remark(sheet, row, time.index, time.beside, value, headers.row)):
            left_out.append(row)
        elif row > top:
            rows.append(row)
    totals, unsettled = _settled(totals, rows, sheet, value, headers, decimal)
    rows, totals = _return_odd_totals(rows, totals, values, sheet, decimal)
    told = _told_by_tariff(sheet, by_tariff, [values[row] for row in rows], value, decimal)
    notes.extend(told)
    notes.extend(_left_out_notes(sheet, sorted([*left_out, *unsettled, *(() if told else by_tariff)])))
    left_out = sorted([*left_out, *unsettled, *by_tariff])
    return Body(tuple(rows), tuple(totals), tuple(notes), tuple(left_out))


def _told_by_tariff(
    sheet: Sheet, rows: Sequence[int], cells: Sequence[Cell], value: int, decimal: Decimal | None
) -> list[Message]:
    """What is said of rows of sums by periods of the tariff that come to the values in `cells` together, if they do."""
    sums = [number for row in rows if (number := _number(sheet.columns[value][row], decimal)) is not None]
    if not sums or not np.isfinite(sums).all():
        return []
    try:
        known = read_figures(cells, decimal).values
    except AmbiguousDecimalError:
        return []
    whole = sum(sums)
    if not _sums_up(whole, known[np.isfinite(known)]):
        return []
    texts = {"first": sheet.numbers[rows[0]], "last": sheet.numbers[rows[-1]], "value": without_exponent(whole, 10)}
    return [Message(BY_TARIFF, texts)]


def _heads_again(
    sheet: Sheet, time: TimeColumn, value: int, headers: Headers, dated: Bools
) -> tuple[frozenset[int], list[Message]]:
    """The rows of headers that come again, as on each printed page, with the titles above them; and what is said."""
    at = headers.row
    if at is None:
        return frozenset(), []
    labels, values = sheet.columns[time.index], sheet.columns[value]
    own = (labels[at], values[at])
    again: set[int] = set()
    notes: list[Message] = []
    for row in (np.flatnonzero(~dated[at + 1 :]) + at + 1).tolist():
        both = (labels[row], values[row])
        if both == ("", "") or not all(map(says_same, both, own)):
            continue
        first, last = heads_again(sheet, row, at, headers.unit_row, dated)
        again.update(range(first, last + 1))
        if row == first:
            notes.append(Message(REPEATED_HEADER, {"row": sheet.numbers[row]}))
        else:
            notes.append(Message(REPEATED_TITLE, {"first": sheet.numbers[first], "last": sheet.numbers[last]}))
    return frozenset(again), notes


def _is_other_header(label: Cell, cell: Cell, own_label: Cell) -> bool:
    """Whether a row names the times as the header does, and something else than its values."""
    if not isinstance(label, str) or not isinstance(cell, str) or not isinstance(own_label, str) or not label:
        return False
    again = words.folded(label) == words.folded(own_label)
    return again and not is_missing(cell) and decimal_sign(cell) is Sign.NOT_A_NUMBER and any(map(str.isalpha, cell))


def _settled(
    totals: list[Total], rows: Sequence[int], sheet: Sheet, value: int, headers: Headers, decimal: Decimal | None
) -> tuple[list[Total], list[int]]:
    """Totals such as “516,000” in the one of their two readings that agrees with the values, and rows left open.

    Where none agrees the nearer one is taken, unless the column's own decimal sign says which it is. One in a unit of
    its own says nothing beside values without any: its thousands may be those of the sign or those of the unit.
    """
    cells = sheet.columns[value]
    index_of = {number: row for row, number in enumerate(sheet.numbers)}
    if not any(_is_open(cells[index_of[total.row]]) for total in totals):
        return totals, []
    own = stated_unit(f"{headers.names[value]} {headers.units.get(value, '')}") or sheet.cell_units.get(value)
    known = [(row, number) for row in rows if (number := _number(cells[row], decimal)) is not None]
    places, numbers = np.array([row for row, _ in known]), np.array([number for _, number in known])
    numbers = np.nan_to_num(numbers)
    settled: list[Total] = []
    left: list[int] = []
    since = -1
    for total in totals:
        row, before, since = index_of[total.row], since, index_of[total.row]
        said = stated_unit(total.name, amounts=True)
        readings = [parse_number(str(cells[row]), sign) or 0.0 for sign in (decimal or Decimal.POINT, *Decimal)]
        if not _is_open(cells[row]):
            readings = []
        elif said is not None and own is None:  # the larger of two MWh would be the sum of GWh, which nobody buys in
            readings = [min(readings)] if said.startswith("M") else []
        ratio = scale_of(own, 60).factor / scale_of(said, 60).factor if said and own else 1.0
        parts = [part for part in (numbers[(places > before) & (places < row)], numbers[places < row]) if len(part)]
        parts = parts or [numbers]  # a total above the table
        whole = float(parts[-1].sum()) * ratio if parts else 0.0
        fitting = [each for each in readings for part in parts if _sums_up(each, part * ratio)]
        if fitting or np.isfinite(total.value):
            settled.append(replace(total, value=fitting[0] if fitting else total.value))
        elif readings and whole > 0 and (said is None or own is not None):
            nearest = min(readings, key=lambda each: abs(np.log(each / whole)) if each > 0 else np.inf)
            settled.append(replace(total, value=nearest))
        elif total.name:
            left.append(row)
        else:
            settled.append(total)
    return settled, left


def _is_open(cell: Cell) -> bool:
    return isinstance(cell, str) and decimal_sign(cell) is Sign.AMBIGUOUS


def _return_odd_totals(
    rows: list[int], totals: list[Total], values: tuple[Cell, ...], sheet: Sheet, decimal: Decimal | None
) -> tuple[list[int], list[Total]]:
    """Only a nameless number that sums up the rows before it, or since the last total, is one: else it is a wrong row.

    Within the table it must sum up enough of them, since a few values may come to the next one by chance. Above
    them it is their sum, or too large for any of them, as the sum of other values would be.
    """
    if all(total.name for total in totals):
        return rows, totals
    numbers = {row: number for row in rows if (number := _number(values[row], decimal)) is not None}
    if not numbers:
        return rows, totals
    index_of = {number: row for row, number in enumerate(sheet.numbers)}
    places, known = np.array(list(numbers)), np.array(list(numbers.values()))
    kept: list[Total] = []
    before, since = -1, known[:0]
    for total in totals:
        row = index_of[total.row]
        between = known[(places > before) & (places < row)]
        since = between if len(between) else since  # a mean below its sum
        below = row > places[-1]
        above = not total.name and row < places[0] and _is_sum_of_many(total.value, known)
        subtotal = len(since) >= _FEWEST_OF_SUBTOTAL and _sums_up(total.value, since) and bool(np.ptp(since))
        if above:
            kept.append(replace(total, through=sheet.numbers[int(places[-1])]))
        elif total.name or subtotal or (below and _sums_up(total.value, known)):
            kept.append(total)
            before = row
        else:
            rows.append(row)
    return sorted(rows), kept


def _sums_up(number: float, values: Floats) -> bool:
    """Whether a number is the sum of some values, their energy or their mean."""
    figures = (values.sum(), values.sum() / 2, values.sum() / 4, values.mean())
    return any(bool(np.isclose(number, figure, rtol=1e-6, atol=1e-3)) for figure in figures)


def _is_sum_of_many(number: float, values: Floats) -> bool:
    """Whether a number is the sum of many values, or their energy, or by its size that of others like them."""
    known = values[np.isfinite(values)]
    if len(known) < _FEWEST_OF_SUBTOTAL:
        return False
    largest = float(np.abs(known).max())
    return (_sums_up(number, known) and number > largest) or bool(_FAR * largest < number < 2 * known.sum())


def _may_sum_up(sheet: Sheet, time: TimeColumn, row: int, last: int) -> bool:
    """Whether a row without a date has no part of a time either, as an hour, or is below the `last` row with one."""
    return row > last or all(sheet.columns[column][row] == "" for column in time.beside)


def _name_in_place(cells: Sequence[Cell], *, below: bool) -> str | None:
    """The word for a result or a count that a row with a number has in place of its time.

    `below` all times, one for the hour in which most is used as well.
    """
    for cell in cells:
        if isinstance(cell, str) and (is_result(cell) or is_count(cell) or (below and is_hour_of_extreme(cell))):
            return cell_text(cell)
    return None


def _is_sum(name: str, number: float | None, count: int) -> bool:
    """Whether a row called `name` sums up the `count` values above it: it does not where it is their number."""
    if words.is_figure(name) or (is_count(name) and not words.is_total(name)):
        return False
    if is_result(name) or (is_sum_of_part(name) and not is_count(name)):
        return True
    return words.speaks_of_total(name) and not (is_count(name) and number == count)


def _summary_name(row: Sequence[Cell], label: Cell, beside: Sequence[Cell]) -> str | None:
    """The word that makes a row one of totals or other figures: in place of its date or period, else in any cell."""
    for cell in row if label == "" else (label, *beside):
        if isinstance(cell, str) and (is_sum_of_part(cell) or words.is_figure(cell)):
            return cell_text(cell)
    if isinstance(label, str) and words.speaks_of_total(label):
        return cell_text(label)
    return None


def _number(cell: Cell, decimal: Decimal | None) -> float | None:
    if isinstance(cell, float | int) and is_number(cell):
        return float(cell)
    if not isinstance(cell, str):
        return None
    try:
        number = float(read_figures([cell], decimal).values[0])
    except AmbiguousDecimalError:
        return float("nan")
    return number if np.isfinite(number) else None


def _left_out_notes(sheet: Sheet, rows: Sequence[int]) -> list[Message]:
    """What is said of rows that are not data: each by its words, or all at once where there are many."""
    if len(rows) > _MANY:
        values = {"count": len(rows), "first": sheet.numbers[rows[0]], "last": sheet.numbers[rows[-1]]}
        return [Message(MANY_LEFT_OUT, values)]
    texts = [" ".join(filter(None, map(cell_text, sheet.rows[row]))) for row in rows]
    return [
        Message(LEFT_OUT, {"row": sheet.numbers[row], "text": text[:120]})
        for row, text in zip(rows, texts, strict=True)
    ]
