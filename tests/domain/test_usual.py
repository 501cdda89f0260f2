"""What a retailer usually buys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.usual import mean_mw, times_too_large, times_too_small, usual_mw

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def sent(days_ago, energy, retailer="A", state=State.COMPLETED, account="desk", rows=96, resolution=15):
    created = NOW - timedelta(days=days_ago)
    return Submission(
        f"{days_ago} {energy}", state, account, retailer, created, rows=rows, resolution=resolution, energy_mwh=energy
    )


def test_the_last_submission_of_the_retailer_tells():
    known = [sent(3, 24.0), sent(1, 48.0), sent(2, 96.0), sent(0, 999.0, "B"), sent(0, 999.0, account="other")]
    assert usual_mw(known, "desk", "A") == 2.0
    assert usual_mw([sent(1, 48.0, rows=24, resolution=60)], "desk", "A") == 2.0
    assert usual_mw([sent(1, -48.0)], "desk", "A") == 2.0
    assert usual_mw(known, "desk", "C") is None


@pytest.mark.parametrize("state", [State.REJECTED, State.CANCELLED, State.DROPPED, State.NOT_FOUND])
def test_what_came_to_nothing_or_says_nothing_does_not_count(state):
    followed = sent(0, None, rows=None, resolution=None)
    assert usual_mw([sent(0, 9600.0, state=state), followed, sent(0.5, 0.0), sent(1, 48.0)], "desk", "A") == 2.0


def test_a_thousand_times_is_out_of_proportion_and_a_growing_portfolio_is_not():
    assert times_too_large(2000.0, 2.0)
    assert times_too_small(0.002, 2.0)
    for mean in (0.0, 0.1, 2.0, 200.0):
        assert not times_too_large(mean, 2.0)
        assert not times_too_small(mean, 2.0)
    assert not times_too_large(1e9, None)
    assert not times_too_small(1e-9, None)
    assert mean_mw(np.array([-3.0, np.nan, -1.0])) == 2.0
    assert mean_mw(np.array([np.nan])) == 0.0
