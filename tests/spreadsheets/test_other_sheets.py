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
