"""Two columns of times an hour apart: two clocks, or the begin and the end; and days written as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import errors_of, notes_of, read, text

DAY, FORM = date(2026, 1, 14), "%Y-%m-%d %H:%M"
PERIODS = corpus.periods_of(DAY, 1, 60)
CANARIES = ZoneInfo("Atlantic/Canary")


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("HourUTC", "HourDK"),
        ("utc_timestamp", "cet_cest_timestamp"),
        ("Fecha UTC", "Fecha local"),
        ("Inicio UTC", "Inicio CET"),
        ("GMT", "Local"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_clock_beside_utc_is_no_end(utc: str, local: str, turned: bool) -> None:
    rows = [[f"{p.start.astimezone(UTC):{FORM}}", f"{p.begin:{FORM}}", at + 0.5] for at, p in enumerate(PERIODS)]
    table = [[utc, local, "Compra (MW)"], *rows]
    reading = read(text([[row[1], row[0], row[2]] if turned else row for row in table]), "a.csv")
    assert reading.rows.labels.tolist() == [period.begin for period in PERIODS]
    assert "the begin and the end" not in notes_of(reading)


def test_of_two_named_clocks_that_of_the_account_is_taken() -> None:
    rows = [[f"{p.start.astimezone(CANARIES):{FORM}}", f"{p.begin:{FORM}}", at] for at, p in enumerate(PERIODS)]
    reading = read(text([["Hora Canarias", "Hora Península", "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.begin for period in PERIODS]


def test_two_times_whose_headers_tell_nothing_are_a_begin_and_an_end_from_midnight_alone() -> None:
    def table(first: datetime) -> bytes:
        moments = [first + timedelta(hours=hour) for hour in range(25)]
        rows = [[f"{a:{FORM}}", f"{b:{FORM}}", 1.5] for a, b in pairwise(moments)]
        return text([["Periodo", "Vencimiento", "Compra (MW)"], *rows])

    reading = read(table(datetime(2026, 1, 14)), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in PERIODS]
    with pytest.raises(UnreadableFileError) as caught:
        read(table(datetime(2026, 1, 13, 23)), "a.csv")
    assert "Several columns hold dates and times" in str(caught.value.message)
    assert (caught.value.question, caught.value.choices) == (Question.TIMES, ("Periodo", "Vencimiento"))
    assert [each.first for each in caught.value.alternatives] == ["2026-01-13 23:00", "2026-01-14 00:00"]


@pytest.mark.parametrize(("begin", "end"), [("Fra", "Til"), ("Från", "Till"), ("Inizio", "Fine"), ("Début", "Fin")])
def test_a_begin_and_an_end_on_part_of_a_day(begin: str, end: str) -> None:
    rows = [[f"{p.begin:{FORM}}", f"{p.end:{FORM}}", at] for at, p in enumerate(PERIODS[8:20])]
    reading = read(text([[begin, end, "Compra (MW)"], *rows]), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in PERIODS[8:20]]
    assert "the begin and the end" in notes_of(reading)


@pytest.mark.parametrize("day", [DAY, date(2026, 7, 14)])
@pytest.mark.parametrize("written", ["offset", "Z", "midnight Z", "T", "gap", "day first"])
@pytest.mark.parametrize("shape", ["hours", "ranges", "quarters", "across"])
def test_days_written_as_moments_are_those_of_the_market(day: date, written: str, shape: str) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=corpus.MADRID)
    named = {
        "offset": midnight.isoformat(),
        "Z": f"{midnight.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "midnight Z": f"{day:%Y-%m-%d}T00:00:00Z",
        "T": f"{day:%Y-%m-%d}T00:00:00",
        "gap": f"{day:%Y-%m-%d} 00:00",
        "day first": f"{day:%d/%m/%Y} 0:00:00",
    }[written]
    step = 15 if shape == "quarters" else 60
    count = 24 * 60 // step
    values = [at + 0.5 for at in range(count)]
    table = {
        "hours": [["Fecha", "Hora", "MW"], *([named, at + 1, values[at]] for at in range(count))],
        "ranges": [["Fecha", "Periodo", "MW"], *([named, f"{at}:00 - {at + 1}:00", values[at]] for at in range(count))],
        "quarters": [["Fecha", "Periodo", "MW"], *([named, at + 1, values[at]] for at in range(count))],
        "across": [["Compra (MW)"], ["Fecha", *(f"H{at + 1}" for at in range(count))], [named, *values]],
    }[shape]
    reading = read(text(table), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(day, 1, step)]
    assert (reading.rows.mw.tolist(), errors_of(reading)) == (values, [])


def test_other_times_than_midnight_beside_hours_across_are_no_days() -> None:
    rows = [[f"2026-01-{day} 06:00", *(at + 0.5 for at in range(24))] for day in range(14, 18)]
    with pytest.raises(UnreadableFileError) as caught:
        read(text([["Compra (MW)"], ["Fecha", *(f"H{at + 1}" for at in range(24))], *rows]), "a.csv")
    assert caught.value.question is Question.COLUMN


def test_ranges_across_over_the_hour_that_march_skips() -> None:
    heads = [f"{hour:02}:00-{hour + 1:02}:00" for hour in range(24)]
    values = ["" if hour == 2 else hour + 0.5 for hour in range(24)]
    prices = ["" if hour == 2 else 50.5 for hour in range(24)]
    rows = [["Programa de compra 29/03/2026 (MWh)"], ["", *heads], ["Compra", *values], ["Precio", *prices]]
    reading = read(text(rows), "a.csv")
    assert reading.rows.labels.tolist() == [period.end for period in corpus.periods_of(date(2026, 3, 29), 1, 60)]
    assert reading.rows.mw.tolist() == [value for value in values if value != ""]
