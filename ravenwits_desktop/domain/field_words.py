"""What the fields of a submission are called where it is said that one of them is not what it should be."""

from __future__ import annotations

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

_WORDS = {
    "state": QT_TRANSLATE_NOOP("Message", "the status"),
    "account": QT_TRANSLATE_NOOP("Message", "the account"),
    "retailer_id": QT_TRANSLATE_NOOP("Message", "the retailer"),
    "retailer_name": QT_TRANSLATE_NOOP("Message", "the name of the retailer"),
    "created": QT_TRANSLATE_NOOP("Message", "the time of submitting"),
    "purchase_id": QT_TRANSLATE_NOOP("Message", "the id at the service"),
    "draft_id": QT_TRANSLATE_NOOP("Message", "the draft it was made of"),
    "server_status": QT_TRANSLATE_NOOP("Message", "the status at the service"),
    "first_day": QT_TRANSLATE_NOOP("Message", "the first day"),
    "last_day": QT_TRANSLATE_NOOP("Message", "the last day"),
    "rows": QT_TRANSLATE_NOOP("Message", "the number of rows"),
    "energy_mwh": QT_TRANSLATE_NOOP("Message", "the energy"),
    "resolution": QT_TRANSLATE_NOOP("Message", "the length of a period"),
    "fingerprint": QT_TRANSLATE_NOOP("Message", "the fingerprint of the rows"),
    "sent": QT_TRANSLATE_NOOP("Message", "the time of sending"),
    "finished": QT_TRANSLATE_NOOP("Message", "the time of its end"),
    "rejected_row": QT_TRANSLATE_NOOP("Message", "the row that was refused"),
    "file": QT_TRANSLATE_NOOP("Message", "the name of the file"),
    "file_sha256": QT_TRANSLATE_NOOP("Message", "the check sum of the file"),
    "reading": QT_TRANSLATE_NOOP("Message", "how the file was read"),
    "confirmed": QT_TRANSLATE_NOOP("Message", "what was confirmed"),
    "label": QT_TRANSLATE_NOOP("Message", "the label"),
    "note": QT_TRANSLATE_NOOP("Message", "the note"),
    "gate_market": QT_TRANSLATE_NOOP("Message", "the market it was meant for"),
    "gate": QT_TRANSLATE_NOOP("Message", "the gate it was meant for"),
    "imported": QT_TRANSLATE_NOOP("Message", "the colleague it came from"),
}


def word(field: str) -> Message:
    """The words for a field of `Submission`."""
    return Message(_WORDS[field])
