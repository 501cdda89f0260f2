"""What a person has set. No secrets: those are in the keychain."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.gates import DEFAULT_GATES, Gate
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set outside the window's own layout."""

    account: Account = field(default_factory=Account)
    gates: tuple[Gate, ...] = DEFAULT_GATES


class SettingsError(Exception):
    """The settings cannot be read or written. `message` says which file and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


_UNREADABLE = QT_TRANSLATE_NOOP(
    "Message",
    "The settings in {path} cannot be read: {reason}. The program goes on with fresh settings and leaves that file "
    "alone until the account is saved again.",
)
_UNWRITABLE = QT_TRANSLATE_NOOP(
    "Message", "The settings could not be written to {path}: {reason}. They hold until the program ends."
)


def load(path: Path, fresh: Settings | None = None) -> Settings:
    """The settings in `path`; `fresh` ones if there is no such file. Raises `SettingsError` if it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return fresh or Settings()
    except OSError as error:
        raise _error(_UNREADABLE, path, error.strerror or type(error).__name__) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _error(_UNREADABLE, path, str(error)) from error


def save(path: Path, settings: Settings) -> None:
    """Write the settings so that the file is never half written. Raises `SettingsError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _error(_UNWRITABLE, path, error.strerror or type(error).__name__) from error


def _error(template: str, path: Path, reason: str) -> SettingsError:
    return SettingsError(Message(template, {"path": str(path), "reason": reason}))
