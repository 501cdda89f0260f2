"""What goes wrong on a trader's day. Each time: a message to understand, nothing lost, a window that goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ravenwits_desktop.ui.account.dialog import AccountDialog
from ravenwits_desktop.ui.notice import Notice
from tests.faults import refusing_address
from tests.spreadsheets.builders import hours, xlsx

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@pytest.fixture
def day(tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    return path


@pytest.fixture
def signed_in(start, server):
    """Signed in to a server that the test can stop, at the address `url` if it is another one."""

    def starter(url=None, token=None):
        desk = start()
        dialog = desk.open_account()
        desk.fill_in(dialog, server, address=url or server.url, token=token or server.token)
        desk.press("saveAccountButton", dialog)
        desk.until(lambda: desk.window.tool_bar.retailer_id())
        return desk

    return starter


def test_no_server_at_the_address(signed_in, day):
    with refusing_address() as address:
        desk = signed_in(address)
        desk.hears("is not there", "refused")
        assert "Offline" in desk.link()
        desk.take(day)
        desk.submit()
        desk.until(lambda: "Not sent yet" in desk.submissions()[0])
        assert "waiting to be sent" in desk.submissions()[0]
        desk.close()


def test_a_wrong_address_is_corrected_and_what_waited_goes_out(signed_in, server, day):
    with refusing_address() as address:
        desk = signed_in(address)
        desk.take(day)
        desk.submit()
        desk.until(lambda: "Not sent yet" in desk.submissions()[0])
        dialog = desk.open_account()
        desk.fill_in(dialog, server)
        desk.press("saveAccountButton", dialog)
        desk.until(lambda: "Online" in desk.link())
    # it belongs to the account of the wrong address: nothing is sent to another one unasked
    assert server.posts == []
    desk.list.selectRow(0)
    desk.child(object, "cancelAction").trigger()
    desk.until(lambda: len(desk.names()) == 1)
    desk.submit()
    desk.stands("completed")
    assert len(server.posts) == 1


def test_a_name_that_is_not_known(start, server):
    desk = start()
    desk.sign_in(server, address="https://no-such-host.invalid")
    dialog = desk.seen(AccountDialog, "accountDialog")
    result = desk.child(Notice, "signInResult", dialog)
    desk.until(lambda: result.text)
    assert "no-such-host.invalid" in result.text
    dialog.reject()


def test_a_wrong_token(signed_in, server, day):
    desk = signed_in(token="not-the-token")
    desk.take(day)
    desk.submit()
    desk.hears("Sign in again", "nothing is lost")
    assert "Sign-in needed" in desk.link()
    desk.until(lambda: "waiting to be sent" in desk.submissions()[0])
    assert server.posts == []
    desk.sign_in(server)
    desk.until(lambda: len(server.posts) == 1)
    desk.stands("completed")
    assert "Sign in again" not in desk.said()


def test_an_expired_token(signed_in, server, day):
    server.hold()
    desk = signed_in()
    desk.take(day)
    desk.submit()
    desk.until(lambda: "pending" in desk.submissions()[0])
    server.expire_tokens()
    server.release()
    desk.window.actions_.refresh.trigger()
    desk.hears("Sign in again", "nothing is lost")
    desk.take(day)
    desk.submit()
    desk.until(lambda: "waiting to be sent" in desk.submissions()[0])
    desk.sign_in(server, password=True)
    desk.until(lambda: len(server.posts) == 2)
    desk.stands("completed", row=0)
    desk.stands("completed", row=1)


def test_the_server_is_down_at_the_start(start, server, safe, day):
    desk = start()
    desk.sign_in(server)
    desk.until(lambda: "Online" in desk.link())
    desk.close()
    server.stop()
    again = start()
    again.hears("is not there")
    assert "Offline" in again.link()
    again.take(day)
    again.submit()
    again.until(lambda: "Not sent yet" in again.submissions()[0])
    server.start()
    again.stands("completed")
    assert "Online" in again.link()
    assert again.said().count("is not there") == 0
    assert len(server.posts) == 1


def test_the_server_goes_away_between_submitting_and_the_next_look(signed_in, server, day):
    server.hold()
    desk = signed_in()
    desk.take(day)
    desk.submit()
    desk.until(lambda: "pending" in desk.submissions()[0])
    server.stop()
    desk.window.actions_.refresh.trigger()
    desk.hears("is not there")
    assert "pending" in desk.submissions()[0]
    server.start()
    server.release()
    desk.stands("completed")
    desk.until(lambda: "Online" in desk.link())
    assert len(server.posts) == 1


@contextlib.contextmanager
def full_disk(room):
    """Let no file grow beyond `room` bytes."""
    import resource

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def full(desk, tmp_path):
    """With a draft of many rows and no room for the log of the store to grow."""
    path = tmp_path / "months.xlsx"
    path.write_bytes(xlsx([["Fecha", "Compra (MW)"], *hours(2800)]))
    desk.take(path)
    desk.saved()
    log = desk.folders.data / "ravenwits.sqlite3-wal"
    return desk, full_disk(log.stat().st_size)


@posix
def test_a_full_disk_is_told_and_the_draft_saved_once_there_is_room(full, start):
    desk, no_room = full
    with no_room:
        desk.type(0, "77")
        desk.hears("the disk is full", "Make room")
        desk.type(1, "78")
        assert desk.workspace.autosave.waiting
    desk.saved()
    desk.close()
    again = start(sandbox=True)
    assert (again.cell(0), again.cell(1)) == ("77", "78")


@posix
def test_nothing_is_sent_that_a_full_disk_did_not_take(full):
    desk, no_room = full
    with no_room:
        dialog = desk.review()
        for box in dialog.findChildren(object, "seenBox"):
            box.click()
        desk.press("confirmSubmitButton", dialog)
        desk.hears("the disk is full")
        assert desk.sandbox.posts == []
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.submissions() == []
    desk.submit()
    desk.stands("completed")
    assert len(desk.sandbox.posts) == 1


def tab(desk):
    """What the tab in front says of its draft."""
    tabs = desk.workspace.tabs.tabs
    return tabs.tabBar().accessibleTabName(tabs.currentIndex())


@posix
def test_closing_asks_before_changes_are_lost_to_a_full_disk(full, start):
    desk, no_room = full
    with no_room:
        desk.type(0, "77")
        desk.until(lambda: desk.workspace.autosave.failed)
        assert "not saved" in tab(desk)
        desk.window.close()
        assert desk.window.isVisible()
        box = desk.seen(QMessageBox, "unsavedBox")
        desk.click(box.button(QMessageBox.StandardButton.Cancel))
    desk.saved()
    assert tab(desk).endswith(", saved")
    desk.close()
    assert start(sandbox=True).cell(0) == "77"


@posix
def test_one_may_close_on_a_full_disk_all_the_same(full):
    desk, no_room = full
    with no_room:
        desk.type(0, "77")
        desk.until(lambda: desk.workspace.autosave.failed)
        desk.window.close()
        box = desk.seen(QMessageBox, "unsavedBox")
        lose = next(each for each in box.buttons() if "lose" in each.text())
        desk.close(by=lambda: desk.click(lose))


HOLD = "import sys; from ravenwits_desktop.store.store import Store\nwith Store.open(sys.argv[1]): print(); input()"


def test_a_store_that_another_process_holds(start, tmp_path, day):
    data = tmp_path / "data"
    url = f"sqlite:///{(data / 'ravenwits.sqlite3').as_posix()}"
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ)
    )
    with holding:
        assert holding.stdout is not None
        holding.stdout.readline()
        desk = start(data, paths=(str(day),))
        desk.hears("already open in another window", "Nothing was changed or sent")
        dead_but_not_lying(desk)
        desk.close()
        holding.communicate(b"\n")
    assert start(data).said().count("already open") == 0


def dead_but_not_lying(desk):
    """Nothing can be begun that could not be kept; the window can be read and closed."""
    actions = desk.window.actions_
    enabled = [action for action in actions.everything() if action.isEnabled()]
    assert enabled == [actions.quit, actions.about]
    assert not desk.workspace.tabs.isEnabled()
    assert not desk.window.acceptDrops()
    assert desk.workspace.importing.dialog is None
    assert "Reading" not in desk.said()


def test_a_damaged_store_is_told_and_left_alone(start, desk, day):
    desk.take(day)
    desk.saved()
    desk.close()
    file = desk.folders.data / "ravenwits.sqlite3"
    damaged = bytes(64) + file.read_bytes()[64:]
    file.write_bytes(damaged)
    again = start(sandbox=True)
    again.hears(str(file), "is damaged", "sends nothing")
    dead_but_not_lying(again)
    again.close()
    assert file.read_bytes() == damaged


def test_a_store_without_a_byte_is_told(start, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "ravenwits.sqlite3").touch()
    desk = start()
    desk.hears(str(data / "ravenwits.sqlite3"), "empty", "begun anew")


def test_damaged_settings_are_told_and_the_drafts_are_there(start, day):
    desk = start()
    desk.take(day)
    desk.close()
    desk.folders.settings_file.write_text("{")
    again = start()
    again.hears("settings", "cannot be read")
    assert len(again.names()) == 1


@posix
def test_a_log_that_cannot_be_written_is_told(start, tmp_path, day):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "logs").write_text("in the way")
    desk = start()
    desk.hears("No log can be written")
    desk.take(day)


@pytest.mark.filterwarnings("error")
def test_numbers_too_large_to_add_up_are_pasted_marked_and_taken_back(signed_in, day):
    desk = signed_in()
    desk.take(day)
    before = [desk.cell(row) for row in range(24)]
    QGuiApplication.clipboard().setText("1e308\n" * 24)
    desk.table.setFocus()
    desk.editor().go_to(0)
    desk.key(desk.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.editor().error_count() == 24)
    assert {desk.editor().model.display_text(row, 1) for row in range(24)} == {"1e+308"}
    assert "No purchase is larger than 10,000,000 MW" in desk.editor().model.display_text(0, 2)
    desk.editor().undo_stack.undo()
    assert [desk.cell(row) for row in range(24)] == before
    assert desk.editor().error_count() == 0


def test_data_on_another_computer_is_told_with_its_folder(start, monkeypatch, tmp_path):
    monkeypatch.setattr("ravenwits_desktop.app.is_on_share", lambda folder: folder == tmp_path / "data")
    start().hears(str(tmp_path / "data"), "lies on another computer", "--data-dir")
