"""Columns beside the purchase that speak of it: a limit, another year, a running sum never win in silence."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read

BESIDE = [
    "Potencia contratada (kW)",
    "Potencia máxima (MW)",
    "Potencia instalada (MW)",
    "Límite de compra (MW)",
    "Compra mínima (MW)",
    "Compra acumulada (MWh)",
    "Desvío compra (MWh)",
    "Compra M-1 (MWh)",
    "Consumo año anterior (MWh)",
    "Consumo ayer (MWh)",
    "Verbrauch Vorjahr (MWh)",
    "Load last year (MW)",
    "Demanda nacional (MW)",
]
PURCHASES = [
    "Compra (MWh)",
    "Consumo (MWh)",
    "Programación (MWh)",
    "Nominación (MWh)",
    "Cantidad (MWh)",
    "A comprar (MWh)",
]


def table(*columns: str) -> bytes:
    """Hours whose first column of values holds 7.5 and on, the second 100 more."""
    rows = [
        f"14/01/2026;{hour};" + ";".join(f"{hour + 6 + 100 * at},5" for at in range(len(columns)))
        for hour in range(1, 25)
    ]
    return "\n".join([f"Fecha;Hora;{';'.join(columns)}", *rows]).encode()


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("name", PURCHASES)
def test_what_is_beside_the_purchase_never_wins(name: str, beside: str) -> None:
    for columns in ((name, beside), (beside, name)):
        assert read(table(*columns), "a.csv").column == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Límite de compra (MW)", "Compra acumulada (MWh)"),
        ("Compra (MWh)", "Compra revisada (MWh)"),
        ("Consumo (MWh)", "Programación (MWh)"),
    ],
)
def test_two_of_a_kind_are_asked_about(one: str, other: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(table(one, other), "a.csv")
    assert asked.value.question is Question.COLUMN
    assert {each.name for each in asked.value.alternatives} == {one, other}


def test_a_limit_alone_is_read_for_what_it_is_called() -> None:
    assert read(table("Compra máxima (MW)"), "a.csv").column == "Compra máxima (MW)"


def beside(others: str, other_cell: str, name: str) -> bytes:
    """Hours with a column `others` of the cells `other_cell`, by turns, and one of 20.5 and on called `name`."""
    cells = other_cell.split("|")
    rows = [f"14/01/2026;{hour};{cells[hour % len(cells)]};{hour + 19},5" for hour in range(1, 25)]
    return "\n".join([f"Fecha;Hora;{others};{name}", *rows]).encode()


FLAGS = ["Festivo", "Laborable", "Sábado", "Bandera", "Holiday", "Weekday", "Season", "Puente", "X"]
MARKETS = ["PMD", "OMIE", "EPEX", "SSAA", "PVPC", "Spot"]
OF_CUSTOMERS = ["Cliente XYZ", "Total clientes", "Comercializadora A", "Compra clientes", "Clientes"]


@pytest.mark.parametrize("name", [*OF_CUSTOMERS, "XYZ", "Energía (MWh)", "Cartera PYME"])
@pytest.mark.parametrize("flag", FLAGS)
def test_noughts_and_ones_are_no_purchase(flag: str, name: str) -> None:
    assert read(beside(flag, "0|1", name), "a.csv").column == name


@pytest.mark.parametrize("name", [*OF_CUSTOMERS, "XYZ", "Consumo (MWh)"])
@pytest.mark.parametrize("market", MARKETS)
def test_what_is_called_after_a_market_is_no_purchase(market: str, name: str) -> None:
    assert read(beside(market, "50,1|48,25|61,2", name), "a.csv").column == name


@pytest.mark.parametrize("market", [*MARKETS, "Festivo"])
def test_a_market_or_a_flag_alone_is_asked_about(market: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read("\n".join([f"Fecha;Hora;{market}", *(f"14/01/2026;{h};{h},5" for h in range(1, 25))]).encode(), "a.csv")
    assert asked.value.question is Question.COLUMN


@pytest.mark.parametrize("name", ["Compra OMIE", "OMIE (MWh)", "Energía PMD", "Programa PMD (MW)"])
def test_an_amount_at_a_market_is_one(name: str) -> None:
    rows = [f"14/01/2026;{hour};{hour},5" for hour in range(1, 25)]
    assert read("\n".join([f"Fecha;Hora;{name}", *rows]).encode(), "a.csv").column == name


@pytest.mark.parametrize("other", ["Desvío (MWh)", "Nubosidad x", "Acumulado (MWh)"])
@pytest.mark.parametrize("name", ["Previsión cliente", "Total clientes", "Comercializadora A"])
def test_what_customers_use_may_be_the_purchase_and_is_asked_about(name: str, other: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(beside(other, "0,1|1,1|2,1|3,1", name), "a.csv")
    assert asked.value.question is Question.COLUMN
    assert {each.name for each in asked.value.alternatives} == {other, name}


def test_the_number_of_customers_is_none() -> None:
    rows = [f"14/01/2026;{hour};{1200 + hour};{hour},5" for hour in range(1, 25)]
    assert read("\n".join(["Fecha;Hora;Clientes;XYZ", *rows]).encode(), "a.csv").column == "XYZ"
