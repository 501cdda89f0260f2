"""What goes over the wire: bodies to send, and answers read leniently.

An answer is read by what is certain in it: the ids decide, a text that is no text or a time that is no time is left
empty, keys that are not known are ignored. What cannot be used at all raises `WireError`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np

from ravenwits_desktop.api.address import check_id
from ravenwits_desktop.api.errors import InvalidIdError, WireError
from ravenwits_desktop.api.odd_numbers import Marked
from ravenwits_desktop.api.outgoing import check_outputs
from ravenwits_desktop.api.outputs import decode_output, read_labels
from ravenwits_desktop.api.pieces import apart, pieces
from ravenwits_desktop.api.results import Login, PurchaseStatus, Submitted, Updated
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.timegrid import Floats, Minutes

__all__ = [
    "STATUSES",
    "WireError",
    "body_rows",
    "check_outputs",
    "decode_output",
    "login_body",
    "read_health",
    "read_login",
    "read_status",
    "read_submitted",
    "read_updated",
    "strategy_names",
    "submit_body",
    "update_body",
]

STATUSES = ("pending", "in_progress", "completed", "failed")
"""The words that an update may set."""

NOT_JSON = QT_TRANSLATE_NOOP("Message", "The server answered with something that is not data of the API.")
BREAKS_OFF = QT_TRANSLATE_NOOP("Message", "The server's answer breaks off in the middle.")
TOO_DEEP = QT_TRANSLATE_NOOP("Message", "The server's answer is nested too deeply to be read.")
NO_ID = QT_TRANSLATE_NOOP("Message", "The server's answer holds no purchase id.")
OTHER_ID = QT_TRANSLATE_NOOP("Message", "The server answered about another purchase.")
NO_STATUS = QT_TRANSLATE_NOOP("Message", "The server's answer holds no status.")
NO_TOKEN = QT_TRANSLATE_NOOP("Message", "The server's answer holds no token.")
NOT_HEALTHY = QT_TRANSLATE_NOOP("Message", "The server says that it is not well.")
NOT_A_PURCHASE = QT_TRANSLATE_NOOP("Message", "These are not the rows of a purchase.")
NOT_A_STATUS = QT_TRANSLATE_NOOP("Message", "“{status}” is not a status: pending, in_progress, completed or failed.")
NOT_SENDABLE = QT_TRANSLATE_NOOP("Message", "The outputs hold a text that cannot be sent.")

_DEEPEST = 6
"""Levels into which an answer of unknown shape is searched."""


class _Row(msgspec.Struct, gc=False):
    datetime: str
    purchase: float


class _Body(msgspec.Struct):
    purchase: list[_Row]


class _Update(msgspec.Struct):
    status: str
    error: str
    outputs: Any


_encoder = msgspec.json.Encoder()
_body_decoder = msgspec.json.Decoder(_Body)
_objects = msgspec.json.Decoder(dict[str, msgspec.Raw])
_anything = msgspec.json.Decoder(msgspec.Raw)
_unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def submit_body(purchase: Purchase) -> bytes:
    """The body of a submission: labels as wall clock, MW as doubles that read back exactly."""
    labels = timegrid.format_labels(purchase.labels)
    return _encoder.encode(_Body([_Row(label, mw) for label, mw in zip(labels, purchase.mw.tolist(), strict=True)]))


def body_rows(body: bytes) -> tuple[Minutes, Floats]:
    """Labels (wall clock) and MW of a body made by `submit_body`, in its order. Raises `WireError`."""
    try:
        rows = _body_decoder.decode(body).purchase
    except _unreadable as error:
        raise WireError(Message(NOT_A_PURCHASE, detail=str(error))) from error
    labels = read_labels([row.datetime for row in rows])
    if labels is None:
        raise WireError(Message(NOT_A_PURCHASE))
    return labels, np.fromiter((row.purchase for row in rows), dtype=np.float64, count=len(rows))


def update_body(status: str, error: str, outputs: object) -> bytes:
    """The body of an update. `outputs` as `check_outputs` gives them. Raises `WireError`."""
    if status not in STATUSES:
        raise WireError(Message(NOT_A_STATUS, {"status": status}))
    try:
        return _encoder.encode(_Update(status, error, outputs))
    except UnicodeEncodeError as fault:
        raise WireError(Message(NOT_SENDABLE, detail=fault.reason)) from fault


def login_body(email: str, password: str) -> bytes:
    """The body of a login."""
    return _encoder.encode({"email": email, "password": password})


def read_submitted(raw: bytes, http_status: int) -> Submitted:
    """The answer to a submission; raises `WireError` unless it holds an id that can be asked for again."""
    answer = _object(raw)
    purchase_id = _text(answer, "id")
    try:
        check_id(purchase_id)
    except InvalidIdError as error:
        raise WireError(Message(NO_ID, detail=_text(answer, "error"))) from error
    return Submitted(
        purchase_id,
        _text(answer, "status"),
        _moment(answer, "created_at"),
        _count(answer, "rows_uploaded"),
        _told(answer, "error"),
        _told(answer, "message"),
        raw,
        http_status,
    )


def read_status(raw: bytes, http_status: int, asked: str) -> PurchaseStatus:
    """The answer to a question for one purchase; raises `WireError` without a status or about another purchase."""
    answer = _object(raw)
    status = _text(answer, "status")
    if not status:
        raise WireError(Message(NO_STATUS, detail=_told(answer, "error")))
    output = bytes(answer.get("strategy_output", b"null"))
    return PurchaseStatus(
        _same_id(answer, asked), status, _told(answer, "error"), _moment(answer, "created_at"), output, raw, http_status
    )


def read_updated(raw: bytes, http_status: int, asked: str) -> Updated:
    """The answer to an update; raises `WireError` if it is about another purchase."""
    answer = _object(raw)
    return Updated(
        _same_id(answer, asked),
        _text(answer, "status"),
        _told(answer, "error"),
        _moment(answer, "updated_at"),
        _told(answer, "message"),
        raw,
        http_status,
    )


def read_login(raw: bytes) -> Login:
    """The answer to a login; raises `WireError` without a token. No part of the answer goes into the error."""
    answer = _object(raw)
    token = _text(answer, "token")
    if not token:
        raise WireError(Message(NO_TOKEN))
    return Login(token, _moment(answer, "expires_at"), _text(answer, "customer_name"), _text(answer, "customer_email"))


def read_health(raw: bytes) -> None:
    """Raise `WireError` unless the server says that it is well."""
    status = _text(_object(raw), "status")
    if status != "healthy":
        raise WireError(Message(NOT_HEALTHY, detail=status[:80]))


def strategy_names(raw: bytes) -> dict[str, str]:
    """Names of models by `idmodel`, from whatever is recognisable in an answer of no fixed shape.

    Raises `WireError` only for what is not JSON.
    """
    names: dict[str, str] = {}
    _search(_decoded(raw), "", names, _DEEPEST)
    return names


def _search(value: Any, key: str, names: dict[str, str], deepest: int) -> None:
    if deepest == 0:
        return
    if isinstance(value, list):
        for item in value:
            _search(item, "", names, deepest - 1)
    elif isinstance(value, dict):
        own = next((_id_text(value[name]) for name in ("idmodel", "id") if _id_text(value.get(name))), "")
        title = next((value[name] for name in ("name", "title", "description") if _is_title(value.get(name))), "")
        # Definitions kept under their ids carry no id of their own: {"1": {"name": ...}}.
        idmodel = own or (key if key.isdecimal() else "")
        if idmodel and title:
            names.setdefault(idmodel, title.strip())
        for name, item in value.items():
            _search(item, name, names, deepest - 1)


def _id_text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _decoded(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except _unreadable as error:
        raise WireError(Message(NOT_JSON, detail=str(error))) from None


def _object(raw: bytes) -> dict[str, msgspec.Raw]:
    """The members of an answer, each still as it came.

    What Python's own JSON writes for numbers that are none (NaN) costs the one number and not the whole answer.
    """
    whole = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return _object_in_pieces(whole) or _objects.decode(whole)
    except _unreadable as error:
        odd = Marked(whole)
        if odd.marked is None:
            raise WireError(_no_object(error)) from None
    try:
        found = _objects.decode(odd.marked)
    except _unreadable as error:
        raise WireError(_no_object(error)) from None
    return {name: msgspec.Raw(odd.restored(bytes(value))) for name, value in found.items()}


def _no_object(error: Exception) -> Message:
    """Why an answer could not be read."""
    if isinstance(error, RecursionError):
        return Message(TOO_DEEP)
    # msgspec has one class for all that is no JSON: only the text differs
    return Message(BREAKS_OFF if "truncated" in str(error) else NOT_JSON, detail=str(error))


def _object_in_pieces(raw: bytes) -> dict[str, msgspec.Raw] | None:
    """The members of a long object without holding up the window; None where it is short, or cannot be cut."""
    cut = apart(raw)
    if cut is None:
        return None
    try:
        found = _objects.decode(cut.marked)
        for span in cut.spans:
            for piece in pieces(raw, span):
                _anything.decode(piece)
    except _unreadable:
        return None
    return {name: msgspec.Raw(cut.restored(bytes(value))) for name, value in found.items()}


def _value(answer: dict[str, msgspec.Raw], name: str) -> Any:
    raw = answer.get(name)
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw)
    except _unreadable:
        return None


def _text(answer: dict[str, msgspec.Raw], name: str) -> str:
    value = _value(answer, name)
    return value if isinstance(value, str) else ""


def _told(answer: dict[str, msgspec.Raw], name: str) -> str:
    """A text for people; what is not a text is shown as the JSON it came as."""
    value = _value(answer, name)
    if isinstance(value, str):
        return value
    return bytes(answer[name]).decode(errors="replace") if value not in (None, {}, [], False) else ""


def _count(answer: dict[str, msgspec.Raw], name: str) -> int | None:
    value = _value(answer, name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value)


def _moment(answer: dict[str, msgspec.Raw], name: str) -> datetime | None:
    """A time as UTC; one without an offset is UTC already."""
    try:
        moment = datetime.fromisoformat(_text(answer, name))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _same_id(answer: dict[str, msgspec.Raw], asked: str) -> str:
    if bytes(answer.get("id", b"null")) == b"null":
        return asked
    if _text(answer, "id").lower() != asked.lower():
        raise WireError(Message(OTHER_ID))
    return asked
