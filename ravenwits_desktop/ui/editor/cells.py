"""What a text in a cell means: typed by hand, or a whole column of a spreadsheet. Knows no widgets."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain import expression
from ravenwits_desktop.domain import text as words
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.text import Decimal, Sign
from ravenwits_desktop.domain.timegrid import NAT, Floats, Minutes

CHANGE_COLUMN = 3
"""What a value changed by against the last submission, MW; shown before the problems, on demand."""
PROBLEM_COLUMN = 2
"""Beside the two of `Column`: why the row cannot be sent, or has to be looked at."""


class CellRange(NamedTuple):
    """A rectangle of cells, all ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """One block of an edit: the rows from `row` on as they were and as they become; either may be longer."""

    row: int
    before: Rows
    after: Rows
    cells: npt.NDArray[np.int64] | None = None
    """For each row of `after` the row of `before` whose cell of the file it has, -1 for none; None: row by row."""


class Cell(NamedTuple):
    """A cell that was written: its value, or the text that could not be read (empty where there was none)."""

    value: np.datetime64 | float
    text: str


_SAME_SIZE = 30.0
"""Up to so many times another value, a value is of its kind; the two readings of a number lie 1,000 apart."""


def typed_number(text: str, near: float = np.nan) -> float | None:
    """The number a person typed, None if it is none: a single separator is the decimal sign, comma or point.

    One that reads both ways (``1.234``) has thousands where only that reading is of the size of `near`, MW, the value
    that was there: the same evidence by which a paste is read.
    """
    sign = words.decimal_sign(text)
    if sign is Sign.NOT_A_NUMBER:
        return None
    comma = sign is Sign.COMMA or (sign is Sign.AMBIGUOUS and "," in text)
    value = words.parse_number(text, Decimal.COMMA if comma else Decimal.POINT)
    if sign is Sign.AMBIGUOUS:
        other = words.parse_number(text, Decimal.POINT if comma else Decimal.COMMA)
        if _is_like(other, near) and not _is_like(value, near):
            return other
    return value


def reads_both_ways(text: str, old: float) -> bool:
    """Whether a typed number could have been meant in another way: the `old` value, MW, does not speak for decimals."""
    return words.decimal_sign(text) is Sign.AMBIGUOUS and not _is_like(typed_number(text), old)


def _is_like(value: float | None, near: float) -> bool:
    """Whether a value is of the size of another one; nothing is where there is none."""
    return value is not None and near != 0 and abs(near) / _SAME_SIZE <= abs(value) <= abs(near) * _SAME_SIZE


def read_cell(column: Column, text: str, old: float = np.nan) -> Cell:
    """What `text`, typed into a cell of `column`, means; `old` is the value that was there, MW."""
    if column is Column.PURCHASE and expression.is_expression(text):
        value: np.datetime64 | float | None = expression.evaluate(text, old)
    else:
        value = words.parse_datetime(text) if column is Column.DATETIME else typed_number(text, old)
    if value is not None:
        return Cell(value, "")
    return Cell(NAT if column is Column.DATETIME else np.nan, text.strip())


class How(enum.Enum):
    """How the decimal sign of a column of numbers was found."""

    PLAIN = "plain"
    """No number has a separator."""
    DECIDED = "decided"
    """The column itself decides it."""
    ASSUMED = "assumed"
    """Every number with a separator reads both ways: the user's own sign was taken."""
    MIXED = "mixed"
    """Points and commas contradict each other: each number was read by itself, those that read both ways not at all."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadNumbers:
    """A column of numbers: NaN where a text is none; `unread` keeps those texts by their row (empty ones left out)."""

    values: Floats
    unread: dict[int, str] = field(default_factory=dict)
    decimal: Decimal = Decimal.POINT
    how: How = How.PLAIN
    example: str = ""
    """The first text that reads both ways."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadDatetimes:
    """A column of labels: NaT where a text is none; `unread` keeps those texts by their row (empty ones left out)."""

    values: Minutes
    unread: dict[int, str] = field(default_factory=dict)
    month_first: bool = False


_PLAIN_CHARACTERS = frozenset("0123456789.-\n")
_DECISIVE = re.compile(r"(?m)\.(?!\d{3}$)|^-?0\.|^-?\d{4,}\.")


