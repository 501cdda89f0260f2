"""What a frame of the chart costs with a year of quarters, beside pyqtgraph's own way of drawing the same steps.

Limits: a frame of the purchase and four markets within 16.7 ms at every zoom; of three models in four markets over a
month, and over the year at most 0.25 times pyqtgraph's own way in the same run; another model or market in one frame.
They are judged in ``python -m uv run pytest tests/benchmarks --benchmark-enable`` and not without that option.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MarketSeries, Model, StrategyOutput, allocate
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.picture import picture_of
from ravenwits_desktop.ui.chart.plot import MarketPlot
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.series import seconds

DAY = 86400.0
ZOOMS = {"year": 365.0, "quarter": 91.0, "month": 30.0, "week": 7.0, "day": 1.0}


FRAME = 0.0167
"""Seconds."""
OWN = 0.25
"""Times pyqtgraph's own way, over a year of three models in four markets."""


@pytest.fixture
def judged(request):
    return bool(request.config.getoption("benchmark_enable"))


def median(work, rounds=15):
    """The median of several rounds after one to warm up, in seconds of this process: others share the machine."""
    work()
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return float(np.median(found))


@pytest.fixture(scope="module")
def year():
    """35,040 noisy quarters, the worst case for drawing, and a model over four markets."""
    first, last = (
        timegrid.day_starts(np.datetime64(day), 15, "Europe/Madrid")[0] for day in ("2026-01-01", "2027-01-01")
    )
    starts = np.arange(first, last, timegrid.minutes(15))
    random = np.random.default_rng(1)
    purchase = Purchase(starts, 20 + random.normal(0, 4, len(starts)), 15)
    shares = random.dirichlet([8, 1, 2, 1, 1], len(starts))
    markets = {
        market: MarketSeries(purchase.labels, shares[:, index], np.zeros(len(starts)))
        for index, market in enumerate(("MD", "MID1", "MID2", "MID3"))
    }
    return purchase, Model("1", markets)


def frames(plot, days):
    """A function that moves the view a little and paints it, and so costs one frame."""
    low, high = plot.view.viewRange()[0]
    middle, step = (low + high) / 2, 0

    def frame():
        nonlocal step
        step += 1
        begin = middle - days * DAY / 2 + (step % 20 - 10) * days * DAY / 400
        plot.view.setXRange(begin, begin + days * DAY, padding=0)
        plot.grab()

    return frame


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_frame_of_the_chart(benchmark, judged, qtbot, qapp, year, zoom):
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    purchase, model = year
    plot = MarketPlot()
    qtbot.addWidget(plot)
    plot.resize(1200, 700)
    plot.show()
    plot.set_picture(picture_of(purchase, allocate(purchase, model)))
    work = frames(plot, ZOOMS[zoom])
    benchmark(work)
    if judged:
        assert median(work) <= FRAME


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_same_steps_as_pyqtgraph_draws_them(benchmark, qtbot, year, zoom):
    purchase, model = year
    allocation = allocate(purchase, model)
    plot = pg.PlotWidget(background="w")
    qtbot.addWidget(plot)
    plot.view = plot.getViewBox()
    plot.resize(1200, 700)
    plot.show()
    left = seconds(purchase.starts)
    edges = np.append(left, left[-1] + 900)
    for values in (purchase.mw, *(allocation.net(market) for market in allocation.markets)):
        plot.plot(edges, values, stepMode="center")
    plot.view.setXRange(edges[0], edges[-1], padding=0)
    benchmark(frames(plot, ZOOMS[zoom]))


def thirteen(year):
    """The purchase, and three models in each of four markets: 13 series of noise."""
    purchase, model = year
    random = np.random.default_rng(2)
    lines = {
        f"{number} {market}": purchase.mw * np.roll(series.purchase_share, 977 * number) + random.normal(0, 1)
        for number in range(3)
        for market, series in model.markets.items()
    }
    return replace(picture_of(purchase), lines=lines)


@pytest.mark.parametrize("zoom", ["year", "month", "day"])
def test_a_frame_of_three_models_in_four_markets(benchmark, judged, qtbot, qapp, year, zoom):
    """Targets: 16.7 ms over a month; over the year at most 0.25 times pyqtgraph's own way in the same run."""
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    plot = MarketPlot()
    qtbot.addWidget(plot)
    plot.resize(1200, 700)
    plot.show()
    plot.set_picture(thirteen(year))
    work = frames(plot, ZOOMS[zoom])
    benchmark(work)
    if judged and zoom != "year":
        assert median(work) <= FRAME


