"""When gates close, on days of every length, and which one a purchase is meant for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ravenwits_desktop.domain.gates import DEFAULT_GATES, Closing, Gate, gate_for, is_late, next_gate
from ravenwits_desktop.domain.submission import State
from tests.ui.builders import a_submission


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "market", "closes"),
    [
        ("2026-11-24 08:59", "MID3", "2026-11-24 09:00"),
        ("2026-11-24 09:00", "MD", "2026-11-24 11:00"),
        ("2026-11-24 11:00", "MID1", "2026-11-24 14:00"),
        ("2026-11-24 20:59:59", "MID2", "2026-11-24 21:00"),
        ("2026-11-24 21:00", "MID3", "2026-11-25 09:00"),
        ("2026-07-14 09:59", "MD", "2026-07-14 10:00"),
        ("2026-03-29 00:30", "MID3", "2026-03-29 08:00"),
        ("2026-10-25 00:30", "MID3", "2026-10-25 09:00"),
    ],
)
def test_the_next_gate_by_the_clock_of_madrid(now, market, closes):
    assert next_gate(at(now)) == Closing(market, at(closes))


@pytest.mark.parametrize(
    ("now", "days", "gate"),
    [
        ("2026-11-24 10:59", ("2026-11-25", "2026-11-25"), ("MD", "2026-11-24 11:00")),
        ("2026-11-24 11:00", ("2026-11-25", "2026-11-25"), ("MID1", "2026-11-24 14:00")),
        ("2026-11-24 20:00", ("2026-11-25", "2026-11-25"), ("MID2", "2026-11-24 21:00")),
        ("2026-11-25 08:59", ("2026-11-25", "2026-11-25"), ("MID3", "2026-11-25 09:00")),
        ("2026-11-25 09:00", ("2026-11-25", "2026-11-25"), None),
        ("2026-11-24 08:00", ("2026-12-01", "2026-12-01"), ("MD", "2026-11-30 11:00")),
        # of several days, the next one that can still be met
        ("2026-11-24 11:30", ("2026-11-24", "2026-11-30"), ("MID1", "2026-11-24 14:00")),
        ("2026-11-24 08:30", ("2026-01-01", "2026-12-31"), ("MID3", "2026-11-24 09:00")),
        ("2026-11-24 08:30", ("2026-11-01", "2026-11-23"), None),
    ],
)
def test_the_gate_that_a_purchase_is_meant_for(now, days, gate):
    assert gate_for(*days, at(now)) == (gate and Closing(gate[0], at(gate[1])))


def test_other_gates():
    gates = (Gate("MD", 11, 30, days_before=2), *DEFAULT_GATES[1:])
    assert gate_for("2026-11-26", "2026-11-26", at("2026-11-24 09:00"), gates) == Closing("MD", at("2026-11-24 10:30"))
    assert next_gate(at("2026-11-24 10:00"), gates) == Closing("MD", at("2026-11-24 10:30"))


def test_only_what_waits_can_be_late():
    gate = at("2026-11-24 11:00")
    waiting = a_submission(state=State.QUEUED, gate=gate, gate_market="MD")
    assert is_late(waiting, gate)
    assert not is_late(waiting, gate - timedelta(seconds=1))
    assert not is_late(replace(waiting, gate=None), gate)
    assert not any(is_late(replace(waiting, state=state), gate) for state in State if state is not State.QUEUED)
