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
