"""The life of a submission: every pair of states, arrow or none."""

from __future__ import annotations

import itertools

import pytest

from ravenwits_desktop.domain.submission import ARROWS, FIRST_STATES, OPEN, ArrowError, State, check_arrow, state_of

ARROWS_OF_THE_DESIGN = """
    queued       -> sending cancelled
    sending      -> queued rejected unconfirmed pending in_progress completed failed unknown
    rejected     ->
    unconfirmed  -> queued dropped pending in_progress completed failed unknown
    pending      -> in_progress completed failed unknown not_found
    in_progress  -> pending completed failed unknown not_found
    completed    -> pending in_progress failed unknown not_found
    failed       -> pending in_progress completed unknown not_found
    unknown      -> pending in_progress completed failed not_found
    not_found    -> pending in_progress completed failed unknown
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
