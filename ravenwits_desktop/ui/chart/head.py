"""The head of the chart: its title and the buttons that move about in it, set its resolution and show the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.snap import SnapButton
from ravenwits_desktop.ui.elided import ElidedLabel


class ChartHead(QWidget):
    """One row of title and buttons. What the buttons do is wired by the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartHead")
        self.title = ElidedLabel(self)
        self.title.setObjectName("chartTitle")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.resolution_buttons = QWidget(self)
        self.resolution_buttons.setObjectName("resolutionButtons")
        self.resolution_buttons.setAccessibleName(self.tr("Resolution"))
        self.hour_button = self._tool(self.tr("Hour"), self.tr("Mean power of each hour"), checkable=True)
        self.submitted_button = self._tool(
            self.tr("As submitted"), self.tr("Every period of the purchase"), checkable=True
        )
        self.submitted_button.setChecked(True)
        self._resolution_group = QButtonGroup(self)
        resolutions = QHBoxLayout(self.resolution_buttons)
        resolutions.setContentsMargins(0, 0, 0, 0)
        resolutions.setSpacing(0)
        for button in (self.hour_button, self.submitted_button):
            self._resolution_group.addButton(button)
            resolutions.addWidget(button)
        self._unit = QLabel(self.tr("MW"), self)
        self.raw_button = self._tool(self.tr("Answer"), self.tr("Show the server's answer as it came"), checkable=True)
        self.raw_button.setObjectName("rawButton")
        self.snap_button = SnapButton(self)
        self.select_button = self._tool(
            self.tr("Select"),
            self.tr("Drag to select hours in the table (or hold Ctrl and drag at any time)"),
            checkable=True,
        )
        self.select_button.setObjectName("selectHoursButton")
        self.select_button.setAccessibleName(self.tr("Drag to select hours"))
        self.zoom_in_button = self._tool("+", self.tr("Zoom in (+); or turn the wheel, or Shift and drag a box"))
        self.zoom_in_button.setAccessibleName(self.tr("Zoom in"))
        self.zoom_out_button = self._tool("−", self.tr("Zoom out (-)"))
        self.zoom_out_button.setAccessibleName(self.tr("Zoom out"))
        self.all_button = self._tool(self.tr("All"), self.tr("Show the whole purchase (Home or Ctrl+0)"))
        self.all_button.setObjectName("showAllButton")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.snap_button)
        for button in (self.select_button, self.raw_button, self.zoom_out_button, self.zoom_in_button, self.all_button):
            row.addWidget(button)
        row.addWidget(self.resolution_buttons)
        row.addWidget(self._unit)

    def _tool(self, text: str, tip: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def set_editable(self, editable: bool) -> None:
        """Show what belongs to a draft: the step of its values, and selecting its hours."""
        for widget in (self.snap_button, self.select_button):
            widget.setVisible(editable)

    def set_drawable(self, drawable: bool) -> None:
        """Show what belongs to a plot where there is one; the title and the way to the answer stay."""
        for widget in (
            self.zoom_in_button,
            self.zoom_out_button,
            self.all_button,
            self.resolution_buttons,
            self._unit,
        ):
            widget.setVisible(drawable)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme: flat buttons whose checked state is seen in both schemes."""
        colours = theme.current_theme()
        style = (
            f"QToolButton {{ border: 1px solid {colours.line}; padding: 2px 6px; background: {colours.base};"
            f" color: {colours.text}; }}"
            f"QToolButton:hover {{ background: {colours.alternate}; border-color: {colours.muted}; }}"
            f"QToolButton:checked {{ background: {colours.selection}; }}"
            f"QToolButton:focus {{ border-color: {colours.accent}; }}"
            "QToolButton::menu-indicator { image: none; }"
            f"QToolButton:disabled {{ color: {colours.muted}; }}"
        )
        for button in self.findChildren(QToolButton):
            button.setStyleSheet(style)
