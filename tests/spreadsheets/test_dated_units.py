"""A unit in a title behind a date, a year or the number of a week: it is that of the values, and no amount."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import read, text, times, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

DAY = date(2026, 11, 24)
NUMBERED: list[list[Any]] = [["Hora", "Valor"], *([hour, 32.5] for hour in range(1, 25))]


def long(count: int = 24, step: int = 60) -> list[list[Any]]:
    return [["Fecha", "Valor"], *([at, 32.5] for at in times(count, step))]


@pytest.mark.parametrize(
    "title",
    [
        ["Programa 24/11/2026 kWh"],
        ["Programa 24/11/2026", "kWh"],
        ["Programa", "24/11/2026", "kWh"],
        ["Programa", "24.11.2026", "kWh"],
        ["kWh 24.11.2026"],
        ["24/11/26 kWh"],
        ["Programa del 24 de noviembre de 2026 kWh"],
        ["Semana 48 kWh", "24/11/2026"],
        ["Semana", 48, "kWh", "24/11/2026"],
        ["Semana 10 kWh", "24/11/2026"],
    ],
)
def test_the_unit_behind_the_date_of_a_title_is_that_of_the_values(title: list[Any]) -> None:
    reading = read(xlsx([title, *NUMBERED]), "a.xlsx")
    assert (reading.unit, reading.unit_stated) == ("kWh", True)
    assert reading.rows.mw.tolist() == pytest.approx([0.0325] * 24)


@pytest.mark.parametrize("title", ["Diciembre 2026 kWh", "Programa 2026 kWh", "D+1 kWh", "Cliente 3 kWh", "Hoja 2 kWh"])
@pytest.mark.parametrize("shape", ["long", "across", "below"])
def test_a_year_or_a_number_of_order_before_a_unit_is_no_amount(title: str, shape: str) -> None:
    rows: list[list[Any]] = [[title], *long()]
    if shape == "across":
        days = ([DAY + timedelta(days=day), *[32.5] * 24] for day in range(2))
        rows = [[title], ["Fecha", *range(1, 25)], *days]
    elif shape == "below":
        rows = [*long(), [], [title]]
    assert read(xlsx(rows), "a.xlsx").rows.mw[0] == pytest.approx(0.0325)


def test_a_unit_in_a_row_of_its_own_below_the_date_is_that_of_the_values() -> None:
    assert read(xlsx([["24/11/2026"], ["kWh"], *NUMBERED]), "a.xlsx").rows.mw[0] == pytest.approx(0.0325)


@pytest.mark.parametrize(("unit", "mw"), [("MW", 32.5), ("MWh", 130.0)])
def test_a_date_before_the_unit_leaves_no_question_of_quarters(unit: str, mw: float) -> None:
    for title in (f"24/11/2026 {unit}", f"Programa 24/11/2026 {unit}"):
        reading = read(text([[title], *long(96, 15)]))
        assert (reading.rows.mw[0], reading.unit_stated, warnings_of(reading)) == (mw, True, "")


def test_a_dated_title_that_contradicts_the_header_is_told() -> None:
    rows = [["Programa 24/11/2026 kWh"], ["Fecha", "Compra (MW)"], *long()[1:]]
    assert "kWh" in warnings_of(read(text(rows)))


@pytest.mark.parametrize("title", ["Suministro 7 kWh", "Fase 2 kWh"])
def test_a_small_number_before_a_unit_that_may_be_a_name_is_asked_about(title: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(text([[title], *long()]))
    assert asked.value.question is Question.UNIT


@pytest.mark.parametrize("title", ["Compra diaria: 7 kWh", "Consumo diario 32500 kWh", "Potencia contratada 50 kW"])
def test_an_amount_in_a_title_is_still_none(title: str) -> None:
    assert read(text([[title], *long()])).rows.mw[0] == 32.5
