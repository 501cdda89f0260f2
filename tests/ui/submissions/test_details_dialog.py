"""All that is kept of a submission can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QTableView

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.submissions.details_dialog import DetailsDialog
from tests.ui.builders import NOW, a_purchase, a_submission


@dataclass(frozen=True)
class Kept:
    at: datetime
    call: str
    status: int | None
    raw: bytes


def test_the_last_answer_is_shown_and_every_other_can_be(qtbot):
    answers = (
        Kept(NOW, "submit", 201, b'{"id":"1","status":"pending"}'),
        Kept(NOW + timedelta(seconds=2), "get", 502, b"<html>Bad \xff gateway"),
    )
    dialog = DetailsDialog(a_submission(0), answers)
    qtbot.addWidget(dialog)
    box, text = dialog.findChild(QComboBox, "answerBox"), dialog.findChild(QPlainTextEdit, "answerText")
    assert text.toPlainText() == "<html>Bad \ufffd gateway"
    box.setCurrentIndex(0)
    assert text.toPlainText() == '{"id": "1", "status": "pending"}'
    assert "10:00:00" in box.itemText(0)
    assert "201" in box.itemText(0)


def test_a_huge_answer_is_cut_and_says_so(qtbot):
    dialog = DetailsDialog(a_submission(0), (Kept(NOW, "get", 200, b"[" * 5_000_000),))
    qtbot.addWidget(dialog)
    text = dialog.findChild(QPlainTextEdit, "answerText").toPlainText()
    assert len(text) < 200_000
    assert "bytes are kept" in text


def test_the_rows_stand_as_they_were_sent(qtbot):
    purchase = a_purchase("2026-10-25", mw=12.345678901)
    dialog = DetailsDialog(a_submission(0), (), purchase)
    qtbot.addWidget(dialog)
    model = dialog.findChild(QTableView, "rowsSent").model()
    assert model.rowCount() == 25
    assert [model.index(row, 0).data()[-5:] for row in range(4)] == ["01:00", "02:00", "02:00", "03:00"]
    assert model.index(24, 1).data() == "12.345678901"


def test_what_was_confirmed_is_told(qtbot):
    dialog = DetailsDialog(a_submission(0, confirmed=(Message("Row {rows}: odd", {"rows": "4"}), Message("short"))))
    qtbot.addWidget(dialog)
    facts = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel)}
    assert facts["Confirmed as meant so"] == "Row 4: odd\nshort"


def test_facts_are_told_and_missing_ones_too(qtbot):
    dialog = DetailsDialog(a_submission(0, State.PENDING, rows=None, energy_mwh=None))
    qtbot.addWidget(dialog)
    facts = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel) if label.accessibleName()}
    assert facts["Status"] == "○ pending"
    assert facts["Rows"] == "—"
    assert facts["Id at the service"] == a_submission(0).purchase_id
    assert dialog.findChild(QTableView, "rowsSent") is None
