"""Columns with a few values beside a purchase: whatever they are called, they are never passed over in silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.spreadsheets.builders import read, text
from tests.spreadsheets.quantity_tables import DAYS, TODAY, Table, across, below_days, by_days, choices_of, down

BOUGHT = [round(30 + 0.11 * hour, 2) for hour in range(24)]
SOME = [round(value + 3, 2) if at in (4, 5) else "" for at, value in enumerate(BOUGHT)]
HALF = [round(value + 3, 2) if at in range(4, 15) else "" for at, value in enumerate(BOUGHT)]
FULL = [round(0.2 + 0.03 * (hour % 7), 2) for hour in range(24)]
CHANGING = [
    "Compra manual (MW)", "Manual", "Incremento", "Revisión", "Cambio", "Sustituye por", "Ajuste final", "Delta",
    "Extra", "Korreksjon", "Correctie", "Zuschlag", "Änderung", "Justering", "Variazione", "Remplacement",
    # which no list of words has
    "Lo de María", "Retoque", "Pedido por teléfono", "XYZ",
]  # fmt: skip
SIGNS = ["+/-", "±", "Δ", "Δ MW"]
KNOWN = [
    "Precio (€/MWh)", "Precio", "Coste", "Observaciones", "Comentario", "Nota", "Total día", "Total", "Suma", "Estado",
    "Festivo", "ID oferta", "CUPS", "Temperatura", "Venta", "Viento (m/s)", "Compra máxima", "Media", "Lectura",
    "Pérdidas (%)", "Real", "Medida (MWh)", "Solar", "Diferencia",
]  # fmt: skip


def message(content: bytes) -> str:
    reading = read(content, "a.csv", today=TODAY)
    assert reading.rows.mw[:24].tolist() == BOUGHT
    return " ".join(str(problem.problem.message) for problem in reading.problems)


@pytest.mark.parametrize("name", [*CHANGING, *SIGNS])
def test_a_few_values_beside_a_purchase_are_told(name: str) -> None:
    for values, count in ((SOME, 4), *([] if "Compra" in name else [(HALF, 22)])):
        for names, columns in ((("Compra", name), (BOUGHT, values)), ((name, "Compra"), (values, BOUGHT))):
            assert f"“{name}” beside “Compra” holds values as well ({count})" in message(down(names, columns))
    assert read(down(("Compra", name), (BOUGHT, SOME)), "a.csv", today=TODAY, column="Compra").problems == ()


@pytest.mark.parametrize("table", [across, by_days, below_days])
@pytest.mark.parametrize("name", [*CHANGING, *SIGNS])
def test_a_few_values_in_rows_or_below_days_are_asked_about(table: Table, name: str) -> None:
    assert set(choices_of(table(("Compra", name), (BOUGHT, SOME)))) == {"Compra", name}


@pytest.mark.parametrize("table", [across, by_days, below_days, down])
@pytest.mark.parametrize("name", KNOWN)
def test_a_few_values_of_something_known_are_no_changes(table: Table, name: str) -> None:
    assert message(table(("Compra", name), (BOUGHT, SOME))) == ""


@pytest.mark.parametrize("name", ["Retoque", "Cuenta", "Horaria"])
@pytest.mark.parametrize(
    "values",
    [
        [sum(BOUGHT), *[""] * 23],
        [*[""] * 23, round(sum(BOUGHT) / 24, 4)],
        [round(sum(BOUGHT[at : at + 4]), 2) if at % 4 == 0 else "" for at in range(24)],
        [round(sum(BOUGHT[at - 3 : at + 1]), 2) if at % 4 == 3 else "" for at in range(24)],
        [1 if at in (4, 5) else "" for at in range(24)],
        [0 if at in (4, 5) else "" for at in range(24)],
        ["visto" if at in (4, 5) else "" for at in range(24)],
        [""] * 24,
        BOUGHT,
    ],
)
def test_sums_flags_and_words_are_no_changes(name: str, values: Sequence[Any]) -> None:
    rows = [[DAYS[0], hour, *row] for hour, row in enumerate(zip(BOUGHT, values, strict=True), 1)]
    assert message(text([["Fecha", "Hora", "Compra", name], *rows])) == ""
    assert message(down(("Compra", name), (BOUGHT, values))) == ""


@pytest.mark.parametrize("name", ["Final", "Revisión", "Manual", "Ajuste"])
def test_a_newer_version_of_each_hour_or_day_is_told(name: str) -> None:
    values = [value + 1 if at % 4 == 0 else "" for at, value in enumerate(BOUGHT)]
    assert f"“{name}” beside “Compra” holds values as well (12)" in message(down(("Compra", name), (BOUGHT, values)))


def test_what_stands_behind_a_column_without_a_name_belongs_to_another_table() -> None:
    rows = [[DAYS[0], hour, *row] for hour, row in enumerate(zip(BOUGHT, [""] * 24, SOME, strict=True), 1)]
    assert message(text([["Fecha", "Hora", "Compra", "", "Valor"], *rows])) == ""


def test_a_few_hours_of_a_month_are_told() -> None:
    rows = [[f"{day:02}/12/2026", hour, BOUGHT[hour - 1], ""] for day in range(1, 32) for hour in range(1, 25)]
    rows[400][3] = 12.5
    content = text([["Fecha", "Hora", "Compra", "Retoque"], *rows])
    assert "“Retoque” beside “Compra” holds values as well (1)" in message(content)


@pytest.mark.parametrize(
    "name", ["Incremento (MW)", "Delta", "Cambio", "Variación", "Extra", "Zuschlag", "Korreksjon", "+/-", "Δ"]
)
def test_changes_in_every_row_are_told(name: str) -> None:
    assert "holds values as well (48)" in message(down(("Compra", name), (BOUGHT, FULL)))
    flags = [hour % 2 for hour in range(24)]
    assert message(down(("Compra", name), (BOUGHT, flags))) == ""


@pytest.mark.parametrize("name", ["Manual", "Revisión", "Revision (MW)", "Handmatig"])
def test_a_revision_in_every_row_is_asked_about(name: str) -> None:
    assert choices_of(down(("Compra", name), (BOUGHT, [value + 1 for value in BOUGHT]))) == ("Compra", name)
    assert message(down(("Compra", name), (BOUGHT, [12] * 24))) == ""
