"""The editor as a person uses it: keys, clipboard, footer, banner, problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Label, as_minutes, format_labels, minutes
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.editor.cells import CellRange
from tests.ui.editor.conftest import hourly_draft, put, taken

Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def editor(open_editor):
    return open_editor()


@pytest.fixture
def keys(qtbot, editor):
    """Types texts and keys where the focus is: in the table or in the cell that is being edited."""

    def press(*what, modifier=NONE):
        for each in what:
            for key in each if isinstance(each, str) else [each]:
                qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    return press


def line_edit():
    """The cell that is being edited."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def here(editor):
    index = editor.table.currentIndex()
    return index.row(), index.column()


def mw(editor):
    return editor.draft().rows.mw


def test_typing_over_a_value_and_enter_goes_down(editor, keys, qtbot):
    editor.go_to(2)
    with qtbot.waitSignal(editor.draft_changed) as heard:
        keys("17,25", Key.Key_Return)
    assert heard.args[0].rows.mw[2] == 17.25
    assert heard.args[0].modified is not None
    assert here(editor) == (3, 1)
    keys("4.5", Key.Key_Tab)
    assert mw(editor)[3] == 4.5
    assert here(editor) == (4, 0)
    keys(Key.Key_Backtab, modifier=Shift)
    assert here(editor) == (3, 1)
    keys(Key.Key_Return, modifier=Shift)
    assert here(editor) == (2, 1)
    keys(Key.Key_Tab, Key.Key_Return)
    assert here(editor) == (4, 0)
    assert editor.undo_stack.count() == 2


def test_f2_edits_the_full_value_and_escape_gives_up(editor, keys):
    editor.go_to(0)
    keys("1.23456", Key.Key_Return)
    editor.go_to(0)
    keys(Key.Key_F2)
    line = line_edit()
    assert line.text() == "1.23456"
    keys("9", Key.Key_Escape)
    assert mw(editor)[0] == 1.23456
    keys(Key.Key_F2, Key.Key_End, "7", Key.Key_Return)
    assert mw(editor)[0] == 1.234567


def test_a_long_value_has_room_while_it_is_edited(editor, keys):
    cell = editor.table.columnWidth(1)
    editor.go_to(0)
    keys(Key.Key_F2)
    assert line_edit().width() == cell
    keys("1.23456789012345678901234567", Key.Key_Return)
    editor.go_to(0)
    keys(Key.Key_F2)
    assert line_edit().width() > cell


def test_columns_grow_with_what_is_written_in_them(editor, keys, qtbot):
    before = editor.table.columnWidth(0)
    editor.go_to(0, 0)
    keys("2031-11-25 01:00 and very much more than that", Key.Key_Return)
    qtbot.waitUntil(lambda: editor.table.columnWidth(0) > before)


def test_an_edit_under_way_survives_new_checks(editor, keys):
    editor.go_to(1)
    keys("55")
    editor.model.refuse(editor.checked().starts[0], Message("No."))
    assert editor.model.data(editor.model.index(0, 2)) == "✕ No."
    assert line_edit().text() == "55"
    keys(Key.Key_Return)
    assert mw(editor)[1] == 55


def test_a_label_is_edited_as_iso(editor, keys):
    editor.go_to(0, 0)
    keys(Key.Key_F2)
    assert line_edit().text() == "2026-11-25 01:00"
    keys("26/11/2026 5:00", Key.Key_Return)
    assert format_labels(editor.draft().rows.labels)[0] == "2026-11-26 05:00"


def test_what_cannot_be_read_stays_and_is_counted(editor, keys, qtbot):
    editor.go_to(5)
    keys("12..5", Key.Key_Return)
    qtbot.waitUntil(lambda: editor.footer.problems.text() == "✕ 1 error")
    assert editor.checked().purchase is None
    keys("-5", Key.Key_Return)
    qtbot.waitUntil(lambda: editor.footer.problems.text() == "✕ 1 error, 1 warning")
    assert "“12..5” is not a number." in editor.footer.problems.toolTip()
    keys(Key.Key_Z, modifier=Control)
    keys(Key.Key_Z, modifier=Control)
    qtbot.waitUntil(lambda: not editor.footer.problems.isVisible())


