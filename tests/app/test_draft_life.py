"""Drafts begun from what was submitted, duplicated, closed with all that can be undone, found again."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QDate
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QPushButton, QTreeWidget

from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor import tabs
from ravenwits_desktop.ui.editor.new_dialog import Fill
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    return desk


def begin(desk, fill):
    desk.press("newButton")
    dialog = desk.dialog("newDraftDialog")
    dialog.resolution.setCurrentIndex(dialog.resolution.findData(60))
    dialog.fill.setCurrentIndex(dialog.fill.findData(fill))
    assert dialog.fill.currentData() is fill
    return dialog, dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_the_same_as_the_day_before_and_as_an_open_draft(drafted):
    values = drafted.editor().draft().rows.mw.tolist()
    drafted.submit()
    drafted.stands("completed")
    dialog, create = begin(drafted, Fill.DAY_BEFORE)
    dialog.day.setDate(QDate(2031, 1, 1))
    drafted.until(lambda: "Nothing was submitted" in dialog.hint.text())
    assert not create.isEnabled()
    dialog.day.setDate(QDate(2026, 11, 25))
    drafted.until(create.isEnabled)
    drafted.click(create)
    assert drafted.editor().draft().rows.mw.tolist() == values
    dialog, create = begin(drafted, Fill.OTHER)
    assert dialog.other.count() == 2, "the open draft and the submission"
    dialog.other.setCurrentIndex(1)
    drafted.until(create.isEnabled)
    drafted.click(create)
    assert drafted.editor().draft().rows.mw.tolist() == values


def test_a_duplicate_is_a_draft_of_its_own(drafted):
    drafted.window.actions_.duplicate_draft.trigger()
    first, second = drafted.workspace.tabs.drafts()
    assert first.id != second.id
    assert first.rows == second.rows
    assert second.provenance is not None
    drafted.type(0, "99")
    assert drafted.workspace.tabs.drafts()[0].rows == first.rows


def test_what_can_be_undone_survives_closing_the_tab(drafted):
    drafted.type(0, "99")
    drafted.window.actions_.close_draft.trigger()
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.cell(0) == "99"
    drafted.editor().undo_stack.undo()
    assert drafted.cell(0) == "10.5"


def test_the_list_of_closed_drafts(drafted):
    drafted.window.actions_.duplicate_draft.trigger()
    drafted.workspace.tabs.current().rename("Evening")
    drafted.window.actions_.close_draft.trigger()
    drafted.window.actions_.close_draft.trigger()
    drafted.window.actions_.closed_drafts.trigger()
    dialog = drafted.dialog("closedDialog")
    listed = drafted.child(QTreeWidget, "closedList", dialog)
    assert listed.topLevelItemCount() == 2
    assert listed.topLevelItem(0).text(1) == words.day("2026-11-24")
    drafted.child(QLineEdit, "closedFilter", dialog).setText("tue 24 nov")
    assert not any(listed.topLevelItem(place).isHidden() for place in range(2)), "by its day, whatever its name"
    drafted.child(QLineEdit, "closedFilter", dialog).setText("even")
    listed.selectAll()
    assert len(dialog.chosen()) == 1
    drafted.press("reopenButton", dialog)
    drafted.gone("closedDialog")
    assert drafted.names() == ["Evening"]
    drafted.window.actions_.closed_drafts.trigger()
    dialog = drafted.dialog("closedDialog")
    drafted.press("deleteClosedButton", dialog)
    box = dialog.findChild(QMessageBox)
    drafted.click(next(button for button in box.buttons() if "Delete" in button.text()))
    assert dialog.chosen() == ()
    dialog.reject()
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.names() == ["Evening"], "the other one is gone for good"


def undone(desk):
    """What the list of closed drafts says can be undone, by the name of the draft."""
    desk.window.actions_.closed_drafts.trigger()
    dialog = desk.dialog("closedDialog")
    listed = desk.child(QTreeWidget, "closedList", dialog)
    items = [listed.topLevelItem(place) for place in range(listed.topLevelItemCount())]
    found = {item.text(0): item.text(5) for item in items}
    dialog.reject()
    desk.gone("closedDialog")
    return found


def test_the_list_of_closed_drafts_says_what_can_be_undone_in_them(start, drafted, monkeypatch):
    drafted.editor().rename("edited")
    drafted.type(0, "99")
    for name in ("copied", "more"):
        drafted.window.actions_.duplicate_draft.trigger()
        drafted.editor().rename(name)
    drafted.type(0, "98")
    for _ in range(3):
        drafted.window.actions_.close_draft.trigger()
    assert undone(drafted) == {"edited": "2 steps", "copied": "nothing was done", "more": "1 step"}
    monkeypatch.setattr(tabs, "PARKED", 2)
    drafted.window.actions_.reopen_draft.trigger()
    drafted.window.actions_.close_draft.trigger()
    assert undone(drafted) == {"edited": "2 steps", "copied": "nothing was done", "more": "no longer"}
    drafted.saved()
    drafted.close()
    assert set(undone(start(sandbox=True)).values()) == {"no longer"}


def test_tabs_keep_their_order(start, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk = start(sandbox=True)
    desk.take(path)
    for name in ("second", "third"):
        desk.window.actions_.duplicate_draft.trigger()
        desk.workspace.tabs.current().rename(name)
    desk.workspace.tabs.tabs.tabBar().moveTab(2, 0)
    names = desk.names()
    assert names[0] == "third"
    desk.saved()
    desk.close()
    again = start(sandbox=True)
    assert again.names() == names
    assert again.editor().draft().name == "third"
    again.workspace.tabs.tabs.setCurrentIndex(1)
    front = again.editor().draft().name
    again.close()
    last = start(sandbox=True)
    assert last.names() == names
    assert last.editor().draft().name == front != "third"


def undo_and_redo(desk):
    undoing = desk.workspace.tabs.undoing
    return undoing.undo, undoing.redo


def test_an_import_is_undone_and_done_again_with_its_later_edits(drafted):
    undo, redo = undo_and_redo(drafted)
    draft = drafted.editor().draft()
    drafted.type(0, "99")
    for _ in range(2):
        undo.trigger()
    assert drafted.names() == []
    assert not undo.isEnabled()
    assert redo.text() == "&Redo import of day.xlsx"
    drafted.hears("day.xlsx", "kept among the closed drafts")
    redo.trigger()
    assert drafted.editor().draft().id == draft.id
    assert drafted.cell(0) == "10.5"
    assert drafted.said() == ""
    assert redo.text() == "&Redo edit value"
    redo.trigger()
    assert drafted.cell(0) == "99"
    assert not redo.isEnabled()


def test_an_undone_import_is_among_the_closed_drafts_and_can_be_undone_again(start, drafted):
    undo, redo = undo_and_redo(drafted)
    undo.trigger()
    drafted.window.actions_.reopen_draft.trigger()
    assert len(drafted.names()) == 1
    assert not redo.isEnabled(), "it is open already"
    assert undo.text() == "&Undo import of day.xlsx"
    drafted.window.actions_.close_draft.trigger()
    drafted.window.actions_.reopen_draft.trigger()
    undo.trigger()
    assert drafted.names() == []
    drafted.saved()
    drafted.close()
    again = start(sandbox=True)
    assert again.names() == []
    again.window.actions_.reopen_draft.trigger()
    assert again.cell(0) == "10.5"


def test_what_was_undone_last_is_done_again_first(drafted, tmp_path):
    """An edit of another draft must not come back in the place of the import that was undone after it."""
    undo, redo = undo_and_redo(drafted)
    drafted.type(0, "99")
    undo.trigger()
    (tmp_path / "evening.xlsx").write_bytes(xlsx(hours(value=50)))
    drafted.take(tmp_path / "evening.xlsx")
    undo.trigger()
    assert len(drafted.names()) == 1
    assert redo.text() == "&Redo import of evening.xlsx"
    redo.trigger()
    assert drafted.cell(0) == "50"
    undo.trigger()
    drafted.type(1, "7")
    assert not redo.isEnabled(), "something else was done since: the closed drafts have it"
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.cell(0) == "50"


def test_an_undone_import_is_brought_back_by_its_message_or_deleted_for_good(drafted):
    undo, redo = undo_and_redo(drafted)
    undo.trigger()
    drafted.click(next(each for each in drafted.window.messages.findChildren(QPushButton) if "back" in each.text()))
    assert len(drafted.names()) == 1
    assert not redo.isEnabled()
    undo.trigger()
    drafted.window.actions_.closed_drafts.trigger()
    dialog = drafted.dialog("closedDialog")
    drafted.press("deleteClosedButton", dialog)
    drafted.click(next(each for each in dialog.findChild(QMessageBox).buttons() if "Delete" in each.text()))
    dialog.reject()
    assert not redo.isEnabled()
    assert drafted.said() == ""


def test_an_import_that_was_edited_is_undone_without_losing_the_edit(desk, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.take(path)
    draft_id = desk.editor().draft().id
    desk.type(0, "99")
    desk.workspace.drafts.take_back(draft_id)
    assert len(desk.names()) == 1
    desk.workspace.drafts.take_back(draft_id)
    assert "nothing was undone" in desk.window.statusBar().currentMessage()
    undo, redo = undo_and_redo(desk)
    redo.trigger()
    assert desk.cell(0) == "99"
    assert undo.text() == "&Undo edit value"


def test_a_draft_as_pdf(drafted, tmp_path, monkeypatch):
    path = tmp_path / "out" / "day"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    drafted.window.actions_.save_pdf.trigger()
    drafted.hears("could not be written")
    path.parent.mkdir()
    drafted.window.actions_.save_pdf.trigger()
    drafted.until(lambda: path.with_suffix(".pdf").exists())
    drafted.until(lambda: "Written to" in drafted.window.statusBar().currentMessage())
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_the_preview_of_printing(drafted):
    drafted.window.actions_.print_draft.trigger()
    preview = drafted.dialog("printPreview")
    gc.collect()  # nothing that is painted with may hang on a name that is gone
    pages = preview.findChild(QPrintPreviewWidget)
    drafted.until(lambda: pages.pageCount() == 1)
    pages.updatePreview()
    assert not preview.grab().isNull()
    preview.reject()
    drafted.gone("printPreview")
