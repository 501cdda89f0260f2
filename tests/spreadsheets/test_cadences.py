"""Hours of one day and quarters of the next in one table, and the 25th hour among the others: never read in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read, text
from tests.spreadsheets.test_layouts import refusal

FIRST, SECOND = datetime(2026, 1, 14), datetime(2026, 1, 15)
OCTOBER = "25/10/2026"
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


def clock(at: datetime, step: timedelta) -> list[Any]:
    return [f"{at:%d/%m/%Y}", f"{at:%H:%M}"]


def both_ends(at: datetime, step: timedelta) -> list[Any]:
    return [f"{at:%d/%m/%Y}", f"{at:%H:%M} - {at + step:%H:%M}"]


def moments(at: datetime, step: timedelta) -> list[Any]:
    return [f"{at:%d.%m.%Y %H:%M} - {at + step:%d.%m.%Y %H:%M}", ""]


def moment(at: datetime, step: timedelta) -> list[Any]:
    return [f"{at:%d/%m/%Y %H:%M}", ""]


@pytest.mark.parametrize("name", [clock, both_ends, moments, moment])
@pytest.mark.parametrize("lengths", [(HOUR, QUARTER), (QUARTER, HOUR), (HOUR, HOUR / 2)])
def test_days_of_different_lengths_are_told(
    name: Callable[[datetime, timedelta], list[Any]], lengths: tuple[timedelta, timedelta]
) -> None:
    rows = []
    for day, step in zip((FIRST, SECOND), lengths, strict=True):
        rows += [[*name(day + at * step, step), 20.5 + at % 7] for at in range(timedelta(days=1) // step)]
    asked = refusal(text([["Fecha", "Hora", "Compra (MWh)"], *rows]))
    assert "two tables stand in one" in str(asked.message)


@pytest.mark.parametrize("name", [clock, both_ends, moments])
def test_rows_that_are_missing_are_gaps(name: Callable[[datetime, timedelta], list[Any]]) -> None:
    rows = [[*name(FIRST + at * QUARTER, QUARTER), 20.5] for at in range(96) if at not in (9, 10, 11, 30, 40)]
    assert len(read(text([["Fecha", "Hora", "Compra (MW)"], *rows])).rows) == 91


def down(names: list[int]) -> bytes:
    return text([["Fecha", "Hora", "Compra (MW)"], *([OCTOBER, name, 20.5 + at] for at, name in enumerate(names))])


def across(names: list[int]) -> bytes:
    return text([["Fecha", *(f"H{name}" for name in names)], [OCTOBER, *(20.5 + at for at in range(len(names)))]])


IN_ORDER = list(range(1, 26))
AMONG_OTHERS = [[1, 2, 3, 25, *range(4, 25)], [1, 2, 25, *range(3, 25)]]


@pytest.mark.parametrize("names", AMONG_OTHERS)
def test_the_25th_hour_among_the_others_is_told(names: list[int]) -> None:
    assert f"25 stands beside {names[names.index(25) - 1]}" in str(refusal(down(names)).message)
    assert f"25 stands beside {names[names.index(25) + 1]}" in str(refusal(down(names[::-1])).message)
    assert f"“H25” stands beside “H{names[names.index(25) - 1]}”" in str(refusal(across(names)).message)


@pytest.mark.parametrize("table", [down, across])
def test_the_25th_hour_at_its_end_of_the_day_is_read(table: Callable[[list[int]], bytes]) -> None:
    for names in (IN_ORDER, IN_ORDER[::-1]):
        reading = read(table(names))
        assert format_labels(reading.rows.labels)[-1] == "2026-10-26 00:00"
        assert reading.rows.mw[names.index(25) if names is IN_ORDER else -1] == 20.5 + names.index(25)


def test_quarters_of_the_25th_hour_among_the_others_are_told() -> None:
    names = [*range(1, 13), *range(97, 101), *range(13, 97)]
    assert "97 stands beside 12" in str(refusal(down(names)).message)
    assert len(read(down(sorted(names))).rows) == 100


def test_hours_in_no_order_at_all_are_read_by_their_numbers() -> None:
    names = [9, 25, 3, *(number for number in IN_ORDER if number not in (9, 25, 3))]
    reading = read(down(names))
    assert reading.rows.mw[[0, 8, 24]].tolist() == [23.5, 20.5, 21.5]
