"""What is looked at before a purchase is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.gates import Closing
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.domain.submission import Submission


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """A draft's purchase and all that a person should know of it before it goes out.

    `warnings` are what the checks found unusual. `same` are earlier submissions of exactly these rows for this
    retailer, `same_days` the others that touch the same market days; both newest first. `account` names whose it is.
    `id` is that of the submission which it may become: one review is submitted once.
    """

    draft_id: str
    retailer: Retailer
    purchase: Purchase
    warnings: tuple[Problem, ...] = ()
    same: tuple[Submission, ...] = ()
    same_days: tuple[Submission, ...] = ()
    account: str = ""
    before: Purchase | None = None
    """What was submitted last, or waits to be sent, for these market days: the last that has all of them, else day by
    day what was last; days without any are not in it."""
    gate: Closing | None = None
    """The next gate that it can meet; None where all of these days have closed."""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
