"""The parts of the chart's panel, one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.body import ChartBody
from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.legend import Legend
from ravenwits_desktop.ui.chart.model_box import ModelBox
from ravenwits_desktop.ui.chart.remark_label import RemarkBar
from ravenwits_desktop.ui.chart.tools import Tools
from ravenwits_desktop.ui.chart.totals import TotalsLabel


class ChartParts(QWidget):
    """Head, choices, legend, remarks, the picture, totals. What they show and do is the panel's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ChartHead(self)
        self.model_box = ModelBox(self)
        self.tools = Tools(self, self.model_box, self.head.resolution_buttons)
        self.legend = Legend(self)
        self.remarks = RemarkBar(self)
        self.remark = self.remarks.label
        self.body = ChartBody(self)
        self.plot, self.strip = self.body.panes.plot, self.body.panes.strip
        self.raw, self.message, self.side = self.body.raw, self.body.message, self.body.side
        self.totals = TotalsLabel(self)
        self.averaged = QLabel(self)
        self.averaged.setObjectName("chartAveraged")
        self.averaged.setWordWrap(True)
        self.averaged.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for widget in (self.head, self.tools, self.legend, self.remarks):
            column.addWidget(widget)
        column.addWidget(self.body, 1)
        column.addWidget(self.averaged)
        column.addWidget(self.totals)

    def dress(self) -> None:
        """Give all parts the colours of the current theme."""
        colours = theme.current_theme()
        self.head.refresh_theme()
        self.tools.refresh_theme()
        self.body.refresh_theme()
        self.totals.setFont(theme.tabular(self.font()))
        for label in (self.totals, self.averaged):
            label.setStyleSheet(f"color: {colours.muted};")
