"""A row of weekdays above the days of columns: told where it contradicts them."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.spreadsheets.builders import read, xlsx
from tests.spreadsheets.test_mistaken import warnings_of

DAYS = [datetime(2026, 11, 29), datetime(2026, 11, 30)]
"""A Sunday and a Monday."""


def across(weekdays: list[str]) -> bytes:
    hours = [[hour, 20.5 + hour, 21.5 + hour] for hour in range(1, 25)]
    return xlsx([["Compra (MW)"], ["", *weekdays], ["Hora", *DAYS], *hours])


@pytest.mark.parametrize("weekdays", [["lunes", "martes"], ["domingo", "martes"], ["Sunday", "Tuesday"]])
def test_weekdays_that_the_days_are_not_are_told(weekdays: list[str]) -> None:
    reading = read(across(weekdays))
    assert len(reading.rows) == 48
    wrong, day = ("lunes", DAYS[0]) if weekdays[0] == "lunes" else (weekdays[1], DAYS[1])
    assert f"Row 2 says “{wrong}”, but {day:%Y-%m-%d}" in warnings_of(reading)


@pytest.mark.parametrize("weekdays", [["domingo", "lunes"], ["Sunday", "Monday"], ["Norte", "Sur"], ["", ""]])
def test_weekdays_that_agree_and_other_words_are_no_doubt(weekdays: list[str]) -> None:
    assert "another weekday" not in warnings_of(read(across(weekdays)))
