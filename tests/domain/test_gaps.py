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
INCOMPLETE = draft.LACKING


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
    found = [each for each in checked.problems if each.message.template in INCOMPLETE]
    assert [each.starts for each in found] == [(two_days[24 + 4],)]


def told(labels, resolution=60):
    """What is said of days that are not whole: the day and how many of its periods are there."""
    checked = draft.check(Rows(labels, np.ones(len(labels))), resolution=resolution, label=Label.END, zone=ZONE)
    found = [each for each in checked.problems if each.message.template in INCOMPLETE]
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
    assert [str(each.message) for each in checked.problems][-1] == "2026-10-25 has 24 of 25 periods. Missing: 05:00."


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


def lacks(day, missing, label, step=60, zone=ZONE):
    """What is said of a day without its periods at the places `missing`."""
    starts = np.delete(timegrid.day_starts(np.datetime64(day), step, zone), missing)
    labels = timegrid.labels(starts, step, label, zone)
    checked = draft.check(Rows(labels, np.ones(len(labels))), resolution=step, label=label, zone=zone)
    return [str(each.message) for each in checked.problems if each.message.template in INCOMPLETE]


@pytest.mark.parametrize(
    ("day", "missing", "label", "said"),
    [
        ("2026-11-30", [6, 7], Label.END, "22 of 24 periods. Missing: 07:00 and 08:00."),
        ("2026-11-30", [6, 7], Label.START, "22 of 24 periods. Missing: 06:00 and 07:00."),
        ("2026-11-30", [6, 7, 9, 11], Label.START, "20 of 24 periods. Missing: 06:00 and 3 more."),
        ("2026-11-30", [0], Label.START, "23 of 24 periods. Missing: 00:00."),
        ("2026-11-30", [9, 23], Label.END, "22 of 24 periods. Missing: 10:00 and 2026-12-01 00:00."),
        ("2026-11-30", [23], Label.END, "23 of 24 periods. Missing: 2026-12-01 00:00."),
        ("2026-03-29", [2, 5], Label.END, "21 of 23 periods. Missing: 04:00 and 07:00."),
        ("2026-03-29", [2], Label.START, "22 of 23 periods. Missing: 03:00."),
        ("2026-10-25", [2], Label.END, "24 of 25 periods. Missing: the second 02:00."),
        ("2026-10-25", [3, 9], Label.START, "23 of 25 periods. Missing: the second 02:00 and 08:00."),
        ("2026-10-25", [1, 2], Label.END, "23 of 25 periods. Missing: 02:00 and the second 02:00."),
        ("2026-10-25", [9], Label.END, "24 of 25 periods. Missing: 09:00."),
    ],
)
def test_the_first_period_that_is_missing_is_named_as_its_row_would_be(day, missing, label, said):
    assert lacks(day, missing, label) == [f"{day} has {said}"]


def test_quarters_and_other_clocks_are_named_as_well():
    assert lacks("2026-11-30", [30, 31, 32], Label.END, 15) == [
        "2026-11-30 has 93 of 96 periods. Missing: 07:45, 08:00 and 08:15."
    ]
    assert lacks("2026-10-25", [1], Label.START, 60, "Europe/Lisbon") == [
        "2026-10-25 has 24 of 25 periods. Missing: the second 01:00."
    ]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-30"])
@pytest.mark.parametrize("label", list(Label))
def test_a_whole_day_lacks_nothing(day, label):
    assert lacks(day, [], label) == []


def test_what_rows_that_fit_no_period_may_stand_for_is_told(two_days):
    labels = timegrid.labels(two_days[:24], 60, Label.END, ZONE)
    unread = labels.copy()
    unread[6:8], unread[12] = labels[5], np.datetime64("NaT")
    (lacking,) = map(str, (each.message for each in told(unread)[2]))
    assert lacking == (
        "2026-10-24 has 21 of 24 periods. Missing: 07:00, 08:00 and 13:00; "
        "1 of them may be a row whose time cannot be read."
    )
    odd = np.delete(labels, [8, 9])
    odd[3] += timegrid.minutes(20)
    assert [str(each.message) for each in told(odd)[2]] == ["2026-10-24 has 22 of 24 periods."]


def test_a_year_that_python_does_not_have_is_told_all_the_same():
    labels = np.array(["0001-01-01T00:00", "2026-11-30T01:00"], dtype="datetime64[m]")
    checked = draft.check(Rows(labels, np.ones(2)), resolution=60, label=Label.END, zone=ZONE)
    said = [str(each.message) for each in checked.problems if each.message.template in INCOMPLETE]
    assert [text.partition(" ")[0] for text in said] == ["0000-12-31", "2026-11-30"]
