"""A window of 900 by 600 pixels: nothing of the editor is cut off, and every button can be reached."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.units import Unit
from ravenwits_desktop.ui.message_bar import MessageBar
from tests.spreadsheets.builders import hours, xlsx
from tests.ui.chart.builders import submission_of


@pytest.fixture
def small(desk, tmp_path):
    path = tmp_path / "Programa de compra de la Comercializadora Energética del Norte y del Sur.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.window.resize(900, 600)
    return desk


def test_the_name_of_the_user_goes_before_a_button_does(small):
    window, bar = small.window, small.window.tool_bar
    assert window.width() == 900, "nothing holds it wider"
    account = small.child(QToolButton, "accountButton")
    small.until(lambda: account.isVisible() and not bar.user.isVisible())
    assert account.mapTo(window, QPoint(account.width(), 0)).x() <= 900
    bar.show_gate("{market} closes in {time}", "23 h 59 min", "", market="MID3")
    small.until(lambda: account.isVisible() and not bar.user.isVisible())
    window.resize(1400, 800)
    small.until(lambda: bar.user.isVisible() and account.isVisible())
    window.resize(900, 600)
    small.until(lambda: account.isVisible() and not bar.user.isVisible())


def test_the_times_of_all_gates_go_before_how_we_stand_with_the_server(small):
    window, bar = small.window, small.window.tool_bar
    account = small.child(QToolButton, "accountButton")
    assert "closes in" in bar.gate.accessibleName()
    assert bar.gate.isVisible()
    small.window.actions_.close_draft.trigger()
    small.until(lambda: account.isVisible() and bar.link.isVisible() and not bar.gate.isVisible())
    for part in (bar.link, account):
        assert part.mapTo(window, QPoint(part.width(), 0)).x() <= 900
    window.resize(1400, 800)
    small.until(lambda: bar.gate.isVisible() and bar.user.isVisible())
    assert "MD 12:00" in bar.gate.text()


def test_rows_totals_and_reasons_are_seen_at_once(small):
    editor = small.editor()
    editor.model.setData(editor.model.index(2, 1), "x")
    editor.model.setData(editor.model.index(3, 1), "-12345.5")
    editor.model.setData(editor.model.index(5, 0), "soon")
    editor.problem_list.open()
    editor.hands.find()
    table, footer, problems = editor.table, editor.footer, editor.problem_list
    one_below_the_other = (editor.find_bar, table, problems, footer)
    small.until(lambda: editor.find_bar.isVisible() and footer.problems.isVisible())
    # the dock above takes the room from the one below
    small.until(lambda: sum(each.height() for each in one_below_the_other) <= editor.height())
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    assert footer.totals.height() >= footer.totals.heightForWidth(footer.totals.width())
    assert problems.viewport().height() >= 2 * problems.rowHeight(0)
    assert problems.columnWidth(3) > problems.viewport().width() // 4


@pytest.fixture
def small_chart(desk, tmp_path):
    """With a completed submission in the chart of a window of 900 by 600."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.window.resize(900, 600)
    desk.take(path)
    desk.submit()
    desk.stands("completed")
    chart = desk.workspace.chart
    desk.until(lambda: "MD" in chart.visible_series())
    chart.choose_model("2")
    desk.window.resize(900, 600)
    return desk, chart


def parts_in_order(chart):
    """The visible rows of the panel, each of which has the height it needs and begins where the one before ends."""
    parts = [part for part in (chart.head, chart.tools, chart.legend, chart.body, chart.totals) if part.isVisible()]
    for above, below in itertools.pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top()
    for part in (chart.head, chart.tools, chart.legend):
        assert part.height() >= part.sizeHint().height() or not part.isVisible()
    assert chart.totals.geometry().bottom() <= chart.height()


@pytest.mark.parametrize("kind", [Kind.MARKETS, Kind.COMPARE, Kind.HEAT])
def test_every_picture_has_room_and_no_choice_is_cut_off(small_chart, kind):
    desk, chart = small_chart
    chart.tools.kinds.buttons[kind].click()
    chart.tools.against_box.setCurrentIndex(chart.tools.against_box.count() - 1)
    plot = chart.body.heat if kind is Kind.HEAT else chart.plot
    desk.until(lambda: plot.isVisible() and plot.height() >= 100)
    assert (desk.window.width(), desk.window.height()) == (900, 600), "nothing holds it larger"
    parts_in_order(chart)
    shown = [child for child in chart.tools.children() if isinstance(child, QWidget) and child.isVisible()]
    for child in shown:
        assert chart.tools.rect().contains(child.geometry()), child.objectName()
    title = chart.head.title
    assert "Tue 24 Nov" in title.shown()


def test_the_cross_hair_is_read_below_a_small_plot(small_chart):
    desk, chart = small_chart
    before = chart.totals.text()
    height = chart.plot.height()
    chart.set_cursor(chart.material.purchase.starts[10])
    assert not chart.plot.crosshair.label.isVisible()
    assert "10:00 – 11:00" in chart.totals.text()
    assert "MD" in chart.totals.text()
    chart.set_cursor(None)
    assert chart.totals.text() == before
    assert chart.plot.height() == height
    desk.window.resize(1400, 900)
    chart.set_cursor(chart.material.purchase.starts[10])
    desk.until(lambda: not chart.room.folded and chart.totals.text().startswith("Purchase"))


