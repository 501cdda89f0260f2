"""Drafts, purchases and submissions to fill a store with."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from ravenwits_desktop.domain.draft import Draft, Rows
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State, Submission

ACCOUNT = "ana@https://api.ravenwits.com"
MOMENT = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
_numbers = itertools.count(1)


def clock(start: datetime = MOMENT):
    """A clock that goes on a second each time it is read."""
    ticks = itertools.count()
    return lambda: start + timedelta(seconds=next(ticks))


def a_purchase(periods: int = 96, first: str = "2026-11-23T23:00", mw: float = 12.5) -> Purchase:
    starts = np.datetime64(first, "m") + np.arange(periods) * np.timedelta64(15, "m")
    return Purchase(starts, np.arange(periods) % 7 + mw, 15)


def a_draft(draft_id: str | None = None, **changes: Any) -> Draft:
    labels = np.datetime64("2026-11-24T00:15", "m") + np.arange(4) * np.timedelta64(15, "m")
    made = Draft(draft_id or f"draft-{next(_numbers)}", "Tue 24 Nov", Rows(labels, np.array([1.5, 2.0, 0.0, -3.25])))
    return replace(made, **changes)


def a_submission(submission_id: str | None = None, **changes: Any) -> Submission:
    made = Submission(
        submission_id or f"submission-{next(_numbers)}", State.QUEUED, ACCOUNT, "retailer-1", MOMENT, "Lumen S. Coop."
    )
    return replace(made, **changes)
