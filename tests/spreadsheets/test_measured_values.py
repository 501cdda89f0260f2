"""Values that the sheet calls measured, taken with those that it calls a forecast: that has to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from tests.spreadsheets.builders import TODAY, read, text
from tests.spreadsheets.test_mistaken import warnings_of

FIRST = datetime(2026, 11, 27)
HOURS = range(1, 25)
NAMES = [
    ("Real", "Previsión"), ("Medido", "Previsto"), ("Reais", "Previsão"), ("Actual", "Forecast"), ("Ist", "Prognose"),
    ("Réalisé", "Prévisions"), ("Consuntivo", "Previsioni"), ("Gemeten", "Prognose"), ("Ayer", "Hoy"),
    ("Yesterday", "Tomorrow"), ("Gestern", "Heute"), ("Hier", "Demain"), ("Ieri", "Oggi"), ("Ontem", "Hoje"),
    ("Consumo real", "Programa"), ("Compra real", "Compra prevista"), ("Toteutunut", "Ennuste"),
    ("Histórico", "Previsión"), ("Telemedida", "Previsión"), ("REAL", "PREV"), ("real", "prev."),
    ("Consumido", "Previsto"), ("Realizado", "Pronóstico"), ("Liquidado", "Previsto"), ("Measured", "Predicted"),
    ("Consuntivo", "Previsione"),
]  # fmt: skip


def shown(day: int) -> str:
    return f"{FIRST + timedelta(day):%d/%m/%Y}"


def long(said: Sequence[str], head: str = "Estado") -> bytes:
    rows = [[shown(day), hour, 20.5 + hour, name] for day, name in enumerate(said) for hour in HOURS]
    return text([["Fecha", "Hora", "Compra (MW)", head], *rows])


def wide(said: Sequence[str], head: str = "Tipo") -> bytes:
    rows = [[name, shown(day), *(20.5 + hour for hour in HOURS)] for day, name in enumerate(said)]
    return text([["Programa (MW)"], [head, "Fecha", *HOURS], *rows])


def days_across(said: Sequence[str], *, below: bool = False) -> bytes:
    names, days = ["", *said], ["Hora", *(shown(day) for day in range(len(said)))]
    rows = [[hour, *(20.5 + hour + day for day in range(len(said)))] for hour in HOURS]
    return text([["Programa (MW)"], *([days, names] if below else [names, days]), *rows])


@pytest.mark.parametrize(("measured", "expected"), NAMES)
def test_measured_days_beside_expected_ones_are_told_in_every_layout(measured: str, expected: str) -> None:
    said = [measured, measured, expected]
    sentence = f"48 values, of 2026-11-27 to 2026-11-28, are called “{measured}” and 24, of 2026-11-29, “{expected}”"
    for content in (long(said), wide(said), days_across(said), days_across(said, below=True)):
        reading = read(content, "a.csv")
        assert sentence in warnings_of(reading)
        assert len(reading.rows) == 72


def test_a_merged_cell_above_the_days_stands_over_all_of_its_own() -> None:
    said = warnings_of(read(days_across(["Real", "", "Previsión", ""]), "a.csv"))
    assert "48 values, of 2026-11-27 to 2026-11-28, are called “Real” and 48, of 2026-11-29 to 2026-11-30" in said


def test_hours_of_one_day_are_told_as_well() -> None:
    names = ["Real"] * 10 + ["Previsión"] * 14
    rows = [[shown(0), hour, 20.5 + hour, name] for hour, name in zip(HOURS, names, strict=True)]
    reading = read(text([["Fecha", "Hora", "Compra (MW)", "Estado"], *rows]), "a.csv")
    assert "10 values, of 2026-11-27, are called “Real” and 14, of 2026-11-27, “Previsión”" in warnings_of(reading)


@pytest.mark.parametrize(
    "said",
    [
        ["Real", "Real"], ["Previsión", "Previsión"], ["Hoy", "Mañana"], ["Real", "Estimado"], ["Vigente", "Previsión"],
        ["Real/Previsión", "Previsión"], ["Festivo", "Laborable"],
    ],
)  # fmt: skip
def test_one_state_or_others_say_nothing(said: Sequence[str]) -> None:
    today = FIRST.date() if "Hoy" in said else TODAY
    for content in (long(said), wide(said), days_across(said)):
        assert warnings_of(read(content, "a.csv", today=today)) == ""


STATES = [("Real", "Estimado"), ("Medido", "Estimado"), ("Cerrado", "Provisional"), ("Definitivo", "Estimado"),
          ("Telemedida", "Estimada"), ("Actual", "Estimated")]  # fmt: skip


@pytest.mark.parametrize(("measured", "other"), STATES)
def test_the_states_of_a_meter_are_a_forecast_only_of_days_to_come(measured: str, other: str) -> None:
    said = [measured, measured, other]
    for content in (long(said), wide(said), days_across(said)):
        told = warnings_of(read(content, "a.csv", today=date(2026, 11, 29)))
        assert f"called “{measured}” and 24, of 2026-11-29, “{other}”" in told
        assert warnings_of(read(content, "a.csv", today=date(2026, 12, 1))) == ""


def test_versions_of_a_programme_of_days_to_come_are_none_of_a_meter() -> None:
    said = ["Definitivo", "Provisional"]
    assert warnings_of(read(long(said), "a.csv", today=date(2026, 11, 26))) == ""
