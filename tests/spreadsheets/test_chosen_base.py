"""The number of a day's first period, as a person chose it: never another length, and said where it cannot be."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import errors_of, notes_of, read, text

DAY, LONG_DAY = "17/06/2026", "25/10/2026"


def left_aside(reading: Reading, chosen: int) -> bool:
    said = f"“Numbered from {chosen}” was chosen and was left aside"
    return f"{said}: the numbers of the periods do not fit" in notes_of(reading)


def down(names: list[str], day: str = DAY, head: str = "Hora") -> bytes:
    return text([["Fecha", head, "Compra (MW)"], *([day, name, place + 0.5] for place, name in enumerate(names))])


@pytest.mark.parametrize("form", ["{}", "H{}"])
@pytest.mark.parametrize(("count", "day"), [(24, DAY), (25, LONG_DAY)])
def test_hours_from_1_are_not_counted_from_0(form: str, count: int, day: str) -> None:
    content = down([form.format(hour) for hour in range(1, count + 1)], day)
    shown, chosen = read(content, "a.csv"), read(content, "a.csv", period_base=0)
    assert (chosen.resolution, chosen.rows.labels.tolist()) == (60, shown.rows.labels.tolist())
    assert left_aside(chosen, 0)
    assert not left_aside(read(content, "a.csv", period_base=1), 1)


def test_hours_across_with_a_25th_are_not_counted_from_0() -> None:
    days = [[day, *(hour + 0.5 for hour in range(24)), None] for day in (DAY, "18/06/2026")]
    content = text([["Fecha", *(f"H{hour}" for hour in range(1, 26))], *days])
    reading = read(content, "a.csv", period_base=0, unit="MW")
    assert (reading.resolution, len(reading.rows), errors_of(reading)) == (60, 48, [])
    assert left_aside(reading, 0)


@pytest.mark.parametrize("names", [[f"H{h}Q{q}" for h in range(1, 25) for q in range(1, 5)], [*map(str, range(1, 97))]])
def test_quarters_from_1_are_not_counted_from_0(names: list[str]) -> None:
    reading = read(down(names, head="Periodo"), "a.csv", period_base=0)
    assert (reading.resolution, errors_of(reading)) == (15, [])
    assert str(reading.rows.labels[0]) == "2026-06-17T00:15"
    assert left_aside(reading, 0)


def test_hours_with_minutes_beside_from_1_are_not_counted_from_0() -> None:
    rows = [[DAY, hour, minute, hour + minute / 100] for hour in range(1, 25) for minute in (0, 15, 30, 45)]
    reading = read(text([["Fecha", "Hora", "Minuto", "Compra (MW)"], *rows]), "a.csv", period_base=0)
    assert (str(reading.rows.labels[0]), str(reading.rows.labels[-1])) == ("2026-06-17T00:15", "2026-06-18T00:00")
    assert left_aside(reading, 0)


def test_hours_from_0_are_not_counted_from_1() -> None:
    reading = read(down([*map(str, range(24))]), "a.csv", period_base=1)
    assert (str(reading.rows.labels[0]), errors_of(reading)) == ("2026-06-17T01:00", [])
    assert left_aside(reading, 1)


@pytest.mark.parametrize(("base", "first"), [(None, "2026-06-17T01:00"), (0, "2026-06-17T02:00")])
def test_part_of_a_day_is_counted_as_chosen(base: int | None, first: str) -> None:
    reading = read(down([*map(str, range(1, 21))]), "a.csv", period_base=base)
    assert (str(reading.rows.labels[0]), reading.resolution) == (first, 60)
    assert "left aside" not in notes_of(reading)


@pytest.mark.parametrize("base", [0, 1])
def test_another_number_of_the_first_period_is_no_other_length(base: int) -> None:
    names = [*map(str, range(1, 48))]
    assert read(down(names, head="Periodo"), "a.csv").resolution == 15
    assert read(down(names, head="Periodo"), "a.csv", period_base=base).resolution == 15


def test_a_zero_that_ends_the_day_is_left_its_place_where_1_is_chosen() -> None:
    rows = [[DAY, hour, hour + 0.5] for hour in range(1, 24)] + [["18/06/2026", 0, 24.5]]
    reading = read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv", period_base=1)
    assert (str(reading.rows.labels[-1]), errors_of(reading)) == ("2026-06-18T00:00", [])
