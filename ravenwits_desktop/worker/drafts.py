"""A draft made of what was submitted."""

from __future__ import annotations

import uuid
from datetime import datetime

from ravenwits_desktop.domain.draft import Draft, rows_of
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import Submission

OPENED_FROM = QT_TRANSLATE_NOOP("Message", "submission of {when}")


def draft_of(submission: Submission, purchase: Purchase) -> Draft:
    """A new draft with the values that were submitted, for the same retailer."""
    return draft_with(purchase, submission.retailer_id, submission.created)


def draft_with(purchase: Purchase, retailer_id: str, created: datetime, draft_id: str | None = None) -> Draft:
    """A draft with these values; `created` (UTC) is when they were submitted. It is new unless `draft_id` is given."""
    days = purchase.days
    return Draft(
        id=draft_id or str(uuid.uuid4()),
        name=str(days[0]) if len(days) == 1 else f"{days[0]} – {days[-1]}",
        rows=rows_of(purchase),
        retailer_id=retailer_id,
        label=purchase.label,
        zone=purchase.zone,
        resolution=purchase.resolution,
        source=str(Message(OPENED_FROM, {"when": f"{created:%Y-%m-%d %H:%M} UTC"})),
    )