def read_numbers(texts: Sequence[str], fallback: Decimal) -> ReadNumbers:
    """Read a column of numbers, its decimal sign decided jointly; `fallback` where every number reads both ways."""
    quick = _read_plain_numbers(texts)
    if quick is not None:
        return quick
    signs = [words.decimal_sign(text) for text in texts]
    seen = set(signs)
    ambiguous = next((text for text, sign in zip(texts, signs, strict=True) if sign is Sign.AMBIGUOUS), "")
    if {Sign.POINT, Sign.COMMA} <= seen:
        read = [None if sign is Sign.AMBIGUOUS else typed_number(text) for text, sign in zip(texts, signs, strict=True)]
        return ReadNumbers(*_sifted_numbers(texts, read), fallback, How.MIXED, ambiguous)
    decided = words.decide_decimal(texts)
    decimal = decided or fallback
    how = How.DECIDED if decided else How.ASSUMED if ambiguous else How.PLAIN
    numbers = _sifted_numbers(texts, [words.parse_number(text, decimal) for text in texts])
    return ReadNumbers(*numbers, decimal, how, ambiguous)


def _read_plain_numbers(texts: Sequence[str]) -> ReadNumbers | None:
    """A long column of ordinary numbers at the speed of C; None where anything in it has to be looked at singly."""
    joined = "\n".join(texts)
    decimal = Decimal.POINT
    if "," in joined:
        if "." in joined:
            return None
        decimal = Decimal.COMMA
        joined = joined.replace(",", ".")
    if not set(joined) <= _PLAIN_CHARACTERS:
        return None
    separated = "." in joined
    if separated and (joined.endswith(".") or ".\n" in joined or not _DECISIVE.search(joined)):
        return None
    try:
        values = np.array(list(map(float, joined.split("\n"))))
    except ValueError:
        return None
    if len(values) != len(texts) or not np.isfinite(values).all():
        return None
    return ReadNumbers(values, {}, decimal, How.DECIDED if separated else How.PLAIN)


def _sifted_numbers(texts: Sequence[str], read: Sequence[float | None]) -> tuple[Floats, dict[int, str]]:
    values = np.array([np.nan if value is None else value for value in read], dtype=np.float64)
    return values, _unread(texts, np.flatnonzero(np.isnan(values)).tolist())


def _unread(texts: Sequence[str], rows: Sequence[int]) -> dict[int, str]:
    return {row: texts[row].strip() for row in rows if texts[row].strip()}


_LABEL_CHARACTERS = frozenset("0123456789-:/ T")


def read_datetimes(texts: Sequence[str]) -> ReadDatetimes:
    """Read a column of labels: ISO or day first; month first where only so every one of them can be read."""
    quick = _read_plain_datetimes(texts)
    if quick is not None:
        return ReadDatetimes(quick)

    def attempt(reader: Callable[[str], np.datetime64 | None]) -> tuple[Minutes, dict[int, str]]:
        read = [reader(text) for text in texts]
        values = np.array([NAT if value is None else value for value in read], dtype="datetime64[m]")
        return values, _unread(texts, np.flatnonzero(np.isnat(values)).tolist())

    values, unread = attempt(words.parse_datetime)
    if unread:
        other, other_unread = attempt(lambda text: words.parse_datetime(text, month_first=True))
        if not other_unread:
            return ReadDatetimes(other, {}, month_first=True)
    return ReadDatetimes(values, unread)


def _read_plain_datetimes(texts: Sequence[str]) -> Minutes | None:
    """Labels that all read ``YYYY-MM-DD HH:MM`` or ``DD/MM/YYYY HH:MM``, at the speed of C; None for any others."""
    if set(map(len, texts)) != {16} or not set().union(*texts) <= _LABEL_CHARACTERS:
        return None
    first = texts[0]
    if first[2] == "/" and first[5] == "/":
        if any(text[2] != "/" or text[5] != "/" for text in texts):
            return None
        texts = [f"{text[6:10]}-{text[3:5]}-{text[:2]} {text[11:]}" for text in texts]
    if any(text[4] != "-" or text[13] != ":" for text in texts):
        return None
    try:
        values: Minutes = np.array(texts, dtype="datetime64[m]")
    except ValueError:
        return None
    return values
