"""Units that stand outside a table: in a note below it, in the label of a total, in the header of another column."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading_notes import UNIT_OF_NOTE
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.units import (
    is_doubtful,
    is_large,
    is_power_or_energy,
    named_units,
    names_multiple,
    scale_of,
    stated_unit,
)
from ravenwits_desktop.spreadsheets.days.titles import is_of_contract, title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Series, UnitProof
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.total_units import is_allowed, proof_of, proof_of_totals
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.amounts import holds_amount
from ravenwits_desktop.spreadsheets.texts.figures import (
    AmbiguousDecimalError,
    number_share,
    read_figures,
    shown_decimal,
)

UNIT_CONTRADICTED = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” was read in {unit}, but row {row} says “{text}”. Is {unit} right?",
)
NAME_CONTRADICTS = QT_TRANSLATE_NOOP(
    "Message", "“{column}” was read in {unit}, but the name “{name}” says {other}. Is {unit} right?"
)
_FIGURE = r"([+-]?\d[\d.,' \u00a0\u202f]*"
_AMOUNT = re.compile(rf"{_FIGURE}?)\s*[gmk]?wh?(?![a-z])|[:=]\s*{_FIGURE})$", re.IGNORECASE)
"""An amount in the cell of its name: “Total: 96,3 MWh”, “Total (MWh): 96,3”."""
_MULTIPLIED = re.compile(
    r"(?<![a-z])(?:multiplic[a-z]+|multiplied|multipliziert|multiplie[es]*|moltiplicat[oaie]|dividid[oa]s?|divided"
    r"|dividiert|geteilt|divise[es]*|divis[oaie]) (?:por|by|mit|par|per|entre|durch)"
    r" (?!(?:1|2|4|0[.,]25|0[.,]5)(?!\d|[.,]\d))\d[\d.,]*(?!\d|%| ?[a-z])"
)
"""A number by which all values are multiplied or divided; by two or four, energy of parts of an hour becomes power."""
_SCALED = re.compile(
    r"(?<![a-z])(?:en|in|em|as|x|×) (?:miles|thousands?|milhares|tausend|migliaia|milliers)(?![a-z])"
    r"|(?<![a-z])(?:miles|thousands?|milhares|tausend|migliaia|milliers) (?:de |of |di )?[gmk]?wh?(?![a-z])"
    r"|(?<![a-z])(?:en|in|em) 1[.,]?000 ?[gmk]?wh?(?![a-z])|(?<![a-z])[x×*] ?1[.,]?000(?![\d.,]|%)"
    r"|(?<![a-z])(?:factor(?: de (?:escala|conversion|multiplicacion)| multiplicador)?|scale(?: factor)?|escala|faktor"
    r"|multiplicador|multiplier|multiplikator|fattore(?: di scala)?|facteur(?: d'echelle)?) ?[:=]? ?[x×*/]? ?"
    r"(?:10{1,6}|1[.,]000(?:[.,]000)?|0[.,]0*1|10 ?\^ ?-?\d)(?![\d.,]|%)"
    r"|(?<![a-z])(?:unidad(?:es|e)?|units?|einheit|unita|unites?) ?[:=]? (?!1 )\d[\d.,]* ?[gmk]?wh?(?![a-z])"
)
"""What says that all values are multiples of their unit: “Valores en miles”, “Factor 1000”, “Multiplicado por 10”."""
_OF_A_TABLE = 3
"""So many numbers in a row below are those of another table, of which the words there may speak."""
_FEW_BESIDE = 3
"""So many cells of a column are none of a table, but words beside it."""
_LONGEST = 120
_DAYS_OF_WEEKS = 370
_MOST_ROWS = 1 << 15
"""So many rows are remembered: of a table of many series each is outside of all the others, once for each answer."""


@dataclass(frozen=True, slots=True)
class SaidElsewhere:
    """A text that names a unit without being the name of the values, and its row in the sheet."""

    row: int
    text: str


def with_outside_units(series: Series, sheet: Sheet, resolution: int) -> Series:
    """`series` with the unit that a note below the table states, what totals outside it prove, and what contradicts."""
    series = _with_unit_of_notes(series, sheet, resolution)
    if series.proof is None and not words.names_price(series.column):
        proof = proof_of_totals(series, resolution) or _proof_outside(series, sheet, resolution)
        series = replace(series, proof=proof)
    if (doubt := _contradiction(series, sheet, resolution)) is not None:
        return replace(series, warnings=(*series.warnings, doubt))
    return series


def _with_unit_of_notes(series: Series, sheet: Sheet, resolution: int) -> Series:
    """`series` with the unit that a note below the table states, and a word on it: it may speak of something else.

    The word has to be seen where it makes another power than MW. None is taken where the values are a price, where the
    table states a unit itself, or from what stands below another table.
    """
    if series.unit is not None or words.names_price(series.column) or is_doubtful(series.column):
        return series
    for place in _below(series, sheet):
        row = sheet.rows[place]
        if number_share(row)[0] >= _OF_A_TABLE:
            return series
        text = title_text([row])
        if words.names_price(text) or words.names_only_sale(text):
            continue
        if (unit := unit_of_titles([row])) is not None:
            told = Message(UNIT_OF_NOTE, {"unit": unit, "row": sheet.numbers[place], "text": text[:_LONGEST]})
            if scale_of(unit, resolution).factor == 1:
                return replace(series, unit=unit, notes=(*series.notes, told))
            return replace(series, unit=unit, warnings=(*series.warnings, told))
    return series


def _contradiction(series: Series, sheet: Sheet, resolution: int) -> Message | None:
    """A word on a row outside the table that states another unit, for the whole of it, than the values do themselves.

    None where a total has proved theirs.
    """
    if series.unit is None or series.proof is not None or words.names_price(series.column):
        return None
    own = scale_of(series.unit, resolution).factor
    for place in (*_above(series, sheet), *_below(series, sheet)):
        said = _unit_said_by(tuple(sheet.rows[place]))
        if said is not None and scale_of(said, resolution).factor != own:
            values = {"column": series.column, "unit": series.unit, "row": sheet.numbers[place]}
            return Message(UNIT_CONTRADICTED, {**values, "text": title_text([sheet.rows[place]])[:_LONGEST]})
    return None


@lru_cache(maxsize=_MOST_ROWS)
def _unit_said_by(row: tuple[Cell, ...]) -> str | None:
    """The unit that a row outside a table states for the whole of it."""
    text = _words_of(row)
    if words.names_price(text) or words.names_only_sale(text) or words.names_other_quantity(text):
        return None
    said = unit_of_titles([row])
    return None if said is None or holds_amount(row) else said


def name_contradiction(series: Series, resolution: int, names: Sequence[str]) -> Message | None:
    """A name of the sheet or the file that states another unit than the one in which the values were read.

    None where a total has proved theirs.
    """
    if series.unit is None or series.proof is not None or words.names_price(series.column):
        return None
    own = scale_of(series.unit, resolution).factor
    for name in names:
        text = name.replace("_", " ")
        said = stated_unit(text)
        if said is None or words.names_price(text):  # “export” is mostly a file's, not a sale
            continue
        if scale_of(said, resolution).factor != own:
            values = {"column": series.column, "unit": series.unit, "name": name, "other": said}
            return Message(NAME_CONTRADICTS, values)
    return None


def _proof_outside(series: Series, sheet: Sheet, resolution: int) -> UnitProof | None:
    """What the rows outside the table that are called totals of a unit prove: the first that comes to the values.

    None of those that sum up the rows of the table since the one before: they are looked at by themselves.
    """
    within = {total.row for total in series.totals}
    for place in (*_above(series, sheet), *_below(series, sheet)):
        text = None if sheet.numbers[place] in within else _total_with_unit(tuple(sheet.rows[place]))
        if text is None:
            continue
        decimal = shown_decimal(series.cells)  # only here: it is a look at every cell
        found = []
        for sign in Decimal if decimal is None else (decimal,):
            totals = _totals_in(sheet.rows[place], series, sign)
            proofs = (proof_of(series.values, total, text, resolution) for total in totals)
            if (proof := next(filter(None, proofs), None)) is not None:
                found.append(proof)
        usual = [proof for proof in found if not all(map(is_large, proof.units))] or found
        if usual and all(proof.units == usual[0].units for proof in usual):
            return usual[0]  # of the two readings of “516,000” only one can be meant, or both say the same
    return None


@lru_cache(maxsize=_MOST_ROWS)
def _total_with_unit(row: tuple[Cell, ...]) -> str | None:
    """The words of a row that is called a total of a unit."""
    text = _words_of(row)
    return text if words.speaks_of_total(text) and stated_unit(text, amounts=True) is not None else None


def said_elsewhere(series: Series, sheet: Sheet, resolution: int) -> SaidElsewhere | None:
    """The first text above, below or beside the values that names a unit in which they would be another power than MW.

    What names a price or a sale is none, and neither is that of an amount unless the words call it the total. A unit
    that a total rules out is none, nor one of energy for values that are called power.
    """
    power = words.names_power(series.column)
    for row, text in _texts(series, sheet):
        units = {unit for unit in named_units(text, amounts=True) if not (power and unit.endswith("h"))}
        if not units or words.names_price(text) or words.names_sale(text) or words.names_other_quantity(text):
            continue
        if any(scale_of(unit, resolution).factor != 1 and is_allowed(series, unit, resolution) for unit in units):
            return SaidElsewhere(row, text[:_LONGEST])
    return None


def said_scale(series: Series, sheet: Sheet) -> SaidElsewhere | None:
    """The first row above or below the table, or else their header, that says that values are multiples of their unit.

    What speaks of prices, of sales or of a total is none.
    """
    for place in (*_above(series, sheet), *_below(series, sheet)):
        if text := _scale_said_by(tuple(sheet.rows[place])):
            return SaidElsewhere(sheet.numbers[place], text[:_LONGEST])
    if series.header_row is not None and _MULTIPLIED.search(words.folded(series.column)):
        return SaidElsewhere(sheet.numbers[series.header_row], series.column[:_LONGEST])
    return None


@lru_cache(maxsize=_MOST_ROWS)
def _scale_said_by(row: tuple[Cell, ...]) -> str:
    """The text of a row that says that values are multiples of their unit; else empty."""
    text = " ".join(cell_text(cell) for cell in row if cell != "" and (isinstance(cell, str) or is_number(cell)))
    plain = words.folded(text)
    if not (_SCALED.search(plain) or _MULTIPLIED.search(plain)):
        return ""
    return "" if words.names_price(text) or words.names_only_sale(text) or words.speaks_of_total(text) else text


def said_multiple(series: Series, sheet: Sheet) -> SaidElsewhere | None:
    """The first text around the values, or in the row of the first of them, that speaks of some number of a unit."""
    beside: tuple[Cell, ...] = ()
    number = int(series.rows.min()) if len(series.rows) else 0
    if number:
        beside = tuple((sheet.written or sheet.rows)[bisect.bisect_left(sheet.numbers, number)])
    said = ((number, cell_text(cell)) for cell in beside if isinstance(cell, str) and cell)
    for row, text in (*_texts(series, sheet), *said):
        if names_multiple(text) and not (words.speaks_of_total(text) or words.names_price(text)):
            return SaidElsewhere(row, text[:_LONGEST])
    return None


def said_either(series: Series, sheet: Sheet) -> SaidElsewhere | None:
    """The first text that may state the unit of the values and says kW/h or MW(h): power as well as energy."""
    for row, text in _texts_of_unit(series, sheet):
        if is_power_or_energy(text) and not (
            words.names_only_price(text)
            or is_of_contract(text)
            or words.names_only_sale(text)
            or words.speaks_of_total(text)
        ):
            return SaidElsewhere(row, text[:_LONGEST])
    return None


def _texts_of_unit(series: Series, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The corner, what stands between it and the values and beside the first of them, and the rows around all."""
    if series.header_row is not None:
        yield sheet.numbers[series.header_row], series.time_column
    first = bisect.bisect_left(sheet.numbers, int(series.rows.min())) if len(series.rows) else 0
    own = [] if series.columns is None else series.columns[:1].tolist()
    for place in range(_above(series, sheet).stop, first):
        yield from ((sheet.numbers[place], cell_text(sheet.columns[column][place])) for column in own)
    if first < len(sheet.rows):
        yield from ((sheet.numbers[first], cell) for cell in sheet.rows[first] if isinstance(cell, str) and cell)
    for place in (*_above(series, sheet), *_below(series, sheet)):
        if text := title_text([sheet.rows[place]]):
            yield sheet.numbers[place], text


