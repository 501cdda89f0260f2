"""Days whose year is far from now are read, and told by their row: the clock is a given one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.kept_doubts import doubts_about
from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.rows import Severity
from tests.spreadsheets.builders import read, text, times, xlsx

NOW = date(2026, 11, 28)


def day_of_hours(day: date) -> bytes:
    rows = [[f"{day:%d/%m/%Y}", hour, hour + 0.5] for hour in range(1, 25)]
    return text([["Fecha", "Hora", "Compra (MW)"], *rows])


def told(reading: Reading) -> list[str]:
    assert all(found.problem.severity is Severity.WARNING for found in reading.problems)
    return [str(message) for message in doubts_about(reading) if "Look at the year" in str(message)]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2062, 1, 14), "Row 2 is of 2062-01-14, more than two years from today (24 rows in all)"),
        (date(2029, 1, 14), "Row 2 is of 2029-01-14, more than two years from today"),
        (date(2016, 12, 31), "Row 2 is of 2016-12-31, ten years back or more"),
        (date(1996, 1, 14), "Row 2 is of 1996-01-14, ten years back or more"),
        (date(2028, 11, 28), None),
        (date(2027, 12, 31), None),
        (date(2026, 11, 29), None),
        (date(2017, 1, 1), None),
    ],
)
def test_a_day_far_from_now_is_told_by_its_row(day: date, words: str | None) -> None:
    reading = read(day_of_hours(day), "a.csv", today=NOW)
    assert len(reading.rows) == 24
    assert [each.startswith(words or "") for each in told(reading)] == ([True] if words else [])
    assert told(read(day_of_hours(day), "a.csv", today=day)) == []


def test_the_row_with_a_mistyped_year_among_others_is_named() -> None:
    rows: list[list[Any]] = [[moment, 10.5] for moment in times(24)]
    rows[7][0] = rows[7][0].replace(year=2062)
    rows[9][0] = rows[9][0].replace(year=2062)
    reading = read(xlsx([["Fecha y hora", "Compra (MW)"], *rows]), today=NOW)
    assert told(reading) == [
        "Row 9 is of 2062-11-24, more than two years from today (2 rows in all). Look at the year."
    ]


def test_a_mistyped_day_across_is_told() -> None:
    days = ["14/01/2026", "15/01/2062", "16/01/2026"]
    rows = [["Hora", *days], *([hour, 1.5, 2.5, 3.5] for hour in range(1, 25))]
    reading = read(text([["Compra (MW)"], *rows]), "a.csv", today=NOW)
    assert [each[:40] for each in told(reading)] == ["Row 3 is of 2062-01-15, more than two ye"]


def test_years_of_history_say_nothing() -> None:
    first = datetime(2018, 1, 1, 1)
    rows = [[first + timedelta(hours=hour), 10.5] for hour in range(24 * 70)]
    assert told(read(xlsx([["Fecha y hora", "Compra (MW)"], *rows]), today=NOW)) == []
    leap = date(2028, 2, 29)
    assert told(read(day_of_hours(date(2030, 2, 28)), "a.csv", today=leap)) == []
