"""Values raised and lowered by keys: what is pressed in quick succession is one step to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.ui.editor.cells import CellRange

ALT = Qt.KeyboardModifier.AltModifier
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture
def editor(open_editor):
    editor = open_editor()
    editor.table.select(CellRange(2, 4, 1, 1))
    return editor


@pytest.fixture
def press(qtbot, editor):
    def pressed(*keys):
        for key in keys:
            qtbot.keyClick(editor.table, key, ALT)

    return pressed


def values(editor):
    return editor.model.rows().mw[1:6].tolist()


def test_keys_in_quick_succession_are_one_step(editor, press):
    press(UP, UP, UP)
    assert values(editor) == [2, 3.3, 4.3, 5.3, 6]
    assert (editor.undo_stack.count(), editor.undo_stack.undoText()) == (1, "raise values")
    editor.undo_stack.undo()
    assert values(editor) == [2, 3, 4, 5, 6]
    editor.undo_stack.redo()
    assert values(editor) == [2, 3.3, 4.3, 5.3, 6]


def test_up_and_down_are_named_by_what_came_of_them(editor, press):
    press(UP, DOWN, DOWN)
    assert values(editor) == [2, 2.9, 3.9, 4.9, 6]
    assert (editor.undo_stack.count(), editor.undo_stack.undoText()) == (1, "lower values")


def test_what_comes_back_to_where_it_began_is_no_step(editor, press):
    editor.model.setData(editor.model.index(0, 1), "50")
    press(UP, DOWN)
    assert values(editor) == [2, 3, 4, 5, 6]
    assert editor.undo_stack.undoText() == "edit value"
    press(UP)
    editor.undo_stack.undo()
    assert values(editor) == [2, 3, 4, 5, 6]


def test_after_a_pause_a_new_step_begins(qtbot, editor, press):
    press(UP)
    with qtbot.waitSignal(editor.nudge.pause.timeout):
        pass
    press(UP)
    assert editor.undo_stack.count() == 2
    editor.undo_stack.undo()
    assert values(editor)[1] == 3.1


def test_other_cells_are_a_step_of_their_own(editor, press):
    press(UP)
    editor.table.select(CellRange(2, 3, 1, 1))
    press(UP)
    editor.table.select(CellRange(2, 4, 1, 1))
    press(UP)
    assert editor.undo_stack.count() == 3


def test_another_edit_between_keeps_them_apart(editor, press):
    press(UP)
    editor.model.setData(editor.model.index(0, 1), "50")
    press(UP)
    assert editor.undo_stack.count() == 3


def test_a_step_that_was_undone_does_not_join_the_one_below_it(qtbot, editor, press):
    press(UP)
    with qtbot.waitSignal(editor.nudge.pause.timeout):
        pass
    press(UP)
    editor.undo_stack.undo()
    press(UP)
    assert editor.undo_stack.count() == 2
    editor.undo_stack.undo()
    assert values(editor)[1] == 3.1


def test_a_step_that_came_to_nothing_is_not_gone_on_with_in_the_one_below_it(qtbot, editor, press):
    press(UP)
    with qtbot.waitSignal(editor.nudge.pause.timeout):
        pass
    press(UP, DOWN, UP)
    assert editor.undo_stack.count() == 2
    editor.undo_stack.undo()
    assert values(editor)[1] == 3.1
