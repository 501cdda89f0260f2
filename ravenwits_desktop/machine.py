"""What those who look after this computer have set for everybody on it, in a file that only they can write.

All keys of the file may be left out. ``address``, ``proxy``, ``certificate``, ``label``, ``update_place`` and
``update_key`` preset a value; those that ``locked`` names cannot be changed in the program:

    {"address": "https://api.ravenwits.com", "proxy": "http://proxy.example:8080", "certificate": "/etc/ssl/house.pem",
     "label": "end", "update_place": "https://software.example/ravenwits/update.json", "update_key": "<base64>",
     "locked": ["address", "label"]}
"""

from __future__ import annotations

import base64
import binascii
import re
import ssl
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from ravenwits_desktop.domain.account import DEFAULT_ADDRESS, Account, address_problem
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import program_files

FILE = "machine.json"
KEY_BYTES = 32
"""An Ed25519 public key."""

UNUSABLE = QT_TRANSLATE_NOOP(
    "Message",
    "The settings of this computer in {path} cannot be used: {reason} None of them hold until those who look after "
    "this computer have corrected or removed that file.",
)
UNREADABLE = QT_TRANSLATE_NOOP("Message", "{reason}.")
IN_LINE = QT_TRANSLATE_NOOP("Message", "line {line}: {reason}")
LOCKED_NOTHING = QT_TRANSLATE_NOOP("Message", "“{key}” is locked, but the file sets no value for it.")
UNKNOWN_LOCK = QT_TRANSLATE_NOOP("Message", "“locked” names “{key}”, which is no setting. Known are: {known}.")
BAD_PROXY = QT_TRANSLATE_NOOP(
    "Message",
    "“proxy” must look like http://proxy.example:8080, without a name or a password, or be empty for no proxy.",
)
BAD_CERTIFICATE = QT_TRANSLATE_NOOP("Message", "no certificates in PEM form could be read from {file} ({reason}).")
BAD_PLACE = QT_TRANSLATE_NOOP(
    "Message", "“update_place” must be an https address or the whole path of a file, on this computer or a share."
)
BAD_KEY = QT_TRANSLATE_NOOP(
    "Message", "“update_place” needs “update_key”: the public key of those who sign the notice, 32 bytes in base64."
)


class MachineError(Exception):
    """The file cannot be used. `message` says which one, why, and who can help."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Machine:
    """The settings of the computer. What is None is not set.

    `proxy` is an address, empty for none. `certificate` is a file in PEM form with roots to be trusted beside the
    system's. `update_place` is an https address or an absolute path, `update_key` a raw Ed25519 public key.
    """

    address: str | None = None
    proxy: str | None = None
    certificate: str | None = None
    label: Label | None = None
    update_place: str | None = None
    update_key: bytes | None = None
    locked: frozenset[str] = frozenset()

    def preset(self) -> Account:
        """The account of somebody who has set nothing yet."""
        return Account(address=self.address or DEFAULT_ADDRESS, label=self.label or Label.END)

    def applied(self, account: Account) -> Account:
        """`account` with what is locked as it is set here."""
        if "address" in self.locked and self.address is not None:
            account = replace(account, address=self.address)
        if "label" in self.locked and self.label is not None:
            account = replace(account, label=self.label)
        return account


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    address: str | None = None
    proxy: str | None = None
    certificate: str | None = None
    label: Label | None = None
    update_place: str | None = None
    update_key: str | None = None
    locked: tuple[str, ...] = ()


KEYS = tuple(name for name in _File.__struct_fields__ if name != "locked")


def place() -> Path:
    """Where the file is looked for: a folder that only an administrator can write to, and that nobody can redirect.

    No variable of the environment has a say: whoever starts the program could name a folder without the locks.
    """
    if sys.platform == "win32":
        # not the folder for programs' data: there every user may put a file first
        return program_files() / "RavenWits Desktop" / FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/RavenWits Desktop") / FILE
    return Path("/etc/xdg/ravenwits-desktop") / FILE


def load(path: Path | None) -> Machine:
    """The settings in `path`; none if there is no such file, or `path` is None. Raises `MachineError`."""
    if path is None:
        return Machine()
    content = b""
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        file = msgspec.json.decode(content, type=_File)
    except (FileNotFoundError, NotADirectoryError):
        return Machine()
    except OSError as error:
        raise _error(path, Message(UNREADABLE, {"reason": error.strerror or type(error).__name__})) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _error(path, _in_line(Message(UNREADABLE, {"reason": error}), _line_of(str(error), content))) from error
    found = _problem(file)
    if found is not None:
        raise _error(path, _in_line(found[1], _line_with(found[0], content)))
    key = _key(file.update_key)
    return Machine(
        file.address,
        file.proxy,
        file.certificate,
        file.label,
        file.update_place,
        key if file.update_place else None,
        frozenset(file.locked),
    )


def _in_line(reason: Message, line: int) -> Message:
    """`reason` with the line that it is about; alone where that is not known (0)."""
    return Message(IN_LINE, {"line": line, "reason": reason}) if line else reason


def _line_of(error: str, content: bytes) -> int:
    """The line, from 1, that a complaint of the JSON reader is about; 0 where it does not say."""
    if found := re.search(r"\(byte (\d+)\)", error):
        return content.count(b"\n", 0, int(found[1])) + 1
    if "truncated" in error:
        return content.count(b"\n", 0, len(content.rstrip())) + 1
    found = re.search(r"unknown field `(.*)`", error) or re.search(r"`\$\.(\w+)", error)
    return _line_with(found[1], content) if found else 0


def _line_with(word: str, content: bytes) -> int:
    """The line, from 1, in which a word stands in quotes first; 0 where it does so nowhere."""
    place = content.find(f'"{word}"'.encode())
    return content.count(b"\n", 0, place) + 1 if place >= 0 else 0


def _problem(file: _File) -> tuple[str, Message] | None:
    """What is wrong with what the file says, after the word in it that is wrong; or None."""
    for key in file.locked:
        if key not in KEYS:
            return key, Message(UNKNOWN_LOCK, {"key": key, "known": ", ".join(KEYS)})
        if getattr(file, key) is None:
            return key, Message(LOCKED_NOTHING, {"key": key})
    if file.address is not None and (problem := address_problem(file.address)) is not None:
        return "address", problem
    if file.proxy and not _is_proxy(file.proxy):
        return "proxy", Message(BAD_PROXY)
    if file.certificate is not None and (problem := _certificate_problem(file.certificate)) is not None:
        return "certificate", problem
    if file.update_place is not None and not _is_update_place(file.update_place):
        return "update_place", Message(BAD_PLACE)
    if (file.update_place is not None or file.update_key is not None) and _key(file.update_key) is None:
        return "update_place" if file.update_key is None else "update_key", Message(BAD_KEY)
    return None


def _is_proxy(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    plain = "@" not in parts.netloc and parts.path in ("", "/") and not parts.query
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and plain


def _certificate_problem(file: str) -> Message | None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
    except (OSError, ValueError) as error:  # what OpenSSL finds wrong is an OSError too
        reason = getattr(error, "strerror", None) or str(error)
        return Message(BAD_CERTIFICATE, {"file": file, "reason": reason})
    return None


def _is_update_place(text: str) -> bool:
    if "://" in text:
        return address_problem(text) is None
    return Path(text).is_absolute() or text.startswith("\\\\")


def _key(text: str | None) -> bytes | None:
    try:
        key = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _error(path: Path, reason: Message) -> MachineError:
    return MachineError(Message(UNUSABLE, {"path": str(path), "reason": reason}))
