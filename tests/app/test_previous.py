"""Behind a draft the chart shows what was sent last for the same days and retailer."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.assets import resource

SAMPLE = resource("samples/purchase_quarter_hours.xlsx")


def test_what_was_sent_for_the_day_stands_behind_its_next_draft(desk):
    desk.take(SAMPLE)
    assert "previous" not in desk.workspace.chart.visible_series()
    sent = desk.editor().checked().purchase
    desk.submit()
    desk.stands("completed")
    desk.take(SAMPLE)
    desk.until(lambda: "previous" in desk.workspace.chart.visible_series())
    assert np.array_equal(desk.workspace.chart.visible_series()["previous"], sent.mw)


def test_the_next_draft_of_the_day_says_what_changed_and_warns_of_a_single_value_in_kw(desk):
    desk.take(SAMPLE)
    desk.submit()
    desk.stands("completed")
    desk.take(SAMPLE)
    desk.until(lambda: "Nothing changed." in desk.editor().changes.text())
    desk.type(0, "9999")
    desk.until(lambda: "1 quarter changed" in desk.editor().changes.text())
    desk.until(lambda: any("last submission" in str(each.message) for each in desk.editor().model.problems()))
