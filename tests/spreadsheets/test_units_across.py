"""Units of the columns below days or hours across: a row of units below or above that of their names, or alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

DAYS = ("24/11/2026", "25/11/2026")
HOURS = range(1, 25)
NAMES, UNITS = ["Compra", "Precio"], ["kWh", "€/MWh"]
Rows = list[list[Any]]


def days_across(*heads: Sequence[str], values: Sequence[float] = (31.5, 50.25)) -> Rows:
    """Two days across: below each the `heads`, a row of them for each, and in every hour the same `values`."""
    width = len(values)
    days = [cell for day in DAYS for cell in (day, *[""] * (width - 1))]
    rows: Rows = [["Hora", *days], *(["", *head, *head] for head in heads)]
    return [*rows, *([hour, *values, *values] for hour in HOURS)]


def hours_across(*heads: Sequence[str], values: Sequence[float] = (31.5, 50.25)) -> Rows:
    """Two days down and hours across, with the `heads` and `values` below each hour."""
    width = len(values)
    hours = [cell for hour in HOURS for cell in (hour, *[""] * (width - 1))]
    return [["Fecha", *hours], *(["", *head * 24] for head in heads), *([day, *list(values) * 24] for day in DAYS)]


Made = Callable[..., Rows]


@pytest.mark.parametrize("made", [days_across, hours_across])
@pytest.mark.parametrize("written", [text, xlsx])
@pytest.mark.parametrize(
    "heads",
    [
        (NAMES, UNITS),
        (UNITS, NAMES),
        (NAMES, ["kWh", ""]),
        (["Energía", "Energía"], ["kWh", "€"]),
        (["Compra", "Desvío"], ["kWh", "kWh"]),
        (["kWh", "kWh"], ["Compra", "Desvío"]),
    ],
)
def test_the_unit_below_or_above_a_name_is_that_of_its_values(made: Made, written: Any, heads: Any) -> None:
    reading = read(written(made(*heads)))
    assert (reading.unit, reading.unit_stated, errors_of(reading)) == ("kWh", True, [])
    assert reading.rows.mw.tolist() == pytest.approx([0.0315] * 48)


@pytest.mark.parametrize("made", [days_across, hours_across])
@pytest.mark.parametrize("price", ["€/MWh", "€", "%"])
def test_a_name_whose_unit_is_a_price_is_no_purchase(made: Made, price: str) -> None:
    reading = read(text(made(["Compra", "Demanda"], [price, "MWh"], values=(50.25, 8.5))))
    assert (reading.column, reading.rows.mw.tolist()) == ("Demanda (MWh)", [8.5] * 48)


@pytest.mark.parametrize("made", [days_across, hours_across])
def test_names_and_units_of_one_column_each_are_read_together(made: Made) -> None:
    for heads in ([["Compra"], ["kWh"]], [["kWh"], ["Compra"]], [["kWh"]]):
        assert read(text(made(*heads, values=(31.5,)))).rows.mw.tolist() == pytest.approx([0.0315] * 48)
    assert "are prices" in str(refusal(text(made(["Compra"], ["€/MWh"], values=(50.25,)))).message)


def test_weekdays_and_totals_may_stand_between_the_days_and_their_units() -> None:
    rows = days_across(NAMES, UNITS)
    weekdays, total = ["", "martes", "", "miércoles", ""], ["Total", 756, "", 756, ""]
    for made in (
        [rows[0], weekdays, *rows[1:]],
        [*rows[:2], total, *rows[2:]],
        [rows[2], rows[0], rows[1], *rows[3:]],
    ):
        assert read(text(made)).rows.mw.tolist() == pytest.approx([0.0315] * 48)
    one = days_across(["kWh"], values=(31.5,))
    assert read(text([one[0], ["", "mar", "mié"], *one[1:]])).rows.mw.tolist() == pytest.approx([0.0315] * 48)


def test_other_units_on_other_days_are_refused() -> None:
    rows = days_across(NAMES, UNITS)
    rows[2] = ["", "kWh", "€/MWh", "MWh", "€/MWh"]
    assert "several units in their cells: kWh, MWh" in str(refusal(text(rows)).message)
    one = days_across(["kWh"], values=(31.5,))
    one[1] = ["", "kWh", "MWh"]
    assert "several units in their cells: kWh, MWh" in str(refusal(text(one)).message)
    one[1] = ["", "MWh", "€/MWh"]
    assert "“€/MWh” with 2026-11-25" in str(refusal(text(one)).message)
    rows[2] = ["", "kWh", "€/MWh", "kWh", "cts/kWh"]  # only the price differs
    assert read(text(rows)).rows.mw[0] == pytest.approx(0.0315)


def test_a_unit_that_may_be_either_is_asked_about() -> None:
    asked = refusal(text(days_across(NAMES, ["kW/h", "€/MWh"])))
    assert (asked.question, "“Compra (kW/h)”" in str(asked.message)) == (Question.UNIT, True)


def test_days_that_are_sold_stay_refused_above_their_units() -> None:
    rows = days_across(["Compra"], ["MWh"], values=(31.5,))
    rows[1] = ["", "Compra", "Venta"]
    assert "“Venta” with 2026-11-25" in str(refusal(text(rows)).message)


def test_names_without_a_row_of_units_keep_them() -> None:
    reading = read(text(days_across(["Compra (kWh)", "Precio"])))
    assert (reading.candidates, reading.rows.mw[0]) == (("Compra (kWh)", "Precio"), pytest.approx(0.0315))
    assert read(text(days_across(["MWh", "Precio"]))).candidates == ("MWh", "Precio")
