"""What can go wrong with the store without being a fault of this program.

Each carries a `Message` that names the file, says what is safe and what to do. Faults of the program (a wrong arrow, an
unknown id) are `ValueError` and `KeyError` as everywhere.
"""

from __future__ import annotations

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

FULL = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” could not be written: the disk is full or its quota is used up. Everything saved before is safe, the "
    "last change is not saved. Nothing is sent before it is written down. Make room on the disk and try again.",
)
LOCKED = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” is already open in another window of this program. Nothing was changed or sent. Go on in that window, or "
    "close it and start again.",
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” cannot be written: you may only read it, or the disk is write-protected. Nothing was changed or sent. "
    "Ask for permission to write there, or start the program with another data folder.",
)
CANNOT_OPEN = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” could not be opened. Nothing was changed or sent. Check that its folder can be reached and written, or "
    "start the program with another data folder.",
)
DAMAGED = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” is damaged. The program leaves it as it is and sends nothing. Copy its whole folder to a safe place, "
    "then put back the file from a backup, or move it away to begin with an empty one. What was sent before stays with "
    "RavenWits and can be followed by its id.",
)
NOT_OURS = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” was not written by this program. It was not changed. Move it away or start the program with another data "
    "folder.",
)
TOO_NEW = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” was written by a newer version of this program. It was not changed. Install the newer version to go on "
    "with it.",
)
DISK_FAULT = QT_TRANSLATE_NOOP(
    "Message",
    "“{file}” could not be read or written: the disk reports a fault. The last change is not saved. Nothing is sent "
    "before it is written down. Check the disk or the connection to it and try again.",
)
UNKNOWN_KIND = QT_TRANSLATE_NOOP(
    "Message", "“{file}” is not a place where this program can keep its data. Check the address of the store."
)


class StoreError(Exception):
    """The store could not do what it was asked; what was saved before is untouched. `message` is for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} ({self.message.detail})" if self.message.detail else str(self.message)


class StoreFullError(StoreError):
    """No room on the disk, or no more for this user. The change was undone; it may be tried again."""


class StoreLockedError(StoreError):
    """Another process has the store open."""


class StoreReadOnlyError(StoreError):
    """The file or its folder may not be written."""


class StoreDamagedError(StoreError):
    """The file is not what was written. It is never changed, overwritten or deleted."""


class StoreTooNewError(StoreError):
    """A newer version of the program has written the file."""
