"""Where requests may go: the API's address, and ids as one segment of a path.

What is written here is checked before httpx sees it, and `client.py` checks again what httpx made of it.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urlencode, urlsplit

from ravenwits_desktop.api.errors import InvalidAddressError, InvalidIdError
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

NOT_AN_ADDRESS = QT_TRANSLATE_NOOP(
    "Message", "“{address}” is not the address of an API. It looks like https://api.example.com."
)
NOT_PROTECTED = QT_TRANSLATE_NOOP(
    "Message", "“{address}” is not protected. The program sends purchases to https addresses only."
)
NOT_A_PATH_ID = QT_TRANSLATE_NOOP(
    "Message", "“{id}” cannot be an id: it is made of letters, digits and the signs . _ - ~ @ + : only."
)
NOT_A_VALUE = QT_TRANSLATE_NOOP("Message", "“{id}” cannot be an id: it is empty, too long or has unprintable signs.")

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~@+:-]{0,127}")
_LONGEST_VALUE = 256
_LONGEST_SHOWN = 80


def check_address(text: str) -> str:
    """The address in the form that is kept and compared: scheme, host, port if unusual, path without its last slash.

    https is assumed where no scheme is written; plain http is allowed for this machine only. Raises
    `InvalidAddressError`.
    """
    written = text.strip()
    wrong = InvalidAddressError(Message(NOT_AN_ADDRESS, {"address": _shown(written)}))
    if "://" not in written:
        written = f"https://{written}"
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise wrong from None
    strange = not written.isascii() or not written.isprintable() or " " in written or "\\" in written
    if strange or "@" in parts.netloc or "?" in written or "#" in written or port == 0:
        raise wrong
    if parts.scheme not in ("http", "https") or not (_is_ipv6(host) or (_HOST.fullmatch(host) and len(host) <= 253)):
        raise wrong
    prefix = parts.path.rstrip("/")
    if not _PREFIX.fullmatch(prefix):
        raise wrong
    if parts.scheme == "http" and not is_loopback(host):
        raise InvalidAddressError(Message(NOT_PROTECTED, {"address": _shown(written)}))
    usual = {"http": 80, "https": 443}[parts.scheme]
    shown_host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown_host}{'' if port in (None, usual) else f':{port}'}{prefix}"


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its own word: ``localhost`` or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_ipv6(host: str) -> bool:
    try:
        return "%" not in host and ipaddress.ip_address(host).version == 6
    except ValueError:
        return False


def check_id(text: str) -> str:
    """`text` if it can be one segment of a path; raises `InvalidIdError` for anything that is not plainly an id."""
    if not _ID.fullmatch(text):
        raise InvalidIdError(Message(NOT_A_PATH_ID, {"id": _shown(text)}))
    return text


def check_value(text: str) -> str:
    """`text` if it can be an id in a query, where any printable sign is quoted; raises `InvalidIdError`."""
    if not text.strip() or len(text) > _LONGEST_VALUE or not text.isprintable():
        raise InvalidIdError(Message(NOT_A_VALUE, {"id": _shown(text)}))
    return text


def segment(text: str) -> str:
    """A checked id, quoted as one segment of a path."""
    return quote(check_id(text), safe="")


def query(**values: str) -> str:
    """A query of checked ids, with its question mark."""
    return "?" + urlencode({name: check_value(value) for name, value in values.items()}, quote_via=quote, safe="")


def _shown(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else "�" for sign in text)
    return printable if len(printable) <= _LONGEST_SHOWN else printable[:_LONGEST_SHOWN] + "…"
