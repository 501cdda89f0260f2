"""Outputs go only as they were checked, and what the service says stays to be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QTableView

from ravenwits_desktop.domain.decision import UpdateRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.json_edit import JsonEdit
from ravenwits_desktop.ui.submissions.json_layout import laid_out, place
from ravenwits_desktop.ui.submissions.outputs_editor import LONGEST_EDITED
from ravenwits_desktop.ui.submissions.outputs_table import OutputsTable, models_of, text_of
from ravenwits_desktop.ui.submissions.update_dialog import UpdateDialog
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


def review_button(dialog):
    return dialog.findChild(QPushButton, "reviewUpdateButton")


def send_button(dialog):
    return dialog.findChild(QPushButton, "sendUpdateButton")


def reviewed(dialog, *changes):
    """Ask for the review and answer it."""
    asked = heard(dialog.review_requested)
    review_button(dialog).click()
    dialog.show_review(asked[-1], changes or (Message("Model 7 is new."),), "seen")
    return asked[-1]


def editor(dialog):
    return dialog.findChild(JsonEdit)


def test_what_was_checked_is_what_is_asked_to_be_sent(dialog):
    compared, asked = heard(dialog.review_requested), heard(dialog.send_requested)
    box = dialog.findChild(QComboBox, "updateStatusBox")
    assert box.currentData() == "in_progress"
    box.setCurrentIndex(box.findData("failed"))
    dialog.findChild(QLineEdit, "updateErrorEdit").setText(" no prices ")
    assert not send_button(dialog).isVisible()
    review_button(dialog).click()
    review_button(dialog).click()
    assert compared == [UpdateRequest("own-0", "failed", "no prices", OUTPUTS)]
    dialog.show_review(compared[0], (Message("Model 7 is new."),), "digest")
    changes = dialog.findChild(QListWidget, "updateChanges")
    assert [changes.item(row).text() for row in range(changes.count())] == ["Model 7 is new."]
    send_button(dialog).click()
    send_button(dialog).click()
    assert asked == [UpdateRequest("own-0", "failed", "no prices", OUTPUTS, "digest")]
    assert not send_button(dialog).isEnabled()


def test_what_was_reviewed_is_reviewed_again_after_going_back(dialog):
    reviewed(dialog)
    assert send_button(dialog).isEnabled()
    dialog.findChild(QPushButton, "backToUpdateButton").click()
    assert not send_button(dialog).isVisible()
    assert review_button(dialog).isEnabled()
    dialog.findChild(QLineEdit, "updateErrorEdit").setText("another")
    request = reviewed(dialog)
    assert request.error == "another"
    assert send_button(dialog).isEnabled()


def test_a_review_of_something_else_is_not_shown(dialog):
    dialog.show_review(UpdateRequest("own-0", "failed", "", "[]"), (), "seen")
    assert not send_button(dialog).isVisible()


def test_without_the_service_nothing_was_compared_and_nothing_can_go(dialog):
    review_button(dialog).click()
    dialog.show_error(Message("What the server has now could not be read."))
    assert not send_button(dialog).isVisible()
    assert review_button(dialog).isEnabled()


def test_an_edit_has_to_be_checked_before_it_can_go(qtbot, dialog):
    editor(dialog).setPlainText("[]")
    assert not review_button(dialog).isEnabled()
    assert dialog.request() is None
    qtbot.waitUntil(review_button(dialog).isEnabled)
    assert dialog.request().outputs_text == "[]"


def test_a_wrong_place_is_named_marked_and_gone_to(qtbot, dialog):
    editor(dialog).setPlainText('[\n{"idmodel": 1,}\n]')
    qtbot.waitUntil(lambda: findings(dialog).tone is Tone.ERROR)
    assert findings(dialog).text.startswith("Line 2, column ")
    assert editor(dialog).marked_line == 2
    assert not review_button(dialog).isEnabled()
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
    assert review_button(dialog).isEnabled()


def test_without_outputs_nothing_can_be_sent(qtbot):
    made = UpdateDialog(a_submission(0), "", check)
    qtbot.addWidget(made)
    assert not review_button(made).isEnabled()
    assert findings(made).text
    made.set_outputs("[]")
    qtbot.waitUntil(review_button(made).isEnabled)


def test_the_answer_stays_to_be_read(dialog):
    reviewed(dialog)
    send_button(dialog).click()
    dialog.show_answer('{"message": "updated"}')
    answer = dialog.findChild(Notice, "updateAnswer")
    assert answer.tone is Tone.SUCCESS
    assert answer.detail == '{"message": "updated"}'
    assert dialog.isVisible()
    assert review_button(dialog).isEnabled()


def test_an_error_leaves_everything_as_it_was(dialog):
    reviewed(dialog)
    send_button(dialog).click()
    dialog.show_error(Message("No connection to the service.", {}, "refused"))
    assert dialog.findChild(Notice, "updateAnswer").text == "No connection to the service."
    assert dialog.outputs_text == OUTPUTS
    assert review_button(dialog).isEnabled()


def test_a_file_without_line_breaks_is_laid_out(qtbot, dialog):
    rows = [{"datetime": f"2026-11-25 {hour:02}:15", "purchase_percentage": 1.0} for hour in range(24)]
    text = json.dumps([{"idmodel": 1, "value": dict.fromkeys(("MD", "MID1", "MID2", "MID3"), rows)}])
    assert len(text) > 4000
    dialog.set_outputs(text)
    qtbot.waitUntil(review_button(dialog).isEnabled)
    assert editor(dialog).blockCount() > 96
    assert json.loads(dialog.request().outputs_text) == json.loads(text)


def test_what_is_too_large_to_edit_is_checked_and_sent_as_it_is(qtbot, dialog):
    text = "[" + " " * LONGEST_EDITED + "]"
    dialog.set_outputs(text)
    qtbot.waitUntil(review_button(dialog).isEnabled)
    assert not editor(dialog).isVisible()
    assert dialog.findChild(QLabel, "outputsTooLarge").isVisible()
    assert dialog.request().outputs_text == text
    dialog.findChild(QPushButton, "resetOutputsButton").click()
    qtbot.waitUntil(lambda: editor(dialog).isVisible() and review_button(dialog).isEnabled())
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


# as a table

LABELS = ("2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00")


def row(label, bought, sold=0.0):
    return {"datetime": label, "purchase_percentage": bought, "sale_percentage": sold}


def two_models():
    return [
        {"idmodel": 1, "note": "kept", "value": {"MD": [row(label, 0.8) for label in LABELS], "MID9": []}},
        {"idmodel": "late", "value": {"MID1": [row(LABELS[3], 1.25, 0.25)]}},
    ]


@pytest.fixture
def table(qtbot):
    made = OutputsTable(LABELS)
    qtbot.addWidget(made)
    made.show_models(two_models())
    return made


def cell(table, number, column):
    return table.view.model().index(number, column)


def heads(table):
    model = table.view.model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def test_the_hour_that_october_repeats_has_two_rows(table):
    model = table.view.model()
    assert [model.headerData(number, Qt.Orientation.Vertical) for number in range(model.rowCount())] == list(LABELS)
    assert heads(table)[:2] == ["MD buy %", "MD sell %"]
    assert heads(table)[-2:] == ["MID9 buy %", "MID9 sell %"]
    assert cell(table, 0, 0).data() == "80"
    assert cell(table, 0, 2).data() == "—"


@pytest.mark.parametrize(("typed", "share"), [("75", 0.75), ("75.5 %", 0.755), ("-3", -0.03), ("", None), ("x", None)])
def test_per_cents_are_typed_and_fractions_are_kept(table, typed, share):
    edits = []
    table.edited.connect(lambda: edits.append(True))
    model = table.view.model()
    assert model.setData(cell(table, 1, 0), typed) == (share is not None)
    assert len(edits) == (share is not None)
    assert table.models[0]["value"]["MD"][1]["purchase_percentage"] == (0.8 if share is None else share)
    assert table.models[0]["value"]["MD"][2]["purchase_percentage"] == 0.8


def test_a_cell_of_a_market_without_a_row_makes_one_in_its_place(table):
    table.findChild(QComboBox, "outputsModelBox").setCurrentIndex(1)
    column = heads(table).index("MID1 buy %")
    assert table.view.model().setData(cell(table, 0, column), "50")
    assert table.models[1]["value"]["MID1"] == [row(LABELS[0], 0.5), row(LABELS[3], 1.25, 0.25)]


def test_one_more_model_begins_with_all_in_the_day_ahead_market(table):
    table.findChild(QPushButton, "addModelButton").click()
    assert table.models[2] == {"idmodel": 2, "value": {"MD": [row(label, 1.0) for label in LABELS]}}
    assert table.findChild(QComboBox, "outputsModelBox").currentText() == "2"


def test_the_text_of_a_table_says_the_same():
    assert json.loads(text_of(two_models())) == two_models()
    assert models_of(text_of(two_models())) == two_models()
    assert models_of(json.dumps({"status": "completed", "outputs": two_models()})) == two_models()
    assert models_of(json.dumps(two_models()[0])) == two_models()[:1]
    for wrong in ("[", "5", "[1]", '[{"idmodel": 1}]', '[{"idmodel": 1, "value": {"MD": [{}]}}]', "{}"):
        assert not models_of(wrong)


def test_what_is_edited_in_the_table_is_what_goes(qtbot):
    made = UpdateDialog(a_submission(0), json.dumps(two_models()), check, labels=LABELS)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(review_button(made).isEnabled)
    made.findChild(QPushButton, "outputsTableButton").click()
    view = made.findChild(QTableView, "outputsTable")
    qtbot.waitUntil(view.isVisible)
    view.model().setData(view.model().index(0, 1), "10")
    assert made.request() is None
    qtbot.waitUntil(review_button(made).isEnabled)
    assert view.isVisible()
    assert json.loads(made.request().outputs_text)[0]["value"]["MD"][0] == row(LABELS[0], 0.8, 0.1)
    made.findChild(QPushButton, "outputsTableButton").click()
    assert json.loads(made.outputs_text)[0]["note"] == "kept"
    made.set_outputs("[5]")
    qtbot.waitUntil(lambda: not made.findChild(QPushButton, "outputsTableButton").isChecked())
    made.findChild(QPushButton, "outputsTableButton").click()
    qtbot.waitUntil(lambda: "no list of models yet" in findings(made).text)
    made.reject()


def test_what_was_decided_about_a_file_is_said_until_it_is_edited(qtbot, dialog):
    dialog.set_outputs("[]", (Message("Values were read as fractions."),))
    qtbot.waitUntil(lambda: findings(dialog).text == "Values were read as fractions.")
    editor(dialog).setPlainText("[ ]")
    qtbot.waitUntil(lambda: findings(dialog).tone is Tone.SUCCESS)
