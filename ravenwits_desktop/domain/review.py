"""What is looked at before a purchase is sent."""

from __future__ import annotations

from dataclasses import dataclass

from ravenwits_desktop.domain.account import Retailer
from ravenwits_desktop.domain.draft import Problem
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import Submission


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """A draft's purchase and all that a person should know of it before it goes out.

    `warnings` are what the checks found unusual. `same` are earlier submissions of exactly these rows for this
    retailer, `same_days` the others that touch the same market days; both newest first.
    """

    draft_id: str
    retailer: Retailer
    purchase: Purchase
    warnings: tuple[Problem, ...] = ()
    same: tuple[Submission, ...] = ()
    same_days: tuple[Submission, ...] = ()
