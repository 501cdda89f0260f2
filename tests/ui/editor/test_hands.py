"""Habits of the hand from a spreadsheet, with real keys and a real pointer."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ravenwits_desktop.domain.draft import totals
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.ui.editor.cells import CHANGE_COLUMN, CellRange
from ravenwits_desktop.ui.editor.commands import ClearCells
from ravenwits_desktop.ui.editor.fill_commands import DragFill, FillDown, FillSeries, TypeIntoAll
from tests.ui.editor.conftest import hourly_draft, put, taken

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MW = Column.PURCHASE


def mw(editor):
    return editor.model.rows().mw.tolist()


def values(top, bottom):
    return CellRange(top, bottom, MW, MW)


def at(editor):
    index = editor.table.currentIndex()
    return index.row(), index.column()


@pytest.fixture
def editor(open_editor):
    return open_editor()


def undone(editor, command, name):
    """Push a command; what it made, once undo has given back the same bytes and redo made it again."""
    before = editor.model.rows()
    editor.undo_stack.push(command)
    after = editor.model.rows()
    assert command.text() == name
    editor.undo_stack.undo()
    assert editor.model.rows() == before
    assert editor.model.rows().mw.tobytes() == before.mw.tobytes()
    editor.undo_stack.redo()
    assert editor.model.rows() == after
    return after


def test_fill_down(editor):
    rows = undone(editor, FillDown(editor.model, [values(2, 5)]), "fill down")
    assert rows.mw[:7].tolist() == [1, 2, 3, 3, 3, 3, 7]
    rows = undone(editor, FillDown(editor.model, [values(9, 9)]), "fill down")
    assert rows.mw[9] == rows.mw[8] == 9
    before = editor.model.rows().labels
    editor.undo_stack.push(ClearCells(editor.model, [CellRange(2, 5, 0, 0)]))
    rows = undone(editor, FillDown(editor.model, [CellRange(1, 5, 0, 0)]), "fill down")
    assert (rows.labels == before).all(), "labels go on"
    editor.model.setData(editor.model.index(4, 0), "2026-11-25 04:30")
    rows = undone(editor, FillDown(editor.model, [CellRange(1, 5, 0, 1)]), "fill down")
    assert rows.mw[1:6].tolist() == [2, 2, 2, 2, 2]
    assert str(rows.labels[4]) == "2026-11-25T04:30", "a label that is there stays"


def test_fill_series(editor):
    editor.model.setData(editor.model.index(3, 1), "3,5")
    rows = undone(editor, FillSeries(editor.model, [values(2, 6)]), "fill series")
    assert rows.mw[2:7].tolist() == [3, 3.5, 4, 4.5, 5]


@pytest.mark.parametrize(
    ("source", "last", "series", "rows", "expected"),
    [
        ((0, 1), 4, False, slice(2, 5), [1, 2, 1]),
        ((0, 1), 4, True, slice(2, 5), [3, 4, 5]),
        ((10, 11), 7, False, slice(7, 10), [12, 11, 12]),
        ((10, 12), 8, True, slice(8, 10), [9, 10]),
        ((5, 5), 7, True, slice(6, 8), [6, 6]),
    ],
)
def test_drag_fill(editor, source, last, series, rows, expected):
    name = "fill series" if series else "drag fill"
    after = undone(editor, DragFill(editor.model, values(*source), last, series=series), name)
    assert after.mw[rows].tolist() == expected


def test_type_into_all(editor):
    rows = undone(editor, TypeIntoAll(editor.model, [values(0, 2)], "*1,5"), "type into all")
    assert rows.mw[:4].tolist() == [1.5, 3, 4.5, 4]
    command = TypeIntoAll(editor.model, [values(0, 1)], "x")
    rows = undone(editor, command, "type into all")
    assert command.unread == 2
    assert rows.texts == {(0, MW): "x", (1, MW): "x"}
    rows = undone(editor, TypeIntoAll(editor.model, [values(0, 1)], "=2*3"), "type into all")
    assert rows.mw[:2].tolist() == [6, 6]
    assert rows.texts == {}


def test_ctrl_enter_types_into_all_that_is_selected(editor, qtbot):
    editor.table.go_to(1, MW)
    editor.table.select(values(1, 3))
    qtbot.keyClicks(editor.table, "7")
    edit = editor.table.findChild(QLineEdit)
    qtbot.keyClicks(edit, ",5")
    qtbot.keyClick(edit, Qt.Key.Key_Return, CTRL)
    assert mw(editor)[:5] == [1, 7.5, 7.5, 7.5, 5]
    editor.undo_stack.undo()
    assert mw(editor)[:5] == [1, 2, 3, 4, 5]


def test_keys_fill(editor, qtbot):
    editor.table.go_to(0, MW)
    editor.table.select(values(0, 3))
    with qtbot.waitSignal(editor.message) as heard:
        qtbot.keyClick(editor.table, Qt.Key.Key_D, CTRL)
    assert mw(editor)[:5] == [1, 1, 1, 1, 5]
    assert "4 rows" in heard.args[0]
    editor.undo_stack.undo()
    qtbot.keyClick(editor.table, Qt.Key.Key_D, CTRL | SHIFT)
    assert mw(editor)[:5] == [1, 2, 3, 4, 5]


def test_ctrl_arrows_go_to_the_edge_of_what_is_filled(editor, qtbot):
    editor.undo_stack.push(ClearCells(editor.model, [values(5, 7)]))
    editor.table.go_to(2, MW)
    for expected in (4, 8, 23, 23):
        qtbot.keyClick(editor.table, Qt.Key.Key_Down, CTRL)
        assert at(editor) == (expected, MW)
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, CTRL)
    assert at(editor) == (8, MW)
    qtbot.keyClick(editor.table, Qt.Key.Key_Left, CTRL)
    assert at(editor) == (8, Column.DATETIME)
    qtbot.keyClick(editor.table, Qt.Key.Key_Home, CTRL)
    assert at(editor) == (0, 0)
    qtbot.keyClick(editor.table, Qt.Key.Key_End, CTRL)
    assert at(editor)[0] == 23


def test_ctrl_shift_arrows_widen_and_narrow_the_selection(editor, qtbot):
    editor.table.go_to(10, MW)
    qtbot.keyClick(editor.table, Qt.Key.Key_Down, CTRL | SHIFT)
    assert editor.table.ranges() == [values(10, 23)]
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, CTRL | SHIFT)
    assert editor.table.ranges() == [values(0, 10)]
    qtbot.keyClick(editor.table, Qt.Key.Key_Left, CTRL | SHIFT)
    assert editor.table.ranges() == [CellRange(0, 10, 0, 1)]


def drag(table, start, end, modifiers=Qt.KeyboardModifier.NoModifier):
    handle = table.handle
    inside = QPoint(handle.width() // 2, handle.height() // 2)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, modifiers, inside)
    rect = table.visualRect(table.model().index(end, MW))
    goal = handle.mapFromGlobal(table.viewport().mapToGlobal(rect.center()))
    QTest.mouseMove(handle, goal)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, modifiers, goal)


def test_the_handle_can_be_hit_and_dragged(editor):
    handle = editor.table.handle
    editor.table.go_to(0, MW)
    editor.table.select(values(0, 1))
    assert handle.isVisible()
    assert min(handle.width(), handle.height()) >= 8
    drag(editor.table, 1, 5)
    assert mw(editor)[:7] == [1, 2, 1, 2, 1, 2, 7]
    assert editor.table.ranges() == [values(0, 5)]
    editor.undo_stack.undo()
    editor.table.select(values(0, 1))
    drag(editor.table, 1, 5, CTRL)
    assert mw(editor)[:7] == [1, 2, 3, 4, 5, 6, 7]
    editor.table.select(CellRange(0, 1, 0, 0))
    assert not handle.isVisible(), "labels are not dragged"


def test_find(editor, qtbot):
    qtbot.keyClick(editor.table, Qt.Key.Key_F, CTRL)
    bar = editor.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.text, "14:00")
    assert at(editor)[0] == 13
    bar.text.clear()
    qtbot.keyClicks(bar.text, "x")
    assert "not a day" in bar.count.text()
    bar.text.clear()
    qtbot.keyClicks(bar.text, "25/11")
    assert bar.count.text() == "23 found", "the last label is that of the next day"
    qtbot.keyClick(bar.text, Qt.Key.Key_Return, SHIFT)
    first = at(editor)[0]
    qtbot.keyClick(bar.text, Qt.Key.Key_Return)
    assert at(editor)[0] != first
    qtbot.keyClick(bar.text, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert editor.table.hasFocus()


def test_a_copy_has_bare_cells_and_one_for_a_mail_says_day_and_unit(editor, qtbot):
    editor.table.go_to(0, MW)
    editor.table.select(CellRange(0, 1, 0, 1))
    editor.copy()
    html = QApplication.clipboard().mimeData().html()
    assert taken().split("\n")[0] == "2026-11-25 01:00\t1"
    assert html.count("<td>") == 4
    assert "MW" in html.partition(">")[0], "day and unit stand where a spreadsheet does not paste them"
    editor.hands.copy_for_mail()
    html = QApplication.clipboard().mimeData().html()
    assert "Wed 25 Nov" in html
    assert "power in MW" in html
    assert html.count("<td>") == 4
    assert taken().split("\n")[1] == "Period end\tMW"


def test_a_block_larger_than_the_selection_says_so(editor, qtbot):
    editor.table.go_to(0, MW)
    editor.table.select(values(0, 1))
    put("5\n6\n7")
    with qtbot.waitSignal(editor.message) as heard:
        editor.pasting.paste()
    assert "Only 2 were selected" in heard.args[0]


def test_market_hours_stand_before_the_rows(open_editor):
    editor = open_editor(hourly_draft(date(2026, 10, 25), 15))
    names = [editor.model.headerData(row, Qt.Orientation.Vertical) for row in (0, 11, 12, 99)]
    assert names == ["H1 Q1", "H3 Q4", "H4 Q1", "H25 Q4"]
    spoken = editor.model.index(12, MW).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "02:15, the second time, in winter time, hour 4, quarter 1, 13.000 MW" in spoken
    editor = open_editor(hourly_draft(resolution=30))
    assert editor.model.headerData(1, Qt.Orientation.Vertical) == "H1/2"
    editor.model.setData(editor.model.index(1, 0), "never")
    editor.model.checked()
    assert editor.model.headerData(1, Qt.Orientation.Vertical) == ""


@pytest.mark.parametrize("text", ["1e309", "NaN", "inf", "=1+1", "2026-11-25", "12/13/14", "one"])
def test_what_is_no_value_is_pasted_as_a_marked_text(editor, text):
    editor.table.go_to(3, MW)
    put(text)
    editor.pasting.paste()
    assert np.isnan(mw(editor)[3])
    assert editor.model.rows().texts.get((3, MW), "") in (text, "")
    assert any(problem.row == 3 for problem in editor.model.problems())


def test_one_is_one_and_many_are_grouped(editor, qtbot):
    said = []
    editor.message.connect(said.append)
    editor.table.go_to(3, MW)
    put("5")
    editor.pasting.paste()
    editor.table.select(CellRange(3, 3, 0, 1))
    editor.hands.fill_down()
    editor.hands.copy_for_mail()
    editor.table.handle.filled.emit((values(3, 3), 4, False))
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
    editor.footer.show_totals(totals(np.ones(400_000), 15), 400_000)
    text = editor.footer.totals.text()
    QLocale.setDefault(before)
    assert said == [
        "One row was pasted.",
        "Filled down: 1 row.",
        "Copied with days, unit and headings: 1 row.",
        "Filled 1 row.",
    ]
    assert text.startswith("400.000")


def test_an_empty_draft_has_nothing_to_fill(open_editor, qtbot):
    editor = open_editor(hourly_draft())
    editor.table.select_all()
    editor.delete_rows()
    assert editor.model.rows() == Rows(np.zeros(0, "datetime64[m]"), np.zeros(0))
    for key in (Qt.Key.Key_D, Qt.Key.Key_Down, Qt.Key.Key_C):
        qtbot.keyClick(editor.table, key, CTRL)
    assert editor.model.rowCount() == 0


def test_the_change_against_the_last_submission_has_a_column_on_demand(editor, qtbot):
    before = editor.checked().purchase
    editor.compare_with(before)
    assert editor.table.isColumnHidden(CHANGE_COLUMN)
    qtbot.keyClick(editor.table, Qt.Key.Key_M, CTRL | SHIFT)
    assert not editor.table.isColumnHidden(CHANGE_COLUMN)
    editor.resize(300, 600)
    room = editor.table.columnWidth(2) / editor.table.fontMetrics().averageCharWidth()
    assert room >= 20, "the problems can be read still"
    header = editor.table.horizontalHeader()
    assert [header.logicalIndex(place) for place in range(4)] == [0, 1, CHANGE_COLUMN, 2]
    editor.model.setData(editor.model.index(3, 1), "6.5")
    qtbot.waitUntil(lambda: editor.model.index(3, CHANGE_COLUMN).data() == "+2.500")
    editor.resize(900, 600)
    qtbot.waitUntil(lambda: editor.changes.height() < 2 * editor.changes.fontMetrics().lineSpacing())
    assert editor.model.index(4, CHANGE_COLUMN).data() == ""
    editor.table.go_to(3, CHANGE_COLUMN)
    put("5")
    editor.pasting.paste()
    qtbot.keyClicks(editor.table, "5")
    assert mw(editor)[3] == 6.5, "it cannot be edited"
