"""Step lines, stacks, outlines and groups as plain arrays."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui.chart import series


def year(resolution=15):
    first = timegrid.day_starts(np.datetime64("2026-01-01"), resolution, "Europe/Madrid")[0]
    last = timegrid.day_starts(np.datetime64("2027-01-01"), resolution, "Europe/Madrid")[0]
    return np.arange(first, last, timegrid.minutes(resolution))


def test_a_step_holds_its_value_to_the_end_of_its_period():
    x, y = series.step_line(np.array([0.0, 10.0]), np.array([10.0, 20.0]), np.array([1.0, 3.0]))
    assert x.tolist() == [0, 10, 10, 20]
    assert y.tolist() == [1, 1, 3, 3]


def test_a_gap_lifts_the_pen():
    x, y = series.step_line(np.array([0.0, 50.0]), np.array([10.0, 60.0]), np.array([1.0, 3.0]))
    assert np.isnan(y).sum() == 1
    assert not np.isnan(x).any()
    assert y[2] != y[2]


def test_purchases_pile_up_and_sales_pile_down():
    edges = series.stack([np.array([5.0, 5.0]), np.array([2.0, -1.0]), np.array([1.0, -2.0])])
    assert [(low.tolist(), high.tolist()) for low, high in edges] == [
        ([0, 0], [5, 5]),
        ([5, -1], [7, 0]),
        ([7, -3], [8, -1]),
    ]


def test_the_stack_of_any_bands_adds_up_to_their_sum():
    bands = [np.random.default_rng(seed).normal(0, 5, 200) for seed in range(5)]
    edges = series.stack(bands)
    heights = sum(np.where(band < 0, low - high, high - low) for band, (low, high) in zip(bands, edges, strict=True))
    np.testing.assert_allclose(heights, sum(bands))


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu"])
@pytest.mark.parametrize("resolution", [15, 30, 60, 1440])
def test_levels_begin_where_the_clock_says_wherever_periods_are_missing(zone, resolution):
    starts = year(resolution)[np.random.default_rng(resolution).random(len(year(resolution))) > 0.1]
    walls = timegrid.utc_to_wall(starts, zone)
    days = walls.astype("datetime64[D]").astype(int)
    keys = (starts.astype("datetime64[h]").astype(int), walls.astype("datetime64[h]").astype(int) // 6, days)
    wanted = [np.arange(len(starts))]
    for key in (*keys, (days + 3) // 7):
        first = np.flatnonzero(np.diff(key, prepend=key[0] - 1))
        if len(first) < len(wanted[-1]):
            wanted.append(first)
    found = series.levels(starts, resolution, zone)
    assert [level.first.tolist() for level in found] == [first.tolist() for first in wanted]
    for level in found:
        assert level.left.tolist() == series.seconds(starts[level.first]).tolist()
        last = np.append(level.first[1:], len(starts)) - 1
        assert level.right.tolist() == (series.seconds(starts[last]) + resolution * 60).tolist()


def test_levels_are_hours_quarters_of_days_market_days_and_weeks():
    levels = series.levels(year(), 15, "Europe/Madrid")
    assert [len(level) for level in levels] == [35_040, 8_760, 1_460, 365, 53]
    days = levels[3]
    lengths = np.round((days.right - days.left) / 3600).astype(int)
    assert sorted(set(lengths.tolist())) == [23, 24, 25]
    assert str(np.datetime64(int(days.left[lengths == 25][0]), "s")) == "2026-10-24T22:00:00"


def test_grouping_keeps_the_energy_and_the_peaks():
    starts = year()
    mw = np.random.default_rng(1).normal(10, 3, len(starts))
    for level in series.levels(starts, 15, "Europe/Madrid"):
        energy = (level.mean(mw) * (level.right - level.left) / 3600).sum()
        np.testing.assert_allclose(energy, mw.sum() / 4)
        assert level.highest(mw).max() == mw.max()
        assert level.lowest(mw).min() == mw.min()


def test_the_level_follows_the_room_there_is():
    levels = series.levels(year(), 15, "Europe/Madrid")
    low, high = levels[0].left[0], levels[0].right[-1]
    assert series.choose(levels, low, low + 86400, 1200) == 0
    assert series.choose(levels, low, low + 30 * 86400, 1200) == 1
    assert series.choose(levels, low, low + 90 * 86400, 1200) == 2
    assert series.choose(levels, low, high, 1200) == 3
    for columns in (1, 10, 100):
        chosen = levels[series.choose(levels, low, high, columns)]
        assert len(chosen) <= columns or chosen is levels[-1]


def test_the_period_at_a_time():
    blocks = series.period_blocks(np.array(["2026-11-25T00:00", "2026-11-25T00:45"], dtype="M8[m]"), 15)
    begin = blocks.left[0]
    assert blocks.index_at(begin) == 0
    assert blocks.index_at(begin + 899) == 0
    assert blocks.index_at(begin + 900) is None
    assert blocks.index_at(begin + 2700) == 1
    assert blocks.index_at(begin - 1) is None


def test_a_name_stands_only_where_it_fits():
    left = np.arange(10.0)
    low, high = np.zeros(10), np.array([1.0, 1, 1, 1, 1, 5, 5, 5, 1, 1])
    place = series.label_place(left, left + 1, low, high, width=3, height=4, centre=0)
    assert place == (6.5, 2.5)
    assert series.label_place(left, left + 1, low, high, width=4, height=4, centre=0) is None
