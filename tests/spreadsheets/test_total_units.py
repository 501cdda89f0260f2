"""Totals of the file as proof of the unit of its values."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import notes_of, read, text, times, xlsx
from tests.spreadsheets.test_layouts import refusal

FIRST, SECOND = datetime(2026, 11, 24), datetime(2026, 11, 25)


def across(value: float, parts: int, header: str, total: float, *above: list[Any]) -> bytes:
    """Two days of `parts` periods in every hour across, each `value`, and what stands behind them."""
    numbers = range(1, 24 * parts + 1)
    days = ([day, *([value] * len(numbers)), total] for day in (FIRST, SECOND))
    return xlsx([*above, ["Fecha", *numbers, header], *days])


def down(header: str, value: float, name: str, total: float) -> bytes:
    """The quarters of a day, each `value`, and a row of their total."""
    return xlsx([["Fecha y hora", header], *([moment, value] for moment in times(96, 15)), [name, total]])


@pytest.mark.parametrize("header", ["MWh", "Total (MWh)", "Energía MWh"])
@pytest.mark.parametrize(
    ("value", "parts", "total", "factor"),
    [
        (5200.0, 1, 124.8, 0.001),
        (5200.0, 4, 124.8, 0.001),
        (5200.0, 4, 499.2, 0.004),
        (12.0, 4, 288.0, 1.0),
        (12.0, 4, 1152.0, 4.0),
        (12.0, 2, 288.0, 1.0),
        (12.0, 2, 576.0, 2.0),
    ],
)
def test_the_energy_of_each_day_proves_the_unit(
    header: str, value: float, parts: int, total: float, factor: float
) -> None:
    reading = read(across(value, parts, header, total), "a.xlsx")
    assert (reading.factor, reading.unit_stated) == (factor, True)
    assert reading.rows.mw[0] == pytest.approx(value * factor)
    assert reading.energy_mwh == pytest.approx(2 * total)
    assert reading.agrees_with_total is not False


def test_a_name_is_not_believed_against_the_total() -> None:
    content = across(12.0, 4, "Total (MWh)", 288.0)
    reading = read(content, "programa_MWh.xlsx")
    assert (reading.rows.mw[0], reading.unit) == (12.0, "MW")
    assert "follows from the file's own total" in notes_of(reading)
    assert not reading.problems
    assert read(content, "programa_MW.xlsx").rows.mw[0] == 12.0


def test_days_without_energy_prove_nothing_and_hinder_nothing() -> None:
    rows = [["Fecha", *range(1, 25), "MWh"], [FIRST, *[0] * 24, 0], [SECOND, *[5200] * 24, 124.8]]
    assert read(xlsx(rows), "a.xlsx").rows.mw[-1] == 5.2


@pytest.mark.parametrize("name", ["Total (MWh)", "Total MWh"])
@pytest.mark.parametrize(("value", "total", "factor"), [(12.0, 288.0, 1.0), (12.0, 1152.0, 4.0), (4800.0, 115.2, 1e-3)])
def test_a_row_of_their_total_proves_it_as_well(name: str, value: float, total: float, factor: float) -> None:
    reading = read(down("Compra", value, name, total), "a.xlsx")
    assert (reading.rows.mw[0], reading.agrees_with_total) == (pytest.approx(value * factor), True)
    assert reading.unit_stated


@pytest.mark.parametrize(
    ("header", "name", "total"),
    [("Compra (MWh)", "Total (MWh)", 288.0), ("Compra (MW)", "Total (MWh)", 1152.0), ("Compra (MWh)", "Total", 288.0)],
)
def test_a_unit_that_the_total_contradicts_is_asked_about(header: str, name: str, total: float) -> None:
    content = down(header, 12.0, name, total)
    asked = refusal(content, "a.xlsx")
    assert asked.question is Question.UNIT
    assert "its own total of" in str(asked.message)
    assert read(content, "a.xlsx", unit="MW").rows.mw[0] == 12.0
    above = across(12.0, 4, "Total (MWh)", 288.0, ["Programa en MWh"])
    assert refusal(above, "a.xlsx").question is Question.UNIT


@pytest.mark.parametrize(
    ("header", "name", "total"),
    [
        ("Compra (MW)", "Total (MWh)", 288.0),
        ("Compra (MW)", "Total", 288.0),
        ("Compra (MWh)", "Total", 1152.0),
        ("Compra (kWh)", "Total (MWh)", 1.152),
    ],
)
def test_a_total_that_fits_the_unit_is_a_check_and_no_question(header: str, name: str, total: float) -> None:
    assert read(down(header, 12.0, name, total), "a.xlsx").agrees_with_total is True


@pytest.mark.parametrize("name", ["Total", "Suma MW"])
def test_the_plain_sum_of_powers_is_no_energy_and_no_question(name: str) -> None:
    reading = read(down("Compra (MW)", 12.0, name, 1152.0), "a.xlsx")
    assert reading.agrees_with_total is None
    assert "plain sum" in notes_of(reading)


@pytest.mark.parametrize(
    ("title", "header", "total"),
    [("Compra (MW)", "Total MWh", 1152.0), ("Compra (MWh)", "Total kWh", 1152.0), ("Compra (MWh)", "Total MW", 1152.0)],
)
def test_the_plain_sums_of_a_column_in_another_unit_are_asked_about(title: str, header: str, total: float) -> None:
    content = across(12.0, 4, header, total, [title])
    assert refusal(content, "a.xlsx").question is Question.UNIT
    assert read(content, "a.xlsx", unit="MW").rows.mw[0] == 12.0
    agreeing = across(12.0, 4, "Total (MWh)", 1152.0, ["Compra (MWh)"])
    assert read(agreeing, "a.xlsx").rows.mw[0] == 48.0


def days_down(header: str, name: str, count: int, step: int) -> bytes:
    """`count` days of periods of `step` minutes, each followed by a row of the plain sum of its values."""
    rows: list[list[Any]] = [["Fecha y hora", header]]
    for day in range(count):
        moments = times(24 * 60 // step, step, FIRST + timedelta(days=day, minutes=step))
        rows += [*([moment, 5.0 + place % 7 / 8] for place, moment in enumerate(moments)), [name]]
        rows[-1].append(sum(value for _, value in rows[-1 - len(moments) : -1]))
    return xlsx(rows)


@pytest.mark.parametrize(("count", "step"), [(2, 30), (4, 15), (1, 15)])
def test_the_sum_of_each_day_proves_the_unit_though_that_of_one_is_the_energy_of_all(count: int, step: int) -> None:
    content = days_down("Compra", "Total (MWh)", count, step)
    reading = read(content, "a.xlsx")
    assert (reading.unit, reading.rows.mw[0]) == ("MWh", 5.0 * 60 / step)
    assert refusal(days_down("Compra (MW)", "Total (MWh)", count, step), "a.xlsx").question is Question.UNIT
    assert read(days_down("Compra (MWh)", "Total", count, step), "a.xlsx").unit == "MWh"
    assert refusal(days_down("Compra", "Total", count, step), "a.xlsx").question is Question.UNIT


def test_subtotals_without_a_unit_say_nothing_against_the_total_that_has_one() -> None:
    rows: list[list[Any]] = []
    for day in (14, 15):
        rows += [[f"{day}/01/2026", period, 10.25] for period in range(1, 97)]
        rows.append(["Total día", "", 984.0])
    reading = read(text([["Fecha", "Periodo", "Potencia"], *rows, ["Total (MWh)", "", 1968.0]]), "a.csv")
    assert (reading.unit, reading.rows.mw.tolist()) == ("MWh", [41.0] * 192)


def test_a_header_that_comes_again_in_capitals_is_left_out() -> None:
    hours = [["14/01/2026", hour, 1.5] for hour in range(1, 25)]
    later = [["15/01/2026", hour, 2.5] for hour in range(1, 25)]
    table = [["FECHA", "HORA", "ENERGÍA COMPRADA (MW)"], *hours, ["Fecha", "Hora", "Energía comprada (MW)"], *later]
    reading = read(text(table), "a.csv")
    assert reading.rows.mw.tolist() == [1.5] * 24 + [2.5] * 24
    assert "Row 26 is the header once more" in notes_of(reading)
