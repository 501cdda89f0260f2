"""Outputs that nobody ordered, from their JSON to every picture: what can be drawn is, what cannot is told."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ravenwits_desktop.api.outputs import decode_output
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui.chart.scenes import MOST_COMPARED, Kind
from ravenwits_desktop.ui.chart.side import DAYS, PERIODS, TOTALS
from ravenwits_desktop.ui.chart.taking import ChartTaking
from ravenwits_desktop.ui.chart.units import Unit
from tests.ui.chart.builders import NAMES, purchase_of, submission_of


def rows_of(purchase, share=0.5, **more):
    labels = timegrid.format_labels(purchase.labels)
    return [{"datetime": label, "purchase_percentage": share, "sale_percentage": 0.0, **more} for label in labels]


def model(rows, idmodel=1, market="MD"):
    return {"idmodel": idmodel, "value": {market: rows}}


def deep(levels):
    found = [1]
    for _ in range(levels):
        found = [found]
    return found


DAY = purchase_of()
GOOD = rows_of(DAY)
CASES = {
    "other dates": ([model(rows_of(purchase_of("2026-12-24")))], "MD 96"),
    "half of other dates": ([model(GOOD[:48] + rows_of(purchase_of("2026-12-24"))[:48])], "MD 48"),
    "rows twice": ([model(GOOD + GOOD)], "MD 96"),
    "rows twice with other shares": ([model(GOOD + rows_of(DAY, 0.9))], "MD 96"),
    "an unknown market": ([model(GOOD, market="XBID <b>")], ""),
    "a market without a name": ([model(GOOD, market="")], ""),
    "a market called like a series": (
        [{"idmodel": 1, "value": {"open": GOOD, "purchase": GOOD, "previous": GOOD}}],
        "",
    ),
    "texts for numbers": ([model(rows_of(DAY, "0.5"))], "96 rows have a share that is written as a text"),
    "one text for a number": (
        [model([*GOOD[:95], {**GOOD[95], "purchase_percentage": "0.5"}])],
        "1 rows have a share that is written as a text, the first is row 96",
    ),
    "texts that are no numbers": ([model(rows_of(DAY, "0,5"))], "96 rows could not be read"),
    "null": ([model(rows_of(DAY, None, sale_percentage=None))], "96 rows could not be read"),
    "null for one of two": ([model(rows_of(DAY, sale_percentage=None))], "give only one of purchase and sale"),
    "nested": ([model(rows_of(DAY, [0.5]))], "96 rows could not be read"),
    "nested surprises": ([model(rows_of(DAY, more={"a": [{"b": None}]}))], ""),
    "very deep": ([{**model(GOOD), "note": deep(300)}], ""),
    "per cents": ([model(rows_of(DAY, 100.0))], "Are they per cents?"),
    "below nothing": ([model(rows_of(DAY, -0.25))], "below zero"),
    "far too much": ([model(rows_of(DAY, 1e300))], "Are they per cents?"),
    "hours under quarters": ([model(rows_of(purchase_of(resolution=60)))], ""),
    "one row": ([model(GOOD[:1])], "95 of 96 periods"),
    "an empty market": ([model([])], "96 of 96 periods"),
    "fifty models": ([model(GOOD, number) for number in range(50)], ""),
    "the same model twice": ([model(GOOD), model(GOOD)], "more than once"),
    "names that are none": ([model(GOOD, "x" * 500), model(GOOD, "<b>"), model(GOOD, "ñ\n")], ""),
}


@pytest.mark.dose(8)
@pytest.mark.parametrize("name", CASES)
def test_every_picture_of_it_is_drawn_and_what_cannot_be_is_told(panel, name):
    output, told = CASES[name]
    raw = json.dumps(output).encode()
    panel.show_submission(submission_of(), DAY, decode_output(raw), NAMES)
    assert told in panel.remark.text()
    taking = ChartTaking(None, panel, panel)
    panel.head.table_button.setChecked(True)
    for kind in Kind:
        panel.tools.kinds.buttons[kind].click()
        for unit in Unit:
            panel.tools.units.buttons[unit].click()
            panel.tools.against_box.setCurrentIndex(panel.tools.against_box.count() - 1)
            assert not panel.grab().isNull()
            assert all(np.isfinite(values).all() for values in panel.visible_series().values())
            assert taking.sheet() is not None
    for rows in (TOTALS, DAYS, PERIODS):
        panel.side.box.setCurrentIndex(panel.side.box.findData(rows))
        assert len(panel.side.model.sheet)
    assert (taking.bids() is None) == ("per cents?" in told), "not before somebody says what the shares are"
    assert panel.head.raw_button.isVisible(), "the answer itself can be looked at"
    panel.head.take_button.setMenu(None)


def test_texts_and_nulls_are_drawn_as_the_numbers_they_stand_for(panel):
    rows = [*rows_of(DAY, "0.5", sale_percentage="0")[:48], *rows_of(DAY, 0.5, sale_percentage=None)[48:]]
    panel.show_submission(submission_of(), DAY, decode_output(json.dumps([model(rows)]).encode()), {})
    np.testing.assert_allclose(panel.visible_series()["MD"], DAY.mw * 0.5)
    told = panel.remark.text()
    assert "MD: 48 rows have a share that is written as a text" in told
    assert "MD: 48 rows give only one of purchase and sale" in told


def test_of_rows_that_could_not_be_read_nobody_says_that_they_are_not_there(panel):
    output = decode_output(json.dumps([model(rows_of(DAY, "half"))]).encode())
    panel.show_submission(submission_of(), DAY, output, {})
    told = panel.remark.text()
    assert "Model 1, MD: 96 rows could not be read and are left out, the first is row 1." in told
    assert "96 of 96 periods have no row that could be read in any market" in told
    assert "says nothing" not in told
    value = {"MD": [{**GOOD[0], "purchase_percentage": "half"}, *GOOD[1:]], "MID1": GOOD, "MID2": []}
    output = decode_output(json.dumps([{"idmodel": 1, "value": value}]).encode())
    panel.show_submission(submission_of(), DAY, output, {})
    told = panel.remark.text()
    assert "Periods without a row that could be read count as nothing there: MD 1." in told
    assert "the model says nothing: MID2." in told


def test_of_rows_that_are_there_twice_the_first_ones_count(panel):
    output = decode_output(json.dumps([model(GOOD + rows_of(DAY, 0.9))]).encode())
    panel.show_submission(submission_of(), DAY, output, {})
    np.testing.assert_allclose(panel.visible_series()["MD"], DAY.mw * 0.5)


def test_markets_that_are_called_like_series_of_ours_take_nothing_away(panel):
    output = decode_output(
        json.dumps([{"idmodel": 1, "value": {"open": GOOD, "purchase": rows_of(DAY, 0.2)}}]).encode()
    )
    panel.show_submission(submission_of(), DAY, output, {})
    shown = panel.visible_series()
    assert list(shown) == ["purchase", "open (market)", "purchase (market)", "open"]
    np.testing.assert_allclose(shown["purchase (market)"], DAY.mw * 0.2)
    np.testing.assert_allclose(shown["open"], DAY.mw * 0.3)


def test_fifty_models_can_all_be_chosen_and_a_part_of_them_is_compared(panel):
    output = decode_output(json.dumps([model(rows_of(DAY, number / 50), number) for number in range(50)]).encode())
    panel.show_submission(submission_of(), DAY, output, {})
    assert panel.model_box.count() == 50
    panel.choose_model("49")
    panel.tools.kinds.buttons[Kind.COMPARE].click()
    lines = [name for name in panel.visible_series() if name.startswith("model:")]
    assert len(lines) == MOST_COMPARED
    assert "model:49" in lines
    assert f"{50 - MOST_COMPARED} more models are not drawn" in panel.remark.text()


@pytest.mark.slow
def test_a_hundred_megabytes(panel):
    purchase = purchase_of("2025-01-01", 730)
    rows = rows_of(purchase, 0.123456789)
    value = json.dumps(dict.fromkeys(("MD", "MID1", "MID2"), rows))
    raw = ("[" + ", ".join(f'{{"idmodel": {number}, "value": {value}}}' for number in range(6)) + "]").encode()
    assert len(raw) > 100e6
    output = decode_output(raw)
    assert len(output.models) == 6
    panel.show_submission(submission_of(), purchase, output, {})
    for kind in Kind:
        panel.tools.kinds.buttons[kind].click()
        assert not panel.grab().isNull()


def test_a_market_of_which_nothing_is_said_is_told_from_one_that_buys_nothing(panel):
    value = {"MD": GOOD, "MID1": [], "MID2": rows_of(DAY, 0.0)}
    panel.show_submission(
        submission_of(), DAY, decode_output(json.dumps([{"idmodel": 1, "value": value}]).encode()), {}
    )
    told = "Markets without any row, of which the model says nothing: MID1."
    assert panel.remark.text() == told
    taking = ChartTaking(None, panel, panel)
    assert told in taking.bids().about
    panel.head.take_button.setMenu(None)
