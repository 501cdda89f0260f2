"""Units behind a number in a name: the size of customers or of a plant, and no unit of the values."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.units import is_doubtful, names_multiple, stated_unit
from tests.spreadsheets.builders import notes_of, read, text

THRESHOLDS = [
    "Compra clientes < 15 kW",
    "Consumo clientes >50 kW",
    "Suministros >450kW",
    "3.0TD P>15kW",
    "Consumo BTE > 41,4 kW",
    "Prelievo utenze > 16,5 kW",
    "SLP < 100.000 kWh",
    "Clientes de 15 a 50 kW",
    "Clientes 15-50 kW",
    "Clientes entre 15 kW y 50 kW",
    "15 kW < P ≤ 50 kW",
    "Clientes ≤ 15 kW",
    "Clientes hasta 15 kW",
    "Clientes mayor de 450 kW",
    "Kunden bis 100 kW",
    "Clients jusqu'à 36 kW",
    "Clientes de menos de 15 kilovatios",
]
UNITS = {
    "Compra (kW)": "kW",
    "Compra 2026 (MWh)": "MWh",
    "Compra 2026 MWh": "MWh",
    "Compra H1 MW": "MW",
    "Potencia 15' (kW)": "kW",
    "MW 15 min": "MW",
    "Compra D+1 MW": "MW",
    "P48 MW": "MW",
    "EF2-MWh": "MWh",
    "kWh_15": "kWh",
    "Hora 12 kWh": "kWh",
    "10-11 MWh": "MWh",
    "Energía 0-24 kWh": "kWh",
    "Cliente 12 kWh": "kWh",
    "Punto de suministro 7 kWh": "kWh",
    "Tarifa 3.0 kWh": "kWh",
}


def table(head: str, *, title: str = "", values: float = 20.25) -> bytes:
    rows = [["14/01/2026", hour, values + hour] for hour in range(1, 25)]
    return text([*([[title]] if title else []), ["Fecha", "Hora", head], *rows])


@pytest.mark.parametrize("said", THRESHOLDS)
def test_what_customers_are_below_or_above_is_no_unit(said: str) -> None:
    assert stated_unit(said) is None
    assert not is_doubtful(said)
    assert not names_multiple(said)
    assert stated_unit(f"{said} (MWh)") == "MWh"


@pytest.mark.parametrize("said", ["Consumo hotel 450 kW", "Planta 5 MW", "Compra 12,5 MWh", "Total 320 kWh"])
def test_a_number_that_may_be_a_size_leaves_the_unit_open(said: str) -> None:
    assert stated_unit(said) is None
    assert is_doubtful(said)
    assert stated_unit(said, amounts=True) is not None
    assert stated_unit(f"{said} (kWh)") == "kWh"


@pytest.mark.parametrize(("said", "unit"), UNITS.items())
def test_years_periods_and_codes_are_no_sizes(said: str, unit: str) -> None:
    assert stated_unit(said) == unit
    assert not is_doubtful(said)


def test_values_below_a_threshold_are_not_read_in_its_unit() -> None:
    for content in (table("Compra clientes < 15 kW"), table("Compra", title="Compra clientes < 15 kW")):
        reading = read(content, "a.csv")
        assert reading.rows.mw[0] == 21.25
        assert "names no unit" in notes_of(reading)
        assert not reading.problems
    assert read(table("Compra"), "clientes hasta 15 kW.csv").rows.mw[0] == 21.25


def test_the_unit_beside_a_threshold_is_that_of_the_values() -> None:
    assert read(table("Clientes < 15 kW (kW)", values=20_000), "a.csv").rows.mw[0] == 20.001
    assert read(table("Compra", title="Compra clientes < 15 kW (MWh)"), "a.csv").rows.mw[0] == 21.25


def test_the_unit_is_asked_for_where_the_only_one_may_be_a_size() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table("Consumo hotel 450 kW"), "a.csv")
    assert caught.value.question is Question.UNIT


def test_customers_of_two_sizes_are_asked_about() -> None:
    heads = ("Clientes < 15 kW (kW)", "Clientes > 15 kW (MWh)")
    rows = [["14/01/2026", hour, 20_000.5 + hour, 10.5 + hour] for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError) as caught:
        read(text([["Fecha", "Hora", *heads], *rows]), "a.csv")
    assert (caught.value.question, caught.value.choices) == (Question.COLUMN, heads)
