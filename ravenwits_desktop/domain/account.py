"""Whose purchases these are: address, user, retailers. What is kept of an account holds no secrets."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label

DEFAULT_ADDRESS = "https://api.ravenwits.com"

NO_ADDRESS = QT_TRANSLATE_NOOP("Message", "Enter the address of the RavenWits service, such as {example}.")
NOT_AN_ADDRESS = QT_TRANSLATE_NOOP("Message", "This is not an address. It begins with https://, such as {example}.")
NOT_ENCRYPTED = QT_TRANSLATE_NOOP(
    "Message",
    "The address must begin with https://, or the token could be read on the way. "
    "Only a service on this computer may do without.",
)
ADDRESS_HAS_SECRETS = QT_TRANSLATE_NOOP("Message", "The address must not hold a user name or a password.")
ADDRESS_HAS_QUERY = QT_TRANSLATE_NOOP("Message", "The address must end before any “?” or “#”.")
NO_USER = QT_TRANSLATE_NOOP("Message", "Enter your user: the identifier that RavenWits gave you.")
BAD_USER = QT_TRANSLATE_NOOP("Message", "A user has letters, digits and . _ ~ @ + : - only, no spaces.")
RETAILER_WITHOUT_ID = QT_TRANSLATE_NOOP("Message", "“{name}” has no retailer id.")
BAD_RETAILER = QT_TRANSLATE_NOOP("Message", "The retailer id “{id}” has signs in it that cannot be sent.")
RETAILER_TWICE = QT_TRANSLATE_NOOP("Message", "The retailer id “{id}” is there twice.")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~@+:-]{0,127}")


@dataclass(frozen=True, slots=True)
class Retailer:
    """A company for which the user buys; `id` is the API's ``retailer_id``."""

    id: str
    name: str = ""

    @property
    def title(self) -> str:
        """Name and id, as the window shows it."""
        return f"{self.name} · {self.id}" if self.name else self.id


@dataclass(frozen=True, slots=True)
class Account:
    """Where to send and as whom. `email` is set for an account that signs in with e-mail and password."""

    address: str = DEFAULT_ADDRESS
    user: str = ""
    retailers: tuple[Retailer, ...] = ()
    email: str = ""
    label: Label = Label.END
    zone: str = DEFAULT_ZONE

    @property
    def key(self) -> str:
        """What submissions and secrets of this account are kept under."""
        return f"{self.user}@{self.address.rstrip('/')}"

    @property
    def complete(self) -> bool:
        """Whether it says enough to send anything."""
        return bool(self.address and self.user)

    def retailer(self, retailer_id: str) -> Retailer:
        """The retailer of that id; one without a name if it is not in the list."""
        return next((retailer for retailer in self.retailers if retailer.id == retailer_id), Retailer(retailer_id))


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """A wish to try an account: with a token, or with e-mail and password. All empty means the token kept before.

    Neither the token nor the password shows in its repr.
    """

    account: Account
    token: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def is_loopback(host: str) -> bool:
    """Whether `host` (a name or an IP address, without brackets) is this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_problem(text: str) -> Message | None:
    """Why `text` cannot be the address of the service, or None if it can: https, or http on this computer."""
    text = text.strip()
    if not text:
        return Message(NO_ADDRESS, {"example": DEFAULT_ADDRESS})
    broken = Message(NOT_AN_ADDRESS, {"example": DEFAULT_ADDRESS})
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return broken
    if parts.scheme not in ("http", "https") or not host or any(not "!" <= sign <= "~" for sign in text):
        return broken
    if any(sign in text for sign in '\\<>"^`{|}') or not _is_host(host):
        return broken
    if "@" in parts.netloc:
        return Message(ADDRESS_HAS_SECRETS)
    if "?" in text or "#" in text:
        return Message(ADDRESS_HAS_QUERY)
    if parts.scheme == "http" and not is_loopback(host):
        return Message(NOT_ENCRYPTED)
    return None


def account_problem(account: Account) -> Message | None:
    """Why nothing could be sent with `account`, or None if it says enough and nothing wrong."""
    if (problem := address_problem(account.address)) is not None:
        return problem
    if not account.user:
        return Message(NO_USER)
    if not _USER.fullmatch(account.user):
        return Message(BAD_USER)
    seen = set()
    for retailer in account.retailers:
        if not retailer.id:
            return Message(RETAILER_WITHOUT_ID, {"name": retailer.name})
        if not retailer.id.isprintable() or len(retailer.id) > 128:
            return Message(BAD_RETAILER, {"id": retailer.id[:40]})
        if retailer.id in seen:
            return Message(RETAILER_TWICE, {"id": retailer.id})
        seen.add(retailer.id)
    return None


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            return ipaddress.ip_address(host).version == 6
        except ValueError:
            return False
    return all(part and part.replace("-", "").isalnum() for part in host.rstrip(".").split("."))
