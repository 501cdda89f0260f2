"""Times that name the last second of a period: 00:59:59 is the end of the hour that begins at midnight."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text, xlsx

DAYS = {"ordinary": date(2026, 11, 24), "march": date(2026, 3, 29), "october": date(2026, 10, 25)}
SECOND = timedelta(seconds=1)


def table(day: date, step: int, kind: str) -> tuple[list[list[Any]], list[datetime]]:
    """Rows whose times are the last second of each period of `day`, and the ends of these."""
    periods = corpus.periods_of(day, 1, step)
    last = [one.begin + timedelta(minutes=step) - SECOND for one in periods]
    if kind == "together":
        rows = [[f"{each:%d/%m/%Y %H:%M:%S}", place + 0.5] for place, each in enumerate(last)]
        return [["Fecha y hora", "Compra (MW)"], *rows], [one.end for one in periods]
    if kind == "title":
        rows = [[f"{each:%H:%M:%S}", place + 0.5] for place, each in enumerate(last)]
        head: list[list[Any]] = [[f"Programa del {day:%d/%m/%Y}"], ["Hora", "Compra (MW)"]]
        return [*head, *rows], [one.end for one in periods]
    rows = [[f"{each:%d/%m/%Y}", f"{each:%H:%M:%S}", place + 0.5] for place, each in enumerate(last)]
    return [["Fecha", "Hora", "Compra (MW)"], *rows], [one.end for one in periods]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize("kind", ["apart", "together", "title"])
@pytest.mark.parametrize("account", [Label.END, Label.START])
def test_the_last_second_of_a_period_is_its_end(day: str, step: int, kind: str, account: Label) -> None:
    rows, ends = table(DAYS[day], step, kind)
    reading = read(text(rows), "a.csv", account_label=account)
    assert format_labels(reading.rows.labels) == [f"{end:%Y-%m-%d %H:%M}" for end in ends]
    assert (reading.labels, reading.resolution, errors_of(reading)) == (Label.END, step, [])
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(len(ends))]


@pytest.mark.parametrize("kind", ["apart", "together"])
def test_a_few_of_them_are_ends_as_well(kind: str) -> None:
    rows, ends = table(DAYS["ordinary"], 60, kind)
    reading = read(text([rows[0], *rows[8:14]]), "a.csv", account_label=Label.START)
    assert reading.labels is Label.END
    assert format_labels(reading.rows.labels) == [f"{end:%Y-%m-%d %H:%M}" for end in ends[7:13]]


def test_a_clock_that_runs_a_little_early_names_no_end() -> None:
    """Real dates are rounded: what is a moment before the hour is the hour."""
    moments = [datetime(2026, 11, 24, 8) + timedelta(hours=place, milliseconds=-1) for place in range(6)]
    rows = [[moment, place + 0.5] for place, moment in enumerate(moments)]
    reading = read(xlsx([["Fecha y hora", "Compra (MW)"], *rows]), account_label=Label.START)
    assert (reading.labels, format_labels(reading.rows.labels)[0]) == (None, "2026-11-24 08:00")


@pytest.mark.parametrize("step", [60, 15])
@pytest.mark.parametrize("backwards", [False, True])
def test_the_end_that_march_skips_is_the_one_it_goes_on_to(step: int, backwards: bool) -> None:
    """01:00, 02:00, 04:00 on a whole day: what ends at 02:00 ends at 03:00."""
    periods = corpus.periods_of(DAYS["march"], 1, step)
    ends = [one.begin + timedelta(minutes=step) for one in periods]
    rows = [[f"{end:%d/%m/%Y %H:%M}", place + 0.5] for place, end in enumerate(ends)]
    reading = read(text([["Fecha y hora", "Compra (MW)"], *(rows[::-1] if backwards else rows)]), "a.csv")
    assert reading.rows.labels.tolist() == [one.end for one in periods]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([place + 0.5 for place in range(len(rows))], [])
    assert "which the clocks skip" in notes_of(reading)
    short = read(text([["Fecha y hora", "Compra (MW)"], *rows[:-1]]), "a.csv", label=Label.END)
    assert len(errors_of(short)) >= 1
