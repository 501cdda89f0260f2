"""What is typed into a cell and not ended with Enter is what every command finds there."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.mass_dialog import MassDialog
from ravenwits_desktop.ui.editor.resolution_dialog import ResolutionDialog
from tests.ui.editor.conftest import taken

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
ROW = 4


@pytest.fixture
def typing(open_editor, qtbot):
    """Types a text into the cell of row 4, in which 5 stands, and leaves it open."""
    editor = open_editor()

    def typed(text="500"):
        editor.go_to(ROW)
        qtbot.keyClick(editor.table, text[0])
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        qtbot.keyClicks(field, text[1:])
        return editor

    return typed


def values(editor):
    return editor.draft().rows.mw.tolist()


def closed(editor):
    fields = editor.table.viewport().findChildren(QLineEdit)
    return editor.table.hasFocus() and not any(field.isVisible() for field in fields)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cut_action", [4, np.nan, 6]),
        ("clear_action", [4, np.nan, 6]),
        ("add_action", [4, 500, np.nan, 6]),
        ("delete_action", [4, 6]),
        ("rows_action", [4, 500, 6]),
        ("problem_action", [4, 500, 6]),
        ("hands.fill_action", [4, 4, 6]),
        ("nudge.raise_action", [4, 500.1, 6]),
    ],
)
def test_a_command_from_the_menu_finds_what_was_typed(typing, name, expected):
    editor = typing()
    thing = editor
    for part in name.split("."):
        thing = getattr(thing, part)
    thing.trigger()
    np.testing.assert_array_equal(values(editor)[3 : 3 + len(expected)], expected)
    assert closed(editor)


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Key.Key_D, CTRL, [4, 4, 6]),
        (Key.Key_Insert, NONE, [4, 500, np.nan, 6]),
        (Key.Key_Minus, CTRL, [4, 6]),
        (Key.Key_Down, ALT, [4, 499.9, 6]),
        (Key.Key_F8, NONE, [4, 500, 6]),
    ],
)
def test_a_key_the_line_has_no_use_for_runs_its_command_on_what_was_typed(typing, qtbot, key, modifier, expected):
    editor = typing()
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    np.testing.assert_array_equal(values(editor)[3 : 3 + len(expected)], expected)
    assert closed(editor)


def test_copy_takes_what_was_typed(typing):
    editor = typing()
    editor.copy_action.trigger()
    assert taken() == "500"


@pytest.mark.parametrize(("name", "kind"), [("change_action", MassDialog), ("resolution_action", ResolutionDialog)])
def test_a_dialog_on_the_values_begins_with_what_was_typed(typing, name, kind):
    editor = typing()
    getattr(editor.hands, name).trigger()
    dialog = editor.findChild(kind)
    assert values(editor)[ROW] == 500
    dialog.reject()


def test_the_handle_fills_with_what_was_typed(typing):
    editor = typing()
    editor.table.handle.filled.emit((CellRange(ROW, ROW, 1, 1), ROW + 2, False))
    assert values(editor)[ROW : ROW + 4] == [500, 500, 500, 8]


def test_a_step_dragged_in_the_chart_loses_nothing(typing):
    editor = typing()
    editor.nudge.put(np.array([10]), np.array([77.0]))
    assert (values(editor)[ROW], values(editor)[10]) == (500, 77)


def test_a_text_that_is_no_number_is_a_marked_cell(typing):
    editor = typing("5oo")
    editor.commit_open_cell()
    assert editor.draft().rows.texts == {(ROW, Column.PURCHASE): "5oo"}
    assert editor.checked().purchase is None
    assert editor.error_count() == 1
    assert editor.undo_stack.count() == 1


def test_a_cell_that_was_only_opened_is_no_edit(typing, qtbot):
    editor = typing()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    qtbot.keyClick(editor.table, Key.Key_F2)
    editor.commit_open_cell()
    editor.commit_open_cell()
    assert closed(editor)
    assert editor.undo_stack.count() == 0
