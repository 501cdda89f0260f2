"""What an answer that is no success means: from status, headers and body to one error of the tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ravenwits_desktop.api.errors import (
    ApiError,
    BadAnswerError,
    ForbiddenError,
    NotFoundError,
    ProxyRefusedError,
    RedirectedError,
    RefusedError,
    ServerFaultError,
    SignInNeededError,
    TooManyRequestsError,
)
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

SAID = QT_TRANSLATE_NOOP("Message", "The server refused: {text}")
REFUSED = QT_TRANSLATE_NOOP("Message", "The server refused and did not say why.")
SIGN_IN = QT_TRANSLATE_NOOP("Message", "The server does not accept the sign-in. Sign in again.")
SIGN_IN_SAID = QT_TRANSLATE_NOOP("Message", "The server does not accept the sign-in: {text}")
FORBIDDEN = QT_TRANSLATE_NOOP("Message", "This account may not do that.")
FORBIDDEN_SAID = QT_TRANSLATE_NOOP("Message", "This account may not do that: {text}")
NOT_FOUND = QT_TRANSLATE_NOOP("Message", "The server does not know it: {text}")
NOT_THE_API = QT_TRANSLATE_NOOP("Message", "The API was not found at this address. Check the address of the API.")
TOO_MANY = QT_TRANSLATE_NOOP("Message", "The server asks for fewer requests.")
TOO_MANY_FOR = QT_TRANSLATE_NOOP("Message", "The server asks for fewer requests. Again in {seconds} s.")
FAULT = QT_TRANSLATE_NOOP("Message", "The server has a problem of its own.")
FAULT_SAID = QT_TRANSLATE_NOOP("Message", "The server has a problem of its own: {text}")
GAVE_UP = QT_TRANSLATE_NOOP("Message", "The server gave up waiting for the request.")
REDIRECTED = QT_TRANSLATE_NOOP(
    "Message", "The server points to another place: {place}. Nothing was sent there. Check the address of the API."
)
NOWHERE = QT_TRANSLATE_NOOP("Message", "The server points to another place and does not say where.")
PROXY_SIGN_IN = QT_TRANSLATE_NOOP("Message", "The proxy asks for a user and a password.")
ODD = QT_TRANSLATE_NOOP("Message", "The server gave an answer that is not one of the API.")

_LONGEST_TEXT = 500
_LONGEST_PAUSE = 24 * 3600.0
_ROW = re.compile(r"\bindex (\d{1,9})\b")
_FIELD = re.compile(r"\bfield [\"“']([^\"”']{1,40})[\"”']")
_NO_CREDENTIALS = "authentication credentials"


def error_for(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """The error that an answer with another status than 2xx stands for. `body` may be cut or empty."""
    text = server_text(body)
    detail = f"status {status}" if text else f"status {status} {_shape(headers, body)}".strip()
    said = {"text": text}
    if status == 408 or status >= 500:
        template = GAVE_UP if status == 408 else FAULT_SAID if text else FAULT
        message = Message(template, said, detail)
        return ServerFaultError(message, status=status, raw=body, retry_after=retry_after(headers))
    if status == 401 or (status == 403 and _NO_CREDENTIALS in text.lower()):
        return SignInNeededError(_either(SIGN_IN_SAID, SIGN_IN, text, detail), status=status, raw=body)
    if status == 407:
        return ProxyRefusedError(Message(PROXY_SIGN_IN, detail=detail), status=status, raw=body)
    if status == 429:
        pause = retry_after(headers)
        message = Message(TOO_MANY, detail=detail)
        if pause is not None:
            message = Message(TOO_MANY_FOR, {"seconds": round(pause)}, detail)
        return TooManyRequestsError(message, status=status, raw=body, retry_after=pause)
    if 300 <= status < 400:
        place = _place(headers.get("location", ""))
        return RedirectedError(
            Message(REDIRECTED if place else NOWHERE, {"place": place}, detail), status=status, raw=body
        )
    if status == 403:
        return ForbiddenError(_either(FORBIDDEN_SAID, FORBIDDEN, text, detail), status=status, raw=body)
    if status == 404 and text:
        return NotFoundError(Message(NOT_FOUND, said, detail), status=status, raw=body)
    if status == 404:
        # A page that is not the API's says nothing about a purchase: it is the address that is wrong.
        return RefusedError(Message(NOT_THE_API, detail=detail), status=status, raw=body)
    if 400 <= status < 500:
        row, field = _row_and_field(body, text)
        return RefusedError(_either(SAID, REFUSED, text, detail), status=status, raw=body, row=row, field=field)
    return BadAnswerError(Message(ODD, detail=detail), status=status, raw=body)


def _either(said: str, unsaid: str, text: str, detail: str) -> Message:
    return Message(said, {"text": text}, detail) if text else Message(unsaid, detail=detail)


def server_text(body: bytes) -> str:
    """What the server says in words: the texts of its JSON, on one line; empty for anything else, such as a page."""
    try:
        answer = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    parts = _texts(answer, "", 4)
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in "; ".join(parts)).split())
    return plain if len(plain) <= _LONGEST_TEXT else plain[:_LONGEST_TEXT] + "…"


def _texts(value: Any, name: str, deepest: int) -> list[str]:
    """The texts in an answer; the name of a field that is at fault stands before its text."""
    if isinstance(value, str) and value.strip():
        return [f"{name}: {value.strip()}" if name else value.strip()]
    if deepest and isinstance(value, list):
        return [text for item in value[:20] for text in _texts(item, name, deepest - 1)]
    if deepest and isinstance(value, dict):
        return [
            text
            for key, item in list(value.items())[:20]
            for text in _texts(item, "" if key in _PLAIN_NAMES else key, deepest - 1)
        ]
    return []


_PLAIN_NAMES = frozenset({"error", "errors", "detail", "message", "non_field_errors"})


def _row_and_field(body: bytes, text: str) -> tuple[int | None, str]:
    row, field = _ROW.search(text), _FIELD.search(text)
    if field:
        name = field[1]
    elif row and "datetime" in text:
        name = "datetime"
    else:
        name = _only_field(body)
    return (int(row[1]) if row else None), name


def _only_field(body: bytes) -> str:
    """The one field of ``{"field": ["..."]}``."""
    try:
        answer = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    names = [name for name in answer if name not in _PLAIN_NAMES]
    return names[0][:40] if len(names) == 1 and len(answer) == 1 else ""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds for which the server wants to be left alone: from seconds or a date; None if it does not say so.

    A date is measured by the server's own clock where its answer tells it. At most a day.
    """
    written = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", written):
        return min(float(written), _LONGEST_PAUSE)
    then = _http_date(written)
    if then is None:
        return None
    now = _http_date(headers.get("date", "")) or datetime.now(UTC)
    return min(max((then - now).total_seconds(), 0.0), _LONGEST_PAUSE)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _place(location: str) -> str:
    """Where a redirect points, without its query, fit to be shown."""
    try:
        parts = urlsplit(location.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    place = f"{parts.scheme}://{host}{port}{parts.path}" if host else parts.path
    return "".join(sign for sign in place if sign.isprintable())[:120]


def _shape(headers: Mapping[str, str], body: bytes) -> str:
    kind = "".join(sign for sign in headers.get("content-type", "") if sign.isprintable())[:60]
    return f"({kind or 'no type'}, {len(body)} bytes)"
