"""How problems are written and ordered, and what the server said against rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.rows import Problem, Severity
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui import words

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "▲"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the server said against a row. It holds as long as the row keeps its period and its value."""

    start: np.datetime64
    mw: float
    message: Message


def refused(refusals: Iterable[Refusal], mw: Floats, starts: Minutes) -> Iterator[Problem]:
    """The problems of `refusals` in the rows that have their period (`starts`, UTC) and value (MW) still."""
    for refusal in refusals:
        for row in np.flatnonzero((starts == refusal.start) & (mw == refusal.mw)).tolist():
            yield Problem(row, None, Severity.ERROR, refusal.message)


def problem_text(problem: Problem) -> str:
    """A problem with its sign, in the user's language."""
    return f"{SIGNS[problem.severity]} {words.translated(problem.message)}"
