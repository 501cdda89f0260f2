"""“Hora inicio” 8 is the hour from 8 to 9: the header says what the numbers of a part of a day count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.texts.begun_hours import base_of_begins
from ravenwits_desktop.spreadsheets.texts.period_names import tokens_of
from tests.spreadsheets.builders import errors_of, read, text

STARTS = ["Hora inicio", "Hour beginning", "HB", "Hora desde", "Interval start", "Inicio hora", "Début heure"]


def labels(head: str, numbers: Sequence[int], day: str = "2026-01-14") -> list[str]:
    rows = [[day, number, 10.5 + number] for number in numbers]
    reading = read(text([["Fecha", head, "Compra (MW)"], *rows]), "a.csv")
    assert errors_of(reading) == []
    return [label[11:] for label in format_labels(reading.rows.labels)]


@pytest.mark.parametrize("head", STARTS)
@pytest.mark.parametrize(("first", "last"), [(12, 23), (8, 19), (1, 23)])
def test_hours_of_a_part_of_a_day_begin_where_their_header_says(head: str, first: int, last: int) -> None:
    found = labels(head, range(first, last + 1))
    assert (found[0], found[-1]) == (f"{first + 1:02}:00", f"{(last + 1) % 24:02}:00")


@pytest.mark.parametrize("head", ["Hora", "Hora fin", "Hour ending", "HE"])
def test_under_any_other_header_they_count_the_hours(head: str) -> None:
    found = labels(head, range(8, 20))
    assert (found[0], found[-1]) == ("08:00", "19:00")


def test_hours_up_to_24_are_counted_whatever_their_header_says() -> None:
    assert labels("Hora inicio", range(1, 25))[0] == "01:00"
    assert labels("Hora inicio", range(13, 25))[0] == "13:00"
    assert labels("Hora inicio", range(24))[0] == "01:00"


@pytest.mark.parametrize(("day", "base"), [(date(2026, 3, 29), None), (date(2026, 3, 30), 0)])
def test_1_to_23_are_all_hours_of_the_day_in_march(day: date, base: int | None) -> None:
    tokens = tokens_of(list(range(1, 24)))
    days = np.full(23, np.datetime64(day, "D"))
    assert base_of_begins("Hora inicio", tokens, days, "Europe/Madrid") == base


def test_days_across_and_quarters_beside_hear_their_header_as_well() -> None:
    across = [["Hora inicio", "2026-01-14", "2026-01-15"], *([hour, hour, hour] for hour in range(8, 20))]
    reading = read(text([["Compra (MW)"], *across]), "a.csv")
    assert format_labels(reading.rows.labels)[0] == "2026-01-14 09:00"
    rows = [["2026-01-14", hour, part, 10.5] for hour in range(8, 20) for part in range(1, 5)]
    quarters = read(text([["Fecha", "Hora inicio", "Cuarto", "Compra (MW)"], *rows]), "a.csv")
    assert (quarters.resolution, format_labels(quarters.rows.labels)[0]) == (15, "2026-01-14 08:15")


@pytest.mark.parametrize("day", ["2026-10-25", "2026-03-29"])
def test_a_part_of_a_day_on_which_the_clocks_change_begins_by_the_clock(day: str) -> None:
    found = labels("Hora inicio", range(8, 20), day)
    assert (found[0], found[-1]) == ("09:00", "20:00")


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2026-10-25", [0, 1, 2, 2, *range(3, 24)]),
        ("2026-10-25", list(range(25))),
        ("2026-03-29", [0, 1, *range(3, 24)]),
        ("2026-03-29", list(range(23))),
        ("2026-03-29", list(range(1, 24))),
    ],
)
def test_all_hours_of_such_a_day_are_those_of_the_day(day: str, numbers: list[int]) -> None:
    found = labels("Hora inicio", numbers, day)
    assert (found[0], found[-1], len(found)) == ("01:00", "00:00", len(numbers))
