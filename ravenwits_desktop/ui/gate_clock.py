"""The count-down to the next gate. It runs while something is open and somebody looks; else no timer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate, next_gate
from ravenwits_desktop.ui.tool_bar import ToolBar
from ravenwits_desktop.worker.events import GatesChanged

SOON = 600
"""Seconds before its close from which on a gate is shown as about to close."""


class GateClock(QObject):
    """Tells the tool bar what to say of the gates.

    While `is_open` says so and the window is seen it counts down, minute by minute; else the times of all gates stand
    there, which need no clock. `now` is the clock on the wall.
    """

    def __init__(
        self,
        tool_bar: ToolBar,
        is_open: Callable[[], bool],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(tool_bar)
        self._tool_bar = tool_bar
        self._is_open = is_open
        self._now = now
        self._gates: tuple[Gate, ...] = DEFAULT_GATES
        self._seen = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)

    @property
    def counting(self) -> bool:
        """Whether a timer runs."""
        return self._timer.isActive()

    @Slot(object)
    def set_gates(self, event: GatesChanged) -> None:
        """The gates close at other times from now on."""
        self._gates = event.gates
        self.look()

    @Slot(bool)
    def set_seen(self, seen: bool) -> None:
        """Whether anybody can see it."""
        self._seen = seen
        self.look()

    @Slot()
    def look(self, *_news: object) -> None:
        """Something was opened or closed, or a minute has passed."""
        if not self._is_open():
            self._timer.stop()
            by_time = sorted(self._gates, key=lambda gate: (gate.hour, gate.minute))
            times = [f"{gate.market} {gate.hour:02}:{gate.minute:02}" for gate in by_time]
            self._tool_bar.show_gate(" · ".join(times), "", self.tr("When the gates close, each day, Madrid time"))
            return
        now = self._now()
        closing = next_gate(now, self._gates)
        seconds = (closing.at - now).total_seconds()
        hours, minutes = divmod(int(seconds) // 60, 60)
        left = self.tr("{hours} h {minutes} min") if hours else self.tr("{minutes} min")
        self._tool_bar.show_gate(
            self.tr("{market} closes in {time}"),
            left.format(hours=hours, minutes=minutes),
            self.tr("Until the next gate closes, by this computer's clock"),
            market=closing.market,
            soon=seconds < SOON,
        )
        if self._seen:
            # to the moment at which another minute is shown
            self._timer.start(int(seconds % 60 * 1000) + 1)
        else:
            self._timer.stop()
