"""Headers, titles and names that count or call the day of a table: seen where today or the date tells another one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)


def table(title: str, header: str) -> bytes:
    hours: list[list[Any]] = [[hour, hour + 0.5] for hour in range(1, 25)]
    return text([[title], ["Hora", header], *hours])


def said_of(title: str, header: str = "MW", file: str = "a.csv", day: int = 29) -> str:
    reading = read(table(title, header), file, today=TODAY)
    assert format_labels(reading.rows.labels)[0] == f"2026-11-{day} 01:00"
    return warnings_of(reading)


@pytest.mark.parametrize(
    "header", ["Prognose Folgetag (MW)", "Previsione giorno successivo", "Previsión día siguiente (MW)", "Mañana (MW)"]
)
def test_a_header_that_counts_the_day_is_seen_below_the_date_of_today(header: str) -> None:
    said = said_of("29/11/2026", header)
    assert said.count("speaks of a day as well: counted from today that is 2026-11-30") == 1
    assert said_of("30/11/2026", header, day=30) == ""


def test_a_column_called_after_another_weekday_is_seen() -> None:
    assert "“Martes (MW)” stands above the table, and its rows are of 2026-11-30" in said_of(
        "Programa 30/11/2026", "Martes (MW)", day=30
    )
    assert said_of("Programa 30/11/2026", "Lunes (MW)", day=30) == ""


@pytest.mark.parametrize("title", ["Previsión a 29/11/2026", "Prognose vom 29.11.2026", "Previsão ao 29/11/2026"])
def test_a_forecast_of_today_may_have_been_made_today(title: str) -> None:
    assert "do not say that it is the day of delivery" in said_of(title)
    assert said_of(title.replace("29", "30"), day=30) == ""


@pytest.mark.parametrize(
    "title", ["Fecha de previsión: {}", "Data da previsão: {}", "Date de prévision: {}", "Forecast date: {}"]
)
def test_the_date_of_a_forecast_that_is_not_to_come_may_be_that_of_its_making(title: str) -> None:
    for day in (28, 29):
        assert "do not say that it is the day of delivery" in said_of(title.format(f"{day}/11/2026"), day=day)
    assert said_of(title.format("30/11/2026"), day=30) == ""


@pytest.mark.parametrize("title", ["Programa 29/11/2026", "Previsión del 29/11/2026", "Compra del día 29/11/2026"])
def test_a_purchase_of_today_is_none_made_today(title: str) -> None:
    assert said_of(title) == ""


def test_a_name_that_counts_a_day_beside_its_date_is_seen() -> None:
    rows: list[list[Any]] = [["Hora", "MW"], *([hour, hour + 0.5] for hour in range(1, 25))]
    for name, seen in (
        ("D1_20261129", True),
        ("compra D2 20261130", True),
        ("D1_20261130", False),
        ("A1_20261129", False),
    ):
        reading = read(text(rows), f"{name}.csv", today=TODAY)
        assert ("speaks of a day as well" in warnings_of(reading)) is seen, name


@pytest.mark.parametrize(
    ("name", "day", "other"),
    [
        ("D-1_20261130", 30, "2026-11-28"),
        ("Compra_D-1 30-11-2026", 30, "2026-11-28"),
        ("D-1_20261129", 29, "2026-11-28"),
        ("20261130_D-2", 30, "2026-11-27"),
        ("D-1_20261128", 28, None),
        ("D+1_20261130", 30, None),
        ("D+1_20261129", 29, "2026-11-30"),
        ("D-20261130", 30, None),
        ("D20261130-1", 30, None),
        ("ID-1_20261130", 30, None),
    ],
)
def test_a_name_that_counts_back_from_today_counts_no_day_ahead(name: str, day: int, other: str | None) -> None:
    rows: list[list[Any]] = [["Hora", "MW"], *([hour, hour + 0.5] for hour in range(1, 25))]
    for ending, content in (("csv", text(rows)), ("xlsx", xlsx(rows))):
        reading = read(content, f"{name}.{ending}", today=TODAY)
        assert format_labels(reading.rows.labels)[0] == f"2026-11-{day} 01:00"
        said = warnings_of(reading)
        assert said == "" if other is None else f"counted from today that is {other}" in said
