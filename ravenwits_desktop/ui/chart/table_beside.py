"""The table of figures beside the picture: when it is there, when it is filled, and what a row of it leads to."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from ravenwits_desktop.ui.chart.body import ChartBody
from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.model_box import ModelBox
from ravenwits_desktop.ui.chart.plot import MarketPlot
from ravenwits_desktop.ui.chart.room import Room
from ravenwits_desktop.ui.chart.scenes import Material, Scene
from ravenwits_desktop.ui.chart.side import PERIODS, SideTable

_REST = 120
"""Milliseconds without a movement after which the table follows the picture."""


class _Panel(Protocol):
    """What of the panel has to do with the table."""

    head: ChartHead
    model_box: ModelBox
    body: ChartBody
    side: SideTable
    plot: MarketPlot
    room: Room

    @property
    def material(self) -> Material | None:
        """What the pictures are made of."""

    @property
    def scene(self) -> Scene | None:
        """What is drawn."""


class TableBeside(QObject):
    """Fills the table of a panel while somebody sees it, and gives it its place."""

    def __init__(self, panel: _Panel) -> None:
        super().__init__(panel.body)
        self._panel = panel
        self._resting = QTimer(self, interval=_REST, singleShot=True)
        self._resting.timeout.connect(self.fill)
        panel.head.table_button.toggled.connect(self._show)
        panel.plot.sight_changed.connect(self.sight_changed)
        panel.side.kind_changed.connect(self.fill)
        panel.side.jumped.connect(self._leave)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        self.mind(self._panel.scene is not None)
        self.fill()

    def mind(self, drawable: bool) -> None:
        """The table beside the picture, or in its place where there is no room for both."""
        panel = self._panel
        panel.body.show_table(drawable and panel.head.table_button.isChecked(), alone=panel.room.narrow)

    @Slot()
    def fill(self) -> None:
        """Show what there is now; nothing is worked out for a table that nobody sees."""
        panel = self._panel
        scene, material = panel.scene, panel.material
        if scene is None or material is None or not panel.side.isVisibleTo(panel.body):
            return
        panel.body.fill_table(material, scene, panel.model_box.currentData())

    @Slot()
    def sight_changed(self) -> None:
        """Follow soon, not with every step of a movement: a table of a year takes longer than a frame."""
        if self._panel.side.kind == PERIODS and self._panel.side.isVisibleTo(self._panel.body):
            self._resting.start()

    @Slot(object)
    def _leave(self, _start: np.datetime64) -> None:
        """What a row leads to must be seen."""
        if self._panel.room.narrow:
            self._panel.head.table_button.setChecked(False)
