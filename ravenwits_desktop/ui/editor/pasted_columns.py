"""Which column of a pasted table holds what, and how its numbers are meant; what is not sure is refused or asked."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from ravenwits_desktop.domain import text as texts_of
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.text import Decimal, Sign
from ravenwits_desktop.domain.units import Scale, stated_unit
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import ReadDatetimes, ReadNumbers, read_numbers

_SAMPLE = 200
_NO_NAMES = ("=", "+", "-", "@", "#")
_PRICES = ("€", "$", "£", "eur/", "precio", "price", "preço", "preis")
_LIKE = 30.0
"""How far a median may lie from that of the draft, up or down, to be of the same size; readings lie 1,000 apart."""


class UnusableTextError(Exception):
    """What is on the clipboard cannot go where it was to go; the text says why, in the user's language."""


class AmbiguousNumbersError(Exception):
    """Every number reads both ways, and nothing tells which: `means` are the means, MW, by decimal sign."""

    def __init__(self, example: str, means: dict[Decimal, float]) -> None:
        super().__init__(example)
        self.example = example
        self.means = means


@dataclass(frozen=True, slots=True)
class Target:
    """Where a paste goes: the selected `column`, or `either` of the two where both are selected.

    `resolution` is that of the draft, minutes; `usual` the median of its values without their sign, MW, NaN without
    any. `decimal` is the sign of the numbers where that is known.
    """

    column: int
    either: bool = False
    resolution: int = 60
    usual: float = math.nan
    decimal: Decimal | None = None


def locale_decimal() -> Decimal:
    """The decimal sign of the user's language."""
    return Decimal.COMMA if QLocale().decimalPoint() == "," else Decimal.POINT


def fitting(cells: list[str], target: Target) -> Column:
    """The column of the table that one pasted column is for. Raises `UnusableTextError` where it is not the chosen one.

    Numbers never replace dates because both were selected, or because the frame stood on a date.
    """
    sample = [cell for cell in cells[:_SAMPLE] if cell.strip()]
    dates = _most(sample, [_is_date(cell) for cell in sample]) and not any(map(_is_number, sample))
    numbers = not dates and _most(sample, [_is_number(cell) for cell in sample])
    if target.either:
        return Column.DATETIME if dates else Column.PURCHASE
    if target.column == Column.DATETIME and numbers:
        raise UnusableTextError(_numbers_for_dates())
    if target.column == Column.PURCHASE and dates and len(cells) > 1:
        raise UnusableTextError(_dates_for_numbers())
    return Column(target.column)


def label_and_value(columns: list[list[str]]) -> tuple[int, int] | None:
    """The first column that is mostly datetimes and the one of values after it; None without them.

    Raises `UnusableTextError` where several columns could hold the values and their headings do not tell.
    """
    named = len(columns[0]) > 1 and not any(_readable(cells[0], kind) for cells in columns for kind in Column)
    samples = [[cell for cell in cells[int(named) : _SAMPLE] if cell.strip()] for cells in columns]
    label = next((place for place, cells in enumerate(samples) if _most(cells, list(map(_is_date, cells)))), None)
    if label is None:
        return None
    values = [
        place for place, cells in enumerate(samples) if place > label and _most(cells, list(map(_is_number, cells)))
    ]
    if len(values) > 1:
        values = [place for place in values if named and _says_power(columns[place][0])]
        if len(values) != 1:
            raise UnusableTextError(_several_values())
    return (label, values[0]) if values else None


def are_numbers(cells: list[str]) -> bool:
    """Whether a column holds numbers and no date: dates that went wrong are marked, numbers are none."""
    sample = [cell for cell in cells[:_SAMPLE] if cell.strip()]
    return _most(sample, list(map(_is_number, sample))) and not any(map(_is_date, sample))


def check_times(labels: ReadDatetimes) -> None:
    """Refuse dates without times of day. Raises `UnusableTextError`."""
    known = labels.values[~np.isnat(labels.values)]
    if len(known) > 1 and (known == known.astype("datetime64[D]")).all() and len(np.unique(known)) < len(known):
        raise UnusableTextError(_no_times())


