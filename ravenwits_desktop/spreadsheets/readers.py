"""The child processes that read files: how they are started, told what to read, heard and ended."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Literal

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets import child, faults, parcel
from ravenwits_desktop.spreadsheets.child import Refused, Task

Way = Literal["spawn", "forkserver"]
"""How a child is started: afresh, or forked from a server that has the readers loaded."""
LOADED = (
    "ravenwits_desktop.spreadsheets.child",  # first: it says what numpy may take
    "ravenwits_desktop.spreadsheets.reader",
    "ravenwits_desktop.spreadsheets.outputs",
    "python_calamine",
)
"""What the server of forked children has loaded."""
_START_SECONDS = 60.0
"""What a child may take to start: a busy machine is not the file's fault."""
_LOOK_SECONDS = 0.05
"""How often the cancelled event is looked at."""


class ReadingCancelledError(UnreadableFileError):
    """The user gave the reading up."""


class Reader:
    """A process that reads one file, once it is told which one. To be ended whatever became of it."""

    def __init__(self, way: Way = "spawn") -> None:
        """Start it, without waiting until it is ready. Raises `OSError` where the system has no room for it."""
        forked = way == "forkserver"
        context = multiprocessing.get_context("forkserver") if forked else multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        self._process: BaseProcess = context.Process(target=child.run, args=(other,), daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._connection.close()
            raise
        finally:
            other.close()

    @property
    def lives(self) -> bool:
        """Whether it has not ended by itself, as when somebody ended it in the list of processes."""
        return self._process.is_alive()

    def answer(self, name: str, task: Task, cancelled: threading.Event | None = None) -> object:
        """What it says of the file, or a `Refused` where it is silent. Blocks.

        Raises `ReadingCancelledError` once `cancelled` is set.
        """
        try:
            self._connection.send(task)
        except OSError:
            return self._died(name)
        seconds = task.limits.seconds
        deadline = time.monotonic() + _START_SECONDS
        while True:
            if cancelled is not None and cancelled.is_set():
                raise ReadingCancelledError(Message(faults.CANCELLED, {"name": name}))
            if self._connection in wait([self._connection, self._process.sentinel], timeout=_LOOK_SECONDS):
                try:
                    answer = parcel.receive(self._connection)
                except (EOFError, OSError):
                    return self._died(name)
                if answer != child.READY:
                    return answer
                deadline = time.monotonic() + seconds
            elif time.monotonic() > deadline:
                return Refused(Message(faults.TOO_SLOW, {"name": name, "seconds": f"{seconds:g}"}))

    def end(self) -> None:
        """End it at once; it is gone when this returns."""
        self._connection.close()
        self._process.kill()
        self._process.join()
        if self._process.exitcode is not None:  # else another thread, which starts a child, has just collected its end
            self._process.close()

    def _died(self, name: str) -> Refused:
        self._process.join(_START_SECONDS)
        return Refused(Message(faults.DIED, {"name": name}, f"exit status {self._process.exitcode}"))


class Spare:
    """Keeps one reader started, so that the next file, or the same one after a click, is read at once.

    A reader loads what it needs for most of a second. Every file still has a process of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._way: Way = "spawn"
        self._waiting: Reader | None = None
        self._closed = False

    def take(self) -> Reader:
        """The reader that waits, or a new one. Raises `OSError`."""
        with self._lock:
            taken, self._waiting = self._waiting, None
        if taken is not None and not taken.lives:
            taken.end()
            taken = None
        return taken or Reader(self._way)

    def refill(self) -> None:
        """Start the reader of the next file, if none waits. Blocks for a moment. Raises `OSError`.

        On Linux it is forked from a server: no part of the program stands still while the system copies its memory for
        another process. macOS has libraries that do not endure that, and Windows has no such thing.
        """
        with self._lock:
            if self._closed or self._waiting is not None:
                return
            if sys.platform == "linux":
                multiprocessing.get_context("forkserver").set_forkserver_preload(list(LOADED))
                self._way = "forkserver"
            self._waiting = Reader(self._way)

    def dismiss(self) -> None:
        """End the reader that waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.end()

    def close(self) -> None:
        """End the reader that waits; none is started any more."""
        with self._lock:
            self._closed = True
        self.dismiss()
