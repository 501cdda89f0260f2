"""F6 goes from panel to panel: drafts, problems, chart, submissions. In the table Tab goes from cell to cell."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.submissions.panel import SubmissionsPanel


class _Panel(NamedTuple):
    """A part of the window, and what of it is to have the focus."""

    whole: QWidget
    entry: QWidget


class PanelKeys(QObject):
    """Gives the focus to the next panel, or the one before, of those that are seen; round the end."""

    def __init__(self, window: MainWindow, tabs: DraftTabs, chart: ChartPanel, submissions: SubmissionsPanel) -> None:
        super().__init__(window)
        self._window, self._tabs, self._chart, self._submissions = window, tabs, chart, submissions
        actions = window.actions_
        actions.next_panel.setEnabled(True)
        actions.previous_panel.setEnabled(True)
        actions.next_panel.triggered.connect(self.next)
        actions.previous_panel.triggered.connect(self.previous)

    @Slot()
    def next(self) -> None:
        """Go to the panel after the one that has the focus."""
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Go to the panel before the one that has the focus."""
        self._go(-1)

    def _go(self, way: int) -> None:
        panels = self._panels()
        if not panels:
            return
        focus = QApplication.focusWidget()
        holding = (place for place, panel in enumerate(panels) if focus is not None and _holds(panel.whole, focus))
        here = max(holding, default=-1 if way > 0 else 0)  # the problems, which come after them, stand in the drafts
        entry = panels[(here + way) % len(panels)].entry
        entry.activateWindow()  # a dock may have been taken out of the window
        entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panels(self) -> list[_Panel]:
        editor = self._tabs.current()
        panels = [_Panel(self._tabs, self._tabs.empty if editor is None else editor.table)]
        if editor is not None:
            panels.append(_Panel(editor.problem_list, editor.problem_list))
        panels.append(_Panel(self._chart, self._chart.plot))
        panels.append(_Panel(self._window.submissions_dock, self._submissions.view))  # its filters stand in the title
        return [_Panel(panel.whole, _seen(panel)) for panel in panels if panel.whole.isVisible()]


def _seen(panel: _Panel) -> QWidget:
    """What has the focus in a panel: the first that can have it where its main part is not to be seen."""
    if panel.entry.isVisible():
        return panel.entry
    stops = (
        each
        for each in panel.whole.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    return next(stops, panel.whole)


def _holds(whole: QWidget, widget: QWidget) -> bool:
    return widget is whole or whole.isAncestorOf(widget)
