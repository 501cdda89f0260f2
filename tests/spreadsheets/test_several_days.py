"""Titles that name several days: none of them is taken silently, and periods of all of them begin on the first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading
from ravenwits_desktop.domain.timegrid import format_labels
from ravenwits_desktop.spreadsheets.days.dates_in_text import dated_spans
from ravenwits_desktop.spreadsheets.days.several_days import several_days
from ravenwits_desktop.spreadsheets.texts import words
from tests.spreadsheets.builders import errors_of, read, text
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_layouts import refusal

TODAY = date(2026, 11, 27)
HOURS: list[list[Any]] = [["Hora", "MW"], *([hour, hour + 0.5] for hour in range(1, 25))]


def two_days(*numbers: object) -> list[list[Any]]:
    return [["Hora", "MW"], *([number, at + 0.5] for at, number in enumerate(numbers))]


def ends(reading: Reading) -> tuple[str, str, int]:
    assert (errors_of(reading), warnings_of(reading)) == ([], "")
    assert list(reading.rows.mw) == [at + 0.5 for at in range(len(reading.rows))]
    labels = format_labels(reading.rows.labels)
    return labels[0], labels[-1], len(labels)


@pytest.mark.parametrize(
    ("title", "first", "last", "count"),
    [
        ("Programa 28 y 29/11/2026 (MW)", 28, 29, 2),
        ("28, 29 y 30/11/2026", 28, 30, 3),
        ("28-29/11/2026", 28, 29, 2),
        ("28./29.11.2026", 28, 29, 2),
        ("vom 28. bis 30. November 2026", 28, 30, 3),
        ("Programa 28/11, 29/11 y 30/11/2026", 28, 30, 3),
        ("sábado 28 y domingo 29 de noviembre de 2026", 28, 29, 2),
        ("Previsión entre el 24/11 y el 30/11/2026", 24, 30, 7),
        ("24 nov - 28 nov 2026", 24, 28, 5),
        ("Válido del 28 al 30/11/2026", 28, 30, 3),
        ("Válido del 28/11/2026 al 30/11/2026", 28, 30, 3),
        ("Previsión 28 y 29/11/26", 28, 29, 2),
    ],
)
def test_a_day_below_a_title_of_several_is_refused_unless_the_file_names_it(
    title: str, first: int, last: int, count: int
) -> None:
    said = str(refusal(text([[title], *HOURS]), "a.csv", today=TODAY).message)
    assert f"names {count} days, 2026-11-{first} to 2026-11-{last}" in said
    reading = read(text([[title], *HOURS]), f"Compra_202611{first}.csv", today=TODAY)
    assert format_labels(reading.rows.labels)[0] == f"2026-11-{first} 01:00"


@pytest.mark.parametrize(
    "title",
    ["Unidad 3, 29/11/2026", "Zona 28 - 29/11/2026", "D+1 - 29/11/2026", "v1 - 29/11/2026", "Hoja 1/2 - 29/11/2026",
     "Horas 1 a 24 del 29/11/2026", "Programa 1-24, 29/11/2026", "Sesión 2 y 29/11/2026", "P28-29/11/2026"],
)  # fmt: skip
def test_numbers_of_other_things_before_a_day_name_no_other_day(title: str) -> None:
    folded = words.folded(title)
    ((begin, _, day),) = dated_spans(folded)
    assert several_days(folded, begin, day) == (day,)


def test_days_over_the_turn_of_the_year_are_followed() -> None:
    folded = words.folded("Del 31 de diciembre al 1 de enero de 2027")
    ((begin, _, day),) = dated_spans(folded)
    assert several_days(folded, begin, day) == (date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize(
    "numbers",
    [range(1, 49), [*range(1, 25), *range(1, 25)], [f"{hour:02}:00" for hour in (*range(1, 25), *range(1, 25))]],
)
def test_as_many_periods_as_the_days_of_the_title_have_begin_on_the_first(numbers: Any) -> None:
    rows = [["Programa 28 y 29 de noviembre de 2026"], *two_days(*numbers)]
    reading = read(text(rows), "a.csv", today=TODAY)
    assert ends(reading) == ("2026-11-28 01:00", "2026-11-30 00:00", 48)


def test_hours_of_a_title_with_the_long_day_are_counted_through() -> None:
    rows = [["Programa 24 y 25/10/2026"], *two_days(*range(1, 50))]
    assert ends(read(text(rows), "a.csv", today=TODAY)) == ("2026-10-24 01:00", "2026-10-26 00:00", 49)


def test_two_weekdays_below_the_title_of_both_are_read() -> None:
    head: list[list[Any]] = [["Fin de semana 28 y 29/11/2026 (MW)"], ["Hora", "Sábado", "Domingo"]]
    rows = [*head, *([hour, hour - 0.5, hour + 23.5] for hour in range(1, 25))]
    assert ends(read(text(rows), "a.csv", today=TODAY)) == ("2026-11-28 01:00", "2026-11-30 00:00", 48)
    rows[0] = ["Compra (MW)"]
    of_file = read(text(rows), "Compra_20261128.csv", today=TODAY)
    assert (str(of_file.rows.labels[0]), len(of_file.rows)) == ("2026-11-28T01:00", 48)
    assert any("says one day alone" in str(found.problem.message) for found in of_file.problems)
