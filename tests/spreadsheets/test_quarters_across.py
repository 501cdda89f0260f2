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


BY_MINUTES = (
    "00-15;15-30;30-45;45-60", "0-15;15-30;30-45;45-00", "00-14;15-29;30-44;45-59", ":00-:15;:15-:30;:30-:45;:45-:00",
    "00:00-00:15;00:15-00:30;00:30-00:45;00:45-01:00", "00 a 15;15 a 30;30 a 45;45 a 60", "00:00;00:15;00:30;00:45",
    "min 0;min 15;min 30;min 45", "+0;+15;+30;+45", "00-15 (MW);15-30 (MW);30-45 (MW);45-60 (MW)",
    "Primer cuarto;Segundo cuarto;Tercer cuarto;Cuarto cuarto", "1Q;2Q;3Q;4Q",
    "1er quart d'heure;2e quart d'heure;3e quart d'heure;4e quart d'heure",
    "Viertelstunde 1;Viertelstunde 2;Viertelstunde 3;Viertelstunde 4",
)  # fmt: skip


@pytest.mark.parametrize("heads", BY_MINUTES)
@pytest.mark.parametrize(("day", "hours"), [("24/11/2026", 24), (OCTOBER, 25), ("29/03/2026", 23)])
def test_the_minutes_of_an_hour_name_its_quarters(heads: str, day: str, hours: int) -> None:
    named = [f"{at};" + ";".join(map(str, values)) for at, values in enumerate(of_quarters(hours), 1)]
    in_column = [f"Fecha;Hora;{heads}", *(f"{day};{row}" for row in named)]
    for lines, name in (
        (["Compra (MW)", *in_column], "a.csv"),
        ([f"Compra (MW) {day}", f"Hora;{heads}", *named], "a.csv"),
        (["Compra (MW)", f"Periodo;{heads}", *named], f"Compra {day.replace('/', '-')}.csv"),
    ):
        reading = read("\n".join(lines).encode(), name)
        assert (len(reading.rows), rising(reading), reading.resolution) == (4 * hours, True, 15)
        assert (reading.unit, warnings_of(reading)) == ("MW", "")


@pytest.mark.parametrize("wrong", [0, 5])
def test_a_total_behind_the_quarters_is_compared(wrong: float) -> None:
    rows = [[hour, *values, sum(values) + wrong * (hour == 3)] for hour, values in enumerate(of_quarters(), 1)]
    head = ["Hora", "00-15", "15-30", "30-45", "45-60", "Total"]
    reading = read(xlsx([["Compra (MWh) 24/11/2026"], head, *rows]))
    assert (len(reading.rows), reading.agrees_with_total) == (96, not wrong)
    assert ("Row 5 has a total" in warnings_of(reading)) == bool(wrong)


def test_quarters_of_two_quantities_are_those_of_the_purchase() -> None:
    heads = ["00-15", "15-30", "30-45", "45-60"]
    above = ["", "Venta (MW)", "", "", "", "Compra (MW)", "", "", ""]
    rows = [[hour, *([500] * 4), *values] for hour, values in enumerate(of_quarters(), 1)]
    reading = read(xlsx([["24/11/2026"], above, ["Hora", *heads, *heads], *rows]))
    assert (len(reading.rows), rising(reading), reading.column) == (96, True, "Compra (MW)")


def test_bare_numbers_are_quarters_where_the_values_go_on_from_hour_to_hour() -> None:
    title, head = "Compra (MW) 24/11/2026", "Hora;1;2;3;4"
    rows = [f"{at};" + ";".join(map(str, values)) for at, values in enumerate(of_quarters(), 1)]
    reading = read("\n".join([title, head, *rows]).encode(), "a.csv")
    assert (len(reading.rows), rising(reading)) == (96, True)
    others = [f"{hour};{10 + hour / 4};{50 + hour / 4};7;{30 - hour / 4}" for hour in TO_24]
    assert "calls four columns 1, 2, 3 and 4" in refusal("\n".join([title, head, *others]).encode())


def test_four_quantities_beside_the_hours_are_asked_about() -> None:
    rows = [f"{hour};{10 + hour};{50 + hour};{7 + hour};{30 + hour}" for hour in TO_24]
    lines = ["Programa (MW) 24/11/2026", "Hora;Norte;Sur;Este;Oeste", *rows]
    assert "“Norte”, “Sur”, “Este”, “Oeste”" in refusal("\n".join(lines).encode())


@pytest.mark.parametrize("hour", ["Std.", "Lieferstunde", "Stunde"])
def test_hours_of_delivery_and_their_quarters_down(hour: str) -> None:
    rows = [
        ["24.11.2026", at, part, values[part - 1]]
        for at, values in enumerate(of_quarters(), 1)
        for part in (1, 2, 3, 4)
    ]
    reading = read(xlsx([["Datum", hour, "Viertelstunde", "Kauf (MW)"], *rows]))
    assert (len(reading.rows), rising(reading), reading.resolution, warnings_of(reading)) == (96, True, 15, "")


def test_an_hour_beside_its_quarters_tells_their_unit_where_it_is_their_sum() -> None:
    head = ["Hora", "Compra (MWh)", "00-15", "15-30", "30-45", "45-60"]
    for parts in (1, 4):
        rows = [[hour, sum(values) / parts, *values] for hour, values in enumerate(of_quarters(), 1)]
        content = xlsx([["Programa 24/11/2026"], head, *rows])
        if parts == 1:
            assert read(content).unit == "MWh"
        else:
            assert "names no unit, but row 2 says “Compra (MWh)”" in refusal(content, "a.xlsx")
