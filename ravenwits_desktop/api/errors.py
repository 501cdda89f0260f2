"""What can go wrong between this program and the API: one tree, and what each fault says about a purchase being sent.

ApiError
NotSentError            NOT_SENT: the request never left
NoConnectionError   refused, unreachable, name not found, no connection in time
TlsFailedError      the server could not prove who it is
ProxyRefusedError   the proxy did not let it through, or cannot be used
InvalidAddressError an address that must not be used
InvalidIdError      an id that must not be put into an address
NoAnswerError           UNKNOWN: it left, at least in part
TimedOutError
ConnectionLostError
BadAnswerError          UNKNOWN: an answer that cannot be used
ServerFaultError        UNKNOWN: 5xx, 408
SignInNeededError       NOT_SENT: 401, 403 without credentials
TooManyRequestsError    NOT_SENT: 429
RefusedError            REFUSED: any other 4xx
NotFoundError       404
ForbiddenError      403
RedirectedError     3xx, never followed
WireError                   data that cannot be put on the wire, or read from it
"""

from __future__ import annotations

import enum
from typing import ClassVar

from ravenwits_desktop.domain.message import Message

LARGEST_KEPT_BODY = 1 << 20
"""Bytes of an answer that an error keeps."""


class Outcome(enum.Enum):
    """What became of a request that creates something."""

    NOT_SENT = "not sent"
    """Nothing was taken: it may be sent again."""
    REFUSED = "refused"
    """The server said no."""
    UNKNOWN = "unknown"
    """It may have been taken: only a person may decide to send it again."""


class ApiError(Exception):
    """A request without a usable result.

    `message` is for people, its `detail` the technical part: neither holds a token, a query or a header. `status` is
    the HTTP status if there was an answer, `raw` the first of its body (at most `LARGEST_KEPT_BODY` bytes; all
    of one that came whole and could not be read), `retry_after` the seconds for which the server asks to be left alone.
    """

    outcome: ClassVar[Outcome] = Outcome.UNKNOWN

    def __init__(
        self, message: Message, *, status: int | None = None, raw: bytes = b"", retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.raw = raw[:LARGEST_KEPT_BODY]
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.message} [{self.message.detail}]" if self.message.detail else str(self.message)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r}, status={self.status})"


class NotSentError(ApiError):
    """The request never left this machine, or not for the server."""

    outcome = Outcome.NOT_SENT


class NoConnectionError(NotSentError):
    """No connection: refused, unreachable, a name that is not known, or not in time."""


class TlsFailedError(NotSentError):
    """No protected connection: a certificate that is not trusted, or no TLS at all."""


class ProxyRefusedError(NotSentError):
    """The proxy refused to connect, or is of a kind that cannot be used."""


class InvalidAddressError(NotSentError):
    """An address that the program does not send anything to."""


class InvalidIdError(NotSentError):
    """An id that could lead a request elsewhere."""


class NoAnswerError(ApiError):
    """The request left, at least its first bytes, and no whole answer came."""


class TimedOutError(NoAnswerError):
    """No whole answer within the time allowed."""


class ConnectionLostError(NoAnswerError):
    """The connection broke, or was given up, before a whole answer had come."""


class BadAnswerError(ApiError):
    """An answer that is not JSON, cut short, of other types than documented, or too large."""


class ServerFaultError(ApiError):
    """The server failed (5xx, 408); that does not prove that nothing was created."""


class SignInNeededError(ApiError):
    """The token is missing, wrong or expired."""

    outcome = Outcome.NOT_SENT


class TooManyRequestsError(ApiError):
    """The server wants fewer requests; `retry_after` says for how long, if it says so."""

    outcome = Outcome.NOT_SENT


class RefusedError(ApiError):
    """The server said no. `row` counts from 0 in the order sent; `field` is the name the server complains of."""

    outcome = Outcome.REFUSED

    def __init__(
        self, message: Message, *, status: int | None = None, raw: bytes = b"", row: int | None = None, field: str = ""
    ) -> None:
        super().__init__(message, status=status, raw=raw)
        self.row = row
        self.field = field


class NotFoundError(RefusedError):
    """The API does not know it, or not for this user."""


class ForbiddenError(RefusedError):
    """The account may not do this."""


class RedirectedError(RefusedError):
    """The server points elsewhere; the program does not go there, so that the token does not either."""


class WireError(ValueError):
    """Data that cannot be sent or read back; `message` says where."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
