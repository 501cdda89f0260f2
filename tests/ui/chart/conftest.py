"""A chart's panel, shown, in the light scheme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.panel import ChartPanel


@pytest.fixture
def panel(qtbot, qapp):
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
    panel = ChartPanel()
    qtbot.addWidget(panel)
    panel.resize(930, 580)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    theme.apply_scheme(qapp, Qt.ColorScheme.Light)
