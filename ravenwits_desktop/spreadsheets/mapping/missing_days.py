"""Days without any row or value between days that have them: a week whose Monday was left blank, or was never there."""

from __future__ import annotations

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.missing_days import missing_days
from ravenwits_desktop.domain.reading_notes import MISSING_DAY, MISSING_DAYS
from ravenwits_desktop.domain.timegrid import Label, Minutes


def missing_day_warnings(labels: Minutes, resolution: int, label: Label) -> tuple[Message, ...]:
    """What is said of whole days that have none of `labels`, wall clock, of periods of `resolution` minutes."""
    gaps = missing_days(labels, resolution, label)
    if not gaps:
        return ()
    day, missing = gaps[0][0].item(), sum(count for _, count in gaps)
    return (
        Message(MISSING_DAY, {"day": day}) if missing == 1 else Message(MISSING_DAYS, {"day": day, "count": missing}),
    )
