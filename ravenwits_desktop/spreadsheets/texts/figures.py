"""A column of cells to numbers, with the decimal sign that the whole column agrees on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.text import Decimal, Sign
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.spreadsheets.sheet import Cell, cell_text, is_number
from ravenwits_desktop.spreadsheets.texts import words

_AGREEMENT = 0.8
"""Share of the telling cells that must agree on the decimal sign; the others are then wrong cells."""
_BLOCK = 65_536
"""Texts that become numbers at a time: a million at once would be there three times over."""
_NUMBERS = re.compile(r"(?:[+-]?+\d++(?:[.,]\d++)?+\n)++")
"""A column in which every cell is a number with at most one separator. Possessive: nothing is kept to go back to."""
_TELLING = re.compile(r"^[+-]?(?:\d{4,}[.,]|0\d*[.,]|\d+[.,](?:\d{1,2}|\d{4,})$)", re.MULTILINE)
"""A cell whose separator can only be a decimal sign."""


_BOTH_SIGNS = (
    (re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?![\d.,]*\d)"), Sign.COMMA),
    (re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d+(?![\d.,]*\d)"), Sign.POINT),
)
_FEWEST_AMOUNTS = 3
"""How many different numbers in a line make amounts of them."""
_CLOCK_OR_DAY = re.compile(r"(\d{1,2})[.,](\d\d)")
_PARTS_OF_HOUR = ("00", "15", "30", "45")
_SPOKEN = re.compile(r"(?<![\d.,])\d+([.,])\d{1,2}\s?(?:%|€|(?:[gmk]wh?|eur)(?![^\W\d_]))", re.IGNORECASE)
"""An amount with its unit in a text, of which one or two decimals show the sign."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of some cells: NaN where there is none, and then in `texts`, by index, what stands there instead."""

    values: Floats
    texts: dict[int, str]


class AmbiguousDecimalError(Exception):
    """Nothing in a column tells a decimal sign from a sign that groups thousands. `example` is one of its cells.

    `alike` says whether all its cells are open alike; else they contradict each other.
    """

    def __init__(self, example: str, *, alike: bool) -> None:
        super().__init__(example)
        self.example = example
        self.alike = alike


def read_figures(cells: Sequence[Cell], decimal: Decimal | None = None) -> Figures:
    """The numbers of `cells`. Raises `AmbiguousDecimalError` where `decimal` is not given and they do not decide it."""
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        values = np.array(cells, dtype=np.float64)
        return Figures(values, {index: str(cells[index]) for index in np.flatnonzero(~np.isfinite(values)).tolist()})
    if kinds == {str} and decimal is None and (plain := _read_plain([str(cell) for cell in cells])) is not None:
        return Figures(plain, {})
    texts = [cell for cell in cells if isinstance(cell, str) and not domain_text.is_missing(cell)]
    if decimal is not None:
        sign, doubtful = decimal, False
    else:
        sign, doubtful = _decide(texts, beside_numbers=len(texts) < sum(is_number(cell) for cell in cells))
    values = np.full(len(cells), np.nan)
    wrong = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, str):
            if not cell or domain_text.is_missing(cell):
                continue
            number = domain_text.parse_number(cell, sign)
            if doubtful and domain_text.decimal_sign(cell) is Sign.AMBIGUOUS:
                number = None
        else:
            number = float(cell) if isinstance(cell, float | int) and is_number(cell) else None
        if number is None or not np.isfinite(number):
            wrong[index] = cell_text(cell)
        else:
            values[index] = number
    return Figures(values, wrong)


def _read_plain(texts: list[str]) -> Floats | None:
    """The common case at once: every cell a number, all with the same decimal sign, if any. None for any other."""
    joined = "\n".join(texts) + "\n"
    point, comma = "." in joined, "," in joined
    if (point and comma) or not _NUMBERS.fullmatch(joined) or ((point or comma) and not _TELLING.search(joined)):
        return None
    del joined
    values = np.empty(len(texts))
    for begin in range(0, len(texts), _BLOCK):
        block = "\n".join(texts[begin : begin + _BLOCK]).replace(",", ".")
        values[begin : begin + _BLOCK] = list(map(float, block.split()))
    return values


def column_decimal(cells: Sequence[Cell]) -> Decimal | None:
    """The decimal sign of a column of `cells`; None where nothing tells it."""
    texts = [cell for cell in cells if isinstance(cell, str) and not domain_text.is_missing(cell)]
    try:
        return _decide(texts, beside_numbers=False)[0]
    except AmbiguousDecimalError:
        return None


def shown_decimal(cells: Sequence[Cell]) -> Decimal | None:
    """The decimal sign that some of `cells` have; None as well where all are whole numbers, or no texts."""
    return column_decimal(cells) if any(isinstance(cell, str) and _tells(cell) for cell in cells) else None


