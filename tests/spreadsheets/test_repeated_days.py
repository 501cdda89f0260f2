"""Days whose date was not updated, and two tables or series below each other: marked, or refused by their rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, read, xlsx
from tests.spreadsheets.test_layouts import refusal

HEAD = ["Fecha", "Hora", "Compra (MW)"]


def day(number: int, value: float = 0.5, hours: int = 24) -> list[list[Any]]:
    return [[date(2026, 11, number), hour, hour + value] for hour in range(1, hours + 1)]


def dated(number: int, value: float = 0.5) -> list[list[Any]]:
    first = datetime(2026, 11, number)
    return [[first + timedelta(hours=hour), hour + value] for hour in range(24)]


def said(*rows: list[Any], head: list[str] = HEAD) -> str:
    return str(refusal(xlsx([head, *rows]), "a.xlsx").message)


@pytest.mark.parametrize(
    ("days", "marked"),
    [
        ((24, 24, 26), range(26, 50)),
        ((24, 25, 25), range(50, 74)),
        ((24, 24, 24, 27), range(26, 74)),
        ((24, 24, 26, 26, 28), (*range(26, 50), *range(74, 98))),
    ],
)
def test_the_rows_of_a_day_whose_date_was_not_updated_are_marked(days: tuple[int, ...], marked: Any) -> None:
    rows = [row for place, number in enumerate(days) for row in day(number, place / 10)]
    reading = read(xlsx([HEAD, *rows]))
    assert (len(reading.rows), reading.resolution) == (24 * len(days), 60)
    assert sorted(row for row, _, _ in errors_of(reading) if row is not None) == list(marked)
    assert all("more than once" in text for _, _, text in errors_of(reading))


@pytest.mark.parametrize("backwards", [False, True])
def test_so_are_those_under_dates_with_their_times(backwards: bool) -> None:
    rows = [*dated(24), *dated(24, 0.25), *dated(26)]
    reading = read(xlsx([["Fecha y hora", "Compra (MW)"], *(rows[::-1] if backwards else rows)]))
    assert (len(reading.rows), len(errors_of(reading))) == (72, 24)
    assert format_labels(reading.rows.labels)[-1] == "2026-11-26 23:00"


def test_so_are_those_of_a_row_for_each_day() -> None:
    rows = [[date(2026, 11, number), *(hour + 0.5 for hour in range(24))] for number in (24, 25, 25, 27)]
    reading = read(xlsx([["Compra (MW)"], ["Fecha", *range(1, 25)], *rows]))
    assert len(reading.rows) == 96
    assert {row for row, _, _ in errors_of(reading)} == {5}
    assert len(errors_of(reading)) == 24


@pytest.mark.parametrize("head", [["Fecha", "Hora", "Venta (MW)"], HEAD])
def test_a_second_table_below_is_refused_by_its_header(head: list[str]) -> None:
    text = said(*day(24), [None], head, *day(24, 0.25))
    assert f"A second table begins in row 27 (“{head[2]}”)" in text
    assert "2026-11-24 01:00 stands in row 2 and in row 28" in text


@pytest.mark.parametrize("days", [(24, 24), (24, 25, 24, 25), (24, 25, 26, 24, 25), (24, 24, 25, 25)])
def test_series_below_each_other_are_refused_by_the_first_rows_that_come_again(days: tuple[int, ...]) -> None:
    text = said(*(row for place, number in enumerate(days) for row in day(number, place / 10)))
    again = 2 + 24 * days.index(24, 1)
    assert f"From row {again} on the rows name the times again that stand from row 2 on" in text


def test_series_by_turns_and_rows_of_one_day_that_nothing_tells_apart_are_refused() -> None:
    rows = [[moment, value + part] for moment, value in [*dated(24), *dated(26)] for part in (0.25, 0.5, 0.75)]
    text = said(*rows, head=["Fecha y hora", "Compra (MW)"])
    assert "2026-11-24 00:00 in row 2 and in row 3, for one" in text
    across = [[date(2026, 11, number), *(hour + 0.5 for hour in range(24))] for number in (24, 24, 25, 25)]
    assert "in row 2 and in row 3" in said(*across, head=["Fecha", *map(str, range(1, 25))])
