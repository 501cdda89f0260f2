"""Files that cannot be opened: each says why and what to do, in the child too, which is gone afterwards."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets.cells.opening import content_of, why_not
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from tests.spreadsheets.builders import hours, text, xlsx

posix = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="files of Linux")
HEADER = ["Fecha", "Compra (MW)"]


def refused(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """What is said of a file, by the child and by the function that it calls."""
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, limits=limits)
    assert not multiprocessing.active_children()
    with pytest.raises(UnreadableFileError) as here:
        content_of(path, limits)
    assert str(here.value.message) == str(caught.value.message)
    return str(caught.value.message)


@contextmanager
def somebody_else() -> Iterator[None]:
    """With the rights of nobody in particular; root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@linux
def test_a_drive_that_answers_with_an_error_of_input() -> None:
    said = refused(Path("/proc/self/mem"))
    assert "cannot be reached: the drive or the network folder does not answer" in said


@posix
def test_a_file_that_is_not_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(xlsx([HEADER, *hours()]))
    path.chmod(0)
    with somebody_else(), pytest.raises(UnreadableFileError, match="is not yours to read"):
        content_of(path, DEFAULT_LIMITS)


def test_a_file_that_is_gone_and_one_whose_drive_is(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.xlsx").startswith("There is no file “gone.xlsx”")
    assert "The folder of “gone.xlsx” is not there. If it is on the network" in refused(
        tmp_path / "share" / "gone.xlsx"
    )
    (tmp_path / "file").write_bytes(b"x")
    assert "The folder of “gone.xlsx” is not there" in refused(tmp_path / "file" / "gone.xlsx")


@posix
def test_folders_pipes_sockets_and_devices(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.csv"))
        for path in (tmp_path / "pipe.csv", tmp_path / "socket.csv", Path("/dev/zero")):
            assert "is not an ordinary file but a device or a pipe" in refused(path)
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    assert "cannot be opened" in refused(tmp_path / "circle.csv")


def test_larger_than_the_limit_by_its_size_and_by_what_comes_out(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(DEFAULT_LIMITS.file_bytes + 1)
    assert "too large (100 MB)" in refused(large)
    if sys.platform == "linux":  # a file that says it has no bytes
        assert "too large" in refused(Path("/proc/self/maps"), Limits(file_bytes=10))


def test_the_mark_beside_an_open_file_is_not_taken_for_it(tmp_path: Path) -> None:
    for name in ("~$programa.xlsx", ".~lock.programa.xlsx#"):
        (tmp_path / name).write_bytes(b"\x05Desk " + bytes(50))
        assert "Choose “programa.xlsx” itself" in refused(tmp_path / name)


def test_a_file_that_another_program_holds_open_is_read_where_the_system_allows_it(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_bytes(text([HEADER, *hours()]))
    with path.open("r+b"):
        assert len(read_file(path).rows) == 24


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows locks others out")
def test_a_file_that_another_program_has_locked(tmp_path: Path) -> None:
    import ctypes

    path = tmp_path / "locked.csv"
    path.write_bytes(text([HEADER, *hours()]))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.CreateFileW(str(path), 0x80000000, 0, None, 3, 0, None)
    try:
        assert "is open in another program" in refused(path)
    finally:
        kernel.CloseHandle(handle)


@pytest.mark.parametrize(
    ("number", "windows", "says"),
    [
        (errno.EACCES, 32, "open in another program"),
        (errno.EACCES, 33, "open in another program"),
        (errno.EBUSY, None, "open in another program"),
        (errno.EACCES, 5, "not yours to read"),
        (errno.EPERM, None, "not yours to read"),
        (errno.ENOENT, 53, "cannot be reached"),
        (errno.EINVAL, 64, "cannot be reached"),
        (errno.EIO, None, "cannot be reached"),
        (errno.ESTALE, None, "cannot be reached"),
        (errno.ETIMEDOUT, None, "cannot be reached"),
        (getattr(errno, "EHOSTDOWN", errno.EIO), None, "cannot be reached"),
        (errno.ENOSPC, None, "cannot be opened"),
    ],
)
def test_what_each_answer_of_the_system_means(number: int, windows: int | None, says: str, tmp_path: Path) -> None:
    error = OSError(number, os.strerror(number))
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]
    assert says in why_not(error, tmp_path / "a.csv")
