"""Which submissions ask a person to decide."""

from __future__ import annotations

from datetime import UTC, datetime

from ravenwits_desktop.domain import submission as life
from ravenwits_desktop.domain.gates import is_late
from ravenwits_desktop.domain.submission import Submission


def asks(submission: Submission | None) -> bool:
    """Whether nothing goes on with it before a person has decided: in doubt, or too late for its gate."""
    if submission is None:
        return False
    return submission.state in life.LEFT_BY_A_PERSON or is_late(submission, datetime.now(UTC))
