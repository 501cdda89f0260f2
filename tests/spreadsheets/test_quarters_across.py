"""Hours one way and their quarters the other, and hours among quarters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.spreadsheets.builders import read, xlsx
from tests.spreadsheets.clock_tables import OCTOBER, TO_24, refusal, rising, table, warnings_of

# --- hours and quarters in one table ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["MWh", "MW"])
def test_days_of_hours_and_days_of_quarters_are_refused(unit: str) -> None:
    rows = [f"24/11/2026;{hour};10,5" for hour in TO_24] + [f"25/11/2026;{quarter};2,5" for quarter in range(1, 97)]
    assert "2026-11-24 has 24 periods, those of other days go up to 96" in refusal(
        table(*rows, head=f"Fecha;Periodo;Compra ({unit})")
    )


# --- hours one way, quarters the other --------------------------------------------------------------------------------


def of_quarters(hours: int = 24) -> list[list[float]]:
    """For each hour the values of its quarters, which count up from 0.5."""
    return [[hour * 4 + quarter + 0.5 for quarter in range(4)] for hour in range(hours)]


@pytest.mark.parametrize(
    "heads",
    [
        [f"Q{number}" for number in range(1, 5)],
        ["00", "15", "30", "45"],
        [0, 15, 30, 45],
        ["Cuarto 1", "Cuarto 2", "QH3", "Q4"],
    ],
)
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("day", ["24/11/2026", OCTOBER, "29/03/2026"])
def test_quarters_across_the_hours(heads: list[Any], base: int, day: str) -> None:
    hours = {OCTOBER: 25, "29/03/2026": 23}.get(day, 24)
    values = [[hour + base, *quarters] for hour, quarters in enumerate(of_quarters(hours))]
    for dated in (True, False):
        rows = [["Fecha", "Hora", *heads], *([day, *row] for row in values)]
        if not dated:
            rows = [[f"Compra (MW) del {day}"], ["Hora", *heads], *values]
        reading = read(xlsx([["Compra (MW)"], *rows]))
        assert (len(reading.rows), rising(reading), reading.resolution) == (4 * hours, True, 15)
        assert (reading.unit, warnings_of(reading)) == ("MW", "")


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("names", [[1, 2, 3, 4], ["Q1", "Q2", "Q3", "Q4"]])
def test_a_row_for_each_quarter_and_the_hours_across(merged: bool, names: list[Any]) -> None:
    rows: list[list[Any]] = [["Compra (MW)"], ["Fecha", "Cuarto", *TO_24]]
    for at, day in enumerate(("24/11/2026", "25/11/2026")):
        for quarter, name in enumerate(names):
            values = [at * 96 + quarters[quarter] for quarters in of_quarters()]
            rows.append(["" if merged and quarter else day, name, *values])
    reading = read(xlsx(rows))
    assert (len(reading.rows), rising(reading), reading.resolution, warnings_of(reading)) == (192, True, 15, "")


def test_what_stands_behind_the_total_is_no_period() -> None:
    values = [hour - 0.5 for hour in TO_24]
    heads = ["Fecha", *TO_24, "Total", "P1", "P2", "P3"]
    reading = read(xlsx([["Compra (MWh)"], heads, ["24/11/2026", *values, sum(values), 1, 2, 3]]))
    assert (len(reading.rows), rising(reading), reading.agrees_with_total) == (24, True, True)


def test_hours_of_many_days_are_no_series() -> None:
    """Longer than what is looked at of a column before it is taken for one of names."""
    days = [date(2026, 11, 1) + timedelta(days=place) for place in range(60)]
    rows = [f"{day:%d/%m/%Y};{hour};{24 * at + hour},5" for at, day in enumerate(days) for hour in range(24)]
    reading = read(table(*rows), "a.csv")
    assert (len(reading.rows), rising(reading), warnings_of(reading)) == (60 * 24, True, "")


def test_columns_called_c_are_no_quarters() -> None:
    rows = [f"24/11/2026;{hour};{hour},5;1,5;2,5;3,5" for hour in TO_24]
    assert "“C1”, “C2”, “C3”, “C4”" in refusal(table(*rows, head="Fecha;Hora;C1;C2;C3;C4"))


@pytest.mark.parametrize(
    "above",
    [[["Compra (kWh)", "Hora", "Q1", "Q2", "Q3", "Q4"]], [["Fecha", "Hora", 0, 15, 30, 45], ["", "", *["kWh"] * 4]]],
)
def test_the_unit_beside_or_below_the_names_of_the_quarters_counts(above: list[list[Any]]) -> None:
    rows = [[date(2026, 11, 24).isoformat(), hour, *values] for hour, values in enumerate(of_quarters(), 1)]
    reading = read(xlsx([*above, *rows]))
    assert (reading.unit, reading.unit_stated, reading.factor) == ("kWh", True, 0.004)
    assert reading.rows.mw.tolist() == [(place + 0.5) * 4 / 1000 for place in range(96)]


@pytest.mark.parametrize("heads", [".00;.15;.30;.45", ":00;:15;:30;:45"])
def test_minutes_behind_a_point_or_a_colon_name_the_quarters(heads: str) -> None:
    rows = [f"24/11/2026;{hour};" + ";".join(f"{hour},{part}5" for part in range(1, 5)) for hour in TO_24]
    reading = read(table(*rows, head=f"Fecha;Hora;{heads}"), "a.csv", unit="MW")
    assert reading.rows.mw.tolist() == [float(f"{hour}.{part}5") for hour in range(1, 25) for part in range(1, 5)]
    assert reading.resolution == 15
