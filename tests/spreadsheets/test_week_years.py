"""A week called with its year tells the year of days without one, and what is no such week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.week_years import WeekOfYear, week_of_year
from ravenwits_desktop.spreadsheets.texts.words import folded
from tests.spreadsheets.builders import notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_short_days import across, long, wide

NOVEMBER = date(2026, 11, 29)
WEEK = ["01/12", "02/12", "03/12", "04/12", "05/12", "06/12", "07/12"]


def first_day(content: bytes, name: str, today: date = NOVEMBER) -> str:
    return str(format_labels(read(content, name, today=today).rows.labels)[0])[:10]


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("Programa de compra semana 49 de 2025 (MW)", 2025),
        ("Semana 48/2027", 2027),
        ("S49-2025", 2025),
        ("S49_2025", 2025),
        ("KW 49/2025", 2025),
        ("KW49_2025", 2025),
        ("Week 49 2025", 2025),
        ("W49-2025", 2025),
        ("2025-W49", 2025),
        ("Semana nº 49 del año 2025", 2025),
        ("Semana 49 (2025)", 2025),
        ("Semana 49/25", 2025),
    ],
)
@pytest.mark.parametrize("layout", [long, wide, across])
def test_the_year_of_a_week_is_that_of_its_days(layout: Any, said: str, year: int) -> None:
    reading = read(xlsx(layout(WEEK, said)), today=NOVEMBER)
    assert str(format_labels(reading.rows.labels)[0]) == f"{year}-12-01 01:00"
    assert f"{year} stands above the table" in notes_of(reading)
    assert "that is far from today" in warnings_of(reading)


@pytest.mark.parametrize("name", ["S49_2025", "S49-2025", "KW 49 2025", "Semana 49 de 2025"])
def test_so_is_that_of_a_sheet_and_of_a_file(name: str) -> None:
    rows = across(WEEK)
    assert first_day(xlsx([], sheets={name: rows}), "compra.xlsx") == "2025-12-01"
    assert first_day(xlsx(rows), f"{name}.xlsx") == "2025-12-01"
    assert first_day(text(rows), f"{name}.csv") == "2025-12-01"


@pytest.mark.parametrize(
    ("days", "said", "first"),
    [
        (["30/12", "31/12", "01/01"], "Semana 1 de 2025", "2024-12-30"),
        (["28/12", "29/12", "02/01"], "Semana 53 de 2026", "2026-12-28"),
        (["01/01", "02/01", "03/01"], "Semana 53 de 2026", "2027-01-01"),
        (["29/12", "30/12", "31/12"], "Semana 53 de 2025", "2025-12-29"),
    ],
)
def test_weeks_over_the_turn_of_the_year(days: Sequence[str], said: str, first: str) -> None:
    reading = read(xlsx(across(days, said)), today=NOVEMBER)
    assert str(format_labels(reading.rows.labels)[0])[:10] == first
    assert f"{said[-4:]} stands above the table" in notes_of(reading)


@pytest.mark.parametrize(
    "said",
    ["Programa semana 49 de 2026", "Programa semana 49", "S49", "KW 49", "Contrato 2025-001 semana 49",
     "Contrato de la semana 49 de 2025", "Semana 49 - creado 2025"],
)  # fmt: skip
def test_a_week_of_this_year_or_without_one_stays_quiet(said: str) -> None:
    reading = read(xlsx(across(WEEK, said)), today=NOVEMBER)
    assert str(format_labels(reading.rows.labels)[0]) == "2026-12-01 01:00"
    assert warnings_of(reading) == ""


def test_a_week_of_another_year_than_the_rows_has_to_be_seen() -> None:
    days = ["30/11/2026", "01/12/2026", "02/12/2026"]
    assert "“Programa semana 49 de 2025”" in warnings_of(read(xlsx(long(days, "Programa semana 49 de 2025"))))
    assert warnings_of(read(xlsx(long(days, "Programa semana 49 de 2026")))) == ""
    days = ["29/12/2025", "30/12/2025", "31/12/2025"]
    assert warnings_of(read(xlsx(long(days, "Programa semana 1 de 2026")))) == ""


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("Semana 49, 2026-11-30", None),
        ("Semana 48 de 2025 y semana 49 de 2025", None),
        ("Semana 48/49", None),
        ("2026-11-30 S49", None),
        ("Programa 2025 - semana 49", WeekOfYear(2025, 49)),
        ("semana 53 - 2026/2027", WeekOfYear(2026, 53)),
    ],
)
def test_what_is_a_week_of_a_year(said: str, week: WeekOfYear | None) -> None:
    assert week_of_year(folded(said)) == week
