"""The header row is chosen in the dialog: its names are read, and a row that is none leaves what was there."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPushButton

from ravenwits_desktop.ui.notice import Notice
from tests.spreadsheets.builders import text

ROWS = [["24/11/2026", hour, hour + 0.5] for hour in range(1, 25)]


def choose(desk, dialog, row):
    box = dialog.findChild(QComboBox, "headerBox")
    desk.pick(box, next(box.itemText(place) for place in range(box.count()) if box.itemData(place) == row))


def test_a_chosen_row_is_used_and_one_that_cannot_be_leaves_the_reading(desk, file):
    desk.drop(file("day.csv", text([["Fecha", "Hora", "Norte (MW)"], ["Fecha", "Hora", "Sur (MW)"], *ROWS])))
    dialog = desk.read()
    refused = dialog.findChild(Notice, "importRemark")
    assert "values from “Sur (MW)”" in dialog.sentence_text()
    choose(desk, dialog, 1)
    desk.asked("headers in row 1", "values from “Norte (MW)”")
    choose(desk, dialog, 5)
    desk.until(lambda: refused.text)
    assert "Row 5 holds values, not names (“24/11/2026”, “3”, “3,5”)" in refused.text
    assert "The reading stays as it was" in refused.text
    assert "values from “Norte (MW)”" in dialog.sentence_text()
    assert dialog.options.header_row == 1
    assert dialog.findChild(QComboBox, "headerBox").currentData() == 1
    assert dialog.findChild(QPushButton, "acceptImport").isEnabled()
    choose(desk, dialog, 2)
    desk.asked("headers in row 2", "values from “Sur (MW)”")
    assert not refused.isVisible()
    desk.press("acceptImport", dialog)
    desk.gone("importDialog")
    assert len(desk.names()) == 1
