"""Open the database, and turn its errors into ours: here and nowhere else.

A store is held by one process. SQLite's exclusive locking mode takes the lock with the first access and keeps it as
long as the connection lives; the system gives it back when the process dies, however it dies. A second process, even
one that only wants to read, is told `StoreLockedError` at once. Copies of the file can be read by anyone.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, StatementError
from sqlalchemy.pool import QueuePool

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.store import errors
from ravenwits_desktop.store.codec import DamagedBlobError

_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    # A commit is on the disk when it returns, also after a power cut; fullfsync is what macOS calls it.
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    # The log shrinks again after a large purchase.
    "journal_size_limit=4194304",
)
_BY_CODE: dict[int, tuple[type[errors.StoreError], str]] = {
    sqlite3.SQLITE_FULL: (errors.StoreFullError, errors.FULL),
    # A quota or a limit on the size of files is told as a failed write, not as a full disk.
    sqlite3.SQLITE_IOERR_WRITE: (errors.StoreFullError, errors.FULL),
    sqlite3.SQLITE_BUSY: (errors.StoreLockedError, errors.LOCKED),
    sqlite3.SQLITE_LOCKED: (errors.StoreLockedError, errors.LOCKED),
    sqlite3.SQLITE_READONLY: (errors.StoreReadOnlyError, errors.READ_ONLY),
    sqlite3.SQLITE_PERM: (errors.StoreReadOnlyError, errors.READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (errors.StoreReadOnlyError, errors.CANNOT_OPEN),
    sqlite3.SQLITE_CORRUPT: (errors.StoreDamagedError, errors.DAMAGED),
    sqlite3.SQLITE_NOTADB: (errors.StoreDamagedError, errors.DAMAGED),
    sqlite3.SQLITE_FORMAT: (errors.StoreDamagedError, errors.DAMAGED),
    sqlite3.SQLITE_IOERR: (errors.StoreError, errors.DISK_FAULT),
    sqlite3.SQLITE_PROTOCOL: (errors.StoreError, errors.DISK_FAULT),
}
_BY_ERRNO: dict[int, tuple[type[errors.StoreError], str]] = {
    errno.ENOSPC: (errors.StoreFullError, errors.FULL),
    errno.EFBIG: (errors.StoreFullError, errors.FULL),
    errno.EDQUOT: (errors.StoreFullError, errors.FULL),
    errno.EACCES: (errors.StoreReadOnlyError, errors.READ_ONLY),
    errno.EPERM: (errors.StoreReadOnlyError, errors.READ_ONLY),
    errno.EROFS: (errors.StoreReadOnlyError, errors.READ_ONLY),
    errno.EIO: (errors.StoreError, errors.DISK_FAULT),
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the database, the disk or a damaged value of the store at `place` reports into a `StoreError`.

    What is a fault of this program (a broken constraint, a wrong statement) goes through as it is.
    """
    try:
        yield
    except DamagedBlobError as error:
        raise _error(errors.StoreDamagedError, errors.DAMAGED, place, str(error)) from error
    except StatementError as error:
        if isinstance(error.orig, sqlite3.Error):
            _raise_for(error.orig, place)
        if error.orig is not None and not isinstance(error, DBAPIError):
            raise error.orig from error  # a value that a column type refused
        raise
    except sqlite3.Error as error:
        _raise_for(error, place)
        raise
    except OSError as error:
        kind, template = _BY_ERRNO.get(error.errno or 0, (errors.StoreError, errors.CANNOT_OPEN))
        raise _error(kind, template, place, str(error)) from error


def _raise_for(error: sqlite3.Error, place: str) -> None:
    """Raise the `StoreError` for an error of SQLite, if it has one."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    known = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF)
    if known:
        raise _error(*known, place, f"{getattr(error, 'sqlite_errorname', '')}: {error}") from error


def _error(kind: type[errors.StoreError], template: str, place: str, detail: str = "") -> errors.StoreError:
    return kind(Message(template, {"file": place}, detail))


def parse(url: str) -> tuple[URL, str, Path | None]:
    """The URL, the name of the place as a person may see it, and the file if there is one.

    Raises `StoreError` for what is not a database URL of a kind this program can use.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend != "sqlite":
        # A text that is no URL may still hold a password: it is not shown.
        place = url.partition(":")[0][:40]
        raise _error(errors.StoreError, errors.UNKNOWN_KIND, place)
    name = parsed.database or ":memory:"
    if name == ":memory:" or name.startswith("file:"):
        return parsed, name, None
    path = Path(name).absolute()
    return parsed, str(path), path


def connect(url: URL, place: str, path: Path | None) -> Engine:
    """Open the file (made with its folders if it is not there), take its lock and check it from end to end."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_read_only(path, place)
        _refuse_lost_start(path, place)
    # One connection and no other: it holds the lock. Values never stand in error texts.
    engine = create_engine(
        url, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True, connect_args={"timeout": 0}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        _check(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check(engine: Engine, place: str) -> None:
    """Read the whole file and compare its parts. Raises `StoreDamagedError`."""
    with engine.begin() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise _error(errors.StoreDamagedError, errors.DAMAGED, place, str(found))


def _refuse_read_only(path: Path, place: str) -> None:
    """Refuse a file that may not be written: SQLite would call the lock it cannot take a fault of the disk.

    The file is not opened for this: closing it would give up the lock of a store that this process has open already.
    """
    effective = os.access in os.supports_effective_ids
    if path.exists() and not os.access(path, os.W_OK, effective_ids=effective):
        raise _error(errors.StoreReadOnlyError, errors.READ_ONLY, place, "no permission to write")


def _refuse_lost_start(path: Path, place: str) -> None:
    """Refuse a log with content beside a file without: SQLite would throw the log away and begin anew."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size and not (path.exists() and path.stat().st_size):
        raise _error(errors.StoreDamagedError, errors.DAMAGED, place, f"empty or missing beside {log.name}")


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # Python would begin transactions by itself, but not before reading or before a change of tables.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    # Asks for the right to write at once, so that a file that is read-only is found out when it is opened.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