def _decide(texts: list[str], *, beside_numbers: bool) -> tuple[Decimal, bool]:
    """The decimal sign of a column, and whether a cell that could be read in two ways is to be called wrong."""
    counts = Counter(map(domain_text.decimal_sign, texts))
    points, commas = counts[Sign.POINT], counts[Sign.COMMA]
    if points or commas:
        if max(points, commas) >= _AGREEMENT * (points + commas):
            return (Decimal.POINT if points >= commas else Decimal.COMMA), bool(points and commas)
        raise AmbiguousDecimalError(next(text for text in texts if _tells(text)), alike=False)
    if counts[Sign.AMBIGUOUS] and not beside_numbers:
        example = next(text for text in texts if domain_text.decimal_sign(text) is Sign.AMBIGUOUS)
        raise AmbiguousDecimalError(example, alike=True)
    return Decimal.POINT, True


def neighbours_decimal(rows: Iterable[Sequence[Cell]], columns: Iterable[Sequence[Cell]]) -> Decimal | None:
    """The decimal sign on which the amounts of a table agree; None where they do not, or tell nothing.

    Amounts are several different numbers with the same sign in one row or one column, what stands at a total, and
    whatever groups its thousands as well. A tariff 6.1, a version 1.0 and hours such as 10.15 say nothing of how the
    table writes amounts.
    """
    signs = {sign for lines in (rows, columns) for line in lines for sign in _signs_of_line(line)}
    if len(signs) != 1:
        return None
    return Decimal.POINT if Sign.POINT in signs else Decimal.COMMA


def _signs_of_line(cells: Sequence[Cell]) -> set[Sign]:
    """The decimal signs of the amounts in a row or a column."""
    signs = {cell: domain_text.decimal_sign(cell) for cell in cells if isinstance(cell, str) and cell}
    telling = {text: sign for text, sign in signs.items() if sign in (Sign.POINT, Sign.COMMA)}
    others = signs.keys() - telling.keys()
    found: set[Sign] = {sign for text, sign in telling.items() if "." in text and "," in text}
    found.update(sign for sign in map(_sign_in_words, others) if sign is not Sign.NOT_A_NUMBER)
    amounts = [*telling, *(text for text in others if signs[text] is Sign.AMBIGUOUS)]
    of_amounts = len(amounts) >= _FEWEST_AMOUNTS and not all(map(_is_clock_or_day, amounts))
    alike = len({sign for text in amounts for sign in ".," if sign in text}) == 1
    if (of_amounts and alike) or any(map(words.is_total, others)):
        found.update(telling.values())
    return found


def _is_clock_or_day(text: str) -> bool:
    """Whether a number may as well be a time, 10.15, or a day, 30.11."""
    match = _CLOCK_OR_DAY.fullmatch(text)
    return match is not None and (match[2] in _PARTS_OF_HOUR or (int(match[1]) <= 31 and 1 <= int(match[2]) <= 12))


def spoken_decimal(rows: Sequence[Sequence[Cell]], example: str) -> Decimal | None:
    """The sign in `example`, 20,299, where amounts with a unit in texts ("45,2 €/MWh") have it, and nothing the other.

    A title with the other sign is no proof of thousands: people write it as they are used to, whatever made the table.
    """
    found, signs = _spoken(rows), _signs_of(rows)
    if found != set(example) & set(".,") or signs[Sign.POINT] or signs[Sign.COMMA]:
        return None
    return Decimal(found.pop())


def _spoken(rows: Sequence[Sequence[Cell]]) -> set[str]:
    """The decimal signs of the amounts with a unit in texts."""
    return {sign for row in rows for cell in row if isinstance(cell, str) for sign in _SPOKEN.findall(cell)}


def _signs_of(rows: Iterable[Sequence[Cell]]) -> Counter[Sign]:
    signs: Counter[Sign] = Counter()
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and cell:
                sign = domain_text.decimal_sign(cell)
                signs[_sign_in_words(cell) if sign is Sign.NOT_A_NUMBER else sign] += 1
    return signs


def _sign_in_words(text: str) -> Sign:
    """The decimal sign of an amount in a title or a note ("Total: 1.234,56 MWh"), where it has both signs."""
    for pattern, sign in _BOTH_SIGNS:
        if pattern.search(text):
            return sign
    return Sign.NOT_A_NUMBER


def _tells(text: str) -> bool:
    return domain_text.decimal_sign(text) in {Sign.POINT, Sign.COMMA}


def number_share(cells: Sequence[Cell]) -> tuple[int, int]:
    """How many of `cells` hold a number, and how many hold anything that is not a word for a missing value."""
    classes = list(map(type, cells))
    kinds = set(classes)
    if kinds <= {float, int}:
        return len(cells), len(cells)
    counts = Counter({kind: classes.count(kind) for kind in kinds})
    if kinds == {str} and _NUMBERS.fullmatch("\n".join(map(str, cells)) + "\n"):
        return len(cells), len(cells)
    numbers = counts[float] + counts[int]
    others = sum(counts.values()) - numbers - counts[str]
    for cell in cells if counts[str] else ():
        if isinstance(cell, str) and cell and not domain_text.is_missing(cell):
            if domain_text.decimal_sign(cell) is Sign.NOT_A_NUMBER:
                others += 1
            else:
                numbers += 1
    return numbers, numbers + others
