"""Submissions that leave the house: everything that is kept of them, as plain data, and back again.

What comes back is looked at with suspicion: types and hashes are checked, texts come as texts and never as templates.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from ravenwits_desktop.domain import field_words, ledger, sent
from ravenwits_desktop.domain.ledger import Entry
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import State, Submission
from ravenwits_desktop.domain.timegrid import Label

NOT_A_SUBMISSION = QT_TRANSLATE_NOOP("Message", "{file} is not what a bundle holds of a submission.")
ENTRY_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: entry {number} of the history is not as it was written.")
ROWS_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: the rows are not those that were sent.")
FIELD_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: {what} is not what the history and the rows enclosed say.")
HISTORY_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: entry {number} of the history does not follow the one before.")
ANSWERS_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: the answers of the service are not those of the history.")
OUTPUT_CHANGED = QT_TRANSLATE_NOOP("Message", "{file}: the strategy outputs are in no answer of the service.")

_TEXTS = ("id", "account", "retailer_id", "retailer_name", "server_status")
_OPTIONAL_TEXTS = (
    *("purchase_id", "first_day", "last_day", "fingerprint", "file", "file_sha256", "label", "note"),
    "gate_market",
)
_MOMENTS = ("sent", "checked", "finished", "gate")
_DAYS = ("first_day", "last_day")
_LARGEST_COUNT = 2**31
_YEARS = range(2000, 2200)


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
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError, binascii.Error) as error:
        raise BundleError(Message(NOT_A_SUBMISSION, {"file": file}, f"{type(error).__name__}: {error}"[:200])) from None
    misfit = _misfit(dossier, file)
    if misfit is not None:
        raise BundleError(misfit)
    return dossier


def _misfit(dossier: Dossier, file: str) -> Message | None:
    """What in a dossier contradicts its own entries, rows or answers; None for one that fits together."""
    before: State | None = None
    told: dict[str, Any] = {}
    fields: dict[str, str | None] = {}
    listed = [[_written(each.at), each.call, each.status, ledger.sha256(each.raw)] for each in dossier.answers]
    digests = {ledger.sha256(each.raw) for each in dossier.answers}
    outputs = set()
    for entry in dossier.entries:
        if ledger.hash_of(entry) != entry.hash:
            return Message(ENTRY_CHANGED, {"file": file, "number": entry.number})
        if entry.before is not before:
            return Message(HISTORY_CHANGED, {"file": file, "number": entry.number})
        facts = ledger.facts(entry)
        told |= facts
        outputs.add(facts.get("output"))
        if "answer" in facts and facts["answer"] not in digests:
            return Message(ANSWERS_CHANGED, {"file": file})
        count, digest = facts.get("answers", (0, None))
        if digest is not None and (len(listed) < count or ledger.answers_digest(listed[:count]) != digest):
            return Message(ANSWERS_CHANGED, {"file": file})
        if not facts.get("format"):
            fields.clear()  # of an earlier version, which says nothing of its changes
        fields |= facts.get("fields", {})
        before = entry.after
    return (
        _other_rows(dossier, told, file)
        or _other_field(dossier, told, file)
        or _other_text(dossier.submission, fields, file)
        or _other_output(dossier, outputs, file)
    )


def _other_rows(dossier: Dossier, told: Mapping[str, Any], file: str) -> Message | None:
    body, purchase = dossier.body, dossier.purchase
    digest = None if body is None else ledger.sha256(body)
    fits = told.get("body") == digest and (purchase is None) == (body is None)
    if fits and purchase is not None and body is not None:
        fits = sent.same_rows(purchase, body)
    return None if fits else Message(ROWS_CHANGED, {"file": file})


def _other_field(dossier: Dossier, told: Mapping[str, Any], file: str) -> Message | None:
    one = dossier.submission
    said = {"state": dossier.entries[-1].after, **{name: told.get(name) for name in ("account", "retailer_id")}}
    said["purchase_id"] = told.get("purchase_id")
    found = next((name for name, value in said.items() if getattr(one, name) != value), None)
    if found is None and dossier.purchase is not None:
        found = sent.unlike_its_rows(one, dossier.purchase)
    return None if found is None else Message(FIELD_CHANGED, {"file": file, "what": field_words.word(found)})


def _other_text(one: Submission, fields: Mapping[str, str | None], file: str) -> Message | None:
    """A text or a moment that is not what the history says of it; messages are written in another way there."""
    for name in fields.keys() & {*_TEXTS, *_OPTIONAL_TEXTS, *_MOMENTS, "created"}:
        value = getattr(one, name)
        if ledger.stated(name, _written(value) if isinstance(value, datetime) else value) != fields[name]:
            return Message(FIELD_CHANGED, {"file": file, "what": field_words.word(name)})
    return None


def _other_output(dossier: Dossier, outputs: set[Any], file: str) -> Message | None:
    output = dossier.output
    if output is None or ledger.sha256(output) in outputs or any(output in each.raw for each in dossier.answers):
        return None
    return Message(OUTPUT_CHANGED, {"file": file})


def _read(values: Any) -> Dossier:
    told = values["submission"]
    texts: dict[str, Any] = {name: _text(told[name]) for name in _TEXTS}
    texts |= {name: _maybe(told[name], _text) for name in _OPTIONAL_TEXTS}
    moments: dict[str, Any] = {name: _maybe(told[name], _moment) for name in _MOMENTS}
    if not all(texts[name] is None or sent.is_day(texts[name]) for name in _DAYS):
        raise ValueError("a day that is none")
    purchase = _maybe(values["purchase"], _purchase)
    submission = Submission(
        state=State(told["state"]),
        created=_moment(told["created"]),
        rows=_maybe(told["rows"], _count),
        energy_mwh=_maybe(told["energy_mwh"], _number),
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
    for entry in entries:
        ledger.facts(entry)
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
    mw = np.array([_number(each) for each in values["mw"]])
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
    if not 0 <= value < _LARGEST_COUNT:
        raise ValueError("a number that is too large, or below nothing")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("a number is expected")
    if not math.isfinite(value):
        raise ValueError("a number that is none")
    return float(value)


def _said(value: Any) -> Message:
    return Message("{text}", {"text": _text(value)})


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    if moment.year not in _YEARS:
        raise ValueError("a moment of no year in which there was such a purchase")
    return moment.astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else ledger.written_moment(moment)


def _packed(raw: bytes | None) -> str | None:
    return None if raw is None else base64.b64encode(raw).decode("ascii")


def _unpacked(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)
