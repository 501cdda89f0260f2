"""The door of this room: a file to a `Reading`, by way of a child process that may be killed.

A hostile or merely broken spreadsheet can make its reader loop, eat all memory or abort. So each file is read in a
process of its own, started afresh (never forked: the parent has threads), that limits itself and is gone afterwards.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

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


class ReadingCancelledError(UnreadableFileError):
    """The user gave the reading up."""


def read_file(
    path: Path,
    options: ReadingOptions = DEFAULT_OPTIONS,
    limits: Limits = DEFAULT_LIMITS,
    cancelled: threading.Event | None = None,
) -> Reading:
    """Read the file at `path` as a purchase. Blocks: to be called outside the window's thread.

    Raises `UnreadableFileError`, with the reason in words, for everything that is no purchase, that has to be asked
    first, or that goes beyond `limits`; `ReadingCancelledError` once `cancelled` is set. The child process is gone
    when this returns, however it returns.
    """
    answer = _in_a_child(path, options, limits, cancelled)
    assert isinstance(answer, Reading)
    return answer


def read_outputs_file(path: Path, idmodel: str = "1", limits: Limits = DEFAULT_LIMITS) -> OutputsFile:
    """Read the file at `path` as strategy outputs, as `read_file` does; `idmodel` is that of rows without a model."""
    # not on the way to a ready window
    from ravenwits_desktop.spreadsheets.outputs import OutputsFile, OutputsWanted

    answer = _in_a_child(path, OutputsWanted(idmodel), limits, None)
    assert isinstance(answer, OutputsFile)
    return answer


def _in_a_child(
    path: Path, options: ReadingOptions | OutputsWanted, limits: Limits, cancelled: threading.Event | None
) -> object:
    """What a child process makes of the file. Raises what it refuses."""
    name = path.name or str(path)
    context = multiprocessing.get_context("spawn")
    answers, sender = context.Pipe(duplex=False)
    process = context.Process(target=child.run, args=(sender, str(path), options, limits), daemon=True)
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
    process: SpawnProcess, answers: Connection, name: str, limits: Limits, cancelled: threading.Event | None
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


def _exit_status(process: SpawnProcess) -> int | None:
    process.join(_START_SECONDS)
    return process.exitcode
