"""Requests without an answer: what httpx says turned into what became of the request.

The decision rests on evidence: once httpcore has begun to write a request to the server, nobody knows what the server
made of it; before that, nothing can have been taken. Source: httpcore's ``trace`` extension.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from typing import Any

import httpx

from ravenwits_desktop.api.errors import (
    ApiError,
    BadAnswerError,
    ConnectionLostError,
    NoConnectionError,
    ProxyRefusedError,
    TimedOutError,
    TlsFailedError,
)
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

NOT_KNOWN = QT_TRANSLATE_NOOP("Message", "{host} was not found. Check the network and the address.")
REFUSED = QT_TRANSLATE_NOOP("Message", "{host} is not there: the connection was refused.")
NOT_IN_TIME = QT_TRANSLATE_NOOP("Message", "No connection to {host} within {seconds} s.")
UNREACHABLE = QT_TRANSLATE_NOOP("Message", "No connection to {host}. Check the network.")
NOT_TRUSTED = QT_TRANSLATE_NOOP(
    "Message", "{host} could not prove who it is: its certificate is not trusted on this machine."
)
NO_TLS = QT_TRANSLATE_NOOP("Message", "No protected connection to {host} could be made.")
PROXY_REFUSED = QT_TRANSLATE_NOOP("Message", "The proxy does not connect to the server.")
PROXY_UNUSABLE = QT_TRANSLATE_NOOP(
    "Message", "The proxy of this machine is of a kind that the program cannot use. Enter an http proxy, or none."
)
NO_ANSWER = QT_TRANSLATE_NOOP("Message", "The server did not answer in {seconds} s.")
LOST = QT_TRANSLATE_NOOP("Message", "The connection to the server broke before its answer had come.")
NONSENSE = QT_TRANSLATE_NOOP("Message", "The server's answer cannot be understood.")
CLOSED = QT_TRANSLATE_NOOP("Message", "The program was closed before the server had answered.")
MAY_HAVE = QT_TRANSLATE_NOOP("Message", "{what} It may have received the purchase.")
MAY_HAVE_BY = QT_TRANSLATE_NOOP("Message", "{what} {went} It may have received the purchase.")
WENT_PART = QT_TRANSLATE_NOOP("Message", "{count} of {bytes} bytes had gone out, and nothing had come back.")
WENT_WHOLE = QT_TRANSLATE_NOOP("Message", "All {bytes} bytes had gone out, and nothing had come back.")
WENT_ANSWER = QT_TRANSLATE_NOOP("Message", "All {bytes} bytes had gone out, and the answer had begun.")
NO_TOKEN = QT_TRANSLATE_NOOP("Message", "Not signed in yet.")
STRANGE_TOKEN = QT_TRANSLATE_NOOP("Message", "The token has signs that no token has. Copy it again.")
NOT_USABLE = QT_TRANSLATE_NOOP("Message", "The program sends nothing to {host}.")

# A handshake that waits for the other side leaves these behind it.
_NO_FAULT = (ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Evidence:
    """How far a request got, written down as httpcore does it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.restart()

    def restart(self) -> None:
        """Forget the last attempt."""
        self.body_bytes = 0
        self.host = ""
        self.begun = False
        self._whole = False
        self._answering = False

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """Take one event of httpcore."""
        if event == "connection.connect_tcp.started":
            self.host = str(info.get("host", ""))
        elif event.endswith(".send_request_headers.started"):
            # A proxy is asked to connect with a request of its own, which carries nothing of ours.
            self.begun = self.begun or getattr(info.get("request"), "method", b"") != b"CONNECT"
        elif event.endswith(".send_request_body.complete"):
            self._whole = self.begun
        elif event.endswith(".receive_response_headers.complete"):
            self._answering = self.begun

    def went(self) -> dict[str, object]:
        """For the values of a message: how much of the request had gone out when it failed, and what had come back."""
        if self._answering:
            return {"went": Message(WENT_ANSWER, {"bytes": self._size})}
        if self._whole:
            return {"went": Message(WENT_WHOLE, {"bytes": self._size})}
        return {"went": Message(WENT_PART, {"count": self.body_bytes, "bytes": self._size})}

    def __str__(self) -> str:
        if not self.begun:
            return "nothing was sent"
        if self._answering:
            return "the answer had begun"
        if self._whole:
            return "the whole request was sent"
        return f"{self.body_bytes} of {self._size} bytes were sent"


