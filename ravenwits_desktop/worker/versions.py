"""Looks whether a newer version is offered at the place that those who look after this computer have named.

The notice is a small JSON file (`.ci/packing/release.py notice` makes it), beside it one of the same name and ``.sig``:
its Ed25519 signature in base64. Nothing it says is believed before the signature has been verified. Off where the
settings of the computer name no place. The program is never replaced: a person saves the installer and starts it.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import hashlib
import logging
import os
import platform
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urljoin

import anyio
import msgspec

from ravenwits_desktop.api.download import TOO_LARGE, DownloadError, Way, load
from ravenwits_desktop.api.limits import Timeouts
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.folders import is_for_everybody
from ravenwits_desktop.machine import Machine
from ravenwits_desktop.worker.bell import Bell
from ravenwits_desktop.worker.events import Event, VersionOffered, VersionRemark, VersionSaved

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

DAY = timedelta(days=1)
LOOK = 600.0
"""Seconds between two looks at the clock: a computer that slept over a day is not a day late once more."""
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
"""Of an installer, which lies beside the notice and nowhere else."""
_PIECE = 1 << 20
LARGEST_NOTICE = 1 << 18
LARGEST_FILE = 1 << 30
PATIENCE = 60.0
"""Seconds for a notice."""
MUCH_PATIENCE = 3600.0
"""Seconds for an installer."""

NOT_FOUND = QT_TRANSLATE_NOOP("Message", "Whether there is a newer version could not be looked up at {place}: {reason}")
NOT_READ = QT_TRANSLATE_NOOP("Message", "the file cannot be read ({reason}).")
NOT_SIGNED = QT_TRANSLATE_NOOP(
    "Message",
    "The notice of a newer version at {place} is not signed by those it should come from, and is not used. Tell those "
    "who look after this computer.",
)
NOT_UNDERSTOOD = QT_TRANSLATE_NOOP("Message", "The notice of a newer version at {place} is not understood: {reason}.")
LARGE_FILE = QT_TRANSLATE_NOOP(
    "Message", "“{file}” is said to have {size} bytes, and more than {most} are never loaded"
)
OLDER = QT_TRANSLATE_NOOP(
    "Message", "The version {version} that is offered at {place} is older than this one, which stays."
)
NOT_SAVED = QT_TRANSLATE_NOOP("Message", "The new version could not be saved as {path}: {reason}")
NOT_WRITTEN = QT_TRANSLATE_NOOP("Message", "{reason}.")
ANOTHER_FILE = QT_TRANSLATE_NOOP(
    "Message",
    "what was loaded is not the file that the signed notice names, and was deleted. Tell those who look after this "
    "computer.",
)
NOTHING_OFFERED = QT_TRANSLATE_NOOP("Message", "no version for this computer is offered any more.")


class _Installer(msgspec.Struct, frozen=True):
    file: str
    sha256: str
    size: Annotated[int, msgspec.Meta(ge=1)]


class _Notice(msgspec.Struct, frozen=True):
    version: str
    notes: str = ""
    place: str = ""
    files: dict[str, _Installer] = {}


class _VersionError(Exception):
    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def kind() -> str:
    """Which of the installers is meant for the program as it runs here."""
    if sys.platform == "win32":
        return f"windows-x64-{'machine' if is_for_everybody(Path(sys.executable)) else 'user'}"
    return f"{'macos' if sys.platform == 'darwin' else 'linux'}-{platform.machine()}"


def _numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; empty for what is none."""
    return tuple(map(int, version.split("."))) if re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,5}){2}", version) else ()


