"""Refusals that name the cell they failed on, and cells that need a second look: units inside, two-byte letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, read, text, times, xlsx
from tests.spreadsheets.test_layouts import refusal

HOURS = range(1, 25)


def of_day(day: str, cell: Any = "{}") -> list[list[Any]]:
    rows = [[day, hour, cell.format(hour) if isinstance(cell, str) else cell] for hour in HOURS]
    return [["Fecha", "Hora", "Compra"], *rows]


@pytest.mark.parametrize("day", ["29/02/2026", "31/11/2026", "24-13-2026", "05/11/06"])
def test_a_day_that_does_not_exist_is_named_with_its_row(day: str) -> None:
    said = str(refusal(text(of_day(day))).message)
    assert f"“{day}” in row 2" in said
    assert "the calendar has no such day" in said


def test_text_in_place_of_numbers_is_named_with_its_row() -> None:
    said = str(refusal(text(of_day("24/11/2026", "{} %"))).message)
    assert "“1 %” in row 2" in said


def test_formulas_without_results_are_told() -> None:
    rows = [["Fecha", "Hora", "Compra"], *([f"{24}/11/2026", hour] for hour in HOURS)]
    assert "nothing below “Compra”" in str(refusal(xlsx(rows)).message)


@pytest.mark.parametrize(("form", "factor"), [("{},5 MW", 1.0), ("{},5kW", 0.001), ("{},5 MWh", 1.0)])
def test_numbers_that_carry_their_unit_are_read_in_it(form: str, factor: float) -> None:
    reading = read(text(of_day("24/11/2026", form)))
    assert (reading.factor, reading.unit_stated, errors_of(reading)) == (factor, True, [])
    assert reading.rows.mw.tolist() == [(hour + 0.5) * 1000 / (1000 / factor) for hour in HOURS]
    assert reading.grid is not None
    assert reading.grid.texts[1][2] == form.format(1)


def test_one_value_in_another_unit_is_a_wrong_cell() -> None:
    rows = of_day("24/11/2026", "{} MW")
    rows[5][2] = "5000 kW"
    wrong = [found for found in read(text(rows)).problems if found.row == 6]
    assert ["5000 kW" in str(found.problem.message) for found in wrong] == [True]


def test_days_in_rows_may_carry_their_unit_too_but_only_one() -> None:
    header = ["Fecha", *(f"H{hour}" for hour in HOURS)]
    rows = [[f"{day}/11/2026", *(f"{hour} kW" for hour in HOURS)] for day in (24, 25)]
    assert read(text([header, *rows])).rows.mw[0] == 0.001
    rows = [[row[0], *row[1:13], *(cell.replace("kW", "MW") for cell in row[13:])] for row in rows]
    assert "several units" in str(refusal(text([header, *rows])).message)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_byte_letters_need_no_mark(encoding: str) -> None:
    content = "Fecha y hora;Potencia prevista MW\n" + "".join(f"{moment:%d/%m/%Y %H:%M};12,5\n" for moment in times(24))
    reading = read(content.encode(encoding), "a.txt")
    assert (reading.column, reading.sum_mw) == ("Potencia prevista MW", 300.0)


def test_a_first_value_that_is_no_number_is_not_offered_as_zero() -> None:
    rows = [[moment, "n/d" if place == 0 else 5.0, 7.0] for place, moment in enumerate(times(24))]
    asked = refusal(xlsx([["Fecha y hora", "Zona A MW", "Zona B MW"], *rows]))
    assert asked.question is Question.COLUMN
    assert [found.first_mw for found in asked.alternatives] == [None, 7.0]


def test_the_order_of_day_and_month_beside_am_and_pm_is_asked_about() -> None:
    lines = [f"11/12/2025 {hour % 12 or 12}:00 {'AM' if hour < 12 else 'PM'},{hour}.5" for hour in range(24)]
    asked = refusal("\n".join(["Time,MW", *lines]).encode())
    assert asked.question is Question.DATE_ORDER
    assert [found.first for found in asked.alternatives] == ["2025-12-11 00:00", "2025-11-12 00:00"]


@pytest.mark.parametrize(
    "months",
    [
        [f"{month:02}/2026" for month in range(1, 13)],
        [f"2026-{month:02}" for month in range(1, 13)],
        ["enero 2026", "febrero 2026", "marzo 2026", "abril 2026"],
        ["ene-26", "feb-26", "mar-26"],
        ["Jan 2026", "Feb 2026", "March 2026", "Dez. 2026"],
        [datetime(2026, month, 1) for month in range(1, 13)],
        [datetime(2026, 1, 31), datetime(2026, 2, 28), datetime(2026, 3, 31)],
    ],
)
def test_values_of_months_are_refused_as_what_they_are(months: list[Any]) -> None:
    said = str(refusal(xlsx([["Mes", "Energía (MWh)"], *([month, 500.5] for month in months)])).message)
    assert "The column “Mes” names months" in said
    assert "these are values of whole months" in said
    assert "in row 2" in said


def test_values_of_days_are_no_values_of_months() -> None:
    rows = [[datetime(2026, 11, day), 500.5] for day in range(1, 30)]
    assert "values of whole days" in str(refusal(xlsx([["Fecha", "Energía (MWh)"], *rows])).message)
