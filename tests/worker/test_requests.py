"""Requests of the window: each returns at once, whatever the worker's loop is doing, and they keep their order."""

from __future__ import annotations

import threading

from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import DraftSaved
from tests.store.factory import a_draft


def test_a_request_returns_while_the_loop_is_busy_and_all_are_answered_in_their_order(start, monkeypatch):
    bench = start()
    go_on, was_told_to = threading.Event(), []
    save = Store.save_draft

    def slow(store, draft):
        was_told_to.append(go_on.wait(10))
        save(store, draft)

    monkeypatch.setattr(Store, "save_draft", slow)
    for number in range(3):  # with the loop held up by the first, the others would wait for ten seconds each
        bench.worker.save_draft(a_draft(f"draft {number}"))
    go_on.set()
    bench.wait_until(lambda: len(bench.all(DraftSaved)) == 3)
    assert was_told_to == [True] * 3
    assert [event.draft_id for event in bench.all(DraftSaved)] == ["draft 0", "draft 1", "draft 2"]
