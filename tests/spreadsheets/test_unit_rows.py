"""A row of units below the header that has only some: of the values alone, of the price beside them alone."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, text, times, xlsx
from tests.spreadsheets.test_layouts import refusal
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


def two_units(place: str, header: str, other: str, step: int = 15) -> bytes:
    """A day whose values are in the unit of their `header`, and in the unit `other` by another cell of the table."""
    moments = times(24 * 60 // step, step)
    periods, values = range(1, len(moments) + 1), [12.5] * len(moments)
    match place:
        case "row of units":
            return text([["Fecha", f"Compra ({header})"], ["", other], *([moment, 12.5] for moment in moments)])
        case "column of units":
            heads = ["Fecha", f"Compra ({header})", "Unidad"]
            return text([heads, *([moment, 12.5, other] for moment in moments)])
        case "cells":
            return text([["Fecha", f"Compra ({header})"], *([moment, f"12,5 {other}"] for moment in moments)])
        case "row across":
            return text([["24/11/2026"], ["", "", *periods], [f"Compra ({header})", other, *values]])
        case _:
            days = (["24/11/2026", other, *values], ["25/11/2026", other, *values])
            return text([[f"Fecha ({header})", "Unidad", *periods], *days])


PLACES = ["row of units", "column of units", "cells", "row across", "column across"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("header", "other"), [("MWh", "kWh"), ("MW", "MWh"), ("kW", "MW"), ("kWh", "MWh")])
def test_two_units_in_one_table_are_asked_about(place: str, header: str, other: str) -> None:
    content = two_units(place, header, other)
    asked = refusal(content)
    assert asked.question is Question.UNIT
    assert header in str(asked.message)
    assert f"says {other}" in str(asked.message) or f"says {header}" in str(asked.message)
    assert read(content, unit="MW").rows.mw[0] == 12.5


@pytest.mark.parametrize("place", PLACES)
def test_two_units_that_make_the_same_power_are_no_question(place: str) -> None:
    assert read(two_units(place, "MW", "MWh", 60)).rows.mw[0] == 12.5
    assert read(two_units(place, "MWh", "MWh")).rows.mw[0] == 50.0


def test_the_unit_column_of_another_quantity_is_none_of_the_values() -> None:
    heads = ["Fecha", "Potencia", "Unidad de potencia", "Compra (MWh)", "Unidad"]
    assert read(text([heads, *([moment, 3, "kW", 12.5, "MWh"] for moment in times(24))])).rows.mw[0] == 12.5
