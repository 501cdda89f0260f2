"""The main job: a spreadsheet becomes a draft, the draft a submission, the submission a chart."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ravenwits_desktop.assets import resource
from ravenwits_desktop.domain.purchase import Purchase


def test_from_a_dropped_spreadsheet_to_the_chart(desk):
    assert desk.child(QLabel, "gateLabel").text()
    desk.take(resource("samples/purchase_quarter_hours.xlsx"))
    assert desk.table.model().rowCount() == 96
    before = desk.totals()
    desk.type(32, "21.5")
    assert desk.cell(32) == "21.5"
    assert desk.totals() != before
    purchase = desk.editor().checked().purchase
    assert isinstance(purchase, Purchase)
    desk.submit()
    desk.until(lambda: desk.names() == [])
    desk.stands("completed")
    [post] = desk.sandbox.posts
    assert [mw for _, mw in post.rows] == purchase.mw.tolist()
    assert post.rows[0][0] == "2026-11-24 00:15"
    assert post.rows[-1][0] == "2026-11-25 00:00"
    chart = desk.workspace.chart
    desk.until(lambda: "MD" in chart.visible_series() and chart.model_box.count() == 3)
    series = chart.visible_series()
    net = sum(values for name, values in series.items() if name.startswith("M"))
    assert (abs(net + series["open"] - series["purchase"]) < 1e-9).all()
    assert "completed" in desk.said()
