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


def told(labels, resolution=60):
    """What is said of days that are not whole: the day and how many of its periods are there."""
    checked = draft.check(Rows(labels, np.ones(len(labels))), resolution=resolution, label=Label.END, zone=ZONE)
    found = [each for each in checked.problems if each.message.template == draft.INCOMPLETE_DAY]
    return checked, [(str(each.message.values["day"]), each.message.values["count"]) for each in found], found


@pytest.mark.parametrize("turned", [False, True])
def test_a_period_that_is_missing_beside_one_that_is_repeated_is_told_at_once(two_days, turned):
    labels = timegrid.labels(two_days, 60, Label.END, ZONE)
    labels[6] = labels[7]
    checked, said, found = told(labels[::-1] if turned else labels)
    assert checked.errors
    assert checked.purchase is None
    assert said == [("2026-10-24", 23)]
    assert found[0].starts == (two_days[5],), "it leads to the gap, not to what is repeated"


def test_a_day_that_is_not_whole_is_told_beside_an_error_of_a_value(two_days):
    labels = np.delete(timegrid.labels(two_days, 60, Label.END, ZONE), [24 + 5])
    mw = np.ones(len(labels))
    mw[3] = np.nan
    checked = draft.check(Rows(labels, mw), resolution=60, label=Label.END, zone=ZONE)
    assert [str(each.message) for each in checked.problems][-1] == "2026-10-25 has 24 of 25 periods."


def test_a_row_without_a_readable_time_may_be_the_one_that_is_missing(two_days):
    labels = timegrid.labels(two_days, 60, Label.END, ZONE)
    for row in (0, 6, 23, 24, -1):
        unread = labels.copy()
        unread[row] = np.datetime64("NaT")
        assert told(unread)[1] == []
    unread[6:8] = np.datetime64("NaT")
    assert told(unread)[1] == []
    unread[6:8], unread[30:32] = labels[8], np.datetime64("NaT")
    assert told(unread)[1] == [("2026-10-24", 22)], "what one day lacks is no row of the other"
    assert told(np.full(3, np.datetime64("NaT", "m")))[1] == []
