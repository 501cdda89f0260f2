"""Nothing goes out without being seen, and nothing goes out twice."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QListWidget, QPushButton, QTableWidget

from ravenwits_desktop.domain import draft, timegrid
from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.gates import Closing
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.review import Review
from ravenwits_desktop.domain.rows import Problem, Severity
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submitting.submit_dialog import SubmitDialog
from ravenwits_desktop.ui.submitting.warnings import warning_lines
from tests.ui.builders import a_purchase, a_submission

RETAILER = Retailer("123", "Comercializadora Norte")


@pytest.fixture
def show(qtbot):
    def shown(purchase=None, *, sandbox=False, **what):
        dialog = SubmitDialog(Review("draft-1", RETAILER, purchase or a_purchase(), **what), sandbox=sandbox)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return shown


def submit_button(dialog):
    return dialog.findChild(QPushButton, "confirmSubmitButton")


def fact(dialog, name):
    return dialog.findChild(QLabel, f"{name}Fact").text()


def test_it_says_what_goes_out(show):
    purchase = a_purchase("2026-10-25", resolution=15, mw=12.0)
    dialog = show(purchase)
    assert dialog.findChild(QLabel, "submitHeading").text().startswith("Comercializadora Norte · 123\n")
    assert "25 Oct" in dialog.findChild(QLabel, "submitHeading").text()
    assert fact(dialog, "rows") == "100 of 15 min"
    assert fact(dialog, "energy") == "300.0 MWh"
    assert fact(dialog, "power") == "12.000 · 12.000 · 12.000 MW"
    assert fact(dialog, "span").endswith("00:00")
    assert fact(dialog, "convention") == "the end of each period, Europe/Madrid"


def test_the_other_convention_is_said(show):
    starts = timegrid.day_starts(np.datetime64("2026-11-25"), 60, "Europe/Lisbon")
    dialog = show(Purchase(starts, np.ones(24), 60, Label.START, "Europe/Lisbon"))
    assert fact(dialog, "convention") == "the start of each period, Europe/Lisbon"
    assert fact(dialog, "span").endswith("23:00")


def test_a_return_too_many_sends_nothing(qtbot, show):
    dialog = show()
    assert dialog.focusWidget().objectName() == "cancelSubmitButton"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_submit_is_accepted_once_however_often_it_is_hit(qtbot, show):
    dialog = show()
    accepted = []
    dialog.accepted.connect(lambda: accepted.append(True))
    qtbot.mouseDClick(submit_button(dialog), Qt.MouseButton.LeftButton)
    submit_button(dialog).click()
    dialog.accept()
    dialog.accept()
    assert accepted == [True]
    assert not submit_button(dialog).isEnabled()


def test_what_is_unusual_has_to_be_ticked(show):
    purchase = Purchase(a_purchase().starts, np.where(np.arange(24) < 3, -1.0, 5.0), 60)
    warnings = draft.check(draft.rows_of(purchase), resolution=60, label=Label.END, zone="Europe/Madrid").warnings
    dialog = show(purchase, warnings=warnings)
    assert dialog.findChild(Notice, "warningsNote").text == "3 rows (1–3): The value is negative: a net sale."
    assert not submit_button(dialog).isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.findChild(QCheckBox, "seenBox").setChecked(True)
    assert submit_button(dialog).isEnabled()


def test_many_unusual_things_stand_in_a_list(show):
    warnings = tuple(Problem(row, None, Severity.WARNING, Message(f"odd {row}")) for row in range(300))
    dialog = show(warnings=warnings)
    assert dialog.findChild(QListWidget, "warningsList").count() == 300
    assert dialog.height() < 700


def test_a_long_one_goes_on_in_the_next_line(show):
    long = Message("5,000 MW, the largest of the last submissions was 16.2 MW: is this in kW? " * 4)
    dialog = show(
        warnings=(Problem(0, None, Severity.WARNING, long), Problem(1, None, Severity.WARNING, Message("odd")))
    )
    found = dialog.findChild(QListWidget, "warningsList")
    QApplication.processEvents()
    assert found.horizontalScrollBar().maximum() == found.verticalScrollBar().maximum() == 0
    first, second = (found.visualItemRect(found.item(row)) for row in range(2))
    assert first.height() > 2 * second.height()
    assert first.right() <= found.viewport().width()
    assert second.bottom() <= found.viewport().height()


@pytest.mark.parametrize("state", list(State))
def test_rows_that_may_be_there_already_are_asked_about(show, state):
    dialog = show(same=(a_submission(0, state),))
    note = dialog.findChild(Notice, "sameNote")
    assert "10:00" in note.text
    box = dialog.findChild(QCheckBox, "sameBox")
    if state in (State.REJECTED, State.CANCELLED):
        assert box is None
        assert note.tone is Tone.INFO
    else:
        assert note.tone is Tone.WARNING
        assert not submit_button(dialog).isEnabled()
        box.setChecked(True)
    assert submit_button(dialog).isEnabled()


def test_both_ticks_are_wanted_where_there_are_both(show):
    odd = Problem(None, None, Severity.WARNING, Message("2026-11-25 has 23 of 24 periods."))
    dialog = show(warnings=(odd,), same=(a_submission(0),))
    dialog.findChild(QCheckBox, "seenBox").setChecked(True)
    assert not submit_button(dialog).isEnabled()
    dialog.findChild(QCheckBox, "sameBox").setChecked(True)
    assert submit_button(dialog).isEnabled()
    dialog.findChild(QCheckBox, "seenBox").setChecked(False)
    assert not submit_button(dialog).isEnabled()


def test_other_purchases_of_the_days_are_shown_with_the_change(show):
    others = (
        a_submission(0, energy_mwh=250.0),
        a_submission(1, State.FAILED, energy_mwh=200.0, last_day="2026-11-26"),
        a_submission(2, State.PENDING, energy_mwh=None),
    )
    dialog = show(a_purchase(mw=10.0), same_days=others)
    table = dialog.findChild(QTableWidget, "sameDaysTable")
    assert [table.item(row, 4).text() for row in range(3)] == ["−10.0", "—", "—"]
    assert [table.item(row, 3).text() for row in range(3)] == ["250.0", "200.0", "—"]
    assert "failed" in table.item(1, 1).text()
    assert not submit_button(dialog).isEnabled()
    dialog.findChild(QCheckBox, "sameDaysBox").setChecked(True)
    assert submit_button(dialog).isEnabled()


@pytest.mark.parametrize("state", list(State))
def test_another_purchase_for_the_day_is_asked_about(show, state):
    dialog = show(same_days=(a_submission(0, state),))
    assert words.state_word(state) in dialog.findChild(QTableWidget, "sameDaysTable").item(0, 1).text()
    box = dialog.findChild(QCheckBox, "sameDaysBox")
    assert (box is None) == (state in (State.REJECTED, State.CANCELLED))
    assert submit_button(dialog).isEnabled() == (box is None)


def test_it_says_which_gate_it_can_meet(show):
    closes = datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert fact(show(gate=Closing("MD", closes)), "gate").startswith("MD, which closes ")
    assert fact(show(gate=Closing("MD", closes)), "gate").endswith("12:00")
    assert "all of these days have closed" in fact(show(), "gate")


def test_the_sandbox_says_so_and_the_real_thing_does_not(show):
    assert show(sandbox=True).findChild(Notice, "sandboxNote").isVisible()
    assert show().findChild(Notice, "sandboxNote") is None


def test_the_same_finding_is_one_line_with_its_rows():
    def problem(row, text):
        return Problem(row, None, Severity.WARNING, Message(text))

    found = [*(problem(row, "odd") for row in (0, 1, 2, 6, 8, 10, 12)), problem(4, "huge"), problem(None, "short day")]
    assert warning_lines(found) == ["7 rows (1–3, 7, 9, 11 …): odd", "Row 5: huge", "short day"]


def test_it_says_what_changed_against_the_submission_before(show):
    purchase = a_purchase("2026-11-25", resolution=15, mw=12.0)
    mw = purchase.mw.copy()
    mw[80] += 6.0
    mw[3] -= 2.0
    now = Purchase(purchase.starts, mw, 15, purchase.label, purchase.zone)
    text = fact(show(now, before=purchase), "change")
    assert text.endswith("2 quarters changed, +1.0 MWh, largest 20:15 +6.000 MW.")
    assert fact(show(purchase, before=purchase), "change").endswith("Nothing changed.")
    assert show(now).findChild(QLabel, "changeFact") is None


def test_another_resolution_before_is_said(show):
    text = fact(show(a_purchase(resolution=15), before=a_purchase(resolution=60)), "change")
    assert "Nothing changed. Compared at 15 min" in text


def test_what_is_unusual_is_confirmed_one_by_one_or_together(qtbot, show):
    warnings = tuple(Problem(row, None, Severity.WARNING, Message(f"odd {row}")) for row in range(3))
    dialog = show(warnings=warnings)
    each, box = dialog.findChild(QListWidget, "warningsList"), dialog.findChild(QCheckBox, "seenBox")
    for row in range(3):
        assert not submit_button(dialog).isEnabled()
        each.setCurrentRow(row)
        qtbot.keyClick(each, Qt.Key.Key_Space)
    assert box.isChecked()
    assert submit_button(dialog).isEnabled()
    qtbot.keyClick(each, Qt.Key.Key_Space)
    assert [each.item(row).checkState() is Qt.CheckState.Checked for row in range(3)] == [True, True, False]
    assert not submit_button(dialog).isEnabled()
    box.click()
    assert each.item(2).checkState() is Qt.CheckState.Checked
    assert submit_button(dialog).isEnabled()
    box.click()
    assert each.item(0).checkState() is Qt.CheckState.Unchecked
    assert not submit_button(dialog).isEnabled()
