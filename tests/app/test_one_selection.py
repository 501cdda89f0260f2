"""The table and the chart of one draft in the window: previews and edits in the chart at once."""

from __future__ import annotations

import numpy as np
import pytest

from ravenwits_desktop.domain.rows import Rows
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def drafted(desk, tmp_path):
    """With a draft of a day open."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    return desk


def test_a_preview_of_rows_is_shown_in_the_chart_until_it_is_taken_back(drafted):
    chart, showing = drafted.workspace.chart, drafted.workspace._showing
    rows = drafted.editor().model.rows()
    before = chart.visible_series()["purchase"].copy()
    showing.preview(Rows(rows.labels, rows.mw * 2))
    assert np.array_equal(chart.visible_series()["purchase"], before * 2)
    assert np.array_equal(chart.visible_series()["replaced"], before)
    showing.preview(None)
    assert np.array_equal(chart.visible_series()["purchase"], before)
    assert "replaced" not in chart.visible_series()


def test_a_wrong_value_leaves_the_rest_of_the_draft_in_the_chart(drafted):
    chart = drafted.workspace.chart
    count = len(chart.visible_series()["purchase"])
    chart.plot.zoom(0.5)
    seen = chart.plot.view.viewRange()[0]
    drafted.type(3, "soon")
    assert len(chart.visible_series()["purchase"]) == count - 1
    assert chart.remark.text() == "One row is not drawn: it has an error."
    drafted.type(3, "7")
    assert len(chart.visible_series()["purchase"]) == count
    assert chart.plot.view.viewRange()[0] == seen
