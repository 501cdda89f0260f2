"""How long a submission has stood where it stands, and how long that usually takes, by the account's own history."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from datetime import datetime

from ravenwits_desktop.domain.submission import State, Submission

SAMPLE = 25
"""From how many of the last visits to a state the usual time is taken."""


def since(submission: Submission) -> datetime | None:
    """When it came to stand where it stands (UTC); None without a history."""
    changes = (step.at for step in reversed(submission.history) if step.before is not step.after)
    return next(changes, None)


def usual_seconds(submissions: Iterable[Submission], account: str, state: State) -> float | None:
    """The median time that the account's submissions of late stayed in `state`, in seconds; None without any."""
    stays: list[tuple[datetime, float]] = []
    for submission in submissions:
        if submission.account != account or submission.imported is not None:
            continue
        came: datetime | None = None
        for step in submission.history:
            if step.before is step.after:
                continue
            # clocks are set back: a stay that ended before it began says nothing
            if came is not None and step.at >= came:
                stays.append((step.at, (step.at - came).total_seconds()))
            came = step.at if step.after is state else None
    if not stays:
        return None
    return statistics.median(seconds for _, seconds in sorted(stays)[-SAMPLE:])
