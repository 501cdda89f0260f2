"""Drafts, purchases and submissions to fill a store with."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.kept import KeptReading
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.provenance import Provenance, Source
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.reading import ReadingOptions, Sources
from ravenwits_desktop.domain.rows import Rows
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


def a_provenance(rows: int = 4, texts: bool = True) -> Provenance:
    """The values of `rows` cells below each other in column C of a file in kWh, a row added below the first."""
    raw = np.arange(rows) * 1000.5
    raw[-1] = np.nan
    cells = Sources(
        np.arange(rows, dtype=np.int64) + 14,
        np.zeros(rows, dtype=np.int16),
        ("C",),
        raw,
        "\n".join(f"{value:.1f}".replace(".", ",") for value in raw) if texts else "",
    )
    reading = Message("“{column}” in {unit}.", {"column": "Compra (kWh)", "unit": Message("kilos")})
    source = Source("día 24.xlsx", "ab" * 32, "Hoja 1", "kWh", 0.001, reading, cells, ("H3",), raw / 1000)
    return Provenance(source, np.insert(np.arange(rows, dtype=np.int32), 1, -1))


def a_kept_reading(reading_id: str | None = None, **changes: Any) -> KeptReading:
    traits = (("layout", "one column"), ("headers", "fecha | compra"), ("unit", "kWh"))
    options = ReadingOptions(column="Compra", label=None, decimal=",", month_first=False, header_row=3, zone="")
    made = KeptReading(
        reading_id or f"reading-{next(_numbers)}", "día …", "f" * 64, "e" * 64, "día #.xlsx", traits, options
    )
    return replace(made, **changes)