def pyqtgraphs_own(qtbot, picture):
    """The same series as pyqtgraph draws steps by itself."""
    plot = pg.PlotWidget(background="w")
    qtbot.addWidget(plot)
    plot.view = plot.getViewBox()
    plot.resize(1200, 700)
    plot.show()
    left = seconds(picture.starts)
    edges = np.append(left, left[-1] + 900)
    for values in picture.series().values():
        plot.plot(edges, values, stepMode="center")
    plot.view.setXRange(edges[0], edges[-1], padding=0)
    return plot


def test_a_year_of_three_models_in_four_markets_beside_pyqtgraphs_own_way(judged, qtbot, qapp, year):
    if not judged:
        pytest.skip("judged with --benchmark-enable")
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    plot = MarketPlot()
    qtbot.addWidget(plot)
    plot.resize(1200, 700)
    plot.show()
    picture = thirteen(year)
    plot.set_picture(picture)
    ours, own = (median(frames(each, ZOOMS["year"])) for each in (plot, pyqtgraphs_own(qtbot, picture)))
    assert ours <= OWN * own, f"{ours * 1000:.1f} ms, {ours / own:.2f} times"


@pytest.mark.parametrize("zoom", ["year", "month", "day"])
def test_thirteen_series_as_pyqtgraph_draws_them(benchmark, qtbot, year, zoom):
    plot = pyqtgraphs_own(qtbot, thirteen(year))
    benchmark(frames(plot, ZOOMS[zoom]))


@pytest.mark.parametrize("zoom", ["year", "month", "day"])
def test_the_purchase_and_four_markets_in_matplotlib(benchmark, year, zoom):
    """What the same picture costs there; only where it is installed, since nothing else needs it."""
    pytest.importorskip("matplotlib")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    purchase, model = year
    allocation = allocate(purchase, model)
    figure = Figure(figsize=(12, 7), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    left = seconds(purchase.starts)
    edges = np.append(left, left[-1] + 900)
    for values in (purchase.mw, *(allocation.net(market) for market in allocation.markets)):
        axes.stairs(values, edges)
    middle, days, step = (edges[0] + edges[-1]) / 2, ZOOMS[zoom], 0

    def frame():
        nonlocal step
        step += 1
        begin = middle - days * DAY / 2 + (step % 20 - 10) * days * DAY / 400
        axes.set_xlim(begin, begin + days * DAY)
        canvas.draw()

    benchmark(frame)


def panel_of(qtbot, qapp, year, kind):
    """The whole panel with two models of the year and this picture of them."""
    from ravenwits_desktop.ui.chart.panel import ChartPanel
    from tests.ui.chart.builders import submission_of

    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    purchase, model = year
    panel = ChartPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 700)
    panel.show()
    models = (model, Model("2", dict(list(model.markets.items())[:2])))
    ready = {each.idmodel: allocate(purchase, each) for each in models}
    panel.show_submission(submission_of(), purchase, StrategyOutput(models), {}, allocations=ready)
    panel.tools.kinds.buttons[kind].click()
    panel.tools.against_box.setCurrentIndex(2)
    return panel


@pytest.mark.parametrize("zoom", ["year", "month", "day"])
def test_a_frame_of_compared_models_with_their_difference(benchmark, judged, qtbot, qapp, year, zoom):
    panel = panel_of(qtbot, qapp, year, Kind.COMPARE)
    panes = panel.body.panes
    panes.view = panes.plot.view
    work = frames(panes, ZOOMS[zoom])
    benchmark(work)
    if judged:
        assert median(work) <= FRAME


def test_a_frame_of_the_heat_map_of_a_year(benchmark, judged, qtbot, qapp, year):
    panel = panel_of(qtbot, qapp, year, Kind.HEAT)
    work = panel.body.heat.grab
    benchmark(work)
    if judged:
        assert median(work) <= FRAME


@pytest.mark.parametrize("kind", list(Kind))
def test_switching_to_a_picture(benchmark, qtbot, qapp, year, kind):
    """One frame: allocations are there already."""
    panel = panel_of(qtbot, qapp, year, kind)
    other = Kind.MARKETS if kind is not Kind.MARKETS else Kind.COMPARE

    def switch():
        panel.tools.kinds.buttons[other].click()
        panel.tools.kinds.buttons[kind].click()
        panel.grab()

    benchmark(switch)


