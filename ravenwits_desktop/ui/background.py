"""Work of the window that would hold it up: done in a thread, with a box to give it up once it takes a while."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOWN_AFTER = 500
"""Milliseconds after which a person wants to see that something goes on, and to be able to stop it."""
_LOOK_MS = 15
_Result = TypeVar("_Result")


class Steps:
    """How far work has come, told by its thread and shown by the window. `wanted` is False once it is given up."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        """0 while nobody knows."""
        self.wanted = True


class Background(QObject):
    """One piece of work at a time. What it gives is brought by a timer: no object of Qt is touched by two threads.

    The work itself may use what Qt allows outside of the GUI thread: texts, locales, pictures, documents, no widgets.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[Any] | None = None
        self._steps = Steps()
        self._then: Callable[[Any], object] | None = None
        self._text = ""
        self._box: QProgressDialog | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self._show)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.give_up)  # the end of the program waits for its threads

    @property
    def busy(self) -> bool:
        """Whether there is work under way."""
        return self._running is not None

    def run(self, text: str, work: Callable[[Steps], _Result], then: Callable[[_Result], object]) -> None:
        """Do `work` and give its result to `then`, which is not called when it is given up. `text` says what goes on.

        What `work` raises is raised here, in the GUI thread. It should look at `Steps.wanted` now and then.
        """
        self.give_up()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-work")
        self._steps, self._text, self._then = Steps(), text, then
        self._running = self._pool.submit(work, self._steps)
        self._pool.shutdown(wait=False)
        self._look.start()
        self._slow.start(SHOWN_AFTER)

    @Slot()
    def give_up(self) -> None:
        """Want no result any more."""
        self._steps.wanted = False
        self._running = self._then = None
        self._end()

    def _end(self) -> None:
        self._look.stop()
        self._slow.stop()
        if self._box is not None:
            self._box.canceled.disconnect(self.give_up)
            self._box.close()
            self._box.deleteLater()
            self._box = None

    @Slot()
    def _show(self) -> None:
        self._box = box = QProgressDialog(self._window)
        box.setObjectName("backgroundWork")
        box.setWindowTitle(self._text)
        box.setLabelText(self._text)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setMinimumDuration(0)
        box.setAutoReset(False)
        box.setAutoClose(False)
        box.setMinimumWidth(360)
        box.canceled.connect(self.give_up)
        self._on_look()
        box.show()

    @Slot()
    def _on_look(self) -> None:
        if self._running is None or self._then is None:
            return
        if self._running.done():
            running, then = self._running, self._then
            self._running = self._then = None
            self._end()
            then(running.result())
        elif self._box is not None:
            self._box.setMaximum(self._steps.total)
            self._box.setValue(self._steps.done)
