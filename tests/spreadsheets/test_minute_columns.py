"""A column of minutes beside that of the hours."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, xlsx
from tests.spreadsheets.clock_tables import OCTOBER, REPEATED, TO_24, refusal, table, warnings_of

QUARTERS = [(hour, minute) for hour in range(24) for minute in range(0, 60, 15)]
HEADS = ["Minuto", "Min", "Minute", "minutos"]


def by_minutes(*moments: tuple[int, int], day: str = "24/11/2026", head: str = "Minuto") -> bytes:
    """A row for each hour and minute, with the value 100 times the hour plus the minute."""
    rows = [f"{day};{hour};{minute};{hour * 100 + minute},5" for hour, minute in moments]
    return table(*rows, head=f"Fecha;Hora;{head};MW")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("order", ["up", "down", "down in each hour"])
def test_minutes_tell_the_quarter_whatever_the_order(head: str, order: str) -> None:
    moments = {"up": QUARTERS, "down": QUARTERS[::-1]}.get(order)
    reading = read(by_minutes(*(moments or sorted(QUARTERS, key=lambda at: (at[0], -at[1]))), head=head), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in QUARTERS]
    assert (reading.labels, reading.resolution, errors_of(reading)) == (Label.START, 15, [])
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-24 00:00", "2026-11-24 23:45"]
    assert reading.candidates == ("MW",)


def test_a_missing_minute_moves_no_other() -> None:
    there = [at for at in QUARTERS if at != (5, 15)]
    reading = read(by_minutes(*there), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in there]
    assert format_labels(reading.rows.labels)[20:22] == ["2026-11-24 05:00", "2026-11-24 05:30"]


@pytest.mark.parametrize("last", [60, 0])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("backwards", [False, True])
def test_minutes_that_end_at_the_hour(last: int, base: int, backwards: bool) -> None:
    moments = [(hour + base, minute) for hour in range(24) for minute in (15, 30, 45, last)]
    reading = read(by_minutes(*(moments[::-1] if backwards else moments)), "a.csv")
    assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in moments]
    assert format_labels(reading.rows.labels)[::95] == ["2026-11-24 00:15", "2026-11-25 00:00"]


def test_minutes_of_ends_by_the_clock_stay_as_they_stand() -> None:
    reading = read(by_minutes(*QUARTERS[1:], (24, 0)), "a.csv")
    assert (reading.labels, format_labels(reading.rows.labels)[-1]) == (Label.END, "2026-11-25 00:00")
    assert reading.rows.mw[:2].tolist() == [15.5, 30.5]


def test_minutes_over_the_changes_of_the_clocks() -> None:
    twice = [(hour, minute) for hour in REPEATED["2 of 0 to 23"] for minute in (0, 15, 30, 45)]
    ends = [(hour, minute + 15) for hour, minute in twice]
    for moments in (twice, ends):
        reading = read(by_minutes(*moments, day=OCTOBER), "a.csv")
        assert reading.rows.mw.tolist() == [hour * 100 + minute + 0.5 for hour, minute in moments]
        assert (len(reading.rows), warnings_of(reading)) == (100, "")
    march = [at for at in QUARTERS if at[0] != 2]
    reading = read(by_minutes(*march, day="29/03/2026"), "a.csv")
    assert (len(reading.rows), warnings_of(reading)) == (92, "")


def test_minutes_of_no_market_are_refused_and_a_minimum_is_none() -> None:
    tens = [(hour, minute) for hour in range(24) for minute in range(0, 60, 10)]
    assert "10 minutes apart" in refusal(by_minutes(*tens))
    rows = [f"24/11/2026;{hour};{hour + 3};{hour + 9};{hour},5" for hour in TO_24]
    reading = read(table(*rows, head="Fecha;Hora;Min;Max;Compra MW"), "a.csv")
    assert (reading.resolution, len(reading.rows), reading.column) == (60, 24, "Compra MW")


@pytest.mark.parametrize("kind", ["numbers", "texts"])
def test_minutes_in_cells_of_a_workbook(kind: str) -> None:
    made = (lambda number: number) if kind == "numbers" else (lambda number: f"{number:02}")
    rows = [[2026, 11, 24, made(hour), made(minute), hour * 100 + minute] for hour, minute in QUARTERS if hour != 7]
    reading = read(xlsx([["Year", "Month", "Day", "Hour", "Minute", "MW"], *rows[::-1]]))
    assert (len(reading.rows), reading.rows.mw[28:30].tolist()) == (92, [800.0, 815.0])
    assert format_labels(reading.rows.labels)[28] == "2026-11-24 08:00"