def test_switching_the_model(benchmark, judged, qtbot, qapp, year):
    from ravenwits_desktop.ui.chart.panel import ChartPanel
    from tests.ui.chart.builders import submission_of

    purchase, model = year
    panel = ChartPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 700)
    panel.show()
    models = (model, Model("2", dict(list(model.markets.items())[:2])))
    panel.show_submission(submission_of(), purchase, StrategyOutput(models), {})

    def switch():
        panel.model_box.setCurrentIndex(1 - panel.model_box.currentIndex())
        panel.grab()

    work = switch
    benchmark(work)
    if judged:
        assert median(work) <= FRAME


@pytest.mark.parametrize("kind", [Kind.COMPARE, Kind.HEAT])
def test_switching_the_model_of_a_picture_of_two(benchmark, judged, qtbot, qapp, year, kind):
    panel = panel_of(qtbot, qapp, year, kind)

    def switch():
        panel.model_box.setCurrentIndex(1 - panel.model_box.currentIndex())
        panel.grab()

    benchmark(switch)
    if judged:
        assert median(switch) <= FRAME


@pytest.mark.parametrize("kind", [Kind.COMPARE, Kind.HEAT])
def test_switching_the_market(benchmark, judged, qtbot, qapp, year, kind):
    panel = panel_of(qtbot, qapp, year, kind)
    box = panel.tools.market_box

    def switch():
        box.setCurrentIndex(1 + box.currentIndex() % (box.count() - 1))
        panel.grab()

    benchmark(switch)
    if judged:
        assert median(switch) <= FRAME


def test_allocating_a_year(benchmark, year):
    benchmark(allocate, *year)


@pytest.fixture
def edited(qtbot, qapp, year):
    """The draft of a year in its table and in the chart; as many hours of it selected as there are."""
    from ravenwits_desktop.domain.draft import Draft, rows_of
    from ravenwits_desktop.ui.chart.panel import ChartPanel
    from ravenwits_desktop.ui.editor.tabs import DraftTabs
    from ravenwits_desktop.ui.one_selection import OneSelection

    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    tabs, chart = DraftTabs(), ChartPanel()
    for widget in (tabs, chart):
        qtbot.addWidget(widget)
        widget.resize(1200, 700)
        widget.show()
    selection = OneSelection(tabs, chart, tabs)
    editor = tabs.add(Draft(id="year", name="2026", rows=rows_of(year[0]), resolution=15))

    def show(_draft=None):
        chart.show_purchase("2026", editor.checked().purchase, draft_id="year")
        selection.refresh()

    tabs.draft_changed.connect(show)
    show()
    yield editor, chart
    tabs.close()


@pytest.mark.parametrize("zoom", ["year", "day"])
def test_an_edit_with_its_checks_drawn_in_the_chart(benchmark, edited, zoom):
    """Target: within a frame of 16.7 ms, and at most 1.2 times the same line drawn anew by pyqtgraph, unchecked."""
    editor, chart = edited
    chart.plot.zoom(ZOOMS[zoom] / 365)
    values = iter(range(1_000_000))

    def edit():
        editor.model.setData(editor.model.index(17_000, 1), str(10 + next(values) % 7))
        chart.plot.grab()

    benchmark(edit)


def test_a_frame_of_a_step_that_is_dragged_with_a_year_selected(benchmark, edited):
    editor, chart = edited
    editor.table.select_all()
    plot = chart.plot
    plot.zoom(1 / 365)
    picture, changes = plot.picture, iter(range(1_000_000))

    def frame():
        plot.step_drag.previewed.emit(picture.preview(picture.purchase + next(changes) % 7))
        plot.grab()

    benchmark(frame)


def test_selecting_other_hours_of_a_year(benchmark, edited):
    from ravenwits_desktop.ui.editor.cells import CellRange

    editor, chart = edited
    ends = iter(range(1_000_000))

    def select():
        editor.table.select(CellRange(0, 34_000 + next(ends) % 900, 1, 1))
        chart.plot.grab()

    benchmark(select)


def test_the_line_of_a_year_drawn_anew_by_pyqtgraph(benchmark, qtbot, year):
    """The floor for an edit: nothing is checked, the whole line is given to pyqtgraph again and painted."""
    purchase, _ = year
    plot = pg.PlotWidget(background="w")
    qtbot.addWidget(plot)
    plot.resize(1200, 700)
    plot.show()
    left = seconds(purchase.starts)
    edges = np.append(left, left[-1] + 900)
    line = plot.plot(edges, purchase.mw, stepMode="center")
    values, mw = iter(range(1_000_000)), purchase.mw.copy()

    def edit():
        mw[17_000] = 10 + next(values) % 7
        line.setData(edges, mw, stepMode="center")
        plot.grab()

    benchmark(edit)
