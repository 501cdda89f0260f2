"""Number formats of binary workbooks: a unit, a share, money, and values that are shown divided."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from tests.spreadsheets.builders import read, times
from tests.spreadsheets.workbooks import xlsb


def book(form: str, header: str = "Compra", count: int = 24) -> bytes:
    rows: list[list[Any]] = [[label, 80 + row / 4] for row, label in enumerate(times(count), 1)]
    return xlsb([["Fecha", header], *rows], form=form)


def warnings_of(reading: Reading) -> str:
    return "\n".join(str(found.problem.message) for found in reading.problems)


@pytest.mark.parametrize("header", ["Compra", "Compra (MW)"])
@pytest.mark.parametrize("form", ["0.000,", "#,##0.00,", '0.00," MW"'])
def test_values_that_are_shown_by_the_thousand_are_asked_about(form: str, header: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(book(form, header), "a.xlsb")
    assert asked.value.question is Question.UNIT
    assert "in row 25 the cell holds 86 and shows 0.086" in str(asked.value.message)
    assert read(book(form, header), "a.xlsb", unit="kW").rows.mw[0] == pytest.approx(0.08025)


@pytest.mark.parametrize(("form", "factor"), [('#,##0.0"kW"', 0.001), ('0.00\\ "MWh"', 1.0), ("0.00", 1.0)])
def test_a_unit_in_the_number_format_is_used(form: str, factor: float) -> None:
    reading = read(book(form), "a.xlsb")
    assert (reading.factor, reading.unit_stated) == (factor, form != "0.00")
    assert reading.rows.mw[0] == 80.25 * factor


@pytest.mark.parametrize(("form", "word"), [("0.0%", "shares"), ('#,##0.00 "€"', "prices"), ("0.00", "")])
def test_shares_and_money_are_told(form: str, word: str) -> None:
    said = warnings_of(read(book(form), "a.xlsb"))
    assert word in said
    assert bool(word) == bool(said)
