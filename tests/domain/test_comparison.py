"""What changed against the submission before is found period by period, on days of every length."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.comparison import compare, of_each_day, row_changes
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.ui.changes import change_sentence

ZONE = "Europe/Madrid"


def day(text, resolution, mw=10.0):
    starts = timegrid.day_starts(np.datetime64(text), resolution, ZONE)
    return Purchase(starts, np.full(len(starts), mw), resolution)


def changed(purchase, **places):
    mw = purchase.mw.copy()
    for place, value in places.items():
        mw[int(place[1:])] = value
    return Purchase(purchase.starts, mw, purchase.resolution)


def test_the_same_purchase_has_nothing_to_tell():
    found = compare(day("2026-11-25", 15), day("2026-11-25", 15))
    assert found.same
    assert found.largest is None
    assert found.energy_mwh == 0


def test_what_computing_leaves_in_the_last_digit_is_no_change():
    before = day("2026-11-25", 60, 0.3)
    assert compare(day("2026-11-25", 60, 0.1 + 0.2), before).same


@pytest.mark.parametrize(("text", "periods"), [("2026-03-29", 92), ("2026-11-25", 96), ("2026-10-25", 100)])
def test_changes_are_counted_on_days_of_every_length(text, periods):
    before = day(text, 15)
    found = compare(changed(before, p3=4.0, p11=12.0), before)
    assert (len(found.starts), int(found.changed.sum()), found.energy_mwh) == (periods, 2, -1.0)
    assert found.starts[found.largest] == before.starts[3]
    assert found.difference[found.largest] == -6.0


def test_the_two_hours_that_october_repeats_are_not_taken_for_each_other():
    before = day("2026-10-25", 60)
    found = compare(changed(before, p3=11.0), before)
    assert np.flatnonzero(found.changed).tolist() == [3]


@pytest.mark.parametrize("text", ["2026-03-29", "2026-10-25"])
def test_quarters_are_compared_with_hours_by_repeating_their_power(text):
    hours, quarters = day(text, 60), day(text, 15)
    same = compare(quarters, hours)
    assert same.same
    assert (same.resolution, same.repeated) == (15, 60)
    finer = compare(changed(quarters, p5=14.0), hours)
    assert (int(finer.changed.sum()), finer.energy_mwh) == (1, 1.0)
    coarser = compare(changed(hours, p1=14.0), quarters)
    assert (int(coarser.changed.sum()), coarser.energy_mwh) == (4, 4.0)


def test_only_the_days_of_the_new_one_count():
    days = [day("2026-11-25", 60), day("2026-11-26", 60)]
    week = Purchase(*(np.concatenate([getattr(each, name) for each in days]) for name in ("starts", "mw")), 60)
    assert compare(day("2026-11-26", 60), week).same


def days(*purchases):
    """Several days as one purchase."""
    parts = (np.concatenate([getattr(each, name) for each in purchases]) for name in ("starts", "mw"))
    return Purchase(*parts, purchases[0].resolution)


def test_days_of_which_nothing_was_submitted_are_new_and_the_others_are_compared():
    before = day("2026-11-25", 60)
    now = days(changed(before, p3=12.0), day("2026-11-26", 60), day("2026-11-28", 60))
    found = compare(now, before)
    assert [str(each) for each in found.new_days] == ["2026-11-26", "2026-11-28"]
    assert (int(found.changed.sum()), found.added, found.gone, found.energy_mwh) == (1, 0, 0, 2.0)
    assert np.flatnonzero(np.isfinite(row_changes(now.starts, found))).tolist() == [3]
    text = change_sentence(found, now)
    assert text.startswith("1 hour changed, +2.0 MWh, largest Wed 25 Nov")
    assert text.endswith("2 days are new, the first of them Thu 26 Nov: nothing was submitted for them.")
    same = compare(days(before, day("2026-11-26", 60)), before)
    assert not same.same
    assert change_sentence(same, now) == (
        "Nothing changed on the days that were submitted before. Thu 26 Nov is new: nothing was submitted for it."
    )


def test_what_was_submitted_last_for_each_day_comes_from_several_submissions():
    wanted = np.arange(np.datetime64("2026-11-25"), np.datetime64("2026-11-28"))
    first = days(day("2026-11-24", 60, 1.0), day("2026-11-25", 60, 1.0), day("2026-11-26", 60, 1.0))
    newer = day("2026-11-26", 60, 2.0)
    found = of_each_day(iter([newer, day("2026-11-27", 60, 3.0), first]), wanted)
    assert found == days(day("2026-11-25", 60, 1.0), newer, day("2026-11-27", 60, 3.0))
    quarters = of_each_day(iter([newer, day("2026-11-27", 15, 3.0), first]), wanted)
    assert quarters == days(*(day(f"2026-11-{each}", 15, mw) for each, mw in ((25, 1.0), (26, 2.0), (27, 3.0))))
    assert not compare(found, quarters).new_days, "a day that was submitted in other periods is not new"
    assert of_each_day([], wanted) is None
    assert of_each_day([day("2026-12-01", 60)], wanted) is None


def test_periods_that_only_one_of_them_has_are_told():
    whole = day("2026-11-25", 60)
    part = Purchase(whole.starts[:20], whole.mw[:20], 60)
    less, more = compare(part, whole), compare(whole, part)
    assert (less.added, less.gone, less.energy_mwh, less.same) == (0, 4, -40.0, False)
    assert (more.added, more.gone, more.energy_mwh) == (4, 0, 40.0)


def test_rows_are_marked_in_their_own_order_and_at_their_own_resolution():
    before = day("2026-10-25", 60)
    now = changed(before, p3=14.0)
    backwards = row_changes(now.starts[::-1], compare(now, before))
    assert np.flatnonzero(np.isfinite(backwards)).tolist() == [21]
    assert backwards[21] == 4.0
    quarters = changed(day("2026-10-25", 15), p13=14.0)
    assert np.flatnonzero(np.isfinite(row_changes(quarters.starts, compare(quarters, before)))).tolist() == [13]
    hours = row_changes(before.starts, compare(before, quarters))
    assert np.flatnonzero(np.isfinite(hours)).tolist() == [3]
    assert hours[3] == -1.0
