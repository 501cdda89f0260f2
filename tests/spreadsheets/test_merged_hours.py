"""Hours written once above their quarters: read as quarters, or refused, and never as hours with the rest left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

NAMES: dict[str, Callable[[int], Any]] = {
    "1": lambda hour: hour + 1,
    "H1": lambda hour: f"H{hour + 1}",
    "0": lambda hour: hour,
    "00-01": lambda hour: f"{hour:02}-{hour + 1:02}",
    "de 0 a 1 h": lambda hour: f"de {hour} a {hour + 1} h",
    "00:00": lambda hour: f"{hour:02}:00",
    "01:00": lambda hour: f"{hour + 1:02}:00",
}
HEAD = ["Fecha", "Hora", "Compra (MW)"]


def parts(parts_of_hour: int, hours: int = 24) -> list[tuple[int, int, float]]:
    return [(hour, part, hour * parts_of_hour + part + 0.5) for hour in range(hours) for part in range(parts_of_hour)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [4, 2])
@pytest.mark.parametrize("quarters", [True, False])
@pytest.mark.parametrize("dates", ["each", "of the day", "of the hour"])
def test_an_hour_above_its_parts_in_rows(name: str, count: int, quarters: bool, dates: str) -> None:
    rows: list[list[Any]] = []
    for hour, part, value in parts(count):
        day = "24/11/2026" if dates == "each" or (part == 0 and (hour == 0 or dates == "of the hour")) else None
        called = NAMES[name](hour) if part == 0 else None
        rows.append([day, called, *([part + 1] if quarters else []), value])
    head = ["Fecha", "Hora", *(["Cuarto"] if quarters else []), "Compra (MW)"]
    for reading in (read(xlsx([head, *rows])), read(text([head, *rows]), "a.csv")):
        assert reading.rows.mw.tolist() == [value for *_, value in parts(count)]
        assert (reading.resolution, errors_of(reading)) == (60 // count, [])
        labels = format_labels(reading.rows.labels)
        starts = reading.labels is Label.START
        assert labels[0] == ("2026-11-24 00:00" if starts else f"2026-11-24 00:{60 // count}")
        assert labels[-1] == (f"2026-11-24 23:{60 - 60 // count}" if starts else "2026-11-25 00:00")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("quarters", [True, False])
def test_an_hour_above_its_quarters_below_days_across(name: str, quarters: bool) -> None:
    rows = [
        [NAMES[name](hour) if part == 0 else None, *([part + 1] if quarters else []), value, value + 100]
        for hour, part, value in parts(4)
    ]
    head = ["Hora", *(["Cuarto"] if quarters else []), "24/11/2026", "25/11/2026"]
    reading = read(xlsx([["Compra (MW)"], head, *rows]))
    assert reading.rows.mw.tolist() == [value + day for day in (0, 100) for *_, value in parts(4)]
    assert (reading.resolution, errors_of(reading)) == (15, [])


def test_an_hour_above_its_quarters_on_the_days_of_23_and_25_hours() -> None:
    for day, hours in (("25/10/2026", 25), ("29/03/2026", 23)):
        rows = [[day, hour + 1 if part == 0 else None, value] for hour, part, value in parts(4, hours)]
        reading = read(xlsx([HEAD, *rows]))
        assert reading.rows.mw.tolist() == [value for *_, value in parts(4, hours)]
        assert (len(reading.rows), reading.resolution, errors_of(reading)) == (4 * hours, 15, [])


def test_rows_without_an_hour_below_days_across_are_never_left_out() -> None:
    rows = [[hour + 1 if part == 0 else None, value, value + 100] for hour, part, value in parts(4)]
    head: list[list[Any]] = [["Compra (MW)"], ["Hora", "24/11/2026", "25/11/2026"]]
    assert "Row 12 has values and no hour or period" in str(refusal(xlsx([*head, *rows[:9], *rows[10:]])).message)
    three = [row for place, row in enumerate(rows) if place % 4 != 3]
    assert "Row 4 has values and no hour or period" in str(refusal(xlsx([*head, *three])).message)
    late = [[f"{hour:02}:00" if part == 0 else None, value, value] for hour, part, value in parts(4)][32:]
    assert "no hour or period" in str(refusal(xlsx([*head, *late])).message), "it may be the begin or the end"
    hourly = [[hour, hour + 0.5, hour + 1.5] for hour in range(1, 25)]
    assert len(read(xlsx([*head, *hourly, [None, 300.0, 324.0]])).rows) == 48, "a total without a name"


def test_rows_that_words_tell_apart_are_no_parts_of_an_hour() -> None:
    rows: list[list[Any]] = []
    for hour in range(24):
        rows += [["24/11/2026", f"{hour:02}-{hour + 1:02}", "Base", 1.5], ["24/11/2026", None, "Indexado", 2.5]]
    reading = read(xlsx([["Fecha", "Hora", "Cartera", "Compra (MW)"], *rows]))
    assert (reading.resolution, len(errors_of(reading))) == (60, 24)


@pytest.mark.parametrize("name", ["1", "00:00", "00-01"])
def test_hours_of_which_every_other_name_is_lost_are_no_halves(name: str) -> None:
    rows = [[NAMES[name](hour) if hour % 2 == 0 else None, hour + 0.5, hour + 1.5] for hour in range(24)]
    message = str(refusal(xlsx([["Compra (MW)"], ["Hora", "24/11/2026", "25/11/2026"], *rows])).message)
    assert "Row 4 has values and no hour or period" in message
    reading = read(xlsx([HEAD, *(["24/11/2026", *row[:2]] for row in rows)]))
    assert (reading.resolution, len(errors_of(reading))) == (60, 12)
