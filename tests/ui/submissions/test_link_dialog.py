"""A purchase that does not fit, or says nothing, is linked only by a tick below what was found."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from ravenwits_desktop.domain.decision import Choice, Decision
from ravenwits_desktop.domain.linking import NOTHING, OTHER_DAYS
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.notice import Notice
from ravenwits_desktop.ui.submissions.link_dialog import LinkDialog
from tests.ui.builders import a_submission, heard


@pytest.mark.parametrize(
    ("what", "shown", "tick"),
    [
        (Message(NOTHING, {"id": "abc"}), "neither when it was made", "from elsewhere"),
        (Message(OTHER_DAYS, {"id": "abc", "first": "1", "last": "2"}), "for other days", "compared"),
    ],
)
def test_the_evidence_stands_there_before_the_tick_links(qtbot, what, shown, tick):
    wanted = Decision("own-0", Choice.LINK, "abc")
    dialog = LinkDialog(wanted, a_submission(0, State.UNCONFIRMED, purchase_id=None), what)
    qtbot.addWidget(dialog)
    dialog.show()
    decided = heard(dialog.decided)
    assert shown in dialog.findChild(Notice, "linkEvidence").text
    box, button = dialog.findChild(QCheckBox, "comparedBox"), dialog.findChild(QPushButton, "linkButton")
    assert tick in box.text().replace("&", "")
    assert not box.isChecked()
    button.click()
    assert decided == []
    box.click()
    button.click()
    assert decided == [Decision("own-0", Choice.LINK, "abc", seen=what)]


@pytest.mark.parametrize(
    ("what", "tick"),
    [(None, "They are one purchase"), (Message(NOTHING, {"id": "abc"}), "from elsewhere")],
)
def test_one_that_is_followed_already_is_shown_and_merged_by_the_tick(qtbot, what, tick):
    wanted = Decision("own-0", Choice.LINK, "abc")
    followed = a_submission(7, State.COMPLETED, purchase_id="abc", label="the desk in Lisbon")
    dialog = LinkDialog(wanted, a_submission(0, State.UNCONFIRMED, purchase_id=None), what, followed)
    qtbot.addWidget(dialog)
    dialog.show()
    decided = heard(dialog.decided)
    note = dialog.findChild(Notice, "mergeNote").text
    assert "abc" in note
    assert "the desk in Lisbon" in note
    assert (dialog.findChild(Notice, "linkEvidence") is not None) == (what is not None)
    box, button = dialog.findChild(QCheckBox, "comparedBox"), dialog.findChild(QPushButton, "linkButton")
    assert tick in box.text().replace("&", "")
    assert not button.isEnabled()
    box.click()
    button.click()
    assert decided == [Decision("own-0", Choice.LINK, "abc", seen=what, merged=followed.id)]
