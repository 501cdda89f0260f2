"""What is confirmed once is not asked again, can be undone, and is listed in the preferences."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.notice import Notice, Tone
from tests.app.kept_files import choose, in_numbers, no_dialog, table
from tests.spreadsheets.builders import times, xlsx


def test_the_second_file_of_a_kind_asks_nothing(desk, file):
    choose(desk, file("programa_20261124.xlsx", xlsx(table())), Qt.Key.Key_2)
    assert desk.editor().draft().rows.mw[0] == 2.5
    no_dialog(desk, file("programa_20261125.xlsx", xlsx(table(7.0, first=datetime(2026, 11, 25, 1)))), 2)
    assert desk.editor().draft().rows.mw[0] == 8.0
    assert desk.editor().draft().source == "programa_20261125.xlsx"
    desk.hears("programa_20261125.xlsx", "programa_….xlsx", "24 rows")


def test_it_is_kept_over_a_restart(start, file):
    desk = start(sandbox=True)
    choose(desk, file("programa_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.saved()
    desk.close()
    again = start(sandbox=True)
    no_dialog(again, file("programa_2.xlsx", xlsx(table())), 2)


def test_what_was_imported_without_a_question_can_be_undone(desk, file, tmp_path):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    no_dialog(desk, file("day_2.xlsx", xlsx(table(9.0, columns=("Compra",)))), 2)
    undo = next(button for button in desk.window.messages.findChildren(QPushButton) if "Undo" in button.text())
    desk.click(undo)
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.editor().draft().source == "day_1.xlsx"
    assert "was read as" not in desk.said()
    desk.hears("day_2.xlsx", "kept among the closed drafts")
    no_dialog(desk, tmp_path / "day_2.xlsx", 2)
    desk.hears("was read as")
    desk.workspace.tabs.undoing.undo.trigger()
    assert "was read as" not in desk.said(), "the menu has undone what the message offers to undo"


def test_what_was_imported_without_a_question_can_be_looked_at_and_replaced(desk, file):
    desk.take(file("day_1.xlsx", xlsx(table(columns=("Compra",)))))
    no_dialog(desk, file("day_2.xlsx", xlsx(table(9.0, columns=("Compra",)))), 2)
    look = next(button for button in desk.window.messages.findChildren(QPushButton) if "Look" in button.text())
    desk.click(look)
    dialog = desk.read()
    desk.pick(dialog.findChild(QComboBox, "unitBox"), "kW")
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert len(desk.names()) == 2
    assert np.isclose(desk.editor().draft().rows.mw[0], 0.009)


@pytest.mark.parametrize(
    ("key", "first", "next_day", "second"),
    [
        (Qt.Key.Key_1, "2025-11-12", "11/11/2025", "2025-11-11"),
        (Qt.Key.Key_2, "2025-12-11", "12/10/2025", "2025-12-10"),
        (Qt.Key.Key_2, "2025-12-11", "12/13/2025", "2025-12-13"),
    ],
)
def test_the_order_of_day_and_month_is_asked_once(desk, file, key, first, next_day, second):
    desk.drop(file("day_1.csv", in_numbers("12/11/2025")))
    desk.asked("12 November 2025 or 11 December 2025")
    assert "12 November 2025 (" in desk.seen(QPushButton, "answer1").text()
    assert "11 December 2025 (" in desk.seen(QPushButton, "answer2").text()
    desk.key(desk.dialog("importDialog"), key)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    assert str(desk.editor().draft().rows.labels[0])[:10] == first
    no_dialog(desk, file("day_2.csv", in_numbers(next_day)), 2)
    assert str(desk.editor().draft().rows.labels[0])[:10] == second


@pytest.mark.parametrize(("seen", "expected"), [("25/11/2025", "2025-11-12"), ("11/25/2025", "2025-12-11")])
def test_what_a_file_showed_of_its_dates_answers_for_the_next_of_its_kind(desk, file, seen, expected):
    desk.take(file("day_1.csv", in_numbers(seen)))
    no_dialog(desk, file("day_2.csv", in_numbers("12/11/2025")), 2)
    assert str(desk.editor().draft().rows.labels[0])[:10] == expected


def test_labels_against_the_account_are_asked_and_the_shift_is_remembered(desk, file):
    """A file whose times name the start of each hour, where the account sends the end."""

    def starting(day):
        return xlsx([["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=day))])

    first, second = times(2, 24 * 60)[0].replace(hour=0), times(2, 24 * 60)[1].replace(hour=0)
    desk.drop(file("day_1.xlsx", starting(first)))
    dialog = desk.dialog("importDialog")
    desk.until(lambda: desk.seen(QPushButton, "answer2") is not None)
    assert not desk.child(QPushButton, "acceptImport", dialog).isEnabled()
    desk.key(dialog, Qt.Key.Key_2)
    desk.press("acceptImport", desk.read())
    desk.gone("importDialog")
    draft = desk.editor().draft()
    assert (draft.label, str(draft.rows.labels[0])[11:], str(draft.rows.labels[-1])[11:]) == (
        Label.END,
        "01:00",
        "00:00",
    )
    no_dialog(desk, file("day_2.xlsx", starting(second)), 2)
    assert str(desk.editor().draft().rows.labels[0])[11:] == "01:00"


def test_as_they_stand_is_remembered_too(desk, file):
    first = times(1)[0].replace(hour=0)
    rows = [["Time", "Compra (MW)"], *([moment, 1.5] for moment in times(24, first=first))]
    choose(desk, file("day_1.xlsx", xlsx(rows)), Qt.Key.Key_1)
    draft = desk.editor().draft()
    assert (draft.label, str(draft.rows.labels[0])[11:]) == (Label.START, "00:00")
    no_dialog(desk, file("day_2.xlsx", xlsx(rows)), 2)


def test_kept_readings_are_seen_renamed_and_deleted_in_the_preferences(desk, file):
    choose(desk, file("programa_1.xlsx", xlsx(table())), Qt.Key.Key_2)
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    pages = desk.child(QTabWidget, "preferencesPages", dialog)
    pages.setCurrentWidget(desk.child(QWidget, "keptReadingsPage", dialog))
    listed = desk.child(QTableWidget, "keptReadingsList", dialog)
    desk.until(lambda: listed.rowCount() == 1)
    assert listed.item(0, 0).text() == "programa_….xlsx"
    told = desk.child(QLabel, "keptReadingText", dialog).text()
    assert "column “Plant B (MW)”" in told
    assert "Columns: Time, Plant A (MW), Plant B (MW)" in told
    assert "Values from “Plant B (MW)” in MW" in told
    listed.item(0, 0).setText("Ana’s tool")
    dialog.reject()
    desk.gone("preferencesDialog")
    no_dialog(desk, file("programa_2.xlsx", xlsx(table())), 2)
    desk.hears("Ana’s tool")
    desk.window.actions_.preferences.trigger()
    dialog = desk.dialog("preferencesDialog")
    pages = desk.child(QTabWidget, "preferencesPages", dialog)
    pages.setCurrentWidget(desk.child(QWidget, "keptReadingsPage", dialog))
    listed = desk.child(QTableWidget, "keptReadingsList", dialog)
    desk.until(lambda: listed.rowCount() == 1 and listed.item(0, 3).text() == "2")
    desk.press("forgetReadingButton", dialog)
    desk.until(lambda: listed.rowCount() == 0)
    dialog.reject()
    desk.drop(file("programa_3.xlsx", xlsx(table())))
    desk.asked("Plant A", "Plant B")


def test_the_preferences_lead_to_the_account(desk):
    desk.window.actions_.preferences.trigger()
    desk.press("openAccountButton", desk.dialog("preferencesDialog"))
    desk.gone("preferencesDialog")
    desk.dialog("accountDialog").reject()


def test_values_know_their_cells_over_a_restart_and_the_submission_keeps_the_file(start, file):
    desk = start(sandbox=True, pace=0.01)
    content = xlsx(table(1500.0, columns=("Compra",), unit="kW"))
    desk.take(file("day_1.xlsx", content))
    desk.saved()
    desk.close()
    again = start(sandbox=True, pace=0.01)
    again.until(lambda: len(again.names()) == 1)
    tip = str(again.table.model().index(2, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert tip == "day_1.xlsx, sheet Sheet1, row 4, column Compra (kW) (B): 1500 kW = 1.5 MW"
    again.submit()
    panel = again.workspace.submissions
    panel.details_requested.emit(panel.selected().id)
    dialog = again.dialog("detailsDialog")
    told = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel)}
    assert told["File"] == "day_1.xlsx"
    assert told["SHA-256 of the file"] == hashlib.sha256(content).hexdigest()
    assert "“Compra (kW)” in kW, multiplied by 0.001" in told["Read as"]
    assert told["Read as"].splitlines()[1:3] == ["Sheet “Sheet1”.", "Times by the clock of Europe/Madrid."]
    dialog.reject()


def test_a_corrected_file_for_the_day_of_an_open_draft_is_imported_and_told_to_be_a_second_one(desk, file):
    """It is wanted at once; sending both would buy the day twice. A file of another day says nothing of the kind."""

    ahead = datetime.combine(date.today(), time(1)) + timedelta(days=5)

    def programme(day, mw=9.0):
        return xlsx(table(mw, columns=("Compra",), first=ahead + timedelta(days=day)))

    desk.take(file("plan_1.xlsx", programme(1)))
    no_dialog(desk, file("plan_2.xlsx", programme(2)), 2)
    assert desk.said().endswith(f"was read as “plan_….xlsx” before: {desk.names()[1]}, 24 rows, 216.0 MWh.")
    no_dialog(desk, file("plan_1b.xlsx", programme(1, 9.5)), 3)
    said = f"For the same time as the draft “{desk.names()[0]}” (plan_1.xlsx), which is open as well: send only one"
    desk.hears(said)
    notices = [each for each in desk.window.messages.findChildren(Notice) if said in each.text]
    assert [each.tone for each in notices] == [Tone.WARNING]
    no_dialog(desk, file("plan_3.xlsx", programme(3)), 4)
    assert said in desk.said(), "it stays until somebody has read it"
    desk.workspace.tabs.undoing.undo.trigger()
    desk.until(lambda: len(desk.names()) == 3)
    desk.workspace.tabs.undoing.undo.trigger()
    desk.until(lambda: len(desk.names()) == 2)
    assert said not in desk.said(), "with the draft goes what was said of it"


def test_a_day_that_is_past_is_told_with_its_distance(desk, file):
    desk.take(file("plan_1.xlsx", xlsx(table(columns=("Compra",)))))
    no_dialog(desk, file("plan_2.xlsx", xlsx(table(columns=("Compra",), first=datetime(2025, 12, 13, 1)))), 2)
    desk.hears("before: Sat 13 Dec 2025 (", " days ago), 24 rows")
    # a day of another decade is a doubt, which a first import shows: this one does as well
    desk.drop(file("plan_3.xlsx", xlsx(table(columns=("Compra",), first=datetime(2016, 12, 13, 1)))))
    dialog = desk.read()
    assert any("ten years back" in str(found.problem.message) for found in dialog.reading.problems)
    assert len(desk.names()) == 2
    dialog.reject()
