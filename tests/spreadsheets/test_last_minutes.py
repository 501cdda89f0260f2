"""Times that are the last minute of each period, 00:14, 00:29 or 00:59: each means its end; a few such ones do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ravenwits_desktop.domain.timegrid import Label
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text

DAYS = [date(2026, 11, 23), date(2026, 10, 25), date(2026, 3, 29)]
"""An ordinary one, and those on which the clocks change."""
SAID = "The times are the last minute of each period, from"


def tables(day: date, step: int) -> dict[str, list[list[str | float]]]:
    periods = corpus.periods_of(day, 1, step)
    last = [period.begin + timedelta(minutes=step - 1) for period in periods]
    values = [at + 0.5 for at in range(len(periods))]
    rows = list(zip(last, values, strict=True))
    return {
        "beside days": [["Fecha", "Hora", "MW"], *([f"{day:%d/%m/%Y}", f"{e:%H:%M}", v] for e, v in rows)],
        "below a day": [
            [f"Programa {day:%d/%m/%Y}"],
            ["Hora", "MW"],
            *([f"{e:%H:%M}", v] for e, v in rows),
        ],
        "moments": [["Fecha", "MW"], *([f"{e:%d/%m/%Y %H:%M}", v] for e, v in rows)],
        "days across": [
            ["Compra MW"],
            ["Hora", f"{day:%d/%m/%Y}"],
            *([f"{e:%H:%M}", v] for e, v in rows),
        ],
        "across": [["Compra MW"], ["Fecha", *(f"{e:%H:%M}" for e in last)], [f"{day:%d/%m/%Y}", *values]],
    }


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize("shape", ["beside days", "below a day", "moments", "days across", "across"])
def test_the_last_minute_of_a_period_is_read_as_its_end(day: date, step: int, shape: str) -> None:
    table, periods = tables(day, step)[shape], corpus.periods_of(day, 1, step)
    reading = read(text(table), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in periods]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([at + 0.5 for at in range(len(periods))], [])
    assert (SAID in notes_of(reading)) is (shape != "across")


def test_the_last_minutes_of_the_periods_of_days_side_by_side() -> None:
    days = [DAYS[0], DAYS[0] + timedelta(1)]
    rows = [[f"{at // 4:02}:{at % 4 * 15 + 14:02}", at + 0.5, at + 100.5] for at in range(96)]
    reading = read(text([["Compra MW"], ["Hora", *(f"{day:%d/%m/%Y}" for day in days)], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(DAYS[0], 2, 15)]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == (
        [at + 0.5 for at in range(96)] + [at + 100.5 for at in range(96)],
        [],
    )


@pytest.mark.parametrize("shape", ["beside days", "moments"])
def test_one_time_that_is_none_leaves_all_as_they_stand(shape: str) -> None:
    table = tables(DAYS[0], 60)[shape]
    table[8][-2] = str(table[8][-2]).replace("07:59", "07:45")
    assert SAID not in notes_of(read(text(table), "a.csv"))


@pytest.mark.parametrize("label", [Label.START, Label.END])
def test_ordinary_times_of_day_are_none(label: Label) -> None:
    periods = corpus.periods_of(DAYS[0], 1, 15)
    rows = [[f"{p.end if label is Label.END else p.begin:%d/%m/%Y %H:%M}", at + 0.5] for at, p in enumerate(periods)]
    reading = read(text([["Fecha", "MW"], *rows]), "a.csv")
    assert SAID not in notes_of(reading)
    assert errors_of(reading) == []
