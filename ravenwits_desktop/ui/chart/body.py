"""The middle of the chart's panel: the picture, the server's answer below it, the table beside them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import tables
from ravenwits_desktop.ui.chart.heat_view import HeatView
from ravenwits_desktop.ui.chart.panes import Panes
from ravenwits_desktop.ui.chart.raw import RawView
from ravenwits_desktop.ui.chart.scenes import Material, Scene
from ravenwits_desktop.ui.chart.side import DAYS, TOTALS, SideTable


class ChartBody(QSplitter):
    """One of plot, heat map and message at a time; answer and table are there when they are asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("chartBody")
        self.panes, self.heat = Panes(self), HeatView(self)
        self.message = QLabel(self)
        self.message.setObjectName("chartMessage")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setMargin(32)
        self.stack = QStackedWidget(self)
        for widget in (self.panes, self.heat, self.message):
            self.stack.addWidget(widget)
        self.raw, self.side = RawView(self), SideTable(self)
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        self.upright.addWidget(self.stack)
        self.upright.addWidget(self.raw)
        self.upright.setStretchFactor(0, 3)
        self.upright.setStretchFactor(1, 2)
        self.upright.setSizes([600, 400])
        self.addWidget(self.upright)
        self.addWidget(self.side)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setSizes([600, 380])
        for splitter in (self, self.upright):
            splitter.setChildrenCollapsible(False)
        self.side.hide()
        self.side.jumped.connect(self._jump)
        self.panes.cursor_changed.connect(self.side.mark)

    def fill_table(self, material: Material, scene: Scene, idmodel: str | None) -> None:
        """Show the rows that were chosen, of one model where they are days."""
        if self.side.kind == TOTALS:
            self.side.show_sheet(tables.totals_sheet(material, idmodel))
        elif self.side.kind == DAYS:
            self.side.show_sheet(tables.days_sheet(material, idmodel))
        else:
            plot = self.panes.plot
            self.side.show_sheet(tables.periods_sheet(scene.main, plot.hidden, plot.sight()))

    @Slot(object)
    def _jump(self, start: np.datetime64) -> None:
        """Show a moment: the whole day where the rows are days."""
        self.panes.jump(start, whole_day=self.side.kind == DAYS)

    def show_table(self, shown: bool, *, alone: bool) -> None:
        """Show the table beside the rest, or `alone` in its place."""
        self.upright.setVisible(not (shown and alone))
        self.side.setVisible(shown)
        self._keep_place()

    def show_answer(self, shown: bool, *, alone: bool) -> None:
        """Show the server's answer below the picture, or `alone` in its place."""
        self.stack.setVisible(not (shown and alone))
        self.raw.setVisible(shown)
        self._keep_place()

    def _keep_place(self) -> None:
        """Ask for the height of the picture while something is in its place: else the docks around would take it."""
        replaced = not self.stack.isVisibleTo(self)
        self.setMinimumHeight(self.stack.minimumSizeHint().height() if replaced else 0)

    def show_message(self, text: str) -> None:
        """Show a sentence in place of a picture."""
        self.message.setText(text)
        self.stack.setCurrentWidget(self.message)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        colours = theme.current_theme()
        self.panes.refresh_theme()
        self.heat.refresh_theme()
        self.side.refresh_theme()
        self.message.setStyleSheet(f"color: {colours.muted}; background: {colours.base};")
