"""The day of a file or a sheet whose name has no sign between its parts, or only a part of the date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.refusals import NO_DAY
from tests.spreadsheets.builders import notes_of, read, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

TODAY = date(2026, 11, 29)


def hourly(days: int = 1) -> list[list[Any]]:
    return [["Hora", "MW"], *([hour, hour * 1.5 + days] for hour in range(1, 25))]


@pytest.mark.parametrize(
    "name",
    [
        "Compra_01122026", "Compra_01122026_1", "01122026", "Compra 2026 12 01", "Compra 1 dic", "Compra_1_dic",
        "1-12-26 compra", "Compra mar 1",
    ],
)  # fmt: skip
def test_the_name_of_a_file(name: str) -> None:
    reading = read(xlsx(hourly()), f"{name}.xlsx", today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"
    assert "was taken from the file's name" in notes_of(reading)


@pytest.mark.parametrize(
    "name",
    ["Nov-26", "compra nov 26", "Pedido 01122023", "Compra 1 jun", "CUPS 99012026", "Version v1.12.26", "1 2 26"],
)
def test_names_that_tell_no_day(name: str) -> None:
    assert refusal(xlsx(hourly()), f"{name}.xlsx", today=TODAY).message.template == NO_DAY


def test_the_day_on_which_a_file_was_made() -> None:
    reading = read(xlsx(hourly()), "export_29112026.xlsx", today=TODAY)
    assert "when the file was made" in warnings_of(reading)


def test_a_sheet_for_each_day_of_a_month() -> None:
    content = xlsx([], sheets={str(day): hourly(day) for day in (28, 29, 30)})
    assert refusal(content, "Noviembre 2026.xlsx", today=TODAY).question is Question.SHEET
    reading = read(content, "Noviembre 2026.xlsx", today=TODAY, sheet="30")
    assert format_labels(reading.rows.labels)[0] == "2026-11-30 01:00"
    assert refusal(content, "Compra.xlsx", today=TODAY, sheet="30").message.template == NO_DAY


def test_a_sheet_for_each_weekday_of_a_week() -> None:
    content = xlsx([], sheets={name: hourly(at) for at, name in enumerate(("Lun", "Mar", "Mié"))})
    reading = read(content, "Compra S49-2026.xlsx", today=TODAY, sheet="Mar")
    assert format_labels(reading.rows.labels)[0] == "2026-12-01 01:00"


def test_numbered_days_in_a_sheet_called_after_month_and_short_year() -> None:
    rows = [[day, hour, day * 100.5 + hour] for day in (1, 2) for hour in range(1, 25)]
    content = xlsx([], sheets={"Dic-26": [["Día", "Hora", "MW"], *rows]})
    reading = read(content, today=TODAY)
    assert format_labels(reading.rows.labels)[::47] == ["2026-12-01 01:00", "2026-12-03 00:00"]
    assert refusal(xlsx([], sheets={"Dic": [["Día", "Hora", "MW"], *rows]}), today=TODAY)


@pytest.mark.parametrize("name", ["prog 12-01-26", "prog_12-02-26", "11-01-26"])
def test_day_and_month_of_a_name_are_asked_where_the_month_may_stand_first(name: str) -> None:
    """In November 2026 the first of December is near, and the twelfth of January is what a desk here writes so."""
    for content, file in ((xlsx(hourly()), f"{name}.xlsx"), (xlsx([], sheets={name: hourly()}), "compra.xlsx")):
        asked = refusal(content, file, today=TODAY)
        assert asked.question is Question.DATE_ORDER
        first, second = name[-8:-6], name[-5:-3]
        for month_first, day in ((False, f"2026-{second}-{first}"), (True, f"2026-{first}-{second}")):
            reading = read(content, file, today=TODAY, month_first=month_first)
            assert str(format_labels(reading.rows.labels)[0])[:10] == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("prog mar 12-01-26", "2026-12-01"),
        ("prog lun 12-01-26", "2026-01-12"),
        ("prog 01-12-26", "2026-12-01"),
        ("prog 12-12-26", "2026-12-12"),
        ("prog 26-12-01", "2026-12-01"),
        ("prog 11-30-26", "2026-11-30"),
    ],
)
def test_names_of_one_order_or_of_which_it_is_told_are_read(name: str, day: str) -> None:
    reading = read(xlsx(hourly()), f"{name}.xlsx", today=TODAY)
    assert str(format_labels(reading.rows.labels)[0])[:10] == day
    assert warnings_of(reading) == ""


def test_such_a_name_asks_nothing_beside_rows_with_their_dates() -> None:
    rows = [["Fecha", "Hora", "MW"], *(["2026-12-01", hour, hour * 1.5] for hour in range(1, 25))]
    reading = read(xlsx(rows), "prog 12-01-26.xlsx", today=TODAY)
    assert str(format_labels(reading.rows.labels)[0]) == "2026-12-01 01:00"
    assert warnings_of(reading) == ""
    title = [["Programa 12/01/26"], *hourly()]
    assert refusal(xlsx(title), "prog 12-01-26.xlsx", today=TODAY).question is Question.DATE_ORDER


@pytest.mark.parametrize(
    "name",
    [
        "demanda_2026-11-29T10_15", "demanda_2026-11-29_10-15-33", "demanda 29-11-2026 10-15",
        "demanda_29_11_2026_10_15_33", "programa_2026-11-29_10h15", "programa_2026_11_29_10_15",
        "consumo_2026-11-29T09_15_22.123Z", "programa 2026-11-29 (10-15)", "report-2026-11-29-08-15-22",
        "demanda_29-11-26_10-15", "29112026_1015", "mail_20261129", "20261129_envio",
    ],
)  # fmt: skip
def test_a_time_of_day_behind_the_day_of_a_name_is_when_the_file_was_made(name: str) -> None:
    reading = read(xlsx(hourly()), f"{name}.xlsx", today=TODAY)
    assert "when the file was made" in warnings_of(reading)
    titled = read(xlsx([["Programa 30/11/2026"], *hourly()]), f"{name}.xlsx", today=TODAY)
    assert format_labels(titled.rows.labels)[0] == "2026-11-30 01:00"
    assert (warnings_of(titled), "the file's name" in notes_of(titled)) == ("", False)


@pytest.mark.parametrize(
    "name",
    [
        "programa_2026-11-30", "prog 30-11-2026 v2", "2026-11-30_24h", "compra_30-11-2026_norte", "30-11-2026 (2)",
        "2026-11-30_00-24", "30-11-2026_45-70", "compra_30-11-2026_15min", "programa_20261130_enviado",
        "Programa 30-11-2026 envio", "compra_20261130_12345678", "30-11-2026_v10-15",
    ],
)  # fmt: skip
def test_what_is_no_time_of_day_behind_the_day_of_a_name_says_nothing(name: str) -> None:
    reading = read(xlsx(hourly()), f"{name}.xlsx", today=TODAY)
    assert format_labels(reading.rows.labels)[0] == "2026-11-30 01:00"
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("name", ["30-11-2026_06-12-2026", "2026-11-30_2026-12-06", "2026-11-30 2026-12-06"])
def test_the_two_days_of_a_week_in_a_name_are_not_a_day_and_a_time(name: str) -> None:
    assert refusal(xlsx(hourly()), f"{name}.xlsx", today=TODAY).message.template == NO_DAY
    rows = [["Fecha", "Hora", "MW"], *([f"{day:02}/12/2026", *row] for day in range(1, 7) for row in hourly()[1:])]
    assert warnings_of(read(xlsx(rows), f"{name}.xlsx", today=TODAY)) == ""
