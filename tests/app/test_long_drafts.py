"""Drafts so long that the worker checks them: nothing is skipped, and what is seen comes to be right."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from ravenwits_desktop.ui.editor import examining
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def day(tmp_path, monkeypatch):
    """A whole day in a file; its rows are many, as far as the window is concerned."""
    monkeypatch.setattr(examining, "LONG", 10)
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    return path


def put(desk, text, row=2):
    """Write into a value and let no event of the loop come between this and what follows."""
    model = desk.editor().model
    model.setData(model.index(row, 1), text)
    assert model.examined() is None


def test_a_submission_waits_for_the_checks(desk, day):
    desk.take(day)
    put(desk, "-4")
    desk.workspace.submit()
    assert "being checked" in desk.said()
    dialog = desk.dialog("submitDialog")
    assert "negative" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "being checked" not in desk.said()
    dialog.reject()
    desk.submit()


def test_errors_found_meanwhile_stop_it(desk, day):
    desk.take(day)
    put(desk, "x")
    desk.workspace.submit()
    desk.hears("Nothing was sent: one cell")
    assert (desk.table.currentIndex().row(), desk.table.currentIndex().column()) == (2, 1)
    assert desk.seen(QLabel, "submitHeading") is None


def test_nothing_is_reviewed_of_a_draft_that_is_no_longer_in_front(desk, day):
    desk.take(day)
    desk.window.actions_.duplicate_draft.trigger()
    put(desk, "5")
    desk.workspace.submit()
    desk.workspace.tabs.tabs.setCurrentIndex(0)
    desk.hears("Nothing was sent", "no longer in front")
    assert desk.seen(QLabel, "submitHeading") is None


def test_the_chart_and_the_totals_follow_an_edit(desk, day):
    desk.take(day)
    chart = desk.workspace.chart
    desk.until(lambda: "purchase" in chart.visible_series())
    drawn = chart.visible_series()["purchase"]
    before = desk.totals()
    put(desk, "777")
    assert chart.visible_series()["purchase"] is drawn, "what was drawn stays meanwhile"
    desk.until(lambda: chart.visible_series()["purchase"][2] == 777.0)
    assert desk.totals() != before
    assert "777" in desk.totals()
    desk.editor().undo_stack.undo()
    desk.until(lambda: chart.visible_series()["purchase"].tolist() == drawn.tolist())
    desk.until(lambda: desk.totals() == before)