def is_header(columns: list[list[str]], kinds: list[Column]) -> bool:
    """Whether the first line names the columns: nothing in it can be read, and something in the second can.

    A value that went wrong is no name: leaving it out would move all others by a period.
    """
    if len(columns[0]) < 2:
        return False
    first = [_readable(cells[0], kind) for cells, kind in zip(columns, kinds, strict=True)]
    second = [_readable(cells[1], kind) for cells, kind in zip(columns, kinds, strict=True)]
    named = any(_is_name(cells[0]) for cells in columns)
    return named and not any(first) and any(second)


def check_heading(name: str) -> None:
    """Refuse prices. Raises `UnusableTextError`."""
    if any(word in name.casefold() for word in _PRICES):
        raise UnusableTextError(_prices(name.strip()))


def decided(texts: list[str], read: ReadNumbers, scale: Scale, target: Target) -> tuple[ReadNumbers, list[str]]:
    """Numbers that all read both ways, by the values that stand in the draft, and what is said of it.

    Raises `AmbiguousNumbersError` where these do not tell.
    """
    readings = {sign: read_numbers(texts, sign) for sign in Decimal}
    usual, likely = target.usual, []
    for sign, reading in readings.items():
        known = np.abs(scale.apply(reading.values[np.isfinite(reading.values)]))
        median = float(np.median(known)) if len(known) else 0.0
        if usual > 0 and usual / _LIKE <= median <= usual * _LIKE:
            likely.append(sign)
    if len(likely) != 1:
        means = {sign: _mean(scale, reading) for sign, reading in readings.items()}
        raise AmbiguousNumbersError(read.example.strip(), means)
    chosen = replace(readings[likely[0]], decimal=likely[0])
    value = texts_of.parse_number(read.example, likely[0])
    template = QCoreApplication.translate(
        "Clipboard", "“{text}” was read as {value}, since the values of the draft are of that size."
    )
    return chosen, [template.format(text=read.example.strip(), value=words.exact(math.nan if value is None else value))]


def _mean(scale: Scale, reading: ReadNumbers) -> float:
    known = reading.values[np.isfinite(reading.values)]
    return float(scale.apply(known).mean()) if len(known) else math.nan


def _most(sample: list[str], good: list[bool]) -> bool:
    return bool(sample) and sum(good) * 2 >= len(sample) and any(good)


def _is_date(text: str) -> bool:
    return texts_of.parse_datetime(text) is not None or texts_of.parse_datetime(text, month_first=True) is not None


def _is_number(text: str) -> bool:
    return texts_of.decimal_sign(text) is not Sign.NOT_A_NUMBER


def _readable(text: str, kind: Column) -> bool:
    return _is_date(text) if kind is Column.DATETIME else _is_number(text)


def _says_power(name: str) -> bool:
    """Whether a heading states a unit of power or energy and no price."""
    return stated_unit(name) is not None and not any(word in name.casefold() for word in _PRICES)


def _is_name(text: str) -> bool:
    """Whether a text that cannot be read begins with a letter, as no number, time, formula or error does."""
    plain = text.strip()
    first = next((letter for letter in plain if letter.isalnum()), "")
    wrong = plain.startswith(_NO_NAMES) or texts_of.is_missing(plain) or plain.lower().startswith(("inf", "err:"))
    return first.isalpha() and not wrong


def _numbers_for_dates() -> str:
    return QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: these are numbers, and the chosen cell holds a date. Choose a cell in MW."
    )


def _dates_for_numbers() -> str:
    return QCoreApplication.translate(
        "Clipboard",
        "Nothing was pasted: these are dates, and the chosen cell holds a value. Choose a cell of the first column.",
    )


def _prices(name: str) -> str:
    template = QCoreApplication.translate(
        "Clipboard", "Nothing was pasted: the heading “{name}” says that these are prices. Copy the values in MW."
    )
    return template.format(name=name)


def _several_values() -> str:
    return QCoreApplication.translate(
        "Clipboard",
        "Nothing was pasted: several columns hold numbers. Copy dates with times and the values alone, or paste as a "
        "new draft (File), which reads hours and units and asks.",
    )


def _no_times() -> str:
    return QCoreApplication.translate(
        "Clipboard",
        "Nothing was pasted: the dates have no time of day. Paste as a new draft (File), which reads dates with hours "
        "beside them, or copy the values alone.",
    )
