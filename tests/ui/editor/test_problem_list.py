"""The list of problems goes to each cell, by mouse and keyboard, and keeps its place while the draft is edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.plausibility import NO_HISTORY, THOUSAND_TIMES, History
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.ui.editor.cells import CHANGE_COLUMN, PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.commands import Block, DeleteRows, PasteBlock
from ravenwits_desktop.ui.editor.problem_list import MOST_SINGLE
from tests.ui.editor.conftest import DAY, hourly_draft


def with_values(mw, resolution=60):
    labels = grid.new_rows(DAY, resolution).labels[: len(mw)]
    return replace(hourly_draft(resolution=resolution), rows=Rows(labels, np.array(mw)))


@pytest.fixture
def listed(open_editor):
    """An editor with an error on row 5, a negative value on row 2, and its list opened by the footer's button."""
    mw = np.arange(1.0, 25.0)
    mw[4], mw[1] = np.nan, -3.0
    editor = open_editor(with_values(mw))
    editor.footer.problems.click()
    return editor


def lines(editor):
    model = editor.problem_list.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_it_is_there_when_asked_for_and_tells_errors_first(qtbot, listed, open_editor):
    assert listed.problem_list.isVisible()
    QAbstractItemModelTester(listed.problem_list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [line[:3] for line in lines(listed)] == [
        ["✕ error", "5", "Wed 25 Nov 05:00"],
        ["▲ warning", "2", "Wed 25 Nov 02:00"],
    ]
    listed.footer.problems.click()
    assert listed.problem_list.isHidden()
    assert open_editor().problem_list.isHidden()


def test_while_nothing_is_wrong_it_says_so_in_one_line(qtbot, listed):
    problems, high = listed.problem_list, listed.problem_list.height()
    listed.model.setData(listed.model.index(4, Column.PURCHASE), "5")
    listed.model.setData(listed.model.index(1, Column.PURCHASE), "5")
    qtbot.waitUntil(lambda: not lines(listed))
    assert problems.isVisible()
    assert problems.height() < high / 2
    listed.undo_stack.undo()
    listed.undo_stack.undo()
    qtbot.waitUntil(lambda: problems.height() == high)
    assert len(lines(listed)) == 2


def test_it_is_walked_with_the_keyboard(qtbot, listed):
    problems = listed.problem_list
    qtbot.waitUntil(problems.hasFocus)
    qtbot.keyClick(problems, Qt.Key.Key_Down)
    qtbot.keyClick(problems, Qt.Key.Key_Return)
    qtbot.waitUntil(listed.table.hasFocus)
    current = listed.table.currentIndex()
    assert (current.row(), current.column()) == (1, Column.PURCHASE)
    qtbot.keyClick(listed.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(problems.hasFocus)
    qtbot.keyClick(problems, Qt.Key.Key_Escape)
    assert problems.isHidden()
    qtbot.waitUntil(listed.table.hasFocus)


def test_a_click_goes_to_the_cell(qtbot, listed):
    problems = listed.problem_list
    place = problems.visualRect(problems.model().index(0, 3)).center()
    qtbot.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed.table.currentIndex().row() == 4


def test_the_chosen_line_stays_chosen_while_others_come_and_go(qtbot, listed):
    problems = listed.problem_list
    problems.setCurrentIndex(problems.model().index(1, 3))
    listed.model.setData(listed.model.index(4, Column.PURCHASE), "5")
    qtbot.waitUntil(lambda: len(lines(listed)) == 1)
    assert problems.currentIndex().row() == 0
    listed.undo_stack.undo()
    qtbot.waitUntil(lambda: len(lines(listed)) == 2)
    assert lines(listed)[problems.currentIndex().row()][1] == "2"


def test_thousands_of_one_kind_are_one_line_and_gone_through_one_by_one(qtbot, open_editor):
    count = MOST_SINGLE + 1
    labels = np.datetime64("2026-01-01T00:15", "m") + np.arange(count) * np.timedelta64(15, "m")
    editor = open_editor(replace(hourly_draft(resolution=15), rows=Rows(labels, np.full(count, -1.0))))
    editor.problem_list.open()
    negative = next(place for place, line in enumerate(lines(editor)) if "negative" in line[3])
    assert lines(editor)[negative][3].endswith("So have 1,000 more rows.")
    editor.problem_list.setCurrentIndex(editor.problem_list.model().index(negative, 3))
    went = []
    for _ in range(3):
        qtbot.keyClick(editor.problem_list, Qt.Key.Key_Return)
        went.append(editor.table.currentIndex().row())
    assert went == [0, 1, 2]


def choose(qtbot, editor, text):
    """Go from the line that has `text` to its cell; the row."""
    place = next(place for place, line in enumerate(lines(editor)) if text in line[3])
    editor.problem_list.setCurrentIndex(editor.problem_list.model().index(place, 3))
    qtbot.keyClick(editor.problem_list, Qt.Key.Key_Return)
    return editor.table.currentIndex().row()


def test_a_day_that_is_not_whole_leads_to_the_row_before_the_gap(qtbot, open_editor):
    editor = open_editor()
    editor.undo_stack.push(DeleteRows(editor.model, [CellRange(7, 8, 0, 0)]))
    editor.problem_list.open()
    qtbot.waitUntil(lambda: len(lines(editor)) == 1)
    assert lines(editor)[0][1:] == [
        "7",
        "Wed 25 Nov 07:00",
        "Wed 25 Nov has 22 of 24 periods. Missing: 08:00 and 09:00.",
    ]
    assert choose(qtbot, editor, "22 of 24") == 6
    editor.go_to(0)
    editor.next_problem()
    assert editor.table.currentIndex().row() == 6


def test_unusual_sizes_lead_to_their_rows_one_after_the_other_and_to_the_day(qtbot, open_editor):
    editor = open_editor()
    labels = editor.model.rows().labels[::-1]
    values = np.ones(24)
    values[[3, 20]] = 4000.0
    block = Block(labels, values)
    editor.undo_stack.push(PasteBlock(editor.model, 0, block))
    editor.judge_by(History(mean_mw=2.0, largest_mw=3.0, days={DAY - timedelta(weeks=1): 24.0}))
    editor.problem_list.open()
    assert [choose(qtbot, editor, "2 values, the first at") for _ in range(3)] == [3, 20, 3]
    marked = [row for row in range(24) if editor.model.index(row, PROBLEM_COLUMN).data()]
    assert marked == [3, 20], "cells are marked, a day is not"
    assert "far above" in editor.model.index(20, Column.PURCHASE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert choose(qtbot, editor, "the last such weekday") == 23, "the first period of the day stands last"
    editor.go_to(4)
    editor.next_problem()
    assert editor.table.currentIndex().row() == 20


def test_what_is_of_the_whole_leads_nowhere_and_says_so(qtbot, open_editor):
    editor = open_editor()
    editor.judge_by(History(mean_mw=0.012, largest_mw=0.02))
    editor.problem_list.open()
    assert lines(editor)[0][1:3] == ["", ""]
    spoken = editor.problem_list.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "the whole draft"
    assert choose(qtbot, editor, "are these values in kW?") == 0


def test_what_changed_against_the_submission_before_follows_every_edit(qtbot, open_editor):
    editor = open_editor()
    assert editor.changes.isHidden()
    editor.compare_with(editor.checked().purchase)
    assert editor.changes.text() == "Against the last submission: Nothing changed."
    editor.model.setData(editor.model.index(19, Column.PURCHASE), "26")
    editor.model.setData(editor.model.index(0, Column.PURCHASE), "0")
    qtbot.waitUntil(lambda: editor.changes.text().endswith("2 hours changed, +5.0 MWh, largest 20:00 +6.000 MW."))
    editor.model.setData(editor.model.index(0, Column.PURCHASE), "many")
    qtbot.waitUntil(lambda: "once the errors are corrected" in editor.changes.text())


def test_a_submission_for_other_days_is_nothing_to_compare_with(open_editor):
    editor = open_editor()
    now = editor.checked().purchase
    editor.compare_with(Purchase(now.starts + np.timedelta64(1, "D"), now.mw, 60))
    assert editor.changes.isHidden()


def test_changed_cells_are_marked_and_told(qtbot, open_editor):
    editor = open_editor()
    editor.compare_with(editor.checked().purchase)
    cell = editor.model.index(19, Column.PURCHASE)
    beside = cell.siblingAtColumn(CHANGE_COLUMN)
    assert beside.data() == ""
    editor.model.setData(cell, "26")
    qtbot.waitUntil(lambda: beside.data() == "+6.000")
    assert editor.model.looks(19, 1)[0].changed
    assert "+6.000 MW against the last submission" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "+6.000 MW against the last submission" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not editor.model.looks(18, 1)[0].changed
    marked = editor.table.viewport().grab(editor.table.visualRect(cell)).toImage()
    editor.compare_with(None)
    assert beside.data() == ""
    assert editor.table.viewport().grab(editor.table.visualRect(cell)).toImage() != marked


def test_values_a_thousand_times_the_usual_are_warned_about_while_they_are_edited(open_editor):
    editor = open_editor()
    editor.judge_by(History(mean_mw=0.012, largest_mw=0.02))
    assert [problem.message.template for problem in editor.model.problems()] == [THOUSAND_TIMES]
    assert "0.012 MW" in editor.banner.text()
    editor.judge_by(NO_HISTORY)
    assert editor.model.problems() == ()
