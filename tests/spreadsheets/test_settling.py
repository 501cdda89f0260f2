"""Columns that need no question: zeros beside values, codes, the same energy in two units, signs that are told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spreadsheets.builders import notes_of, read, text, times
from tests.spreadsheets.test_rules import refusal


def table(heads: list[str], *columns: list[Any], step: int = 60) -> bytes:
    moments = times(24 * 60 // step, step)
    return text([["Fecha", *heads], *([moment, *row] for moment, *row in zip(moments, *columns, strict=True))])


def rising(count: int, factor: float = 1.0) -> list[float]:
    return [round((12.5 + place / 7) * factor, 3) for place in range(count)]


def test_columns_of_zeros_are_left_aside_and_said() -> None:
    for zero in (0, "0,000"):
        content = table(["AE_kWh", "AS_kWh", "AE_AUTOCONS_kWh"], rising(24), [zero] * 24, [zero] * 24)
        reading = read(content, "a.csv")
        assert (reading.column, reading.unit) == ("AE_kWh", "kWh")
        assert "there are only zeros in “AE_AUTOCONS_kWh”" in notes_of(reading) or "only zeros in “AS_kWh”" in notes_of(
            reading
        )
    assert read(table(["Norte (MW)", "Sur (MW)"], rising(24), [0] * 24), "a.csv").column == "Norte (MW)"
    assert "Say which one it is" in refusal(table(["Norte (MW)", "Sur (MW)"], rising(24), [0] * 23 + [0.5]))
    assert "Say which one it is" in refusal(table(["Norte (MW)", "Sur (MW)"], [0] * 24, [0] * 24))


def test_zeros_of_columns_without_names_are_asked_about() -> None:
    rows = [[moment, 0, place + 0.5, 0] for place, moment in enumerate(times(24))]
    assert "Say which one it is" in refusal(text(rows))


@pytest.mark.parametrize("head", ["Status", "Estado", "Calidad del dato", "Flag", "Indicador_firmeza"])
@pytest.mark.parametrize("codes", [[220], [1, 2, 1], [0, 1]])
def test_codes_of_a_state_are_no_quantity(head: str, codes: list[int]) -> None:
    states = [codes[place % len(codes)] for place in range(24)]
    assert read(table(["Menge", head], rising(24), states), "a.csv").column == "Menge"
    if codes != [0, 1]:  # these might count periods
        assert "other quantities" in refusal(table([head, "Precio (EUR/MWh)"], states, rising(24)))
        assert "other quantities" in refusal(table([head], states))


def test_a_state_that_is_a_quantity_is_asked_about() -> None:
    assert "Say which one it is" in refusal(table(["Menge", "Estado"], rising(24), rising(24, 3)))
    assert "Say which one it is" in refusal(table(["Norte (MW)", "Estado (MW)"], rising(24), [1, 2] * 12))


@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize(
    ("first", "second", "factor", "taken"),
    [
        ("Potencia (MW)", "Energía (MWh)", 1.0, "Potencia (MW)"),
        ("Energía (kWh)", "Potencia (kW)", 1.0, "Potencia (kW)"),
        ("Energía (kWh)", "Potencia (MW)", 0.001, "Potencia (MW)"),
        ("MWh", "MW", 1.0, "MW"),
    ],
)
def test_the_same_energy_in_two_units_is_no_question(
    step: int, first: str, second: str, factor: float, taken: str
) -> None:
    count, hours = 24 * 60 // step, step / 60
    energy_first = "h)" in first or first == "MWh"
    one = rising(count, hours if energy_first else 1.0)
    other = [value / hours * factor if energy_first else value * hours * factor for value in one]
    reading = read(table([first, second], one, other, step=step), "a.csv")
    assert reading.column == taken
    assert "gives the same values in another unit" in notes_of(reading)
    other[7] *= 1.2
    assert "Say which one it is" in refusal(table([first, second], one, other, step=step))


def test_small_powers_are_held_against_each_other_by_their_own_size() -> None:
    """Some kW, which as MW are next to nothing."""
    contracted = [3.45] * 24
    assert "Say which one it is" in refusal(table(["Consumo (kWh)", "Potencia (kW)"], rising(24, 0.01), contracted))


@pytest.mark.parametrize(
    ("note", "first"),
    [("Total del mes: 1.234.567,89 kWh", 0.41241), ("Total: 1,234,567.89 kWh", 412.41), ("Hoja 1 de 3", None)],
)
def test_an_amount_in_words_tells_the_decimal_sign(note: str, first: float | None) -> None:
    rows = [[moment, f"{412 + place},410"] for place, moment in enumerate(times(24))]
    content = text([[note], ["Fecha", "Compra (kW)"], *rows])
    if first is None:
        assert "can be read in two ways" in refusal(content)
    else:
        assert read(content, "a.csv").rows.mw[0] == first


def test_the_net_of_purchases_and_sales_beside_them_is_asked_about() -> None:
    bought, sold = rising(24), [1.5] * 24
    net = [round(one - other, 3) for one, other in zip(bought, sold, strict=True)]
    for heads in (["Compra (MW)", "Venta (MW)", "Neto (MW)"], ["Compras (MWh)", "Ventas (MWh)", "Saldo (MWh)"]):
        assert "Say which one it is" in refusal(table(heads, bought, sold, net))
    assert read(table(["Compra (MW)", "Venta (MW)"], bought, sold), "a.csv").column == "Compra (MW)"


def test_a_net_without_any_sale_is_no_question() -> None:
    reading = read(table(["Compra (MW)", "Venta (MW)", "Neto (MW)"], rising(24), [0] * 24, rising(24)), "a.csv")
    assert reading.column == "Compra (MW)"
    assert "only zeros in “Venta (MW)”" in notes_of(reading)


@pytest.mark.parametrize("planned", ["Previsión (MWh)", "Forecast [MWh]", "Prognose MWh", "Previsto (MWh)"])
def test_a_load_beside_its_forecast_is_asked_about(planned: str) -> None:
    assert "Say which one it is" in refusal(table(["Consumo real (MWh)", planned], rising(24), rising(24, 1.1)))
    assert read(table(["Compra (MWh)", planned], rising(24), rising(24, 1.1)), "a.csv").column == "Compra (MWh)"
