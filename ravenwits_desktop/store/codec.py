"""How purchases, rows, bytes and messages are written: bit-exact, compressed, checked when they are read.

Instants are written as the differences from one to the next, which are nearly all the same and so take no room. The
check sum of zlib finds a damaged blob.
"""

from __future__ import annotations

import dataclasses
import json
import numbers
import struct
import zlib
from datetime import date, datetime
from typing import Any

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.timegrid import Floats, Label, Minutes

_VERSION = b"\x01"
_MOMENT, _DAY = "moment", "day"
_COUNT = struct.Struct("<I")
_LEVEL = 1
"""More effort gains little: 35,040 periods take 4 ms at this level and 23 ms at the usual one."""


class DamagedBlobError(ValueError):
    """What was read is not what was written."""


def pack(raw: bytes) -> bytes:
    """`raw`, compressed."""
    return _VERSION + zlib.compress(raw, _LEVEL)


def unpack(blob: bytes) -> bytes:
    """What `pack` was given. Raises `DamagedBlobError`."""
    if blob[:1] != _VERSION:
        raise DamagedBlobError("written in an unknown way")
    try:
        return zlib.decompress(blob[1:])
    except zlib.error as error:
        raise DamagedBlobError(str(error)) from error


def _pack_arrays(instants: Minutes, mw: Floats, rest: bytes = b"") -> bytes:
    # NaT is the smallest int64: differences wrap around, and their sums wrap back.
    deltas = np.diff(instants.astype("<M8[m]").view("<i8"), prepend=np.int64(0))
    values = np.ascontiguousarray(mw, dtype="<f8")
    return pack(_COUNT.pack(len(values)) + deltas.tobytes() + values.tobytes() + rest)


def _unpack_arrays(blob: bytes) -> tuple[Minutes, Floats, bytes]:
    raw = unpack(blob)
    if len(raw) < _COUNT.size:
        raise DamagedBlobError("too short")
    (count,) = _COUNT.unpack_from(raw)
    middle, end = _COUNT.size + 8 * count, _COUNT.size + 16 * count
    if len(raw) < end:
        raise DamagedBlobError("too short")
    deltas = np.frombuffer(raw[_COUNT.size : middle], dtype="<i8")
    mw = np.frombuffer(raw[middle:end], dtype="<f8")
    return np.cumsum(deltas, dtype=np.int64).view("datetime64[m]"), mw.astype(np.float64), raw[end:]


def pack_rows(rows: Rows) -> bytes:
    """The rows of a draft as one blob."""
    texts = [[row, int(column), text] for (row, column), text in rows.texts.items()]
    return _pack_arrays(rows.labels, rows.mw, json.dumps(texts).encode("ascii"))


def unpack_rows(blob: bytes) -> Rows:
    """What `pack_rows` was given. Raises `DamagedBlobError`."""
    labels, mw, rest = _unpack_arrays(blob)
    try:
        return Rows(labels, mw, {(row, Column(column)): text for row, column, text in json.loads(rest)})
    except (ValueError, TypeError) as error:
        raise DamagedBlobError(str(error)) from error


def pack_purchase(purchase: Purchase) -> bytes:
    """Starts and MW of a purchase as one blob."""
    return _pack_arrays(purchase.starts, purchase.mw)


def unpack_purchase(blob: bytes, resolution: int, label: Label, zone: str) -> Purchase:
    """The purchase of a blob by `pack_purchase`; the rest stands beside it. Raises `DamagedBlobError`."""
    starts, mw, _ = _unpack_arrays(blob)
    try:
        return Purchase(starts, mw, resolution, label, zone)
    except ValueError as error:
        raise DamagedBlobError(str(error)) from error


def write_message(message: Message) -> str:
    """A message as JSON text, ASCII only. Values that are not texts, numbers, times or messages become texts."""
    return json.dumps(_message(message))


def read_message(text: str) -> Message:
    """What `write_message` was given. Raises `DamagedBlobError`."""
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedBlobError(f"not a message: {error}") from error


def write_messages(messages: tuple[Message, ...]) -> str:
    """Messages as JSON text, ASCII only; values become what they become in `write_message`."""
    return json.dumps([_message(each) for each in messages])


def read_messages(text: str) -> tuple[Message, ...]:
    """What `write_messages` was given. Raises `DamagedBlobError`."""
    try:
        return tuple(_read(each) for each in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedBlobError(f"not messages: {error}") from error


def write_traits(traits: tuple[tuple[str, str], ...]) -> str:
    """Pairs of texts as JSON text, ASCII only."""
    return json.dumps(traits)


def read_traits(text: str) -> tuple[tuple[str, str], ...]:
    """What `write_traits` was given. Raises `DamagedBlobError`."""
    try:
        return tuple((str(name), str(value)) for name, value in json.loads(text))
    except (ValueError, TypeError) as error:
        raise DamagedBlobError(f"not traits: {error}") from error


def write_options(options: ReadingOptions) -> str:
    """What a person chose about a kind of files as ASCII JSON: all but the day, which is one file's alone."""
    names = [field.name for field in dataclasses.fields(options) if field.name != "day"]
    values = {name: getattr(options, name) for name in names}
    return json.dumps({name: value.value if isinstance(value, Label) else value for name, value in values.items()})


def read_options(text: str) -> ReadingOptions:
    """What `write_options` was given. Raises `DamagedBlobError`."""
    try:
        values = json.loads(text)
        for name in ("label", "account_label"):
            values[name] = None if values[name] is None else Label(values[name])
        return ReadingOptions(**values)
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedBlobError(f"not options: {error}") from error


def _message(message: Message) -> dict[str, Any]:
    values = {key: _value(value) for key, value in message.values.items()}
    return {"template": message.template, "values": values, "detail": message.detail}


def _value(value: object) -> object:
    if isinstance(value, Message):
        return _message(value)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return str(value)


def _read(written: dict[str, Any]) -> Message:
    values = {key: _read_value(value) if isinstance(value, dict) else value for key, value in written["values"].items()}
    return Message(written["template"], values, written["detail"])


def _read_value(written: dict[str, Any]) -> object:
    if _MOMENT in written:
        return datetime.fromisoformat(written[_MOMENT])
    return date.fromisoformat(written[_DAY]) if _DAY in written else _read(written)
