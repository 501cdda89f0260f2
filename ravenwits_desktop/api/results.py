"""What the endpoints give back. Times are UTC; `raw` is the whole answer as it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Submitted:
    """A purchase that the server has taken. `status` is the server's word, empty if it gave none.

    `rows_uploaded` is None where the server does not say it clearly; another number than was sent is an alarm.
    """

    purchase_id: str
    status: str
    created_at: datetime | None
    rows_uploaded: int | None
    error: str
    message: str
    raw: bytes = field(repr=False)
    http_status: int


@dataclass(frozen=True, slots=True)
class PurchaseStatus:
    """How a purchase stands. `output_raw` is the JSON of its strategy output, ``null`` where there is none."""

    purchase_id: str
    status: str
    error: str
    created_at: datetime | None
    output_raw: bytes = field(repr=False)
    raw: bytes = field(repr=False)
    http_status: int


@dataclass(frozen=True, slots=True)
class Updated:
    """The server's answer to an update."""

    purchase_id: str
    status: str
    error: str
    updated_at: datetime | None
    message: str
    raw: bytes = field(repr=False)
    http_status: int


@dataclass(frozen=True, slots=True)
class Login:
    """A token and whose it is."""

    token: str = field(repr=False)
    expires_at: datetime | None
    customer_name: str
    customer_email: str
