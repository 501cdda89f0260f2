"""The allocation against an independent calculation with pandas: joins, change-over days, resolutions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput, allocate
from ravenwits_desktop.domain.timegrid import Label

MADRID, LISBON = "Europe/Madrid", "Europe/Lisbon"
DAYS = ("2026-03-29", "2026-10-25", "2026-11-25")


def purchase_of(day, resolution, zone=MADRID, label=Label.END, seed=0):
    starts = timegrid.day_starts(np.datetime64(day), resolution, zone)
    mw = np.random.default_rng(seed).normal(10, 8, len(starts)).round(3)
    return Purchase(starts, mw, resolution, label, zone)


def labels_by_pandas(day, resolution, zone, label):
    """Wall-clock labels of a day from pandas' own calendar, without anything of ours."""
    midnight = pd.Timestamp(day)
    begin, end = midnight.tz_localize(zone), (midnight + pd.Timedelta(days=1)).tz_localize(zone)
    starts = pd.date_range(begin.tz_convert("UTC"), end.tz_convert("UTC"), freq=f"{resolution}min", inclusive="left")
    named = starts if label is Label.START else starts + pd.Timedelta(minutes=resolution)
    return starts, named.tz_convert(zone).tz_localize(None)


def as_labels(index):
    return index.to_numpy().astype("datetime64[m]")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize(
    ("resolution", "share_resolution"), [(15, 15), (15, 60), (30, 60), (60, 60), (60, 15), (15, 30)]
)
def test_nets_equal_those_of_pandas(day, zone, label, resolution, share_resolution):
    purchase = purchase_of(day, resolution, zone, label)
    rng = np.random.default_rng(int(day[5:7]) * resolution)
    markets, expected = {}, {}
    for market, first in (("MD", 0), ("MID1", 0), ("MID3", 0.5)):
        starts, labels = labels_by_pandas(day, share_resolution, zone, label)
        kept = slice(int(len(starts) * first), None)
        bought, sold = rng.uniform(0, 1.3, len(starts))[kept], rng.uniform(0, 0.3, len(starts))[kept]
        markets[market] = MarketSeries(as_labels(labels[kept]), bought, sold)
        frame = pd.Series(bought - sold, index=starts[kept])
        # To the finest grid and back by the mean: what is missing counts as nothing.
        fine = frame.reindex(
            pd.date_range(
                starts[0], starts[-1] + pd.Timedelta(minutes=share_resolution), freq="15min", inclusive="left"
            )
        )
        fine = fine.ffill(limit=share_resolution // 15 - 1) if share_resolution > 15 else fine
        expected[market] = fine.fillna(0.0).resample(f"{resolution}min").mean().to_numpy() * purchase.mw
    allocation = allocate(purchase, Model("1", markets))
    for market, net in expected.items():
        np.testing.assert_allclose(allocation.net(market), net, atol=1e-12)
        assert allocation.unmatched[market] == 0
    np.testing.assert_allclose(allocation.open_position, purchase.mw - sum(expected.values()), atol=1e-12)
    assert allocation.uncovered == 0


def test_rows_are_joined_by_time_whatever_their_order():
    purchase = purchase_of("2026-11-25", 15)
    share = np.linspace(0, 1, 96)
    shuffled = np.random.default_rng(3).permutation(96)
    allocation = allocate(
        purchase, Model("1", {"MD": MarketSeries(purchase.labels[shuffled], share[shuffled], np.zeros(96))})
    )
    np.testing.assert_allclose(allocation.net("MD"), purchase.mw * share)


def test_the_october_hour_keeps_its_two_halves():
    purchase = purchase_of("2026-10-25", 15)
    share = np.where(np.arange(100) < 12, 1.0, 0.25)
    allocation = allocate(purchase, Model("1", {"MD": MarketSeries(purchase.labels, share, np.zeros(100))}))
    # Quarters 9 to 12 are 02:00-03:00 in summer time, 13 to 16 the same hour in winter time.
    np.testing.assert_allclose(allocation.net("MD")[8:16], purchase.mw[8:16] * np.repeat([1.0, 0.25], 4))


def test_rows_outside_twice_there_or_without_a_share_are_counted_and_not_used():
    purchase = purchase_of("2026-11-25", 60)
    labels = np.concatenate([purchase.labels, purchase.labels[:1], purchase.labels[-1:] + np.timedelta64(60, "m")])
    share = np.concatenate([np.full(24, 0.5), [9.0], [9.0]])
    share[5] = np.nan
    allocation = allocate(purchase, Model("1", {"MD": MarketSeries(labels, share, np.zeros(26))}))
    assert allocation.unmatched == {"MD": 3}
    assert allocation.uncovered == 1
    expected = purchase.mw * 0.5
    expected[5] = 0.0
    np.testing.assert_allclose(allocation.net("MD"), expected)
    assert np.isfinite(allocation.open_position).all()


def test_a_single_row_takes_its_resolution_from_the_other_markets():
    purchase = purchase_of("2026-11-25", 15)
    hours = labels_by_pandas("2026-11-25", 60, MADRID, Label.END)[1]
    markets = {
        "MD": MarketSeries(as_labels(hours), np.ones(24), np.zeros(24)),
        "MID3": MarketSeries(as_labels(hours[12:13]), np.ones(1), np.zeros(1)),
    }
    allocation = allocate(purchase, Model("1", markets))
    assert np.flatnonzero(allocation.net("MID3")).tolist() == [48, 49, 50, 51]


def test_markets_are_in_order_of_their_gates_and_unknown_ones_last():
    purchase = purchase_of("2026-11-25", 60)
    series = MarketSeries(purchase.labels, np.ones(24), np.zeros(24))
    allocation = allocate(purchase, Model("1", dict.fromkeys(("XBID", "MID2", "AAA", "MD"), series)))
    assert allocation.markets == ("MD", "MID2", "AAA", "XBID")


def test_a_model_without_rows_leaves_all_of_it_open():
    purchase = purchase_of("2026-11-25", 60)
    empty = MarketSeries(np.zeros(0, dtype="datetime64[m]"), np.zeros(0), np.zeros(0))
    for markets in ({}, {"MD": empty}):
        allocation = allocate(purchase, Model("1", markets))
        assert (allocation.open_position == purchase.mw).all()
        assert allocation.uncovered == 24


def test_per_cents_are_recognised_and_converted_only_when_somebody_says_so():
    purchase = purchase_of("2026-11-25", 60)
    share = np.full(24, 80.0)
    share[3] = np.nan
    model = Model("1", {"MD": MarketSeries(purchase.labels, share, np.full(24, 5.0))})
    assert (model.largest_share, model.looks_like_per_cents) == (80.0, True)
    np.testing.assert_allclose(allocate(purchase, model).bought["MD"][4:], 80 * purchase.mw[4:])
    read = model.read_as_per_cents()
    assert not read.looks_like_per_cents
    np.testing.assert_allclose(allocate(purchase, read).net("MD")[4:], 0.75 * purchase.mw[4:])
    assert Model("2", {}).largest_share == 0.0


def test_shares_that_are_small_per_cents_are_suspected_by_what_they_come_to_and_by_the_other_models():
    purchase = purchase_of("2026-11-25", 60)

    def model(name, *shares):
        series = (MarketSeries(purchase.labels, np.full(24, share), np.zeros(24)) for share in shares)
        return Model(name, dict(zip(("MD", "MID1", "MID2"), series, strict=False)))

    assert model("1", 9.0).looks_like_per_cents
    assert model("1", 1.0, 2.5).looks_like_per_cents
    assert not model("1", 2.0).looks_like_per_cents
    assert not model("1", 0.9, 0.9, 0.9).looks_like_per_cents
    rare = model("1", 0.5)
    rare.markets["MD"].purchase_share[:11] = 8.0
    rare.markets["MD"].purchase_share[23] = np.nan
    assert rare.largest_share == 8.0
    assert not rare.looks_like_per_cents, "most of its periods are fractions"
    output = StrategyOutput((model("1", 60.0, 40.0), model("2", 1.5), model("3", 0.5)))
    assert [output.looks_like_per_cents(name) for name in "1239"] == [True, True, False, False]
    alone = StrategyOutput((model("2", 1.5),))
    assert not alone.looks_like_per_cents("2")
