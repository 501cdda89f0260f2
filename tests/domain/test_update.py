"""Outputs that are to be written: whether they fit the purchase, and what they change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput
from ravenwits_desktop.domain.update import misfits, output_changes
from tests.ui.builders import a_purchase


def series(labels, bought, sold=0.0):
    count = len(labels)
    return MarketSeries(labels, np.full(count, bought), np.full(count, sold))


def output(**models):
    return StrategyOutput(tuple(Model(name[1:], markets) for name, markets in models.items()))


def told(messages):
    return [str(message) for message in messages]


PURCHASE = a_purchase()


def test_what_adds_up_fits():
    labels = PURCHASE.labels
    fits = output(
        m1={"MD": series(labels, 1.0)},
        m2={"MD": series(labels, 1.2), "MID1": series(labels, 0.0, 0.2), "MID3": series(labels[12:], 0.0)},
        m3={"MD": series(labels, 0.33), "MID1": series(labels, 0.33), "MID2": series(labels, 0.34)},
    )
    assert misfits(PURCHASE, fits) == ()


def test_other_sums_are_told_with_the_first_period():
    share = np.ones(24)
    share[5:7] = 0.8
    labels = PURCHASE.labels
    found = misfits(PURCHASE, output(m1={"MD": MarketSeries(labels, share, np.zeros(24))}))
    assert told(found) == [
        "Model 1: in 2 periods the markets do not add up to the purchase, the first is 2026-11-25 06:00 with 80 %."
    ]


def test_labels_of_the_other_end_are_told_before_they_are_sent():
    labels = PURCHASE.labels - np.timedelta64(1, "h")
    assert told(misfits(PURCHASE, output(m1={"MD": series(labels, 1.0)})))[0] == (
        "Model 1, MD: the labels run from 2026-11-25 00:00 to 2026-11-25 23:00, as if they named the other end of each "
        "period than those of the purchase."
    )


def test_rows_outside_periods_without_and_negative_ones_are_told():
    labels = PURCHASE.labels
    elsewhere = np.concatenate([labels[:22], labels[:3] + np.timedelta64(10, "D")])
    found = told(misfits(PURCHASE, output(m1={"MD": series(elsewhere, 1.0), "MID1": series(labels, 0.5, 0.5)})))
    assert found[:2] == [
        "Model 1, MD: 3 rows lie outside the purchase.",
        "Model 1, MD: 2 periods of the purchase have no row.",
    ]
    quarters = np.concatenate([labels[0] + np.arange(-45, 60, 15).astype("timedelta64[m]"), labels[2:], labels[4:5]])
    stray = np.append(quarters, labels[7] + np.timedelta64(20, "m"))
    assert told(misfits(PURCHASE, output(m1={"MD": series(stray, 1.0)})))[:3] == [
        "Model 1, MD: 1 rows repeat the time of another row.",
        "Model 1, MD: 1 rows do not begin where the periods around them do.",
        "Model 1, MD: 1 periods of the purchase have rows for a part of them alone.",
    ]
    negative = MarketSeries(labels, np.full(24, 1.5), np.full(24, 0.5))
    negative.purchase_share[3] = -0.5
    assert "Model 1, MD: 1 fractions are negative." in told(misfits(PURCHASE, output(m1={"MD": negative})))


def test_a_purchase_of_nothing_is_judged_by_its_fractions():
    nothing = Purchase(PURCHASE.starts, np.zeros(24), 60)
    assert misfits(nothing, output(m1={"MD": series(nothing.labels, 1.0)})) == ()
    assert misfits(nothing, output(m1={"MD": series(nothing.labels, 0.5)})) != ()


def test_what_changes_is_told_model_by_model_and_market_by_market():
    labels = PURCHASE.labels
    bought = np.full(24, 0.8)
    bought[[3, 9]] = 0.9, 0.2
    before = output(
        m1={"MD": series(labels, 0.8), "MID1": series(labels, 0.2), "MID2": series(labels[:4], 0.0)},
        m2={"MD": series(labels, 1.0)},
        m3={"MD": series(labels, 1.0)},
    )
    after = output(
        m1={
            "MD": MarketSeries(labels, bought, np.zeros(24)),
            "MID3": series(labels, 0.2),
            "MID2": series(labels[2:7], 0.0),
        },
        m2={"MD": series(labels, 1.0)},
        m4={"MD": series(labels, 1.0)},
    )
    assert told(output_changes(before, after)) == [
        "Model 1, MD: 2 rows change, the most 2026-11-25 10:00, from 80 % to 20 %.",
        "Model 1, MID1: goes, 24 rows.",
        "Model 1, MID2: 3 rows come.",
        "Model 1, MID2: 2 rows go.",
        "Model 1, MID3: new, 24 rows.",
        "Model 3 goes.",
        "Model 4 is new.",
    ]
    assert told(output_changes(before, before)) == ["The outputs stay as they are."]
    unclear = replace(before, problems=(Message("4 rows have a share that is written as a text."),))
    assert told(output_changes(unclear, before))[0].startswith("What can be read of the outputs stays as it is.")


def test_the_hour_that_october_repeats_is_told_apart():
    labels = a_purchase("2026-10-25").labels
    sold = np.zeros(25)
    sold[2] = 0.4
    before, after = series(labels, 1.0), MarketSeries(labels, np.ones(25), sold)
    (change,) = output_changes(output(m1={"MD": before}), output(m1={"MD": after}))
    assert str(change) == "Model 1, MD: 1 rows change, the most 2026-10-25 02:00, from 0 % to 40 %."
