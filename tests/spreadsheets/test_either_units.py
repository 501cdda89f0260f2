"""kW/h and MW(h) in a title, a corner, a row or a column of units: nobody knows whether power or energy is meant."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.test_layouts import refusal

DAY = "24/11/2026"
HEADS = ["Fecha", "Hora", "Compra", "Precio"]
Rows = list[list[Any]]


def day(*cells: Any) -> Rows:
    """The hours of a day, each with a value and the same `cells` behind it."""
    return [[DAY, hour, 40.5 + hour, *cells] for hour in range(1, 25)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Compra (kw/h)"], HEADS, *day(50.25)], "“Compra (kw/h)” in row 1"),
        ([["Programa de compra en kW/h, precio en €/MWh"], HEADS, *day(50.25)], "en kW/h"),
        ([["Compra MW(h)"], HEADS, *day(50.25)], "“Compra MW(h)” in row 1"),
        ([HEADS, ["", "", "kw/h", "€/MWh"], *day(50.25)], "“kw/h” in row 2"),
        ([[*HEADS[:3], "Unidad"], *day("kW/h")], "“kW/h” in row 2"),
        ([HEADS, *day(50.25), [], ["Unidades: kW/h"]], "“Unidades: kW/h” in row 27"),
        ([["Hora (kW/h)", DAY], *(row[1:3] for row in day())], "kW/h"),
    ],
)
def test_a_unit_that_may_be_either_is_asked_about_wherever_it_stands(rows: Rows, said: str) -> None:
    asked = refusal(text(rows))
    assert (asked.question, said in str(asked.message)) == (Question.UNIT, True)
    assert read(text(rows), unit="kW").rows.mw[0] == pytest.approx(0.0415)


@pytest.mark.parametrize(
    "rows",
    [
        [["Programa (kW/h)"], ["Fecha", "Hora", "Compra (MW)"], *day()],
        [["Precio en €/kW/h"], HEADS, *day(50.25)],
        [["Potencia contratada: 50 kW/h"], HEADS, *day(50.25)],
        [["Programa de compra"], HEADS, *day(50.25)],
        [HEADS, ["", "", "MW", "€/kW/h"], *day(50.25)],
        [HEADS, ["", "", "MWh/h", "€/MWh"], *day(50.25)],
    ],
)
def test_where_the_values_have_a_unit_or_the_text_is_of_others_nothing_is_asked(rows: Rows) -> None:
    assert read(text(rows)).rows.mw[0] == 41.5
