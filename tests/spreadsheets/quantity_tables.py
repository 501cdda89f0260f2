"""Tables of several quantities in the four shapes in which they stand beside each other, for one day or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, text

TODAY = date(2026, 11, 29)
DAYS = ("30/11/2026", "01/12/2026")
Table = Callable[[Sequence[str], Sequence[Sequence[Any]]], bytes]


def down(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> bytes:
    """A column for each quantity."""
    rows = [[day, hour, *values] for day in DAYS for hour, values in enumerate(zip(*columns, strict=True), 1)]
    return text([["Fecha", "Hora", *names], *rows])


def across(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> bytes:
    """A row for each quantity of one day, hours across."""
    rows = [[name, *values] for name, values in zip(names, columns, strict=True)]
    return text([["Compra 30/11/2026 (MW)"], ["Hora", *range(1, 25)], *rows])


def by_days(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> bytes:
    """A row for each quantity of each of two days."""
    rows = [[day, name, *values] for day in DAYS for name, values in zip(names, columns, strict=True)]
    return text([["Compra (MW)"], ["Fecha", "Concepto", *range(1, 25)], *rows])


def below_days(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> bytes:
    """A column for each quantity below each of two days."""
    days = [cell for day in DAYS for cell in (day, *[""] * (len(names) - 1))]
    rows = [[hour, *values, *values] for hour, values in enumerate(zip(*columns, strict=True), 1)]
    return text([["Compra (MW)"], ["Hora", *days], ["", *names, *names], *rows])


TABLES = pytest.mark.parametrize("table", [across, down, by_days, below_days])


def choices_of(content: bytes) -> tuple[str, ...]:
    """What can be chosen where a table asks for its column."""
    with pytest.raises(UnreadableFileError) as asked:
        read(content, "a.csv", today=TODAY)
    assert asked.value.question is Question.COLUMN
    return asked.value.choices
