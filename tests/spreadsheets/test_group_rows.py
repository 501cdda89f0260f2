"""A row of groups above the names of a long table: each column is called after its group and by its own name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from ravenwits_desktop.domain.kept_headers import have_headers, header_facts, headers_of
from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of

NAMES = ["Fecha", "Hora"]


def table(*heads: list[str]) -> list[list[Any]]:
    """A day of hours below the rows `heads`: in each column of values its own number, and as many hundredths."""
    width = max(map(len, heads)) - 2
    return [*heads, *(["24/11/2026", hour, *(at * 10 + hour / 100 for at in range(1, width + 1))] for hour in HOURS)]


HOURS = range(1, 25)


def first_value(column: int) -> float:
    """What the first hour has in the column of values `column`, counted from 1."""
    return column * 10 + 0.01


@pytest.mark.parametrize("made", [text, xlsx])
@pytest.mark.parametrize(
    ("groups", "names", "taken", "column"),
    [
        (["Precio (€/MWh)", "Energía (MWh)"], ["Compra", "Demanda"], "Energía (MWh) · Demanda", 2),
        (["Precio", "", "Energía", ""], ["Compra", "Venta", "Compra", "Venta"], "Energía · Compra", 3),
        (["Prix", "", "Volumes", ""], ["Achat", "Vente", "Achat", "Vente"], "Volumes · Achat", 3),
        (["Prezzi", "", "Volumi", ""], ["Acquisto", "Vendita", "Acquisto", "Vendita"], "Volumi · Acquisto", 3),
        (["Coste", "Energía"], ["Compra", "Demanda"], "Energía · Demanda", 2),
        (["VENTA", "", "COMPRA", ""], ["Programa", "Precio", "Energía", "Precio"], "COMPRA · Energía", 3),
        (["Generación", "Consumo"], ["Programa", "Previsión"], "Consumo · Previsión", 2),
        (["Energía", "Precio"], ["Compra", "Compra"], "Energía · Compra", 1),
        (["Compra", "Venta"], ["Cantidad (MWh)", "Precio"], "Compra · Cantidad (MWh)", 1),
        (["Venta", "", "Compra", ""], ["Cantidad", "Precio"] * 2, "Compra · Cantidad", 3),
        (["Ayer", "Mañana"], ["Programa", "Energía"], "Mañana · Energía", 2),
        *(([word, "Previsión"], ["Compra", "Demanda"], "Previsión · Demanda", 2) for word in ["Real D-7", "Mínimo"]),
        *(([word, "Previsión"], ["Compra", "Demanda"], "Previsión · Demanda", 2) for word in ["Límite", "Desvío"]),
        (["", "Precio"], ["Compra", "Demanda"], "Compra", 1),
        (["€/MWh", "MWh"], ["Compra", "Energía"], "Energía (MWh)", 2),
        (["Compras y ventas (MWh)", "", "Precio", ""], ["Compra", "Venta"] * 2, "Compra (MWh)", 1),
    ],
)
def test_the_group_above_a_column_is_part_of_its_name(
    made: Any, groups: list[str], names: list[str], taken: str, column: int
) -> None:
    reading = read(made(table(["", "", *groups], [*NAMES, *names])))
    assert (reading.column, reading.rows.mw[0]) == (taken, pytest.approx(first_value(column)))
    assert not reading.problems


def test_merged_cells_stand_over_all_their_columns() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        form = book.add_format()
        for column, name in enumerate(NAMES):
            sheet.merge_range(0, column, 1, column, name, form)
        sheet.merge_range(0, 2, 0, 3, "Precio (€/MWh)", form)
        sheet.merge_range(0, 4, 0, 5, "Energía (MWh)", form)
        for row, cells in enumerate(table(["", "", "Compra", "Venta", "Demanda", "Excedente"]), 1):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(row, column, cell)
    reading = read(content.getvalue())
    assert (reading.column, reading.unit) == ("Energía (MWh) · Demanda", "MWh")
    assert reading.rows.mw[0] == pytest.approx(first_value(3))


@pytest.mark.parametrize(
    ("groups", "names", "choices"),
    [
        (["Parque A", "Parque B"], ["Compra", "Compra"], ("Parque A · Compra", "Parque B · Compra")),
        (["Versión 1", "Versión 2"], ["Compra", "Demanda"], ("Versión 1 · Compra", "Versión 2 · Demanda")),
        (["Cartera A", "Total"], ["Compra", "Energía"], ("Cartera A · Compra", "Total · Energía")),
        (["Real", "Previsión"], ["Compra", "Compra"], ("Real · Compra", "Previsión · Compra")),
        (["Ayer", ""], ["Compra", "Demanda"], ("Ayer · Compra", "Ayer · Demanda")),
    ],
)
def test_groups_that_do_not_tell_the_purchase_are_asked_about_by_their_names(
    groups: list[str], names: list[str], choices: tuple[str, ...]
) -> None:
    content = text(table(["", "", *groups], [*NAMES, *names]))
    refused = refusal(content, "programa.csv")
    assert (refused.question, refused.choices) == (Question.COLUMN, choices)
    answered = read(content, "programa.csv", column=choices[-1])
    assert (answered.column, answered.rows.mw[0]) == (choices[-1], pytest.approx(first_value(2)))


@pytest.mark.parametrize(
    ("group", "name", "said"), [("Ayer", "Compra", "beside a purchase"), ("VENTA", "Programa", "sold or generated")]
)
def test_the_only_group_above_the_only_column_is_told(group: str, name: str, said: str) -> None:
    assert said in warnings_of(read(text(table(["", "", group], [*NAMES, name]))))


def test_a_group_of_prices_above_all_columns_leaves_no_purchase() -> None:
    refused = refusal(text(table(["", "", "Precio", ""], [*NAMES, "Compra", "Demanda"])), "programa.csv")
    assert (refused.question, refused.choices[0]) == (Question.COLUMN, "Precio · Compra")


@pytest.mark.parametrize(
    "title",
    [
        ["Programa de compra 24/11/2026"],
        ["Cliente: X"],
        ["Cliente", "", "ACME"],
        ["Portfolio", "P1"],
        ["Mercado", "Diario", "Zona", "ES"],
        ["", "", "Programa de compra"],
        ["", "", "", "Programa de compra"],
        ["", "", "Informe de precios y compras"],
        ["", "", "Precios de compra y venta de la semana"],
        ["", "", "Precio", "", "52,10"],
        ["", "", "24/11/2026", "Precio"],
        ["", "", "Cliente:", "Ventas S.A."],
    ],
)
def test_a_title_is_no_group(title: list[str]) -> None:
    reading = read(text(table(title, [*NAMES, "Compra", "Demanda", "Precio"])))
    assert (reading.column, reading.candidates) == ("Compra", ("Compra", "Demanda"))


def test_groups_stand_beside_a_title_and_below_others() -> None:
    reading = read(text(table(["Programa D+1", "", "Precio", "Energía"], [*NAMES, "Compra", "Compra"])))
    assert reading.column == "Energía · Compra"
    rows = table(["Energía en kWh"], ["", "", "Precio", "Consumo"], [*NAMES, "Compra", "Previsión"])
    reading = read(text(rows))
    assert (reading.column, reading.unit) == ("Consumo · Previsión", "kWh")


@pytest.mark.parametrize(
    ("groups", "names", "taken"),
    [
        (["Mercado", "", "Meteo", ""], ["Compra (MWh)", "Precio", "Temperatura", "Viento"], "Mercado · Compra (MWh)"),
        (["Planta Soto", "", "Meteo"], ["Compra (MWh)", "Precio", "Temperatura"], "Planta Soto · Compra (MWh)"),
        (["Programa", "", "Precios"], ["Consumo (MWh)", "Pérdidas (MWh)", "PMD"], "Programa · Consumo (MWh)"),
        (["Energía", "", "Precio"], ["Demanda (MWh)", "Generación (MWh)", "OMIE"], "Energía · Demanda (MWh)"),
        (["Precio", "", "Energía"], ["PMD", "Compra (MWh)", "Pérdidas (MWh)"], "Compra (MWh)"),
    ],
)
def test_a_purchase_that_its_name_tells_is_read_as_quietly_below_groups(
    groups: list[str], names: list[str], taken: str
) -> None:
    reading = read(text(table(["", "", *groups], [*NAMES, *names])))
    assert (reading.column, reading.unit) == (taken, "MWh")
    assert not reading.problems


def test_groups_stand_above_names_over_units_and_above_units_alone() -> None:
    rows = table(
        ["", "", "VENTA", "", "COMPRA", ""],
        [*NAMES, "Programa", "Precio", "Energía", "Precio"],
        ["", "", "kWh", "€/MWh", "kWh", "€/MWh"],
    )
    reading = read(text(rows))
    assert (reading.column, reading.unit) == ("COMPRA · Energía", "kWh")
    reading = read(text(table(["", "", "VENTA", "", "", "COMPRA"], [*NAMES, *["kWh", "€/MWh", "€"] * 2])))
    assert (reading.column, reading.rows.mw[0]) == ("COMPRA · kWh", pytest.approx(first_value(4) / 1000))


def test_a_header_alone_still_chooses_its_column_and_is_known_again() -> None:
    content = text(table(["", "", "Precio", "Parque A", "Parque B"], [*NAMES, "PMD", "Compra", "Demanda"]))
    reading = read(content, column="demanda")
    assert reading.column == "Parque B · Demanda"
    kept = headers_of(dict((*reading.traits, *header_facts(reading))))
    assert kept.of_values == "Parque B · Demanda"
    assert have_headers(kept, [*NAMES, "PMD", "Compra", "Demanda"])
