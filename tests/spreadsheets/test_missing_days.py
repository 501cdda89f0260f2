"""A whole day without values between days that have them: told as what has to be seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.spreadsheets.builders import read, text, times
from tests.spreadsheets.test_mistaken import warnings_of

FIRST = datetime(2026, 11, 29)
HOURS = range(1, 25)


def value(day: int, hour: int) -> float:
    return 20.5 + hour + day


def shown(day: int) -> str:
    return f"{FIRST + timedelta(day):%d/%m/%Y}"


def wide(days: list[int], blank: list[int]) -> bytes:
    rows = [[shown(day), *("" if day in blank else value(day, hour) for hour in HOURS)] for day in days]
    return text([["Programa (MW)"], ["Fecha", *HOURS], *rows])


def numbered(days: list[int]) -> bytes:
    rows = [[shown(day), hour, value(day, hour)] for day in days for hour in HOURS]
    return text([["Fecha", "Hora", "Compra (MW)"], *rows])


def moments(days: list[int]) -> bytes:
    rows: list[list[Any]] = []
    for day in days:
        labels = times(24, first=FIRST + timedelta(days=day, hours=1))
        rows += [[label, value(day, hour)] for hour, label in enumerate(labels)]
    return text([["Fecha y hora", "Compra (MW)"], *rows])


def days_across(days: list[int]) -> bytes:
    rows = [[hour, *(value(day, hour) for day in days)] for hour in HOURS]
    return text([["Programa (MW)"], ["Hora", *map(shown, days)], *rows])


def test_a_day_that_was_left_blank_is_told() -> None:
    said = "2026-11-30 lies between days of the file and has no value there"
    reading = read(wide([0, 1, 2], [1]), "a.csv")
    assert said in warnings_of(reading)
    assert len(reading.rows) == 48


@pytest.mark.parametrize("make", [numbered, moments, days_across, lambda days: wide(days, [])])
def test_days_that_were_never_there_are_told(make: Any) -> None:
    assert "2026-11-30 lies between days of the file" in warnings_of(read(make([0, 2]), "a.csv"))
    several = warnings_of(read(make([0, 2, 5]), "a.csv"))
    assert "3 days between the first and the last of the file have no value there, 2026-11-30 before" in several
    assert warnings_of(read(make([0, 1, 2]), "a.csv")) == ""


def test_days_behind_the_last_that_is_filled_are_no_doubt() -> None:
    assert warnings_of(read(wide([0, 1, 2, 3], [2, 3]), "a.csv")) == ""


def test_days_without_values_in_rows_of_their_own_are_errors_and_no_doubt() -> None:
    rows = [[shown(day), hour, "" if day == 1 else value(day, hour)] for day in (0, 1, 2) for hour in HOURS]
    assert warnings_of(read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv")) == ""
