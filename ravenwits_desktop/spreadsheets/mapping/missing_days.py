"""Days without any row or value between days that have them: a week whose Monday was left blank, or was never there."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Label, Minutes

MISSING_DAY = QT_TRANSLATE_NOOP(
    "Message", "{day} lies between days of the file and has no value there. Look whether it was forgotten."
)
MISSING_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "{count} days between the first and the last of the file have no value there, {day} before the others. Look "
    "whether they were forgotten.",
)


def missing_day_warnings(labels: Minutes, resolution: int, label: Label) -> tuple[Message, ...]:
    """What is said of whole days that have none of `labels`, wall clock, of periods of `resolution` minutes."""
    known = labels[~np.isnat(labels)]
    if not len(known):
        return ()
    days = np.unique((known - timegrid.minutes(resolution if label is Label.END else 0)).astype("datetime64[D]"))
    missing = int((days[-1] - days[0]).astype(np.int64)) + 1 - len(days)
    if not missing:
        return ()
    day = (days[int(np.argmax(np.diff(days).astype(np.int64) > 1))] + 1).item()
    return (
        Message(MISSING_DAY, {"day": day}) if missing == 1 else Message(MISSING_DAYS, {"day": day, "count": missing}),
    )
