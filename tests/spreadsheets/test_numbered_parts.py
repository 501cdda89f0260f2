"""Parts of hours that a column called “Periodo” numbers, beside one of the hours; those of a tariff are none."""

from __future__ import annotations

import pytest

from tests.spreadsheets.builders import read, text, xlsx


def table(head, parts, *, hours=range(1, 25), day="24/11/2026"):
    rows = [["Fecha", "Hora", head, "Compra (MW)"]]
    rows += [[day, hour, part, 40 + hour + part / 10] for hour in hours for part in parts(hour)]
    return rows


@pytest.mark.parametrize("made", [text, xlsx])
@pytest.mark.parametrize("head", ["Periodo", "Período", "Period", "Intervalo", "Cuarto"])
@pytest.mark.parametrize(("most", "minutes"), [(4, 15), (2, 30)])
def test_they_are_parts_where_they_count_over_and_over(made, head, most, minutes):
    rows = table(head, lambda _: range(1, most + 1))
    reading = read(made(rows))
    assert reading.resolution == minutes
    assert reading.rows.mw.tolist() == pytest.approx([row[-1] for row in rows[1:]])
    assert str(reading.rows.labels[0]) == f"2026-11-24T00:{minutes}"
    assert not reading.problems


@pytest.mark.parametrize("number", [25, 23])
def test_they_are_parts_on_days_of_a_change_of_clocks(number):
    day = {25: "25/10/2026", 23: "29/03/2026"}[number]
    reading = read(text(table("Periodo", lambda _: range(1, 5), hours=range(1, number + 1), day=day)))
    assert len(reading.rows) == number * 4
    assert not reading.problems


def test_the_period_of_a_tariff_beside_hours_is_none():
    reading = read(text(table("Periodo", lambda hour: [1 + (hour % 3 > 0) + (hour > 12)])))
    assert reading.resolution == 60
    assert len(reading.rows) == 24


def test_the_period_of_a_tariff_beside_the_parts_of_an_hour_is_none():
    """The four rows of an hour are its quarters in their order, whatever the tariff is."""
    rows = table("Periodo", lambda hour: [1 + hour % 2] * 4)
    for number, row in enumerate(rows[1:]):
        row[-1] = 40 + number / 10
    reading = read(text(rows))
    assert reading.resolution == 15
    assert reading.rows.mw.tolist() == pytest.approx([row[-1] for row in rows[1:]])


@pytest.mark.parametrize("head", ["Periodo", "Cuarto"])
def test_a_missing_row_and_one_that_stands_twice_are_marked(head):
    rows = table(head, lambda _: range(1, 5))
    reading = read(text([*rows[:10], *rows[11:30], *rows[29:]]))
    assert reading.resolution == 15
    assert reading.problems
