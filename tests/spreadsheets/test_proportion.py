"""Values that are a thousand times what the retailer submitted last, or a thousandth: asked about or warned of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from tests.spreadsheets.builders import read, text, times, xlsx


def table(header: str, value: float) -> bytes:
    return xlsx([["Fecha", header], *([moment, value] for moment in times(96, 15))])


def warnings_of(reading: Reading) -> str:
    return " ".join(str(found.problem.message) for found in reading.problems)


def test_without_a_unit_the_unit_is_asked_for_with_the_numbers_of_each() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table("Compra", 1500.0), usual_mw=1.4)
    assert caught.value.question is Question.UNIT
    assert "has a mean of 1,500 MW; the last submission of this retailer had 1.4 MW" in str(caught.value.message)
    told = {each.name: (each.first_mw, each.energy_mwh) for each in caught.value.alternatives}
    assert told["MW"] == (1500.0, 36_000.0)
    assert told["kW"] == (1.5, pytest.approx(36.0))
    answers = {each.name: each.options for each in caught.value.alternatives}
    assert answers["kW"].usual_mw == 1.4
    assert answers["kW"].unit == "kW"


@pytest.mark.parametrize(
    ("header", "value", "usual"), [("Compra", 1.5, 1.4), ("Compra (MW)", 1500.0, None), ("Compra (kW)", 1500.0, 1.4)]
)
def test_what_is_in_proportion_or_cannot_be_compared_is_taken(header: str, value: float, usual: float | None) -> None:
    reading = read(table(header, value), usual_mw=usual)
    assert (reading.out_of_proportion, reading.problems) == (None, ())


@pytest.mark.parametrize("options", [{"unit": "MW"}, {}])
def test_a_unit_that_is_stated_or_answered_is_warned_of_and_never_converted(options: dict[str, Any]) -> None:
    reading = read(table("Compra" if options else "Compra (MW)", 1500.0), usual_mw=1.4, **options)
    assert reading.rows.mw[0] == 1500.0
    assert "about 1,071 times that of the last submission" in warnings_of(reading)
    assert str(reading.out_of_proportion) in warnings_of(reading)


@pytest.mark.parametrize("header", ["Potencia", "Compra (MW)", "Compra (Wh)"])
def test_a_thousandth_is_warned_of(header: str) -> None:
    value = 375.0 if header.endswith("(Wh)") else 0.0015
    reading = read(table(header, value), usual_mw=1.4)
    assert reading.rows.mw[0] == pytest.approx(0.0015)
    assert "The mean is 0.0015 MW; that of the last submission of this retailer, 1.4 MW, is about 933" in warnings_of(
        reading
    )


def unlabelled(header: str, value: float, step: int) -> bytes:
    return xlsx([["Fecha", header], *([moment, value] for moment in times(24 * 60 // step, step))])


@pytest.mark.parametrize(
    ("header", "value", "step", "usual", "said"),
    [
        ("Compra", 12.5, 15, None, "over 15 minutes a MWh is not the same as a MW"),
        ("Energía", 12.5, 30, None, "over 30 minutes"),
        ("Compra", 1800.0, 60, None, "in MW a large purchase, in kW one of 1.8 MW"),
        ("Potencia", 1800.0, 15, None, "in kW one of 1.8 MW"),
        ("Compra", 3.1, 15, 12.5, "has a mean of 3.1 MW"),
        ("Compra", 3000.0, 15, 12.5, "has a mean of 3,000 MW"),
        ("Compra", 12500.0 / 30, 60, 12.5, "has a mean of 416.7 MW"),
    ],
)
def test_a_unit_that_nothing_tells_is_asked_for(
    header: str, value: float, step: int, usual: float | None, said: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(unlabelled(header, value, step), usual_mw=usual)
    assert caught.value.question is Question.UNIT
    assert said in str(caught.value.message)
    assert read(unlabelled(header, value, step), usual_mw=usual, unit="MW").rows.mw[0] == value


@pytest.mark.parametrize(
    ("header", "value", "step", "usual"),
    [
        ("Compra", 12.5, 60, None),
        ("Energía", 99.0, 60, None),
        ("Potencia", 12.5, 15, None),
        ("Compra", 12.5, 15, 12.5),
        ("Compra", 8.0, 15, 12.5),
        ("Compra", 1800.0, 60, 1500.0),
        ("Compra", 1800.0, 15, 1500.0),
        ("Compra", 0.0, 15, None),
    ],
)
def test_a_unit_that_size_name_or_history_tell_is_not_asked_for(
    header: str, value: float, step: int, usual: float | None
) -> None:
    reading = read(unlabelled(header, value, step), usual_mw=usual)
    assert (reading.unit, reading.unit_stated, reading.rows.mw[0]) == ("MW", False, value)


@pytest.mark.parametrize(("header", "usual"), [("CompraGWh", None), ("Compra (GW)", None), ("CompraGWh", 2.0)])
def test_more_gigawatts_than_anyone_buys_are_asked_about(header: str, usual: float | None) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table(header, 0.5), usual_mw=usual)
    assert caught.value.question is Question.UNIT
    assert "hardly anyone buys" in str(caught.value.message)
    told = {each.name: each.first_mw for each in caught.value.alternatives}
    assert (told["MWh"], told["MW"]) == (2.0, 0.5)


@pytest.mark.parametrize(("header", "value", "usual"), [("Compra GWh", 0.005, None), ("Compra GW", 3.1, 2900.0)])
def test_gigawatts_that_can_be_nothing_else_or_were_bought_before_are_taken(
    header: str, value: float, usual: float | None
) -> None:
    assert read(table(header, value), usual_mw=usual).unit == header.split()[1]


@pytest.mark.parametrize("header", ["Compra_MW_h", "compra_mw_h", "Compra MW_h"])
def test_watt_hours_may_be_parted_by_a_line(header: str) -> None:
    reading = read(table(header, 0.5))
    assert (reading.unit, reading.rows.mw[0]) == ("MWh", 2.0)


def test_prices_are_warned_of_as_prices() -> None:
    reading = read(table("Precio (EUR/MWh)", 1500.0), usual_mw=1.4, column="Precio (EUR/MWh)")
    assert "looks like prices" in warnings_of(reading)


def test_another_warning_does_not_keep_the_unit_from_being_asked() -> None:
    october = [[date(2026, 10, 25), hour, 1500.0] for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError) as caught:
        read(text([["Fecha", "Hora", "Compra"], *october]), "a.csv", usual_mw=1.4)
    assert caught.value.question is Question.UNIT


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Compra (M.W.h.)", "MWh"),
        ("Compra M.W.h", "MWh"),
        ("Compra (M W h)", "MWh"),
        ("Compra (M-Wh)", "MWh"),
        ("Compra (k.W.h.)", "kWh"),
        ("Compra (K W)", "kW"),
        ("Compra (M.W.)", "MW"),
    ],
)
def test_the_letters_of_a_unit_may_be_parted(header: str, unit: str) -> None:
    rows = [["15/01/2026", period, 10.5] for period in range(1, 97)]
    assert read(text([["Fecha", "Periodo", header], *rows]), "a.csv").unit == unit


@pytest.mark.parametrize("header", ["Compra (W)", "Compra (Wh)"])
def test_less_than_a_house_takes_is_suspect(header: str) -> None:
    rows = [["15/01/2026", hour, 10.5] for hour in range(1, 25)]
    assert "less than a house takes" in str(read(text([["Fecha", "Hora", header], *rows]), "a.csv").suspect)
