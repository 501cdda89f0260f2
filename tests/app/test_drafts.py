"""Drafts through the window: menus, clipboard, tabs, export, retailers, and what is there after the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMessageBox, QWidget

from ravenwits_desktop.assets import resource
from ravenwits_desktop.spreadsheets.files import read_file
from tests.spreadsheets.builders import hours, times, xlsx


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    return desk


def edit_action(desk, text):
    return next(one for one in desk.window.actions_.edit_menu.actions() if one.text().replace("&", "").startswith(text))


def test_undo_and_redo_by_the_menu(drafted):
    undo, redo = edit_action(drafted, "Undo"), edit_action(drafted, "Redo")
    assert (undo.text(), redo.isEnabled()) == ("&Undo import of day.xlsx", False)
    drafted.type(0, "99")
    drafted.type(1, "98")
    assert undo.text() == "&Undo edit value"
    undo.trigger()
    assert (drafted.cell(0), drafted.cell(1)) == ("99", "10.75")
    undo.trigger()
    assert drafted.cell(0) == "10.5"
    assert undo.text() == "&Undo import of day.xlsx"
    redo.trigger()
    redo.trigger()
    assert (drafted.cell(0), drafted.cell(1)) == ("99", "98")
    assert not redo.isEnabled()


def test_undo_belongs_to_the_draft_in_front(drafted, tmp_path):
    drafted.type(0, "99")
    drafted.take(tmp_path / "day.xlsx")
    assert edit_action(drafted, "Undo").text() == "&Undo import of day.xlsx"
    drafted.workspace.tabs.tabs.setCurrentIndex(0)
    edit_action(drafted, "Undo").trigger()
    assert drafted.cell(0) == "10.5"


def test_the_chart_follows_the_edit(drafted):
    chart = drafted.workspace.chart
    before = chart.visible_series()["purchase"].sum()
    drafted.type(0, "110.5")
    drafted.until(lambda: chart.visible_series()["purchase"].sum() == before + 100)


def test_a_table_on_the_clipboard_becomes_a_draft(desk):
    lines = [f"{moment:%d/%m/%Y %H:%M}\t{10.5 + index}" for index, moment in enumerate(times(24))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    empty = desk.child(QWidget, "emptyPage")
    empty.setFocus()
    desk.key(empty, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.table.model().rowCount() == 24
    assert desk.cell(23) == "33.5"
    assert edit_action(desk, "Undo").text() == "&Undo paste as a new draft"
    desk.submit()
    desk.stands("completed")
    assert len(desk.sandbox.posts[0].rows) == 24
    undo, redo = edit_action(desk, "Undo"), edit_action(desk, "Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled(), "what was submitted is no draft any more"


def test_the_table_of_a_mail_becomes_a_draft(desk):
    rows = "".join(
        f"<tr><td>{moment:%d/%m/%Y %H:%M}</td><td>{index},5</td></tr>" for index, moment in enumerate(times(24))
    )
    data = QMimeData()
    data.setHtml(f"<p>Hello</p><table>{rows}</table><table><tr><td>Ana</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press("emptyPasteButton")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert [desk.cell(0), desk.cell(23)] == ["0.5", "23.5"]


def test_a_copied_file_is_opened_itself(desk, tmp_path):
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    desk.press("emptyPasteButton")
    desk.press("acceptImport", desk.read())
    desk.until(lambda: len(desk.names()) == 1)
    assert desk.table.model().rowCount() == 24


def test_a_page_without_a_table_is_said(desk):
    data = QMimeData()
    data.setHtml("<p>See you tomorrow</p>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press("emptyPasteButton")
    desk.hears("no table and no column of values")


def test_no_table_on_the_clipboard_is_said(desk):
    QGuiApplication.clipboard().setText("Good morning")
    desk.press("emptyPasteButton")
    desk.hears("pasted", "No column of dates")
    QGuiApplication.clipboard().setText(" ")
    desk.press("emptyPasteButton")
    desk.hears("no table on the clipboard")
    assert desk.names() == []


def test_a_new_empty_draft(desk):
    desk.press("newButton")
    dialog = desk.dialog("newDraftDialog")
    desk.bot.keyClicks(dialog.value, "7,5")
    desk.click(desk.child(QDialogButtonBox, "", dialog).button(QDialogButtonBox.StandardButton.Ok))
    assert desk.table.model().rowCount() in (92, 96, 100)
    assert {desk.cell(0), desk.cell(91)} == {"7.5"}
    assert desk.editor().draft().retailer_id == desk.sandbox.retailers[0]
    desk.saved()


def test_a_new_draft_can_be_given_up(desk):
    desk.press("newButton")
    dialog = desk.dialog("newDraftDialog")
    desk.key(dialog, Qt.Key.Key_Escape)
    desk.gone("newDraftDialog")
    assert desk.names() == []


def test_closed_and_opened_again(drafted):
    drafted.type(0, "99")
    name = drafted.names()[0]
    drafted.window.actions_.close_draft.trigger()
    assert drafted.names() == []
    assert drafted.child(QWidget, "emptyPage").isVisible()
    assert name in drafted.window.statusBar().currentMessage()
    drafted.window.actions_.reopen_draft.trigger()
    assert drafted.names() == [name]
    assert drafted.cell(0) == "99"
    drafted.window.actions_.close_draft.trigger()
    drafted.window.actions_.reopen_draft.trigger()
    drafted.window.actions_.reopen_draft.trigger()
    assert "no closed draft" in drafted.window.statusBar().currentMessage()


def delete(desk, button):
    desk.window.actions_.delete_draft.trigger()
    box = desk.wait_for(
        lambda: next((each for each in desk.window.findChildren(QMessageBox) if each.isVisible()), None)
    )
    assert desk.names()[0] in box.text()
    desk.click(next(each for each in box.buttons() if each.text().replace("&", "") == button))


def test_deleting_asks_first(drafted):
    drafted.saved()
    delete(drafted, "Cancel")
    assert len(drafted.names()) == 1


def test_what_was_deleted_does_not_come_back(start, drafted):
    drafted.type(0, "99")
    delete(drafted, "Delete")
    assert drafted.names() == []
    drafted.close()
    assert start(sandbox=True).names() == []


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_export(drafted, tmp_path, name):
    drafted.type(0, "99.125")
    with drafted.answering_file_dialog(tmp_path / name):
        drafted.window.actions_.export_draft.trigger()
    drafted.until(lambda: "Written to" in drafted.window.statusBar().currentMessage())
    assert read_file(tmp_path / name).rows == drafted.editor().draft().rows


def test_an_export_of_text_has_the_signs_that_are_chosen(drafted, tmp_path):
    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(next(kind for kind in dialog.nameFilters() if "semicolons" in kind))
        dialog.filterSelected.emit(dialog.selectedNameFilter())

    drafted.type(0, "1.234")
    QTimer.singleShot(0, choose)
    with drafted.answering_file_dialog(tmp_path / "out"):
        drafted.window.actions_.export_draft.trigger()
    drafted.until(lambda: "Written to" in drafted.window.statusBar().currentMessage())
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].endswith(";1,2340")
    assert read_file(tmp_path / "out.csv").rows == drafted.editor().draft().rows


def test_an_export_that_cannot_be_written_is_said(drafted, tmp_path):
    with drafted.answering_file_dialog(tmp_path / "nowhere" / "out.xlsx"):
        drafted.window.actions_.export_draft.trigger()
    drafted.hears("out.xlsx could not be written", "The draft itself is safe")


def test_actions_on_a_draft_do_nothing_where_there_is_none(desk):
    actions = desk.window.actions_
    for action in (actions.close_draft, actions.delete_draft, actions.export_draft):
        action.trigger()
    assert desk.said() == ""


def test_each_draft_has_its_own_retailer(drafted, tmp_path):
    box = drafted.window.tool_bar.retailer_box
    assert box.currentText() == "Comercializadora Norte · 1001"
    drafted.take(tmp_path / "day.xlsx")
    drafted.pick(box, "Energía Sur · 1002")
    drafted.workspace.tabs.tabs.setCurrentIndex(0)
    assert box.currentData() == "1001"
    drafted.workspace.tabs.tabs.setCurrentIndex(1)
    assert box.currentData() == "1002"
    tabs = drafted.workspace.tabs.tabs
    assert [tabs.tabText(place) for place in (0, 1)] == ["Tue 24 Nov · Comercializador…", "Tue 24 Nov · Energía Sur"]
    drafted.submit()
    drafted.stands("completed")
    assert drafted.sandbox.posts[0].retailer_id == "1002"


def test_drafts_come_back_at_the_next_start(start, drafted, tmp_path):
    drafted.type(3, "77.25")
    drafted.take(resource("samples/purchase_with_mistakes.csv"))
    drafted.pick(drafted.window.tool_bar.retailer_box, "Energía Sur · 1002")
    drafted.type(0, "by hand")
    before = drafted.workspace.tabs.drafts()
    drafted.window.actions_.close_draft.trigger()
    drafted.close()
    again = start(sandbox=True)
    [kept] = again.workspace.tabs.drafts()
    assert (kept.name, kept.rows, kept.retailer_id) == (before[0].name, before[0].rows, "1001")
    again.window.actions_.reopen_draft.trigger()
    reopened = again.workspace.tabs.drafts()[1]
    assert (reopened.name, reopened.rows, reopened.retailer_id) == (before[1].name, before[1].rows, "1002")
    assert again.cell(0) == "by hand"


def test_a_tab_shows_until_its_draft_is_on_the_disk(drafted):
    bar = drafted.workspace.tabs.tabs.tabBar()
    drafted.until(lambda: bar.accessibleTabName(0).endswith(", saved"))
    drafted.type(0, "55")
    assert bar.accessibleTabName(0).endswith("being saved")
    drafted.until(lambda: bar.accessibleTabName(0).endswith(", saved"))
    assert not drafted.workspace.autosave.waiting


def test_a_change_in_the_last_moment_is_kept(start, drafted):
    drafted.saved()
    drafted.type(0, "55")
    drafted.close()
    assert start(sandbox=True).cell(0) == "55"


def test_the_list_of_problems_is_in_the_view_menu_and_remembered(start, drafted, tmp_path):
    entry = drafted.window.actions_.problems
    drafted.type(0, "by hand")
    entry.trigger()
    listed = drafted.editor().problem_list
    assert listed.isVisible()
    assert drafted.window.focusWidget() is listed
    drafted.window.actions_.duplicate_draft.trigger()
    assert drafted.editor().problem_list.isVisible(), "of every draft"
    drafted.key(drafted.editor().problem_list, Qt.Key.Key_Escape)
    assert not entry.isChecked()
    drafted.workspace.tabs.tabs.setCurrentIndex(0)
    assert not listed.isVisible()
    drafted.press("problemsButton", drafted.editor())
    assert entry.isChecked()
    drafted.saved()
    drafted.close()
    again = start(sandbox=True)
    assert again.window.actions_.problems.isChecked()
    assert again.editor().problem_list.isVisible()
    assert again.window.focusWidget() is not again.editor().problem_list
    again.window.actions_.problems.trigger()
    assert not again.editor().problem_list.isVisible()


def test_the_appearance_is_remembered(start, desk):
    dark = next(action for action in desk.window.actions_.schemes.actions() if action.data() == "dark")
    dark.trigger()
    desk.close()
    again = start(sandbox=True)
    assert [action.data() for action in again.window.actions_.schemes.actions() if action.isChecked()] == ["dark"]
    next(action for action in again.window.actions_.schemes.actions() if action.data() == "system").trigger()
