"""What the corner of a table says of its values: what is sold is told, whatever the unit beside the word."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.test_mistaken import warnings_of

DAYS = ["24/11/2026", "25/11/2026"]
HOURS = range(1, 25)


def days_across(corner: str, *heads: list[str]) -> bytes:
    """Two days across, with the rows of `heads` below them."""
    rows: list[list[Any]] = [[corner, *DAYS], *heads]
    return text([*rows, *([hour, 8.5, 9.5] for hour in HOURS)])


def hours_across(corner: str, *heads: list[str]) -> bytes:
    """Two days down and hours across."""
    return text([[corner, *HOURS], *heads, *([day, *[8.5] * 24] for day in DAYS)])


@pytest.mark.parametrize("made", [days_across, hours_across])
@pytest.mark.parametrize("corner", ["Venta MWh", "Venta", "Hora / Ventas (MW)"])
def test_a_corner_that_names_a_sale_is_told(made: Any, corner: str) -> None:
    reading = read(made(corner))
    assert (reading.rows.mw[0], "looks like what is sold" in warnings_of(reading)) == (8.5, True)


def test_a_corner_of_a_sale_above_units_is_told() -> None:
    assert "looks like what is sold" in warnings_of(read(days_across("Venta", ["", "MWh", "MWh"])))


@pytest.mark.parametrize("made", [days_across, hours_across])
@pytest.mark.parametrize("corner", ["Compra MWh", "Hora", "Fecha", "Compra / Venta", "Hora / MWh", ""])
def test_other_corners_are_quiet(made: Any, corner: str) -> None:
    assert warnings_of(read(made(corner))) == ""


def test_a_corner_says_nothing_of_what_is_called_a_purchase() -> None:
    assert warnings_of(read(days_across("Venta", ["", "Compra (MWh)", "Compra (MWh)"]))) == ""
