"""What is said of rows that do not fit, of periods without them, and of shares that are too large."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput, allocate
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.chart.crosshair import period_words
from ravenwits_desktop.ui.chart.picture import picture_of
from ravenwits_desktop.ui.chart.remark import Tone
from ravenwits_desktop.ui.chart.row_remarks import remarks_on_allocation
from ravenwits_desktop.ui.chart.scenes import Kind, Material, Wish, scene_of
from ravenwits_desktop.ui.chart.units import Step
from tests.ui.chart.builders import purchase_of, series_of

HOURS, QUARTERS = purchase_of(resolution=60), purchase_of()


def said(purchase, markets):
    return [each.text for each in remarks_on_allocation(allocate(purchase, Model("1", markets)), purchase)]


def test_a_row_off_the_grid_is_said_with_its_label():
    labels = np.insert(HOURS.labels, 6, HOURS.labels[5] + timegrid.minutes(15))
    series = MarketSeries(labels, np.ones(25), np.zeros(25))
    assert said(HOURS, {"MD": series}) == [
        "Rows that do not begin where the periods around them do are left out: "
        "MD 1 (the first is labelled 2026-11-25 06:15)."
    ]


def test_labels_that_look_like_the_other_end_are_said_first_with_what_would_be_off():
    shifted = MarketSeries(QUARTERS.labels - timegrid.minutes(15), np.ones(96), np.zeros(96))
    told = said(QUARTERS, {"MD": shifted, "MID1": series_of(QUARTERS, 0.1)})
    assert told[0] == (
        "All of it may be drawn 15 min too early: the labels look like the starts of periods (MD from Wed 25 Nov 00:00 "
        "to Wed 25 Nov 23:45), and are read as ends like those of this purchase. Nothing was shifted; ask whoever "
        "computes the strategy."
    )
    starts = replace(QUARTERS, label=Label.START)
    told = said(starts, {"MD": series_of(QUARTERS, 1.0)})
    assert "15 min too late: the labels look like the ends of periods (MD from Wed 25 Nov 00:15 to Thu" in told[0]
    assert not any("look like" in each for each in said(QUARTERS, {"MD": series_of(QUARTERS, 1.0)}))


def test_a_partial_hour_is_said_and_marked_where_it_is_read():
    series = series_of(QUARTERS, 1.0, rows=np.delete(np.arange(96), [9, 10, 41]))
    model = Model("1", {"MD": series})
    assert said(HOURS, {"MD": series}) == [
        "Periods with rows for a part of them alone, where the rest counts as nothing: "
        "MD 2 (the first Wed 25 Nov 02:00 – 03:00)."
    ]
    picture = picture_of(HOURS, allocate(HOURS, model))
    assert np.flatnonzero(picture.partial).tolist() == [2, 10]
    assert period_words(picture, 2)[1] == "hour 3 · not all of it given"
    material = Material(HOURS, output=StrategyOutput((model,)))
    daily = scene_of(material, Wish(Kind.MARKETS, step=Step.DAY, model="1")).main
    assert daily.partial.tolist() == [True]


def test_hours_that_few_rows_show_are_said_to_be_so():
    hours = series_of(HOURS, 1.0, rows=slice(5, 8))
    assert said(QUARTERS, {"MD": hours})[1] == (
        "Rows longer than the periods of the purchase, as far as so few can show, hold for all of theirs: "
        "MD 3 (the first is labelled 2026-11-25 06:00)."
    )
    assert not any("so few" in each for each in said(QUARTERS, {"MD": series_of(HOURS, 1.0)}))
    assert not any("so few" in each for each in said(HOURS, {"MD": hours}))


def test_repeated_rows_are_said_as_such():
    twice = [np.concatenate([each, each]) for each in (HOURS.labels, np.ones(24), np.zeros(24))]
    assert said(HOURS, {"MD": MarketSeries(*twice)}) == [
        "Rows repeat the time of another row and are left out, the first one counts: MD 24 (all say the same)."
    ]
    twice[1][27:29] = 0.5
    assert said(HOURS, {"MD": MarketSeries(*twice)}) == [
        "Rows repeat the time of another row and are left out, the first one counts: "
        "MD 24, of which 2 say something else (the first is labelled 2026-11-25 04:00)."
    ]


def test_the_missing_periods_of_one_market_are_not_hidden_by_those_of_another():
    markets = {"MD": series_of(HOURS, 0.5, rows=slice(10, None)), "MID3": series_of(HOURS, 0.5, rows=slice(12, 16))}
    assert said(HOURS, markets) == [
        "10 of 24 periods have no row in any market: they are shown as open.",
        "Periods without a row count as nothing there: MD 10, MID3 8.",
    ]


def test_more_than_the_purchase_is_said_for_a_market_and_for_all_together():
    share = np.where(np.arange(24) == 7, 1.25, 0.5)
    markets = {"MD": series_of(HOURS, share), "MID1": series_of(HOURS, 0.5, np.where(np.arange(24) == 7, 0.75, 0.0))}
    found = remarks_on_allocation(allocate(HOURS, Model("1", markets)), HOURS)
    assert [(each.text, each.tone) for each in found] == [
        (
            "Periods in which a market buys more than 100 % of the purchase: "
            "MD 1 (the first Wed 25 Nov 07:00 – 08:00, the largest 125.0 %).",
            Tone.PLAIN,
        )
    ]
    markets["MID1"] = series_of(HOURS, 0.5)
    found = remarks_on_allocation(allocate(HOURS, Model("1", markets)), HOURS)
    assert (found[1].tone, found[1].text) == (
        Tone.WARNING,
        "Periods in which all markets together buy more than the purchase: "
        "1 (the first Wed 25 Nov 07:00 – 08:00, the largest 175.0 %).",
    )
