"""A doubt is left by a person only, and never by a Return too many."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from ravenwits_desktop.domain.decision import Choice, Decision, purchase_id_problem, tidy_purchase_id
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State, Step, sent_after
from ravenwits_desktop.ui.notice import Notice
from ravenwits_desktop.ui.submissions.decide_dialog import DecideDialog
from ravenwits_desktop.ui.submissions.history import HistoryTable
from tests.ui.builders import NOW, a_submission, heard

AN_ID = "6f1c9a52-0000-4000-8000-000000000007"


@pytest.fixture
def dialog(qtbot):
    submission = a_submission(
        0,
        State.UNCONFIRMED,
        purchase_id=None,
        message=Message("The server did not answer in {n} s.", {"n": 30}, "read timeout; 2,345 bytes written"),
        history=(
            Step(NOW, State.QUEUED, State.SENDING, "its turn", "program"),
            Step(NOW + timedelta(seconds=30), State.SENDING, State.UNCONFIRMED, "no answer", "program"),
        ),
    )
    made = DecideDialog(submission)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(dialog, name):
    dialog.findChild(object, name).setChecked(True)


def button(dialog):
    return dialog.findChild(QPushButton, "decideButton")


def test_the_evidence_is_there_with_its_technical_part(dialog):
    evidence = dialog.findChild(Notice, "evidence")
    assert evidence.text == "The server did not answer in 30 s."
    assert evidence.detail == "read timeout; 2,345 bytes written"
    history = dialog.findChild(HistoryTable)
    assert history.item(0, 0).text().endswith("10:00:00")
    assert history.item(1, 0).text().endswith("10:00:30")
    assert "unconfirmed" in history.item(1, 1).text()


def test_nothing_is_chosen_beforehand_and_return_decides_nothing(qtbot, dialog):
    decided = heard(dialog.decided)
    assert dialog.decision() is None
    assert not button(dialog).isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert decided == []
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_sending_again_is_asked_twice(dialog):
    decided = heard(dialog.decided)
    choose(dialog, "sendAgainChoice")
    assert not button(dialog).isEnabled()
    choose(dialog, "sureBox")
    assert button(dialog).text() == "Send again"
    button(dialog).click()
    dialog.accept()
    assert decided == [Decision("own-0", Choice.SEND_AGAIN)]


def test_being_sure_counts_for_sending_again_alone(dialog):
    choose(dialog, "sendAgainChoice")
    choose(dialog, "sureBox")
    choose(dialog, "linkChoice")
    assert dialog.decision() is None


def test_linking_wants_an_id_that_can_be_one(dialog):
    decided = heard(dialog.decided)
    choose(dialog, "linkChoice")
    field = dialog.findChild(QLineEdit, "purchaseIdEdit")
    for wrong in ("", "two words", "../users", "a/b", "x" * 200):
        field.setText(wrong)
        assert not button(dialog).isEnabled(), wrong
    field.setText(f"  id: {AN_ID.upper()} ")
    button(dialog).click()
    assert decided == [Decision("own-0", Choice.LINK, AN_ID)]


def test_dropping_is_a_choice_of_its_own(dialog):
    decided = heard(dialog.decided)
    choose(dialog, "dropChoice")
    button(dialog).click()
    assert decided == [Decision("own-0", Choice.DROP)]


def test_a_decision_has_an_id_where_it_links_and_nowhere_else():
    with pytest.raises(ValueError, match="link"):
        Decision("own-0", Choice.LINK)
    with pytest.raises(ValueError, match="link"):
        Decision("own-0", Choice.DROP, AN_ID)


def test_an_id_is_found_in_what_was_pasted():
    assert tidy_purchase_id(f"https://x/purchase/{AN_ID}/get") == AN_ID
    assert tidy_purchase_id(f"{AN_ID} {AN_ID[:-1]}8") == f"{AN_ID} {AN_ID[:-1]}8", "two ids are no id"
    assert purchase_id_problem("abc-1") is None
    assert purchase_id_problem("..") is not None


@pytest.mark.parametrize("width", [640, 800])
def test_nothing_stands_over_anything_else(qtbot, width):
    step = Step(NOW, State.SENDING, State.UNCONFIRMED, "The connection broke before its answer had come.", "program")
    long = Message("The connection to the server broke before its answer had come. " * 4, detail="ReadError")
    made = DecideDialog(a_submission(0, State.UNCONFIRMED, purchase_id=None, message=long, history=(step,) * 4))
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show()
    qtbot.waitExposed(made)
    made.findChild(QRadioButton, "linkChoice").setChecked(True)
    made.findChild(QLineEdit, "purchaseIdEdit").setText("?")
    QApplication.processEvents()
    parts = [each for each in made.findChildren(QWidget) if each.parent() is made and each.isVisible()]
    assert len(parts) > 10
    for one, other in itertools.combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry()), (one, other)
    assert all(made.rect().contains(each.geometry()) for each in parts)


def test_what_was_made_after_it_for_its_days_is_said(qtbot):
    doubtful = a_submission(5, State.UNCONFIRMED, purchase_id=None)
    others = (
        a_submission(1),
        a_submission(2, State.DROPPED),
        a_submission(2, State.REJECTED, id="rejected"),
        a_submission(2, State.CANCELLED, id="withdrawn"),
        a_submission(3, retailer_id="456"),
        a_submission(4, first_day="2026-11-26", last_day="2026-11-27"),
        a_submission(6),
        a_submission(0, State.QUEUED, first_day="2026-11-24"),
        doubtful,
    )
    later = sent_after(doubtful, others)
    assert [one.id for one in later] == ["own-0", "own-1", "own-2"]
    made = DecideDialog(doubtful, later)
    qtbot.addWidget(made)
    note = made.findChild(Notice, "laterNote")
    assert "this older one comes last" in note.text
    assert "completed · Wed 25 Nov · 301.0 MWh · this one +4.0 MWh" in note.text.replace("\u00a0", " ")
    quiet = DecideDialog(doubtful)
    qtbot.addWidget(quiet)
    assert quiet.findChild(Notice, "laterNote") is None


@pytest.mark.parametrize(("rows", "told"), [(1, "· 1 row ·"), (96, "· 96 rows ·")])
def test_the_heading_counts_its_rows(qtbot, rows, told):
    made = DecideDialog(a_submission(0, State.UNCONFIRMED, purchase_id=None, rows=rows))
    qtbot.addWidget(made)
    assert told in made.findChildren(QLabel)[0].text()
