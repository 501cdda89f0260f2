"""Energy that is called hourly: asked for over quarters and halves of hours, and taken as it stands over hours."""

from __future__ import annotations

from datetime import datetime

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, text, times

HEADS = [
    *("MWh horarios", "Compra (MWh horarios)", "MWh horaires", "Energía horaria (MWh)", "Hourly energy [kWh]"),
    *("Energia oraria (MWh)", "Energía por hora (MWh)", "Stündliche Energie (MWh)", "Kjøp timesverdier (MWh)"),
]


def table(head: str, step: int, *, units: str = "", total: float | None = None) -> bytes:
    count = 24 * 60 // step
    rows = [[moment, 40.5 + place] for place, moment in enumerate(times(count, step, datetime(2026, 1, 14)))]
    heads = [["Fecha y hora", head], *([["", units]] if units else [])]
    return text([*heads, *rows, *([["Total MWh", total]] if total else [])])


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("step", [15, 30])
def test_over_parts_of_an_hour_it_is_asked_with_both_readings(head: str, step: int) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table(head, step), "a.csv")
    asked = caught.value
    assert asked.question is Question.UNIT
    assert f"“{head}” speaks of energy by the hour" in str(asked.message)
    first = {each.options.unit: each.first_mw for each in asked.alternatives}
    assert (first["MW"], first["MWh"]) == (40.5, 40.5 * 60 / step)


@pytest.mark.parametrize("head", HEADS)
def test_over_hours_nothing_is_asked(head: str) -> None:
    assert len(read(table(head, 60), "a.csv").rows) == 24


def test_the_row_of_units_is_heard_as_well() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table("Compra", 15, units="MWh horarios"), "a.csv")
    assert caught.value.question is Question.UNIT


@pytest.mark.parametrize(
    "head",
    [
        "Compra (MWh)",
        "Energía cuarto horaria (MWh)",
        "Compra cuartohoraria (MWh)",
        "MWh quart horaires",
        "Megavatios horarios",
    ],
)
def test_energy_of_the_parts_is_not_asked_about(head: str) -> None:
    assert read(table(head, 15), "a.csv").factor == 4


@pytest.mark.parametrize("head", ["MWh por hora", "MWh par heure", "Compra (MWh/h)"])
def test_energy_per_hour_is_power(head: str) -> None:
    assert read(table(head, 15), "a.csv").factor == 1


@pytest.mark.parametrize(("unit", "factor"), [("MW", 1), ("MWh", 4)])
def test_the_answer_counts(unit: str, factor: float) -> None:
    assert read(table("MWh horarios", 15), "a.csv", unit=unit).factor == factor


def test_a_confirmed_unit_and_a_total_that_proves_it_answer_as_well() -> None:
    assert read(table("MWh horarios", 15), "a.csv", usual_unit="MWh").factor == 4
    assert read(table("MWh horarios", 15, total=sum(40.5 + place for place in range(96))), "a.csv").factor == 4


@pytest.mark.parametrize("head", ["MW/h", "Compra (MW/h)", "Consumo (megavatios/hora)", "GW/h"])
@pytest.mark.parametrize("step", [15, 30])
def test_megawatts_by_the_hour_are_asked_about_over_parts_of_it(head: str, step: int) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table(head, step), "a.csv")
    assert caught.value.question is Question.UNIT
    assert f"“{head}” may mean power as well as energy" in str(caught.value.message)


@pytest.mark.parametrize("place", ["row of units", "column of units", "title"])
def test_megawatts_by_the_hour_are_asked_about_wherever_they_stand(place: str) -> None:
    rows = [[moment, 40.5 + at] for at, moment in enumerate(times(96, 15, datetime(2026, 1, 14)))]
    content = {
        "row of units": table("Compra", 15, units="MW/h"),
        "column of units": text([["Fecha y hora", "Compra", "Unidad"], *([*row, "MW/h"] for row in rows)]),
        "title": text([["Programa en MW/h"], ["Fecha y hora", "Compra"], *rows]),
    }[place]
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "a.csv")
    assert "may mean power" in str(caught.value.message)


def test_megawatts_by_the_hour_are_power_over_hours_and_where_it_is_in_proportion() -> None:
    assert read(table("Compra (MW/h)", 60), "a.csv").factor == 1
    assert read(table("Compra (MW/h)", 15), "a.csv", usual_mw=80.0).factor == 1
    assert read(table("Compra (MW/h)", 15), "a.csv", unit="MWh").factor == 4
    assert read(text([["Programa en MW/h"], *rows_in_mw()]), "a.csv").factor == 1


def rows_in_mw() -> list[list[object]]:
    rows = enumerate(times(96, 15, datetime(2026, 1, 14)))
    return [["Fecha y hora", "Compra (MW)"], *([moment, 40.5 + at] for at, moment in rows)]
