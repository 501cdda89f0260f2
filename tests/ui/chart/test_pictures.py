"""The pictures in the panel: how they are chosen, read, moved about in, and what their table says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtWidgets import QLabel

from ravenwits_desktop.api.outputs import decode_output
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MARKETS, Model, StrategyOutput, allocate
from ravenwits_desktop.domain.sums import sums
from ravenwits_desktop.ui.chart.limits_dialog import LimitsDialog
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.side import DAYS, PERIODS, TOTALS
from ravenwits_desktop.ui.chart.units import Step, Unit
from tests.ui.chart.builders import NAMES, output_of, purchase_of, series_of, submission_of

HOUR = 3600.0


def show(panel, purchase, output=None, **more):
    panel.show_submission(submission_of(), purchase, output or output_of(purchase), NAMES, **more)


def press(panel, what):
    group = panel.tools.kinds if isinstance(what, Kind) else panel.tools.units
    group.buttons[what].click()


def prices_for(purchase):
    made = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return {market: MarketPrices(purchase.labels, np.full(len(purchase), 50.0), made) for market in MARKETS}


def say_against(panel, idmodel):
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData(idmodel))


def test_a_draft_has_one_picture_and_the_units_that_need_no_strategy(panel):
    panel.show_purchase("Draft", purchase_of())
    assert not panel.tools.kinds.isVisible()
    shown = [unit for unit, button in panel.tools.units.buttons.items() if button.isVisible()]
    assert shown == [Unit.MW, Unit.MWH]
    press(panel, Unit.MWH)
    np.testing.assert_allclose(panel.visible_series()["purchase"], purchase_of().mw / 4)
    assert panel.plot.power_axis.labelText == "MWh per quarter"
    assert not panel.plot.step_drag.editable, "what is dragged is MW"
    press(panel, Unit.MW)
    assert panel.plot.step_drag.editable


def test_units_without_prices_leave_out_eur_and_with_them_say_that_they_are_predicted(panel):
    purchase = purchase_of()
    show(panel, purchase)
    assert not panel.tools.units.buttons[Unit.EUR].isVisible()
    show(panel, purchase, prices=prices_for(purchase))
    press(panel, Unit.EUR)
    assert list(panel.visible_series()) == ["all_in_md", "MD"]
    np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw / 4 * 50)
    assert "predicted Tue 24 Nov 10:00" in panel.remark.text()
    assert "EUR/MWh" in panel.totals.text()
    panel.set_cursor(purchase.starts[3])
    assert "EUR · Europe/Madrid" in panel.readout_text()
    show(panel, purchase)
    assert "MD" in panel.visible_series()
    assert panel.plot.picture.unit is Unit.MW, "without prices there is no EUR to show"


def test_compared_models_are_lines_that_the_legend_hides_and_the_strip_follows(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase)
    press(panel, Kind.COMPARE)
    assert list(panel.visible_series()) == ["purchase", "model:1", "model:2", "model:3"]
    assert panel.legend.button("model:1").text() == "Model 1 — all in MD"
    assert not panel.strip.isVisible()
    say_against(panel, "2")
    assert panel.strip.isVisible()
    panel.plot.zoom(0.25)
    assert panel.strip.sight() == pytest.approx(panel.plot.sight())
    panel.strip.pan(0.2)
    assert panel.plot.sight() == pytest.approx(panel.strip.sight())
    panel.set_cursor(purchase.starts[50])
    assert panel.strip.cursor_index == 50
    difference = purchase.mw[50] * (1 - 0.9)
    assert f"Difference {difference:.3f} MW" in panel.strip.readout_text()
    panel.strip.step_cursor(1)
    assert panel.plot.cursor_index == 51
    panel.strip.hide_cursor()
    assert panel.plot.cursor_index is None
    qtbot.mouseClick(panel.legend.button("model:2"), Qt.MouseButton.LeftButton)
    assert "model:2" not in panel.visible_series()


def test_the_two_panes_stand_hour_above_hour(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase)
    press(panel, Kind.COMPARE)
    say_against(panel, "2")
    edges = [plot.view.mapViewToScene(plot.view.viewRect().topLeft()).x() for plot in (panel.plot, panel.strip)]
    qtbot.waitUntil(lambda: panel.plot.view.width() == panel.strip.view.width())
    assert edges[0] == pytest.approx(edges[1], abs=1)


def test_a_market_alone_is_compared(panel):
    purchase = purchase_of()
    show(panel, purchase)
    press(panel, Kind.COMPARE)
    panel.tools.market_box.setCurrentText("MID1")
    np.testing.assert_allclose(panel.visible_series()["model:2"], purchase.mw * 0.1)
    np.testing.assert_allclose(panel.visible_series()["model:3"], purchase.mw * -0.2)


def test_before_and_after_shows_the_change_and_says_it(panel):
    purchase = purchase_of()
    previous = Purchase(purchase.starts, purchase.mw + np.where(np.arange(96) == 40, 2.0, 0.0), 15)
    show(panel, purchase, previous=previous)
    assert "previous" not in panel.visible_series(), "not behind stacked markets"
    press(panel, Kind.CHANGES)
    assert list(panel.visible_series()) == ["purchase", "previous"]
    assert panel.strip.visible_series()["change"][40] == -2
    assert panel.totals.text().startswith("1 quarter changed")
    show(panel, purchase)
    assert "Nothing was submitted before" in panel.remark.text()


def test_a_cell_of_the_heat_map_is_read_and_leads_to_its_hour(panel, qtbot):
    purchase = purchase_of(days=3)
    show(panel, purchase)
    panel.choose_model("2")
    press(panel, Kind.HEAT)
    view = panel.body.heat
    assert view.isVisible()
    assert not panel.legend.isVisible()
    assert "Share of the purchase bought in MD: Model 2" in view.reading_text()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.reading_text() == "Thu 26 Nov · 00:15 · 50.0 %"
    assert view.accessibleDescription() == view.reading_text()
    view.repaint()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert panel.plot.isVisible()
    assert panel.readout_text().startswith("Thu 26 Nov 00:15 – 00:30 · quarter 2")
    low, high = panel.plot.sight()
    assert (high - low) / HOUR == pytest.approx(24, rel=0.05)


def test_a_cell_is_found_by_the_mouse(panel, qtbot):
    show(panel, purchase_of(days=2, resolution=60))
    press(panel, Kind.HEAT)
    canvas = panel.body.heat.canvas
    canvas.repaint()
    place = canvas._grid.cell(1, 7).center().toPoint()
    qtbot.mouseMove(canvas, place)
    assert panel.body.heat.cell == (1, 7)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert panel.readout_text().startswith("Thu 26 Nov 07:00")


def test_models_down_have_a_row_each(panel):
    show(panel, purchase_of(days=2))
    press(panel, Kind.HEAT)
    panel.tools.models_down.setChecked(True)
    assert panel.body.heat.heat.shape == (3, 96)
    assert not panel.tools.against_box.isVisible()
    assert not panel.grab().isNull()


def test_days_are_drawn_in_their_true_length(panel):
    purchase = purchase_of("2026-10-24", 3)
    show(panel, purchase)
    panel.head.day_button.click()
    widths = panel.plot.drawing.periods.right - panel.plot.drawing.periods.left
    assert (widths / HOUR).tolist() == [24, 25, 24]
    panel.set_cursor(purchase.starts[150])
    assert panel.readout_text().startswith("Sun 25 Oct · 25 hours · Purchase")


def test_the_table_has_totals_of_every_model_and_a_row_chooses_it(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, prices=prices_for(purchase))
    panel.head.table_button.click()
    assert panel.side.isVisible()
    assert panel.side.kind == TOTALS
    sheet = panel.side.model.sheet
    rows = {
        (key, market): place
        for place, (key, market) in enumerate(zip(sheet.keys, sheet.columns[1].values, strict=True))
    }
    by_title = {column.title: column for column in sheet.columns}
    for idmodel in ("1", "2", "3"):
        model = panel.material.output.model(idmodel)
        found = sums(purchase, allocate(purchase, model))
        for market in found.bought:
            row = rows[idmodel, market]
            assert by_title["Bought MWh"].values[row] == pytest.approx(found.bought[market])
            assert by_title["Sold MWh"].values[row] == pytest.approx(found.sold[market])
            assert by_title["Net MWh"].values[row] == pytest.approx(found.net(market))
            assert by_title["Share %"].values[row] == pytest.approx(100 * found.net(market) / found.purchase)
            assert by_title["EUR"].values[row] == pytest.approx(50 * found.net(market))
        assert by_title["Net MWh"].values[rows[idmodel, "Open"]] == pytest.approx(found.open_position)
    view = panel.side.view
    place = panel.side.model.index(rows["3", "MD"], 0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(place).center())
    assert panel.model_box.currentData() == "3"


def test_rows_of_days_and_periods_lead_there(panel, qtbot):
    purchase = purchase_of(days=3)
    show(panel, purchase)
    panel.head.table_button.click()
    panel.side.box.setCurrentIndex(panel.side.box.findData(DAYS))
    sheet = panel.side.model.sheet
    assert sheet.columns[0].values == ("Wed 25 Nov", "Thu 26 Nov", "Fri 27 Nov")
    assert sheet.columns[1].values.tolist() == pytest.approx([purchase.energy_mwh / 3] * 3)
    panel.side.view.clicked.emit(panel.side.model.index(1, 0))
    low, high = panel.plot.sight()
    assert (high - low) / HOUR == pytest.approx(24, rel=0.05)
    panel.side.box.setCurrentIndex(panel.side.box.findData(PERIODS))
    assert 96 <= len(panel.side.model.sheet) <= 98, "those in sight"
    panel.side.view.clicked.emit(panel.side.model.index(5, 0))
    assert panel.plot.cursor_start() == panel.side.model.sheet.starts[5]
    panel.plot.set_cursor(panel.side.model.sheet.starts[9])
    assert panel.side.view.currentIndex().row() == 9
    panel.plot.show_all()
    qtbot.waitUntil(lambda: len(panel.side.model.sheet) == 288)
    titles = [column.title for column in panel.side.model.sheet.columns]
    assert titles == ["Market day", "Period", "From", "To", "Purchase MW", "MD MW", "Open MW"]
    panel.legend.button("MD").click()
    qtbot.waitUntil(lambda: "MD MW" not in [column.title for column in panel.side.model.sheet.columns])


def test_the_repeated_hour_is_named_in_the_table(panel):
    show(panel, purchase_of("2026-10-25", resolution=60))
    panel.head.table_button.click()
    panel.side.box.setCurrentIndex(panel.side.box.findData(PERIODS))
    columns = {column.title: column.values for column in panel.side.model.sheet.columns}
    assert columns["From"][1:5] == ("01:00", "2A:00", "2B:00", "03:00")
    assert columns["Period"].tolist() == list(range(1, 26))


def test_back_goes_through_the_views_before(panel, qtbot):
    show(panel, purchase_of(days=3))
    plot = panel.plot
    whole = plot.sight()
    plot.set_cursor(plot.picture.starts[100])
    qtbot.keyClick(plot, Qt.Key.Key_D)
    day = plot.sight()
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.sight() != day
    qtbot.keyClick(plot, Qt.Key.Key_Backspace)
    assert plot.sight() == pytest.approx(day)
    qtbot.keyClick(plot, Qt.Key.Key_Backspace)
    assert plot.sight() == pytest.approx(whole)
    qtbot.keyClick(plot, Qt.Key.Key_Backspace)
    assert plot.sight() == pytest.approx(whole)
    plot.zoom(0.5)
    panel.show_submission(submission_of(identity="two"), purchase_of(days=2), None, {})
    fresh = plot.sight()
    assert not plot.back(), "another purchase has no views before"
    assert plot.sight() == fresh


def test_limits_are_typed_as_dates_of_the_market(panel, qtbot):
    purchase = purchase_of("2026-10-24", 3)
    show(panel, purchase)
    utc = QTimeZone(QTimeZone.Initialization.UTC)
    qtbot.keyClick(panel.plot, Qt.Key.Key_G)
    dialog = panel.findChild(LimitsDialog)
    assert dialog.first.dateTime().toString("yyyy-MM-dd") in ("2026-10-23", "2026-10-24")
    dialog.first.setDateTime(QDateTime(QDate(2026, 10, 25), QTime(0, 0), utc))
    dialog.last.setDateTime(QDateTime(QDate(2026, 10, 24), QTime(0, 0), utc))
    dialog.accept()
    assert "after the beginning" in dialog.problem.text()
    dialog.last.setDateTime(QDateTime(QDate(2026, 10, 26), QTime(0, 0), utc))
    dialog.accept()
    low, high = panel.plot.sight()
    assert (high - low) / HOUR == pytest.approx(25, rel=0.05), "a day of 25 hours"


def test_limits_are_typed_digit_by_digit_and_say_their_weekday(panel, qtbot):
    show(panel, purchase_of("2026-10-24", 3))
    qtbot.keyClick(panel.plot, Qt.Key.Key_G)
    dialog = panel.findChild(LimitsDialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    field, weekday = dialog.first, dialog.findChild(QLabel, "limitFromWeekday")
    shown = field.displayFormat()
    qtbot.keyClicks(field, QDateTime(QDate(2026, 10, 25), QTime(6, 0)).toString(shown))
    assert field.dateTime().toString("yyyy-MM-dd HH:mm") == "2026-10-25 06:00"
    assert weekday.text() == "Sun"
    assert "yyyy" in shown
    dialog.reject()


def test_an_hour_that_march_skips_is_no_limit(panel, qtbot):
    show(panel, purchase_of("2026-03-28", 3))
    qtbot.keyClick(panel.plot, Qt.Key.Key_G)
    dialog = panel.findChild(LimitsDialog)
    utc = QTimeZone(QTimeZone.Initialization.UTC)
    dialog.first.setDateTime(QDateTime(QDate(2026, 3, 29), QTime(2, 30), utc))
    dialog.accept()
    assert "does not exist" in dialog.problem.text()
    dialog.reject()


def test_the_picture_and_its_unit_stay_when_data_arrive(panel):
    purchase = purchase_of()
    show(panel, purchase)
    press(panel, Kind.COMPARE)
    say_against(panel, "2")
    press(panel, Unit.MWH)
    panel.plot.zoom(0.25)
    panel.set_cursor(purchase.starts[50])
    seen, said = panel.plot.sight(), panel.readout_text()
    show(panel, purchase, output_of(purchase))
    assert panel.plot.sight() == seen
    assert panel.strip.sight() == pytest.approx(seen)
    assert panel.readout_text() == said
    assert panel.scene.strip is not None
    panel.show_purchase("Draft", purchase)
    assert panel.scene.strip is None
    show(panel, purchase)
    assert list(panel.visible_series())[1:] == ["model:1", "model:2", "model:3"]


def test_per_cents_are_read_as_such_when_a_person_says_so(panel, qtbot):
    purchase = purchase_of()
    output = StrategyOutput(
        (Model("1", {"MD": series_of(purchase, 80.0)}), Model("2", {"MD": series_of(purchase, 0.8)}))
    )
    show(panel, purchase, output)
    assert panel.remarks.switch.isVisible()
    np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw * 80)
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw * 0.8)
    show(panel, purchase, output)
    np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw * 0.8)
    panel.choose_model("2")
    assert not panel.remarks.switch.isVisible()
    panel.choose_model("1")
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw * 80)


def test_what_shares_are_is_asked_once_for_each_model_and_where_models_are_drawn(panel, qtbot):
    purchase = purchase_of()
    rows = [
        {"datetime": str(label).replace("T", " "), "purchase_percentage": 50.0, "sale_percentage": 0.0}
        for label in purchase.labels
    ]
    raw = json.dumps([{"idmodel": name, "value": {"MD": rows, "MID1": rows}} for name in (1, 2, 3)]).encode()
    show(panel, purchase, decode_output(raw), previous=purchase_of(scale=1.1))
    said = panel.remark.text()
    assert said.count("per cents?") == 1
    assert "go up to 50. Are they per cents?" in said
    assert "too: Model 2 — wait for MID2, Model 3." in said
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    assert "per cents?" not in panel.remark.text()
    assert "look like per cents: Model 2" in panel.remark.text()
    press(panel, Kind.CHANGES)
    assert not panel.remarks.switch.isVisible(), "no model is drawn"
    assert "per cents" not in panel.remark.text()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_picture_of_an_output_of_other_days_is_drawn_and_says_so(panel, kind):
    purchase, other = purchase_of(), purchase_of("2026-11-29")
    show(panel, purchase, StrategyOutput((Model("1", {"MD": series_of(other, 1.0)}), Model("2", {}))))
    press(panel, kind)
    assert not panel.grab().isNull()
    if kind is not Kind.CHANGES:
        assert "MD 96" in panel.remark.text()


def test_a_draft_is_held_against_the_submission_before_it(panel):
    purchase = purchase_of()
    panel.show_purchase("Draft", purchase, purchase_of(scale=1.1))
    offered = [kind for kind, button in panel.tools.kinds.buttons.items() if button.isEnabled()]
    assert offered == [Kind.MARKETS, Kind.CHANGES]
    press(panel, Kind.CHANGES)
    np.testing.assert_allclose(panel.strip.visible_series()["change"], purchase.mw - purchase_of(scale=1.1).mw)
    edited = Purchase(purchase.starts, purchase.mw + 1, 15)
    panel.show_purchase("Draft", edited, purchase_of(scale=1.1))
    np.testing.assert_allclose(panel.strip.visible_series()["change"], edited.mw - purchase_of(scale=1.1).mw)
    assert panel.plot.step_drag.editable


@pytest.mark.parametrize("step", list(Step))
def test_without_prices_for_a_model_nobody_says_that_it_costs_the_same(panel, step):
    purchase = purchase_of()
    prices = {"MD": prices_for(purchase)["MD"]}
    panel.show_submission(submission_of(), purchase, output_of(purchase), NAMES, prices=prices)
    panel.choose_model("2")
    press(panel, Kind.COMPARE)
    press(panel, Unit.EUR)
    panel.tools.resolutions.buttons[step].click()
    say_against(panel, "1")
    assert "No difference" not in panel.remark.text()
    assert "for want of predicted prices: Model 2" in panel.remark.text()
    assert panel.scene.strip is None
    panel.tools.resolutions.buttons[Step.SUBMITTED].click()


def test_models_that_cost_the_same_as_far_as_there_are_prices_are_said_to_do_so_only_there(panel):
    purchase = purchase_of()
    models = [Model(name, {"MD": series_of(purchase, 1.0)}) for name in ("1", "2")]
    whole = prices_for(purchase)["MD"]
    for rows, told in ((96, "Model 2."), (48, "Model 2 where both have prices.")):
        prices = {"MD": MarketPrices(whole.labels[:rows], whole.eur_mwh[:rows], whole.made)}
        panel.show_submission(submission_of(), purchase, StrategyOutput(tuple(models), b"[1]"), {}, prices=prices)
        press(panel, Kind.COMPARE)
        press(panel, Unit.EUR)
        say_against(panel, "2")
        assert f"No difference between Model 1 and {told}" in panel.remark.text()