class Versions:
    """Looks at the start and once a day. Lives on the worker's loop.

    Each version is offered once in a run, and each trouble is remarked once: the program goes on as it is.
    """

    def __init__(
        self,
        machine: Machine,
        version: str,
        emit: Callable[[Event], None],
        report: Callable[[BaseException], None],
        now: Callable[[], datetime],
        timeouts: Timeouts,
        look: float = LOOK,
    ) -> None:
        self._place = machine.update_place
        self._key = machine.update_key
        self._way = Way(machine.proxy, machine.certificate, timeouts)
        self._version = version
        self._emit = emit
        self._report = report
        self._now = now
        self._look = look
        self._bell = Bell()
        self._scope = anyio.CancelScope()
        self._offered: _Notice | None = None
        self._said: set[str] = set()

    async def run(self) -> None:
        """Look now and then, until `close`; at once over where no place is named."""
        if self._place is None or self._key is None:
            return
        with self._scope:
            while True:
                looked = self._now()
                try:
                    self._judge(await self._notice(self._place, self._key))
                except _VersionError as error:
                    self._remark(error.message)
                except Exception as error:  # noqa: BLE001 - what fails here must not take the outbox along
                    self._report(error)
                while abs(self._now() - looked) < DAY:
                    await self._bell.wait(self._look)

    def close(self) -> None:
        """Look no more."""
        self._scope.cancel()

    def _remark(self, message: Message) -> None:
        text = str(message)
        if text not in self._said:
            self._said.add(text)
            _log.info("updates: %s", text)
            self._emit(VersionRemark(message))

    def _judge(self, notice: _Notice) -> None:
        offered, own = _numbers(notice.version), _numbers(self._version)
        if offered < own:
            self._remark(Message(OLDER, {"version": notice.version, "place": self._place}))
        if offered <= own or (self._offered is not None and self._offered.version == notice.version):
            return
        self._offered = notice
        installer = notice.files.get(kind())
        _log.info("updates: version %s is offered", notice.version)
        self._emit(VersionOffered(notice.version, notice.notes, notice.place, installer.file if installer else ""))

    async def _notice(self, place: str, key: bytes) -> _Notice:
        """The notice, once its signature was found right. Raises `_VersionError`."""
        try:
            raw, signed = await self._read(place), await self._read(f"{place}.sig")
        except DownloadError as error:
            reason = {"place": place, "reason": error.message}
            raise _VersionError(Message(NOT_FOUND, reason, error.message.detail)) from error
        from nacl.exceptions import BadSignatureError  # only where there is something to verify
        from nacl.signing import VerifyKey

        try:
            VerifyKey(key).verify(raw, base64.b64decode(b"".join(signed.split()), validate=True))
        except (BadSignatureError, binascii.Error, ValueError) as error:
            raise _VersionError(Message(NOT_SIGNED, {"place": place})) from error
        try:
            notice = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=_Notice)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise _VersionError(Message(NOT_UNDERSTOOD, {"place": place, "reason": error})) from error
        strange = [one.file for one in notice.files.values() if not _FILE_NAME.fullmatch(one.file)]
        for text in (*([] if _numbers(notice.version) else [notice.version]), *strange):
            raise _VersionError(Message(NOT_UNDERSTOOD, {"place": place, "reason": f"“{text[:40]}”"}))
        for one in notice.files.values():
            if one.size > LARGEST_FILE:
                why = Message(LARGE_FILE, {"file": one.file, "size": one.size, "most": LARGEST_FILE})
                raise _VersionError(Message(NOT_UNDERSTOOD, {"place": place, "reason": why}))
        return notice

    async def _read(self, place: str) -> bytes:
        content = bytearray()
        await self._load(place, content.extend, LARGEST_NOTICE, PATIENCE)
        return bytes(content)

    async def _load(self, place: str, take: Callable[[bytes], object], limit: int, seconds: float) -> None:
        """Hand what is at an address or a path to `take`. Raises `DownloadError`, and what `take` raises."""
        if "://" in place:
            await load(place, take, limit=limit, seconds=seconds, way=self._way)
            return
        given_up = threading.Event()

        def copy() -> None:
            for piece in _pieces(Path(place), limit):
                if given_up.is_set():
                    return
                take(piece)

        try:
            await _aside(copy)
        finally:
            given_up.set()

    # saving

    async def save(self, path: str) -> None:
        """Save the installer that was offered as `path`, whole and right or not at all; `VersionSaved` follows."""
        try:
            await self._save(Path(path))
        except (_VersionError, DownloadError) as error:
            reason = {"path": path, "reason": error.message}
            self._emit(VersionSaved(path, Message(NOT_SAVED, reason, error.message.detail)))
        except OSError as error:
            reason = {"path": path, "reason": Message(NOT_WRITTEN, {"reason": error.strerror or type(error).__name__})}
            self._emit(VersionSaved(path, Message(NOT_SAVED, reason)))
        else:
            self._emit(VersionSaved(path))

    async def _save(self, path: Path) -> None:
        installer = self._offered.files.get(kind()) if self._offered is not None else None
        if installer is None or self._place is None:
            raise _VersionError(Message(NOTHING_OFFERED))
        if "://" in self._place:
            source = urljoin(self._place, installer.file)
        else:
            # not by `Path`: a share is named with backslashes on whichever system the notice is read
            source = self._place[: max(self._place.rfind("/"), self._place.rfind("\\")) + 1] + installer.file
        digest, came = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:

                def take(piece: bytes) -> None:
                    nonlocal came
                    file.write(piece)
                    digest.update(piece)
                    came += len(piece)

                await self._load(source, take, installer.size + 1, MUCH_PATIENCE)
                file.flush()
                os.fsync(file.fileno())
            if (came, digest.hexdigest()) != (installer.size, installer.sha256.lower()):
                raise _VersionError(Message(ANOTHER_FILE))
            Path(name).replace(path)
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)


def _pieces(path: Path, limit: int) -> Iterator[bytes]:
    """What is in a file of at most `limit` bytes. Raises `DownloadError`, for a larger one too."""
    came = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                came += len(piece)
                if came > limit:
                    raise DownloadError(Message(TOO_LARGE, {"size": limit}))
                yield piece
    except OSError as error:
        reason = {"reason": error.strerror or type(error).__name__}
        raise DownloadError(Message(NOT_READ, reason, str(error))) from error


async def _aside(call: Callable[[], _Answer]) -> _Answer:
    """What `call` gives back, from a thread that nobody waits for at the end: a share that is gone may hold it long."""
    loop, done = asyncio.get_running_loop(), anyio.Event()
    answers: list[_Answer] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            answers.append(call())
        except BaseException as error:  # noqa: BLE001 - handed on to who waits
            errors.append(error)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(done.set)  # and if it ends now: nobody waits for an answer

    threading.Thread(target=work, name="ravenwits-share", daemon=True).start()
    await done.wait()
    if errors:
        raise errors[0]
    return answers[0]
