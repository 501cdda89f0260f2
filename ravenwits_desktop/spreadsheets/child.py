"""What runs in the disposable child process: it waits for one file, limits itself, reads, answers and ends."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would reserve memory for a thread per core

import gc
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Grid, Question, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets import faults, parcel
from ravenwits_desktop.spreadsheets.limits import Limits

if TYPE_CHECKING:
    from ravenwits_desktop.spreadsheets.outputs import OutputsWanted

READY = "ready"
_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """The file that a child reads, what is wanted of it, and what that may cost."""

    path: str
    options: ReadingOptions | OutputsWanted
    limits: Limits


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not read, and what can be chosen where that is the question."""

    message: Message
    choices: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    question: Question | None = None
    alternatives: tuple[Alternative, ...] = ()
    grid: Grid | None = None


def run(parent: Connection) -> None:
    """Say `READY`, wait for a `Task`, send a `Reading` (or an `OutputsFile`, as wanted) or a `Refused`, and end.

    It ends as well where the parent does before it has a task.
    """
    # here, since the program itself imports this module on its way to a ready window and never reads
    from ravenwits_desktop.spreadsheets.outputs import read_outputs
    from ravenwits_desktop.spreadsheets.reader import read_path

    _silence()
    gc.disable()  # this process ends before its garbage matters, and a million cells would be searched in vain
    answer: object
    try:
        parcel.send(parent, READY)
        task: Task = parent.recv()
    except (EOFError, OSError):
        return
    path = Path(task.path)
    _limit(task.limits)
    try:
        if isinstance(task.options, ReadingOptions):
            answer = read_path(path, task.options, task.limits)
        else:
            answer = read_outputs(path, task.options, task.limits)
    except UnreadableFileError as error:
        answer = Refused(error.message, error.choices, error.sheets, error.question, error.alternatives, error.grid)
    except MemoryError:
        answer = Refused(Message(faults.DIED, {"name": path.name}))
    except BaseException:  # noqa: BLE001 - the border of the process: whatever a reader raises is told, never lost
        answer = Refused(Message(faults.BROKEN, {"name": path.name}, traceback.format_exc()))
    parcel.send(parent, answer)
    parent.close()


def _silence() -> None:
    """Send what a dying reader prints into nothing: the parent says in words what happened."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(sink, stream.fileno())
    os.close(sink)


def _limit(limits: Limits) -> None:
    """Limit memory and processor time where the system can, so that an orphan ends as well."""
    try:
        import resource
    except ImportError:  # Windows: the checks before the reader, and the parent's clock, have to do
        return
    seconds = int(limits.seconds) + _GRACE_SECONDS
    wanted = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds)]
    if sys.platform == "linux":
        wanted.append((resource.RLIMIT_AS, _mapped() + limits.memory))
    for kind, value in wanted:
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or value < hard:
            resource.setrlimit(kind, (value, value))


def _mapped() -> int:
    """Bytes of address space that this process has already."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
