"""Files of measurements without headers, with a 0 or 1 for winter or summer time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

CUPS = "ES0021000000000000XX0F"


def measured(first: date, days: int, step: int = 60, *, summer: int = 1, point: str = CUPS) -> corpus.Cells:
    return [
        [point, f"{period.end:%Y/%m/%d %H:%M}", summer if period.summer else 1 - summer, round(period.mw * 1000), 0]
        for period in corpus.periods_of(first, days, step)
    ]


@pytest.mark.parametrize("first", [date(2024, 1, 1), date(2024, 3, 30), date(2024, 10, 26)])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("summer", [0, 1])
def test_energy_taken_in_kwh_by_the_end_of_each_period(first: date, step: int, summer: int) -> None:
    rows = measured(first, 2, step, summer=summer)
    expected = [period.end for period in corpus.periods_of(first, 2, step)]
    for content, name in ((text(rows), "P5D.csv"), (text([[*row, ""] for row in rows]), "P5D"), (xlsx(rows), "a.xlsx")):
        reading = read(content, name, account_label=Label.START)
        assert (reading.layout, reading.column, reading.candidates) == ("measurements of a meter", "D", ("D", "E"))
        assert reading.rows.labels.tolist() == expected
        assert reading.rows.mw.tolist() == [row[3] * 60 / step / 1000 for row in rows]
        assert (reading.labels, reading.unit, reading.resolution, errors_of(reading)) == (Label.END, "kWh", step, [])
        assert "point of supply" in notes_of(reading)
    assert read(xlsx(rows), column="E").sum_mw == 0


def test_the_flag_tells_the_repeated_hour_apart_whatever_the_order() -> None:
    rows = measured(date(2024, 10, 27), 1)
    rows[1], rows[2] = rows[2], rows[1]
    reading = read(text(rows), "P5D.csv")
    assert reading.rows.mw.tolist() == [row[3] / 1000 for row in measured(date(2024, 10, 27), 1)]
    assert "repeated hour" in notes_of(reading)


def test_a_column_that_is_no_season_tells_nothing() -> None:
    rows: list[list[Any]] = [
        [CUPS, f"{date(2024, 1, 1) + timedelta(hours=0):%Y/%m/%d} {hour:02}:00", hour % 2, hour + 100, 0]
        for hour in range(1, 24)
    ]
    reading = read(text(rows), "P5D.csv")
    assert (len(reading.rows), dict(reading.traits).get("season")) == (23, None)


def test_several_points_of_supply_are_asked_about() -> None:
    rows = measured(date(2024, 1, 1), 1) + measured(date(2024, 1, 1), 1, point="ES0021000000000001XX0F")
    assert CUPS in refusal(text(rows), "P5D.csv").choices
