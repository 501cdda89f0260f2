"""What was sent, held against what is told of it: rows against the bytes on the wire, figures against the rows."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy as np

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import format_labels

_EXACT = 1e-9
"""Relative; sums of the same values differ by less from one processor to another."""


def is_day(text: str) -> bool:
    """Whether a text is a day as they are kept: ISO, ``2026-11-24``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def same_rows(purchase: Purchase, body: bytes) -> bool:
    """Whether a purchase has the very labels and values, in the same order, that the bytes on the wire have."""
    try:
        rows = json.loads(body)["purchase"]
        labels = [row["datetime"] for row in rows]
        values = np.array([row["purchase"] for row in rows], dtype=np.float64)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
    return bool(np.array_equal(values, purchase.mw) and labels == format_labels(purchase.labels))


def unlike_its_rows(submission: Submission, purchase: Purchase) -> str | None:
    """The first field of a submission that is not what its purchase comes to; None if all are."""
    derived = {
        "first_day": str(purchase.first_day),
        "last_day": str(purchase.last_day),
        "rows": len(purchase),
        "resolution": purchase.resolution,
        "fingerprint": purchase.fingerprint(),
    }
    for name, value in derived.items():
        if getattr(submission, name) != value:
            return name
    told = submission.energy_mwh
    energy = purchase.energy_mwh
    alike = told is not None and (told == energy or math.isclose(told, energy, rel_tol=_EXACT, abs_tol=_EXACT))
    return None if alike else "energy_mwh"
