"""In the window: dates that a spreadsheet program exchanged are asked about once, and each answer leads on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.spreadsheets.test_exchanged_dates import by_days, by_hours


@pytest.mark.parametrize("made", [by_hours, by_days])
def test_the_answer_that_cannot_be_read_is_disabled_and_the_other_imports_the_right_days(desk, file, made):
    desk.drop(file("day.xlsx", made(11, 12, 13, 14)))
    dialog = desk.asked("exchanged days and months")
    written, exchanged = (dialog.findChild(QPushButton, f"answer{number}") for number in (1, 2))
    desk.until(exchanged.isVisible)
    assert not written.isEnabled()
    assert "the dates as they stand" in written.text()
    assert "2026" not in written.text(), "no day is proposed that is none"
    assert "11 December 2026" in exchanged.text()
    shown = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert any(each.startswith("Read as they stand, the dates of the column “Fecha” make no") for each in shown)
    assert "96" in shown, "what the answer gives stands beside it"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    assert exchanged.isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_2)
    desk.read()
    assert "were exchanged, as chosen" in dialog.findChild(QLabel, "importNotes").text()
    desk.press("acceptImport", dialog)
    desk.until(lambda: len(desk.names()) == 1)
    labels = desk.editor().draft().rows.labels
    assert {str(label)[:10] for label in labels[:-1]} == {f"2026-12-{day}" for day in (11, 12, 13, 14)}
    assert not desk.editor().checked().errors


def test_what_no_answer_could_read_is_refused_at_once(desk, file):
    desk.drop(file("day.xlsx", by_hours(9, 11, 12, 13, 16)))
    assert "export the file again" in desk.hears("exchanged day and month of the real ones")
    assert desk.names() == []
