"""The window as a whole: what is in its places, how keys reach it, and what it shows of drops and the server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.submissions.columns import Column
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel
from tests.ui.builders import a_purchase, a_submission, heard
from tests.ui.editor.conftest import hourly_draft


@pytest.fixture
def window(qtbot, tmp_path: Path):
    window = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(window)
    window.features = DraftTabs(), ChartPanel(), SubmissionsPanel()
    tabs, chart, submissions = window.features
    window.place(tabs, chart, submissions, submissions.bar)
    for action in window.actions_.everything():
        action.setEnabled(True)
    window.show()
    qtbot.waitExposed(window)
    return window


Scheme = Qt.ColorScheme


def filled(window: MainWindow) -> MainWindow:
    tabs, chart, submissions = window.features
    tabs.add(hourly_draft())
    chart.show_purchase("Wed 25 Nov", a_purchase())
    submissions.set_submissions([a_submission(), a_submission(1, State.UNCONFIRMED)])
    submissions.select("own-1")
    QApplication.processEvents()
    return window


def named(widget: QWidget) -> bool:
    if widget.accessibleName():
        return True
    if isinstance(widget, QAbstractButton):
        return bool(re.search(r"\w", widget.text()))
    labels = widget.window().findChildren(QLabel)
    return any(label.buddy() is widget for label in labels)


def test_the_title_of_the_submissions_stands_once_and_holds_their_controls(window):
    dock = window.submissions_dock
    assert [label.text() for label in dock.findChildren(QLabel) if label.text() == "Submissions"] == ["Submissions"]
    bar = dock.titleBarWidget()
    for kind, name in ((QLineEdit, "submissionsFilter"), (QComboBox, "statusFilter")):
        assert bar.findChild(kind, name).isVisible()


def test_every_control_in_the_window_has_a_name(window):
    filled(window)
    controls = (QAbstractButton, QComboBox, QLineEdit, QTableView, QTabBar)
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, controls) and widget.isVisible()]
    assert len(found) > 20
    inner = ("qt_toolbar_ext_button", "ScrollLeftButton", "ScrollRightButton")
    nameless = [widget for widget in found if not named(widget) and widget.objectName() not in inner]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []


def test_tab_goes_through_the_window_from_the_top_to_the_submissions(window, qtbot):
    filled(window)
    window.tool_bar.retailer_box.setFocus()
    seen = []
    for _ in range(60):
        now = QApplication.focusWidget()
        if now in seen:
            break
        seen.append(now)
        window.focusNextPrevChild(True)
    names = [widget.objectName() for widget in seen]
    wanted = ["retailerBox", "submitButton", "purchaseEditor", "chartPlot", "submissionsFilter", "submissionsView"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places), names


def test_a_key_of_menu_and_list_alike_is_not_lost(window, qtbot):
    filled(window)
    _, _, submissions = window.features
    by_menu, by_list = [], heard(submissions.refresh_requested)
    window.actions_.refresh.triggered.connect(lambda: by_menu.append(True))
    window.activateWindow()
    submissions.select("own-0")
    submissions.view.setFocus()
    qtbot.keyClick(submissions.view, Qt.Key.Key_F5)
    assert (by_menu, by_list) == ([], [("own-0",)])
    window.tool_bar.retailer_box.setFocus()
    qtbot.keyClick(window.tool_bar.retailer_box, Qt.Key.Key_F5)
    assert (by_menu, len(by_list)) == ([True], 1)


def test_a_drop_shows_where_the_file_will_land(window):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/purchase.xlsx")])
    before = window.grab().toImage()
    enter = QDragEnterEvent(
        QPoint(600, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    during = window.grab().toImage()
    dock = window.drafts_dock
    inside = dock.mapTo(window, QPoint(40, 40))
    assert during.pixelColor(inside) != before.pixelColor(inside)
    assert QColor(theme.current_theme().selection).green() - during.pixelColor(inside).green() < 4
    QApplication.sendEvent(window, QEvent(QEvent.Type.DragLeave))
    assert enter.position() == QPointF(600, 300)


def test_columns_are_as_they_were_left(window, qtbot):
    _, _, submissions = window.features
    submissions.set_submissions([a_submission(number) for number in range(3)])
    header = submissions.view.horizontalHeader()
    header.resizeSection(Column.RETAILER, 222)
    submissions.view.sortByColumn(Column.ENERGY, Qt.SortOrder.DescendingOrder)
    kept = submissions.view.columns()
    other = SubmissionsPanel()
    qtbot.addWidget(other)
    other.set_submissions([a_submission(number) for number in range(3)])
    other.view.set_columns(kept)
    assert other.view.horizontalHeader().sectionSize(Column.RETAILER) == 222
    assert [other.model.submission(row).energy_mwh for row in range(3)] == [302.0, 301.0, 300.0]
    for rubbish in ("", "rubbish", "ÿ"):
        other.view.set_columns(rubbish)
        assert other.view.horizontalHeader().sectionSize(Column.RETAILER) == 222


def test_the_plus_stands_beside_the_last_tab_and_in_the_corner_where_tabs_fill_the_width(window, qtbot):
    tabs, _, _ = window.features
    tabs.add(hourly_draft())
    bar, plus = tabs.tabs.tabBar(), tabs.findChild(QToolButton, "newDraftButton")
    qtbot.waitUntil(lambda: 0 <= plus.x() - (bar.x() + bar.tabRect(0).right()) <= 8)
    for number in range(8):
        tabs.add(hourly_draft(name="A draft with a long name", draft_id=f"draft-{number}"))
    qtbot.waitUntil(lambda: plus.x() >= bar.x() + bar.width())
    assert plus.geometry().right() <= tabs.tabs.width()


def test_the_tool_bar_says_how_it_stands_with_the_server_and_as_whom(window):
    bar = window.tool_bar
    bar.show_link("▲", "Offline & <away>", "warning", "trader@norte.example")
    assert bar.user.text() == "trader@norte.example"
    assert "Offline &amp; &lt;away&gt;" in bar.link.text()
    assert theme.current_theme().warning in bar.link.text()
    bar.show_gate("{market} closes in {time}", "12 min", "by this computer's clock", market="MD", soon=True)
    assert bar.gate.text() == "MD closes in <b>12 min</b>"
    assert theme.current_theme().warning in bar.gate.styleSheet()
    assert "<" not in bar.gate.accessibleName()


def test_fields_have_an_outline_in_the_dark(window, qapp, qtbot):
    button, role = QRadioButton("One", window), QPalette.ColorRole.Window
    dark, light = QColor(theme.DARK.window), QColor(theme.LIGHT.window)
    try:
        theme.apply_scheme(qapp, Scheme.Dark)
        # Fusion draws it darker by 1.4
        qtbot.waitUntil(lambda: button.palette().color(role).darker(140).lightness() > 2 * dark.lightness())
        qtbot.waitUntil(lambda: window.palette().color(role) == dark)
    finally:
        theme.apply_scheme(qapp, Scheme.Light)
    qtbot.waitUntil(lambda: button.palette().color(role) == light)


def view_entries(window):
    menu = next(each.menu() for each in window.menuBar().actions() if each.text() == "&View")
    return {each.text().replace("&", ""): each for each in menu.actions() if each.isCheckable()}


def test_the_view_menu_has_every_part_of_the_window(window):
    assert list(view_entries(window)) == ["Drafts", "Submissions", "Chart", "Problems"]
    assert [each.isChecked() for each in view_entries(window).values()] == [True, True, True, False]


def test_without_the_chart_the_drafts_have_its_room_and_messages_are_seen_all_the_same(window, qtbot, tmp_path):
    filled(window)
    width = window.drafts_dock.width()
    chart = view_entries(window)["Chart"]
    window.messages.tell("before", key="a")
    chart.trigger()
    qtbot.waitUntil(lambda: window.drafts_dock.width() > window.width() - 20)
    assert not window.features[1].isVisible()
    assert window.messages.isVisible()
    window.messages.clear("a")
    assert not window.messages.isVisible()
    band = window.messages.parentWidget()
    qtbot.waitUntil(lambda: not band.isVisible())
    window.messages.tell("now", key="b")
    qtbot.waitUntil(window.messages.isVisible)
    assert window.messages.width() > window.width() - 40
    chart.trigger()
    qtbot.waitUntil(lambda: window.drafts_dock.width() == width)
    assert window.features[1].isVisible()
    assert window.messages.isVisible()
    assert not band.isVisible()


def test_a_hidden_chart_is_hidden_at_the_next_start(window, qtbot, tmp_path):
    view_entries(window)["Chart"].trigger()
    window.let_go()
    again = MainWindow(tmp_path / "window.ini")
    qtbot.addWidget(again)
    again.show()
    chart = ChartPanel()
    again.place(DraftTabs(), chart, SubmissionsPanel(), QWidget())
    assert not chart.isVisible()
    assert not view_entries(again)["Chart"].isChecked()
    again.messages.tell("said")
    assert again.messages.isVisible()
