"""The count-down to the next gate, by a clock that the test turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.ui.gate_clock import GateClock
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.worker.events import GatesChanged


class Desk:
    now = datetime(2026, 11, 24, 8, 47, 30, tzinfo=UTC)
    open = True


@pytest.fixture
def clock(qtbot, tmp_path):
    window = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(window)
    desk = Desk()
    made = GateClock(window.tool_bar, lambda: desk.open, lambda: desk.now)
    made.desk = desk
    made.label = window.tool_bar.gate
    return made


def test_it_counts_down_while_something_is_open(clock):
    clock.look()
    assert clock.counting
    assert clock.label.accessibleName() == "MID3 closes in 12 min"
    clock.desk.now += timedelta(minutes=12, seconds=30)
    clock.look()
    assert clock.label.accessibleName() == "MD closes in 2 h 0 min"


def test_with_nothing_open_no_timer_runs_and_what_it_says_stays_true(clock):
    clock.desk.open = False
    clock.look()
    assert not clock.counting
    assert clock.label.accessibleName() == "MID3 10:00 · MD 12:00 · MID1 15:00 · MID2 22:00"
    clock.desk.open = True
    clock.look()
    assert clock.counting


def test_nobody_looks_no_timer_runs(clock):
    clock.look()
    clock.set_seen(False)
    assert not clock.counting
    clock.desk.now += timedelta(minutes=5)
    clock.set_seen(True)
    assert clock.counting
    assert clock.label.accessibleName() == "MID3 closes in 7 min"


def test_other_gates(clock):
    clock.set_gates(GatesChanged((Gate("MD", 9, 50), *DEFAULT_GATES[1:])))
    assert clock.label.accessibleName() == "MD closes in 2 min"
