"""Ctrl+C and a request to end: the program closes its window, as if a person had."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Emits `asked` when the system asks the program to end. Make and release it in the main thread.

    Qt's loop does not run Python while nothing happens, so Python writes the number of the signal to a socket that
    the loop watches.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ours, self._pythons = socket.socketpair()
        for end in (self._ours, self._pythons):
            end.setblocking(False)
        self._before = {number: signal.signal(number, self._handle) for number in _SIGNALS}
        self._wakeup = signal.set_wakeup_fd(self._pythons.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    @staticmethod
    def _handle(_number: int, _frame: FrameType | None) -> None:
        """A handler of Python's own has to be there for the socket to be written to."""

    @Slot()
    def _heard(self) -> None:
        heard = self._ours.recv(64)
        if any(number in heard for number in _SIGNALS):
            self.asked.emit()

    def release(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._pythons.close()
