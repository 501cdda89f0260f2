"""Starting: after a kill, a second time, and what is imported before the window is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFileOpenEvent

from ravenwits_desktop.single_instance import SingleInstance
from ravenwits_desktop.ui.autosave import PAUSE
from tests.spreadsheets.builders import hours, xlsx

HEAVY = {"pandas", "pyqtgraph", "httpx", "keyring", "sqlalchemy", "numpy"}


@pytest.fixture
def day(tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    return path


def child(*arguments, module="tests.app.hands"):
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )


def test_what_was_edited_is_there_after_a_kill(start, tmp_path, day):
    data = tmp_path / "data"
    with child("edit", data, day) as working:
        try:
            assert working.stdout.readline() == "saved\n"
        finally:
            working.kill()
    assert PAUSE < 1000
    desk = start(data)
    [kept] = desk.workspace.tabs.drafts()
    assert (len(kept.rows), kept.source) == (24, "day.xlsx")
    assert desk.cell(5) == "123.456"
    assert "without being closed" in desk.hears("as they were saved: 1", "can no longer be undone")


def test_after_a_start_it_stays_said_that_nothing_can_be_undone(start, tmp_path, day):
    """Where one looks for it: in the menu and on the tab; a message is for a program that was killed."""
    data = tmp_path / "data"
    with child("close", data, day) as working:
        assert working.wait(60) == 0
        working.communicate()
    desk = start(data)
    undo, bar = desk.workspace.tabs.undoing.undo, desk.workspace.tabs.tabs
    anew = "&Undo: nothing done since it was opened"
    assert (undo.text(), undo.isEnabled()) == (anew, False)
    assert "can no longer be undone" in bar.tabToolTip(0)
    assert "without being closed" not in desk.said()
    desk.type(0, "7")
    assert undo.text() == "&Undo edit value"
    undo.trigger()
    assert undo.text() == anew
    desk.take(day)
    assert undo.text() == "&Undo import of day.xlsx"
    desk.workspace.tabs.tabs.setCurrentIndex(0)
    assert undo.text() == anew
    assert "can no longer be undone" not in bar.tabToolTip(1)


def test_tabs_their_order_and_the_closed_drafts_are_there_after_a_kill(start, tmp_path, day):
    data = tmp_path / "data"
    with child("arrange", data, day) as working:
        try:
            names = json.loads(working.stdout.readline())
        finally:
            working.kill()
    assert names == ["fifth", "first", "third"]
    desk = start(data)
    assert desk.names() == names
    assert desk.editor().draft().name == "third"
    for name in ("second", "fourth"):
        desk.window.actions_.reopen_draft.trigger()
        assert desk.editor().draft().name == name, "the one closed last comes first"
        assert desk.cell(0) == "10.5"
    desk.window.actions_.reopen_draft.trigger()
    assert len(desk.names()) == 5


def test_it_ends_quietly_with_a_draft_open(tmp_path, day):
    with child("close", tmp_path / "data", day) as working:
        out, err = working.communicate(timeout=60)
    assert (working.returncode, out, err) == (0, "saved\n", "")


def test_what_was_edited_is_there_after_the_system_ended_the_program(start, tmp_path, day):
    data = tmp_path / "data"
    with child("quit", data, day) as working:
        out, err = working.communicate(timeout=60)
    assert (working.returncode, out, err) == (0, "", "")
    desk = start(data)
    assert desk.cell(5) == "123.456"
    assert "without being closed" not in desk.said()


def test_a_second_start_hands_its_files_to_the_first(start, tmp_path, day):
    data = tmp_path / "data"
    instance = SingleInstance(data)
    assert instance.take()
    instance.listen()
    desk = start(data)
    instance.called.connect(desk.application.called)
    desk.window.showMinimized()
    second = child("--data-dir", data, day, module="ravenwits_desktop")
    try:
        dialog = desk.read()
        assert not desk.window.isMinimized()
        desk.press("acceptImport", dialog)
        desk.until(lambda: len(desk.names()) == 1)
        out, err = second.communicate(timeout=20)
        assert (second.returncode, out, err) == (0, "", "")
    finally:
        second.kill()
        second.wait()
        instance.release()


def test_files_that_come_before_it_is_ready_are_opened_then(start, tmp_path, day):
    desk = start(wait=False)
    desk.application.called((str(day),))
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)


def test_what_macos_wants_opened_is_told(qapp, qtbot, day):
    with qtbot.waitSignal(qapp.asked_to_open) as asked:
        qapp.sendEvent(qapp, QFileOpenEvent(str(day)))
    assert asked.args == [(str(day),)]


def test_a_data_folder_that_cannot_be_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with child("--data-dir", tmp_path / "file", module="ravenwits_desktop") as started:
        out, err = started.communicate(timeout=30)
    assert started.returncode == 2
    assert out == ""
    assert err.startswith("The data folder")
    assert err.count("\n") == 1


def test_the_window_is_painted_before_the_heavy_modules_come(tmp_path):
    with child("modules", tmp_path / "data") as started:
        out, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (0, "")
    imported = {name.partition(".")[0] for name in json.loads(out)}
    assert "PySide6" in imported
    assert imported & HEAVY == set()


def test_closed_before_it_is_ready(start, tmp_path):
    desk = start(tmp_path / "data", wait=False)
    desk.until(lambda: desk.application.worker.running)
    desk.close()


def test_closed_while_a_file_is_read_and_a_purchase_is_under_way(desk, day):
    desk.sandbox.hold()
    desk.take(day)
    desk.submit()
    desk.drop(day)
    desk.close()
