"""The import dialog by itself: what it shows of a reading, and how its choices stand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QTableView

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import CellProblem, Reading, ReadingOptions
from ravenwits_desktop.domain.rows import Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.importing.dialog import ImportDialog

HOURS = np.datetime64("2026-11-25T01:00", "m") + np.arange(24) * np.timedelta64(60, "m")


def a_reading(*severities: Severity) -> Reading:
    """A day of a text file without sheets, with a problem of each of `severities` in its rows from the first."""
    values = np.arange(24.0)
    values[: len(severities)] = np.nan
    problems = tuple(
        CellProblem(row + 2, "Compra", Problem(row, Column.PURCHASE, severity, Message("It is odd.")))
        for row, severity in enumerate(severities)
    )
    return Reading(
        file="day.csv",
        sheet="",
        sheets=(),
        layout="long",
        column="Compra",
        candidates=("Compra", "Venta"),
        labels=Label.END,
        resolution=60,
        unit="MW",
        unit_stated=True,
        factor=1.0,
        rows=Rows(HOURS, values),
        source_rows=np.arange(2, 26),
        problems=problems,
    )


@pytest.fixture
def dialog(qtbot):
    dialog = ImportDialog("/somewhere/day.csv", ReadingOptions())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_every_choice_says_how_it_stands(dialog):
    dialog.show_reading(a_reading())
    for name in ("columnBox", "labelBox", "decimalBox", "dateOrderBox", "unitBox"):
        assert dialog.findChild(QComboBox, name).currentText(), name
    sheet = dialog.findChild(QComboBox, "sheetBox")
    assert not sheet.isEnabled()
    assert sheet.placeholderText() == "—"


def test_the_sentence_begins_as_one_without_a_sheet_too(dialog):
    dialog.show_reading(a_reading())
    assert dialog.sentence_text().startswith("One value per hour")


def test_problems_are_counted_and_listed_with_the_rows_of_the_sheet(dialog):
    dialog.show_reading(a_reading(Severity.ERROR, Severity.ERROR, Severity.WARNING))
    count, listed = dialog.findChild(QLabel, "importProblemCount"), dialog.findChild(QPlainTextEdit, "importProblems")
    assert count.text().startswith("2 errors, 1 warning")
    assert count.isVisible()
    assert listed.toPlainText().splitlines()[0] == "✕ Row 2: It is odd."
    table = dialog.findChild(QTableView, "importPreview")
    assert table.model().index(2, 3).data() == "▲ It is odd."
    dialog.show_reading(a_reading(Severity.WARNING))
    assert count.text() == "1 warning"
    dialog.show_reading(a_reading())
    assert not count.isVisible()
    assert dialog.findChild(QPushButton, "acceptImport").isEnabled()


def test_enter_imports_wherever_the_focus_is_at_first(dialog, qtbot):
    dialog.show_reading(a_reading())
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.findChild(QPushButton, "acceptImport").isDefault()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
