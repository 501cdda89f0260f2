"""Columns and rows that are called after a tariff, a market or a way of pricing, and what stands beside them."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.spreadsheets.tables.bought_ways import names_way
from tests.spreadsheets.builders import read, text

HOURS = range(1, 25)
WAYS = [
    ("Day-ahead", "Intraday"),
    ("DA", "ID"),
    ("Spot", "Termin"),
    ("Spot", "ARENH"),
    ("PVPC", "Libre"),
    ("Tarifa 2.0TD", "Resto"),
    ("Tarifa 2.0TD", "Resto", "Total"),
    ("Clientes precio fijo", "Clientes indexados"),
    ("Precio fijo", "Indexado"),
    ("Clientes spot", "Clientes fijo"),
    ("Día tipo", "Real"),
    ("Plan Día", "Plan Noche"),
]


def long(*heads: str, title: str = "", sizes: tuple[float, ...] = (30.25, 12.25, 42.5)) -> bytes:
    rows = [["14/01/2026", hour, *(size + hour for _, size in zip(heads, sizes, strict=False))] for hour in HOURS]
    return text([*([[title]] if title else []), ["Fecha", "Hora", *heads], *rows])


def across(*names: str, day: bool, unit: str, sizes: tuple[float, ...] = (30.25, 2.25)) -> bytes:
    rows = [
        [*(["14/01/2026"] if day else []), name, unit, *(size + hour / 8 for hour in HOURS)]
        for name, size in zip(names, sizes, strict=True)
    ]
    head = [*(["Fecha"] if day else []), "Concepto", "Unidad", *HOURS]
    return text([*([] if day else [["Programa 14/01/2026"]]), head, *rows])


def asked(content: bytes, **options: str) -> tuple[str, ...]:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "a.csv", **options)
    assert caught.value.question is Question.COLUMN
    return caught.value.choices


@pytest.mark.parametrize("heads", WAYS, ids="-".join)
def test_none_is_dropped_where_the_title_states_the_unit(heads: tuple[str, ...]) -> None:
    content = long(*heads, title="Programa (MW)")
    assert asked(content) == heads
    for at, head in enumerate(heads):
        reading = read(content, "a.csv", column=head)
        assert reading.rows.mw[0] == (31.25, 13.25, 43.5)[at]
        assert not reading.problems


@pytest.mark.parametrize("heads", [("Spot", "Termin"), ("PVPC", "Libre"), ("Clientes spot", "Clientes fijo")])
def test_none_is_dropped_without_a_unit_where_they_are_as_large(heads: tuple[str, ...]) -> None:
    assert asked(long(*heads)) == heads
    assert read(long(*heads, sizes=(50.25, 1200.25)), "a.csv", unit="MW").column == heads[1]


@pytest.mark.parametrize("day", [True, False])
@pytest.mark.parametrize("names", [("Day-ahead", "Intraday"), ("PVPC", "Libre")])
def test_rows_whose_unit_is_stated_are_asked_about(names: tuple[str, ...], *, day: bool) -> None:
    content = across(*names, day=day, unit="kWh", sizes=(30_000.25, 2_000.25))
    choices = asked(content)
    assert [choice.split()[0] for choice in choices] == list(names)
    reading = read(content, "a.csv", column=choices[0])
    assert reading.rows.mw[0] == pytest.approx(30.000375)
    assert not reading.problems


@pytest.mark.parametrize("title", ["", "Programa (MW)"])
@pytest.mark.parametrize(
    "price", ["Precio", "OMIE", "Spot", "Precio OMIE (€/MWh)", "Tarifa", "PVPC", "Precio fijo", "Day-ahead price", "ID"]
)
@pytest.mark.parametrize("bought", ["Compra", "Compra (MW)", "MW", "Consumo", "Previsión"])
def test_the_price_beside_a_purchase_is_none(bought: str, price: str, title: str) -> None:
    if title and price == "OMIE" and bought in {"MW", "Previsión"}:
        return
    assert read(long(bought, price, title=title), "a.csv").column == bought


@pytest.mark.parametrize("price", ["Spot", "PVPC"])
@pytest.mark.parametrize("other", ["XYZ", "Cliente A", "UPR1"])
def test_the_price_beside_what_tells_nothing_is_one_without_a_unit(other: str, price: str) -> None:
    assert read(long(other, price), "a.csv").column == other


@pytest.mark.parametrize(
    "name", ["Precio spot", "OMIE €", "Tarifa €/kWh", "Coste PVPC", "Venta spot", "Compra spot (MW)", "Marginal"]
)
def test_prices_sales_and_purchases_are_no_ways(name: str) -> None:
    assert not names_way(name)
