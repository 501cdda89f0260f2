"""How long things take, by the history of the account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ravenwits_desktop.domain.submission import State, Step
from ravenwits_desktop.domain.waiting import SAMPLE, since, usual_seconds
from tests.ui.builders import a_submission

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def history(*steps):
    """Steps as (seconds, state), the first without a state before; a state that repeats is a remark."""
    before, made = None, []
    for seconds, state in steps:
        made.append(Step(START + timedelta(seconds=seconds), before, state, "", "server"))
        before = state
    return tuple(made)


def done(number, pending, progress, day=0):
    begun = day * 86400
    steps = ((begun, State.PENDING), (begun + pending, State.IN_PROGRESS))
    ended = begun + pending + progress
    return a_submission(number, history=history(*steps, (ended, State.COMPLETED)))


def test_since_when_it_stands_where_it_stands():
    steps = history((0, State.PENDING), (5, State.IN_PROGRESS), (50, State.IN_PROGRESS))
    assert since(a_submission(0, State.IN_PROGRESS, history=steps)) == START + timedelta(seconds=5)
    assert since(a_submission(0, history=())) is None


def test_the_usual_time_in_a_state_is_the_median_of_the_accounts_own():
    found = [done(0, 10, 120), done(1, 20, 60), done(2, 30, 600)]
    account = found[0].account
    assert usual_seconds(found, account, State.PENDING) == 20
    assert usual_seconds(found, account, State.IN_PROGRESS) == 120
    assert usual_seconds(found, account, State.COMPLETED) is None
    assert usual_seconds(found, "another", State.PENDING) is None
    assert usual_seconds([], account, State.PENDING) is None


def test_what_has_not_ended_says_nothing_and_neither_does_a_colleagues():
    waiting = a_submission(0, State.IN_PROGRESS, history=history((0, State.PENDING), (9000, State.IN_PROGRESS)))
    colleagues = replace(done(1, 5, 5), imported="Ana")
    found = [waiting, colleagues, done(2, 10, 20)]
    assert usual_seconds(found, waiting.account, State.IN_PROGRESS) == 20


def test_a_clock_that_was_set_back_says_nothing():
    assert usual_seconds([done(0, 10, -3600)], a_submission().account, State.IN_PROGRESS) is None


def test_only_the_last_ones_count():
    old = [done(number, 10, 900, day=0) for number in range(40)]
    new = [done(number, 10, 60, day=1) for number in range(SAMPLE)]
    assert usual_seconds([*new, *old], a_submission().account, State.IN_PROGRESS) == 60


def test_a_stay_that_comes_twice_counts_twice():
    steps = ((0, State.IN_PROGRESS), (10, State.PENDING), (20, State.IN_PROGRESS), (50, State.COMPLETED))
    assert usual_seconds([a_submission(0, history=history(*steps))], a_submission().account, State.IN_PROGRESS) == 20
