"""A title, a sheet or a file called after sales, prices, weather or deviations is to be seen beside a column “MWh”."""

from __future__ import annotations

import pytest

from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

ROWS = [[hour, 10.5 + hour] for hour in range(1, 25)]
NO_PURCHASE = [
    "Venta de excedentes",
    "Generación fotovoltaica",
    "Producción prevista",
    "Programa de venta",
    "Erzeugung PV",
    "Vente",
    "Einspeisung",
    "Coste",
    "Desvíos previstos para el",
]


@pytest.mark.parametrize("title", NO_PURCHASE)
def test_a_title_of_what_is_no_purchase_is_to_be_seen(title: str) -> None:
    reading = read(text([[f"{title} 24/11/2026"], ["Hora", "MWh"], *ROWS]), "a.csv")
    assert (len(reading.rows), reading.unit, reading.factor) == (24, "MWh", 1.0)
    assert f"“{title} 24/11/2026” looks like" in warnings_of(reading)
    assert reading.no_purchase is not None


@pytest.mark.parametrize("name", ["Ventas", "Generación", "Precios", "Temperatura", "Producción FV", "Garantías"])
def test_a_sheet_of_what_is_no_purchase_is_to_be_seen(name: str) -> None:
    reading = read(xlsx([], sheets={name: [["24/11/2026"], ["Hora", "MWh"], *ROWS]}))
    assert f"“{name}” looks like" in warnings_of(reading)


@pytest.mark.parametrize("name", ["Venta_20261124.csv", "Generacion_20261124.csv", "Precios_20261124.csv"])
def test_a_file_of_what_is_no_purchase_is_to_be_seen(name: str) -> None:
    reading = read(text([["Hora", "MWh"], *ROWS]), name)
    assert f"“{name.removesuffix('.csv')}” looks like" in warnings_of(reading)


@pytest.mark.parametrize(
    ("title", "column", "name"),
    [
        ("Venta 24/11/2026", "Compra MWh", "a.csv"),
        ("Generación 24/11/2026", "Consumo (MWh)", "a.csv"),
        ("Compra y venta 24/11/2026", "MWh", "a.csv"),
        ("Consumo neto de generación 24/11/2026", "MWh", "a.csv"),
        ("Programa de compra 24/11/2026", "MWh", "Venta_20261124.csv"),
        ("Previsión 24/11/2026", "MWh", "Prevision_20261124.csv"),
        ("Previsión para as lojas 24/11/2026", "MWh", "export_20261124.csv"),
    ],
)
def test_a_purchase_is_believed_whatever_else_is_said(title: str, column: str, name: str) -> None:
    assert "looks like" not in warnings_of(read(text([[title], ["Hora", column], *ROWS]), name))


@pytest.mark.parametrize(
    ("title", "beside"),
    [("Precios y previsión", "€/MWh"), ("Precio", "Precio"), ("Generación y previsión", "Generación (MW)")],
)
def test_a_title_may_speak_of_the_column_beside(title: str, beside: str) -> None:
    rows = [[f"{title} 24/11/2026"], ["Hora", "MWh", beside], *([*row, 50.5] for row in ROWS)]
    assert "looks like" not in warnings_of(read(text(rows), "a.csv", column="MWh"))


def test_a_line_that_gives_a_figure_is_no_title() -> None:
    rows = [["24/11/2026"], ["Precio medio: 50,10"], ["Hora", "MWh"], *ROWS]
    assert warnings_of(read(text(rows), "a.csv")) == ""
