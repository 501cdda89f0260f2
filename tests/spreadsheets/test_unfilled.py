"""Columns that name the purchase and hold nothing, because their formulas were never worked out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, xlsx
from tests.spreadsheets.test_layouts import lines, refusal

DAY = datetime(2026, 11, 24)
HOURS = range(1, 25)


def table(head: list[str], *columns: float | None) -> list[list[Any]]:
    return [["Fecha", "Hora", *head], *([DAY, hour, *columns] for hour in HOURS)]


@pytest.mark.parametrize(
    ("head", "columns", "empty", "offered"),
    [
        (["Previsión base", "Compra (MW)"], (12.5, None), "Compra (MW)", ("Previsión base",)),
        (["Demanda (MW)", "Pérdidas (MW)", "Compra (MW)"], (12.5, 0.5, None), "Compra (MW)",
         ("Demanda (MW)", "Pérdidas (MW)")),
        (["Base", "Demanda"], (12.5, None), "Demanda", ("Base",)),
        (["Compra del día siguiente (MWh)", "Valor MWh"], (None, 3.25), "Compra del día siguiente (MWh)",
         ("Valor MWh",)),
        (["A", "B", "Programa"], (12.5, 3.25, None), "Programa", ("A", "B")),
    ],
)  # fmt: skip
def test_no_other_column_is_taken_for_an_empty_one(
    head: list[str], columns: tuple[float | None, ...], empty: str, offered: tuple[str, ...]
) -> None:
    content = xlsx(table(head, *columns))
    asked = refusal(content, "a.xlsx")
    assert asked.question is Question.COLUMN
    assert asked.choices == offered
    assert f"“{empty}” is empty" in str(asked.message)
    assert "save it there" in str(asked.message)
    chosen = read(content, "a.xlsx", column=offered[0], unit="MW")
    assert chosen.rows.mw.tolist() == [next(value for value in columns if value is not None)] * 24


def test_a_column_that_is_filled_here_and_there_is_empty() -> None:
    rows = table(["Base", "Compra"], 12.5, None)
    rows[4][-1] = 13.0
    assert "“Compra” is empty" in str(refusal(xlsx(rows), "a.xlsx").message)


@pytest.mark.parametrize("text", ["=C2*1.43", "#N/A", "-"])
def test_the_text_of_formulas_and_words_for_nothing_fill_no_column(text: str) -> None:
    content = lines("Fecha;Hora;Base;Compra", *(f"24/11/2026;{hour};12,5;{text}" for hour in HOURS))
    assert "“Compra” is empty" in str(refusal(content).message)


def test_beside_prices_alone_the_empty_column_is_what_is_told() -> None:
    asked = refusal(xlsx(table(["Precio (EUR/MWh)", "Compra (MW)"], 60.5, None)), "a.xlsx")
    assert "“Compra (MW)” is empty" in str(asked.message)
    assert asked.question is None


@pytest.mark.parametrize(
    "head",
    [
        ["Compra (MW)", "Compra (kWh)"],
        ["Compra (MW)", "Programa"],
        ["Energía (MWh)", "Demanda"],
        ["Valor (MW)", "Observaciones de la compra"],
        ["Consumo", "Precio de compra (EUR/MWh)"],
    ],
)
def test_no_question_about_an_empty_column_that_names_nothing_better(head: list[str]) -> None:
    assert read(xlsx(table(head, 12.5, None)), "a.xlsx").column == head[0]


def test_an_empty_row_is_told_as_well() -> None:
    rows = [
        ["Programa 24/11/2026"],
        ["Concepto", *HOURS],
        ["Demanda (MW)", *(hour + 0.5 for hour in HOURS)],
        ["Compra (MW)", *(None for _ in HOURS)],
    ]
    asked = refusal(xlsx(rows), "a.xlsx")
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Demanda (MW)",))
    assert "“Compra (MW)” is empty" in str(asked.message)
    assert read(xlsx(rows), "a.xlsx", column="Demanda (MW)").rows.mw[0] == 1.5


TO_COME = ["pendiente", "#REF!", "#¡VALOR!", "12/13", "n.d. (rev.)"]


@pytest.mark.parametrize("text", TO_COME)
@pytest.mark.parametrize(
    "other", [f"{name} (MWh)" for name in ("Consumo", "Desvío", "Programa D-1", "Programa", "Venta")]
)
def test_no_other_column_is_taken_for_one_that_cannot_be_read(text: str, other: str) -> None:
    content = lines(f"Fecha;Hora;Compra (MWh);{other}", *(f"24/11/2026;{hour};{text};12,5" for hour in HOURS))
    asked = refusal(content)
    assert (asked.question, asked.choices) == (Question.COLUMN, (other,))
    assert f"“Compra (MWh)” holds no numbers that can be read: “{text}” in row 2" in str(asked.message)
    assert read(content, "a.csv", column=other).rows.mw.tolist() == [12.5] * 24


def test_a_column_of_a_few_numbers_among_words_is_not_passed_over() -> None:
    rows = [f"24/11/2026;{hour};{'10,5' if hour < 9 else 'pendiente'};12,5" for hour in HOURS]
    asked = refusal(lines("Fecha;Hora;Compra;Consumo", *rows))
    assert "“pendiente” in row 10" in str(asked.message)
    asked = refusal(lines("Fecha;Hora;Compra;Precio (EUR/MWh)", *rows))
    assert ("“pendiente” in row 10" in str(asked.message), asked.question) == (True, None)


@pytest.mark.parametrize("missing", ["-", "#N/A", ""])
def test_a_programme_of_another_day_is_not_taken_for_an_empty_purchase(missing: str) -> None:
    rows = [f"24/11/2026;{hour};{missing};12,5" for hour in HOURS]
    asked = refusal(lines("Fecha;Hora;Compra (MWh);Programa D-1 (MWh)", *rows))
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Programa D-1 (MWh)",))
    assert read(lines("Fecha;Hora;Programa D-1 (MWh);Compra (MWh)", *rows), "a.csv").column == "Compra (MWh)"


@pytest.mark.parametrize(
    ("head", "text"), [("Programa", "PBF"), ("Energía", "Eólica"), ("Tipo de compra", "Spot"), ("Compra/Venta", "C")]
)
def test_words_that_name_a_kind_of_programme_are_no_purchase_that_cannot_be_read(head: str, text: str) -> None:
    rows = [f"24/11/2026;{hour};{text};12,5" for hour in HOURS]
    assert read(lines(f"Fecha;Hora;{head};Valor (MWh)", *rows), "a.csv").column == "Valor (MWh)"


@pytest.mark.parametrize("text", TO_COME)
def test_no_other_row_is_taken_for_one_that_cannot_be_read(text: str) -> None:
    hours = ";".join(map(str, HOURS))
    rows = [f"Concepto;{hours}", "Demanda (MW)" + ";12,5" * 24, f"Compra (MW){f';{text}' * 24}"]
    asked = refusal(lines("Programa 24/11/2026", *rows))
    assert (asked.question, asked.choices) == (Question.COLUMN, ("Demanda (MW)",))
    assert f"“Compra (MW)” holds no numbers that can be read, but “{text}”" in str(asked.message)


def test_no_other_sheet_is_taken_for_one_whose_formulas_have_no_results() -> None:
    sheets = {"Datos": table(["Base (MW)"], 12.5), "Programa": table(["Compra (MW)"], None)}
    asked = refusal(xlsx([], sheets=sheets), "a.xlsx")
    assert asked.question is Question.SHEET
    assert "“Compra (MW)” of the sheet “Programa” is empty" in str(asked.message)
    assert read(xlsx([], sheets=sheets), "a.xlsx", sheet="Datos").column == "Base (MW)"
    sheets["Datos"] = table(["Compra (MW)"], 12.5)
    assert read(xlsx([], sheets=sheets), "a.xlsx").sheet == "Datos"
