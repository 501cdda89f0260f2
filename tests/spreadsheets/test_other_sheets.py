"""A small sheet of notes may name the unit of the values on another sheet."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import notes_of, read, times, xlsx
from tests.spreadsheets.test_layouts import refusal
from tests.spreadsheets.test_mistaken import warnings_of

Rows = list[list[Any]]


def book(*notes: Rows, header: str = "Compra", count: int = 24, step: int = 60) -> bytes:
    values = [["Fecha", header], *([at, 3200 + place] for place, at in enumerate(times(count, step)))]
    return xlsx([], sheets={"Datos": values, **{f"Info {at}": rows for at, rows in enumerate(notes)}})


@pytest.mark.parametrize("notes", [[["Unidad: kWh"]], [["Unidad", "kWh"]], [["Cliente", "X"], ["Energía en kWh"]]])
@pytest.mark.parametrize("sheet", [None, "Datos"])
def test_the_unit_that_another_sheet_names_is_taken_and_told(notes: Rows, sheet: str | None) -> None:
    reading = read(book(notes), "a.xlsx", sheet=sheet)
    assert (reading.unit, reading.rows.mw[0]) == ("kWh", 3.2)
    assert "is named on sheet “Info 0”" in warnings_of(reading)


def test_megawatts_that_another_sheet_names_need_no_look() -> None:
    reading = read(book([["Unidad: MW"]], count=96, step=15), "a.xlsx")
    assert reading.unit == "MW"
    assert "is named on sheet “Info 0”" in notes_of(reading)
    assert warnings_of(reading) == ""


def test_a_unit_against_that_of_the_header_is_asked_about() -> None:
    asked = refusal(book([["Unidad: kWh"]], header="Compra (MW)"), "a.xlsx")
    assert asked.question is Question.UNIT
    assert "sheet “Info 0” says “Unidad: kWh” in row 1" in str(asked.message)
    assert read(book([["Unidad: kWh"]], header="Compra (MW)"), "a.xlsx", unit="kWh").rows.mw[0] == 3.2


@pytest.mark.parametrize(
    "notes",
    [
        [["Precio en €/kWh"]],
        [["Ventas en kWh"]],
        [["Total", "76800 kWh"]],
        [["Potencia contratada: 450 kW"]],
        [["Unidad: kWh"], ["Unidad: MWh"]],
        [["Unidad: kWh"], *([at, 1.5] for at in range(20))],
    ],
)
def test_what_speaks_of_something_else_names_no_unit(notes: Rows) -> None:
    assert not read(book(notes, header="Compra"), "a.xlsx", usual_mw=3200.0).unit_stated


@pytest.mark.parametrize("notes", [[["Energía en kWh"]], [["Unidad: MWh"]]])
def test_a_header_counts_more_than_the_words_of_another_sheet(notes: Rows) -> None:
    assert read(book(notes, header="Compra (MW)"), "a.xlsx").unit == "MW"


@pytest.mark.parametrize(("total", "unit"), [(77940.0, "MW"), (311760.0, "MWh"), (77.94, "kW"), (311.76, "kWh")])
def test_the_unit_of_the_totals_of_another_sheet_checks_that_of_the_values(total: float, unit: str) -> None:
    """Quarters from 3200 to 3295 come to 311,760 as they stand, and as powers to 77,940."""
    reading = read(book([["Fecha", "Total MWh"], ["2026-11-24", total]], count=96, step=15), "a.xlsx")
    assert reading.unit == unit
    assert "only so do the values come to" in notes_of(reading)
    assert "is named on sheet" not in warnings_of(reading)


def test_totals_that_no_unit_of_the_values_comes_to_tell_none() -> None:
    asked = refusal(book([["Fecha", "Total MWh"], ["2026-11-24", 1234567.8]], count=96, step=15), "a.xlsx")
    assert asked.question is Question.UNIT


def test_a_chart_of_one_of_the_days_is_not_taken_for_the_sheet_that_asks_for_its_column() -> None:
    times_of = times(48)
    data = [["Fecha", "Cartera A (kWh)", "Cartera B", "Total [kWh]"]]
    data += [[at, 100 + place, 200.5 + place, 300.5 + 2 * place] for place, at in enumerate(times_of)]
    chart = [["Hora", "Compra (kWh)"], *([place + 1, 300.5 + 2 * place] for place in range(24))]
    sheets = {"Datos gráfico": chart, "Datos": data}
    asked = refusal(xlsx([], sheets=sheets), "compras_24-11-2026.xlsx")
    assert asked.question is Question.SHEET
    alike = {"Datos gráfico": chart, "Datos": data[:25]}
    assert read(xlsx([], sheets=alike), "compras_24-11-2026.xlsx").sheet == "Datos gráfico"
