"""A value is typed and Enter is not pressed: whatever is done next with the draft is done with that value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QTabBar

from ravenwits_desktop.ui.printing import flow as printing
from ravenwits_desktop.ui.printing.flow import sheet_of
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    return desk


def typing(desk, row=9, text="57"):
    """Type into a cell and leave it so."""
    desk.table.setFocus()
    desk.editor().go_to(row)
    desk.bot.keyClick(desk.table, text[0])
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    desk.bot.keyClicks(field, text[1:])
    assert field.text() == text
    return field


def test_what_is_reviewed_and_sent_is_what_stands_in_the_cell(drafted):
    typing(drafted)
    total = drafted.editor().model.rows().mw.sum() - drafted.editor().model.rows().mw[9] + 57
    dialog = drafted.review()
    assert dialog.review.purchase.mw[9] == 57
    assert dialog.review.purchase.mw.sum() == pytest.approx(total)
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(True)
    drafted.press("confirmSubmitButton", dialog)
    drafted.until(lambda: drafted.list.model().rowCount() == 1)
    drafted.stands("completed")
    assert drafted.sandbox.posts[0].rows[9][1] == 57


def test_a_text_that_is_no_number_is_not_sent(drafted):
    typing(drafted, text="5o7")
    drafted.press("submitButton")
    drafted.hears("Nothing was sent: one cell")
    assert drafted.editor().error_count() == 1
    assert drafted.sandbox.posts == []


def test_the_key_of_a_command_of_the_window(drafted):
    action = drafted.window.actions_.close_draft
    keys = QKeySequence.keyBindings(QKeySequence.StandardKey.Close)
    assert keys[0] in action.shortcuts()
    field = typing(drafted)
    drafted.key(field, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    drafted.until(lambda: not drafted.names())
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.cell(9) == "57"


def test_the_cross_of_a_tab(drafted):
    typing(drafted)
    bar = drafted.workspace.tabs.tabs.tabBar()
    drafted.click(bar.tabButton(0, QTabBar.ButtonPosition.RightSide))
    drafted.until(lambda: not drafted.names())
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.cell(9) == "57"


def test_a_duplicate_has_it(drafted):
    typing(drafted)
    drafted.window.actions_.duplicate_draft.trigger()
    assert [draft.rows.mw[9] for draft in drafted.workspace.tabs.drafts()] == [57, 57]


def test_an_export_has_it(drafted, tmp_path):
    typing(drafted)
    path = tmp_path / "out.csv"
    with drafted.answering_file_dialog(path):
        drafted.window.actions_.export_draft.trigger()
    drafted.until(path.exists)
    drafted.until(lambda: "Written" in drafted.window.statusBar().currentMessage())
    assert path.read_text("utf-8-sig").splitlines()[10].endswith(",57.0")


def test_the_pages_have_it(drafted, monkeypatch):
    sheets = []

    def listening(*asked):
        sheets.append(sheet_of(*asked))
        return sheets[-1]

    monkeypatch.setattr(printing, "sheet_of", listening)
    typing(drafted)
    drafted.window.actions_.print_draft.trigger()
    drafted.dialog("printPreview").reject()
    assert sheets[0].mw[9] == 57


def test_undo_from_the_menu_takes_back_what_is_being_typed(drafted):
    before = drafted.cell(9)
    drafted.type(3, "33")
    typing(drafted)
    drafted.workspace.tabs.undoing.undo.trigger()
    assert (drafted.cell(3), drafted.cell(9)) == ("33", before)
    drafted.workspace.tabs.undoing.redo.trigger()
    assert drafted.cell(9) == "57"


def test_another_tab_comes_in_front(drafted):
    drafted.window.actions_.duplicate_draft.trigger()
    typing(drafted)
    drafted.workspace.tabs.tabs.setCurrentIndex(0)
    assert drafted.workspace.tabs.drafts()[1].rows.mw[9] == 57


def test_it_is_saved_when_the_window_is_closed(start, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk = start(sandbox=True)
    desk.take(path)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    typing(desk)
    desk.close()
    again = start(sandbox=True)
    assert again.cell(9) == "57"
