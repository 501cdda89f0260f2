"""Purchases, strategies and submissions with everything a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput
from ravenwits_desktop.domain.submission import State, Submission

MADRID = "Europe/Madrid"
NAMES = {"1": "all in MD", "2": "wait for MID2"}


def purchase_of(day="2026-11-25", days=1, resolution=15, scale=1.0):
    starts = np.concatenate(
        [timegrid.day_starts(np.datetime64(day) + number, resolution, MADRID) for number in range(days)]
    )
    hours = (starts - starts[0]).astype(float) / 60
    return Purchase(starts, np.round(scale * (14 + 6 * np.sin((hours - 8) / 24 * 2 * np.pi)), 3), resolution)


def series_of(purchase, bought, sold=0.0, rows=slice(None)):
    count = len(purchase)
    shares = (np.broadcast_to(share, count).astype(float)[rows] for share in (bought, sold))
    return MarketSeries(purchase.labels[rows], *shares)


def output_of(purchase, raw=b'[{"idmodel": 1}, {"idmodel": 2}]', problems=()):
    afternoon = slice(len(purchase) // 2, None)
    return StrategyOutput(
        (
            Model("1", {"MD": series_of(purchase, 1.0)}),
            Model(
                "2",
                {
                    "MID3": series_of(purchase, 0.1, rows=afternoon),
                    "MD": series_of(purchase, 0.5),
                    "MID1": series_of(purchase, 0.1),
                    "MID2": series_of(purchase, 0.2),
                },
            ),
            Model("3", {"MD": series_of(purchase, 1.2), "MID1": series_of(purchase, 0.0, 0.2)}),
        ),
        raw,
        problems,
    )


def submission_of(state=State.COMPLETED, identity="one", **changes):
    values = {
        "retailer_name": "Comercializadora Norte",
        "first_day": "2026-11-25",
        "last_day": "2026-11-25",
        **changes,
    }
    return Submission(identity, state, "a", "123", datetime(2026, 11, 24, 6, 31, tzinfo=UTC), **values)
