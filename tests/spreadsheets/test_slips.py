"""Values that a slip of the decimal sign makes a thousand times too large or too small are told on their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import DAY, read, text, times, xlsx
from tests.spreadsheets.test_layouts import lines

COMMAS = [f"0,8{hour:02}" for hour in range(1, 25)]
POINTS = [f"0.8{hour:02}" for hour in range(1, 25)]


def slipped(values: Sequence[Any], written: Any = text) -> dict[int, str]:
    """By the sheet's row, what is said of slips in a day of `values`."""
    return told(read(written([["Fecha", "Compra (MW)"], *zip(times(len(values)), values, strict=True)]), "a.csv"))


def told(reading: Reading) -> dict[int, str]:
    found = {problem.row: str(problem.problem.message) for problem in reading.problems}
    return {row: said for row, said in found.items() if row is not None and "a decimal sign was lost" in said}


@pytest.mark.parametrize(("values", "odd"), [(COMMAS, "1.250"), (COMMAS, "1250"), (POINTS, "1,250"), (POINTS, "1250")])
def test_one_value_among_decimals_is_told_with_both_readings(values: list[str], odd: str) -> None:
    said = slipped([*values[:4], odd, *values[5:]])
    assert list(said) == [6]
    assert f"“{odd}” was read as 1250, and the values around it lie near 0.8" in said[6]
    assert "If 1.25 is meant" in said[6]


def test_several_slips_beside_each_other_and_in_a_file_that_runs_backwards_stand_on_their_own_rows() -> None:
    values = [*COMMAS[:6], "1.250", "1.251", "1.252", *COMMAS[9:]]
    assert list(slipped(values)) == [8, 9, 10]
    rows = [f"{moment:%d/%m/%Y %H:%M};{value}" for moment, value in zip(times(24), values, strict=True)]
    assert list(told(read(lines("Fecha;Compra (MW)", *reversed(rows)), "a.csv"))) == [17, 18, 19]


def test_numbers_that_lost_their_decimals_in_a_spreadsheet_program_are_told_beside_those_that_kept_them() -> None:
    values = [1234 + hour if hour % 3 else f"1.{hour + 10}" for hour in range(24)]
    assert list(slipped(values, xlsx)) == [2 + hour for hour in range(0, 24, 3)]
    assert list(slipped([1.2 + hour / 100 if hour != 5 else 1250 for hour in range(24)], xlsx)) == [7]


def test_across_they_stand_in_their_columns() -> None:
    values = [*COMMAS[:4], "1.250", *COMMAS[5:]]
    heads, row = ";".join(["Fecha", *map(str, range(1, 25))]), ";".join([f"{DAY:%d/%m/%Y}", *values])
    reading = read(lines("Compra (MW)", heads, row, row.replace("24/11", "25/11").replace("1.250", "0,850")), "a.csv")
    assert list(told(reading)) == [3]
    assert any(problem.column == "5" for problem in reading.problems if problem.row == 3)


@pytest.mark.parametrize(
    "values",
    [
        [f"{900 + 20 * hour},5" if hour < 5 else f"1.{hour:03}" for hour in range(24)],
        ["0,001"] * 12 + ["0,9", "2,1", "3,7", "5", "5,2", "5", "4,1", "3", "1,1", "0,7", "0,1", "0,01"],
        [1000 + hour for hour in range(24)],
        ["0"] * 20 + ["1250", "1251", "1252", "1253"],
        ["20,5"] * 12 + ["500,5"] * 12,
    ],
)
def test_what_is_as_large_as_its_neighbours_or_written_as_they_are_is_no_slip(values: list[Any]) -> None:
    assert slipped(values) == {}
