"""Headers of a long table, and which of its columns is the purchase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.kept_headers import BELOW_GROUP
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.days.dates import TimeColumn
from ravenwits_desktop.spreadsheets.days.titles import title_text
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.bought_ways import ways_bought
from ravenwits_desktop.spreadsheets.tables.group_rows import (
    PRICE_UNIT,
    are_alike,
    by_own_names,
    groups_above,
    under_groups,
)
from ravenwits_desktop.spreadsheets.tables.rivals import has_rival, is_special
from ravenwits_desktop.spreadsheets.tables.short_headers import lacks_row_numbers
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.known_others import names_lost_or_left
from ravenwits_desktop.spreadsheets.texts.times import Integers, compact_day, serial_day

FURTHEST_HEADER = 5
"""Rows between a header and the first values: blank ones, one of units, a total."""
_MOST_CODES = 6
_LOOKED_AT = 200
_FLAGS: Mapping[Cell, int] = {0: 0, 1: 1, "0": 0, "1": 1}
_OTHER_UNIT = re.compile(
    r"[\[(]?\s*(?:%|p\.?\s?u\.?|[°º]\s?[CF]|[kmg]?varh?|[kmg]va|m/s|km/h|h?pa|w/m[2²]|mm|h|hh?:mm|min|a|v)\s*[\])]?",
    re.IGNORECASE,
)
"""What columns of shares, weather, currents or times have in a row of units."""
_ELECTRICITY = words.any_word(r"elec?tri[ck]\w*", r"elettric\w*", r"elekt\w*", "strom")
"""What is read, where gas stands beside it."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The names of all columns, each once: the header, or the column's letter where it has none.

    `row` is the index of the header's row, None without one; `units` are the cells of a row of units below it. With a
    row of groups above it (`grouped`) the names begin with those of the groups.
    """

    names: tuple[str, ...]
    row: int | None
    units: Mapping[int, str]
    unit_row: int = -1
    grouped: bool = False

    @property
    def top(self) -> int | None:
        """The index of the row that ends the titles above the table; None without a header."""
        return self.row if self.row is None else self.row - self.grouped


def first_value_row(sheet: Sheet, time: TimeColumn, columns: Sequence[int]) -> int:
    """The first row of the table: it has a time and a number, or follows upwards from one with times alone."""
    dated = ~np.isnat(time.walls)
    known = np.flatnonzero(dated)
    first = int(known[0])
    for row in map(int, known):  # mostly the very first
        if any(_holds_number(sheet.columns[column][row]) for column in columns):
            first = row
            break
    while first > 0 and dated[first - 1] and sheet.numbers[first - 1] == sheet.numbers[first] - 1:
        first -= 1
    return first


def _holds_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(cell) and domain_text.decimal_sign(cell) is not Sign.NOT_A_NUMBER
    return is_number(cell)


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not domain_text.is_missing(cell) and not _holds_number(cell)


def find_headers(sheet: Sheet, time: TimeColumn, numeric: Sequence[int]) -> Headers:
    """The header of a table whose times stand in `time` and whose numbers in the columns `numeric`."""
    first = first_value_row(sheet, time, numeric)
    row: int | None = None
    unit_row = -1
    units: dict[int, str] = {}
    for index in range(first - 1, -1, -1):
        if sheet.numbers[first] - sheet.numbers[index] > FURTHEST_HEADER:
            break
        cells = {column: sheet.columns[column][index] for column in numeric}
        named = [column for column, cell in cells.items() if _is_word(cell)]
        if named and index > 0 and not units and is_row_of_units(sheet.rows[index]):
            units = {column: cell_text(cells[column]) for column in named}
            row = unit_row = index
            continue
        headed = unit_row >= 0 and _is_word(sheet.columns[time.index][unit_row])  # Hora | MW is itself the header
        if headed and not any(map(str.isalpha, "".join(str(cells[column]) for column in named))):
            break  # what stands above it is a day, or nothing
        if not named and _is_day_above(sheet, index, cells, time):
            row = index
            break
        if not named or len(named) * 2 < len(cells):
            continue
        if _are_units([str(cells[column]) for column in named]) and index > 0 and not units:
            units = {column: cell_text(cells[column]) for column in named}
            row = unit_row = index
            continue
        row = index
        break
    above = [cells[row] if row is not None else "" for cells in sheet.columns]
    if row is not None and lacks_row_numbers(sheet, row, time):
        above = ["", *above[:-1]]
    found = ["" if isinstance(cell, date) else cell_text(cell) for cell in above]
    if units and row is not None and row != unit_row:
        found = _over_units(found, [cell_text(cells[unit_row]) for cells in sheet.columns], units)
    times = (time.index, *time.beside)
    groups = None if row is None else groups_above(sheet, row, times, numeric)
    if groups is not None:
        found = under_groups(found, groups)
    return Headers(_distinct(found, sheet), row, units, unit_row, grouped=groups is not None)


def _is_day_above(sheet: Sheet, row: int, cells: Mapping[int, Cell], time: TimeColumn) -> bool:
    """Whether a row is a header that names days instead of what the numbers in the columns of `cells` are.

    Beside the days stands a word, Hora or Compra (kWh): a row of a date alone lies between a header and its values. One
    written as a number, 20260114 or 46036, is a day where the times below are of that day.
    """
    days = [cell for cell in cells.values() if isinstance(cell, date) or _counts_own_day(cell, time)]
    beside = (column[row] for place, column in enumerate(sheet.columns) if place not in cells)
    return bool(days) and len(days) * 2 >= len(cells) and any(map(_is_word, beside))


def _counts_own_day(cell: Cell, time: TimeColumn) -> bool:
    """Whether a number writes the day of the first of the times, or counts the days up to it from 1900 or 1904 on."""
    said = (compact_day(cell), *(serial_day(cell, epoch_1904=since) for since in (False, True)))
    if not any(said):
        return False
    first = time.walls[~np.isnat(time.walls)][:1].astype("datetime64[D]")
    return any(day in {first[0].item(), (first[0] - 1).item()} for day in said)


def _are_units(cells: Sequence[str]) -> bool:
    """Whether cells make a row of units: of power or energy, and of prices beside them."""
    powers = [cell for cell in cells if is_pure_unit(cell)]
    return bool(powers) and all(cell in powers or PRICE_UNIT.fullmatch(cell.strip()) for cell in cells)


def is_row_of_units(cells: Sequence[Cell]) -> bool:
    """Whether every word of a row is a unit, be it of one column alone, or says that the others are: “Unidad”."""
    said = [str(cell).strip() for cell in cells if _is_word(cell)]
    units = [cell for cell in said if is_pure_unit(cell) or PRICE_UNIT.fullmatch(cell)]
    others = [cell for cell in said if cell not in units]
    return bool(units) and all(_OTHER_UNIT.fullmatch(cell) or words.names_unit(cell) for cell in others)


def is_unit(text: str) -> bool:
    """Whether a cell holds the unit of a quantity and nothing else: of power, of a price, a share or the weather."""
    return is_pure_unit(text) or any(unit.fullmatch(text.strip()) for unit in (PRICE_UNIT, _OTHER_UNIT))


def _over_units(upper: Sequence[str], lower: Sequence[str], units: Mapping[int, str]) -> list[str]:
    """The names of columns whose header has two rows, of which the lower has units: “Compra” over “MW” and “EUR/MWh”.

    A name stands over every column up to the next one. Where several have the same, their units tell them apart.
    """
    names: list[str] = []
    for column, name in enumerate(upper):
        if name or column not in units:
            names.append(name or lower[column])
        else:
            names.append(names[column - 1] if column - 1 in units else "")
    counts = Counter(names)
    return [
        f"{name} ({units[column].strip(' ()[]')})" if counts[name] > 1 and column in units else name
        for column, name in enumerate(names)
    ]


def _distinct(headers: Sequence[str], sheet: Sheet) -> tuple[str, ...]:
    counts = Counter(header for header in headers if header)
    return tuple(
        (header if counts[header] == 1 else f"{header} [{sheet.letter(column)}]") if header else sheet.letter(column)
        for column, header in enumerate(headers)
    )


def candidates_of(sheet: Sheet, headers: Headers, numeric: Sequence[int], dated: Integers) -> tuple[int, ...]:
    """The columns that could be the purchase.

    No prices, no weather, no flags, no counters, and none that is almost empty beside fuller ones.
    """
    above = sheet.rows[: headers.top or 0]
    of_title = bool(above) and stated_unit(title_text(above)) is not None
    bought_for = {column for column in numeric if _is_of_customers(sheet.columns[column], headers, column, dated)}
    described = {column: _described(headers, column) for column in numeric if headers.row is not None}
    ways = ways_bought(described, lambda at: [sheet.columns[at][row] for row in dated[:_LOOKED_AT]], of_unit=of_title)
    possible = [
        column
        for column in numeric
        if column in ways
        or not (
            words.names_price(_described(headers, column))
            or _is_other_quantity(headers, column, of_customers=column in bought_for)
            or decoys.names_bare_share(_described(headers, column))
            or _is_decoy(sheet.columns[column], headers, column, dated, of_title=of_title)
        )
    ]
    states = [column for column in possible if _is_state(sheet.columns[column], headers, column, dated)]
    quantities = [
        column
        for column in possible
        if stated_unit(_described(headers, column))
        or column in bought_for | ways
        or not (_is_counter(sheet.columns[column], headers, column, dated) or column in states)
    ]
    named = _names(headers, [column for column in possible if column not in states])
    if not quantities and (len(possible) < len(numeric) or all(map(_names_code, named))):
        return ()  # prices with their year or code beside: no number of that is a purchase
    no_codes = [column for column in possible if headers.row is None or not _names_code(headers.names[column])]
    possible = quantities or no_codes or possible
    if len(possible) == 1:
        return tuple(possible)
    filled = {column: sum(sheet.columns[column][row] != "" for row in dated.tolist()) for column in possible}
    return tuple(column for column in possible if filled[column] * 4 >= max(filled.values()))


def _is_of_customers(cells: Sequence[Cell], headers: Headers, column: int, dated: Integers) -> bool:
    """Whether a column named after customers or retailers holds amounts, not their number or code.

    It has fractions, or is first of all a purchase: “Compra clientes”.
    """
    name = headers.names[column]
    if headers.row is None or not decoys.names_customers(name):
        return False
    if words.names_purchase(name) and words.names_purchase(name.split()[0]):
        return True
    return any(has_fraction(cells[row]) for row in dated.tolist())


def has_fraction(cell: Cell) -> bool:
    """Whether a cell holds a number that is not whole: no count of anything."""
    if isinstance(cell, str):
        return domain_text.decimal_sign(cell) in (Sign.POINT, Sign.COMMA)
    return isinstance(cell, float) and not cell.is_integer()


def _is_other_quantity(headers: Headers, column: int, *, of_customers: bool) -> bool:
    """Whether a column holds weather, heat and the like; the number of customers is one, what they use is none."""
    said = _described(headers, column)
    return words.names_other_quantity(decoys.without_customers(said) if of_customers else said)


def _is_decoy(cells: Sequence[Cell], headers: Headers, column: int, dated: Integers, *, of_title: bool) -> bool:
    """Whether a column is called after the calendar or a market, or says but yes and no: noughts and ones.

    Where the title names the unit of all (`of_title`), what is called after a market may be what is bought there.
    """
    if headers.row is None:
        return False
    name = _described(headers, column)
    if decoys.is_decoy(name):
        return not (of_title and decoys.names_market(name))
    if stated_unit(name) or words.names_purchase(name) or words.names_load(name):
        return False
    found = set()
    for row in dated.tolist():
        if (cell := cells[row]) in _FLAGS:
            found.add(_FLAGS[cell])
        elif cell != "":
            return False
    return len(found) > 1


def _described(headers: Headers, column: int) -> str:
    return f"{headers.names[column]} {headers.units.get(column, '')}"


def _is_counter(cells: Sequence[Cell], headers: Headers, column: int, dated: Integers) -> bool:
    """Whether a column numbers its rows, or holds the same code in all of them."""
    name = headers.names[column]
    if words.names_purchase(name) or words.names_load(name):
        return False
    if headers.row is not None and _names_code(name):
        return True
    values = [str(cells[row]).removesuffix(".0") for row in dated.tolist()]
    if len(values) < 3 or not all(value.isdecimal() for value in values):
        return False
    steps = set(np.diff(np.array([int(value[:15]) for value in values])).tolist())
    return steps == {1}


def _is_state(cells: Sequence[Cell], headers: Headers, column: int, dated: Integers) -> bool:
    """Whether a column holds codes of how the values came about: whole numbers, a few of them over and over."""
    name = headers.names[column]
    if headers.row is None or not words.names_state(name) or words.names_purchase(name) or words.names_load(name):
        return False
    codes = {cell_text(cells[row]) for row in dated.tolist()} - {""}
    return len(codes) <= _MOST_CODES and all(code.isdecimal() for code in codes)


def _names_code(name: str) -> bool:
    return words.names_counter(name) or words.names_identity(name)


def _names(headers: Headers, columns: Sequence[int]) -> list[str]:
    """The headers of some columns; letters that stand in for them name nothing."""
    return [headers.names[column] if headers.row is not None else "" for column in columns]


def choose(headers: Headers, candidates: Sequence[int]) -> int | None:
    """The one candidate that clearly is the purchase: alone, the only one that says so, or an amount beside sales.

    None where another is what remains of it after sales, or is planned while what says so may have been measured. A
    loss, a difference, a limit, a running sum or another day's value is no purchase while there is any other column.
    """
    if len(candidates) == 1:
        return candidates[0]
    sold = [column for column in candidates if words.names_sale(headers.names[column])]
    plain = [column for column in candidates if not words.names_beside_purchase(headers.names[column])]
    plain = [column for column in plain if not names_lost_or_left(headers.names[column])] or plain
    if all(column in sold for column in plain):
        beside = [column for column in candidates if column not in plain and column not in sold]
        return beside[0] if len(beside) == 1 else None
    for says_so in (words.names_purchase, words.names_load):
        named = [column for column in plain if says_so(headers.names[column])]
        if len(named) > 1 and headers.grouped and (own := by_own_names(headers.names, named)) is not None:
            one = choose(replace(headers, names=tuple(own), grouped=False), named)
            named = named if one is None else [one]
        if named:
            return named[0] if len(named) == 1 and not _has_rival(headers, named[0], plain) else None
    united = [column for column in candidates if stated_unit(_described(headers, column)) and column not in sold]
    if len(united) > 1:  # those of a unit that tell nothing else are not certain enough to win over what is beside
        united_names = [headers.names[column] for column in united if column in plain]
        united = [column for column in united if column in plain] if all(map(_tells_energy, united_names)) else []
    if len(united) == 1:
        return united[0] if united[0] in plain else None
    left = [column for column in candidates if column not in sold]
    return left[0] if sold and len(left) == 1 and left[0] in plain and _is_left(headers.names[left[0]]) else None


def _is_left(name: str) -> bool:
    """Whether a column that stands beside nothing but sales may be the purchase: it is an amount, or a bare unit."""
    return (words.names_amount(name) and not words.names_net(name)) or is_pure_unit(name)


def _tells_energy(name: str) -> bool:
    """Whether a header of power or energy tells nothing against it being the purchase, such as whose forecast it is."""
    if words.names_forecast(name) or _ELECTRICITY.search(words.folded(name)):
        return not is_special(name)
    return words.names_amount(name) or words.is_total(name) or is_pure_unit(name)


def _has_rival(headers: Headers, chosen: int, candidates: Sequence[int]) -> bool:
    """Whether another of `candidates` may as well be what is bought; columns without a header are none."""
    others = [column for column in candidates if column != chosen]
    units = [stated_unit(_described(headers, column)) for column in others]
    if headers.grouped and any(are_alike(headers.names[chosen], headers.names[column]) for column in others):
        return True
    return has_rival(
        headers.names[chosen],
        [headers.names[column] for column in others],
        units,
        stated_unit(_described(headers, chosen)),
    )


def index_named(wanted: str, headers: Headers, numeric: Sequence[int], sheet: Sheet) -> int | None:
    """The column of numbers that a person calls `wanted`: its header, whatever its case and accents, or its letter.

    Where groups stand above the headers, one that no other has is enough.
    """
    for same in (str, words.folded):
        for column in numeric:
            if same(headers.names[column]) == same(" ".join(wanted.split())):
                return column
    if headers.grouped:
        heads = [words.folded(headers.names[column].rpartition(BELOW_GROUP)[2]) for column in numeric]
        if heads.count(words.folded(wanted)) == 1:
            return numeric[heads.index(words.folded(wanted))]
    for column in numeric:
        if sheet.letter(column) == wanted.strip().upper():
            return column
    return None
