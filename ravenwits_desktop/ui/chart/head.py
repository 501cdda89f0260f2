"""The head of the chart: its title and the buttons that move about in it, set its resolution and show the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.segments import Segments
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
        self.resolution_buttons = Segments(self, "resolutionButtons", self.tr("Resolution"))
        add = self.resolution_buttons.add
        self.submitted_button = add(Step.SUBMITTED, self.tr("As submitted"), self.tr("Every period of the purchase"))
        self.hour_button = add(Step.HOUR, self.tr("Hour"), self.tr("Mean power of each hour"))
        self.day_button = add(Step.DAY, self.tr("Day"), self.tr("Each market day"))
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
        self.more_button = self._tool("⋯", self.tr("More: the answer, zoom, copy or save"))
        self.more_button.setObjectName("chartMoreButton")
        self.more_button.setAccessibleName(self.tr("More"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more = QMenu(self.more_button)
        self._more.aboutToShow.connect(self._fill_more)
        self.more_button.setMenu(self._more)
        self._wanted_step: Step | None = None
        self._fitting = False
        self._folded, self._drawable, self._answers = False, False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.snap_button)
        for button in (self.select_button, self.raw_button, self.zoom_out_button, self.zoom_in_button, self.all_button):
            row.addWidget(button)
        row.addWidget(self.table_button)
        row.addWidget(self.take_button)
        row.addWidget(self.more_button)
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
        if checked and not self._fitting:
            self._wanted_step = None
            self.step_changed.emit()

    def fit_step(self, *, days: bool) -> None:
        """Offer days or not, without a signal; where they cannot be had hours are shown, until they can be again."""
        self.day_button.setEnabled(days)
        wanted = self._wanted_step if days else Step.HOUR
        if wanted is None or (not days and self.step is not Step.DAY):
            return
        self._wanted_step = None if days else Step.DAY
        self._fitting = True
        self.resolution_buttons.press(wanted)
        self._fitting = False

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
        self._drawable = drawable
        self.resolution_buttons.setVisible(drawable)
        self.table_button.setVisible(drawable)
        self.mind_room()

    def set_answers(self, answers: bool) -> None:
        """Show the way to the server's answer, where there is one."""
        self._answers = answers
        self.mind_room()

    def fold(self, folded: bool) -> None:
        """Leave the room to the title: what is not needed all the time goes into a menu."""
        self._folded = folded
        self.mind_room()

    def mind_room(self) -> None:
        """Show the buttons there is room for; while the answer is seen the way back from it is there as well."""
        for button in (self.zoom_in_button, self.zoom_out_button, self.all_button, self.take_button):
            button.setVisible(self._drawable and not self._folded)
        self.raw_button.setVisible(self._answers and (not self._folded or self.raw_button.isChecked()))
        self.more_button.setVisible(self._folded and (self._drawable or self._answers))

    @Slot()
    def _fill_more(self) -> None:
        self._more.clear()
        if self._answers:
            answer = self._more.addAction(self.raw_button.text(), self.raw_button.click)
            answer.setCheckable(True)
            answer.setChecked(self.raw_button.isChecked())
        if not self._drawable:
            return
        for button in (self.zoom_in_button, self.zoom_out_button):
            self._more.addAction(button.accessibleName(), button.click)
        self._more.addAction(self.tr("Show all"), self.all_button.click)
        menu = self.take_button.menu()
        if menu is not None:
            self._more.addSeparator()
            self._more.addActions(menu.actions())

    def refresh_theme(self) -> None:
        """Take the colours of the current theme: flat buttons whose checked state is seen in both schemes."""
        style = theme.flat_buttons()
        for button in self.findChildren(QToolButton):
            button.setStyleSheet(style)
