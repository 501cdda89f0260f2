"""Periods that are named by their begin and end, over the change of the clocks and with the season in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.provenance import read_as
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx
from tests.spreadsheets.test_rules import refusal

OCTOBER, MARCH, ORDINARY = date(2026, 10, 25), date(2026, 3, 29), date(2026, 11, 24)
HEAD = ["MTU (CET/CEST)", "Compra (MW)"]


def season_of(period: corpus.Period) -> str:
    """The name of the clock by which the period begins, in the hour that is there twice."""
    named = period.begin.hour == 2 and period.begin.date() == OCTOBER
    return f" ({'CEST' if period.start.astimezone(corpus.MADRID).dst() else 'CET'})" if named else ""


def ranges(day: date, step: int, form: str, *, seasons: bool) -> list[list[Any]]:
    """A range for each period of `day`, with the names of the clocks in the hour that is there twice."""
    periods = corpus.periods_of(day, 1, step)
    rows = []
    for place, period in enumerate(periods):
        after = periods[place + 1] if place + 1 < len(periods) else period
        begin, end = f"{period.begin:{form}}", f"{period.end:{form}}"
        if seasons:
            begin += season_of(period)
            end += season_of(after) if after.begin.hour == 2 else ""
        rows.append([f"{begin} - {end}", place + 0.5])
    return rows


@pytest.mark.parametrize("day", [OCTOBER, MARCH, ORDINARY])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("seasons", [True, False])
@pytest.mark.parametrize("form", ["%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M"])
def test_ranges_of_moments_over_the_change(day: date, step: int, seasons: bool, form: str) -> None:
    rows = ranges(day, step, form, seasons=seasons)
    expected = [period.end for period in corpus.periods_of(day, 1, step)]
    orders = [rows, rows[::-1], [rows[place * 7 % len(rows)] for place in range(len(rows))]]
    for order in orders if seasons else orders[:2]:
        reading = read(text([HEAD, *order], ",", "."), "a.csv")
        assert (reading.rows.labels.tolist(), errors_of(reading), reading.resolution) == (expected, [], step)
        assert reading.rows.mw.tolist() == [place + 0.5 for place in range(len(rows))]
        begins = read(text([HEAD, *order], ",", "."), "a.csv", account_label=Label.START)
        assert begins.rows.labels.tolist() == [period.begin for period in corpus.periods_of(day, 1, step)]


@pytest.mark.parametrize("day", [OCTOBER, MARCH, ORDINARY])
@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("seasons", [True, False])
@pytest.mark.parametrize("form", ["%H:%M:%S", "%H:%M"])
@pytest.mark.parametrize("where", ["title", "beside", "merged"])
def test_ranges_of_times_over_the_change(day: date, step: int, seasons: bool, form: str, where: str) -> None:
    rows = ranges(day, step, form, seasons=seasons)
    if where == "title":
        table = [["Programa del día", datetime(day.year, day.month, day.day)], [], ["Periodo", "Compra (MW)"], *rows]
    else:
        dated = [
            [f"{day:%d/%m/%Y}" if where == "beside" or not place else None, *row] for place, row in enumerate(rows)
        ]
        table = [["Fecha", "Periodo", "Compra (MW)"], *dated]
    reading = read(xlsx(table))
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(day, 1, step)]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([place + 0.5 for place in range(len(rows))], [])
    assert "names the begin and the end of each period" in notes_of(reading)
    assert "numbers its periods" not in f"{notes_of(reading)} {read_as(reading)}"
    assert "names the begin and the end of each period, each was labelled by its end" in str(read_as(reading))
    assert not reading.numbers_periods


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("02:00 - 02:00", "02:00 - 03:00"),
        ("02:00 - 03:00", "02:00 - 03:00"),
        ("02:00 (CEST) - 02:00 (CET)", "02:00 (CET) - 03:00"),
        ("02:00 - 02:00 (CET)", "02:00 - 03:00 (CET)"),
        ("02:00 - 03:00 (CEST)", "02:00 - 03:00 (CET)"),
    ],
)
def test_the_ways_of_naming_the_repeated_hour(first: str, second: str) -> None:
    hours = ["00:00 - 01:00", "01:00 - 02:00", first, second, *(f"{h:02}:00 - {h + 1:02}:00" for h in range(3, 24))]
    rows = [["25/10/2026", hour, place + 0.5] for place, hour in enumerate(hours)]
    if "(" in second:  # the names tell, whatever the order
        rows[2], rows[3] = rows[3], rows[2]
    reading = read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(25)]
    labels = format_labels(reading.rows.labels)
    assert (labels[:4], labels[-1]) == ([f"2026-10-25 0{hour}:00" for hour in (1, 2, 2, 3)], "2026-10-26 00:00")


def test_quarters_that_begin_anew_on_any_other_day_are_refused() -> None:
    rows = ranges(OCTOBER, 15, "%H:%M", seasons=False)
    table = [["Programa del 24/11/2026"], ["Periodo", "Compra (MW)"], *rows]
    assert "begin anew" in refusal(text(table))
    hours = [[f"{hour:02}:00 - {hour + 1:02}:00 (CET)", 1.5] for hour in range(24)]
    assert "begin anew" in refusal(text([["Programa del 24/11/2026"], ["Periodo", "Compra (MW)"], *hours, *hours]))


@pytest.mark.parametrize("day", [OCTOBER, MARCH, ORDINARY])
@pytest.mark.parametrize("step", [15, 60])
@pytest.mark.parametrize(("first", "second", "mark"), [
    ("%d/%m/%Y %H:%M", "%H:%M", "-"), ("%Y-%m-%d %H:%M", "%H:%M", "-"), ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M", "/"),
])  # fmt: skip
def test_a_range_without_blanks_is_no_time_behind_utc(first: str, second: str, mark: str, step: int, day: date) -> None:
    periods = corpus.periods_of(day, 1, step)
    rows = [[f"{one.begin:{first}}{mark}{one.end:{second}}", place + 0.5] for place, one in enumerate(periods)]
    reading = read(text([["Periodo", "Compra (MW)"], *rows]))
    assert (reading.resolution, errors_of(reading), len(reading.problems)) == (step, [], 0)
    assert format_labels(reading.rows.labels) == [f"{one.end:%Y-%m-%d %H:%M}" for one in periods]


@pytest.mark.parametrize("mark", ["..", " … ", " hasta ", " / ", " → "])
@pytest.mark.parametrize("second", ["%H:%M", "%d/%m/%Y %H:%M"])
def test_moments_and_their_ends_are_parted_by_more_than_a_dash(mark: str, second: str) -> None:
    periods = corpus.periods_of(ORDINARY, 1, 60)
    rows = [[f"{one.begin:%d/%m/%Y %H:%M}{mark}{one.end:{second}}", place + 0.5] for place, one in enumerate(periods)]
    reading = read(text([["Periodo", "Compra (MW)"], *rows]))
    assert format_labels(reading.rows.labels) == [f"{one.end:%Y-%m-%d %H:%M}" for one in periods]
    assert (reading.resolution, len(reading.problems)) == (60, 0)


@pytest.mark.parametrize("changed", ["28/11/2026 {hour:02}:00", "28/11/2026 11:{hour:02}"])
def test_when_a_row_was_changed_is_not_when_it_is_for(changed: str) -> None:
    rows = [
        [*row, changed.format(hour=at)] for at, row in enumerate(ranges(ORDINARY, 60, "%d/%m/%Y %H:%M", seasons=False))
    ]
    reading = read(text([["Periodo", "Compra (MW)", "Modificado"], *rows]), "a.csv")
    assert (str(reading.rows.labels[0]), len(reading.rows)) == ("2026-11-24T01:00", 24)
