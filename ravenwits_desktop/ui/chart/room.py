"""How much room the chart has, and what folds up where that is little."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout

from ravenwits_desktop.ui.chart.body import ChartBody
from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.legend import Legend
from ravenwits_desktop.ui.chart.plot import MarketPlot
from ravenwits_desktop.ui.chart.remark_label import RemarkBar
from ravenwits_desktop.ui.chart.tools import Tools
from ravenwits_desktop.ui.chart.totals import TotalsLabel

_NARROW = 560
"""Pixels: with fewer across there is room for either the picture or the table."""
_WIDE, _HIGH = 760, 400
"""Pixels: with fewer across or down everything folds."""
_TIGHT = 340
"""Pixels: with fewer down all that is said beside the picture has one line each."""
_SCANT = 296
"""Pixels: with fewer down the picture is lower than usual, and has no strip below it."""
_LOW = 460
"""Pixels: with fewer down there is room for either the picture or the server's answer."""


class Folding(Protocol):
    """What of the panel folds."""

    head: ChartHead
    tools: Tools
    legend: Legend
    remarks: RemarkBar
    totals: TotalsLabel
    plot: MarketPlot
    strip: MarketPlot
    body: ChartBody

    def layout(self) -> QLayout | None:
        """The column of all of them."""


class Room:
    """Folds a panel up and unfolds it again, by its size alone, so that no fold can undo itself."""

    def __init__(self, panel: Folding) -> None:
        self._panel = panel
        self.narrow = False
        """Whether there is no room for a table beside the picture."""
        self.low = False
        """Whether there is no room for the server's answer below the picture."""
        self.folded = False
        """Whether choices stand in menus, legend and remarks in few lines, and the read-out below the picture."""

        self.tight = False
        """Whether remarks and totals have one line each, so that the picture keeps its axis."""
        self.scant = False
        """Whether there is no room for a strip below the picture."""

    def mind(self, size: QSize) -> bool:
        """Fit into this size; whether anything has changed."""
        narrow, low = size.width() < _NARROW, size.height() < _LOW
        folded = size.width() < _WIDE or size.height() < _HIGH
        tight, scant = size.height() < _TIGHT, size.height() < _SCANT
        now = (narrow, low, folded, tight, scant)
        if now == (self.narrow, self.low, self.folded, self.tight, self.scant):
            return False
        self.narrow, self.low, self.folded, self.tight, self.scant = now
        panel = self._panel
        for part in (panel.head, panel.tools, panel.legend, panel.remarks, panel.totals):
            part.fold(folded)
        for said in (panel.remarks, panel.totals):
            said.tighten(tight)
        for plot in (panel.plot, panel.strip):
            plot.crosshair.floats = not folded
        panel.body.panes.fold(folded)
        panel.body.panes.tighten(scant)
        layout = panel.layout()
        if layout is not None:
            layout.setContentsMargins(12, 4 if folded else 8, 12, 4 if folded else 8)
        return True