def _texts(series: Series, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The rows outside the table, the cells of its header that do not name the values, and words beside its rows."""
    for place in (*_above(series, sheet), *_below(series, sheet)):
        row = sheet.rows[place]
        text = title_text([row])
        if text and (words.speaks_of_total(text) or names_multiple(text) or not _tells_amount(row, text)):
            yield sheet.numbers[place], text
    if series.header_row is not None:
        for place, cell in enumerate(sheet.rows[series.header_row]):
            named = isinstance(cell, str) and cell and cell_text(cell) != series.column
            if named and not _counts_weeks(series, sheet, place):
                yield sheet.numbers[series.header_row], cell_text(cell)
    first, last = _above(series, sheet).stop, _below(series, sheet).start
    for cells in sheet.columns:
        beside = cells[first:last]
        if len(beside) - beside.count("") > _FEW_BESIDE:
            continue  # a column of the table
        for place, cell in enumerate(beside, first):
            if place != series.header_row and isinstance(cell, str) and cell and not holds_amount([cell]):
                yield sheet.numbers[place], cell_text(cell)


def _counts_weeks(series: Series, sheet: Sheet, place: int) -> bool:
    """Whether a column called KW numbers the weeks of the calendar in which its rows are, and holds no kilowatts."""
    known = series.walls[~np.isnat(series.walls)]
    if series.header_row is None or cell_text(sheet.rows[series.header_row][place]) != "KW" or not len(known):
        return False
    day = np.timedelta64(1, "D")
    days = np.arange(known.min().astype("datetime64[D]") - day, known.max().astype("datetime64[D]") + day + day)
    weeks = {str(each.item().isocalendar().week) for each in days[:_DAYS_OF_WEEKS]}
    rows = sheet.columns[place][series.header_row + 1 : _below(series, sheet).start]
    return {cell_text(cell).lstrip("0") for cell in rows if cell != ""} <= weeks


def _tells_amount(row: Sequence[Cell], text: str) -> bool:
    """Whether the unit in a row is that of an amount; a small number may be the name of what is bought, or for whom."""
    return holds_amount(row, clear=not is_of_contract(text))


def words_outside(series: Series, sheet: Sheet) -> Iterator[str]:
    """The words of each row above and below the table."""
    for place in (*_above(series, sheet), *_below(series, sheet)):
        if text := _words_of(tuple(sheet.rows[place])):
            yield text


@lru_cache(maxsize=_MOST_ROWS)
def _words_of(row: tuple[Cell, ...]) -> str:
    return title_text([row])


def _above(series: Series, sheet: Sheet) -> range:
    """The rows, as indices, above the header, or where there is none above the values."""
    first = bisect.bisect_left(sheet.numbers, int(series.rows.min())) if len(series.rows) else 0
    return range(first if series.header_row is None else series.header_row)


def _below(series: Series, sheet: Sheet) -> range:
    """The rows, as indices, below the last value."""
    last = int(series.rows.max()) if len(series.rows) else 0
    return range(bisect.bisect_right(sheet.numbers, last), len(sheet.rows))


def _totals_in(row: Sequence[Cell], series: Series, decimal: Decimal | None) -> Iterator[float]:
    """The amounts of a row of totals: what stands below the values together, then each by itself."""
    own = set() if series.columns is None else set(np.unique(series.columns).tolist())
    numbers = {place: number for place, cell in enumerate(row) if (number := _number(cell, decimal)) is not None}
    under = [number for place, number in numbers.items() if place in own]
    if len(under) > 1:
        yield sum(under)
    yield from numbers.values()
    for cell in row:
        if isinstance(cell, str):
            for match in _AMOUNT.finditer(cell):
                if (number := _number((match[1] or match[2]).strip(), decimal)) is not None:
                    yield number


def _number(cell: Cell, decimal: Decimal | None) -> float | None:
    """The number in a cell; None where it holds none, or one that can be read in two ways."""
    if isinstance(cell, float | int) and is_number(cell):
        return float(cell)
    if not isinstance(cell, str) or not cell:
        return None
    try:
        number = float(read_figures([cell], decimal).values[0])
    except AmbiguousDecimalError:
        return None
    return number if np.isfinite(number) else None
