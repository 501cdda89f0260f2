"""Where things lie on disk."""

from __future__ import annotations

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
