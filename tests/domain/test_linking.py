"""A purchase of the server's is taken for one whose answer was lost only where nothing speaks against it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ravenwits_desktop.domain.linking import CLOCKS, speaks_against
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput
from ravenwits_desktop.domain.submission import State, Step, Submission

SENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
BROKE = SENT + timedelta(seconds=30)
ONE = timedelta(seconds=1)
MADRID = "Europe/Madrid"


def doubtful(**more) -> Submission:
    history = (
        Step(SENT - timedelta(hours=1), None, State.QUEUED, "submitted", "user"),
        Step(SENT, State.QUEUED, State.SENDING, "its turn", "program"),
        Step(BROKE, State.SENDING, State.UNCONFIRMED, "the connection broke", "program"),
    )
    given = {"first_day": "2026-11-25", "last_day": "2026-11-26", "sent": SENT, "history": history} | more
    return Submission("one", State.UNCONFIRMED, "account", "1001", SENT, **given)


def strategy(*labels: str) -> StrategyOutput:
    times = np.array(labels, dtype="datetime64[m]")
    share = np.ones(len(times))
    return StrategyOutput((Model("1", {"MD": MarketSeries(times, share, share)}),))


@pytest.mark.parametrize(
    ("created", "said"),
    [
        (SENT - CLOCKS - ONE, "24 09:49, before this one was sent (2026-11-24 10:00)"),
        (SENT - CLOCKS, ""),
        (SENT, ""),
        (BROKE + CLOCKS, ""),
        (BROKE + CLOCKS + ONE, "after the connection had broken (2026-11-24 10:00)"),
        (None, "nothing of it can be compared"),
    ],
)
def test_it_was_made_while_this_one_was_on_its_way(created, said):
    found = speaks_against(doubtful(), "id", created, None, MADRID)
    assert said in str(found) if said else found is None


def test_any_attempt_may_have_made_it():
    again = (
        *doubtful().history,
        Step(BROKE + timedelta(hours=1), State.UNCONFIRMED, State.QUEUED, "to be sent again", "user"),
        Step(BROKE + timedelta(hours=2), State.QUEUED, State.SENDING, "its turn", "program"),
        Step(BROKE + timedelta(hours=3), State.SENDING, State.UNCONFIRMED, "no answer", "program"),
    )
    for created in (SENT, BROKE + timedelta(hours=2.5)):
        assert speaks_against(doubtful(history=again), "id", created, None, MADRID) is None
    for created in (SENT - timedelta(hours=1), BROKE + timedelta(hours=4)):
        assert speaks_against(doubtful(history=again), "id", created, None, MADRID) is not None


@pytest.mark.parametrize(
    ("labels", "fits"),
    [
        (("2026-11-25T00:00",), True),
        (("2026-11-27T00:00",), True),
        (("2026-11-24T23:00", "2026-11-26T12:00"), True),
        (("2026-11-24T23:00",), False),
        (("2026-11-28T01:00",), False),
        ((), True),
    ],
)
def test_its_strategy_is_for_these_days(labels, fits):
    found = speaks_against(doubtful(), "id", SENT, strategy(*labels), MADRID)
    assert found is None if fits else "2026-11-25 to 2026-11-26" in str(found)


def test_what_came_later_than_the_broken_connection_is_no_part_of_the_attempt():
    noted = Step(BROKE + timedelta(hours=5), State.UNCONFIRMED, State.UNCONFIRMED, "label or note written", "user")
    taken_back = Step(BROKE + timedelta(hours=6), State.PENDING, State.UNCONFIRMED, "the link taken back", "user")
    doubt = doubtful(history=(*doubtful().history, noted, taken_back))
    found = speaks_against(doubt, "id", BROKE + timedelta(hours=4), None, MADRID)
    assert "after the connection had broken" in str(found)
