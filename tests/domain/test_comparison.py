"""What changed against the submission before is found period by period, on days of every length."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.comparison import compare, row_changes
from ravenwits_desktop.domain.purchase import Purchase

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
