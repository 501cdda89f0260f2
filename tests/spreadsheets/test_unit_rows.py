"""A row of units below the header that has only some: of the values alone, of the price beside them alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spreadsheets.builders import read, text, times, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

HEADS = ["Fecha", "Consumo", "Pérdidas", "Temperatura"]
Rows = list[list[Any]]


def table(heads: list[str], units: list[str], *values: float) -> Rows:
    """A day of hours: the header, the row of units, and in every row the same values."""
    return [heads, units, *([moment, *values] for moment in times(24))]


@pytest.mark.parametrize("made", [text, xlsx])
@pytest.mark.parametrize(
    "units",
    [
        ["", "kWh", "", ""],
        ["", "(kWh)", "", ""],
        ["Unidad", "kWh", "", ""],
        ["", "kWh", "%", "°C"],
        ["hh:mm", "kW", "", "ºC"],
        ["", "kWh", "kWh", "-"],
        ["", "kilowattora", "", ""],
    ],
)
def test_the_unit_of_one_column_is_read_whatever_stands_beside_it(made: Any, units: list[str]) -> None:
    reading = read(made(table(HEADS, units, 22.5, 8.1, 20.5)))
    assert (reading.column, reading.factor, reading.unit_stated) == ("Consumo", 0.001, True)
    assert reading.rows.mw.tolist() == pytest.approx([0.0225] * 24)


@pytest.mark.parametrize("price", ["(EUR/MWh)", "€/MWh", "cts/kWh"])
@pytest.mark.parametrize("name", ["Compra", "Consumo"])
def test_the_unit_of_the_price_alone_leaves_the_header_its_names(price: str, name: str) -> None:
    rows = table(["Fecha", "Precio", name], ["", price, ""], 50.5, 22.5)
    reading = read(text(rows), "programa_kWh.csv")
    assert (reading.column, reading.unit, reading.rows.mw[0]) == (name, "kWh", pytest.approx(0.0225))
    assert "looks like prices" not in warnings_of(reading)
    assert "was taken from the name “programa_kWh.csv”" in warnings_of(reading)


def test_a_row_of_units_that_is_the_only_header_names_its_columns() -> None:
    reading = read(text([["", "EUR/MWh", "kWh", ""], *([moment, 50.5, 22.5, 3] for moment in times(24))]))
    assert (reading.column, reading.rows.mw[0]) == ("kWh", pytest.approx(0.0225))
