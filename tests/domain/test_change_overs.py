"""Allocations against pandas' own calendar: change-over days from 2020 to 2035, all pairs of resolutions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.prices import MarketPrices, costs, priced
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, allocate
from tests.domain.test_sums import LISBON, MADRID, YEARS, as_minutes, change_over_days, span

NAMES = ("MD", "MID1", "MID2", "MID3")


def from_noon(starts):
    """Whether MID3 trades a period: noon by the clock of Madrid, whatever the zone of the purchase."""
    return starts.tz_convert(MADRID).hour >= 12


@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("rows_of", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("years", YEARS)
def test_bought_sold_and_open_are_those_of_pandas(zone, resolution, rows_of, years):
    random = np.random.default_rng(resolution * rows_of)
    for day in change_over_days(zone, years):
        starts, _ = span(day, resolution, zone)
        rows, labels = span(day, rows_of, zone)
        mw = random.normal(10, 6, len(starts)).round(3)
        purchase = Purchase(as_minutes(starts.tz_localize(None)), mw, resolution, zone=zone)
        markets, expected = {}, pd.DataFrame({"mw": mw}, index=starts)
        for name in NAMES:
            traded = from_noon(rows) if name == "MID3" else np.ones(len(rows), dtype=bool)
            kept = traded & (random.random(len(rows)) > 0.02) if name != "MD" else traded
            shares = pd.DataFrame(random.uniform(0, 1.3, (len(rows), 2)), index=rows, columns=["bought", "sold"])
            shares = shares[kept]
            # a lost row of the repeated hour makes its twin summer time: leave both where one is gone
            series = (as_minutes(labels[kept]), *(shares[side].to_numpy() for side in ("bought", "sold")))
            twice = labels.duplicated(keep=False)
            if (twice & ~kept & traded).any():
                shares, kept = shares[~twice[kept]], kept & ~twice
                series = (as_minutes(labels[kept]), *(shares[side].to_numpy() for side in ("bought", "sold")))
            markets[name] = MarketSeries(*series)
            finest = pd.date_range(
                starts[0], starts[-1] + pd.Timedelta(minutes=resolution), freq="15min", inclusive="left"
            )
            for side in ("bought", "sold"):
                fine = shares[side].reindex(finest)
                if rows_of > 15:
                    fine = fine.ffill(limit=rows_of // 15 - 1)
                expected[name, side] = fine.fillna(0.0).resample(f"{resolution}min").mean().reindex(starts) * mw
            there = shares["bought"].reindex(finest)
            there = (there.ffill(limit=rows_of // 15 - 1) if rows_of > 15 else there).notna()
            covered = there.resample(f"{resolution}min").max().reindex(starts).to_numpy(dtype=bool)
            wanted = from_noon(starts) if name == "MID3" else np.ones(len(starts), dtype=bool)
            expected[name, "missing"] = wanted & ~covered
        allocation = allocate(purchase, Model("1", markets))
        for name in NAMES:
            np.testing.assert_allclose(allocation.bought[name], expected[name, "bought"], atol=1e-12)
            np.testing.assert_allclose(allocation.sold[name], expected[name, "sold"], atol=1e-12)
            assert allocation.unmatched[name] == 0
            assert allocation.assumed_summer[name] == 0
            assert allocation.missing[name] == expected[name, "missing"].sum(), (day, name)
        net = sum(expected[name, "bought"] - expected[name, "sold"] for name in NAMES)
        np.testing.assert_allclose(allocation.open_position, mw - net, atol=1e-12)


def test_of_the_repeated_hour_alone_in_a_strategy_it_is_said_that_it_was_taken_as_summer_time():
    starts, labels = span(pd.Timestamp("2026-10-25").date(), 60, MADRID)
    purchase = Purchase(as_minutes(starts.tz_localize(None)), np.full(len(starts), 10.0), 60)
    kept = np.ones(len(labels), dtype=bool)
    (first, second) = np.flatnonzero(labels.duplicated(keep=False))
    kept[second] = False
    count = int(kept.sum())
    allocation = allocate(
        purchase, Model("1", {"MD": MarketSeries(as_minutes(labels[kept]), np.ones(count), np.zeros(count))})
    )
    assert allocation.assumed_summer == {"MD": 1}
    assert allocation.missing == {"MD": 1}
    assert allocation.bought["MD"][[first, second]].tolist() == [10.0, 0.0]


def test_a_market_without_a_row_takes_no_part_and_lacks_nothing():
    starts, labels = span(pd.Timestamp("2026-11-25").date(), 60, MADRID)
    purchase = Purchase(as_minutes(starts.tz_localize(None)), np.full(len(starts), 10.0), 60)
    empty = MarketSeries(as_minutes(labels[:0]), np.zeros(0), np.zeros(0))
    full = MarketSeries(as_minutes(labels), np.ones(len(labels)), np.zeros(len(labels)))
    allocation = allocate(purchase, Model("1", {"MD": full, "MID3": empty}))
    assert allocation.missing == {"MD": 0, "MID3": 0}


@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("rows_of", [15, 60])
@pytest.mark.parametrize("years", YEARS)
def test_costs_are_those_of_pandas_on_every_change_over(zone, resolution, rows_of, years):
    random = np.random.default_rng(resolution + rows_of)
    for day in change_over_days(zone, years):
        starts, labels = span(day, resolution, zone)
        purchase = Purchase(
            as_minutes(starts.tz_localize(None)), random.normal(10, 6, len(starts)).round(3), resolution, zone=zone
        )
        shares = random.uniform(0, 1, (2, 2, len(starts)))
        model = Model(
            "1", {name: MarketSeries(as_minutes(labels), *shares[place]) for place, name in enumerate(NAMES[:2])}
        )
        # prices come by the clock of Madrid
        begin, end = (moment.floor("60min") for moment in (starts[0], starts[-1] + pd.Timedelta(minutes=60)))
        times = pd.date_range(begin, end, freq=f"{rows_of}min", inclusive="left")
        price_labels = (times + pd.Timedelta(minutes=rows_of)).tz_convert(MADRID).tz_localize(None)
        given = {name: pd.Series(random.normal(60, 30, len(times)).round(3), index=times) for name in NAMES[:2]}
        prices = {name: MarketPrices(as_minutes(price_labels), values.to_numpy()) for name, values in given.items()}
        found = costs(purchase, allocate(purchase, model), priced(purchase, prices))

        finest = pd.date_range(begin, end, freq="15min", inclusive="left")
        frame = pd.DataFrame(index=starts)
        for place, name in enumerate(NAMES[:2]):
            fine = given[name].reindex(finest)
            fine = fine.ffill(limit=rows_of // 15 - 1) if rows_of > 15 else fine
            frame[f"{name} price"] = fine.resample(f"{resolution}min").mean().reindex(starts)
            frame[f"{name} mwh"] = purchase.mw * (shares[place][0] - shares[place][1]) * resolution / 60
            frame[f"{name} eur"] = frame[f"{name} price"] * frame[f"{name} mwh"]
        assert found.complete.all()
        for name in NAMES[:2]:
            assert found.of_market(name) == pytest.approx(frame[f"{name} eur"].sum())
            assert found.average(name) == pytest.approx(frame[f"{name} eur"].sum() / frame[f"{name} mwh"].sum())
        total = frame["MD eur"].sum() + frame["MID1 eur"].sum()
        all_in_md = (purchase.mw * resolution / 60 * frame["MD price"]).sum()
        left = purchase.mw * resolution / 60 - frame["MD mwh"] - frame["MID1 mwh"]
        assert found.open_energy == pytest.approx(left.sum())
        assert found.open_in_md == pytest.approx((left * frame["MD price"]).sum())
        assert found.total == pytest.approx(total)
        bought_in_md = ((frame["MD mwh"] + frame["MID1 mwh"]) * frame["MD price"]).sum()
        assert all_in_md == pytest.approx(bought_in_md + found.open_in_md)
        assert found.saving == pytest.approx(bought_in_md - total), "what nobody has bought is not saved"
        assert found.average() == pytest.approx(total / (frame["MD mwh"] + frame["MID1 mwh"]).sum())


def test_periods_without_a_price_are_neither_summed_nor_compared():
    starts, labels = span(pd.Timestamp("2026-11-25").date(), 60, MADRID)
    purchase = Purchase(as_minutes(starts.tz_localize(None)), np.full(len(starts), 10.0), 60)
    every = MarketSeries(as_minutes(labels), np.full(len(labels), 0.5), np.zeros(len(labels)))
    allocation = allocate(purchase, Model("1", {"MD": every, "XBID": every}))
    known = MarketPrices(as_minutes(labels[:24]), np.full(24, 50.0))
    without = costs(purchase, allocation, priced(purchase, {"MD": known}))
    assert (without.total, without.saving, without.average()) == (0.0, None, None)
    half = MarketPrices(as_minutes(labels[:12]), np.full(12, 40.0))
    found = costs(purchase, allocation, priced(purchase, {"MD": known, "XBID": half}))
    assert found.complete.sum() == 12
    assert found.total == pytest.approx(12 * 5 * 90)
    assert found.saving == pytest.approx(12 * 5 * 10)
    assert costs(purchase, allocation, priced(purchase, {"XBID": known})) is None
