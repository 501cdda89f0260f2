"""File jobs: reading spreadsheets, reading and writing what a dialog asks for. Each in a thread beside the loop."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

from anyio import CancelScope, CapacityLimiter, to_thread

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.sheet import Sheet
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets.export import write_bytes, write_draft
from ravenwits_desktop.spreadsheets.files import read_file, read_outputs_file
from ravenwits_desktop.spreadsheets.readers import Spare
from ravenwits_desktop.spreadsheets.sheets import write_sheet
from ravenwits_desktop.worker.events import Event, FileNotRead, FileRead, FileWritten, OutputsRead

_log = logging.getLogger(__name__)

READERS = 2
"""Spreadsheets that are read at a time: each reader may take the memory of `Limits`."""
MAKERS = 2
"""Files at a time whose content is made first: more would hold each other up, and the end of the program."""
SPARE_SECONDS = 60.0
"""How long a reader waits for a file: somebody who looks at one reads it again soon, and else nothing is to run on."""
_JSON = frozenset({".json", ".txt", ""})
LARGEST_TEXT = 64 * 1024 * 1024

TEXT_UNREADABLE = QT_TRANSLATE_NOOP("Message", "{path} cannot be read: {reason}.")
TEXT_TOO_LARGE = QT_TRANSLATE_NOOP("Message", "{path} is larger than 64 MiB and is not read.")
NOT_WRITTEN = QT_TRANSLATE_NOOP("Message", "{path} could not be written: {reason}. The draft itself is safe.")
PICTURE_NOT_WRITTEN = QT_TRANSLATE_NOOP("Message", "{path} could not be written: {reason}.")


class Files:
    """Answers the window's requests on files. Lives on the worker's loop; the work is done in threads."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._reading: dict[int, threading.Event] = {}
        self._readers, self._makers = CapacityLimiter(READERS), CapacityLimiter(MAKERS)
        self._writing: set[CancelScope] = set()
        self._spare = Spare()
        self._dismissal: asyncio.TimerHandle | None = None

    async def prepare(self) -> None:
        """Let the next file be read without waiting for a reader to start; it waits for a minute."""
        try:
            await to_thread.run_sync(self._spare.refill)
        except OSError as error:  # the next file tells, if it is still so
            _log.warning("no reader could be started beforehand: %s", error)
        self._no_longer_dismiss()
        self._dismissal = asyncio.get_running_loop().call_later(SPARE_SECONDS, self._spare.dismiss)

    def _no_longer_dismiss(self) -> None:
        if self._dismissal is not None:
            self._dismissal.cancel()

    async def read(self, request: int, path: str, options: ReadingOptions) -> None:
        """Read a spreadsheet; the answer is `FileRead` or `FileNotRead`."""

        async def answer(cancelled: threading.Event) -> FileRead:
            return FileRead(request, path, await self.reading(path, options, cancelled), options)

        await self.guarded(request, path, answer)

    async def reading(self, path: str, options: ReadingOptions, cancelled: threading.Event) -> Reading:
        """The reading of a spreadsheet. Raises `UnreadableFileError`."""
        return await to_thread.run_sync(
            lambda: read_file(Path(path), options, cancelled=cancelled, reader=self._spare.take), limiter=self._readers
        )

    async def guarded(self, request: int, path: str, answer: Callable[[threading.Event], Awaitable[FileRead]]) -> None:
        """Tell what `answer` comes to, or why it could not be had; nothing once the request was cancelled."""
        cancelled = self._reading[request] = threading.Event()
        try:
            event = await answer(cancelled)
        except UnreadableFileError as error:
            if not cancelled.is_set():
                known = (error.choices, error.sheets, error.question, error.alternatives, error.grid)
                self._emit(FileNotRead(request, path, error.message, *known))
        except OSError as error:
            # no file's fault: no reader could be started
            reason = error.strerror or type(error).__name__
            self._emit(FileNotRead(request, path, Message(TEXT_UNREADABLE, {"path": path, "reason": reason})))
        else:
            if not cancelled.is_set():
                self._emit(event)
        finally:
            del self._reading[request]
        await self.prepare()

    async def cancel(self, request: int) -> None:
        """Stop reading; nothing is answered any more."""
        if request in self._reading:
            self._reading[request].set()

    async def read_outputs(self, path: str) -> None:
        """Read outputs for an update: JSON as it stands, a spreadsheet as JSON."""
        if Path(path).suffix.lower() in _JSON:
            self._emit(await to_thread.run_sync(_read_text, path))
            return
        try:
            found = await to_thread.run_sync(
                lambda: read_outputs_file(Path(path), reader=self._spare.take), limiter=self._readers
            )
        except UnreadableFileError as error:
            self._emit(OutputsRead(path, None, message=error.message))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._emit(OutputsRead(path, None, message=Message(TEXT_UNREADABLE, {"path": path, "reason": reason})))
        else:
            self._emit(OutputsRead(path, found.text, found.notes))
        await self.prepare()

    async def export(self, draft: Draft, path: str, decimal: Decimal) -> None:
        """Write a draft's rows to ``.xlsx`` or ``.csv``; `decimal` is the sign of the numbers in a ``.csv``."""
        await self._written(path, write_draft, draft, decimal)

    async def write(self, content: bytes, path: str) -> None:
        """Write a file that the window has made."""
        await self._written(path, write_bytes, content)

    async def write_sheet(self, sheet: Sheet, path: str, decimal: Decimal) -> None:
        """Write a table of figures to ``.xlsx`` or ``.csv``; `decimal` is the sign of the numbers in a ``.csv``."""
        await self._written(path, write_sheet, sheet, decimal, failed=PICTURE_NOT_WRITTEN)

    async def write_made(self, make: Callable[[], bytes], path: str) -> None:
        """Write a file whose content is made first, as a large picture is."""

        def write(place: Path) -> None:
            write_bytes(place, make())

        await self._written(path, write, failed=PICTURE_NOT_WRITTEN, limiter=self._makers)

    async def _written(
        self,
        path: str,
        write: Callable[..., None],
        *what: object,
        failed: str = NOT_WRITTEN,
        limiter: CapacityLimiter | None = None,
    ) -> None:
        # not broken off with what only reads: whoever saves a file and closes the window wants it
        with CancelScope(shield=True) as scope:
            self._writing.add(scope)
            try:
                await to_thread.run_sync(write, Path(path), *what, limiter=limiter)
            except OSError as error:
                reason = error.strerror or type(error).__name__
                self._emit(FileWritten(path, Message(failed, {"path": path, "reason": reason})))
            else:
                self._emit(FileWritten(path))
            finally:
                self._writing.discard(scope)
        if scope.cancelled_caught:
            _log.warning("the program ended before this file was written: %s", path)

    def give_up(self) -> None:
        """Begin to write no more files; those that are begun are written to their end."""
        for scope in tuple(self._writing):
            scope.cancel()

    def close(self) -> None:
        """Stop every reading; files to be written are written on."""
        for cancelled in self._reading.values():
            cancelled.set()
        self._no_longer_dismiss()
        self._spare.close()


def _read_text(path: str) -> OutputsRead:
    try:
        if Path(path).stat().st_size > LARGEST_TEXT:
            return OutputsRead(path, None, message=Message(TEXT_TOO_LARGE, {"path": path}))
        return OutputsRead(path, Path(path).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return OutputsRead(
            path, None, message=Message(TEXT_UNREADABLE, {"path": path, "reason": "it is not a text file"})
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return OutputsRead(path, None, message=Message(TEXT_UNREADABLE, {"path": path, "reason": reason}))
