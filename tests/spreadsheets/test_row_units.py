"""A column of units beside rows of several quantities: of energy, of prices and of shares."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, read, text
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of

DAYS = ("24/11/2026", "25/11/2026")
HOURS = list(range(1, 25))
Rows = list[list[Any]]
Quantity = tuple[str, str, float]


def made(place: str, *quantities: Quantity) -> Rows:
    """A table of the `quantities`, each with its name, its unit and its value in every hour."""
    match place:
        case "before":
            return [
                ["Fecha", "Concepto", "Unidad", *HOURS],
                *([day, name, unit, *[value] * 24] for day in DAYS for name, unit, value in quantities),
            ]
        case "behind":
            return [
                ["Fecha", "Concepto", *HOURS, "Unidad"],
                *([day, name, *[value] * 24, unit] for day in DAYS for name, unit, value in quantities),
            ]
        case "merged":
            rows = made("before", *quantities)
            count = len(quantities)
            return [[*([""] if at and (at - 1) % count else row[:1]), *row[1:]] for at, row in enumerate(rows)]
        case "one day":
            return [
                [DAYS[0]],
                ["Unidad", "Concepto", *HOURS],
                *([unit, name, *[value] * 24] for name, unit, value in quantities),
            ]
        case "one day, behind":
            return [
                [DAYS[0]],
                ["Concepto", *HOURS, "Unidad"],
                *([name, *[value] * 24, unit] for name, unit, value in quantities),
            ]
        case "days across":
            return [
                ["Hora", "Concepto", "Unidad", *DAYS],
                *([hour, name, unit, value, value] for hour in HOURS for name, unit, value in quantities),
            ]
        case _:
            return [
                ["Hora", "Concepto", *DAYS, "Unidad"],
                *([hour, name, value, value, unit] for hour in HOURS for name, unit, value in quantities),
            ]


PLACES = ["before", "behind", "merged", "one day", "one day, behind", "days across", "days across, behind"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("price", ["€/MWh", "EUR/MWh", "€", "%"])
def test_what_has_the_unit_of_a_price_is_no_purchase(place: str, price: str) -> None:
    reading = read(text(made(place, ("Compra", price, 50.25), ("Demanda", "MWh", 8.5))))
    assert reading.column in ("Demanda", "Demanda (MWh)")
    assert (reading.unit, set(reading.rows.mw.tolist()), errors_of(reading)) == ("MWh", {8.5}, [])


@pytest.mark.parametrize("place", PLACES)
def test_the_unit_beside_the_values_is_theirs(place: str) -> None:
    reading = read(text(made(place, ("Compra", "kWh", 31.5), ("Precio", "€/MWh", 50.25))))
    assert reading.column in ("Compra", "Compra (kWh)")
    assert (reading.unit, reading.unit_stated, errors_of(reading)) == ("kWh", True, [])
    assert reading.rows.mw[0] == pytest.approx(0.0315)


@pytest.mark.parametrize("place", PLACES)
def test_a_unit_beside_the_values_that_may_be_either_is_asked_about(place: str) -> None:
    asked = refusal(text(made(place, ("Compra", "kW/h", 31.5), ("Precio", "€/MWh", 50.25))))
    assert (asked.question, "kW/h" in str(asked.message)) == (Question.UNIT, True)


@pytest.mark.parametrize("place", ["before", "behind", "one day, behind"])
@pytest.mark.parametrize(
    ("unit", "said"),
    [("€/MWh", "are prices"), ("€", "are prices"), ("%", "are losses, shares"), ("m/s", "other quantities")],
)
def test_values_of_which_none_is_energy_are_refused(place: str, unit: str, said: str) -> None:
    content = text(made(place, ("Compra", unit, 50.25)))
    asked = refusal(content)
    assert (asked.question, said in str(asked.message)) == (Question.COLUMN, True)
    answered = read(content, column=asked.choices[0])
    assert "not like a purchase" in warnings_of(answered)


def test_days_of_prices_among_those_of_energy_are_refused() -> None:
    rows = made("before", ("Compra", "MWh", 8.5))
    rows[2][2] = "€/MWh"
    assert "names MWh in row 2 and €/MWh in row 3" in str(refusal(text(rows)).message)


def test_a_column_that_is_not_of_units_alone_says_nothing_of_them() -> None:
    for beside in ("V", "Real", "h"):
        reading = read(text(made("before", ("Compra", beside, 8.5))))
        assert (set(reading.rows.mw.tolist()), errors_of(reading)) == ({8.5}, [])


@pytest.mark.parametrize("unit", ["€/MWh", "EUR/MWh", "c€/kWh"])
@pytest.mark.parametrize("name", ["Compra", "Valor"])
def test_a_long_table_whose_column_of_units_says_prices_is_told(name: str, unit: str) -> None:
    rows = [["Fecha", "Hora", name, "Unidad"], *([DAYS[0], hour, 40 + hour, unit] for hour in HOURS)]
    assert f"“{unit}” looks like prices" in warnings_of(read(text(rows)))
    for quiet in ("MWh", "Norte", *(["EUR"] if name == "Compra" else [])):
        assert warnings_of(read(text([*([*row[:3], quiet if at else "Zona"] for at, row in enumerate(rows))]))) == ""
