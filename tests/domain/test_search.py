"""Finding periods and values by what a person types."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ravenwits_desktop.domain import filling, grid, timegrid
from ravenwits_desktop.domain.search import Wanted, matches, wanted
from ravenwits_desktop.domain.timegrid import Label


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("26/10", Wanted(day=26, month=10)),
        ("26.10.2026 14:30", Wanted(26, 10, 2026, 14 * 60 + 30)),
        ("26/10/2026", Wanted(26, 10, 2026)),
        ("2.5", Wanted(value="2.5")),
        ("2026-10-26", Wanted(26, 10, 2026)),
        ("14:30", Wanted(minute=14 * 60 + 30)),
        ("25/10 2A", Wanted(25, 10, minute=120, half=1)),
        ("02:00 b", Wanted(minute=120, half=2)),
        ("12,5", Wanted(value="12.5")),
        ("-3", Wanted(value="-3")),
        ("14:30 7", Wanted(minute=870, value="7")),
    ],
)
def test_what_a_text_looks_for(text, meant):
    assert wanted(text) == meant


@pytest.mark.parametrize("text", ["", "  ", "hello", "12x", "1 2 3"])
def test_what_cannot_be_looked_for(text):
    assert wanted(text) is None


def test_rows_that_fit():
    starts = filling.starts_of_days(date(2026, 10, 24), date(2026, 10, 26), 60, "Europe/Madrid")
    labels = timegrid.labels(starts, 60, Label.END, "Europe/Madrid")
    which = grid.occurrences(starts, 60, Label.END, "Europe/Madrid")
    mw = np.arange(len(starts)) / 4

    def rows(text):
        looked_for = wanted(text)
        assert looked_for is not None
        return matches(looked_for, labels, which, mw).tolist()

    assert rows("02:00") == [1, 25, 26, 50]
    assert rows("25/10 2A") == [25]
    assert rows("2B") == [26]
    assert rows("26/10/2026 00:00") == [48]
    assert rows("2.5") == [10]
    assert rows("3.0") == [12]
    assert rows("24/12") == []
