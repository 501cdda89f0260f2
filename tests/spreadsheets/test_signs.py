"""A file that says that what is bought is negative is told: its signs are read as they stand."""

from __future__ import annotations

import pytest

from tests.spreadsheets.builders import read
from tests.spreadsheets.test_mistaken import warnings_of

TURNED = [
    "Compra(-)/Venta(+)",
    "Posición neta (+venta)",
    "Saldo neto vendedor",
    "Saldo (compra -, venta +)",
    "Neto (- = compra)",
    "Energía (venta positiva)",
    "Kauf (-) / Verkauf (+)",
    "Net sales",
]
AS_HERE = [
    "Compra(+)/Venta(-)",
    "Neto (compra - venta)",
    "Compra - Venta",
    "Compra (MW)",
    "Compra (-5 %) MW",
    "Consumo - pos. 3",
    "Saldo neto",
]


def table(header: str, title: str = "") -> bytes:
    rows = [f"14/01/2026;{hour};{hour + 19},5" for hour in range(1, 25)]
    return "\n".join([*filter(None, [title]), f"Fecha;Hora;{header}", *rows]).encode()


def told(content: bytes, column: str | None = None) -> bool:
    return "says that what is bought is negative" in warnings_of(read(content, "a.csv", column=column))


@pytest.mark.parametrize("said", TURNED)
def test_a_minus_for_what_is_bought_is_told(said: str) -> None:
    assert told(table(said), said)
    assert told(table("Neto (MW)", said))


@pytest.mark.parametrize("said", AS_HERE)
def test_a_plus_for_what_is_bought_needs_no_word(said: str) -> None:
    assert not told(table(said), said)
    assert not told(table("Neto (MW)", said))
