"""Submissions and purchases with everything set, to be varied by a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State, Submission

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def a_submission(number: int = 0, state: State = State.COMPLETED, **changes: Any) -> Submission:
    """Number 0 is the newest; each further one was made a minute earlier."""
    made = NOW - timedelta(minutes=number)
    values: dict[str, Any] = {
        "id": f"own-{number}",
        "state": state,
        "account": "trader@https://api.example",
        "retailer_id": "123",
        "retailer_name": "Comercializadora Norte",
        "created": made,
        "sent": made,
        "purchase_id": f"6f1c9a52-0000-4000-8000-{number:012d}",
        "first_day": "2026-11-25",
        "last_day": "2026-11-25",
        "rows": 96,
        "energy_mwh": 300.0 + number,
        "resolution": 15,
    }
    return Submission(**{**values, **changes})


def a_purchase(day: str = "2026-11-25", resolution: int = 60, mw: float = 10.0) -> Purchase:
    starts = timegrid.day_starts(np.datetime64(day), resolution, "Europe/Madrid")
    return Purchase(starts, np.full(len(starts), mw), resolution)


def heard(signal: Any) -> list[Any]:
    """What a signal of one value brings from now on, in order."""
    values: list[Any] = []
    signal.connect(values.append)
    return values
