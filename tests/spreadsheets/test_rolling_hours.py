"""Hours that are numbered on beyond midnight, 1 to 48 below one day: asked about, and read as hours of all days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ravenwits_desktop.domain.reading import Question, Reading, UnreadableFileError
from tests.spreadsheets.builders import errors_of, read, text

WINTER, OCTOBER, MARCH = date(2026, 11, 17), date(2026, 10, 24), date(2026, 3, 28)
SHAPES = ["title", "first row", "numbers across", "names across", "a row for the quantity", "a column for the day"]


def table(shape: str, count: int, *, day: date = WINTER, head: str = "Hora", title: str = "Programa (MW)") -> bytes:
    shown, numbers = f"{day:%d/%m/%Y}", range(1, count + 1)
    rows: list[Sequence[object]] = [[number, number + 0.5] for number in numbers]
    values = [number + 0.5 for number in numbers]
    match shape:
        case "title":
            return text([[f"{title} {shown}"], [head, "Compra (MW)"], *rows])
        case "first row":
            dated = [[shown if place == 0 else "", *row] for place, row in enumerate(rows)]
            return text([[title], ["Fecha", head, "Compra (MW)"], *dated])
        case "numbers across":
            return text([[title], [f"Fecha / {head}", *numbers], [shown, *values]])
        case "names across":
            return text([[title], ["Fecha", *(f"H{number}" for number in numbers)], [shown, *values]])
        case "a row for the quantity":
            return text([[f"{title} {shown}"], [head, *numbers], ["Compra (MW)", *values]])
        case _:
            return text([[title], [head, shown], *rows])


def asked_about(content: bytes) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "a.csv")
    assert caught.value.question is Question.RESOLUTION
    return caught.value


def labels_of(reading: Reading) -> list[str]:
    return [str(label)[:16].replace("T", " ") for label in reading.rows.labels]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("count", "minutes", "end"), [(48, 30, "2026-11-18 00:00"), (72, 15, "2026-11-17 18:00")])
def test_hours_of_several_days_below_one_are_asked_with_both_readings(
    shape: str, count: int, minutes: int, end: str
) -> None:
    error = asked_about(table(shape, count))
    assert f"numbers {count} periods, and the table names 2026-11-17 alone" in str(error.message)
    hours, parts = error.alternatives
    assert (hours.options.resolution, parts.options.resolution) == (60, minutes)
    after = WINTER + timedelta(count // 24)
    assert (hours.rows, hours.first, hours.last) == (count, "2026-11-17 01:00", f"{after} 00:00")
    assert (parts.rows, parts.first, parts.last) == (count, f"2026-11-17 00:{minutes}", end)
    assert hours.energy_mwh == pytest.approx(parts.energy_mwh * 60 / minutes)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("day", "count"), [(WINTER, 48), (WINTER, 72), (OCTOBER, 49), (OCTOBER, 73), (MARCH, 47), (MARCH, 71)]
)
def test_the_answer_that_they_are_hours_puts_each_on_its_day(shape: str, day: date, count: int) -> None:
    assert asked_about(table(shape, count, day=day)).message.values["day"] == day
    reading = read(table(shape, count, day=day), "a.csv", resolution=60)
    labels = labels_of(reading)
    assert (labels[0], labels[-1]) == (f"{day} 01:00", f"{day + timedelta(round(count / 24))} 00:00")
    assert (reading.resolution, errors_of(reading)) == (60, [])
    assert reading.rows.mw.tolist() == [number + 0.5 for number in range(1, count + 1)]
    twice = [label for label in set(labels) if labels.count(label) == 2]
    assert twice == (["2026-10-25 02:00"] if day == OCTOBER else [])


def test_the_answer_that_they_are_parts_is_kept_to() -> None:
    reading = read(table("title", 48), "a.csv", resolution=30)
    assert (reading.resolution, labels_of(reading)[-1]) == (30, "2026-11-18 00:00")


@pytest.mark.parametrize("shape", SHAPES[:3])
@pytest.mark.parametrize("said", ["Periodo", "Media hora", "Period"])
def test_words_for_other_periods_leave_nothing_to_ask(shape: str, said: str) -> None:
    assert read(table(shape, 48, head=said), "a.csv", unit="MW").resolution == 30
    assert read(table(shape, 48, title=f"Programa (MW), {said}"), "a.csv", unit="MW").resolution == 30


@pytest.mark.parametrize("name", ["semihorario.csv", "programa_cuartohorario.csv"])
def test_the_name_of_the_file_is_heard(name: str) -> None:
    assert read(table("title", 48), name).resolution == 30


@pytest.mark.parametrize(("day", "count"), [(WINTER, 96), (date(2026, 10, 25), 100), (date(2026, 3, 29), 92)])
@pytest.mark.parametrize("shape", SHAPES[:2])
def test_as_many_as_a_day_has_quarters_are_quarters(shape: str, day: date, count: int) -> None:
    assert read(table(shape, count, day=day), "a.csv").resolution == 15


def test_one_date_filled_down_beside_all_of_them_tells_no_more_than_one_above() -> None:
    rows = [["17/11/2026", number, number + 0.5] for number in range(1, 49)]
    content = text([["Fecha", "Hora", "Compra (MW)"], *rows])
    assert "numbers 48 periods, and the table names 2026-11-17 alone" in str(asked_about(content).message)
    assert labels_of(read(content, "a.csv", resolution=60))[-1] == "2026-11-19 00:00"
    assert labels_of(read(content, "a.csv", resolution=30))[-1] == "2026-11-18 00:00"
    for head in ("Periodo", "Media hora"):
        assert read(text([["Fecha", head, "Compra (MW)"], *rows]), "a.csv").resolution == 30
    twice = [["18/11/2026", *row[1:]] for row in rows]
    assert read(text([["Fecha", "Hora", "Compra (MW)"], *rows, *twice]), "a.csv").resolution == 30


@pytest.mark.parametrize(("day", "hours"), [(WINTER, (24, 24)), (OCTOBER, (24, 25)), (MARCH, (24, 23, 24))])
@pytest.mark.parametrize("each", [True, False])
def test_numbers_that_run_on_beside_the_later_days_are_hours(day: date, hours: Sequence[int], *, each: bool) -> None:
    rows: list[Sequence[object]] = []
    for after, count in enumerate(hours):
        shown = f"{day + timedelta(after):%d/%m/%Y}"
        rows += [[shown if each or hour == 0 else "", len(rows) + hour + 1, hour + 0.5] for hour in range(count)]
    reading = read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv")
    labels = labels_of(reading)
    assert (reading.resolution, len(labels), errors_of(reading)) == (60, sum(hours), [])
    assert (labels[0], labels[24]) == (f"{day} 01:00", f"{day + timedelta(1)} 01:00")
    assert labels[-1] == f"{day + timedelta(len(hours))} 00:00"
