"""Drafts as tabs, the empty page, and the dialog for a new draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QDate, QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QTableView, QToolButton

from ravenwits_desktop.ui.autosave import Saving
from ravenwits_desktop.ui.editor.new_dialog import NewDraftDialog
from ravenwits_desktop.ui.editor.tab_bar import CloseButton, NameEdit
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from tests.ui.editor.conftest import hourly_draft


@pytest.fixture
def tabs(qtbot):
    tabs = DraftTabs()
    qtbot.addWidget(tabs)
    tabs.resize(500, 500)
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.activateWindow()
    return tabs


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("emptyImportButton", "import_requested"),
        ("emptyPasteButton", "paste_requested"),
        ("emptySampleButton", "sample_requested"),
        ("emptyNewButton", "new_requested"),
    ],
)
def test_without_a_draft_there_are_ways_in(tabs, qtbot, button, signal):
    found = tabs.findChild(QPushButton, button)
    assert found.isVisible()
    with qtbot.waitSignal(getattr(tabs, signal)):
        qtbot.keyClick(found, Qt.Key.Key_Space)


def test_ctrl_v_on_the_empty_page_pastes(tabs, qtbot):
    with qtbot.waitSignal(tabs.paste_requested):
        qtbot.keyClick(tabs.empty, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_one_visible_table_whatever_the_tab(tabs, qtbot):
    with qtbot.waitSignal(tabs.current_changed) as heard:
        first = tabs.add(hourly_draft())
    assert heard.args == [first]
    second = tabs.add(hourly_draft(name="Thu", draft_id="d2"))
    assert not tabs.empty.isVisible()
    visible = [table for table in tabs.findChildren(QTableView, "purchaseEditor") if table.isVisible()]
    assert visible == [second.table]
    assert tabs.current() is second
    assert tabs.add(hourly_draft()) is first
    assert tabs.current() is first
    third = tabs.add(hourly_draft(draft_id="d3"), focus=False)
    assert tabs.current() is first
    assert [draft.id for draft in tabs.drafts()] == ["d1", "d2", "d3"]
    assert tabs.editor("d3") is third
    assert tabs.editor("nobody") is None
    with qtbot.waitSignal(tabs.new_requested):
        qtbot.mouseClick(tabs.findChild(QToolButton, "newDraftButton"), Qt.MouseButton.LeftButton)


def test_undo_belongs_to_the_tab_in_front(tabs):
    first, second = tabs.add(hourly_draft()), tabs.add(hourly_draft(draft_id="d2"))
    for editor, value in ((first, "8"), (second, "9")):
        editor.model.setData(editor.model.index(0, 1), value)
    tabs.tabs.setCurrentWidget(first)
    tabs.undo_group.undo()
    assert first.draft().rows.mw[0] == 1
    assert second.draft().rows.mw[0] == 9
    tabs.close_current()
    tabs.undo_group.undo()
    assert second.draft().rows.mw[0] == 1


def test_closing_keeps_the_draft_and_asks_nothing(tabs, qtbot):
    tabs.add(hourly_draft())
    second = tabs.add(hourly_draft(draft_id="d2"))
    second.model.setData(second.model.index(0, 1), "9")
    button = next(each for each in tabs.findChildren(CloseButton) if each._draft_id == "d2")
    with qtbot.waitSignal(tabs.closed) as heard:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    draft = heard.args[0]
    assert (draft.id, draft.closed, draft.rows.mw[0]) == ("d2", True, 9)
    assert [draft.id for draft in tabs.drafts()] == ["d1"]
    with qtbot.waitSignal(tabs.current_changed) as heard:
        tabs.remove("d1")
    assert heard.args == [None]
    assert tabs.current() is None
    assert tabs.empty.isVisible()
    tabs.remove("d1")
    tabs.close_current()


def test_a_tab_is_renamed_in_place(tabs, qtbot):
    editor = tabs.add(hourly_draft())
    bar = tabs.tabs.tabBar()
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    edit = tabs.findChild(NameEdit)
    assert edit.text() == "Wed 25 Nov"
    qtbot.keyClicks(edit, "R & D")
    with qtbot.waitSignal(tabs.draft_changed) as heard:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert heard.args[0].name == "R & D"
    assert tabs.tabs.tabText(0) == "R && D"
    qtbot.waitUntil(lambda: tabs.findChild(NameEdit) is None)
    tabs.rename_current()
    edit = tabs.findChild(NameEdit)
    qtbot.keyClicks(edit, "nothing")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert editor.draft().name == "R & D"


def test_a_draft_with_errors_shows_it_on_its_tab(tabs, qtbot):
    editor = tabs.add(hourly_draft(name="A very long name of a file that nobody would want to read on a tab.xlsx"))
    assert tabs.tabs.tabText(0) == "A very long name of a file …"
    assert tabs.tabs.tabToolTip(0).splitlines()[0].endswith("on a tab.xlsx")
    editor.model.setData(editor.model.index(0, 1), "x")
    qtbot.waitUntil(lambda: tabs.tabs.tabText(0).startswith("✕ "))
    editor.undo_stack.undo()
    qtbot.waitUntil(lambda: not tabs.tabs.tabText(0).startswith("✕ "))


def spoken(tabs, index=0):
    return tabs.tabs.tabBar().accessibleTabName(index)


def test_a_tab_says_what_is_wrong_with_its_draft(tabs, qtbot):
    editor = tabs.add(hourly_draft())
    assert spoken(tabs) == "Wed 25 Nov, no problems, saved"
    editor.model.setData(editor.model.index(0, 1), "-1")
    qtbot.waitUntil(lambda: tabs.tabs.tabText(0) == "▲ Wed 25 Nov")
    assert spoken(tabs) == "Wed 25 Nov, 1 warning, saved"
    for row in (1, 2):
        editor.model.setData(editor.model.index(row, 1), "x")
    qtbot.waitUntil(lambda: tabs.tabs.tabText(0) == "✕ Wed 25 Nov")
    assert spoken(tabs) == "Wed 25 Nov, 2 errors, 1 warning, saved"
    assert "2 errors, 1 warning" in tabs.tabs.tabToolTip(0)


def test_a_tab_says_whether_its_draft_is_saved_and_takes_no_other_room_for_it(tabs, qtbot):
    tabs.add(hourly_draft())
    tabs.add(hourly_draft(draft_id="d2"))
    first, second = (next(each for each in tabs.findChildren(CloseButton) if each._draft_id == i) for i in ("d1", "d2"))
    width = tabs.tabs.tabBar().tabRect(0).width()
    tabs.set_saving("d1", Saving.WAITING)
    assert (first.text(), second.text()) == ("●", "×")
    assert (spoken(tabs), spoken(tabs, 1)) == ("Wed 25 Nov, no problems, being saved", "Wed 25 Nov, no problems, saved")
    assert tabs.tabs.tabToolTip(0).endswith("Being saved")
    tabs.set_saving("d1", Saving.FAILED)
    assert first.text() == "!"
    assert "not saved" in spoken(tabs)
    tabs.tabs.tabBar().moveTab(0, 1)
    assert "not saved" in spoken(tabs, 1)
    QApplication.sendEvent(first, QEnterEvent(QPointF(3, 3), QPointF(3, 3), QPointF(3, 3)))
    assert first.text() == "×", "the pointer is on it: it closes"
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    assert first.text() == "!"
    tabs.set_saving("d1", Saving.SAVED)
    assert first.text() == "×"
    assert tabs.tabs.tabBar().tabRect(1).width() == width


def test_tabs_say_for_whom_their_drafts_are_where_that_differs(tabs):
    tabs.set_retailers({"7": "Comercializadora Norte", "8": ""})
    first = tabs.add(replace(hourly_draft(), retailer_id="7"))
    assert tabs.tabs.tabText(0) == "Wed 25 Nov"
    assert "Retailer: Comercializadora Norte" in tabs.tabs.tabToolTip(0)
    second = tabs.add(hourly_draft(name="Thu", draft_id="d2"))
    assert tabs.tabs.tabText(0) == "Wed 25 Nov"
    assert "No retailer yet" in tabs.tabs.tabToolTip(1)
    second.set_retailer("8")
    assert [tabs.tabs.tabText(place) for place in (0, 1)] == ["Wed 25 Nov · Comercializador…", "Thu · 8"]
    assert spoken(tabs) == "Wed 25 Nov, Comercializadora Norte, no problems, saved"
    tabs.remove(first.draft().id)
    assert tabs.tabs.tabText(0) == "Thu"


def test_messages_and_changes_of_any_editor_are_passed_on(tabs, qtbot):
    first = tabs.add(hourly_draft())
    tabs.add(hourly_draft(draft_id="d2"))
    with qtbot.waitSignal(tabs.draft_changed) as heard:
        first.model.setData(first.model.index(0, 1), "5")
    assert heard.args[0].id == "d1"
    with qtbot.waitSignal(tabs.message):
        first.message.emit("said")


def test_the_dialog_offers_tomorrow_in_quarter_hours(qtbot):
    dialog = NewDraftDialog(retailer_id="7")
    qtbot.addWidget(dialog)
    draft = dialog.draft()
    tomorrow = datetime.now(UTC).astimezone(ZoneInfo("Europe/Madrid")).date() + timedelta(days=1)
    assert draft.rows.labels[0] == np.datetime64(tomorrow) + np.timedelta64(15, "m")
    assert (draft.resolution, draft.retailer_id) == (15, "7")
    assert np.isnan(draft.rows.mw).all()


def test_the_dialog_fills_a_day_of_25_hours_with_one_value(qtbot):
    dialog = NewDraftDialog()
    qtbot.addWidget(dialog)
    dialog.day.setDate(QDate(2026, 10, 25))
    dialog.resolution.setCurrentIndex(dialog.resolution.findData(60))
    assert dialog.hint.text() == "25 rows. The clocks change: this day has 25 hours."
    dialog.value.setText("1o")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.value.setText("4,5")
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    draft = dialog.draft()
    assert draft.name == "Sun 25 Oct" or draft.name.startswith("Sun 25 Oct ")
    assert draft.rows.mw.tolist() == [4.5] * 25
    assert draft.rows.labels[1] == draft.rows.labels[2] == np.datetime64(date(2026, 10, 25)) + np.timedelta64(2, "h")


def test_keys_bring_the_next_draft_in_front_and_change_no_cell(tabs, qtbot):
    for number in range(3):
        tabs.add(hourly_draft(draft_id=f"d{number}", name=f"Draft {number}"))
    tabs.activateWindow()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.waitUntil(lambda: tabs.current().table.hasFocus())
    seen = []
    for key, held in (
        (Qt.Key.Key_PageDown, control),
        (Qt.Key.Key_PageDown, control),
        (Qt.Key.Key_PageUp, control),
        (Qt.Key.Key_Tab, control),
        (Qt.Key.Key_Backtab, control | shift),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key, held)
        seen.append(tabs.current().draft().id)
        assert tabs.current().table.hasFocus()
        assert tabs.current().table.currentIndex().row() == 0
    assert seen == ["d0", "d1", "d0", "d1", "d0"]
    qtbot.keyClicks(tabs.current().table, "9")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, control)
    assert tabs.drafts()[0].rows.mw[0] == 9
