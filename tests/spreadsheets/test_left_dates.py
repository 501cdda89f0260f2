"""The first or the last date of a table that is of another week: told in each layout, with the day it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
STALE = ("30/11/2026", "01/12/2026", "02/12/2026", "03/12/2026", "04/12/2026", "05/12/2026", "29/11/2026")
LATE = ("30/11/2026", "24/11/2026", "25/11/2026", "26/11/2026")


def value(hour: int, place: int) -> float:
    return 10.5 + hour * 1.25 + place / 4


def across(*days: Any, made: Callable[..., bytes] = text) -> bytes:
    """A column for each of `days`."""
    rows = [[hour, *(value(hour, place) for place in range(len(days)))] for hour in range(1, 25)]
    return made([["Compra (MW)"], ["Hora", *days], *rows])


def down(*days: Any, made: Callable[..., bytes] = text) -> bytes:
    """A row for each of `days`."""
    rows = [[day, *(value(hour, place) for hour in range(1, 25))] for place, day in enumerate(days)]
    return made([["Compra (MW)"], ["Fecha", *(f"H{hour}" for hour in range(1, 25))], *rows])


def numbered(*days: Any, made: Callable[..., bytes] = text) -> bytes:
    """A row for each hour, with its day and its number."""
    rows = [[day, hour, value(hour, place)] for place, day in enumerate(days) for hour in range(1, 25)]
    return made([["Fecha", "Hora", "Compra (MW)"], *rows])


def stamped(*days: str) -> bytes:
    """A row for each hour, with its day and its begin in one cell."""
    rows = [[f"{day} {hour:02}:00", value(hour, place)] for place, day in enumerate(days) for hour in range(24)]
    return text([["Fecha", "Compra (MW)"], *rows])


def told(content: bytes, name: str = "a.csv") -> str:
    return warnings_of(read(content, name, today=TODAY))


@pytest.mark.parametrize(
    ("made", "last", "first"),
    [
        (across, "Column H is of 2026-11-29", "Column B is of 2026-11-30"),
        (down, "From row 9 on the day is 2026-11-29", "From row 3 on the day is 2026-11-30"),
        (numbered, "From row 146 on the day is 2026-11-29", "From row 2 on the day is 2026-11-30"),
        (stamped, "From row 146 on the day is 2026-11-29", "From row 2 on the day is 2026-11-30"),
    ],
)
def test_a_date_of_another_week_at_an_end_is_told_with_the_day_that_would_stand_there(
    made: Callable[..., bytes], last: str, first: str
) -> None:
    said = told(made(*STALE))
    assert f"{last}, out of the order of the others: 2026-12-06 would follow 2026-12-05" in said
    said = told(made(*LATE))
    assert f"{first}, out of the order of the others: 2026-11-23 would stand before 2026-11-24" in said


def test_behind_working_days_a_working_day_would_follow() -> None:
    said = told(across("26/11/2026", "27/11/2026", "24/11/2026", "30/11/2026"))
    assert "out of the order" not in said, "neither end breaks the order"
    said = told(across("25/11/2026", "26/11/2026", "27/11/2026", "30/11/2026", "24/11/2026"))
    assert "2026-12-01 would follow 2026-11-30" in said
    said = told(across("26/11/2026", "25/11/2026", "24/11/2026", "30/11/2026"))
    assert "2026-11-23 would follow 2026-11-24" in said, "days that run backwards"


def test_dates_in_the_order_of_their_texts_are_sorted_and_no_week_old() -> None:
    days = ["01/12/2026", "02/12/2026", "03/12/2026", "30/11/2026"]
    assert told(numbered(*days)) == ""
    real = [datetime.strptime(day, "%d/%m/%Y") for day in days]
    assert "2026-12-04 would follow" in told(numbered(*real, made=xlsx), "a.xlsx"), "real dates are sorted as dates"
    week = ["01/12/2026", "02/12/2026", "03/12/2026", "04/12/2026", "05/12/2026", "06/12/2026", "30/11/2026"]
    assert "2026-12-07 would follow" in told(numbered(*week))


@pytest.mark.parametrize("made", [across, down, numbered, stamped])
@pytest.mark.parametrize(
    "days",
    [
        ("30/11/2026", "01/12/2026", "02/12/2026"),
        ("02/12/2026", "01/12/2026", "30/11/2026"),
        ("30/11/2026", "29/11/2026"),
        ("27/11/2026", "30/11/2026", "01/12/2026"),
        ("26/11/2026", "27/11/2026", "07/12/2026"),
        ("28/11/2026", "30/11/2026", "29/11/2026", "01/12/2026"),
    ],
)
def test_days_in_order_or_with_gaps_or_in_disorder_between_their_ends_are_not_out_of_order_at_an_end(
    made: Callable[..., bytes], days: tuple[str, ...]
) -> None:
    assert "out of the order of the others" not in told(made(*days))