def test_undo_and_redo_by_their_keys(editor, keys):
    editor.go_to(0)
    keys("50", Key.Key_Return)
    keys(Key.Key_Z, modifier=Control)
    assert mw(editor)[0] == 1
    keys(Key.Key_Y, modifier=Control)
    assert mw(editor)[0] == 50
    keys(Key.Key_Z, modifier=Control)
    keys(Key.Key_Z, modifier=Control | Shift)
    assert mw(editor)[0] == 50
    assert editor.undo_action.text() == "Undo edit value"


def test_delete_clears_what_is_selected(editor, keys):
    editor.table.select(CellRange(3, 5, 1, 1))
    keys(Key.Key_Delete)
    assert np.isnan(mw(editor)[3:6]).all()
    assert editor.undo_stack.count() == 1
    keys(Key.Key_Z, modifier=Control)
    assert mw(editor)[3:6].tolist() == [4, 5, 6]


def test_copy_cut_and_paste(editor, keys, qtbot):
    editor.table.select(CellRange(0, 1, 0, 2))
    keys(Key.Key_C, modifier=Control)
    assert taken() == "2026-11-25 01:00\t1\n2026-11-25 02:00\t2"
    editor.table.select(CellRange(0, 1, 1, 1))
    keys(Key.Key_X, modifier=Control)
    assert taken() == "1\n2"
    assert np.isnan(mw(editor)[:2]).all()
    editor.go_to(10)
    with qtbot.waitSignal(editor.message) as heard:
        keys(Key.Key_V, modifier=Control)
    assert mw(editor)[10:13].tolist() == [1, 2, 13]
    assert heard.args == ["2 rows were pasted."]
    assert editor.table.ranges() == [CellRange(10, 11, 1, 1)]


def test_one_value_into_many_cells(editor, keys, qtbot):
    put("7,5\r\n")
    editor.table.select(CellRange(2, 5, 1, 1))
    with qtbot.waitSignal(editor.message) as heard:
        keys(Key.Key_V, modifier=Control)
    assert mw(editor)[1:7].tolist() == [2, 7.5, 7.5, 7.5, 7.5, 7]
    assert heard.args == ["One value was put into 4 cells. Read with decimal commas."]
    assert editor.undo_stack.count() == 1


def test_a_paste_past_the_end_adds_rows_and_says_so(editor, keys, qtbot):
    put("50\n51\n52\n")
    editor.go_to(22)
    with qtbot.waitSignal(editor.message) as heard:
        keys(Key.Key_V, modifier=Control)
    assert len(mw(editor)) == 25
    assert heard.args == ["3 rows were pasted. One of them is new, after the end of the table."]
    keys(Key.Key_Z, modifier=Control)
    assert editor.draft().rows == hourly_draft().rows


def test_a_quarter_hour_table_pasted_over_all_of_an_hourly_one(editor, keys, qtbot):
    walls = as_minutes("2026-11-25T00:15") + np.arange(96) * minutes(15)
    put("datetime\tMW\n" + "\n".join(f"{label}\t{row + 0.5}" for row, label in enumerate(format_labels(walls))))
    editor.go_to(0, 0)
    keys(Key.Key_V, modifier=Control)
    assert editor.draft().resolution == 15
    assert editor.checked().purchase.energy_mwh == pytest.approx(96 * 48 / 4)
    assert editor.checked().problems == ()


def test_what_cannot_be_pasted_changes_nothing_and_says_why(editor, keys, qtbot):
    put("1\t2\n3\t4")
    with qtbot.waitSignal(editor.message) as heard:
        keys(Key.Key_V, modifier=Control)
    assert "Nothing was pasted" in heard.args[0]
    assert editor.undo_stack.count() == 0


