"""Market time against Python's own zone rules, on every day on which clocks change and on ordinary ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Label

ZONES = ("Europe/Madrid", "Europe/Lisbon", "Europe/Berlin")


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


CHANGES = [last_sunday(year, month) for year in range(2020, 2036) for month in (3, 10)]
ORDINARY = [date(2026, 11, 25), date(2024, 2, 29), date(2025, 12, 31), date(2027, 1, 1)]


def expected_starts(day: date, resolution: int, zone: str) -> list[datetime]:
    """The periods of a day, counted out minute by minute with Python's zones (UTC, without a zone)."""
    info = ZoneInfo(zone)
    moment = datetime(day.year, day.month, day.day, tzinfo=info).astimezone(UTC)
    starts = []
    while moment.astimezone(info).date() == day:
        starts.append(moment.replace(tzinfo=None))
        moment += timedelta(minutes=resolution)
    return starts


def wall(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def walls(*texts: str) -> timegrid.Minutes:
    return timegrid.as_minutes(list(texts))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
def test_every_change_over_day_goes_to_labels_and_back(zone: str, resolution: int) -> None:
    per_hour = 60 // resolution
    for day in (*CHANGES, *ORDINARY):
        starts = timegrid.day_starts(day, resolution, zone)
        expected = expected_starts(day, resolution, zone)
        assert starts.astype(datetime).tolist() == expected, day
        hours = {3: 23, 10: 25}.get(day.month, 24) if day in CHANGES else 24
        assert len(starts) == hours * per_hour
        assert timegrid.period_numbers(starts, resolution, zone).tolist() == list(range(1, hours * per_hour + 1))
        assert np.unique(timegrid.market_days(starts, zone)).tolist() == [day]
        for label in Label:
            labels = timegrid.labels(starts, resolution, label, zone)
            shift = timedelta(minutes=resolution if label is Label.END else 0)
            assert labels.astype(datetime).tolist() == [wall(start + shift, zone) for start in expected], day
            read = timegrid.read_labels(labels, resolution, label, zone)
            assert np.array_equal(read.starts, starts), (day, label)
            assert not (read.nonexistent | read.assumed_summer | read.repeated).any(), (day, label)


@pytest.mark.parametrize("zone", ZONES)
def test_a_column_that_runs_backwards_is_read_the_same(zone: str) -> None:
    for day in CHANGES:
        starts = timegrid.day_starts(day, 15, zone)
        labels = timegrid.labels(starts, 15, Label.END, zone)[::-1]
        read = timegrid.read_labels(labels, 15, Label.END, zone)
        assert np.array_equal(read.starts, starts[::-1]), day
        assert not (read.assumed_summer | read.repeated).any()


def test_the_october_day_with_hourly_end_labels() -> None:
    """The first 02:00 is summer time, the second winter time, and the last label is midnight of the next day."""
    starts = timegrid.day_starts(date(2026, 10, 25), 60, "Europe/Madrid")
    labels = timegrid.format_labels(timegrid.labels(starts, 60, Label.END, "Europe/Madrid"))
    assert labels[:4] == ["2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00"]
    assert labels[-1] == "2026-10-26 00:00"
    assert len(labels) == 25


def test_a_repeated_label_that_stands_alone_is_summer_time() -> None:
    read = timegrid.read_labels(walls("2026-10-25T02:15", "2026-10-25T03:15"), 15, Label.START, "Europe/Madrid")
    assert read.starts.tolist() == walls("2026-10-25T00:15", "2026-10-25T02:15").tolist()
    assert read.assumed_summer.tolist() == [True, False]


def test_a_repeated_label_written_three_times_is_once_too_often() -> None:
    read = timegrid.read_labels(walls(*["2026-10-25T02:15"] * 3), 15, Label.START, "Europe/Madrid")
    assert read.repeated.tolist() == [False, False, True]
    assert not read.assumed_summer.any()


def test_an_ordinary_label_written_twice_is_once_too_often() -> None:
    read = timegrid.read_labels(walls("2026-11-25T07:15", "2026-11-25T07:15"), 15, Label.END, "Europe/Madrid")
    assert read.repeated.tolist() == [False, True]


def test_the_hour_that_march_skips_does_not_exist() -> None:
    given_labels = walls("2026-03-29T01:45", "2026-03-29T02:00", "2026-03-29T02:45", "2026-03-29T03:00")
    read = timegrid.read_labels(given_labels, 15, Label.START, "Europe/Madrid")
    assert read.nonexistent.tolist() == [False, True, True, False]
    assert np.isnat(read.starts).tolist() == [False, True, True, False]
    assert read.starts[3] - read.starts[0] == timegrid.minutes(15)


def test_a_missing_label_stays_missing_and_is_nothing_else() -> None:
    read = timegrid.read_labels(walls("NaT", "2026-11-25T07:15", "NaT"), 15, Label.END, "Europe/Madrid")
    assert np.isnat(read.starts).tolist() == [True, False, True]
    assert not (read.nonexistent | read.assumed_summer | read.repeated).any()


def test_no_labels_at_all() -> None:
    read = timegrid.read_labels(timegrid.as_minutes([]), 15, Label.END, "Europe/Madrid")
    assert len(read.starts) == 0
    assert timegrid.infer_resolution(read.starts) is None
    assert timegrid.format_labels(read.starts) == []


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 30)),
    st.sampled_from((*ZONES, "Atlantic/Azores", "Asia/Kathmandu", "America/New_York", "UTC")),
)
def test_wall_clock_agrees_with_python_everywhere(moment: datetime, zone: str) -> None:
    moment = moment.replace(second=0, microsecond=0)
    instant = timegrid.as_minutes([moment])
    here = timegrid.utc_to_wall(instant, zone)
    assert here[0].astype(datetime) == wall(moment, zone)
    earlier, later = timegrid.wall_to_utc(here, zone)
    assert instant[0] in (earlier[0], later[0])
    assert earlier[0] <= later[0]


@pytest.mark.parametrize(
    ("labels", "resolution"),
    [
        (["2026-11-25T00:15", "2026-11-25T00:30"], 15),
        (["2026-11-25T00:30", "2026-11-25T00:00", "2026-11-25T01:00"], 30),
        (["2026-11-25T01:00", "2026-11-25T02:00", "2026-11-25T05:00"], 60),
        (["2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T03:00"], 60),
        (["2026-11-25T00:10", "2026-11-25T00:20"], None),
        (["2026-11-25T00:00", "2026-11-26T00:00"], None),
        (["2026-11-25T00:00"], None),
        (["2026-11-25T00:00", "NaT"], None),
    ],
)
def test_the_shortest_step_suggests_the_resolution(labels: list[str], resolution: int | None) -> None:
    assert timegrid.infer_resolution(walls(*labels)) == resolution


def test_labels_are_written_as_the_api_has_them() -> None:
    assert timegrid.format_label(np.datetime64("2026-11-25T07:05")) == "2026-11-25 07:05"
    assert timegrid.format_labels(walls("2026-11-25T07:05", "2026-11-26T00:00")) == [
        "2026-11-25 07:05",
        "2026-11-26 00:00",
    ]


def test_a_period_that_ends_at_midnight_lies_in_the_day_before() -> None:
    read = timegrid.read_labels(walls("2026-11-26T00:00"), 15, Label.END, "Europe/Madrid")
    assert timegrid.market_days(read.starts, "Europe/Madrid").tolist() == [date(2026, 11, 25)]
