"""The panel: what is selected stays, what can be asked for is asked for by signals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableView

from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.decision import Choice, Decision, FollowRequest
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.submissions.columns import Column
from ravenwits_desktop.ui.submissions.decide_dialog import DecideDialog
from ravenwits_desktop.ui.submissions.follow_dialog import FollowDialog
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from tests.ui.builders import a_submission, heard

UNCONFIRMED = a_submission(1, State.UNCONFIRMED, purchase_id=None, message=Message("The server did not answer."))


@pytest.fixture
def panel(qtbot):
    made = SubmissionsPanel()
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(qtbot, panel, name):
    qtbot.mouseClick(panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_an_empty_list_says_what_to_do(panel):
    assert not panel.view.isVisible()
    assert "follow" in panel.findChild(object, "submissionsEmpty").text()
    panel.put(a_submission(0))
    assert panel.view.isVisible()


def test_the_roles_have_their_names(panel):
    assert panel.findChild(QTableView, "submissionsView") is panel.view
    assert panel.findChild(QComboBox, "statusFilter") is not None
    assert panel.view.accessibleName()


def test_a_selection_is_told_once_and_outlives_changes_and_resets(panel):
    panel.set_submissions([a_submission(number, State.PENDING) for number in range(4)])
    told = heard(panel.selection_changed)
    panel.select("own-2")
    assert told[0].id == "own-2"
    panel.put(a_submission(2, State.COMPLETED))
    panel.put(a_submission(0, State.COMPLETED))
    panel.set_submissions([a_submission(number) for number in range(4)])
    panel.findChild(QLineEdit, "submissionsFilter").setText("norte")
    assert panel.selected().id == "own-2"
    assert len(told) == 1
    panel.findChild(QLineEdit, "submissionsFilter").setText("nothing like this")
    assert panel.selected() is None
    assert told[1] is None
    assert not panel.view.isVisible()


def test_several_selected_stay_selected_through_a_filter(panel):
    panel.set_submissions([a_submission(number) for number in range(4)])
    panel.view.selectAll()
    panel.findChild(QLineEdit, "submissionsFilter").setText("norte")
    assert len(panel.view.all_selected()) == 4


def test_selecting_one_that_is_filtered_away_shows_it(panel):
    panel.set_submissions([a_submission(0), a_submission(1, State.FAILED)])
    box = panel.findChild(QComboBox, "statusFilter")
    box.setCurrentText("Failed or rejected")
    assert panel.model.rowCount() == 1
    panel.select("own-0")
    assert panel.selected().id == "own-0"
    assert box.currentText() == "All states"


def test_every_state_is_in_one_of_the_groups(panel):
    panel.set_submissions([a_submission(number, state) for number, state in enumerate(State)])
    box, seen = panel.findChild(QComboBox, "statusFilter"), []
    for group in range(1, box.count()):
        box.setCurrentIndex(group)
        seen += [panel.model.submission(row).state for row in range(panel.model.rowCount())]
    assert sorted(state.value for state in seen) == sorted(state.value for state in State)


def test_refresh_asks_for_the_selected_or_for_all_open_ones(qtbot, panel):
    panel.set_submissions([a_submission(0, State.PENDING), a_submission(1, State.IN_PROGRESS), a_submission(2)])
    asked = heard(panel.refresh_requested)
    press(qtbot, panel, "refreshButton")
    assert set(asked[0]) == {"own-0", "own-1"}
    panel.select("own-2")
    qtbot.keyClick(panel.view, Qt.Key.Key_F5)
    assert asked[1] == ("own-2",)


def enabled(panel):
    names = ("decide", "details", "openAsDraft", "update", "cancel", "copyId")
    return {name for name in names if panel.findChild(object, f"{name}Action").isEnabled()}


@pytest.mark.parametrize(
    ("submission", "allowed"),
    [
        (a_submission(0, State.QUEUED, purchase_id=None), {"details", "openAsDraft", "cancel"}),
        (a_submission(0, State.SENDING, purchase_id=None), {"details", "openAsDraft"}),
        (UNCONFIRMED, {"details", "openAsDraft", "decide"}),
        (a_submission(0, State.COMPLETED), {"details", "openAsDraft", "update", "copyId"}),
        (a_submission(0, State.PENDING, rows=None), {"details", "update", "copyId"}),
    ],
)
def test_only_what_makes_sense_can_be_asked(panel, submission, allowed):
    panel.put(submission)
    assert enabled(panel) == set()
    panel.select(submission.id)
    assert enabled(panel) == allowed
    assert panel.findChild(QPushButton, "decideButton").isVisible() == ("decide" in allowed)


def test_commands_follow_a_selected_one_that_changes(panel):
    panel.put(a_submission(0, State.QUEUED, purchase_id=None))
    panel.select("own-0")
    panel.put(a_submission(0, State.SENDING, purchase_id=None))
    assert "cancel" not in enabled(panel)


@pytest.mark.parametrize(
    ("action", "signal"),
    [
        ("detailsAction", "details_requested"),
        ("openAsDraftAction", "open_as_draft_requested"),
        ("updateAction", "update_requested"),
    ],
)
def test_commands_carry_our_id(panel, action, signal):
    panel.put(a_submission(0))
    panel.select("own-0")
    asked = heard(getattr(panel, signal))
    panel.findChild(object, action).trigger()
    assert asked[0] == "own-0"


def test_a_queued_one_can_be_withdrawn_by_key(qtbot, panel):
    panel.put(a_submission(0, State.QUEUED, purchase_id=None))
    panel.select("own-0")
    asked = heard(panel.cancel_requested)
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert asked[0] == "own-0"


def test_the_id_is_copied_by_key(qtbot, panel):
    panel.put(a_submission(7))
    panel.select("own-7")
    qtbot.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "6f1c9a52-0000-4000-8000-000000000007"


def test_return_opens_the_details_and_the_doubt_where_there_is_one(qtbot, panel):
    panel.set_submissions([a_submission(0), UNCONFIRMED])
    asked = heard(panel.details_requested)
    panel.view.setFocus()
    panel.select("own-0")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(asked) == 1
    panel.select("own-1")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(asked) == 1
    assert panel.findChild(DecideDialog) is not None


def test_clicking_decide_in_the_row_leads_to_a_decision(qtbot, panel):
    panel.set_submissions([a_submission(0), UNCONFIRMED])
    cell = panel.view.visualRect(panel.model.index(1, Column.MESSAGE))
    where = QPoint(cell.left() + 12, cell.center().y())
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    dialog = panel.findChild(DecideDialog)
    assert dialog.isVisible()
    decided = heard(panel.decision_requested)
    dialog.findChild(object, "dropChoice").setChecked(True)
    dialog.findChild(QPushButton, "decideButton").click()
    assert decided[0] == Decision("own-1", Choice.DROP)


def test_clicking_beside_decide_only_selects(qtbot, panel):
    panel.set_submissions([UNCONFIRMED])
    cell = panel.view.visualRect(panel.model.index(0, Column.MESSAGE))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.right() - 8, cell.center().y()))
    assert panel.selected().id == "own-1"
    assert panel.findChild(DecideDialog) is None


def test_a_purchase_from_elsewhere_is_followed_by_its_id(qtbot, panel):
    panel.set_retailers([Retailer("123", "Norte"), Retailer("456")])
    asked = heard(panel.follow_requested)
    press(qtbot, panel, "followButton")
    dialog = panel.findChild(FollowDialog)
    field = dialog.findChild(QLineEdit, "purchaseIdEdit")
    button = dialog.findChild(QPushButton, "followButton")
    assert not button.isEnabled()
    field.setText("../users")
    assert not button.isEnabled()
    field.setText(" https://api.example/purchase/6F1C9A52-0000-4000-8000-000000000007/get ")
    dialog.findChild(QComboBox).setCurrentIndex(1)
    button.click()
    assert asked[0] == FollowRequest("6f1c9a52-0000-4000-8000-000000000007", "456")


def test_the_menu_of_a_row_has_what_can_be_done(panel):
    panel.put(UNCONFIRMED)
    panel.select("own-1")
    menu = panel.menu()
    texts = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
    assert texts[0] == "Decide…"
    assert not any("Withdraw" in text for text in texts)
    menu.close()


def test_it_is_drawn_with_long_names_and_a_thousand_rows(panel):
    panel.set_submissions(
        [a_submission(n, list(State)[n % len(State)], retailer_name="Energía " * 20) for n in range(1000)]
    )
    panel.select("own-999")
    assert not panel.grab().isNull()
    QApplication.processEvents()
    assert panel.model.rowCount() == 1000


def test_every_day_that_a_submission_covers_can_be_chosen_however_old(panel):
    week = a_submission(0, first_day="2026-11-23", last_day="2026-11-29")
    old = [a_submission(n, first_day=f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}", last_day=None) for n in range(1, 85)]
    panel.set_submissions([week, *old])
    box = panel.findChild(QComboBox, "dayFilter")
    assert {box.itemData(place) for place in range(1, box.count())} == {
        *(f"2026-11-{day}" for day in range(23, 30)),
        *(one.first_day for one in old),
    }
    box.setCurrentIndex(box.findData("2026-11-26"))
    assert [panel.model.submission(row).id for row in range(panel.model.rowCount())] == ["own-0"]
    box.setCurrentIndex(box.findData(old[-1].first_day))
    assert panel.model.rowCount() == 1
    panel.put(a_submission(0, first_day="2026-11-23", last_day="2026-11-30"))
    assert box.findData("2026-11-30") > 0
