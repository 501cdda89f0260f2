"""Columns that name the quarters of an hour with what they hold, and those that the energy of the hour explains."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of

HOURS = range(1, 25)
PARTS = range(1, 5)


def quarter(hour: int, part: int, of: int = 0) -> float:
    """What a quarter of an hour has, in the columns of the quantity `of`."""
    return hour + 0.1 * part**2 + 100 * of


def heads(*patterns: str) -> list[str]:
    """The names of four quarters by each of the `patterns`."""
    return [pattern.format(part) for pattern in patterns for part in PARTS]


def table(names: list[str], quantities: int = 1, *beside: float, above: Any = ()) -> list[list[Any]]:
    """A day of hours: four columns for each of so many quantities, and a mean of the first four times each `beside`."""
    rows: list[list[Any]] = [*above, ["Fecha", "Hora", *names]]
    for hour in HOURS:
        values = [quarter(hour, part, of) for of in range(quantities) for part in PARTS]
        mean = sum(values[:4]) / 4
        rows.append(["24/11/2026", hour, *values, *(round(mean * each, 2) for each in beside)])
    return rows


def mw(of: int = 0) -> list[Any]:
    """The 96 values of the quantity `of` in order of time."""
    return [pytest.approx(quarter(hour, part, of)) for hour in HOURS for part in PARTS]


@pytest.mark.parametrize("made", [text, xlsx])
@pytest.mark.parametrize(
    "pattern",
    [
        "Compra Q{} (MW)",
        "Compra (MW) Q{}",
        "Q{} Compra (MW)",
        "Compra_Q{}_MW",
        "Compra cuarto {} (MW)",
        "Compra {}º cuarto (MW)",
        "Achat QH{} [MW]",
    ],
)
def test_the_quarters_of_a_purchase_are_read_as_quarters(made: Any, pattern: str) -> None:
    reading = read(made(table(heads(pattern))))
    assert (reading.resolution, reading.unit, reading.rows.mw.tolist()) == (15, "MW", mw())
    assert reading.column.startswith(("Compra", "Achat"))
    assert not reading.problems


@pytest.mark.parametrize("minutes", [["00", "15", "30", "45"], ["15", "30", "45", "60"], [":00", ":15", ":30", ":45"]])
def test_so_are_minutes_behind_its_name(minutes: list[str]) -> None:
    reading = read(text(table([f"Compra {minute}" for minute in minutes])), unit="MW")
    assert (reading.column, reading.resolution, reading.rows.mw.tolist()) == ("Compra", 15, mw())


def test_quarters_without_a_unit_ask_for_it() -> None:
    assert refusal(text(table(heads("Compra Q{}"))), "programa.csv").question is Question.UNIT


@pytest.mark.parametrize(
    ("names", "above"),
    [
        (heads("Venta Q{} (MW)", "Compra Q{} (MW)"), ()),
        (heads("Precio Q{} (€/MWh)", "Compra Q{} (MW)"), ()),
        (heads("Q{} (MW)", "Q{} (MW)"), [["", "", "Venta", "", "", "", "Compra"]]),
        (heads("Q{} (MW)", "Q{} (MW)"), [["", "", *["Precio"] * 4, *["Compra"] * 4]]),
    ],
)
def test_of_several_quantities_the_purchase_is_read(names: list[str], above: Any) -> None:
    reading = read(text(table(names, 2, above=above)))
    assert (reading.unit, reading.rows.mw.tolist()) == ("MW", mw(1))
    assert "Compra" in reading.column
    assert not reading.problems


def test_quarters_of_two_quantities_may_take_turns() -> None:
    names = [f"{name} Q{part}" for part in PARTS for name in ("Precio", "Compra")]
    rows: list[list[Any]] = [["Fecha", "Hora", *names]]
    for hour in HOURS:
        rows.append(["24/11/2026", hour, *(value for part in PARTS for value in (50.5, quarter(hour, part)))])
    reading = read(text(rows), unit="MW")
    assert (reading.column, reading.rows.mw.tolist()) == ("Compra", mw())


@pytest.mark.parametrize(
    ("names", "choices"),
    [
        (heads("Parque A Q{}", "Parque B Q{}"), ("Parque A", "Parque B")),
        (heads("Q{}", "Q{}"), ("Q1 … Q4 [C]", "Q1 … Q4 [G]")),
    ],
)
def test_quantities_that_tell_nothing_are_asked_about(names: list[str], choices: tuple[str, ...]) -> None:
    content = text(table(names, 2))
    refused = refusal(content, "programa.csv")
    assert (refused.question, refused.choices) == (Question.COLUMN, choices)
    assert read(content, column=choices[1], unit="MW").rows.mw.tolist() == mw(1)


def test_quarters_of_prices_are_no_purchase() -> None:
    assert "prices" in str(refusal(text(table(heads("Precio Q{}"))), "programa.csv"))


@pytest.mark.parametrize(
    ("pattern", "energy", "scale"),
    [("C{} (MW)", "Energía (MWh)", 1), ("C{}", "Energía (MWh)", 1), ("T{} (kW)", "Compra (kWh)", 0.001)],
)
def test_the_energy_of_the_hour_shows_that_four_columns_are_its_quarters(
    pattern: str, energy: str, scale: float
) -> None:
    reading = read(text(table([*heads(pattern), energy], 1, 1)))
    assert (reading.resolution, reading.factor) == (15, scale)
    assert [value / scale for value in reading.rows.mw.tolist()] == mw()
    assert "Energía" not in reading.column
    assert not warnings_of(reading)


def test_a_person_may_have_the_energy_all_the_same() -> None:
    content = text(table([*heads("C{} (MW)"), "Energía (MWh)"], 1, 1))
    reading = read(content, column="Energía (MWh)")
    assert (reading.resolution, reading.column) == (60, "Energía (MWh)")


@pytest.mark.parametrize(
    ("names", "share"),
    [("T{} (MW)|Total (MW)", 4), ("T{} (MW)|Media (MW)", 1), ("T{} (MW)|Energía media (MWh)", 1)],
)
def test_four_turbines_with_their_sum_or_mean_are_no_quarters(names: str, share: float) -> None:
    pattern, whole = names.split("|")
    content = text(table([*heads(pattern), whole], 1, share))
    assert read(content, column=whole).resolution == 60


@pytest.mark.parametrize(
    "names", [heads("Compra {}"), [*heads("Compra Q{}"), "Compra Q5"], ["Compra Q2", "Compra Q1", *heads("C{}")[2:]]]
)
def test_other_numbers_are_no_quarters(names: list[str]) -> None:
    rows = table(names, 1, *([1] if len(names) == 5 else []))
    assert refusal(text(rows), "programa.csv").question is Question.COLUMN


def test_a_purchase_by_hours_stands_beside_a_forecast_of_quarters() -> None:
    reading = read(text(table([*heads("Previsión Q{}"), "Compra (MWh)"], 1, 2)))
    assert (reading.column, reading.resolution) == ("Compra (MWh)", 60)
