"""Files that a tired operator drops: nothing of them is imported as a purchase without a word."""

from __future__ import annotations

from datetime import datetime

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.domain.reading_notes import BESIDE_READ
from ravenwits_desktop.spreadsheets.mapping.named_otherwise import (
    SHEET_CONTRADICTS,
    TITLE_CONTRADICTS,
)
from ravenwits_desktop.spreadsheets.mapping.off_grid import BESIDE_PERIODS
from ravenwits_desktop.spreadsheets.mapping.sizes import ALL_NEGATIVE, ALL_ZERO
from tests.spreadsheets.builders import read, text, times, xlsx

DAY = datetime(2026, 1, 14)


def hours(head: str, *values: object) -> list[list[object]]:
    rows = zip(times(24, 60, DAY), [*values] * (24 // len(values)), strict=True)
    return [["Fecha y hora", head], *([moment, value] for moment, value in rows)]


@pytest.mark.parametrize("head", ["Compra %", "% Compra", "Compra (%)", "Porcentaje de compra", "Kauf in Prozent"])
def test_what_is_bought_in_per_cent_is_no_purchase(head: str) -> None:
    with pytest.raises(UnreadableFileError, match="losses, shares or profiles"):
        read(text(hours(head, 10.5, 55.5)), "a.csv")


@pytest.mark.parametrize("head", ["Compra 50% (MW)", "Compra 50 % (MW)", "Compra (MW) con 3% de margen"])
def test_a_part_of_what_is_bought_is(head: str) -> None:
    reading = read(text(hours(head, 10.5, 55.5)), "a.csv")
    assert (reading.no_purchase, reading.column) == (None, head)


@pytest.mark.parametrize("head", ["Desvío (MWh)", "Potencia contratada (MW)", "Consumo máximo (MW)", "Compra ayer"])
def test_the_only_column_may_be_something_beside_a_purchase(head: str) -> None:
    suspect = read(text(hours(head, 10.5, 55.5)), "a.csv").suspect
    assert suspect is not None
    assert suspect.template == BESIDE_READ


@pytest.mark.parametrize(("values", "template"), [((0, 0.0), ALL_ZERO), ((-3.5, -1.25, 0), ALL_NEGATIVE)])
def test_zeros_alone_and_sales_alone_are_suspect(values: tuple[float, ...], template: str) -> None:
    suspect = read(text(hours("Compra (MW)", *values)), "a.csv").suspect
    assert suspect is not None
    assert suspect.template == template


def test_some_zeros_and_sales_are_not() -> None:
    assert read(text(hours("Compra (MW)", 0, -2.5, 7.5)), "a.csv").suspect is None


@pytest.mark.parametrize("error", ["#REF!", "#¡REF!", "#N/A", "#VALUE!", "#¡VALOR!", "#DIV/0!", "#NAME?"])
def test_errors_of_formulas_are_named(error: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"“{error.replace('?', '[?]')}” in row 2 is what a broken formula"):
        read(text(hours("Compra (MW)", error)), "a.csv")


def test_the_name_of_the_sheet_tells_its_unit_before_another_sheet_does() -> None:
    summary = [["Resumen", ""], ["Total MWh", 12345.0], ["Clientes", 12]]
    rows = hours("Programa", 1250.0, 1300.0)
    reading = read(xlsx([], sheets={"Resumen": summary, "Compras kW": rows}), "a.xlsx")
    assert (reading.sheet, reading.unit) == ("Compras kW", "kW")


@pytest.mark.parametrize(
    ("name", "said"), [("plan_20260115.csv", True), ("plan_20260114.csv", False), ("plan.csv", False)]
)
def test_another_day_in_the_name_of_the_file_is_told(name: str, said: bool) -> None:
    reading = read(text(hours("Compra (MW)", 10.5, 55.5)), name)
    doubts = [str(found.problem.message) for found in reading.problems if found.row is None]
    assert [f"“{name}”, after 2026-01-15, and its rows are of 2026-01-14" in doubt for doubt in doubts] == [True] * said


def quarters(*, each: int, head: str = "Compra (MWh)") -> list[list[object]]:
    return [["Fecha y hora", head], *([moment, 40.5 + at // each] for at, moment in enumerate(times(96, 15, DAY)))]


def test_the_same_energy_in_all_quarters_of_each_hour_is_asked_about() -> None:
    with pytest.raises(UnreadableFileError, match="the same in all parts of each hour") as caught:
        read(text(quarters(each=4)), "a.csv")
    assert caught.value.question is Question.UNIT
    first = {each.options.unit: each.first_mw for each in caught.value.alternatives}
    assert (first["MW"], first["MWh"]) == (40.5, 162.0)


def test_what_is_in_proportion_as_energy_of_quarters_is_not_asked_about() -> None:
    assert read(text(quarters(each=4)), "a.csv", usual_mw=200.0).factor == 4
    assert read(text(quarters(each=4, head="Compra (MW)")), "a.csv").factor == 1
    assert read(text(quarters(each=1)), "a.csv").factor == 4


def test_the_energy_of_the_hour_is_asked_about() -> None:
    with pytest.raises(UnreadableFileError, match="speaks of energy by the hour"):
        read(text(quarters(each=1, head="Energía hora (MWh)")), "a.csv")


@pytest.mark.parametrize("minute", [0, 30])
def test_times_between_the_periods_are_told_of_the_whole_file(minute: int) -> None:
    rows = [[moment, 40.5 + at] for at, moment in enumerate(times(24, 60, DAY.replace(minute=minute)))]
    reading = read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv")
    told = [found.problem.message.template for found in reading.problems if found.row is None]
    assert (BESIDE_PERIODS in told) is (minute == 30)


@pytest.mark.parametrize("form", ['="%s"', '"=""%s"""'])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_numbers_that_are_written_as_formulas_of_texts_are_numbers(form: str, delimiter: str) -> None:
    rows = [
        delimiter.join((f"{moment:%Y-%m-%d %H:%M}", form % f"{at},76")) for at, moment in enumerate(times(24, 60, DAY))
    ]
    reading = read("\n".join([f"Fecha y hora{delimiter}Compra (MW)", *rows]).encode(), "a.csv")
    assert reading.rows.mw.tolist() == [at + 0.76 for at in range(24)]


@pytest.mark.parametrize(
    "form", ["{number} ({begin:02d}:00-{number:02d}:00)", "H{number} [{begin:02d}:00]", "H{number} - {begin:02d}:00"]
)
def test_numbers_of_hours_may_be_explained_by_their_times(form: str) -> None:
    rows = [["14/01/2026", form.format(number=hour, begin=hour - 1), 20.5 + hour] for hour in range(1, 25)]
    reading = read(text([["Fecha", "Periodo", "Compra (MW)"], *rows]), "a.csv")
    assert (reading.resolution, reading.made_labels, str(reading.rows.labels[0])) == (60, True, "2026-01-14T01:00")
    assert reading.rows.mw.tolist() == [20.5 + hour for hour in range(1, 25)]


@pytest.mark.parametrize(
    ("top", "doubt"),
    [
        (["Programa de compra del 15/01/2026"], TITLE_CONTRADICTS),
        (["Fecha de entrega: 15/01/2026"], TITLE_CONTRADICTS),
        (["Fecha de entrega", datetime(2026, 1, 15)], TITLE_CONTRADICTS),
        (["Programa de compra del 14/01/2026"], None),
        (["Programa del 12/01/2026 al 15/01/2026, con el 14/01/2026"], None),
        (["Generado el 13/01/2026"], None),
        (["Versión del 13/01/2026 10:15"], None),
    ],
)
def test_another_day_above_the_table_is_told(top: list[object], doubt: str | None) -> None:
    reading = read(xlsx([top, *hours("Compra (MW)", 10.5, 55.5)]), "plan.xlsx")
    doubts = {found.problem.message.template for found in reading.problems if found.row is None}
    assert doubts == {doubt} - {None}


@pytest.mark.parametrize("day", [datetime(2026, 12, 5), datetime(2026, 2, 1)])
def test_a_day_of_delivery_is_told_whatever_its_day_and_month_would_be_exchanged(day: datetime) -> None:
    rows = [["Fecha y hora", "MW"], *([moment, 20.5] for moment in times(24, 60, datetime(2026, 8, 20, 1)))]
    reading = read(xlsx([["Fecha de entrega", day], *rows]), "plan.xlsx")
    assert TITLE_CONTRADICTS in {found.problem.message.template for found in reading.problems if found.row is None}


def test_another_day_in_the_name_of_the_sheet_is_told() -> None:
    said = [read(xlsx([], sheets={name: hours("Compra (MW)", 1.5)}), "plan.xlsx") for name in ("15-01-2026", "Plan")]
    doubts = [{found.problem.message.template for found in reading.problems} for reading in said]
    assert [SHEET_CONTRADICTS in each for each in doubts] == [True, False]


@pytest.mark.parametrize("name", ["BZN|ES", "CTA|PT"])
def test_a_sign_in_the_name_of_an_area_parts_no_columns(name: str) -> None:
    rows = (f"{moment:%Y-%m-%d %H:%M},{name},{at}.25" for at, moment in enumerate(times(24, 60, DAY)))
    reading = read("\n".join(["Date and time,Area,Purchase (MW)", *rows]).encode(), "a.csv")
    assert (reading.column, reading.rows.mw[1]) == ("Purchase (MW)", 1.25)


@pytest.mark.parametrize("title", ["Compra, en MW", "Programa"])
def test_decimal_commas_in_every_line_part_no_columns_beside_a_bar(title: str) -> None:
    rows = (f"{moment:%Y-%m-%d %H:%M}|{at},25" for at, moment in enumerate(times(24, 60, DAY)))
    reading = read("\n".join([title, "Fecha y hora|Compra (MW)", *rows]).encode(), "a.csv")
    assert reading.rows.mw[1] == 1.25
