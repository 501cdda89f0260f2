"""Everything the editor says of the rows of a draft: the checks, their size, totals, what changed, what is drawn.

All of it at once and as plain values, so that a long draft can be examined beside the window.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain import draft as rules
from ravenwits_desktop.domain import peak
from ravenwits_desktop.domain.comparison import Comparison, compare, row_changes
from ravenwits_desktop.domain.draft import Checked, Totals
from ravenwits_desktop.domain.peak import PeakSplit
from ravenwits_desktop.domain.plausibility import NO_HISTORY, History, judge
from ravenwits_desktop.domain.problems import Problems
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Floats, Label


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Rows to be examined, and what they are held against. `resolution` in minutes, None while the rows decide."""

    rows: Rows
    resolution: int | None
    label: Label
    zone: str
    history: History = NO_HISTORY
    reference: Purchase | None = None
    """What was submitted before for these days."""

    def same_rows(self, other: Question) -> bool:
        """Whether both are about the very same rows, read alike."""
        read = self.resolution == other.resolution and self.label is other.label and self.zone == other.zone
        return read and self.rows is other.rows


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """What there is to say of some rows."""

    question: Question
    checked: Checked
    problems: Problems
    """Those of the checks, and what does not fit to what was submitted lately."""
    totals: Totals
    split: PeakSplit
    drawn: Purchase | None
    """What a chart can show of the rows, errors or not; None where no row has a time and a value."""
    comparable: bool
    """Whether the reference has any of the days of the rows (while they have errors, whether there is one)."""
    comparison: Comparison | None
    changes: Floats | None
    """What each row changed by against the reference, MW; NaN where nothing did."""


def examine(question: Question, before: Examination | None = None) -> Examination:
    """Examine some rows. What `before` (any earlier examination) knows and still holds is not worked out anew."""
    rows = question.rows
    if before is not None and before.question.same_rows(question):
        checked, totals, split, drawn = before.checked, before.totals, before.split, before.drawn
    else:
        known = before.checked.periods if before is not None else None
        checked = rules.check(
            rows, resolution=question.resolution, label=question.label, zone=question.zone, periods=known
        )
        periods = checked.periods
        totals = rules.totals(rows.mw, periods.resolution)
        split = peak.split(rows.mw, periods.timed, periods.peak, periods.resolution)
        drawn = rules.drawable(rows, checked, question.label, question.zone)
    now, reference = checked.purchase, question.reference
    comparable = reference is not None and (now is None or bool(np.isin(checked.periods.days, reference.days).any()))
    comparison = compare(now, reference) if now is not None and reference is not None and comparable else None
    return Examination(
        question=question,
        checked=checked,
        problems=checked.problems.and_(judge(now, question.history)) if now is not None else checked.problems,
        totals=totals,
        split=split,
        drawn=drawn,
        comparable=comparable,
        comparison=comparison,
        changes=row_changes(checked.starts, comparison) if comparison is not None else None,
    )