def test_in_a_small_window_the_table_takes_the_place_of_the_picture_and_a_row_leads_back(small_chart):
    desk, chart = small_chart
    chart.head.table_button.click()
    desk.until(lambda: chart.side.isVisible() and not chart.plot.isVisible())
    assert chart.side.view.viewport().height() >= 60
    chart.side.box.setCurrentIndex(chart.side.box.findText("Periods in sight"))
    chart.side.view.clicked.emit(chart.side.model.index(3, 0))
    desk.until(lambda: chart.plot.isVisible() and not chart.side.isVisible())
    assert chart.plot.cursor_start() == chart.material.purchase.starts[3]


@pytest.mark.parametrize("kind", [Kind.MARKETS, Kind.COMPARE, Kind.HEAT])
def test_in_a_small_window_the_answer_takes_the_place_of_the_picture_and_can_be_left_again(small_chart, kind):
    desk, chart = small_chart
    chart.tools.kinds.buttons[kind].click()
    chart.tools.against_box.setCurrentIndex(chart.tools.against_box.count() - 1)
    plot = chart.body.heat if kind is Kind.HEAT else chart.plot
    desk.until(lambda: plot.isVisible() and plot.height() >= 100)
    height, needed = chart.height(), chart.body.stack.minimumSizeHint().height()
    head = chart.head
    head.more_button.menu().aboutToShow.emit()
    next(action for action in head.more_button.menu().actions() if action.text() == "Answer").trigger()
    desk.until(lambda: chart.raw.isVisible() and not chart.body.stack.isVisible())
    desk.until(lambda: chart.raw.text.viewport().height() >= 60)
    assert (desk.window.width(), desk.window.height()) == (900, 600), "nothing holds it larger"
    assert chart.minimumSizeHint().height() <= chart.height() == height
    assert chart.body.minimumHeight() == needed, "the docks around must not take the place of the picture"
    parts_in_order(chart)
    desk.until(lambda: head.raw_button.isVisible())
    assert head.rect().contains(head.raw_button.geometry())
    head.raw_button.click()
    desk.until(lambda: chart.body.stack.isVisible() and not chart.raw.isVisible() and not head.raw_button.isVisible())
    head.raw_button.click()
    desk.window.resize(1400, 1100)
    desk.until(lambda: chart.body.stack.isVisible() and chart.raw.isVisible())


def test_choices_folded_into_a_menu_are_the_same_choices(small_chart):
    desk, chart = small_chart
    units = chart.tools.units
    desk.until(units.folded.isVisible)
    assert units.folded.text().startswith("MW")
    menu = units.folded.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "MWh").trigger()
    assert chart.scene.main.unit is Unit.MWH
    assert units.folded.text().startswith("MWh")
    legend = chart.legend
    desk.until(legend.more_button.isVisible)
    legend.more_button.menu().aboutToShow.emit()
    hidden = legend.more_button.menu().actions()
    assert len(hidden) == int(legend.more_button.text().lstrip("+"))
    hidden[-1].trigger()
    assert legend.hidden
    head = chart.head
    head.more_button.menu().aboutToShow.emit()
    assert {"Answer", "Show all", "Zoom in"} <= {action.text() for action in head.more_button.menu().actions()}


def test_with_remarks_and_messages_the_picture_keeps_its_axis_and_the_window_its_size(small_chart):
    desk, chart = small_chart
    desk.until(lambda: chart.material.prices)
    # whatever else the worker tells of the one that was sent would take the place of the one shown here, and what it
    # has told while the last was drawn waits to be
    desk.application.worker.submission_opened.disconnect()
    QCoreApplication.sendPostedEvents()
    purchase = chart.material.purchase
    share = np.full(len(purchase), 11.0)
    models = tuple(
        Model(name, {market: MarketSeries(purchase.labels, share * int(name), 0 * share) for market in ("MD", "MID1")})
        for name in "123"
    )
    submission = submission_of(State.COMPLETED, "per cents")
    chart.show_submission(submission, purchase, StrategyOutput(models, b"[]"), {})
    chart.tools.kinds.buttons[Kind.COMPARE].click()
    bar = desk.window.findChild(MessageBar)
    desk.until(lambda: chart.remarks.switch.isVisible())
    bar.tell(
        "The MW per market are not saved: its shares look like per cents. Choose above the chart and save again. " * 2
    )
    desk.until(lambda: chart.room.tight and chart.height() < 300)
    assert (desk.window.width(), desk.window.height()) == (900, 600), "nothing holds it larger"
    parts_in_order(chart)
    body, axis = chart.body, chart.plot.getAxis("bottom")
    foot = chart.plot.mapTo(body, QPoint(0, round(axis.sceneBoundingRect().bottom()))).y()
    assert axis.isVisible()
    assert foot <= body.height(), "the axis of time is in sight"
    desk.until(lambda: chart.plot.view.height() >= 48)
    assert chart.totals.height() < 2 * chart.totals.fontMetrics().lineSpacing()
    for button in (chart.remarks.switch, chart.remarks.fractions, chart.remarks.all_button):
        where = button.mapTo(chart, QPoint(button.width(), button.height()))
        assert chart.rect().contains(where)
        assert where.y() <= body.y()
    chart.tools.against_box.setCurrentIndex(1 if chart.model_box.currentIndex() else 2)
    assert not chart.strip.isVisible()
    assert chart.scene.strip is not None
    assert "No room for the difference" in chart.totals.text()
    desk.until(lambda: axis.isVisible() and chart.plot.height() <= body.height())
    chart.remarks.switch.click()
    assert chart.material.decided == {"1": True, "2": True, "3": True}, "one answer for all that are compared"
    desk.window.resize(1400, 1000)
    desk.until(lambda: chart.strip.isVisible() and "No room" not in chart.totals.text())
    assert chart.remarks.switch.text() == "Read as per cents"
