"""Days whose cells lost their format as headers of columns: 46190 for 17 June 2026."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from tests.spreadsheets.builders import read, xlsx
from tests.spreadsheets.workbooks import serial

FIRST = 46_190
HOURS = range(1, 25)
TODAY = date(2026, 6, 16)


def wrong(reading: Reading) -> list[str]:
    return [str(each.problem.message) for each in reading.problems]


def table(above: list[list[Any]], days: int = 1) -> bytes:
    return xlsx([*above, *([hour, *(hour + day / 10 for day in range(days))] for hour in HOURS)])


HEADERS: dict[str, list[list[Any]]] = {
    "alone": [["Hora", FIRST]],
    "below a weekday": [["", "Miércoles"], ["Hora", FIRST]],
    "above a weekday": [["Hora", FIRST], ["", "Miércoles"]],
    "in the corner": [["", FIRST], ["Hora", "Mié."]],
    "of Germany": [["Stunde", FIRST], ["", "Mittwoch"]],
    "of periods": [["Periode", FIRST]],
}


@pytest.mark.parametrize("title", [[], [["Programa de compra (MW)"]], [["Programa 17/06/2026"]]])
@pytest.mark.parametrize("name", HEADERS)
def test_a_number_of_days_is_the_day_of_the_hours_below(name: str, title: list[list[Any]]) -> None:
    reading = read(table([*title, *HEADERS[name]]), "a.xlsx", unit="MW", today=TODAY)
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [float(hour) for hour in HOURS]
    assert str(reading.rows.labels[0]) == "2026-06-17T01:00"


@pytest.mark.parametrize("weekdays", ["", "above", "below"])
@pytest.mark.parametrize("days", [2, 3, 7])
def test_several_are_those_of_their_columns(days: int, weekdays: str) -> None:
    header: list[list[Any]] = [["Hora", *(FIRST + day for day in range(days))]]
    names = ["", *["Mié", "Jue", "Vie", "Sáb", "Dom", "Lun", "Mar"][:days]]
    above = {"": header, "above": [names, *header], "below": [*header, names]}[weekdays]
    reading = read(table([["Programa (MW)"], *above], days), "a.xlsx", today=TODAY)
    assert wrong(reading) == []
    assert str(reading.rows.labels[0]) == "2026-06-17T01:00"
    assert reading.rows.mw.tolist() == [hour + day / 10 for day in range(days) for hour in HOURS]


@pytest.mark.parametrize(
    "above",
    [
        [["Hora", FIRST], ["", "Jueves"]],
        [["Hora", 16_190]],
        [["Hora", FIRST + 0.5]],
        [["Cliente", FIRST]],
        [["Programa 24/07/2026 (MW)"], ["Hora", FIRST, FIRST + 1]],
        [["Programa (MW)"], ["Hora", FIRST, FIRST + 5]],
        [["Programa (MW)"], ["Hora", FIRST, 12]],
    ],
)
def test_other_numbers_are_no_days(above: list[list[Any]]) -> None:
    days = len(above[-1]) - 1 if above[-1][0] else 1
    try:
        reading = read(table(above, days), "a.xlsx", unit="MW", today=TODAY)
    except UnreadableFileError:
        return
    assert wrong(reading)


@pytest.mark.parametrize("head", ["Fecha", "Dato", "Datum", "Päivämäärä", "Pvm"])
@pytest.mark.parametrize(("day", "count"), [(FIRST, 24), (46_110, 23), (46_320, 25)])
def test_a_row_of_one_day_may_begin_with_one(head: str, day: int, count: int) -> None:
    rows = [["Plan (MW)"], [head, *range(1, count + 1)], [day, *range(1, count + 1)]]
    reading = read(xlsx(rows), "a.xlsx", today=TODAY)
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [float(hour) for hour in range(1, count + 1)]


@pytest.mark.parametrize("head", ["Dato", "Päivämäärä", "Fecha"])
def test_quarters_of_hours_over_a_week_of_them_are_one_series(head: str) -> None:
    rows = [
        [FIRST + day, f"H{hour}Q{part}", day + hour / 10] for day in range(7) for hour in HOURS for part in range(1, 5)
    ]
    reading = read(xlsx([[head, "Periodo", "Plan (MW)"], *rows]), "a.xlsx", today=TODAY)
    assert wrong(reading) == []
    assert (len(reading.rows.mw), str(reading.rows.labels[0])) == (7 * 96, "2026-06-17T00:15")


@pytest.mark.parametrize("form", ["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d"])
@pytest.mark.parametrize("first", [datetime(2026, 3, 28), datetime(2026, 4, 3)])
@pytest.mark.parametrize("step", [60, 15])
def test_the_last_period_of_a_day_may_be_a_text_among_them(step: int, first: datetime, form: str) -> None:
    ends = [first + timedelta(minutes=minute) for minute in range(step, 3 * 1440 + 1, step)]
    ends = [end for end in ends if not (end.month == 3 and end.day == 29 and end.hour == 2)]
    texts = [f"{end - timedelta(minutes=step):{form}} 24:00" if end.hour + end.minute == 0 else None for end in ends]
    rows = [[text or serial(end), place] for place, (text, end) in enumerate(zip(texts, ends, strict=True))]
    reading = read(xlsx([["Fecha", "Compra (MW)"], *rows]), "a.xlsx", today=TODAY)
    assert wrong(reading) == []
    assert reading.rows.mw.tolist() == [float(place) for place in range(len(ends))]
    assert str(reading.rows.labels[-1]) == f"{ends[-1]:%Y-%m-%dT%H:%M}"


def test_a_text_of_another_day_among_them_stays_an_error() -> None:
    ends = [datetime(2026, 6, 17) + timedelta(hours=hour) for hour in range(1, 49)]
    rows: list[list[Any]] = [[serial(end), place] for place, end in enumerate(ends)]
    rows[23][0] = "19.07.2026 24:00"
    assert len(wrong(read(xlsx([["Fecha", "Compra (MW)"], *rows]), "a.xlsx", today=TODAY))) >= 1
