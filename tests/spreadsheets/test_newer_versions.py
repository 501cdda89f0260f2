"""A bare word for a newer version beside a purchase, and changes to it, are never passed over in silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.quantity_tables import DAYS, TABLES, TODAY, Table, across, below_days, by_days, choices_of, down

OLD = [round(8 + 0.3 * hour + 0.1 * (hour % 5), 2) for hour in range(24)]
NEW = [round(value * 0.95 + 0.1 * (at % 3), 2) for at, value in enumerate(OLD)]
CHANGES = [round(new - old, 2) for old, new in zip(OLD, NEW, strict=True)]
SOME = [round(value + 1, 2) if at in (3, 7) else "" for at, value in enumerate(OLD)]


@TABLES
@pytest.mark.parametrize(
    "names",
    [
        ("Compra", "Final"),
        ("Programa", "Definitivo"),
        ("Compra", "Corregido"),
        ("Compra", "Corregida (MW)"),
        ("Compra", "Nuevo"),
        ("Compra", "Revisado"),
        ("Compra", "Actualizado"),
        ("Compra", "V2"),
        ("Compra", "Versión 2"),
        ("Compra", "Rev.1"),
        ("Compra", "Oferta"),
        ("Compra (MW)", "Validado (MW)"),
        ("Achat", "Corrigé"),
        ("Acquisto", "Nuovo"),
        ("Acquisto", "Corretto"),
        ("Kauf", "Neu"),
        ("Kauf", "Korrigiert"),
        ("Purchase", "Revised"),
        ("Purchase", "Updated"),
    ],
)
def test_a_newer_version_beside_a_purchase_is_asked_about(table: Table, names: tuple[str, ...]) -> None:
    content = table(names, (OLD, NEW))
    assert choices_of(content) == names
    assert read(content, "a.csv", today=TODAY, column=names[1]).rows.mw[:24].tolist() == NEW
    first = read(content, "a.csv", today=TODAY, column=names[0])
    assert (first.rows.mw[:24].tolist(), first.problems) == (OLD, ())


@TABLES
def test_a_purchase_its_adjustment_and_what_comes_of_them_are_asked_about(table: Table) -> None:
    assert choices_of(table(("Compra", "Ajuste", "Final"), (OLD, CHANGES, NEW))) == ("Compra", "Ajuste", "Final")


def test_a_version_that_differs_late_in_a_long_table_is_asked_about() -> None:
    rows = [[f"{day:02}/12/2026", hour, OLD[hour - 1]] for day in range(1, 32) for hour in range(1, 25)]
    last = [[*row, row[2] + (1 if at >= 700 else 0)] for at, row in enumerate(rows)]
    assert choices_of(text([["Fecha", "Hora", "Compra", "V2"], *last])) == ("Compra", "V2")


@pytest.mark.parametrize("name", ["Corrección manual", "Ajuste", "Override", "Correzione", "Korrektur", "Final"])
def test_a_few_changes_beside_a_purchase_are_told(name: str) -> None:
    content = down(("Compra", name), (OLD, SOME))
    reading = read(content, "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw[:24].tolist()) == ("Compra", OLD)
    (problem,) = reading.problems
    assert f"“{name}” beside “Compra” holds values as well (4)" in str(problem.problem.message)
    assert read(content, "a.csv", today=TODAY, column="Compra").problems == ()


@pytest.mark.parametrize("table", [across, by_days, below_days])
def test_a_few_changes_beside_the_rows_or_columns_of_a_purchase_are_asked_about(table: Table) -> None:
    assert choices_of(table(("Compra", "Corrección manual"), (OLD, SOME))) == ("Compra", "Corrección manual")


@TABLES
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Final", OLD),
        ("Final", ["sí"] * 24),
        ("Corregido", [""] * 24),
        ("Revisado", [hour % 2 for hour in range(24)]),
        ("Revisado", [1] * 24),
        ("Versión", [2] * 24),
        ("Ajuste", [0] * 24),
        ("Corrección manual", [""] * 24),
        ("Precio", NEW),
        ("Estado", ["Final"] * 24),
        ("Total", OLD),
    ],
)
def test_what_is_no_other_version_is_no_question(table: Table, name: str, values: Sequence[Any]) -> None:
    reading = read(table(("Compra", name), (OLD, values)), "a.csv", today=TODAY)
    assert (reading.column, reading.rows.mw[:24].tolist(), reading.problems) == ("Compra", OLD, ())


def test_the_end_of_a_period_is_no_newer_version() -> None:
    rows = [[DAYS[0], hour, hour + 1, value] for hour, value in enumerate(OLD)]
    reading = read(text([["Fecha", "Inicio", "Final", "Compra"], *rows]), "a.csv", today=TODAY)
    assert (reading.column, reading.problems) == ("Compra", ())


def test_the_same_energy_in_another_unit_is_no_newer_version() -> None:
    content = down(("Compra (MWh)", "Final (kWh)"), (OLD, [round(value * 1000) for value in OLD]))
    assert read(content, "a.csv", today=TODAY).column == "Compra (MWh)"
