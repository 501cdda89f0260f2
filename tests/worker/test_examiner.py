"""Rows examined beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.examination import Question, examine
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.worker import events
from tests.worker.bench import Bench

START = Callable[..., Bench]
MADRID = "Europe/Madrid"


def question(count: int = 24) -> Question:
    first = grid.new_rows(date(2000, 1, 2), 60).labels[0]
    labels = first + np.arange(count) * timegrid.minutes(60)
    return Question(Rows(labels, np.resize([1.0, -2.0], count)), 60, Label.END, MADRID)


def test_the_answer_is_what_there_is_to_say_and_knows_its_question(start: START) -> None:
    bench, asked = start(), question()
    number = bench.worker.examine(asked, None)
    found = bench.wait_for(events.Examined, lambda event: event.request == number).examination
    assert found is not None
    assert found.question is asked
    assert list(found.problems) == list(examine(asked).problems)
    edited = replace(asked, rows=Rows(asked.rows.labels, -asked.rows.mw))
    number = bench.worker.examine(edited, found)
    again = bench.wait_for(events.Examined, lambda event: event.request == number).examination
    assert again is not None
    assert again.checked.periods is found.checked.periods
    assert list(again.problems) == list(examine(edited).problems)


def test_a_fault_is_reported_and_answered_all_the_same(start: START) -> None:
    bench = start()
    bench.expected = ("Nowhere/At_All",)
    bench.worker.examine(replace(question(), zone="Nowhere/At_All"), None)
    assert bench.wait_for(events.Examined).examination is None
    assert "Nowhere/At_All" in bench.wait_for(events.Unexpected).report
    bench.worker.examine(question(), None)
    bench.wait_for(events.Examined, lambda event: event.examination is not None)


def test_the_end_does_not_wait_for_what_nobody_will_see(start: START) -> None:
    bench = start()
    for _ in range(20):
        bench.worker.examine(question(800_000), None)
    bench.stop()
    assert len(bench.all(events.Examined)) < 20
