"""Python's garbage collector runs in the thread of the windows only."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.garbage import GarbageCollector, due


@pytest.fixture
def collector(qtbot):
    gc.enable()
    made = GarbageCollector()
    yield made
    made.release()
    assert gc.isenabled()


def circle() -> weakref.ref:
    """A window that only a search finds."""
    window = QWidget()
    window.itself = window
    window.destroyed.connect(seen_in)
    return weakref.ref(window)


def seen_in():
    threads.append(threading.current_thread())


threads: list[threading.Thread] = []


def make_many():
    """More objects at once than Python waits for before it searches."""
    kept = [[] for _ in range(20 * gc.get_threshold()[0])]
    assert due() is not None
    kept.clear()


def test_what_the_worker_makes_is_searched_by_the_thread_of_the_windows(collector, qtbot):
    threads.clear()
    window = circle()
    working = threading.Thread(target=make_many)
    working.start()
    working.join()
    assert window() is not None, "the other thread took the window apart"
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: window() is None)
    assert threads == [threading.main_thread()]
    assert len(kept) == 2 * gc.get_threshold()[0]
    assert QThread.currentThread() is QCoreApplication.instance().thread()


def test_older_objects_are_searched_as_well(collector, qtbot):
    window = circle()
    gc.collect(0)
    gc.collect(1)  # the window is among the oldest now
    made = []

    def gone() -> bool:
        made.extend([] for _ in range(1000))
        return window() is None

    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    qtbot.waitUntil(gone)


def test_it_gives_the_search_back_and_what_it_froze(qtbot):
    gc.enable()
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.settle()
    assert gc.get_freeze_count() > 0
    collector.release()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
    gc.disable()
    collector = GarbageCollector()
    collector.release()
    assert not gc.isenabled()


def test_with_nothing_to_search_no_timer_runs(collector, qtbot):
    gc.collect()
    collector._about_to_rest()
    assert not collector._timer.isActive()


RUNNING = """
import gc, json, sys, threading
names = set()
gc.callbacks.append(lambda phase, info: names.add(threading.current_thread().name))
from ravenwits_desktop.__main__ import main
names.clear()
status = main(["demo", "--json"])
print(json.dumps([status, sorted(names)]))
"""


def test_in_the_whole_program_no_other_thread_searches():
    ran = subprocess.run([sys.executable, "-c", RUNNING], capture_output=True, text=True, check=False)
    assert json.loads(ran.stdout.splitlines()[-1]) == [0, ["MainThread"]], ran.stderr
