"""A purchase and the one before it that has other periods: the same energy, wherever it is read and taken."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.taking import ChartTaking
from ravenwits_desktop.ui.chart.units import Step, Unit
from tests.ui.chart.builders import purchase_of, submission_of

OCTOBER = "2026-10-25"


@pytest.fixture
def figures(panel):
    """The figures of before and after in a unit and a length of period, by title."""
    taking = ChartTaking(None, panel, panel)

    def of(unit, step):
        panel.tools.kinds.buttons[Kind.CHANGES].click()
        panel.tools.units.buttons[unit].click()
        if panel.tools.resolutions.buttons[step].isEnabled():
            panel.tools.resolutions.buttons[step].click()
        return {column.title: column.values for column in taking.sheet().columns}

    yield of
    panel.head.take_button.setMenu(None)


def random_purchase(resolution, seed, day=OCTOBER, rows=slice(None)):
    starts = purchase_of(day, 2, resolution).starts[rows]
    return Purchase(starts, np.random.default_rng(seed).uniform(2, 20, len(starts)).round(3), resolution)


def energies(purchase, frequency):
    """MWh by local hours or days, by pandas."""
    index = pd.DatetimeIndex(purchase.starts.astype("datetime64[ns]"), tz="UTC")
    mwh = pd.Series(purchase.mw * purchase.resolution / 60, index=index)
    if frequency == "D":
        return mwh.groupby(index.tz_convert(purchase.zone).date).sum().to_numpy()
    return mwh.groupby(index.floor(frequency)).sum().to_numpy()


@pytest.mark.parametrize("now", [15, 30, 60])
@pytest.mark.parametrize("before", [15, 30, 60])
def test_a_previous_purchase_of_other_periods_has_its_own_energy_in_each_period(panel, figures, now, before):
    purchase, previous = random_purchase(now, 1), random_purchase(before, 2)
    panel.show_submission(submission_of(), purchase, None, {}, previous=previous)
    own, quarters = f"{now}min", Purchase(random_purchase(15, 2).starts, np.repeat(previous.mw, before // 15), 15)
    for step, frequency in ((Step.SUBMITTED, own), (Step.HOUR, "60min"), (Step.DAY, "D")):
        wanted, was = energies(purchase, frequency), energies(quarters, frequency)
        hours = energies(Purchase(quarters.starts, np.ones(len(quarters)), 15), frequency)
        for unit, divided in ((Unit.MWH, 1.0), (Unit.MW, hours)):
            found = figures(unit, step)
            np.testing.assert_allclose(found[f"Purchase {unit.value}"], wanted / divided)
            np.testing.assert_allclose(found[f"Previous {unit.value}"], was / divided)
            np.testing.assert_allclose(found[f"Change {unit.value}"], (wanted - was) / divided, atol=1e-9)
            for place in (0, len(was) // 2, len(was) - 1):
                panel.set_cursor(panel.plot.picture.starts[place])
                read = re.search(r"Previous ([\d.]+)", panel.readout_text().replace(",", ""))
                assert float(read[1]) == pytest.approx((was / divided)[place], abs=0.0006)


def test_the_line_behind_is_drawn_on_the_scale_of_the_periods_of_the_purchase(panel, figures):
    purchase = Purchase(purchase_of().starts, np.full(96, 12.0), 15)
    previous = Purchase(purchase_of(resolution=60).starts, np.full(24, 12.0), 60)
    panel.show_purchase("Draft", purchase, previous)
    panel.tools.units.buttons[Unit.MWH].click()
    shown = panel.visible_series()
    assert set(shown["previous"]) == set(shown["purchase"]) == {3.0}


@pytest.mark.parametrize("step", [Step.HOUR, Step.DAY])
def test_of_a_previous_purchase_that_covers_a_part_only_that_energy_counts(panel, figures, step):
    purchase = random_purchase(15, 1)
    previous = random_purchase(15, 2, rows=slice(50, 130))
    panel.show_submission(submission_of(), purchase, None, {}, previous=previous)
    found = figures(Unit.MWH, step)
    was = energies(previous, "60min" if step is Step.HOUR else "D")
    np.testing.assert_allclose(found["Previous MWh"][np.isfinite(found["Previous MWh"])], was)
    change = energies(
        Purchase(previous.starts, purchase.mw[50:130] - previous.mw, 15), "60min" if step is Step.HOUR else "D"
    )
    np.testing.assert_allclose(found["Change MWh"][np.isfinite(found["Change MWh"])], change)
    told = [text for text in found["Remark"] if "Change" in text]
    assert told == ["Change: not all of it given"] * 2, "at both of its ends"


def test_what_the_strip_reads_says_of_which_period_where_that_is_not_the_one_above(panel, figures):
    hours, quarters = random_purchase(60, 1), random_purchase(15, 2)
    for previous, told in ((quarters, "quarter 1"), (hours, "")):
        panel.show_submission(submission_of(identity=told), random_purchase(60, 3), None, {}, previous=previous)
        figures(Unit.MW, Step.SUBMITTED)
        panel.set_cursor(hours.starts[0])
        text = panel.body.panes.strip.crosshair.label.text()
        assert "Change" in text
        assert ("quarter 1" in text) == bool(told)


def test_both_panes_show_the_same_time_where_the_one_before_has_fewer_periods(panel, figures, qapp):
    purchase, previous = random_purchase(15, 1), random_purchase(15, 2, rows=slice(60, 130))
    panel.show_submission(submission_of(), purchase, None, {}, previous=previous)
    plot, strip = panel.body.panes.plot, panel.body.panes.strip

    def same():
        qapp.processEvents()
        return strip.sight() == plot.sight()

    for step in (Step.SUBMITTED, Step.HOUR, Step.DAY, Step.SUBMITTED):
        figures(Unit.MW, step)
        assert same(), step
    panel.resize(760, 520)
    assert same()
    plot.zoom(0.1)
    assert same()
    panel.show_everything()
    assert same()
    everything = plot.sight()
    plot.zoom(0.1)
    strip.show_all()
    assert same()
    assert plot.sight() == everything, "Home in the strip shows all of the purchase"


def test_the_totals_compare_the_days_that_both_have(panel):
    every = Purchase(purchase_of("2026-11-23", 3).starts, np.full(288, 10.0), 15)
    two = Purchase(every.starts[np.r_[0:96, 192:288]], np.r_[np.full(96, 11.0), np.full(96, 10.0)], 15)

    def totals(purchase, previous):
        panel.show_purchase("Draft", purchase, previous, draft_id="1")
        return panel.totals.text().replace("\u00a0", " ")

    assert "Purchase 504.0 MWh\u2003 previous 480.0 MWh, change +24.0 MWh" in totals(two, every)
    assert totals(every, two).endswith("previous 504.0 MWh, change −24.0 MWh on its days")
    assert totals(every, purchase_of("2026-11-28")) == "Purchase 720.0 MWh"
