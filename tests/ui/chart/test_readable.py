"""What is drawn can be read: no dust, no name cut off, controls that say what is drawn, nothing left out unsaid."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from ravenwits_desktop.api.outputs import decode_output
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.strategy import Model, StrategyOutput
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.heat import heat_of
from ravenwits_desktop.ui.chart.heat_paint import head_places, paint_heat
from ravenwits_desktop.ui.chart.lines import giving_way
from ravenwits_desktop.ui.chart.scenes import MOST_COMPARED, Kind, Material, Wish, scene_of
from ravenwits_desktop.ui.chart.tables import totals_sheet
from ravenwits_desktop.ui.chart.taking import ChartTaking
from ravenwits_desktop.ui.chart.units import Unit
from tests.ui.chart.builders import NAMES, output_of, purchase_of, series_of, submission_of


def show(panel, purchase, output=None, names=NAMES):
    panel.show_submission(submission_of(), purchase, output or output_of(purchase), names)


def dusty(purchase):
    """Two models that buy the same, the one in parts whose sum is not quite the whole."""
    parts = {"MD": series_of(purchase, 0.1), "MID1": series_of(purchase, 0.2)}
    return StrategyOutput((Model("1", parts), Model("2", {"MD": series_of(purchase, 0.3)})), b"[1, 2]")


def against(panel, idmodel):
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData(idmodel))


def test_the_rounding_of_sums_is_no_difference(panel):
    purchase = purchase_of()
    material = Material(purchase, output=dusty(purchase))
    first, second = (material.allocation(name) for name in "12")
    assert (first.net("MD") + first.net("MID1") != second.net("MD")).any(), "there is dust"
    wish = Wish(Kind.HEAT, model="1", against="2")
    heat = heat_of(material, wish)
    assert heat.is_even
    assert not np.nan_to_num(heat.values).any()
    assert scene_of(material, Wish(Kind.COMPARE, model="1", against="2")).strip is None
    show(panel, purchase, dusty(purchase))
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    against(panel, "2")
    assert "No difference between Model 1" in panel.remark.text()
    assert not panel.strip.isVisible()
    panel.tools.kinds.buttons[Kind.HEAT].click()
    assert panel.body.heat.reading_text().startswith("No difference")


def test_long_names_hold_no_window_wide_and_differ_at_their_end(panel, qtbot):
    names = {name: "Compra conservadora con cobertura parcial en intradiarios " * 4 + name for name in "123"}
    show(panel, purchase_of(), names=names)
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    qtbot.waitUntil(lambda: panel.legend.button("model:2").isVisible())
    assert panel.minimumSizeHint().width() < 930
    buttons = [panel.legend.button(f"model:{name}") for name in "12"]
    assert buttons[0].text() != buttons[1].text()
    for name, button in zip("12", buttons, strict=True):
        assert button.width() < 260
        assert names[name] in button.toolTip()
    panel.tools.kinds.buttons[Kind.MARKETS].click()
    panel.head.table_button.setChecked(True)
    assert panel.side.view.textElideMode() is Qt.TextElideMode.ElideMiddle
    cell = panel.side.model.index(0, 0)
    assert names["1"] in panel.side.model.data(cell, Qt.ItemDataRole.ToolTipRole)


def test_the_heat_map_of_one_model_says_by_its_controls_what_it_draws(panel):
    show(panel, purchase_of())
    panel.head.day_button.setChecked(True)
    panel.tools.units.buttons[Unit.MWH].click()
    panel.tools.kinds.buttons[Kind.HEAT].click()
    tools = panel.tools
    assert tools.market_box.currentText() == "MD"
    assert tools.units.buttons[Unit.SHARE].isChecked()
    assert not tools.units.buttons[Unit.MW].isEnabled()
    assert not panel.head.day_button.isEnabled()
    assert panel.head.hour_button.isChecked()
    against(panel, "2")
    assert tools.market_box.currentText() == "All markets"
    assert tools.units.buttons[Unit.MWH].isChecked()
    assert panel.heat.unit is Unit.MWH
    tools.kinds.buttons[Kind.MARKETS].click()
    assert panel.head.day_button.isChecked(), "what was chosen comes back"
    assert panel.scene.main.resolution == 1440


def test_the_scale_of_shares_reaches_what_is_bought(panel):
    show(panel, purchase_of())
    panel.choose_model("3")
    panel.tools.kinds.buttons[Kind.HEAT].click()
    assert panel.heat.top == pytest.approx(120)
    panel.choose_model("2")
    assert panel.heat.top == 100


@pytest.mark.parametrize(("first", "days", "narrow"), [("2026-10-25", 2, False), ("2026-10-01", 60, True)])
def test_the_repeated_hour_is_narrow_among_many_days(qapp, first, days, narrow):
    purchase = purchase_of(first, days, 60)
    heat = heat_of(Material(purchase, output=output_of(purchase)), Wish(Kind.HEAT, model="1"))
    assert heat.columns[2:4] == ("2A:00", "2B:00")
    image = QImage(900, 500, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    grid = paint_heat(painter, QRectF(0, 0, 900, 500), heat, (), theme.LIGHT, QFont(), "MD")
    painter.end()
    second, other = grid.cell(0, 3), grid.cell(0, 4)
    assert (second.width() < other.width() / 2) is narrow
    assert grid.at(second.center()) == (0, 3)
    assert grid.at(other.center()) == (0, 4)


@pytest.mark.parametrize("width", range(500, 1300, 100))
@pytest.mark.parametrize("minutes", [15, 60])
def test_the_times_above_a_heat_map_with_the_october_day_do_not_touch(qapp, width, minutes):
    purchase = purchase_of("2026-10-01", 60, minutes)
    heat = heat_of(Material(purchase, output=output_of(purchase)), Wish(Kind.HEAT, model="1"))
    image = QImage(width, 500, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    grid = paint_heat(painter, QRectF(0, 0, width, 500), heat, (), theme.LIGHT, QFont(), "MD")
    painter.end()
    heads = head_places(heat, grid, QFontMetricsF(QFont()))
    assert len(heads) >= 5
    for (_, before), (text, box) in itertools.pairwise(heads):
        assert box.left() >= before.right() + 2, text


def test_stacked_markets_have_no_shade_of_lowest_and_highest(panel):
    year = purchase_of("2026-01-01", 365)
    show(panel, year)
    assert panel.plot.level > 0
    assert panel.plot.drawing.lowest_line.xData is None or not len(panel.plot.drawing.lowest_line.xData)
    assert "lowest" not in panel.averaged.text()


def test_lines_that_lie_upon_each_other_are_all_seen_in_a_year(panel):
    year = purchase_of("2026-01-01", 365)
    same = StrategyOutput(tuple(Model(name, {"MD": series_of(year, 1.0)}) for name in "123"), b"[1]")
    show(panel, year, same)
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    panel.plot.zoom(0.4)
    items = list(panel.plot.drawing.lines._items.values())
    drawn = [np.isfinite(item.yData) for item in items]
    if panel.plot.drawing.lines._width == 1:
        assert [round(float(each.mean()), 1) for each in drawn] == [0.9, 0.8, 0.5]
        assert (drawn[1] & ~drawn[2]).any()
        assert (drawn[0] & ~drawn[1] & ~drawn[2]).any()
        assert (~drawn[0]).any(), "the purchase is seen there"


def test_a_jump_of_one_quarter_is_seen_among_compared_lines_and_a_line_upon_no_other_is_whole(panel):
    purchase = purchase_of(days=3)
    for quarter in range(56, 80, 5):
        shares = [np.full(len(purchase), share) for share in (0.3, 0.4, 0.5)]
        shares[2][quarter] = 1.1
        models = tuple(Model(str(n + 1), {"MD": series_of(purchase, each)}) for n, each in enumerate(shares))
        show(panel, purchase, StrategyOutput(models, bytes([quarter])))
        panel.tools.kinds.buttons[Kind.COMPARE].click()
        lines = panel.plot.drawing.lines
        assert lines._width == 1, "steps are narrow"
        for item in lines._items.values():
            assert np.isfinite(item.yData).all()
        top = lines._items["model:3"].yData
        assert top.max() == pytest.approx(1.1 * purchase.mw[quarter])
    shares[2][:] = shares[1]
    shares[2][quarter] = 1.1
    models = tuple(Model(str(n + 1), {"MD": series_of(purchase, each)}) for n, each in enumerate(shares))
    show(panel, purchase, StrategyOutput(models, b"upon"))
    upon = panel.plot.drawing.lines._items["model:3"]
    assert not np.isfinite(upon.yData).all(), "it lies upon model 2"
    assert np.isfinite(upon.yData[2 * quarter - 2 : 2 * quarter + 4]).all(), "the jump has both its sides"
    panel.legend.show_only("model:3")
    assert np.isfinite(upon.yData).all()


def test_no_period_and_no_jump_is_lost_where_lines_give_way():
    random = np.random.default_rng(6)
    left = np.arange(400) * 900.0
    for _ in range(40):
        common = np.round(random.uniform(0, 9, len(left)) * (random.random(len(left)) < 0.5), 1)
        lines = [np.where(random.random(len(left)) < share, common, 5.0) for share in random.random(4) ** 0.1]
        lines[1][random.random(len(left)) < 0.05] = np.nan
        drawn = giving_way(left, lines)
        assert np.isnan(drawn[0]).sum() == 0, "the lowest lies upon none"
        for line, shown in zip(lines, drawn, strict=True):
            known = np.isfinite(line)
            seen = np.any([each == line for each in drawn], axis=0)
            assert seen[known].all()
            assert np.array_equal(shown[np.isfinite(shown)], line[np.isfinite(shown)])
            jumps = known[1:] & known[:-1]
            both = [(each[1:] == line[1:]) & (each[:-1] == line[:-1]) for each in drawn]
            assert np.any(both, axis=0)[jumps].all()
    assert np.isnan(giving_way(left, [common, common])[1]).any()


def pens(plot):
    return [item.opts["pen"] for item in plot.getPlotItem().items if isinstance(item, pg.PlotCurveItem)]


@pytest.mark.parametrize("kind", [Kind.MARKETS, Kind.COMPARE])
@pytest.mark.parametrize("days", [1, 365])
def test_no_line_is_wide_or_smoothed_while_the_view_moves(panel, qtbot, kind, days):
    show(panel, purchase_of("2026-01-01", days))
    panel.tools.kinds.buttons[kind].click()
    plot = panel.plot
    plot.zoom(0.5)
    for move in (lambda: plot.pan(0.1), lambda: plot.zoom(0.9), lambda: plot.view.moved_by_hand.emit("drag")):
        move()
        assert max(pen.widthF() for pen in pens(plot)) <= 1
        for item in plot.getPlotItem().items:
            assert not getattr(item, "opts", {}).get("antialias")
        assert not plot.renderHints() & QPainter.RenderHint.Antialiasing
    if days == 1:
        qtbot.waitUntil(lambda: max(pen.widthF() for pen in pens(plot)) > 1)


def test_fifty_models_are_all_in_the_table_of_totals():
    purchase = purchase_of()
    models = tuple(Model(str(number), {"MD": series_of(purchase, number / 50)}) for number in range(50))
    sheet = totals_sheet(Material(purchase, output=StrategyOutput(models)), "49")
    assert list(dict.fromkeys(sheet.keys)) == [str(number) for number in range(50)]


def test_of_fifty_models_of_a_year_the_chosen_one_is_listed_and_the_others_are_counted():
    purchase = purchase_of("2026-01-01", 365)
    series = series_of(purchase, 0.5)
    output = StrategyOutput(tuple(Model(str(number), {"MD": series}) for number in range(50)))
    sheet = totals_sheet(Material(purchase, output=output), "49")
    assert sheet.keys[0] == "49"
    assert len(set(sheet.keys)) == MOST_COMPARED
    assert sheet.columns[0].values[-1].startswith(f"{50 - MOST_COMPARED} more models")


def test_all_that_could_not_be_read_is_opened_that_of_the_model_first(panel, qtbot):
    purchase = purchase_of()
    problems = tuple(Message("Model {model} is doubtful.", {"model": f"{number}"}) for number in (1, 1, 1, 1, 2))
    show(panel, purchase, output_of(purchase, problems=problems))
    panel.choose_model("2")
    assert "Model 2 is doubtful." in panel.remark.text()
    button = panel.remarks.all_button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    text = panel.findChild(QPlainTextEdit, "allRemarks")
    assert text.toPlainText().splitlines() == ["Model 2 is doubtful."] + 4 * ["Model 1 is doubtful."]
    text.window().close()
    show(panel, purchase)
    assert not button.isVisible()


def test_an_odd_shape_under_a_good_model_is_shown_as_it_came(panel):
    raw = json.dumps({"idmodel": 1, "value": {"MD": {"some": ["thing"]}}}).encode()
    show(panel, purchase_of(), decode_output(raw))
    assert panel.raw.isVisible()
    assert "some" in panel.raw.text.toPlainText()
    assert panel.remark.isVisible()


def test_today_in_a_purchase_without_it_says_so(panel, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(panel)
    show(panel, purchase_of("2020-01-15"))
    said = []
    window.statusBar().messageChanged.connect(said.append)
    qtbot.keyClick(panel.plot, Qt.Key.Key_T)
    assert said == ["This purchase has no part of today."]
    window.takeCentralWidget()


def test_the_title_has_the_year(panel):
    show(panel, purchase_of())
    assert panel.head.title.text() == "Wed 25 Nov 2026 · Comercializadora Norte"


@pytest.mark.parametrize("days", [1, 365])
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_cells_below_zero_are_told_from_those_above_in_grey_print_too(qapp, days, scale):
    purchase = purchase_of("2026-01-01", days)
    hours = (purchase.starts - purchase.starts[0]).astype(int) // 60
    one, two = np.where(hours % 24 < 12, 0.8, 0.2), np.where(hours % 24 < 12, 0.2, 0.8)
    models = tuple(Model(name, {"MD": series_of(purchase, share)}) for name, share in (("1", one), ("2", two)))
    material = Material(purchase, output=StrategyOutput(models))
    heat = heat_of(material, Wish(Kind.HEAT, Unit.SHARE, model="1", against="2", market="MD"))
    assert abs(heat.values[0, 4]) == pytest.approx(abs(heat.values[0, -4]))
    image = QImage(900 * scale, 500 * scale, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    grid = paint_heat(painter, QRectF(0, 0, 900, 500), heat, (), theme.LIGHT, QFont(), "MD")
    painter.end()

    def contrast(first, last):
        """Of the light in some columns of cells, between the numbers that are written on few rows."""
        cells = grid.cell(0, first) | grid.cell(heat.shape[0] - 1, last)
        area = QRectF(cells.x() * scale, (cells.y() + 8) * scale, cells.width() * scale, 60 * scale).toRect()
        grey = image.copy(area).convertToFormat(QImage.Format.Format_Grayscale8)
        dots = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
        dots = dots[:, 2 * scale : grey.width() - 2 * scale].astype(float)
        return dots.max() - dots.min(), (dots < dots.max() - 20).mean()

    assert contrast(20, 40)[0] == 0, "one colour above zero"
    range_below, share_below = contrast(60, 88)
    assert range_below > 30
    assert 0.1 < share_below < 0.25, "a stroke in six"


def test_the_heat_map_says_of_which_market_sides_are_on_the_screen_and_on_paper(panel):
    purchase = purchase_of()
    models = (
        Model("1", {"MD": series_of(purchase, 1.0)}),
        Model("2", {"MD": series_of(purchase, 0.2), "MID1": series_of(purchase, 0.8)}),
    )
    panel.show_submission(submission_of(), purchase, StrategyOutput(models, b"[1]"), {})
    taking = ChartTaking(None, panel, panel)
    panel.tools.kinds.buttons[Kind.HEAT].click()
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData("2"))
    hatched = "hatched: below zero"
    for market, told in (
        ("", "No difference · 96 periods change sides in MD (underlined) · Net in all markets: Model 1 less Model 2"),
        ("MID1", f"96 periods change sides in MID1 (underlined) · {hatched} · Net in MID1: Model 1 less Model 2"),
        ("MD", "96 periods change sides in MD (underlined) · Net in MD: Model 1 less Model 2"),
    ):
        panel.tools.market_box.setCurrentIndex(panel.tools.market_box.findData(market))
        assert panel.body.heat.reading_text() == told
        assert taking.figure().heat_title == told
        assert told in taking.sheet().about
    panel.tools.market_box.setCurrentIndex(panel.tools.market_box.findData("MID1"))
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData("1"))
    assert taking.figure().heat_title == "No difference · Net in MID1: Model 1 less Model 1"
    panel.head.take_button.setMenu(None)
