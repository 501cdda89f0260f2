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
