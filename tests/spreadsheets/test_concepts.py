"""A column of concepts, or the name of a row, that says that the values are no purchase: told in every layout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
VALUES = [round(40 + 0.7 * hour, 1) for hour in range(24)]


def down(concept: str, head: str) -> bytes:
    rows = [["30/11/2026", hour, concept, value] for hour, value in enumerate(VALUES, 1)]
    return text([["Fecha", "Hora", head, "Valor"], *rows])


def wide(concept: str, head: str) -> bytes:
    rows = [[f"{day}/11/2026", concept, *VALUES] for day in (29, 30)]
    return text([["Fecha", head, *range(1, 25)], *rows])


def row(concept: str, head: str) -> bytes:
    return text([["Fecha: 30/11/2026"], [head, *range(1, 25)], [concept, *VALUES]])


TABLES = pytest.mark.parametrize("table", [down, wide, row])


@TABLES
@pytest.mark.parametrize("head", ["Concepto", "MAGNITUD", "Grandezza", "Messgröße"])
@pytest.mark.parametrize(
    ("concept", "said"),
    [
        ("Precio", "prices"),
        ("Coste", "prices"),
        ("Pérdidas", "losses or shares"),
        ("Temperatura", "another quantity"),
        ("Venta", "sold or generated"),
        ("Desvíos", "beside a purchase"),
        ("Límite", "beside a purchase"),
        ("Reactiva", "beside a purchase"),
        ("Capacidad", "beside a purchase"),
    ],
)
def test_what_is_no_purchase_is_told(table: Callable[[str, str], bytes], head: str, concept: str, said: str) -> None:
    if table is row and said in ("prices", "losses or shares", "another quantity"):
        with pytest.raises(UnreadableFileError, match="The only numbers beside the dates are"):
            read(table(concept, head), "a.csv", today=TODAY)
        return
    told = warnings_of(read(table(concept, head), "a.csv", today=TODAY))
    assert f"“{concept}” looks like" in told
    assert said in told


@TABLES
@pytest.mark.parametrize(
    "concept", ["Compra", "Consumo", "Previsión", "Programa de compra", "Demanda", "Cliente Norte"]
)
def test_what_may_be_bought_is_quiet(table: Callable[[str, str], bytes], concept: str) -> None:
    reading = read(table(concept, "Concepto"), "a.csv", today=TODAY)
    assert reading.problems == ()
    assert reading.rows.mw[-24:].tolist() == VALUES


@pytest.mark.parametrize("table", [down, wide])
@pytest.mark.parametrize("head", ["Cliente", "Zona", "Empresa", "Tarifa"])
def test_names_of_customers_and_zones_are_no_concepts(table: Callable[[str, str], bytes], head: str) -> None:
    reading = read(table("Nacional", head), "a.csv", today=TODAY)
    assert (reading.problems, reading.rows.mw[-24:].tolist()) == ((), VALUES)
