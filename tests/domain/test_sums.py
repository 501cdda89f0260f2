"""Energies and shares against pandas' own calendar, on every change-over day from 2020 to 2035."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, allocate
from ravenwits_desktop.domain.sums import difference, sums, sums_by_day

MADRID, LISBON = "Europe/Madrid", "Europe/Lisbon"


YEARS = [pytest.param((2026, 2027), id="two years"), pytest.param((2020, 2035), id="all", marks=pytest.mark.slow)]
"""The first and the last year whose change-overs are tried: a small dose, and the whole campaign."""


def change_over_days(zone, years):
    """The days of the years from the first to the last of `years` that do not have 24 hours."""
    starts = pd.date_range(f"{years[0]}-01-01", f"{years[1] + 1}-01-01", freq="D", tz=zone)
    lasts = starts[1:] - starts[:-1]
    days = [day.date() for day, lasting in zip(starts[:-1], lasts, strict=True) if lasting != pd.Timedelta(hours=24)]
    assert len(days) == 2 * (years[1] - years[0] + 1)
    return days


def span(day, minutes, zone):
    """The periods of the day, the one before and the one after, by pandas: instants and end labels."""
    begin, end = (pd.Timestamp(day + timedelta(days=step)).tz_localize(zone).tz_convert("UTC") for step in (-1, 2))
    starts = pd.date_range(begin, end, freq=f"{minutes}min", inclusive="left")
    return starts, (starts + pd.Timedelta(minutes=minutes)).tz_convert(zone).tz_localize(None)


def as_minutes(index):
    return index.to_numpy().astype("datetime64[m]")


@pytest.mark.parametrize("zone", [MADRID, LISBON])
@pytest.mark.parametrize("resolution", timegrid.RESOLUTIONS)
@pytest.mark.parametrize("years", YEARS)
def test_an_hourly_strategy_comes_to_the_energies_of_pandas_on_every_change_over(zone, resolution, years):
    random = np.random.default_rng(resolution)
    for day in change_over_days(zone, years):
        starts, _ = span(day, resolution, zone)
        hours, labels = span(day, 60, zone)
        mw = random.normal(10, 6, len(starts)).round(3)
        purchase = Purchase(as_minutes(starts.tz_localize(None)), mw, resolution, zone=zone)
        shares = {market: random.uniform(0, 1.2, (2, len(hours))) for market in ("MD", "MID1", "XBID")}
        model = Model("1", {name: MarketSeries(as_minutes(labels), *share) for name, share in shares.items()})
        allocation = allocate(purchase, model)

        frame = pd.DataFrame({"hour": starts.floor("h"), "day": starts.tz_convert(zone).date, "mwh": mw}, index=starts)
        frame["mwh"] *= resolution / 60
        for name, (bought, sold) in shares.items():
            by_hour = pd.DataFrame({"bought": bought, "sold": sold}, index=hours).reindex(frame["hour"])
            frame[f"{name} bought"] = frame["mwh"] * by_hour["bought"].to_numpy()
            frame[f"{name} sold"] = frame["mwh"] * by_hour["sold"].to_numpy()
        expected = frame.drop(columns="hour").groupby("day").sum()

        by_day = sums_by_day(purchase, allocation)
        assert (
            [each.item() for each in by_day]
            == expected.index.tolist()
            == [day + timedelta(step) for step in (-1, 0, 1)]
        )
        for found, (_, row) in zip(by_day.values(), expected.iterrows(), strict=True):
            nets = [row[f"{name} bought"] - row[f"{name} sold"] for name in shares]
            assert found.purchase == pytest.approx(row["mwh"])
            assert tuple(found.bought) == ("MD", "MID1", "XBID")
            for name, net in zip(shares, nets, strict=True):
                assert found.bought[name] == pytest.approx(row[f"{name} bought"])
                assert found.sold[name] == pytest.approx(row[f"{name} sold"])
                assert found.share(found.net(name)) == pytest.approx(net / row["mwh"])
            assert found.open_position == pytest.approx(row["mwh"] - sum(nets))
        whole = sums(purchase, allocation)
        assert whole.purchase == pytest.approx(expected["mwh"].sum())
        assert whole.open_position == pytest.approx(sum(found.open_position for found in by_day.values()))


def day_of(mw):
    starts = timegrid.day_starts(np.datetime64("2026-11-25"), 60, MADRID)
    return Purchase(starts, np.broadcast_to(mw, len(starts)).astype(float), 60)


def model_of(purchase, **bought):
    count = len(purchase)
    series = {
        name: MarketSeries(purchase.labels, np.full(count, share), np.zeros(count)) for name, share in bought.items()
    }
    return Model("1", series)


def test_a_purchase_of_nothing_has_energies_and_no_shares():
    purchase = day_of(np.where(np.arange(24) % 2, 5.0, -5.0))
    found = sums(purchase, allocate(purchase, model_of(purchase, MD=0.3)))
    assert (found.purchase, found.net("MD"), found.open_position) == (0.0, 0.0, 0.0)
    assert found.share(found.net("MD")) is None


def test_what_is_left_by_rounding_is_nothing():
    purchase = day_of(10.1)
    found = sums(purchase, allocate(purchase, model_of(purchase, MD=0.1, MID1=0.2, MID2=0.7)))
    assert found.open_position == 0.0
    assert found.share(found.net("MID2")) == pytest.approx(0.7)


def test_two_models_differ_market_by_market_even_where_one_lacks_it():
    purchase = day_of(10.0)
    first = allocate(purchase, model_of(purchase, MD=0.8, AAA=0.2))
    second = allocate(purchase, model_of(purchase, MID3=0.5, MD=0.5))
    found = difference(first, second)
    assert {market: values.tolist() for market, values in found.items()} == {
        "MD": pytest.approx([3.0] * 24),
        "MID3": pytest.approx([-5.0] * 24),
        "AAA": pytest.approx([2.0] * 24),
    }
    assert list(found) == ["MD", "MID3", "AAA"]
    assert all(np.array_equal(values, -difference(second, first)[market]) for market, values in found.items())


def test_models_of_other_purchases_are_not_compared():
    purchase = day_of(10.0)
    half = Purchase(purchase.starts[:12], purchase.mw[:12], 60)
    with pytest.raises(ValueError, match="same purchase"):
        difference(allocate(purchase, model_of(purchase, MD=1)), allocate(half, model_of(half, MD=1)))
