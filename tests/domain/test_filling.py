"""What new drafts begin with, on days of every length."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import filling, timegrid
from ravenwits_desktop.domain.purchase import Purchase

MADRID, LISBON = "Europe/Madrid", "Europe/Lisbon"


def last_sunday(year, month):
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def day_of(day, resolution=60, zone=MADRID, base=0.0):
    starts = filling.starts_of_days(day, day, resolution, zone)
    return Purchase(starts, base + np.arange(len(starts)), resolution, zone=zone)


@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("resolution", [15, 30, 60])
def test_every_change_over_day_has_its_periods(zone, resolution):
    for year in range(2020, 2036):
        for month, hours in ((3, 23), (10, 25)):
            day = last_sunday(year, month)
            starts = filling.starts_of_days(day, day, resolution, zone)
            expected = pd.date_range(day, periods=2, tz=zone).tz_convert("UTC").tz_localize(None)
            assert len(starts) == hours * 60 // resolution
            assert [starts[0], starts[-1] + np.timedelta64(resolution, "m")] == list(expected.to_numpy())
    week = filling.starts_of_days(date(2026, 10, 19), date(2026, 10, 25), resolution, zone)
    assert len(week) == (7 * 24 + 1) * 60 // resolution
    assert len(filling.starts_of_days(date(2026, 10, 25), date(2026, 10, 24), resolution, zone)) == 0


def test_the_same_as_the_day_before_by_the_clock():
    sunday = date(2026, 10, 25)
    saturday, monday = sunday - timedelta(days=1), sunday + timedelta(days=1)
    to = filling.starts_of_days(sunday, sunday, 60, MADRID)
    found = filling.same_as(to, day_of(saturday), 60, MADRID, days_back=1)
    assert found.mw.tolist() == [0, 1, 2, 2, *range(3, 24)]
    assert [str(note) for note in found.notes] == [
        "2026-10-25 has 25 hours and 2026-10-24 has not: both halves of the repeated hour got the same value."
    ]
    to = filling.starts_of_days(monday, monday, 60, MADRID)
    found = filling.same_as(to, day_of(sunday), 60, MADRID, days_back=1)
    assert found.mw.tolist() == [0, 1, 2, *range(4, 25)]
    assert "second of the repeated hours was left out" in str(found.notes[0])


def test_a_hour_that_the_source_skipped_is_left_empty_and_said():
    sunday, monday = date(2026, 3, 29), date(2026, 3, 30)
    to = filling.starts_of_days(monday, monday, 15, MADRID)
    found = filling.same_as(to, day_of(sunday, 15), 15, MADRID, days_back=1)
    assert np.flatnonzero(np.isnan(found.mw)).tolist() == [8, 9, 10, 11]
    assert [str(note) for note in found.notes] == [
        "2026-03-29 has 23 hours and 2026-03-30 has not: the hour that the clocks skipped is left empty."
    ]
    to = filling.starts_of_days(sunday, sunday, 15, MADRID)
    found = filling.same_as(to, day_of(sunday - timedelta(days=7), 15), 15, MADRID, days_back=7)
    assert not np.isnan(found.mw).any()
    assert [str(note) for note in found.notes] == [
        "2026-03-29 has 23 hours and 2026-03-22 has not: the value of the hour from 02:00 to 03:00, which the clocks "
        "skip, is not used."
    ]


def test_one_day_serves_for_several_and_several_are_paired():
    first, last = date(2026, 11, 23), date(2026, 11, 25)
    to = filling.starts_of_days(first, last, 30, MADRID)
    found = filling.same_as(to, day_of(date(2026, 11, 2)), 30, MADRID)
    assert found.mw.tolist() == np.tile(np.repeat(np.arange(24.0), 2), 3).tolist()
    days = filling.starts_of_days(date(2026, 11, 9), date(2026, 11, 10), 30, MADRID)
    found = filling.same_as(to, Purchase(days, np.arange(96.0), 30), 30, MADRID)
    assert found.mw[:96].tolist() == list(range(96))
    assert np.isnan(found.mw[96:]).all()
    assert [str(note) for note in found.notes] == [
        "2026-11-23 takes the values of 2026-11-09.",
        "2026-11-24 takes the values of 2026-11-10.",
        "Nothing was chosen for the weekday of 2026-11-25: it is left empty.",
    ]


def test_a_day_of_a_week_takes_its_own_date_or_weekday_and_never_another_in_silence():
    week = filling.starts_of_days(date(2026, 11, 23), date(2026, 11, 29), 60, MADRID)
    source = Purchase(week, np.arange(168.0), 60)
    for chosen, notes in ((date(2026, 11, 25), 0), (date(2026, 12, 2), 1)):
        to = filling.starts_of_days(chosen, chosen, 60, MADRID)
        found = filling.same_as(to, source, 60, MADRID)
        assert found.mw[0] == 24 * 2, "a Wednesday in both"
        assert len(found.notes) == notes
    other = filling.starts_of_days(date(2026, 12, 7), date(2026, 12, 13), 60, MADRID)
    assert filling.same_as(other, source, 60, MADRID).mw.tolist() == list(range(168))


def test_profiles():
    starts = filling.starts_of_days(date(2026, 10, 23), date(2026, 10, 25), 60, MADRID)
    both = filling.by_base_and_peak(starts, 10.0, 15.0, MADRID).mw
    assert both[:24].tolist() == [10.0] * 8 + [15.0] * 12 + [10.0] * 4
    assert set(both[24:].tolist()) == {10.0}
    hours = filling.by_hours(starts, list(range(24)), MADRID).mw
    assert hours[48:].tolist() == [0, 1, 2, 2, *range(3, 24)]
    with pytest.raises(ValueError, match="24 hours"):
        filling.by_hours(starts, [1.0], MADRID)


def test_periods_of_every_change_over_day_find_their_own_values():
    for year in range(2020, 2036):
        for month in (3, 10):
            day = last_sunday(year, month)
            source = day_of(day, 15, LISBON, base=7)
            found = filling.same_as(source.starts, source, 15, LISBON)
            assert (found.mw == source.mw).all()
            assert found.notes == ()
            assert timegrid.day_minutes(np.array([day], "datetime64[D]"), LISBON)[0] == len(source) * 15
