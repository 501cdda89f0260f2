"""Many values changed at once: each command alone, and the dialog that says what it comes to."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit

from ravenwits_desktop.domain import filling, grid, timegrid
from ravenwits_desktop.domain.edits import Days, EditRefusedError
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor import mass_commands as commands
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.mass_dialog import ALL_ROWS, MassDialog, Operation
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.resolution_dialog import ResolutionDialog
from tests.ui.editor.conftest import hourly_draft

MW = Column.PURCHASE
ROWS = np.array([1, 2, 5])


@pytest.fixture
def model(qtbot):
    return PurchaseModel(hourly_draft())


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (lambda model: commands.SetValues(model, ROWS, 7.5), "set to 7.5 MW", [7.5, 7.5, 7.5]),
        (lambda model: commands.AddToValues(model, ROWS, -0.5), "add -0.5 MW", [1.5, 2.5, 5.5]),
        (lambda model: commands.MultiplyValues(model, ROWS, 1.5), "multiply by 1.5", [3, 4.5, 9]),
        (lambda model: commands.ScaleValues(model, ROWS, 22.0), "scale to 22 MWh", [4, 6, 12]),
        (lambda model: commands.ShiftValues(model, ROWS, 1), "shift by 1 period", [np.nan, 2, np.nan]),
        (lambda model: commands.ShiftValues(model, ROWS, -4), "shift by -4 periods", [6, np.nan, np.nan]),
        (lambda model: commands.RoundValues(model, ROWS, 4), "round to 4 MW", [4, 4, 8]),
        (lambda model: commands.ClipValues(model, ROWS, 2.5, 5), "clip values", [2.5, 3, 5]),
    ],
)
def test_each_command_alone(model, make, name, expected):
    before = model.rows()
    command = make(model)
    assert command.text() == name
    model.undo_stack.push(command)
    after = model.rows()
    np.testing.assert_array_equal(after.mw[ROWS], expected)
    others = np.setdiff1d(np.arange(24), ROWS)
    assert (after.mw[others] == before.mw[others]).all()
    model.undo_stack.undo()
    assert model.rows() == before
    assert model.rows().mw.tobytes() == before.mw.tobytes()
    model.undo_stack.redo()
    assert model.rows() == after


def test_gaps_are_filled_from_values_that_are_not_selected(model):
    for row, text in ((3, ""), (4, "x")):
        model.setData(model.index(row, MW), text)
    model.undo_stack.push(commands.InterpolateGaps(model, np.array([3, 4])))
    assert model.rows().mw[2:6].tolist() == [3, 4, 5, 6]
    assert model.rows().texts == {}
    model.undo_stack.undo()
    assert model.rows().texts == {(4, MW): "x"}
    with pytest.raises(EditRefusedError):
        commands.InterpolateGaps(model, np.array([10, 11]))


def test_another_resolution_is_one_step(model, qtbot):
    before, energy = model.rows(), model.checked().purchase.energy_mwh
    dialog = ResolutionDialog(model, None)
    qtbot.addWidget(dialog)
    dialog.minutes.setCurrentIndex(dialog.minutes.findData(15))
    assert "24 rows become 96" in dialog.said.text()
    assert dialog.said.text().count("300.0 MWh") == 2
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert model.checked().resolution == 15
    assert model.rows().mw[:5].tolist() == [1, 1, 1, 1, 2]
    assert model.checked().purchase.energy_mwh == energy
    model.undo_stack.undo()
    assert model.rows() == before
    assert model.checked().resolution == 60


def test_another_resolution_is_refused_while_something_is_wrong(model, qtbot):
    model.setData(model.index(3, MW), "x")
    dialog = ResolutionDialog(model, None)
    qtbot.addWidget(dialog)
    assert "Row 4" in dialog.said.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


@pytest.fixture
def opened(open_editor):
    """The dialog as the key opens it on a selection, and what it showed of the draft."""

    def open_dialog(top, bottom, draft=None):
        editor = open_editor(draft)
        editor.table.go_to(top, MW)
        editor.table.select(CellRange(top, bottom, MW, MW))
        shown = []
        editor.hands.preview.connect(shown.append)
        editor.hands.change_action.trigger()
        return editor, editor.table.findChild(MassDialog), shown

    return open_dialog


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    assert box.currentData() == data


def test_numbers_and_preview_stand_before_the_change(opened):
    editor, dialog, shown = opened(0, 3)
    choose(dialog.operation, Operation.MULTIPLY)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.value.setText("+50%")
    said = dialog.findChild(QLabel, "massSummary").text()
    assert said == f"4 of 4 cells change, 10.0 → 15.0 MWh. Largest: {words.day('2026-11-25')} 04:00 +2.000 MW."
    assert shown[-1].mw[:5].tolist() == [1.5, 3, 4.5, 6, 5]
    assert editor.model.rows().mw[0] == 1, "nothing is changed yet"
    dialog.accept()
    assert shown[-1] is None
    assert editor.model.rows().mw[:5].tolist() == [1.5, 3, 4.5, 6, 5]
    assert editor.undo_stack.count() == 1
    assert editor.undo_stack.undoText() == "multiply by 1.5"


@pytest.mark.parametrize(("text", "factor"), [("1,5", 1.5), ("150%", 1.5), ("-50%", 0.5), ("=3/2", 1.5)])
def test_factors(opened, text, factor):
    editor, dialog, _ = opened(0, 1)
    choose(dialog.operation, Operation.MULTIPLY)
    dialog.value.setText(text)
    dialog.accept()
    assert editor.model.rows().mw[:2].tolist() == [factor, 2 * factor]


def test_given_up_leaves_everything(opened):
    editor, dialog, shown = opened(0, 3)
    dialog.value.setText("5")
    before = editor.model.rows()
    dialog.reject()
    assert shown[-1] is None
    assert editor.model.rows() is before
    assert editor.undo_stack.count() == 0


def test_what_changes_nothing_is_no_step(opened):
    editor, dialog, shown = opened(0, 3)
    choose(dialog.operation, Operation.CLIP)
    dialog.highest.setText("4")
    assert dialog.findChild(QLabel, "massSummary").text() == "0 of 4 cells change, 10.0 → 10.0 MWh."
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    assert shown[-1] is None
    dialog.highest.setText("3")
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()
    assert editor.undo_stack.count() == 0


def test_one_cell_that_was_chosen_is_what_changes_and_all_rows_are_offered(opened):
    editor, dialog, _ = opened(3, 3)
    assert dialog.days.currentText() == "the selected cell"
    assert [dialog.days.itemText(place) for place in (1, 5)] == ["the same hours of all days", "all 24 rows"]
    choose(dialog.operation, Operation.SET)
    dialog.value.setText("600")
    dialog.accept()
    assert np.flatnonzero(editor.model.rows().mw == 600).tolist() == [3]
    editor.go_to(4)
    editor.hands.change_action.trigger()
    dialog = editor.table.findChildren(MassDialog)[-1]
    choose(dialog.days, ALL_ROWS)
    choose(dialog.operation, Operation.SET)
    dialog.value.setText("7")
    assert "23 of 24 cells" in dialog.findChild(QLabel, "massSummary").text()
    dialog.accept()
    assert set(editor.model.rows().mw.tolist()) == {7}


def test_where_nobody_has_chosen_a_cell_all_rows_come_first(open_editor):
    editor = open_editor()
    editor.hands.change_action.trigger()
    dialog = editor.table.findChild(MassDialog)
    assert dialog.days.currentText() == "all 24 rows"
    assert dialog.days.itemText(0) == "the selected cell"
    dialog.reject()
    editor.table.select_all()
    editor.hands.change_action.trigger()
    dialog = editor.table.findChildren(MassDialog)[-1]
    assert [dialog.days.itemText(place) for place in range(dialog.days.count())] == ["all 24 rows"]
    dialog.reject()


def test_the_dialog_opens_over_the_table_so_that_the_chart_can_be_seen(opened):
    editor, dialog, _ = opened(0, 3)
    table = QRect(editor.table.mapToGlobal(QPoint(0, 0)), editor.table.size())
    assert abs(dialog.geometry().center().x() - table.center().x()) <= 4
    assert dialog.geometry().bottom() <= table.bottom()
    dialog.reject()


def test_rows_selected_by_their_times_alone_are_those_that_change(open_editor):
    editor = open_editor()
    editor.table.select(CellRange(2, 5, Column.DATETIME, Column.DATETIME))
    editor.hands.change_action.trigger()
    dialog = editor.table.findChild(MassDialog)
    dialog.value.setText("10")
    dialog.accept()
    assert editor.model.rows().mw[:8].tolist() == [1, 2, 13, 14, 15, 16, 7, 8]


def week():
    """Five days of 1 MW, Wednesday to Sunday."""
    zone, label = "Europe/Madrid", timegrid.Label.END
    starts = filling.starts_of_days(date(2026, 11, 25), date(2026, 11, 29), 60, zone)
    rows = grid.rows_at(starts, np.ones(len(starts)), 60, label, zone)
    return grid.draft_of(rows, 60, zone, label, None, name="week")


def test_a_shift_of_the_same_hours_stays_within_each_day(opened):
    editor, dialog, _ = opened(2, 3, week())
    choose(dialog.operation, Operation.SHIFT)
    choose(dialog.days, Days.ALL)
    dialog.value.setText("1")
    dialog.accept()
    empty = np.flatnonzero(np.isnan(editor.model.rows().mw))
    assert empty.tolist() == [2, 26, 50, 74, 98]


def test_the_same_hours_of_other_days(opened):
    editor, dialog, _ = opened(2, 3, week())
    choose(dialog.operation, Operation.SET)
    choose(dialog.days, Days.WORKING)
    dialog.value.setText("9")
    assert "6 of 6 cells" in dialog.findChild(QLabel, "massSummary").text()
    dialog.accept()
    assert np.flatnonzero(editor.model.rows().mw == 9).tolist() == [2, 3, 26, 27, 50, 51]


@pytest.mark.parametrize(
    ("operation", "text"),
    [(Operation.ADD, "x"), (Operation.SHIFT, "1,5"), (Operation.ROUND, "0"), (Operation.MULTIPLY, "1e308"),
     (Operation.CLIP, ""), (Operation.INTERPOLATE, "")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(opened, operation, text):
    _, dialog, shown = opened(8, 12)
    choose(dialog.operation, operation)
    dialog.value.setText(text)
    if operation is not Operation.MULTIPLY:
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        assert dialog.findChild(QLabel, "massSummary").text()
        assert shown[-1] is None


def test_the_footer_tells_peak_and_off_peak(open_editor, qtbot):
    editor = open_editor()
    assert "peak 174.0" in editor.footer.totals.text().replace("\u00a0", " ")
    assert "off-peak 126.0 MWh" in editor.footer.totals.text().replace("\u00a0", " ")
    qtbot.keyClick(editor.table, Qt.Key.Key_Home)
    editor.table.select(CellRange(8, 9, MW, MW))
    assert "peak 19.0  ·  off-peak 0.0 MWh" in editor.footer.totals.text().replace("\u00a0", " ")


def test_what_can_be_typed_is_told_beside_the_cell(open_editor):
    editor = open_editor()
    editor.table.edit(editor.model.index(0, MW))
    cell = editor.table.findChild(QLineEdit)
    for example, comes_to in (("=12*1.05", 12.6), ("=(3+4)/2", 3.5), ("=12+5%", 12.6), ("+=5", 6), ("-10%", 0.9)):
        assert example in cell.toolTip()
        assert example in cell.accessibleDescription()
        editor.model.setData(editor.model.index(0, MW), "1")
        editor.model.setData(editor.model.index(0, MW), example)
        assert editor.model.rows().mw[0] == pytest.approx(comes_to)
