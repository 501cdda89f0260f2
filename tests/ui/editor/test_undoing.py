"""An import is a step that can be undone: it closes the draft, which is kept, and its redo opens it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack

from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.editor.undoing import ImportDraft, undone_import
from tests.ui.builders import heard
from tests.ui.editor.conftest import hourly_draft


@pytest.fixture
def tabs(qtbot):
    tabs = DraftTabs()
    qtbot.addWidget(tabs)
    with qtbot.waitExposed(tabs):
        tabs.show()
    return tabs


def test_the_step_of_an_import_is_known_once_it_is_undone(qtbot):
    stack = QUndoStack()
    assert undone_import(stack) is None
    stack.push(ImportDraft("import of day.xlsx"))
    assert undone_import(stack) is None
    stack.undo()
    assert undone_import(stack) == "import of day.xlsx"


def test_undo_closes_the_draft_and_tells_of_it(tabs):
    closed, undone, asked = heard(tabs.closed), heard(tabs.import_undone), heard(tabs.undoing.redo_import_requested)
    tabs.add(hourly_draft())
    tabs.add_imported(hourly_draft(draft_id="d2"), "import of R&D.xlsx")
    assert tabs.undoing.undo.text() == "&Undo import of R&&D.xlsx"
    tabs.undoing.undo.trigger()
    assert [draft.id for draft in tabs.drafts()] == ["d1"]
    assert [(draft.id, draft.closed) for draft in closed] == [("d2", True)]
    assert [draft.id for draft in undone] == ["d2"]
    tabs.undoing.redo.trigger()
    assert asked == ["d2"]
    again = tabs.add(closed[0])
    assert again.undo_stack.canUndo()
    assert not again.undo_stack.canRedo()


def test_only_a_draft_that_is_open_and_came_from_outside_has_an_import_to_undo(tabs):
    tabs.add(hourly_draft())
    assert not tabs.undo_import("d1")
    assert not tabs.undo_import("nobody")
    assert len(tabs.drafts()) == 1


def test_the_keys_in_a_table_are_those_of_the_window(qtbot, tabs):
    """Ctrl+Y in the draft in front does the import again, not an older edit of that draft."""
    asked = heard(tabs.undoing.redo_import_requested)
    first = tabs.add(hourly_draft())
    first.model.setData(first.model.index(0, 1), "8")
    first.undo_stack.undo()
    tabs.add_imported(hourly_draft(draft_id="d2"), "import of day.xlsx")
    tabs.undoing.undo.trigger()
    qtbot.keyClick(first.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["d2"]
    assert first.draft().rows.mw[0] == 1


def test_names_too_long_for_a_menu_are_cut(tabs):
    tabs.add_imported(hourly_draft(), "import of " + "a very long name " * 20)
    assert len(tabs.undoing.undo.text()) < 80
    assert tabs.undoing.undo.text().endswith("…")
