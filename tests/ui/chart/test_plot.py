"""Moving about by mouse and keys, the cross-hair, and that the colours are really on the screen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Model, StrategyOutput
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.prints import image_of
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.series import seconds
from ravenwits_desktop.ui.chart.taking import ChartTaking
from tests.ui.chart.builders import MADRID, NAMES, output_of, purchase_of, series_of, submission_of


@pytest.fixture
def shown(panel):
    purchase = purchase_of()
    panel.show_submission(submission_of(), purchase, output_of(purchase), NAMES)
    panel.model_box.setCurrentIndex(1)
    return panel


def span(panel):
    low, high = panel.plot.view.viewRange()[0]
    return high - low


def point(panel, index, mw=1.0):
    """The place of a period, in pixels of the plot."""
    plot = panel.plot
    moment = float(plot.picture.starts[index].astype("datetime64[s]").astype(int)) + 60
    return plot.mapFromScene(plot.view.mapViewToScene(QPointF(moment, mw)))


def pixels(panel):
    image = panel.plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1) & 0xFFFFFF


def count_of(found, colour):
    return int((found == (QColor(colour).rgb() & 0xFFFFFF)).sum())


def wheel(panel, at, steps):
    plot = panel.plot
    event = QWheelEvent(
        QPointF(at),
        QPointF(plot.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)


@pytest.fixture
def every_move():
    """pyqtgraph drops moves that come faster than a hand's."""
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)


def drag(qtbot, panel, begin, end, modifier=Qt.KeyboardModifier.NoModifier):
    target, left = panel.plot.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseMove(target, begin)
    qtbot.mousePress(target, left, modifier, begin)
    for share in (0.3, 0.6, 1.0):
        step = begin + (end - begin) * share
        event_point = QPoint(int(step.x()), int(step.y()))
        _move(target, event_point, left, modifier)
    qtbot.mouseRelease(target, left, modifier, end)


def _move(target, at, button, modifier):
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(target.mapToGlobal(at)), button, button, modifier)
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_every_market_has_its_colour_on_the_screen(shown, qapp, qtbot, scheme):
    theme.apply_scheme(qapp, scheme)
    qtbot.waitUntil(lambda: shown.plot.backgroundBrush().color() == QColor(theme.current_theme().base))
    found = pixels(shown)
    for market, colour in theme.MARKET_COLOURS.items():
        assert count_of(found, colour) > 500, market
    colours = theme.current_theme()
    assert count_of(found, colours.text) > 500
    assert count_of(found, colours.base) > 5000
    assert count_of(found, colours.open_position) > 300


def test_a_hidden_market_leaves_the_screen(shown, qtbot):
    qtbot.mouseClick(shown.legend.button("MID2"), Qt.MouseButton.LeftButton)
    found = pixels(shown)
    assert count_of(found, theme.MARKET_COLOURS["MID2"]) == 0
    assert count_of(found, theme.MARKET_COLOURS["MID1"]) > 500


def test_the_areas_on_the_screen_are_in_proportion_to_the_energy(shown, qtbot):
    shown.legend.button("open").click()
    for band in shown.plot.drawing.bands.values():
        band.name = ""
    shown.legend.button("purchase").click()
    found = pixels(shown)
    areas = {market: count_of(found, colour) for market, colour in theme.MARKET_COLOURS.items()}
    series = shown.visible_series()
    for market in ("MID1", "MID2", "MID3"):
        assert areas[market] / areas["MD"] == pytest.approx(series[market].sum() / series["MD"].sum(), rel=0.08)


def test_sales_are_below_zero(shown):
    shown.model_box.setCurrentIndex(2)
    found = pixels(shown)
    zero = shown.plot.mapFromScene(shown.plot.view.mapViewToScene(QPointF(shown.plot.view.viewRange()[0][0], 0))).y()
    mid1 = QColor(theme.MARKET_COLOURS["MID1"]).rgb() & 0xFFFFFF
    rows = np.flatnonzero((found == mid1).any(axis=1))
    assert len(rows)
    assert rows.min() >= zero - 1


def test_the_wheel_zooms_time_about_the_mouse_and_fits_power(shown):
    before = span(shown)
    at = point(shown, 20)
    wheel(shown, at, 3)
    assert span(shown) < before * 0.8
    assert abs(point(shown, 20).x() - at.x()) <= 2
    low, high = shown.plot.view.viewRange()[1]
    assert low <= 0 < high


