"""Work beside the window: its result comes back, it is seen when it takes long, and it can be given up."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget

from ravenwits_desktop.ui import background
from ravenwits_desktop.ui.background import Background


@pytest.fixture
def work(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return Background(window)


def test_the_result_comes_back_in_the_windows_own_thread(work, qtbot):
    got = []
    work.run(
        "…", lambda _steps: threading.current_thread(), lambda thread: got.append((thread, threading.current_thread()))
    )
    assert work.busy
    qtbot.waitUntil(lambda: bool(got))
    assert not work.busy
    assert got[0][0] is not got[0][1]
    assert got[0][1] is threading.main_thread()


def test_what_goes_wrong_is_told_where_it_was_asked_for(work, qtbot):
    def fail(_steps):
        raise ValueError("no such page")

    with qtbot.captureExceptions() as caught:
        work.run("…", fail, pytest.fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "no such page"
    assert not work.busy


def test_a_long_one_is_shown_with_how_far_it_is_and_given_up(work, qtbot, monkeypatch):
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)
    went_on, ended = threading.Event(), threading.Event()

    def count(steps):
        steps.total, steps.done = 10, 3
        while steps.wanted:
            went_on.wait(0.01)
        ended.set()
        return "late"

    work.run("Counting…", count, pytest.fail)
    window = work.parent()
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is not None)
    box = window.findChild(QProgressDialog)
    qtbot.waitUntil(lambda: (box.maximum(), box.value()) == (10, 3))
    assert box.labelText() == "Counting…"
    box.findChild(QPushButton).click()
    assert not work.busy
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)


def test_escape_gives_up_before_the_box_has_the_keyboard_too(work, qtbot, monkeypatch):
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)
    ended = threading.Event()

    def wait(steps):
        while steps.wanted:
            ended.wait(0.01)
        ended.set()

    work.run("…", wait, pytest.fail)
    window = work.parent()
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is not None)
    box = window.findChild(QProgressDialog)
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert not work.busy
    qtbot.waitUntil(ended.is_set)


def test_the_box_is_no_wider_for_a_long_name(work, qtbot, monkeypatch):
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)

    def wait(_steps):
        while True:
            yield 0

    work.run_here("Reading " + "a_very_long_name_of_a_file_" * 8, wait, pytest.fail)
    window = work.parent()
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is not None)
    assert window.findChild(QProgressDialog).sizeHint().width() < 500
    work.give_up()


def test_another_one_takes_the_place_of_the_one_before(work, qtbot):
    got, ended = [], threading.Event()

    def first(steps):
        while steps.wanted:
            ended.wait(0.01)
        ended.set()

    work.run("…", first, pytest.fail)
    work.run("…", lambda _steps: 2, got.append)
    qtbot.waitUntil(lambda: got == [2] and ended.is_set())


def pieces(done):
    """Work of three pieces that tells its end, whichever it is."""

    def work(steps):
        steps.total = 3
        try:
            for place in range(3):
                done.append(threading.current_thread())
                yield place
        finally:
            done.append("ended")
        return "whole"

    return work


def test_pieces_are_done_in_the_windows_own_thread(work, qtbot):
    done, got = [], []
    work.run_here("…", pieces(done), got.append)
    assert work.busy
    assert done == [], "the window has its turn first"
    qtbot.waitUntil(lambda: got == ["whole"])
    assert done == [threading.main_thread()] * 3 + ["ended"]
    assert not work.busy


def test_what_goes_wrong_in_a_piece_ends_it(work, qtbot):
    def fail(_steps):
        yield 0
        raise ValueError("no such page")

    with qtbot.captureExceptions() as caught:
        work.run_here("…", fail, pytest.fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "no such page"
    assert not work.busy


def test_pieces_that_are_given_up_are_closed_where_they_stand(work, qtbot):
    done = []

    def count(_steps):
        try:
            while True:
                done.append("piece")
                yield 0
        finally:
            done.append("ended")

    work.run_here("…", count, pytest.fail)
    qtbot.waitUntil(lambda: len(done) > 3)
    work.give_up()
    assert done.pop() == "ended"
    assert not work.busy
    got = []
    work.run_here("…", pieces([]), got.append)
    qtbot.waitUntil(lambda: got == ["whole"])
    assert set(done) == {"piece"}


def test_pieces_are_shown_and_given_up_in_the_box_while_it_is_told_of_one(work, qtbot, monkeypatch):
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)
    ended = []

    def count(steps):
        steps.total = 1_000_000
        try:
            while True:
                # comes while the box shows a number, for it lets the window have its turn then
                QTimer.singleShot(0, give_up)
                yield steps.done + 1
        finally:
            ended.append(steps.done)

    def give_up():
        box = window.findChild(QProgressDialog)
        if box is not None and box.value() > 5:
            box.findChild(QPushButton).click()

    window = work.parent()
    work.run_here("Counting…", count, pytest.fail)
    qtbot.waitUntil(lambda: bool(ended))
    assert not work.busy
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)
