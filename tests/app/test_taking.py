"""The chart of a real submission: its prices, and its picture and figures in files that the worker writes."""

from __future__ import annotations

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog

from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.units import Unit
from tests.spreadsheets.builders import hours, xlsx


@pytest.fixture
def charted(desk, tmp_path):
    """With a completed submission of a day in the chart."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(xlsx(hours()))
    desk.take(path)
    desk.submit()
    desk.stands("completed")
    desk.until(lambda: "MD" in desk.workspace.chart.visible_series())
    return desk


def choose(monkeypatch, path):
    """Answer the next dialog of the platform with this file."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])


def written(desk, path):
    desk.until(lambda: f"Written to {path}" in desk.window.statusBar().currentMessage())


def test_a_picture_and_the_figures_are_written_beside_the_window(charted, tmp_path, monkeypatch):
    taking = charted.workspace.taking
    for name in ("chart.png", "chart.svg", "chart.pdf"):
        choose(monkeypatch, tmp_path / name)
        taking.save_picture()
        written(charted, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5000
    assert QImage(str(tmp_path / "chart.png")).width() == 1200
    choose(monkeypatch, tmp_path / "figures.xlsx")
    taking.save_figures()
    written(charted, tmp_path / "figures.xlsx")
    choose(monkeypatch, tmp_path / "bids.xlsx")
    taking.save_bids()
    written(charted, tmp_path / "bids.xlsx")
    rows = list(load_workbook(tmp_path / "bids.xlsx").worksheets[0].iter_rows(values_only=True))
    titles, body = rows[0], rows[1:]
    place = titles.index("MD MW")
    chart = charted.workspace.chart
    np.testing.assert_array_equal([row[place] for row in body], chart.visible_series()["MD"])


def test_what_cannot_be_written_is_told(charted, tmp_path, monkeypatch):
    choose(monkeypatch, tmp_path / "nowhere" / "chart.png")
    charted.workspace.taking.save_picture()
    charted.hears("could not be written")


def test_predicted_prices_come_by_themselves_and_cost_the_model(charted):
    chart = charted.workspace.chart
    charted.until(lambda: Unit.EUR in chart._shown.units(Kind.MARKETS))
    chart.tools.units.buttons[Unit.EUR].click()
    assert "all_in_md" in chart.visible_series()
    assert "At prices predicted" in chart.remark.text()
    assert "EUR/MWh" in chart.totals.text()


def test_before_and_after_of_a_second_submission_of_the_day(charted, tmp_path):
    path = tmp_path / "corrected.xlsx"
    path.write_bytes(xlsx(hours(value=12)))
    charted.take(path)
    charted.submit()
    chart = charted.workspace.chart
    charted.until(lambda: not chart.shows_draft and chart.visible_series().get("purchase", [0])[0] == 12)
    chart.tools.kinds.buttons[Kind.CHANGES].click()
    charted.until(lambda: chart.scene is not None and chart.scene.strip is not None)
    assert chart.strip.visible_series()["change"][0] == pytest.approx(1.5)


def test_what_was_chosen_to_be_seen_stands_at_the_next_start(start, charted):
    chart = charted.workspace.chart
    chart.tools.kinds.buttons[Kind.HEAT].click()
    chart.tools.units.buttons[Unit.SHARE].click()
    chart.head.day_button.click()
    chart.head.table_button.click()
    wish = chart.wish()
    charted.close()
    again = start(sandbox=True, pace=0.01)
    again.stands("completed")
    again.list.selectRow(0)
    again.until(lambda: again.workspace.chart.heat is not None)
    found = again.workspace.chart
    assert (found.wish().kind, found.wish().unit, found.wish().step) == (wish.kind, wish.unit, wish.step)
    assert found.head.table_button.isChecked()


def test_a_copy_is_said_in_the_status_bar_and_what_is_not_given_out_above(charted):
    taking = charted.workspace.taking
    taking.copy_table_action.trigger()
    assert "rows were copied." in charted.window.statusBar().currentMessage()
    taking.warned.emit("Only the first rows were copied.")
    charted.hears("Only the first rows were copied.")
