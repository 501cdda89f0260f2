"""The import dialog by itself: what it shows of a reading, and how its choices stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QTableView

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, CellProblem, Question, Reading, ReadingOptions
from ravenwits_desktop.domain.reading_notes import MADE_END, UNIT_CONVERTED
from ravenwits_desktop.domain.rows import Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import theme

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


def test_a_problem_leads_to_its_row(dialog, qtbot):
    reading = a_reading(*[Severity.WARNING] * 24)
    dialog.resize(dialog.width(), 420)
    dialog.show_reading(reading)
    listed, table = dialog.findChild(QPlainTextEdit, "importProblems"), dialog.findChild(QTableView, "importPreview")
    assert not table.selectionModel().hasSelection(), "nobody has pointed yet"
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [23]
    assert table.viewport().rect().intersects(table.visualRect(table.model().index(23, 0)))
    dialog.show_reading(replace(reading, source_rows=np.arange(102, 126)))
    qtbot.keyClick(listed, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert not table.selectionModel().hasSelection(), "a row that is not there leads nowhere"


def test_enter_imports_wherever_the_focus_is_at_first(dialog, qtbot):
    dialog.show_reading(a_reading())
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.findChild(QPushButton, "acceptImport").isDefault()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_one_row_is_one_row(dialog):
    reading = a_reading()
    dialog.show_reading(replace(reading, rows=Rows(HOURS[:1], np.ones(1)), source_rows=np.array([2])))
    assert "1 row," in dialog.sentence_text()
    assert dialog.findChild(QPushButton, "acceptImport").text().replace("&", "") == "Import 1 row"


def test_the_values_of_a_household_are_not_shown_as_nothing(dialog):
    dialog.show_reading(replace(a_reading(), rows=Rows(HOURS, np.full(24, 0.000228))))
    model = dialog.findChild(QTableView, "importPreview").model()
    assert model.index(0, 2).data() == "0.000228"
    dialog.show_reading(a_reading())
    assert dialog.findChild(QTableView, "importPreview").model().index(2, 2).data() == "2.000"


def test_what_is_wrong_with_a_row_is_told_where_its_column_is_too_narrow(dialog):
    dialog.show_reading(a_reading(Severity.WARNING))
    table = dialog.findChild(QTableView, "importPreview")
    assert table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "▲ It is odd."
    assert table.model().index(1, 1).data(Qt.ItemDataRole.ToolTipRole) is None
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_where_no_rows_are_it_is_said_why(dialog):
    table = dialog.findChild(QTableView, "importPreview")
    dialog.show_refusal(Message("Which?"), ("A", "B"), (), Question.COLUMN)
    assert "once the question is answered" in table.accessibleDescription()
    assert not table.horizontalHeader().isVisible()
    dialog.show_refusal(Message("No."))
    assert table.accessibleDescription() == "Nothing to import."
    dialog.show_reading(a_reading())
    assert table.horizontalHeader().isVisible()
    assert not table.accessibleDescription()


def test_a_question_does_not_repeat_the_names_of_its_many_answers(dialog):
    names = tuple(f"Plant {number}" for number in range(12))
    listed = ", ".join(f"“{name}”" for name in names)
    dialog.show_refusal(Message("Which of {columns}?", {"columns": listed}), names, (), Question.COLUMN)
    assert dialog.sentence_text() == "Which of “Plant 0”, “Plant 1”, “Plant 2”, “Plant 3” and 8 more?"
    assert len(dialog.findChildren(QPushButton, QRegularExpression("^answer"))) == 12


def test_an_answer_that_leads_to_another_question_can_be_given(dialog, qtbot):
    alternatives = (
        Alternative("dd/mm", ReadingOptions(month_first=False), message=Message("Which column?"), asks=True),
        Alternative("mm/dd", ReadingOptions(month_first=True), message=Message("No such day.")),
    )
    dialog.show_refusal(Message("Which?"), (), (), Question.DATE_ORDER, alternatives)
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert {"Then: Which column?", "No such day."} <= set(shown)
    assert not dialog.findChild(QPushButton, "answer2").isEnabled()
    with qtbot.waitSignal(dialog.options_changed) as asked:
        qtbot.keyClick(dialog, Qt.Key.Key_1)
    assert asked.args[0] == ReadingOptions(month_first=False)


def test_an_order_of_dates_is_named_by_the_date_in_question(dialog):
    """Where its reading gives no days, no date that the file does not have stands for one."""
    alternatives = tuple(
        Alternative(form, ReadingOptions(month_first=first), message=Message("Which column?"), asks=True)
        for form, first in (("dd/mm", False), ("mm/dd", True))
    )
    days = {"day": Message("12 November 2026"), "other": Message("11 December 2026")}
    for values, names in (
        ({"text": "12/11/2026", **days}, ["day first: 12 November 2026", "month first: 11 December 2026"]),
        ({}, ["the day first", "the month before the day"]),
    ):
        dialog.show_refusal(Message("Which?", values), (), (), Question.DATE_ORDER, alternatives)
        shown = [dialog.findChild(QPushButton, f"answer{number}").text() for number in (1, 2)]
        assert [name in text for name, text in zip(names, shown, strict=True)] == [True, True]


def test_notes_that_the_sentence_tells_are_not_repeated(dialog):
    told = Message(UNIT_CONVERTED, {"unit": "kW", "factor": "0.001"}), Message(MADE_END)
    notes = dialog.findChild(QLabel, "importNotes")
    dialog.show_reading(replace(a_reading(), notes=told))
    assert not notes.isVisible()
    dialog.show_reading(replace(a_reading(), notes=(*told, Message("It runs backwards."))))
    assert notes.text() == "It runs backwards."


def test_the_answers_take_the_colours_of_another_scheme_while_they_are_open(dialog, qapp, qtbot):
    def ground(button):
        return button.grab().toImage().pixelColor(button.width() - 8, button.height() // 2).lightness()

    dialog.show_refusal(Message("Which sign?"), question=Question.DECIMAL)
    plain, answer = dialog.findChild(QPushButton, "acceptImport"), dialog.findChild(QPushButton, "answer2")
    try:
        for scheme, wanted in ((Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)):
            theme.apply_scheme(qapp, scheme)
            qtbot.waitUntil(lambda wanted=wanted: plain.palette().window().color() == QColor(wanted.window))
            assert abs(ground(answer) - ground(plain)) < 40
    finally:
        theme.apply_scheme(qapp, Qt.ColorScheme.Light)
