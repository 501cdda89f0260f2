"""A day that words count from today, or from a date, beside a date: tomorrow, D+1, the day after 29/11/2026."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.test_day_claims import TABLE, csv, first_day, warnings_of
from tests.spreadsheets.test_layouts import refusal

BEFORE, TODAY = date(2026, 11, 28), date(2026, 11, 29)
SECOND = "speaks of a day as well: counted from today that is 2026-11-30"
ONE_CELL = [
    "Previsión para mañana 29/11/2026", "D+1 29/11/2026", "Programa D+1: 29/11/2026", "29/11/2026 (mañana)",
    "día siguiente: 29/11/2026", "Programa del día siguiente, 29/11/2026", "Previsão para amanhã 29/11/2026",
    "Dia seguinte 29/11/2026", "Forecast for tomorrow 29/11/2026", "Next day 29/11/2026", "Fahrplan morgen 29.11.2026",
    "Folgetag: 29.11.2026", "Achats pour demain 29/11/2026", "Programme J+1 29/11/2026", "Lendemain 29/11/2026",
    "Acquisti per domani 29/11/2026", "Giorno successivo 29/11/2026", "Inköp imorgon 2026-11-29",
    "Kjøp i morgen 29.11.2026", "Osto huomenna 29.11.2026", "Fecha de entrega (mañana): 29/11/2026",
]  # fmt: skip


@pytest.mark.parametrize("title", ONE_CELL)
def test_tomorrow_beside_a_date_that_is_another_day_is_told(title: str) -> None:
    reading = read(csv(title), "a.csv", today=TODAY)
    assert first_day(reading) == "2026-11-29"
    assert f"“{title}” {SECOND}" in warnings_of(reading)
    assert warnings_of(read(csv(title), "a.csv", today=BEFORE)) == ""


@pytest.mark.parametrize(
    "title", ["Previsión para mañana 29/11/26", "Compra mañana domingo 29/11", "Compra D+1 29 nov"]
)
def test_so_is_one_beside_a_date_without_its_whole_year(title: str) -> None:
    reading = read(csv(title), "a.csv", today=TODAY)
    assert first_day(reading) == "2026-11-29"
    assert f"“{title}” {SECOND}" in warnings_of(reading)
    assert warnings_of(read(csv(title), "a.csv", today=BEFORE)) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Turno de mañana 29/11/2026", "Programa por la mañana 29/11/2026", "Compra mañana y tarde 29/11/2026",
        "Programa 29/11/2026 (la hora 24 es del día siguiente)", "Programa 29/11/2026, horas en UTC+1",
        "Programa del 29/11/2026", "Programa 29/11/2026 00:00+01:00",
    ],
)  # fmt: skip
def test_mornings_and_the_midnight_of_the_next_day_are_no_tomorrow(title: str) -> None:
    reading = read(csv(title), "a.csv", today=TODAY)
    assert (first_day(reading), "counted from" in warnings_of(reading)) == ("2026-11-29", False)


@pytest.mark.parametrize(
    "title",
    [
        "Previsión para el día siguiente al 29/11/2026", "Programa del día siguiente al domingo 29/11/2026",
        "Para el 29/11/2026+1", "Programa 29/11/2026 +1", "Compra para o dia seguinte ao 29/11/2026",
        "Purchase for the day after 29/11/2026", "Programm für den Tag nach dem 29.11.2026",
        "Achats du lendemain du 29/11/2026", "Acquisti del giorno successivo al 29/11/2026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("today", [BEFORE, TODAY])
def test_the_day_after_a_date_is_read_as_such_and_told(title: str, today: date) -> None:
    reading = read(csv(title), "a.csv", today=today)
    assert first_day(reading) == "2026-11-30"
    assert f"“{title}” counts the day from 2026-11-29" in warnings_of(reading)


def test_rows_of_the_day_after_agree_with_their_title() -> None:
    rows = [["Fecha", "Hora", "Compra (MW)"], *(["30/11/2026", hour, hour + 0.5] for hour in range(1, 25))]
    reading = read(csv("Programa del día siguiente al 29/11/2026", table=rows), "a.csv")
    assert "stands above the table" not in f"{warnings_of(reading)} {reading.notes}"


def test_the_day_after_a_date_without_its_whole_year_has_to_be_written() -> None:
    for title in ("Previsión para el día siguiente al 29/11/26", "Previsión para el día siguiente al 29/11"):
        assert "Write it with its year" in str(refusal(csv(title), "a.csv").message)


@pytest.mark.parametrize(
    "name",
    ["programa_D+1_20261129", "programa_mañana_20261129", "prog demain 2026-11-29", "dia_siguiente_20261129",
     "programa_manana_29.11.26"],
)  # fmt: skip
def test_so_are_names_of_files_and_sheets(name: str) -> None:
    reading = read(csv(), f"{name}.csv", today=TODAY)
    assert first_day(reading) == "2026-11-29"
    assert f"“{name}.csv” {SECOND}" in warnings_of(reading)
    assert warnings_of(read(csv(), f"{name}.csv", today=BEFORE)) == ""
    sheet = name.replace("+", " +")
    book = xlsx([], sheets={sheet: TABLE})
    assert f"“{sheet}” {SECOND}" in warnings_of(read(book, "a.xlsx", today=TODAY))
    assert warnings_of(read(book, "a.xlsx", today=BEFORE)) == ""


@pytest.mark.parametrize("day", ["29/11/2026", "Programa;29/11/2026", "29/11/26", "29/11"])
def test_a_programme_of_d_plus_one_above_the_day_that_is_tomorrow_is_no_doubt(day: str) -> None:
    reading = read(csv("Programa D+1", day), "a.csv", today=BEFORE)
    assert (first_day(reading), "as well" in warnings_of(reading)) == ("2026-11-29", False)


def test_another_day_than_that_of_its_count_is() -> None:
    assert "Programa D+1" in str(refusal(csv("Programa D+1", "29/11/2026"), "a.csv", today=TODAY).message)
    told = warnings_of(read(csv("Programa D+1", "Fecha;29/11/2026"), "a.csv", today=TODAY))
    assert "“Programa D+1” speaks of a day as well" in told
    assert warnings_of(read(csv("Programa D+2", "Fecha;30/11/2026"), "a.csv", today=BEFORE)) == ""


def test_tomorrow_before_a_weekday_and_its_day_is_read() -> None:
    reading = read(csv("Compra mañana lunes 30 de noviembre"), "a.csv", today=TODAY)
    assert (first_day(reading), warnings_of(reading)) == ("2026-11-30", "")
    late = read(csv("Compra mañana lunes 30 de noviembre"), "a.csv", today=date(2026, 11, 30))
    assert first_day(late) == "2026-11-30"
    assert "counted from today that is 2026-12-01" in warnings_of(late)


def dated(days: Sequence[int], *heads: str, title: str = "") -> bytes:
    """Hours with the dates of `days` of November 2026 in a column, below the headers `heads` of values."""
    rows = [[f"{day:02}/11/2026", hour, *[hour + 0.5] * len(heads)] for day in days for hour in range(1, 25)]
    return text([*([[title]] if title else []), ["Fecha", "Hora", *heads], *rows])


@pytest.mark.parametrize(
    ("title", "head"),
    [("", "Previsión D+1 (MW)"), ("", "Previsión mañana (MW)"), ("Previsión D+1", "MW"), ("Previsión mañana", "MW")],
)
def test_days_counted_from_today_are_held_against_the_rows_with_their_dates(title: str, head: str) -> None:
    for days, told in (((29,), True), ((28, 29), True), ((30,), False), ((29, 30), False), (range(1, 30), False)):
        reading = read(dated(days, head, title=title), "a.csv", today=TODAY)
        assert len(reading.rows) == len(days) * 24
        assert (f"“{title or head}” {SECOND}" in warnings_of(reading)) is told, days
        assert told or warnings_of(reading) == ""


def test_the_morning_beside_the_afternoon_is_no_tomorrow() -> None:
    content = dated((29,), "Consumo mañana (MW)", "Consumo tarde (MW)")
    reading = read(content, "a.csv", today=TODAY, column="Consumo mañana (MW)")
    assert "counted from" not in warnings_of(reading)
