"""The head of the chart: its title and the buttons that move about in it, set its resolution and show the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.snap import SnapButton
from ravenwits_desktop.ui.chart.units import Step
from ravenwits_desktop.ui.elided import ElidedLabel


class ChartHead(QWidget):
    """One row of title and buttons. What the buttons do is wired by the panel.

    The buttons for the length of a period are made here and stand with the other choices below.
    """

    step_changed = Signal()
    """Another length of period was chosen."""

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
        self.day_button = self._tool(self.tr("Day"), self.tr("Each market day"), checkable=True)
        self.submitted_button.setChecked(True)
        self._resolution_group = QButtonGroup(self)
        resolutions = QHBoxLayout(self.resolution_buttons)
        resolutions.setContentsMargins(0, 0, 0, 0)
        resolutions.setSpacing(0)
        for button in (self.submitted_button, self.hour_button, self.day_button):
            self._resolution_group.addButton(button)
            resolutions.addWidget(button)
        self.table_button = self._tool(self.tr("Table"), self.tr("Show the figures beside the chart"), checkable=True)
        self.table_button.setObjectName("tableButton")
        self.take_button = self._tool(self.tr("Copy or save"), self.tr("Take the picture or its figures elsewhere"))
        self.take_button.setObjectName("takeButton")
        self.take_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
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
        row.addWidget(self.table_button)
        row.addWidget(self.take_button)
        for button in (self.hour_button, self.submitted_button, self.day_button):
            button.toggled.connect(self._step_toggled)

    @property
    def step(self) -> Step:
        """The length of period that was chosen."""
        if self.day_button.isChecked():
            return Step.DAY
        return Step.HOUR if self.hour_button.isChecked() else Step.SUBMITTED

    @Slot(bool)
    def _step_toggled(self, checked: bool) -> None:
        if checked:
            self.step_changed.emit()

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
            self.table_button,
            self.take_button,
        ):
            widget.setVisible(drawable)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme: flat buttons whose checked state is seen in both schemes."""
        style = theme.flat_buttons()
        for button in self.findChildren(QToolButton):
            button.setStyleSheet(style)