def test_select_all_and_whole_rows(editor, keys, qtbot):
    keys(Key.Key_A, modifier=Control)
    assert editor.table.ranges() == [CellRange(0, 23, 0, 1)]
    assert editor.footer.totals.text().replace("\u00a0", " ").startswith("24 selected")
    editor.go_to(4)
    keys(Key.Key_Space, modifier=Shift)
    assert editor.table.ranges() == [CellRange(4, 4, 0, 2)]


def test_rows_are_added_and_deleted_by_keys(editor, keys):
    editor.go_to(23)
    keys(Key.Key_Plus, modifier=Control)
    assert format_labels(editor.draft().rows.labels)[-1] == "2026-11-26 01:00"
    assert here(editor) == (24, 1)
    keys("3", Key.Key_Return)
    keys(Key.Key_Insert)
    assert len(mw(editor)) == 26
    editor.table.select(CellRange(24, 25, 0, 0))
    keys(Key.Key_Minus, modifier=Control)
    assert editor.draft().rows == hourly_draft().rows
    keys(*[Key.Key_Z] * 4, modifier=Control)
    assert editor.undo_stack.index() == 0
    assert editor.draft().rows == hourly_draft().rows


def test_all_rows_can_go_and_come_back(editor, keys, qtbot):
    keys(Key.Key_A, modifier=Control)
    keys(Key.Key_Minus, modifier=Control)
    assert len(mw(editor)) == 0
    qtbot.waitUntil(lambda: editor.footer.totals.text().replace("\u00a0", " ") == "0 rows")
    put("2026-11-25 01:00\t5\n2026-11-25 02:00\t6")
    keys(Key.Key_V, modifier=Control)
    assert mw(editor).tolist() == [5, 6]


def test_the_footer_sums_up_all_rows_or_the_selection(editor, qtbot):
    totals = "24 rows  ·  300.0 MWh  ·  mean 12.500  ·  min 1.000  ·  max 24.000 MW"
    assert editor.footer.totals.text().replace("\u00a0", " ") == f"{totals}  ·  peak 174.0  ·  off-peak 126.0 MWh"
    editor.table.select(CellRange(2, 4, 1, 1))
    assert editor.footer.totals.text().replace("\u00a0", " ") == (
        "3 selected  ·  12.0 MWh  ·  mean 4.000  ·  min 3.000  ·  max 5.000 MW  ·  peak 0.0  ·  off-peak 12.0 MWh"
    )
    editor.table.select(CellRange(2, 4, 0, 0))
    assert editor.footer.totals.text().replace("\u00a0", " ").startswith("24 rows")


def test_the_totals_take_no_more_room_than_they_need(editor, keys, qtbot):
    totals = editor.footer.totals
    line = totals.fontMetrics().lineSpacing()

    def fits():
        return 2 * line <= totals.height() <= (4 if editor.width() < 400 else 3) * line

    editor.go_to(5)
    for width, text in ((300, "5"), (900, "-5"), (460, "6"), (700, "x")):
        editor.resize(width, 600)
        keys(text, Key.Key_Return)
        qtbot.waitUntil(fits)


def test_f8_goes_from_problem_to_problem_and_round(editor, keys, qtbot):
    for row, text in ((3, "x"), (7, "-1")):
        editor.go_to(row)
        keys(text, Key.Key_Return)
    editor.go_to(0)
    with qtbot.waitSignal(editor.message) as heard:
        keys(Key.Key_F8)
    assert here(editor) == (3, 1)
    assert heard.args == ["✕ “x” is not a number."]
    keys(Key.Key_F8)
    assert here(editor) == (7, 1)
    keys(Key.Key_F8)
    assert here(editor) == (3, 1)


def test_a_day_of_25_hours_has_a_banner(open_editor):
    editor = open_editor(hourly_draft(date(2026, 10, 25), 15))
    assert editor.banner.isVisible()
    assert editor.banner.text() == "This day has 25 hours (100 quarters)."
    editor = open_editor(hourly_draft(date(2026, 3, 29)))
    assert editor.banner.text() == "This day has 23 hours."


