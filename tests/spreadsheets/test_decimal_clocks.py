"""Periods as numbers with a fraction, as minutes, as hour and quarter, and by names of other markets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.clock_tables import rising

MADRID = ZoneInfo("Europe/Madrid")
ORDINARY, MARCH, OCTOBER = datetime(2026, 11, 30), datetime(2026, 3, 29), datetime(2026, 10, 25)
Name = Callable[[datetime, int], Any]
CLOCKS: dict[str, Name] = {
    "hour and minutes behind a point": lambda at, _: f"{at.hour}.{at:%M}",
    "hour and minutes behind a comma": lambda at, _: f"{at:%H,%M}",
    "hour and minutes as a number": lambda at, _: at.hour + at.minute / 100,
    "hours with a fraction": lambda at, _: at.hour + at.minute / 60,
    "part of the day": lambda at, _: (at.hour * 60 + at.minute) / 1440,
    "part of the day, rounded": lambda at, _: round((at.hour * 60 + at.minute) / 1440, 4),
    "minutes of the day": lambda at, _: at.hour * 60 + at.minute,
}
COUNTS: dict[str, Name] = {
    "PTU": lambda _, place: f"PTU {place + 1}",
    "T": lambda _, place: f"T{place + 1:02}",
    "P": lambda _, place: f"P {place + 1}",
    "hour.quarter": lambda _, place: f"{place // 4 + 1}.{place % 4 + 1}",
    "hour.quarter as a number": lambda _, place: place // 4 + 1 + (place % 4 + 1) / 10,
    "hour-quarter": lambda _, place: f"{place // 4 + 1}-{place % 4 + 1}",
    "hour/quarter": lambda _, place: f"{place // 4 + 1:02}/{place % 4 + 1}",
    "of all": lambda _, place: f"{place + 1}/96",
    "from zero": lambda _, place: f"H{place // 4}Q{place % 4}",
}


def moments(day: datetime, minutes: int) -> list[datetime]:
    """The begins of the periods of a market day, by the clock."""
    at = datetime(day.year, day.month, day.day, tzinfo=MADRID).astimezone(UTC)
    found = []
    while at.astimezone(MADRID).date() == day.date():
        found.append(at.astimezone(MADRID))
        at += timedelta(minutes=minutes)
    return found


def rows_of(name: Name, day: datetime, minutes: int = 15, *, ends: bool = False) -> list[list[Any]]:
    rows = []
    for place, begin in enumerate(moments(day, minutes)):
        at = (begin.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(MADRID) if ends else begin
        rows.append([datetime(at.year, at.month, at.day), name(at, place), place + 0.5])
    return rows


def in_text(rows: list[list[Any]]) -> bytes:
    def written(cell: Any) -> str:
        return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else str(cell).replace(".", ",")

    return text([[written(cell) for cell in row] for row in rows])


def walls(day: datetime, minutes: int, *, ends: bool) -> list[datetime]:
    step = timedelta(minutes=minutes if ends else 0)
    return [(at.astimezone(UTC) + step).astimezone(MADRID).replace(tzinfo=None) for at in moments(day, minutes)]


def labels_of(reading: Any) -> list[datetime]:
    found: list[datetime] = reading.rows.labels.astype("datetime64[us]").tolist()
    return found


@pytest.mark.parametrize("minutes", [15, 30])
@pytest.mark.parametrize("name", CLOCKS)
def test_times_of_day_as_numbers(name: str, minutes: int) -> None:
    for day in (ORDINARY, OCTOBER, MARCH):
        for ends in (False, True):
            rows = [["Fecha", "Hora", "Compra (MW)"], *rows_of(CLOCKS[name], day, minutes, ends=ends)]
            for reading in (read(xlsx(rows)), read(in_text(rows), "a.csv")):
                assert labels_of(reading) == walls(day, minutes, ends=ends)
                assert (rising(reading), reading.resolution, reading.problems) == (True, minutes, ())


@pytest.mark.parametrize("name", COUNTS)
def test_names_of_periods_of_other_markets(name: str) -> None:
    for day in (ORDINARY, OCTOBER, MARCH):
        rows = [["Fecha", "Periodo", "Compra (MW)"], *rows_of(COUNTS[name], day)]
        for reading in (read(xlsx(rows)), read(in_text(rows), "a.csv")):
            if name == "of all" and day == OCTOBER:
                continue  # 97/96 is none
            assert labels_of(reading) == walls(day, 15, ends=True)
            assert (rising(reading), reading.resolution, reading.problems) == (True, 15, ())


@pytest.mark.parametrize("name", [*CLOCKS, *COUNTS])
def test_the_same_across(name: str) -> None:
    made = {**CLOCKS, **COUNTS}[name]
    names = [made(begin, place) for place, begin in enumerate(moments(ORDINARY, 15))]
    days = [ORDINARY, ORDINARY + timedelta(days=1)]
    values = [[day, *(96 * at + place + 0.5 for place in range(96))] for at, day in enumerate(days)]
    reading = read(xlsx([["Compra (MW)"], ["Fecha", *names], *values]))
    assert labels_of(reading) == [label for day in days for label in walls(day, 15, ends=name in COUNTS)]
    assert (rising(reading), reading.resolution) == (True, 15)
    table = [["Compra (MW)"], ["Periodo", *days], *([each, *pair] for each, *pair in turned(names, values))]
    assert labels_of(read(xlsx(table))) == labels_of(reading)


def turned(names: list[Any], values: list[list[Any]]) -> list[list[Any]]:
    return [[each, *(row[place + 1] for row in values)] for place, each in enumerate(names)]


def test_numbers_that_only_look_like_times_are_none() -> None:
    """Values of 0.25, 0.5, 0.75 beside numbered hours stay values."""
    numbered = [[ORDINARY, hour, hour / 4] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *numbered]))
    assert reading.rows.mw.tolist() == [hour / 4 for hour in range(1, 25)]


def test_wrong_times_stay_on_their_rows() -> None:
    rows = rows_of(CLOCKS["hour and minutes behind a point"], ORDINARY)
    wrong = [*range(3, 96, 32)]
    for place in wrong:
        rows[place][1] = f"{place // 4}.25"
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]))
    assert np.flatnonzero(np.isnat(reading.rows.labels)).tolist() == wrong


def test_a_title_that_names_the_purchase_is_no_header_of_the_hours() -> None:
    rows = [row[1:] for row in rows_of(CLOCKS["hour and minutes behind a point"], ORDINARY)]
    reading = read(xlsx([["Programa de compra del 30/11/2026"], ["Hora", "MW"], *rows]))
    assert labels_of(reading) == walls(ORDINARY, 15, ends=False)
    assert rising(reading)


@pytest.mark.parametrize(
    ("name", "day", "first", "begin"),
    [
        ("H{0}Q{1}", ORDINARY, 12, "12:15"),  # of hours 0 to 23
        ("H{2}Q{1}", ORDINARY, 12, "12:15"),  # of hours 1 to 24
        ("H{2}Q{1}", MARCH, 0, "00:15"),  # of hours 1 to 23
        ("{0}-{1}", ORDINARY, 0, "00:15"),
    ],
)
def test_quarters_counted_from_zero(name: str, day: datetime, first: int, begin: str) -> None:
    count = len(moments(day, 15))
    rows = [[day, name.format(place // 4, place % 4, place // 4 + 1), place] for place in range(4 * first, count)]
    reading = read(xlsx([["Fecha", "Periodo", "Compra (MW)"], *rows]))
    assert labels_of(reading) == walls(day, 15, ends=True)[4 * first :]
    assert f"{labels_of(reading)[0]:%H:%M}" == begin
