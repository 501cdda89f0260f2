"""Periods in another order than that of time: backwards, or October's second half behind the whole day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import read, xlsx

ORDINARY, OCTOBER = datetime(2026, 11, 30), datetime(2026, 10, 25)
Rows = list[list[Any]]
ENDS = [f"2026-10-25 {hour:02}:00" for hour in (1, 2, 2, *range(3, 24))] + ["2026-10-26 00:00"]
STARTS = [f"2026-10-25 {hour:02}:00" for hour in (0, 1, 2, 2, *range(3, 24))]


def day_down(day: datetime, names: list[Any], values: list[float]) -> Rows:
    return [["Fecha", "Hora", "Compra (MW)"], *([day, name, value] for name, value in zip(names, values, strict=True))]


def title_and_hours(day: datetime, names: list[Any], values: list[float]) -> Rows:
    return [[f"Compra del {day:%d/%m/%Y}"], ["Hora", "Compra (MW)"], *map(list, zip(names, values, strict=True))]


def day_across(day: datetime, names: list[Any], values: list[float]) -> Rows:
    return [["Compra (MW)"], ["Fecha", *names], [day, *values]]


def metrics(day: datetime, names: list[Any], values: list[float]) -> Rows:
    prices = [40.0 + place for place in range(len(values))]
    return [
        [f"Programa {day:%d/%m/%Y}"],
        ["Hora", *names],
        ["Precio (EUR/MWh)", *prices],
        ["Compra (MW)", *values],
    ]


def column_for_each_day(day: datetime, names: list[Any], values: list[float]) -> Rows:
    """The day and, empty, the one after it: the program takes empty cells there for missing values."""
    return [["Compra (MW)"], ["Hora", day, day - timedelta(days=1)], *columns(names, values)]


def columns(names: list[Any], values: list[float]) -> Rows:
    """The values, and 100 more on the other day but in the hour that only October repeats, the 99.0."""
    pairs = zip(names, values, strict=True)
    return [[name, value, None if value == REPEATED else value + BEFORE] for name, value in pairs]


REPEATED, BEFORE = 99.0, 100.0
FORMS: list[Callable[[datetime, list[Any], list[float]], Rows]] = [
    day_down,
    title_and_hours,
    day_across,
    metrics,
    column_for_each_day,
]


def last_day(reading: Reading) -> tuple[list[str], list[float]]:
    labels, values = format_labels(reading.rows.labels), reading.rows.mw.tolist()
    first = next(place for place, value in enumerate(values) if value < BEFORE)
    return labels[first:], values[first:]


HOURS = [hour + 0.5 for hour in range(24)]
BEHIND: dict[str, tuple[list[Any], str, list[str], int]] = {
    "begin": ([f"{hour:02}:00" for hour in range(24)], "02:00 bis", STARTS, 3),
    "begin and star": ([f"{hour:02}:00" for hour in range(24)], "02:00*", STARTS, 3),
    "end": ([f"{hour:02}:00" for hour in range(1, 25)], "02:00 bis", ENDS, 2),
    "number": ([*range(1, 25)], "3 bis", ENDS, 3),
    "number by its end": ([*range(1, 25)], "2 bis", ENDS, 2),
    "letter": ([f"H{hour}" for hour in range(1, 25)], "H3B", ENDS, 3),
    "range": ([f"{hour:02}-{hour + 1:02}" for hour in range(24)], "02-03 bis", ENDS, 3),
    "unmarked": ([f"{hour:02}:00" for hour in range(24)], "02:00", STARTS, 3),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BEHIND)
def test_the_second_half_behind_the_day_is_the_second_half(
    name: str, form: Callable[[datetime, list[Any], list[float]], Rows]
) -> None:
    names, last, labels, place = BEHIND[name]
    reading = read(xlsx(form(OCTOBER, [*names, last], [*HOURS, REPEATED])))
    assert last_day(reading) == (labels, [*HOURS[:place], REPEATED, *HOURS[place:]])
    assert (reading.problems, reading.resolution) == ((), 60)


def test_quarters_of_the_second_half_behind_the_day() -> None:
    names = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)]
    late = [f"02:{minute:02} bis" for minute in (0, 15, 30, 45)]
    values = [float(place) for place in range(100)]
    reading = read(xlsx(day_across(OCTOBER, names + late, values)))
    assert reading.rows.mw.tolist() == [*values[:12], *values[96:], *values[12:96]]
    assert format_labels(reading.rows.labels)[11:17] == [f"2026-10-25 {at}" for at in REPEATED_QUARTERS]


REPEATED_QUARTERS = ["02:45", "02:00", "02:15", "02:30", "02:45", "03:00"]

BACKWARDS: dict[str, list[Any]] = {
    "number": [*range(1, 25)],
    "letter": [f"H{hour}" for hour in range(1, 25)],
    "begin": [f"{hour:02}:00" for hour in range(24)],
    "end": [f"{hour % 24:02}:00" for hour in range(1, 25)],
    "range": [f"{hour:02}-{hour + 1:02}" for hour in range(24)],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BACKWARDS)
def test_periods_that_run_backwards(name: str, form: Callable[[datetime, list[Any], list[float]], Rows]) -> None:
    names = BACKWARDS[name]
    if name == "end" and form is day_down:
        names = [*names[:-1], "24:00"]  # beside its date 00:00 is the begin of that day
    onward = read(xlsx(form(ORDINARY, names, HOURS)))
    back = read(xlsx(form(ORDINARY, names[::-1], HOURS[::-1])))
    assert last_day(onward)[1] == HOURS
    assert last_day(back) == last_day(onward)
    assert (back.labels, back.problems) == (onward.labels, ())


@pytest.mark.parametrize("form", [day_across, metrics, day_down])
def test_october_backwards(form: Callable[[datetime, list[Any], list[float]], Rows]) -> None:
    values = [place + 2.5 for place in range(25)]
    for names, labels in (([*range(1, 26)], ENDS), ([1, 2, 3, "3B", *range(4, 25)], ENDS), (STARTS_OF_DAY, STARTS)):
        reading = read(xlsx(form(OCTOBER, list(names[::-1]), values[::-1])))
        assert (format_labels(reading.rows.labels), reading.rows.mw.tolist()) == (labels, values)


STARTS_OF_DAY = [label[-5:] for label in STARTS]


def test_days_and_hours_backwards() -> None:
    days = [ORDINARY + timedelta(days=place) for place in range(3)]
    values = [[24 * at + place + 0.5 for place in range(24)] for at in range(3)]
    across = [["Compra (MW)"], ["Fecha", *(f"H{hour}" for hour in range(24, 0, -1)), "Total"]]
    across += [[day, *row[::-1], sum(row)] for day, row in zip(days[::-1], values[::-1], strict=True)]
    reading = read(xlsx(across))
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(72)]
    assert (reading.agrees_with_total, reading.problems) == (True, ())


def test_a_marked_half_behind_the_totals_is_read_as_well() -> None:
    names, values = [*range(1, 25)], [hour + 0.5 for hour in range(24)]
    header = ["Fecha", *names, "Total", "Media", "Máximo", "Mínimo", "3 bis"]
    row = [OCTOBER, *values, sum(values) + REPEATED, 15.48, REPEATED, 0.5, REPEATED]
    reading = read(xlsx([["Compra (MW)"], header, row]))
    assert reading.rows.mw.tolist() == [*values[:3], REPEATED, *values[3:]]
    assert (format_labels(reading.rows.labels), reading.problems) == (ENDS, ())


def test_the_same_hour_on_an_ordinary_day_is_an_error_on_its_cell() -> None:
    names = [f"{hour:02}:00" for hour in range(24)]
    reading = read(xlsx(day_across(ORDINARY, [*names, "02:00 bis"], [*HOURS, REPEATED])))
    assert len(reading.rows) == 25
    assert [str(found.problem.message) for found in reading.problems] == ["2026-11-30 02:00 is there more than once."]


@pytest.mark.parametrize("letter", ["P", "T"])
def test_the_periods_of_a_tariff_are_no_hours(letter: str) -> None:
    rows = [[ORDINARY + timedelta(days=at), *(100.5 + place for place in range(6)), 618.0] for at in range(5)]
    with pytest.raises(UnreadableFileError, match="values of whole days"):
        read(xlsx([["Fecha", *(f"{letter}{place}" for place in range(1, 7)), "Total (kWh)"], *rows]))
    names = [f"{letter}{place}" for place in range(1, 25)]
    assert len(read(xlsx(day_across(ORDINARY, names, HOURS))).rows) == 24
