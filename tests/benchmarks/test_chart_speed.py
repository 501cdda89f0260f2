"""What a frame of the chart costs with a year of quarters, beside pyqtgraph's own way of drawing the same steps.

Targets: a frame of the purchase and four markets within 16.7 ms at every zoom. Run with
``python -m uv run pytest tests/benchmarks --benchmark-enable``.
"""

from __future__ import annotations

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
from ravenwits_desktop.ui.chart.series import seconds

DAY = 86400.0
ZOOMS = {"year": 365.0, "quarter": 91.0, "month": 30.0, "week": 7.0, "day": 1.0}


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
def test_a_frame_of_the_chart(benchmark, qtbot, qapp, year, zoom):
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    purchase, model = year
    plot = MarketPlot()
    qtbot.addWidget(plot)
    plot.resize(1200, 700)
    plot.show()
    plot.set_picture(picture_of(purchase, allocate(purchase, model)))
    benchmark(frames(plot, ZOOMS[zoom]))


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


def test_switching_the_model(benchmark, qtbot, qapp, year):
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

    benchmark(switch)


def test_allocating_a_year(benchmark, year):
    benchmark(allocate, *year)
