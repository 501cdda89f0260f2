"""Copied templates of which one part was left: titles, sheets and files that contradict the day of the rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.spreadsheets.days.said_parts import contradicts, other_weekday
from tests.spreadsheets.builders import notes_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

SUNDAY, MONDAY = datetime(2026, 11, 29), datetime(2026, 11, 30)
TODAY = date(2026, 11, 29)


def hours(*days: datetime) -> list[list[Any]]:
    return [["Fecha", "Hora", "MW"], *([day, hour, hour + 0.5] for day in days for hour in range(1, 25))]


def said(content: bytes, name: str = "a.xlsx") -> str:
    return warnings_of(read(content, name, today=TODAY))


@pytest.mark.parametrize(
    "title",
    ["Programa 30/11/2026", "Programa de compra para el día 30/11/2026", "PROGRAMA LUNES", "DICIEMBRE 2026", "Lunes",
     "Previsión para mañana lunes", "Semana 49 - Compra MW", "Semana 49 (30/11/2026 - 06/12/2026)"],
)  # fmt: skip
def test_a_title_of_another_day_than_the_rows_is_to_be_seen(title: str) -> None:
    rows = [[title], *hours(SUNDAY)]
    assert f"“{title}” stands above the table, and its rows are of 2026-11-29" in said(xlsx(rows))
    fitting = title.replace("DICIEMBRE", "NOVIEMBRE").replace("49", "48").replace("06/12", "29/11")
    for wrong, right in (
        ("LUNES", "DOMINGO"),
        ("Lunes", "Domingo"),
        ("lunes", "domingo"),
        ("30/11/2026", "29/11/2026"),
    ):
        fitting = fitting.replace(wrong, right)
    assert said(xlsx([[fitting], *hours(SUNDAY)])) == ""


@pytest.mark.parametrize("sheet", ["30-11", "30-11-2026", "Lunes", "Semana 49", "Diciembre"])
def test_a_sheet_called_after_another_day_than_its_rows_is_to_be_seen(sheet: str) -> None:
    for rows in (hours(SUNDAY), [["Fecha", SUNDAY], *(row[1:] for row in hours(SUNDAY))]):
        assert f"The sheet is called “{sheet}”, and its rows are of 2026-11-29" in said(xlsx([], sheets={sheet: rows}))
    fitting = {"30-11": "29-11", "30-11-2026": "29-11-2026", "Lunes": "Domingo", "Semana 49": "Semana 48"}
    assert said(xlsx([], sheets={fitting.get(sheet, "Noviembre"): hours(SUNDAY)})) == ""


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Prevision_20261130.xlsx", False),
        ("Prevision_20261125.xlsx", False),
        ("Lunes.xlsx", False),
        ("Compra_Diciembre.xlsx", False),
        ("Prevision_20261128.xlsx", True),
        ("Prevision_20261129.xlsx", True),
        ("Prevision_generado_20261130.xlsx", True),
        ("Sabado.xlsx", True),
        ("Compras.xlsx", True),
    ],
)
def test_a_file_called_after_a_day_nearby_is_to_be_seen_unless_it_may_have_been_made_then(
    name: str, sure: bool
) -> None:
    for rows in (hours(SUNDAY), [["Fecha", SUNDAY], *(row[1:] for row in hours(SUNDAY))]):
        assert ("Look which day is right" not in said(xlsx(rows), name)) is sure


def test_a_file_of_several_days_may_be_called_after_the_day_of_its_making() -> None:
    week = hours(*(MONDAY + timedelta(days=day) for day in range(7)))
    for day, sure in ((29, True), (27, True), (30, True), (38, False)):
        name = f"Compra_{date(2026, 11, 1) + timedelta(days=day - 1):%Y%m%d}.xlsx"
        assert ("Look which day" not in said(xlsx(week), name)) is sure
    assert said(xlsx([["Previsión del 29/11/2026"], *week])) == ""


def test_exchanged_day_and_month_are_told_by_the_name_of_the_file() -> None:
    told = said(xlsx(hours(datetime(2026, 1, 12))), "Compra_01-12-2026.xlsx")
    assert "With day and month exchanged they are of 2026-12-01" in told


@pytest.mark.parametrize(
    "title", ["Programa viernes 30/11/2026", "Viernes, 30 de noviembre de 2026", "Freitag, 30.11.2026",
              "30/11/2026 (viernes)", "Venerdì 30/11/2026", "vie 30-11-26"],
)  # fmt: skip
def test_a_weekday_that_is_not_that_of_its_date_is_to_be_seen(title: str) -> None:
    rows = [[title], ["Hora", "MW"], *([hour, hour + 0.5] for hour in range(1, 25))]
    assert f"says “{title}”, but 2026-11-30, the day that it was read as, is another weekday" in said(xlsx(rows))
    for wrong, right in (
        ("Viernes", "Lunes"),
        ("viernes", "lunes"),
        ("vie ", "lun "),
        ("Freitag", "Montag"),
        ("Venerdì", "Lunedì"),
    ):
        title = title.replace(wrong, right)
    assert said(xlsx([[title], *rows[1:]])) == ""


def test_the_weekdays_in_headers_are_compared_with_their_dates() -> None:
    rows = [["Compra MW"], ["Hora", "Lunes 01/12/2026", "Martes 02/12/2026"], *([at, 1.5, 2.5] for at in range(1, 25))]
    assert "Row 2 says “Lunes 01/12/2026”" in said(text(rows), "a.csv")
    rows[1] = ["Hora", "Martes\n01/12/2026", "Miércoles\n02/12/2026"]
    assert said(xlsx(rows)) == ""


@pytest.mark.parametrize(
    "title",
    ["Semana 48", "Semana 23/11 - 29/11", "Lunes a domingo", "Noviembre 2026", "Contrato marco", "Preparado por Julio",
     "Generado el lunes", "Reunión lunes", "Compra 25 kW", "Programa nov-dic 2026", "Mes de noviembre"],
)  # fmt: skip
def test_titles_of_the_day_or_of_other_things_are_no_doubt(title: str) -> None:
    assert not contradicts(title, date(2026, 11, 29), date(2026, 11, 29))
    assert other_weekday(title, date(2026, 11, 29), date(2026, 11, 29)) is None


def test_notes_remain_where_the_name_of_the_file_is_of_the_day_before() -> None:
    assert "the rows were believed" in notes_of(read(xlsx(hours(SUNDAY)), "Compra_20261128.xlsx", today=TODAY))


def test_a_file_of_friday_may_be_of_the_days_up_to_monday() -> None:
    for name, day, seen in (("20261127", MONDAY, False), ("20261127", SUNDAY, False), ("20261126", SUNDAY, True)):
        reading = read(xlsx(hours(day)), f"Compra_{name}.xlsx", today=TODAY)
        assert ("Look which day is right" in warnings_of(reading)) is seen
        assert ("the rows were believed" in notes_of(reading)) is not seen


FAR = [datetime(2026, 11, 16), datetime(2026, 10, 30), datetime(2025, 11, 30), datetime(2026, 11, 23)]
"""Mondays and other days of the weeks, months and year before."""


@pytest.mark.parametrize("name", ["prog_20261130", "prog 30-11", "Prog_301126", "prog 30 nov", "261130 prog"])
@pytest.mark.parametrize("day", FAR[:2] + FAR[3:])
def test_an_old_day_in_a_file_called_after_one_about_now_is_to_be_seen(name: str, day: datetime) -> None:
    told = (
        f"The file is called “{name}.xlsx”, after 2026-11-30, and its rows are of {day:%Y-%m-%d}. "
        "Look which day is right."
    )
    assert told in said(xlsx(hours(day)), f"{name}.xlsx")
    title = [[f"Programa de compra {day:%d/%m/%Y}"], ["Hora", "MW"], *(row[1:] for row in hours(day)[1:])]
    assert told in said(xlsx(title), f"{name}.xlsx")
    for right in (MONDAY, datetime(2026, 12, 1)):
        assert said(xlsx(hours(right)), f"{name}.xlsx") == ""


def test_so_is_that_of_a_year_ago_where_the_name_has_its_year() -> None:
    for name, seen in (("prog_20261130", True), ("Prog_301126", True), ("prog 30-11", False)):
        assert ("Look which day is right" in said(xlsx(hours(FAR[2])), f"{name}.xlsx")) is seen


@pytest.mark.parametrize("sheet", ["Lunes 30", "Lun 30", "30 noviembre", "30 nov", "30-11", "301126"])
def test_so_is_one_in_a_sheet_called_after_one_about_now(sheet: str) -> None:
    for day in (FAR[0], FAR[3]):
        told = said(xlsx([], sheets={sheet: hours(day)}))
        assert f"The sheet is called “{sheet}”, and its rows are of {day:%Y-%m-%d}" in told
    assert said(xlsx([], sheets={sheet: hours(MONDAY)})) == ""
    assert said(xlsx([], sheets={sheet: hours(*(MONDAY + timedelta(days=day) for day in range(7)))})) == ""


@pytest.mark.parametrize(
    "name",
    ["prog generado 30-11", "export_20261130_0815", "prog_301126_0815", "prog 30-10", "prog 2026",
     "Contrato 30-11", "prog 20261030", "Compra D-1 30-11"],
)  # fmt: skip
def test_a_file_called_after_its_making_or_of_an_old_day_stays_quiet(name: str) -> None:
    assert "Look which day" not in said(xlsx(hours(FAR[1])), f"{name}.xlsx")


def test_a_history_called_after_the_day_of_its_export_stays_quiet() -> None:
    month = hours(*(datetime(2026, 10, 1) + timedelta(days=day) for day in range(31)))
    for name in ("Historico_20261129", "Historico 29-11", "Compras_291126"):
        assert "Look which day" not in said(xlsx(month), f"{name}.xlsx")


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("Octubre", "Noviembre"),
        ("OCT", "NOV"),
        ("Oct-26", "Nov"),
        ("oct 25", "nov 29"),
        ("10-2026", "11-2026"),
        ("2026-10", "2026-11"),
        ("202610", "202611"),
    ],
)
def test_a_sheet_of_another_month_is_seen_and_one_of_the_month_of_the_rows_is_not(other: str, own: str) -> None:
    assert f"The sheet is called “{other}”" in said(xlsx([], sheets={other: hours(SUNDAY)}))
    assert said(xlsx([], sheets={own: hours(SUNDAY)})) == ""


@pytest.mark.parametrize("sheet", ["Mar", "Out", "Set 1", "Gen 26", "MW 26", "2026", "10", "v10-2026"])
def test_a_sheet_whose_name_is_a_word_as_well_is_of_no_month(sheet: str) -> None:
    assert said(xlsx([], sheets={sheet: hours(SUNDAY)})) == ""
