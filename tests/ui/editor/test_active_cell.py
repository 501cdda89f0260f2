"""Where a text goes when more than one cell is selected, where Enter and Tab go, and how a selection is widened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange
from tests.ui.editor.conftest import hourly_draft

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
LABEL, MW = int(Column.DATETIME), int(Column.PURCHASE)


@pytest.fixture
def editor(open_editor):
    return open_editor()


@pytest.fixture
def keys(qtbot):
    """Keys and texts where the focus is."""

    def press(*what, modifier=NONE):
        for each in what:
            for key in each if isinstance(each, str) else [each]:
                qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    return press


def place(editor, row, column):
    return editor.table.visualRect(editor.model.index(row, column)).center()


def drag(editor, first, last):
    """With the pointer from one cell to another."""
    viewport, (begin, end) = editor.table.viewport(), (place(editor, *first), place(editor, *last))
    QTest.mousePress(viewport, LEFT, NONE, begin)
    QTest.mouseMove(viewport, (begin + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def active(editor):
    index = editor.table.active()
    return index.row(), index.column()


def mw(editor):
    return editor.draft().rows.mw.tolist()


def values(top, bottom):
    return CellRange(top, bottom, MW, MW)


def test_a_text_goes_into_the_cell_where_the_selection_began(editor, keys):
    drag(editor, (4, MW), (8, MW))
    assert editor.table.ranges() == [values(4, 8)]
    assert active(editor) == (4, MW)
    keys("50", Key.Key_Return)
    assert mw(editor)[4:9] == [50, 6, 7, 8, 9]
    assert editor.table.ranges() == [values(4, 8)], "it stays"
    keys("60", Key.Key_Return)
    assert mw(editor)[4:9] == [50, 60, 7, 8, 9]
    assert active(editor) == (6, MW)


def test_up_from_below_the_lowest_is_typed_into_first(editor, keys):
    editor.go_to(8)
    keys(Key.Key_Up, Key.Key_Up, modifier=SHIFT)
    assert active(editor) == (8, MW)
    keys("5", Key.Key_Return)
    assert mw(editor)[6:9] == [7, 8, 5]
    assert active(editor) == (6, MW), "below the last comes the first"


def test_enter_and_tab_go_round_inside_the_selection(editor, keys):
    drag(editor, (2, LABEL), (3, MW))
    seen = [active(editor)]
    for _ in range(4):
        keys(Key.Key_Tab)
        seen.append(active(editor))
    assert seen == [(2, MW), (3, LABEL), (3, MW), (2, LABEL), (2, MW)]
    keys(Key.Key_Return)
    assert active(editor) == (3, MW)
    keys(Key.Key_Return)
    assert active(editor) == (2, LABEL)
    keys(Key.Key_Return, modifier=SHIFT)
    keys(Key.Key_Backtab, modifier=SHIFT)
    assert active(editor) == (3, LABEL)
    assert editor.table.ranges() == [CellRange(2, 3, LABEL, MW)]


def test_several_ranges_are_gone_through_one_after_the_other(editor, keys, qtbot):
    drag(editor, (2, MW), (3, MW))
    qtbot.mouseClick(editor.table.viewport(), LEFT, CTRL, place(editor, 6, MW))
    assert active(editor) == (6, MW)
    keys("1", Key.Key_Return, "2", Key.Key_Return, "3", Key.Key_Return)
    assert mw(editor)[2:7] == [2, 3, 5, 6, 1]


@pytest.mark.parametrize("how", ["all", "drag", "row", "keys"])
def test_a_value_is_never_typed_over_a_label_that_is_only_selected_with_it(editor, keys, how):
    before = editor.draft().rows.labels
    editor.go_to(4, LABEL)
    if how == "all":
        keys(Key.Key_A, modifier=CTRL)
    elif how == "drag":
        drag(editor, (4, LABEL), (6, MW))
    elif how == "row":
        keys(Key.Key_Space, modifier=SHIFT)
    else:
        editor.go_to(4)
        keys(Key.Key_Left, Key.Key_Down, modifier=SHIFT)
    keys("77", Key.Key_Return)
    assert mw(editor)[4] == 77
    assert (editor.draft().rows.labels == before).all()


def test_what_is_brushed_in_the_chart_is_typed_into_from_its_first_row(editor, keys):
    drag(editor, (2, MW), (12, MW))
    editor.table.select(values(10, 14))
    keys("5")
    keys(Key.Key_Return)
    assert mw(editor)[10:15] == [11, 12, 5, 14, 15], "the current cell, if it is one of them"
    editor.go_to(0)
    editor.table.select(values(20, 22))
    keys("6", Key.Key_Return)
    assert mw(editor)[20] == 6


def test_f2_opens_the_active_cell(editor, keys):
    drag(editor, (4, MW), (8, MW))
    keys(Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "5"
    keys(Key.Key_Escape)
    assert editor.table.ranges() == [values(4, 8)]


def test_enter_after_tabs_goes_below_the_cell_where_they_began(editor, keys):
    editor.go_to(5, LABEL)
    keys(Key.Key_Tab, "3", Key.Key_Return)
    assert active(editor) == (6, LABEL)
    keys(Key.Key_Tab, Key.Key_Up, Key.Key_Down, Key.Key_Right, Key.Key_Left, Key.Key_Return)
    assert active(editor) == (7, MW), "arrows begin anew"


def test_the_ends_of_the_table(editor, keys):
    editor.go_to(10)
    keys(Key.Key_Home, modifier=CTRL)
    assert editor.table.ranges() == [CellRange(0, 0, LABEL, LABEL)]
    keys(Key.Key_Delete)
    assert editor.draft().rows.mw[10] == 11, "what is emptied is in sight"
    keys(Key.Key_Z, modifier=CTRL)
    keys(Key.Key_End, modifier=CTRL)
    assert editor.table.ranges() == [values(23, 23)]
    editor.go_to(10)
    keys(Key.Key_End, modifier=CTRL | SHIFT)
    assert editor.table.ranges() == [values(10, 23)]
    keys(Key.Key_Home, modifier=CTRL | SHIFT)
    assert editor.table.ranges() == [CellRange(0, 10, LABEL, MW)]
    assert active(editor) == (10, MW)


def test_shift_widens_from_where_the_selection_began(editor, keys, qtbot):
    editor.go_to(5)
    keys(Key.Key_Return, Key.Key_Return)
    keys(Key.Key_Down, modifier=SHIFT)
    assert editor.table.ranges() == [values(7, 8)]
    keys(Key.Key_Up, Key.Key_Up, modifier=SHIFT)
    assert editor.table.ranges() == [values(6, 7)]
    keys(Key.Key_Down, modifier=CTRL | SHIFT)
    assert editor.table.ranges() == [values(7, 23)]
    editor.go_to(9)
    qtbot.mouseClick(editor.table.viewport(), LEFT, SHIFT, place(editor, 4, LABEL))
    assert editor.table.ranges() == [CellRange(4, 9, LABEL, MW)]
    assert active(editor) == (9, MW)


def test_a_click_on_a_heading_selects_the_column(editor, keys, qtbot):
    header = editor.table.horizontalHeader()
    x = header.sectionViewportPosition(MW) + header.sectionSize(MW) // 2
    qtbot.mouseClick(header.viewport(), LEFT, NONE, QPoint(x, header.height() // 2))
    assert editor.table.ranges() == [values(0, 23)]
    assert editor.table.hasFocus()
    keys("9", Key.Key_Return)
    assert mw(editor)[:2] == [9, 2]
    editor.go_to(3, LABEL)
    keys(Key.Key_Space, modifier=CTRL)
    assert editor.table.ranges() == [CellRange(0, 23, LABEL, LABEL)]


def test_a_cell_that_cannot_be_edited_is_left_as_it_is(editor, keys):
    editor.go_to(3, PROBLEM_COLUMN)
    keys(Key.Key_Return)
    assert active(editor) == (4, PROBLEM_COLUMN)
    keys(Key.Key_Down, modifier=SHIFT)
    keys(Key.Key_Return, "5")
    assert editor.draft().rows == hourly_draft().rows
