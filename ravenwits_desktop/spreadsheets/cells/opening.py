"""The bytes of a file that somebody dropped, or in words why it cannot be opened."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import MEBIBYTE, Limits

NO_ACCESS = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is not yours to read. Ask for the right to read it, or for a copy, and try again."
)
LOCKED = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is open in another program, which lets nobody else read it. Close it there and try again."
)
UNREACHABLE = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” cannot be reached: the drive or the network folder does not answer. Connect it again, or copy the file "
    "to this computer, and try again.",
)
NO_FOLDER = QT_TRANSLATE_NOOP(
    "Message",
    "The folder of “{name}” is not there. If it is on the network or on a removable drive, connect it and try again; "
    "else it was moved or renamed.",
)
NOT_OPENED = QT_TRANSLATE_NOOP(
    "Message", "“{name}” cannot be opened ({reason}). Copy the file to another folder and try again."
)
LOCK_MARK = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” is only the mark that an office program leaves beside a file while it is open. Choose “{other}” itself.",
)
_NETWORK = (
    "EIO", "ENXIO", "ENODEV", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ETIMEDOUT",
    "ESTALE", "ENOTCONN", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "EREMOTEIO", "EREMCHG", "ENOMEDIUM", "EPIPE",
    "ENOLINK", "ECOMM", "EPROTO",
)  # fmt: skip
_GONE = frozenset(getattr(errno, name) for name in _NETWORK if hasattr(errno, name))
"""What a drive that vanished answers; not every system knows each."""
_WINDOWS_LOCKED = frozenset({32, 33})
_WINDOWS_GONE = frozenset({21, 53, 55, 59, 64, 65, 67, 121, 1117, 1167, 1222, 1231, 1232, 2250})
_MISSING = frozenset({errno.ENOTDIR, errno.ENAMETOOLONG, errno.ENOENT})
_MARKS = (("~$", ""), (".~lock.", "#"))
"""Beginning and end of the names of Excel's and LibreOffice's marks."""


def content_of(path: Path, limits: Limits) -> bytes:
    """The bytes of the file. Raises `UnreadableFileError` for what is no ordinary file, or not to be opened."""
    name = path.name or str(path)
    for begin, end in _MARKS:
        if name.startswith(begin) and name.endswith(end):
            raise unreadable(LOCK_MARK, name=name, other=name.removeprefix(begin).removesuffix(end))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise unreadable(faults.FOLDER, name=name)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(faults.NOT_A_FILE, name=name)
        size = status.st_size
        if size <= limits.file_bytes:
            with path.open("rb") as file:
                content = file.read(limits.file_bytes + 1)  # some grow, or hide their size
            size = max(size, len(content))
        if size > limits.file_bytes:
            raise unreadable(faults.TOO_LARGE, name=name, size=size // MEBIBYTE)
    except OSError as error:
        raise unreadable(why_not(error, path), str(error), name=name, reason=error.strerror or "") from error
    except ValueError as error:  # a name with a zero character
        raise unreadable(faults.MISSING, name=name) from error
    return content


def why_not(error: OSError, path: Path) -> str:
    """The template of the message about a file that the system did not open."""
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS_LOCKED:
        return LOCKED
    if windows in _WINDOWS_GONE or error.errno in _GONE:
        return UNREACHABLE
    if error.errno in _MISSING:
        return NO_FOLDER if _is_folder_missing(path) else faults.MISSING
    if error.errno in {errno.EBUSY, errno.ETXTBSY}:
        return LOCKED
    return NO_ACCESS if error.errno in {errno.EACCES, errno.EPERM} else NOT_OPENED


def _is_folder_missing(path: Path) -> bool:
    try:
        return not path.parent.is_dir()
    except OSError:
        return True
