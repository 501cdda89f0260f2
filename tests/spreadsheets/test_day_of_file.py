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
