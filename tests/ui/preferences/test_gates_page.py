"""The gates of the markets, edited."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QPushButton, QTimeEdit

from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.ui.preferences.gates_page import GatesPage


def test_it_gives_what_it_was_given_until_something_is_changed(qtbot):
    gates = (Gate("MD", 11, 30, 2), *DEFAULT_GATES[1:])
    dialog = GatesPage(gates)
    qtbot.addWidget(dialog)
    assert dialog.gates() == gates
    dialog.findChild(QTimeEdit, "MID1Time").setTime(QTime(14, 45))
    day = dialog.findChild(QComboBox, "MID3Day")
    day.setCurrentIndex(day.findData(1))
    assert dialog.gates() == (gates[0], Gate("MID1", 14, 45), gates[2], Gate("MID3", 10, 0, 1))
    dialog.findChild(QPushButton, "usualGatesButton").click()
    assert dialog.gates() == DEFAULT_GATES
