"""All panels are reached by F6, out of the table too, in which Tab goes from cell to cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ravenwits_desktop.ui.chart.scenes import Kind
from tests.spreadsheets.builders import hours, xlsx

F6, SHIFT = Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.table.setFocus()
    return desk


def gone_through(desk, count, modifier=Qt.KeyboardModifier.NoModifier):
    """The names of the widgets that have the focus after each of so many F6."""
    names = []
    for _ in range(count):
        desk.key(QApplication.focusWidget() or desk.window, F6, modifier)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_round_all_panels_and_back(drafted):
    assert gone_through(drafted, 3) == ["chartPlot", "submissionsFilter", "purchaseEditor"]
    assert gone_through(drafted, 3, SHIFT) == ["submissionsFilter", "chartPlot", "purchaseEditor"]
    drafted.type(3, "x")
    drafted.editor().problem_list.set_shown(True)
    assert gone_through(drafted, 4) == ["problemList", "chartPlot", "submissionsFilter", "purchaseEditor"]
    assert gone_through(drafted, 3, SHIFT) == ["submissionsFilter", "chartPlot", "problemList"]


def test_what_is_hidden_is_passed_over(drafted):
    drafted.window.actions_.chart.setChecked(False)
    assert gone_through(drafted, 2) == ["submissionsFilter", "purchaseEditor"]
    drafted.window.submissions_dock.hide()
    assert gone_through(drafted, 1) == ["purchaseEditor"]


def test_out_of_a_cell_that_is_being_edited(drafted):
    drafted.editor().go_to(2)
    drafted.bot.keyClick(drafted.table, "7")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert gone_through(drafted, 1) == ["chartPlot"]
    assert drafted.cell(2) == "7"


def test_without_a_draft(desk):
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.workspace.submissions.view.setFocus()
    desk.key(QApplication.focusWidget(), F6)
    assert desk.workspace.tabs.isAncestorOf(QApplication.focusWidget())


def test_tab_reaches_the_plot_and_the_heat_map(drafted):
    drafted.submit()
    drafted.stands("completed")
    chart = drafted.workspace.chart
    drafted.until(lambda: "MD" in chart.visible_series())
    for kind, place in ((Kind.MARKETS, chart.plot), (Kind.HEAT, chart.body.heat)):
        chart.tools.kinds.buttons[kind].click()
        drafted.window.activateWindow()
        drafted.until(drafted.window.isActiveWindow)
        drafted.window.tool_bar.retailer_box.setFocus()
        for _ in range(30):
            drafted.key(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if place.hasFocus():
                break
        assert place.hasFocus(), kind
    drafted.key(place, Qt.Key.Key_Right)
    assert place.cell is not None
