"""Models in per cents beside models in fractions: never drawn as if they had one scale."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.strategy import Model, StrategyOutput
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.units import Unit
from tests.ui.chart.builders import NAMES, purchase_of, series_of, submission_of


def show(panel, purchase, output):
    panel.show_submission(submission_of(), purchase, output, NAMES)


def press(panel, kind):
    panel.tools.kinds.buttons[kind].click()


def test_lines_that_may_be_a_hundred_times_too_high_are_not_drawn_beside_others(panel, qtbot):
    purchase = purchase_of()
    shares = {"1": 80.0, "2": 90.0, "3": 0.7}
    output = StrategyOutput(tuple(Model(name, {"MD": series_of(purchase, each)}) for name, each in shares.items()))
    show(panel, purchase, output)
    press(panel, Kind.COMPARE)
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData("3"))
    lines = [name for name in panel.visible_series() if name.startswith("model:")]
    assert lines == ["model:3"]
    told = "says whether their shares are per cents: Model 1 — all in MD (shares up to 80), Model 2 — wait for MID2"
    assert told in panel.remark.text()
    assert panel.scene.strip is None, "no difference of two scales either"
    panel.tools.units.buttons[Unit.SHARE].click()
    assert panel.visible_series()["model:3"].max() == pytest.approx(70)
    panel.tools.units.buttons[Unit.MW].click()
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    for name, share in (("1", 0.8), ("2", 0.9), ("3", 0.7)):
        np.testing.assert_allclose(panel.visible_series()[f"model:{name}"], purchase.mw * share)
    assert panel.scene.strip is not None
    assert panel.remarks.switch.isChecked()
    assert "Not drawn" not in panel.remark.text()
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    assert [name for name in panel.visible_series() if name.startswith("model:")] == ["model:3"]


def test_models_of_which_one_is_decided_are_not_drawn_in_two_scales(panel, qtbot):
    purchase = purchase_of()
    output = StrategyOutput(
        tuple(
            Model(name, {"MD": series_of(purchase, share)}) for name, share in (("1", 22.0), ("2", 90.0), ("3", 100.0))
        )
    )
    show(panel, purchase, output)
    press(panel, Kind.COMPARE)
    assert [name for name in panel.visible_series() if name.startswith("model:")] == ["model:1", "model:2", "model:3"]
    assert "Are they per cents?" in panel.remark.text()
    press(panel, Kind.MARKETS)
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    press(panel, Kind.COMPARE)
    assert [name for name in panel.visible_series() if name.startswith("model:")] == ["model:1"]
    assert "Not drawn beside the others" in panel.remark.text()
    assert panel.remarks.switch.isVisible()
    assert not panel.remarks.switch.isChecked()
    qtbot.mouseClick(panel.remarks.fractions, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(panel.visible_series()["model:1"], purchase.mw * 0.22)
    np.testing.assert_allclose(panel.visible_series()["model:3"], purchase.mw * 100)
    told = (
        "are read in different ways: as per cents Model 1 — all in MD, as fractions Model 2 — wait for MID2, Model 3."
    )
    assert told in panel.remark.text()
    qtbot.mouseClick(panel.remarks.switch, Qt.MouseButton.LeftButton)
    np.testing.assert_allclose(panel.visible_series()["model:3"], purchase.mw)
    assert "different ways" not in panel.remark.text()
