"""Drafts begun from what was submitted, duplicated, closed with all that can be undone, found again."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QDate
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QTreeWidget

from ravenwits_desktop.ui import words
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


def test_an_import_that_was_edited_is_undone_without_losing_the_edit(desk, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.take(path)
    draft_id = desk.editor().draft().id
    desk.type(0, "99")
    desk.workspace.drafts.take_back(draft_id)
    assert "closed and kept" in desk.window.statusBar().currentMessage()
    assert len(desk.names()) == 1
    desk.workspace.drafts.take_back(draft_id)
    assert "nothing was undone" in desk.window.statusBar().currentMessage()
    desk.window.actions_.reopen_draft.trigger()
    assert desk.cell(0) == "99"


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
