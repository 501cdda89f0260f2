"""Openings that outrun each other: what is told last is what is known last."""

from __future__ import annotations

import threading

import pytest

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker import openings
from ravenwits_desktop.worker.events import SubmissionOpened
from tests.store.factory import a_purchase
from tests.worker.bench import Bench


class Held:
    """Holds the first answer that is made sense of, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        understood = openings._understood

        def hold(*arguments):
            if not self.begun.is_set():
                self.begun.set()
                self.go.wait(20)
            return understood(*arguments)

        monkeypatch.setattr(openings, "_understood", hold)


def _opened(desk: Bench, submission: str) -> list[SubmissionOpened]:
    return [each for each in desk.all(SubmissionOpened) if each.submission.id == submission]


def test_an_older_answer_never_takes_the_place_of_a_newer_one(desk, server, monkeypatch):
    held = Held(monkeypatch)
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.worker.open_submission(sent)
    desk.wait_until(held.begun.is_set)
    server.release()
    desk.wait_state(sent, State.COMPLETED)
    desk.worker.open_submission(sent)
    desk.wait_until(lambda: any(each.prices for each in _opened(desk, sent)))
    held.go.set()
    desk.worker.open_submission(sent)
    known = len(_opened(desk, sent))
    desk.wait_until(lambda: len(_opened(desk, sent)) > known)
    assert all(each.output is not None and each.submission.state is State.COMPLETED for each in _opened(desk, sent))


def test_another_submission_that_is_asked_for_meanwhile_takes_nothing_from_the_first(desk, monkeypatch):
    held = Held(monkeypatch)
    first, second = desk.submit(), desk.submit(a_purchase(192, mw=50), draft_id="other")
    for each in (first, second):
        desk.wait_state(each, State.PENDING)
    desk.worker.open_submission(first)
    desk.wait_until(held.begun.is_set)
    desk.worker.open_submission(second)
    desk.wait_until(lambda: _opened(desk, second))
    held.go.set()
    desk.wait_until(lambda: _opened(desk, first))


def test_two_that_are_opened_at_once_both_get_names_and_prices(desk, server):
    first, second = desk.submit(), desk.submit(a_purchase(192, mw=50), draft_id="other")
    server.release()
    for each in (first, second):
        desk.wait_state(each, State.COMPLETED)
    for each in (first, second, first):
        desk.worker.open_submission(each)
    for each in (first, second):
        desk.wait_until(lambda each=each: _opened(desk, each) and _opened(desk, each)[-1].prices)
        assert _opened(desk, each)[-1].names
        assert _opened(desk, each)[-1].priced
    assert len([request for request in server.requests if "prices" in request]) == 4
