"""A newer version as somebody at the program meets it, and the settings of the computer with it."""

from __future__ import annotations

import base64
import json

import pytest
from PySide6.QtWidgets import QPushButton

from ravenwits_desktop import machine
from tests.worker.test_versions import INSTALLER, KEY, NEWER, Place, notice


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "software")


@pytest.fixture
def computer(tmp_path, monkeypatch, place):
    """Writes the settings of the computer."""
    file = tmp_path / "etc" / machine.FILE
    file.parent.mkdir()
    monkeypatch.setattr(machine, "place", lambda: file)  # where only administrators write

    def write(**content):
        key = base64.b64encode(bytes(KEY.verify_key)).decode()
        file.write_text(json.dumps({"update_place": place.address, "update_key": key, **content}))
        return file

    return write


def button(desk, text):
    desk.until(lambda: [found for found in desk.window.messages.findChildren(QPushButton) if text in found.text()])
    return next(found for found in desk.window.messages.findChildren(QPushButton) if text in found.text())


def test_a_newer_version_is_told_and_saved_where_somebody_wants_it(start, computer, tmp_path):
    computer()
    desk = start()
    desk.hears(f"Version {NEWER} of the program is there", "the intranet")
    target = tmp_path / "saved.bin"
    with desk.answering_file_dialog(target):
        button(desk, "Save it").click()
    desk.hears(str(target), "as it was signed")
    assert target.read_bytes() == INSTALLER


def test_what_is_new_can_be_read_and_the_offer_stays(start, computer, tmp_path):
    computer()
    desk = start()
    button(desk, "What is").click()
    box = desk.dialog("versionNotes")
    assert box.text() == "What is new"
    box.accept()
    desk.hears(f"Version {NEWER}")
    with desk.answering_file_dialog():
        button(desk, "Save it").click()
    desk.hears(f"Version {NEWER}")


def test_what_was_loaded_and_is_not_what_was_signed_is_told(start, computer, tmp_path, place):
    (place.folder / "installer.bin").write_bytes(b"something else")
    computer()
    desk = start()
    with desk.answering_file_dialog(tmp_path / "saved.bin"):
        button(desk, "Save it").click()
    desk.hears("could not be saved", "not the file that the signed notice names")
    assert not (tmp_path / "saved.bin").exists()


def test_a_notice_with_a_wrong_signature_is_a_line_in_the_status_bar_and_no_message(start, computer, place):
    place.put(notice(), b"")
    computer()
    desk = start()
    desk.until(lambda: "is not signed by those" in desk.window.statusBar().currentMessage())
    assert "signed" not in desk.said()


def test_settings_of_the_computer_that_cannot_be_used_are_told_with_their_file(start, computer):
    file = computer(colour="green")
    desk = start()
    desk.hears(str(file), "line 1: ", "unknown field `colour`", "corrected or removed that file")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"label": "end",\n "locked": ["colour"]}', "line 2: “locked” names “colour”"),
        ('{"label": "end",\n "address": "https', "line 2: "),
    ],
)
def test_a_lock_that_is_not_known_and_half_a_file_are_told_and_written_to_the_log(
    start, computer, tmp_path, content, words
):
    file = computer()
    file.write_text(content)
    data = tmp_path / "data"
    desk = start(data)
    desk.hears(str(file), words, "corrected or removed that file")
    (log,) = (data / "logs").glob("*.log")
    told = log.read_text(encoding="utf-8")
    assert str(file) in told
    assert words in told


def test_the_sandbox_knows_nothing_of_it(start, computer):
    computer(colour="green")
    desk = start(sandbox=True, pace=0.01)
    desk.until(desk.window.tool_bar.retailer_id)
    assert desk.said() == ""
