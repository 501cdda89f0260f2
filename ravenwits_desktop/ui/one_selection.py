"""One selection for table and chart: the table's. The chart highlights it, and asks for another."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Slot

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.chart.brush import Brushed
from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.chart.step_drag import Moved
from ravenwits_desktop.ui.editor.commands import merged_rows
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.editor.view import PurchaseEditor

_MANY_RUNS = 1000
"""Of unsorted rows; selecting more in pieces is felt, and so is done once, when the button is let go."""


class OneSelection(QObject):
    """Ties the table of the draft in front to the chart while that shows the draft.

    Rows and steps know each other by the start instants of their periods, so that unsorted rows, rows with errors and
    days of 23 and 25 hours come out right. The chart keeps no selection of its own: what is brushed in it is selected
    in the table, and only what the table then tells is highlighted.
    """

    def __init__(self, tabs: DraftTabs, chart: ChartPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._chart = chart
        self._editor: PurchaseEditor | None = None
        tabs.current_changed.connect(self._follow)
        chart.plot.brush.brushed.connect(self._brushed)
        chart.plot.step_drag.dropped.connect(self._dropped)
        chart.plot.nudged.connect(self._nudged)
        chart.snap_changed.connect(self._snap_changed)
        self._follow(tabs.current())

    @Slot(object)
    def _follow(self, editor: PurchaseEditor | None) -> None:
        if editor is self._editor:
            return
        if self._editor is not None:
            self._editor.table.selection_changed.disconnect(self.refresh)
            self._editor.checked_changed.disconnect(self.refresh)
        self._editor = editor
        if editor is not None:
            editor.table.selection_changed.connect(self.refresh)
            editor.checked_changed.connect(self.refresh)
            self._snap_changed(self._chart.plot.step_drag.snap)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Highlight in the chart what is selected in the table of the draft it shows."""
        editor = self._editor
        if editor is None or not self._chart.shows_draft:
            return
        known = editor.model.examined()
        if known is None:
            return  # told again when the rows have been checked
        checked = known.checked
        runs = merged_rows(editor.table.ranges())
        parts = [checked.starts[first : last + 1] for first, last in runs]
        starts = parts[0] if len(parts) == 1 else np.concatenate([checked.starts[:0], *parts])
        self._chart.plot.set_selected(starts, checked.resolution)

    @Slot(object)
    def _brushed(self, brushed: Brushed) -> None:
        editor = self._editor
        if editor is None or not self._chart.shows_draft:
            return
        known = editor.model.examined()
        if known is None:
            return
        starts = known.checked.starts
        rows = np.flatnonzero((starts >= brushed.begin) & (starts < brushed.end))
        if not len(rows):
            return
        ends = np.append(np.flatnonzero(np.diff(rows) > 1), len(rows) - 1)
        begins = np.concatenate([[0], ends[:-1] + 1])
        if len(begins) > _MANY_RUNS and not brushed.done:
            return
        model, selection = editor.model, QItemSelection()
        for first, last in zip(rows[begins].tolist(), rows[ends].tolist(), strict=True):
            selection.select(model.index(first, Column.PURCHASE), model.index(last, Column.PURCHASE))
        chosen = editor.table.selectionModel()
        current = model.index(int(rows[0]), Column.PURCHASE)
        # The current cell goes along, or the next key pressed in the table would write somewhere else.
        chosen.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if brushed.done:
            editor.table.scrollTo(current)

    @Slot(object)
    def _dropped(self, change: Moved) -> None:
        editor = self._editor
        if editor is None or not self._chart.shows_draft:
            return
        examined = editor.model.examined()
        if examined is None:
            return  # the rows were changed under the drag
        starts = examined.checked.starts
        known = np.flatnonzero(~np.isnat(starts) & np.isfinite(editor.model.rows().mw))
        drawn, first = np.unique(starts[known], return_index=True)
        places = np.searchsorted(drawn, change.starts)
        if not np.array_equal(drawn[np.minimum(places, len(drawn) - 1)], change.starts):
            return  # the rows were changed under the drag: a value must not land in another period
        editor.nudge.put(known[first[places]], change.mw)

    @Slot(object)
    def _nudged(self, direction: int) -> None:
        if self._editor is not None and self._chart.shows_draft:
            (self._editor.nudge.up if direction > 0 else self._editor.nudge.down)()

    @Slot(object)
    def _snap_changed(self, step: float) -> None:
        if self._editor is not None:
            self._editor.nudge.set_step(step)