def error_for(error: Exception, evidence: Evidence, seconds: float, secrets: Sequence[str]) -> ApiError:
    """The error of our tree for one of httpx, by the evidence. `seconds` is the limit that ran out, if one did."""
    text = (f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)[:300]
    for secret in secrets:
        text = text.replace(secret, "***")
    detail = f"{text} ({evidence})"
    if not evidence.begun:
        return _not_sent(error, {"host": evidence.host or _host(error), "seconds": f"{round(seconds, 1):g}"}, detail)
    if isinstance(error, httpx.TimeoutException):
        return TimedOutError(Message(NO_ANSWER, {"seconds": f"{round(seconds, 1):g}"} | evidence.went(), detail))
    if isinstance(error, httpx.ProtocolError) and not _ended_early(error):
        return BadAnswerError(Message(NONSENSE, evidence.went(), detail))
    return ConnectionLostError(Message(LOST, evidence.went(), detail))


def _not_sent(error: Exception, values: dict[str, object], detail: str) -> ApiError:
    causes = list(_causes(error))
    if isinstance(error, httpx.ProxyError):
        return ProxyRefusedError(Message(PROXY_REFUSED, detail=detail))
    if isinstance(error, httpx.TimeoutException):
        return NoConnectionError(Message(NOT_IN_TIME, values, detail))
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, _NO_FAULT) for cause in causes):
        untrusted = any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes)
        # Behind a proxy the connection is the proxy's, the certificate the server's.
        return TlsFailedError(Message(NOT_TRUSTED if untrusted else NO_TLS, {"host": _host(error)}, detail))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return NoConnectionError(Message(NOT_KNOWN, values, detail))
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return NoConnectionError(Message(REFUSED, values, detail))
    return NoConnectionError(Message(UNREACHABLE, values, detail))


def _host(error: Exception) -> str:
    try:
        return error.request.url.host if isinstance(error, httpx.RequestError) else ""
    except RuntimeError:
        return ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it, groups opened (both addresses of a name may have failed)."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__ or error.__context__


def _ended_early(error: Exception) -> bool:
    # httpcore and h11 have one class for an answer that stops and for one that is nonsense: only the text differs.
    return any(words in str(error) for words in ("disconnected", "peer closed", "closed connection"))


def unusable_proxy(error: Exception) -> ApiError:
    """The error for a proxy that httpx refuses; its address may hold a password and is not told."""
    return ProxyRefusedError(Message(PROXY_UNUSABLE, detail=type(error).__name__))


def too_late(evidence: Evidence, seconds: float) -> ApiError:
    """The error for a call whose whole time is over."""
    if not evidence.begun:
        values = {"host": evidence.host, "seconds": f"{round(seconds, 1):g}"}
        return NoConnectionError(Message(NOT_IN_TIME, values, str(evidence)))
    return TimedOutError(Message(NO_ANSWER, {"seconds": f"{round(seconds, 1):g}"} | evidence.went(), str(evidence)))


def closed(evidence: Evidence) -> ApiError:
    """The error for a call that was on its way when the program was closed."""
    kind = ConnectionLostError if evidence.begun else NoConnectionError
    return kind(Message(CLOSED, evidence.went() if evidence.begun else {}, str(evidence)))


def may_have_received(what: Message) -> Message:
    """`what`, and that the purchase may have arrived."""
    went = what.values.get("went")
    if went is None:
        return Message(MAY_HAVE, {"what": what}, what.detail)
    return Message(MAY_HAVE_BY, {"what": what, "went": went}, what.detail)
