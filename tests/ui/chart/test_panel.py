"""What the panel shows of drafts and submissions, and how models, hours and legend change it."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Model, StrategyOutput
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.chart.scenes import Kind
from tests.ui.chart.builders import NAMES, output_of, purchase_of, series_of, submission_of


def show(panel, purchase=None, output=None, state=State.COMPLETED, **changes):
    panel.show_submission(submission_of(state, **changes), purchase, output, NAMES)


def choose(panel, text):
    panel.model_box.setCurrentIndex(panel.model_box.findText(text, Qt.MatchFlag.MatchStartsWith))


def view_range(panel):
    return panel.plot.view.viewRange()[0]


def test_the_nets_of_the_chosen_model_are_drawn(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    assert panel.model_box.currentText() == "Model 1 — all in MD"
    assert set(panel.visible_series()) == {"purchase", "MD", "open"}
    with qtbot.waitSignal(panel.model_changed) as heard:
        choose(panel, "Model 2")
    assert heard.args == ["2"]
    shown = panel.visible_series()
    assert list(shown) == ["purchase", "MD", "MID1", "MID2", "MID3", "open"]
    np.testing.assert_allclose(shown["MD"], purchase.mw * 0.5)
    np.testing.assert_allclose(shown["MID3"], np.where(np.arange(96) < 48, 0, purchase.mw * 0.1))
    nets = sum(shown[market] for market in ("MD", "MID1", "MID2", "MID3"))
    np.testing.assert_allclose(shown["open"], purchase.mw - nets, atol=1e-9)
    assert [panel.legend.button(name).text() for name in shown] == [
        "Purchase",
        "MD",
        "MID1",
        "MID2",
        "MID3",
        "Open position",
    ]


def test_what_was_chosen_in_the_heat_map_is_drawn_when_it_is_left(panel):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    panel.tools.kinds.buttons[Kind.HEAT].click()
    choose(panel, "Model 2")
    panel.tools.kinds.buttons[Kind.MARKETS].click()
    shown = panel.visible_series()
    np.testing.assert_allclose(shown["MD"], purchase.mw * 0.5)
    assert list(shown) == ["purchase", "MD", "MID1", "MID2", "MID3", "open"]


def test_another_day_that_comes_behind_the_heat_map_is_the_time_that_is_seen(panel):
    first, second = purchase_of(), purchase_of("2026-11-27")
    show(panel, first, output_of(first))
    panel.tools.kinds.buttons[Kind.HEAT].click()
    show(panel, second, output_of(second), identity="other")
    panel.set_cursor(second.starts[3])
    assert panel.plot.cursor_start() == second.starts[3]


def test_totals_tell_energy_and_share(panel):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 2")
    text = panel.totals.text().replace("\u00a0", " ")
    assert f"Purchase {purchase.energy_mwh:.1f} MWh" in text
    assert f"MD {purchase.energy_mwh / 2:.1f} MWh 50 %" in text
    choose(panel, "Model 3")
    text = panel.totals.text().replace("\u00a0", " ")
    assert "120 %" in text
    assert "−20 %" in text
    assert "open 0.0 MWh 0 %" in text


def test_by_the_hour_is_the_mean_of_its_quarters(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 2")
    qtbot.mouseClick(panel.head.hour_button, Qt.MouseButton.LeftButton)
    shown = panel.visible_series()
    assert {len(values) for values in shown.values()} == {24}
    np.testing.assert_allclose(shown["purchase"], purchase.mw.reshape(24, 4).mean(axis=1))
    np.testing.assert_allclose(shown["MD"], shown["purchase"] * 0.5)
    panel.set_cursor(np.datetime64("2026-11-25T17:15"))
    assert panel.readout_text().startswith("Wed 25 Nov 18:00 – 19:00 · hour 19 · Purchase ")
    qtbot.mouseClick(panel.head.submitted_button, Qt.MouseButton.LeftButton)
    assert len(panel.visible_series()["purchase"]) == 96


def test_an_hour_with_a_missing_quarter_says_so(panel, qtbot):
    whole = purchase_of()
    kept = np.arange(96) != 40
    show(panel, Purchase(whole.starts[kept], whole.mw[kept], 15))
    qtbot.mouseClick(panel.head.hour_button, Qt.MouseButton.LeftButton)
    panel.set_cursor(whole.starts[40])
    assert "not all of it given" in panel.readout_text()
    panel.set_cursor(whole.starts[44])
    assert "not all of it given" not in panel.readout_text()


def test_an_hourly_purchase_has_no_finer_view(panel):
    show(panel, purchase_of(resolution=60))
    assert not panel.head.hour_button.isEnabled()
    assert panel.head.day_button.isEnabled()
    assert len(panel.visible_series()["purchase"]) == 24


def test_the_legend_hides_and_shows_and_remembers(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 2")
    qtbot.mouseClick(panel.legend.button("MD"), Qt.MouseButton.LeftButton)
    assert "MD" not in panel.visible_series()
    panel.set_cursor(purchase.starts[0])
    assert "MD " not in panel.readout_text()
    show(panel, purchase, output_of(purchase), identity="two")
    assert "MD" not in panel.visible_series()
    button = panel.legend.button("MD")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert "MD" in panel.visible_series()


def test_an_unknown_market_is_drawn_under_its_own_name(panel):
    purchase = purchase_of()
    output = StrategyOutput((Model("7", {"MD": series_of(purchase, 0.9), "XBID": series_of(purchase, 0.1)}),))
    show(panel, purchase, output)
    assert panel.model_box.currentText() == "Model 7"
    assert "XBID" in panel.visible_series()
    assert panel.plot.colours["XBID"] != panel.plot.colours["MD"]


def test_the_view_model_and_cursor_stay_when_the_same_submission_brings_news(panel):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase), State.IN_PROGRESS)
    choose(panel, "Model 2")
    panel.plot.zoom(0.5)
    panel.plot.pan(0.1)
    panel.set_cursor(purchase.starts[50])
    seen, said = view_range(panel), panel.readout_text()
    show(panel, purchase, output_of(purchase))
    assert view_range(panel) == seen
    assert panel.readout_text() == said
    assert panel.model_box.currentData() == "2"
    show(panel, purchase, output_of(purchase), identity="two")
    assert view_range(panel) != seen
    assert panel.readout_text() == ""
    assert panel.model_box.currentData() == "2"


def test_a_draft_that_grows_is_shown_whole_until_someone_zooms(panel):
    panel.show_purchase("Draft", purchase_of())
    panel.show_purchase("Draft", purchase_of(days=2))
    low, high = view_range(panel)
    assert high - low > 47 * 3600
    panel.plot.zoom(0.25)
    seen = view_range(panel)
    panel.show_purchase("Draft", purchase_of(days=3))
    assert view_range(panel) == seen


def test_a_draft_and_the_previous_submission_behind_it(panel):
    purchase, previous = purchase_of(), purchase_of(days=2, scale=1.1)
    panel.show_purchase("Wed 25 Nov", purchase, previous)
    assert list(panel.visible_series()) == ["purchase", "previous"]
    assert panel.head.title.text() == "Wed 25 Nov"
    panel.set_cursor(purchase.starts[30])
    assert f"Previous {previous.mw[30]:.3f}" in panel.readout_text()
    # Only what of the previous one lies in the same time is compared.
    change = purchase.energy_mwh - previous.mw[:96].sum() / 4
    assert f"change −{-change:.1f} MWh" in panel.totals.text().replace("\u00a0", " ")


def test_rows_that_cannot_be_drawn_are_counted(panel):
    panel.show_purchase("Draft", purchase_of(), undrawn=2)
    assert panel.remark.text() == "2 rows are not drawn: they have errors."
    panel.show_purchase("Draft", purchase_of())
    assert panel.remark.isHidden()


def test_a_preview_is_drawn_over_what_it_would_replace_and_moves_nothing(panel):
    purchase, previous = purchase_of(), purchase_of(scale=1.1)
    panel.show_purchase("Wed 25 Nov", purchase, previous)
    panel.plot.zoom(0.25)
    seen = view_range(panel)
    preview = Purchase(purchase.starts, purchase.mw + 1, 15)
    panel.show_preview(preview)
    panel.set_cursor(purchase.starts[30])
    assert list(panel.visible_series()) == ["purchase", "replaced", "previous"]
    assert f"Purchase {preview.mw[30]:.3f} · Before {purchase.mw[30]:.3f} · Previous" in panel.readout_text()
    assert panel.remark.text().startswith("Preview.")
    assert panel.plot.drawing.replaced_line.item.opts["pen"].style() == Qt.PenStyle.DashLine
    assert view_range(panel) == seen
    # The previous submission comes late: the preview is still of these rows.
    panel.show_purchase("Wed 25 Nov", Purchase(purchase.starts, purchase.mw, 15), previous)
    assert "replaced" in panel.visible_series()
    panel.show_preview(None)
    assert list(panel.visible_series()) == ["purchase", "previous"]
    assert panel.remark.isHidden()
    panel.show_preview(preview)
    panel.show_purchase("Wed 25 Nov", preview, previous)
    assert "replaced" not in panel.visible_series()
    assert view_range(panel) == seen


def test_a_preview_may_have_other_periods(panel):
    purchase = purchase_of()
    panel.show_purchase("Wed 25 Nov", purchase)
    panel.show_preview(purchase_of(resolution=60))
    panel.set_cursor(purchase.starts[31])
    assert f"Before {purchase.mw[28:32].mean():.3f}" in panel.readout_text(), (
        "the mean of the hour, not its first quarter"
    )
    panel.show_nothing()
    panel.show_preview(purchase)
    assert panel.visible_series() == {}


def test_long_names_leave_the_panel_its_width(panel):
    purchase = purchase_of()
    long = "x" * 400
    submission = submission_of(retailer_name=long)
    panel.show_submission(submission, purchase, output_of(purchase), {"1": long})
    assert panel.minimumSizeHint().width() < 640
    assert panel.head.title.toolTip().endswith(long)
    assert panel.model_box.toolTip().endswith(long)


@pytest.mark.parametrize("values", [np.zeros(96), np.full(96, -4.0), np.full(96, 1e-9), np.full(96, 9e8)])
def test_odd_sizes_of_power_are_drawn(panel, values):
    purchase = Purchase(purchase_of().starts, values, 15)
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 3")
    low, high = panel.plot.view.viewRange()[1]
    assert low <= min(0.0, values.min()) < high or low < max(0.0, values.max()) <= high
    assert not panel.grab().isNull()


def test_a_purchase_of_one_period(panel):
    purchase = Purchase(purchase_of().starts[:1], np.array([3.0]), 15)
    show(panel, purchase, output_of(purchase))
    low, high = view_range(panel)
    assert high - low < 3600
    panel.set_cursor(purchase.starts[0])
    assert "Purchase 3.000" in panel.readout_text()


def test_sent_times_play_no_part_in_what_is_drawn(panel):
    purchase, output = purchase_of(), None
    show(panel, purchase, output, State.PENDING, checked=datetime(2026, 11, 24, tzinfo=UTC))
    panel.plot.zoom(0.5)
    seen = view_range(panel)
    show(panel, purchase, output, State.PENDING, checked=datetime(2026, 11, 25, tzinfo=UTC))
    assert view_range(panel) == seen


def test_new_shares_of_the_same_submission_are_drawn(panel):
    purchase = purchase_of()
    for share in (1.0, 0.25):
        show(panel, purchase, StrategyOutput((Model("1", {"MD": series_of(purchase, share)}),)))
        np.testing.assert_allclose(panel.visible_series()["MD"], purchase.mw * share)


def test_a_double_click_in_the_legend_shows_one_series_alone_and_all_again(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 2")
    everything = list(panel.visible_series())
    button = panel.legend.button("MID2")

    def double_click():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(panel.legend.hidden_changed):
        double_click()
    assert list(panel.visible_series()) == ["MID2"]
    assert panel.legend.button("MD").font().strikeOut()
    double_click()
    assert list(panel.visible_series()) == everything
    for place, expected in ((0, ["MID2"]), (1, everything)):
        button.customContextMenuRequested.emit(QPoint(3, 3))
        menu = panel.legend.findChild(QMenu, "legendMenu")
        menu.actions()[place].trigger()
        assert list(panel.visible_series()) == expected
        menu.close()
        qtbot.waitUntil(lambda: panel.legend.findChild(QMenu, "legendMenu") is None)


def test_what_is_hidden_is_told_and_shown_again_with_one_click(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    choose(panel, "Model 2")
    legend, everything = panel.legend, list(panel.visible_series())
    assert not legend.all_button.isVisible()
    legend.button("MD").click()
    legend.button("MID1").click()
    assert legend.all_button.isVisible()
    assert legend.all_button.text() == "2 hidden: show all"
    panel.resize(420, 380)
    qtbot.waitUntil(legend.more_button.isVisible)
    assert legend.all_button.isVisible()
    assert legend.rect().contains(legend.all_button.geometry())
    qtbot.mouseClick(legend.all_button, Qt.MouseButton.LeftButton)
    assert list(panel.visible_series()) == everything
    assert not legend.all_button.isVisible()


@pytest.mark.parametrize("state", [None, State.PENDING, State.FAILED])
def test_a_market_shown_alone_leaves_no_later_picture_empty(panel, qtbot, state):
    purchase, later = purchase_of(), purchase_of("2026-11-26")
    show(panel, purchase, output_of(purchase))
    panel.legend.show_only("MD")
    assert list(panel.visible_series()) == ["MD"]
    if state is None:
        panel.show_purchase("Draft", later, previous=purchase_of("2026-11-26", scale=0.5))
    else:
        panel.show_submission(
            submission_of(state, "two"), later, None, NAMES, previous=purchase_of("2026-11-26", scale=0.5)
        )
    button = panel.legend.button("purchase")
    assert set(panel.visible_series()) == {"purchase", "previous"}
    assert np.isfinite(panel.plot.drawing.purchase_line.yData).any()
    assert button.isChecked()
    assert not button.font().strikeOut()
    assert "all else of this picture is hidden" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "purchase" in panel.visible_series()
    show(panel, purchase, output_of(purchase))
    assert list(panel.visible_series()) == ["MD"], "what was chosen there is kept"
    assert panel.legend.button("purchase").font().strikeOut()
