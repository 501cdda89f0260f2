"""How long each row of a strategy is, told by the rows around it; and what is said of rows that do not fit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import row_times, timegrid
from ravenwits_desktop.domain.prices import MarketPrices, prices_at
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, allocate
from ravenwits_desktop.domain.timegrid import Label
from tests.domain.test_sums import LISBON, MADRID, YEARS, as_minutes, change_over_days


def periods(first, days, minutes, zone, label=Label.END):
    """Periods of market days by pandas: instants and labels."""
    begin, end = (pd.Timestamp(first) + pd.Timedelta(days=step) for step in (0, days))
    starts = pd.date_range(
        begin.tz_localize(zone).tz_convert("UTC"),
        end.tz_localize(zone).tz_convert("UTC"),
        freq=f"{minutes}min",
        inclusive="left",
    )
    named = starts if label is Label.START else starts + pd.Timedelta(minutes=minutes)
    return starts, named.tz_convert(zone).tz_localize(None)


def purchase_of(first, days, resolution, zone=MADRID, label=Label.END):
    starts, _ = periods(first, days, resolution, zone)
    mw = np.random.default_rng(resolution).normal(10, 6, len(starts)).round(3)
    return Purchase(as_minutes(starts.tz_localize(None)), mw, resolution, label, zone)


def rows_of(labels, bought=1.0):
    return MarketSeries(as_minutes(labels), np.full(len(labels), bought), np.zeros(len(labels)))


@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("lengths", [(60, 15), (15, 60), (30, 15), (60, 30, 15), (60, 15, 60)])
@pytest.mark.parametrize("years", YEARS)
def test_days_of_different_resolutions_are_joined_as_pandas_does(zone, label, resolution, lengths, years):
    random = np.random.default_rng(resolution)
    days = change_over_days(zone, years)
    for day in days if lengths == (60, 15) else days[::3]:
        first = pd.Timestamp(day) - pd.Timedelta(days=1)
        purchase = purchase_of(first, len(lengths), resolution, zone, label)
        parts = [
            periods(first + pd.Timedelta(days=step), 1, minutes, zone, label) for step, minutes in enumerate(lengths)
        ]
        shares = [random.uniform(0, 1.2, (2, len(starts))) for starts, _ in parts]
        model = Model(
            "1",
            {
                "MD": MarketSeries(
                    np.concatenate([as_minutes(labels) for _, labels in parts]), *np.concatenate(shares, axis=1)
                )
            },
        )
        index = pd.DatetimeIndex(purchase.starts).tz_localize("UTC")
        finest = pd.date_range(index[0], index[-1] + pd.Timedelta(minutes=resolution), freq="15min", inclusive="left")
        allocation = allocate(purchase, model)
        for side, found in enumerate((allocation.bought, allocation.sold)):
            fine = pd.Series(0.0, index=finest)
            for (starts, _), minutes, share in zip(parts, lengths, shares, strict=True):
                for offset in range(0, minutes, 15):
                    fine[starts + pd.Timedelta(minutes=offset)] = share[side]
            expected = fine.resample(f"{resolution}min").mean().to_numpy() * purchase.mw
            np.testing.assert_allclose(found["MD"], expected, atol=1e-12)
        assert allocation.unmatched == {"MD": 0}
        assert (allocation.uncovered, allocation.missing) == (0, {"MD": 0})
        assert not allocation.partial.any()


def test_the_day_on_which_the_market_went_from_hours_to_quarters():
    purchase = purchase_of("2025-09-30", 2, 15)
    labels = [periods(day, 1, minutes, MADRID)[1] for day, minutes in (("2025-09-30", 60), ("2025-10-01", 15))]
    allocation = allocate(purchase, Model("1", {"MD": rows_of(labels[0].append(labels[1]))}))
    np.testing.assert_array_equal(allocation.open_position, np.zeros(192))


def test_prices_are_read_over_that_day_too():
    purchase = purchase_of("2025-09-30", 2, 15)
    labels = [periods(day, 1, minutes, MADRID)[1] for day, minutes in (("2025-09-30", 60), ("2025-10-01", 15))]
    prices = MarketPrices(as_minutes(labels[0].append(labels[1])), np.arange(120.0))
    np.testing.assert_array_equal(
        prices_at(purchase, prices), np.concatenate([np.repeat(np.arange(24.0), 4), np.arange(24.0, 120.0)])
    )


@pytest.mark.parametrize("minute", [15, 30, 7])
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("label", list(Label))
def test_a_stray_row_is_set_aside_and_said_and_the_others_hold(minute, resolution, label):
    purchase = purchase_of("2026-11-25", 1, resolution, label=label)
    _, hours = periods("2026-11-25", 1, 60, MADRID, label)
    stray = hours[5] + pd.Timedelta(minutes=minute)
    series = rows_of(hours.insert(6, stray))
    series.purchase_share[6] = 9.0
    allocation = allocate(purchase, Model("1", {"MD": series}))
    np.testing.assert_allclose(allocation.net("MD"), purchase.mw)
    joined = allocation.rows["MD"]
    assert (joined.off_grid, joined.unused) == (1, 1)
    assert joined.first_off_grid == as_minutes(pd.DatetimeIndex([stray]))[0]


def test_hours_in_the_morning_and_quarters_in_the_afternoon_of_one_day():
    purchase = purchase_of("2026-11-25", 1, 60)
    hours, quarters = (periods("2026-11-25", 1, minutes, MADRID)[1] for minutes in (60, 15))
    labels = hours[:12].append(quarters[48:])
    share = np.concatenate([np.full(12, 1.0), np.tile([0.0, 0.2, 0.4, 0.6], 12)])
    allocation = allocate(purchase, Model("1", {"MD": MarketSeries(as_minutes(labels), share, np.zeros(60))}))
    np.testing.assert_allclose(allocation.net("MD"), purchase.mw * np.repeat([1.0, 0.3], 12))


def test_a_lost_quarter_does_not_make_its_neighbour_longer_and_the_hour_is_said_to_be_partial():
    purchase = purchase_of("2026-11-25", 1, 60)
    quarters = periods("2026-11-25", 1, 15, MADRID)[1]
    for lost in ([1], [0, 1, 2], [1, 2], [0, 2], [3]):
        kept = quarters.delete([20 + each for each in lost])
        allocation = allocate(purchase, Model("1", {"MD": rows_of(kept)}))
        share = np.ones(24)
        share[5] = 1 - len(lost) / 4
        np.testing.assert_allclose(allocation.net("MD"), purchase.mw * share)
        assert np.flatnonzero(allocation.rows["MD"].partial).tolist() == [5]
        assert np.flatnonzero(allocation.partial).tolist() == [5]
        assert allocation.unmatched == {"MD": 0}


def test_a_quarter_without_a_share_leaves_its_hour_partial():
    purchase = purchase_of("2026-11-25", 1, 60)
    series = rows_of(periods("2026-11-25", 1, 15, MADRID)[1])
    series.purchase_share[2] = np.nan
    allocation = allocate(purchase, Model("1", {"MD": series}))
    assert np.flatnonzero(allocation.partial).tolist() == [0]
    assert allocation.rows["MD"].without_share == 1
    assert allocation.net("MD")[0] == pytest.approx(0.75 * purchase.mw[0])


def test_rows_far_from_the_others_are_as_long_as_those_of_the_other_markets_there():
    purchase = purchase_of("2025-09-29", 5, 15)
    hours, quarters = periods("2025-09-29", 2, 60, MADRID)[1], periods("2025-10-01", 3, 15, MADRID)[1]
    markets = {"MD": rows_of(hours.append(quarters)), "MID2": rows_of(hours[:24].append(quarters[159:160]))}
    allocation = allocate(purchase, Model("1", markets))
    assert np.flatnonzero(allocation.net("MID2")).tolist() == [*range(96), 192 + 159]


def test_repeated_rows_are_told_from_those_that_differ():
    purchase = purchase_of("2026-11-25", 1, 60)
    labels = periods("2026-11-25", 1, 60, MADRID)[1]
    same = allocate(purchase, Model("1", {"MD": rows_of(labels.append(labels))})).rows["MD"]
    assert (same.repeated, same.differing, same.outside, same.unused) == (24, 0, 0, 24)
    series = rows_of(labels.append(labels[::-1]))
    series.purchase_share[30:32] = 0.25
    differ = allocate(purchase, Model("1", {"MD": series}))
    joined = differ.rows["MD"]
    assert (joined.repeated, joined.differing, joined.first_differing) == (24, 2, as_minutes(labels)[17])
    np.testing.assert_array_equal(differ.net("MD"), purchase.mw)


def test_each_market_says_its_own_missing_periods_whatever_the_others_lack():
    purchase = purchase_of("2026-11-25", 1, 60)
    labels = periods("2026-11-25", 1, 60, MADRID)[1]
    allocation = allocate(purchase, Model("1", {"MD": rows_of(labels[10:]), "MID3": rows_of(labels[12:16])}))
    assert (allocation.uncovered, allocation.missing) == (10, {"MD": 10, "MID3": 8})
    assert allocation.missing_apart == {"MD": 0, "MID3": 8}


def test_periods_in_which_more_than_the_purchase_is_bought_are_counted():
    purchase = purchase_of("2026-11-25", 1, 60)
    labels = periods("2026-11-25", 1, 60, MADRID)[1]
    wide, other = rows_of(labels, 0.9), rows_of(labels, 0.1)
    wide.purchase_share[4], wide.purchase_share[7], other.purchase_share[20] = 1.2, 1.5, 0.3
    wide.sale_share[4] = 0.3
    found = allocate(purchase, Model("1", {"MD": wide, "MID1": other}))
    assert list(found.over) == ["MD"]
    assert (found.over["MD"].count, found.over["MD"].first, found.over["MD"].largest) == (2, 4, 1.5)
    assert found.over_in_all is not None
    assert (found.over_in_all.count, found.over_in_all.first) == (2, 7)
    assert found.over_in_all.largest == pytest.approx(1.6)
    thirds = allocate(purchase, Model("1", dict.fromkeys(("MD", "MID1", "MID2"), rows_of(labels, 1 / 3 + 1e-9))))
    assert (thirds.over, thirds.over_in_all) == ({}, None)


def test_a_column_without_a_row_or_without_a_time_tells_nothing():
    for labels in (np.zeros(0, dtype="datetime64[m]"), np.array(["NaT", "2026-03-29T02:30"], dtype="datetime64[m]")):
        read = row_times.read(labels, Label.END, MADRID)
        assert (len(read.rows), read.nowhere) == (0, len(labels))
        assert len(row_times.times_of(read, Label.END, [read]).rows) == 0


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("hours", [3, 7, 11])
def test_a_few_rows_an_hour_apart_on_a_day_of_quarters_are_quarters_under_quarters(label, hours):
    """They may as well be what is left of quarters: what no row says is open, counted, and not bought."""
    quarters = purchase_of("2026-11-25", 1, 15, label=label)
    labels = periods("2026-11-25", 1, 15, MADRID, label)[1]
    kept = 3 if label is Label.END else 0
    lost = [4 * hour + each for hour in range(8, 8 + hours) for each in range(4) if each != kept]
    model = Model("1", {"MD": rows_of(labels.delete(lost))})
    allocation = allocate(quarters, model)
    share = np.ones(96)
    share[lost] = 0
    np.testing.assert_allclose(allocation.net("MD"), quarters.mw * share)
    assert allocation.missing == {"MD": 3 * hours}
    assert allocation.rows["MD"].guessed == 0
    # a purchase in hours has nothing finer to be left open: there each row is its hour's
    assert allocate(purchase_of("2026-11-25", 1, 60, label=label), model).open_position.any() == 0


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize(("first", "count"), [(8, 2), (8, 3), (10, 11), (0, 11)])
def test_a_few_hours_alone_hold_for_their_quarters_and_are_said_to_be_a_guess(label, first, count):
    purchase = purchase_of("2026-11-25", 1, 15, label=label)
    labels = periods("2026-11-25", 1, 60, MADRID, label)[1][first : first + count]
    joined = allocate(purchase, Model("1", {"MD": rows_of(labels)})).rows["MD"]
    assert np.flatnonzero(joined.covered).tolist() == list(range(4 * first, 4 * (first + count)))
    assert (joined.guessed, joined.first_guessed) == (count, as_minutes(labels)[0])


@pytest.mark.parametrize(("first", "count"), [(0, 24), (12, 12), (3, 13)])
def test_half_a_day_of_hours_is_sure_of_it_whatever_else_the_day_has(first, count):
    purchase = purchase_of("2026-11-25", 1, 15)
    hours, quarters = (periods("2026-11-25", 1, minutes, MADRID)[1] for minutes in (60, 15))
    labels = hours[first : first + count].append(quarters[: 4 * first]).append(quarters[4 * (first + count) :])
    allocation = allocate(purchase, Model("1", {"MD": rows_of(labels)}))
    np.testing.assert_allclose(allocation.net("MD"), purchase.mw)
    assert allocation.rows["MD"].guessed == 0