def test_an_incomplete_day_is_said_above_the_table(editor, keys, qtbot):
    assert not editor.banner.isVisible()
    editor.go_to(5)
    keys(Key.Key_Minus, modifier=Control)
    qtbot.waitUntil(editor.banner.isVisible)
    assert editor.banner.text() == f"▲ {words.day('2026-11-25')} has 23 of 24 periods. Missing: 06:00."
    assert editor.footer.problems.text() == "▲ 1 warning"
    with qtbot.waitSignal(editor.message):
        keys(Key.Key_F8)


def test_a_row_the_server_refused(editor, keys):
    editor.mark_refused(editor.checked().starts[20], Message("The value is too large."))
    assert here(editor) == (20, 1)
    assert editor.footer.problems.text() == "✕ 1 error"
    assert editor.error_count() == 1
    keys("1", Key.Key_Return)
    assert editor.error_count() == 0
    editor.undo_stack.undo()
    assert editor.error_count() == 1


def test_name_retailer_and_label_belong_to_the_draft(editor, qtbot):
    before = editor.draft()
    with qtbot.waitSignals([editor.draft_changed] * 3):
        editor.rename(" Tomorrow ")
        editor.set_retailer("123")
        editor.set_label(Label.START)
    after = editor.draft()
    assert (after.name, after.retailer_id, after.label) == ("Tomorrow", "123", Label.START)
    assert (before.name, before.retailer_id) == ("Wed 25 Nov", None)
    editor.rename("  ")
    assert editor.draft().name == "Tomorrow"
    assert editor.checked().starts[0] == editor.checked().purchase.starts[0] == np.datetime64("2026-11-25T00:00")


def test_the_context_menu_has_every_command(editor, qtbot):
    where = QPoint(20, 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, editor.table.viewport().mapToGlobal(where))
    QApplication.sendEvent(editor.table.viewport(), event)
    menu = editor.table.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[2:5] == ["Cut", "Copy", "Paste"]
    assert {"Add row below", "Delete rows", "Clear cells", "Select all", "Next problem"} <= set(texts)
    menu.close()


def test_the_edited_place_comes_into_sight_on_undo(open_editor, qtbot):
    draft = hourly_draft()
    walls = as_minutes("2026-11-25T00:15") + np.arange(1000) * minutes(15)
    editor = open_editor(replace(draft, rows=Rows(walls, np.ones(1000)), resolution=15))
    editor.model.setData(editor.model.index(0, 1), "5")
    editor.go_to(900)
    assert editor.table.rowAt(0) > 800
    editor.undo_stack.undo()
    assert editor.table.rowAt(0) == 0


def test_light_and_dark(editor, keys, qtbot):
    app = QApplication.instance()
    editor.go_to(0)
    keys("x", Key.Key_Return)
    editor.checked()
    try:
        for scheme, wanted in ((Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)):
            theme.apply_scheme(app, scheme)
            QApplication.sendPostedEvents(None, QEvent.Type.None_.value)
            palette = editor.footer.problems.palette()
            assert palette.color(palette.ColorRole.ButtonText).name().upper() == wanted.error
            cell = editor.table.visualRect(editor.model.index(0, 1))
            drawn = editor.table.viewport().grab(cell).toImage()
            places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
            assert wanted.error in {drawn.pixelColor(*place).name().upper() for place in places}
    finally:
        theme.apply_scheme(app, Qt.ColorScheme.Light)


def test_in_a_narrow_window_the_labels_are_not_scrolled_away_for_a_few_pixels(qtbot, open_editor):
    editor = open_editor()
    header, labels = editor.table.horizontalHeader(), Column.DATETIME
    editor.resize(200, 600)
    editor.go_to(3, Column.PURCHASE)
    editor.resize(335, 600)
    qtbot.waitUntil(lambda: editor.table.viewport().width() > 240)
    assert header.sectionViewportPosition(labels) > -header.sectionSize(labels) // 2
