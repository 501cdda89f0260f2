"""What the number formats of a workbook say beside its numbers: 12,5 shown as "12,5 kW", as a share or as money.

The reader of the cells gives bare numbers. Only workbooks that use such a format are looked through for its cells.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ravenwits_desktop.domain.units import stated_unit

Style = TypeVar("Style")
SHARE, MONEY, NO_YEAR = "%", "€", "d/m"
"""What a format says beside a unit: of dates, that it hides their year."""
UNITS_APART = " | "
"""What stands between two units of one column."""
_FEWEST_OF_ANOTHER = 2
"""Cells with another unit than most of their column; a single one may be a total."""
_FORMAT = re.compile(r'<(?:\w+:)?numFmt\s[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_CELL_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r'<(?:\w+:)?xf\s[^>]*?numFmtId="(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+" s="(\d+)"')
_PLACED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)" s="(\d+)"')
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a number format that stand for themselves, or are conditions and colours."""
_SCALING = re.compile(r"[0#?],+(?![0#?,])")
_MONEY = re.compile(r"[€£]|EUR|\[\$(?!-)")
_QUOTED = re.compile(r'"[^"]*"')
_BUILT_IN = {16: NO_YEAR, 9: SHARE, 10: SHARE, 5: MONEY, 6: MONEY, 7: MONEY, 8: MONEY, 42: MONEY, 44: MONEY}
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_PLACES = re.compile(rb'(?<=\s)(min|max|hidden)="(\w{1,7})"')
_TRUE = (b"1", b"true")
MOST_COLUMNS = 1 << 14
_LONGEST_TAG = 512


@dataclass(frozen=True, slots=True)
class Shown:
    """By sheet: what number formats say of a column, by its index, and by what cells are divided.

    It is a unit, `SHARE` or `MONEY`. A cell goes by the number of its row and the index of its column. And which
    columns are not shown, by their indices, and which sheets have rows with cells that are not.
    """

    formats: dict[str, dict[int, str]]
    scaled: dict[str, dict[tuple[int, int], int]]
    hidden_columns: dict[str, frozenset[int]] = field(default_factory=dict)
    hidden_rows: frozenset[str] = frozenset()


def hidden_columns_of(head: bytes) -> frozenset[int]:
    """The indices of the columns that are hidden by what stands before the cells of a sheet's part."""
    found: set[int] = set()
    for tag in _COLUMNS.findall(head.partition(b"sheetData")[0]):
        said = dict(_PLACES.findall(tag))
        if said.get(b"hidden") in _TRUE and b"min" in said and b"max" in said:
            found.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), MOST_COLUMNS)))
    return frozenset(found)


def telling_styles(styles: bytes) -> dict[int, str]:
    """By the number of a style, what its number format says: a unit, `SHARE` or `MONEY`; the others are left out."""
    text = styles.decode("utf-8", "replace")
    said = said_by_formats({int(number): html.unescape(code) for number, code in _FORMAT.findall(text)})
    return {index: said[number] for index, number in enumerate(_numbers_of_styles(text)) if number in said}


def said_by_formats(codes: Mapping[int, str]) -> dict[int, str]:
    """By the number of a number format, what it says; `codes` are those that the workbook itself defines."""
    said = {number: meaning for number, meaning in _BUILT_IN.items() if number not in codes}
    said.update((number, meaning) for number, code in codes.items() if (meaning := _meaning(code)) is not None)
    return said


def _meaning(code: str) -> str | None:
    if divisor_of(code) > 1:
        return None  # a unit in it is that of what is shown, not of what the cell holds
    if (unit := stated_unit(code.replace('"', " ").replace("\\", ""), amounts=True)) is not None:
        return unit
    if _MONEY.search(code):
        return MONEY
    if "%" in _QUOTED.sub("", code):
        return SHARE
    signs = set(_LITERALS.sub("", code).lower())
    return NO_YEAR if {"d", "m"} <= signs and not signs & set("y0#?") else None


def scaling_styles(styles: bytes) -> dict[int, int]:
    """By the number of a style, by what its number format divides what it shows; the others are left out."""
    text = styles.decode("utf-8", "replace")
    divisors = {int(number): divisor_of(html.unescape(code)) for number, code in _FORMAT.findall(text)}
    numbers = enumerate(_numbers_of_styles(text))
    return {index: divisor for index, number in numbers if (divisor := divisors.get(number, 1)) > 1}


def divisor_of(code: str) -> int:
    """By what a number format divides what it shows: by a thousand for each comma behind its last digit."""
    commas: int = max((len(found[0]) - 1 for found in _SCALING.finditer(_LITERALS.sub("", code))), default=0)
    return int(1000**commas)


def _numbers_of_styles(text: str) -> list[int]:
    """The number of the number format of each style of cells."""
    block = _CELL_STYLES.search(text)
    return list(map(int, _STYLE.findall(block.group()))) if block else []


def scaled_cells(chunks: Iterable[bytes], styles: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """By the number of its row and the index of its column, by what each cell of the given `styles` is divided."""
    found: dict[tuple[int, int], int] = {}
    wanted = {str(style).encode(): divisor for style, divisor in styles.items()}
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<")
        rest = text[end:][-_LONGEST_TAG:]
        for letters, row, style in _PLACED_CELL.findall(text[:end]):
            if style in wanted:
                found[int(row), _index(letters)] = wanted[style]
    return found


def columns_said(chunks: Iterable[bytes], styles: Mapping[int, str]) -> dict[int, str]:
    """By the index of a column, what most of its formatted cells say. `chunks` are those of the sheet's part."""
    counts: Counter[tuple[bytes, bytes]] = Counter()
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<")
        counts.update(_CELL.findall(text[:end]))
        rest = text[end:][-_LONGEST_TAG:]
    counts.update(_CELL.findall(rest))
    return most_said({(_index(column), int(style)): count for (column, style), count in counts.items()}, styles)


def most_said(counts: Mapping[tuple[int, Style], int], styles: Mapping[Style, str]) -> dict[int, str]:
    """By the index of a column, what the style of most of its cells says; `counts` is by column and style.

    A second unit that several cells have stands behind the first, after `UNITS_APART`.
    """
    found = {}
    for column in {column for column, _ in counts}:
        of_column = {style: count for (other, style), count in counts.items() if other == column}
        style = max(of_column, key=lambda each: of_column[each])
        if style in styles:
            found[column] = UNITS_APART.join((styles[style], *_other_unit(styles[style], of_column, styles)))
    return found


def _other_unit(unit: str, counts: Mapping[Style, int], styles: Mapping[Style, str]) -> list[str]:
    """Another unit than `unit` that several cells of its column have, `counts` by style."""
    none = (unit, SHARE, MONEY, NO_YEAR)
    if unit in none[1:]:
        return []
    cells = Counter(dict.fromkeys(styles.values(), 0))
    for style, count in counts.items():
        if style in styles:
            cells[styles[style]] += count
    return [said for said, count in cells.most_common() if said not in none and count >= _FEWEST_OF_ANOTHER][:1]


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
