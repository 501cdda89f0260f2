"""The size of a purchase is asked about where it does not fit to what was submitted before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ravenwits_desktop.domain import plausibility, timegrid
from ravenwits_desktop.domain.plausibility import NO_HISTORY, history_of, judge
from ravenwits_desktop.domain.purchase import Purchase

ZONE = "Europe/Madrid"


def day(text, mw=10.0, resolution=60):
    starts = timegrid.day_starts(np.datetime64(text), resolution, ZONE)
    return Purchase(starts, np.full(len(starts), mw), resolution)


def templates(purchase, *history):
    return [each.message.template for each in judge(purchase, history_of(history))]


def test_without_a_history_nothing_is_asked():
    assert history_of(()) is NO_HISTORY
    assert judge(day("2026-11-25", 99_999.0), NO_HISTORY) == ()


@pytest.mark.parametrize(
    ("mw", "found"),
    [(10_000.0, plausibility.THOUSAND_TIMES), (0.01, plausibility.THOUSANDTH), (14.0, None), (6.0, None)],
)
def test_a_thousand_times_and_a_thousandth_are_another_unit(mw, found):
    assert templates(day("2026-11-25", mw), day("2026-11-24")) == ([found] if found else [])


def test_the_last_submission_tells_the_unit_and_all_of_them_the_largest_value():
    last, before = day("2026-11-24", 1.0), day("2026-11-23", 50.0)
    history = history_of((last, before))
    assert (history.mean_mw, history.largest_mw) == (1.0, 50.0)


def test_a_single_value_in_another_unit_is_named():
    purchase = day("2026-11-25")
    mw = purchase.mw.copy()
    mw[7] = 10_000.0
    (problem,) = judge(Purchase(purchase.starts, mw, 60), history_of([day("2026-11-24")]))
    assert str(problem.message).startswith("2026-11-25 08:00: 10000 MW, the largest of the last submissions was 10 MW")
    mw[9] = 10_000.0
    (problem,) = judge(Purchase(purchase.starts, mw, 60), history_of([day("2026-11-24")]))
    assert str(problem.message).startswith("2 values, the first at 2026-11-25 08:00")
    assert problem.starts == (purchase.starts[7], purchase.starts[9])


def test_a_day_is_measured_by_the_last_same_weekday():
    wednesday, thursday = day("2026-11-18", 10.0), day("2026-11-19", 20.0)
    assert templates(day("2026-11-25", 14.9), thursday, wednesday) == []
    (problem,) = judge(day("2026-11-25", 16.0), history_of((thursday, wednesday)))
    assert problem.message.template == plausibility.OTHER_WEEKDAY
    assert problem.message.values["before"] == date(2026, 11, 18)
    assert (problem.message.values["energy"], problem.message.values["usual"]) == (384.0, 240.0)
    assert problem.starts == (day("2026-11-25").starts[0],)
    assert templates(day("2026-11-25", 4.0), wednesday) == [plausibility.OTHER_WEEKDAY]
    assert templates(day("2026-12-30", 16.0), wednesday) == []


def test_what_was_submitted_last_for_a_day_counts_and_a_part_of_a_day_does_not():
    whole = day("2026-11-18", 10.0)
    part = Purchase(whole.starts[:12], whole.mw[:12] * 2, 60)
    assert history_of((part, day("2026-11-18", 12.0), whole)).days == {date(2026, 11, 18): 288.0}


@pytest.mark.parametrize(("text", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_days_of_23_and_25_hours_are_whole(text, hours):
    assert list(history_of([day(text, 1.0, 15)]).days.values()) == [float(hours)]
