"""The life of a submission: every pair of states, arrow or none."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ravenwits_desktop.domain.submission import (
    ARROWS,
    FIRST_STATES,
    OPEN,
    ArrowError,
    State,
    Step,
    Submission,
    check_arrow,
    covered_days,
    is_followed,
    is_linked,
    state_of,
)

ARROWS_OF_THE_DESIGN = """
    queued       -> sending cancelled
    sending      -> queued rejected unconfirmed pending in_progress completed failed unknown
    rejected     ->
    unconfirmed  -> queued dropped pending in_progress completed failed unknown
    pending      -> in_progress completed failed unknown not_found unconfirmed dropped
    in_progress  -> pending completed failed unknown not_found unconfirmed dropped
    completed    -> pending in_progress failed unknown not_found unconfirmed dropped
    failed       -> pending in_progress completed unknown not_found unconfirmed dropped
    unknown      -> pending in_progress completed failed not_found unconfirmed dropped
    not_found    -> pending in_progress completed failed unknown unconfirmed dropped
    cancelled    ->
    dropped      ->
"""
TABLE = {
    State(before.strip()): {State(word) for word in after.split()}
    for before, _, after in (line.partition("->") for line in ARROWS_OF_THE_DESIGN.strip().splitlines())
}


def test_every_state_is_in_the_table() -> None:
    assert set(TABLE) == set(ARROWS) == set(State)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_every_pair_of_states(before: State, after: State) -> None:
    if after in TABLE[before]:
        check_arrow(before, after)
    else:
        with pytest.raises(ArrowError, match=before.value):
            check_arrow(before, after)


def test_what_may_have_been_sent_goes_back_to_the_queue_only_from_sending_or_by_a_person() -> None:
    """`sending` returns to the queue where nothing was taken; nothing else does, but for a person's decision."""
    assert {before for before in State if State.QUEUED in ARROWS[before]} == {State.SENDING, State.UNCONFIRMED}


def test_only_a_queued_one_is_ever_sent() -> None:
    assert {before for before in State if State.SENDING in ARROWS[before]} == {State.QUEUED}


def test_how_a_submission_may_begin() -> None:
    assert State.QUEUED in FIRST_STATES
    assert not FIRST_STATES & {State.SENDING, State.UNCONFIRMED, State.REJECTED, State.CANCELLED, State.DROPPED}


def test_what_is_asked_about_again() -> None:
    assert {State.PENDING, State.IN_PROGRESS, State.UNKNOWN} == OPEN


@pytest.mark.parametrize("word", ["pending", "in_progress", "completed", "failed"])
def test_the_documented_words_of_the_server(word: str) -> None:
    assert state_of(word).value == word


@pytest.mark.parametrize("word", ["", "queued", "sending", "PENDING", "cancelled", "archived"])
def test_any_other_word_is_unknown(word: str) -> None:
    """Not even the words that are states of ours: the server cannot put a submission back into the queue."""
    assert state_of(word) is State.UNKNOWN


def _through(*states: State, by: str = "user") -> Submission:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    history = tuple(Step(at, before, after, "", by) for before, after in itertools.pairwise(states))
    return Submission("one", states[-1], "account", "1001", at, history=history)


DOUBT = (State.QUEUED, State.SENDING, State.UNCONFIRMED)


@pytest.mark.parametrize(
    ("states", "linked"),
    [
        ((*DOUBT, State.PENDING), True),
        ((*DOUBT, State.UNCONFIRMED, State.PENDING, State.COMPLETED), True),
        ((*DOUBT, State.PENDING, State.NOT_FOUND), True),
        ((*DOUBT, State.PENDING, State.UNCONFIRMED), False),
        ((*DOUBT, State.PENDING, State.UNCONFIRMED, State.QUEUED, State.SENDING, State.PENDING), False),
        ((*DOUBT, State.QUEUED, State.SENDING, State.COMPLETED), False),
        ((*DOUBT, State.DROPPED), False),
        ((State.QUEUED, State.SENDING, State.PENDING), False),
        (DOUBT, False),
    ],
)
def test_which_have_their_id_by_the_word_of_a_person(states: tuple[State, ...], linked: bool) -> None:
    assert is_linked(_through(*states)) is linked


@pytest.mark.parametrize(
    ("first", "others", "followed"),
    [
        (State.PENDING, {}, True),
        (State.NOT_FOUND, {}, True),
        (State.PENDING, {"rows": 24}, False),
        (State.PENDING, {"imported": "eva"}, False),
        (State.QUEUED, {}, False),
        (State.PENDING, {"state": State.DROPPED}, False),
    ],
)
def test_which_were_added_by_their_id_alone(first: State, others: dict[str, Any], followed: bool) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    state = State.PENDING if first is State.QUEUED else first
    one = Submission("one", state, "account", "1001", at, history=(Step(at, None, first, "", "user"),))
    assert is_followed(replace(one, **others)) is followed


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-12-31", "2027-01-02", ("2026-12-31", "2027-01-01", "2027-01-02")),
        ("2026-12-31", "2026-12-31", ("2026-12-31",)),
        ("2026-12-31", None, ("2026-12-31",)),
        ("2026-12-31", "2026-12-30", ("2026-12-31",)),
        ("0001-01-01", "9999-12-31", ("0001-01-01",)),
        ("24/11/2026", "25/11/2026", ("24/11/2026",)),
        (None, None, ()),
    ],
)
def test_the_days_that_it_covers(first: str | None, last: str | None, days: tuple[str, ...]) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    one = Submission("one", State.PENDING, "account", "1001", at, first_day=first, last_day=last)
    assert covered_days(one) == days
