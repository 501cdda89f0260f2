"""The door of this room: a file to a `Reading`, by way of a child process that may be killed.

A hostile or merely broken spreadsheet can make its reader loop, eat all memory or abort. So each file is read in a
process of its own that limits itself and is gone afterwards. It is started afresh, or forked from a process that does
nothing else; never from the program itself, which has threads.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets import child, faults, parcel
from ravenwits_desktop.spreadsheets.child import Refused
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from ravenwits_desktop.spreadsheets.outputs import OutputsFile, OutputsWanted

_START_SECONDS = 60.0
"""What the child may take to start: a busy machine is not the file's fault."""
_LOOK_SECONDS = 0.05
"""How often the cancelled event is looked at."""
DEFAULT_OPTIONS = ReadingOptions()

Way = Literal["spawn", "forkserver"]
"""How a child is started: afresh, or forked from a server that has the readers loaded."""
LOADED = (
    "ravenwits_desktop.spreadsheets.child",  # first: it says what numpy may take
    "ravenwits_desktop.spreadsheets.reader",
    "ravenwits_desktop.spreadsheets.outputs",
    "python_calamine",
)
"""What the server of forked children has loaded."""


class ReadingCancelledError(UnreadableFileError):
    """The user gave the reading up."""


def read_file(
    path: Path,
    options: ReadingOptions = DEFAULT_OPTIONS,
    limits: Limits = DEFAULT_LIMITS,
    cancelled: threading.Event | None = None,
    way: Way = "spawn",
) -> Reading:
    """Read the file at `path` as a purchase. Blocks: to be called outside the window's thread.

    Raises `UnreadableFileError`, with the reason in words, for everything that is no purchase, that has to be asked
    first, or that goes beyond `limits`; `ReadingCancelledError` once `cancelled` is set. The child process is gone
    when this returns, however it returns.
    """
    answer = _in_a_child(path, options, limits, cancelled, way)
    assert isinstance(answer, Reading)
    return answer


def read_outputs_file(
    path: Path, idmodel: str = "1", limits: Limits = DEFAULT_LIMITS, way: Way = "spawn"
) -> OutputsFile:
    """Read the file at `path` as strategy outputs, as `read_file` does; `idmodel` is that of rows without a model."""
    # not on the way to a ready window
    from ravenwits_desktop.spreadsheets.outputs import OutputsFile, OutputsWanted

    answer = _in_a_child(path, OutputsWanted(idmodel), limits, None, way)
    assert isinstance(answer, OutputsFile)
    return answer


def prepare() -> Way:
    """Make ready for many files; the way in which their children are best started. Blocks for a second.

    On Linux it is a server: a child forked from it reads at once, where one started afresh loads the readers for most
    of a second, and no part of the program stands still while its memory is prepared for another process. macOS has
    libraries that do not endure it, and Windows has no such thing.
    """
    if sys.platform != "linux":
        return "spawn"
    from multiprocessing import forkserver

    multiprocessing.get_context("forkserver").set_forkserver_preload(list(LOADED))
    forkserver.ensure_running()
    return "forkserver"


def _in_a_child(
    path: Path, options: ReadingOptions | OutputsWanted, limits: Limits, cancelled: threading.Event | None, way: Way
) -> object:
    """What a child process makes of the file. Raises what it refuses."""
    name = path.name or str(path)
    forked = way == "forkserver"
    context = multiprocessing.get_context("forkserver") if forked else multiprocessing.get_context("spawn")
    answers, sender = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(target=child.run, args=(sender, str(path), options, limits), daemon=True)
    try:
        process.start()
        sender.close()
        answer = _answer(process, answers, name, limits, cancelled)
    finally:
        sender.close()
        answers.close()
        if process.pid is not None:
            process.kill()
            process.join()
            if process.exitcode is not None:  # else another thread, which starts a child, has just collected its end
                process.close()
    if isinstance(answer, Refused):
        raise UnreadableFileError(
            answer.message, answer.choices, answer.sheets, answer.question, answer.alternatives, answer.grid
        )
    return answer


def _answer(
    process: BaseProcess, answers: Connection, name: str, limits: Limits, cancelled: threading.Event | None
) -> object:
    """What the child says of the file, or what its silence means."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        if cancelled is not None and cancelled.is_set():
            raise ReadingCancelledError(Message(faults.CANCELLED, {"name": name}))
        if answers in wait([answers, process.sentinel], timeout=_LOOK_SECONDS):
            try:
                answer = parcel.receive(answers)
            except (EOFError, OSError):
                return Refused(Message(faults.DIED, {"name": name}, f"exit status {_exit_status(process)}"))
            if answer != child.READY:
                return answer
            deadline = time.monotonic() + limits.seconds
        elif time.monotonic() > deadline:
            return Refused(Message(faults.TOO_SLOW, {"name": name, "seconds": f"{limits.seconds:g}"}))


def _exit_status(process: BaseProcess) -> int | None:
    process.join(_START_SECONDS)
    return process.exitcode
