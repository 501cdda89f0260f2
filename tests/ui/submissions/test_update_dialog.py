"""Outputs go only as they were checked, and what the service says stays to be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from ravenwits_desktop.domain.decision import UpdateRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.json_edit import JsonEdit
from ravenwits_desktop.ui.submissions.json_layout import laid_out, place
from ravenwits_desktop.ui.submissions.update_dialog import LONGEST_EDITED, UpdateDialog
from tests.ui.builders import a_submission, heard

OUTPUTS = '[\n{"idmodel": 1, "value": {}}\n]'


class WrongOutputsError(Exception):
    def __init__(self, text):
        self.message = Message(text)


def check(text):
    """Stands for the rules of the outputs: JSON, an array, a warning on each unknown market."""
    try:
        outputs = json.loads(text)
    except ValueError as error:
        raise WrongOutputsError("This is not JSON.") from error
    if not isinstance(outputs, list):
        raise WrongOutputsError("The outputs are no list of models.")
    return tuple(Message("Market {name} is not known.", {"name": name}) for name in outputs if isinstance(name, str))


@pytest.fixture
def dialog(qtbot):
    made = UpdateDialog(a_submission(0, server_status="in_progress"), OUTPUTS, check)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: findings(made).tone is Tone.SUCCESS)
    return made


def findings(dialog):
    return dialog.findChild(Notice, "outputsFindings")


def send_button(dialog):
    return dialog.findChild(QPushButton, "sendUpdateButton")


def editor(dialog):
    return dialog.findChild(JsonEdit)


def test_what_was_checked_is_what_is_asked_to_be_sent(dialog):
    asked = heard(dialog.send_requested)
    box = dialog.findChild(QComboBox, "updateStatusBox")
    assert box.currentData() == "in_progress"
    box.setCurrentIndex(box.findData("failed"))
    dialog.findChild(QLineEdit, "updateErrorEdit").setText(" no prices ")
    send_button(dialog).click()
    send_button(dialog).click()
    assert asked == [UpdateRequest("own-0", "failed", "no prices", OUTPUTS)]
    assert not send_button(dialog).isEnabled()


def test_an_edit_has_to_be_checked_before_it_can_go(qtbot, dialog):
    editor(dialog).setPlainText("[]")
    assert not send_button(dialog).isEnabled()
    assert dialog.request() is None
    qtbot.waitUntil(send_button(dialog).isEnabled)
    assert dialog.request().outputs_text == "[]"


def test_a_wrong_place_is_named_marked_and_gone_to(qtbot, dialog):
    editor(dialog).setPlainText('[\n{"idmodel": 1,}\n]')
    qtbot.waitUntil(lambda: findings(dialog).tone is Tone.ERROR)
    assert findings(dialog).text.startswith("Line 2, column ")
    assert editor(dialog).marked_line == 2
    assert not send_button(dialog).isEnabled()
    dialog.findChild(QPushButton, "goToProblemButton").click()
    assert editor(dialog).textCursor().blockNumber() == 1
    editor(dialog).setPlainText("[]")
    assert editor(dialog).marked_line is None


def test_wrong_outputs_that_are_json_have_no_place(qtbot, dialog):
    editor(dialog).setPlainText("{}")
    qtbot.waitUntil(lambda: findings(dialog).tone is Tone.ERROR)
    assert findings(dialog).text == "The outputs are no list of models."
    assert not dialog.findChild(QPushButton, "goToProblemButton").isVisible()


def test_warnings_are_shown_and_do_not_stop(qtbot, dialog):
    editor(dialog).setPlainText('["MID4"]')
    qtbot.waitUntil(lambda: findings(dialog).tone is Tone.WARNING)
    assert findings(dialog).text == "Market MID4 is not known."
    assert send_button(dialog).isEnabled()


def test_without_outputs_nothing_can_be_sent(qtbot):
    made = UpdateDialog(a_submission(0), "", check)
    qtbot.addWidget(made)
    assert not send_button(made).isEnabled()
    assert findings(made).text
    made.set_outputs("[]")
    qtbot.waitUntil(send_button(made).isEnabled)


def test_the_answer_stays_to_be_read(dialog):
    send_button(dialog).click()
    dialog.show_answer('{"message": "updated"}')
    answer = dialog.findChild(Notice, "updateAnswer")
    assert answer.tone is Tone.SUCCESS
    assert answer.detail == '{"message": "updated"}'
    assert dialog.isVisible()
    assert send_button(dialog).isEnabled()


def test_an_error_leaves_everything_as_it_was(dialog):
    send_button(dialog).click()
    dialog.show_error(Message("No connection to the service.", {}, "refused"))
    assert dialog.findChild(Notice, "updateAnswer").text == "No connection to the service."
    assert dialog.outputs_text == OUTPUTS
    assert send_button(dialog).isEnabled()


def test_a_file_without_line_breaks_is_laid_out(qtbot, dialog):
    rows = [{"datetime": f"2026-11-25 {hour:02}:15", "purchase_percentage": 1.0} for hour in range(24)]
    text = json.dumps([{"idmodel": 1, "value": dict.fromkeys(("MD", "MID1", "MID2", "MID3"), rows)}])
    assert len(text) > 4000
    dialog.set_outputs(text)
    qtbot.waitUntil(send_button(dialog).isEnabled)
    assert editor(dialog).blockCount() > 96
    assert json.loads(dialog.request().outputs_text) == json.loads(text)


def test_what_is_too_large_to_edit_is_checked_and_sent_as_it_is(qtbot, dialog):
    text = "[" + " " * LONGEST_EDITED + "]"
    dialog.set_outputs(text)
    qtbot.waitUntil(send_button(dialog).isEnabled)
    assert not editor(dialog).isVisible()
    assert dialog.findChild(QLabel, "outputsTooLarge").isVisible()
    assert dialog.request().outputs_text == text
    dialog.findChild(QPushButton, "resetOutputsButton").click()
    qtbot.waitUntil(lambda: editor(dialog).isVisible() and send_button(dialog).isEnabled())
    assert dialog.request().outputs_text == OUTPUTS


def test_closing_while_a_check_runs_is_quiet(qtbot, dialog):
    dialog.set_outputs("[" + "1," * 500_000 + "1]")
    dialog.reject()
    assert not dialog.isVisible()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_laying_out_changes_nothing_that_is_said(value):
    text = json.dumps(value)
    assert json.loads(laid_out(text)) == value
    assert laid_out(laid_out(text)) == laid_out(text)


def test_laying_out_keeps_digits_and_leaves_alone_what_is_no_json():
    assert laid_out('{"a":1.10,"b":1E2}') == '{"a": 1.10, "b": 1E2}'
    assert laid_out('{"a":') == '{"a":'
    assert laid_out("[" * 100_000) == "[" * 100_000


def test_a_place_counts_from_one():
    assert place("[1]") is None
    found = place('{\n "a": x}')
    assert (found.line, found.column) == (2, 7)
