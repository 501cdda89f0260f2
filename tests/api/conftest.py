"""Shared by the tests of the API client: a small purchase, short limits, the answers of a server in good order."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.api.client import Client
from ravenwits_desktop.api.limits import ONCE, Retries, Timeouts
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase

TOKEN = "tok_4fe1c2d7a9b84c3e"
PURCHASE_ID = "5d1c4c1e-4a53-4a34-9d2e-1f2a3b4c5d6e"
IMPATIENT = Timeouts(connect=0.3, read=0.3, write=0.3, total=0.7)
QUICK = Retries(attempts=3, wait_initial=0.01, wait_max=0.02, wait_jitter=0.0)
TAKEN = {"id": PURCHASE_ID, "status": "pending", "created_at": "2024-01-15T14:35:00Z", "rows_uploaded": 2}
STANDING = {"id": PURCHASE_ID, "status": "pending", "error": "", "strategy_output": {}}
UPDATED = {"id": PURCHASE_ID, "status": "completed", "error": "", "updated_at": "2024-01-15T14:35:00Z"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def client(address: str, **options: object) -> Client:
    """A client that tries once, unless told otherwise."""
    return Client(address, "desk-1", TOKEN, **{"retries": ONCE, **options})  # type: ignore[arg-type]


def day_purchase(day: str = "2026-11-25", resolution: int = 15) -> Purchase:
    starts = timegrid.day_starts(np.datetime64(day), resolution, "Europe/Madrid")
    return Purchase(starts, np.linspace(-1, 12.3, len(starts)), resolution)
