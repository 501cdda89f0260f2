"""Where things lie on disk."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "RavenWits Desktop"
SANDBOX = "RavenWits Sandbox"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this program keeps its things: the store and settings in `data`, the log files in `logs`."""

    data: Path
    logs: Path

    @classmethod
    def of(cls, chosen: Path | None, *, sandbox: bool) -> Folders:
        """The platform's folders, or one chosen by hand. The sandbox always has its own."""
        if chosen is not None:
            root = chosen / "sandbox" if sandbox else chosen
            return cls(root, root / "logs")
        name = SANDBOX if sandbox else APP
        return cls(platformdirs.user_data_path(name, appauthor=False), platformdirs.user_log_path(name, False))

    @property
    def store_url(self) -> str:
        """The store's database URL."""
        return f"sqlite:///{(self.data / 'ravenwits.sqlite3').as_posix()}"

    @property
    def settings_file(self) -> Path:
        """The file of the settings."""
        return self.data / "settings.json"

    @property
    def window_file(self) -> Path:
        """The file of the window's state (QSettings, INI)."""
        return self.data / "window.ini"


_PROGRAM_FILES = "{6D809377-6AF0-444B-8957-A3773F02200E}"
"""What Windows calls the folder of the programs for everybody (``FOLDERID_ProgramFilesX64``)."""


def program_files() -> Path:
    """The folder of the programs for everybody on Windows.

    Windows itself is asked, never the environment: everybody can set that for what they start, and what stands there
    decides where the settings are that only administrators may write.
    """
    if sys.platform == "win32":
        import ctypes
        import uuid

        found = ctypes.c_wchar_p()
        folder = (ctypes.c_ubyte * 16).from_buffer_copy(uuid.UUID(_PROGRAM_FILES).bytes_le)
        failed = ctypes.windll.shell32.SHGetKnownFolderPath(folder, 0, None, ctypes.byref(found))
        path = None if failed else found.value
        ctypes.windll.ole32.CoTaskMemFree(found)
        if path:
            return Path(path)
    return Path("C:\\Program Files")


def is_for_everybody(program: Path) -> bool:
    """Whether the program in this file was installed on Windows for the whole computer, wherever it was put.

    The package for the whole computer writes down its folder where only administrators write.
    """
    places = [program_files()]
    if sys.platform == "win32":
        import winreg

        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"Software\RavenWits\Desktop") as key,
        ):
            places.append(Path(str(winreg.QueryValueEx(key, "Folder")[0])))
    return any(program.is_relative_to(place) for place in places)


SHARED_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs"}
"""Kinds of file systems that lie on another computer, as Linux calls them."""
_REMOTE = 4
"""What Windows calls a drive that lies on another computer."""


def is_on_share(folder: Path, mounts: str | None = None) -> bool:
    """Whether a folder lies on another computer, where a database cannot be trusted to stay whole.

    `mounts` is what ``/proc/mounts`` says on Linux; read from there if None. May wait for the other computer.
    """
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor) == _REMOTE)
    try:
        listed = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace") if mounts is None else mounts
    except OSError:
        return False
    points = {}
    for line in listed.splitlines():
        _source, point, kind, *_rest = line.split(" ")
        points[point.replace("\\040", " ")] = kind
    path = folder.resolve()
    own = next((str(parent) for parent in (path, *path.parents) if str(parent) in points), "")
    return points.get(own) in SHARED_SYSTEMS
