"""Work of the window that would hold it up: beside it or in pieces, with a box to give it up once it takes long."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOWN_AFTER = 500
"""Milliseconds after which a person wants to see that something goes on, and to be able to stop it."""
_LOOK_MS = 15
_WIDTH = 360
_Result = TypeVar("_Result")


class Steps:
    """How far work has come, told by its thread and shown by the window. `wanted` is False once it is given up."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        """0 while nobody knows."""
        self.wanted = True


class Background(QObject):
    """One piece of work at a time; its result, and what it raises, comes in the GUI thread.

    What may not leave that thread is done in pieces there. A thread may have no part in what Qt connects, be it inside
    of Qt only, as in a text document: there it waits for a lock of Qt's with the interpreter's own in its hand, while
    the GUI thread, where an object ends that was connected, waits for the two in the other order, for ever.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._steps = Steps()
        self._pieces: Generator[int, None, Any] | None = None
        self._then: Callable[[Any], object] | None = None
        self._text = ""
        self._box: QProgressDialog | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)  # the box lets the window have its turn; no piece begins within another
        self._next.timeout.connect(self._on_next)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self._show)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.give_up)  # the end of the program waits for its threads

    @property
    def busy(self) -> bool:
        """Whether there is work under way."""
        return self._pieces is not None

    def run(self, text: str, work: Callable[[Steps], _Result], then: Callable[[_Result], object]) -> None:
        """Do `work` in a thread and give its result to `then`, which is not called when it is given up.

        `text` says what goes on. `work` should look at `Steps.wanted` now and then, and use of Qt what is only a value:
        texts, locales, pictures.
        """
        self._begin(text, lambda steps: _in_a_thread(work, steps), then, _LOOK_MS)

    def run_here(
        self, text: str, work: Callable[[Steps], Generator[int, None, _Result]], then: Callable[[_Result], object]
    ) -> None:
        """Do `work` in the GUI thread, where what the window has to do comes in each time it yields how far it is.

        It is closed where it stands when it is given up. Everything else as with `run`.
        """
        self._begin(text, work, then, 0)

    def _begin(
        self,
        text: str,
        work: Callable[[Steps], Generator[int, None, _Result]],
        then: Callable[[_Result], object],
        pause: int,
    ) -> None:
        self.give_up()
        self._steps, self._text, self._then = Steps(), text, then
        self._pieces = work(self._steps)
        self._next.start(pause)
        self._slow.start(SHOWN_AFTER)

    @Slot()
    def give_up(self) -> None:
        """Want no result any more."""
        self._steps.wanted = False
        if self._pieces is not None:
            self._pieces.close()
        self._end()

    def _end(self) -> None:
        self._pieces = self._then = None
        self._next.stop()
        self._slow.stop()
        if self._box is not None:
            self._box.canceled.disconnect(self.give_up)
            self._box.rejected.disconnect(self.give_up)
            self._box.close()
            self._box.deleteLater()
            self._box = None

    @Slot()
    def _show(self) -> None:
        self._box = box = QProgressDialog(self._window)
        box.setObjectName("backgroundWork")
        box.setWindowTitle(self._text)
        # a draft's name may be wider than the window
        box.setLabelText(box.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, _WIDTH))
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setMinimumDuration(0)
        box.setAutoReset(False)
        box.setAutoClose(False)
        box.setMinimumWidth(_WIDTH)
        box.canceled.connect(self.give_up)
        box.rejected.connect(self.give_up)  # by Escape, before the box has the keyboard
        self._tell_steps()
        box.show()

    @Slot()
    def _on_next(self) -> None:
        if self._pieces is None or self._then is None:
            return
        try:
            self._steps.done = next(self._pieces)
        except StopIteration as done:
            then = self._then
            self._end()
            then(done.value)
        except BaseException:
            self._end()
            raise
        else:
            self._tell_steps()
            if self._pieces is not None:  # somebody may have given it up in the box just now
                self._next.start()

    def _tell_steps(self) -> None:
        if self._box is not None:
            self._box.setMaximum(self._steps.total)
            self._box.setValue(self._steps.done)


def _in_a_thread(work: Callable[[Steps], _Result], steps: Steps) -> Generator[int, None, _Result]:
    """Begin `work` at once; what comes back waits for its result."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="window-work")
    running = pool.submit(work, steps)
    pool.shutdown(wait=False)

    def waiting() -> Generator[int, None, _Result]:
        while not running.done():
            yield steps.done
        return running.result()

    return waiting()
