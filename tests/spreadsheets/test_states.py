"""A column that says how each value came about, measured or estimated, tells no series where each time stands once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Question
from tests.spreadsheets.builders import errors_of, read, text
from tests.spreadsheets.test_layouts import refusal

HEADS = ("Estado", "Status", "Calidad", "Qualidade", "Quality")
STATES = (("Real", "R", "Estimado", "E"), ("Provisional", "D"), ("M", "E", "V"))


def states(names: tuple[str, ...], count: int) -> list[str]:
    """Names in no order, each of them often."""
    return [names[place * 7 % 11 % len(names)] for place in range(count)]


def logger(names: tuple[str, ...], head: str) -> bytes:
    """Ends of half hours over the repeated hour of October, newest first, with the season of each."""
    first = datetime(2025, 10, 25, 22)  # UTC: midnight in Madrid
    said = [names[0] if place < 8 else names[place // 2 % len(names)] for place in range(50)]  # one name at night
    rows = []
    for place in range(50):
        end = first + timedelta(minutes=30 * (place + 1))
        summer = end < datetime(2025, 10, 26, 1)
        shown = end + timedelta(hours=2 if summer else 1)
        rows.append([shown.strftime("%Y%m%d%H%M%S"), said[place], place + 0.5, "S" if summer else "W"])
    return text([["FECHA:", head, "Load (MW)", "E"], *rows[::-1]])


@pytest.mark.parametrize("names", STATES)
@pytest.mark.parametrize("head", HEADS)
def test_states_in_a_logger_with_seasons_tell_no_series(names: tuple[str, ...], head: str) -> None:
    reading = read(logger(names, head), "a.csv")
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(50)]
    assert (reading.column, reading.resolution, errors_of(reading)) == ("Load (MW)", 30, [])


@pytest.mark.parametrize("part", ["Cuarto", "QH", "Media hora"])
@pytest.mark.parametrize("names", STATES)
def test_states_beside_the_parts_of_hours_tell_no_series(names: tuple[str, ...], part: str) -> None:
    parts = 2 if part == "Media hora" else 4
    said = states(names, 24 * parts)
    rows = [["24/11/2026", at // parts + 1, at % parts + 1, said[at], at + 0.5] for at in range(24 * parts)]
    reading = read(text([["Fecha", "Hora", part, "Estado", "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.mw.tolist() == [at + 0.5 for at in range(24 * parts)]
    assert (reading.resolution, errors_of(reading)) == (60 // parts, [])


@pytest.mark.parametrize("by_turns", [False, True])
def test_states_that_name_each_time_again_are_asked_about(by_turns: bool) -> None:
    rows: list[list[Any]] = [
        ["24/11/2026", hour, state, value + hour]
        for state, value in (("Provisional", 10.5), ("Definitivo", 20.5))
        for hour in range(1, 25)
    ]
    if by_turns:
        rows.sort(key=lambda row: (row[1], row[2]))
    content = text([["Fecha", "Hora", "Estado", "Compra (MW)"], *rows])
    asked = refusal(content)
    assert (asked.question, set(asked.choices)) == (Question.COLUMN, {"Provisional", "Definitivo"})
    assert read(content, column="Definitivo").rows.mw.tolist() == [20.5 + hour for hour in range(1, 25)]
