"""Hours and quarters in the words of the north, in minutes with their sign, with a point; V and I in October."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import read

HEADS = (
    ("Datum", "Timme", "Kvart"), ("Datum", "Timme", "Kvarter"), ("Dato", "Time", "Kvarter"),
    ("Päivämäärä", "Tunti", "Vartti"), ("Pvm", "Tunti", "Varttitunti"), ("Datum", "Uur", "Kwartier"),
)  # fmt: skip
HOURS = range(1, 25)


def wrong(reading: Reading) -> list[str]:
    return [str(each.problem.message) for each in reading.problems]


@pytest.mark.parametrize("price", ["", ";20.5"])
@pytest.mark.parametrize("called", ["", "Q", "name"])
@pytest.mark.parametrize("heads", HEADS)
def test_quarters_beside_hours_in_the_words_of_the_north(heads: tuple[str, str, str], called: str, price: str) -> None:
    name = f"{heads[2]} " if called == "name" else called
    header = ";".join([*heads, "Plan (MW)"]) + (";Pris (EUR/MWh)" if price else "")
    rows = [f"2026-06-17;{hour};{name}{part};{hour}.{part}{price}" for hour in HOURS for part in range(1, 5)]
    reading = read("\n".join([header, *rows]).encode(), "a.csv")
    assert wrong(reading) == []
    assert (reading.resolution, str(reading.rows.labels[0])) == (15, "2026-06-17T00:15")
    assert reading.rows.mw.tolist() == [hour + part / 10 for hour in HOURS for part in range(1, 5)]


@pytest.mark.parametrize("other", ["Bilateral", "Venta"])
@pytest.mark.parametrize("name", ["Compra clientes", "Kjøp kunden", "Kauf Kunden"])
def test_what_is_bought_for_customers_is_no_number_of_them(name: str, other: str) -> None:
    rows = [f"17/06/2026;{hour};{11_000 + hour};{500 + hour}" for hour in HOURS]
    reading = read("\n".join(["Plan kW", f"Fecha;Hora;{name};{other}", *rows]).encode(), "a.csv")
    assert (reading.column, reading.rows.mw.tolist()[0]) == (name, 11.001)


@pytest.mark.parametrize("heads", HEADS)
def test_and_across_beside_the_hours(heads: tuple[str, str, str]) -> None:
    header = ";".join([*heads[:2], *(f"{heads[2]} {part}" for part in range(1, 5))])
    rows = [f"2026-06-17;{hour};" + ";".join(f"{hour}.{part}" for part in range(1, 5)) for hour in HOURS]
    reading = read("\n".join([header, *rows]).encode(), "a.csv", unit="MW")
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [hour + part / 10 for hour in HOURS for part in range(1, 5)]


@pytest.mark.parametrize("head", ["Kvart", "Vartti", "Kwartier"])
def test_quarters_of_part_of_a_day_are_no_hours(head: str) -> None:
    rows = [f"2026-06-17;{part};{part}.5" for part in range(1, 25)]
    reading = read("\n".join([f"Datum;{head};Plan (MW)", *rows]).encode(), "a.csv")
    assert (reading.resolution, str(reading.rows.labels[0])) == (15, "2026-06-17T00:15")


@pytest.mark.parametrize("heads", ["00';15';30';45'", "0';15';30';45'", "15';30';45';60'", "00’;15’;30’;45’"])
@pytest.mark.parametrize("title", ["", "Programa 17/06/2026 (MW)"])
def test_minutes_across_may_bear_their_sign(title: str, heads: str) -> None:
    day = "" if title else "17/06/2026;"
    rows = [f"{day}{hour};" + ";".join(f"{hour}.{part}" for part in range(1, 5)) for hour in HOURS]
    header = f"{'' if title else 'Fecha;'}Hora;{heads}"
    reading = read("\n".join([*filter(None, [title]), header, *rows]).encode(), "a.csv", unit="MW")
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [hour + part / 10 for hour in HOURS for part in range(1, 5)]


@pytest.mark.parametrize("title", ["", "Programa 17/06/2026 (MW)"])
def test_hours_may_end_with_a_point(title: str) -> None:
    day = "" if title else "17/06/2026;"
    header = f"{'' if title else 'Fecha;'}Hora;Compra (MW)"
    rows = [f"{day}{hour}.;{hour}.5" for hour in HOURS]
    reading = read("\n".join([*filter(None, [title]), header, *rows]).encode(), "a.csv")
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [hour + 0.5 for hour in HOURS]


def october(first: str, second: str, column: str) -> Reading:
    clocks = ["00:00", "01:00", first, second, *(f"{hour:02}:00" for hour in range(3, 24))]
    if column == "number":
        clocks = ["1", "2", first.replace("02:00", "3"), second.replace("02:00", "3"), *map(str, range(4, 25))]
    between = " " if column == "one" else ";"
    header = "Fecha;Compra (MW)" if column == "one" else "Fecha;Hora;Compra (MW)"
    rows = [f"25/10/2026{between}{clock};{place}.5" for place, clock in enumerate(clocks)]
    return read("\n".join([header, *rows]).encode(), "a.csv")


@pytest.mark.parametrize("column", ["one", "two", "number"])
@pytest.mark.parametrize("way", ["02:00 {}", "02:00 ({})"])
def test_v_and_i_tell_summer_from_winter(way: str, column: str) -> None:
    in_order, exchanged = (
        october(way.format("V"), way.format("I"), column),
        october(way.format("I"), way.format("V"), column),
    )
    assert wrong(in_order) == wrong(exchanged) == []
    assert in_order.rows.mw.tolist() == [place + 0.5 for place in range(25)]
    assert exchanged.rows.mw.tolist() == [0.5, 1.5, 3.5, 2.5, *(place + 0.5 for place in range(4, 25))]


@pytest.mark.parametrize("column", ["one", "two"])
def test_an_i_without_a_v_may_be_a_roman_one(column: str) -> None:
    assert wrong(october("02:00 I", "02:00 II", column))
