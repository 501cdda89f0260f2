"""Every state and every change of it, tried on disk and compared with the table of the domain."""

from __future__ import annotations

import itertools

import pytest

from ravenwits_desktop.domain.submission import ACCEPTED, ARROWS, LEFT_BY_A_PERSON, ArrowError, State
from tests.store.factory import a_purchase, a_submission

WAYS = {
    State.QUEUED: [],
    State.SENDING: [State.SENDING],
    State.REJECTED: [State.SENDING, State.REJECTED],
    State.UNCONFIRMED: [State.SENDING, State.UNCONFIRMED],
    State.CANCELLED: [State.CANCELLED],
    State.DROPPED: [State.SENDING, State.UNCONFIRMED, State.DROPPED],
    State.NOT_FOUND: [State.SENDING, State.PENDING, State.NOT_FOUND],
    **{state: [State.SENDING, state] for state in ACCEPTED},
}

LINKED = ACCEPTED | {State.NOT_FOUND}


def brought_to(store, state):
    submission = store.enqueue(a_submission(), a_purchase(2), b"{}")
    for after in WAYS[state]:
        submission = store.advance(submission.id, after, why="on the way", by="user")
    assert submission.state is state
    return submission


def test_every_change_of_state_is_as_in_the_table(store):
    for before, after in itertools.product(State, State):
        submission = brought_to(store, before)
        if after is State.UNCONFIRMED and before in LINKED:
            # this arrow has a door of its own (test_unlinking): what the server took is not put into doubt by a change
            with pytest.raises(ArrowError, match="only a link that is taken back"):
                store.advance(submission.id, after, why="tried", by="user", server_status="word")
            assert store.submission(submission.id) == submission
        elif after is State.DROPPED and before in LINKED:
            # so has this one (test_merging)
            with pytest.raises(ArrowError, match="only when it is merged"):
                store.advance(submission.id, after, why="tried", by="user", server_status="word")
            assert store.submission(submission.id) == submission
        elif after in ARROWS[before]:
            changed = store.advance(submission.id, after, why="tried", by="user", server_status="word")
            assert changed.state is after
            assert changed.history[:-1] == submission.history
            assert (changed.history[-1].before, changed.history[-1].after) == (before, after)
            assert store.submission(submission.id) == changed
        else:
            with pytest.raises(ArrowError, match=f"{before.value} cannot become {after.value}"):
                store.advance(submission.id, after, why="tried", by="user", server_status="word")
            assert store.submission(submission.id) == submission


@pytest.mark.parametrize("by", ["server", "program"])
def test_only_a_person_leaves_what_is_in_doubt(store, by):
    for before in LEFT_BY_A_PERSON:
        for after in ARROWS[before]:
            submission = brought_to(store, before)
            with pytest.raises(ArrowError, match="only a person"):
                store.advance(submission.id, after, why="tried", by=by)
            assert store.submission(submission.id) == submission


def test_the_arrow_is_checked_against_the_disk_not_against_what_the_caller_holds(store):
    held = brought_to(store, State.QUEUED)
    store.advance(held.id, State.SENDING, why="sent", by="program")
    with pytest.raises(ArrowError):
        store.advance(held.id, State.SENDING, why="sent twice", by="program")
