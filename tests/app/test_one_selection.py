"""The table and the chart of one draft in the window: one selection, steps that are dragged, edits at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip

from ravenwits_desktop.domain import grid, timegrid
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import NAT
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.step_drag import Moved
from ravenwits_desktop.ui.editor.cells import CellRange
from tests.spreadsheets.builders import hours, xlsx
from tests.ui.chart.mouse import LEFT, Mouse, every_move

MADRID, CTRL = "Europe/Madrid", Qt.KeyboardModifier.ControlModifier


def draft(day="2026-11-25", draft_id="d1"):
    """Quarters of 8 MW, but one of 20."""
    rows = grid.new_rows(np.datetime64(day), 15, value=8.0)
    mw = rows.mw.copy()
    mw[-1] = 20.0
    return Draft(id=draft_id, name=day, rows=Rows(rows.labels, mw), resolution=15)


def opened(desk, given=None, day="2026-11-25"):
    """With a draft open; the plot that shows it."""
    editor = desk.workspace.tabs.add(given or draft(day))
    assert desk.editor() is editor
    return desk.workspace.chart.plot


def highlighted(plot):
    """Wall-clock times, Madrid, of the begins and ends of what is highlighted."""
    edges = (edge.astype("datetime64[s]").astype("datetime64[m]") for edge in plot.drawing.highlight.spans)
    walls = (np.datetime_as_string(timegrid.utc_to_wall(edge, MADRID)).tolist() for edge in edges)
    return [(begin[11:], end[11:]) for begin, end in zip(*walls, strict=True)]


@pytest.fixture
def mouse(qtbot, desk):
    with every_move():
        yield Mouse(qtbot, desk.workspace.chart.plot)


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    return desk


def test_a_preview_of_rows_is_shown_in_the_chart_until_it_is_taken_back(drafted):
    chart, showing = drafted.workspace.chart, drafted.workspace._showing
    rows = drafted.editor().model.rows()
    before = chart.visible_series()["purchase"].copy()
    showing.preview(Rows(rows.labels, rows.mw * 2))
    assert np.array_equal(chart.visible_series()["purchase"], before * 2)
    assert np.array_equal(chart.visible_series()["replaced"], before)
    showing.preview(None)
    assert np.array_equal(chart.visible_series()["purchase"], before)
    assert "replaced" not in chart.visible_series()


def test_a_wrong_value_leaves_the_rest_of_the_draft_in_the_chart(drafted):
    chart = drafted.workspace.chart
    count = len(chart.visible_series()["purchase"])
    chart.plot.zoom(0.5)
    seen = chart.plot.view.viewRange()[0]
    drafted.type(3, "soon")
    assert len(chart.visible_series()["purchase"]) == count - 1
    assert chart.remark.text() == "One row is not drawn: it has an error."
    drafted.type(3, "7")
    assert len(chart.visible_series()["purchase"]) == count
    assert chart.plot.view.viewRange()[0] == seen


def test_what_is_selected_in_the_table_is_highlighted_in_the_chart(desk, mouse, qapp):
    plot, editor = opened(desk), desk.editor()
    editor.table.select(CellRange(8, 11, 0, 1))
    assert highlighted(plot) == [("02:00", "03:00")]
    selection = editor.table.selectionModel()
    for row in (12, 40):
        selection.select(editor.model.index(row, 1), QItemSelectionModel.SelectionFlag.Select)
    assert highlighted(plot) == [("02:00", "03:15"), ("10:00", "10:15")]
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        theme.apply_scheme(qapp, scheme)
        desk.until(lambda: plot.backgroundBrush().color() == QColor(theme.current_theme().base))
        image = plot.grab().toImage()
        inside, outside = (image.pixelColor(mouse.at(index, 12, 7)) for index in (9, 20))
        assert outside == QColor(theme.current_theme().base)
        assert inside.name() not in (outside.name(), theme.current_theme().text)
        foot = image.pixelColor(mouse.at(9, plot.view.viewRange()[1][0], 7) - QPoint(0, 2))
        assert foot == QColor(theme.current_theme().accent)
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    editor.table.selectionModel().clearSelection()
    assert highlighted(plot) == []


def test_a_drag_with_ctrl_selects_the_hours_in_the_table_and_the_footer_sums_them_up(desk, mouse):
    plot, editor = opened(desk), desk.editor()
    seen = plot.view.viewRange()
    mouse.drag(mouse.at(20, 3), mouse.at(24, 5), mouse.at(27, 4), modifiers=CTRL)
    assert editor.table.ranges() == [CellRange(20, 27, 1, 1)]
    assert highlighted(plot) == [("05:00", "07:00")]
    assert editor.footer.totals.text().replace("\u00a0", " ").startswith("8 selected")
    assert editor.table.currentIndex().row() == 20
    assert plot.view.viewRange() == seen
    # backwards, and out of the plot
    mouse.drag(mouse.at(27, 3), mouse.at(10, 5), QPoint(0, 40), modifiers=CTRL)
    assert editor.table.ranges() == [CellRange(0, 27, 1, 1)]
    assert editor.undo_stack.count() == 0


def test_the_select_button_makes_a_plain_drag_select_and_shift_still_draws_a_box(desk, mouse):
    plot, editor = opened(desk), desk.editor()
    desk.workspace.chart.head.select_button.click()
    mouse.drag(mouse.at(20), mouse.at(24, 5), mouse.at(27, 4))
    assert editor.table.ranges() == [CellRange(20, 27, 1, 1)]
    assert editor.undo_stack.count() == 0
    mouse.drag(mouse.at(20, 9), mouse.at(24, 5), mouse.at(40, 2), modifiers=Qt.KeyboardModifier.ShiftModifier)
    low, high = plot.view.viewRange()[0]
    assert (high - low) / 3600 == pytest.approx(5, abs=0.2)
    desk.workspace.chart.head.select_button.click()
    mouse.drag(mouse.at(25, 3), mouse.at(26, 5), mouse.at(27, 4))
    assert plot.view.viewRange()[0][0] < low
    assert editor.table.ranges() == [CellRange(20, 27, 1, 1)]


@pytest.mark.parametrize(("day", "rows", "spans"), [("2026-10-25", (4, 19), 16), ("2026-03-29", (4, 7), 4)])
def test_hours_are_right_on_days_when_the_clocks_change(desk, mouse, day, rows, spans):
    plot = opened(desk, day=day)
    begin, end = np.datetime64(f"{day}T01:00"), np.datetime64(f"{day}T04:00" if spans == 16 else f"{day}T03:00")
    starts = timegrid.wall_to_utc(np.array([begin, end]), MADRID)
    first, last = (int(np.searchsorted(plot.picture.starts, moment)) for moment in (starts[0][0], starts[1][1]))
    mouse.drag(mouse.at(first, 3), mouse.at(first + 1, 3), mouse.at(last - 1, 3), modifiers=CTRL)
    assert desk.editor().table.ranges() == [CellRange(*rows, 1, 1)]
    assert desk.editor().footer.totals.text().replace("\u00a0", " ").startswith(f"{spans} selected")


def test_rows_that_are_unsorted_or_wrong_are_found_by_their_periods(desk, mouse):
    day = draft()
    order = np.random.default_rng(2).permutation(len(day.rows))
    labels, mw = day.rows.labels[order].copy(), day.rows.mw[order].copy()
    labels[5] = NAT
    mw[9] = np.nan
    plot = opened(desk, replace(day, rows=Rows(labels, mw)))
    starts = desk.editor().checked().starts
    picture = plot.picture.starts
    mouse.drag(mouse.at(20, 3), mouse.at(24, 5), mouse.at(27, 4), modifiers=CTRL)
    wanted = set(np.flatnonzero((starts >= picture[20]) & (starts <= picture[27])).tolist())
    assert {row for each in desk.editor().table.ranges() for row in range(each.top, each.bottom + 1)} == wanted
    assert len(highlighted(plot)) == 1
    before = desk.editor().model.rows()
    mouse.drag(mouse.at(30), mouse.at(30, 12))
    after = desk.editor().model.rows()
    changed = np.flatnonzero(~((before.mw == after.mw) | np.isnan(before.mw)))
    assert starts[changed].tolist() == [picture[30].item()]


def test_a_click_goes_to_the_row_and_changes_nothing(desk, mouse):
    plot = opened(desk)
    plot.scene().minDragTime = 0  # as if each press were a long one
    before = desk.editor().model.rows()
    mouse.drag(mouse.at(60))
    mouse.hold(mouse.at(61), mouse.at(61) + QPoint(0, 2))
    mouse.move(mouse.at(61) + QPoint(1, 3), LEFT)
    mouse.let_go()
    assert desk.editor().table.ranges() == [CellRange(60, 60, 1, 1)]
    assert desk.editor().model.rows() is before
    assert desk.editor().undo_stack.count() == 0


def test_a_step_is_dragged_with_a_read_out_as_one_undo_entry(desk, mouse):
    plot, editor = opened(desk), desk.editor()
    before = editor.model.rows()
    seen = plot.view.viewRange()
    mouse.move(mouse.at(80))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    mouse.move(mouse.at(80, 3))
    assert plot.viewport().cursor().shape() != Qt.CursorShape.SizeVerCursor
    mouse.hold(mouse.at(80), mouse.at(80, 11), mouse.at(80, 12.52))
    label = plot.step_drag.label
    assert label.isVisible()
    assert label.text() == "Wed 25 Nov 20:00 – 20:15   12.5 MW (+4.5)"
    assert not plot.crosshair.label.isVisible()
    assert plot.rect().contains(label.geometry())
    assert desk.workspace.chart.visible_series()["purchase"][80] == 12.5
    assert desk.workspace.chart.visible_series()["replaced"][80] == 8
    assert editor.model.rows() is before
    mouse.let_go()
    assert not label.isVisible()
    assert editor.model.rows().mw[80] == 12.5
    assert np.delete(editor.model.rows().mw, 80).tolist() == np.delete(before.mw, 80).tolist()
    assert list(desk.workspace.chart.visible_series()) == ["purchase"]
    assert (editor.undo_stack.count(), editor.undo_stack.undoText()) == (1, "drag value")
    assert plot.view.viewRange()[0] == seen[0]
    editor.undo_stack.undo()
    assert editor.model.rows() == before
    assert desk.workspace.chart.visible_series()["purchase"][80] == 8


def test_what_is_selected_moves_together_and_by_the_same(desk, mouse):
    plot, editor = opened(desk), desk.editor()
    mw = editor.model.rows().mw
    editor.table.select(CellRange(30, 33, 1, 1))
    mouse.hold(mouse.at(31), mouse.at(31, 10.02))
    assert "and as much in 3 more" in plot.step_drag.label.text()
    mouse.let_go()
    assert editor.model.rows().mw[30:34].tolist() == [10, 10, 10, 10]
    assert editor.undo_stack.undoText() == "drag values"
    assert editor.undo_stack.count() == 1
    # a step that is not selected moves alone
    mouse.drag(mouse.at(50), mouse.at(50, 3))
    assert np.flatnonzero(editor.model.rows().mw != mw).tolist() == [30, 31, 32, 33, 50]


def test_escape_gives_a_drag_up(desk, mouse):
    plot, editor = opened(desk), desk.editor()
    before = editor.model.rows()
    mouse.hold(mouse.at(80), mouse.at(80, 12))
    desk.bot.keyClick(plot, Qt.Key.Key_Escape)
    assert desk.workspace.chart.visible_series()["purchase"][80] == 8
    assert not plot.step_drag.label.isVisible()
    mouse.move(mouse.at(80, 15), LEFT)
    mouse.let_go()
    assert editor.model.rows() is before
    assert editor.undo_stack.count() == 0


def test_a_drag_back_to_its_begin_changes_nothing(desk, mouse):
    day = draft()
    opened(desk, replace(day, rows=Rows(day.rows.labels, day.rows.mw + 0.0123)))
    mouse.drag(mouse.at(80), mouse.at(80, 12), mouse.at(80))
    assert desk.editor().undo_stack.count() == 0


def test_the_step_of_a_drag_is_chosen_kept_and_left_out_with_alt(start, desk, mouse):
    opened(desk)
    editor = desk.editor()
    next(each for each in desk.workspace.chart.head.snap_button.menu().actions() if each.data() == 5).trigger()
    mouse.drag(mouse.at(80), mouse.at(80, 13.4))
    assert editor.model.rows().mw[80] == 15
    alt = Qt.KeyboardModifier.AltModifier
    mouse.hold(mouse.at(81), mouse.at(81, 11), modifiers=alt)
    mouse.let_go(alt)
    value = editor.model.rows().mw[81]
    assert value == pytest.approx(11, abs=0.1)
    assert value == round(value, 3)
    desk.close()
    again = start(sandbox=True, pace=0.01)
    assert again.workspace.chart.plot.step_drag.snap == 5.0
    assert again.workspace.chart.head.snap_button.text() == "± 5 MW"


def test_values_move_by_the_step_with_keys_in_table_and_chart(desk):
    plot, editor = opened(desk), desk.editor()
    alt = Qt.KeyboardModifier.AltModifier
    editor.table.select(CellRange(2, 4, 0, 1))
    editor.table.setFocus()
    desk.bot.keyClick(editor.table, Qt.Key.Key_Up, alt)
    desk.bot.keyClick(editor.table, Qt.Key.Key_Up, alt)
    desk.bot.keyClick(editor.table, Qt.Key.Key_Up, alt)
    assert editor.model.rows().mw[1:6].tolist() == [8, 8.3, 8.3, 8.3, 8]
    assert editor.undo_stack.undoText() == "raise values"
    desk.bot.keyClick(plot, Qt.Key.Key_Down, alt)
    assert editor.model.rows().mw[1:6].tolist() == [8, 8.2, 8.2, 8.2, 8]
    assert editor.undo_stack.count() == 1, "keys in quick succession are one step, wherever they are pressed"
    assert editor.nudge.raise_action.text() == "Raise by 0.1 MW"
    editor.table.select(CellRange(2, 4, 0, 0))
    desk.bot.keyClick(editor.table, Qt.Key.Key_Up, alt)
    assert editor.undo_stack.count() == 1
    editor.undo_stack.undo()
    assert editor.model.rows().mw[1:6].tolist() == [8, 8, 8, 8, 8]


def test_keys_select_the_period_under_the_cross_hair_and_more(desk):
    plot, editor = opened(desk), desk.editor()
    plot.set_cursor(plot.picture.starts[40])
    desk.bot.keyClick(plot, Qt.Key.Key_Return)
    assert editor.table.ranges() == [CellRange(40, 40, 1, 1)]
    for _ in range(3):
        desk.bot.keyClick(plot, Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.table.ranges() == [CellRange(40, 43, 1, 1)]
    for _ in range(4):
        desk.bot.keyClick(plot, Qt.Key.Key_Left, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.table.ranges() == [CellRange(39, 40, 1, 1)]


def test_each_draft_has_its_own_selection_and_nothing_is_highlighted_over_a_submission(desk, mouse):
    plot = opened(desk)
    first = desk.editor()
    first.table.select(CellRange(8, 11, 0, 1))
    opened(desk, draft("2026-11-26", "d2"))
    desk.editor().table.select(CellRange(0, 3, 0, 1))
    assert highlighted(plot) == [("00:00", "01:00")]
    desk.workspace.tabs.tabs.setCurrentWidget(first)
    assert highlighted(plot) == [("02:00", "03:00")]
    desk.submit()
    desk.stands("completed")
    desk.workspace.submissions.view.setFocus()
    desk.until(lambda: not desk.workspace.chart.shows_draft)
    assert highlighted(plot) == []
    assert not desk.workspace.chart.head.select_button.isVisible()
    ranges = desk.editor().table.ranges()
    mouse.drag(mouse.at(20, 1), mouse.at(24, 1), mouse.at(27, 1), modifiers=CTRL)
    assert desk.editor().table.ranges() == ranges


def test_steps_too_narrow_to_be_hit_or_drawn_by_the_hour_are_not_dragged(desk, mouse):
    plot = opened(desk)
    desk.workspace.chart.head.hour_button.click()
    mouse.move(mouse.at(10))
    assert plot.step_drag.step_at(plot.mapToScene(mouse.at(10))) is None
    assert QToolTip.text() == "Steps can be dragged where MW and “As submitted” are chosen.", "and it is said"
    mouse.move(mouse.at(10, 3))
    desk.until(lambda: not QToolTip.isVisible())
    mouse.drag(mouse.at(10, 3), mouse.at(11, 3), mouse.at(11, 3), modifiers=CTRL)
    assert desk.editor().table.ranges() == [CellRange(40, 47, 1, 1)]
    desk.workspace.chart.head.submitted_button.click()
    assert plot.step_drag.step_at(plot.mapToScene(mouse.at(10))) == 10
    desk.workspace.chart.legend.button("purchase").click()
    assert "purchase" in plot.visible_series(), "of a draft there is nothing else to be seen"
    assert plot.step_drag.step_at(plot.mapToScene(mouse.at(10))) == 10


def test_a_drag_of_periods_that_are_gone_changes_no_other_row(desk):
    plot, editor = opened(desk), desk.editor()
    starts = plot.picture.starts[[80, -1]] + timegrid.minutes(15)
    plot.step_drag.dropped.emit(Moved(starts, np.array([1.0, 2.0])))
    assert editor.undo_stack.count() == 0
