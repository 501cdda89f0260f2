"""Behind a draft the chart shows what was sent last for the same days and retailer."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from PySide6.QtWidgets import QLabel

from ravenwits_desktop.assets import resource
from ravenwits_desktop.domain import grid
from ravenwits_desktop.domain.filling import starts_of_days
from ravenwits_desktop.domain.timegrid import Label

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


def hourly(name, first, days, **values):
    """A draft of so many days of 10 MW, with other values in some rows."""
    starts = starts_of_days(first, first + timedelta(days=days - 1), 60, "Europe/Madrid")
    mw = np.full(len(starts), 10.0)
    for row, value in values.items():
        mw[int(row[1:])] = value
    rows = grid.rows_at(starts, mw, 60, Label.END, "Europe/Madrid")
    return grid.draft_of(rows, 60, "Europe/Madrid", Label.END, None, name=name)


def test_days_sent_before_are_compared_and_the_others_are_said_to_be_new(desk):
    for day in (25, 26):
        desk.workspace.drafts.add(hourly("sent", date(2026, 11, day), 1))
        desk.editor().set_retailer(desk.window.tool_bar.retailer_id())
        desk.submit()
        desk.stands("completed")
    desk.workspace.drafts.add(hourly("both and one more", date(2026, 11, 25), 3, r3=12.0, r30=14.0))
    desk.editor().set_retailer(desk.window.tool_bar.retailer_id())
    desk.until(lambda: "2 hours changed, +6.0 MWh" in desk.editor().changes.text())
    assert "Fri 27 Nov is new" in desk.editor().changes.text()
    dialog = desk.review()
    assert "2 hours changed, +6.0 MWh" in desk.child(QLabel, "changeFact", dialog).text()
    assert "Fri 27 Nov is new" in desk.child(QLabel, "changeFact", dialog).text()
    dialog.reject()
