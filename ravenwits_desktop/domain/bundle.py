"""Submissions that leave the house: everything that is kept of them, as plain data, and back again.

What comes back is looked at with suspicion: types and hashes are checked, texts come as texts and never as templates.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from ravenwits_desktop.domain import ledger
from ravenwits_desktop.domain.ledger import Entry
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import Label

NOT_A_SUBMISSION = QT_TRANSLATE_NOOP("Message", "{file} is not what a bundle holds of a submission.")
ENTRY_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: entry {number} of the history is not as it was written.")
ROWS_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: the rows are not those that were sent.")

_TEXTS = ("id", "account", "retailer_id", "retailer_name", "server_status")
_OPTIONAL_TEXTS = (
    *("purchase_id", "first_day", "last_day", "fingerprint", "file", "file_sha256", "label", "note"),
    "gate_market",
)
_MOMENTS = ("sent", "checked", "finished", "gate")


class BundleError(Exception):
    """What was read is no bundle, or one that was changed. `message` says what."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer of the server as it came. `at` is UTC."""

    at: datetime
    call: str
    status: int | None
    raw: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """All that is kept of one submission: what was sent, what came back, and its entries in the ledger."""

    submission: Submission
    purchase: Purchase | None
    body: bytes | None
    output: bytes | None
    answers: tuple[KeptAnswer, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Some dossiers, whose they are (`made_by`) and where the ledger stood when they left it."""

    dossiers: tuple[Dossier, ...]
    made: datetime
    made_by: str
    entries: int
    head: str


def plain(dossier: Dossier) -> dict[str, Any]:
    """A dossier as values that JSON knows. Bytes are base64, moments ISO in UTC."""
    one = dossier.submission
    values: dict[str, Any] = {name: getattr(one, name) for name in (*_TEXTS, *_OPTIONAL_TEXTS)}
    values |= {"state": one.state.value, "created": ledger.written_moment(one.created), "rows": one.rows}
    values |= {name: _written(getattr(one, name)) for name in _MOMENTS}
    values |= {"energy_mwh": one.energy_mwh, "resolution": one.resolution}
    values["message"] = None if one.message is None else str(one.message)
    values["reading"] = None if one.reading is None else str(one.reading)
    values["confirmed"] = [str(each) for each in one.confirmed]
    purchase = dossier.purchase
    return {
        "submission": values,
        "purchase": None
        if purchase is None
        else {
            "starts_utc": np.datetime_as_string(purchase.starts, unit="m").tolist(),
            "mw": purchase.mw.tolist(),
            "resolution": purchase.resolution,
            "label": purchase.label.value,
            "zone": purchase.zone,
        },
        "body": _packed(dossier.body),
        "output": _packed(dossier.output),
        "answers": [
            {"at": _written(each.at), "call": each.call, "status": each.status, "raw": _packed(each.raw)}
            for each in dossier.answers
        ],
        "entries": [
            {
                "number": entry.number,
                "step": entry.step,
                "at": _written(entry.at),
                "before": entry.before.value if entry.before is not None else None,
                "after": entry.after.value,
                "why": entry.why,
                "by": entry.by,
                "evidence": entry.evidence,
                "previous": entry.previous,
                "hash": entry.hash,
            }
            for entry in dossier.entries
        ],
    }


def read(values: Any, file: str) -> Dossier:
    """What `plain` was given. Raises `BundleError`, also where hashes do not fit what they vouch for."""
    try:
        dossier = _read(values)
    except (KeyError, TypeError, ValueError, OverflowError, binascii.Error) as error:
        raise BundleError(Message(NOT_A_SUBMISSION, {"file": file}, f"{type(error).__name__}: {error}"[:200])) from None
    for entry in dossier.entries:
        if ledger.hash_of(entry) != entry.hash:
            raise BundleError(Message(ENTRY_CHANGED, {"file": file, "number": entry.number}))
    facts = json.loads(dossier.entries[0].evidence)
    sent = None if dossier.body is None else ledger.sha256(dossier.body)
    if facts.get("body") != sent or (dossier.purchase is None) != (dossier.body is None):
        raise BundleError(Message(ROWS_CHANGED, {"file": file}))
    return dossier


def _read(values: Any) -> Dossier:
    told = values["submission"]
    texts: dict[str, Any] = {name: _text(told[name]) for name in _TEXTS}
    texts |= {name: _maybe(told[name], _text) for name in _OPTIONAL_TEXTS}
    moments: dict[str, Any] = {name: _maybe(told[name], _moment) for name in _MOMENTS}
    purchase = _maybe(values["purchase"], _purchase)
    submission = Submission(
        state=State(told["state"]),
        created=_moment(told["created"]),
        rows=_maybe(told["rows"], _count),
        energy_mwh=_maybe(told["energy_mwh"], float),
        resolution=_maybe(told["resolution"], _count),
        message=_maybe(told["message"], _said),
        reading=_maybe(told["reading"], _said),
        confirmed=tuple(_said(each) for each in told["confirmed"]),
        **texts,
        **moments,
    )
    entries = tuple(_entry(each, submission.id) for each in values["entries"])
    if not entries or [entry.step for entry in entries] != list(range(len(entries))):
        raise ValueError("a history without its beginning, or with a gap")
    if not isinstance(json.loads(entries[0].evidence), dict):
        raise TypeError("evidence")
    answers = tuple(
        KeptAnswer(_moment(each["at"]), _text(each["call"]), _maybe(each["status"], _count), _unpacked(each["raw"]))
        for each in values["answers"]
    )
    body, output = _maybe(values["body"], _unpacked), _maybe(values["output"], _unpacked)
    return Dossier(submission, purchase, body, output, answers, entries)


def _entry(values: Mapping[str, Any], own_id: str) -> Entry:
    return Entry(
        number=_count(values["number"]),
        submission_id=own_id,
        step=_count(values["step"]),
        at=_moment(values["at"]),
        before=_maybe(values["before"], State),
        after=State(values["after"]),
        why=_text(values["why"]),
        by=_text(values["by"]),
        evidence=_text(values["evidence"]),
        previous=_text(values["previous"]),
        hash=_text(values["hash"]),
    )


def _purchase(values: Mapping[str, Any]) -> Purchase:
    starts = np.array([_text(each) for each in values["starts_utc"]], dtype="datetime64[m]")
    mw = np.array([float(each) for each in values["mw"]])
    return Purchase(starts, mw, _count(values["resolution"]), Label(values["label"]), _text(values["zone"]))


def _maybe(value: Any, read: Any) -> Any:
    return None if value is None else read(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    value.encode()  # half a character is none
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a whole number is expected")
    return value


def _said(value: Any) -> Message:
    return Message("{text}", {"text": _text(value)})


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else ledger.written_moment(moment)


def _packed(raw: bytes | None) -> str | None:
    return None if raw is None else base64.b64encode(raw).decode("ascii")


def _unpacked(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)