def test_the_wheel_over_the_power_axis_changes_power_alone(shown):
    time, power = shown.plot.view.viewRange()
    wheel(shown, QPoint(20, 200), 2)
    after_time, after_power = shown.plot.view.viewRange()
    assert after_time == time
    assert after_power[1] - after_power[0] < power[1] - power[0]


def test_a_drag_pans_and_home_brings_all_back(shown, qtbot, every_move):
    shown.plot.zoom(0.25)
    low, high = shown.plot.view.viewRange()[0]
    drag(qtbot, shown, QPoint(500, 300), QPoint(400, 250))
    after = shown.plot.view.viewRange()[0]
    assert after[0] > low
    assert after[1] - after[0] == pytest.approx(high - low)
    qtbot.keyClick(shown.plot, Qt.Key.Key_Home)
    assert span(shown) > 24 * 3600


def test_shift_and_drag_zooms_to_a_box(shown, qtbot, every_move):
    begin, end = point(shown, 20, 10.0), point(shown, 60, 2.0)
    drag(qtbot, shown, begin, end, Qt.KeyboardModifier.ShiftModifier)
    (low, high), (least, most) = shown.plot.view.viewRange()
    assert (high - low) / 3600 == pytest.approx(10, abs=0.2)
    assert (least, most) == pytest.approx((2, 10), abs=0.2)
    qtbot.keyClick(shown.plot, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert span(shown) > 24 * 3600
    assert shown.plot.view.viewRange()[1][0] <= 0


def test_keys_zoom_and_pan(shown, qtbot):
    before = span(shown)
    qtbot.keyClick(shown.plot, Qt.Key.Key_Plus)
    assert span(shown) == pytest.approx(before / 1.5)
    low = shown.plot.view.viewRange()[0][0]
    qtbot.keyClick(shown.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert shown.plot.view.viewRange()[0][0] > low
    qtbot.keyClick(shown.plot, Qt.Key.Key_Minus)
    assert span(shown) == pytest.approx(before, rel=0.05)


def test_the_view_cannot_be_lost(shown, qtbot):
    for _ in range(30):
        qtbot.keyClick(shown.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    low, _ = shown.plot.view.viewRange()[0]
    assert low < float(shown.plot.picture.starts[-1].astype("datetime64[s]").astype(int))
    for _ in range(40):
        qtbot.keyClick(shown.plot, Qt.Key.Key_Plus)
    assert span(shown) >= 3500


def test_the_mouse_reads_out_the_period_under_it(shown, qtbot):
    purchase = purchase_of()
    with qtbot.waitSignal(shown.plot.cursor_changed):
        qtbot.mouseMove(shown.plot.viewport(), point(shown, 73))
    qtbot.waitUntil(lambda: "quarter 74" in shown.readout_text())
    text = shown.readout_text()
    assert text.startswith("Wed 25 Nov 18:15 – 18:30 · quarter 74 · ")
    assert f"Purchase {purchase.mw[73]:.3f}" in text
    assert f"MD {purchase.mw[73] / 2:.3f}" in text
    assert f"MID3 {purchase.mw[73] / 10:.3f}" in text
    assert "Open " in text
    assert shown.plot.crosshair.label.isVisible()
    assert shown.plot.accessibleDescription() == text


def test_keys_move_the_cross_hair_and_escape_hides_it(shown, qtbot):
    shown.set_cursor(np.datetime64("2026-11-25T17:20"))
    assert "18:15 – 18:30" in shown.readout_text()
    qtbot.keyClick(shown.plot, Qt.Key.Key_Right)
    assert "18:30 – 18:45" in shown.readout_text()
    qtbot.keyClick(shown.plot, Qt.Key.Key_Left)
    qtbot.keyClick(shown.plot, Qt.Key.Key_Left)
    assert "18:00 – 18:15" in shown.readout_text()
    qtbot.keyClick(shown.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert "23:45 – 00:00 · quarter 96" in shown.readout_text()
    qtbot.keyClick(shown.plot, Qt.Key.Key_Escape)
    assert shown.readout_text() == ""
    assert not shown.plot.crosshair.label.isVisible()


def test_the_cross_hair_draws_the_view_along(shown, qtbot):
    shown.plot.zoom(0.1)
    shown.set_cursor(purchase_of().starts[0])
    for _ in range(3):
        qtbot.keyClick(shown.plot, Qt.Key.Key_Right)
    low, high = shown.plot.view.viewRange()[0]
    assert low <= float(purchase_of().starts[3].astype("datetime64[s]").astype(int)) <= high


def test_the_read_out_stays_inside_the_plot(shown):
    for index in (0, 40, 95):
        shown.set_cursor(purchase_of().starts[index])
        assert shown.plot.rect().contains(shown.plot.crosshair.label.geometry())


def test_the_october_hour_is_read_out_as_a_and_b(panel):
    panel.show_purchase("Sun 25 Oct", purchase_of("2026-10-25"))
    panel.set_cursor(np.datetime64("2026-10-25T00:15"))
    assert panel.readout_text().startswith("Sun 25 Oct 2A:15 – 2A:30 · quarter 10 ·")
    panel.set_cursor(np.datetime64("2026-10-25T01:15"))
    assert panel.readout_text().startswith("Sun 25 Oct 2B:15 – 2B:30 · quarter 14 ·")
    panel.set_cursor(np.datetime64("2026-10-25T22:45"))
    assert "quarter 100" in panel.readout_text()


def test_no_cross_hair_in_a_gap(panel):
    whole = purchase_of(days=3)
    kept = (np.arange(len(whole)) < 96) | (np.arange(len(whole)) >= 192)
    panel.show_purchase("Draft", Purchase(whole.starts[kept], whole.mw[kept], 15))
    panel.set_cursor(whole.starts[100])
    assert panel.readout_text() == ""


def test_a_year_is_drawn_by_means_and_every_peak_in_its_shade(panel):
    year = purchase_of("2026-01-01", 365)
    mw = year.mw.copy()
    mw[20_000] = 60.0
    panel.show_purchase("2026", Purchase(year.starts, mw, 15))
    assert panel.plot.level > 0
    assert panel.averaged.isVisible()
    assert panel.plot.view.viewRange()[1][1] > 60
    assert panel.plot.drawing.range_band.boundingRect().bottom() == 60
    panel.plot.zoom(0.01)
    assert panel.plot.level == 0
    assert not panel.averaged.isVisible()
    assert len(panel.visible_series()["purchase"]) == 35_040


def test_names_stand_in_the_bands_for_grey_print(shown):
    shown.plot.grab()
    placed = {name for name, band in shown.plot.drawing.bands.items() if band.place is not None}
    assert {"MD", "MID2"} <= placed


def test_the_wheel_leaves_power_as_a_box_has_set_it(shown, qtbot, every_move):
    drag(qtbot, shown, point(shown, 20, 10.0), point(shown, 60, 2.0), Qt.KeyboardModifier.ShiftModifier)
    power = shown.plot.view.viewRange()[1]
    wheel(shown, QPoint(400, 200), 1)
    assert shown.plot.view.viewRange()[1] == power


def test_the_cross_hair_of_the_mouse_goes_with_it_and_that_of_the_keys_stays(shown, qtbot):
    qtbot.mouseMove(shown.plot.viewport(), point(shown, 73))
    qtbot.waitUntil(lambda: shown.readout_text() != "")
    QApplication.sendEvent(shown.plot, QEvent(QEvent.Type.Leave))
    assert shown.readout_text() == ""
    shown.set_cursor(purchase_of().starts[3])
    QApplication.sendEvent(shown.plot, QEvent(QEvent.Type.Leave))
    assert shown.readout_text() != ""


def test_an_edit_costs_a_drawing_and_not_a_rebuild(panel):
    year = purchase_of("2026-01-01", 365)
    panel.show_purchase("2026", year)
    panel.plot.zoom(1 / 365)
    seen, periods, line = panel.plot.view.viewRange(), panel.plot.drawing.periods, panel.legend.button("purchase")
    mw = year.mw.copy()
    mw[17_520] += 0.5
    panel.show_purchase("2026", Purchase(year.starts, mw, 15))
    assert panel.plot.drawing.periods is periods
    assert panel.legend.button("purchase") is line
    assert panel.plot.view.viewRange()[0] == seen[0]
    assert mw[17_520] in panel.plot.drawing.purchase_line.getData()[1]


@pytest.mark.parametrize(("day", "hours"), [("2026-10-25", 25), ("2026-03-29", 23), ("2026-11-25", 24)])
def test_a_day_is_shown_whole_by_key_and_menu(panel, qtbot, day, hours):
    first = str(np.datetime64(day) - 3)
    panel.show_purchase("A week", purchase_of(first, days=7))
    starts = panel.plot.picture.starts
    midnight = timegrid.day_starts(np.datetime64(day), 15, MADRID)[0]
    panel.set_cursor(midnight + timegrid.minutes(60 * 5))
    qtbot.keyClick(panel.plot, Qt.Key.Key_D)
    low, high = panel.plot.view.viewRange()[0]
    assert (high - low) / 3600 == pytest.approx(hours, rel=0.03)
    assert (low + high) / 2 - seconds(np.array([midnight]))[0] == pytest.approx(hours * 1800)
    qtbot.keyClick(panel.plot, Qt.Key.Key_Home)
    at = point(panel, int(np.searchsorted(starts, midnight)) + 4)
    qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert panel.plot.day_menu.isVisible()
    panel.plot.day_menu.this_day.trigger()
    assert panel.plot.view.viewRange()[0] == pytest.approx([low, high])
    panel.plot.day_menu.close()


def test_today_is_shown_where_the_purchase_has_a_part_of_it(panel, qtbot):
    panel.show_purchase("Past", purchase_of("2020-11-20", days=3))
    seen = panel.plot.view.viewRange()[0]
    qtbot.keyClick(panel.plot, Qt.Key.Key_T)
    assert panel.plot.view.viewRange()[0] == seen
    today = timegrid.market_days(np.array([np.datetime64("now", "m")]), MADRID)[0]
    panel.show_purchase("Now", purchase_of(str(today - 2), days=5))
    qtbot.keyClick(panel.plot, Qt.Key.Key_T)
    low, high = panel.plot.view.viewRange()[0]
    assert low <= np.datetime64("now", "s").astype(int) <= high
    assert 22 < (high - low) / 3600 < 26


def test_a_drag_with_the_right_button_draws_a_box_and_opens_no_menu(panel, qtbot, every_move):
    panel.show_purchase("Draft", purchase_of(days=3))
    before = span(panel)
    target, right = panel.plot.viewport(), Qt.MouseButton.RightButton
    begin, end = point(panel, 40, 12.0), point(panel, 120, 4.0)
    qtbot.mouseMove(target, begin)
    qtbot.mousePress(target, right, pos=begin)
    for share in (0.5, 1.0):
        step = begin + (end - begin) * share
        _move(target, QPoint(int(step.x()), int(step.y())), right, Qt.KeyboardModifier.NoModifier)
    qtbot.mouseRelease(target, right, pos=end)
    assert span(panel) < before / 2
    assert not panel.plot.day_menu.isVisible()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_purchase_is_seen_where_a_model_that_buys_all_of_it_lies_upon_it(panel, qapp, qtbot, scheme):
    purchase = purchase_of()
    every = StrategyOutput((Model("1", {"MD": series_of(purchase, 1.0)}),))
    panel.show_submission(submission_of(), purchase, every, NAMES)
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    theme.apply_scheme(qapp, scheme)
    panel.refresh_theme()
    qtbot.wait(0)
    colours, drawing = theme.current_theme(), panel.plot.drawing
    found = pixels(panel)
    length = panel.plot.view.width() * 0.8
    assert count_of(found, colours.lines[0]) >= length
    assert count_of(found, colours.text) >= length, "on both sides of the model's line"
    drawing.moving = True
    panel.plot.set_hidden(panel.plot.hidden)
    assert drawing.purchase_line.opts["pen"].width() == 1, "a wide pen is slow to move"
    found = pixels(panel)
    assert count_of(found, colours.lines[0]) >= length / 4
    assert count_of(found, colours.text) >= length / 4, "in the gaps of the model's line"


def test_on_paper_too_the_purchase_is_wider_than_a_model_that_lies_upon_it(panel):
    purchase = purchase_of()
    every = StrategyOutput((Model("1", {"MD": series_of(purchase, 1.0)}),))
    panel.show_submission(submission_of(), purchase, every, NAMES)
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    figure = ChartTaking(None, panel, panel).figure()
    image = image_of(replace(figure, title="", about=(), totals=""), 2).convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1) & 0xFFFFFF
    found = found[200:, 300:]
    assert count_of(found, theme.LIGHT.lines[0]) >= 2000
    assert count_of(found, theme.LIGHT.text) >= 2000
    panel.head.take_button.setMenu(None)
