"""A month written in numbers above weekdays with the day of a month, or in a name, and what is no such month."""

from __future__ import annotations

from datetime import date

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.month_numbers import months_numbered
from tests.spreadsheets.builders import notes_of, read, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_weeks import across, down

TODAY = date(2026, 11, 29)
DAYS = ("Domingo 1", "Lunes 2", "Martes 3")
"""Days of February, March and November 2026."""


def first_day(content: bytes, name: str = "compra.xlsx") -> str:
    return str(format_labels(read(content, name, today=TODAY).rows.labels)[0])[:10]


@pytest.mark.parametrize(
    "said",
    ["Compra MW - Mes: 02/2026", "Mes 02/2026", "02/2026", "02-2026", "2026-02", "202602", "Programa 2026/02",
     "Mes: 2/2026", "Mes de 02 2026", "Compra 02.2026"],
)  # fmt: skip
@pytest.mark.parametrize("made", [across, down])
def test_it_is_the_month_of_the_days(said: str, made: object) -> None:
    reading = read(xlsx([[said], *made(DAYS)]), today=TODAY)  # type: ignore[operator]
    assert str(format_labels(reading.rows.labels)[0]) == "2026-02-01 01:00"
    assert "“Domingo 1” is 2026-02-01, by what stands above the table" in notes_of(reading)
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("name", ["02-2026", "2026-02", "202602", "Compra_202602"])
def test_so_is_that_of_a_sheet_or_a_file(name: str) -> None:
    assert first_day(xlsx([], sheets={name: across(DAYS)})) == "2026-02-01"
    assert first_day(xlsx(across(DAYS)), f"{name}.xlsx") == "2026-02-01"


def test_a_number_behind_words_of_anything_has_to_be_seen_where_it_is_far() -> None:
    reading = read(xlsx(across(DAYS)), "Norte_202602.xlsx", today=TODAY)
    assert "other days have the same name" in warnings_of(reading)
    assert warnings_of(read(xlsx(across(DAYS)), "Norte_202611.xlsx", today=TODAY)) == ""


def test_a_month_that_has_no_such_days_has_to_be_seen() -> None:
    content = xlsx([["Compra MW - Mes: 04/2026"], *across(DAYS)])
    assert first_day(content) == "2026-11-01"
    assert "“Compra MW - Mes: 04/2026” may say another month" in warnings_of(read(content, today=TODAY))


@pytest.mark.parametrize(
    "said",
    ["Programa nº 12/2026", "CTR-2026-01", "Compra planta 1 2026", "Contrato 02/2026",
     "Generado 02/2026", "Mes: 11/2026", "Compra 2026", "11/2026 - 12/2026", "Compra 01/11/2026"],
)  # fmt: skip
def test_what_is_none_or_that_of_the_days_nearest_to_today_stays_quiet(said: str) -> None:
    reading = read(xlsx([[said], *across(DAYS)]), today=TODAY)
    assert str(format_labels(reading.rows.labels)[0]) == "2026-11-01 01:00"
    assert warnings_of(reading) == ""


def test_a_file_of_the_month_before_stays_quiet() -> None:
    reading = read(xlsx(across(("Martes 1", "Miércoles 2"))), "Norte_202611.xlsx", today=TODAY)
    assert str(format_labels(reading.rows.labels)[0]) == "2026-12-01 01:00"
    assert warnings_of(reading) == ""


@pytest.mark.parametrize(("said", "year"), [("Programa 12/2025", 2025), ("Mes: 12/2025", 2025),
                                            ("Programa nº 12/2025", 2026), ("Programa 12/2026", 2026)])  # fmt: skip
def test_it_is_the_year_of_days_without_one(said: str, year: int) -> None:
    reading = read(xlsx([[said], *across(("01/12", "02/12", "03/12"))]), today=TODAY)
    assert str(format_labels(reading.rows.labels)[0]) == f"{year}-12-01 01:00"
    assert ("that is far from today" in warnings_of(reading)) is (year == 2025)


def test_march_and_tuesday() -> None:
    reading = read(xlsx([["Mes: 03/2026"], *across(("Mar 3", "Mié 4"))]), today=TODAY)
    assert str(format_labels(reading.rows.labels)[0]) == "2026-03-03 01:00"


@pytest.mark.parametrize("text", ["Semana 10/2026", "KW 10/2026", "S10-2026", "30/11/2026", "23 al 29/11/2026"])
def test_weeks_and_days_are_no_months(text: str) -> None:
    assert not list(months_numbered([text]))
