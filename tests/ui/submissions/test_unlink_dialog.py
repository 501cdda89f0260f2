"""A link that a person made can be taken back from the list, by a worded second click."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton

from ravenwits_desktop.domain.submission import State, Step
from ravenwits_desktop.ui.notice import Notice
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from ravenwits_desktop.ui.submissions.unlink_dialog import UnlinkDialog
from tests.ui.builders import NOW, a_submission, heard

HISTORY = (
    Step(NOW, State.QUEUED, State.SENDING, "its turn", "program"),
    Step(NOW + timedelta(seconds=30), State.SENDING, State.UNCONFIRMED, "no answer", "program"),
    Step(NOW + timedelta(minutes=5), State.UNCONFIRMED, State.COMPLETED, "linked", "user"),
)


@pytest.fixture
def panel(qtbot):
    made = SubmissionsPanel()
    qtbot.addWidget(made)
    made.set_submissions([a_submission(0, history=HISTORY), a_submission(1, history=HISTORY[:2])])
    made.show()
    qtbot.waitExposed(made)
    return made


def test_only_one_that_was_linked_offers_it(panel):
    action = panel.findChild(object, "unlinkAction")
    for own, offered in (("own-0", True), ("own-1", False)):
        panel.select(own)
        assert action.isEnabled() is offered
        menu = panel.menu()
        assert (action in menu.actions()) is offered
        menu.close()


def test_it_is_asked_and_what_the_keys_lead_to_keeps_the_link(qtbot, panel):
    panel.select("own-0")
    asked = heard(panel.unlink_requested)
    panel.findChild(object, "unlinkAction").trigger()
    dialog = panel.findChild(UnlinkDialog)
    fact = dialog.findChild(QLabel, "linkFact").text()
    assert "10:05:00" in fact
    assert a_submission(0).purchase_id in fact
    assert "unconfirmed again" in dialog.findChild(Notice, "unlinkNote").text
    qtbot.waitExposed(dialog)
    assert not dialog.findChild(QPushButton, "unlinkButton").isDefault()
    keep = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel)
    assert keep.isDefault()
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert asked == []
    panel.findChild(object, "unlinkAction").trigger()
    dialog = next(each for each in panel.findChildren(UnlinkDialog) if each.isVisible())
    dialog.findChild(QPushButton, "unlinkButton").click()
    assert asked == ["own-0"]
