"""Hours that carry the date of an old template beside the day that the table says: the day that is seen counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from ravenwits_desktop.spreadsheets.days.hidden_dates import OTHER_DAYS, SHOWN_DAY, TITLE_DAY
from tests.spreadsheets.builders import read, text, xlsx

DAY, OLD = datetime(2026, 11, 29), datetime(2026, 11, 28)
TODAY = OLD.date()
Rows = list[list[object]]


def rows_of(day: object, hidden: datetime, *, first: int = 1) -> Rows:
    return [[day, hidden + timedelta(hours=hour), 20.5 + hour] for hour in range(first, first + 24)]


def doubts(content: bytes, name: str = "plan.xlsx") -> tuple[list[str], str]:
    reading = read(content, name, today=TODAY)
    told = [found.problem.message.template for found in reading.problems if found.row is None]
    return told, str(reading.rows.labels[0])


@pytest.mark.parametrize("day", [DAY, "29/11/2026", "2026-11-29"])
@pytest.mark.parametrize("hidden", [OLD, datetime(2026, 10, 5), datetime(2026, 12, 24)])
@pytest.mark.parametrize("head", ["Hora", "Hour", "Hora fin", "Hasta"])
def test_the_column_of_days_counts(day: object, hidden: datetime, head: str) -> None:
    content = xlsx([["Fecha", head, "Compra (MW)"], *rows_of(day, hidden)])
    assert doubts(content) == ([SHOWN_DAY], "2026-11-29T01:00")


def test_the_midnight_of_the_end_goes_with_its_day() -> None:
    days = [(DAY, datetime(2026, 10, 5)), (DAY + timedelta(days=1), datetime(2026, 10, 5))]
    rows: Rows = [row for day, hidden in days for row in rows_of(day, hidden)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]), "plan.xlsx", today=TODAY)
    assert [str(reading.rows.labels[at]) for at in (0, 23, 24, 47)] == [
        *("2026-11-29T01:00", "2026-11-30T00:00", "2026-11-30T01:00", "2026-12-01T00:00")
    ]


def test_a_day_in_the_first_row_alone_counts() -> None:
    rows = rows_of("", OLD)
    rows[0][0] = DAY
    assert doubts(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])) == ([SHOWN_DAY], "2026-11-29T01:00")


@pytest.mark.parametrize("top", [["Programa de compra 29/11/2026"], ["Fecha de entrega:", DAY]])
def test_the_day_of_the_title_counts(top: Sequence[object]) -> None:
    rows = [row[1:] for row in rows_of("", OLD)]
    assert doubts(xlsx([list(top), ["Hora", "Compra (MW)"], *rows])) == ([TITLE_DAY], "2026-11-29T01:00")


def test_a_begin_and_an_end_go_together() -> None:
    rows = [[DAY, end - timedelta(hours=1), end, value] for _, end, value in rows_of(DAY, OLD)]  # type: ignore[operator]
    assert doubts(xlsx([["Fecha", "Inicio", "Fin", "Compra (MW)"], *rows])) == ([SHOWN_DAY], "2026-11-29T01:00")


@pytest.mark.parametrize("first", [0, 1])
def test_days_that_agree_need_no_word(first: int) -> None:
    content = xlsx([["Fecha", "Hora", "Compra (MW)"], *rows_of(DAY, DAY, first=first)])
    assert doubts(content) == ([], f"2026-11-29T0{first}:00")


def test_texts_keep_the_date_that_they_show() -> None:
    rows: Rows = [[f"{DAY:%d/%m/%Y}", moment, value] for _, moment, value in rows_of(DAY, OLD)]
    assert doubts(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "plan.csv") == ([OTHER_DAYS], "2026-11-28T01:00")


@pytest.mark.parametrize("head", ["Fecha y hora", "Datetime", "Fecha entrega"])
def test_times_that_are_called_dates_as_well_keep_theirs(head: str) -> None:
    content = xlsx([["Fecha oferta", head, "Compra (MW)"], *rows_of(OLD, DAY)])
    assert doubts(content)[1] == "2026-11-29T01:00"


@pytest.mark.parametrize("head", ["Emitido", "Fecha de sesión", "Fecha de subasta", "Fecha factura"])
def test_dates_of_other_things_say_nothing_of_the_day(head: str) -> None:
    content = xlsx([[head, "Hora", "Compra (MW)"], *rows_of(OLD, DAY)])
    assert doubts(content) == ([], "2026-11-29T01:00")


def test_times_that_a_person_named_keep_their_days() -> None:
    content = xlsx([["Fecha", "Hora", "Compra (MW)"], *rows_of(DAY, OLD)])
    reading = read(content, "plan.xlsx", today=TODAY, date_column="Hora")
    assert str(reading.rows.labels[0]) == "2026-11-28T01:00"


def test_a_template_whose_midnight_does_not_roll_over() -> None:
    rows: Rows = [[DAY, datetime(2026, 10, 5) + timedelta(hours=hour % 24), 20.5] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]), "plan.xlsx", today=TODAY)
    assert [str(reading.rows.labels[at]) for at in (0, 23)] == ["2026-11-29T01:00", "2026-11-30T00:00"]
