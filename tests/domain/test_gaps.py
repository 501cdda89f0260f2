"""A day that is not whole says where to look."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain import draft, timegrid
from ravenwits_desktop.domain.gaps import beside_gap
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label

ZONE = "Europe/Madrid"
BEFORE, DAY = np.datetime64("2026-10-24"), np.datetime64("2026-10-25")
"""The second has 25 hours."""


@pytest.fixture
def two_days():
    return np.concatenate([timegrid.day_starts(day, 60, ZONE) for day in (BEFORE, DAY)])


@pytest.mark.parametrize(("missing", "looked_at"), [([5], 4), ([1, 2, 9], 0), ([0], 1), ([0, 1], 2), ([24], 23)])
def test_the_row_before_the_first_gap_or_the_first_one_of_the_day(two_days, missing, looked_at):
    there = two_days[24:]
    assert beside_gap(np.delete(there, missing), there[0], 60) == there[looked_at]


def test_one_that_does_not_belong_to_a_day_with_too_many(two_days):
    odd = two_days[30] + timegrid.minutes(30)
    assert beside_gap(np.sort(np.append(two_days[24:], odd)), two_days[24], 60) == odd


def test_the_checks_name_it_whatever_the_order_of_the_rows(two_days):
    starts = np.delete(two_days, [24 + 5])[::-1]
    labels = timegrid.labels(starts, 60, Label.END, ZONE)
    checked = draft.check(Rows(labels, np.ones(len(labels))), resolution=60, label=Label.END, zone=ZONE)
    found = [each for each in checked.problems if each.message.template == draft.INCOMPLETE_DAY]
    assert [each.starts for each in found] == [(two_days[24 + 4],)]
