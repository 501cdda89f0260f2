"""What was seen when a kind of file was confirmed is no doubt of the next one; whatever is otherwise is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from ravenwits_desktop.domain import kept
from ravenwits_desktop.domain.kept_doubts import doubts_about, new_doubts
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from tests.spreadsheets.builders import read, text

PAST, AHEAD = datetime(2020, 6, 15), datetime.now() + timedelta(days=20)
HOURS = range(1, 25)
REAL, FORECAST = ["Real"], ["Previsión"]


def stated(said: Sequence[str], first: datetime = PAST) -> Reading:
    """A row an hour, each day called what `said` has of it."""
    days = [f"{first + timedelta(days=each):%d/%m/%Y}" for each in range(len(said))]
    rows = [[day, hour, 20.5 + hour, name] for day, name in zip(days, said, strict=True) for hour in HOURS]
    return read(text([["Fecha", "Hora", "Compra (MW)", "Estado"], *rows]), "programa_1.csv")


def split(measured: int, first: datetime = PAST) -> Reading:
    """One day, of which so many hours were measured."""
    rows = [[f"{first:%d/%m/%Y}", hour, 20.5 + hour, "Real" if hour <= measured else "Previsión"] for hour in HOURS]
    return read(text([["Fecha", "Hora", "Compra (MW)", "Estado"], *rows]), "programa_1.csv")


def across(said: Sequence[str], first: datetime = PAST) -> Reading:
    """A column a day, below what it is called."""
    days = [f"{first + timedelta(days=each):%d/%m/%Y}" for each in range(len(said))]
    rows = [[hour, *(20.5 + hour for _ in said)] for hour in HOURS]
    return read(text([["Programa (MW)"], ["", *said], ["Hora", *days], *rows]), "programa_1.csv")


def on(days: Sequence[int], first: datetime = datetime(2026, 11, 23)) -> Reading:
    """Hours of these days, counted from a Monday."""
    dated = [f"{first + timedelta(days=each):%d/%m/%Y}" for each in days]
    rows = [[day, hour, 20.5 + hour] for day in dated for hour in HOURS]
    return read(text([["Fecha", "Hora", "Compra (MW)"], *rows]), "programa_1.csv")


def against(before: Reading, now: Reading) -> tuple[str, bool]:
    """What is said to differ, and whether the second file has to be looked at."""
    known = kept.kept("1", before, ReadingOptions(), before.fingerprint, "Europe/Madrid")
    assert now.fingerprint == before.fingerprint
    said = " ".join(map(str, kept.differences(known, now)))
    return said, bool(said) or bool(new_doubts(dict(known.traits), now))


@pytest.mark.parametrize("make", [stated, across])
def test_the_next_days_measured_and_expected_alike_were_seen(make) -> None:
    now = make(REAL + FORECAST, PAST + timedelta(days=1))
    assert doubts_about(now)
    assert against(make(REAL + FORECAST), now) == ("", False)
    assert against(make(REAL + FORECAST), make(REAL + FORECAST, AHEAD)) == ("", False)


def test_measured_days_that_have_become_more_and_are_past_were_seen() -> None:
    before = stated(REAL + FORECAST)
    assert against(before, stated(REAL * 4 + FORECAST)) == ("", False)
    assert against(before, stated(REAL * 4 + FORECAST * 3)) == ("", False)
    said, stops = against(before, stated(REAL * 4 + FORECAST, AHEAD))
    assert stops
    assert "“Real” (days: 1, values: 24), “Previsión” (days: 1, values: 24). What this one has: “Real” (days: 4" in said


OTHERWISE = {
    "yesterday's measured values alone": (REAL + FORECAST, REAL, "this one has none but those called “Real”"),
    "expected values alone": (REAL + FORECAST, FORECAST, "this one has none but those called “Previsión”"),
    "nothing said": (REAL + FORECAST, ["", ""], "does not say which are which"),
    "fewer days expected": (REAL + FORECAST * 3, REAL * 3 + FORECAST, "“Previsión” (days: 1"),
    "another word": (REAL + FORECAST, ["Medido", "Previsión"], "What this one has: “Medido”"),
    "one word more": (REAL + FORECAST * 2, ["Real", "Previsión", "Mañana"], "“Previsión”, “Mañana”"),
    "expected before measured": (REAL + FORECAST, FORECAST + REAL, "now they lie before or among them"),
    "a day of neither": (REAL + FORECAST, ["Real", "Previsión", "Festivo"], "What this one has"),
}


@pytest.mark.parametrize(("before", "now", "says"), OTHERWISE.values(), ids=OTHERWISE.keys())
def test_values_measured_and_expected_in_another_way_stop_and_are_said(before, now, says) -> None:
    said, stops = against(stated(before), stated(now))
    assert stops
    assert says in said


def test_hours_of_one_day_were_seen_only_where_as_many_were_measured() -> None:
    assert against(split(10), split(10, PAST + timedelta(days=1))) == ("", False)
    for other in (split(20), stated(REAL + FORECAST)):
        assert against(split(10), other)[1]


def test_a_kind_without_measured_values_and_one_out_of_order_stop() -> None:
    assert against(stated(FORECAST * 2), stated(REAL + FORECAST))[1]
    assert against(stated(FORECAST + REAL), stated(FORECAST + REAL, PAST + timedelta(days=1)))[1]


FRIDAY_AND_WEEK = [4, 7, 8, 9, 10, 11]


@pytest.mark.parametrize("days", [FRIDAY_AND_WEEK, [3, 4, 7], [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14]])
def test_a_weekend_that_had_no_values_then_has_none_now(days: list[int]) -> None:
    now = on(days)
    assert doubts_about(now)
    assert against(on(FRIDAY_AND_WEEK), now) == ("", False)


@pytest.mark.parametrize("days", [[0, 2], [3, 5], [4, 6], [4, 8], [4, 14], [0, 2, 3, 4, 7]])
def test_other_days_without_values_stop(days: list[int]) -> None:
    assert against(on(FRIDAY_AND_WEEK), on(days))[1]


def test_a_whole_week_without_values_is_looked_at_each_time() -> None:
    assert against(on([4, 14]), on([4, 14]))[1]
