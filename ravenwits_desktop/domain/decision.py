"""What a person asks for on a submission: a decision on a doubt, a purchase to follow, an update to send."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

LONGEST_ID = 128
_UUID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])", re.IGNORECASE)
_PURCHASE_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~@+:-]*")

NO_PURCHASE_ID = QT_TRANSLATE_NOOP("Message", "Enter the id of the purchase.")
BAD_PURCHASE_ID = QT_TRANSLATE_NOOP(
    "Message", "This is not the id of a purchase. An id has letters, digits and dashes only, no spaces."
)


class Choice(enum.Enum):
    """The three ways out of `State.UNCONFIRMED`."""

    SEND_AGAIN = "send_again"
    """A person is sure that the server has nothing: it is queued again."""
    LINK = "link"
    """It exists under an id that the person gives."""
    DROP = "drop"
    """Given up; nothing more is sent or asked."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on an unconfirmed submission. `purchase_id` is set for `Choice.LINK` alone.

    `seen` is what speaks against a link, or that nothing can be compared, in the words in which a person was shown it
    and wants the link all the same; None before anything was shown.
    """

    submission_id: str
    choice: Choice
    purchase_id: str | None = None
    seen: Message | None = None
    merged: str | None = None
    """Our id of the submission that follows that purchase already, and is to end in this one; None for no such one."""

    def __post_init__(self) -> None:
        if (self.choice is Choice.LINK) != bool(self.purchase_id):
            raise ValueError("a link needs an id, and nothing else has one")


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """A purchase made elsewhere that is to be followed here."""

    purchase_id: str
    retailer_id: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person has written on a submission: a label for the list, a note; None for nothing."""

    submission_id: str
    label: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """A new state of a purchase at the server: its status word, its error text, its outputs as JSON text.

    `seen` says which state a person has compared it with (`UpdateReviewed`); empty for none.
    """

    submission_id: str
    status: str
    error: str
    outputs_text: str
    seen: str = ""


def tidy_purchase_id(text: str) -> str:
    """The id in a pasted text: the one UUID that stands in it (an address, a sentence), else the text itself."""
    found = {match.lower() for match in _UUID.findall(text)}
    return found.pop() if len(found) == 1 else text.strip()


def purchase_id_problem(text: str) -> Message | None:
    """Why `text` cannot be the id of a purchase, or None if it can."""
    if not text:
        return Message(NO_PURCHASE_ID)
    if len(text) > LONGEST_ID or not _PURCHASE_ID.fullmatch(text):
        return Message(BAD_PURCHASE_ID)
    return None
