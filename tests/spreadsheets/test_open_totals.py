"""Totals with one sign before three digits, “516,000”: read as agrees with the values, and never as no number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets.builders import notes_of, read, text, times, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

WHOLE = list(range(10, 34))
"""A day of hours, 516 in all."""


def table(header: str, values: list[Any], *totals: list[Any]) -> bytes:
    return text([["Fecha", header], *([at, value] for at, value in zip(times(24), values, strict=True)), *totals])


@pytest.mark.parametrize(
    ("header", "values", "name", "total", "value"),
    [
        ("Compra (MW)", WHOLE, "Total", "516,000", "516"),
        ("Compra (MW)", WHOLE, "Total", "516.000", "516"),
        ("Compra (MW)", WHOLE, "", "516,000", "516"),
        ("Compra (MW)", [250 * each for each in WHOLE], "Total", "129,000", "129000"),
        ("Compra (MW)", [f"{250 * each}.0" for each in WHOLE], "Total", "129.000", "129000"),
        ("Compra (kWh)", [1000 * each for each in WHOLE], "Total (MWh)", "516,000", "516"),
        ("Compra (MWh)", WHOLE, "Total kWh", "516,000", "516000"),
    ],
)
def test_a_total_is_read_as_agrees_with_the_values(
    header: str, values: list[Any], name: str, total: str, value: str
) -> None:
    reading = read(table(header, values, [name, total]))
    assert (reading.agrees_with_total, warnings_of(reading)) == (True, "")
    assert f"Row 26 is a total and agrees with the values ({value})" in notes_of(reading)


def test_a_total_that_agrees_neither_way_is_told_by_its_nearer_reading() -> None:
    for total, value in (("518,000", "518"), ("518.000", "518")):
        reading = read(table("Compra (MW)", WHOLE, ["Total", total]))
        assert f"Row 26 is a total of {value}, but the values above come to 516" in warnings_of(reading)


def test_each_of_several_totals_is_read_by_its_own_values() -> None:
    reading = read(table("Compra (MW)", WHOLE, ["Total", "516,000"], ["Total", "516,000"]))
    assert (reading.agrees_with_total, warnings_of(reading)) == (True, "")


def test_a_total_in_a_unit_of_its_own_proves_nothing_beside_values_without_any() -> None:
    values = [1000 * each for each in WHOLE]
    with pytest.raises(UnreadableFileError) as asked:
        read(table("Consumo", values, ["Total (MWh)", "516,000"]))
    assert asked.value.question is Question.UNIT
    reading = read(table("Consumo", values, ["Total (MWh)", "516,000"]), unit="kWh")
    assert (reading.rows.mw[0], "nan" in warnings_of(reading)) == (10, False)


@pytest.mark.parametrize("row", [["Total MWh", "516,000"], ["Total: 516,000 MWh", ""]])
def test_what_only_gigawatts_would_make_the_other_reading_of_a_total_is_left_aside(row: list[str]) -> None:
    quarters = [["Fecha", "Consumo"], *([at, value] for at, value in zip(times(24, 15), WHOLE, strict=True))]
    reading = read(text([*quarters, row]))
    assert (reading.unit, reading.unit_stated, reading.rows.mw[0]) == ("MWh", True, 40)
    missing, _, ends = warnings_of(reading).partition("more. ")
    assert missing == "2026-11-24 has 24 of 96 periods. Missing: 06:15 and 71 "
    assert ends.startswith("The file does not show whether its times name the start or the end")
    assert ends.count(". ") == 1


@pytest.mark.parametrize("total", ["-", "n/d", "pendiente", "240,000"])
def test_a_total_beside_the_periods_that_is_no_number_is_not_compared(total: str) -> None:
    rows = [[f"{day}/11/2026", *([10] * 24), total] for day in (24, 25)]
    reading = read(text([["Fecha", *range(1, 25), "Total"], *rows]))
    assert (reading.agrees_with_total, warnings_of(reading)) == (None, "")


@pytest.mark.parametrize("above", [["Fecha 13/01/2026"], ["Exportado", "13/01/2026 08:15"], []])
@pytest.mark.parametrize("day", ["{:%d/%m/%Y}", "{:%Y-%m-%d}", "{:%d}"])
def test_the_row_of_totals_below_days_is_never_the_purchase(above: list[str], day: str) -> None:
    """The question about the decimal sign of the days must not give way to the sums, on the day of the title."""
    days = [day.format(datetime(2026, 1, number)) for number in (14, 15)]
    rows = [[each, *(f"{number},125" for number in range(20 + at, 44 + at))] for at, each in enumerate(days)]
    sums = [number + 41.25 for number in range(24)]
    table = [["Compra (MWh)"], above, ["Fecha", *range(1, 25)], *rows, ["Total", *sums]]
    with pytest.raises(UnreadableFileError) as caught:
        read(xlsx(table))
    if len(days[0]) > 2:
        assert caught.value.question is Question.DECIMAL
        assert read(xlsx(table), decimal=",").rows.mw[[0, 47]].tolist() == [20.125, 44.125]
