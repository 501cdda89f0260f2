"""Prices are never taken for a purchase without a word, wherever the word that tells them stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import errors_of, read, text, times, xlsx
from tests.spreadsheets.test_rules import refusal

MONTH = [f"{'SDLMXJV'[(day - 1) % 7]} {day:02}" for day in range(1, 31)]
"""The days of November 2025, which began on a Saturday."""


def warnings_of(reading: Reading) -> str:
    return " ".join(str(found.problem.message) for found in reading.problems if found.problem.row is None)


def settled(code: str) -> bytes:
    rows = [f"{day};" + ";".join(f"{50 + hour}.5" for hour in range(24)) + ";;" for day in MONTH]
    return "\n".join([f"{code};", "2025;12;05;10;44;02;", *rows, "*"]).encode()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("prdvdatos", "looks like prices"),
        ("prdvsuqh", "looks like prices"),
        ("perd20TD", "looks like losses"),
        ("grcosdnc", "does not say that it is a purchase"),
    ],
)
def test_settlements_say_what_they_may_be(code: str, said: str) -> None:
    reading = read(settled(code), f"C2_{code}_20251101_20251130")
    assert (len(reading.rows), said in warnings_of(reading)) == (720, True)
    assert reading.column == code  # without the numbers of the time of issue


def test_a_programme_laid_out_as_a_settlement_is_no_doubt() -> None:
    assert warnings_of(read(settled("Programa de compra (MW)"), "programa_2025-11.csv")) == ""


@pytest.mark.parametrize(
    ("name", "column"), [("PVPC_20261124.csv", "Valor"), ("precios_mercado.csv", "España"), ("a.csv", "€/kWh total")]
)
def test_a_price_in_the_name_of_the_file_or_column_is_heard(name: str, column: str) -> None:
    rows = [["Fecha", column], *([moment, 50.5] for moment in times(24))]
    if "/kWh" in column:
        assert "are prices" in refusal(text(rows))
    else:
        assert "looks like prices" in warnings_of(read(text(rows), name))
    assert warnings_of(read(text([["Fecha", "Compra"], *rows[1:]]), name)) == ""
    assert warnings_of(read(text([["Fecha", "Valor (MW)"], *rows[1:]]), name)) == ""


def test_a_sheet_of_prices_is_heard() -> None:
    rows: list[list[Any]] = [["Fecha", "España"], *([moment, 50.5] for moment in times(24))]
    assert "“Precios OMIE” looks like prices" in warnings_of(read(xlsx([], sheets={"Precios OMIE": rows})))
    assert warnings_of(read(xlsx([], sheets={"Compra a precio cero": rows}))) == ""


@pytest.mark.parametrize("head", ["MARGINALPDBC;", "Precios del mercado diario (EUR/MWh)"])
def test_columns_without_names_below_a_title_of_prices_are_called_prices(head: str) -> None:
    rows = [f"2026;11;24;{hour};62.05;6{hour % 10}.10;" for hour in range(1, 25)]
    asked = refusal("\n".join([head, *rows, "*"]).encode())
    assert "The only numbers beside the dates are prices" in asked
    asked = refusal("\n".join(["Programa de la comercializadora", *rows, "*"]).encode())
    assert "Several columns could be the purchase" in asked


def test_whole_numbers_that_rise_are_no_reason_to_offer_codes() -> None:
    head = "id;name;geoid;geoname;value;datetime"
    rows = [
        f"600;Precio mercado SPOT Diario;3;España;{50 + hour};2026-11-24T{hour:02}:00:00+01:00" for hour in range(24)
    ]
    assert "Precio mercado SPOT Diario 3 España” looks like prices" in warnings_of(
        read("\n".join([head, *rows]).encode(), "a.csv")
    )


def test_days_above_a_price_and_an_energy() -> None:
    days = [datetime(2026, 11, 24), datetime(2026, 11, 25)]
    heads = [["Hora", days[0], days[0], days[1], days[1]], ["", "€/MWh", "MWh", "€/MWh", "MWh"]]
    rows = [[hour, 50.5, hour + 0.25, 60.5, hour + 100.25] for hour in range(1, 25)]
    reading = read(xlsx([*heads, *rows]))
    assert (len(reading.rows), reading.column, reading.unit, errors_of(reading)) == (48, "MWh", "MWh", [])
    assert reading.rows.mw.tolist() == [row[column] for column in (2, 4) for row in rows]
    assert reading.rows.labels[0].item().date() == date(2026, 11, 24)
    assert "stands above several columns of row 1" in refusal(xlsx([heads[0], *rows]))
