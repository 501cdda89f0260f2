"""Going to one market day in the chart: that under the mouse or the cross-hair, or today."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QStatusTipEvent
from PySide6.QtWidgets import QMenu, QWidget

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.ui.chart.limits_dialog import LimitsDialog
from ravenwits_desktop.ui.chart.picture import Picture
from ravenwits_desktop.ui.chart.series import seconds


class Plot(Protocol):
    """What it asks of the plot."""

    @property
    def picture(self) -> Picture | None:
        """What is drawn."""

    def middle(self) -> float:
        """The moment (seconds UTC) of the cross-hair, or else in the middle of what is in sight."""

    def show_span(self, low: float, high: float) -> None:
        """Show the time between two moments, seconds UTC."""

    def show_all(self) -> None:
        """Show all of it."""

    def back(self) -> bool:
        """Show what was in sight before."""

    def sight(self) -> tuple[float, float]:
        """Begin and end of what is in sight, seconds UTC."""


def day_span(moment: float, zone: str) -> tuple[float, float]:
    """Begin and end (seconds UTC) of the market day in which `moment` (seconds UTC) lies: 23, 24 or 25 hours."""
    instant = np.array([moment // 60], dtype=np.int64).astype("datetime64[m]")
    day = timegrid.market_days(instant, zone)
    midnights = np.concatenate([day, day + np.timedelta64(1, "D")]).astype("datetime64[m]")
    begin, end = seconds(timegrid.wall_to_utc(midnights, zone)[0])
    return float(begin), float(end)


class DayMenu(QMenu):
    """The context menu of the plot; its keys are known to the plot by `key`."""

    def __init__(self, plot: Plot, widget: QWidget) -> None:
        super().__init__(widget)
        self.setObjectName("chartMenu")
        self._plot, self._widget = plot, widget
        self._moment: float | None = None
        self.this_day = self._action(self.tr("Show this day"), "D", self.show_this_day)
        self.today = self._action(self.tr("Show today"), "T", self.show_today)
        self.everything = self._action(self.tr("Show all"), "Home", self.show_everything)
        self.before = self._action(self.tr("Back to the view before"), "Backspace", self.go_back)
        self.limits = self._action(self.tr("From … to …"), "G", self.ask_limits)
        self.addActions([self.this_day, self.today, self.limits, self.everything, self.before])

    def _action(self, text: str, key: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        return action

    def offer(self, at: QPoint, moment: float | None) -> None:
        """Open at a place of the screen; `moment` (seconds UTC) is what was pointed at, None for the cross-hair."""
        picture = self._plot.picture
        if picture is None:
            return
        self._moment = moment
        self.today.setEnabled(self._has_today(picture))
        self.popup(at)

    def key(self, key: Qt.Key) -> bool:
        """Do what a key stands for; whether it stands for anything."""
        slot = {
            Qt.Key.Key_D: self.show_this_day,
            Qt.Key.Key_T: self.show_today,
            Qt.Key.Key_G: self.ask_limits,
        }.get(key)
        if slot is None:
            return False
        self._moment = None
        slot()
        return True

    @Slot()
    def show_this_day(self) -> None:
        """Show the day that was pointed at, or that of the cross-hair, whole."""
        picture = self._plot.picture
        if picture is not None:
            moment = self._plot.middle() if self._moment is None else self._moment
            self._plot.show_span(*day_span(moment, picture.zone))

    @Slot()
    def show_today(self) -> None:
        """Show today in the market's zone; where the purchase has no part of it the status bar says so."""
        picture = self._plot.picture
        if picture is None:
            return
        if self._has_today(picture):
            self._plot.show_span(*day_span(_now(), picture.zone))
        else:
            QCoreApplication.sendEvent(self._widget, QStatusTipEvent(self.tr("This purchase has no part of today.")))

    @Slot()
    def show_everything(self) -> None:
        """Show all of it."""
        self._plot.show_all()

    @Slot()
    def go_back(self) -> None:
        """Show what was in sight before."""
        self._plot.back()

    @Slot()
    def ask_limits(self) -> None:
        """Ask for the two ends of the time to be shown, as dates in the market's clock."""
        picture = self._plot.picture
        if picture is None:
            return
        dialog = LimitsDialog(self._plot.sight(), picture.zone, self._widget)
        dialog.chosen.connect(self._show_limits)
        dialog.open()

    @Slot(object)
    def _show_limits(self, span: tuple[float, float]) -> None:
        self._plot.show_span(*span)

    @staticmethod
    def _has_today(picture: Picture) -> bool:
        begin, end = day_span(_now(), picture.zone)
        starts = seconds(picture.starts[[0, -1]])
        return bool(starts[0] < end and starts[1] >= begin)


def _now() -> float:
    return datetime.now(UTC).timestamp()
