"""The last period of a day under the date of the next one, on every day: the moment at which it ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import errors_of, read, text
from tests.spreadsheets.test_mistaken import warnings_of

FIRST = datetime(2026, 1, 14)
WAYS = {"number": "{}", "letter": "H{}", "clock": "{:02}:00"}


def day_of(day: datetime, last: int) -> list[list[Any]]:
    """The hours of `day`, the last of which bears the date of the next one; values by the day of the month."""
    late = day + timedelta(days=1)
    return [[late if hour == last else day, hour, day.day * 100 + hour] for hour in range(1, last + 1)]


def table(rows: list[list[Any]], way: str = "{}") -> bytes:
    cells = [[f"{day:%d/%m/%Y}", way.format(hour), value] for day, hour, value in rows]
    return text([["Fecha", "Hora", "Compra (MW)"], *cells])


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("days", [1, 2, 5])
def test_the_last_hour_is_of_the_day_that_it_ends(way: str, backwards: bool, days: int) -> None:
    rows = [row for at in range(days) for row in day_of(FIRST + timedelta(days=at), 24)]
    reading = read(table(rows[::-1] if backwards else rows, way))
    assert reading.rows.mw.tolist() == [row[2] for row in rows]
    assert format_labels(reading.rows.labels)[23::24] == [
        f"{FIRST + timedelta(days=at + 1):%Y-%m-%d} 00:00" for at in range(days)
    ]
    assert (errors_of(reading), warnings_of(reading)) == ([], "")


def test_dates_and_times_in_one_cell() -> None:
    rows = [row for at in range(3) for row in day_of(FIRST + timedelta(days=at), 24)]
    cells = [[f"{day:%d/%m/%Y} {hour:02}:00", value] for day, hour, value in rows]
    reading = read(text([["Fecha", "Compra (MW)"], *cells]))
    assert reading.rows.mw.tolist() == [row[2] for row in rows]
    assert format_labels(reading.rows.labels)[-1] == "2026-01-17 00:00"


@pytest.mark.parametrize(("day", "last"), [(datetime(2026, 3, 29), 23), (datetime(2026, 10, 25), 25)])
def test_days_of_23_and_25_hours(day: datetime, last: int) -> None:
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    rows = [*day_of(before, 24), *day_of(day, last), *day_of(after, 24)]
    reading = read(table(rows))
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([row[2] for row in rows], [])
    assert format_labels(reading.rows.labels)[23 + last] == f"{after:%Y-%m-%d} 00:00"


def test_one_slip_among_days_that_are_dated_right_stays_one() -> None:
    rows = [row for at in range(3) for row in day_of(FIRST + timedelta(days=at), 24)]
    rows[23][0], rows[71][0] = FIRST, FIRST + timedelta(days=2)
    assert "more than once" in str(read(table(rows)).problems[0].problem.message)


def test_quarters() -> None:
    rows = [[FIRST + timedelta(days=at + (q == 96)), q, at * 96 + q] for at in range(2) for q in range(1, 97)]
    cells = [[f"{day:%d/%m/%Y}", number, value] for day, number, value in rows]
    reading = read(text([["Fecha", "Periodo", "Compra (MW)"], *cells]))
    assert (reading.resolution, reading.rows.mw.tolist()) == (15, [row[2] for row in rows])
    assert format_labels(reading.rows.labels)[95::96] == ["2026-01-15 00:00", "2026-01-16 00:00"]
