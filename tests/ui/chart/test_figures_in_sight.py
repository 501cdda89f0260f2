"""The figures that are taken are those of the time that was asked for, to the period."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui.chart.limits_dialog import LimitsDialog
from ravenwits_desktop.ui.chart.series import seconds
from ravenwits_desktop.ui.chart.taking import ChartTaking
from tests.ui.chart.builders import NAMES, output_of, purchase_of, submission_of


@pytest.fixture
def taking(panel):
    yield ChartTaking(None, panel, panel)
    panel.head.take_button.setMenu(None)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-24", "2026-10-25", "2026-10-26"])
@pytest.mark.parametrize("zoomed", [False, True])
def test_the_figures_of_a_day_are_its_own_periods_and_no_others(taking, panel, day, zoomed):
    purchase = purchase_of(str(np.datetime64(day) - 1), 3)
    panel.show_submission(submission_of(identity=day), purchase, output_of(purchase), NAMES)
    of_day = purchase.starts[timegrid.market_days(purchase.starts, purchase.zone) == np.datetime64(day)]
    panel.set_cursor(of_day[40])
    if zoomed:
        panel.plot.zoom(0.02)
    panel.plot.day_menu.show_this_day()
    sheet = taking.sheet()
    np.testing.assert_array_equal(sheet.starts, of_day)
    assert set(sheet.columns[0].values) == {day}


def test_the_figures_between_typed_ends_begin_and_end_there(taking, panel):
    purchase = purchase_of("2026-10-01", 60)
    panel.show_submission(submission_of(identity="long"), purchase, output_of(purchase), NAMES)
    begin, end = seconds(purchase.starts[[1000, 3881]])
    dialog = LimitsDialog((float(begin), float(end)), purchase.zone, panel)
    dialog.chosen.connect(panel.plot.day_menu._show_limits)
    dialog.accept()
    np.testing.assert_array_equal(taking.sheet().starts, purchase.starts[1000:3881])


@pytest.mark.parametrize("half", [0, 1])
def test_an_end_that_nobody_types_stays_in_its_half_of_the_repeated_hour(taking, panel, half):
    purchase = purchase_of("2026-10-24", 3)
    panel.show_submission(submission_of(identity="october"), purchase, output_of(purchase), NAMES)
    at = 96 + 8 + 4 * half
    begin, end = (float(moment) for moment in seconds(purchase.starts[[at + 1, at + 3]]))
    dialog = LimitsDialog((begin, end), purchase.zone, panel)
    chosen = []
    dialog.chosen.connect(chosen.append)
    dialog.accept()
    assert chosen == [(begin, end)]
