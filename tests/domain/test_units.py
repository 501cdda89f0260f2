"""The units that texts state, with dates, numbers and multiples beside them."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.date_numbers import without_dates
from ravenwits_desktop.domain.units import is_doubtful, names_multiple, stated_unit, unit_by_minutes

DATED = [
    "30/11/2026",
    "30/11/26",
    "30.11.2026",
    "30-11-2026",
    "30.11.",
    "30/11",
    "1/12",
    "30-11",
    "2026-11-30",
    "2026/11/30",
    "2026-11-30 00:00",
    "11/30/2026",
    "20261130",
    "30112026",
    "30 11 2026",
    "30-nov-2026",
    "30-nov-26",
    "30 de noviembre de 2026",
    "30 de novembro",
    "1. Dezember 2026",
    "1er décembre 2026",
    "November 30, 2026",
    "Nov 30",
    "Diciembre 2026",
    "FÉVRIER 2027",
    "dic-26",
    "12/2026",
    "2026",
    "Semana 49",
    "semana nº 10",
    "semana 49/2026",
    "49ª semana",
    "2026-W49",
    "S49",
    "KW 49",
    "Versión 2",
    "Cliente 3",
    "D+1",
    "P50",
    "00:00-24:00",
]


@pytest.mark.parametrize("dated", DATED)
@pytest.mark.parametrize("form", ["{} kWh", "kWh {}", "Programa {} kWh", "Programa {} (kWh)"])
def test_a_number_that_says_when_or_which_is_no_amount_of_the_unit_beside_it(dated: str, form: str) -> None:
    said = form.format(dated)
    left = without_dates(said)
    assert len(left) == len(said)
    assert not any(map(str.isdigit, left))
    assert stated_unit(said) == "kWh"
    assert not is_doubtful(said)


@pytest.mark.parametrize(
    "amount",
    [
        "Compra 320 MWh",
        "Compra diaria: 2026 MWh",
        "Total 2026 MWh",
        "Total: 20261130 kWh",
        "Compra 12,5 MWh",
        "Compra 5-10 kW",
        "2x500 kW",
        "1/4 kWh",
        "Planta 5 MW",
        "1.234.567 kWh",
        "kWh: 2026",
    ],
)
def test_an_amount_is_no_date(amount: str) -> None:
    assert without_dates(amount) == amount


def test_the_calendar_week_of_german_is_a_unit_where_the_text_is_about_power() -> None:
    assert stated_unit("Bezug KW 49") is None
    assert stated_unit("Bezug KW 49 MWh") == "MWh"
    assert stated_unit("Leistung KW 49") == "kW"


@pytest.mark.parametrize("said", ["10 kWh", "Valores en 10 kWh", "(100 kW)", "kWh e3"])
def test_a_number_of_units_stays_a_multiple(said: str) -> None:
    assert names_multiple(said)
    assert stated_unit(said) is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Energía (kWh/QH)", 15),
        ("kWh/15min", 15),
        ("kWh / 15'", 15),
        ("kWh/cuarto de hora", 15),
        ("kWh/1/4 h", 15),
        ("kWh/quarter-hour", 15),
        ("kWh/Viertelstunde", 15),
        ("kWh/media hora", 30),
    ],
)
def test_energy_by_the_period_is_that_of_periods_of_its_length_alone(said: str, minutes: int) -> None:
    assert {each for each in (15, 30, 60) if unit_by_minutes(said, each) == "kWh"} == {minutes}


@pytest.mark.parametrize("text", ["KW49 Fahrplan", "Blatt kw49", "kw49 Bezug", "KW 49 Plan", "Wochenplan kw 49"])
def test_a_calendar_week_is_no_unit(text: str) -> None:
    assert stated_unit(text) is None


@pytest.mark.parametrize("text", ["Bezug kW 15 min", "Consumo kW 15min", "Carga kw 15", "kW 24h", "Leistung KW 49"])
def test_a_length_of_time_behind_kw_is_no_week(text: str) -> None:
    assert stated_unit(text) == "kW"
