"""Where Python's garbage collector runs: in the thread of the windows, between two events, and nowhere else.

By itself it runs in whatever thread has just made an object, the worker's too, and takes windows, fonts and models
apart there while Qt draws with them in the other thread. That ends the program with a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Slot

PAUSE = 100
"""Milliseconds from the first moment something could be collected to when it is: several events share one search."""


class GarbageCollector(QObject):
    """Takes the search for garbage over from Python, from its making until `release`, in the thread it is made in.

    The limits are Python's own (`gc.get_threshold`). A program that rests has no timer that wakes it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.collect)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._about_to_rest)

    @Slot()
    def _about_to_rest(self) -> None:
        if due() is not None and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Search the youngest objects, and older ones as often as Python would."""
        generation = due()
        if generation is not None:
            gc.collect(generation)

    @Slot()
    def settle(self) -> None:
        """Everything that is imported and built by now stays, and need not be searched again and again."""
        gc.freeze()

    def release(self) -> None:
        """Give the search back."""
        self._dispatcher.aboutToBlock.disconnect(self._about_to_rest)
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()


def due() -> int | None:
    """The oldest generation of objects that Python would search now, by the limits of `gc.get_threshold`."""
    counts, limits = gc.get_count(), gc.get_threshold()
    return next((age for age in (2, 1, 0) if counts[age] > limits[age] > 0), None)
