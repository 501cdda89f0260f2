"""The door of this room: a file to a `Reading`, by way of a child process that may be killed.

A hostile or merely broken spreadsheet can make its reader loop, eat all memory or abort. So each file is read in a
process of its own that limits itself and is gone afterwards. It is started afresh, or forked from a process that does
nothing else; never from the program itself, which has threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ravenwits_desktop.domain.reading import Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.child import Refused, Task
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from ravenwits_desktop.spreadsheets.readers import Reader

if TYPE_CHECKING:
    from ravenwits_desktop.spreadsheets.outputs import OutputsFile, OutputsWanted

DEFAULT_OPTIONS = ReadingOptions()


def read_file(
    path: Path,
    options: ReadingOptions = DEFAULT_OPTIONS,
    limits: Limits = DEFAULT_LIMITS,
    cancelled: threading.Event | None = None,
    reader: Callable[[], Reader] = Reader,
) -> Reading:
    """Read the file at `path` as a purchase. Blocks: to be called outside the window's thread.

    Raises `UnreadableFileError`, with the reason in words, for everything that is no purchase, that has to be asked
    first, or that goes beyond `limits`; `ReadingCancelledError` once `cancelled` is set. The child process, which
    `reader` gives, is gone when this returns, however it returns.
    """
    answer = _in_a_child(path, options, limits, cancelled, reader)
    assert isinstance(answer, Reading)
    return answer


def read_outputs_file(
    path: Path, idmodel: str = "1", limits: Limits = DEFAULT_LIMITS, reader: Callable[[], Reader] = Reader
) -> OutputsFile:
    """Read the file at `path` as strategy outputs, as `read_file` does; `idmodel` is that of rows without a model."""
    # not on the way to a ready window
    from ravenwits_desktop.spreadsheets.outputs import OutputsFile, OutputsWanted

    answer = _in_a_child(path, OutputsWanted(idmodel), limits, None, reader)
    assert isinstance(answer, OutputsFile)
    return answer


def _in_a_child(
    path: Path,
    options: ReadingOptions | OutputsWanted,
    limits: Limits,
    cancelled: threading.Event | None,
    reader: Callable[[], Reader],
) -> object:
    """What a child process makes of the file. Raises what it refuses."""
    process = reader()
    try:
        answer = process.answer(path.name or str(path), Task(str(path), options, limits), cancelled)
    finally:
        process.end()
    if isinstance(answer, Refused):
        raise UnreadableFileError(
            answer.message, answer.choices, answer.sheets, answer.question, answer.alternatives, answer.grid
        )
    return answer
